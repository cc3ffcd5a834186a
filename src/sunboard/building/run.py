"""Run the villages on an executor, a bounded number at a time, and hand back results as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import replace
from typing import TypeVar

from sunboard.building.jobs import VillageJob, VillageResult
from sunboard.building.village import build_village
from sunboard.compiled import compiled
from sunboard.contracts import Parts
from sunboard.engines.garbage import collect_between
from sunboard.issuing.register import Edition
from sunboard.lazy import dataclass

T = TypeVar("T")

_AHEAD = 2  # jobs a worker: one under way and one that waits, so that nobody is idle and memory is bounded


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor and how many work for it; without one everything is built in this process."""

    executor: Executor | None = None
    count: int = 1

    @classmethod
    def none(cls, villages: int) -> Workers:
        """Return no workers, however many villages there are to build."""
        return cls()

    def do(self, work: Callable[..., T], *given: object) -> T:
        """Do one piece of work, in another process where there is one."""
        if self.executor is None:
            return work(*given)
        made, code = self.executor.submit(_done_away, work, *given).result()
        compiled().add(code)
        return made


class Crew:
    """The workers of a build, who are hired once it is known how many villages there are to build."""

    def __init__(self, hired: Callable[[int], Workers]) -> None:
        self._hired, self.workers = hired, Workers()

    def hire(self, villages: int) -> Workers:
        """Return workers for a number of villages."""
        self.workers = self._hired(villages)
        return self.workers


def run_jobs(
    jobs: Iterable[VillageJob],
    parts: Parts,
    workers: Workers,
    previous_editions: Callable[[VillageJob], tuple[Edition, ...]],
) -> Iterator[VillageResult]:
    """Build villages inline, or on an executor with two a worker under way.

    A village whose register is hurt is built once more with the editions that are on show. The executor is
    asked for nothing but `submit`, so that any executor will do.
    """
    under_way: dict[Future[tuple[VillageResult, Mapping[str, bytes]]], VillageJob] = {}

    def finished(job: VillageJob, result: VillageResult) -> VillageResult:
        if not result.needs_previous_editions:
            return result
        return build_village(replace(job, previous_editions=previous_editions(job)), parts)

    def done() -> Iterator[VillageResult]:
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            result, made = future.result()
            compiled().add(made)
            yield finished(under_way.pop(future), result)

    for at, job in enumerate(jobs):
        if workers.executor is None:
            if at:
                collect_between()
            yield finished(job, build_village(job, parts))
            continue
        under_way[workers.executor.submit(_done_away, build_village, job, parts)] = job
        if len(under_way) >= _AHEAD * workers.count:
            yield from done()
    while under_way:
        yield from done()


def _done_away(work: Callable[..., T], *given: object) -> tuple[T, Mapping[str, bytes]]:
    """Do a piece of work in another process; what was compiled for it comes along."""
    collect_between()
    return work(*given), compiled().take_new()
