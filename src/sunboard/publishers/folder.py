"""A folder of this computer: a stick, a share of the network, the folder that a web server shows."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sunboard.engines import disk_folder
from sunboard.hosting import (
    HOST_FULL,
    HOST_PERMISSION,
    HOST_UNREACHABLE,
    FileStands,
    Opening,
    Publisher,
    Refusal,
)


class Folder:
    """A folder as a host."""

    deletes_first = False

    def __init__(self, root: Path) -> None:
        """Open a folder; one that is missing is made, but not the disk that it is on."""
        self.root = root

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        with told(self.root):
            return disk_folder.read(self.root, path)

    def write(self, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        """Put a file in its place as a whole."""
        with told(self.root):
            if not over and (self.root / path).exists():
                raise FileStands(path)
            disk_folder.write(self.root, path, data, temporary)

    def delete(self, path: str) -> None:
        """Delete a file and the folders that this leaves empty."""
        with told(self.root):
            disk_folder.delete(self.root, path)

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every file with its size in bytes."""
        with told(self.root):
            yield from disk_folder.sizes(self.root) if self.root.exists() else ()

    def close(self) -> None:
        """Do nothing: no connection is held."""


@contextmanager
def told(root: Path) -> Iterator[None]:
    """Turn what the system refuses into what is told of hosts."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise Refusal(HOST_FULL, said) from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise Refusal(HOST_PERMISSION, said, path=str(error.filename or root)) from None
        raise Refusal(HOST_UNREACHABLE, said, why="folder", host=str(root)) from None


def open_folder(opening: Opening) -> Folder:
    """Open the target's folder. Its parent must be there: a stick that is not plugged in is noticed."""
    root = opening.home / (opening.target.folder or "")
    if not root.parent.is_dir():
        raise Refusal(HOST_UNREACHABLE, str(root.parent), why="folder", host=str(root))
    return Folder(root)


FOLDER = Publisher(
    name="folder", open=open_folder, aliases=("文件夹", "优盘"), needs=("folder",), connections=1
)
