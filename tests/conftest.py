"""Fixtures that every test may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from sunboard.model.problem import Problem
from tests.helpers.browser import open_browser
from tests.helpers.site import SAMPLE, SITES, SiteTest

NAMES = ("sample", "nearly-empty", "all-states", "overfull")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that the workers end together."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True, scope="session")
def every_problem_can_be_said() -> Iterator[None]:
    """Say every problem in both languages as soon as a test makes it: nothing it is filled with may be left empty."""
    make = Problem.__init__

    def make_and_say(self: Problem, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        filled = "".join(
            (self.value, self.place.path, self.place.field, *map(str, self.details.values()))
        )  # may itself hold what is looked for
        for language in ("zh", "en"):
            words = self.fault.words(language)
            for template, said in (
                (words.message, self.message(language)),
                (words.hint, self.hint(language)),
            ):
                assert bool(template) == bool(said.strip()), (
                    self.fault.code,
                    language,
                    template,
                    self.details,
                )
                assert re.search("[“”()（）{}]", filled) or not re.search(r"“”|\(\)|（）|\{\w+\}", said), (
                    self.fault.code,
                    language,
                    said,
                )

    with mock.patch.object(Problem, "__init__", make_and_say):
        yield


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
    """Give each of the sites in turn, built."""
    name: str = request.param
    return built_sites(name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a browser; tests are skipped where there is none, and fail in CI."""
    with open_browser() as opened:
        yield opened


def _source(name: str) -> Path:
    return SAMPLE if name == "sample" else SITES / name / "content"
