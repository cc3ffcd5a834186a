"""Who handled, witnessed and approved a payment, and who signed for the accounts of a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sunboard.checks.balances import ZERO
from sunboard.checks.columns import paid, payments_where
from sunboard.checks.ledgers import given_in, known_payments, people
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.fields.declarations import label_of
from sunboard.kinds.finance import Finance, LedgerRow, Signed
from sunboard.model.money import separated
from sunboard.model.node import Place
from sunboard.model.row import cell_of, has_column, lacks_column

_WATCHING = ("监督委员会", "监委会", "监督小组", "理财小组")
_SIGNS = ("handler", "approver")
_COLUMNS = (*_SIGNS, "supervisor_ok")
_SIGN_FOR_ALL = ("head", "supervisor", "accountant")


@check("duties-not-separate", of=Finance)
def duties_not_separate(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """One person handled a payment and approved or witnessed it, or approves what he or she watches over."""
    watching = {post.name for post in around.village.posts if _watches(post.duty or "")}
    signed = record.fields.signed
    watching |= set(people(signed.supervisor)) if signed else set()

    def both(handler: str | None, witness: str | None, approver: str | None) -> tuple[str, str, str] | None:
        handlers, approvers = _names(handler), _names(approver)
        cases = (
            ("approver", "handles", handlers & approvers),
            ("witness", "witnesses", handlers & _names(witness)),
            ("approver", "watches", approvers & watching),
        )
        return next(((name, what, "、".join(sorted(same))) for name, what, same in cases if same), None)

    def look(row: LedgerRow) -> Iterator[Finding]:
        if case := both(row.handler, row.witness, row.approver):
            name, what, same = case
            yield found(row.at(name), same, voucher=row.called, what=what)

    yield from each(payments_where(record, around, both, "handler", "witness", "approver"), look)


@lru_cache(maxsize=1024)
def _watches(duty: str) -> bool:
    """Tell whether a duty is to watch over others; all ledgers of a village ask it of the same."""
    return any(word in duty for word in _WATCHING)


@lru_cache(maxsize=4096)
def _names(written: str | None) -> frozenset[str]:
    """Return whom a cell names; in the many rows of a ledger it is always the same few."""
    return frozenset(people(written))


def _signs_differ(record: Record[Finance], around: Around) -> bool:
    """Tell whether some payments name who signed and others do not."""
    signed = ({bool(given_in(one)) for one in paid(record, around, name)} for name in _SIGNS)
    seen = paid(record, around, "supervisor_ok")
    differ = any(len(ways) > 1 for ways in signed) or (bool(seen - {None}) and not all(seen))
    return differ or bool(_blank_columns(record, around))


@check("payment-unsigned", of=Finance, where=_signs_differ)
def payment_unsigned(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment lacks whom others name: who handled it, who approved it, or that the supervisors saw it.

    Where a ledger has a column that none of its payments fills, others of the same accounts are looked at.
    """
    named = {name for row in record.fields.payments for name in _SIGNS if given_in(getattr(row, name))}
    seen = any(row.supervisor_ok is not None for row in record.fields.payments)

    def look(row: LedgerRow) -> Iterator[Finding]:
        missing = [name for name in _SIGNS if name in named and not given_in(getattr(row, name))]
        missing += ["supervisor_ok"] if seen and not row.supervisor_ok else []
        if missing:
            labels = tuple(label_of(LedgerRow, name, "zh") for name in missing)
            yield found(
                _blank(row, missing[0]),
                row.called,
                missing=labels,
                amount=separated(row.expense or ZERO),
                what="one",
                count=1,
            )

    yield from each(record.fields.payments, look)
    elsewhere = around.once(_signed_by_set).get(record.fields.account_set, frozenset())
    if blank := [name for name in _blank_columns(record, around) if name in elsewhere]:
        first, labels = record.fields.payments[0], tuple(label_of(LedgerRow, name, "zh") for name in blank)
        count = len(record.fields.payments)
        yield found(_blank(first, blank[0]), "", missing=labels, amount="", what="all", count=count)


@check("handlers-not-named", of=Finance)
def handlers_not_named(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A table says of none of its payments who handled it, or has a column for who signed that is all blank.

    A blank column that other ledgers of the same accounts fill is told as a fault of its payments.
    """
    rows = record.fields.payments
    if not rows or record.fields.is_summary:
        return
    elsewhere = around.once(_signed_by_set).get(record.fields.account_set, frozenset())
    missing = [name for name in _blank_columns(record, around) if name not in elsewhere]
    if lacks_column(rows[0].places, "handler"):
        missing = ["handler", *missing]
    if missing:
        labels = tuple(label_of(LedgerRow, name, "zh") for name in missing)
        yield found(_blank(rows[0], missing[0]), "", missing=labels, column=labels[0], count=len(rows))


def _blank(row: LedgerRow, name: str) -> Place:
    """Return where a row is to say who signed: the blank cell, or the row where no column is for it."""
    return cell_of(row.places, name) or row.at()


def _blank_columns(record: Record[Finance], around: Around) -> Sequence[str]:
    """Return the columns for who signed that a ledger has and no payment fills."""

    def blank() -> Sequence[str]:
        rows = record.fields.payments
        headed = [name for name in _COLUMNS if rows and has_column(rows[0].places, name)]
        return [name for name in headed if not any(_is_signed(row, name) for row in rows)]

    return around.once_for((_blank_columns, record.source), blank)


def _is_signed(row: LedgerRow, name: str) -> bool:
    """Tell whether a row says who handled or approved a payment, or whether the supervisors saw it."""
    return row.supervisor_ok is not None if name == "supervisor_ok" else bool(given_in(getattr(row, name)))


def _signed_by_set(around: Around) -> Mapping[str | None, frozenset[str]]:
    """Return which columns for who signed the ledgers of each set of accounts fill."""
    named: defaultdict[str | None, frozenset[str]] = defaultdict(frozenset)
    for record, rows in around.once(known_payments):
        told = (name for name in _COLUMNS if any(_is_signed(row, name) for row in rows))
        named[record.fields.account_set] |= frozenset(told)
    return named


@check("signature-missing", of=Finance, given="signed")
def signature_missing(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The accounts of a period are published without the name of one who has to sign for them."""
    signed = record.fields.signed
    if signed is None or not record.fields.is_published or record.fields.nil:
        return
    missing = [name for name in _SIGN_FOR_ALL if not given_in(getattr(signed, name))]
    undated = record.fields.review_date is None and signed.date is None
    if undated and record.fields.reviewer is None and not record.fields.withdrawn:
        missing.append("date")  # the day of a reviewer who is named beside them: see publication-unsigned
    if missing:
        labels = tuple(label_of(Signed, name, "zh") for name in missing)
        yield found(signed.at(), "", missing=labels, key=labels[0])
