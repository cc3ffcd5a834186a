"""Words that rules look for, and those that are none of them."""

from __future__ import annotations

import re

import pytest

from sunboard.checks.words import Rare, words_in

_WORDS = ("餐", "自助餐$", "酒", "茶馆$")
_EXCEPTED = ("助餐", "餐厅…改造", "酒精", "油烟", "农家乐…整治")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("付餐费", ("餐",)),
        ("付助餐费", ()),
        ("付自助餐费", ("自助餐",)),
        ("付自助餐台助餐服务", ()),
        ("付餐厅桌子改造", ()),
        ("付餐厅送酒改造", ("酒",)),
        ("付餐厅酒精炉改造", ()),
        ("购酒精和酒", ("酒",)),
        ("付农家乐茶馆油烟整治", ()),
        ("付农家乐整治和茶馆", ("茶馆",)),
    ],
)
def test_the_longer_of_two_words_decides(text: str, said: tuple[str, ...]) -> None:
    assert words_in(text, _WORDS, _EXCEPTED) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("款年底归还", ("年底归还",)),
        ("年底款", ()),
        ("年底归还机具运费", ()),
        ("到期还清了", ()),
        ("到期还清", ("到期还清",)),
    ],
)
def test_a_thing_that_was_bought_may_stand_behind_another_word(text: str, said: tuple[str, ...]) -> None:
    assert words_in(text, ("年底|到期…归还|还清$",)) == said


def test_what_few_texts_have_is_found_in_any_however_often_it_is_asked() -> None:
    rare = Rare(re.compile("烟"))
    assert not rare.in_any({"电费", "纸", None})
    assert not rare.in_any({"电费", "纸"})
    assert rare.in_any({"电费", "购烟"})
    assert rare.in_any({"购烟"})
    assert not rare.in_any(set())
