"""What the disk tells of files without opening them: sizes, times, and which file it is."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from operator import attrgetter
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


def stamp_of(path: str | Path) -> str:
    """Return what tells a file from an altered one; nothing where there is no file."""
    try:
        return _stamp(os.stat(path))
    except OSError:
        return ""


@contextmanager
def stamps_in(folder: Path) -> Iterator[Callable[[str], str]]:
    """Yield what does so for files below a folder, and raises OSError where there is none.

    The folder is opened where that can be: of a hundred thousand files none is looked up from the root again.
    """
    if os.stat not in os.supports_dir_fd:
        root = os.fspath(folder)
        yield lambda path: _stamp(os.stat(f"{root}/{path}"))
        return
    opened, look = os.open(folder, os.O_RDONLY | os.O_DIRECTORY), os.stat
    try:
        yield lambda path: _stamp(look(path, dir_fd=opened))
    finally:
        os.close(opened)


def size_of(stamp: str) -> int:
    """Return the bytes of the file that a stamp was taken of."""
    return int(stamp.partition(".")[0], 16)


def _stamp(stat: os.stat_result) -> str:
    # in the time that an f-string takes to look up how each number is written, this has written all four
    return "%x.%x.%x.%x" % (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)  # noqa: UP031


def list_folders(content: Path) -> dict[str, Listing]:
    """List a content folder in one pass: every folder of two levels, such as a village, with all below it.

    "" stands for the files at the top, a township's folder for those beside its villages. A village's
    register is listed apart from its other files, and so is the county's ledger: builds write both.
    """
    found: dict[str, list[_File]] = {}
    for home, files in _folders(os.fspath(content), ""):
        parts = home.split("/", 3)
        folder = "/".join(parts[: 3 if parts[2:3] == [REGISTER] else 2]).rstrip("/")
        if not home and (ledger := [file for file in files if file[0] == LEDGER]):
            files.remove(*ledger)
            found[LEDGER] = ledger
        if files:
            found.setdefault(folder, []).extend(files)
    return {folder: _listing(files) for folder, files in found.items()}


def listed_as_data(content: Path) -> dict[str, tuple[str, int]]:
    """Do so as plain data, which one process can hand to another."""
    return {folder: (one.digest, one.newest) for folder, one in list_folders(content).items()}


def listings_of(found: Mapping[str, tuple[str, int]]) -> dict[str, Listing]:
    """Return what `listed_as_data` found."""
    return {folder: Listing(*told) for folder, told in found.items()}


def listed_again(content: Path, listings: Mapping[str, Listing], names: Iterable[str]) -> dict[str, Listing]:
    """Return the same, with registers, or the county's ledger, as they are listed now."""
    root, found = os.fspath(content), {**listings}
    for name in names:
        found.pop(name, None)
        if files := [*_files_named(root, name)]:
            found[name] = _listing(files)
    return found


def _files_named(root: str, name: str) -> Iterator[_File]:
    """Yield the files below a folder, or the file of that name, if there is one."""
    with suppress(FileNotFoundError, NotADirectoryError):
        if name == LEDGER:
            yield name, *_TOLD(os.stat(f"{root}/{name}", follow_symlinks=False))
        else:
            for _, files in _folders(root, f"{name}/"):
                yield from files


def joined(listings: Mapping[str, Listing], folder: str) -> Listing:
    """Return what was listed of a folder and of those below it as one."""
    below = [
        (name, listing)
        for name, listing in sorted(listings.items())
        if name == folder or name.startswith(f"{folder}/")
    ]
    told = "\n".join(f"{name} {listing.digest}" for name, listing in below)
    return Listing(_digest((told,)), max((listing.newest for _, listing in below), default=0))


_File = tuple[str, int, int, int, int, int]
"""A file's path below the content folder with what the disk tells of it, as `_TOLD` has it."""
_TOLD = attrgetter("st_mode", "st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


def _folders(root: str, below: str) -> Iterator[tuple[str, list[_File]]]:
    """Yield a folder and those below it, each with its files: no lock, nothing under way, no hidden ones."""
    left = [below]
    while left:
        home, files = left.pop(), []
        # what is not there, or no longer, has no files: whoever needs it says so
        with suppress(FileNotFoundError, NotADirectoryError), _entries(f"{root}/{home}") as entries:
            for entry in entries:
                name = entry.name
                if name[0] in "._" and (name.startswith(".sunboard") or name == "__pycache__"):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    files.append((f"{home}{name}", *_TOLD(entry.stat(follow_symlinks=False))))
                elif home or name[0] != ".":
                    left.append(f"{home}{name}/")
        yield home, files


@contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """List a folder: an opened one where that can be, for then no file is looked up from the root again."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(opened) as entries:
            yield entries
    finally:
        os.close(opened)


def _listing(files: Collection[_File]) -> Listing:
    newest = 0
    if files:
        _, modes, _, modified, moved, _ = zip(*files, strict=True)
        # what a link leads to may change at any time, and nothing tells
        newest = sys.maxsize if any(map(S_ISLNK, {*modes})) else max(*modified, *moved)
    # numbers written as texts take twice as long; in this version of marshal equal ones are written alike
    return Listing(sha256(marshal.dumps(sorted(files), 2)).hexdigest(), newest)


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
