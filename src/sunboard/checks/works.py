"""Works: told of three times, not cut up, paid as they go on, kept back until they last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from sunboard.checks.balances import ZERO
from sunboard.checks.columns import paid
from sunboard.checks.ledgers import given_in, known_payments, loosely, several
from sunboard.checks.names import names_by_source
from sunboard.checks.words import Rare, words_in
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, each, found, where_read
from sunboard.fields.disclosure import Disclosure, named_files
from sunboard.fields.part import Unread
from sunboard.kinds.contract import Contract
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.kinds.matter import Matter
from sunboard.kinds.project import Payment, Project
from sunboard.lazy import regex
from sunboard.model.file_types import PICTURES
from sunboard.model.money import separated
from sunboard.settings.comparison import group_called

_DONE = ("验收", "结算", "管护")
_EARLY = ("立项", "招标")
_STAGES = ("事前", "事中", "事后")
_BY_ROW = {"GC01": "事前", "GC02": "事前", "GC03": "事中", "GC04": "事后"}
_SHARE_OF_CONTRACT = regex(
    r"(?:合同|中标|成交)[价款额]*[^×xX*＊✕\d]{0,4}[\d.]+万?元?\s*[×xX*＊✕的]\s*(?P<share>\d+(?:\.\d+)?)[%％]"
)
_STAGE_SAID = ((regex("预付|首付|开工"), "early"), (regex("进度"), "building"))
_REST = regex("尾款|[结决]算款|余款|质保金")
_PAID_BY_CONTRACT = "工程款|预付|首付|开工款|进度|合同款|尾款|[结决]算款|余款|质保金"
_OF_CONTRACT = regex(_PAID_BY_CONTRACT)
_MAY_BE_AHEAD, _MAY_BE_REST = Rare(regex(f"[%％]|{_PAID_BY_CONTRACT}")), Rare(_REST)
_RATIO = regex(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*")
_GROUP = regex(r"^(?:[^组]*村(?!民))?(?P<group>[^组，,、。；;至到和及\s]{1,6}组)")
_ASIDE = regex(
    r"[(（].*?[)）]|第?[一二三四五六七八九十\d]+[期段标号批次处]+|[东西南北上中下前后左右][段半]|\s+|(?<!\d)\d+(?!\d|组)"
)


@check("works-not-told", of=Project)
def works_not_told(record: Record[Project], around: Around) -> Iterator[Finding]:
    """Works are done, and people were not told of them before, meanwhile and afterwards."""
    fields = record.fields
    if fields.project_stage not in _DONE or not fields.is_published:
        return
    told = {stage for other in _about(record, around) if (stage := _stage(other))}
    missing = tuple(stage for stage in _STAGES if stage not in told)
    if missing:
        yield found(record.at("project_stage"), fields.project_stage, name=fields.name, missing=missing)


@check("works-not-pictured", of=Project)
def works_not_pictured(record: Record[Project], around: Around) -> Iterator[Finding]:
    """Works are done, and no record of them shows a photograph."""
    fields = record.fields
    if fields.project_stage not in _DONE or not fields.is_published or fields.withdrawn:
        return
    shown = any(_has_picture(other) for other in (record, *_about(record, around)))
    if not shown:
        yield found(record.at("project_stage"), fields.name)


def _has_picture(record: AnyRecord) -> bool:
    """Tell whether a record names a photograph, or its text holds a picture."""
    return (
        any(one.name.lower().endswith(PICTURES) for one in named_files(record.fields)) or "![" in record.body
    )


def _stage(record: AnyRecord) -> str:
    return record.fields.stage or _BY_ROW.get(record.fields.catalog or "", "")


def _about(record: Record[Project], around: Around) -> Iterator[AnyRecord]:
    """Yield the records that tell of works, the works' own record and that of their decision among them."""
    fields, names = record.fields, around.once(names_by_source)
    own = names.get(record.source, frozenset())
    decided = set(given_in(fields.resolution))
    contract = loosely(fields.contract or "")

    def tells(other: AnyRecord) -> bool:
        given = other.fields
        if not given.is_published or given.withdrawn:
            return False
        named = isinstance(given, Matter) and given.project in (fields.name, *own)
        named |= bool(contract) and contract == loosely(_contract_of(given))
        linked = own & set(given.related) or names.get(other.source, frozenset()) & set(fields.related)
        number = given.decision.no if given.decision else None
        return bool(named or linked or number in decided or fields.name in given.title)

    yield from where_read(around.records, tells)


