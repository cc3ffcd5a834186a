"""What the format of a cell puts behind its figure, and without which it would be another: 5%, 3.5万元.

A figure in yuan or mu is the same without its unit, and stays bare.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sunboard.engines.sheet import cell_text
from sunboard.lazy import regex

_SPACE = r"_.|\*.|"  # as wide as a sign, or filled with it
# a dot or a comma that is not that of the figure divides what is shown: 0!.0,"万元" holds yuan
_CODE = regex(
    rf'(?:\[[^\]]*\]|{_SPACE}[ ¥￥]|"[ ¥￥]*")*(?:General|G/通用格式|-?[#0,]*[#0?](?:\.[#0?]+)?)'
    rf'(?P<behind>(?:{_SPACE}\[[^\]]*\]|"[^"]*"|\\.|[^"\\!#0?.,])*)'
)
_NO_SIGN = regex(rf'{_SPACE}\[[^\]]*\]|["\\\s]')
_UNIT = regex(r"[十百千万亿]+元?|平方?米|㎡|m[2²]|公顷")
_SHOWN = regex(rf"(?P<figure>-?[\d,]*\d(?:\.(?P<part>\d+))?)\s*(?P<unit>{_UNIT.pattern})")


def unit_of_format(code: str) -> str:
    """Return the unit that the format of numbers says; nothing where it says none, or yuan or mu."""
    if "%" in code:
        return "%"
    found = _CODE.fullmatch(code.partition(";")[0])
    unit = _NO_SIGN.sub("", found["behind"]) if found else ""
    return unit if _UNIT.fullmatch(unit) else ""


def unit_of_text(shown: str, held: str) -> str:
    """Return the unit behind a figure as its cell shows it; nothing where there is none, or yuan or mu.

    Where the cell holds another figure than it shows, the unit is not that of what it holds.
    """
    found = _SHOWN.fullmatch(shown.strip())
    if not found:
        return ""
    try:
        rounded = Decimal(held).quantize(Decimal(1).scaleb(-len(found["part"] or "")), ROUND_HALF_UP)
    except InvalidOperation:
        return ""
    return found["unit"] if rounded == Decimal(found["figure"].replace(",", "")) else ""


def with_unit(cell: float, unit: str) -> str:
    """Write a figure with its unit, a share of a hundred as one."""
    return f"{cell_text(float(cell) * 100 if unit == '%' else cell)}{unit}"
