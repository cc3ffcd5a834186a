"""Offers for works: of three at least, and each made on its own.

They stand with the works, or in a table of whatever record tells who offered how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from sunboard.checks.ledgers import given_in
from sunboard.checks.reasons import has_own_reason
from sunboard.checks.words import has_any
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.written import parse_money
from sunboard.kinds.matter import Matter
from sunboard.kinds.project import Bidder, Project
from sunboard.lazy import dataclass, regex
from sunboard.model.money import separated
from sunboard.model.node import Place

_OFFERS = regex("(?:报价|投标|竞标|参选|比选|应标|响应)(?:单位|人|方|公司|企业|供应商)")
_PRICE = regex("报价|投标价|总价|标价|价格|金额")
_NO_OFFER = regex("^$|控制价|限价|标底|平均|均价|合计|小计|底价|预算|概算")
_BETWEEN_CELLS = regex("(?<!\\\\)[|｜\t]")
_CLAUSE, _OF_OFFERS = regex("[，,。；;！\n]"), regex("家|报名|报价|应标|投标|委托")
_RULE = regex(r"[\s|｜:-]+")
_SHARED = regex(r"(?:法定代表人|法人代表|法人)[:：为是]?\s*([一-鿿]{2,4})|(?<!\d)(0\d{2,3}-?\d{7,8})(?!\d)")
_SPACING = regex(r"[\s-]+")
_ONE = regex("法定代表人|法人代表|法人|授权代表|联系人|代理人|负责人|电话|手机")
_OF_ONE = ("representative", "contact", "phone")


@dataclass(frozen=True, slots=True)
class Offer:
    """Who offered, for how much, and what else is said of them: of each only one can say the same."""

    place: Place
    name: str
    price: Decimal | None
    own: tuple[tuple[Place, str, str], ...]  # where it stands, as written, and as it is compared
    counts: bool = True


def _may_offer(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record has offers, or a table that may hold some."""
    fields = record.fields
    if isinstance(fields, Project) and fields.bidders:
        return True
    return isinstance(fields, Project | Matter) and bool(fields.tables or _OFFERS.search(record.body))


@check("bidders-few", where=_may_offer, words=("words",))
def bidders_few(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Fewer than three made an offer, and no reason is given: that the lowest won is none."""
    fields, least = record.fields, around.number("bidders-few", record)
    words, _ = around.packaged.law.words("bidders-few", around.day_of(record))
    if isinstance(fields, Project):
        told = has_any(fields.win_reason or "", words) or bool(fields.reason)
    else:
        text = _OFFERS.sub("", f"{fields.plain_summary or ''}。{record.body}")
        why = tuple(word for word in words if not word.endswith("家"))  # how many there were is no reason
        reason = fields.reason or ""
        told = has_any(reason, words) if has_own_reason(record, around) else bool(reason)
        told = told or any(has_any(said, why) for said in _CLAUSE.split(text) if _OF_OFFERS.search(said))
    for place, offers in _offers(record):
        count = len({_SPACING.sub("", offer.name) for offer in offers if offer.counts})
        if count < least and not told:
            yield found(place, str(count), least=least)


@check("bids-alike", where=_may_offer)
def bids_alike(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Offers differ by equal steps or percents, or share what only one offerer can have."""
    for place, offers in _offers(record):
        prices = sorted(offer.price for offer in offers if offer.price is not None)
        steps = {second - first for first, second in pairwise(prices)}
        if len(prices) >= 3 and len(steps) == 1:
            yield found(place, separated(steps.pop()), what="steps", shared="")
            continue
        if percent := _percent_apart(prices):
            yield found(place, percent, what="percent", shared="")
            continue
        known: dict[str, str] = {}
        for offer in offers:
            for where, written, said in offer.own:
                if known.setdefault(said, offer.name) != offer.name:
                    yield found(where, written, what="shared", shared=said)


def _percent_apart(prices: Sequence[Decimal]) -> str:
    """Return by how many percent each of three prices or more is above the one before, to whole yuan."""
    if len(prices) < 3 or prices[0] <= 0:
        return ""
    percent = round((prices[1] / prices[0] - 1) * 100, 1)
    expected = ((first * (1 + percent / 100), second) for first, second in pairwise(prices))
    alike = percent > 0 and all(abs(price - second) <= 1 for price, second in expected)
    return f"{percent.normalize():f}%" if alike else ""


def _offers(record: AnyRecord) -> Iterator[tuple[Place, Sequence[Offer]]]:
    """Yield where offers stand, and those; what else works show tells of the bidders that they name."""
    fields = record.fields
    if isinstance(fields, Project) and fields.bidders:
        offers = [_offer(one) for one in fields.bidders]
        yield fields.places.get("bidders") or offers[0].place, offers
        return
    for table in fields.tables:
        yield from _in_table(table.heads, [(record.at("tables"), row) for row in table.rows])
    lines = record.body.split("\n") if _OFFERS.search(record.body) else ()
    cells = [[cell.strip(" *") for cell in _BETWEEN_CELLS.split(line.strip("|｜ "))] for line in lines]
    for at, heads in enumerate(cells):
        rows = []
        for below, row in enumerate(cells[at + 1 :] if len(heads) > 1 else (), at + 1):
            if len(row) < 2:
                break
            if not _RULE.fullmatch(lines[below]):
                rows.append((record.document.body_at(below), row))
        yield from _in_table(heads, rows)


def _offer(bidder: Bidder) -> Offer:
    written = ((name, getattr(bidder, name) or "") for name in ("name", *_OF_ONE, "note"))
    own = ((bidder.at(name), text, said) for name, text in written for said in _of_one(text, name in _OF_ONE))
    return Offer(bidder.at("name"), bidder.name, bidder.price, tuple(own), bidder.qualified is not False)


def _in_table(
    heads: Sequence[str], rows: Sequence[tuple[Place, Sequence[str]]]
) -> Iterator[tuple[Place, Sequence[Offer]]]:
    """Yield where the offers of a table stand, and those, if its head names who offered and how much."""
    who = next((at for at, head in enumerate(heads) if _OFFERS.search(head)), None)
    price = next((at for at, head in enumerate(heads) if at != who and _PRICE.search(head)), None)
    if who is None or price is None:
        return
    own = [at for at, head in enumerate(heads) if _ONE.search(head)]
    offers = [
        Offer(
            place,
            row[who],
            parse_money(row[price]),
            tuple((place, cell, said) for at, cell in enumerate(row) for said in _of_one(cell, at in own)),
        )
        for place, row in rows
        if len(row) > max(who, price) and not _NO_OFFER.search(row[who])
    ]
    if offers:
        yield offers[0].place, offers


def _of_one(written: str, whole: bool) -> Sequence[str]:
    """Return what of a text only one offerer can have: all, or the legal persons and telephones in it."""
    if whole:
        return [_SPACING.sub("", written)] if given_in(written) else []
    return [one[1] or one[2].replace("-", "") for one in _SHARED.finditer(written)]
