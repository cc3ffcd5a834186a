"""Lists of people who are given aid: what their programme lets them say."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found
from sunboard.fields.declarations import names_of
from sunboard.fields.faults import nearest_head
from sunboard.fields.keys import normalised_key
from sunboard.fields.written import parse_money
from sunboard.kinds.subsidy import Recipient, Subsidy
from sunboard.lazy import regex
from sunboard.model.node import Fields, Items, Place, Scalar, is_blank
from sunboard.model.row import Row

_LACKING = "金额"
"""What hardly a list is without: where no column is one, figures may be it."""
_BETWEEN_CELLS = regex("[\t|｜│┃║]")
_NUMBERING = frozenset(("序号", "序", "行号", "no", "no.", "#"))


@check("list-column-closed", of=Subsidy)
def list_column_closed(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """A list has a column that its programme does not let it publish.

    Source: Personal Information Protection Law, art. 6; what each programme may show is in `programmes.yaml`.
    """
    programme = around.packaged.programmes.get(record.fields.program)
    if programme is None:
        return
    known, columns = names_of(Recipient), _columns_of(record)
    held = {known[name].name for name in columns if name in known}
    free = tuple(one for one in programme.columns if one not in known or known[one].name not in held)
    for name in closed_columns(record, around):
        place, written, text = columns[name]
        key, bare = known.get(name), name.partition("(")[0]
        ends = next((one for one in free if bare.endswith(one)), "")
        near = ends or nearest_head(bare, free).get("near", "") if key is None else ""
        if key is None and not near and _LACKING in free and parse_money(text) is not None:
            near = _LACKING
        meant = {"cure": "near", "near": near} if near else {"cure": "other"}
        yield found(place, written, program=programme.name, columns=programme.columns, **meant)


def closed_columns(record: AnyRecord, around: Around) -> Iterator[str]:
    """Yield the columns of a list that its programme does not let it publish."""
    program = record.fields.program if isinstance(record.fields, Subsidy) else ""
    programme = around.packaged.programmes.get(program)
    if programme is not None:
        known = names_of(Recipient)
        allowed = {known[name].name for name in programme.columns if name in known}
        for name in _columns_of(record):
            if (key := known.get(name)) is None or key.name not in allowed:
                yield name


@check("list-in-text", of=Subsidy)
def list_in_text(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """The text of a list holds a table with names, which nothing masks there."""
    names = names_of(Recipient)["name"].names
    for at, line in enumerate(record.body.split("\n")):
        cells = [cell.strip() for cell in _BETWEEN_CELLS.split(line.strip("|｜│┃║ "))]
        if len(cells) > 1 and (head := next((cell for cell in cells if cell in names), "")):
            yield found(record.document.body_at(at), head)
            return


def _columns_of(record: AnyRecord) -> dict[str, tuple[Place, str, str]]:
    """Return each column that any row fills, with its first place, how it is headed and what stands there.

    What only counts the rows is none.
    """
    rows = record.document.fields.get(*names_of(Subsidy)["rows"].names)
    filled: dict[str, tuple[Place, str, str]] = {}
    for item in rows.items if isinstance(rows, Items) else ():
        if isinstance(item, Row):
            names = ((name, at) for at, name in enumerate(item.head.names) if name and item.cells[at])
            for name, at in names:
                if name not in filled:
                    filled[name] = item.place_of(at), item.head.title(at), item.cells[at]
        elif isinstance(item, Fields):
            for entry in item.entries:
                if not is_blank(entry.node):
                    name = normalised_key(entry.key)
                    text = entry.node.text if isinstance(entry.node, Scalar) else ""
                    filled.setdefault(name, (entry.place, name, text))
    return {name: found for name, found in filled.items() if name.lower() not in _NUMBERING}
