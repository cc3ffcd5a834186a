"""What each row of a table of money is, by its shape.

A row with an amount and something to name it is an entry, unless it says that it is a sum; a row without an
amount is the title of a section, a note or a signature. Behind its sum and an empty row a table by item has
ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, pairwise

from sunboard.engines.sheet import column_name
from sunboard.faults import fault
from sunboard.fields.written import half_width, parse_day, parse_phone
from sunboard.lazy import dataclass, regex
from sunboard.model.money import separated
from sunboard.model.tabulation import is_labelled
from sunboard.reading.tables.block import Block
from sunboard.reading.tables.days import number_of
from sunboard.reading.tables.outline import Item, all_below, outlined
from sunboard.reading.tables.parts_of_sums import pass_over_parts
from sunboard.reading.tables.piece import Line, Piece
from sunboard.reading.tables.proving import prove_titles
from sunboard.reading.tables.rows import Cells
from sunboard.reading.tables.sums import (
    DASHES,
    SUM_WORDS,
    counts_entries,
    is_span,
    is_sum_row,
    joined,
    may_be_label,
    sum_word,
)
from sunboard.reading.tables.words import (
    LONGEST_LABEL,
    balance_said,
    enumerated,
    is_void,
    item_side,
    level_of_number,
    owed_said,
    section_side,
    side_said,
)

_BESIDE = ("附:", "附：", "附注", "附列")  # what is told below a table beside it
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
UNPROVEN = fault("parts-do-not-add-up")
VOID = fault("void-with-amount")
_TAKEN_OFF = regex(r"(?P<number>\d{1,2}[、.．])?[减扣](?:去|除)?[:：]\s*(?P<item>\S.*)")
_VOID_SAID = ("作废", "注销", "空号")


def tell_apart(piece: Piece, lines: Sequence[Line]) -> None:
    """Say of each row what it is."""
    walk = _Walk(piece, lines)
    for at in range(len(lines)):
        walk.tell(at)
    if not piece.keys:
        pass_over_parts(piece, lines)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row that does not say by itself that it is an entry, and what its label says."""

    at: int  # among the lines
    line: Line
    filled: Sequence[int]
    level: int | None  # of the number before its label
    bare: str  # its label without that number
    side: str  # of which it is a title or the sum, in a table by item
    has_amount: bool


