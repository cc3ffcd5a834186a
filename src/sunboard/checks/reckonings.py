"""What a payment's summary reckons with, so many people at so much each, beside what was paid and decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter

from sunboard.checks.balances import ZERO
from sunboard.checks.columns import payments_saying
from sunboard.checks.ledgers import decision_numbers, decisions_by_number, those
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
_EACH = "(?:(?:每[人户名位]次?|[人户]均)(?:发|补|补助|补贴|慰问)?)"
_A_HEAD = regex(
    rf"(?<![\d.第{_HAN}])(?P<count>{_COUNT})(?:个)?[人户名位]次?(?P<between>[^\d，,。；;]{{0,12}}[，,]?){_EACH}"
    rf"(?P<rate>{_RATE})元"
    rf"|{_EACH}(?P<first>{_RATE})元[，,]?(?:共|计|合计)?(?P<many>{_COUNT})[人户名位]"
    rf"|(?<![\d.第{_HAN}])(?P<those>{_COUNT})(?:个)?[人户名位][，,]?(?P<apiece>{_RATE})元[/／每][人户名位](?![·/／每])"
    rf"|(?<![\d.第{_HAN}])(?P<things>{_COUNT})个?(?P<unit>[一-鿿])[^\d，,。；;]{{0,6}}[，,]?"
    rf"每个?(?P=unit)(?P<worth>{_RATE})元(?!.*\d)"
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
_PEOPLE_DECIDED = regex(
    r"(?<![\d.每第])(?P<count>\d+|[一二两三四五六七八九十百]+)\s*(?:[人户名位]|个[^\d，,。；;个]{0,4}?(?:[人户长员]|代表))"
)
"""For how many a decision is: 6人, 两名看护员, 5个组长."""
_YUAN = regex(r"(?<![\d.万千])(\d+(?:\.\d+)?)\s*元")
_YUAN_EACH = regex(r"(?P<each>每[^\d，,。；;]{1,8})(?P<rate>\d+(?:\.\d+)?)\s*元(?P<per>[/／每][月季年])?")
_PAID_IN = regex("[人户口亩](?:自愿|各|只|再)?(?:出(?!工)|筹|交|缴|集|摊)")
"""What each pays to the village, in the words before so much: 每人出15元, 每户筹200元."""
_CENT = Decimal("0.01")
_LASTS = {"月": 1, "季": 3, "半年": 6, "年": 12}
_LASTING = regex("月|季|半年|年")
"""How many months that for which so much is paid is."""
_MONTHS_TO = regex(r"(?<!\d)(\d{1,2})月?份?(?:[至到~—–-]{1,2})(?:\d{4}年)?(\d{1,2})月(?!\d)")
_SPAN = regex(
    r"(?P<quarter>第?[一二三四1-4]季度?)|(?P<half>[上下]半年)|(?P<year>全年|年度)|(?P<month>(?<!\d)\d{1,2}月(?!\d))份?"
)
_APART = regex("[及和与、，,；;+＋]|以及|含|[零等]")
"""What says that money was paid for several things."""


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
        months = 1 if "月" in products[0]["factors"] else _months_for(row.summary)
        yield from _over_decided(row, products[0][0], count, rate, months, around)

    yield from each(payments_saying(record, around, _RECKONS, "summary"), look)
    yield from each(_deciding_alone(record), lambda row: _beside_decision(row, excepted, around))


def _deciding_alone(record: Record[Finance]) -> Sequence[LedgerRow]:
    """Return the payments for a stretch of time of which only a decision tells who is paid how much."""

    def tells_no_rate(row: LedgerRow) -> bool:
        said = row.summary
        return bool(row.decision and _SPAN.search(said) and not any(sign in said for sign in _RECKONS))

    return those(those(record.fields.payments, attrgetter("decision")), tells_no_rate)


def _beside_decision(row: LedgerRow, excepted: tuple[str, ...], around: Around) -> Iterator[Finding]:
    """Yield that more people are paid than were decided, or more than the decision makes for the time.

    Asked where a decision tells of one rate for a stretch of time, and the payment is for one thing alone.
    """
    said, text = row.summary.replace(" ", ""), _decided(row, around)
    decided, rates = _people_decided(text), {*_rates(text)}
    months, heads = _months_for(said), [one["count"] for one in _HEADS.finditer(said)]
    if has_any(said, excepted) or len(rates) != 1 or not months or len(heads) > 1 or len(decided) != 1:
        return
    ((rate, lasts),), (most,) = rates, decided
    count = _number(heads[0]) if heads else None if _APART.search(said) else Decimal(most)
    if count is None or lasts is None or row.expense is None:
        return
    counted = count * rate * months / lasts
    if count > most or row.expense > counted:
        what = "people" if count > most else "decided"
        reckoning = f"{heads[0]}人" if heads else said
        yield _over(row, what, reckoning, counted)


def _months_for(summary: str) -> int | None:
    """Return for how many months a payment is by what it says: a month, two to another, a quarter, a year."""
    if spans := _MONTHS_TO.findall(summary):
        return (int(spans[0][1]) - int(spans[0][0])) % 12 + 1 if len(spans) == 1 else None
    said = [one.lastgroup for one in _SPAN.finditer(summary)]
    if not said or ({*said} != {"month"} and len(said) > 1):
        return None
    return {"quarter": 3, "half": 6, "year": 12}.get(said[0] or "", len(said))


def _rates(text: str) -> Iterator[tuple[Decimal, int | None]]:
    """Yield what a text says is paid for each, with for how many months; nothing for 每天.

    What each pays in is passed over.
    """
    for one in _YUAN_EACH.finditer(text):
        if _PAID_IN.search(one["each"]):
            continue
        units = {_LASTS[lasting] for lasting in _LASTING.findall(f"{one['each']}{one['per'] or ''}")}
        yield Decimal(one["rate"]), next(iter(units)) if len(units) == 1 else None


def _decided(row: LedgerRow, around: Around) -> str:
    """Return what the decisions that a payment cites say, as far as the village's records tell of them."""
    return "；".join(
        f"{record.title}；{record.fields.plain_summary or ''}；{decision.resolution_text}"
        for number in decision_numbers(row)
        for record, decision in around.once(decisions_by_number).get(number, ())
    )


