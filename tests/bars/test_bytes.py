"""Bar 5: the same content gives the same bytes, by whomever and wherever; a second build writes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.helpers.site import SAMPLE, SITES, SiteTest, differences

Sites = Callable[[str], SiteTest]
LOCK = ".sunboard.lock"
C_LOCALE = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
ELSEWHERE: dict[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "all at once": (("--jobs", "2"), {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", **C_LOCALE}),
    "one worker": (("--jobs", "1"), {}),
}


@pytest.mark.parametrize("way", ELSEWHERE)
def test_the_same_bytes(way: str, built_sites: Sites, tmp_path: Path) -> None:
    first = built_sites("sample" if os.environ.get("SUNBOARD_ALL") else "all-states")
    other = SiteTest.of(first.content, tmp_path / "another place" / "村务")
    words, environment = ELSEWHERE[way]
    ran = other.run("build", *words, environment=environment, cwd=tmp_path)
    assert ran.code in (0, 1), ran.said
    assert not differences(first.tree(), other.tree())


@pytest.mark.once
def test_the_sample_is_clean_and_leaves_the_checkout_clean(built_sites: Sites) -> None:
    """Its registers are committed, so a build issues nothing."""
    assert _files(built_sites("sample").content) == _files(SAMPLE)


def _files(folder: Path, pattern: str = "*") -> dict[str, bytes]:
    paths = (path for path in folder.rglob(pattern) if path.is_file() and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_second_build_writes_no_file_and_an_edit_changes_only_what_shows_it(
    built_sites: Sites, tmp_path: Path
) -> None:
    """The other village's pages are neither written nor different."""
    site = built_sites("all-states").copied(tmp_path / "again")
    before, made = site.stamps(), site.tree()
    site.build()
    after = site.stamps()
    assert [
        path for path in {*before, *after} if before.get(path) != after.get(path) and LOCK not in path
    ] == []
    (edited,) = (SITES / "all-states" / "edit").glob("*.txt")
    path, old, new = edited.read_text("utf-8").strip().split("\n")
    site.edit(path, old, new)
    site.build()
    changed = differences(made, site.tree())
    assert changed
    assert not [path for path in changed if path.startswith("site/hetan/") or "-hetan/" in path]


def test_host_and_theme_issue_no_edition(built_sites: Sites, tmp_path: Path) -> None:
    site = SiteTest.of(built_sites("all-states").content, tmp_path)
    before = _files(site.content, "register/*.json")
    assert before
    site.edit("site.yaml", "https://", "https://other.")
    site.edit("site.yaml", "标题:", "主题: ink\n标题:")
    site.build("--only", "web")
    assert _files(site.content, "register/*.json") == before
