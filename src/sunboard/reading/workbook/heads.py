"""The head of a sheet whose rows are records: which field, and of which group, each column stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, product, zip_longest

from sunboard.engines.sheet import Merge
from sunboard.fields.declarations import Key, keys_of, names_of, stand_ins
from sunboard.fields.forms import TEXT, Form
from sunboard.fields.keys import bare_head
from sunboard.fields.meant import told_at_length
from sunboard.fields.numerals import parse_whole
from sunboard.fields.part import Part
from sunboard.lazy import dataclass, regex
from sunboard.privacy.unpublished import ASIDE
from sunboard.reading.tables.sums import is_made_by, is_signature, sum_word

RUNNING = ("序号", "行号", "No.", "NO", "No")
"""Heads of a column that only counts the rows."""
_NUMBERED = regex(r"(.*\D)(\d{1,3})")
_DIGITS = regex("[0-9]{1,3}")
_COUNTED = regex("[0-9]{1,3}|第?(?:步骤?|环节)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:步骤?|环节)?")
_NTH = regex(r"第?(?P<before>\D*?)(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?P<after>\D*)")
_DATED = regex(
    r"\s*(?:(?:制表|填表|填报|公开|公示)?(?:日期|时间)\s*[:：])?"
    r"\s*[0-9]{4}\s*[-/.年]\s*[0-9]{1,2}\s*(?:[-/.月]\s*[0-9]{1,2}\s*日?|月)\s*"
)
_SHOWS_HOW = regex("(?:例如|比如|示例|格式|必填|选填)|[例如][:：]")
"""How a cell begins that shows how to fill in those below it."""
_READ_STRICTLY = ("day", "money", "whole", "number", "period")
_MARK = regex(r"[*＊]+$|\((?:必填|选填)\)$|^[*＊]+")


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of a head: a key, and the fields that it has."""

    name: str
    number: int = 0  # where it stands for one of several
    part: type[Part] | None = None


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """One column: `资金账户1.名称` is the field 名称 of the first of 资金账户."""

    head: str
    steps: tuple[Step, ...]
    form: Form | None  # None where no field has that head
    at_length: FieldColumn | None = None  # what it stands for in a row that tells it in a sentence


def field_columns(part: type[Part], heads: Sequence[str]) -> tuple[FieldColumn, ...]:
    """Return what each head stands for; a field's name as it stands wins over one that is taken apart."""
    plain = [_plain(head) for head in heads]
    meant = stand_ins(part, plain)
    told = stand_ins(part, (told_at_length(head) for head in plain))

    def column(head: str) -> FieldColumn:
        found, key = _column(part, head, meant.get(head)), told.get(told_at_length(head))
        return replace(found, at_length=_column(part, head, key)) if key and key != meant.get(head) else found

    return _of_each(tuple(map(column, plain)))


def _of_each(columns: tuple[FieldColumn, ...]) -> tuple[FieldColumn, ...]:
    """Let what is said behind each of some numbered columns be of it: 第一步 | 责任人 | 第二步 | 责任人.

    It may be named with it too: 第一步责任人. The numbered column itself says what is still needed.
    """
    at = [x for x, one in enumerate(columns) if len(one.steps) == 1 and one.steps[0].number]
    part = columns[at[0]].steps[0].part if at else None
    if len(at) < 2 or len({columns[x].steps[0].name for x in at}) > 1 or part is None:
        return columns
    width = min(after - x for x, after in pairwise(at))
    heads = [[one.head.removeprefix(columns[x].head) for one in columns[x + 1 : x + width]] for x in at]
    inner = field_columns(part, heads[0])
    told = {one.steps[-1].name for one in inner}
    lacking = [key.zh for key in keys_of(part) if key.required and key.name != "id" and key.zh not in told]
    if any(one != heads[0] for one in heads) or not all(one.form for one in inner) or len(lacking) != 1:
        return columns
    found = list(columns)
    (own,) = field_columns(part, lacking)
    for x in at:
        for column, place in zip((own, *inner), range(x, x + width), strict=True):
            found[place] = replace(
                column, head=columns[place].head, steps=(columns[x].steps[0], *column.steps)
            )
    return tuple(found)


