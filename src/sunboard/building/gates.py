"""From readings to candidates: run the checks, and say why a record may not be shown as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from sunboard.contracts import Around, Check, Parts
from sunboard.fields.disclosure import DRAFT as DRAFT_STATUS
from sunboard.fields.disclosure import PAPER_ONLY, PARTY_ONLY, WAITING
from sunboard.issuing.issue import Candidate
from sunboard.issuing.states import CLOSED, DRAFT, HELD, LEAK, SCHEDULED
from sunboard.model.node import Place
from sunboard.model.plain import Values
from sunboard.model.problem import Fault, Log, Problem, Severity, Words
from sunboard.reading.documents import decode
from sunboard.reading.quoting import quoted
from sunboard.reading.records import Reading, digest_of, place_of, record_id, understood

AUDIENCE_LIMITED = Fault(
    "audience-limited",
    Severity.WARNING,
    zh=Words("“{field}”是“{value}”，这份记录不上网、不上墙", "要让全体村民看到，删去“{field}”这一行"),
    en=Words(
        "“{field}” is “{value}”: the record is shown neither on web nor on paper or screens",
        "Remove the line “{field}” to show it to all villagers",
    ),
    manual="""Matters for Party members only, and lists that may stand on the board alone, never go to the public site.
Every sheet and board carries a code that leads to the site, so they are not made either.

Why: What is meant for Party members must not go to everybody by mistake.

Source: Regulations on Openness in Party Affairs (trial), 2017.

    公开范围: 全体村民

中文
党内公开的事项、只许上公开栏的名单不上网站。张贴纸和公开栏上的二维码都指向网页，所以也不做。

为什么：只在党内公开的内容，不能误发给所有人看。

依据：《中国共产党党务公开条例（试行）》。

    公开范围: 全体村民
""",
)


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
        given = record_id(reading.document) if reading.document else ""
        return Candidate(reading.source, reading.kind, place, id=given, gate=gate or HELD)
    fields = record.fields
    for name, written in (("audience", fields.audience), ("pii", fields.pii)):
        if gate != LEAK and written in (PARTY_ONLY, PAPER_ONLY):
            log.add(AUDIENCE_LIMITED, fields.at(name), written)
            gate = CLOSED
    if gate not in (LEAK, CLOSED) and fields.status in (DRAFT_STATUS, WAITING):
        gate = DRAFT
    elif not gate and fields.publish_date and fields.publish_date > today:
        gate = SCHEDULED
    said = understood(record)
    values = parts.kinds[record.kind].public(said)
    attachments: tuple[Values, ...] = tuple(
        {"title": item.title, "path": item.path, "sha256": item.sha256, "size": len(item.data)}
        for item in record.enclosed
    )
    return Candidate(
        record.source,
        record.kind,
        place,
        digest_of(record, said),
        values,
        record.body,
        attachments,
        record.id,
        gate,
        fields.publish_date,
        fields.id or "",
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
