"""Type of whole pixels: what it measures, what it draws, and the county's own pixel fonts."""

from __future__ import annotations

import io
from itertools import groupby
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from sunboard.engines.pixel_type import Block, Words, draw_panel, room

COLOURS = {"paper": "#000", "ink": "#fff", "title": "#ff0"}


def drawn(*marks: Words | Block, fonts: tuple[str, ...] = ()) -> Image.Image:
    return Image.open(io.BytesIO(draw_panel(64, 32, COLOURS, marks, fonts))).convert("RGB")


def test_a_text_takes_as_many_pixels_as_it_measures() -> None:
    words = Words(0, 0, 16, "ink", "村2026")
    box = drawn(words).getbbox()
    assert box is not None
    assert box[2] <= room("村2026", 16)
    assert room("村2026", 16) == 16 + 4 * room("0", 16)


def test_marks_that_are_half_blank_take_half_the_room_and_touch_nothing() -> None:
    assert room("（第二次）", 16) <= 64
    assert room("一，二", 16) == 40
    box = drawn(Words(0, 0, 16, "ink", "（"))
    assert box.getbbox() == drawn(Words(8, 0, 16, "ink", "（")).crop((8, 0, 64, 32)).getbbox()
    for words in ("口（口）口", "口《口》", "口，口、口"):
        columns = drawn(Words(0, 0, 16, "ink", words)).resize((64, 1), Image.Resampling.BOX)
        runs = [lit for lit, _ in groupby(any(columns.getpixel((x, 0))) for x in range(64))]
        assert sum(runs) >= len(words), words


def test_there_is_no_grey_and_equal_marks_give_equal_bytes() -> None:
    marks = [Words(0, 0, 24, "ink", "数"), Words(24, 4, 16, "title", "督"), Block(0, 30, 9, 2, "ink")]
    colours = {colour for _, colour in drawn(*marks).getcolors() or ()}
    assert colours == {(0, 0, 0), (255, 255, 255), (255, 255, 0)}
    assert draw_panel(64, 32, COLOURS, marks) == draw_panel(64, 32, COLOURS, marks)


def test_a_text_that_leaves_the_panel_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        drawn(Words(33, 0, 16, "ink", "两字"))


def test_a_letter_that_no_font_has_is_a_box() -> None:
    assert (
        drawn(Words(0, 0, 16, "ink", "\U0001f600")).tobytes() == drawn(Words(0, 0, 16, "ink", "□")).tobytes()
    )


def pixel_font(path: Path, pixels: int, sign: str = "村", at: int = 0) -> None:
    """Write a font whose 村, and another sign, is two squares on a grid of so many pixels to the em."""
    unit = 1024 // pixels
    pen = TTGlyphPen(None)
    for x, y in ((at, 0), (at + 3, 5)):
        for index, (right, up) in enumerate(((0, 0), (0, 1), (1, 1), (1, 0))):
            (pen.moveTo if not index else pen.lineTo)(((x + right) * unit, (y + up) * unit))
        pen.closePath()
    empty = TTGlyphPen(None).glyph()
    built = FontBuilder(1024, isTTF=True)
    built.setupGlyphOrder([".notdef", "village"])
    built.setupCharacterMap({ord("村"): "village", ord(sign): "village"})
    built.setupGlyf({".notdef": empty, "village": pen.glyph()})
    built.setupHorizontalMetrics({".notdef": (1024, 0), "village": (1024, at * unit)})
    built.setupHorizontalHeader(ascent=896, descent=-128)
    built.setupNameTable({"familyName": "Pixels", "styleName": "Regular"})
    built.setupPost()
    built.save(path)


def test_a_pixel_font_of_the_county_is_taken_in_its_own_size_for_the_letters_it_has(tmp_path: Path) -> None:
    pixel_font(tmp_path / "own.ttf", 16)
    fonts = (str(tmp_path),)
    own = drawn(Words(0, 0, 16, "ink", "村"), fonts=fonts)
    assert sum(own.convert("1").histogram()[-1:]) == 2, "two pixels, as it was drawn"
    for size, letter in ((24, "村"), (16, "国")):
        words = Words(0, 0, size, "ink", letter)
        assert drawn(words, fonts=fonts).tobytes() == drawn(words).tobytes()


def test_a_comma_that_a_pixel_font_draws_in_the_middle_stands_at_the_sign_before_it(tmp_path: Path) -> None:
    pixel_font(tmp_path / "own.ttf", 16, "，", at=6)
    fonts = (str(tmp_path),)
    box = drawn(Words(0, 0, 16, "ink", "口，口"), fonts=fonts).crop((16, 0, 24, 16)).getbbox()
    assert box is not None
    assert (box[0], box[2]) == (1, 5)
    assert room("口，口", 16, fonts) == 40
    assert room("口，", 16, fonts) == 21
