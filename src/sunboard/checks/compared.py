"""What the lists in `private` tell.

Money for relatives of cadres, aid for people who have died, and who stands only in the list of a department
or only in that of the village.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from sunboard.checks.ledgers import (
    people_with_groups,
)
from sunboard.checks.recipients import named_in
from sunboard.checks.words import has_any
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, each, found
from sunboard.fields.disclosure import Disclosure
from sunboard.kinds.asset import Asset, AssetRow, Disposal
from sunboard.kinds.contract import Contract, ContractRow, Terms
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.kinds.subsidy import Recipient, Subsidy
from sunboard.lazy import regex
from sunboard.model.surface import MIDDLE
from sunboard.privacy.surfaces import masked_name
from sunboard.settings.comparison import Listed

_FULL_NAME = 3
"""Signs of a name after which a shop may be called, such as 罗小兰苗圃."""
_NAMED = 5
"""Names that one warning tells, masked; the village has both lists."""
_Favour = LedgerRow | Contract | ContractRow | Disposal | AssetRow
_LENGTHS = (4, 3, 2)  # of names, the longest first
_PAYS, _GROUP = regex("[支转]?付(?:给|清)?"), regex(r"(?:\d+|[一二三四五六七八九十]+)组")
_FAVOURED = {"payee": LedgerRow, "party": Terms, "buyer": Disposal | AssetRow}


def _may_favour(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record is of a sort that tells who was paid, or who was let or sold something."""
    return isinstance(record.fields, Finance | Contract | Asset)


