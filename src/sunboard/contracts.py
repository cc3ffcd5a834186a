"""The things one can add: kinds, checks and channels, and what each is given.

Publishers, the fourth, have their contract in `sunboard.hosting`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from sunboard.faults import Detail, Fault, fault
from sunboard.fields.declarations import tables_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.part import Part, Unread
from sunboard.lazy import dataclass
from sunboard.model.blocks import Content
from sunboard.model.node import Document, Place
from sunboard.model.plain import Plain, Values, fields_of, map_of, text_of
from sunboard.model.problem import Problem, place_of
from sunboard.model.surface import Surface
from sunboard.model.view import SiteView, VillageView
from sunboard.model.written import Written
from sunboard.settings.comparison import ComparisonLists
from sunboard.settings.packaged import Packaged
from sunboard.settings.places import Site, Township, Village
from sunboard.settings.rules import Rule, Terms
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying

F = TypeVar("F", bound=Disclosure, covariant=True)
R = TypeVar("R", bound="AnyRecord")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that a record names, with its bytes; `data` is empty where there is no such file."""

    path: str  # relative to the content folder
    title: str
    data: bytes
    sha256: str
    size: int = 0  # bytes; more than `data` has where the file is too large to be read
    near: str = ""  # where it is not there: how a file that is, and may be meant, is named
    is_empty: bool = False  # it is there, without a byte


@dataclass(frozen=True, slots=True)
class Record(Generic[F]):
    """One record that could be read: typed fields, the text below them, and what was written."""

    kind: str
    source: str  # relative to the content folder; for an inherited item the file at the top
    id: str  # as given, else the file's name
    fields: F
    body: str
    document: Document
    # gathered while what was read is at hand, which takes a third of what it takes later
    written: Written = field(compare=False, repr=False)
    enclosed: tuple[Enclosed, ...] = ()

    def at(self, name: str = "") -> Place:
        """Return where a field stands, or the record itself."""
        return self.fields.at(name)

    @property
    def title(self) -> str:
        """Return its title."""
        return self.fields.title


AnyRecord = Record[Disclosure]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a kind may know when it describes a record."""

    say: Saying
    packaged: Packaged
    today: date
    earlier: Values = field(default_factory=dict)  # the same series' record one period before, or empty
    year_before: Values = field(default_factory=dict)  # those of the same period a year before, or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record: where it is kept, how it is read, and what it says of itself.

    `describe` turns the values that may be shown into labelled data.
    """

    name: str  # "finance"
    label: Mapping[str, str]  # what it is called, by language: {"zh": "财务", "en": "Finance"}
    # ("finances", "财务"): the folders of its records, and their sheets in a workbook
    folders: tuple[str, ...]
    aliases: tuple[str, ...] = ()  # what people may call it besides
    fields: type[Disclosure]
    describe: Callable[[Values, Telling], Content]
    category: str = ""  # where neither the record nor its catalogue row gives one
    # the rows of the catalogue that its records are about; where there is one, also of those that name none
    catalog: tuple[str, ...] = ()
    # of its own row: fields that tell what further rows ask for, and those rows
    holds: tuple[tuple[str, str], ...] = ()
    answered_by: str = "owner"  # the field that says who answers for what its records say
    event: str = ""  # the field that says when that happened which its records tell of, beside `event_date`
    any_row: bool = False  # its records may be about whatever row no other kind is about
    required: tuple[str, ...] = ()  # fields asked for unless there is nothing to publish
    unneeded: Callable[[Any], Sequence[str]] | None = None  # of those, what other fields make needless
    # fields that its records, or the rows of its table, are asked to tell; they are shown without them too
    wanted: Callable[[Any], Sequence[str]] | None = None
    wanted_of_rows: tuple[str, ...] = ()
    needs_review: bool = True  # owner, reviewer and their dates are asked for
    # of these, where they stand in a group that its records need: {"reviewer": "signed.supervisor"}
    signed_in: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False  # shows nothing but its own fields: in others may stand whom nobody is to know
    inherited: bool = False  # county and township keep a list of these that every village inherits
    series: tuple[str, ...] = ()  # fields that tell series of records apart, beside the catalogue row
    standing: bool = False  # hangs until it is taken down
    punctual: bool = False  # a record of a period that comes after its day has to say why
    sheets: tuple[str, ...] = ()  # how sheets of a workbook are named that hold the rows of its table
    # what the rows of its table, none where they cannot be read, and all cells around them tell of the record
    tells: Callable[[Iterable[Part] | None, Iterable[Sequence[str]]], Values] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything that people may call it."""
        return tuple(dict.fromkeys((self.name, *self.label.values(), *self.folders, *self.aliases)))

    @property
    def tables(self) -> Mapping[str, type[Part]]:
        """Return the fields whose rows may stand in a file beside the record, and the types of their rows."""
        return tables_of(self.fields)

    def signature(self, fields: Disclosure, name: str) -> tuple[Part, str]:
        """Return the part that holds who answers for a record, or the day, and the name of that in it."""
        group, _, inner = self.signed_in.get(name, "").partition(".")
        part = getattr(fields, group) if group and getattr(fields, name) is None else None
        return (fields, name) if part is None else (part, inner)

    def called(self, language: str) -> str:
        """Return what it is called in a language."""
        return self.label[language]


def kind_about(kinds: Mapping[str, Kind], code: str) -> Kind | None:
    """Return the kind in which a row of the catalogue is best told: its own, else one for any row."""
    own = next((kind for kind in kinds.values() if code in kind.catalog), None)
    return own or next((kind for kind in kinds.values() if kind.any_row), None)


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file or row of which no record could be made. Its kind is empty where it may hold any."""

    kind: str
    text: str | None = None  # what stands in it, with its name; nothing where it is a workbook

    def may_say(self, written: str) -> bool:
        """Tell whether a text may stand in it."""
        return self.text is None or written in self.text


