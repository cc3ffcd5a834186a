"""YAML's word for none: text where people write text, nothing where a day, an amount or a word is meant."""

from __future__ import annotations

import pytest

from sunboard.kinds.matter import Matter
from tests.helpers.kinds import plain, whole

NEEDED = "标题: 修路公示"


@pytest.mark.parametrize("word", ["null", "~"])
def test_a_word_for_none_is_text_in_a_text_and_nothing_elsewhere(word: str) -> None:
    said = plain(whole(Matter, f"{NEEDED}\n结论: {word}\n依据: [{word}]\n金额: {word}\n公开日期: {word}"))
    assert said == {"title": "修路公示", "conclusion": word, "basis": [word]}
