"""What the disk tells of files without opening them: sizes, times, and which file it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISLNK

from sunboard.lazy import dataclass

_FINE, _COARSE = 20_000_000, 2_000_000_000
"""Nanoseconds within which two changes of a file may bear one time; coarse disks count in two seconds."""


REGISTER = "register"
LEDGER = "villages.csv"


@dataclass(frozen=True, slots=True)
class Listing:
    """All files below a folder: one digest of their names and stamps, and when the last of them changed."""

    digest: str
    newest: int  # nanoseconds, by the disk's clock

    def settled(self, began: int) -> bool:
        """Tell whether a file with these stamps has these bytes.

        One that had changed just before it was listed may change again and bear the same time.
        """
        tick = _FINE if self.newest % 1_000_000_000 else _COARSE
        return self.newest + tick < began

    def told_apart(self, began: int) -> str:
        """Return its digest, or one that nothing else has where these stamps may stand for other bytes."""
        return self.digest if self.settled(began) else f"{self.digest} {began}"


def stamp_of(path: str | Path) -> str:
    """Return what tells a file from an altered one; nothing where there is no file."""
    try:
        return _stamp(os.stat(path))
    except OSError:
        return ""


def size_of(stamp: str) -> int:
    """Return the bytes of the file that a stamp was taken of."""
    return int(stamp.partition(".")[0], 16)


def _stamp(stat: os.stat_result) -> str:
    return f"{stat.st_size:x}.{stat.st_mtime_ns:x}.{stat.st_ctime_ns:x}.{stat.st_ino:x}"


def list_folders(content: Path) -> dict[str, Listing]:
    """List a content folder in one pass: every folder of two levels, such as a village, with all below it.

    "" stands for the files at the top, a township's folder for those beside its villages. A village's
    register is listed apart from its other files, and so is the county's ledger: builds write both.
    """
    found: dict[str, list[tuple[str, os.stat_result]]] = {}
    for path, stat in _files(os.fspath(content), ""):
        parts = path.split("/", 3)
        depth = 3 if len(parts) == 4 and parts[2] == REGISTER else min(2, len(parts) - 1)
        found.setdefault(path if path == LEDGER else "/".join(parts[:depth]), []).append((path, stat))
    return {folder: _listing(files) for folder, files in found.items()}


def listed_again(content: Path, listings: Mapping[str, Listing], names: Iterable[str]) -> dict[str, Listing]:
    """Return the same, with registers, or the county's ledger, as they are listed now."""
    root, found = os.fspath(content), {**listings}
    for name in names:
        found.pop(name, None)
        if files := [*_files_named(root, name)]:
            found[name] = _listing(files)
    return found


def _files_named(root: str, name: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below a folder, or the file of that name, if there is one."""
    with suppress(FileNotFoundError, NotADirectoryError):
        if name == LEDGER:
            yield name, os.stat(f"{root}/{name}", follow_symlinks=False)
        else:
            yield from _files(root, f"{name}/")


def joined(listings: Mapping[str, Listing], folder: str) -> Listing:
    """Return what was listed of a folder and of those below it as one."""
    below = [
        (name, listing)
        for name, listing in sorted(listings.items())
        if name == folder or name.startswith(f"{folder}/")
    ]
    told = "\n".join(f"{name} {listing.digest}" for name, listing in below)
    return Listing(_digest((told,)), max((listing.newest for _, listing in below), default=0))


def _files(root: str, below: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below a folder; no lock, nothing under way, no hidden folder at the top."""
    with os.scandir(f"{root}/{below}") as entries:
        for entry in entries:
            if entry.name.startswith(".sunboard") or entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                if below or not entry.name.startswith("."):
                    yield from _files(root, f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry.stat(follow_symlinks=False)


def _listing(files: list[tuple[str, os.stat_result]]) -> Listing:
    files.sort(key=lambda file: file[0])
    newest = max((_changed(stat) for _, stat in files), default=0)
    return Listing(_digest(f"{path}\0{stat.st_mode:x} {_stamp(stat)}" for path, stat in files), newest)


def _changed(stat: os.stat_result) -> int:
    """Return when a file changed last; what a link leads to may change at any time, and nothing tells."""
    return sys.maxsize if S_ISLNK(stat.st_mode) else max(stat.st_mtime_ns, stat.st_ctime_ns)


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