def _contract_of(fields: Disclosure) -> str:
    """Return the number of the contract that a record is about, where it is about one."""
    if isinstance(fields, Matter):
        return fields.contract or ""
    return (fields.no or "") if isinstance(fields, Contract) else ""


@check("works-split", of=Project, own="tender_min", words=("words",))
def works_split(record: Record[Project], around: Around) -> Iterator[Finding]:
    """Works of one sort at one place within a year are each below the amount for tenders, together above."""
    fields, day = record.fields, around.day_of(record)
    least = around.amount("works-split", "tender_min", record)
    own, (sorts, _) = cost_of(fields), around.packaged.law.words("works-split", day)
    if own is None or own >= least:
        return
    alike = [
        other
        for other in where_read(around.of_kind(Project), lambda other: _is_alike(other.fields, fields, sorts))
        if other.source != record.source and abs(around.day_of(other) - day) <= timedelta(365)
    ]
    first = all((day, record.source) >= (around.day_of(other), other.source) for other in alike)
    if not first:
        return
    apart: list[Record[Project]] = []
    for other in sorted(alike, key=lambda other: (around.day_of(other), other.source), reverse=True):
        if not any(_is_told_again(other.fields, one.fields) for one in (record, *apart)):
            apart.append(other)
    costs = [cost for other in apart if (cost := cost_of(other.fields)) is not None and cost < least]
    total = own + sum(costs, ZERO)
    if costs and total >= least:
        yield found(
            record.at("name"),
            fields.name,
            others=tuple(other.fields.name for other in reversed(apart)),
            total=separated(total),
            limit=separated(least),
        )


def cost_of(project: Project) -> Decimal | None:
    """Return what works cost by the latest that is told of it."""
    return project.contract_price or project.win_price or project.control_price or project.budget


def _is_alike(one: Project, two: Project, sorts: tuple[str, ...]) -> bool:
    """Tell whether two works are at one place and of one sort, by what they are called."""
    same_place = bool(one.place and two.place and _spot(one.place) == _spot(two.place))
    same_sort = set(words_in(one.name, sorts)) & set(words_in(two.name, sorts))
    return (same_place and bool(same_sort)) or _ASIDE.sub("", one.name) == _ASIDE.sub("", two.name)


def _is_told_again(one: Project, two: Project) -> bool:
    """Tell whether two records are of one work, which each tells of at another stage."""
    same = (one.name, one.place) == (two.name, two.place) and one.project_stage != two.project_stage
    return same and (not (one.contract and two.contract) or one.contract == two.contract)


def _spot(place: str) -> str:
    """Return the villagers' group that a place names, where it names one, and else the place."""
    named = _GROUP.search(place)
    return group_called(named["group"] if named and place.count("组") == 1 else place)


