"""Days, amounts and numbers as people write them, as values; nothing where a text has no one reading."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from sunboard.fields.numerals import parse_amount, parse_digits, parse_whole
from sunboard.lazy import dataclass, regex
from sunboard.model.period import Period, parse_period

_FULL_WIDTH = {ord("！") + offset: chr(ord("!") + offset) for offset in range(94)}
_HALF_WIDTH = (
    _FULL_WIDTH | str.maketrans("\u3000\xa0￥−﹣", "  ¥--") | dict.fromkeys(map(ord, "\u200b\ufeff"))
)
_DAY = regex(
    r"([0-9]{4})(?:\s*[-/.年–—、\\]\s*([0-9]{1,2})\s*[-/.月–—、\\]\s*([0-9]{1,2})"
    r"|\s*([0-9]{2})([0-9]{2})|\s+([0-9]{1,2})\s+([0-9]{1,2}))"
    r"\s*[日号]?(?:[T ]0?0:00(?::00)?)?"
)
_DAY_IN_WORDS = regex(
    r"([〇○零一二三四五六七八九]{4}|[0-9]{4})年([元一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})[日号]"
)
_UNTIL = regex(r"起?\s*(?:至|到|—+|–|~|--+|(?<=日)-+|\s-+\s|(?<=\d)-(?=\d{4}[./年]|\d{1,2}[./月]\d))\s*")
_IN_DAYS = regex(r"[(,]?共?([0-9一二三四五六七八九十]+个?(?:天|日历日|工作日|自然日))\)?$|止$")
_FIRST_MONTH = regex(r"元月(?=[0-9]|份?\Z)")
_SHORT_DAY = regex(r"([0-9]{1,2})\s*[-/.月、]\s*([0-9]{1,2})\s*[日号]?")
_LEAP = 2024
_WEEKDAY = regex(r"\s*(\()?(?:星期|周|礼拜)([一二三四五六日天])(?(1)\))$")
_WEEK = {sign: at for at, sign in enumerate("一二三四五六日")} | {"天": 6}
_MONEY = regex(
    r"(?:人民币|RMB|CNY)?:?[¥￥]?([+-]?)[¥￥]?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?"
    r"|\.[0-9]+)(千|万|w|亿)?(?:[元圆块][整正]?|人民币)?",
    re.IGNORECASE,
)
_PLAIN = regex(r"-?[0-9]{1,12}(?:\.[0-9]{1,2})?")
# a list in quotation marks
_IN_BRACKETS = regex(r"\A\s*[\[【［〔]([^\[【［〔\]】］〕]*[、,，;；][^\[【［〔\]】］〕]*)[\]】］〕]\s*\Z")
_SHORT = 6  # signs of a word; a comma in longer text may belong to a sentence
_CENT = Decimal("0.01")
_YUAN_JIAO = regex(r"([0-9]+)元(?:([0-9])角)?(?:([0-9])分)?[整正]?")
_MYRIADS = regex(
    r"[¥￥]?([0-9]{1,9})万(?:([0-9])千|([0-9]{3,4}))(?:[元圆块][整正]?|元(?:([0-9])角(?:([0-9])分)?|0?([0-9])分)[整正]?)"
)
"""12万6000元, 12万6千元 and 12万6000元5角; without 元 at its end 12万6 would be 126 000 or 120 006."""
_SCALES = {"": 0, "千": 3, "万": 4, "w": 4, "W": 4, "亿": 8}
_TWICE = regex(r"([^()]+)\((.+)\)", re.DOTALL)
_SPACED = regex(r"(?<![0-9.])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_CUT = regex(r"[0-9]\s+[0-9]")
_FORMAL = regex(r"[壹贰叁肆伍陆柒捌玖零拾佰仟万亿]{2,}")
UNITS = "人次|人|户|次|张|天|日|件|个|页|秒|名|位|票|份|本|笔"
_WHOLE = regex(
    rf"共?(?:([0-9]{{1,12}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.0+)?|([零一二两三四五六七八九十百千万]+))\s*(?:{UNITS})?"
)
_MU = regex(
    r"(?P<figure>(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2}0*)?)\s*亩?"
    r"|(?P<mu>[0-9]{1,9})\s*亩\s*(?P<tenths>[0-9])\s*分(?:\s*(?P<hundredths>[0-9])\s*厘)?"
)
_OTHER_SIZE = regex(
    r"(?:[共约]*[0-9]+(?:\.[0-9]+)?\s*(?:间|套|[栋幢]|层|[个座]|平方?米|平|㎡|m2|m²)[,，、;；及和\s()（）]*)+",
    re.IGNORECASE,
)
_VOTES = regex(
    r"(?:(?:同意|赞成|反对|弃权)\s*:?)?\s*([^同赞反弃(]+?)(?:同意|赞成|反对|弃权)?"
    r"\s*(?:\((?:(?:全票|一致|全体|全部|全数)(?:一致)?(?:通过|同意|赞成)?|占?[0-9.]+%)\))?"
)
_NO_VOTES = ("无", "没有", "-", "--", "—", "——", "–", "－", "/")
TELEPHONE = (
    r"(?:(?:电话|Tel|TEL):?_)?(?:(?:\+|00)86_[-—–]?_)?(?:"
    r"(\(0[0-9]{2,3}\)|0[0-9]{2,3})(_[-—–]?_)((?:[0-9]_){3,4}[-—–]?(?:_[0-9]){4})"
    r"(?:_(?:转|ext\.?|[-—–])_([0-9]{1,5}))?|(1(?:_[0-9]){10}|1[0-9]{2}_[-—–]?_[0-9]{4}_[-—–]?_[0-9]{4})|"
    r"([1-9](?:_[0-9]){4,7}|[1-9][0-9]{2,3}_[-—–]_[0-9]{4})|([48]00_[-—–]?_[0-9]{3}_[-—–]?_[0-9]{4}))"
)
"""Area code, what stands behind it, number and extension; a mobile number; a short one; a service number.

