"""How villages are handed out to those who work, and handed back."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from types import SimpleNamespace
from typing import Any, cast

from sunboard.building import run
from sunboard.building.run import Workers, run_jobs


class _Prompt(Executor):
    """Has everything done at once, and notes how much it was given."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given += 1
        done: Future[Any] = Future()
        done.set_result((SimpleNamespace(slug=args[1], needs_previous_editions=False), {}))
        return done


def test_whoever_works_has_the_next_village_before_the_last_is_written() -> None:
    executor, count = _Prompt(), 2
    window = run._AHEAD * count
    results = run_jobs(cast(Any, iter(range(30))), cast(Any, None), Workers(executor, count), lambda job: ())
    for at, _ in enumerate(results):
        assert executor.given == min(30, (at // window + 2) * window)


def test_every_village_comes_back_once() -> None:
    results = run_jobs(cast(Any, "abcde"), cast(Any, None), Workers(_Prompt(), 3), lambda job: ())
    assert sorted(result.slug for result in results) == [*"abcde"]
