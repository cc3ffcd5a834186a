"""Which record of the content is which number of the register."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import field

from sunboard.issuing.register import Edition
from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Values, canonical, text_of

_ROW = regex(r"\.(?:xlsx|xls|ods)#", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a record is recognised by. A file that could not be read has only its path."""

    source: str
    kind: str
    digest: str = ""
    id: str = ""
    title: str = ""
    published: str = ""
    values: Values = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A record is the number's of which an edition has the same trait; None is no trait."""

    trait: Callable[[Traits], Hashable]
    unique: bool = False  # only where no other record and no other number has it
    ever: bool = False  # any edition of the number counts, not only its last


def _path(record: Traits) -> Hashable:
    return record.kind, record.source


def _digest(record: Traits) -> Hashable:
    return record.digest or None


def _id(record: Traits) -> Hashable:
    return (record.kind, record.id) if record.id else None


def _title_and_day(record: Traits) -> Hashable:
    return (record.kind, record.title, record.published) if record.title else None


def _row_but_for(name: str) -> Callable[[Traits], Hashable]:
    """Return what a row of a workbook says but for one field and its id; a file has no such trait.

    A row has its title and date for a path, so that another record seems to come of one that is put right.
    """

    def trait(record: Traits) -> Hashable:
        if not record.values or not _ROW.search(record.source):
            return None
        rest = {key: value for key, value in record.values.items() if key not in ("id", name)}
        return record.kind, record.body, canonical(rest)

    return trait


_IN_PLACE = Rule(_path)
_ELSEWHERE = (
    Rule(_digest, ever=True),
    Rule(_id),
    Rule(_title_and_day, unique=True),
    Rule(_row_but_for("title"), unique=True),
    Rule(_row_but_for("publish_date"), unique=True),
)


def match(records: Iterable[Traits], register: Mapping[str, tuple[Edition, ...]]) -> dict[str, str]:
    """Return source -> number; sources that are new are absent. The first rule that fits wins.

    A record in its place keeps its number. A number whose file stands, though as a record of another kind, is
    nobody else's.
    """
    by_source = {record.source: record for record in records}
    numbers = {number: tuple(map(_traits, editions)) for number, editions in register.items()}
    found = _pairs(_IN_PLACE, by_source, numbers)
    free = {number: known for number, known in numbers.items() if known[-1].source not in by_source}
    for rule in _ELSEWHERE:
        taken = frozenset(found.values())
        found |= _pairs(
            rule,
            {source: record for source, record in by_source.items() if source not in found},
            {number: known for number, known in free.items() if number not in taken},
        )
    return found


def _pairs(
    rule: Rule, records: Mapping[str, Traits], numbers: Mapping[str, tuple[Traits, ...]]
) -> dict[str, str]:
    """Return source -> number by one rule; each number goes to one record."""
    traits = {source: rule.trait(record) for source, record in sorted(records.items())}
    here = Counter(traits.values())
    there: defaultdict[Hashable, list[str]] = defaultdict(list)
    for number, known in numbers.items():
        for trait in {rule.trait(edition) for edition in (known if rule.ever else known[-1:])}:
            there[trait].append(number)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for source, trait in traits.items():
        if trait is None or (rule.unique and (here[trait] > 1 or len(there[trait]) > 1)):
            continue
        for number in there[trait]:
            if number not in taken:
                found[source] = number
                taken.add(number)
                break
    return found


def _traits(edition: Edition) -> Traits:
    """Return what a record was recognised by when it was issued."""
    values = edition.values
    return Traits(
        source=edition.path,
        kind=edition.kind,
        digest=edition.digest,
        id=text_of(values, "id"),
        title=text_of(values, "title"),
        published=text_of(values, "publish_date"),
        values=values,
        body=edition.body,
    )
