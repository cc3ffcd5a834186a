"""What readers accept, as data: templates, spreadsheets and schemas are made of it.

The patterns are those of ECMA 262, match a whole value without the white space around it, and say what the
readers of `sunboard.fields.scalars` say; a test holds the two together.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from typing import Any, Literal, TypeAlias

from sunboard.fields.written import EACH_BEFORE, EACH_BEHIND, GAP, TELEPHONE, UNITS
from sunboard.lazy import dataclass, regex

_TOKEN = regex(r"\\.|\[(?:\\.|[^\]\\])*\]|\{[\d,]*\}|\(\?[:=!]|[()|?*+^$]|.", re.DOTALL)
_RANGE = regex(r"([!-~])-([!-~])|\\?(.)")
_ALSO = {"-": "\\-－−﹣", "¥": "¥￥", " ": " \u3000\xa0"}
_SIGNS = frozenset("()|?*+^$")
_NO_WIDTH = r"[\u200b\ufeff]*"


def as_typed(pattern: str, *, gaps: bool = False, apart: bool = True) -> str:
    r"""Let a pattern (ECMA 262 and Python) match its signs in full width too.

    With gaps, white space may follow every sign, or no digit; without, `_` stands for a gap. Where digits may
    not stand apart, a space is a single one. The pattern is made of signs, classes, `\d`, groups, choices,
    repetitions and lookaheads.
    """
    return "".join(_typed(found[0], gaps, apart) for found in _TOKEN.finditer(pattern))


@cache
def _typed(token: str, gaps: bool, apart: bool) -> str:
    if token == "_":
        return GAP
    if token in _SIGNS or token.startswith(("(?", "{")) or token in (r"\s", r"\S"):
        return token
    inside = "0-9" if token == r"\d" else token[1:-1] if token[0] == "[" else token
    made = f"[{_class(inside)}]"
    made = made[1:-1] if len(made) == 3 else made
    gap = GAP if apart or inside not in ("0", "0-9", " ") else _NO_WIDTH
    return f"(?:{made}{gap})" if gaps else made


@cache
def _class(inside: str) -> str:
    found = []
    for one in _RANGE.finditer(inside):
        if one[1]:
            found.append(f"{one[1]}-{one[2]}{_wide(one[1])}-{_wide(one[2])}")
        else:
            sign = one[3]
            plain = f"\\{sign}" if sign in "\\]^[" else sign
            found.append(_ALSO.get(sign) or (plain + _wide(sign) if "!" <= sign <= "~" else plain))
    return "".join(found)


def _wide(sign: str) -> str:
    return chr(ord(sign) + 0xFEE0)


class Mark(Enum):
    """What a value means to those who know no kind: whom it names, or its part in a table of money.

    `privacy` and `reading.tables` follow it.
    """

    PERSON = auto()  # somebody who holds no office: the record is kept out of what others search
    OFFICER = auto()  # whoever acts for the village, a body or a firm, or the body or firm itself
    PAYEE = auto()  # whoever was paid: people who were given aid are counted, not named
    BENEFICIARY = auto()  # whoever is given aid in a list: named where its programme lets it be
    PARTY = auto()  # whom the village has a contract with: named, unless the record asks for a mask
    NAMING = auto()  # says how names are shown where anybody may read them
    PHONE = auto()
    PLACE = auto()
    PURPOSE = auto()  # what money was paid for: a payee who was given aid is masked in it
    REMARK = auto()  # what is said beside it: so too, and beside aid no name stands alone in it
    ACCOUNT = auto()  # the class of what money was paid for
    NAMES_PAYEE = auto()  # says that payees may be named whatever they were given
    SERIAL = auto()  # a number of papers, such as a contract's: its digits are nobody's card
    OWN = auto()  # such a number, or a name, by which others cite what the record is about
    CITED = auto()  # such a number or name of what another record is about: the two lead to each other
    OPENS = auto()  # says whether anybody may see the record at all
    INTERNAL = auto()  # only checks look at it: it is no part of what the record says
    CODE = auto()  # a code of a list
    INCOME = auto()
    EXPENSE = auto()
    AMOUNT = auto()  # what moved, where another column or a title says on which side
    BALANCE = auto()  # what is left after each row, never added up
    WHERE = auto()  # in which account money is kept
    SHEET = auto()  # cells of which nobody has said what they are: they may name anybody


SERIALS = (Mark.SERIAL, Mark.OWN, Mark.CITED)
"""Marks of numbers of papers."""

Single: TypeAlias = Literal[
    "text", "day", "when", "money", "period", "whole", "number", "yes", "phone", "choice", "size", "dash"
]
Sort: TypeAlias = Single | Literal["list", "map", "group", "table", "row", "any"]


@dataclass(frozen=True, slots=True)
class Form:
    """What a reader accepts.

    Its sort is a single value's, list or map of `item`, group, table or row of a table of the fields of
    `part`, or any for a reader that says nothing of itself.
    """

    sort: Sort = "any"
    pattern: str = ""  # "" where any text will do
    words: tuple[str, ...] = ()  # to choose from; of a map, the keys that it usually has
    example: str = ""  # a right value as it stands in a file, on one line
    mark: Mark | None = None
    said: str = ""  # its name on the page of `value-wrong`, where it is a form of its own
    item: Form | None = None
    part: Any = None  # the type of Part of a group or table
    order: tuple[str, ...] = ()  # of the fields, where a row of a table may be a list of values
    others: tuple[Form, ...] = ()  # what is accepted instead

    @property
    def is_group(self) -> bool:
        """Tell whether a value may be a group of keys: one without any value below is then none."""
        return any(form.sort in ("group", "map") for form in (self, *self.others))

    @property
    def is_free_text(self) -> bool:
        """Tell whether any text is a value, or any list of texts."""
        if self.sort == "list" and self.item is not None:
            return self.item.is_free_text
        return self.sort == "text" and not self.pattern


_ONES, _NOUGHTS = "一二三四五六七八九", "〇○零"
_DIGITS, _YEAR = _NOUGHTS + _ONES, "(?:19|2[0-9])[0-9]{2}"
_YEAR_IN_WORDS = f"(?:一九|二[{_DIGITS}])[{_DIGITS}]{{2}}"


def _days() -> str:
    """Return the days of a year, with signs between or as eight digits; month and year decide on the last."""
    leap = "(?:(?:19|2[0-9])(?:0[48]|[2468][048]|[13579][26])|2[048]00)"
    to28, to30, to31 = "0?[1-9]|1[0-9]|2[0-8]", "0?[1-9]|[12][0-9]|30", "0?[1-9]|[12][0-9]|3[01]"
    dates = (
        (_YEAR, "0?[13578]|1[02]", to31),
        (_YEAR, "0?[469]|11", to30),
        (_YEAR, "0?2", to28),
        (leap, "0?2", "29"),
    )
    first, second = r"[-/.年–—、\\]", r"[-/.月–—、\\]"
    apart = "|".join(f"{year}_{first}_(?:{month})_{second}_(?:{day})" for year, month, day in dates)
    close = "|".join(f"{year}_(?:{month})(?:{day})".replace("0?", "0") for year, month, day in dates)
    spaced = "|".join(rf"{year}\s+(?:{month})\s+(?:{day})" for year, month, day in dates)
    return as_typed(f"(?:{apart}|{close}|{spaced})_[日号]?(?:[T ]0?0:00(?::00)?)?")


def _days_in_words() -> str:
    to29 = f"一?十[{_ONES}]?|(?:二十|廿)[{_ONES}]?|[{_ONES}]"
    months = (
        ("[一三五七八]|一?十二?", f"{to29}|(?:三十|卅)一?"),
        ("[四六九]|一?十一", f"{to29}|三十|卅"),
        ("二", to29),
    )
    days = "|".join(f"(?:{month})月(?:{day})" for month, day in months)
    return as_typed(f"(?:{_YEAR_IN_WORDS}|{_YEAR})年(?:{days})[日号]", gaps=True)


_WEEKDAY = "(?:星期|周|礼拜)[一二三四五六日天]"
_AFTER_DAY = as_typed(rf"(?:_{_WEEKDAY}|_\({_WEEKDAY}\))?_[。.]*")  # which weekday it is, only reading tells
DAY = Form("day", f"(?:{_days()}|{_days_in_words()}){_AFTER_DAY}", example="2026-03-06")


def _numeral(nought: str, one: str, ten: str, hundred: str, thousand: str, *sections: str) -> str:
    """Return the numerals that `sunboard.fields.numerals` reads.

    Units fall, and a digit that leaves units out stands behind a nought.
    """
    tens, hundreds, thousands = (
        f"{nought}*{one}?{ten}",
        f"(?:{nought}*{one})?{hundred}",
        f"(?:{nought}*{one})?{thousand}",
    )
    upper = f"(?:{thousands}(?:{hundreds})?|{hundreds})"
    units = f"(?:(?:{thousands})?(?:{hundreds})?{tens}{nought}*{one}?|{upper}(?:{nought}+{one}|{nought}*))"
    lowest, behind = f"{units}|{nought}*{one}|{nought}+", f"(?:{units}|{nought}+{one}?)?"
    for section in sections:
        whole = f"(?:{units}|{nought}*{one}){section}"
        lowest, behind = f"{whole}{behind}|{lowest}", f"(?:{whole}{behind}|{behind})"
    return f"(?:{lowest})"


def _figure(whole: int, decimals: int, unit: str) -> str:
    """Return amounts of a unit with so many digits, in groups or not, and decimals that are no noughts."""
    integer = f"(?:{_grouped('_,', whole)}|{_grouped(' ', whole)}|0*[0-9]{{1,{whole}}})"
    return rf"(?:{integer}(?:_\.[0-9]{{0,{decimals}}}0*)?|\.[0-9]{{1,{decimals}}}0*)_{unit}"


def _grouped(sign: str, whole: int) -> str:
    groups, rest = divmod(whole, 3)
    most = f"|[0-9]{{1,{rest}}}(?:{sign}[0-9]{{3}}){{{groups}}}" if rest else ""
    return f"(?:[0-9]{{1,3}}(?:{sign}[0-9]{{3}}){{1,{groups - 1}}}{most})"


_DIGIT = "[零〇○一壹二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖]"
_YUAN = (
    _numeral("[零〇○]", _DIGIT.replace("零〇○", ""), "[十拾]", "[百佰]", "[千仟]", "[万萬]", "[亿億]")
    + "[元圆圓]"
)
_CAPITALS = (
    rf"(?:人民币|[Rr][Mm][Bb])?(?:\(?大写\)?)?:?¥?负?"
    rf"(?:{_YUAN}零?(?:{_DIGIT}角)?零?(?:{_DIGIT}分)?|零?{_DIGIT}角零?(?:{_DIGIT}分)?|零?零?{_DIGIT}分)[整正]?"
)
_FORMAL = "(?=[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2})" + _numeral(
    "零", "[壹贰叁肆伍陆柒捌玖]", "拾", "佰", "仟", "万", "亿"
)
_FIGURES = (
    rf"(?:(?:人民币|[Rr][Mm][Bb]|[Cc][Nn][Yy])?:?¥?[+-]?¥?"
    rf"(?:{_figure(15, 2, '')}|{_figure(12, 5, '千')}|{_figure(11, 6, '[万wW]')}|{_figure(7, 10, '亿')})"
    rf"(?:[元圆块][整正]?|人民币)?|"
    rf"¥?[0-9]{{1,9}}万(?:[0-9]千|[0-9]{{3,4}})"
    rf"(?:[元圆块][整正]?|元(?:[0-9]角(?:[0-9]分)?|0?[0-9]分)[整正]?)|"
    rf"(?:0*[0-9]{{1,15}}|{_grouped(' ', 15)})_元(?:[0-9]_角)?(?:[0-9]_分)?[整正]?)"
)
MONEY = Form(
    "money",  # whether words behind figures say the same, only reading tells
    as_typed(
        rf"共?(?:{_FIGURES}(?:\({_CAPITALS}\))?|{_FORMAL}|{_CAPITALS}(?:\({_FIGURES}\))?)",
        gaps=True,
        apart=False,
    ),
    example="19500.00",
)
YEARLY = replace(
    MONEY,
    pattern=rf"(?:[每一]年{GAP})?(?:{MONEY.pattern})|(?:{MONEY.pattern}){GAP}(?:[/／]{GAP}|[每一])年",
)

APIECE = replace(MONEY, pattern=rf"(?:{EACH_BEFORE})?(?:{MONEY.pattern})|(?:{MONEY.pattern}){EACH_BEHIND}")

_MONTH = "(?:0?[1-9]|1[0-2])月?份?"
# last months of 31 and of 30 days
_PAIRS = (
    ("0?1", "(?:0?3|12)", "0?6"),
    ("0?4", "", "0?6"),
    ("0?7", "12", "0?9"),
    ("10", "12", ""),
)


def _spans() -> str:
    """Return spans of months behind a year, whole ones or from the first day to the last.

    Only reading tells whether a second year is the same.
    """
    pairs = [(first, [one for one in lasts if one], lasts) for first, *lasts in _PAIRS]
    ends = [
        (first, "|".join(f"{last}[月./-]{day}" for last, day in zip(lasts, (31, 30), strict=True) if last))
        for first, _, lasts in pairs
    ]
    found = []
    for behind_year, to in (("-", "[—–~至到]"), ("(?:年度?|[./])", "[—–~至到-]")):  # 2026-1-3 is a day
        until = f"{to}(?:[0-9]{{4}}[年./-])?"
        months = "|".join(f"{first}月?{until}(?:{'|'.join(lasts)})月?份?" for first, lasts, _ in pairs)
        days = "|".join(f"{first}(?:月0?1日|[./-]0?1){until}(?:{end})日?" for first, end in ends)
        found.append(f"{behind_year}(?:{months}|{days})")
    return "|".join(found)


def _twice() -> str:
    """Return quarters and halves with their months behind them in brackets."""
    quarters = (
        (f"(?:第?[{zh}{n}]季(?:度度?)?|[Qq]0?{n})", n * 3 - 2, n * 3) for n, zh in enumerate("一二三四", 1)
    )
    named = (*quarters, ("(?:上半年|[Hh]1)", 1, 6), ("(?:下半年|[Hh]2)", 7, 12), ("(?:全年|年度|度)", 1, 12))
    months = (
        (name, *(str(month) if month > 9 else f"0?{month}" for month in between)) for name, *between in named
    )
    return (
        "年度?(?:"
        + "|".join(rf"{name}\({first}月?[—–~至到-]{last}月份?\)" for name, first, last in months)
        + ")"
    )


_PART = "第?[一二三四1-4]季(?:度度?)?|[Qq][1-4]|Q0[1-4]|上半年|下半年|[Hh][12]|全年|年度|度"
PERIOD = Form(
    "period",
    as_typed(
        f"(?:{_YEAR}|{_YEAR_IN_WORDS}(?=年))(?:(?:年度?|[./-])?(?:{_PART})?|(?:年度?|[./-]){_MONTH}"
        f"|(?:0[1-9]|1[0-2])月?份?|[1-9](?:月份?|份)|"
        f"{_spans()}|{_twice()}|年度?(?:十[一二]?|[{_ONES}])月份?)|(?:[Qq][1-4]|[Hh][12])[,/-]?{_YEAR}年?",
        gaps=True,
    ),
    example="2026年一季度",
)
WHEN = Form("day", f"(?:{DAY.pattern})|(?:{PERIOD.pattern})", example="2015-06-30", said="when")
_COUNT = _numeral("零", "[一二两三四五六七八九]", "十", "百", "千", "万")
WHOLE = Form(
    "whole",
    as_typed(rf"共?(?:(?:[0-9]{{1,12}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.0+)?|{_COUNT})_(?:{UNITS})?"),
    example="12",
)
_FOR = "同意|赞成|反对|弃权"
_ALL_AGREED = "(?:全票|一致|全体|全部|全数)(?:一致)?(?:通过|同意|赞成)?"
_DASH = "-{1,2}|—{1,2}|–|－|/|／"
MU = Form(
    "number",
    as_typed(
        r"(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2}0*)?_亩?|[0-9]{1,9}_亩_[0-9]_分(?:_[0-9]_厘)?"
    ),
    example="5.30",
    said="mu",
)
VOTES = Form(
    "whole",
    rf"(?:(?:{_FOR}){GAP}[:：]?)?{GAP}(?:{WHOLE.pattern}|无|没有|{_DASH}){GAP}(?:{_FOR})?"
    rf"(?:{GAP}[(（](?:{_ALL_AGREED}|占?[0-9.]+[%％])[)）])?",
    example="12",
)
ALL_AGREED = Form("text", _ALL_AGREED, example="全票通过", said="votes")
YES_WORDS = ("是", "是的", "有", "对", "true", "yes", "y", "on", "1", "√", "✓", "✔", "适用", "已审", "已审核")
NO_WORDS = (
    "否",
    "不",
    "无",
    "没有",
    "不是",
    "false",
    "no",
    "n",
    "off",
    "0",
    "×",
    "✗",
    "✘",
    "不适用",
    "未审",
    "未审核",
)
YES = Form("yes", "|".join((*YES_WORDS, *NO_WORDS)), ("是", "否"), "是")
PHONE = Form("phone", as_typed(TELEPHONE), example="0900-8880001", mark=Mark.PHONE)
TEXT = Form("text")
NULL = frozenset(("~", "null"))
"""YAML's words for none, which programs write."""
DASHES = Form("dash", _DASH)