class _Walk:
    """A way down the rows of a piece: what was seen above says what the next row may be."""

    def __init__(self, piece: Piece, lines: Sequence[Line]) -> None:
        self.piece, self.lines = piece, lines
        self.purpose, self.money, self.keyed = piece.x["purpose"], piece.money(), piece.keys
        needed = (piece.x.get("day", piece.x.get("monthday")), piece.x.get("voucher"))
        self.needed = [x for x in needed if x is not None]
        self.is_numbered = "voucher" in piece.x
        self.says_void = _says_void(chain.from_iterable(line.row for line in lines))
        upward = range(len(lines) - 1, -1, -1)
        self.bottom = next((at for at in upward if self._has_amount(lines[at].row)), -1)  # with an amount
        self.tail = _below_total(lines, self.keyed)
        self.block = Block(piece, lines, self.money)
        self.before = -1  # the row of the sheet that was told last
        self.open_side = ""  # of the section in which the walk is
        self.begun = self.ended = self.closed = self.settled = self.owed = False

    def _has_amount(self, row: Cells) -> bool:
        return any(self.piece.amount(row, x) is not None for x in self.money)

    def tell(self, at: int) -> None:
        """Say what the next row is."""
        line = self.lines[at]
        is_behind_gap = self._is_behind_gap(line.at)
        if self.says_void:
            _refuse_void(self.piece, line, self.money)
        if self._is_plain_entry(line.row, at):
            self.begun = True
            return
        seen = self._seen(at)
        line.what = self._what(seen, self._sum_word(seen))
        is_section = self._is_section(seen)
        self._end(seen, is_section, is_behind_gap)
        if not self.keyed:
            self._settle(seen, is_section)
        if line.what == "note":
            counts = len(seen.filled) > 1 and line.row[seen.filled[0]].isdecimal()
            line.label_at = seen.filled[1] if counts else seen.filled[0]
            line.label = line.row[line.label_at]
        self.open_side = seen.side or self.open_side
        if line.what == "entry":
            self.begun = True
        else:
            self.block.start = at + 1

    def _is_behind_gap(self, at: int) -> bool:
        """Tell whether an empty row of the sheet stands between a row and the one that was told last."""
        before, self.before = self.before, at
        all_rows = self.piece.rows.grid.sheet.rows
        return 0 <= before < at - 1 and not all(map(any, all_rows[before + 1 : at]))

    def _is_plain_entry(self, row: Cells, at: int) -> bool:
        """Tell whether a row of a journal has all that an entry needs, and no word of a sum."""
        text = row[self.purpose]
        return (
            bool(self.needed)
            and at < self.tail
            and bool(text)
            and all(row[x] for x in self.needed)
            and any(sign.isdigit() for x in self.money for sign in row[x])
            and (self.is_numbered or not may_be_label(text) or not sum_word(text))
            and not sum_word(self.piece.number(row))
            and (self.begun or not may_be_label(text) or sum_word(text) != "carried")
        )

    def _seen(self, at: int) -> _Seen:
        """Look at what names a row."""
        piece, line = self.piece, self.lines[at]
        filled = [x for x in range(*piece.span) if line.row[x]]
        line.label_at = _label_at(piece, line.row, filled, self.purpose)
        line.label = line.row[line.label_at]
        level, bare, _ = enumerated(line.label)
        return _Seen(
            at=at,
            line=line,
            filled=filled,
            level=level,
            bare=bare,
            side=section_side(bare) if not self.keyed else "",
            has_amount=self._has_amount(line.row),
        )

    def _is_full(self, row: Cells) -> bool:
        """Tell whether a row has a number and a day, as sums and balances have none."""
        return self.is_numbered and all(row[x] for x in self.needed)

    def _sum_word(self, seen: _Seen) -> str:
        """Return the word that makes a row a sum: it says it, or its amounts prove it."""
        row, bare, at = seen.line.row, seen.bare, seen.at
        ends_so = bare.endswith(SUM_WORDS)
        if word := "" if self._is_full(row) else sum_word(bare):
            return word
        if self.keyed:
            is_sum = ends_so and seen.line.label_at in self.keyed  # no day or number is called so
            is_sum = is_sum or (
                (ends_so or is_span(bare))
                and _is_below_entries(self.piece, row)
                and self.block.comes_to(at, or_all=True)
            )
            is_sum = is_sum or (counts_entries(bare) and self._is_count_below(seen))
            return "合计" if is_sum else ""
        if ends_so and self.block.is_sum_of_group(at):
            return "小计"
        return "合计" if at == self.bottom and not seen.side and self.block.is_sum_of_both(at) else ""

    def _is_count_below(self, seen: _Seen) -> bool:
        """Tell whether a count of entries stands in a row without a day or number, with what they come to."""
        row, label_at = seen.line.row, seen.line.label_at
        is_alone = not any(row[x] for x in self.keyed if x != label_at)
        return is_alone and self.block.comes_to(seen.at, or_all=True)

    def _what(self, seen: _Seen, word: str) -> str:
        """Say what a row is by itself, and by the rows around it."""
        piece, row, bare = self.piece, seen.line.row, seen.bare
        is_opening = not self.begun and sum_word(bare) == "carried" and _is_left(piece, row)
        is_left = word == "carried" or balance_said(bare)
        if is_opening or (is_left and not (seen.has_amount and self._is_full(row))):
            return "balance"
        if self._is_title_of_journal(seen, word):
            return "title"
        if word and not self._is_title_with_sum(seen):
            self.ended = True
            return "sum"
        if not seen.has_amount:
            return self._without_amount(seen)
        if row[self.purpose] or any(row[x] for x in self.keyed) or _says_more(piece, seen.filled, self.money):
            return "entry"
        lacks_item = piece.number(row).isdecimal() or not (self.begun or self.ended)
        return "entry" if lacks_item else "sum"  # counted, or nothing to add

    def _is_title_with_sum(self, seen: _Seen) -> bool:
        """Tell whether the sum of a side is the title of the items below it, not what those above come to."""
        if not seen.side or ("累计" in seen.bare and not self.block.has_items(seen.at)):
            return False
        is_made = self.block.is_made_of_those_below(seen.at)
        is_above = is_made or self._stands_above(seen) or self.block.is_first_of_side(seen.at)
        return is_above and ((is_made and seen.level == 0) or not self.block.comes_to(seen.at))

    def _is_title_of_journal(self, seen: _Seen, word: str) -> bool:
        """Tell whether a row without a day is the title of a side with what the entries below it come to.

        One that is no sum of those above and says another figure is refused.
        """
        piece, row = self.piece, seen.line.row
        is_title = self.keyed and seen.has_amount and "amount" in piece.x and section_side(seen.bare)
        if not is_title or {"income", "expense", "kind"} & {*piece.x}:
            return False
        if any(sign.isdigit() for x in self.keyed if x != seen.line.label_at for sign in row[x]):
            return False
        x = piece.x["amount"]
        written, added = piece.amount(row, x), self.block.comes_below(seen.at)
        if written != added and not word:
            told = {"label": joined(seen.bare), "sum": separated(added)}
            piece.rows.refuse(seen.line.at, x, UNPROVEN, separated(written or Decimal(0)), **told)
        return written == added or not word

    def _stands_above(self, seen: _Seen) -> bool:
        """Tell whether a sum is counted as items are, or begins another side."""
        if "amount" not in self.piece.x or {"income", "expense", "kind"} & {*self.piece.x}:
            return False
        level = seen.level
        if level is None and (number := self.piece.number(seen.line.row)):
            level = level_of_number(number)
        is_other_side = self.open_side != seen.side if self.open_side else not self.begun
        return level is not None or is_other_side

    def _is_section(self, seen: _Seen) -> bool:
        """Tell whether a row begins a section: below an ended table the rows count again."""
        if seen.line.what == "title":
            return bool(section_side(seen.bare) or side_said(seen.bare))
        return seen.line.what == "entry" and bool(seen.side) and self.block.has_items(seen.at)

    def _end(self, seen: _Seen, is_section: bool, is_behind_gap: bool) -> None:
        """See where a table has ended: behind its sum and an empty row, until another section begins."""
        line = seen.line
        self.ended = self.ended and not is_section
        is_beside = (self.ended and is_behind_gap) or (self.begun and line.label.startswith(_BESIDE))
        is_beside = seen.at >= self.tail if self.keyed else is_beside
        self.closed = not is_section and (self.closed or is_beside)
        if self.closed and line.what == "entry" and not _is_counted(self.piece, line.row):
            line.what = "note"

    def _settle(self, seen: _Seen, is_section: bool) -> None:
        """See where a table by item has said all of its period, and only tells what is owed."""
        line, bare = seen.line, seen.bare
        is_counted_first = seen.level == 0 and bool(self.open_side) and "amount" in self.piece.x
        is_apart = self.settled or is_counted_first
        self.owed = not is_section and (self.owed or (is_apart and owed_said(bare)))
        is_nothing = bare in DASHES and not any(self.piece.amount(line.row, x) for x in self.money)
        if line.what == "entry" and (self.owed or is_nothing):
            line.what = "note"
        is_settled = self.settled or (self.begun and self.block.settles(seen.at, bare))
        self.settled = not is_section and is_settled

    def _without_amount(self, seen: _Seen) -> str:
        """Say what a row without an amount is: a title, a note, or an entry whose amount was forgotten."""
        piece, line, row = self.piece, seen.line, seen.line.row
        last = self.lines[self.bottom].at if self.bottom >= 0 else -1
        is_signed = line.at > last or ":" in half_width(row[self.purpose])
        if any(_may_be_amount(row[x], is_signed=is_signed) for x in self.money):
            return "entry" if row[self.purpose] else "note"
        named = [x for x in seen.filled if not piece.rows.head.columns[x].is_numbering] or seen.filled
        level, bare, _ = enumerated(row[named[0]])
        is_counted = (
            level == 0 and not self.keyed and len(bare) <= LONGEST_LABEL
        )  # 三、代收代缴, of neither side
        is_above = line.at < last and (is_counted or bool(side_said(bare)))
        if len(named) == 1 and (section_side(bare) or is_above):
            line.label, line.label_at = row[named[0]], named[0]
            return "title"
        if len(seen.filled) == 1 or not row[self.purpose]:
            return "note"
        if any(is_void(row[x]) for x in named):
            return _void(piece, line)
        if self.keyed and all(_fits(piece, row, x) for x in self.keyed):
            return "entry"
        return "title" if not self.keyed and line.at < last else "note"


