"""From what is shown to the views that channels draw: labelled, dated, linked, in the site's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sunboard.contracts import Kind, Telling
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import CATEGORIES, OTHER_CATEGORY, PLACES, SECONDS, SIGNATURES, Disclosure
from sunboard.issuing.issue import Shown
from sunboard.issuing.register import UNKNOWN_PATH, Edition, is_number
from sunboard.issuing.states import Posting, calendar_of, day_of, on_display, series_of, state_by_date
from sunboard.lazy import dataclass
from sunboard.model.blocks import Content, Fact, Handout
from sunboard.model.node import Place
from sunboard.model.once import Again, always
from sunboard.model.period import parse_period
from sunboard.model.plain import Values, gaps_for_tabs, map_of, text_of, texts_of
from sunboard.model.state import BARE, State
from sunboard.model.surface import FULL, Surface
from sunboard.model.today import Today
from sunboard.model.view import Notice, RecordView
from sunboard.privacy.naming import is_about_people, people_named_in
from sunboard.privacy.surfaces import Said, lists_people, naming_on, said_on
from sunboard.typesetting.saying import Saying
from sunboard.viewing.clocks import clocks_of
from sunboard.viewing.context import VillageContext
from sunboard.viewing.described import Described, Descriptions
from sunboard.viewing.editions import edition_notes
from sunboard.viewing.files import attachments_of, files_of, pictures_of
from sunboard.viewing.linking import Dated, Told, record_key, related, targets_of, told_of, under
from sunboard.viewing.notices import Correction, absence_of, correction_of, notices_of
from sunboard.viewing.record_json import record_json
from sunboard.viewing.terms import Glossary, terms_in

if TYPE_CHECKING:
    from sunboard.engines.pictures import Developed


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes the records of one village."""

    kinds: Mapping[str, Kind]
    context: VillageContext
    files: Mapping[str, bytes]  # the attachments that are there, by SHA-256
    pictures: Mapping[str, Developed]  # of those, the pictures
    register: Mapping[str, tuple[Edition, ...]]  # number -> every known edition
    glossary: Glossary
    again: Again = always
    descriptions: Descriptions = field(default_factory=Descriptions)

    @property
    def say(self) -> Saying:
        """Return the words of the theme."""
        return self.context.say

    def views(self, shown: tuple[Shown, ...]) -> Mapping[Surface, tuple[RecordView, ...]]:
        """Return the views of all that has a number or waits for one, newest first; a leak only its state.

        Each surface has its own; those that differ nowhere are the same.
        """
        said = [item for item in shown if item.has_page]
        targets = targets_of(said, self.context.slug)
        issued = {record_key(item): self._dated(item) for item in said}
        told, alike = self._told(issued, targets), dict[str, RecordView]()
        return {
            surface: _newest_first(self._views_on(surface, issued, targets, told, alike))
            for surface in Surface
        }

    def _told(self, seen: Mapping[str, Dated], targets: Mapping[str, str]) -> Told:
        return told_of(self._hung(_corrected(seen, targets)), targets)

    def _views_on(
        self,
        surface: Surface,
        issued: Mapping[str, Dated],
        targets: Mapping[str, str],
        told: Told,
        alike: dict[str, RecordView],
    ) -> Iterator[RecordView]:
        """Yield the views of a surface; `told` is what a village tells where all of it may be seen.

        `alike` keeps the views that no surface changes.
        """
        seen = {key: self._seen(item, surface) for key, item in issued.items()}
        others = [key for key, item in issued.items() if seen[key] is not item]
        told = self._told(seen, targets) if others else told
        # what one record says, the way to it from another repeats
        moved = any(_as_linked(seen[key]) != _as_linked(issued[key]) for key in others)
        for key, item in told.dated.items():
            make, own = partial(self._view, item, told), moved or key in others
            if not own and key in alike:
                yield alike[key]
                continue
            view = self.again(("view", surface if own else "", key), item, make)
            yield view if own else alike.setdefault(key, view)

    def _seen(self, item: Dated, surface: Surface) -> Dated:
        """Return a record as it may be seen on a surface; the same where all of it may."""
        edition, fields = item.shown.edition, item.kind.fields
        if edition is None:
            return item
        if surface is Surface.PAPER and item.calendar.on_paper != item.calendar:
            item = self._dated(item.shown, on_paper=True)
        programme = self.context.packaged.programme_of(item.values)
        namings = programme.namings if programme else None
        said = Said(item.values, edition.body, edition.attachments, edition.path)
        seen = said_on(said, surface, fields, namings)
        if seen is said:
            return item
        edition = replace(
            edition,
            values=seen.values,
            body=seen.body,
            attachments=seen.attachments,
            path=edition.path if seen.path == edition.path else UNKNOWN_PATH,
        )
        naming, on_board = (
            naming_on(one, fields, item.values, namings) if is_about_people(fields, item.values) else FULL
            for one in (surface, Surface.PAPER)
        )
        shown = replace(item.shown, edition=edition)
        return replace(item, values=seen.values, shown=shown, naming=naming, on_board=on_board)

    def _dated(self, item: Shown, *, on_paper: bool = False) -> Dated:
        values = map_of({"": gaps_for_tabs(dict(item.edition.values))}, "") if item.edition else {}
        kind = self.kinds[
            item.edition.kind if item.edition else item.candidate.kind if item.candidate else ""
        ]
        calendar = calendar_of(values, self.context.packaged)
        state = by_date = state_by_date(calendar.on_paper if on_paper else calendar, self.context.today)
        if item.why == State.LEAK:
            state = State.LEAK
        elif (taken_back := day_of(map_of(values, "withdrawn"), "date")) and taken_back <= self.context.today:
            state = State.WITHDRAWN
        elif state not in BARE and item.why != State.LIVE:
            state = State.MISSING if item.why == State.MISSING else State.HELD
        return Dated(item, kind, values, calendar, state, phase=by_date if state == State.HELD else state)

    def _posting(self, item: Dated) -> Posting:
        period = parse_period(text_of(item.values, "period"))
        row = self.context.packaged.catalog.get(text_of(item.values, "catalog"))
        standing = item.kind.standing or bool(
            row and not period and (row.frequency or "").startswith(("长期", "变动"))
        )
        return Posting(
            number=record_key(item.shown),
            state=item.phase,
            standing=standing,
            calendar=item.calendar,
            series=series_of(item.kind, item.values),
            period=period.end.isoformat() if period else "",
        )

    def _hung(self, dated: Mapping[str, Dated]) -> dict[str, Dated]:
        """Say of each record whether it hangs on the wall, and until when."""
        postings = {key: self._posting(item) for key, item in dated.items()}
        hanging = on_display(postings.values(), self.context.today)
        return {
            key: replace(item, hanging=key in hanging, taken_down=postings[key].taken_down)
            for key, item in dated.items()
        }

    def _view(self, item: Dated, told: Told) -> RecordView:
        telling = self._telling(item, told)
        described = self._described(item, telling)
        correction = self._correction(item, described.content, told)
        return self._said(self._head(item, described.content, correction), item, described, told, telling)

    def _described(self, item: Dated, telling: Telling) -> Described:
        """Return what a record says of itself, and of which words and people that is."""
        values, edition, kind = item.values, item.shown.edition, item.kind
        body = edition.body if edition else ""

        def make(today: Today) -> Described:
            content = kind.describe(values, replace(telling, today=today))
            said = content.figures, content.blocks, content.facts, text_of(values, "plain_summary"), body
            terms = terms_in(self.glossary, *said)
            return Described(content, terms, people_named_in(kind.fields, values))

        of = (kind.name, body, values, telling.earlier, telling.year_before)
        return self.descriptions.of(*of, today=self.context.today, make=make)

    def _correction(self, item: Dated, was: Content, told: Told) -> Correction | None:
        """Return what the record says that corrects one, if there is one."""
        other = told.dated.get(item.corrected_by)
        if other is None:
            return None
        now = self._described(other, self._telling(other, told)).content
        return correction_of(was, now, other.values, self.say)

    def _head(self, item: Dated, content: Content, correction: Correction | None) -> RecordView:
        """Return what may be told of a record whatever its state."""
        values, edition, number, say = item.values, item.shown.edition, item.shown.number, self.say
        bare, leak = item.state in BARE, item.state == State.LEAK
        row = self.context.packaged.catalog.get(text_of(values, "catalog"))
        category = text_of(values, "category") or (row.category if row else "") or item.kind.category
        place = CATEGORIES.get(category, OTHER_CATEGORY)
        period = parse_period(text_of(values, "period"))
        written = text_of(values, "publish_date")
        published = written or (edition.date if edition else "")
        return RecordView(
            number=number,
            paper_number=self._paper_number(number),
            edition=edition.edition if edition else item.shown.last,
            check_code=_check_code(edition),
            kind=item.kind.name,
            kind_label=item.kind.called(say.language),
            id="" if leak else text_of(values, "id"),
            door=place.door,
            panel=place.panel,
            category=category,
            title="" if leak else text_of(values, "title"),
            state=item.state,
            state_label=say(f"state-{item.state}"),
            phase=item.phase,
            notices=tuple(notices_of(item, self._lost(edition), self.context, correction)),
            replaced=correction.replaced if correction and not bare else (),
            facts=content.tally if item.state == State.EXPIRED else (),
            period=str(period) if period else "",
            period_label=period.name(say.language) if period else "",
            published=published,
            announced=written if item.kind.inherited else published,
            issued=edition.date if edition else "",
            notice_start=_iso(item.calendar.notice_start),
            notice_end=_iso(item.calendar.notice_end),
            posted_until=_iso(item.taken_down),
            url=self.context.addresses.url(number) if is_number(number) else "",
            qr=self.context.addresses.qr(number) if is_number(number) else "",
            bare=bare,
            year=(published or number)[:4],
            inherited=item.kind.inherited,
            source=Place(item.shown.candidate.source, 1) if item.shown.candidate else Place(),
            applies=values.get("applies") is not False and content.applies,
            searchable=not (
                bare
                or item.calendar.expires
                or lists_people(item.kind.fields)
                or is_about_people(item.kind.fields, values)
            ),
        )

    def _said(
        self, view: RecordView, item: Dated, described: Described, told: Told, telling: Telling
    ) -> RecordView:
        """Add what a record says; little where only its state is shown, or where it has no case."""
        values, edition, say, content = item.values, item.shown.edition, self.say, described.content
        head = partial(replace, view, category=say.label(view.category), values=record_json(item.shown, view))
        if view.bare or edition is None:
            return head()
        kept_off = tuple(name for name in PLACES if not _may_stand(values, name))
        said = partial(
            head,
            class_label=say.label(content.class_label),
            responsible=content.responsible,
            serves=content.serves,
            summary=text_of(values, "plain_summary"),
            absence=absence_of(values, say),
            attachments=attachments_of(edition, self.files, self.pictures, say),
            pictures=pictures_of(values, edition, self.files, self.pictures, say),
            files=tuple(files_of(edition, self.files, self.pictures)),
            signing=self._signing(values),
            on_display=item.hanging,
            kept_off=kept_off,
            seconds=_seconds(values),
            related=related(item, told, say),
            under=under(item, told, say),
            editions=edition_notes(self.register.get(view.number, ()), item.kind, telling),
            names=described.names,
            groups=tuple(texts_of(values, "group")),
        )
        if values.get("applies") is False:
            return said()
        posted = None if "board" in kept_off else item.taken_down
        return said(
            facts=content.facts,
            caveat=content.caveat,
            key=content.key,
            largest=content.largest,
            notices=(*view.notices, *((Notice("info", content.caveat),) if content.caveat else ())),
            figures=content.figures,
            blocks=content.blocks,
            headline=content.headline,
            handouts=tuple(self._leading(one, view.qr, told) for one in content.handouts),
            volume=content.volume,
            body=edition.body,
            clocks=clocks_of(item.calendar, posted, self.context.packaged, say),
            terms=described.terms,
        )

    def _leading(self, handout: Handout, own: str, told: Told) -> Handout:
        """Return a handout with the address that its code leads to."""
        target = told.dated.get(told.targets.get(handout.leads_to, ""))
        number = target.shown.number if target else ""
        return replace(handout, qr=self.context.addresses.qr(number) if is_number(number) else own)

    def _paper_number(self, number: str) -> str:
        """Return a number as it is written on paper."""
        if not is_number(number):
            return self.say("number-waiting")
        year, _, serial = number.partition("-")
        return self.say("paper-number", year=year, serial=str(int(serial)))

    def _telling(self, item: Dated, told: Told) -> Telling:
        telling = Telling(self.say, self.context.packaged, self.context.today)
        if period := parse_period(text_of(item.values, "period")):
            earlier, year_before = period.previous(), period.year_before()
            return replace(
                telling,
                earlier=told.of_period(item, earlier),
                year_before=told.of_period(item, year_before),
            )
        return telling

    def _lost(self, edition: Edition | None) -> tuple[str, ...]:
        """Return the titles of the papers of an edition that are no longer there."""
        papers = edition.attachments if edition else ()
        return tuple(
            text_of(paper, "title") for paper in papers if text_of(paper, "sha256") not in self.files
        )

    def _signing(self, values: Values) -> tuple[Fact, ...]:
        say = self.say
        facts = [(label_of(Disclosure, name, say.language), text_of(values, name)) for name in SIGNATURES]
        return tuple(
            Fact(say.label(label), say.day(value) if value[:4].isdigit() else value)
            for label, value in facts
            if value
        )