`_` stands for white space.
"""
_TELEPHONE = regex(TELEPHONE.replace("_", r"\s*"))
EMERGENCY = "11[0279]|12[0-2]"
_EMERGENCY = regex(EMERGENCY)
_NUMBER = "[0-9]{1,3}|[一二三四五六七八九十百]{1,5}"
_GROUPS = regex(
    rf"第?(?P<first>{_NUMBER})(?:(?:[村居]民)?小?组)?(?:[-—–~至到]+第?(?P<last>{_NUMBER}))?(?:[村居]民)?小?组"
)
_MOST_GROUPS = 100
_YEAR_IN = r"[0-9]{4}\s*年?度?\s*"
_PERIOD_IN = regex(
    rf"(?<![0-9]){_YEAR_IN}(?:第?[一二三四1-4]季度?|上半年|下半年|[Qq][1-4]|年度|全年"
    rf"|[0-9]{{1,2}}(?:月份?)?\s*[-—~～至到]+\s*(?:{_YEAR_IN})?[0-9]{{1,2}}月份?(?!\s*[0-9])"
    r"|[0-9]{1,2}月份?(?!\s*[-—~～至到、和0-9]))"
)
"""No bare year, since a table of one quarter may say no more, and no day."""
# a hyphen between months only where none stands behind the year: 2026-1-3 is a day
_TO = "(?:—|–|~|至|到|(?(hyphen)(?!)|-))"
_SPAN = regex(
    rf"([0-9]{{4}})(?:(?P<hyphen>-)|[年./])([0-9]{{1,2}})(?:月?{_TO}(?:([0-9]{{4}})[年./-])?([0-9]{{1,2}})月?份?|"
    rf"(?:月0?1日|[./-]0?1){_TO}(?:([0-9]{{4}})[年./-])?([0-9]{{1,2}})(?:月|[./-])([0-9]{{1,2}})日?)"
)
_YEAR_LAST = regex(r"([QqHh][1-4])[,/-]?([0-9]{4})年?")
_SAID_TWICE = regex(r"([0-9]{4})(年[^()]+)\(([^()]+月)份?\)")
_MONTHS = {
    "1-3": "一季度",
    "4-6": "二季度",
    "7-9": "三季度",
    "10-12": "四季度",
    "1-6": "上半年",
    "7-12": "下半年",
    "1-12": "",
}


def half_width(text: str) -> str:
    """Return digits, letters and signs in half width, for values that are numbers; never use it on names."""
    plain = text.translate(_HALF_WIDTH).strip()
    return _FIRST_MONTH.sub("1月", plain) if "元月" in plain else plain


def month_in_words(said: str) -> int | None:
    """Return the month that is said in words, January by its own name too: 元月."""
    return 1 if said == "元" else parse_whole(said)


class Contradiction(ValueError):
    """Something was said twice, and differs."""


@lru_cache(maxsize=4096)
def parse_day(written: str) -> date | None:
    """Read `2026-03-06`, `2026/3/6`, `20260306`, `2026年3月6日` or `二〇二六年三月六日`.

    Its weekday may stand behind it.

    Raises ValueError where there is no such day, Contradiction where it is another day of the week.
    """
    plain = half_width(written).rstrip("。.").rstrip()
    weekday = _WEEKDAY.search(plain)
    found = _day(plain[: weekday.start()] if weekday else plain)
    if found and weekday and found.weekday() != _WEEK[weekday[2]]:
        raise Contradiction(written)
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, and how many there are as it is written, where it is."""

    first: date
    last: date
    days: str = ""