def _is_below_entries(piece: Piece, row: Cells) -> bool:
    """Tell whether a row has no number and no whole day, as what is added up below entries has none."""
    x = piece.x
    return not any(row[x[role]] for role in ("day", "monthday", "voucher") if role in x)


def _below_total(lines: Sequence[Line], keyed: Sequence[int]) -> int:
    """Return where the rows begin that are told below the total of a table, without a day or a number.

    The first of them says so: 附：, 其中：. Another could be an entry whose day was forgotten.
    """
    tail = len(lines)
    for at in range(len(lines) - 1, -1, -1) if keyed else ():
        row = lines[at].row
        if is_sum_row(row):
            return tail
        if any(sign.isdigit() for x in keyed for sign in row[x]):
            break
        first = next(filter(None, row), "")
        tail = at if is_labelled(first) or first.startswith((*_BESIDE, "其中")) else tail
    return len(lines)


def _is_left(piece: Piece, row: Cells) -> bool:
    """Tell whether the balance of a row is its one amount: what is carried into a book, numbered or not."""
    balance = piece.amount(row, piece.x["balance"]) if "balance" in piece.x else None
    amounts = {piece.amount(row, x) for x in piece.money()} - {None, Decimal(0)}
    return balance is not None and amounts == {balance}


def _is_counted(piece: Piece, row: Cells) -> bool:
    """Tell whether a row goes on counting the items: its number stands before words."""
    return piece.number(row).isdecimal() and any(sign.isalpha() for sign in row[piece.x["purpose"]])


