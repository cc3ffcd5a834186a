"""The ledger as people read it: every voucher in order, with the money left after each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import chain

from sunboard.contracts import Telling
from sunboard.describing import amount_of, cells_of, field_names
from sunboard.fields.declarations import label_of
from sunboard.kinds.finance.ordering import in_order
from sunboard.kinds.finance.vouchers import LedgerRow, between
from sunboard.lazy import dataclass, regex
from sunboard.model.blocks import Block, Column, TableBlock
from sunboard.model.money import separated
from sunboard.model.plain import Plain, Values, maps_of, text_of

_DAY = regex(r"\d{4}-\d{2}-\d{2}")
_NONE = Decimal(0)
_SIGNING = frozenset(("handler", "approver"))  # what the catalogue wants on the wall beside the figures
_OWN = frozenset(
    (
        "date",
        "voucher_no",
        "summary",
        "account_code",
        "income",
        "expense",
        "amount",
        "money_account",
        "balance",
    )
)


def ledger_blocks(values: Values, telling: Telling) -> tuple[Block, ...]:
    """Return the ledger, then transfers and vouchers without money, wherever they had been written."""
    rows, moves, bookings, say = maps_of(values, "rows"), _moves(values), _bookings(values), telling.say
    told = bool(rows) and not is_summary(values)
    return (
        *_ledger(
            values,
            (*rows, *maps_of(values, "transfers"), *maps_of(values, "noncash")),
            bool(moves or bookings),
            telling,
        ),
        *_without_sides(
            say("kind-transfers"),
            _in_order(moves),
            say("kind-transfers-note"),
            _ways(values, moves, telling),
            telling,
            told=told,
        ),
        *_without_sides(
            say("kind-noncash"), _in_order(bookings), say("kind-noncash-note"), {}, telling, told=told
        ),
    )


def is_summary(values: Values) -> bool:
    """Tell whether there are totals by item, and no single entries: no row has a day or a number."""
    rows = maps_of(values, "rows")
    return bool(rows) and not any(text_of(row, "date") or text_of(row, "voucher_no") for row in rows)


def leaves_out_entries(values: Values) -> bool:
    """Tell whether it is a summary of entries; where no money came or went there are none."""
    rows = maps_of(values, "rows")
    return is_summary(values) and any(amount_of(row, side) for row in rows for side in ("income", "expense"))


def voucher_counts(values: Values) -> dict[str, int]:
    """Return how many entries, transfers and vouchers without money there are."""
    entries = sum(_has_side(row) for row in maps_of(values, "rows"))
    return {"entries": entries, "moves": len(_moves(values)), "bookings": len(_bookings(values))}


def _moves(values: Values) -> list[dict[str, Plain]]:
    return [row for row in maps_of(values, "rows") if between(text_of(row, "money_account"))] + maps_of(
        values, "transfers"
    )


def _bookings(values: Values) -> list[dict[str, Plain]]:
    rows = maps_of(values, "rows")
    return [
        row for row in rows if not _has_side(row) and not between(text_of(row, "money_account"))
    ] + maps_of(values, "noncash")


def _has_side(row: Values) -> bool:
    return amount_of(row, "income") is not None or amount_of(row, "expense") is not None


def _in_order(rows: Sequence[Values]) -> Sequence[Values]:
    return in_order(rows, lambda row: text_of(row, "date"), lambda row: text_of(row, "voucher_no"))


def _account(written: str, telling: Telling) -> str:
    return telling.say.label(telling.packaged.account_name(written) or written)


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else separated(amount)


def _others(rows: Sequence[Values]) -> tuple[str, ...]:
    """Return the further columns that any of the rows fills, known ones first."""
    written = dict.fromkeys(chain.from_iterable(rows))
    known = (name for name in field_names(LedgerRow) if name in written)
    return tuple(
        name
        for name in dict.fromkeys((*known, *written))
        if name not in _OWN and any(row.get(name) not in (None, "", []) for row in rows)
    )


def _label(name: str, telling: Telling) -> str:
    return label_of(LedgerRow, name, telling.say.language) if name in field_names(LedgerRow) else name


def _head(name: str) -> str:
    """Return the head of a column in a file of its own.

    The Chinese name of its field, in any language of the site.
    """
    return label_of(LedgerRow, name, "zh") if name in field_names(LedgerRow) else name


def _other_columns(names: Sequence[str], telling: Telling) -> tuple[Column, ...]:
    return tuple(
        Column(_label(name, telling), on_paper=name in _SIGNING, head=_head(name), beside=name == "handler")
        for name in names
    )


def _ledger(values: Values, rows: Sequence[Values], aside: bool, telling: Telling) -> tuple[Block, ...]:
    if not maps_of(values, "rows"):
        return ()
    if is_summary(values):
        return _by_item(rows, telling)
    say, ordered = telling.say, _in_order(rows)
    years = {text_of(row, "date")[:4] for row in ordered}
    one_year = len(years) == 1 and all(_DAY.fullmatch(text_of(row, "date")) for row in ordered)
    accounts = maps_of(values, "accounts")
    opening = [amount for one in accounts if (amount := amount_of(one, "opening")) is not None]
    layout = _Layout(
        year=years.pop() if one_year else "",
        opening=sum(opening, _NONE) if opening else None,
        own=_own_balances(values, ordered),
        has_places=any(text_of(row, "money_account") for row in ordered),
        others=_others(ordered),
    )
    columns = layout.columns(telling)
    lines, income, expense = layout.lines(ordered, _places(values), telling)
    sums = [separated(income), separated(expense)]
    note = ""
    if layout.opening is not None:
        sums.append(separated(layout.opening + income - expense))
        note = say("kind-balance-own" if layout.own else "kind-balance-all")
        note = say("kind-ledger-note", balance=note) if aside else note
    total = ("", "", say("kind-total"), "", *sums)
    total += ("",) * (len(columns) - len(total))
    return (TableBlock(say("kind-ledger"), columns, tuple(lines), total, note, ledger=True),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Which columns a ledger of entries has."""

    year: str  # of all its days, where they are of one
    opening: Decimal | None  # what was there before, of all accounts; without it nothing is said to be left
    own: Sequence[str]  # what is left of its own account after each row, where the ledger says so
    has_places: bool  # says in which account the money lies
    others: Sequence[str]  # names of further fields

    def columns(self, telling: Telling) -> tuple[Column, ...]:
        """Return the columns, those of every ledger first."""
        say = telling.say
        columns = [
            Column(say("kind-date"), head=_head("date"), year=self.year),
            Column(say("kind-voucher"), head=_head("voucher_no")),
            Column(say("kind-summary"), weight=5, head=_head("summary")),
            Column(say("kind-account"), weight=3, head=_head("account_code")),
            Column(say("kind-money-in"), align="right", money=True, head=_head("income")),
            Column(say("kind-money-out"), align="right", money=True, head=_head("expense")),
        ]
        if self.opening is not None:
            columns.append(Column(say("kind-balance"), align="right", money=True, head=_head("balance")))
        if self.has_places:
            label, head = say("kind-money-account"), _head("money_account")
            columns.append(Column(label, on_paper=bool(self.own), head=head, beside=True))
        return (*columns, *_other_columns(self.others, telling))

    def lines(
        self, rows: Sequence[Values], places: Mapping[str, str], telling: Telling
    ) -> tuple[list[tuple[str, ...]], Decimal, Decimal]:
        """Return the cells of each row, and what came in and went out in all of them."""
        has_balance, balance = self.opening is not None, self.opening or _NONE
        income = expense = _NONE
        account = cache(lambda written: _account(written, telling))
        where = cache(lambda written: _where(places, written, telling))
        further_cells = cells_of(LedgerRow, self.others, rows, telling)
        lines = []
        for at, (row, further) in enumerate(zip(rows, further_cells, strict=True)):
            came, went = amount_of(row, "income"), amount_of(row, "expense")
            if came is not None:
                balance, income = balance + came, income + came
            if went is not None:
                balance, expense = balance - went, expense + went
            lines.append(
                (
                    text_of(row, "date")[5:] if self.year else text_of(row, "date"),
                    text_of(row, "voucher_no"),
                    text_of(row, "summary"),
                    account(text_of(row, "account_code")),
                    _money(came),
                    _money(went),
                    *((self.own[at] if self.own else separated(balance),) if has_balance else ()),
                    *((where(text_of(row, "money_account")),) if self.has_places else ()),
                    *further,
                )
            )
        return lines, income, expense