def parse_span(written: str) -> Span | None:
    """Read `2026年4月10日至4月16日（7天）`; year and month of the last day may be those of the first."""
    told = parse_ends(written)
    return told if told and told.first <= told.last else None


def parse_ends(written: str) -> Span | None:
    """Read the two days of a span, though the last be before the first."""
    first, _, rest = _UNTIL.sub("\n", half_width(written).lstrip("自从")).partition("\n")
    said = _IN_DAYS.search(rest)
    last = _IN_DAYS.sub("", rest).strip()
    try:
        begins = parse_day(first)
        shortened = (f"{begins.year}年{last}", f"{begins.year}年{begins.month}月{last}") if begins else ()
        ends = next(filter(None, map(parse_day, (last, *shortened))), None)
    except ValueError:
        return None
    return Span(begins, ends, said[1] or "" if said else "") if begins and ends else None


_FROM_FOR_DAYS = regex(
    r"(?:[自从]?[本该此]?(?P<own>公[示布开告]|发布|张贴)(?:发布|张贴)?之?日(?:起|开始)算?[,\s]*"
    r"|[自从]?(?P<day>[^起开,;(]+?)(?:之?日?(?:起|开始)算?|(?=[,(]))[,(\s]*)?"
    r"(?:(?:公示|张贴|为?期限?|共计?|连续|[为满])+)?"
    r"(?P<days>[0-9一二三四五六七八九十]+个?(?:天|日|日历日|工作日|自然日))[内止]?\)?"
)
_OF_A_MONTH = regex(r"[0-9一二三四五六七八九十]+日")  # alone it may be one: 12日


def parse_start(written: str) -> tuple[date | None, str] | None:
    """Read `自2026年4月2日起公示7天` or `2026.4.2（7天）`: the first day, and as it is written how many.

    `公示7天` says no day, and neither does `自公布之日起7天`, which runs from its own.
    """
    found = _FROM_FOR_DAYS.fullmatch(half_width(written).rstrip("。."))
    try:
        first = parse_day(found["day"].strip()) if found and found["day"] else None
    except ValueError:
        return None
    is_told = found and (first or found["own"] or not (found["day"] or _OF_A_MONTH.fullmatch(found["days"])))
    return (first, found["days"]) if found and is_told else None


def is_in_no_year(written: str) -> bool:
    """Tell whether a text is a month with a day that it never has, such as 2.30 or 4月31日."""
    found = _SHORT_DAY.fullmatch(half_width(written))
    if not found:
        return False
    month, day = int(found[1]), int(found[2])
    return 1 <= month <= 12 and calendar.monthrange(_LEAP, month)[1] < day <= 31


def _day(plain: str) -> date | None:
    if found := _DAY.fullmatch(plain):
        return date(
            int(found[1]), int(found[2] or found[4] or found[6]), int(found[3] or found[5] or found[7])
        )
    if found := _DAY_IN_WORDS.fullmatch("".join(plain.split())):
        year = int(found[1]) if found[1].isascii() else parse_digits(found[1])
        month, day = month_in_words(found[2]), parse_whole(found[3])
        return date(year, month, day) if year and month and day else None
    return None


def is_bare_amount(written: str) -> bool:
    """Tell whether a text is an amount in figures and no more, as spreadsheets give thousands of them."""
    return _PLAIN.fullmatch(written) is not None


def has_bare_amount(cells: Iterable[str]) -> bool:
    """Tell whether any of some cells is an amount in figures and no more."""
    return any(map(_PLAIN.fullmatch, cells))


@lru_cache(maxsize=4096)
def parse_money(written: str) -> Decimal | None:
    """Read `19500`, `19,500.00`, `1.95万`, `¥19500元` or `壹万玖仟伍佰元整` as yuan with two decimals.

    Finer than a fen is no money.
    Nothing where figures and the words behind them differ.
    """
    if is_bare_amount(written):
        return Decimal(written).quantize(_CENT)
    said = amounts_said(written)
    return said[0] if len(set(said)) == 1 else None


