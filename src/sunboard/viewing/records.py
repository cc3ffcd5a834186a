"""From what is shown to the views that channels draw: labelled, dated, linked, in the site's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sunboard.contracts import Kind, Telling
from sunboard.engines.pictures import Developed
from sunboard.fields.declarations import label_of
from sunboard.fields.disclosure import CATEGORIES, OTHER_CATEGORY, SIGNATURES, Disclosure
from sunboard.issuing.issue import LIVE, Shown
from sunboard.issuing.register import Edition
from sunboard.issuing.states import (
    BARE,
    CORRECTED,
    HELD,
    LEAK,
    MISSING,
    NOTICE,
    WAITING,
    WITHDRAWN,
    Posting,
    calendar_of,
    day_of,
    on_display,
    series_of,
    state_by_date,
)
from sunboard.model.blocks import Content, Fact
from sunboard.model.node import Place
from sunboard.model.period import Period, parse_period
from sunboard.model.plain import Values, map_of, text_of, texts_of
from sunboard.model.view import Notice, RecordView, as_plain
from sunboard.privacy.naming import is_about_people, people_named_in
from sunboard.typesetting.saying import Saying
from sunboard.viewing.clocks import clocks_of
from sunboard.viewing.context import VillageContext
from sunboard.viewing.editions import edition_notes
from sunboard.viewing.files import attachments_of, files_of, pictures_of
from sunboard.viewing.linking import Dated, record_key, related, targets_of, under
from sunboard.viewing.record_json import record_json
from sunboard.viewing.terms import Glossary, terms_in


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes the records of one village."""

    kinds: Mapping[str, Kind]
    context: VillageContext
    files: Mapping[str, bytes]  # the attachments that are there, by SHA-256
    pictures: Mapping[str, Developed]  # of those, the pictures
    register: Mapping[str, tuple[Edition, ...]]  # number -> every known edition
    glossary: Glossary

    @property
    def say(self) -> Saying:
        """Return the words of the theme."""
        return self.context.say

    def views(self, shown: tuple[Shown, ...]) -> tuple[RecordView, ...]:
        """Return the views of all that has a number or waits for one, newest first; a leak only its state."""
        told = [item for item in shown if item.edition or (item.number and item.why == LEAK)]
        dated = {record_key(item): self._dated(item) for item in told}
        targets = targets_of(told)
        for number, item in tuple(dated.items()):
            target = targets.get(text_of(item.values, "corrects"), "")
            live = item.state not in BARE and item.shown.why in (LIVE, HELD, WAITING)
            if live and target in dated and target != number and dated[target].state not in BARE:
                dated[target] = replace(dated[target], state=CORRECTED, corrected_by=number)
        hanging = on_display((self._posting(item) for item in dated.values()), self.context.today)
        views = [self._view(item, dated, targets, key in hanging) for key, item in dated.items()]
        return _newest_first(views)

    def _dated(self, item: Shown) -> Dated:
        values = item.edition.values if item.edition else {}
        kind = self.kinds[
            item.edition.kind if item.edition else item.candidate.kind if item.candidate else ""
        ]
        calendar = calendar_of(values, self.context.packaged)
        state = state_by_date(values, calendar, self.context.today)
        if item.why == LEAK:
            state = LEAK
        elif (taken_back := day_of(map_of(values, "withdrawn"), "date")) and taken_back <= self.context.today:
            state = WITHDRAWN
        elif state not in BARE and item.why != LIVE:
            state = MISSING if item.why == MISSING else HELD
        return Dated(item, kind, values, calendar, state)

    def _posting(self, item: Dated) -> Posting:
        period = parse_period(text_of(item.values, "period"))
        row = self.context.packaged.catalog.get(text_of(item.values, "catalog"))
        standing = item.kind.standing or bool(
            row and not period and (row.frequency or "").startswith(("长期", "变动"))
        )
        state = (
            item.state
            if item.state != HELD
            else state_by_date(item.values, item.calendar, self.context.today)
        )
        return Posting(
            number=record_key(item.shown),
            state=state,
            standing=standing,
            calendar=item.calendar,
            series=series_of(item.kind, item.values),
            period=period.end.isoformat() if period else "",
        )

    def _taken_down(self, item: Dated) -> date | None:
        """Return the last day on the wall; none where it hangs until something happens (see `on_display`)."""
        posting = self._posting(item)
        hangs_on = (posting.standing or posting.period) and not item.calendar.posting_given
        return None if hangs_on else item.calendar.posted_until

    def _view(
        self, item: Dated, dated: Mapping[str, Dated], targets: Mapping[str, str], hanging: bool
    ) -> RecordView:
        values, edition, say = item.values, item.shown.edition, self.say
        number, bare = item.shown.number, item.state in BARE
        row = self.context.packaged.catalog.get(text_of(values, "catalog"))
        category = text_of(values, "category") or (row.category if row else "") or item.kind.category
        place = CATEGORIES.get(category, OTHER_CATEGORY)
        period = parse_period(text_of(values, "period"))
        telling = self._telling(item, dated)
        applies = values.get("applies") is not False
        silent = bare or not applies
        content = item.kind.describe(values, telling)
        if bare:
            content = Content(applies=content.applies)
        elif not applies:
            content = replace(content, facts=(), figures=(), blocks=(), headline=0)
        published = text_of(values, "publish_date") or (edition.date if edition else "")
        title = "" if item.state == LEAK else text_of(values, "title")
        year, _, serial = number.partition("-")
        url = self.context.addresses.url(number) if number else ""
        attachments = () if bare else attachments_of(edition, self.files, self.pictures)
        view = RecordView(
            number=number,
            paper_number=say("paper-number", short=self._short(), year=year, serial=str(int(serial)))
            if number
            else say("number-waiting"),
            edition=edition.edition if edition else item.shown.last,
            check_code=_check_code(edition),
            kind=item.kind.name,
            kind_label=item.kind.called(say.language),
            id="" if item.state == LEAK else text_of(values, "id"),
            door=place.door,
            panel=place.panel,
            category=category,
            class_label=content.class_label,
            title=title,
            summary="" if bare else text_of(values, "plain_summary"),
            state=item.state,
            state_label=say(f"state-{item.state}"),
            notices=self._notices(item),
            facts=content.facts,
            figures=content.figures,
            blocks=content.blocks,
            body="" if silent or not edition else edition.body,
            attachments=attachments,
            signing=() if bare else self._signing(values),
            period=str(period) if period else "",
            period_label=period.name(say.language) if period else "",
            published=published,
            issued=edition.date if edition else "",
            notice_start=_iso(item.calendar.notice_start),
            notice_end=_iso(item.calendar.notice_end),
            posted_until=_iso(self._taken_down(item)),
            on_display=hanging and not bare,
            on_board=_may_stand(values, "board", "栏"),
            on_screen=_may_stand(values, "screen", "屏"),
            url=url,
            qr=self.context.addresses.qr(number) if number else "",
            related=() if bare else related(item, dated, targets, say),
            bare=bare,
            year=(published or year)[:4],
            under=() if bare else under(item, dated, targets, say),
            pictures=() if bare else pictures_of(values, edition, self.files, self.pictures, say),
            clocks=()
            if silent
            else clocks_of(values, item.calendar, self._taken_down(item), self.context.packaged, say),
            editions=() if bare else edition_notes(self.register.get(number, ()), item.kind, telling),
            terms=() if silent else self._terms(values, content, edition),
            headline=content.headline,
            inherited=item.kind.inherited,
            files=() if bare or not edition else tuple(files_of(edition, self.files, self.pictures)),
            source=Place(item.shown.candidate.source, 1) if item.shown.candidate else Place(),
            responsible=content.responsible,
            applies=applies and content.applies,
            names=() if bare else people_named_in(item.kind.fields, values),
            searchable=not (bare or values.get("expires_on") or is_about_people(item.kind.fields, values)),
        )
        return replace(view, category=say.label(category), values=record_json(item.shown, view))

    def _short(self) -> str:
        """Return what a number on paper begins with."""
        if self.say.language != "zh":
            return "V"
        return "社" if self.context.is_community else "村"

    def _telling(self, item: Dated, dated: Mapping[str, Dated]) -> Telling:
        period = parse_period(text_of(item.values, "period"))
        if period is None:
            return Telling(self.say, self.context.packaged, self.context.today)
        return Telling(
            self.say,
            self.context.packaged,
            self.context.today,
            self._of_period(item, period.previous(), dated),
            self._of_period(item, period.year_before(), dated),
        )

    def _of_period(self, item: Dated, period: Period, dated: Mapping[str, Dated]) -> Values:
        """Return the values of the record of the same series for another period, or nothing."""
        series = series_of(item.kind, item.values)
        return next(
            (
                other.values
                for other in dated.values()
                if text_of(other.values, "period") == str(period)
                and series_of(other.kind, other.values) == series
                and other.state not in (*BARE, CORRECTED)
            ),
            {},
        )

    def _terms(self, values: Values, content: Content, edition: Edition | None) -> tuple[Fact, ...]:
        said = (
            as_plain(content.figures),
            as_plain(content.blocks),
            as_plain(content.facts),
            text_of(values, "plain_summary"),
        )
        return terms_in(self.glossary, *said, edition.body if edition else "")

    def _signing(self, values: Values) -> tuple[Fact, ...]:
        language = self.say.language
        facts = [(label_of(Disclosure, name, language), text_of(values, name)) for name in SIGNATURES]
        return tuple(
            Fact(label, self.say.day(value) if value[:4].isdigit() else value)
            for label, value in facts
            if value
        )

    def _notices(self, item: Dated) -> tuple[Notice, ...]:
        say, values, state, edition = self.say, item.values, item.state, item.shown.edition
        found: list[Notice] = []

        def add(
            tone: Literal["info", "warn"],
            name: str,
            link_number: str = "",
            link_text: str = "",
            **details: str,
        ) -> None:
            found.append(Notice(tone, say(name, **details), link_number, link_text))

        if state == WITHDRAWN:
            taken = map_of(values, "withdrawn")
            add(
                "warn",
                "notice-withdrawn",
                date=say.day(text_of(taken, "date")),
                reason=text_of(taken, "reason"),
            )
        elif state == CORRECTED:
            add(
                "warn",
                "notice-corrected",
                item.corrected_by,
                say("notice-corrected-link", number=item.corrected_by),
            )
        elif state == NOTICE and item.calendar.notice_end:
            add("info", "notice-running", date=say.day(item.calendar.notice_end.isoformat()))
        elif state in (LEAK, MISSING, HELD, "expired"):
            add(
                "warn",
                f"notice-{state}",
                edition=str(item.shown.edition.edition if item.shown.edition else item.shown.last),
            )
        if state not in BARE and values.get("applies") is False:
            add("warn", "notice-not-applicable", reason=text_of(values, "reason"))
        if state not in BARE and text_of(values, "correction_reason"):
            add("info", "notice-corrects", reason=text_of(values, "correction_reason"))
        if state not in BARE and values.get("nil") is True:
            add("info", "notice-nil")
        lost = (
            [
                text_of(paper, "title")
                for paper in edition.attachments
                if text_of(paper, "sha256") not in self.files
            ]
            if edition
            else []
        )
        if state not in BARE and lost:
            add("warn", "notice-paper-gone", papers=say("kind-listed").join(lost))
        if state not in BARE and item.shown.edition and item.shown.last > item.shown.edition.edition:
            add("info", "notice-reverted", edition=str(item.shown.edition.edition), last=str(item.shown.last))
        return tuple(found)


def _may_stand(values: Values, name: str, channel: str) -> bool:
    """Tell whether a record may stand on boards or screens.

    The clerk's word on just that counts, else the list of channels, where there is one.
    """
    said, channels = text_of(map_of(values, name), "show"), texts_of(values, "channels")
    return said != "否" if said else not channels or channel in channels


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
        year, _, serial = view.number.partition("-")
        return -int(year or 9999), -int(serial or 0), view.title

    return tuple(sorted(sorted(views, key=by_number), key=lambda view: view.published or "9", reverse=True))