def _own_balances(values: Values, ordered: Sequence[Values]) -> Sequence[str]:
    """Return what is left of its own account after each row, where there are several and the ledger says so.

    Every entry has to agree with what was there before; what moves from one to another says neither's.
    """
    accounts = maps_of(values, "accounts")
    left = {text_of(account, "code"): amount_of(account, "opening") or _NONE for account in accounts}
    codes = {text_of(account, "name"): text_of(account, "code") for account in accounts}
    if len(left) < 2 or not any("balance" in row for row in ordered):
        return ()
    found = []
    for row in ordered:
        written = text_of(row, "money_account")
        came, went = amount_of(row, "income"), amount_of(row, "expense")
        code, way = codes.get(written, written), between(written)
        for one, change in zip(way or (), (-1, 1), strict=False):
            end = codes.get(one, one)
            left[end] = left.get(end, _NONE) + change * (amount_of(row, "amount") or _NONE)
        if code in left:
            left[code] += (came or _NONE) - (went or _NONE)
        is_entry = came is not None or went is not None
        if is_entry and amount_of(row, "balance") != left.get(code):
            return ()
        found.append(separated(left[code]) if is_entry else "")
    return found


def _by_item(rows: Sequence[Values], telling: Telling) -> tuple[Block, ...]:
    """Return totals by item in the order written: no money is left after one of them."""
    say, others = telling.say, _others(rows)
    accounts = any(text_of(row, "account_code") for row in rows)
    places = any(text_of(row, "money_account") for row in rows)
    columns = (
        Column(say("kind-item"), weight=5, head=_head("summary")),
        *((Column(say("kind-account"), weight=3, head=_head("account_code")),) if accounts else ()),
        Column(say("kind-money-in"), align="right", money=True, head=_head("income")),
        Column(say("kind-money-out"), align="right", money=True, head=_head("expense")),
        *(
            (Column(say("kind-money-account"), on_paper=False, head=_head("money_account"), beside=True),)
            if places
            else ()
        ),
        *_other_columns(others, telling),
    )
    lines = tuple(
        (
            text_of(row, "summary"),
            *((_account(text_of(row, "account_code"), telling),) if accounts else ()),
            _money(amount_of(row, "income")),
            _money(amount_of(row, "expense")),
            *((text_of(row, "money_account"),) if places else ()),
            *further,
        )
        for row, further in zip(rows, cells_of(LedgerRow, others, rows, telling), strict=True)
    )
    sums = tuple(
        separated(sum((amount_of(row, side) or _NONE for row in rows), _NONE))
        for side in ("income", "expense")
    )
    total = (say("kind-total"), *(("",) if accounts else ()), *sums)
    total += ("",) * (len(columns) - len(total))
    return (TableBlock(say("kind-by-item"), columns, lines, total, kept=True),)


