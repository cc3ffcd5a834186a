"""Run the villages on an executor, a bounded number at a time, and hand back results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future

from sunboard.building.shared import VillageJob, VillageResult
from sunboard.building.village import build_village


def run_jobs(
    jobs: Iterable[VillageJob], executor: Executor | None, window: int = 4
) -> Iterator[VillageResult]:
    """Build villages inline, or on an executor with at most `window` of them under way.

    The executor is neither shut down nor asked for anything but `submit`, so that any executor will do.
    """
    if executor is None:
        yield from map(build_village, jobs)
        return
    waiting: deque[Future[VillageResult]] = deque()
    for job in jobs:
        waiting.append(executor.submit(build_village, job))
        if len(waiting) >= window:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