@check("payee-related", where=_may_favour, words=("words", "excepted"))
def payee_related(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Somebody who was paid, or let or sold something, holds an office, or is a near relative of who does."""
    relatives = around.compared.relatives
    posts = {post.name for post in around.village.posts}
    asked, excepted = around.packaged.law.words("payee-related", around.day_of(record))

    def named(written: str | None) -> Iterator[str]:
        for called, group in people_with_groups(written):
            name = called if called in posts or called in relatives else called[:_FULL_NAME]
            is_related = any(one.is_meant(group, around.village.name) for one in relatives.get(name, ()))
            if is_related or name in posts:
                yield name

    def look(told: _Favour) -> Iterator[Finding]:
        thing = record.title
        if isinstance(told, LedgerRow):
            if has_any(told.summary, excepted) and not has_any(told.summary, asked):
                return
            thing = told.called
        elif isinstance(told, Terms):
            thing = told.object or thing
        elif isinstance(told, AssetRow):
            thing = told.name
        what = next(what for what, parts in _FAVOURED.items() if isinstance(told, parts))
        written, place = getattr(told, what), told.at(what)
        if isinstance(told, LedgerRow) and not written and told.other_party:
            written, place = told.other_party, told.at("other_party")
        if isinstance(told, LedgerRow) and not written:
            written, place = _paid_to(told.summary, relatives), told.at("summary")
        for name in named(written):
            yield found(place, name, what=what, thing=thing)

    yield from each(_favours(record.fields), look) if relatives or posts else ()


def _paid_to(summary: str, names: Container[str]) -> str:
    """Return whom of some people a summary pays, with the group that it tells: 付何广义（1组）砂石款."""
    paid = _PAYS.match(summary)
    if not paid:
        return ""
    rest = summary[paid.end() :]
    name = next((rest[:length] for length in _LENGTHS if rest[:length] in names), "")
    group = _GROUP.search(summary) if name else None
    return f"{name}{group[0] if group else ''}"


def _favours(fields: Disclosure) -> Iterable[_Favour]:
    """Return what tells who was paid, or let or sold something."""
    if isinstance(fields, Finance):
        return fields.payments
    if isinstance(fields, Contract):
        return (fields, *fields.rows)
    return (*filter(None, (fields.disposed,)), *fields.rows) if isinstance(fields, Asset) else ()


@check("recipient-related", of=Subsidy)
def recipient_related(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """A relative of a cadre stands in a list of aid, and the list does not say so."""
    relatives = around.compared.relatives

    def look(row: Recipient) -> Iterator[Finding]:
        listed = relatives.get("".join((row.name or "").split()), ())
        is_related = any(one.is_meant(row.group or "", around.village.name) for one in listed)
        if is_related and not row.cadre_related:
            yield found(row.at("name"), row.name or "", group=row.group or "")

    yield from each(record.fields.rows, look) if relatives and record.fields.program != "干部亲属" else ()


@check("recipient-dead", of=Subsidy)
def recipient_dead(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """Somebody who has died is still given aid."""
    deaths, day = around.compared.deaths, around.day_of(record)

    def look(row: Recipient) -> Iterator[Finding]:
        for one in deaths.get("".join((row.name or "").split()), ()):
            is_meant = one.is_meant(row.group or "", around.village.name)
            if is_meant and (one.day is None or one.day < day):
                yield found(row.at("name"), row.name or "", group=row.group or "", day=one.day or "")
                return

    yield from each(record.fields.rows, look) if deaths and record.fields.phase != "退出" else ()


@check("match-file-unread", of=Subsidy)
def match_file_unread(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """The list that a record shall be compared with is not there, or names nobody."""
    written = record.fields.match_file
    if written and not _listed(record, around):
        why = "names" if around.compared.holds(written) else "absent"
        if not written.strip().lower().endswith(".csv"):
            why = "format"
        yield found(record.fields.at("match_file"), written, why=why)


@check("recipient-unlisted", of=Subsidy)
def recipient_unlisted(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """People stand in a list of aid, and not in the list that it is compared with."""
    listed, village = _listed(record, around), around.village.name
    named = [who for row in record.fields.rows if (who := named_in(row))] if listed else []
    extra = [
        name for name, group in named if not any(one.is_meant(group, village) for one in listed.get(name, ()))
    ]
    yield from _told(record, extra)


@check("recipient-left-out", of=Subsidy)
def recipient_left_out(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """People of this village stand in the list that a list of aid is compared with, and not in it."""
    listed, village = _listed(record, around), around.village.name
    groups: dict[str, list[str]] = {}
    for row in record.fields.rows if listed else ():
        who = named_in(row)
        if who is None:  # whom a row does not name may be anybody
            return
        groups.setdefault(who[0], []).append(who[1])
    people = (one for namesakes in listed.values() for one in namesakes if one.is_meant("", village))
    lacking = [
        one for one in people if not any(one.is_meant(group, village) for group in groups.get(one.name, ()))
    ]
    yield from _told(record, (name for name, _ in dict.fromkeys((one.name, one.group) for one in lacking)))


@check("area-above-registered", of=Subsidy)
def area_above_registered(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """A row is for more land than the list that it is compared with has for the household."""
    listed, village = _listed(record, around), around.village.name
    file = record.fields.match_file or ""

    def look(row: Recipient) -> Iterator[Finding]:
        who = named_in(row)
        if who is None or row.area is None:
            return
        registered = [one.area for one in listed.get(who[0], ()) if one.is_meant(who[1], village)]
        known = [area for area in registered if area is not None]
        if known and len(known) == len(registered) and row.area > sum(known):
            yield found(row.at("area"), f"{row.area}", file=file, registered=f"{sum(known)}")

    yield from each(record.fields.rows, look) if listed else ()


def _listed(record: Record[Subsidy], around: Around) -> Mapping[str, tuple[Listed, ...]]:
    """Return who stands in the list that a record names, by name."""
    written = record.fields.match_file or ""
    return around.once_for((_listed, written), lambda: around.compared.people_in(written)) if written else {}


def _told(record: Record[Subsidy], names: Iterable[str]) -> Iterator[Finding]:
    """Tell of people all at once: how many, and the first of them masked."""
    names = tuple(names)
    masked = tuple(masked_name(name, MIDDLE) for name in names[:_NAMED])
    if names:
        more = "more" if len(names) > _NAMED else "all"
        place, file = record.fields.at("match_file"), record.fields.match_file or ""
        yield found(place, file, count=len(names), people=masked, more=more)
