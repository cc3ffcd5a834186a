"""A year's money for the supervisor: figures as published, what is asked, and who answered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser

from sunboard.faults import fault
from sunboard.model.accounts import Account, Answer, account_of
from sunboard.model.later import Later
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.model.state import State
from sunboard.reporting.drawing import whole
from sunboard.reporting.money import VillageMoney, money_files
from tests.helpers.browser import visit

TODAY = date(2026, 12, 1)
QUESTION = Problem(
    fault("amounts-round"),
    Place("qingshi/liuwan/财务/q1.md", 9),
    "3",
    {"least": "1000", "of": "20", "count": "18"},
)
REPLY = Answer(number="2026-0031", title="支出为什么都是整数", by="陈守田", date="2026-05-03")
MENDED = Answer(number="2026-0032", title="更正", by="罗会兰", date="2026-05-04", corrects=True)


def account(period: str, opening: str, income: str, expense: str, closing: str, **more: Any) -> Account:
    figures = {"opening": opening, "income": income, "expense": expense, "closing": closing}
    known = {name: amount for name, amount in figures.items() if amount}
    values = {"books": "集体", "title": f"{period}收支", "source": "q.md", "state": State.CURRENT, **more}
    number = values.pop("number", f"2026-00{abs(hash(period)) % 90 + 10}")
    return Account(period=period, number=number, published="2026-04-09", figures=known, **values)


def village(*accounts: Account, slug: str = "liuwan", township: str = "qingshi") -> VillageMoney:
    return VillageMoney(
        slug=slug,
        village="柳湾村",
        township=f"{township}镇",
        township_slug=township,
        start=date(2026, 1, 1),
        told=Later.of((one.to_plain() for one in accounts), account_of),
    )


def rows(html: str) -> list[list[str]]:
    """Return the cells of the rows of a village's own table, as they are read."""
    return _rows(html.partition("<section")[2])


def _rows(html: str) -> list[list[str]]:
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    ]


def page(*villages: VillageMoney) -> str:
    return money_files(villages, TODAY, "zh")[0].make().decode()


def test_quarters_stand_side_by_side() -> None:
    """A quarter told by months is their sum, and says which is missing; one that was not told is missing."""
    told = rows(
        page(
            village(
                account("2026-Q1", "100.00", "1000.00", "300.00", "800.00", number="2026-0009"),
                account("2026-04", "800.00", "10.00", "20.00", "790.00"),
                account("2026-05", "790.00", "30.00", "20.00", "800.00"),
            )
        )
    )
    assert told[:5] == [
        ["", "一季度", "4月、5月", "三季度", "合计"],
        ["上期结余", "100.00", "800.00", "", ""],
        ["收入", "1,000.00", "40.00", "", "1,040.00"],
        ["支出", "300.00", "40.00", "", "340.00"],
        ["期末结余", "800.00", "800.00", "", ""],
    ]
    assert told[5][1] == "2026-0009 4月9日"
    assert told[5][2].endswith("6月没有公开")
    assert told[5][3:] == ["没有公开", ""]


def test_on_paper_two_years_of_a_village_stand_beside_each_other(browser: Browser) -> None:
    quarters = [("2025-Q2", "7"), ("2025-Q3", "8"), ("2025-Q4", "9"), ("2026-Q1", "1")]
    amounts = ("251416.36", "543430.65", "315498.30", "307804.28")
    told = village(*(account(quarter, *amounts, number=f"2025-000{at}") for quarter, at in quarters))
    made = money_files([replace(told, start=date(2025, 4, 1))], date(2026, 4, 20), "zh")[0].make().decode()
    with visit(browser, (703, 1000)) as (tab, _):  # a sheet of A4 between its margins
        tab.set_content(made)
        tab.emulate_media(media="print")
        boxes = [tab.locator(".figures").nth(at).bounding_box() for at in range(2)]
        assert boxes[0]
        assert boxes[1]
        assert boxes[0]["y"] == boxes[1]["y"]


def test_it_opens_with_who_has_not_published_which_quarter() -> None:
    """Whoever lacks most stands first; a quarter of which nobody has to tell anything has no column."""
    late = village(account("2026-Q1", "1", "1", "1", "1"), slug="late")
    done = village(*(account(f"2026-Q{number}", "1", "1", "1", "1") for number in (1, 2, 3)), slug="done")
    html = page(done, village(slug="none"), late)
    head, *told = _rows(html)[:4]
    assert head == ["村", "2026年 一季度", "2026年 二季度", "2026年 三季度", "要核对", "没回应"]
    assert [row[1:4] for row in told] == [
        ["没有公开", "没有公开", "没有公开"],
        ["4月9日", "没有公开", "没有公开"],
        ["4月9日", "4月9日", "4月9日"],
    ]
    assert whole("2 个村有季度的账没有公开") in html
    assert ('id="late"' in html, 'id="none"' in html) == (True, False)


