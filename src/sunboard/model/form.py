"""What readers accept, as data: templates, spreadsheets and schemas are made of it.

The patterns are those of ECMA 262, match a whole value without the white space around it, and say what the readers of `sunboard.scalars` say;
a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sunboard.model.pattern import as_typed
from sunboard.model.written import TELEPHONE, UNITS


@dataclass(frozen=True, slots=True)
class Form:
    """What a reader accepts.

    `sort` is text, day, money, period, whole, yes, phone, choice or size for one value; list or map of `item`; group or table of the fields of
    `part`; any for a reader that says nothing of itself.
    """

    sort: str = "any"
    pattern: str = ""  # "" where any text will do
    words: tuple[str, ...] = ()  # to choose from
    example: str = ""
    said: tuple[str, str] = ("", "")  # a form of its own, in Chinese and in English
    item: Form | None = None
    part: Any = None  # the type of Part of a group or table
    order: tuple[str, ...] = ()  # of the fields, where a row of a table may be a list of values
    others: tuple[Form, ...] = ()  # what is accepted instead


_ONES, _NOUGHTS = "一二三四五六七八九", "〇○零"
_DIGITS, _YEAR = _NOUGHTS + _ONES, "(?:19|2[0-9])[0-9]{2}"
_YEAR_IN_WORDS = f"(?:一九|二[{_DIGITS}])[{_DIGITS}]{{2}}"


def _days() -> str:
    """Return the days of a year, with signs between or as eight digits: which day is the last depends on the month and the year."""
    leap = "(?:(?:19|2[0-9])(?:0[48]|[2468][048]|[13579][26])|2[048]00)"
    to28, to30, to31 = "0?[1-9]|1[0-9]|2[0-8]", "0?[1-9]|[12][0-9]|30", "0?[1-9]|[12][0-9]|3[01]"
    dates = ((_YEAR, "0?[13578]|1[02]", to31), (_YEAR, "0?[469]|11", to30), (_YEAR, "0?2", to28), (leap, "0?2", "29"))
    apart = "|".join(f"{year}_[-/.年–—]_(?:{month})_[-/.月–—]_(?:{day})" for year, month, day in dates)
    close = "|".join(f"{year}_(?:{month})(?:{day})".replace("0?", "0") for year, month, day in dates)
    return as_typed(f"(?:{apart}|{close})_[日号]?(?:[T ]0?0:00(?::00)?)?")


def _days_in_words() -> str:
    to29 = f"一?十[{_ONES}]?|(?:二十|廿)[{_ONES}]?|[{_ONES}]"
    months = (("[一三五七八]|一?十二?", f"{to29}|(?:三十|卅)一?"), ("[四六九]|一?十一", f"{to29}|三十|卅"), ("二", to29))
    days = "|".join(f"(?:{month})月(?:{day})" for month, day in months)
    return as_typed(f"{_YEAR_IN_WORDS}年(?:{days})[日号]", gaps=True)


DAY = Form("day", f"{_days()}|{_days_in_words()}", example="2026-03-06")


def _numeral(nought: str, one: str, ten: str, hundred: str, thousand: str, *sections: str) -> str:
    """Return the numerals that `sunboard.model.numerals` reads: units fall, and a digit that leaves units out stands behind a nought."""
    tens, hundreds, thousands = f"{nought}*{one}?{ten}", f"(?:{nought}*{one})?{hundred}", f"(?:{nought}*{one})?{thousand}"
    units = f"(?:(?:{thousands})?(?:{hundreds})?{tens}{nought}*{one}?|(?:{thousands}(?:{hundreds})?|{hundreds})(?:{nought}+{one}|{nought}*))"
    lowest, behind = f"{units}|{nought}*{one}|{nought}+", f"(?:{units}|{nought}+{one}?)?"
    for section in sections:
        whole = f"(?:{units}|{nought}*{one}){section}"
        lowest, behind = f"{whole}{behind}|{lowest}", f"(?:{whole}{behind}|{behind})"
    return f"(?:{lowest})"


def _figure(whole: int, groups: int, decimals: int, unit: str) -> str:
    """Return amounts of a unit with so many digits, groups of three behind commas, and decimals that are no noughts."""
    integer = f"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,{groups}}}|0*[0-9]{{1,{whole}}})"
    return rf"(?:{integer}(?:\.[0-9]{{0,{decimals}}}0*)?|\.[0-9]{{1,{decimals}}}0*){unit}"


_DIGIT = "[零〇○一壹二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖]"
_YUAN = _numeral("[零〇○]", _DIGIT.replace("零〇○", ""), "[十拾]", "[百佰]", "[千仟]", "[万萬]", "[亿億]") + "[元圆圓]"
_CAPITALS = (
    rf"(?:人民币|[Rr][Mm][Bb])?(?:\(?大写\)?)?:?¥?负?"
    rf"(?:{_YUAN}零?(?:{_DIGIT}角)?零?(?:{_DIGIT}分)?|零?{_DIGIT}角零?(?:{_DIGIT}分)?|零?零?{_DIGIT}分)[整正]?"
)
_FIGURES = (
    rf"(?:人民币|[Rr][Mm][Bb]|[Cc][Nn][Yy])?:?¥?[+-]?¥?"
    rf"(?:{_figure(15, 4, 2, '')}|{_figure(11, 3, 6, '万')}|{_figure(7, 2, 10, '亿')})(?:[元圆][整正]?)?|"
    r"0*[0-9]{1,15}元(?:[0-9]角)?(?:[0-9]分)?[整正]?"
)
MONEY = Form("money", as_typed(f"{_FIGURES}|{_CAPITALS}", gaps=True), example="19500.00")

_TO, _MONTH = "[-—–~至到]", "(?:0?[1-9]|1[0-2])月?份?"
_PAIRS = (("0?1", "0?3|0?6|12"), ("0?4", "0?6"), ("0?7", "0?9|12"), ("10", "12"))
_SPANS = "|".join(f"{first}月?{_TO}(?:{last})月份?" for first, last in _PAIRS)
_PART = "第?[一二三四1-4]季(?:度度?)?|[Qq][1-4]|Q0[1-4]|上半年|下半年|[Hh][12]|全年|年度|度"
PERIOD = Form(
    "period",
    as_typed(
        f"(?:{_YEAR}|{_YEAR_IN_WORDS}(?=年))(?:[年./-]?(?:{_PART})?|[年./-]{_MONTH}|(?:0[1-9]|1[0-2])月?份?|[1-9](?:月份?|份)|"
        f"年(?:{_SPANS}|(?:十[一二]?|[{_ONES}])月份?))",
        gaps=True,
    ),
    example="2026年一季度",
)
_COUNT = _numeral("零", "[一二两三四五六七八九]", "十", "百", "千", "万")
WHOLE = Form("whole", as_typed(rf"共?(?:(?:[0-9]{{1,12}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.0+)?|{_COUNT})_(?:{UNITS})?"), example="12")
YES = Form(
    "yes",
    as_typed("是的?|有|对|否|不|无|没有|不是|[√✓✔×✗✘10]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy](?:[Ee][Ss])?|[Nn][Oo]?|[Oo](?:[Nn]|[Ff][Ff])"),
    ("是", "否"), "是",
)  # fmt: skip
PHONE = Form("phone", as_typed(TELEPHONE), example="0900-8880001")
TEXT = Form("text")
DASHES = Form("dash", "-{1,2}|—{1,2}|–|－|/")
