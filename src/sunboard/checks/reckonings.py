"""What a payment's summary reckons with, so many people at so much each, beside what was paid and decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sunboard.checks.balances import ZERO
from sunboard.checks.columns import payments_saying
from sunboard.checks.ledgers import decision_numbers, decisions_by_number
from sunboard.checks.words import has_any
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.fields.numerals import parse_whole
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated

_HAN = "一二两三四五六七八九十百"
_TIMES = "[×xX*＊✕]"
_PRODUCT = regex(
    rf"(?<![\d.,])(?P<factors>(?:\d+(?:\.\d+)?[一-鿿/]{{0,4}}\s*{_TIMES}\s*)+)"
    r"(?P<rate>\d+(?:\.\d+)?)(?P<percent>[%％])?"
)
_COUNT = rf"\d+|[{_HAN}]+"
_RATE = rf"\d+(?:\.\d+)?|[{_HAN}千万]+"
_EACH = "(?:每[人户名位]次?|[人户]均)(?:发|补|补助|补贴|慰问)?"
_A_HEAD = regex(
    rf"(?<![\d.第{_HAN}])(?P<count>{_COUNT})(?:个)?[人户名位]次?(?P<between>[^\d，,。；;]{{0,6}}[，,]?){_EACH}"
    rf"(?P<rate>{_RATE})元"
    rf"|{_EACH}(?P<first>{_RATE})元[，,]?(?:共|计|合计)?(?P<many>{_COUNT})[人户名位]"
    rf"|(?<![\d.第{_HAN}])(?P<those>{_COUNT})(?:个)?[人户名位][，,]?(?P<apiece>{_RATE})元[/／每][人户名位](?![·/／每])"
)
_GIVEN = f"(?:发|补|补助|补贴)?(?P<rate>{_RATE})元"
_HEADS = regex(rf"(?<![\d.第每{_HAN}])(?P<count>{_COUNT})个?[人户名位]")
_SO_MANY = rf"(?<![\d.第{_HAN}])(?P<count>{_COUNT})"
_OVER_MONTHS = regex(rf"{_EACH}?每?个?月{_GIVEN}"), regex(f"{_SO_MANY}个月")
_OVER_DAYS = regex(rf"{_EACH}?每[天日]{_GIVEN}"), regex(f"{_SO_MANY}天")
_RECKONS = (*_TIMES.strip("[]"), "元")
"""Of which whatever reckons has one: 12人×50, 每人50元."""
_PERIOD = regex(r"(?:\d{4}年)?\d{1,2}月份?|\d{4}年|[一二三四第]+季度|[上下]半年|[春夏秋冬]季|节日|春节")
_OVER_TIME = regex("[天日月年季周期]|(?<![人户名位])次|台时|工时")
_NUMBER = regex(r"\d+(?:\.\d+)?")
_PEOPLE = regex(r"(\d+)\s*(?:人|户|名|位)")
_YUAN = regex(r"(?<![\d.万千])(\d+(?:\.\d+)?)\s*元")
_YUAN_EACH = regex(r"每[^\d，,。；;]{1,8}(\d+(?:\.\d+)?)\s*元")


@check("allowance-differs", of=Finance, words=("excepted",))
def allowance_differs(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment is not what its own reckoning makes, or more people or a higher rate than was decided."""
    excepted = around.packaged.law.words("allowance-differs", around.day_of(record))[1]

    def look(row: LedgerRow) -> Iterator[Finding]:
        products = list(_PRODUCT.finditer(row.summary.replace(",", "")))
        counted = [_reckoned(product) for product in products]
        if not counted:
            yield from _a_head(row, excepted, around)
            return
        if row.expense not in (*counted, sum(counted)) and not has_any(row.summary, excepted):
            yield _differs(row, products[0][0], counted[0])
            return
        named = _PEOPLE.match(products[0]["factors"])
        count = int(named[1]) if named else None
        rate = None if products[0]["percent"] else Decimal(products[0]["rate"])
        yield from _over_decided(row, products[0][0], count, rate, around)

    yield from each(payments_saying(record, around, _RECKONS, "summary"), look)


def _differs(row: LedgerRow, reckoning: str, counted: Decimal) -> Finding:
    """Return that a payment is not what it reckons with."""
    paid = separated(row.expense or ZERO)
    details = {"voucher": row.called, "reckoning": reckoning, "counted": separated(counted)}
    return found(row.at("expense"), paid, what="sum", decision="", **details)


def _a_head(row: LedgerRow, excepted: tuple[str, ...], around: Around) -> Iterator[Finding]:
    """Yield that a payment differs from so much a head, told in words, or from what was decided."""
    said = None if has_any(row.summary, excepted) else _said_a_head(row.summary.replace(" ", ""))
    if said is None:
        return
    reckoning, count, rate, times = said
    if row.expense == count * rate * times:
        yield from _over_decided(row, reckoning, int(count), rate, around)
    else:
        yield _differs(row, reckoning, count * rate * times)


def _said_a_head(summary: str) -> tuple[str, Decimal, Decimal, Decimal] | None:
    """Return what a summary reckons with: the words, how many people, how much each, for how long."""
    if not _OVER_TIME.search(_PERIOD.sub("", summary)):
        if (said := _A_HEAD.search(summary)) is None:
            return None
        people, price = said["count"] or said["many"] or said["those"], said["rate"] or said["first"]
        numbers = [_number(people), _number(price or said["apiece"]), Decimal(1)]
    else:
        over_time = _OVER_DAYS if "天" in summary else _OVER_MONTHS
        parts = [list(pattern.finditer(summary)) for pattern in (_HEADS, *over_time)]
        if any(len(found) != 1 for found in parts):
            return None
        said = parts[1][0]
        numbers = [
            _number(one[number]) for (one,), number in zip(parts, ("count", "rate", "count"), strict=True)
        ]
    count, rate, times = numbers
    return None if count is None or rate is None or times is None else (said[0], count, rate, times)


def _number(written: str) -> Decimal | None:
    """Return a number that is written in figures or in characters."""
    if written[0].isdigit():
        return Decimal(written)
    whole = parse_whole(written)
    return None if whole is None else Decimal(whole)


def _reckoned(product: re.Match[str]) -> Decimal:
    total = Decimal(product["rate"]) / (100 if product["percent"] else 1)
    for factor in _NUMBER.findall(product["factors"]):
        total *= Decimal(factor)
    return total.quantize(Decimal("0.01"))


def _over_decided(
    row: LedgerRow, reckoning: str, count: int | None, rate: Decimal | None, around: Around
) -> Iterator[Finding]:
    """Yield that a reckoning has more people, or a higher rate, than any that the decision names."""
    texts = [
        f"{record.title}{record.fields.plain_summary or ''}{decision.resolution_text}"
        for number in decision_numbers(row)
        for record, decision in around.once(decisions_by_number).get(number, ())
    ]
    people = {int(number) for text in texts for number in _PEOPLE.findall(text)}
    each_time = [number for text in texts for number in _YUAN_EACH.findall(text)]
    rates = set(map(Decimal, each_time or [number for text in texts for number in _YUAN.findall(text)]))
    more = count is not None and people and count > max(people)
    dearer = rate is not None and rates and rate > max(rates)
    if more or dearer:
        yield found(
            row.at("summary"),
            reckoning,
            what="people" if more else "rate",
            voucher=row.called,
            reckoning=reckoning,
            counted=separated(row.expense or ZERO),
            decision=row.decision or "",
        )
