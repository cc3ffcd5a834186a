"""Numbers in Chinese characters: amounts as on vouchers, and the numerals of dates."""

from __future__ import annotations

from decimal import Decimal

from sunboard.lazy import regex

_SIGNS = ("零〇○", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {sign: value for value, signs in enumerate(_SIGNS) for sign in signs}
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SECTIONS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_NUMERAL = "".join((*_DIGITS, *_UNITS, *_SECTIONS))
_ONE = f"[{''.join(_DIGITS)}]"
_AMOUNT = regex(
    rf"(?:人民币|[Rr][Mm][Bb])?(?:[(（]?大写[)）]?)?[:：]?¥?(?P<minus>负)?(?:(?P<yuan>[{_NUMERAL}]+)[元圆圓])?零?"
    rf"(?:(?P<jiao>{_ONE})角)?零?(?:(?P<fen>{_ONE})分)?[整正]?"
)


def parse_whole(written: str) -> int | None:
    """Read `十二`, `三百零五`, `壹万玖仟伍佰` or `廿一`.

    Return nothing where the characters make no number.
    """
    written = written.replace("廿", "二十").replace("卅", "三十")
    total = section = digit = 0
    pending, last_unit, last_section = False, 10**4, 10**12
    nought = True  # units that are left out before a digit want a nought: 二百五 may be 205 or 250
    for sign in written:
        if sign in _DIGITS:
            if pending and digit:
                return None
            digit, pending = _DIGITS[sign], True
            nought = nought or not digit
        elif sign in _UNITS:
            unit = _UNITS[sign]
            if unit >= last_unit or (pending and digit == 0 and unit != 10):
                return None
            section += (digit if pending and digit else 1) * unit
            digit, pending, last_unit, nought = 0, False, unit, unit == 10
        elif sign in _SECTIONS:
            scale = _SECTIONS[sign]
            if scale >= last_section or not section + digit or (digit and section and not nought):
                return None
            total += (section + digit) * scale
            section = digit = 0
            pending, last_unit, last_section, nought = False, 10**4, scale, False
        else:
            return None
    return total + section + digit if written and (nought or not digit) else None


def parse_digits(written: str) -> int | None:
    """Read digits one by one: `二〇二六`."""
    digits = [_DIGITS.get(sign) for sign in written]
    return int("".join(map(str, digits))) if digits and None not in digits else None


def parse_amount(written: str) -> Decimal | None:
    """Read `壹万玖仟伍佰元整` or `叁元伍角` as yuan; return nothing where it is no amount in words."""
    found = _AMOUNT.fullmatch("".join(written.split()))
    if not found or not (found["yuan"] or found["jiao"] or found["fen"]):
        return None
    yuan = parse_whole(found["yuan"]) if found["yuan"] else 0
    if yuan is None:
        return None
    cents = yuan * 100 + _DIGITS[found["jiao"] or "零"] * 10 + _DIGITS[found["fen"] or "零"]
    return Decimal(-cents if found["minus"] else cents).scaleb(-2)


def amount_in_words(amount: Decimal) -> str:
    """Write yuan as vouchers do, `壹万玖仟伍佰元整`; return nothing for an amount of a trillion or more.

    Source: Basic Norms of Accounting Work, article 52: zeros in a row are read once, 整 follows 元 or 角.
    """
    cents = int((abs(amount) * 100).to_integral_value())
    yuan, rest = divmod(cents, 100)
    if yuan >= 10**12:
        return ""
    jiao, fen = divmod(rest, 10)
    words = _whole_in_words(yuan) + "元" if yuan or not cents else ""
    words += f"{_CAPITALS[jiao]}角" if jiao else "零" if fen and yuan else ""
    words += f"{_CAPITALS[fen]}分" if fen else "整"
    return ("负" if amount < 0 and cents else "") + words


def _whole_in_words(number: int) -> str:
    if not number:
        return _CAPITALS[0]
    words = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // scale % 10**4
        if section:
            words += (_CAPITALS[0] if words and section < 1000 else "") + _section_in_words(section) + name
    return words


def _section_in_words(section: int) -> str:
    """Write 1 to 9999."""
    words, skipped = "", False
    for scale, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = section // scale % 10
        if digit:
            words += (_CAPITALS[0] if skipped and words else "") + _CAPITALS[digit] + name
        skipped = not digit
    return words