@pytest.mark.parametrize(
    ("asked", "quarters", "answer"),
    [
        ((), (1, 2, 3), "到期的账都公开了，没有要核对的。"),
        ((), (1,), "1 个村有季度的账没有公开；没有要核对的。"),
        ((QUESTION,), (1, 2, 3), "没有村缺季度的账；3 份账有要核对的，其中 3 份还没有记录回应。"),
        ((QUESTION,), (1,), "1 个村有季度的账没有公开；1 份账有要核对的，其中 1 份还没有记录回应。"),
    ],
)
def test_the_answer_counts_nothing_that_is_not_there(
    asked: tuple[Problem, ...], quarters: tuple[int, ...], answer: str
) -> None:
    told = [account(f"2026-Q{number}", "1", "1", "1", "1", asked=asked) for number in quarters]
    assert f'<p class="answer">{whole(answer)}</p>' in page(village(*told))


def test_above_several_townships_stands_how_many_villages_lack_accounts() -> None:
    whole = village(*(account(f"2026-Q{number}", "1", "1", "1", "1") for number in (1, 2, 3)))
    told = _rows(page(whole, village(slug="none", township="huai"), village(slug="two", township="huai")))
    assert [row[:3] for row in told[1:]] == [["qingshi镇", "1", "0"], ["huai镇", "2", "2"]]


def test_of_one_quarter_no_sum_is_told() -> None:
    start = date(2026, 7, 1)
    told = rows(page(replace(village(account("2026-Q3", "1", "1", "1", "1")), start=start)))
    assert told[0] == ["", "三季度"]


def test_it_opens_with_what_came_late_too() -> None:
    late = Problem(
        fault("accounts-published-late"),
        Place("q.md", 9),
        "2026-04-09",
        {"period": "一季度", "period_en": "2026-Q1", "due": "2026-04-05"},
    )
    told = page(village(account("2026-Q1", "1.00", "1.00", "1.00", "1.00", asked=(late,))))
    assert ' class="odd">4月9日 迟</td>' in told


def test_an_account_that_was_changed_says_both_days() -> None:
    changed = account("2026-Q1", "1", "1", "1", "1", number="2026-0009", edition=2, changed="2026-07-03")
    assert rows(page(village(changed)))[5][1] == "2026-0009 4月9日（7月3日改，第2版）"


def test_what_is_not_known_is_not_added_up() -> None:
    """Half a year tells its quarters again; a sum without one of its parts would be false."""
    told = rows(page(village(account("2026-Q1", "", "", "5.00", ""), account("2026-H1", "1", "9", "9", "1"))))
    assert told[0][-2:] == ["上半年", "合计"]
    assert (told[2][-1], told[3][-1]) == ("", "5.00")


def test_of_an_account_that_is_held_no_empty_rows_are_drawn() -> None:
    told = rows(page(village(account("2026-Q1", "", "", "", "", number="", state=State.HELD))))
    assert [row[0] for row in told] == ["", "公开"]


def test_a_held_account_says_so_and_a_corrected_one_gives_way() -> None:
    html = page(
        village(
            account(
                "2026-Q1", "1", "1", "1", "1", state=State.CORRECTED, answers=(MENDED,), asked=(QUESTION,)
            ),
            account("2026-Q1", "2", "2", "2", "2"),
            account("2026-Q2", "", "", "", "", number="", state=State.HELD, nil=False),
        )
    )
    told = rows(html)
    assert told[1][1:3] == ["2.00", ""]
    assert told[5][2] == "有错误，没有公开"
    assert "2026年5月4日 罗会兰更正：更正（2026-0032）" in html


def test_it_says_who_answered_and_what_nobody_has() -> None:
    answered = village(account("2026-Q1", "1", "1", "1", "1", asked=(QUESTION,), answers=(REPLY,)))
    open_ = village(account("2026-Q1", "1", "1", "1", "1", asked=(QUESTION,)))
    assert "1 份有要核对的，其中 0 份还没有记录回应" in page(answered)
    assert "2026年5月3日 陈守田回应：支出为什么都是整数（2026-0031）" in page(answered)
    assert "还没有记录回应。" in page(open_)
    assert QUESTION.message("zh") in page(open_)


def test_one_village_makes_only_its_townships_page_anew() -> None:
    before = (village(slug="a", township="qing"), village(slug="b", township="bai"))
    after = (before[0], village(account("2026-Q1", "1", "1", "1", "1"), slug="b", township="bai"))
    first, second = (
        {one.output: one.of for one in money_files(both, TODAY, "zh")} for both in (before, after)
    )
    assert {path for path in first if first[path] != second[path]} == {
        "report/money.html",
        "report/townships/bai-money.html",
    }
    overview = money_files(after, TODAY, "zh")[0].make().decode()
    assert _rows(overview)[2] == ["bai镇", "1", "1", "1", "0", "0"]
    assert whole("2 个村有季度的账没有公开") in overview


def test_an_account_is_kept_as_it_was() -> None:
    kept = account("2026-Q1", "1", "1", "1", "1", asked=(QUESTION,), answers=(REPLY, MENDED))
    assert account_of(kept.to_plain()) == kept


def test_the_table_stands_before_what_is_said_about_it() -> None:
    html = page(village(account("2026-Q1", "100.00", "1000.00", "300.00", "800.00")))
    assert html.index("<table") < html.index("算到2026年12月1日") < html.index("不等于有错")
