"""Which characters the built-in font has, without opening it for those of running text."""

from __future__ import annotations

from pathlib import Path

import manimgx_fonts_cjk
import pytest
from fontTools.ttLib import TTCollection

from sunboard.engines import font_cover
from sunboard.engines.font_cover import boxed, missing_characters

SURE = font_cover._DOUBTFUL.sub("", "".join(map(chr, range(0x110000))))


def test_what_is_sure_is_in_the_font() -> None:
    with TTCollection(str(Path(manimgx_fonts_cjk.__file__).parent / "NotoSansCJK-VF.otf.ttc")) as fonts:
        known = fonts.fonts[0].getBestCmap()
    drawn = {sign for sign in SURE if sign not in "\0\n\u200b"}
    assert len(drawn) > 21_000
    assert [sign for sign in sorted(drawn) if ord(sign) not in known] == []


def test_signs_of_running_text_open_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    def cover(folders: tuple[str, ...]) -> frozenset[int]:
        raise AssertionError(folders)

    monkeypatch.setattr(font_cover, "_cover", cover)
    assert missing_characters("一季度收入（−4.50元），▲ 张贴到3月1日\u200b。") == ()
    words = Path("themes/default/strings").glob("*.yaml")
    assert {missing_characters(file.read_text("utf-8")) for file in words} == {()}


def test_a_letter_of_no_font_is_missed_and_boxed() -> None:
    assert missing_characters("བོད 一 བ") == ("བ", "ོ", "ད")
    assert boxed("一ᠮ二") == "一□二"
