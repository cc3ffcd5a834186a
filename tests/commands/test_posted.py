"""`sunboard posted`: what hangs is recorded, and the next build says what to change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.one_village import matter, one_village

pytestmark = pytest.mark.once


def test_what_hangs_is_recorded_and_a_record_more_is_what_changes(tmp_path: Path) -> None:
    site = one_village(tmp_path, "2026-02-01")
    assert site.run_inside("posted").code == 2, "nothing has been made yet"
    site.run_inside("build", "--only", "print")
    assert site.run_inside("posted").code == 0
    (recorded,) = site.content.rglob("posted.json")
    held = json.loads(recorded.read_text("utf-8"))
    assert held["date"] == "2026-02-01"
    assert all(paper["sha256"] and paper["section"] for paper in held["papers"])
    site.write("qingshi/liuwan/事项/修渠.md", matter("修渠公开", day="2026-01-28"))
    site.run_inside("build", "--only", "print")
    (manifest,) = (path for path in (site.output / "manifest").glob("*.json") if path.name != "site.json")
    (changes,) = json.loads(manifest.read_text("utf-8"))["changes"]
    put_up = [paper["file"] for paper in changes["put_up"]]
    assert len([file for file in put_up if "/sheets/" in file]) == 1
    assert changes["posted"] == "2026-02-01"
    assert (site.output / changes["file"]).is_file()
