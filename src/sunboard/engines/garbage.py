"""The only door to Python's collector of garbage."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Look for garbage hardly ever while objects are made: records make millions, and hardly a cycle.

    As Python is set up, a seventh of a build goes into looking. A build after one edit ends before the first
    look, and a larger one looks between villages.
    """
    gc.set_threshold(3_000_000, 50, 100)


def collect_between() -> None:
    """Look for garbage among what was made since the last look, where nearly all of it is gone by itself."""
    gc.collect(0)
