"""Accounts on LED panels: the sum on few slides, whose it is and of which period."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from sunboard.model.blocks import Entry, Figure
from sunboard.typesetting.saying import say_amount
from tests.channels.test_screen import FAR, FIGURES, data, plan, texts, village, words
from tests.channels.test_screen_led import NARROW, NOTICE, accounts
from tests.helpers import views


@pytest.mark.parametrize("size", [NARROW, (256, 128), (128, 64)])
def test_the_four_figures_stand_on_two_slides_at_most_and_the_last_is_large(size: tuple[int, int]) -> None:
    amounts = ("609475.86", "193438.15", "80032.80", "722881.21")
    roles: Any = ("opening", "income", "expense", "closing")
    figures = (Figure(*pair, role=role) for *pair, role in zip(FIGURES, amounts, roles, strict=True))
    account = views.finance_view(figures=tuple(figures), summary="", qr=FAR)
    slides, _ = plan(village(size, account))
    shown = ("609,475.86", "193,438.15", "80,032.80", "722,881.21")
    told = [task for task in slides if any(amount in words(task) for amount in shown)]
    assert len(told) <= 2
    sizes = {text[6]: text[3] for text in texts(*told)}
    assert set(shown) <= set(sizes)
    assert sizes["722,881.21"] >= 24


def test_figures_of_nine_digits_stand_on_two_slides_of_a_narrow_panel() -> None:
    amounts = ("234567890.12", "221848346.37", "89442408.92", "366973827.57")
    roles: Any = ("opening", "income", "expense", "closing")
    figures = (Figure(*pair, role=role) for *pair, role in zip(FIGURES, amounts, roles, strict=True))
    slides, _ = plan(village((128, 64), views.finance_view(figures=tuple(figures), summary="", qr=FAR)))
    told = [words(task) for task in slides if any(say_amount(amount) in words(task) for amount in amounts)]
    assert [[say_amount(amount) in said for amount in amounts] for said in told] == [
        [True, True, True, False],
        [False, False, False, True],
    ]


def test_the_largest_entries_share_a_slide_that_has_room_for_both() -> None:
    entries = (Entry("最大一笔支出", "8637.70", "河道保洁"), Entry("最大一笔收入", "39006.77", "光伏发电"))
    record = replace(views.finance_view(), largest=entries)
    (told,) = (task for task in plan(village((320, 160), record))[0] if "河道保洁" in words(task))
    assert "光伏发电" in words(told)
    assert {text[3] for text in texts(told, role="title")} == {24}
    narrow = [task for task in plan(village((128, 64), record))[0] if "8,637.70" in words(task)]
    assert ["河道保洁" in words(task) for task in narrow] == [True], "how much and what for on one"


def test_titles_are_large_on_eight_lines_but_for_the_sake_of_a_whole_sum() -> None:
    slides, _ = plan(village((256, 128), NOTICE, accounts("9475.86", "193438.15", "80032.80", "122881.21")))
    titles = {text[3] for task in slides for text in texts(task) if text[6] in NOTICE.title}
    assert titles == {24}
    (whole,) = ([text[6] for text in texts(task)] for task in slides if "9,475.86" in str(data(task)))
    assert {"9,475.86", "193,438.15", "80,032.80", "122,881.21"} <= {*whole}


@pytest.mark.parametrize("size", [(96, 48), (128, 64)])
def test_the_sum_says_of_which_period_it_is(size: tuple[int, int]) -> None:
    slides, _ = plan(village(size, accounts("609475.86", "193438.15", "80032.80", "722881.21")))
    told = [task for task in slides if re.search(r"\d\.\d\d$", texts(task)[-1][6])]
    assert told
    assert all("一季度" in "".join(text[6] for text in texts(task)) for task in told)


def test_a_period_stands_above_figures_where_the_name_of_the_village_has_no_room_beside_it() -> None:
    record = accounts("90.00", "36000.00", "35990.00", "100.00")
    view = replace(village((128, 64), record), name="阿依丁库勒村")
    slides = [[text[6] for text in texts(task)] for task in plan(view)[0]]
    heads = [lines[0] for lines in slides if "36,000.00" in lines or "100.00" in lines]
    assert heads == ["2026年一季度"] * len(heads) != []


@pytest.mark.parametrize("size", [NARROW, (128, 64), (64, 32), (256, 128)])
def test_no_figure_of_a_group_passes_for_the_villages(size: tuple[int, int]) -> None:
    group = accounts("90.00", "36000.00", "35990.00", "100.00")
    entries = (Entry("最大一笔支出", "35990.00", "抽水电费"),)
    group = replace(group, number="2026-0013", title="一季度组级收支", groups=("3组",), largest=entries)
    whole = accounts("9475.86", "193438.15", "80032.80", "122881.21")
    slides, _ = plan(village(size, whole, group, groups=("1组", "2组", "3组")))
    shown = ("36,000.00", "35,990.00", "100.00")
    told = [task for task in slides if any(text[6] in shown for text in texts(task))]
    assert told
    assert all("3组" in words(task) for task in told)
    assert not any("3组" in words(task) for task in slides if "122,881.21" in words(task))


def test_accounts_of_all_groups_are_the_villages() -> None:
    record = replace(accounts("90.00", "36000.00", "35990.00", "100.00"), groups=("1组", "2组"))
    slides, _ = plan(village((128, 64), record, groups=("1组", "2组")))
    assert not any("1组" in words(task) for task in slides)


def test_a_period_is_not_said_twice_where_the_sentence_begins_with_it() -> None:
    sentence = "2026年第一季度收进19万3438元1角5分，花出去8万32元8角，季末账上还有72万2881元2角1分。"
    record = accounts("609475.86", "193438.15", "80032.80", "722881.21")
    slides, _ = plan(village((128, 64), replace(record, summary=sentence)))
    (told,) = (task for task in slides if "2026年第一" in "".join(text[6] for text in texts(task)))
    assert "".join(text[6] for text in texts(told)).count("2026年") == 1


def test_the_figures_of_a_sum_all_have_long_names_or_short_ones() -> None:
    slides, _ = plan(village((128, 64), accounts("30500.00", "12000.00", "3000.50", "39499.50")))
    (told,) = (task for task in slides if "12,000.00" in words(task) and "3,000.50" in words(task))
    assert {"期初", "收入", "支出"} <= {text[6] for text in texts(told)}


@pytest.mark.parametrize("size", [NARROW, (256, 128)])
def test_the_figures_of_a_special_fund_do_not_pass_for_the_villages(size: tuple[int, int]) -> None:
    whole = replace(accounts("9475.86", "193438.15", "80032.80", "122881.21"), number="2026-0014")
    fund = accounts("90.00", "36000.00", "35990.00", "100.00")
    fund = replace(fund, number="2026-0013", title="征地补偿费专户2026年一季度收支情况公开")
    slides, _ = plan(village(size, whole, fund))
    told = [task for task in slides if {"100.00", "36,000.00"} & {text[6] for text in texts(task)}]
    assert told
    assert all("征地补偿费" in words(task) for task in told[-1:])


def test_what_was_largest_is_large_where_what_it_was_for_takes_a_slide_of_its_own() -> None:
    entries = (Entry("最大一笔支出", "85470.00", "付3组至5组入户路硬化工程预付款"),)
    record = replace(views.finance_view(), largest=entries)
    (told,) = (task for task in plan(village((128, 64), record))[0] if "85,470.00" in words(task))
    assert {text[3] for text in texts(told, role="title")} == {24}


def test_a_panel_of_two_lines_says_that_a_period_is_that_of_accounts() -> None:
    record = replace(accounts("90.00", "36000.00", "35990.00", "100.00"), period_label="2026年5月")
    told = [[text[6] for text in texts(task)] for task in plan(village((64, 32), record))[0]]
    assert ["2026年", "5月财务"] in told


def test_the_largest_entries_are_as_large_as_each_other() -> None:
    entries = (Entry("最大一笔支出", "349.75", "付抽水电费"), Entry("最大一笔收入", "61200.00", "收租金"))
    record = replace(views.finance_view(), largest=entries)
    shown = [text for task in plan(village((96, 192), record))[0] for text in texts(task)]
    assert len({text[3] for text in shown if text[6] in ("349.75", "61,200.00")}) == 1
