"""The content folder as bytes. The only place that reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache
from hashlib import sha256
from operator import itemgetter
from pathlib import Path

from sunboard.engines.sheet import Sheet
from sunboard.engines.spreadsheet import read_sheets
from sunboard.lazy import dataclass
from sunboard.model.file_types import LARGEST
from sunboard.model.once import Once, anew
from sunboard.reading.tables.kept import KeptTables

RESERVED = frozenset(("law", "private", "fonts", "themes", "register"))
"""Folders that are no township and no village, beside those of the lists that villages inherit."""
_SHARED = ("catalog.yaml", "glossary.yaml", "holidays.yaml", "accounts.yaml", "programmes.yaml")
PUBLISH = "publish.yaml"

OpenWorkbook = Callable[[bytes], tuple[Sheet, ...]]
"""How a workbook is opened; raises WorkbookBroken."""


@dataclass(frozen=True, slots=True)
class VillageFiles:
    """The files of one village: path from the content folder -> bytes, without its register."""

    folder: str  # "qingshi/liuwan"
    files: Mapping[str, bytes]
    too_large: Mapping[str, int]  # path -> bytes of those that are not read
    register: Mapping[str, bytes]  # file name -> bytes
    links: tuple[str, ...] = ()  # paths of links, which are not followed: they may lead anywhere
    open_workbook: OpenWorkbook = field(default=read_sheets, compare=False)
    once: Once = field(default=anew, compare=False)
    tables: KeptTables = field(default_factory=KeptTables, compare=False)

    def remembering(self, once: Once | None = None) -> VillageFiles:
        """Return the same files, whose workbooks are parsed but once, whoever asks for them.

        With `once`, what is made of files that have not changed is not made again.
        """
        if once is None:
            return replace(self, open_workbook=cache(self.open_workbook))

        def opened(data: bytes) -> tuple[Sheet, ...]:
            return once(("workbook", data), lambda: self.open_workbook(data))

        return replace(self, open_workbook=opened, once=once)


@dataclass(frozen=True, slots=True)
class TownshipFiles:
    """A township's own files, and the folders of its villages."""

    folder: str
    settings: bytes | None
    lists: Mapping[str, bytes]  # of the lists that its villages inherit
    villages: tuple[str, ...]
    law: Mapping[str, bytes] = field(default_factory=dict)
    misnamed: str = ""  # the file that was meant as its settings, where it has none


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """What all villages share, and the townships."""

    settings: bytes
    shared: Mapping[str, bytes]  # catalog.yaml, law/*.yaml …
    lists: Mapping[str, bytes]  # of the lists that all villages inherit
    townships: tuple[TownshipFiles, ...]
    ledger: bytes  # villages.csv, empty where there is none
    fonts: tuple[str, ...]  # absolute folder of content/fonts, if there is one
    fonts_digest: str  # of the files in it
    stray: tuple[str, ...]  # files and folders that nothing will read
    private: Mapping[str, bytes] = field(default_factory=dict)  # lists to compare with; never shown
    publishing: bytes = b""  # publish.yaml, which names folders that may stand here as well

    def by_path(self) -> dict[str, bytes]:
        """Return every file above the villages by its path."""
        files = {"site.yaml": self.settings, "villages.csv": self.ledger, **self.shared, **self.lists}
        for township in self.townships:
            files |= {**township.lists, **township.law}
            if township.settings is not None:
                files[f"{township.folder}/township.yaml"] = township.settings
        return files


