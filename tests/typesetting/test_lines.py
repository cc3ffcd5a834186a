"""Lines of words: as wide as they may be, broken where Chinese is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.flowcharts.lines import break_lines, measure

CHINESE = st.text("村民代表会议审查，。、；：（）“”《》ABc01 9", min_size=1, max_size=60)


@given(CHINESE, st.integers(300, 2000))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = break_lines(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line) <= width for line in lines)


@pytest.mark.parametrize("width", range(400, 1200, 50))
def test_no_line_begins_with_a_closing_mark_ends_with_an_opening_one_or_holds_one_character(
    width: int,
) -> None:
    text = "三分之二以上代表到会、到会过半数同意；动用集体财产（含土地）的，改由成员代表大会按全体代表三分之二表决。"
    lines = break_lines(text, width)
    assert not [line for line in lines if line[0] in "，。、；：）" or line[-1] in "（"]
    assert not [line for line in lines if sum(char.isalnum() for char in line) == 1]


def test_a_number_stays_whole_and_a_word_too_wide_for_a_line_breaks_anywhere() -> None:
    assert [line for line in break_lines("到2026年底前办完", 300) if "2026" in line]
    assert len(break_lines("ABCDEFGHIJKLMNOP", 400)) > 2