GAP = r"[\s\u200b\ufeff]*"
EACH_THING = "(?:[亩人户口份间栋座处盏棵株米吨台个]|平方米|立方米)"
EACH_BEFORE = rf"[每一]{EACH_THING}(?:每?年)?{GAP}"
EACH_BEHIND = rf"{GAP}(?:[/／]{GAP}|每){EACH_THING}(?:{GAP}[/／每]{GAP}年)?"
_OF_EACH = regex(rf"{EACH_BEFORE}(?P<behind>.+)|(?P<before>.+?){EACH_BEHIND}")
_A_YEAR = regex(r"[每一]年\s*(?P<behind>.+)|(?P<before>.+?)\s*(?:[/／]\s*|[每一])年")
_LONGEST_AMOUNT = 200


def said_of_a_year(written: str) -> Decimal | None:
    """Return the amount of which a text says that it is paid in a year: 每年12000元, 1.2万元/年."""
    found = _A_YEAR.fullmatch(written.strip()) if len(written) <= _LONGEST_AMOUNT else None
    return parse_money(found["behind"] or found["before"]) if found else None


def said_of_each(written: str) -> Decimal | None:
    """Return the amount of which a text says that it is paid for each mu or thing: 每亩580元, 580元/亩."""
    found = _OF_EACH.fullmatch(written.strip()) if len(written) <= _LONGEST_AMOUNT else None
    return parse_money(found["behind"] or found["before"]) if found else None


def amounts_said(written: str) -> tuple[Decimal, ...]:
    """Return the amount that is written, or two: in figures and in words, the second in brackets.

    None where either cannot be read.
    """
    plain = half_width(written)
    if both := _TWICE.fullmatch(plain):
        figures, words = _figures(_joined(both[1])), parse_amount(both[2])
        if figures is None:
            figures, words = _figures(_joined(both[2])), parse_amount(both[1])
        return (figures, words) if figures is not None and words is not None else ()
    plain = _joined(plain)
    amount = _figures(plain)
    if amount is None and _FORMAL.fullmatch(plain):
        amount = parse_amount(f"{plain}元")
    amount = parse_amount(plain) if amount is None else amount
    return () if amount is None else (amount,)


def _joined(plain: str) -> str:
    """Return an amount without white space.

    Nothing where that would make one number of two, or of one that was cut.
    """
    plain = _SPACED.sub(lambda found: found[0].replace(" ", ""), plain)
    return "" if _CUT.search(plain) else "".join(plain.split()).removeprefix("共")


def _figures(plain: str) -> Decimal | None:
    if found := _YUAN_JIAO.fullmatch(plain):
        amount = Decimal(f"{found[1]}.{found[2] or 0}{found[3] or 0}")
        return amount if abs(amount) < Decimal("1e15") else None
    if found := _MYRIADS.fullmatch(plain):
        thousands = Decimal(f"{found[2]}000" if found[2] else found[3])
        cents = Decimal(f"0.{found[4] or 0}{found[5] or found[6] or 0}")
        return (Decimal(found[1]) * 10000 + thousands + cents).quantize(_CENT)
    found = _MONEY.fullmatch(plain)
    if not found:
        return None
    try:
        amount = Decimal(found[1] + found[2].replace(",", "")).scaleb(_SCALES[found[3] or ""])
        cents = amount.quantize(_CENT)
    except InvalidOperation:
        return None
    return cents if cents == amount and abs(cents) < Decimal("1e15") else None


def parse_mu(written: str) -> Decimal | None:
    """Read an area in mu with two decimals at most; `15亩6分` is 15.60, `3亩2分5厘` 3.25."""
    found = _MU.fullmatch(half_width(written))
    if not found:
        return None
    tenths = f"{found['tenths'] or 0}{found['hundredths'] or 0}"
    return Decimal((found["figure"] or f"{found['mu']}.{tenths}").replace(",", "")).quantize(_CENT)


def is_other_size(written: str) -> bool:
    """Tell whether a text says how large something is in rooms or another unit than mu: 3间，120㎡."""
    return bool(_OTHER_SIZE.fullmatch(half_width(written)))


def parse_count(written: str) -> int | None:
    """Read a whole number, not negative, with or without a unit."""
    plain = half_width(written)
    found = _WHOLE.fullmatch(plain)
    if not found:
        return None
    return int(found[1].replace(",", "")) if found[1] else parse_whole(found[2])


def parse_votes(written: str) -> int | None:
    """Read a number of votes as a whole number; `同意12票` says what they are for, and 无 is none."""
    found = _VOTES.fullmatch(half_width(written))
    if not found:
        return None
    return 0 if found[1].strip() in _NO_VOTES else parse_count(found[1])


