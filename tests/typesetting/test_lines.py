"""Lines of words: as wide as they may be, broken where Chinese is broken."""

from __future__ import annotations

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.engines.typst_pages import FAMILY, draw_pdf
from sunboard.typesetting.lines import balance, longest_word, loosen, words_of, wrap, wrap_with_company
from sunboard.typesetting.widths import BOLD, REGULAR, width

CHINESE = st.text("村民代表会议审查，。、；：（）“”《》ABc01 9", min_size=1, max_size=60)


@settings(deadline=None)  # the font is measured once
@given(CHINESE, st.integers(300, 2000))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, limit: int) -> None:
    lines = wrap_with_company(text, limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= limit for line in lines if len(line) > 2)


@pytest.mark.parametrize("limit", range(400, 1200, 50))
def test_no_line_begins_with_a_closing_mark_ends_with_an_opening_one_or_holds_one_character(
    limit: int,
) -> None:
    text = (
        "三分之二以上代表到会、到会过半数同意；动用集体财产（含土地）的，"
        "改由成员代表大会按全体代表三分之二表决。"
    )
    lines = wrap_with_company(text, limit)
    assert not [line for line in lines if line[0] in "，。、；：）" or line[-1] in "（"]
    assert not [line for line in lines if sum(char.isalnum() for char in line) == 1]


def test_a_date_stays_whole_and_a_word_too_wide_for_a_line_breaks_anywhere() -> None:
    assert [line for line in wrap("到2026年底前办完", 400) if "2026年" in line]
    assert len(wrap("ABCDEFGHIJKLMNOP", 400)) > 2


@pytest.mark.parametrize("limit", [600, 700, 900])
def test_lines_are_made_equally_long_only_as_far_as_no_word_is_broken(limit: int) -> None:
    assert balance("村民代表会议决议公告", limit) == ("村民代表会议", "决议公告")


def test_a_number_stays_with_what_it_counts_and_what_it_is_called() -> None:
    told = words_of("Amount: 23,400 yuan; No. 2026-0010, edition 1, check code 39F0-D75B")
    whole = {"Amount: 23,400 yuan;", "No. 2026-0010,", "edition 1,", "code 39F0-D75B"}
    assert whole <= {word.strip() for word in told}
    assert "for " in words_of("repaired for 23,400 yuan"), "a number counts what follows it"
    assert "见公开号 2026-0010，" in words_of("见公开号 2026-0010，第1版")


def test_words_wider_than_their_column_may_break_after_slashes_else_anywhere() -> None:
    address = "https://gk.example.com/liuwan/2026-0007/"
    assert longest_word(loosen(address, 1000)) <= 1000
    assert loosen(address, 9000) == address
    assert loosen("https://a/b/", 700).count("\u200b") < 4


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
@pytest.mark.parametrize(
    "text", ["2026年4月12日", "722,881.21", "村（2026）公18号", "AVAWATA.To 1/2", "https://gk.example.com/"]
)
def test_what_is_drawn_is_no_wider_than_it_was_thought_to_be(text: str, weight: int) -> None:
    source = f'#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: "{FAMILY}", size: 100pt)\n'
    source += f"#set document(title: [t])\n#text(weight: {weight}, json(bytes(sys.inputs.data)))"
    with pymupdf.open(stream=draw_pdf(source, text, "2026-01-01").data) as document:
        assert document[0].rect.width <= width(text, weight) + 0.5
        assert document[0].rect.width > 0.85 * width(text, weight)
