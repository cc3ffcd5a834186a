"""The lock of a content folder: one command at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sunboard.engines.file_lock import LockTaken, hold
from sunboard.model.plain import sha256
from sunboard.terminal.ending import refused, stop


@contextmanager
def locked(
    content: Path, language: str, *, frozen: Path | None = None, as_json: bool = False
) -> Iterator[None]:
    """Hold the content folder's lock; another that holds it ends the command.

    With `frozen`, an output folder, nothing may be written into the content: the lock stands for that folder.
    """
    if not content.is_dir():
        yield
        return
    lock = content / ".sunboard.lock"
    if frozen:
        from tempfile import gettempdir

        lock = Path(gettempdir()) / f"sunboard-{sha256(str(frozen.resolve()).encode())[:16]}.lock"
    try:
        with hold(lock):
            yield
    except LockTaken:
        stop("locked", language, as_json=as_json, content=content)
    except PermissionError as error:
        refused(error, content, language, as_json)
