"""From what is shown to the views that channels draw: labelled, dated, linked, in the site's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from sunboard.contracts import Kind, Saying, Telling
from sunboard.disclosure import DOORS, Disclosure
from sunboard.fields import label_of
from sunboard.issuing.issue import LIVE, Shown
from sunboard.issuing.register import Edition
from sunboard.issuing.states import (
    BARE,
    CORRECTED,
    HELD,
    LEAK,
    MISSING,
    NOTICE,
    WITHDRAWN,
    Calendar,
    Posting,
    calendar_of,
    day_of,
    on_display,
    series_of,
    state_by_date,
)  # fmt: skip
from sunboard.model.blocks import Content, Fact
from sunboard.model.period import parse_period
from sunboard.model.plain import Plain, Values, map_of, text_of, texts_of
from sunboard.model.view import Attachment, Link, Notice, RecordView
from sunboard.settings.packaged import Packaged


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a village's pages are, and what its codes carry. No slash at the end of the bases."""

    base: str
    qr_base: str
    slug: str

    def url(self, number: str = "") -> str:
        """Return the address of a record, or of the village."""
        return f"{self.base}/{self.slug}/{number}/" if number else f"{self.base}/{self.slug}/"

    def qr(self, number: str = "") -> str:
        """Return the same address as codes carry it."""
        return self.qr_base + self.url(number).removeprefix(self.base)


