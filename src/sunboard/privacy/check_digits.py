"""What digits are by their check digit and the day within them: numbers of persons, cards and bodies."""

from __future__ import annotations

from datetime import date

from sunboard.lazy import regex

_PROVINCE = regex(r"1[1-5]|2[123]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]")
_STAMP = regex(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PAPERS_FROM = "2010"
"""From this year on a day within eighteen digits is sooner that of a paper than a day of birth."""


def is_nearly_id(digits: str) -> bool:
    """Tell whether 18 signs have the province and the day of birth of an ID number, whatever its check digit.

    A sign may be mistyped, and it is nearly somebody's number still. Digits alone may be those of a paper of
    these years, which is numbered by its place and day: 530126202603010001.
    """
    if len(digits) != 18 or "X" in digits[:-1] or not _PROVINCE.match(digits) or not is_day(digits[6:14]):
        return False
    return digits[-1] == "X" or (digits[6:10] < _PAPERS_FROM and not is_credit_code(digits))


def is_id(digits: str) -> bool:
    """Tell whether 18 signs are an ID number: a real day of birth and the check digit of GB 11643."""
    if digits[0] == "0" or "X" in digits[:-1] or not is_day(digits[6:14]):
        return False
    weighted = sum(int(sign) * pow(2, 17 - at, 11) for at, sign in enumerate(digits[:17]))
    return "10X98765432"[weighted % 11] == digits[17]


def is_old_id(digits: str) -> bool:
    """Tell whether digits are an ID number as issued until 1999: fifteen, without century."""
    return len(digits) == 15 and _PROVINCE.match(digits) is not None and is_day(f"19{digits[6:12]}")


def is_card(digits: str) -> bool:
    """Tell whether digits pass Luhn's check and are no time stamp, repeated digit or social credit code."""
    total = 0
    for at, sign in enumerate(reversed(digits)):
        double = int(sign) * 2 if at % 2 else int(sign)
        total += double - 9 if double > 9 else double
    return (
        total % 10 == 0 and len(set(digits)) > 1 and not _STAMP.match(digits) and not is_credit_code(digits)
    )


def is_credit_code(signs: str) -> bool:
    """Tell whether 18 signs are the code of a body, a firm or an office, by the check sign of GB 32100."""
    if len(signs) != 18:
        return False
    weighted = sum(_CREDIT_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(signs[:17]))
    return _CREDIT_SIGNS[-weighted % 31] == signs[17]


def is_day(digits: str) -> bool:
    """Tell whether eight digits are a day of 1900 to 2099."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not 1900 <= year <= 2099:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
