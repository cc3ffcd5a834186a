"""A village's register: one file an edition, created and never changed."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import partial
from itertools import pairwise

from sunboard.faults import fault
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Place
from sunboard.model.once import Once, anew
from sunboard.model.plain import Plain, Values, canonical, map_of, maps_of, pretty, text_of, texts_of
from sunboard.model.problem import Log

REGISTER_CONFLICT = fault("register-conflict")
REGISTER_LOST = fault("register-lost")

NUMBER = regex(r"([0-9]{4})-([0-9]{4,6})")
_SERIAL = regex("-[0-9]{4}")
_APART = regex(r"(?<![A-Za-z0-9-])[0-9]{4}-[0-9]{4,6}(?![0-9-])")
_SLUG = regex(r"[a-z0-9]{1,12}")
_DAYS = (
    "publish_date",
    "notice_start",
    "notice_end",
    "posted_from",
    "posted_until",
    "expires_on",
    "event_date",
    "review_date",
)
_NAME = regex(r"([0-9]{4}-[0-9]{4,6})\.([1-9][0-9]{0,5})\.json")
GIVEN_UP = ".given-up"
"""How the name of an edition's file ends that gave its number up to another record."""

UNKNOWN_PATH = "?"
"""The source of an edition whose file's own name must not be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One issued edition of a record, as it stands in the register."""

    number: str
    edition: int
    date: str  # ISO date of its issue
    kind: str
    path: str  # of its source when it was issued
    digest: str
    code: str  # the village's
    slug: str
    values: Values  # the record's public values
    body: str
    attachments: tuple[Values, ...] = ()  # {title, path, sha256, size}
    follows: str = ""  # the digest of the edition before
    last: int = 0  # where it was restored: the highest edition of its number, if that was another

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return f"{self.number}.{self.edition}.json"

    def sealed(self) -> Edition:
        """Return an edition that keeps its number and says nothing of its record."""
        return replace(self, values={}, body="", attachments=())

    def to_plain(self) -> dict[str, Plain]:
        """Return what its file says."""
        last: dict[str, Plain] = {"last": self.last} if self.last > self.edition else {}
        return {
            "number": self.number,
            "edition": self.edition,
            **last,
            "date": self.date,
            "kind": self.kind,
            "path": self.path,
            "digest": self.digest,
            "follows": self.follows,
            "village": {"code": self.code, "slug": self.slug},
            "values": dict(self.values),
            "body": self.body,
            "attachments": [dict(item) for item in self.attachments],
        }

    def to_bytes(self) -> bytes:
        """Return its file."""
        return pretty(self.to_plain())


def highest(editions: Iterable[Edition]) -> int:
    """Return the highest edition of a number that was ever issued, though only an earlier one may be left."""
    return max(max(edition.edition, edition.last) for edition in editions)


@dataclass(frozen=True, slots=True)
class Register:
    """A village's register as found. A hurt one is shown but nothing is issued."""

    editions: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)  # number -> editions, ascending
    hurt: bool = False

    def last(self, year: int) -> int:
        """Return the last serial given in a year, 0 where there is none."""
        return max(
            (int(number.split("-")[1]) for number in self.editions if number.startswith(f"{year:04d}-")),
            default=0,
        )

    @property
    def years(self) -> dict[int, int]:
        """Return the last serial of each year."""
        return {year: self.last(year) for year in sorted({int(number[:4]) for number in self.editions})}

    def with_editions(self, new: Iterable[Edition]) -> Register:
        """Return it with editions that are new."""
        editions = dict(self.editions)
        for edition in new:
            editions[edition.number] = (*editions.get(edition.number, ()), edition)
        return replace(self, editions=editions)


def is_number(written: str) -> bool:
    """Tell a number from nothing, and from what stands in for one to come."""
    return bool(NUMBER.fullmatch(written))


def numbers_in(text: str) -> Iterator[str]:
    """Yield the numbers in a text, but no resolution's, `JY-2026-0004`; in most there is none.

    That takes one look at how they end.
    """
    if _SERIAL.search(text):
        yield from (found[0] for found in _APART.finditer(text))


def _is_day(written: object) -> bool:
    try:
        return (
            isinstance(written, str)
            and len(written) == 10
            and date.fromisoformat(written).isoformat() == written
        )
    except ValueError:
        return False


def _no_number(written: str) -> None:
    """Refuse a number with a fraction: a register holds none, amounts are text."""
    raise ValueError(written)


def parse_edition(data: bytes) -> Edition | None:
    """Read one file of the register; return nothing where it is not whole."""
    try:
        plain = json.loads(data.decode("utf-8"), parse_float=_no_number, parse_constant=_no_number)
        canonical(plain)  # half of a character cannot be written again
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None
    if not isinstance(plain, dict):
        return None
    number, edition = plain.get("number"), plain.get("edition")
    village = map_of(plain, "village")
    texts = {name: text_of(plain, name) for name in ("date", "kind", "path", "digest")}
    if (
        not isinstance(number, str)
        or not NUMBER.fullmatch(number)
        or type(edition) is not int
        or edition < 1
        or not all(texts.values())
    ):
        return None
    values, last = plain.get("values"), plain.get("last")
    if (
        not text_of(village, "code")
        or not _SLUG.fullmatch(text_of(village, "slug"))
        or not isinstance(values, dict)
    ):
        return None
    if not all(
        _is_day(day) for day in (texts["date"], *(values.get(name) for name in _DAYS if name in values))
    ):
        return None
    return Edition(
        number=number,
        edition=edition,
        **texts,
        code=text_of(village, "code"),
        slug=text_of(village, "slug"),
        values=values,
        body=text_of(plain, "body"),
        attachments=tuple(maps_of(plain, "attachments")),
        follows=text_of(plain, "follows"),
        last=last if type(last) is int else 0,
    )


