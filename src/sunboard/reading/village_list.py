"""A list of villages as people keep one: a line or a row each, with or without heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sunboard.engines.sheet import WorkbookBroken
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.reading.tables.cells import NumberedRow, sheets_of_cells
from sunboard.reading.tables.delimited import QuoteOpen

_HEADS = {
    "county": "县 区 县区 县名 所属县 county",
    "township": "乡镇 镇 乡 街道 乡镇街道 乡镇名 乡镇名称 所属乡镇 township",
    "name": "村 村名 名称 村社区 村居 行政村 村名称 行政村名称 社区 village name",
    "code": "行政区划代码 代码 区划代码 村代码 行政区划 统计用区划代码 code",
    "contact_phone": "咨询电话 电话 联系电话 contact_phone",
    "supervise_phone": "监督电话 supervise_phone",
}
"""What stands above the columns of such a list."""
_FIELD_OF = {head: field for field, heads in _HEADS.items() for head in heads.split()}
CODE = regex(r"[0-9]{12}")
_NUMBER = regex(r"[0-9]{1,4}[、.)]?")  # what rows are numbered with


class ListUnreadable(Exception):
    """A list that cannot be read; `reason` is missing, unreadable or empty."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVillage:
    """One village of a list, and where it stands there."""

    place: str
    county: str = ""
    township: str = ""
    name: str = ""
    code: str = ""
    contact_phone: str = ""
    supervise_phone: str = ""


def read_list(path: Path) -> list[ListedVillage]:
    """Read the villages of a text, a CSV or a spreadsheet; raises ListUnreadable.

    What stands above the heads is a title. Where a row leaves county or township blank, as merged cells do,
    those of the row above count.
    """
    rows = [(at, [cell.strip() for cell in row]) for at, row in _rows(path) if any(map(str.strip, row))]
    heads = ((at, columns) for at, row in rows if (columns := _columns(row)))
    nothing: tuple[int, dict[int, str]] = (0, {})
    top, columns = next(heads, nothing)
    found: list[ListedVillage] = []
    above = ListedVillage(place="")
    for at, row in rows:
        if at <= top:
            continue
        place = f"{path.name}:{at}"
        one = _by_columns(row, columns, place) if columns else _in_order(row, place)
        county, township = one.county or above.county, one.township or above.township
        above = replace(one, county=county, township=township)
        found += [above] if one.name or one.code else []
    if not found:
        raise ListUnreadable("empty")
    return found


def village_of(names: Sequence[str], place: str, code: str = "") -> ListedVillage:
    """Return the village that names in their order name: 县, 乡镇, 村, of which the first may be left out."""
    given = [name.strip() for name in names if name.strip()]
    if not 1 <= len(given) <= 3:
        return ListedVillage(place=place, code=code)
    county, township, name = ["", "", *given][-3:]
    return ListedVillage(place=place, county=county, township=township, name=name, code=code)


def _in_order(row: Sequence[str], place: str) -> ListedVillage:
    """Return the village of a row without heads: its names in their order, its code wherever it stands."""
    pieces = [piece for cell in row for piece in re.split(r"[/\\／\s]+", cell) if piece]
    code = next((half_width(piece) for piece in pieces if CODE.fullmatch(half_width(piece))), "")
    numbered = len(pieces) > 1 and _NUMBER.fullmatch(pieces[0])
    names = [piece for piece in pieces[bool(numbered) :] if half_width(piece) != code]
    return village_of(names, place, code)


def _by_columns(row: Sequence[str], columns: Mapping[int, str], place: str) -> ListedVillage:
    texts = {field: row[at] for at, field in columns.items() if at < len(row)}
    texts["code"] = "".join(half_width(texts.get("code", "")).split()).strip("'")
    return ListedVillage(place=place, **texts)


def _columns(row: Sequence[str]) -> dict[int, str]:
    """Return the fields of a row of heads by their columns; nothing where a row is none."""
    plain = [re.sub(r"[\s（）()/／*]", "", cell) for cell in row]
    found: dict[int, str] = {}
    for at, head in enumerate(plain):
        field = _FIELD_OF.get(head)
        if field and field not in found.values():
            found[at] = field
    return found if "name" in found.values() else {}


def _rows(path: Path) -> Sequence[NumberedRow]:
    """Return the rows of a file with their numbers; of a workbook those of its first sheet that has any."""
    if not path.is_file():
        raise ListUnreadable("missing")
    try:
        sheets = sheets_of_cells(path.read_bytes(), lambda head: head in _FIELD_OF)
    except (WorkbookBroken, QuoteOpen):
        raise ListUnreadable("unreadable") from None
    if not sheets:
        raise ListUnreadable("unreadable")
    return next((rows for rows in sheets if any(any(cells) for _, cells in rows)), ())