def _says_void(texts: Iterable[str]) -> bool:
    """Tell whether anything is said not to count."""
    whole = "\0".join(texts)
    return any(said in whole for said in _VOID_SAID)


def _refuse_void(piece: Piece, line: Line, money: Sequence[int]) -> None:
    """Refuse a row that says that it does not count and has an amount: one of the two is wrong."""
    if not _says_void(line.row):
        return
    for x in range(*piece.span):
        text = line.row[x]
        if text and x not in money and is_void(text):
            given = [one for one in money if piece.amount(line.row, one)]
            if given:
                cells = tuple(f"{column_name(one)}{line.at + 1}" for one in given)
                piece.rows.refuse(line.at, x, VOID, text, cells=cells)
            return


def _label_at(piece: Piece, row: Cells, filled: Sequence[int], purpose: int) -> int:
    """Return the column that names a row: a sum wherever it is said, else what the money was for."""
    for x in filled:
        if piece.rows.head.columns[x].field not in piece.rows.columns.counted:
            bare = enumerated(row[x])[1]
            if sum_word(bare) or balance_said(bare) or (not row[purpose] and bare.endswith(SUM_WORDS)):
                return x
    return purpose if row[purpose] else filled[0]


def _may_be_amount(text: str, *, is_signed: bool) -> bool:
    """Tell whether a cell could hold an amount that cannot be read.

    A day or a telephone number below all amounts, or beside what has a colon, is none.
    """
    if ":" in half_width(text) or not _has_figure(text):
        return False
    try:
        return not (is_signed and (parse_day(text) or parse_phone(text)))
    except ValueError:
        return True


def _has_figure(text: str) -> bool:
    """Tell whether a text has figures, or numerals as amounts are written in words."""
    return any(sign.isdigit() or sign in _FORMAL for sign in text)


