"""Bar 5: the same content gives the same bytes, whoever builds it and wherever; a second build writes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.helpers.site import SITES, SiteTest, differences

Copy = Callable[[str], SiteTest]
C_LOCALE = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
ELSEWHERE: dict[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "as it is": ((), {}),
    "one worker": (("--jobs", "1"), {}),
    "two workers": (("--jobs", "2"), {}),
    "time zone": ((), {"TZ": "Pacific/Kiritimati"}),
    "locale": ((), C_LOCALE),
    "hash seed": ((), {"PYTHONHASHSEED": "4711"}),
    "all at once": (("--jobs", "2"), {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", **C_LOCALE}),
}


@pytest.mark.parametrize(
    ("name", "way"),
    [("sample", "all at once"), *(("all-states", way) for way in ELSEWHERE if way != "all at once")],
)
def test_the_same_bytes(name: str, way: str, built_sites: Callable[[str], SiteTest], tmp_path: Path) -> None:
    first = built_sites(name)
    other = SiteTest.of(first.content, tmp_path / "another place" / "村务")
    words, environment = ELSEWHERE[way]
    ran = other.run("build", *words, environment=environment, cwd=tmp_path)
    assert ran.code in (0, 1), ran.said
    assert not differences(first.tree(), other.tree())


def test_the_sample_is_clean_and_leaves_the_checkout_clean(built_sites: Callable[[str], SiteTest]) -> None:
    """Its registers are committed, so a build issues nothing."""
    from tests.helpers.site import SAMPLE

    site = built_sites("sample")
    committed = {
        path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in SAMPLE.rglob("*") if path.is_file()
    }
    after = {
        path.relative_to(site.content).as_posix(): path.read_bytes()
        for path in site.content.rglob("*")
        if path.is_file()
    }
    committed.pop(".sunboard.lock", None)
    after.pop(".sunboard.lock", None)
    assert sorted(after) == sorted(committed)
    assert after == committed


@pytest.mark.parametrize("name", ["sample", "all-states"])
def test_a_second_build_writes_no_file(
    name: str, built_sites: Callable[[str], SiteTest], tmp_path: Path
) -> None:
    shutil.copytree(built_sites(name).content.parent, tmp_path / name)
    site = SiteTest(tmp_path / name / "content", tmp_path / name / "output")
    before = site.stamps()
    site.build()
    after = site.stamps()
    for stamps in (before, after):
        stamps.pop(str(site.content / ".sunboard.lock"), None)
    assert {path for path in {*before, *after} if before.get(path) != after.get(path)} == set()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("site.yaml", "https://", "https://other."), ("site.yaml", "标题:", "主题: default\n标题:")],
)
def test_host_and_theme_issue_no_edition(
    file: str, old: str, new: str, built_sites: Callable[[str], SiteTest], tmp_path: Path
) -> None:
    site = SiteTest.of(built_sites("all-states").content, tmp_path)
    before = _editions(site)
    site.edit(file, old, new)
    site.build()
    assert before
    assert _editions(site) == before


def _editions(site: SiteTest) -> dict[str, bytes]:
    return {
        path.relative_to(site.content).as_posix(): path.read_bytes()
        for path in site.content.rglob("register/*.json")
    }


def test_an_edit_changes_only_what_shows_it(built_sites: Callable[[str], SiteTest], tmp_path: Path) -> None:
    """The other village's pages are neither written nor different."""
    site = SiteTest.of(built_sites("all-states").content, tmp_path)
    site.build()
    before = site.tree()
    (edited,) = (SITES / "all-states" / "edit").glob("*.txt")
    path, old, new = edited.read_text("utf-8").strip().split("\n")
    site.edit(path, old, new)
    site.build()
    changed = differences(before, site.tree())
    assert changed
    assert not [path for path in changed if path.startswith(("site/hetan/", "print/hetan/"))]