def _may_be_ahead(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record is of works, or has payments that may be for some."""
    if isinstance(record.fields, Finance):
        summaries = paid(record, around, "summary")  # type: ignore[arg-type]
        contracts = paid(record, around, "contract")  # type: ignore[arg-type]
        return _MAY_BE_AHEAD.in_any(summaries) or any(contracts)
    return isinstance(record.fields, Project)


@check("works-paid-ahead", where=_may_be_ahead, by=("advance_share", "advance_days", "building_share"))
def works_paid_ahead(record: Record[Project] | Record[Finance], around: Around) -> Iterator[Finding]:
    """More of a contract was paid than its stage allows or a payment says, or a tenth above it undecided."""
    if isinstance(record.fields, Finance):
        yield from each(record.fields.payments, lambda row: _share_ahead(row, record, around))
        for project, rows in around.once(_paid_for_works):
            yield from _ledgers_ahead(record, project, rows, around)
    elif isinstance(record.fields, Project):
        yield from _ahead_of_contract(record, record.fields, around)


def _share_ahead(row: LedgerRow, record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Yield that a payment is of a larger share of its contract, by what it says, than its stage allows."""
    said = _SHARE_OF_CONTRACT.search(row.summary.replace(",", ""))
    what = said and next((what for words, what in _STAGE_SAID if words.search(row.summary)), None)
    if not said or not what:
        return
    most = around.share("advance_share" if what == "early" else "building_share", record)
    if Decimal(said["share"]) > most * 100:
        details = {"share": said["share"], "most": f"{float(most * 100):g}", "what": what}
        amount = separated(row.expense or ZERO)
        yield found(row.at("expense"), amount, total=amount, **details)


def _paid_for_works(around: Around) -> Sequence[tuple[Project, Sequence[LedgerRow]]]:
    """Return the works of whose contract ledgers tell payments, with these in the order of their days."""
    works = around.once(_works_by_name)
    paid: dict[str, tuple[Project, list[LedgerRow]]] = {}
    for _, rows in around.once(known_payments) if works else ():
        for row in rows:
            project = _works_of(row, works)
            if project and row.date and (row.contract or _OF_CONTRACT.search(row.summary)):
                paid.setdefault(project.name, (project, []))[1].append(row)
    return [(project, sorted(rows, key=lambda row: row.date or date.min)) for project, rows in paid.values()]


def _ledgers_ahead(
    record: Record[Finance], project: Project, rows: Sequence[LedgerRow], around: Around
) -> Iterator[Finding]:
    """Yield the payment of a ledger with which all ledgers have paid more than the stage of works allows.

    A contract that was changed by a decision is left to the works' own record, and so is a payment that they
    list where that record tells of one.
    """
    price = project.contract_price or project.win_price
    if not price or any(change.resolution for change in project.changes):
        return
    soon, shares = _limits(record, around)
    total = ZERO
    for row in rows:
        total += row.expense or ZERO
        what = _stage_of(row.date, project, soon, is_first=row is rows[0])
        if total * shares[what].denominator > price * shares[what].numerator:
            is_own = any(row is own for own in record.fields.payments)
            if is_own and not (_is_listed(row, project) and _first_ahead(project, record, around)):
                told = {"share": f"{total * 100 / price:.0f}", "most": f"{float(shares[what] * 100):g}"}
                total_said = separated(total)
                yield found(
                    row.at("expense"), separated(row.expense or ZERO), total=total_said, what=what, **told
                )
            return


def _limits(record: AnyRecord, around: Around) -> tuple[timedelta, dict[str, Fraction]]:
    """Return how long after the beginning is still before it, and what share may be paid at each stage."""
    return timedelta(around.days("advance_days", record)), {
        "early": around.share("advance_share", record),
        "building": around.share("building_share", record),
        "over": around.share("works-paid-ahead", record),
    }


def _first_ahead(
    project: Project, record: AnyRecord, around: Around
) -> tuple[Payment, Decimal, str, Fraction] | None:
    """Return the first payment that works list with which more was paid than their stage allows.

    With it come what was paid by then, the stage, and the share that it allows.
    """
    price, total = project.contract_price or project.win_price, ZERO
    changed = any(change.resolution for change in project.changes)
    soon, shares = _limits(record, around)
    for payment in project.payments if price else ():
        total += payment.amount
        what = _stage_of(payment.date, project, soon, is_first=payment is project.payments[0])
        share = shares[what]
        if price and total > price * share.numerator / share.denominator and not (what == "over" and changed):
            return payment, total, what, share
    return None


def _ahead_of_contract(record: AnyRecord, fields: Project, around: Around) -> Iterator[Finding]:
    price = fields.contract_price or fields.win_price
    changed = any(change.resolution for change in fields.changes)
    _, shares = _limits(record, around)
    if price and (ahead := _first_ahead(fields, record, around)):
        payment, total, what, share = ahead
        said = {"share": f"{total * 100 / price:.0f}", "most": f"{float(share * 100):g}", "what": what}
        yield found(payment.at("amount"), separated(payment.amount), total=separated(total), **said)
        return
    if price and not fields.changes and (above := next(_above_ratio(fields, price), None)):
        payment, ratio = above
        said = {"share": f"{payment.amount * 100 / price:.0f}", "most": f"{float(ratio):g}", "what": "ratio"}
        yield found(payment.at("amount"), separated(payment.amount), total="", **said)
        return
    name, most = ("audited" if fields.audited is not None else "settled"), shares["over"]
    final = getattr(fields, name)
    if price and final and final > price * most.numerator / most.denominator and not changed:
        said = {"share": f"{final * 100 / price:.0f}", "most": f"{float(most * 100):g}", "what": "final"}
        yield found(record.at(name), separated(final), total=separated(final), **said)


def _above_ratio(fields: Project, price: Decimal) -> Iterator[tuple[Payment, Decimal]]:
    """Yield the payments of a larger share of the contract than each says, by more than rounding does."""
    for payment in fields.payments:
        said = _RATIO.fullmatch(payment.ratio or "")
        if said and payment.amount * 100 > max(price, fields.audited or price) * (Decimal(said[1]) + 1):
            yield payment, Decimal(said[1])


def _stage_of(day: date | None, project: Project, soon: timedelta, *, is_first: bool) -> str:
    """Return whether something was paid before the works began, meanwhile, or after their acceptance.

    What is paid first and soon after the beginning is paid in advance all the same.
    """
    accepted = project.acceptance.date if project.acceptance else None
    done = accepted is None and project.project_stage in _DONE
    if accepted and day:
        done = day >= accepted
    if done:
        return "over"
    begun = project.start is not None and day is not None and day > project.start + soon
    return "early" if project.project_stage in _EARLY or (is_first and not begun) else "building"


def _may_be_rest(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record is of works, or has payments that say they are the rest."""
    if isinstance(record.fields, Finance):
        return _MAY_BE_REST.in_any(paid(record, around, "summary"))  # type: ignore[arg-type]
    return isinstance(record.fields, Project)


@check("works-paid-before-acceptance", where=_may_be_rest, own="building_share")
def works_paid_before_acceptance(
    record: Record[Project] | Record[Finance], around: Around
) -> Iterator[Finding]:
    """The rest was paid before the works were accepted, or nothing was kept back until they have lasted."""
    if isinstance(record.fields, Finance):
        yield from each(record.fields.payments, lambda row: _rest_early(row, record, around))
    elif isinstance(record.fields, Project):
        yield from _paid_before_acceptance(record.fields, around, record)


def _rest_early(row: LedgerRow, record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Yield that a payment says it is the rest for works that were not accepted by then."""
    if row.date is None or not _REST.search(row.summary):
        return
    project = _works_of(row, around.once(_works_by_name))
    if project is None:
        return
    told = _paid_early(project, record, around)
    if told and (told.amount, told.date) == (row.expense, row.date):
        return
    accepted = project.acceptance.date if project.acceptance else None
    if not project.acceptance or (accepted and row.date < accepted):
        yield found(row.at("expense"), separated(row.expense or ZERO), what="early", day=accepted or "")


def _works_of(row: LedgerRow, works: Mapping[str, Project]) -> Project | None:
    """Return the works that a row of a ledger is for, by their name or by the number of their contract."""
    named = [row.project or "", *(name for name in works if name in row.summary)]
    named += [loosely(number) for number in several(row.contract)]
    return next((works[name] for name in named if name in works), None)


def _is_listed(row: LedgerRow, project: Project) -> bool:
    """Tell whether works list a payment of a ledger themselves."""
    return any((one.amount, one.date or row.date) == (row.expense, row.date) for one in project.payments)


def _works_by_name(around: Around) -> Mapping[str, Project]:
    """Return the works of the village by their names and by the numbers of their contracts.

    Of several records the newest tells how far works are; a number that several works have is of none.
    """
    works: dict[str, Project] = {}
    by_number: dict[str, set[str]] = {}
    known = where_read(around.of_kind(Project), lambda one: one.fields.is_published and one.fields.name)
    for record in sorted(known, key=around.day_of):
        works[record.fields.name] = record.fields
        with suppress(Unread):
            by_number.setdefault(loosely(record.fields.contract or ""), set()).add(record.fields.name)
    for number, names in by_number.items():
        if number and len(names) == 1:
            works[number] = works[next(iter(names))]
    return works


def _price(project: Project) -> Decimal | None:
    return project.audited or project.contract_price or project.win_price


def _paid_early(project: Project, record: AnyRecord, around: Around) -> Payment | None:
    """Return the first payment of works that they list themselves and that is their rest, not yet due."""
    price, total = _price(project) or ZERO, ZERO
    building = around.share("building_share", record, own="works-paid-before-acceptance")
    accepted = project.acceptance.date if project.acceptance else None
    for payment in project.payments if price else ():
        total += payment.amount
        above = total * building.denominator > price * building.numerator
        rest = above or re.search(f"结算|{_REST.pattern}", payment.ratio or "")
        if rest and payment.date and ((accepted and payment.date < accepted) or not project.acceptance):
            return payment
    return None


def _paid_before_acceptance(fields: Project, around: Around, record: AnyRecord) -> Iterator[Finding]:
    price = _price(fields)
    if not price or not fields.payments:
        return
    accepted = fields.acceptance.date if fields.acceptance else None
    if early := _paid_early(fields, record, around):
        yield found(early.at("amount"), separated(early.amount), what="early", day=accepted or "")
        return
    total = sum((payment.amount for payment in fields.payments), ZERO)
    last = max((payment.date for payment in fields.payments if payment.date), default=None)
    kept_until = fields.retention_due or (accepted + timedelta(365) if accepted else None)
    if total >= price and last and kept_until and last < kept_until:
        yield found(fields.payments[-1].at("amount"), separated(total), what="all", day=kept_until)


@check("works-sums-wrong", of=Project)
def works_sums_wrong(record: Record[Project], around: Around) -> Iterator[Finding]:
    """The price is above the control price, what was audited above what was handed in, or the cut no such."""
    fields = record.fields
    for name, most in (("win_price", fields.control_price), ("audited", fields.settled)):
        written = getattr(fields, name)
        if written is not None and most is not None and written > most:
            yield found(record.at(name), separated(written), what=name, most=separated(most))
    settled, audited, cut = fields.settled, fields.audited, fields.cut
    if settled is not None and audited is not None and cut is not None and cut != settled - audited >= 0:
        yield found(record.at("cut"), separated(cut), what="cut", most=separated(settled - audited))


@check("works-days-wrong", of=Project)
def works_days_wrong(record: Record[Project], around: Around) -> Iterator[Finding]:
    """Works were done, or accepted, before they began."""
    fields, began = record.fields, record.fields.start
    days = (
        ("finished", fields.finished, record.at("finished")),
        ("acceptance", fields.acceptance and fields.acceptance.date, record.at("acceptance")),
    )
    for what, day, place in days:
        if began and day and day < began:
            yield found(place, str(day), what=what, start=began)


@check("funding-differs", of=Project)
def funding_differs(record: Record[Project], around: Around) -> Iterator[Finding]:
    """The sources of money do not make up the budget."""
    fields = record.fields
    total = sum((source.amount for source in fields.funding), ZERO)
    if fields.funding and fields.budget is not None and total != fields.budget:
        yield found(record.at("funding"), separated(total), budget=separated(fields.budget))
