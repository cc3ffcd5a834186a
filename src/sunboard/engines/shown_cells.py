"""How the cells of a workbook show what they hold: 1,560.50 for 1560.5, 2026年3月 for a day, 007 for 7.

A reader of spreadsheets gives values alone, which is right for figures that are counted. What is shown to
people as it stands in a sheet has to stand as they see it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sunboard.engines.number_formats import unit_of_format
from sunboard.engines.sheet import Sheet, WorkbookBroken, column_index
from sunboard.engines.xlsx_parts import cell_formats, find_pieces
from sunboard.engines.zipped_xml import Walk, unpack
from sunboard.lazy import regex

_KNOWN = {
    1: "0",
    2: "0.00",
    **dict.fromkeys((3, 37, 38), "#,##0"),
    **dict.fromkeys((4, 39, 40), "#,##0.00"),
    9: "0%",
    10: "0.00%",
    17: "yyyy-m",
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
}
"""Formats that every program knows by number, those of Chinese programs among them."""
_NUMBER = regex(r"(?P<group>#,##)?(?P<whole>0+)(?:\.(?P<part>0+))?")
_ASIDE = regex(r"\[[^\]]*\]|_.|\*.|[\"\\]")
_CENTS = 2  # decimals of an amount: those beyond come from a division, those before are never left out
_CELL = regex(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def as_shown(data: bytes, sheet: Sheet) -> Sheet:
    """Return a sheet of a workbook (XLSX) with its figures and days as its cells show them.

    A sheet of any other program stays as it is.
    """
    try:
        found = find_pieces(unpack(data)) if data.startswith(b"PK") else None
        page = next((page for name, page in found.sheets if name == sheet.name), b"") if found else b""
        codes = [_KNOWN.get(number, code) for number, code in cell_formats(found.styles)] if found else []
        rows = [list(row) for row in sheet.rows]
        for y, x, style in _styled(page) if page else ():
            if y < len(rows) and x < len(rows[y]) and style < len(codes):
                rows[y][x] = _shown(rows[y][x], codes[style], is_day=(y, x) in sheet.dates)
    except WorkbookBroken:
        return sheet
    return replace(sheet, rows=tuple(map(tuple, rows)))


def _styled(page: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the cells that hold a number and have a style, each with its row and column."""
    found: list[tuple[int, int, int]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "c" and attributes.get("t", "n") in ("n", "d"):
            place, style = _CELL.fullmatch(attributes.get("r", "")), attributes.get("s", "")
            if place and style.isdecimal():
                found.append((int(place[2]) - 1, column_index(place[1]), int(style)))

    Walk(start).run(page)
    yield from found


def _shown(text: str, code: str, *, is_day: bool) -> str:
    plain = _ASIDE.sub("", code.split(";")[0])
    if is_day:
        return _day(text, plain.lower())
    unit = unit_of_format(code)
    found = _NUMBER.fullmatch(plain.strip().removesuffix(unit))
    if not found:
        return text
    places = len(found["part"] or "")
    try:
        number = Decimal(text.removesuffix(unit)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return text
    if unit:
        return f"{number:,f}{unit}" if found["group"] else f"{number:f}{unit}"
    if places < _CENTS and number != Decimal(text):  # the cell is too narrow for the amount that it holds
        return text
    whole = f"{number:,f}" if found["group"] else f"{number:f}"
    return whole if found["group"] else whole.zfill(len(found["whole"]) + (places + 1 if places else 0))


def _day(text: str, code: str) -> str:
    """Write a day without what its cell does not show."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    has_year, has_month, has_day = "y" in code, "m" in code, "d" in code
    if has_year and has_month and not has_day:
        return f"{day.year}年{day.month}月" if "月" in code else f"{day.year}-{day.month:02d}"
    if has_month and has_day and not has_year and "月" in code:
        return f"{day.month}月{day.day}日"
    if has_year and not has_month and not has_day:
        return f"{day.year}年" if "年" in code else f"{day.year}"
    return text
