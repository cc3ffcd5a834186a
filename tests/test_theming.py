"""Themes: what one lays over another, and `ink`, the guide's example, which takes every colour off paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image, ImageChops

from sunboard.theming import BUILT_IN, ThemeBroken, ThemeMissing, load_theme
from tests.helpers.site import ROOT, SAMPLE, SiteTest

GUIDE = (ROOT / "docs" / "theme.md").read_text("utf-8")


def _theme(folder: Path, **files: str) -> Path:
    """Write a theme `county` that extends the built-in one; `__` in a name is a slash."""
    home = folder / "county"
    for name, text in {"theme.yaml": "name: county\nextends: default\n", **files}.items():
        path = home / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_files_are_replaced_and_maps_are_merged(tmp_path: Path) -> None:
    changed = {
        "web__list.html": "other",
        "colours.yaml": 'print-red: "#000"\n',
        "strings__zh.yaml": "print-board: 三务公开栏\n",
    }
    theme, below = (
        load_theme("county", "zh", (_theme(tmp_path, **changed), BUILT_IN)),
        load_theme("default", "zh"),
    )
    assert theme.text("web/list.html") == "other"
    assert theme.text("web/record.html") == below.text("web/record.html")
    assert theme.palette("print") == {**below.palette("print"), "red": "#000"}
    assert theme.strings == {**below.strings, "print-board": "三务公开栏"}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("colours.yaml", "print-red: reddish\n"),
        ("colours.yaml", "print:\n  red: '#000'\n"),
        ("strings__zh.yaml", "- a list\n"),
        ("strings__zh.yaml", 'screen-left-out: "{sum}"\n'),
        ("strings__zh.yaml", 'screen-left-out: "{count"\n'),
        ("theme.yaml", "extends: [\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(file: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(ThemeBroken, match=file.rpartition("__")[2]):
        load_theme("county", "zh", (_theme(tmp_path, **{file: text}), BUILT_IN))


@pytest.mark.parametrize(
    ("name", "extends"), [("nowhere", "default"), ("county", "nowhere"), ("county", "county")]
)
def test_a_theme_that_is_nowhere_is_missing(name: str, extends: str, tmp_path: Path) -> None:
    _theme(tmp_path, **{"theme.yaml": f"extends: {extends}\n"})
    with pytest.raises(ThemeMissing):
        load_theme(name, "zh", (tmp_path, BUILT_IN))


def test_themes_change_only_colours_that_there_are() -> None:
    default = load_theme("default", "zh")
    for home in BUILT_IN.iterdir():
        assert load_theme(home.name, "zh").colours.keys() == default.colours.keys(), home.name


def test_the_guide_shows_the_files_of_ink_as_they_are() -> None:
    shown = dict(re.findall(r"^```\w+ file=themes/ink/(\S+)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE))
    home = BUILT_IN / "ink"
    assert shown == {
        path.relative_to(home).as_posix(): path.read_text("utf-8")
        for path in home.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def ink(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    site = SiteTest.of(SAMPLE, tmp_path_factory.mktemp("ink"))
    site.edit("site.yaml", "标题:", "主题: ink\n标题:")
    site.build("--village", "liuwan")
    return site


def _coloured(colours: Iterable[object]) -> set[object]:
    """Return what is no grey; colours are numbers of one or three parts."""
    return {colour for colour in colours if isinstance(colour, tuple) and max(colour) - min(colour) > 0.01}


def _colours_of(pdf: Path) -> Iterable[object]:
    """Yield the colours of words and shapes; photographs keep theirs."""
    with pymupdf.open(pdf) as document:
        for page in document:
            for shape in page.get_drawings():
                yield from (shape["fill"], shape["color"])
            for block in page.get_text("dict")["blocks"]:
                for span in (span for line in block.get("lines", ()) for span in line["spans"]):
                    yield pymupdf.sRGB_to_pdf(span["color"])


@pytest.mark.once
@pytest.mark.xdist_group("ink")  # built once
def test_ink_puts_no_colour_on_sheets_and_boards(
    ink: SiteTest, built_sites: Callable[[str], SiteTest]
) -> None:
    papers = sorted((ink.output / "print" / "柳湾村-liuwan").rglob("*.pdf"))
    assert len(papers) > 30
    assert [paper.name for paper in papers if _coloured(_colours_of(paper))] == []
    assert _coloured(_colours_of(built_sites("sample").output / "print" / "柳湾村-liuwan" / "main.pdf"))


@pytest.mark.once
@pytest.mark.xdist_group("ink")  # built once
def test_ink_puts_no_colour_on_slides_of_televisions(ink: SiteTest) -> None:
    slides = sorted((ink.pages / "liuwan" / "screen" / "hall").glob("*.png"))
    assert slides
    for slide in slides:
        red, green, blue = Image.open(slide).convert("RGB").split()
        assert not ImageChops.difference(red, green).getbbox(), slide.name
        assert not ImageChops.difference(green, blue).getbbox(), slide.name


@pytest.mark.once
@pytest.mark.xdist_group("ink")  # built once
def test_ink_writes_the_same_pages_as_the_default_theme(
    ink: SiteTest, built_sites: Callable[[str], SiteTest]
) -> None:
    """Words and addresses are the content's, not the look's."""
    other = built_sites("sample").pages / "liuwan"
    pages = sorted(path.relative_to(ink.pages / "liuwan") for path in (ink.pages / "liuwan").rglob("*.html"))
    assert pages
    assert [
        path
        for path in pages
        if "screen" not in path.parts
        and (ink.pages / "liuwan" / path).read_bytes() != (other / path).read_bytes()
    ] == []
    assert "--band:#fff;" in (ink.pages / "assets" / "site.css").read_text("utf-8")
