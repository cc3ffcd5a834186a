"""What records name: one another, powers, rows of the catalogue, groups."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from sunboard.checks.names import ids_by_source, names_by_source, records_by_id, sources_by_title
from sunboard.contracts import AnyRecord, Around, Finding, check, each, found
from sunboard.fields.declarations import names_of
from sunboard.fields.disclosure import Disclosure, as_named, numbers_as_issued
from sunboard.fields.part import Part
from sunboard.fields.written import groups_said
from sunboard.kinds.card import Card
from sunboard.kinds.power import Power
from sunboard.kinds.subsidy import Subsidy
from sunboard.model.node import Place, texts
from sunboard.settings.catalog import CatalogNames, catalog_names
from sunboard.settings.packaged import Packaged

_ALL_GROUPS = frozenset(
    ("全村", "全体", "全体村民", "全体居民", "全社区", "各组", "各村民小组", "所有小组", "所有村民小组")
)
_NAMED = 8
"""How many names a message proposes."""


def _known(around: Around) -> frozenset[str]:
    return frozenset(name for names in around.once(names_by_source).values() for name in names)


def _powers(around: Around) -> frozenset[str]:
    names = around.once(names_by_source)
    return frozenset(name for record in around.of_kind(Power) for name in names[record.source])


def _as_written(record: AnyRecord, name: str, reference: str) -> str:
    """Return a reference as the clerk wrote it: one that numbers a paper is known by another text."""
    node = record.document.fields.get(*names_of(type(record.fields))[name].names)
    pieces = (piece.strip() for text in texts(node) for piece in text.split("、")) if node else ()
    return next((one for one in pieces if as_named(numbers_as_issued(one)) == reference), reference)


def _nearest(written: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return some of the known names, those first that are most like the written one."""
    near = difflib.get_close_matches(written, sorted(known), n=_NAMED, cutoff=0.3)
    return tuple(dict.fromkeys((*near, *sorted(known))))[:_NAMED]


def _guess(written: str, known: frozenset[str]) -> dict[str, str]:
    """Return which of the known names a written one may mean, as pages of faults put it into words."""
    near = difflib.get_close_matches(written, sorted(known), n=1, cutoff=0.6)
    return {"guess": "near", "near": near[0]} if near else {"guess": ""}


@check("reference-unknown", given=("power", "related", "corrects", "leads_to", "items"))
def reference_unknown(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record, or a card's code or line, names another one, or a power, that the village does not have."""
    fields = record.fields
    named = [("power", fields.power), ("related", fields.related), ("corrects", (fields.corrects,))]
    if isinstance(fields, Card):
        named.append(("leads_to", (fields.leads_to,)))
        yield from each(fields.items, lambda item: _unknown(item, "power", item.power, record, around))
    for name, references in named:
        for reference in references:
            yield from _unknown(fields, name, reference, record, around)


def _unknown(
    part: Part, name: str, reference: str | None, record: AnyRecord, around: Around
) -> Iterator[Finding]:
    """Yield what is wrong with a reference of a record or of a part of it: nothing if that is known."""
    what = "power" if name == "power" else "record"
    known = around.once(_powers if what == "power" else _known)
    if not reference or "/" in reference or reference in known:
        return
    if any(file.may_say(reference) for file in around.unread_of(Power if what == "power" else Disclosure)):
        return
    ids = around.once(ids_by_source)
    titled = [source for source in around.once(sources_by_title).get(reference, ()) if what == "record"]
    among_ids = frozenset(one for source in titled or ids for one in ids[source]) - ids[record.source]
    written = _as_written(record, name, reference) if part is record.fields else reference
    if titled and among_ids:
        yield found(part.at(name), written, what="titles", known=tuple(sorted(among_ids)), guess="")
        return
    nearest = _nearest(reference, among_ids & known)
    what = what if nearest else f"no-{what}"
    others = known - frozenset(around.once(names_by_source).get(record.source, ()))
    yield found(part.at(name), written, what=what, known=nearest, **_guess(reference, others))


@check("corrects-itself", given="corrects")
def corrects_itself(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record names itself as the one that it corrects."""
    corrected = record.fields.corrects
    if corrected and corrected in around.once(names_by_source).get(record.source, ()):
        yield found(record.at("corrects"), corrected)


@check("correction-reason-missing", given="corrects")
def correction_reason_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record corrects another one and does not say why. Both pages show the reason."""
    if record.fields.corrects and not record.fields.correction_reason:
        how = "renamed" if record.fields.reason else ""
        yield found(record.at("corrects"), record.fields.corrects, how=how)


@check("withdrawn-before-publication", given="withdrawn")
def withdrawn_before_publication(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is withdrawn on a day before it was published."""
    fields = record.fields
    if fields.withdrawn and fields.publish_date and fields.withdrawn.date < fields.publish_date:
        yield found(fields.withdrawn.at("date"), str(fields.withdrawn.date), published=fields.publish_date)


@check("id-taken")
def id_taken(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Two records of the village have one id, so that nobody can tell which one a reference means."""
    for other in around.once(records_by_id).get(record.id, ()):
        if other.source == record.source:
            return
        if _clash(record, other, around):
            yield found(record.at("id"), record.id, title=other.title, other=other.source)
            return


def _clash(one: AnyRecord, two: AnyRecord, around: Around) -> bool:
    if one.kind != two.kind:
        return bool(one.fields.id and two.fields.id)
    # laying inherited lists over one another has noted it
    apart = one.source.split("/")[:2] != two.source.split("/")[:2]
    return not (apart and around.kinds[one.kind].inherited)


@check("catalog-unknown", given="catalog")
def catalog_unknown(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record names a row that the disclosure catalogue does not have, or words that fit several rows."""
    written = record.fields.catalog
    if not written or written in around.packaged.catalog:
        return
    if told := _catalog_names(around.packaged).unknown(written):
        yield found(record.at("catalog"), written, **told)


def _catalog_names(packaged: Packaged) -> CatalogNames:
    return packaged.once(_catalog_names, lambda: catalog_names(packaged.catalog))


@check("group-unknown", given=("group", "rows"))
def group_unknown(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record, or the rows of a list, are for a villagers' group that `village.yaml` does not list."""
    groups = frozenset(around.village.groups)
    numbered = {name for group in groups for name in groups_said(group)}
    seen: set[str] = set()
    for group, place in _groups_named(record) if groups else ():
        if group in seen or group in groups or group in _ALL_GROUPS:
            continue
        seen.add(group)
        said = groups_said(group) or groups_said(f"{group}组")  # 一、二组 is a list of two
        if not said or not numbered.issuperset(said):
            yield found(place, group, known=around.village.groups, **_guess(group, groups))


def _groups_named(record: AnyRecord) -> Iterator[tuple[str, Place]]:
    """Yield each group that a record and the rows of its list name, and where."""
    fields = record.fields
    for group in () if "group" in fields.unread else fields.group:
        yield group, record.at("group")
    for row in fields.rows if isinstance(fields, Subsidy) else ():
        if "group" not in row.unread and row.group:
            yield row.group, row.at("group")
