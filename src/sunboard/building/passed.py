"""Which records passed their own checks, so that these need not look at them again.

A check is given a record and all that lies about it. Most look at nothing but the record, the settings and
the law; what these found once they find again, as long as all of that stays the same. Which do is not
declared but watched: one that looked at other records, at numbers issued, or at files that cannot be read
runs every time. Only that nothing was found is kept, never what was.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from sunboard.contracts import AnyRecord, Around, Kind, UnreadFile
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, canonical, map_of, parsed, sha256, text_of, texts_of
from sunboard.model.today import Today
from sunboard.reading.documents import Reading
from sunboard.reading.sources import VillageFiles

T = TypeVar("T")

_BEYOND = frozenset(("records", "numbers", "unread"))
_BESIDE = tuple(field.name for field in fields(Around) if field.init and field.name not in _BEYOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A record in which the checks that look at nothing else found nothing."""

    of: str  # the digest of its files
    since: date
    until: date  # the first later day on which they may find something
    beyond: frozenset[str] = frozenset()  # the codes of the checks that look further

    def holds(self, of: str, today: date) -> bool:
        """Tell whether they would find nothing again."""
        return self.of == of and self.since <= today < self.until


class Watch(Around):
    """What lies about a record, which notes whether anything beyond the record is asked for."""

    __slots__ = ("day", "looked", "of_record", "on", "seen", "whole")
    __setattr__ = object.__setattr__  # it notes what is asked of it
    on: date  # today, which notes nothing
    looked: bool
    of_record: AnyRecord
    day: date  # whose law holds for the record
    seen: dict[Hashable, tuple[Any, bool]]  # what was made of the record, and whether that looked further
    whole: Around

    @classmethod
    def of(cls, around: Around) -> Watch:
        """Return the same for the checks of one record after another."""
        watch = object.__new__(cls)
        for name in _BESIDE:
            setattr(watch, name, getattr(around, name))
        watch.whole = around
        watch.on = around.today.plain if isinstance(around.today, Today) else around.today
        return watch

    def begin(self, record: AnyRecord, today: Today) -> None:
        """Turn to a record, on a day that has been asked nothing."""
        setattr(self, "today", today)  # noqa: B010 - what Around has is read-only
        self.seen, self.looked = {}, False
        self.of_record, self.day = record, Around.day_of(self, record)

    def _looks(self) -> Around:
        """Note that the whole village is asked, and return it."""
        self.looked = True
        return self.whole

    def day_of(self, record: AnyRecord) -> date:
        """Return the day whose law holds for a record; nearly every check asks it of the same one."""
        return self.day if record is self.of_record else Around.day_of(self, record)

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """Return the records of the village."""
        return self._looks().records

    @property
    def numbers(self) -> Mapping[str, str]:
        """Return the numbers issued."""
        return self._looks().numbers

    @property
    def unread(self) -> tuple[UnreadFile, ...]:
        """Return the files that cannot be read."""
        return self._looks().unread

    def once(self, make: Callable[[Around], T]) -> T:
        """Return what is made once of the whole village."""
        self.looked = True
        return self.whole.once(make)

    def once_for(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is made once of the record or a file of it; whoever asks looks as far as that did."""
        known = self.seen.get(key)
        if known is None:
            looked, self.looked = self.looked, False
            try:
                known = self.seen[key] = make(), self.looked
            finally:
                self.looked = looked or self.looked
        made, further = known
        if further:
            self.looked = True
        return made


def digests_of(files: VillageFiles, kinds: Mapping[str, Kind]) -> Callable[[Reading], str]:
    """Return what tells the digest of all files of a village that a record may be made of; empty: of any.

    Beside its own text that is whatever is no text: tables, pictures, settings. Items of an inherited list
    may be made of every text of their kind.
    """
    texts = {path: sha256(data) for path, data in files.files.items() if path.endswith(".md")}
    rest = {path: sha256(data) for path, data in files.files.items() if path not in texts}
    beside = _digest((sorted(rest.items()), sorted(files.too_large.items()), files.links))
    lists = {
        kind.name: _digest(
            [
                (path, digest)
                for path, digest in sorted(texts.items())
                if path.removeprefix(f"{files.folder}/").partition("/")[0] in kind.folders
            ]
        )
        for kind in kinds.values()
        if kind.inherited
    }

    def digest(reading: Reading) -> str:
        record = reading.checked
        if record is None or any(item.path.endswith(".md") for item in record.enclosed):
            return ""
        own = lists.get(reading.kind) or texts.get(reading.source, "")
        return sha256(f"{beside}\0{own}".encode())

    return digest


def _digest(of: object) -> str:
    """Return what stands for many texts, so that each record hashes no more than it."""
    return sha256(repr(of).encode())


def passed_bytes(passed: Mapping[str, Passed]) -> bytes:
    """Return what is kept for the next build; many records share the checks that look further."""
    sets: dict[frozenset[str], str] = {}
    for one in passed.values():
        sets.setdefault(one.beyond, str(len(sets)))
    kept: dict[str, Plain] = {
        "beyond": {name: [*sorted(codes)] for codes, name in sets.items()},
        "records": {
            source: {
                "of": one.of,
                "since": one.since.isoformat(),
                "until": one.until.isoformat(),
                "beyond": sets[one.beyond],
            }
            for source, one in passed.items()
        },
    }
    return canonical(kept)


def passed_of(kept: bytes) -> dict[str, Passed]:
    """Read what was kept, if anything was."""
    plain: dict[str, Plain] = parsed(kept or b"{}")
    sets, records = map_of(plain, "beyond"), map_of(plain, "records")
    beyond = {name: frozenset(texts_of(sets, name)) for name in sets}
    entries = {source: map_of(records, source) for source in records}
    return {
        source: Passed(
            of=text_of(entry, "of"),
            since=date.fromisoformat(text_of(entry, "since")),
            until=date.fromisoformat(text_of(entry, "until")),
            beyond=beyond[text_of(entry, "beyond")],
        )
        for source, entry in entries.items()
    }
