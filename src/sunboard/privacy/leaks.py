"""Search what was written for the personal numbers that must never be published.

All that was written is looked at, understood or not: drafts and files that could not be read are searched
too, and the values of the problems are masked. `public_phones` are the telephone numbers that may be shown,
digits only.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from sunboard.faults import fault
from sunboard.fields.declarations import marked
from sunboard.fields.enclosed_tables import CELLS
from sunboard.fields.forms import PHONE, SERIALS
from sunboard.fields.part import Part, cached_by_type
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Document, Fields, Items, Node, Place, Scalar
from sunboard.model.plain import sha256
from sunboard.model.problem import Problem
from sunboard.model.row import Row
from sunboard.model.written import APART, Written
from sunboard.privacy.check_digits import is_id
from sunboard.privacy.detectors import (
    SERIAL,
    SHORTEST,
    PersonalNumber,
    Sort,
    has_digits,
    is_account,
    is_office_phone,
    may_hold_number,
    personal_numbers,
)
from sunboard.privacy.masking import masked

ID_NUMBER, BANK_CARD, PRIVATE_PHONE = fault("id-number"), fault("bank-card"), fault("private-phone")
_FAULTS = {Sort.ID: ID_NUMBER, Sort.CARD: BANK_CARD, Sort.PHONE: PRIVATE_PHONE}
_ID_LENGTH = 18
_CELLS = frozenset(CELLS)
_PIECE = regex(r"\d\d{4}[\dXx\uff38\uff58\u0425\u0445\u00d7]")
"""What one of three cells has, where an ID number is cut into them; one digit ahead is soon looked for."""
_MANY = 100
"""Values, as a ledger has them: all in one piece are soon seen to hold no number."""
_OWN = ("账", "帐", "卡", "宅", "存折", "开户", "家庭", "家里")
"""Of which one stands in whatever key makes somebody's own of any number."""
_RULE_LINE = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*")


def leaks_in(
    document: Document,
    source: str,
    part: type[Part] | None,
    public_phones: frozenset[str],
    likely: Callable[[str], bool] | None = may_hold_number,
) -> Iterator[Problem]:
    """Yield every personal number in a document: keys, values, cells, text and the name of its file.

    Its fields are those of a type of part, where that is known; `likely` tells which of its keys and values
    are looked at closely, as `likely_among` knows it of all together.
    """
    yield from in_name(source, public_phones)
    found = _in_node(document.fields, public_phones, _serials(part), likely) if likely else []
    yield from found
    told = {(leak.place.line, leak.value) for leak in found}
    for comment in document.comments:
        leaks = in_text(comment.text, comment.place, public_phones)
        yield from (leak for leak in leaks if (leak.place.line, leak.value) not in told)
    for leak in in_body(document.body, document.path, document.body_line, public_phones):
        yield leak if document.body_place is None else replace(leak, place=document.body_place)


def likely_among(written: Written) -> Callable[[str], bool] | None:
    """Return what tells which keys and values may hold a number; nothing where none does, as in most records.

    In the cells of a table a number may stand beside its other half. The telephone of an office, which many
    records give, is nobody's unless a key says so.
    """
    called = _called(written.named)
    long = [*called.long]
    if len(written.values) < _MANY or has_digits(written.said):
        long += [text for text in written.values if len(text) >= SHORTEST]
    if not called.own:
        long = [text for text in long if text[0] != "0" or not is_office_phone(text)]
    if may_hold_number(APART.join(long)):
        return frozenset(filter(may_hold_number, long)).__contains__
    return frozenset[str]().__contains__ if called.cells else None


@dataclass(frozen=True, slots=True)
class _Called:
    """What keys tell of the numbers below them."""

    own: bool  # one makes a number somebody's own
    cells: bool  # below one stands a table that goes with a record
    long: tuple[str, ...]  # those that may hold a number themselves


@lru_cache(maxsize=1024)
def _called(named: str) -> _Called:
    """Return what keys, in one piece, tell: most records of a kind have the same."""
    keys = named.split(APART)
    return _Called(
        own=any(word in named for word in _OWN),
        cells=not _CELLS.isdisjoint(keys),
        long=tuple(filter(may_hold_number, keys)),
    )


