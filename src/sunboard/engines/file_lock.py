"""The only door to file locks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockTaken(Exception):
    """Somebody else holds the lock."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold a lock for as long as the block runs.

    Raises LockTaken where it is taken, OSError where the lock's file cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise LockTaken(str(path)) from None
    try:
        yield
    finally:
        lock.release()
