"""The report files above villages, made one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sunboard.building import reports
from tests.helpers.site import SiteTest


def test_files_are_made_one_by_one(site: Callable[[str], SiteTest], monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    asked, made = reports.coverage_files, reports.as_needed

    def ask(*given: Any) -> Iterator[Any]:
        for file in asked(*given):
            happened.append(f"asked {file.output}")
            yield file

    def make(file: Any, workshop: Any) -> Any:
        happened.append(f"made {file.output}")
        return made(file, workshop)

    monkeypatch.setattr(reports, "coverage_files", ask)
    monkeypatch.setattr(reports, "as_needed", make)
    site("nearly-empty").run_inside("build", "--only", "web")
    at = [happened.index(told) for told in happened if told.startswith("asked")]
    assert len(at) > 3
    assert all(happened[one + 1] == happened[one].replace("asked", "made") for one in at)