def with_heads_below(
    part: type[Part], columns: Sequence[FieldColumn], below: Sequence[str], groups: Mapping[int, int]
) -> tuple[FieldColumn, ...]:
    """Return columns of which some have their heads in the row below, under a cell that was merged over them.

    What stands below 流程 is of its steps, the first of which is told on the row of the record.
    """
    found = list(columns)
    for left in dict.fromkeys(groups.values()):
        inside = [x for x, one in groups.items() if one == left and x < min(len(columns), len(below))]
        for x, column in zip(inside, _inside(part, columns[left], [below[x] for x in inside]), strict=True):
            found[x] = column
    return tuple(found)


def with_heads_beside(
    part: type[Part], columns: tuple[FieldColumn, ...], rows: Sequence[Sequence[str]]
) -> tuple[FieldColumn, ...]:
    """Return columns of which some that stand side by side are those of a table of the record.

    步骤 | 责任人 | 时限 are of the 流程 of a power that has none, where rows below it fill nothing else; a
    column of mere numbers counts them.
    """
    unknown = {
        x
        for x, column in enumerate(columns)
        if column.form is None and column.head and not column.head.startswith(ASIDE)
    }
    if len(unknown) < 2:
        return columns
    filled = [{x for x, cell in enumerate(row) if cell.strip()} for row in rows]
    given = {column.steps[0].name for column in columns}
    for key in keys_of(part):
        if key.form.sort != "table" or not key.form.part or key.zh in given:
            continue
        group = FieldColumn(key.zh, (Step(key.zh),), key.form)
        needed = {inner.zh for inner in keys_of(key.form.part) if inner.required and inner.name != "id"}
        for span in _spans(key.form.part, columns, unknown):
            counting = {x for x in span if _counts(x, rows)}
            heads = ["序号" if x in counting else columns[x].head for x in span]
            found = _inside(part, group, heads)
            is_whole = all(one.form for one in found) and needed <= {one.steps[-1].name for one in found}
            if is_whole and any(said and said <= {*span} for said in filled[1:]):
                named = (
                    _aside(columns[x].head)
                    if x in counting and not _counts(x, rows, _DIGITS)
                    else replace(one, head=columns[x].head)
                    for x, one in zip(span, found, strict=True)
                )
                return (*columns[: span.start], *named, *columns[span.stop :])
    return columns


def _spans(part: type[Part], columns: Sequence[FieldColumn], unknown: Collection[int]) -> Iterator[range]:
    """Yield where columns that a row of a table has stand side by side, the shortest first.

    Nobody else's are among them: all those in a run do, or with what of the record's own stands beside them,
    such as 责任人, which is given of the record too.
    """
    known = [field_columns(part, (column.head,))[0].form is not None for column in columns]
    for is_known, run in groupby(range(len(columns)), known.__getitem__):
        within = [*run]
        free = [x for x in within if x in unknown]
        if is_known and len(free) > 1:
            starts = [x for x in within if x <= free[0]]
            ends = [x + 1 for x in within if x >= free[-1]]
            yield from sorted((range(*one) for one in product(starts, ends)), key=len)


def _aside(head: str) -> FieldColumn:
    """Return a column that is nobody's: steps counted in words are numbered as they stand."""
    return FieldColumn(f"{ASIDE}{head}", (Step(head),), None)


def _counts(x: int, rows: Sequence[Sequence[str]], how: re.Pattern[str] = _COUNTED) -> bool:
    """Tell whether a column holds nothing but numbers that count, or says 第一步, 步骤2."""
    cells = [row[x].strip() for row in rows if x < len(row) and row[x].strip()]
    return bool(cells) and all(map(how.fullmatch, cells))


def heads_below(rows: Sequence[Sequence[str]], merged: Sequence[Merge], head: int) -> Mapping[int, int]:
    """Return which columns have their heads in the row below a head, each with the first of its group.

    Such a row says nothing but below cells that were merged over several columns.
    """
    groups = {
        x: left
        for top, left, bottom, right in merged
        if top == bottom == head and left < right
        for x in range(left, right + 1)
    }
    below = rows[head + 1] if head + 1 < len(rows) else ()
    said = {x for x, cell in enumerate(below) if cell.strip()}
    return groups if said and said <= groups.keys() else {}


