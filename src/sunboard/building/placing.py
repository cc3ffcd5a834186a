"""How files and folders appear: whole, written under one temporary name first and then moved into place."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

PART = ".sunboard-part"
"""The one temporary name, numbered in registers; what a build that was killed left is used up by the next."""
_FOLDERS = f"{PART}s"  # below it lies what is to appear as whole folders
_RETRIES = 8  # Windows refuses to replace a file that a virus scanner or a viewer holds open for a moment


def place(part: Path, target: Path, data: bytes, *, sync: bool) -> None:
    """Write a file under a temporary name and move it into its place."""
    for folder in (target.parent, part.parent):
        if not folder.is_dir():  # most are there, and to be refused takes longer than to ask
            folder.mkdir(parents=True, exist_ok=True)
    write_file(part, data, sync=sync)
    move(part, target)
    if sync:
        sync_folder(target.parent)


def absent_folder(root: Path, path: str, known: dict[str, bool]) -> str:
    """Return the topmost folder of a file that is not there yet, "" where all are; `known` were asked for."""
    end = path.find("/")
    while end > 0:
        folder = path[:end]
        if folder not in known:
            known[folder] = (root / folder).is_dir()
        if not known[folder]:
            return folder
        end = path.find("/", end + 1)
    return ""


def place_folders(root: Path, folders: Iterable[str], files: Mapping[str, bytes]) -> None:
    """Write the files of folders that are not there yet, then move each folder into its place.

    Where something holds one of its files open, which Windows does not let go, they are moved one by one in
    the order given.
    """
    below = root / _FOLDERS
    shutil.rmtree(below, ignore_errors=True)
    made = set[str]()
    for path, data in files.items():
        folder = path.rpartition("/")[0]
        if folder not in made:
            os.makedirs(f"{below}/{folder}", exist_ok=True)
            made.add(folder)
        write_file(f"{below}/{path}", data)
    for folder in folders:
        try:
            move(below / folder, root / folder, os.rename)
        except PermissionError:
            for path in (path for path in files if path.startswith(f"{folder}/")):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                move(below / path, root / path)
    shutil.rmtree(below, ignore_errors=True)


def write_file(part: str | Path, data: bytes, *, sync: bool = False) -> None:
    """Write a file, and bring it to the disk where that is asked for."""
    with open(part, "wb") as file:
        file.write(data)
        if sync:
            file.flush()
            os.fsync(file.fileno())


def move(
    part: str | Path, target: str | Path, by: Callable[[str | Path, str | Path], None] | None = None
) -> None:
    """Move a file over another one, or by `os.rename` a folder to where none is."""
    for attempt in range(_RETRIES):
        try:
            (by or os.replace)(part, target)
            break
        except PermissionError:
            if attempt == _RETRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder's files to the disk, where a system has that."""
    if hasattr(os, "O_DIRECTORY"):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def tidy(root: Path) -> None:
    """Remove what a build that was killed may have left below a root."""
    (root / PART).unlink(missing_ok=True)
    shutil.rmtree(root / _FOLDERS, ignore_errors=True)