@cached_by_type
def _serials(part: type[Part] | None) -> frozenset[str]:
    """Return the keys under which numbers of papers stand in fields of a type."""
    keys = marked(part, *SERIALS).values() if part else ()
    return frozenset(name for key in keys for name in key.names)


def leaks_in_text(text: str, path: str, public_phones: frozenset[str]) -> Iterator[Problem]:
    """Yield every personal number in a file that could not be taken apart, and in its name."""
    yield from in_name(path, public_phones)
    yield from in_body(text, path, 1, public_phones)


def _numbers(text: str, public_phones: frozenset[str], key: str = "") -> Iterator[PersonalNumber]:
    for seen in personal_numbers(text, key):
        if seen.sort is not Sort.PHONE or seen.digits not in public_phones:
            yield seen


def _leak(seen: PersonalNumber, place: Place) -> Problem:
    details = {"office": PHONE.example, "mark": mark_of(seen.digits), "file": place.path.partition("/")[2]}
    return Problem(_FAULTS[seen.sort], place, seen.masked, details)


def mark_of(digits: str) -> str:
    """Return what stands for a number in the settings of a township that allows it."""
    return sha256(f"sunboard {digits}".encode())[:12]


def in_text(text: str, place: Place, public_phones: frozenset[str], key: str = "") -> Iterator[Problem]:
    """Yield every personal number in a text; `key` is what it stands under."""
    for seen in _numbers(text, public_phones, key):
        yield _leak(seen, place)


def in_name(path: str, public_phones: frozenset[str]) -> Iterator[Problem]:
    """Yield every personal number in the names of a file and its folders."""
    for name in path.split("/"):
        if len(name) >= SHORTEST:
            yield from in_text(name, Place(path), public_phones)


def _in_node(
    node: Node,
    public_phones: frozenset[str],
    serials: Container[str],
    likely: Callable[[str], bool],
    key: str = "",
) -> list[Problem]:
    """Look at what stands under a key; `serials` are those of numbers of papers."""
    found: list[Problem] = []
    if isinstance(node, Items):
        for item in _long_enough(node.items, likely):
            found += _in_node(item, public_phones, serials, likely, key)
    elif isinstance(node, Fields):
        for entry in node.entries:
            below = entry.node
            if len(entry.key) >= SHORTEST:
                place = entry.place.at(masked(entry.key, public_phones))
                found += in_text(entry.key, place, public_phones)
            if isinstance(below, Scalar):
                if len(below.text) >= SHORTEST and likely(below.text):
                    found += _in_node(below, public_phones, serials, likely, entry.key)
            elif isinstance(below, Items) and entry.key in CELLS:
                found += _in_cells([row for row in below.items if isinstance(row, Row)], public_phones)
            else:
                found += _in_node(below, public_phones, serials, likely, entry.key)
    elif likely(node.text):
        place = replace(node.place, field=masked(node.place.field, public_phones))
        found += in_text(node.text, place, public_phones, SERIAL if key in serials else key)
    return found


def _long_enough(nodes: Sequence[Node], likely: Callable[[str], bool]) -> Iterator[Node]:
    """Yield what may hold a number: of rows, whose texts repeat, each text is looked at once."""
    rows = [node for node in nodes if isinstance(node, Row)]
    if not rows:
        yield from (node for node in nodes if not isinstance(node, Scalar) or len(node.text) >= SHORTEST)
        return
    texts = set(chain.from_iterable(row.cells for row in rows)).union(*{row.head.names for row in rows})
    may_hold = {text for text in texts if len(text) >= SHORTEST and likely(text)}
    for node in nodes:
        if not isinstance(node, Row):
            if not isinstance(node, Scalar) or len(node.text) >= SHORTEST:
                yield node
        elif may_hold and not (may_hold.isdisjoint(node.cells) and may_hold.isdisjoint(node.head.names)):
            yield node


def _in_cells(rows: Sequence[Row], public_phones: frozenset[str]) -> Iterator[Problem]:
    """Look at the cells of a table that goes with a record, under their heads and beside one another."""

    def place(at: int, x: int) -> Place:
        spot = rows[at].place_of(x)
        return replace(spot, field=masked(spot.field, public_phones))

    heads = dict(enumerate(rows[0].head.names)) if rows else {}
    yield from in_rows([row.cells for row in rows], place, public_phones, heads)


