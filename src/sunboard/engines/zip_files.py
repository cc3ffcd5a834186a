"""ZIP files whose bytes follow from what is in them alone."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from struct import error
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_OLDEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3  # the system that wrote a file, as the format counts them: not told of this computer
_PIECE = 1 << 20
_DAMAGED = (BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError, OverflowError, error)
_PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".zip", ".gz", ".pdf", ".xlsx", ".docx", ".mp4")


class ZipBroken(Exception):
    """A file that is no ZIP file, or a damaged one."""


def write_zip(target: Path, files: Iterable[tuple[str, Path | bytes]]) -> None:
    """Write a ZIP file of names and what they hold, whole or not at all; raises OSError."""
    os.replace(_part(target, files, packed=True), target)


def write_zip_once(target: Path, files: Iterable[tuple[str, Path | bytes]]) -> bool:
    """Write a ZIP file that is not packed, or return False where another stands; raises OSError.

    Not packed, it has the same bytes on every computer, whatever library packs there.
    """
    part = _part(target, files, packed=False)
    is_free = not target.exists() or _are_same(part, target)
    if is_free:
        os.replace(part, target)
    else:
        part.unlink()
    return is_free


def _part(target: Path, files: Iterable[tuple[str, Path | bytes]], *, packed: bool) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            _write(file, files, packed)
            file.flush()
            os.fsync(file.fileno())  # a stick is pulled out as soon as we are done
    except OSError:
        part.unlink(missing_ok=True)  # on a full disk it has taken the last of its room
        raise
    return part


def _are_same(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        return _have_same(first, second)


def _have_same(one: IO[bytes], other: IO[bytes]) -> bool:
    return all(left == right for left, right in zip_longest(_pieces(one), _pieces(other)))


def _write(file: IO[bytes], files: Iterable[tuple[str, Path | bytes]], packed: bool) -> None:
    with ZipFile(file, "w") as archive:
        for name, held in files:
            entry = ZipInfo(name, _OLDEST)
            is_stored = not packed or name.lower().endswith(_PACKED_ALREADY)
            entry.compress_type = ZIP_STORED if is_stored else ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = _UNIX
            archive.writestr(entry, held if isinstance(held, bytes) else held.read_bytes())


def read_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the names of a ZIP file with what they hold, in its order; raises ZipBroken and OSError."""
    with path.open("rb") as file:
        try:
            with ZipFile(file) as archive:
                for name in archive.namelist():
                    yield name, archive.read(name)
        except _DAMAGED as broken:
            raise ZipBroken(str(broken)) from None


def is_as_written(path: Path) -> bool:
    """Tell whether a ZIP file that is not packed has just the bytes that `write_zip_once` gives its contents.

    Raises ZipBroken and OSError.
    """
    with TemporaryFile() as again, path.open("rb") as given:
        _write(again, read_zip(path), packed=False)
        again.seek(0)
        return _have_same(given, again)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.read(_PIECE), b"")