def periods_said(text: str) -> Iterator[Period]:
    """Yield the periods that a text names."""
    for said in _PERIOD_IN.finditer(half_width(text)):
        try:
            period = parse_period(period_text(said[0]))
        except Contradiction:
            continue
        if period is not None:
            yield period


@lru_cache(maxsize=1024)
def period_text(written: str) -> str:
    """Return a period in the form that registers know: half width, years in digits, `1-3月` as its quarter.

    `2026年一季度(1-3月)` says it twice, and `Q1 2026` the year last. Raises Contradiction where such a
    quarter ends in another year.
    """
    plain = re.sub(r"\s+", "", half_width(written))
    if found := _SAID_TWICE.fullmatch(plain):
        first, second = (
            parse_period(period_text(f"{found[1]}{said}")) for said in (found[2], f"年{found[3]}")
        )
        return str(first) if first and first == second else written
    if found := _YEAR_LAST.fullmatch(plain):
        plain = f"{found[2]}{found[1]}"
    if found := re.match(r"([〇○零一二三四五六七八九]{4})年", plain):
        plain = f"{parse_digits(found[1])}年{plain[5:]}"
    plain = re.sub(r"^([0-9]{4})年度(?=.)", r"\1年", plain)
    if found := _SPAN.fullmatch(plain):
        return (
            _span(
                int(found[1]),
                int(found[3]),
                int(found[4] or found[6] or found[1]),
                int(found[5] or found[7]),
                int(found[8] or 0),
            )
            or written
        )
    if found := re.fullmatch(r"([0-9]{4}年)(十[一二]?|[一二三四五六七八九])月(份)?", plain):
        return f"{found[1]}{parse_whole(found[2])}月"
    return plain.replace("Q0", "Q").replace("季度度", "季度")


def _span(year: int, first: int, until: int, last: int, day: int) -> str:
    """Name the months from one to another, to their last day where a day is given.

    Nothing where they are no period.
    """
    name = _MONTHS.get(f"{first}-{last}")
    if name is None or (day and day != calendar.monthrange(year, last)[1]):
        return ""
    if until != year:
        raise Contradiction(year, until)
    return f"{year}年{name}"


def pieces_of(written: str) -> tuple[str, ...]:
    """Return the items of a list written as one text.

    Split at 、, or at commas where short words or titles in 《》 stand between them.
    """
    written = _IN_BRACKETS.sub(r"\1", written)
    pieces = [piece.strip() for piece in written.split("、")]
    if len(pieces) == 1:
        short = [piece.strip() for piece in re.split("[,，;；]", written)]
        pieces = (
            short
            if all(len(piece) <= _SHORT or piece.startswith("《") for piece in short if piece)
            else pieces
        )
        pieces = (
            pieces
            if all(
                piece.count("（") == piece.count("）") and piece.count("《") == piece.count("》")
                for piece in pieces
            )
            else [written.strip()]
        )
    return tuple(piece for piece in pieces if piece)


@lru_cache(maxsize=1024)
def groups_said(written: str) -> tuple[str, ...]:
    """Return the groups of villagers that a text names by number: `第三村民小组` is `3组`, `1-5组` are five.

    None where it names another.
    """
    found: list[str] = []
    for piece in re.split(r"[、,，和与及]|(?<=组)\s+", half_width(written).strip()):
        said = _GROUPS.fullmatch("".join(piece.split()))
        first, last = (
            (parse_count(said[side] or said["first"]) or 0 for side in ("first", "last")) if said else (0, 0)
        )
        if not 0 < first <= last < first + _MOST_GROUPS:
            return ()
        found += (f"{number}组" for number in range(first, last + 1))
    return tuple(found)


def parse_hotline(written: str) -> str | None:
    """Read a telephone number, or one of three digits that everybody may call: 110, 120."""
    plain = half_width(written).strip()
    return plain if _EMERGENCY.fullmatch(plain) else parse_phone(written)


def parse_phone(written: str) -> str | None:
    """Read a telephone number: with area code, a mobile, a short or a service one, however it is spaced."""
    found = _TELEPHONE.fullmatch(half_width(written))
    if not found:
        return None
    area, between, number, extension, mobile, short, service = found.groups()
    if service:
        return re.sub("[—–]", "-", "".join(service.split()))
    if not area:
        return re.sub("[^0-9]", "", mobile or short)
    bare = area.strip("()")
    whole = f"{bare}{'-' if between or bare != area else ''}{re.sub('[^0-9]', '', number)}"
    return f"{whole}-{extension}" if extension else whole