@dataclass(frozen=True, slots=True)
class _Dated:
    shown: Shown
    kind: Kind
    values: Values
    calendar: Calendar
    state: str
    corrected_by: str = ""  # number


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes the records of one village."""

    kinds: Mapping[str, Kind]
    packaged: Packaged
    say: Saying
    addresses: Addresses
    code: str
    today: date
    short: str  # what a number on paper begins with
    attachments_here: frozenset[str] = field(default_factory=frozenset)  # SHA-256 of the attachments that are there

    def views(self, shown: tuple[Shown, ...]) -> tuple[RecordView, ...]:
        """Return the views of everything that has a number or waits for one, newest first; of a leak only its state is told."""
        told = [item for item in shown if item.edition or (item.number and item.why == LEAK)]
        dated = {_key(item): self._dated(item) for item in told}
        targets = self._targets(told)
        for number, item in tuple(dated.items()):
            target = targets.get(text_of(item.values, "corrects"), "")
            if item.state not in BARE and item.shown.why in (LIVE, HELD) and target in dated and target != number and dated[target].state not in BARE:
                dated[target] = replace(dated[target], state=CORRECTED, corrected_by=number)
        hanging = on_display((self._posting(item) for item in dated.values()), self.today)
        views = [self._view(item, dated, targets, _key(item.shown) in hanging) for item in dated.values()]
        return tuple(sorted(views, key=_newest_first))

    def _dated(self, item: Shown) -> _Dated:
        values = item.edition.values if item.edition else {}
        kind = self.kinds[item.edition.kind if item.edition else item.candidate.kind if item.candidate else ""]
        calendar = calendar_of(values, self.packaged)
        state = state_by_date(values, calendar, self.today)
        if item.why == LEAK:
            state = LEAK
        elif (taken_back := day_of(map_of(values, "withdrawn"), "date")) and taken_back <= self.today:
            state = WITHDRAWN
        elif state not in BARE and item.why != LIVE:
            state = MISSING if item.why == MISSING else HELD
        return _Dated(item, kind, values, calendar, state)

    def _targets(self, told: list[Shown]) -> dict[str, str]:
        """Return what references resolve to: an id, then a power's id, then a number -> key of what is told."""
        found: dict[str, str] = {}
        for item in told:
            if item.edition:
                found.setdefault(text_of(item.edition.values, "id"), _key(item))
        for item in told:
            found.setdefault(_key(item), _key(item))
        return found

    def _posting(self, item: _Dated) -> Posting:
        period = parse_period(text_of(item.values, "period"))
        row = self.packaged.catalog.get(text_of(item.values, "catalog"))
        standing = item.kind.standing or bool(row and not period and (row.frequency or "").startswith(("长期", "变动")))
        state = item.state if item.state != HELD else state_by_date(item.values, item.calendar, self.today)
        return Posting(
            _key(item.shown), state, standing, item.calendar, series_of(item.kind.name, item.values), period.end.isoformat() if period else ""
        )

    def _taken_down(self, item: _Dated) -> date | None:
        """Return the last day on the wall; none where it hangs until something else happens (see `on_display`)."""
        posting = self._posting(item)
        hangs_on = (posting.standing or posting.period) and not item.calendar.posting_given
        return None if hangs_on else item.calendar.posted_until

    def _view(self, item: _Dated, dated: Mapping[str, _Dated], targets: Mapping[str, str], hanging: bool) -> RecordView:
        values, edition, say = item.values, item.shown.edition, self.say
        number, bare = item.shown.number, item.state in BARE
        row = self.packaged.catalog.get(text_of(values, "catalog"))
        category = text_of(values, "category") or (row.category if row else "") or item.kind.category
        period = parse_period(text_of(values, "period"))
        silent = bare or values.get("applies") is False
        content = Content() if silent else item.kind.describe(values, Telling(say, self.packaged, self._earlier(item, dated)))
        published = text_of(values, "publish_date") or (edition.date if edition else "")
        title = "" if item.state == LEAK else text_of(values, "title")
        year, _, serial = number.partition("-")
        url = self.addresses.url(number) if number else ""
        attachments = () if bare else self._attachments(edition)
        view = RecordView(
            number=number,
            paper_number=say("paper-number", short=self.short, year=year, serial=str(int(serial))) if number else say("number-waiting"),
            edition=edition.edition if edition else item.shown.last, check_code=_check_code(edition),
            kind=item.kind.name, kind_label=item.kind.label.get(say.language, item.kind.zh), id="" if item.state == LEAK else text_of(values, "id"),
            door=DOORS.get(category, "affairs"), category=category, class_label="" if bare else text_of(values, "class"),
            title=title, summary="" if bare else text_of(values, "plain_summary"), state=item.state, state_label=say(f"state-{item.state}"),
            notices=self._notices(item), facts=content.facts, figures=content.figures, blocks=content.blocks,
            body="" if silent or not edition else edition.body, attachments=attachments, signing=() if bare else self._signing(values),
            period=str(period) if period else "", period_label=period.name(say.language) if period else "",
            published=published, issued=edition.date if edition else "",
            notice_start=_iso(item.calendar.notice_start), notice_end=_iso(item.calendar.notice_end), posted_until=_iso(self._taken_down(item)),
            on_display=hanging and not bare, on_board=_may_stand(values, "board"),
            on_screen=_may_stand(values, "screen"), url=url, qr=self.addresses.qr(number) if number else "",
            related=() if bare else self._related(item, dated, targets), bare=bare, year=(published or year)[:4],
        )  # fmt: skip
        return replace(view, values=self._record_json(item, view))

    def _earlier(self, item: _Dated, dated: Mapping[str, _Dated]) -> Values:
        period = parse_period(text_of(item.values, "period"))
        if period is None:
            return {}
        series, wanted = series_of(item.kind.name, item.values), str(period.previous())
        for other in dated.values():
            if (
                text_of(other.values, "period") == wanted
                and series_of(other.kind.name, other.values) == series
                and other.state not in (*BARE, CORRECTED)
            ):
                return other.values
        return {}

    def _attachments(self, edition: Edition | None) -> tuple[Attachment, ...]:
        found = []
        for at, item in enumerate(edition.attachments if edition else (), 1):
            size = item.get("size")
            here = text_of(item, "sha256") in self.attachments_here
            found.append(
                Attachment(text_of(item, "title"), attachment_file(at, text_of(item, "path")) if here else "", size if isinstance(size, int) else 0)
            )
        return tuple(found)

    def _signing(self, values: Values) -> tuple[Fact, ...]:
        names = ("owner", "reviewer", "review_date", "approver")
        facts = [(label_of(Disclosure, name, self.say.language), text_of(values, name)) for name in names]
        return tuple(Fact(label, self.say.day(value) if value[:4].isdigit() else value) for label, value in facts if value)

    def _notices(self, item: _Dated) -> tuple[Notice, ...]:
        say, values, state = self.say, item.values, item.state
        found: list[Notice] = []

        def add(tone: Literal["info", "warn"], name: str, link: str = "", link_text: str = "", **details: str) -> None:
            found.append(Notice(tone, say(name, **details), link, link_text))

        if state == WITHDRAWN:
            taken = map_of(values, "withdrawn")
            add("warn", "notice-withdrawn", date=say.day(text_of(taken, "date")), reason=text_of(taken, "reason"))
        elif state == CORRECTED:
            add("warn", "notice-corrected", f"{item.corrected_by}/index.html", say("notice-corrected-link", number=item.corrected_by))
        elif state == NOTICE and item.calendar.notice_end:
            add("info", "notice-running", date=say.day(item.calendar.notice_end.isoformat()))
        elif state in (LEAK, MISSING, HELD, "expired"):
            add("warn", f"notice-{state}", edition=str(item.shown.edition.edition if item.shown.edition else item.shown.last))
        if state not in BARE and values.get("applies") is False:
            add("warn", "notice-not-applicable", reason=text_of(values, "reason"))
        if state not in BARE and text_of(values, "correction_reason"):
            add("info", "notice-corrects", reason=text_of(values, "correction_reason"))
        if state not in BARE and item.shown.edition and item.shown.last > item.shown.edition.edition:
            add("info", "notice-reverted", edition=str(item.shown.edition.edition), last=str(item.shown.last))
        return tuple(found)

    def _related(self, item: _Dated, dated: Mapping[str, _Dated], targets: Mapping[str, str]) -> tuple[Link, ...]:
        wanted = [(text, "corrects") for text in (text_of(item.values, "corrects"),) if text]
        wanted += [(text, name) for name in ("power", "related") for text in texts_of(item.values, name)]
        found: dict[str, Link] = {}
        for reference, name in wanted:
            note = label_of(Disclosure, name, self.say.language)
            other = dated.get(targets.get(reference, ""))
            if other is None or other.state == LEAK:
                found.setdefault(reference, Link(reference, "", note))
            else:
                number = other.shown.number
                page = f"{number}/index.html" if number else ""
                found.setdefault(_key(other.shown), Link(text_of(other.values, "title") or number, page, note))
        if item.corrected_by:
            other = dated[item.corrected_by]
            found.setdefault(
                item.corrected_by,
                Link(text_of(other.values, "title"), f"{item.corrected_by}/index.html", self.say("notice-corrected-link", number=item.corrected_by)),
            )
        return tuple(found.values())

    def _record_json(self, item: _Dated, view: RecordView) -> Values:
        """Return record.json: the public fields, what was computed, and all that the register needs to be rebuilt."""
        edition = item.shown.edition
        if view.state == LEAK or edition is None:
            sealed: dict[str, Plain] = {**item.shown.sealed.to_plain(), "given": []} if item.shown.sealed else {}
            return {"number": view.number, "state": view.state, "url": view.url, "register": _without_blanks(sealed, "values", "body")}
        register = edition.to_plain()
        if view.bare:
            kept = ("id", "title", "withdrawn", "publish_date", "expires_on")
            register = {**register, "values": {name: value for name, value in edition.values.items() if name in kept}, "body": "", "attachments": []}
        values = {name: value for name, value in map_of(register, "values").items() if name not in ("kind", "village")}
        found: dict[str, Plain] = {
            "number": view.number, "paper_number": view.paper_number, "edition": view.edition, "kind": view.kind, **values,
            "state": view.state, "url": view.url, "digest": edition.digest, "check_code": view.check_code, "issued": edition.date,
        }  # fmt: skip
        for name, computed in (
            ("category", view.category),
            ("notice_end", view.notice_end),
            ("posted_until", view.posted_until),
            ("body", text_of(register, "body")),
        ):
            if computed:
                found.setdefault(name, computed)
        return {**found, "register": _without_blanks({**register, "given": list(values)}, "values", "body")}


def _may_stand(values: Values, name: str) -> bool:
    return text_of(map_of(values, name), "show") != "否"


def _without_blanks(data: Values, *names: str) -> dict[str, Plain]:
    """Return plain data without the names given and without what is empty; of what was given the list stays."""
    return {name: value for name, value in data.items() if name not in names and (value not in ("", []) or name == "given")}


def attachment_file(at: int, path: str) -> str:
    """Return where an attachment lies beside its record's page."""
    extension = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    return f"files/{at}.{extension}" if extension.isascii() and extension.isalnum() else f"files/{at}"


def _check_code(edition: Edition | None) -> str:
    if edition is None:
        return ""
    code = edition.digest.removeprefix("d1:")[:8].upper()
    return f"{code[:4]}-{code[4:]}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _key(item: Shown) -> str:
    """Return what a told record is known by within its village: its number, or its source while it waits for one."""
    return item.number or (item.candidate.source if item.candidate else "")


def _newest_first(view: RecordView) -> tuple[str, int, int, str]:
    turned = "".join(chr(255 - ord(sign)) for sign in view.published)
    year, _, serial = view.number.partition("-")
    return turned, -int(year or 9999), -int(serial or 0), view.title
