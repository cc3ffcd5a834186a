"""Nothing that nobody said: a village where each stock sentence must stand, and one where it must not."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml

from sunboard.building.jobs import BuildRequest
from sunboard.commands.build import build
from sunboard.contracts import Parts, Rendered, Task
from sunboard.parts import load_parts
from sunboard.theming import Theme
from tests.helpers.pdfs import read_sheets, said, squeeze
from tests.helpers.site import ROOT, SITES, SiteTest

pytestmark = pytest.mark.once

DAY = date(2026, 4, 20)
RULE = "答复天数: [{数值: 10, 施行日期: 2020-01-01, 来源: 本省办法第十条}]\n"
ROWS = yaml.load((ROOT / "tests/cases/said.yaml").read_text("utf-8"), yaml.BaseLoader)
TOWNSHIPS = {"和平镇": "heping", "清河镇": "qinghe"}
Read: TypeAlias = Callable[[str], str]


def _told(parts: Parts) -> Parts:
    """Return parts whose slides are their words in place of pictures of them."""
    screen = parts.channels["screen"]

    def render(task: Task, theme: Theme) -> Rendered:
        texts = task.data.get("texts")
        words = (
            "".join(str(text[6]) for text in texts if isinstance(text, list))
            if isinstance(texts, list)
            else ""
        )
        return Rendered(words.encode()) if task.output.endswith(".png") else screen.render(task, theme)

    return replace(parts, channels={**parts.channels, "screen": replace(screen, render=render)})


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return what reads a place of the county, or of the same county without an address."""
    parts, home = _told(load_parts()), tmp_path_factory.mktemp("said")

    def made(site: SiteTest, *villages: str) -> None:
        asked = frozenset(villages)
        where = {"content": site.content, "output": site.output}
        build(BuildRequest(**where, today=None, now=DAY, villages=asked), parts)

    county = SiteTest.of(SITES / "said" / "content", home / "county")
    made(county)
    county.lay(SITES / "said" / "later")  # a mistake in a notice, which holds it
    made(county)
    bare = SiteTest.of(SITES / "said" / "content", home / "bare")
    bare.edit("site.yaml", "网址: https://gk.yunhe-cunwu.cn\n", "")
    bare.write("law/本省.yaml", RULE)
    made(bare, "quan", "kong")

    @cache
    def text(place: str) -> str:
        site = bare if place.startswith("无网 ") else county
        return "".join(_texts(site, *_place(place.removeprefix("无网 "))))

    return text


def _place(written: str) -> tuple[str, str, str]:
    """Return the village, the record and the surface of a place."""
    name, *title, surface = written.split(" ")
    return name, " ".join(title), surface


def _texts(site: SiteTest, name: str, title: str, surface: str) -> Iterator[str]:
    """Yield the words of a place, white space removed."""
    if name in TOWNSHIPS:
        yield _page(site.pages / TOWNSHIPS[name] / "index.html")
        return
    village = next(village for village in site.villages().values() if village["name"] == name)
    home = site.pages / village["village"]
    papers = {sheet["number"]: site.output / sheet["file"] for sheet in village["sheets"]}
    numbers = {record["title"]: record["number"] for record in village["records"]}
    if title:
        number = numbers[title]
        yield (_page(home / number / "index.html") if surface == "page" else _paper(papers[number]))
    elif surface in ("board", "sheets"):
        for paper in village[f"{surface.rstrip('s')}s"]:
            yield _paper(site.output / paper["file"])
    elif surface in ("hall", "led"):
        for slide in sorted((home / "screen" / surface).glob("*.png")):
            yield squeeze(slide.read_text("utf-8"))
        yield _page(home / "screen" / surface / "index.html")
    else:
        for page in sorted(home.rglob("index.html")):
            sort = (
                "home"
                if page.parent == home
                else "pages"
                if page.parent.name in numbers.values()
                else "lists"
            )
            if sort == surface and "screen" not in page.parts:
                yield _page(page)


def _page(path: Path) -> str:
    shown = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", "", path.read_text("utf-8"), flags=re.DOTALL)
    return squeeze(html.unescape(shown))


def _paper(path: Path) -> str:
    return said(read_sheets(path))


def _places(row: str) -> list[str]:
    return [place.strip() for place in row.split(";")]


def test_there_are_eighty_sentences() -> None:
    assert len({words for words, _, _ in ROWS}) >= 80


@pytest.mark.parametrize(("words", "stands", "never"), ROWS, ids=[f"{at}" for at, _ in enumerate(ROWS)])
def test_a_sentence_stands_where_it_is_true_and_only_there(
    words: str, stands: str, never: str, read: Read
) -> None:
    sentence = squeeze(words)
    assert [place for place in _places(stands) if sentence not in read(place)] == [], "must stand"
    assert [place for place in _places(never) if sentence in read(place)] == [], "must not stand"


def test_every_surface_that_is_named_says_something(read: Read) -> None:
    places = {place for _, stands, never in ROWS for place in (*_places(stands), *_places(never))}
    empty = {place for place in places if not read(place)}
    assert all(place.startswith("空村 ") or place.endswith(" pages") for place in empty), empty


def test_nothing_names_an_address_where_there_is_none(read: Read) -> None:
    for surface in ("home", "pages", "lists", "sheets", "board", "hall", "led"):
        assert "http" not in read(f"无网 全村 {surface}").replace("^https?:$", ""), surface
