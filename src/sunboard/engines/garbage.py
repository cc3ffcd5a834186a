"""The only door to Python's collector of garbage."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Look for garbage less often in this process: records make millions of objects and hardly a cycle.

    As Python is set up, a seventh of a build goes into looking; so it is a hundredth, for ten megabytes more,
    and a build after one edit ends before the first look.
    """
    gc.set_threshold(300_000, 50, 100)
