"""The report files above villages, made one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from sunboard.building import rendering, reports
from sunboard.reporting.words import load_words
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


def test_what_is_struck_out_in_the_list_of_a_township_is_in_that_of_all(
    site: Callable[[str], SiteTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaned = rendering.clean

    def clean(output: str, data: bytes, *given: Any) -> Any:
        found = cleaned(output, data, *given)
        is_list = output.startswith("report/townships/") and output.endswith(".csv")
        return replace(found, data=data.replace(b"missing", b"mi****g")) if is_list else found

    monkeypatch.setattr(rendering, "clean", clean)
    one = site("all-states")
    one.write("other/township.yaml", "名称: 别镇\n")
    one.write("other/far/village.yaml", '名称: 远村\n行政区划代码: "629901109201"\n启用日期: 2026-01-01\n')
    one.run_inside("build", "--only", "web")
    lists = [path.read_bytes() for path in sorted((one.output / "report" / "townships").glob("*.csv"))]
    all_of_them = (one.output / "report" / "coverage.csv").read_bytes()
    assert sum(data.count(b"mi****g") for data in lists) == all_of_them.count(b"mi****g") > 0
    assert b"missing" not in all_of_them


def test_a_row_that_the_county_asks_for_no_more_is_listed_with_its_reason(
    site: Callable[[str], SiteTest],
) -> None:
    """Rows that sunboard itself asks of nobody are not."""
    one = site("nearly-empty")
    one.write("catalog.yaml", "CK11: {必公开: 否, 原因: 随决算公开}\nCW03: {适用: 否, 原因: 没有}\n")
    one.run_inside("build", "--only", "web")
    page = (one.output / "report" / "coverage.html").read_text()
    off = page.partition(f"{load_words('en')('due-sheet-off')}</h2>")[2]
    assert re.findall("<li><b>.*?</b> (.*?) <span", off) == ["没有", "随决算公开"]