def _people_decided(text: str) -> frozenset[int]:
    """Return for how many people or households a decision is, by its figures, else by its numerals."""
    said = [one["count"] for one in _PEOPLE_DECIDED.finditer(text)]
    figures = frozenset(int(count) for count in said if count.isdecimal())
    return figures or frozenset(filter(None, map(parse_whole, said)))


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
    counted = count * rate * times
    if row.expense == counted:
        monthly = "月" in reckoning and "每" in reckoning
        months = 1 if monthly else _months_for(row.summary)
        yield from _over_decided(row, reckoning, int(count), rate, months, around)
    elif {rate, counted}.issuperset(map(Decimal, _YUAN.findall(row.summary))):  # of nothing else it tells
        yield _differs(row, reckoning, counted)


def _said_a_head(summary: str) -> tuple[str, Decimal, Decimal, Decimal] | None:
    """Return what a summary reckons with: the words, how many people, how much each, for how long."""
    if not _OVER_TIME.search(_PERIOD.sub("", summary)):
        if (said := _A_HEAD.search(summary)) is None:
            return None
        counts, prices = ("count", "many", "those", "things"), ("rate", "first", "apiece", "worth")
        numbers = [_number(next(filter(None, map(said.group, names)))) for names in (counts, prices)]
        numbers.append(Decimal(1))
    else:
        over_time = _OVER_DAYS if "天" in summary else _OVER_MONTHS
        parts = [list(pattern.finditer(summary)) for pattern in (_HEADS, *over_time)]
        months = _months_for(summary) if over_time is _OVER_MONTHS and not parts[2] else None
        if any(len(found) != 1 for found in (parts[:2] if months else parts)):
            return None
        said = parts[1][0]
        times = Decimal(months) if months else _number(parts[2][0]["count"])
        numbers = [_number(parts[0][0]["count"]), _number(said["rate"]), times]
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
    return total.quantize(_CENT)


def _over_decided(
    row: LedgerRow,
    reckoning: str,
    count: int | None,
    rate: Decimal | None,
    months: int | None,
    around: Around,
) -> Iterator[Finding]:
    """Yield that a reckoning has more people, or a higher rate, than any that the decision names.

    `months` is for how many of them the rate is, where that is told.
    """
    text = _decided(row, around)
    people = _people_decided(text)
    rates = {*_rates(text)} or {(Decimal(number), None) for number in _YUAN.findall(text)}
    more = count is not None and people and count > max(people)
    dearer = rate is not None and rates and not any(_covers(*one, rate, months) for one in rates)
    if more or dearer:
        yield _over(row, "people" if more else "rate", reckoning, row.expense or ZERO)


def _covers(decided: Decimal, lasts: int | None, rate: Decimal, months: int | None) -> bool:
    """Tell whether a rate is no higher than a decided one, each for its number of months.

    One that does not say for how long it is may be for several months, but for whole ones.
    """
    if lasts is None:
        return rate <= decided
    if months is None:
        return rate <= decided or rate * lasts % decided == 0
    return rate * lasts <= decided * months


def _over(row: LedgerRow, what: str, reckoning: str, counted: Decimal) -> Finding:
    """Return that a payment goes beyond what was decided."""
    return found(
        row.at("expense" if what == "decided" else "summary"),
        separated(row.expense or ZERO) if what == "decided" else reckoning,
        what=what,
        voucher=row.called,
        reckoning=reckoning,
        counted=separated(counted.quantize(_CENT)),
        decision=row.decision or "",
    )
