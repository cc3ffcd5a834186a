"""What changed on the disk and was not looked at yet."""

from __future__ import annotations

from threading import Condition
from time import monotonic

QUIET = 0.02
"""Seconds without a change after which a save is over: some editors write a new file and rename it."""
_MOST = 1.0
"""Seconds that this is waited for, so that a folder that is being synced for minutes is shown meanwhile."""


class Changes:
    """Paths that changed: the watcher notes them, whoever builds takes all at once."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._last = 0.0  # when something was noted
        self._noted = Condition()

    def note(self, path: str) -> None:
        """Note that a file was made, changed, moved or deleted."""
        with self._noted:
            self._paths.add(path)
            self._last = monotonic()
            self._noted.notify_all()

    @property
    def waiting(self) -> bool:
        """Tell whether there is any that was not taken yet."""
        return bool(self._paths)

    def take(self, timeout: float | None) -> frozenset[str]:
        """Return all changes once they pause; none after `timeout` seconds (None: wait for ever)."""
        with self._noted:
            if not self._noted.wait_for(lambda: self.waiting, timeout):
                return frozenset()
            end = monotonic() + _MOST
            while (left := min(self._last + QUIET, end) - monotonic()) > 0:
                self._noted.wait(left)
            taken = frozenset(self._paths)
            self._paths.clear()
            return taken