_CENTURY = 36_525  # days


@dataclass(frozen=True, slots=True)
class Around:
    """What a check may look at beside the record."""

    today: date
    site: Site
    township: Township
    village: Village
    records: tuple[AnyRecord, ...]  # every record of the village, as far as it could be read
    packaged: Packaged
    public_phones: frozenset[str]  # telephone numbers that may be shown, digits only
    numbers: Mapping[str, str]  # public numbers issued so far -> source
    glyphs: Callable[[str], tuple[str, ...]]  # the characters of a text that no font on paper has
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    unread: tuple[UnreadFile, ...] = ()
    compared: ComparisonLists = field(default_factory=ComparisonLists)  # what only checks may look at
    # what `once` has made: it follows from the other fields, so that asking never changes what is seen
    _made: dict[Hashable, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, make: Callable[[Around], T]) -> T:
        """Return what a function makes of the village, made once for all its records: an index for checks."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[return-value]

    def once_for(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is made under a key, made once however many checks ask: of one record, or one file."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]  # type: ignore[return-value]

    def day_of(self, record: AnyRecord) -> date:
        """Return the day whose law holds for a record.

        The end of its period, else the day of what it tells of, else of its publication, else today.
        """
        given = record.fields
        try:
            day = given.period.end if given.period else given.event_date or given.publish_date
        except Unread:
            day = None
        return day or self.today

    def amount(self, rule: str, parameter: str, record: AnyRecord) -> Decimal:
        """Return the yuan from which a rule looks at a record: its own number, else the parameter's."""
        return self.packaged.law.amount(parameter, self.day_of(record), own=rule)

    def share(self, name: str, record: AnyRecord, *, own: str = "") -> Fraction:
        """Return a number or share of the law on a record's day; what a rule has of its own goes over it."""
        return self.packaged.law.value(name, self.day_of(record), own=own)

    def number(self, name: str, record: AnyRecord) -> int:
        """Return a whole number of the law on a record's day."""
        return self.packaged.law.number(name, self.day_of(record))

    def days(self, rule: str, record: AnyRecord, *, parameter: str = "", on: date | None = None) -> int:
        """Return the days that a rule goes by on a record's day or another: its own, else the parameter's.

        A century at most: more is a slip of the pen.
        """
        law, day = self.packaged.law, on or self.day_of(record)
        return min(law.number(parameter or rule, day, own=rule), _CENTURY)

    def unread_of(self, fields: type[Disclosure]) -> Iterator[UnreadFile]:
        """Yield the files of which no record could be made, and that may hold one with fields of a type."""
        for file in self.unread:
            if file.kind not in self.kinds or issubclass(self.kinds[file.kind].fields, fields):
                yield file

    def of_kind(self, fields: type[F]) -> Iterator[Record[F]]:
        """Yield the village's records with fields of a type."""
        for record in self.records:
            if isinstance(record.fields, fields):
                yield record  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a check found its fault, the value as written, and what the message is filled with."""

    place: Place
    value: str = ""
    details: Mapping[str, Detail] = field(default_factory=dict)


def found(place: Place, value: str = "", **details: object) -> Finding:
    """Make a finding; details are written as text, several one after another."""
    said = {key: detail if isinstance(detail, tuple) else str(detail) for key, detail in details.items()}
    return Finding(place, value, said)


Glance = Callable[[Any, Around], object]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: the fault it is named for, the type of fields it looks at, and the function that finds it.

    It finds nothing in a record that gives none of the fields in `given`, where any are named, and nothing
    where `where` does not hold: a glance at the record, and at no other, that several checks may share.
    """

    fault: Fault
    fields: type[Disclosure]
    find: Callable[[Any, Around], Iterable[Finding]]
    given: tuple[str, ...] = ()
    where: Glance | None = None
    terms: Terms = Terms()

    def findings(self, record: AnyRecord, around: Around) -> list[Finding]:
        """Return what it finds in a record with such fields, until it asks for what could not be read."""
        found: list[Finding] = []
        try:
            found += self.find(record, around)
        except Unread:
            return found
        return found


