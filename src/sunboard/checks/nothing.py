"""Records that say there is nothing: nothing this period, or not in this village."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Finding, check, found


@check("nothing-without-period")
def nothing_without_period(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record says that there is nothing this period, and does not name the period."""
    if record.fields.nil and record.fields.period is None:
        yield found(record.at("nil"))


@check("not-applicable-without-reason")
def not_applicable_without_reason(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """An item of the list is said not to apply in this village, and no reason is given."""
    if record.fields.applies is False and not record.fields.reason:
        yield found(record.at("applies"))