def _void(piece: Piece, line: Line) -> str:
    """Say what a row is that does not count: the entry of a void voucher under its number, with nothing."""
    x = piece.x.get("expense", piece.x.get("income"))
    if (
        "voucher" not in piece.x
        or x is None
        or piece.accounts
        or not all(line.row[key] for key in piece.keys)
    ):
        return "note"
    line.row = (*line.row[:x], "0", *line.row[x + 1 :])
    return "entry"


def _fits(piece: Piece, row: Cells, x: int) -> bool:
    """Tell whether a cell holds what its column is for."""
    if not row[x]:
        return False
    role = piece.rows.head.columns[x].role
    if role in ("month", "monthday"):
        return number_of(row[x]) is not None
    if role != "day":
        return any(sign.isdigit() for sign in row[x]) and len(row[x]) <= 20
    try:
        return parse_day(row[x]) is not None or any(sign.isdigit() for sign in row[x][:2])
    except ValueError:
        return True


def _says_more(piece: Piece, filled: Sequence[int], money: Sequence[int]) -> bool:
    """Tell whether a row says anything but amounts and what is left."""
    beside = (*money, piece.x.get("balance", -1))
    return any(x not in beside and not piece.rows.head.columns[x].is_numbering for x in filled)


def tell_items(piece: Piece, lines: Sequence[Line]) -> Sequence[Item]:
    """Tell items from their sections and their parts; return them."""
    money = piece.money()
    _take_off(piece, lines)
    of = {line.at: line for line in lines if line.what in ("entry", "title", "balance")}
    after_sum = {low.at for high, low in pairwise(lines) if high.what == "sum"}
    last_sum = max((line.at for line in lines if line.what == "sum"), default=-1)
    garbled = {line.at for line in of.values() if _is_garbled(piece, line.row, money)}
    items = [
        Item(
            at=line.at,
            label=line.row[line.label_at] if line.label else line.row[piece.x["purpose"]],
            amounts=tuple(piece.amount(line.row, x) for x in money),
            counted=level_of_number(piece.number(line.row)),
            beside=[line.row[x] for x in range(*piece.span) if x not in money],
            is_balance=line.what == "balance",
            is_after_sum=line.at in after_sum,
            is_above_sum=line.at < last_sum,
        )
        for line in of.values()
    ]
    prove_titles(outlined(items))
    for item in items:
        line = of[item.at]
        line.side, line.within = item.side, item.within
        if item.is_part and item.verdict == "entry":
            line.label = item.bare
        if line.what == "balance":
            continue
        if item.verdict == "unproven" and not any(one.at in garbled for one in all_below(item)):
            x, written, added = next(
                (x, one, other)
                for x, one, other in zip(money, item.amounts, item.added, strict=True)
                if one != other
            )
            told = {"label": joined(item.bare), "sum": separated(added or Decimal(0))}
            piece.rows.refuse(line.at, x, UNPROVEN, separated(written or Decimal(0)), **told)
        elif item.verdict != "entry" and line.at not in garbled:
            line.what = "note" if item.is_filled or item.verdict == "empty" else "title"
    return items


def _take_off(piece: Piece, lines: Sequence[Line]) -> None:
    """Give items that are taken off others a minus, unless they are called by a side: 减：退还租金."""
    purpose, money = piece.x["purpose"], piece.money()
    for line in lines:
        text = line.row[purpose]
        found = _TAKEN_OFF.fullmatch(text) if line.what == "entry" else None
        if found is None or section_side(found["item"]) or item_side(found["item"]):
            continue
        amounts = {x: amount for x in money if (amount := piece.amount(line.row, x))}
        if all(amount > 0 for amount in amounts.values()):
            named = {purpose: f"{found['number'] or ''}{found['item']}"}
            told = named | {x: f"-{line.row[x]}" for x in amounts}
            line.row = tuple(told.get(x, cell) for x, cell in enumerate(line.row))


def _is_garbled(piece: Piece, row: Cells, money: Sequence[int]) -> bool:
    """Tell whether an amount is written that cannot be read, which is told where the fields are read."""
    return any(piece.amount(row, x) is None and _has_figure(row[x]) for x in money if row[x])
