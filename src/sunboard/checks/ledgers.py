"""What several rules ask of a ledger: its payments, what is cash, which decisions it cites."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import filterfalse
from operator import attrgetter
from typing import TypeVar

from sunboard.checks.balances import account_of, accounts_by_name, is_cash
from sunboard.checks.periods import standing
from sunboard.contracts import AnyRecord, Around, Record, where_read
from sunboard.fields.decision import Decision
from sunboard.fields.part import Unread
from sunboard.fields.written import half_width
from sunboard.kinds.contract import Contract
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.kinds.project import Project
from sunboard.lazy import regex

T = TypeVar("T")

_SEVERAL = regex(r"[、,，;；/\s]+")
_PERIOD_WORDS = regex(
    r"\d{1,2}月(?!\d{1,2}日)(?:份)?(?:[至到—~-]\d{1,2}月(?:份)?)?|第?[一二三四1-4]季度|[上下]半年|第[一二三四五六七八九十\d]+[期批次]"
)
_ASIDE = regex(r"[(（].*?[)）]")
_PADDED = regex(r"(?<![一-鿿])([一-鿿])\s+(?=[一-鿿])")
_GROUP = regex(r"第?[\d一二三四五六七八九十]+(?:村民)?小?组(?=[一-鿿]{2})")
_A_GROUP = r"第?[\d一二三四五六七八九十]+(?:村民|居民)?小?[组社队]"
_ANY_GROUP = regex(_A_GROUP)
_APART = regex(rf"\s+(?={_A_GROUP})")
_OFFICE = "(?:村|副|原|支部)*(?:主任|书记|会计|出纳|文书|报账员|组长|委员)"
_OTHERS = "等(?:[\\d一二三四五六七八九十几多]+[人户名位])?"
_BEHIND = regex(rf"(?<=[一-鿿]{{2}})(?:{_OTHERS}|同志|户主?|{_OFFICE}|{_A_GROUP})$")
_BEFORE = regex(rf"^(?:村民|{_OFFICE})(?=[一-鿿]{{2,4}}$)")
_OWNER = regex("^(?:经营[者人]|法定代表人|法人代表|法人|负责人|业主|老板|收款人|代领人?)[:：]?")
_BRACKETS = "()（）[]【】〔〕 \u3000"
_NOBODY = regex(r"[无未没待缺暂空][^\d]*|不需要|(?:事后|以后|后|另)?补[^\d]*|[-—–/\\.。·_＿×xX]+")
"""What is written where no number or name is: 无, 未签, 待补, a stroke."""
_FIGURES_OR_LETTERS = regex(r"\d+|[^\W\d_]+")
_MATTER = regex(r"第\d+[^\W\d]|[\s\d.,:：、，。()（）\[\]【】〔〕-]+")


def those(rows: Sequence[T], wanted: Callable[[T], object]) -> Sequence[T]:
    """Return the rows that a rule is about, before it looks at each of them closely.

    Where some could not be read wholly it is all of them: `each` passes over those that tell too little.
    """
    try:
        return [*filter(wanted, rows)]
    except Unread:
        return rows


def unless(rows: Sequence[T], are_right: Callable[[Sequence[T]], bool]) -> Sequence[T]:
    """Return the rows, before a rule looks at each of them closely; none where all together are right.

    Where some could not be read wholly it is all of them, as with `those`.
    """
    with suppress(Unread):
        return () if are_right(rows) else rows
    return rows


def known_payments(around: Around) -> Sequence[tuple[Record[Finance], Sequence[LedgerRow]]]:
    """Return the ledgers that count, each with its payments of which all could be read, for indexes."""
    return tuple((record, _known_payments(record)) for record in around.once(standing))


def _known_payments(record: Record[Finance]) -> Sequence[LedgerRow]:
    found: list[LedgerRow] = []
    with suppress(Unread):
        found.extend(filterfalse(attrgetter("unread"), record.fields.payments))
    return tuple(found)


def tills(record: Record[Finance], around: Around) -> frozenset[str]:
    """Return every code and name by which rows call the till."""

    def called_so() -> frozenset[str]:
        accounts = accounts_by_name(record, around)
        called = {name or "" for name in {*map(attrgetter("money_account"), record.fields.rows)}}
        called |= {name for move in record.fields.moves for name in move.way or ()}
        owners = ((name, account_of(name, accounts)) for name in called)
        return frozenset(name for name, account in owners if account is not None and is_cash(account))

    return around.once_for((tills, record.source), called_so)


@lru_cache(maxsize=4096)
def several(written: str | None) -> tuple[str, ...]:
    """Return the numbers or names that stand in one cell."""
    return tuple(filter(None, _SEVERAL.split(written))) if written else ()


@lru_cache(maxsize=4096)
def people(written: str | None) -> tuple[str, ...]:
    """Return the names of those whom a cell names, without their group, office or what stands in brackets."""
    plain = _PADDED.sub(r"\1", _ASIDE.sub("", written or ""))
    return tuple(_BEFORE.sub("", _BEHIND.sub("", _GROUP.sub("", name))) for name in several(plain))


def people_with_groups(written: str | None) -> tuple[tuple[str, str], ...]:
    """Return the names of those whom a cell names, also in brackets, each with the group told beside it."""
    whole = _ASIDE.sub(lambda aside: _SEVERAL.sub("-", aside[0]), written or "")
    return tuple(
        (name, group[0] if (group := _ANY_GROUP.search(piece)) else "")
        for piece in several(_APART.sub("", _PADDED.sub(r"\1", whole)))
        for part in (piece, *(_OWNER.sub("", aside[1:-1]) for aside in _ASIDE.findall(piece)))
        for name in people(part)
    )


@lru_cache(maxsize=4096)
def called_alike(written: str) -> str:
    """Return what two spellings of one payee or purpose have in common: neither signs nor spaces."""
    return "".join(sign for sign in half_width(written) if sign.isalnum()).upper()


def cites(record: Record[Finance], around: Around) -> bool:
    """Tell whether any row of a ledger cites a decision, whatever is written for one."""
    return any(map(attrgetter("decision"), record.fields.rows))


def decision_numbers(row: LedgerRow) -> tuple[str, ...]:
    """Return the numbers of the decisions that a row cites."""
    return given_in(row.decision)


@lru_cache(maxsize=4096)
def given_in(written: str | None) -> tuple[str, ...]:
    """Return the numbers or names that stand in one cell; `无` and `（未签）` are none."""
    said = ((one, one.strip(_BRACKETS)) for one in several(written))
    return tuple(one for one, bare in said if bare and not _NOBODY.fullmatch(bare))


@lru_cache(maxsize=4096)
def loosely(number: str) -> str:
    """Return a number of papers without what people write differently: case, hyphens, leading zeros."""
    return "".join(
        piece.lstrip("0") + "." if piece.isdigit() else piece.upper()
        for piece in _FIGURES_OR_LETTERS.findall(number)
    )


def periods_said(summary: str) -> frozenset[str]:
    """Return the months and quarters that a payment says it is for."""
    return frozenset(_PERIOD_WORDS.findall(summary))


@lru_cache(maxsize=4096)
def matter_of(summary: str) -> str:
    """Return what a row is about, without numbers, what they count, and signs: 第39笔."""
    return _MATTER.sub("", summary)


def decisions_by_number(around: Around) -> Mapping[str, tuple[tuple[AnyRecord, Decision], ...]]:
    """Return the decisions that the village's records tell of, by their numbers and their records' ids."""
    by_number: dict[str, list[tuple[AnyRecord, Decision]]] = {}
    for record in where_read(around.records, lambda record: record.fields.decision):
        decision = record.fields.decision
        names = {record.id, getattr(decision, "no", "") or ""} if decision else ()
        for name in filter(None, names):
            by_number.setdefault(name, []).append((record, decision))  # type: ignore[arg-type]
    return {number: tuple(each) for number, each in by_number.items()}


def cited(row: LedgerRow, around: Around) -> tuple[Decision, ...]:
    """Return the decisions that a row cites, as far as the village's records tell of them.

    One whose number is written a little differently is meant all the same.
    """
    known, spelt = around.once(decisions_by_number), around.once(_spellings)
    numbers = (n if n in known else spelt.get(loosely(n), n) for n in decision_numbers(row))
    return tuple(decision for number in numbers for _, decision in known.get(number, ()))


def _spellings(around: Around) -> Mapping[str, str]:
    return {loosely(number): number for number in around.once(decisions_by_number)}


def decided_contracts(around: Around) -> frozenset[str]:
    """Return the numbers of the contracts of which the village tells how they were decided, loosely."""
    contracts = where_read(around.of_kind(Contract), lambda one: _is_decided(one.fields))
    works = where_read(around.of_kind(Project), lambda one: _is_decided(one.fields))
    numbers = (one.fields.no for one in contracts), (one.fields.contract for one in works)
    return frozenset(loosely(number) for each_ in numbers for number in each_ if number)


def _is_decided(fields: Contract | Project) -> bool:
    return bool(given_in(fields.resolution) or fields.decision)
