"""Personal numbers in a record and in what goes with it; `privacy.leaks` finds them."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.checks.attachments import searched
from sunboard.contracts import AnyRecord, Around, Finding, check
from sunboard.faults import Fault
from sunboard.model.problem import Problem
from sunboard.privacy.leaks import BANK_CARD, ID_NUMBER, PRIVATE_PHONE, leaks_in, likely_among


def _is_seen(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record holds anything like a personal number."""
    return bool(_looked_at(record, around))


@check("id-number", where=_is_seen)
def id_number(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """An ID number stands in the record: in a field, a table, the text, an attachment or a file's name."""
    return _leaks(record, around, ID_NUMBER)


@check("bank-card", where=_is_seen)
def bank_card(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A bank card or account number stands in the record."""
    return _leaks(record, around, BANK_CARD)


@check("private-phone", where=_is_seen)
def private_phone(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A mobile number stands in the record that is in no directory."""
    return _leaks(record, around, PRIVATE_PHONE)


@check("number-allowed", where=_is_seen)
def number_allowed(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A number looks personal, and the township answers for it that it is none."""
    for leak in _looked_at(record, around):
        if _is_allowed(leak, around):
            yield Finding(leak.place, leak.value)


def _is_allowed(leak: Problem, around: Around) -> bool:
    return around.township.allows(str(leak.details["mark"]), leak.place.path)


def _leaks(record: AnyRecord, around: Around, fault: Fault) -> Iterator[Finding]:
    for leak in _looked_at(record, around):
        if leak.fault == fault and not _is_allowed(leak, around):
            yield Finding(leak.place, leak.value, leak.details)


def _looked_at(record: AnyRecord, around: Around) -> tuple[Problem, ...]:
    """Look at a record once, though several checks ask."""
    return around.once_for((_looked_at, record.source), lambda: tuple(_of_record(record, around)))


def _of_record(record: AnyRecord, around: Around) -> Iterator[Problem]:
    likely = likely_among(record.written)
    yield from leaks_in(record.document, record.source, type(record.fields), around.public_phones, likely)
    for enclosed in record.enclosed:
        if enclosed.data:
            yield from searched(enclosed, around).leaks
