"""What is told of people beside their names; `privacy.people` finds it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from sunboard.checks.attachments import searched
from sunboard.checks.lists import closed_columns
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import AID
from sunboard.fields.keys import normalised_key
from sunboard.kinds import issue, matter, reply
from sunboard.lazy import regex
from sunboard.model.node import Fields, Place, Scalar
from sunboard.model.surface import SURNAME
from sunboard.model.written import APART
from sunboard.privacy.people import (
    Matter,
    Told,
    askers_in,
    leads_to_door,
    may_name,
    may_name_in_tables,
    may_tell,
    names_in_rows,
    names_somebody,
    told_in_rows,
    told_in_text,
)
from sunboard.privacy.surfaces import lists_people, masked_name
from sunboard.privacy.tables import Sentence, Table, tables_and_texts, tables_with

_GIVEN = regex(
    r"\s*(?:[（(]?[0-9]{1,3}[）).、．]\s*|[-*·●]\s*)?([一-鿿]{2,4})(?:[\s，,：:、；]|(?=[0-9]))"
    r"(?!.*[0-9]\s*(?:户|间|名))(?=.*[0-9]\s*(?:元|人|口|亩|斤|袋))"
)
"""A line that begins with what may be a name, and goes on with what somebody is given."""
_GIVEN_EACH = regex(
    r"(?:^|[\s：:，,、；;。和及])([一-鿿]{2,4})\s*(?:[（(][^（）()]{1,12}[）)])?\s*[：:]?\s*[0-9][0-9,.]*\s*元"
)
"""What may be a name in a sentence, with what is given: 秦有田840元、秦小满（3组）470元."""
_IN_A_SENTENCE = 3
"""So many names with amounts in one line are a list, and no prices."""


def _is_told(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record tells anything of people."""
    return bool(_looked_at(record, around))