def read_site(content: Path, lists: Collection[str]) -> SiteFiles:
    """Read everything above the villages. Raises OSError where `site.yaml` cannot be read.

    `lists` are the folders in which county and township keep what their villages inherit.
    """
    reserved = RESERVED.union(lists)
    settings = (content / "site.yaml").read_bytes()
    shared = {name: (content / name).read_bytes() for name in _SHARED if (content / name).is_file()}
    shared |= _law(content, "law")
    folders = [name for name in _folders(content) if name not in reserved]
    townships = [name for name in folders if _is_township(content / name, reserved)]
    fonts = content / "fonts"
    return SiteFiles(
        settings=settings,
        shared=shared,
        lists=_lists(content, "", lists),
        townships=tuple(_township(content, name, lists, reserved) for name in townships),
        ledger=ledger_bytes(content),
        fonts=(str(fonts.resolve()),) if fonts.is_dir() else (),
        fonts_digest=_digest_of(fonts),
        stray=tuple(sorted(_stray(content, folders, townships))),
        private={path: data for path, data in _files(content, "private").items() if path.endswith(".csv")},
        publishing=published.read_bytes() if (published := content / PUBLISH).is_file() else b"",
    )


def ledger_bytes(content: Path) -> bytes:
    """Read the county's ledger, empty where there is none."""
    ledger = content / "villages.csv"
    return ledger.read_bytes() if ledger.is_file() else b""


