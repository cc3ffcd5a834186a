"""Words that a text explains: found once, the longer first, and a community's own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.model.blocks import Fact, ListBlock
from sunboard.settings.reference import Term
from sunboard.viewing.terms import Words, any_of, glossary_of, read_in, terms_in


def test_terms_are_found_once_and_the_longer_word_first() -> None:
    terms = (
        Term(term="公示", plain="先贴出来"),
        Term(term="公示期", plain="那几天"),
        Term(term="公布/公开", plain="告诉大家"),
        Term(term="村务监督委员会", plain="盯着的人", aliases=("监委会",)),
    )
    told = (ListBlock("公示期七天，公开", ("监委会和村务监督委员会", "2026-01-01")), (Fact("公示", "公布"),))
    found = terms_in(glossary_of(terms), told)
    assert [(fact.label, fact.value) for fact in found] == [
        ("公示期", "那几天"),
        ("公开", "告诉大家"),
        ("监委会", "盯着的人"),
        ("公示", "先贴出来"),
    ]
    assert terms_in(glossary_of(()), "公示") == ()


def test_readers_of_english_are_told_what_they_can_read() -> None:
    terms = (Term(term="公示", plain="先贴出来"), Term(term="notice", plain="posted for objections"))
    assert [term.term for term in read_in("en", terms)] == ["notice"]
    assert [term.term for term in read_in("zh", terms)] == ["公示", "notice"]


def test_a_community_has_its_own_words_where_there_are_any() -> None:
    terms = (
        Term(term="负债", plain="村里欠别人的", community="社区欠别人的"),
        Term(term="公示", plain="先贴出来"),
    )
    for community, told in ((False, "村里欠别人的"), (True, "社区欠别人的")):
        assert [fact.value for fact in terms_in(glossary_of(terms, community), "负债公示")] == [
            told,
            "先贴出来",
        ]


@given(st.lists(st.text("公布开示期金，\n", max_size=6), max_size=6))
def test_in_a_text_those_terms_are_found_that_stand_in_its_clauses_by_themselves(texts: list[str]) -> None:
    glossary = glossary_of(
        [Term(term=word, plain="…") for word in ("公布/公开", "公示期", "示期", "现金", "金")]
    )
    clauses = [clause for text in texts for clause in text.replace("，", "\n").split("\n")]
    apart = [fact for clause in clauses for fact in terms_in(glossary, clause)]
    assert [fact.label for fact in terms_in(glossary, *texts)] == _each_term_once(apart)


def _each_term_once(found: list[Fact]) -> list[str]:
    first = dict[str, str]()
    for fact in found:
        first.setdefault("公布" if fact.label in ("公布", "公开") else fact.label, fact.label)
    return [*first.values()]


@pytest.mark.parametrize(
    "text", ["征地补偿", "占地补偿费", "草地补贴", "第三资料室", "实现金额", "十五保洁员", "不公开公示期"]
)
def test_a_short_word_that_two_others_make_is_not_explained(text: str) -> None:
    words = ("地补", "三资", "现金", "五保", "示期")
    assert terms_in(glossary_of([Term(term=word, plain="…") for word in words]), text) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("发地补560元", "地补"),
        ("种粮地补到账", "地补"),
        ("收入(现金)", "现金"),
        ("债权债务", "债权"),
        ("清查三资台账", "三资"),
        ("五保户张某某", "五保"),
        ("村民代表议定的专款", "专款"),
        ("由集体经济组织发", "集体经济组织"),
    ],
)
def test_words_are_explained_where_they_stand_for_themselves(text: str, word: str) -> None:
    assert [fact.label for fact in terms_in(glossary_of([Term(term=word, plain="…")]), text)] == [word]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("公布开日期a.-]^", min_size=1, max_size=4), max_size=8, unique=True),
    st.text("公布开日期a.-]^x"),
)
def test_words_are_found_as_if_each_were_tried_at_every_sign_the_longest_first(
    words: list[str], text: str
) -> None:
    one_by_one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    found = re.findall(one_by_one, text)
    assert re.findall(any_of(sorted(words)), text) == found
    assert [word for word, _ in Words.of(words).within(text)] == [word for word in found if word]
