"""Contracts and assets: prices, terms, rents that are due, and what is sold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sunboard.checks.balances import ZERO
from sunboard.checks.ledgers import given_in, loosely, several
from sunboard.checks.periods import standing
from sunboard.contracts import Around, Finding, Record, check, each, found, where_read
from sunboard.kinds.asset import Asset, AssetRow, Disposal
from sunboard.kinds.contract import Contract, ContractRow, Receipt
from sunboard.kinds.finance import LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place

_IN_SUMMARY = regex(r"合同(?:编?号)?[:：]?\s*([A-Za-z]+[-\dA-Za-z]*\d)")
_NOT_YET = regex("[无未不没拟待暂在—–-]|计划|准备|正常")
"""How a cell says that nothing was sold."""
_OVER = regex("完[成工毕结]|终[止结]|解除|收回|续|到期|结束|退")
"""How a cell says what became of a contract."""
_FARMLAND = ("耕地", "承包地", "机动地", "农田", "水田", "旱地", "地")


@check("rent-overdue", of=Contract)
def rent_overdue(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """An instalment of a contract is long due, and not all of it came in by contract or ledger.

    What a contract says was received holds for all that came before it was published.
    """
    days, fields = timedelta(around.days("rent-overdue", record)), record.fields
    known_until = max((one.fields.period.end for one in around.once(standing)), default=None)
    until = fields.period.end if fields.period else known_until or fields.publish_date
    if fields.terminated or until is None:
        return
    income = around.once(_income_by_contract).get(loosely(fields.no or ""), ())

    def look(receipt: Receipt) -> Iterator[Finding]:
        if receipt.due is None or until is None or receipt.due + days >= until:
            return
        told = fields.publish_date if receipt.received is not None else None
        later = [row for row in income if told is None or (row.date is not None and row.date > told)]
        came = (receipt.received or ZERO) + _came_for(receipt, fields.receipts, later)
        if came < receipt.amount:
            yield found(
                receipt.at("received" if receipt.received is not None else "due"),
                separated(came),
                due=receipt.due,
                amount=separated(receipt.amount),
                party=fields.party or fields.object or record.title,
                left=separated(receipt.amount - came),
                told="less" if _came_for(receipt, fields.receipts, income) > came else "short",
            )

    yield from each(fields.receipts, look)


def _came_for(receipt: Receipt, receipts: Sequence[Receipt], income: Sequence[LedgerRow]) -> Decimal:
    """Return what ledgers took in under the contract nearest to the day of an instalment."""
    days = [one.due for one in receipts if one.due]

    def is_nearest(row: LedgerRow) -> bool:
        day = row.date
        return day is not None and min(days, key=lambda due: abs(due - day)) == receipt.due

    return sum((row.income or ZERO for row in income if is_nearest(row)), ZERO)


def _income_by_contract(around: Around) -> Mapping[str, Sequence[LedgerRow]]:
    came: dict[str, list[LedgerRow]] = {}
    for record in around.once(standing):
        for row in record.fields.rows:
            if not row.unread and row.income:
                numbers = (*several(row.contract), *_IN_SUMMARY.findall(row.summary))
                for number in dict.fromkeys(map(loosely, numbers)):
                    came.setdefault(number, []).append(row)
    return came


@check("contract-ended", of=Contract)
def contract_ended(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """A contract has run out, and nothing says that what was let came back or was let anew."""
    fields = record.fields
    over = fields.end is not None and fields.end < around.today and not fields.terminated
    if over and fields.is_published and not fields.withdrawn and not _is_renewed(record, around):
        yield found(record.at("end"), str(fields.end), object=fields.object or record.title, what="record")
    day = fields.publish_date or around.today

    def look(row: ContractRow) -> Iterator[Finding]:
        if row.end and row.end < day and not (row.note or _OVER.search(row.progress or "")):
            yield found(row.at("end"), str(row.end), object=row.object, what="row")

    yield from each(fields.rows, look)


@check("contract-ends-soon", of=Contract)
def contract_ends_soon(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """A contract runs out within three months."""
    fields, days = record.fields, around.days("contract-ends-soon", record)
    end, ahead = fields.end, around.today + timedelta(days)
    ends_soon = end is not None and not fields.terminated and around.today <= end <= ahead
    if ends_soon and not _is_renewed(record, around):
        yield found(record.at("end"), str(fields.end), object=fields.object or record.title, days=days)

    def look(row: ContractRow) -> Iterator[Finding]:
        is_open = row.end and around.today <= row.end <= ahead and not _OVER.search(row.progress or "")
        if is_open and not any(
            one.object == row.object and one.end and one.end > ahead for one in fields.rows
        ):
            yield found(row.at("end"), str(row.end), object=row.object, days=days)

    if fields.rows and record.source == around.once(_latest_register):
        yield from each(fields.rows, look)


def _latest_register(around: Around) -> str:
    """Return where the newest register of contracts stands: what older ones say is no news."""
    registers = [
        *where_read(around.of_kind(Contract), lambda one: one.fields.rows and one.fields.is_published)
    ]
    return max(((around.day_of(one), one.source) for one in registers), default=(None, ""))[1]


def _is_renewed(record: Record[Contract], around: Around) -> bool:
    """Tell whether another contract is about the same thing from a later day on."""
    fields = record.fields
    later = where_read(
        around.of_kind(Contract),
        lambda other: (
            other.source != record.source
            and other.fields.object == fields.object
            and other.fields.start
            and fields.end
            and (other.fields.end or date.max) > fields.end
        ),
    )
    return bool(fields.object) and any(True for _ in later)


@check("price-below-bottom", given=("disposed", "bottom_price", "rows"))
def price_below_bottom(record: Record[Contract] | Record[Asset], around: Around) -> Iterator[Finding]:
    """Something was let or sold for less than the lowest price that was set."""
    fields = record.fields

    def look(sold: Disposal | AssetRow) -> Iterator[Finding]:
        if sold.price is not None and sold.bottom_price is not None and sold.price < sold.bottom_price:
            yield found(sold.at("price"), separated(sold.price), bottom=separated(sold.bottom_price))

    if isinstance(fields, Asset):
        yield from each((*((fields.disposed,) if fields.disposed else ()), *fields.rows), look)
    elif isinstance(fields, Contract) and fields.bottom_price is not None:
        name, price = _compared(fields)
        if price is not None and price < fields.bottom_price:
            yield found(record.at(name), separated(price), bottom=separated(fields.bottom_price))


def _compared(contract: Contract) -> tuple[str, Decimal | None]:
    """Return which price the lowest one is to be compared with: that of a unit where it is one of a unit."""
    bottom, unit, price = contract.bottom_price or ZERO, contract.unit_price, contract.price
    is_of_unit = unit is not None and (price is None or abs(bottom - unit) < abs(bottom - price))
    return ("unit_price", unit) if is_of_unit else ("price", price)


@check("contract-days-wrong", of=Contract, by=("land_years", "lease_years"))
def contract_days_wrong(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """A contract ends before it starts, or runs for more years than the law allows."""
    law, day = around.packaged.law, around.day_of(record)

    def look(terms: Contract | ContractRow) -> Iterator[Finding]:
        if not terms.start or not terms.end:
            return
        land = any(word in (terms.object or "") for word in _FARMLAND)
        most = min(law.number("land_years" if land else "lease_years", day), 100)
        if terms.end <= terms.start:
            yield found(terms.at("end"), str(terms.end), what="before", start=terms.start, years="")
        elif terms.end > terms.start + timedelta(int(most * 365.25) + 1):
            yield found(terms.at("end"), str(terms.end), what="long", start=terms.start, years=most)

    every: tuple[Contract | ContractRow, ...] = (record.fields, *record.fields.rows)
    yield from each(every, look)


@check("contract-undecided", of=Contract, own="small")
def contract_undecided(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """A contract about more than a small amount names no decision; of a register, where others do."""
    fields = record.fields
    small = around.amount("contract-undecided", "small", record)
    is_decided = given_in(fields.resolution) or fields.decision
    is_asked = fields.is_published and not is_decided and not fields.rows
    if is_asked and fields.price is not None and fields.price >= small:
        yield found(record.at("price"), separated(fields.price), limit=separated(small))

    def look(row: ContractRow) -> Iterator[Finding]:
        if row.price is not None and row.price >= small and not given_in(row.resolution):
            yield found(row.at("price"), separated(row.price), limit=separated(small))

    if fields.is_published and any(given_in(row.resolution) for row in fields.rows if not row.unread):
        yield from each(fields.rows, look)


@check("disposal-unappraised", of=Asset)
def disposal_unappraised(record: Record[Asset], around: Around) -> Iterator[Finding]:
    """Something of all was sold without having been valued, or without a notice before."""
    sold = record.fields.disposed
    if sold is not None:
        yield from _unappraised(sold, record.fields.name or record.title, sold.date, sold.at())

    def look(row: AssetRow) -> Iterator[Finding]:
        if (
            row.price is not None
            or row.buyer
            or row.disposed_on
            or (row.disposal and not _NOT_YET.match(row.disposal))
        ):
            yield from _unappraised(row, row.name, row.disposed_on, row.at("name"))

    yield from each(record.fields.rows, look)


def _unappraised(sold: Disposal | AssetRow, name: str, day: date | None, place: Place) -> Iterator[Finding]:
    given = (("评估价", sold.appraised), ("公告日期", sold.notice_date))
    missing = tuple(word for word, value in given if value is None)
    if missing:
        yield found(place, name, what="none", missing=missing, key=missing)
    elif sold.notice_date and day and sold.notice_date > day:
        yield found(sold.at("notice_date"), name, what="late", missing=missing, key="公告日期")


@check("net-value-wrong", of=Asset)
def net_value_wrong(record: Record[Asset], around: Around) -> Iterator[Finding]:
    """What something is worth now is not its original value less its depreciation."""

    def look(thing: Asset | AssetRow) -> Iterator[Finding]:
        original, net = thing.original_value, thing.net_value
        if original is not None and net is not None and thing.depreciation is not None:
            counted = original - abs(thing.depreciation)
            if counted != net:
                yield found(thing.at("net_value"), separated(net), counted=separated(counted))

    every: tuple[Asset | AssetRow, ...] = (record.fields, *record.fields.rows)
    yield from each(every, look)