def said_anew(rows: Sequence[Sequence[str]], named: int | None) -> Sequence[Sequence[str]]:
    """Return rows without what they only say again: of the record above, whose name stands in them too."""
    found = [*rows[:1]]
    for above, row in pairwise(rows):
        name = row[named] if named is not None and named < min(len(above), len(row)) else ""
        if named is not None and name.strip() and name == above[named]:
            row = ["" if cell == other else cell for cell, other in zip_longest(row, above, fillvalue="")]
        found.append(row)
    return found


def goes_on(row: Sequence[str], columns: Sequence[FieldColumn]) -> bool:
    """Tell whether a row tells more of the record above: it says nothing but of a table, such as a step."""
    said = [
        column
        for cell, column in zip(map(str.strip, row), columns, strict=False)
        if cell and not counts_only(column, cell)
    ]
    return bool(said) and all(map(is_of_table, said))


def is_of_table(column: FieldColumn) -> bool:
    """Tell whether a column is that of a row of a table, of which a record may have several."""
    return column.form is not None and (column.steps[0].number > 0 or column.form.sort == "table")


def further(column: FieldColumn, nth: int, columns: Sequence[FieldColumn]) -> FieldColumn:
    """Return what a column stands for on the nth further row of a record."""
    first = column.steps[0]
    numbers = [max(1, one.steps[0].number) for one in columns if one.steps[0].name == first.name]
    step = replace(first, number=max(1, first.number) + nth * max(numbers))
    return replace(column, steps=(step, *column.steps[1:]), at_length=None)


def head_row(rows: Sequence[Sequence[str]], known: Callable[[str], bool]) -> int | None:
    """Return the first of the first rows that has at least two heads that are known."""
    for at, row in enumerate(rows[:30]):
        if sum(bool(cell.strip()) and known(_plain(cell)) for cell in row) >= 2:
            return at
    return None


def counts_only(column: FieldColumn, cell: str) -> bool:
    """Tell whether a cell is a mere running number, or stands in a column that is nobody else's."""
    is_number = column.head in RUNNING and cell.isdecimal() and len(cell) <= 5
    return column.form is None and (is_number or column.head.startswith(ASIDE))


def says_anything(row: Sequence[str], columns: Sequence[FieldColumn]) -> bool:
    """Tell whether a row says anything; a mere running number says nothing."""
    cells = zip(map(str.strip, row), columns, strict=False)
    return any(cell and not counts_only(column, cell) for cell, column in cells)


def passed_over(row: Sequence[str], columns: Sequence[FieldColumn], named: int | None = None) -> str:
    """Return what makes a row none that says of anything: a sum, a signature, a note; nothing for others.

    It shows how the rows below it are filled in, begins with the word for a sum, or says one thing only, and
    that is a day, a signature, or what names no record where a column is there to, or who made the table and
    when.
    """
    said = [
        (cell, column)
        for cell, column in zip(map(str.strip, row), columns, strict=False)
        if cell and not counts_only(column, cell)
    ]
    if not said:
        return ""
    label, column = said[0]
    strict = [cell for cell, one in said if one.form and one.form.sort in _READ_STRICTLY]
    if strict and all(map(_SHOWS_HOW.match, strict)):  # one that gives a real day or amount is a record
        return label
    is_maker = is_made_by(label)
    if len(said) == 1:
        is_nameless = named is not None and column is not columns[named] and not is_of_table(column)
        is_note = column.form is None or is_nameless or _dates_or_signs(label, column)
    elif is_maker and column.head in RUNNING:
        is_note = True
    else:
        is_signed = is_maker or (column.form is None and is_signature(label))
        is_note = is_signed and all(_dates_or_signs(cell, one) for cell, one in said[1:])
    return label if is_note or sum_word(label) else ""


def _dates_or_signs(cell: str, column: FieldColumn) -> bool:
    """Tell whether a cell beside a signature goes on signing, or says the day."""
    is_day = (column.form is not None and column.form.sort == "day") or _DATED.fullmatch(cell)
    return bool(is_day) or is_signature(cell)


def _plain(head: str) -> str:
    """Return a head as keys are compared, without the marks of what must be filled in."""
    return _MARK.sub("", bare_head(head))


