"""What an item of the list of powers cannot do without, beside its flow (domain notes, 8.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.power import Power

_STEP = re.compile(r"第?\s*(\d+[A-Za-z]?)\s*步?")


@check("basis-missing", of=Power)
def basis_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """An item of the list of powers names no law or rule that it rests on."""
    if not record.fields.basis:
        yield found(record.at("basis"), name=record.title)


@check("flow-missing", of=Power)
def flow_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """An item of the list of powers has no steps."""
    if not record.fields.steps:
        yield found(record.at("steps"), name=record.title)


@check("measure-missing", of=Power)
def measure_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A high risk names no measure against it."""
    for risk in record.fields.risks:
        if risk.level == "高" and not (risk.measure or "").strip():
            yield found(risk.at("measure"), risk.point)


@check("risk-step-unknown", of=Power)
def risk_step_unknown(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A risk belongs to a step that the flow does not have."""
    ids = [step.id for step in record.fields.steps]
    known = set(ids)
    for risk in record.fields.risks:
        for named in re.split("[、,，]", risk.step or ""):
            step = _STEP.fullmatch(named.strip())
            if step and step[1] not in known and named.strip() not in known:
                yield found(risk.at("step"), step[1], point=risk.point, known=tuple(ids))
