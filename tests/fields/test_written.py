"""Values as people write them: one reading is taken, two are refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.fields.numerals import parse_amount, parse_whole
from sunboard.fields.scalars import choice, day, matching, text, texts, yes
from sunboard.fields.written import (
    Contradiction,
    amounts_said,
    parse_count,
    parse_day,
    parse_money,
    parse_phone,
    period_text,
    pieces_of,
)
from sunboard.model.node import Place, Scalar
from sunboard.model.period import parse_period
from sunboard.model.problem import Log

DAYS = (
    "2026-03-06",
    "2026-3-6",
    "2026.03.06",
    "2026/3/6",
    "2026年3月6日",
    "2026年3月6号",
    "20260306",
    "二〇二六年三月六日",
    "二○二六年三月六日",
    "２０２６－０３－０６",
    "２０２６年３月６日",
    "2026 年 3 月 6 日",
    "2026．3．6",
    "2026－3－6",
    "2026-03-06 00:00:00",
    "2026 3 6",
    "2026—3—6",
    "\u30002026-03-06\u3000",
)


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read(written: str) -> None:
    assert parse_day(written) == date(2026, 3, 6)


@pytest.mark.parametrize(
    "written",
    [
        "26.3.6",
        "3月6日",
        "06/03/2026",
        "2026-3",
        "202636",
        "明天",
        "",
        "2026-03-06至2026-03-08",
        "2026-03-06 14:30",
    ],
)
def test_what_could_be_two_days_is_refused(written: str) -> None:
    assert parse_day(written) is None


@pytest.mark.parametrize("written", ["2026-02-30", "2026年13月1日", "20260431", "二〇二六年二月三十日"])
def test_a_day_that_is_none_says_so(written: str) -> None:
    log = Log()
    assert day(Scalar(written, Place("a.md", 2, field="公开日期")), log) is None
    assert "没有这一天" in log.problems[0].message("zh")
    assert "no such day" in log.problems[0].message("en")


PERIODS = {
    "2026-Q1": (
        "2026年第1季度",
        "2026Q1",
        "2026年一季度",
        "2026-Q1",
        "2026年第一季度",
        "２０２６年第１季度",
        "２０２６Ｑ１",
        "二〇二六年第一季度",
        "2026年1-3月",
        "2026年1—3月份",
        "2026q1",
        "Q1 2026",
        "2026年度一季度",
        "2026.1-3",
        "2026年1月-2026年3月",
        "2026.1.1-3.31",
        "2026年一季度（1-3月）",
    ),
    "2026-03": (
        "2026年3月份",
        "2026年3月",
        "202603",
        "2026-03",
        "2026.3",
        "2026/3",
        "2026年三月",
        "２０２６年３月",
    ),
    "2026-H1": ("2026年上半年", "2026上半年", "2026H1", "2026年1至6月"),
    "2026-12": ("2026年十二月",),
    "2026": ("2026年", "2026", "2026年度", "2026全年", "2026年1-12月"),
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [(written, name) for name, all_written in PERIODS.items() for written in all_written],
)
def test_a_period_is_read(written: str, expected: str) -> None:
    assert str(parse_period(period_text(written))) == expected


@pytest.mark.parametrize(
    "written",
    [
        "一季度",
        "3月",
        "20263",
        "2026年5季度",
        "2026年13月",
        "2026年2-5月",
        "26年一季度",
        "去年",
        "2026-1-3",
        "2026年一季度（4-6月）",
    ],
)
def test_what_is_no_period_is_refused(written: str) -> None:
    assert parse_period(period_text(written)) is None


YUAN = (
    "19500",
    "19,500.00",
    "19，500.00",
    "1.95万",
    "1.95万元",
    "¥19500",
    "￥19,500元",
    "¥19,500元",
    "19500元整",
    "１９５００",
    "１９，５００．００",
    "壹万玖仟伍佰元整",
    "人民币19500元",
    "人民币壹万玖仟伍佰元整",
    "壹万玖仟伍佰圆正",
    "一万九千五百元",
    "19 500.00",
    "19500.",
    "+19500",
    "19500.00元",
)


@pytest.mark.parametrize("written", YUAN)
def test_money_is_read(written: str) -> None:
    assert parse_money(written) == Decimal("19500.00")


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("-500", "-500"),
        ("－500", "-500"),
        ("负伍佰元整", "-500"),
        ("3元5角", "3.50"),
        (".5", "0.50"),
        ("叁元零伍分", "3.05"),
    ],
)
def test_other_money_is_read(written: str, amount: str) -> None:
    assert parse_money(written) == Decimal(amount)


@pytest.mark.parametrize(
    "written",
    [
        "（500）",
        "(500)",
        "19,5000",
        "1.955",
        "约500",
        "500元/亩",
        "2万5",
        "19.500,00",
        "12%",
        "五百",
        "伍佰多元",
        "1e5",
        "",
        "1-2",
    ],
)
def test_what_is_no_certain_amount_is_refused(written: str) -> None:
    assert parse_money(written) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("壹万玖仟伍佰", 19500),
        ("十二", 12),
        ("廿一", 21),
        ("三百零五", 305),
        ("贰仟零壹拾", 2010),
        ("壹亿零壹万", 100010000),
        ("两千", 2000),
        ("一百一十万", 1100000),
    ],
)
def test_numerals_are_read(written: str, number: int) -> None:
    assert parse_whole(written) == number


@pytest.mark.parametrize("written", ["一二", "百千", "五十十", "万", "三点五", "", "二百五", "一万五"])
def test_what_is_no_numeral_is_refused(written: str) -> None:
    assert parse_whole(written) is None


_SIGNS, _UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")


def _section(number: int) -> str:
    written, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if zero and written else "") + _SIGNS[digit] + _UNITS[place]
            zero = False
        else:
            zero = True
    return written


def _in_words(cents: int) -> str:
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    written = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = yuan // scale % 10**4
        if part:
            written += ("零" if written and part < 1000 else "") + _section(part) + name
    written = f"{written}元" if written else ""
    if not jiao and not fen:
        return f"{written or '零元'}整"
    return (
        written
        + (f"{_SIGNS[jiao]}角" if jiao else "零" if written else "")
        + (f"{_SIGNS[fen]}分" if fen else "")
    )


@given(st.integers(0, 10**14))
def test_every_amount_in_words_is_read(cents: int) -> None:
    cents %= 10**14
    assert parse_amount(_in_words(cents)) == Decimal(cents).scaleb(-2)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12", 12),
        ("１２", 12),
        ("30户", 30),
        ("7 天", 7),
        ("1,200人", 1200),
        ("12.0", 12),
        ("三十户", 30),
        ("3人次", 3),
        ("12.5", None),
        ("-3", None),
        ("十来户", None),
        ("3-5", None),
    ],
)
def test_whole_numbers_are_read(written: str, expected: int | None) -> None:
    assert parse_count(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0900-8880001", "0900-8880001"),
        ("（0900）8880001", "0900-8880001"),
        ("(0900) 888 0001", "0900-8880001"),
        ("0900－8880001", "0900-8880001"),
        ("0900—8880001", "0900-8880001"),
        ("0900 8880001", "0900-8880001"),
        ("0900-888-0001", "0900-8880001"),
        ("139 0000 1234", "13900001234"),
        ("139-0000-1234", "13900001234"),
        ("+86 13900001234", "13900001234"),
        ("12345", "12345"),
        ("400-800-1234", "400-800-1234"),
        ("0900-8880001转12", "0900-8880001-12"),
        ("０９００－８８８０００１", "0900-8880001"),
        ("09008880001", "09008880001"),
        ("0900-8880001、0900-8880002", None),
        ("问村部", None),
        ("139000012345", None),
        ("0900-888", None),
        ("010-88800012", "010-88800012"),
    ],
)
def test_telephone_numbers_are_read(written: str, expected: str | None) -> None:
    assert parse_phone(written) == expected


def test_words_to_choose_from_propose_the_nearest() -> None:
    log, read = Log(), choice("事前", "事中", "事后")
    assert read(Scalar("“事中”。"), log) == "事中"
    assert read(Scalar("事后公开", Place("a.md", 2, field="公开环节")), log) is None
    assert "事后" in log.problems[0].hint("zh")


def test_ids_and_answers_in_full_width_are_read() -> None:
    log = Log()
    assert matching(r"[A-Z0-9-]+", "JY-2026")(Scalar("ＪＹ－２０２６"), log) == "JY-2026"
    assert [yes(Scalar(written), log) for written in ("是的", "Ｙ", "√", "否", "不")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert not log.problems


@given(
    st.text(alphabet="0123456789-./年月日元万亿,，（）()+ ¥壹贰拾佰仟零角分整转一二十Qq第季度", max_size=14)
)
def test_any_text_is_a_value_or_nothing(written: str) -> None:
    for read in (
        parse_money,
        parse_amount,
        parse_whole,
        parse_count,
        parse_phone,
        lambda text: parse_period(period_text(text)),
    ):
        read(written)
    with suppress(ValueError):
        parse_day(written)


@pytest.mark.parametrize("written", ["19500 200", "195 00", "19500元（壹万玖仟元整）"])
def test_two_numbers_are_no_amount(written: str) -> None:
    assert parse_money(written) is None


@pytest.mark.parametrize(
    "written", ["19 500", "共19500元", "19.5千元", "1.95w", "19500.00元（壹万玖仟伍佰元整）", "壹万玖仟伍佰"]
)
def test_amounts_as_people_say_them(written: str) -> None:
    assert parse_money(written) == Decimal("19500.00")


def test_a_weekday_must_be_that_of_the_day() -> None:
    assert parse_day("2026年3月10日（星期二）") == date(2026, 3, 10)
    with pytest.raises(ValueError, match="2026"):
        parse_day("2026-03-10 星期三")


def test_a_quarter_that_ends_in_another_year_contradicts_itself() -> None:
    assert period_text("2026年1月至2026年3月") == "2026年一季度"
    with pytest.raises(Contradiction):
        period_text("2025年1月至2026年3月")


def test_figures_and_words_that_differ_are_two_amounts() -> None:
    assert amounts_said("19500元（壹万玖仟元整）") == (Decimal("19500.00"), Decimal("19000.00"))


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("三重一大、工程", ["三重一大", "工程"]),
        ("三重一大，工程", ["三重一大", "工程"]),
        ("三重一大,工程；道路", ["三重一大", "工程", "道路"]),
        (
            "《村民委员会组织法》第三十条，《土地管理法》第六十二条",
            ["《村民委员会组织法》第三十条", "《土地管理法》第六十二条"],
        ),
        ("《办法》（2020年，修订）", ["《办法》（2020年，修订）"]),
        ("经村民代表会议讨论，同意实施", ["经村民代表会议讨论，同意实施"]),
        ("甲，乙、丙", ["甲，乙", "丙"]),
        ("【一组，二组】", ["一组", "二组"]),
        ("[一组、二组]", ["一组", "二组"]),
        ("〔2026〕3号", ["〔2026〕3号"]),
        ("【重要】、工程", ["【重要】", "工程"]),
        ("、", []),
    ],
)
def test_a_list_is_taken_apart_where_its_items_are_certain(written: str, pieces: list[str]) -> None:
    assert list(pieces_of(written)) == pieces


@pytest.mark.parametrize("written", ["【三重一大，工程", "［甲、乙", "〔甲"])
def test_a_list_whose_bracket_is_not_closed_is_refused(written: str) -> None:
    log = Log()
    assert texts(Scalar(written, Place("a.md", 2, field="标签")), log) is None
    assert [problem.fault.code for problem in log.problems] == ["shape-wrong"]


def test_a_list_that_a_comma_may_part_says_that_it_was_not_parted() -> None:
    log = Log()
    assert texts(Scalar("经村民代表会议讨论，同意实施", Place("a.md", 2, field="依据")), log) == (
        "经村民代表会议讨论，同意实施",
    )
    assert [(problem.fault.code, problem.is_error) for problem in log.problems] == [("list-not-split", False)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("０１－００１", "01-001"),
        ("Ｂ", "B"),
        ("５１３．０３", "513.03"),
        (" ０ ", "0"),
        ("３号", "３号"),
        ("！！", "！！"),
        ("何广仁（书记）", "何广仁（书记）"),
        ("ＣＫ０２ 村务", "ＣＫ０２ 村务"),
    ],
)
def test_a_code_is_read_in_half_width_and_other_text_stays(written: str, read: str) -> None:
    assert text(Scalar(written), Log()) == read
