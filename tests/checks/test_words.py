"""Words that rules look for, and those that are none of them."""

from __future__ import annotations

import re

import pytest

from sunboard.checks.words import Rare, has_any, words_in

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


@pytest.mark.parametrize("long", ["防汛…餐", "领导|来客…饭"])
def test_among_many_words_each_is_seen(long: str) -> None:
    many = tuple(f"{sign}{other}" for sign in "甲乙丙丁戊己庚" for other in "子丑寅卯辰巳午")
    words = (*many, "酒", long)
    assert all(has_any(f"付{word}款", words) for word in (*many, "酒"))
    assert has_any("防汛人员餐费" if long.startswith("防") else "来客用饭", words)
    assert not any(has_any(text, words) for text in ("甲戌", "子甲", "防汛", "领导", "未"))
