"""The content folder as bytes. The only place that reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LARGEST = 10 * 1024 * 1024
"""Bytes; what is larger is no attachment and no record."""
RESERVED = frozenset(("powers", "law", "private", "fonts", "themes", "register"))
"""Folders of the content root that are no township."""
_SHARED = ("catalog.yaml", "glossary.yaml", "holidays.yaml", "accounts.yaml")


@dataclass(frozen=True, slots=True)
class VillageFiles:
    """The files of one village: path from the content folder -> bytes, without its register."""

    folder: str  # "qingshi/liuwan"
    files: Mapping[str, bytes]
    too_large: Mapping[str, int]  # path -> bytes of those that are not read
    register: Mapping[str, bytes]  # file name -> bytes
    links: tuple[str, ...] = ()  # paths of links, which are not followed: they may lead anywhere


@dataclass(frozen=True, slots=True)
class TownshipFiles:
    """A township's own files, and the folders of its villages."""

    folder: str
    settings: bytes | None
    powers: Mapping[str, bytes]
    villages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """What all villages share, and the townships."""

    settings: bytes
    shared: Mapping[str, bytes]  # catalog.yaml, law/*.yaml …
    powers: Mapping[str, bytes]
    townships: tuple[TownshipFiles, ...]
    ledger: bytes  # villages.csv, empty where there is none
    fonts: tuple[str, ...]  # absolute folder of content/fonts, if there is one
    stray: tuple[str, ...]  # files and folders that nothing will read

    def by_path(self) -> dict[str, bytes]:
        """Return every file above the villages by its path."""
        files = {"site.yaml": self.settings, "villages.csv": self.ledger, **self.shared, **self.powers}
        for township in self.townships:
            files |= {
                **township.powers,
                **(
                    {f"{township.folder}/township.yaml": township.settings}
                    if township.settings is not None
                    else {}
                ),
            }
        return files


def read_site(content: Path) -> SiteFiles:
    """Read everything above the villages. Raises OSError where `site.yaml` cannot be read."""
    settings = (content / "site.yaml").read_bytes()
    shared = {name: (content / name).read_bytes() for name in _SHARED if (content / name).is_file()}
    shared |= {path: data for path, data in _files(content, "law").items() if path.endswith(".yaml")}
    townships = tuple(
        _township(content, name)
        for name in _folders(content)
        if name not in RESERVED and _is_township(content / name)
    )
    known = {"site.yaml", "villages.csv", *_SHARED}
    stray = [
        f"{name}/" for name in _folders(content) if name not in RESERVED and not _is_township(content / name)
    ]
    stray += [
        f"{home}{readable(entry.name)}/"
        for home, entry in _unnameable(content, [township.folder for township in townships])
    ]
    stray += [
        readable(entry.name)
        for entry in os.scandir(content)
        if entry.is_file() and entry.name not in known and entry.name.endswith((".md", ".yml", ".yaml"))
    ]
    ledger = content / "villages.csv"
    fonts = content / "fonts"
    return SiteFiles(
        settings,
        shared,
        _files(content, "powers"),
        townships,
        ledger.read_bytes() if ledger.is_file() else b"",
        (str(fonts.resolve()),) if fonts.is_dir() else (),
        tuple(sorted(stray)),
    )


def read_village(content: Path, folder: str) -> VillageFiles:
    """Read one village's files."""
    files: dict[str, bytes] = {}
    large: dict[str, int] = {}
    links: list[str] = []
    for path, full in _walk(content, folder):
        if path.startswith(f"{folder}/register/"):
            continue
        if full.is_symlink():
            links.append(path)
        elif (size := full.stat().st_size) > LARGEST:
            large[path] = size
        else:
            files[path] = full.read_bytes()
    register = content / folder / "register"
    issued = (
        {
            readable(entry.name): Path(entry.path).read_bytes()
            for entry in _scan(register)
            if entry.is_file() and not entry.name.startswith(".")
        }
        if register.is_dir()
        else {}
    )
    return VillageFiles(folder, files, large, issued, tuple(links))


def _township(content: Path, name: str) -> TownshipFiles:
    settings = content / name / "township.yaml"
    villages = tuple(
        f"{name}/{inner}"
        for inner in _folders(content / name)
        if inner not in RESERVED and _is_village(content / name / inner)
    )
    return TownshipFiles(
        name,
        settings.read_bytes() if settings.is_file() else None,
        _files(content, f"{name}/powers"),
        villages,
    )


def _is_township(folder: Path) -> bool:
    return (folder / "township.yaml").is_file() or any(
        _is_village(folder / name) for name in _folders(folder)
    )


def _is_village(folder: Path) -> bool:
    """Tell whether a folder is meant as a village: one that lacks only its `village.yaml` must be told so, not passed over."""
    if (
        any((folder / name).is_file() for name in ("village.yaml", "village.yml"))
        or (folder / "register").is_dir()
    ):
        return True
    return any(
        name.endswith(".md")
        for inner in _folders(folder)
        if inner not in RESERVED
        for name in os.listdir(folder / inner)
    )


def _scan(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _folders(folder: Path) -> list[str]:
    """Return the names of the folders of a folder; one that is not readable text can have no address."""
    return [
        entry.name
        for entry in _scan(folder)
        if entry.is_dir(follow_symlinks=False)
        and not entry.name.startswith(".")
        and entry.name == readable(entry.name)
    ]


def _unnameable(content: Path, townships: list[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the folders, where townships and villages stand, whose names are no readable text."""
    for home in ("", *(f"{township}/" for township in townships)):
        yield from (
            (home, entry)
            for entry in _scan(content / home)
            if entry.is_dir(follow_symlinks=False) and readable(entry.name) != entry.name
        )


def _files(content: Path, folder: str) -> dict[str, bytes]:
    return {
        path: full.read_bytes()
        for path, full in _walk(content, folder)
        if not full.is_symlink() and full.stat().st_size <= LARGEST
    }


def _refuse(error: OSError) -> None:
    """Stop: a folder that cannot be listed is no empty folder, and its records are not gone."""
    raise error


def _walk(content: Path, folder: str) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder by name, links too; hidden ones are passed over. The path is readable text, the file stands where it says."""
    if not (content / folder).is_dir():
        return
    for home, folders, names in os.walk(content / folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            full = Path(home, name)
            if not name.startswith((".", "~$")) and (full.is_file() or full.is_symlink()):
                yield readable(full.relative_to(content).as_posix()), full


def readable(name: str) -> str:
    """Return a file name as text: one whose bytes are no UTF-8 came from an old zip, where names are in GB18030."""
    try:
        raw = name.encode("utf-8")
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
