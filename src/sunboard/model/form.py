"""What readers accept, as data: templates, spreadsheets and schemas are made of it.

The patterns are those of ECMA 262, match a whole value without the white space around it, and say what the readers of `sunboard.scalars` say;
a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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


_D, _YEAR = "[0-9０-９]", "[0-9０-９]{4}"
_S, _DASH, _DOT, _COMMA = r"[\s\u200b]*", "[-－−﹣–—]", "[.．]", "[,，]"
_ONES, _DIGITS = "一二三四五六七八九", "〇○零一二三四五六七八九"
_UPTO28, _TO30, _TO31 = "[0０]?[1-9１-９]|[1１][0-9０-９]|[2２][0-9０-９]", "[3３][0０]", "[3３][01０１]"
_LONG, _SHORT, _FEBRUARY = "[0０]?[13578１３５７８]|[1１][02０２]", "[0０]?[469４６９]|[1１][1１]", "[0０]?[2２]"


def _days(between: str) -> str:
    """Return the days of a year: which day is the last depends on the month."""
    lengths = ((_LONG, f"{_UPTO28}|{_TO31}"), (_SHORT, f"{_UPTO28}|{_TO30}"), (_FEBRUARY, _UPTO28))
    return "|".join(f"(?:{month}){between}(?:{days})" for month, days in lengths)


_IN_WORDS = rf"[{_DIGITS}]{{4}}年(?:十[一二]?|[{_ONES}])月(?:[二廿]?十?[{_ONES}]|[二三]?十|三十一|廿|卅一?)[日号]"
_TWO = f"(?=(?:{_D}){{8}}(?!{_D}))"
DAY = Form(
    "day",
    rf"(?:{_YEAR}{_S}[-－−﹣/／.．年–—]{_S}(?:{_days(rf'{_S}[-－−﹣/／.．月–—]{_S}')})|{_TWO}{_YEAR}(?:{_days('')})){_S}[日号]?"
    rf"(?:[T ]0?0:00(?::00)?)?|{_IN_WORDS}",
    example="2026-03-06",
)

_DIGIT = f"{_D}{_S}"
_INTEGER = f"(?:(?:{_DIGIT}){{1,3}}(?:{_COMMA}{_S}(?:{_DIGIT}){{3}})+|(?:{_DIGIT})+)"


def _scaled(decimals: int, unit: str) -> str:
    more = f"(?:{_DIGIT}){{%s,{decimals}}}(?:[0０]{_S})*"
    return f"(?:{_INTEGER}(?:{_DOT}{_S}{more % 0})?|{_DOT}{_S}{more % 1}){unit}"


_SIGNS = "零〇○一壹二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億"
_CAPITALS = f"(?:人民币|RMB)?(?:[(（]?大写[)）]?)?[:：]?{_S}负?(?:[{_SIGNS}]{_S})*(?:[元圆圓角分]{_S}(?:[{_SIGNS}]{_S})*)+[整正]?"
MONEY = Form(
    "money",
    rf"(?:人民币|[Rr][Mm][Bb]|[Cc][Nn][Yy])?{_S}[:：]?{_S}[¥￥]?{_S}[+＋\-－−﹣]?{_S}[¥￥]?{_S}"
    rf"(?:{_scaled(2, '')}|{_scaled(6, f'万{_S}')}|{_scaled(10, f'亿{_S}')})(?:[元圆]{_S}[整正]?)?|"
    rf"(?:{_DIGIT})+元{_S}(?:{_DIGIT}角{_S})?(?:{_DIGIT}分{_S})?[整正]?|{_CAPITALS}",
    example="19500.00",
)
_MONTH = "(?:[0０]?[1-9１-９]|[1１][0-2０-２])"
_PART = (
    rf"第?{_S}[一二三四1-4１-４]{_S}季度?|[QqＱ]{_S}[0０]?[1-4１-４]|上半年|下半年|[HhＨ]{_S}[12１２]|"
    rf"{_MONTH}{_S}月?{_S}(?:[-－−﹣—–~～至到]{_S}{_MONTH}{_S}月{_S})?(?:份)?|(?:十[一二]?|[{_ONES}])月(?:份)?|全年|年度|度"
)
PERIOD = Form("period", rf"(?:{_YEAR}|[{_DIGITS}]{{4}}(?=年)){_S}[年.．/／\-－]?{_S}(?:{_PART})?", example="2026年一季度")
WHOLE = Form(
    "whole",
    rf"共?(?:(?:{_D}){{1,12}}|(?:{_D}){{1,3}}(?:{_COMMA}(?:{_D}){{3}})+|[零一二两三四五六七八九十百千万]+)(?:{_DOT}[0０]+)?"
    rf"{_S}(?:人次|人|户|次|张|天|日|件|个|页|秒|名|位|票|份|本|笔)?",
    example="12",
)
YES = Form(
    "yes",
    r"是的?|有|对|否|不|无|没有|不是|[√✓✔×✗✘1１0０]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy](?:[Ee][Ss])?|[Nn][Oo]?|[Oo](?:[Nn]|[Ff][Ff])",
    ("是", "否"), "是",
)  # fmt: skip
_GAP = r"[\s\-－—–]*"
_NEXT = f"{_GAP}{_D}"
_BEFORE = rf"(?:(?:电话|Tel|TEL)[:：]?)?{_S}(?:(?:[+＋]|[0０][0０])[8８][6６]{_GAP})?"
PHONE = Form(
    "phone",
    rf"{_BEFORE}(?:[(（]?[0０](?:{_D}){{2,3}}[)）]?(?:{_NEXT}){{7,8}}(?:{_S}(?:{_DASH}|转|ext\.?){_S}(?:{_D}){{1,5}})?|[1１](?:{_NEXT}){{10}}|"
    rf"[1-9１-９](?:{_S}{_D}){{4,7}}|[1-9１-９](?:{_D}){{3}}{_S}{_DASH}{_S}(?:{_D}){{4}}|[48４８][0０]{{2}}(?:{_NEXT}){{7}})",
    example="0900-8880001",
)
TEXT = Form("text")
DASHES = Form("dash", "-{1,2}|—{1,2}|–|－|/")
