"""Contracts and assets: prices, terms, rents that are due, and what is sold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sunboard.checks.balances import ZERO
from sunboard.checks.ledgers import decided_contracts, given_in, loosely, several
from sunboard.checks.minutes import meetings_told
from sunboard.checks.periods import standing
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, each, found, where_read
from sunboard.fields.part import Unread
from sunboard.fields.written import parse_day, parse_ends, said_of_a_year, said_of_each
from sunboard.kinds.asset import Asset, AssetRow, Disposal
from sunboard.kinds.contract import Contract, ContractRow, Receipt
from sunboard.kinds.finance import LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place
from sunboard.model.period import Period, first_day, last_day, parse_period
from sunboard.model.row import has_column

_IN_SUMMARY = regex(r"合同(?:编?号)?[:：]?\s*([A-Za-z]+[-\dA-Za-z]*\d)")
_NOT_YET = regex("[无未不没拟待暂在—–-]|计划|准备|正常")
"""How a cell says that nothing was sold."""
_SALE = regex("处置|出售|变卖|拍卖|转让|卖")
_SOLD = regex(
    "(?:已经?|被)(?:处[置理]|出售|变卖|拍卖|转让|卖)|^(?:处置|出售|变卖|拍卖|转让|卖[掉出])[了完毕]*$"
)
"""How a cell says that something was."""
_OVER = regex(
    "完[成工毕结]|终[止结]|解除|[收交归]回|归还|续|[到期届]期|期满|届满|结束|退|作废|注销|失效|停租|不再|闲置|空置"
    "|重新|[另新改]签|转[让租包]|[招竞]租|竞价|拍卖|腾|拆"
)
"""How a cell says what became of a contract."""
_FAR = 2
"""How many times a lowest price what it is of may be, or it that."""
_FARMLAND = ("耕地", "承包地", "机动地", "农田", "水田", "旱地", "地")


@check("rent-overdue", of=Contract)
def rent_overdue(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """An instalment of a contract is long due, and not all of it came in by contract or ledger.

    What a contract says was received holds for all that came before it was published. What is owed by a row
    of a register was due on its day, or at the latest when the contract ended; a row that says of no day when
    it falls due tells what was due by the end of the register's period.
    """
    days, fields = timedelta(around.days("rent-overdue", record)), record.fields
    known_until = max((one.fields.period.end for one in around.once(standing)), default=None)
    until = fields.period.end if fields.period else known_until or fields.publish_date
    if fields.terminated or until is None:
        return
    income, dues = around.once(_income_by_contract), _dues(fields)

    def of_contract(receipt: Receipt) -> Iterator[Finding]:
        if receipt.due_by and receipt.due_by + days < until:
            yield from short(receipt, "due", receipt.due_by, receipt.amount, receipt.received, fields)

    def of_row(row: ContractRow) -> Iterator[Finding]:
        due, owed = row.due_by or _day_told(row.pay_terms) or row.ends, _owed(row)
        if owed is None:
            return
        received = row.received if row.arrears is None else owed - row.arrears
        name = "owed" if row.owed is not None else "arrears"
        if due and due + days < until:
            yield from short(row, name, due, owed, received, row)
        elif fields.period and _tells_received(row, received) and _was_due(row, until - days):
            yield from short(row, name, until, owed, received, row)

    def short(
        part: Receipt | ContractRow,
        name: str,
        due: date,
        amount: Decimal,
        received: Decimal | None,
        terms: Contract | ContractRow,
    ) -> Iterator[Finding]:
        rows = income.get(loosely(terms.no or ""), ())
        told = fields.publish_date if received is not None else None
        later = [row for row in rows if told is None or (row.date is not None and row.date > told)]
        came = _came_for(due, dues, later)
        is_same = told is not None and told < due and came == received  # written in when it came
        came += received if received and not is_same else ZERO
        if came < amount:
            yield found(
                part.at("received" if part.received is not None else name),
                separated(came),
                due=due,
                amount=separated(amount),
                party=terms.party or terms.object or record.title,
                left=separated(amount - came),
                told="less" if _came_for(due, dues, rows) > came else "short",
            )

    yield from each(fields.receipts, of_contract)
    yield from each(fields.rows, of_row)


def _day_told(terms: str | None) -> date | None:
    """Return the day on which something is to be paid, where a day or a month is all that is said."""
    return last_day(parse_period(terms) or parse_day(terms)) if terms else None


def _tells_received(row: ContractRow, received: Decimal | None) -> bool:
    """Tell whether a row says what came in: with an amount, or with a blank cell where others have one."""
    return received is not None or has_column(row.places, "received")


def _was_due(row: ContractRow, day: date) -> bool:
    """Tell whether what a row owes was due by a day: it began before, and nothing tells of another day."""
    says_when = row.due or row.pay_terms or row.rent_terms or row.progress or row.note
    return row.begins is not None and row.begins < day and not says_when


def _owed(row: ContractRow) -> Decimal | None:
    """Return what was due of a contract, or what came in and is still missing together."""
    if row.owed is not None or row.arrears is None:
        return row.owed
    return (row.received or ZERO) + row.arrears


def _dues(fields: Contract) -> Sequence[date]:
    """Return the days of the instalments that a contract lists, and of the one before, if it ran by then."""
    dues = sorted(one.due_by for one in fields.receipts if one.due_by)
    if len(dues) < 2 or fields.begins is None:
        return dues
    apart = dues[1] - dues[0]
    ran = dues[0] - apart - fields.begins > apart / 2  # else what came early is for the first of all
    return [dues[0] - apart, *dues] if ran else dues


def _came_for(due: date, dues: Sequence[date], income: Sequence[LedgerRow]) -> Decimal:
    """Return what ledgers took in under the contract nearest to the day of an instalment."""

    def is_nearest(row: LedgerRow) -> bool:
        day = row.date
        return day is not None and min(dues or (due,), key=lambda one: abs(one - day)) == due

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
    """A contract has run out, and nothing says that what was let came back or was let anew.

    A register tells what was so when it was published.
    """
    fields = record.fields
    day = fields.publish_date or around.today

    def look(terms: Contract | ContractRow) -> Iterator[Finding]:
        of_row = isinstance(terms, ContractRow)
        over = terms.ends is not None and terms.ends < (day if of_row else around.today)
        if over and not _is_over(terms) and not _is_renewed(terms, around):
            what = "row" if of_row else "record"
            yield found(terms.at("end"), str(terms.end), object=terms.object or record.title, what=what)

    yield from each(_told_in(record), look) if fields.is_published and not fields.withdrawn else ()


@check("contract-ends-soon", of=Contract)
def contract_ends_soon(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """A contract runs out within three months."""
    days = around.days("contract-ends-soon", record)
    ahead = around.today + timedelta(days)

    def look(terms: Contract | ContractRow) -> Iterator[Finding]:
        ends_soon = terms.ends is not None and around.today <= terms.ends <= ahead
        known = _is_over(terms) or _is_renewed(terms, around) or _is_told_anew(terms, record, around)
        if ends_soon and not known:
            yield found(terms.at("end"), str(terms.end), object=terms.object or record.title, days=days)

    yield from each(_told_in(record), look)


def _told_in(record: Record[Contract] | Record[Asset]) -> Iterator[Any]:
    """Yield the contracts or things that a record tells of: its own, and each in its register."""
    yield record.fields
    yield from record.fields.rows


def _is_over(terms: Contract | ContractRow) -> bool:
    """Tell whether it is said what became of a contract."""
    if isinstance(terms, Contract):
        return terms.terminated is not None
    return bool(_OVER.search(f"{terms.note or ''} {terms.progress or ''}"))


def _is_renewed(terms: Contract | ContractRow, around: Around) -> bool:
    """Tell whether another contract is about the same thing from a later day on."""
    others, over = around.once(_by_object).get(terms.object or "", ()), terms.ends
    return over is not None and any(start and end > over for _, start, end in others)


def _is_told_anew(terms: Contract | ContractRow, record: Record[Contract], around: Around) -> bool:
    """Tell whether a record that was published later tells of a contract too."""
    others, day = around.once(_by_object).get(terms.object or "", ()), record.fields.publish_date
    return any(end == terms.ends and day and told and told > day for told, _, end in others)


def _by_object(around: Around) -> Mapping[str, Sequence[tuple[date | None, date | None, date]]]:
    """Return when contracts about a thing were published, their first days, and their last ones."""
    known: dict[str, list[tuple[date | None, date | None, date]]] = {}
    for record in around.of_kind(Contract):
        with suppress(Unread):
            for terms in _told_in(record):
                with suppress(Unread):
                    said = record.fields.publish_date, terms.begins, terms.ends or date.max
                    known.setdefault(terms.object or "", []).append(said)
    known.pop("", None)
    return known


def _lets_or_sells(record: AnyRecord, around: Around) -> bool:
    return isinstance(record.fields, Contract | Asset)


@check("price-below-bottom", where=_lets_or_sells)
def price_below_bottom(record: Record[Contract] | Record[Asset], around: Around) -> Iterator[Finding]:
    """Something was let or sold for less than the lowest price that was set."""
    if isinstance(record.fields, Contract):
        yield from each(_told_in(record), _let_below)
    elif isinstance(record.fields, Asset):
        yield from each(_told_in(record), _sold_below)


def _sold_below(thing: Asset | AssetRow) -> Iterator[Finding]:
    sold = thing.disposed if isinstance(thing, Asset) else thing
    if sold and sold.price is not None and sold.bottom_price is not None and sold.price < sold.bottom_price:
        yield found(sold.at("price"), separated(sold.price), bottom=separated(sold.bottom_price))


def _let_below(terms: Contract | ContractRow) -> Iterator[Finding]:
    """Yield that a price is below the lowest one of its like: of the whole, of a year, of a unit.

    A lowest price that says none of them is of the whole, or of what it is nearest to.
    """
    lowest = terms.bottom_price
    pairs = [("price", lowest), ("rent", terms.bottom_rent), ("unit_price", terms.bottom_unit_price)]
    if lowest and not (terms.price is not None and terms.price < lowest):
        pairs.append((_nearest(terms, lowest), lowest))
    for name, bottom in pairs:
        price = getattr(terms, name) if name else None
        if price is not None and bottom is not None and price < bottom:
            yield found(terms.at(name), separated(price), bottom=separated(bottom))
    said = terms.rent_terms or ""
    for price, bottom in (
        (said_of_each(said), terms.bottom_unit_price),
        (said_of_a_year(said), terms.bottom_rent),
    ):
        if price is not None and bottom is not None and price < bottom:
            yield found(terms.at("rent_terms"), separated(price), bottom=separated(bottom))


def _nearest(terms: Contract | ContractRow, lowest: Decimal) -> str:
    """Return to which price a lowest one is nearest; nothing where it is to none, or to a reckoned one."""
    price, rent, unit = terms.price or ZERO, terms.rent or ZERO, terms.unit_price or ZERO
    years = round((terms.ends - terms.begins).days / 365) if terms.begins and terms.ends else 0
    prices = [("price", price), ("rent", rent), ("unit_price", unit), ("", unit * (terms.area or ZERO))]
    prices += [("", rent * years), ("", price / years)] if years > 1 else []
    apart = [(max(one / lowest, lowest / one), not name, name) for name, one in prices if one]
    far, _, name = min(apart, default=(_FAR, True, ""))
    return name if far < _FAR else ""


@check("contract-days-wrong", of=Contract, by=("land_years", "lease_years"))
def contract_days_wrong(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """A contract ends before it starts, or runs for more years than the law allows."""
    law, day = around.packaged.law, around.day_of(record)

    def look(terms: Contract | ContractRow) -> Iterator[Finding]:
        begins, ends = terms.begins, terms.ends
        name = "lease" if isinstance(terms, Contract) else "term"
        said = None if begins or ends else parse_ends(getattr(terms, name) or "")
        if said and said.last < said.first:  # as such it was read as no span
            yield found(terms.at(name), str(said.last), what="before", start=said.first, years="")
        if not begins or not ends:
            return
        land = any(word in (terms.object or "") for word in _FARMLAND)
        most = min(law.number("land_years" if land else "lease_years", day), 100)
        if ends <= begins:
            yield found(terms.at("end"), str(terms.end), what="before", start=terms.start, years="")
        elif ends > begins + timedelta(int(most * 365.25) + 1):
            yield found(terms.at("end"), str(terms.end), what="long", start=terms.start, years=most)

    yield from each(_told_in(record), look)


@check("contract-undecided", of=Contract, own="small")
def contract_undecided(record: Record[Contract], around: Around) -> Iterator[Finding]:
    """A contract about more than a small amount names no decision.

    Of a register it is asked where it has a column for them, or other rows name theirs.
    """
    fields = record.fields
    small = around.amount("contract-undecided", "small", record)
    if not fields.is_published or fields.decision or given_in(fields.resolution):
        return
    decided = around.once(decided_contracts)
    asked: Iterable[Contract | ContractRow] = (fields,)
    if fields.rows:
        tells = any(row.resolution or has_column(row.places, "resolution") for row in fields.rows)
        asked = fields.rows if tells else ()

    def look(terms: Contract | ContractRow) -> Iterator[Finding]:
        name = "price" if terms.price is not None else "rent"
        amount = getattr(terms, name)
        known = given_in(terms.resolution) or loosely(terms.no or "") in decided
        if amount is not None and amount >= small and not known and not meetings_told(record, around):
            yield found(terms.at(name), separated(amount), limit=separated(small))

    yield from each(asked, look)


@check("disposal-unappraised", of=Asset)
def disposal_unappraised(record: Record[Asset], around: Around) -> Iterator[Finding]:
    """Something of all was sold without having been valued, or without a notice before."""

    def look(thing: Asset | AssetRow) -> Iterator[Finding]:
        name = thing.name or record.title
        if isinstance(thing, Asset) and (sold := thing.disposed):
            yield from _unappraised(sold, name, sold.date, sold.at())
        elif isinstance(thing, AssetRow) and _says_sold(thing):
            yield from _unappraised(thing, name, thing.disposed_on, thing.at("name"))
        elif _SOLD.search(thing.use or "") and not _sale_told(thing, record, around):
            yield from _unappraised(Disposal(), name, None, thing.at("use"))

    yield from each(_told_in(record), look)


def _says_sold(row: AssetRow) -> bool:
    """Tell whether a row says how, to whom, when or for how much something was sold."""
    given = row.price is not None or row.buyer or row.disposed_on
    return bool(given or (row.disposal and not _NOT_YET.match(row.disposal)))


def _sale_told(thing: Asset | AssetRow, record: Record[Asset], around: Around) -> bool:
    """Tell whether another record is about the sale of a thing that a register says was sold."""
    others = where_read(
        around.records,
        lambda other: (
            (isinstance(other.fields, Asset) and other.fields.disposed and other.fields.name == thing.name)
            or (thing.name and thing.name in other.title and _SALE.search(other.title))
        ),
    )
    return any(other.source != record.source for other in others)


def _unappraised(
    sold: Disposal | AssetRow, name: str, day: date | Period | None, place: Place
) -> Iterator[Finding]:
    given = (("评估价", sold.appraised), ("公告日期", sold.notice_date))
    missing = tuple(word for word, value in given if value is None)
    if missing:
        yield found(place, name, what="none", missing=missing, key=missing)
    elif (told := first_day(sold.notice_date)) and (gone := last_day(day)) and told > gone:
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

    yield from each(_told_in(record), look)
