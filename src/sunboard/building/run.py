"""Run the villages on an executor, a bounded number at a time, and hand back results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace

from sunboard.building.jobs import VillageJob, VillageResult
from sunboard.building.village import build_village
from sunboard.contracts import Parts
from sunboard.issuing.register import Edition


def run_jobs(
    jobs: Iterable[VillageJob],
    parts: Parts,
    executor: Executor | None,
    previous_editions: Callable[[VillageJob], tuple[Edition, ...]],
    window: int = 4,
) -> Iterator[VillageResult]:
    """Build villages inline, or on an executor with at most `window` of them under way.

    A village whose register is hurt is built once more with the editions that are on show. The executor is
    asked for nothing but `submit`, so that any executor will do.
    """
    waiting: deque[tuple[VillageJob, Future[VillageResult]]] = deque()

    def finished(job: VillageJob, result: VillageResult) -> VillageResult:
        if not result.needs_previous_editions:
            return result
        return build_village(replace(job, previous_editions=previous_editions(job)), parts)

    for job in jobs:
        if executor is None:
            yield finished(job, build_village(job, parts))
            continue
        waiting.append((job, executor.submit(build_village, job, parts)))
        if len(waiting) >= window:
            first, future = waiting.popleft()
            yield finished(first, future.result())
    for job, future in waiting:
        yield finished(job, future.result())
