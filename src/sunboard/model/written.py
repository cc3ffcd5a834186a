"""Days, amounts and numbers as people write them, as values; nothing where a text has no one reading."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from sunboard.model.numerals import parse_amount, parse_digits, parse_whole

_FULL_WIDTH = {ord("！") + offset: chr(ord("!") + offset) for offset in range(94)}
_HALF_WIDTH = _FULL_WIDTH | str.maketrans("\u3000\xa0￥−﹣", "  ¥--") | dict.fromkeys(map(ord, "\u200b\ufeff"))
_DAY = re.compile(r"([0-9]{4})\s*(?:[-/.年–—]\s*([0-9]{1,2})\s*[-/.月–—]\s*([0-9]{1,2})|([0-9]{2})([0-9]{2}))\s*[日号]?(?:[T ]0?0:00(?::00)?)?")
_DAY_IN_WORDS = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})[日号]")
_MONEY = re.compile(
    r"(?:人民币|RMB|CNY)?:?[¥￥]?([+-]?)[¥￥]?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(万|亿)?(?:[元圆][整正]?)?", re.IGNORECASE
)
_PLAIN = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,2})?")
_CENT = Decimal("0.01")
_YUAN_JIAO = re.compile(r"([0-9]+)元(?:([0-9])角)?(?:([0-9])分)?[整正]?")
_SCALES = {"": 0, "万": 4, "亿": 8}
UNITS = "人次|人|户|次|张|天|日|件|个|页|秒|名|位|票|份|本|笔"
_WHOLE = re.compile(rf"共?(?:([0-9]{{1,12}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.0+)?|([零一二两三四五六七八九十百千万]+))\s*(?:{UNITS})?")
TELEPHONE = (
    r"(?:(?:电话|Tel|TEL):?_)?(?:(?:\+|00)86_[-—–]?_)?(?:(\(0[0-9]{2,3}\)|0[0-9]{2,3})(_[-—–]?_)((?:[0-9]_){3,4}[-—–]?(?:_[0-9]){4})"
    r"(?:_(?:转|ext\.?|[-—–])_([0-9]{1,5}))?|(1(?:_[0-9]){10}|1[0-9]{2}_[-—–]?_[0-9]{4}_[-—–]?_[0-9]{4})|"
    r"([1-9](?:_[0-9]){4,7}|[1-9][0-9]{2,3}_[-—–]_[0-9]{4})|([48]00_[-—–]?_[0-9]{3}_[-—–]?_[0-9]{4}))"
)
"""Area code, what stands behind it, number and extension; a mobile number; a short one; a service number. `_` stands for white space."""
_TELEPHONE = re.compile(TELEPHONE.replace("_", r"\s*"))
_MONTHS = {"1-3": "一季度", "4-6": "二季度", "7-9": "三季度", "10-12": "四季度", "1-6": "上半年", "7-12": "下半年", "1-12": ""}


def half_width(text: str) -> str:
    """Return digits, letters and signs in half width, for values that are numbers; never use it on names."""
    return text.translate(_HALF_WIDTH).strip()


def parse_day(written: str) -> date | None:
    """Read `2026-03-06`, `2026/3/6`, `2026.3.6`, `20260306`, `2026年3月6日` or `二〇二六年三月六日`. Raises ValueError where there is no such day."""
    plain = half_width(written)
    if found := _DAY.fullmatch(plain):
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    if found := _DAY_IN_WORDS.fullmatch("".join(plain.split())):
        year, month, day = parse_digits(found[1]), parse_whole(found[2]), parse_whole(found[3])
        return date(year, month, day) if year and month and day else None
    return None


def parse_money(written: str) -> Decimal | None:
    """Read `19500`, `19,500.00`, `1.95万`, `¥19500元` or `壹万玖仟伍佰元整` as yuan with two decimals; finer than a fen is no money."""
    if _PLAIN.fullmatch(written):  # as spreadsheets give thousands of them
        return Decimal(written).quantize(_CENT)
    plain = "".join(half_width(written).split())
    if found := _YUAN_JIAO.fullmatch(plain):
        amount = Decimal(f"{found[1]}.{found[2] or 0}{found[3] or 0}")
        return amount if abs(amount) < Decimal("1e15") else None
    found = _MONEY.fullmatch(plain)
    if not found:
        return parse_amount(plain)
    try:
        amount = Decimal(found[1] + found[2].replace(",", "")).scaleb(_SCALES[found[3] or ""])
        cents = amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return cents if cents == amount and abs(cents) < Decimal("1e15") else None


def parse_count(written: str) -> int | None:
    """Read a whole number, not negative, with or without a unit."""
    plain = half_width(written)
    found = _WHOLE.fullmatch(plain)
    if not found:
        return None
    return int(found[1].replace(",", "")) if found[1] else parse_whole(found[2])


def period_text(written: str) -> str:
    """Return a period in the form that registers know: half width, years in digits, `1-3月` as its quarter."""
    plain = re.sub(r"\s+", "", half_width(written))
    if found := re.match(r"([〇○零一二三四五六七八九]{4})年", plain):
        plain = f"{parse_digits(found[1])}年{plain[5:]}"
    if found := re.fullmatch(r"([0-9]{4})年([0-9]{1,2})月?(?:-|—|–|~|至|到)([0-9]{1,2})月(?:份)?", plain):
        name = _MONTHS.get(f"{int(found[2])}-{int(found[3])}")
        return written if name is None else f"{found[1]}年{name}"
    if found := re.fullmatch(r"([0-9]{4}年)(十[一二]?|[一二三四五六七八九])月(份)?", plain):
        return f"{found[1]}{parse_whole(found[2])}月"
    return plain.replace("Q0", "Q").replace("季度度", "季度")


def parse_phone(written: str) -> str | None:
    """Read a telephone number with area code, a mobile, a short or a service number, whatever stands between its digits."""
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