def in_body(text: str, path: str, first_line: int, public_phones: frozenset[str]) -> Iterator[Problem]:
    """Look at running text as a whole, and at the cells of tables under their heads."""
    has_table = "\t" in text or "|" in text
    if not (may_hold_number(text.replace("|", ",")) or (has_table and _PIECE.search(text))):
        return
    if not has_table:
        yield from _in_running(text, path, first_line, public_phones)
        return
    lines = text.split("\n")
    pasted = [at for at, line in enumerate(lines) if "\t" in line]
    rows = [tuple(lines[at].split("\t")) for at in pasted]
    yield from in_rows(rows, lambda row, column: Place(path, first_line + pasted[row]), public_phones)
    for at in pasted:
        lines[at] = ""
    for table in _drawn(lines):
        yield from in_rows(
            [_cells(lines[at]) for at in table],
            lambda row, _column, table=table: Place(path, first_line + table[row]),  # type: ignore[misc]
            public_phones,
        )
        for at in table:
            lines[at] = ""
    yield from _in_running("\n".join(lines), path, first_line, public_phones)


def _in_running(text: str, path: str, first_line: int, public_phones: frozenset[str]) -> Iterator[Problem]:
    """Look at text in which there is no table."""
    number, counted = first_line, 0
    for seen in _numbers(text, public_phones):
        number += text.count("\n", counted, seen.start)
        counted = max(counted, seen.start)
        yield _leak(seen, Place(path, number))


def _drawn(lines: Sequence[str]) -> list[list[int]]:
    """Return the lines of each table that is drawn with bars."""
    held = [at for at, line in enumerate(lines) if "|" in line]
    tables: list[list[int]] = []
    for at in held:
        if not tables or tables[-1][-1] != at - 1:
            tables.append([])
        tables[-1].append(at)
    return tables


def _cells(line: str) -> tuple[str, ...]:
    """Return the cells of a line; the one below a head has none."""
    if _RULE_LINE.fullmatch(line):
        return ()
    return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def in_rows(
    rows: Sequence[tuple[str, ...]],
    place: Callable[[int, int], Place],
    public_phones: frozenset[str],
    heads: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[Problem]:
    """Look at cells under their heads, or beside a word for an account; then at ID numbers cut into cells.

    They are cut across a row, or down a column. A row of words only is one of heads.
    """
    written = "\0".join(map(",".join, rows))
    if not (may_hold_number(written) or _PIECE.search(written)):
        return
    for number, row in enumerate(rows):
        words = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
        if len(words) > 1 and not any(sign.isdigit() for cell in words.values() for sign in cell):
            heads = {
                column: heads[column] if is_account(heads.get(column, "")) else cell
                for column, cell in words.items()
            }
        any_seen = False
        for column, cell in enumerate(row):
            beside = row[column - 1] if column else ""
            key = beside if is_account(beside) else heads.get(column, "")
            for leak in in_text(cell, place(number, column), public_phones, key):
                any_seen = True
                yield leak
        if not any_seen:
            across = (seen for seen in _numbers(",".join(row), public_phones) if seen.sort is Sort.ID)
            yield from (_leak(seen, place(number, 0)) for seen in across)
            yield from (_leak(seen, place(number, column)) for column, seen in _ids_down(rows, number))


def _ids_down(rows: Sequence[tuple[str, ...]], number: int) -> Iterator[tuple[int, PersonalNumber]]:
    """Yield the ID numbers that begin in the cells of a row and end in those below, with their columns."""
    for column, cell in enumerate(rows[number]):
        if not (2 <= len(cell) < _ID_LENGTH and cell.isdecimal()):
            continue
        joined = cell
        for below in rows[number + 1 : number + 3]:
            joined += below[column].strip() if column < len(below) else ""
            if len(joined) >= _ID_LENGTH:
                break
        if len(joined) == _ID_LENGTH and joined[:-1].isdecimal() and is_id(joined.upper()):
            yield from ((column, seen) for seen in personal_numbers(joined) if seen.sort is Sort.ID)