def each(items: Iterable[T], look: Callable[[T], Iterable[Finding]]) -> Iterator[Finding]:
    """Look at one thing after another: what could not be read of one hides nothing of the others."""
    for item in items:
        try:
            yield from look(item)
        except Unread:
            continue


def where_read(records: Iterable[R], passes: Callable[[R], object]) -> Iterator[R]:
    """Yield the records that pass a test; one of which too little could be read for it does not."""
    for record in records:
        try:
            is_wanted = passes(record)
        except Unread:
            continue
        if is_wanted:
            yield record


def check(
    code: str,
    *,
    of: type[Disclosure] = Disclosure,
    given: str | tuple[str, ...] = (),
    where: Glance | None = None,
    own: str = "",
    by: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
) -> Callable[[Callable[[Any, Around], Iterable[Finding]]], Check]:
    """Make a check of a function that finds the fault of a code in records with fields of a type.

    It is asked only of records that give a field, or one of several, where those are named, and only where a
    glance at the record tells that there may be something; checks that name the same share one look.
    `own`, `by` and `words` are what a law file may change of it, as in `Terms`.
    """
    names, terms = (given,) if isinstance(given, str) else given, Terms(own=own, by=by, words=words)
    return partial(Check, fault(code), of, given=names, where=where, terms=terms)


@dataclass(frozen=True, slots=True)
class Comparable:
    """What a record tells to be held against others of its township: small, plain, and never shown."""

    key: str  # those of one key are compared
    value: str
    place: Place
    title: str = ""
    least: str = ""  # the share or number that the law of the record's day gives the rule
    rule: str = ""  # the code of the comparison
    ruled: str = ""  # how grave the law of the day makes it, where it says so
    note: str = ""  # what a law file says of the rule
    village: str = ""  # what the village is called
    slug: str = ""

    def to_plain(self) -> dict[str, Plain]:
        """Return it as it is kept; what is empty is left out."""
        texts: dict[str, Plain] = {name: text for name in _TEXTS if (text := getattr(self, name))}
        return {**texts, "place": fields_of(self.place)}


_TEXTS = ("key", "value", "title", "least", "rule", "ruled", "note")