@check("illness-listed", where=_is_told)
def illness_listed(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A list of aid tells of the illnesses of people that it names."""
    if _is_aid(record, around):
        yield from _findings(record, around, Matter.ILLNESS)


@check("illness-mentioned", where=_is_told)
def illness_mentioned(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record tells of the illness of somebody that it names."""
    if not _is_aid(record, around):
        yield from _findings(record, around, Matter.ILLNESS)


@check("aid-names-whole")
def aid_names_whole(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record shows everybody whole names of people in aid, which only a list of a programme masks.

    Source: Personal Information Protection Law, articles 6 and 51; how the web names whom: `programmes.yaml`.
    """
    if lists_people(type(record.fields)) or not _is_aid(record, around):
        return
    given = [at for at, line in enumerate(record.body.split("\n")) if _names_given(line)]
    if len(given) > 1:
        yield found(record.document.body_at(given[0]), shape="lines")
    elif (at := _line_of_names(record.body)) is not None:
        yield found(record.document.body_at(at), shape="sentence")
    if not _may_name(record):
        return
    for table in (*tables_with(record.document, names_somebody), *_further(record)):
        for row, column, head in names_in_rows(table.rows, table.heads):
            yield found(table.place(row, column), head, shape="")
            break


def _names_given(line: str) -> bool:
    """Tell whether a line names somebody and what is given: 秦有田 1组 2人 860元."""
    said = _GIVEN.match(line)
    return said is not None and names_somebody(said[1])


def _line_of_names(body: str) -> int | None:
    """Return the first line of a text that says of several people one after another what each is given."""
    for at, line in enumerate(body.split("\n") if "元" in body else ()):
        names = (
            {said[1] for said in _GIVEN_EACH.finditer(line)} if line.count("元") >= _IN_A_SENTENCE else set()
        )
        if len(names) >= _IN_A_SENTENCE and all(map(names_somebody, names)):
            return at
    return None


@check("hardship-told", where=_is_told)
def hardship_told(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record tells why somebody whom it names is poor, was punished or complains."""
    return _findings(record, around, Matter.CAUSE)


@check("child-named", where=_is_told)
def child_named(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A list names children under fourteen."""
    return _findings(record, around, Matter.CHILD)


@check("minor-named", where=_is_told)
def minor_named(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A list names people under eighteen, or pupils of whom some are."""
    return _findings(record, around, Matter.MINOR)


def _may_be_named(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record may name who complained or asked."""
    return isinstance(record.fields, (reply.Reply, issue.Issue)) or _is_told(record, around)


@check("complainant-named", where=_may_be_named)
def complainant_named(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record names who complained; an answer or a problem, who asked or to whom it speaks."""
    yield from _findings(record, around, Matter.COMPLAINANT)
    if isinstance(record.fields, (reply.Reply, issue.Issue)):
        yield from _askers(record, around)


def _askers(record: AnyRecord, around: Around) -> Iterator[Finding]:
    in_office = {post.name for post in around.village.posts}
    for one in tables_and_texts(record.document):
        if isinstance(one, Sentence):
            for name, line in askers_in(one.text):
                if name not in in_office:
                    yield found(one.place(line), masked_name(name, SURNAME))


def _may_lead_to_door(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record tells of people, or where the house of an applicant is to stand."""
    fields = record.fields
    return (isinstance(fields, matter.Matter) and bool(fields.applicant)) or _is_told(record, around)


@check("house-number", where=_may_lead_to_door)
def house_number(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A list leads to the doors of the people it names, or a matter to that of its applicant.

    A column that its programme closes is to go as a whole: `list-column-closed` tells.
    """
    yield from _findings(record, around, Matter.ADDRESS, but=frozenset(closed_columns(record, around)))
    fields = record.fields
    if isinstance(fields, matter.Matter) and fields.applicant and leads_to_door(fields.location or ""):
        place = record.at("location")
        yield found(place, place.field or label_of(matter.Matter, "location", "zh"))


@check("plate-number", where=_is_told)
def plate_number(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record shows the number plate of a vehicle."""
    return _findings(record, around, Matter.PLATE)


def _findings(
    record: AnyRecord, around: Around, matter: Matter, but: Collection[str] = ()
) -> Iterator[Finding]:
    said = ((place, told.word) for place, told in _looked_at(record, around) if told.matter is matter)
    for place, word in dict.fromkeys(said):
        if normalised_key(word) not in but:
            yield found(place, word)


def _looked_at(record: AnyRecord, around: Around) -> tuple[tuple[Place, Told], ...]:
    """Look at a record once, though many checks ask."""
    return around.once_for((_looked_at, record.source), lambda: tuple(_of_record(record, around)))


def _of_record(record: AnyRecord, around: Around) -> Iterator[tuple[Place, Told]]:
    for one in _pieces(record):
        yield from _of(one, record, around)
    for enclosed in record.enclosed:
        for one in searched(enclosed, around).written if enclosed.data else ():
            yield from _of(one, record, around)


def _pieces(record: AnyRecord) -> Iterator[Table | Sentence]:
    """Yield what of a record may tell of anybody: of most nothing does, seen at a glance."""
    if may_tell(record.written.said) or _tells_by_keys(record.written.named):
        yield from tables_and_texts(record.document)
        yield from _further(record)
    elif _may_name(record):
        yield from tables_with(record.document, names_somebody)
        yield from _further(record)


def _further(record: AnyRecord) -> Iterator[Table]:
    """Yield what stands under names that are no field's as rows of tables, which it may have been."""
    if further := record.fields.further:
        groups = {
            entry.key.strip(): entry.node
            for entry in record.document.fields.entries
            if isinstance(entry.node, Fields) and entry.key.strip() in further
        }
        names = dict(enumerate(name for name in further if name not in groups))
        cells = tuple("、".join(further[name]) for name in names.values())
        yield Table([cells], lambda _, column: record.at(names[column]), names)
        for group in groups.values():
            yield from _groups(group)


def _groups(group: Fields) -> Iterator[Table]:
    """Yield what a group says as the row of a table, and each group within it."""
    told = [(one.key, one.node) for one in group.entries if isinstance(one.node, Scalar)]
    heads = dict(enumerate(key for key, _ in told))
    yield Table([tuple(node.text for _, node in told)], lambda _, column: told[column][1].place, heads)
    for one in group.entries:
        if isinstance(one.node, Fields):
            yield from _groups(one.node)


def _may_name(record: AnyRecord) -> bool:
    """Tell quickly whether a record may hold a head above names."""
    written = record.written
    of_values = _names_by_keys(written.named) or may_name(written.values, written.said)
    return of_values or may_name_in_tables(record.body)


_tells_by_keys = lru_cache(maxsize=1024)(may_tell)
"""Most records of a kind have the same keys."""


@lru_cache(maxsize=1024)
def _names_by_keys(named: str) -> bool:
    return may_name({*named.split(APART)}, named)


def _of(one: Table | Sentence, record: AnyRecord, around: Around) -> Iterator[tuple[Place, Told]]:
    if isinstance(one, Sentence):
        yield from ((one.place(told.row), told) for told in told_in_text(one.text, around.today))
    else:
        yield from _of_table(one, record, around)


def _of_table(table: Table, record: AnyRecord, around: Around) -> Iterator[tuple[Place, Told]]:
    for told in told_in_rows(table.rows, record.title, around.today, table.heads):
        yield table.place(told.row, told.column), told


def _is_aid(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record is about aid, by its own category, its catalogue row's or its kind's."""
    row = around.packaged.catalog.get(record.fields.catalog or "")
    category = record.fields.category or (row and row.category) or around.kinds[record.kind].category
    return category == AID
