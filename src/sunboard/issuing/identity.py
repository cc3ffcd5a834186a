"""Which record of the content is which number of the register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from sunboard.issuing.register import Edition
from sunboard.model.plain import Values, canonical, text_of

_ROW = re.compile(r"\.(?:xlsx|xls|ods)#", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
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


def match(records: Iterable[Traits], register: Mapping[str, tuple[Edition, ...]]) -> dict[str, str]:
    """Return source -> number; sources that are new are absent.

    The first rule that fits wins: same path; same digest; same kind and id; same kind, title and publication
    date, unique on both sides. But for the first, the number's old path must be gone. A row of a workbook has
    its title and date for a path; one of which only the title or
    only the date was put right is the same record too, if that is unique on both sides.
    """
    waiting = {record.source: record for record in records}
    living = frozenset(waiting)
    open_numbers = {number: editions[-1] for number, editions in register.items()}
    found: dict[str, str] = {}

    def settle(source: str, number: str) -> None:
        found[source] = number
        del waiting[source]
        del open_numbers[number]

    for number, edition in tuple(open_numbers.items()):
        if edition.path in waiting and waiting[edition.path].kind == edition.kind:
            settle(edition.path, number)
    for number, edition in tuple(open_numbers.items()):
        if edition.path in living:
            # its file stands, as a record of another kind: nothing else may take the number
            del open_numbers[number]

    known = {number: frozenset(edition.digest for edition in register[number]) for number in open_numbers}
    for source, record in sorted(waiting.items()):
        number = next(
            (number for number in open_numbers if record.digest and record.digest in known[number]), ""
        )
        if number:
            settle(source, number)

    def same(
        trait: Callable[[Traits], Hashable], registered: Callable[[Edition], Hashable], unique: bool
    ) -> None:
        here = Counter(trait(record) for record in waiting.values())
        there = Counter(registered(edition) for edition in open_numbers.values())
        for source, record in sorted(waiting.items()):
            wanted = trait(record)
            if wanted is None or (unique and (here[wanted] > 1 or there[wanted] > 1)):
                continue
            number = next(
                (number for number, edition in open_numbers.items() if registered(edition) == wanted), ""
            )
            if number:
                settle(source, number)

    same(
        lambda record: (record.kind, record.id) if record.id else None,
        lambda edition: (edition.kind, _id(edition.values)),
        unique=False,
    )
    same(
        lambda record: (record.kind, record.title, record.published) if record.title else None,
        lambda edition: (
            edition.kind,
            text_of(edition.values, "title"),
            text_of(edition.values, "publish_date"),
        ),
        unique=True,
    )
    for corrected in ("title", "publish_date"):
        same(
            lambda record, name=corrected: _rest(
                record.source, record.kind, record.values, record.body, name
            ),  # type: ignore[misc]
            lambda edition, name=corrected: _rest(
                edition.path, edition.kind, edition.values, edition.body, name
            ),  # type: ignore[misc]
            unique=True,
        )
    return found


def _rest(path: str, kind: str, values: Values, body: str, name: str) -> Hashable:
    """Return what a row of a workbook says but for one field and its id; nothing for a file."""
    if not values or not _ROW.search(path):
        return None
    return kind, body, canonical({key: value for key, value in values.items() if key not in ("id", name)})


def _id(values: Values) -> str:
    return text_of(values, "id")
