"""The only door to watchdog: which files change below folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""What is told. Of each file that a build reads the machine would tell twice more, while it is at work."""


class _Teller(FileSystemEventHandler):
    def __init__(self, changed: Callable[[str], None]) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._changed(os.fsdecode(path))


@contextmanager
def watching(folders: Iterable[Path], changed: Callable[[str], None]) -> Iterator[None]:
    """Tell from another thread the path of every file that is made, changed, moved or gone below folders.

    Where the machine has no watches left for so many folders, it is asked for their files every second.
    """
    folders, teller = tuple(folders), _Teller(changed)
    observer = Observer()
    try:
        _watch(observer, folders, teller)
    except OSError:
        observer = PollingObserver(timeout=1)
        _watch(observer, folders, teller)
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def _watch(observer: BaseObserver, folders: Iterable[Path], teller: _Teller) -> None:
    for folder in folders:
        observer.schedule(teller, str(folder), recursive=True, event_filter=_CHANGES)
    observer.start()