@dataclass(frozen=True, slots=True)
class _Conflict:
    """A file of a register that cannot count, or contradicts another or what is on show."""

    file: str
    what: str
    cure: str
    details: Mapping[str, str] = field(default_factory=dict)


def read_register(
    files: Mapping[str, bytes],
    folder: str,
    published: Mapping[tuple[str, int], str],
    kinds: Container[str],
    log: Log,
    once: Once = anew,
) -> Register:
    """Read a village's register; an edition of a kind that there is not cannot be shown.

    `published` is what the output folder shows: (number, edition) -> digest. A number that means something
    else there is a conflict.
    """
    given_up = {name.removesuffix(GIVEN_UP) for name in files if name.endswith(GIVEN_UP)}
    read = [
        once(("edition", name, data), partial(_read_file, name, data, kinds))
        for name, data in sorted(files.items())
        if not name.endswith(GIVEN_UP)
    ]
    chains = _chains(found for found in read if isinstance(found, Edition))
    conflicts = [found for found in read if isinstance(found, _Conflict)]
    for chain in chains.values():
        conflicts += _contradictions(chain, published, given_up)
    for conflict in conflicts:
        log.add(
            REGISTER_CONFLICT,
            Place(f"{folder}/register/{conflict.file}"),
            conflict.file,
            what=conflict.what,
            cure=conflict.cure,
            wanted="-".join(next(iter(NUMBER.findall(conflict.file)), ("", ""))),
            village=folder.rpartition("/")[2],
            **conflict.details,
        )
    return Register(chains, hurt=bool(conflicts))


def _read_file(name: str, data: bytes, kinds: Container[str]) -> Edition | _Conflict:
    """Read one file of a register, whose name must be its edition's."""
    named = _NAME.fullmatch(name)
    if not named:
        return _Conflict(name, "name", "strange")
    edition = parse_edition(data)
    if edition is None:
        return _Conflict(name, "unreadable", "unreadable")
    if (edition.number, edition.edition) != (named[1], int(named[2])):
        inside = {"number": edition.number, "edition": f"{edition.edition}"}
        return _Conflict(name, "number", "unreadable", inside)
    if edition.kind not in kinds:
        return _Conflict(name, "kind", "unreadable", {"kind": edition.kind})
    return edition


def _chains(editions: Iterable[Edition]) -> dict[str, tuple[Edition, ...]]:
    """Return number -> its editions, both ascending."""
    found: dict[str, list[Edition]] = {}
    for edition in sorted(editions, key=lambda edition: (order_of(edition.number), edition.edition)):
        found.setdefault(edition.number, []).append(edition)
    return {number: tuple(chain) for number, chain in found.items()}


def _contradictions(
    chain: tuple[Edition, ...], published: Mapping[tuple[str, int], str], given_up: Container[str]
) -> Iterator[_Conflict]:
    """Yield where a number's editions do not follow one another, or are not what is on show."""
    for before, after in pairwise(chain):
        if after.follows and before.edition == after.edition - 1 and after.follows != before.digest:
            yield _Conflict(after.file, "order", "taken")
    for edition in chain:
        shown = published.get((edition.number, edition.edition), edition.digest)
        if shown != edition.digest and f"{edition.number}.{edition.edition}.{shown[3:15]}" not in given_up:
            yield _Conflict(edition.file, "published", "taken")


def complete(
    register: Register,
    *,
    floor: Mapping[int, int],
    published: Iterable[str],
    known: Iterable[Edition],
    folder: str,
    slug: str,
    log: Log,
) -> Register:
    """Compare a register with what the county remembers of it, and complete it by what is on show.

    `published` are the numbers, `known` the editions on the published site, which count where the register is
    short or contradicted. One that is hurt shows, but issues nothing.
    """
    missing = sorted(
        {
            *_never_skipped(register, floor),
            *(number for number in published if number not in register.editions),
        },
        key=order_of,
    )
    if missing:
        what = "、".join(missing[:5]) + ("…" if len(missing) > 5 else "")
        log.add(REGISTER_LOST, Place(f"{folder}/register/"), what, count=f"{len(missing)}", village=slug)
    if not register.hurt and not missing:
        return register
    editions = dict(register.editions)
    for edition in known:
        if not any(edition.digest == issued.digest for issued in editions.get(edition.number, ())):
            editions[edition.number] = (edition,)
    return Register(dict(sorted(editions.items(), key=lambda item: order_of(item[0]))), hurt=True)


def _never_skipped(register: Register, floor: Mapping[int, int]) -> Iterator[str]:
    """Yield the numbers that a register must have had and lacks: each year counts from 1 and skips none."""
    for year in {*floor, *register.years}:
        for serial in range(1, max(floor.get(year, 0), register.last(year)) + 1):
            if (number := f"{year:04d}-{serial:04d}") not in register.editions:
                yield number


def edition_of_record(record: Values) -> Edition | None:
    """Rebuild an edition from a published `record.json`; return nothing where it does not hold one."""
    register = map_of(record, "register")
    if not register:
        return None
    values = {name: record[name] for name in texts_of(register, "given") if name in record}
    return parse_edition(
        pretty({"path": UNKNOWN_PATH, **register, "values": values, "body": text_of(record, "body")})
    )


def order_of(number: str) -> tuple[int, int]:
    """Return the year and the serial of a public number."""
    year, serial = number.split("-")
    return int(year), int(serial)