def _places(values: Values) -> dict[str, str]:
    """Return the names of the accounts that have a code, by it."""
    accounts = maps_of(values, "accounts")
    return {code: text_of(account, "name") for account in accounts if (code := text_of(account, "code"))}


def _where(names: Mapping[str, str], written: str, telling: Telling) -> str:
    """Return the name of the account that a code stands for, or of both where money went between them."""
    way = between(written)
    if way:
        return telling.say(
            "kind-transfer-way", out=names.get(way[0]) or way[0], into=names.get(way[1]) or way[1]
        )
    return names.get(written) or written


def _ways(values: Values, moves: Sequence[Values], telling: Telling) -> dict[str, str]:
    names = _places(values)
    return {
        written: _where(names, written, telling)
        for row in moves
        if (written := text_of(row, "money_account"))
    }


def _without_sides(
    title: str, rows: Sequence[Values], note: str, ways: dict[str, str], telling: Telling, *, told: bool
) -> tuple[Block, ...]:
    """Return vouchers that are neither income nor expense, with their amounts, and what no ledger tells."""
    if not rows:
        return ()
    say, others = telling.say, () if told else _others(rows)
    accounts = any(_account(text_of(row, "account_code"), telling) for row in rows)
    columns = (
        Column(say("kind-date")),
        Column(say("kind-voucher")),
        Column(say("kind-summary"), weight=5),
        *((Column(say("kind-account"), weight=3),) if accounts else ()),
        *((Column(say("kind-money-account"), weight=3),) if ways else ()),
        Column(say("kind-amount"), align="right", money=True),
        *_other_columns(others, telling),
    )
    lines = tuple(
        (
            telling.say.day(text_of(row, "date")),
            text_of(row, "voucher_no"),
            text_of(row, "summary"),
            *((_account(text_of(row, "account_code"), telling),) if accounts else ()),
            *((ways.get(text_of(row, "money_account"), ""),) if ways else ()),
            _money(amount_of(row, "amount")),
            *further,
        )
        for row, further in zip(rows, cells_of(LedgerRow, others, rows, telling), strict=True)
    )
    return (TableBlock(title, columns, lines, note=note),)
