"""Fixtures that every test may use."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from sunboard.model.problem import Problem
from tests.helpers.browser import open_browser
from tests.helpers.site import SAMPLE, SITES, SiteTest

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")  # a loaded machine is no fault; speed is shown by benchmarks

NAMES = ("sample", "nearly-empty", "all-states", "overfull")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that the workers end together."""
    if os.environ.get("SUNBOARD_FEW"):
        items[:] = [item for item in items if item.get_closest_marker("once") is None]
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True, scope="session")
def every_problem_can_be_said() -> Iterator[None]:
    """Say every sort of problem that a test makes, in both languages: nothing in it may be left empty."""
    make, said = Problem.__init__, set[object]()

    def make_and_say(self: Problem, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        if (filling := _filling(self)) not in said:
            said.add(filling)
            _say(self)

    with mock.patch.object(Problem, "__init__", make_and_say):
        yield


def _filling(problem: Problem) -> object:
    """Return what is filled in: problems filled alike are said alike."""
    tables, place, details = problem.fault.words("zh").tables, problem.place, problem.details.items()
    filled = ((name in tables and value) or bool(value) for name, value in details)
    given = map(bool, (problem.value, place.path, place.field, place.cell, _own_signs(problem)))
    return problem.fault.code, *given, *problem.details, *filled


def _own_signs(problem: Problem) -> list[str]:
    texts = (problem.value, problem.place.path, problem.place.field, *map(str, problem.details.values()))
    return re.findall("[“”()（）{}]", "".join(texts))


def _say(problem: Problem) -> None:
    for language in ("zh", "en"):
        words = problem.fault.words(language)
        for template, told in (
            (words.message, problem.message(language)),
            (words.hint, problem.hint(language)),
        ):
            assert bool(template) == bool(told.strip()), (problem, language, told)
            left_empty = re.findall(r"“”|\(\)|（）|\{\w+\}", told)
            assert not left_empty or _own_signs(problem), (problem, language, told)


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], SiteTest]:
    """Give a function that copies `sample` or a site below tests/sites for this test alone."""

    def copy(name: str = "sample") -> SiteTest:
        return SiteTest.of(_source(name), tmp_path / name)

    return copy


@pytest.fixture(scope="session")
def built_sites(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], SiteTest]:
    """Give a function that returns a built site to look at, not to change; workers share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def build(name: str) -> SiteTest:
        home = shared / f"built-{name}"
        with FileLock(f"{home}.lock"):
            site = SiteTest(home / "content", home / "output")
            if not (home / "done").is_file():
                assert not home.exists(), f"building {name} failed before"
                site = SiteTest.of(_source(name), home)
                site.build()
                later = SITES / name / "later"
                if later.is_dir():
                    site.lay(later)
                    site.build()
                (home / "done").touch()
        return site

    return build


@pytest.fixture(params=NAMES)
def built(request: pytest.FixtureRequest, built_sites: Callable[[str], SiteTest]) -> SiteTest:
    """Give each of the sites in turn, built; with SUNBOARD_FEW only the small one that has every state."""
    name: str = request.param
    if os.environ.get("SUNBOARD_FEW") and name != "all-states":
        pytest.skip("SUNBOARD_FEW looks at all-states alone")
    return built_sites(name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a browser; tests are skipped where there is none, and fail in CI."""
    with open_browser() as opened:
        yield opened


def _source(name: str) -> Path:
    return SAMPLE if name == "sample" else SITES / name / "content"
