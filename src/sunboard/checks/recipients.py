"""Lists of people who are given aid: nobody twice, every amount as reckoned, sums as given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from sunboard.checks.balances import ZERO
from sunboard.checks.lists import closed_columns
from sunboard.contracts import Around, Finding, Record, check, each, found, where_read
from sunboard.fields.declarations import label_of, names_of
from sunboard.kinds.subsidy import Recipient, Subsidy, Totals
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.settings.comparison import group_called

_EXCLUSIVE = frozenset(("低保", "特困"))
_GIVEN = ("审定公布", "发放公布")
_PROPOSED = "拟定公示"
_BY_AREA = frozenset(("地力补贴",))
_MASKED = regex("[某*＊×XＸ○□]")
_NUMBER = regex(r"\d+(?:\.\d+)?")
_AID = regex("救[助济]|补[助贴]|供养|低保|慰问|[资奖]助|津贴|护理")
_CENT = Decimal("0.01")
_Claim = tuple[tuple[str, str], bool | None]


def named_in(row: Recipient) -> tuple[str, str] | None:
    """Return whom a row names and of which group; nothing where the name is masked or missing."""
    name = "".join((row.name or "").split())
    return (name, group_called(row.group or "")) if name and not _MASKED.search(name) else None


def _what(row: Recipient) -> tuple[str, ...]:
    """Return what tells several kinds of aid for one person apart; a cause such as 火灾 does not."""
    aid = row.aid if row.aid and _AID.search(row.aid) else ""
    return tuple(str(given or "") for given in (row.goods, row.policy, row.project, row.post, aid))


@check("recipient-twice", of=Subsidy)
def recipient_twice(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """Somebody stands twice in one list, or in two lists of which one shuts out the other."""
    seen: dict[tuple[object, ...], Recipient] = {}
    others = around.once(_given_exclusively)
    program = record.fields.program

    def look(row: Recipient) -> Iterator[Finding]:
        who = named_in(row)
        if who is None:
            return
        first = seen.setdefault((who, _what(row)), row)
        if first is not row:
            yield found(row.at("name"), who[0], what="list", group=who[1], program=program)
        elif program in _EXCLUSIVE:
            given = others.get((who, _is_given(record.fields.phase)), ())
            other = next((name for name in given if name != program), "")
            if other and who[1]:
                yield found(row.at("name"), who[0], what="programme", group=who[1], program=other)

    yield from each(record.fields.rows, look)


@check("recipient-unnamed", of=Subsidy)
def recipient_unnamed(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """A row of a list that names others names nobody: whoever has no name is a row of the list's own."""
    rows = tuple(record.fields.rows)
    if any(row.name for row in rows):
        for row in rows:
            if not row.name:
                amount = separated(row.amount) if row.amount is not None else ""
                yield found(row.at("name"), amount, told="amount" if amount else "")


def _is_given(phase: str) -> bool | None:
    """Tell whether a list says who is given aid, or who shall be; nothing where it says who loses it."""
    return True if phase in _GIVEN else False if phase == _PROPOSED else None


def _given_exclusively(around: Around) -> Mapping[_Claim, frozenset[str]]:
    """Return which of the programmes that shut one another out each person is given, or proposed for.

    Whoever is given one and proposed for the other may be about to change.
    """
    given: dict[_Claim, set[str]] = {}
    lists = where_read(
        around.of_kind(Subsidy), lambda one: one.fields.program in _EXCLUSIVE and one.fields.rows
    )
    for record in lists:
        is_given = _is_given(record.fields.phase)
        if is_given is not None and record.fields.is_published and not record.fields.withdrawn:
            for row in record.fields.rows:
                if not row.unread and (who := named_in(row)):
                    given.setdefault((who, is_given), set()).add(record.fields.program)
    return {claim: frozenset(programs) for claim, programs in given.items() if len(programs) > 1}


@check("area-times-rate", of=Subsidy)
def area_times_rate(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """An amount is not the area times the rate, or the rate is above that of the whole list."""
    said = _NUMBER.findall(record.fields.standard or "") if "亩" in (record.fields.standard or "") else []
    common = Decimal(said[0]) if len(said) == 1 else None

    def look(row: Recipient) -> Iterator[Finding]:
        area, amount, given = row.area, row.amount, common if row.rate is None else row.rate
        if area is None or amount is None or given is None:
            return
        rates = (given, given if common is None else min(given, common))
        rate = next((rate for rate in rates if abs(area * rate - amount) >= _CENT), None)
        if rate is not None:
            counted = area * rate
            yield found(
                row.at("amount"),
                separated(amount),
                area=f"{area}",
                rate=separated(rate),
                counted=separated(counted.quantize(_CENT)),
            )

    yield from each(record.fields.rows, look)


@check("area-above-contracted", of=Subsidy)
def area_above_contracted(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """A list is for more land than the village has under contract."""
    contracted = _NUMBER.search(around.village.contracted_area or "")
    if not contracted or record.fields.program not in _BY_AREA:
        return
    area = _sum(row.area for row in record.fields.rows)
    whole = Decimal(contracted[0]) * (10000 if "万" in (around.village.contracted_area or "") else 1)
    if area > whole:
        totals = record.fields.totals
        place = totals.at("area") if totals else record.at("rows")
        yield found(place, f"{area}", contracted=f"{whole}")


@check("list-sum-differs", of=Subsidy)
def list_sum_differs(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """The households, people, area or amount given are not those of the rows."""
    totals, rows = record.fields.totals, record.fields.rows
    if totals is None or not rows:
        return
    known, closed = names_of(Recipient), closed_columns(record, around)
    gone = {known[name].name for name in closed if name in known}
    counted: dict[str, Decimal | int | None] = {
        "households": len(rows),
        "persons": _whole_sum([row.persons for row in rows]),
        "area": _whole_sum([row.area for row in rows]),
        "amount": _whole_sum([row.amount for row in rows]),
    }
    for name, sum_ in counted.items():
        written = getattr(totals, name)
        if written is not None and sum_ is not None and written != sum_ and name not in gone:
            is_money = name == "amount"
            yield found(
                totals.at(name),
                separated(Decimal(written)) if is_money else f"{written}",
                label=label_of(Totals, name, "zh"),
                counted=separated(Decimal(sum_)) if is_money else f"{sum_}",
                what="",
            )
    blank = [row for row in rows if row.amount is None and "amount" not in row.unread]
    told, paid = _sum(row.amount for row in rows), totals.amount
    if blank and paid is not None and told not in (paid, ZERO) and counted["amount"] is None:
        at, label = blank[0].at("amount"), label_of(Recipient, "amount", "zh")
        yield found(at, separated(paid), label=label, counted=separated(told), what="blank")


def _whole_sum(values: list[Decimal | None] | list[int | None]) -> Decimal | int | None:
    """Return the sum of a column; nothing where a row leaves it blank."""
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), ZERO)
