"""From readings to candidates: run the checks, and say why a record may not be shown as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
from sunboard.model.node import Place
from sunboard.model.plain import Values
from sunboard.model.problem import Log, Problem
from sunboard.reading.documents import decode
from sunboard.reading.quoting import quoted
from sunboard.reading.records import Reading, digest_of, place_of, record_id, understood
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


def check_record(
    reading: Reading, checks: Iterable[Check], parts: Parts, around: Around
) -> tuple[Problem, ...]:
    """Run every check that fits a record; what could not be read is searched for leaks all the same."""
    if reading.document is None:
        text = decode(reading.raw) or ""
        found = [
            (fault, finding) for fault, finding in parts.leaks_in_text(text, reading.source, around.directory)
        ]
    elif reading.record is None:
        found = list(parts.leaks(reading.document, reading.source, around.directory))
    else:
        found = [
            (check.fault, finding)
            for check in checks
            if isinstance(reading.record.fields, check.fields)
            for finding in check.find(reading.record, around)
        ]
    return tuple(Problem(fault, finding.place, finding.value, finding.details) for fault, finding in found)


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
    values = parts.kinds[record.kind].public(said)
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


def as_told(
    problems: Iterable[Problem], slug: str | None, files: Mapping[str, bytes], masked: Callable[[str], str]
) -> tuple[Problem, ...]:
    """Name the village in problems, quote their lines, and mask what must not be shown: any rule may quote a text that holds a personal number."""
    return tuple(
        replace(
            problem,
            village=slug or problem.village,
            value=_masked_under(problem.place.field, problem.value, masked),
            details={key: masked(value) for key, value in problem.details.items()},
            place=replace(
                problem.place,
                path=masked(problem.place.path),
                cell=masked(problem.place.cell),
                field=masked(problem.place.field),
            ),
        )
        for problem in quoted(problems, files, masked)
    )


def _masked_under(key: str, value: str, masked: Callable[[str], str]) -> str:
    """Mask a value as what it is under its key: digits under 一卡通 are an account."""
    return masked(masked(f"{key}: {value}").removeprefix(f"{masked(key)}: ")) if key else masked(value)