def _as_linked(item: Dated) -> tuple[str, State]:
    """Return what the ways to a record say of it."""
    return text_of(item.values, "title"), item.state


def _corrected(dated: Mapping[str, Dated], targets: Mapping[str, str]) -> dict[str, Dated]:
    """Say of each record that another corrects by which; a list whose names are gone stays expired."""
    dated = dict(dated)
    for number, item in tuple(dated.items()):
        target = targets.get(text_of(item.values, "corrects"), "")
        live = item.state not in BARE and item.shown.why in (State.LIVE, State.HELD, State.WAITING)
        other = dated.get(target) if live and target != number else None
        if other is None or other.state in (State.WITHDRAWN, State.LEAK):
            continue
        state = other.state if other.state == State.EXPIRED else State.CORRECTED
        dated[target] = replace(other, state=state, phase=state, corrected_by=number)
    return dated


def _may_stand(values: Values, name: str) -> bool:
    """Tell whether a record may stand in a place.

    The clerk's word on just that counts, else the list of channels, where there is one.
    """
    said, channels = text_of(map_of(values, name), "show"), texts_of(values, "channels")
    return said != "否" if said else not channels or PLACES[name] in channels


def _seconds(values: Values) -> int:
    """Return for how long a record is to stand on screens; 0 where the clerk leaves that to its length."""
    written = (text_of(map_of(values, "screen"), name) for name in SECONDS)
    return next((int(number) for number in written if number.isdecimal() and len(number) < 5), 0)


def _check_code(edition: Edition | None) -> str:
    if edition is None:
        return ""
    code = edition.digest.removeprefix("d1:")[:8].upper()
    return f"{code[:4]}-{code[4:]}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _newest_first(views: Iterable[RecordView]) -> tuple[RecordView, ...]:
    """Sort by day, then by number, then by title; what has no day or no number yet counts as newest."""

    def by_number(view: RecordView) -> tuple[int, int, str]:
        year, _, serial = view.number.partition("-") if is_number(view.number) else ("9999", "", "0")
        return -int(year), -int(serial), view.title

    return tuple(sorted(sorted(views, key=by_number), key=lambda view: view.published or "9", reverse=True))
