"""Debts, in a ledger or a table of any record: whether they add up, and how long they have stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import cast

from sunboard.checks.balances import ZERO
from sunboard.checks.periods import earlier
from sunboard.checks.statement_lines import SPACES, TOTAL, amount_of, may_reckon
from sunboard.checks.words import has_any
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, each, found
from sunboard.fields.numerals import parse_digits, parse_whole
from sunboard.kinds.finance import Debt, Finance
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place
from sunboard.privacy.tables import apart_in_text

_Rows = Sequence[tuple[Sequence[str], Place]]
_MOVED = "增加"
_COLUMNS = tuple(
    regex(f"(?:本[期年季月])?{said}(?:数|额|金额|余额)?(?:[(（]元[)）])?")
    for said in ("[期年]初", _MOVED, "减少", "[期年]末")
)
_OWED = regex("债[权务]|应[收付]|欠|往来|对方")
_OF_DEBTS = regex("债[权务]|(?:应[收付]|往来|欠)(?:账?款|账|明细)|往来|欠款")
"""Titles of tables of debts."""
_BEGAN = regex("(?:(?:发生|形成|产生|挂账|欠款|借款|拖欠|起欠)的?)?(?:日期|时间|年月|年[份度])")
_LEFT = tuple(
    regex(f"(?:{said})(?:金额|[余总数]?额|数)?(?:[(（]元[)）])?")
    for said in (
        "[期年季月]末|尚欠|未[收付还]|结欠|现欠|余额|结余",
        "[拖所]?欠款?|挂账|债[权务]|应[收付]款?",
        "[金数总]额",
    )
)
"""Heads of what is owed in the end, the plainest first."""
_KIND = regex("(?:其他)?(?:应[收付]账?款?|债[权务])")
_CAME = regex("增加|减少|[已本].{0,2}(?:收|付|还|清)|收回|归还|偿还|还款|付款")
"""Heads of what of a debt moved."""
_ENDS = regex("到期|期限|(?:应|约定).{0,2}[还付收].{0,2}[日时期]")
"""Heads of by when it is to be paid: what is not due yet hangs nowhere."""
_BARE_YEAR = regex(r"^\d{4}$")
_SINCE = regex(
    r"(?P<year>(?:19|20)\d\d|(?<!\d)\d\d(?=年)|[一二][九〇零○][〇零○一二三四五六七八九]{2}(?=年))"
    r"\s*[年./-]?\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}(?=月))?"
)


@check("debt-wrong", where=may_reckon)
def debt_wrong(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """What is owed in the end is not what was owed before, with what came on and without what was paid."""
    fields = record.fields

    def look(debt: Debt) -> Iterator[Finding]:
        moved = None if debt.inc is None and debt.dec is None else (debt.inc or ZERO) - abs(debt.dec or ZERO)
        if debt.opening is not None and moved is not None and debt.closing != debt.opening + moved:
            yield _wrong(debt.at("closing"), debt.party, debt.closing, debt.opening + moved)

    if isinstance(fields, Finance) and fields.debts:  # also those of a table that is named in their place
        yield from each(fields.debts, look)
        return
    for table in fields.tables:
        at = record.at("tables")
        yield from _in_table(table.title or record.title, table.heads, [(row, at) for row in table.rows])
    for heads, rows in _in_text(record) if _MOVED in record.body else ():
        yield from _in_table(record.title, heads, rows)


def _in_text(record: AnyRecord) -> Iterator[tuple[Sequence[str], _Rows]]:
    """Yield the heads of each table in a text, and its rows with where they stand."""
    for one in filter(attrgetter("rows"), apart_in_text(record.document)):
        (heads, _), *rows = [(row, one.place(number, 0)) for number, row in enumerate(one.rows)]
        yield heads, rows


def _in_table(title: str, heads: Sequence[str], rows: _Rows) -> Iterator[Finding]:
    """Yield the lines of a table of debts that do not add up; of another, or with two such columns, none."""
    bare = [SPACES.sub("", head) for head in heads]
    told = [[at for at, head in enumerate(bare) if column.fullmatch(head)] for column in _COLUMNS]
    if not all(len(columns) == 1 for columns in told) or not _OWED.search(f"{title}{''.join(bare)}"):
        return
    for row, place in rows:
        party = next((cell for cell in row if cell.strip() and amount_of(cell) is None), "").strip()
        cells = [row[at] if at < len(row) else "" for (at,) in told]
        opening, more, less, closing = map(amount_of, cells)
        if TOTAL.search(party) or opening is None or closing is None or (more is None and less is None):
            continue
        counted = opening + (more or ZERO) - abs(less or ZERO)
        if closing != counted:
            yield _wrong(place, party or title, closing, counted)


def _wrong(place: Place, party: str, closing: Decimal, counted: Decimal) -> Finding:
    return found(place, separated(closing), party=party, counted=separated(counted))


@check("debt-old", where=may_reckon, words=("excepted",))
def debt_old(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """What is owed has been so for over a year, and nothing of it moved in the quarters that are known."""
    if isinstance(record.fields, Finance) and record.fields.debts:
        yield from _old_in_ledger(cast("Record[Finance]", record), around)
        return
    for table in record.fields.tables:
        at, title = record.at("tables"), f"{table.title or ''}{record.title}"
        yield from _old_in_table(record, around, title, table.heads, [(row, at) for row in table.rows])
    for heads, rows in _in_text(record) if _OF_DEBTS.search(record.title) else ():
        yield from _old_in_table(record, around, record.title, heads, rows)


def _old_in_ledger(record: Record[Finance], around: Around) -> Iterator[Finding]:
    days, end = around.days("debt-old", record), record.fields.period.end
    before = earlier(record, around)
    moved = {
        debt.party
        for other in before
        if end - other.fields.period.end < timedelta(366)
        for debt in other.fields.debts
        if _moves(debt)
    }

    _, excepted = around.packaged.law.words("debt-old", around.day_of(record))

    def look(debt: Debt) -> Iterator[Finding]:
        since = None if has_any(debt.cause or "", excepted) else _since(debt.since) or _unmoved(debt, before)
        old = since is not None and (end - since).days > days
        if since and old and debt.closing and not _moves(debt) and debt.party not in moved:
            yield found(
                debt.at("since" if debt.since else "closing"),
                debt.since or f"{since.year}年{since.month}月",
                since=_when(debt.since) if debt.since else f"{since.year}年{since.month}月",
                party=debt.party,
                kind=debt.kind,
                what="kind" if _tells_movement(debt) else "kind-left",
                amount=separated(debt.closing),
                until=end,
            )

    yield from each(record.fields.debts, look)


def _old_in_table(
    record: AnyRecord,
    around: Around,
    title: str,
    heads: Sequence[str],
    rows: _Rows,
) -> Iterator[Finding]:
    """Yield the old debts of a table that tells by its title of debts, and of each since when it is owed."""
    bare = [SPACES.sub("", head) for head in heads]
    began = [at for at, head in enumerate(bare) if _BEGAN.fullmatch(head)]
    left = next((at for said in _LEFT for at, head in enumerate(bare) if said.fullmatch(head)), None)
    end = record.fields.period.end if record.fields.period else record.fields.publish_date
    if not _OF_DEBTS.search(title) or len(began) != 1 or left is None or end is None:
        return
    days = around.days("debt-old", record)
    came, ends = ([at for at, head in enumerate(bare) if said.search(head)] for said in (_CAME, _ENDS))
    _, excepted = around.packaged.law.words("debt-old", around.day_of(record))
    for row, place in rows:
        cells = [*row, *[""] * (len(bare) - len(row))]
        since, amount = _since(cells[began[0]]), amount_of(cells[left])
        names = [cell.strip() for at, cell in enumerate(cells) if at not in (began[0], left)]
        words = (cell for cell in names if cell and amount_of(cell) is None)
        party = next((cell for cell in words if not _KIND.fullmatch(cell)), "")
        moved = any(amount_of(cells[at]) for at in came if at != left)
        is_told = any(at != left for at in came)
        runs = any(day > end for at in ends if (day := _since(cells[at])))
        if TOTAL.search(party) or moved or runs or has_any("\n".join(cells), excepted):
            continue
        if since and amount and (end - since).days > days:
            kind = next((cell.strip() for cell in cells if _KIND.fullmatch(cell.strip())), "")
            yield found(
                place,
                cells[began[0]],
                since=_when(cells[began[0]]),
                party=party,
                kind=kind,
                what="-".join(filter(None, ("kind" if kind else "", "" if is_told else "left"))),
                amount=separated(amount),
                until=end,
            )


def _when(written: str) -> str:
    """Return since when something is owed, as written; a bare year is called one."""
    return _BARE_YEAR.sub(r"\g<0>年", written.strip())


def _tells_movement(debt: Debt) -> bool:
    """Tell whether it is known that nothing moved: by what was owed at first, or by what came and went."""
    return debt.opening is not None or debt.inc is not None or debt.dec is not None


def _moves(debt: Debt) -> bool:
    return bool(debt.inc or debt.dec) or (debt.opening is not None and debt.opening != debt.closing)


def _unmoved(debt: Debt, before: Iterable[Record[Finance]]) -> date | None:
    """Return since when ledgers one after another tell of a debt that never moved, and not when it began."""
    since = None
    for other in before if not debt.since else ():
        own = (debt.party, debt.kind, debt.cause, debt.closing, debt.closing)
        if own not in {
            (one.party, one.kind, one.cause, one.opening, one.closing) for one in other.fields.debts
        }:
            break
        since = other.fields.period.start
    return since


def _since(written: str | None) -> date | None:
    """Return the last day on which a debt may have begun."""
    said = _SINCE.search(written or "")
    if not said:
        return None
    year, month = _number(said["year"], parse_digits), _number(said["month"] or "12", parse_whole)
    return date(year + 2000 if year < 100 else year, month if 1 <= month <= 12 else 12, 28)


def _number(written: str, in_words: Callable[[str], int | None]) -> int:
    return int(written) if written.isdigit() else in_words(written) or 0
