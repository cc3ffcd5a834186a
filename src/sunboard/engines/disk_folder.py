"""A folder of this computer as a place for files: a disk, a stick, a share of the network."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


def read(root: Path, path: str) -> bytes | None:
    """Return the bytes of a file, None where there is none; raises OSError."""
    try:
        return (root / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def write(root: Path, path: str, data: bytes, temporary: str) -> None:
    """Put a file in its place as a whole, or leave nothing; raises OSError."""
    target, part = root / path, root / temporary
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # a stick is pulled out as soon as we are done
        os.replace(part, target)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()  # on a full disk it has taken the last of its room
        raise


def delete(root: Path, path: str) -> None:
    """Delete a file, and the folders above it that this leaves empty; raises OSError."""
    (root / path).unlink(missing_ok=True)
    for folder in list((root / path).parents)[: path.count("/")]:
        with contextlib.suppress(OSError):
            folder.rmdir()


def sizes(root: Path) -> Iterator[tuple[str, int]]:
    """Yield path and size of every file; links are not followed. Raises OSError."""

    def failed(error: OSError) -> None:
        raise error

    for folder, folders, names in os.walk(root, onerror=failed):
        folders.sort()
        for name in sorted(names):
            file = Path(folder, name)
            yield file.relative_to(root).as_posix(), file.lstat().st_size