def comparable_of(plain: Values) -> Comparable:
    """Read what was kept; raises TypeError where it is not whole."""
    texts = {name: text_of(plain, name) for name in _TEXTS}
    return Comparable(place=place_of(map_of(plain, "place")), **texts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One rule over the villages of a township: what records tell, and what is found among those of a key.

    It holds nothing back: it comes after the villages are built.
    """

    fault: Fault
    fields: type[Disclosure]
    tell: Callable[[Any, Around], Iterable[Comparable]]
    find: Callable[[Sequence[Comparable]], Iterable[tuple[Comparable, Finding]]]


def comparison(
    code: str, *, of: type[Disclosure] = Disclosure, tell: Callable[[Any, Around], Iterable[Comparable]]
) -> Callable[[Callable[[Sequence[Comparable]], Iterable[tuple[Comparable, Finding]]]], Comparison]:
    """Make a comparison of a function that finds the fault of a code among those of one key."""
    return partial(Comparison, fault(code), of, tell)


@dataclass(frozen=True, slots=True)
class Task:
    """One output to render. It holds all that the output may show, so equal tasks give equal bytes."""

    template: str  # in the theme
    output: str  # relative to the output folder
    data: Values
    order: int
    dated: str = ""  # ISO date, the timestamp of a PDF
    section: str = ""  # the list of the manifest that names it, one that the channel declares
    entry: Values = field(default_factory=dict)  # what that list says of it
    # pictures that a template of paper shows, by name
    files: Mapping[str, bytes] = field(default_factory=dict)
    source: Place = field(default_factory=Place)  # where what it shows is written, for warnings of drawing it


class Order(IntEnum):
    """In which order outputs are written, so that no link ever leads nowhere."""

    ASSETS = 0
    RECORDS = 1
    LISTS = 2
    HOMES = 3
    PORTAL = 4


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output, ready to be written."""

    output: str
    data: bytes
    order: int
    section: str = ""
    entry: Values = field(default_factory=dict)
    channel: str = ""  # filled in for what a channel plans
    as_given: bool = False  # a file that somebody enclosed: it was searched where it was read


@dataclass(frozen=True, slots=True)
class Deferred:
    """One output that is made only where it does not stand as it would be made.

    `of` is all that it says, in any text: equal texts make equal bytes.
    """

    output: str
    of: str
    make: Callable[[], bytes]
    order: int
    channel: str
    is_searched: bool = False  # it is put together of outputs, each of which was searched


@dataclass(frozen=True, slots=True)
class Rendered:
    """Bytes, what the manifest learns of them (page counts), and what went wrong without stopping them."""

    data: bytes
    learned: Values = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Where pages lie in the output folder, of the channel that the addresses of records lead to."""

    front: str  # the page to open first
    of_record: Callable[[str, str], str]  # (slug, number) -> its page; `record.json` lies beside it
    reserved: frozenset[str] = frozenset()  # names that no village and no township may have for a slug


def _no_plan(site: SiteView, theme: Theme) -> Iterable[Task | Artifact]:
    return ()


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to people: plans the outputs of a village and of the site, and renders one of them."""

    name: str
    plan_village: Callable[[VillageView, Theme], Iterable[Task | Artifact]]
    render: Callable[[Task, Theme], Rendered]
    plan_site: Callable[[SiteView, Theme], Iterable[Task | Artifact]] = _no_plan
    sections: tuple[str, ...] = ()  # the lists of a village's manifest that name its outputs
    posted: tuple[str, ...] = ()  # those of them whose outputs hang on walls
    site_sections: tuple[str, ...] = ()  # those of them that the site's manifest has as well
    pages: Pages | None = None
    theme: Path | None = None  # a folder of its own templates and strings, which lies below every theme
    rank: int = 9  # its place where channels are listed
    surface: Surface = Surface.OPEN  # who reads it, and so whom it may name


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that can be added, as found at the start and passed on from there."""

    kinds: Mapping[str, Kind]
    checks: tuple[Check, ...]
    channels: Mapping[str, Channel]
    comparisons: tuple[Comparison, ...] = ()
    found_by: Callable[[], Parts] | None = None  # what finds them again in another process

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that a law file may change: of single records and over several villages."""
        beside = (Rule(one.fault, holds=False) for one in self.comparisons)
        return (*(Rule(one.fault, one.terms) for one in self.checks), *beside)

    def __reduce__(self) -> tuple[Callable[[], Parts], tuple[()]]:
        """Go to another process as the name of what finds them there: they are code, not data."""
        if self.found_by is None:
            raise TypeError("parts that nothing can find again run in this process only")
        return self.found_by, ()