def _digest_of(folder: Path) -> str:
    """Return the digest of what a folder holds, if there is one."""
    digest = sha256()
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            digest.update(f"{readable(path.name)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def village_folders(content: Path) -> list[Path]:
    """Return the folders that hold a village's settings, in every township."""
    return [settings.parent for settings in sorted(content.glob("*/*/village.yaml"))]


def without_settings(content: Path, folder: str) -> str:
    """Return the file that was meant as the settings of a village which has none, if there is one."""
    return meant_settings(os.listdir(content / folder))


def meant_settings(names: Iterable[str], of: str = "village") -> str:
    """Return the file that was meant as the settings of a folder: nearly named so, or its only YAML."""
    names = [name for name in names if "/" not in name]
    settings = [name for name in names if name.lower().endswith((".yml", ".yaml"))]
    return misnamed_settings(names, of) or (settings[0] if len(settings) == 1 else "")


def misnamed_settings(names: Iterable[str], of: str = "village") -> str:
    """Return the file that was meant as such settings and has another ending, such as `village.yaml.txt`."""
    found = sorted(name for name in names if name.lower().startswith(f"{of}.") and name != f"{of}.yaml")
    return next((name for name in found if name.lower().endswith((".yml", ".yaml", ".txt"))), "")


def first_files(content: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield what tells a village's address: its settings, then its register, as far as one reads."""
    path = f"{folder}/village.yaml"
    settings = content / path
    if settings.is_file() and not settings.is_symlink() and settings.stat().st_size <= LARGEST:
        yield path, settings.read_bytes()
    for name, file in _register(content, folder):
        if name.endswith(".json"):
            yield f"{folder}/register/{name}", _bytes(file)


def read_village(content: Path, folder: str, known: Mapping[str, bytes]) -> VillageFiles:
    """Read one village's files; `known` are those that have been read already."""

    def data(path: str, file: os.DirEntry[str]) -> bytes:
        return known[path] if path in known else _bytes(file)

    files: dict[str, bytes] = {}
    large: dict[str, int] = {}
    links: list[str] = []
    for path, file in _walk(content, folder):
        if path.startswith(f"{folder}/register/"):
            continue
        if file.is_symlink():
            links.append(path)
        elif (size := file.stat().st_size) > LARGEST:
            large[path] = size
        else:
            files[path] = data(path, file)
    register = {name: data(f"{folder}/register/{name}", file) for name, file in _register(content, folder)}
    return VillageFiles(folder, files, large, register, tuple(links))


def register_files(content: Path, folder: str) -> dict[str, bytes]:
    """Read a village's register: file name -> bytes."""
    return {name: _bytes(file) for name, file in _register(content, folder)}


def _register(content: Path, folder: str) -> list[tuple[str, os.DirEntry[str]]]:
    """Return the files of a village's register by name."""
    register = content / folder / "register"
    if not register.is_dir():
        return []
    files = (entry for entry in _scan(register) if entry.is_file() and not entry.name.startswith("."))
    return sorted(((readable(entry.name), entry) for entry in files), key=itemgetter(0))


def _law(content: Path, folder: str) -> dict[str, bytes]:
    return {path: data for path, data in _files(content, folder).items() if path.endswith(".yaml")}


def _lists(content: Path, home: str, lists: Iterable[str]) -> dict[str, bytes]:
    return {path: data for name in lists for path, data in _files(content, f"{home}{name}").items()}


def _township(content: Path, name: str, lists: Iterable[str], reserved: Container[str]) -> TownshipFiles:
    settings = content / name / "township.yaml"
    inside = [inner for inner in _folders(content / name) if inner not in reserved]
    return TownshipFiles(
        folder=name,
        settings=settings.read_bytes() if settings.is_file() else None,
        misnamed=_misnamed_township(content / name),
        lists=_lists(content, f"{name}/", lists),
        villages=tuple(
            f"{name}/{inner}" for inner in inside if _is_village(content / name / inner, reserved)
        ),
        law=_law(content, f"{name}/law"),
    )


def _misnamed_township(folder: Path) -> str:
    """Return the file that was meant as the settings of a township which has none, if there is one."""
    is_there = (folder / "township.yaml").is_file()
    return "" if is_there else misnamed_settings(os.listdir(folder), "township")


def _stray(content: Path, folders: list[str], townships: list[str]) -> Iterator[str]:
    """Yield what stands above the villages and nothing will read, and folders without a readable name."""
    yield from (f"{name}/" for name in folders if name not in townships)
    above = {"site.yaml", "villages.csv", PUBLISH, *_SHARED}
    for home in ("", *(f"{township}/" for township in townships)):
        known = {"township.yaml", _misnamed_township(content / home)} if home else above
        for entry in _scan(content / home):
            if entry.is_dir(follow_symlinks=False) and readable(entry.name) != entry.name:
                yield f"{home}{readable(entry.name)}/"
            if entry.is_file() and entry.name not in known and entry.name.endswith((".md", ".yml", ".yaml")):
                yield f"{home}{readable(entry.name)}"
        for path, _ in _walk(content, f"{home}law"):
            if path.lower().endswith((".yml", ".yaml", ".txt")) and not path.endswith(".yaml"):
                yield path


def _is_township(folder: Path, reserved: Container[str]) -> bool:
    return (
        (folder / "township.yaml").is_file()
        or bool(_misnamed_township(folder))
        or any(_is_village(folder / name, reserved) for name in _folders(folder))
    )


def _is_village(folder: Path, reserved: Container[str]) -> bool:
    """Tell whether a folder is meant as a village, though it may lack its `village.yaml`."""
    if (folder / "village.yaml").is_file() or misnamed_settings(os.listdir(folder)):
        return True
    inside = [inner for inner in _folders(folder) if inner not in reserved]
    has_records = (name.endswith(".md") for inner in inside for name in os.listdir(folder / inner))
    return (folder / "register").is_dir() or any(has_records)


def _scan(folder: str | Path) -> list[os.DirEntry[str]]:
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


def _files(content: Path, folder: str) -> dict[str, bytes]:
    return {
        path: _bytes(file)
        for path, file in _walk(content, folder)
        if not file.is_symlink() and file.stat().st_size <= LARGEST
    }


def _walk(content: Path, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files below a folder by name, as readable text and as they stand; no hidden ones.

    Raises OSError: a folder that cannot be listed is no empty folder, and its records are not gone.
    """
    if (content / folder).is_dir():
        yield from _below(f"{content}/{folder}", folder)


def _below(home: str, name: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = []
    for entry in _scan(home):
        if entry.is_dir():
            folders += [] if entry.is_symlink() or entry.name.startswith((".", "_")) else [entry]
        elif not entry.name.startswith((".", "~$")) and (entry.is_file() or entry.is_symlink()):
            yield readable(f"{name}/{entry.name}"), entry
    for entry in folders:
        yield from _below(entry.path, f"{name}/{entry.name}")


def _bytes(file: os.DirEntry[str]) -> bytes:
    with open(file.path, "rb") as opened:
        return opened.read()


def readable(name: str) -> str:
    """Return a file name as text; one whose bytes are no UTF-8 came from an old zip, in GB18030."""
    try:
        raw = name.encode()
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape")
    else:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")
