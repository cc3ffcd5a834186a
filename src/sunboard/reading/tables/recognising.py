"""What each row of a table of money is, by its shape.

A row with an amount and something to name it is an entry, unless it says that it is a sum; a row without an
amount is the title of a section, a note or a signature. Behind its sum and an empty row a table by item has
ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from itertools import chain, pairwise

from sunboard.engines.sheet import column_name
from sunboard.faults import fault
from sunboard.fields.written import half_width, parse_day, parse_phone
from sunboard.lazy import dataclass
from sunboard.model.money import separated
from sunboard.model.tabulation import is_labelled
from sunboard.reading.tables.days import number_of
from sunboard.reading.tables.outline import Item, all_below, outlined
from sunboard.reading.tables.piece import SIDES, Line, Piece
from sunboard.reading.tables.rows import Cells
from sunboard.reading.tables.sums import (
    DASHES,
    SUM_WORDS,
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
    level_of_number,
    owed_said,
    section_side,
    side_said,
)

_BESIDE = ("附:", "附：", "附注", "附列")  # what is told below a table beside it
_FEWEST_ADDED = 3
"""Items that come to the amounts of the row below them on both sides by no chance."""
_HELD = frozenset(("现金", "库存现金", "银行存款", "存款"))
"""Where money lies: what is left may be told apart by it."""
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_WHOLE = frozenset(("合计", "总计", "共计", "总合计"))
UNPROVEN = fault("parts-do-not-add-up")
VOID = fault("void-with-amount")
_VOID_SAID = ("作废", "注销", "空号")


@dataclass(slots=True)
class _Block:
    """The entries since the last row of another sort, and all of them: a row below could be their sum."""

    piece: Piece
    lines: Sequence[Line]
    money: Sequence[int]
    start: int = 0
    added: int = 0  # the line up to which they are added up
    sums: dict[int, Decimal] = field(default_factory=dict)
    whole: dict[int, Decimal] = field(default_factory=dict)

    def comes_to(self, at: int, *, or_all: bool = False) -> bool:
        """Tell whether a row says what the entries right above it come to, or all above it."""
        if self.added < self.start:
            self.sums = {}
        for y in range(self.added, at):
            line = self.lines[y]
            for x in self.money if line.what == "entry" else ():
                if amount := self.piece.amount(line.row, x):
                    self.whole[x] = self.whole.get(x, Decimal(0)) + amount
                    if y >= self.start:
                        self.sums[x] = self.sums.get(x, Decimal(0)) + amount
        self.added = at
        said = {x: amount for x in self.money if (amount := self.piece.amount(self.lines[at].row, x))}
        return bool(said) and any(
            all(amount == sums.get(x, Decimal(0)) for x, amount in said.items())
            for sums in (self.sums, *([self.whole] if or_all else []))
        )


def tell_apart(piece: Piece, lines: Sequence[Line]) -> None:
    """Say of each row what it is."""
    purpose, money, keyed = piece.x["purpose"], piece.money(), piece.keys
    needed = [
        x for x in (piece.x.get("day", piece.x.get("monthday")), piece.x.get("voucher")) if x is not None
    ]
    upward = range(len(lines) - 1, -1, -1)
    bottom = next((at for at in upward if any(piece.amount(lines[at].row, x) is not None for x in money)), -1)
    last = lines[bottom].at if bottom >= 0 else -1
    says_void = _says_void(chain.from_iterable(line.row for line in lines))
    is_numbered, tail = "voucher" in piece.x, _below_total(lines, keyed)
    before, ended, closed, open_side, begun = -1, False, False, "", False
    settled = owed = False
    block, all_rows = _Block(piece, lines, money), piece.rows.grid.sheet.rows
    for at, line in enumerate(lines):
        row, gap = line.row, 0 <= before < line.at - 1 and not all(map(any, all_rows[before + 1 : line.at]))
        before = line.at
        if says_void:
            _refuse_void(piece, line, money)
        if (
            needed
            and at < tail
            and all(row[x] for x in (purpose, *needed))
            and any(sign.isdigit() for x in money for sign in row[x])
            and (is_numbered or not may_be_label(row[purpose]) or not sum_word(row[purpose]))
            and not sum_word(piece.number(row))
            and (begun or not may_be_label(row[purpose]) or sum_word(row[purpose]) != "carried")
        ):
            begun = True
            continue
        filled = [x for x in range(*piece.span) if row[x]]
        line.label_at = _label_at(piece, row, filled, purpose)
        line.label = row[line.label_at]
        level, bare, _ = enumerated(line.label)
        side = section_side(bare) if not keyed else ""
        word = "" if is_numbered and all(row[x] for x in needed) else sum_word(bare)
        may_sum = is_span(bare) or bare.endswith(SUM_WORDS)
        if keyed and not word and may_sum:
            is_sum = line.label_at in keyed and bare.endswith(SUM_WORDS)  # no day or number is called so
            is_sum = is_sum or (_is_below_entries(piece, row) and block.comes_to(at, or_all=True))
            word = "合计" if is_sum else ""
        elif (
            bare.endswith(SUM_WORDS)
            and not (keyed or word)
            and _is_sum_of_group(piece, lines, money, at, block)
        ):
            word = "小计"
        elif at == bottom and not (keyed or word) and _is_sum_of_both(piece, row, at - block.start, side):
            word = "合计" if block.comes_to(at) else ""
        is_full = is_numbered and all(row[x] for x in needed)
        has_amount = any(piece.amount(row, x) is not None for x in money)
        opens = not begun and sum_word(bare) == "carried" and _is_left(piece, row)
        if opens or ((word == "carried" or balance_said(bare)) and not (is_full and has_amount)):
            line.what = "balance"
        elif word and not (
            side
            and (
                _stands_above(piece, row, level, side, open_side, begun)
                or _is_made_of_those_below(piece, lines, money, at)
                or _is_first_of_side(piece, lines, block, at)
            )
            and (not block.comes_to(at) or (level == 0 and _is_made_of_those_below(piece, lines, money, at)))
        ):
            line.what, ended = "sum", True
        elif not has_amount:
            line.what = _without_amount(piece, line, filled, money, keyed, last)
        elif not row[purpose] and not any(row[x] for x in keyed) and not _says_more(piece, filled, money):
            lacks_item = piece.number(row).isdecimal() or not (begun or ended)  # counted, or nothing to add
            line.what = "entry" if lacks_item else "sum"
        # Behind its sum and an empty row a table has ended, until another section begins
        is_section = line.what == "title" and bool(section_side(bare) or side_said(bare))
        is_section = is_section or (
            line.what == "entry" and bool(side) and _has_items(piece, lines, money, at)
        )
        ended = ended and not is_section
        is_beside = (ended and gap) or (begun and line.label.startswith(_BESIDE)) if not keyed else at >= tail
        closed = not is_section and (closed or is_beside)
        if closed and line.what == "entry" and not _is_counted(piece, row):
            line.what = "note"
        if not keyed:
            is_apart = settled or (level == 0 and bool(open_side) and "amount" in piece.x)
            owed = not is_section and (owed or (is_apart and owed_said(bare)))
            is_nothing = bare in DASHES and not any(piece.amount(row, x) for x in money)
            if line.what == "entry" and (owed or is_nothing):
                line.what = "note"
            settled = not is_section and (settled or (begun and _settles(line, bare, block, at)))
        if line.what == "note":
            counts = len(filled) > 1 and row[filled[0]].isdecimal()
            line.label_at = filled[1] if counts else filled[0]
            line.label = row[line.label_at]
        open_side = side or open_side
        if line.what == "entry":
            begun = True
        else:
            block.start = at + 1
    told = [] if keyed else [at for at, line in enumerate(lines[:-1]) if line.what in ("sum", "balance")]
    if told := [at for at in told if enumerated(lines[at + 1].label)[2]]:
        _pass_over_parts(piece, lines, money, told)


def _pass_over_parts(piece: Piece, lines: Sequence[Line], money: Sequence[int], told: Sequence[int]) -> None:
    """Let what sums of the entries above them, or balances, are said to be made of be no entries: 其中.

    They are the rows that come to it, or where no other sum follows all rows below a sum; else the first.
    """
    whole, since = dict.fromkeys(money, Decimal(0)), dict.fromkeys(money, Decimal(0))
    last_sum = max((at for at, line in enumerate(lines) if line.what == "sum"), default=-1)
    before = 0
    for at in told:
        for line in lines[before:at]:
            for x in money:
                own = (piece.amount(line.row, x) or 0) if line.what == "entry" else 0
                whole[x] += own
                since[x] = since[x] + own if line.what == "entry" else Decimal(0)
        before = at
        said = {x: amount for x in money if (amount := piece.amount(lines[at].row, x))}
        is_sum = lines[at].what == "sum"
        if is_sum and not any(amount in (whole[x], since[x]) for x, amount in said.items()):
            continue
        parts, is_whole = _parts_below(piece, lines, said, at)
        for line in parts if is_whole or (is_sum and at == last_sum) else parts[:1]:
            line.what = "note"


def _parts_below(
    piece: Piece, lines: Sequence[Line], said: Mapping[int, Decimal], at: int
) -> tuple[Sequence[Line], bool]:
    """Return the rows below a sum or a balance that could be its parts, and whether they come to it."""
    parts, added = list[Line](), dict.fromkeys(said, Decimal(0))
    for line in map(lines.__getitem__, range(at + 1, len(lines))):
        level, bare, _ = enumerated(line.label)
        begins = level == 0 or level_of_number(piece.number(line.row)) == 0 or section_side(bare)
        is_other = line.what == "balance" and parts and bare not in _HELD
        if begins or is_other or line.what in ("sum", "title"):
            break
        parts.append(line)
        for x in said:
            added[x] += piece.amount(line.row, x) or 0
        if said and added == said:
            return parts, True
    return parts, False


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


def _is_below_entries(piece: Piece, row: Cells) -> bool:
    """Tell whether a row has no number and no whole day, as what is added up below entries has none."""
    x = piece.x
    return not any(row[x[role]] for role in ("day", "monthday", "voucher") if role in x)


def _is_sum_of_both(piece: Piece, row: Cells, count: int, side: str) -> bool:
    """Tell whether the last row by item could be what both sides come to, whatever it is called."""
    x = piece.x
    both = "income" in x and "expense" in x and all(piece.amount(row, x[one]) for one in SIDES)
    return both and count >= _FEWEST_ADDED and not side


def _stands_above(
    piece: Piece, row: Cells, level: int | None, side: str, open_side: str, begun: bool
) -> bool:
    """Tell whether a sum is the title of the items below it: it is counted, or begins another side."""
    if "amount" not in piece.x or {"income", "expense", "kind"} & {*piece.x}:
        return False
    if level is None and (number := piece.number(row)):
        level = level_of_number(number)
    return level is not None or (open_side != side if open_side else not begun)


def _is_made_of_those_below(piece: Piece, lines: Sequence[Line], money: Sequence[int], at: int) -> bool:
    """Tell whether the sum of a side is what the rows below it come to, up to the next side or sum.

    They are several, or called its parts: 其中.
    """
    said = {x: amount for x in money if (amount := piece.amount(lines[at].row, x))}
    added, count = dict.fromkeys(said, Decimal(0)), 0
    for line in map(lines.__getitem__, range(at + 1, len(lines))) if said else ():
        level, bare, is_part = enumerated(line.row[piece.x["purpose"]])
        if level == 0 or section_side(bare) or balance_said(bare) or is_sum_row(line.row):
            break
        count += 1 + is_part
        for x in said:
            added[x] += piece.amount(line.row, x) or 0
    return count > 1 and added == said


def _has_items(piece: Piece, lines: Sequence[Line], money: Sequence[int], at: int) -> bool:
    """Tell whether an item stands below the title of a side that says its amount."""
    for line in map(lines.__getitem__, range(at + 1, len(lines))):
        bare = enumerated(line.row[piece.x["purpose"]])[1]
        if section_side(bare) or balance_said(bare) or is_sum_row(line.row):
            return False
        if any(piece.amount(line.row, x) is not None for x in money):
            return True
    return False


def _settles(line: Line, bare: str, block: _Block, at: int) -> bool:
    """Tell whether nothing more of a period can follow: what is left, or what both its sides come to.

    A sum of one side alone says so where the other has columns of its own.
    """
    if line.what != "sum":
        return line.what == "balance"
    is_whole = block.comes_to(at, or_all=True) and not bare.endswith("小计")
    return (is_whole or joined(bare) in _WHOLE) and all(map(block.whole.get, block.money))


def _is_first_of_side(piece: Piece, lines: Sequence[Line], block: _Block, at: int) -> bool:
    """Tell whether no row above the sum of a side has an amount where it has one, and one below has."""
    block.comes_to(at)
    said = {x for x in block.money if piece.amount(lines[at].row, x)}
    if any(map(block.whole.get, said)):
        return False
    for line in map(lines.__getitem__, range(at + 1, len(lines))):
        level, bare, _ = enumerated(line.row[piece.x["purpose"]])
        if level == 0 or section_side(bare) or balance_said(bare) or is_sum_row(line.row):
            return False
        if any(piece.amount(line.row, x) for x in said):
            return True
    return False


def _is_sum_of_group(
    piece: Piece, lines: Sequence[Line], money: Sequence[int], at: int, block: _Block
) -> bool:
    """Tell whether a row that is called a sum is one of the entries above it: 管理费用小计."""
    row, level = lines[at].row, enumerated(lines[at].label)[0]
    if level is not None or piece.number(row) or block.start == at:
        return False
    return block.comes_to(at) or not _is_made_of_those_below(piece, lines, money, at)


def _label_at(piece: Piece, row: Cells, filled: Sequence[int], purpose: int) -> int:
    """Return the column that names a row: a sum wherever it is said, else what the money was for."""
    for x in filled:
        if piece.rows.head.columns[x].field not in piece.rows.columns.counted:
            bare = enumerated(row[x])[1]
            if sum_word(bare) or balance_said(bare) or (not row[purpose] and bare.endswith(SUM_WORDS)):
                return x
    return purpose if row[purpose] else filled[0]


def _without_amount(
    piece: Piece, line: Line, filled: Sequence[int], money: Sequence[int], keyed: Sequence[int], last: int
) -> str:
    """Say what a row without an amount is: a title, a note, or an entry whose amount was forgotten."""
    row, purpose = line.row, piece.x["purpose"]
    is_signed = line.at > last or ":" in half_width(row[purpose])
    if any(_may_be_amount(row[x], is_signed=is_signed) for x in money):
        return "entry" if row[purpose] else "note"
    named = [x for x in filled if not piece.rows.head.columns[x].is_numbering] or filled
    level, bare, _ = enumerated(row[named[0]])
    is_counted = level == 0 and not keyed and len(bare) <= LONGEST_LABEL  # 三、代收代缴, of neither side
    is_above = line.at < last and (is_counted or bool(side_said(bare)))
    if len(named) == 1 and (section_side(bare) or is_above):
        line.label, line.label_at = row[named[0]], named[0]
        return "title"
    if len(filled) == 1 or not row[purpose]:
        return "note"
    if any(is_void(row[x]) for x in named):
        return _void(piece, line)
    if keyed and all(_fits(piece, row, x) for x in keyed):
        return "entry"
    return "title" if not keyed and line.at < last else "note"


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


def tell_items(piece: Piece, lines: Sequence[Line]) -> None:
    """Tell items from their sections and their parts."""
    money = piece.money()
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
    for item in outlined(items):
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


def _is_garbled(piece: Piece, row: Cells, money: Sequence[int]) -> bool:
    """Tell whether an amount is written that cannot be read, which is told where the fields are read."""
    return any(piece.amount(row, x) is None and _has_figure(row[x]) for x in money if row[x])