def _inside(part: type[Part], group: FieldColumn, heads: Sequence[str]) -> Sequence[FieldColumn]:
    """Return what heads stand for below the cell of a group; of one that is no field's, as if it were not."""
    if group.form is None:
        found = field_columns(part, [_below(part, group.head, _plain(head)) for head in heads])
        return found if all(one.form for one in found) else _of_table(part, heads) or found
    if group.form.part is None and "map" not in (one.sort for one in (group.form, *group.form.others)):
        return field_columns(part, heads)  # 权力事项 above 类别 | 名称 is no group, but a title of both
    if group.form.part is None:
        return [_column(part, f"{group.head}.{_plain(head)}", None) for head in heads]
    numbered = field_columns(part, heads)  # 第一步, 第二步 below 流程
    if all(one.steps[0].number and one.steps[0].name == group.steps[0].name for one in numbered):
        return numbered
    number = group.steps[0].number or int(group.form.sort == "table")
    step = replace(group.steps[0], number=number, part=group.form.part)
    bare = [head.removeprefix(group.head) or head for head in heads]  # 公开内容 below 公开
    found = field_columns(group.form.part, [*map(_known_of(group.form.part), heads, bare)])
    return [replace(one, steps=(step, *one.steps), at_length=None) for one in found]


def _below(part: type[Part], group: str, head: str) -> str:
    """Return a head with that above it where only both together are a field's: 主体 below 责任."""
    known = names_of(part)
    return f"{group}{head}" if head not in known and f"{group}{head}" in known else head


def _of_table(part: type[Part], heads: Sequence[str]) -> Sequence[FieldColumn]:
    """Return the columns of the only table that has all of some fields, such as 风险点 | 等级 | 防控措施."""
    tables = [key for key in keys_of(part) if key.form.sort == "table" and key.form.part]
    groups = [_inside(part, FieldColumn(key.zh, (Step(key.zh),), key.form), heads) for key in tables]
    needed = [
        {one.zh for one in keys_of(key.form.part) if one.required and one.name != "id"} for key in tables
    ]
    fitting = [
        found
        for found, names in zip(groups, needed, strict=True)
        if all(one.form for one in found) and names and names <= {one.steps[-1].name for one in found}
    ]
    return fitting[0] if len(fitting) == 1 else ()


def _known_of(part: type[Part]) -> Callable[[str, str], str]:
    """Return what takes of two heads the first, or the second where only that is a field's."""
    names = names_of(part)
    return lambda head, bare: bare if head not in names and bare in names else head


def _column(part: type[Part], head: str, meant: Key | None) -> FieldColumn:
    if meant is not None:
        return FieldColumn(head, (Step(meant.zh, 0, meant.form.part),), meant.form)
    steps, form = _resolve(part, re.split("[.．]", head))
    return FieldColumn(head, steps, form) if form else FieldColumn(head, (Step(head),), None)


def _resolve(part: type[Part], pieces: Sequence[str]) -> tuple[tuple[Step, ...], Form | None]:
    names = names_of(part)
    name, number = pieces[0], 0
    key = names.get(name)
    if key is None and (found := _NUMBERED.fullmatch(name)):
        name, number, key = found[1], int(found[2]), names.get(found[1])
    if key is None and (
        found := _NTH.fullmatch(pieces[0])
    ):  # 第一步, 步骤1 and 步骤一 are of 第步 and 第步骤
        said, nth = f"第{found['before']}{found['after']}", found["number"]
        number = int(nth) if nth.isdecimal() else parse_whole(nth) or 0
        key = stand_ins(part, (said,)).get(said)
        name = key.zh if key else name
    if key is None:
        return (), None
    form = key.form
    if number and form.sort not in ("table", "list"):
        return (), None
    if len(pieces) == 1:
        return (Step(name, number, form.part),), _one_of(form) if number else form
    number = number or (1 if form.sort == "table" else 0)
    free = next((one for one in (form, *form.others) if one.sort == "map"), None)
    if free is not None:
        return (Step(name), Step(".".join(pieces[1:]))), free.item or TEXT
    if form.part is None:
        return (), None
    inner, leaf = _resolve(form.part, pieces[1:])
    return (Step(name, number, form.part), *inner), leaf


def _one_of(form: Form) -> Form:
    if form.sort == "list":
        return form.item or TEXT
    return Form("row", part=form.part, others=tuple(one for one in form.others if one.sort == "text"))
