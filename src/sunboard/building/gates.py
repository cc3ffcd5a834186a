"""From readings to candidates: run the checks, and say why a record may not be shown as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sunboard.contracts import AnyRecord, Around, Check, Kind, Parts
from sunboard.engines.font_cover import missing_characters
from sunboard.faults import fault
from sunboard.fields.disclosure import DRAFT as DRAFT_STATUS
from sunboard.fields.disclosure import PAPER_ONLY, PARTY_ONLY, WAITING
from sunboard.issuing.issue import Candidate
from sunboard.issuing.states import CLOSED, DRAFT, HELD, LEAK, SCHEDULED
from sunboard.model.encoding import decode
from sunboard.model.node import Place
from sunboard.model.plain import Values
from sunboard.model.problem import Log, Problem
from sunboard.privacy.leaks import leaks_in, leaks_in_text
from sunboard.privacy.masking import masked_problem
from sunboard.privacy.naming import public_values
from sunboard.reading.documents import Reading
from sunboard.reading.quoting import quoted
from sunboard.reading.records import digest_of, place_of, record_id, understood
from sunboard.settings.places import Thresholds
from sunboard.viewing.context import VillageContext

AUDIENCE_LIMITED = fault("audience-limited")


_DEFAULTS = {
    "small": Decimal(5000),
    "major": Decimal(20000),
    "cash_pay": Decimal(1000),
    "cash_hold": Decimal(5000),
    "invoice_min": Decimal(500),
}
"""Yuan; used where neither village, township nor county gives a threshold (domain notes, section 5.5)."""


def around_of(
    context: VillageContext,
    records: tuple[AnyRecord, ...],
    numbers: Mapping[str, str],
    kinds: Mapping[str, Kind],
    fonts: tuple[str, ...],
) -> Around:
    """Return what a check may look at."""
    village, township, site = context.village, context.township, context.site
    return Around(
        today=context.today,
        site=site,
        township=township,
        village=village,
        thresholds=_thresholds(village.thresholds, township.thresholds, site.thresholds),
        records=records,
        packaged=context.packaged,
        directory=context.directory,
        numbers=numbers,
        glyphs=lambda text: missing_characters(text, fonts),
        kinds=kinds,
    )


def _thresholds(*given: Thresholds | None) -> Thresholds:
    """Return each threshold from the nearest that gives it."""
    values: dict[str, Any] = {
        field.name: next(
            (value for layer in given if layer and (value := getattr(layer, field.name)) is not None),
            _DEFAULTS[field.name],
        )
        for field in fields(Thresholds)
        if field.name in _DEFAULTS
    }
    return Thresholds(**values)


def check_record(reading: Reading, checks: Iterable[Check], around: Around) -> tuple[Problem, ...]:
    """Run every check that fits a record; what could not be read is searched for leaks all the same."""
    if reading.document is None:
        return tuple(leaks_in_text(decode(reading.raw) or "", reading.source, around.directory))
    if reading.record is None:
        return tuple(leaks_in(reading.document, reading.source, around.directory))
    return tuple(
        Problem(check.fault, finding.place, finding.value, finding.details)
        for check in checks
        if isinstance(reading.record.fields, check.fields)
        for finding in check.find(reading.record, around)
    )


def candidate_of(
    reading: Reading, problems: tuple[Problem, ...], parts: Parts, today: date, log: Log
) -> Candidate:
    """Return a record as issuing sees it, with its gate."""
    place = place_of(reading.document) if reading.document else Place(reading.source, 1)
    gate = (
        LEAK
        if any(problem.fault.leak for problem in problems)
        else HELD
        if any(problem.is_error for problem in problems)
        else ""
    )
    record = reading.record
    if record is None:
        name = record_id(reading.document) if reading.document else ""
        return Candidate(reading.source, reading.kind, place, id=name, gate=gate or HELD)
    given = record.fields
    for name, written in (("audience", given.audience), ("pii", given.pii)):
        if gate != LEAK and written in (PARTY_ONLY, PAPER_ONLY):
            log.add(AUDIENCE_LIMITED, given.at(name), written)
            gate = CLOSED
    if gate not in (LEAK, CLOSED) and given.status in (DRAFT_STATUS, WAITING):
        gate = DRAFT
    elif not gate and given.publish_date and given.publish_date > today:
        gate = SCHEDULED
    said = understood(record)
    values = public_values(type(given), said)
    attachments: tuple[Values, ...] = tuple(
        {"title": item.title, "path": item.path, "sha256": item.sha256, "size": len(item.data)}
        for item in record.enclosed
    )
    return Candidate(
        source=record.source,
        kind=record.kind,
        place=place,
        digest=digest_of(record, said),
        values=values,
        body=record.body,
        attachments=attachments,
        id=record.id,
        gate=gate,
        published=given.publish_date,
        given_id=given.id or "",
    )


def quoted_and_masked(
    problems: Iterable[Problem], files: Mapping[str, bytes], shown: frozenset[str], village: str = ""
) -> tuple[Problem, ...]:
    """Return problems as people may be told them: with the line that each is about, and masked."""
    return tuple(
        replace(masked_problem(problem, shown), village=village or problem.village)
        for problem in quoted(problems, files, shown)
    )
