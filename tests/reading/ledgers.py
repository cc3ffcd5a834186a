"""Ledgers as they hang on village walls, written from figures of their own: the oracle of what is read.

A shape lays out the same kind of figures in another way. Nothing here knows how the program reads them.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from html import escape
from importlib import import_module
from importlib.util import find_spec

import openpyxl

Cell = str | int | float | date | Decimal | None
Merge = tuple[int, int, int, int]  # top, left, bottom, right
INCOMES = (
    "鱼塘承包费",
    "林地租金",
    "上级转移支付",
    "光伏分红",
    "门面租金",
    "存款利息",
    "村民自筹修路款",
    "生态补偿款",
)
EXPENSES = (
    "村部水电费",
    "保洁员工资",
    "道路维修",
    "办公用品",
    "护林员补贴",
    "慰问困难户",
    "报刊征订",
    "路灯电费",
)
QUARTER = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount: when, under which number, what for, in or out, and whether in cash."""

    day: date | None
    voucher: str
    item: str
    account: str
    side: str
    amount: Decimal
    cash: bool = False

    @property
    def signed(self) -> Decimal:
        return self.amount if self.side == "income" else -self.amount


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as it was typed."""

    name: str
    rows: list[list[Cell]]
    merged: list[Merge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A file of one shape, and the entries that it holds."""

    shape: str
    form: str
    pages: tuple[Page, ...]
    entries: tuple[Entry, ...]
    opening: Decimal

    @property
    def file(self) -> str:
        return f"收支.{self.form}"

    def total(self, side: str) -> Decimal:
        return sum((entry.amount for entry in self.entries if entry.side == side), Decimal(0))

    @property
    def closing(self) -> Decimal:
        return self.opening + self.total("income") - self.total("expense")

    def data(self) -> bytes:
        """Return the bytes of the file."""
        return WRITERS[self.form](self.pages)


class Draw:
    """Figures and habits of one clerk."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.opening = Decimal(self.dice.randrange(3_000_000, 9_000_000)) / 10
        self.whole = False

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def pick(self, *of: str) -> str:
        return self.dice.choice(of)

    def amount(self) -> Decimal:
        if self.whole or self.chance(0.4):
            return Decimal(self.dice.randrange(1, 400)) * 50
        return Decimal(self.dice.randrange(100, 900_000)) / 100

    def entries(self, *, dated: bool, least: int = 4) -> list[Entry]:
        """Draw entries of both sides in the order of their days."""
        count = self.dice.randrange(least, least + 8)
        sides = ["income", "expense", *(self.pick("income", "expense") for _ in range(count - 2))]
        self.dice.shuffle(sides)
        days = sorted(self.dice.randrange(0, 90) for _ in sides)
        found: list[Entry] = []
        for at, (side, after) in enumerate(zip(sides, days, strict=True), 1):
            item = self.pick(*(INCOMES if side == "income" else EXPENSES)) + self.pick(
                "", f"（{at}组）", f"{at}"
            )
            day = QUARTER + timedelta(after) if dated else None
            account = self.pick("承包费", "管理费用", "补助", "501.02") if dated else ""
            found.append(Entry(day, f"{at:03d}" if dated else "", item, account, side, self.amount()))
        return found

    def money(self, amount: Decimal | None, *, text: bool = False) -> Cell:
        """Write an amount as clerks do."""
        if amount is None:
            return None
        if text or self.chance(0.25):
            style = self.dice.randrange(7)
            plain, grouped = format(abs(amount), "f"), format(abs(amount), ",.2f")
            closed = grouped.replace(".00", self.pick(".-", ".—", ".——", "——"))  # a dash for no cents
            spaced = grouped.replace(",", " ")
            written = (plain, grouped, f"¥{grouped}", spaced, f"{plain}元", _wide(plain), closed)[style]
            if amount < 0:
                return self.pick(f"({grouped})", f"（{plain}）", f"-{grouped}", f"－{plain}")
            return written
        return amount

    def day(self, day: date | None, *, text: bool) -> Cell:
        if day is None:
            return None
        if not text and self.chance(0.7):
            return day
        return self.dice.choice(
            (
                day.isoformat(),
                f"{day.year}/{day.month}/{day.day}",
                f"{day.year}年{day.month}月{day.day}日",
                f"{day.year}.{day.month}.{day.day}",
                f"{day.month}月{day.day}日",
                f"{day.month}/{day.day}",
                f"{day.month:02d}-{day.day:02d}",
            )
        )

    def above(self, title: str, width: int) -> list[list[Cell]]:
        """Return what stands above a head."""
        rows: list[list[Cell]] = [[title]] if self.chance(0.8) else []
        if self.chance(0.4):
            rows.append(["编制单位：南湖村", *[None] * (width - 2), "单位：元"])
        if rows and self.chance(0.2):
            rows.append([])
        return rows

    def below(self, width: int, closing: Decimal) -> list[list[Cell]]:
        """Return what stands below the rows."""
        notes: list[list[Cell]] = []
        if self.chance(0.3):
            notes.append([])
        if self.chance(0.4):
            notes.append([f"截至3月31日，账面余额{closing}元。"])
        if self.chance(0.4):
            notes.append(["以上公示如有异议请拨打0900-8880125"])
        if self.chance(0.5):
            signed: list[Cell] = [None] * max(width, 3)
            signed[0], signed[2] = "村主任：何广仁", "监委会：吴月琴"
            notes.append(signed)
        if self.chance(0.4):
            notes += [["南湖村村民委员会"], ["2026年4月10日"]]
        return notes


def _wide(plain: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in plain)


def ledger(seed: int) -> Ledger:
    """Return the ledger of a seed: shapes and files follow one another."""
    draw = Draw(seed)
    shape = SHAPES[seed % len(SHAPES)]
    pages, entries = shape(draw)
    forms = [form for form in WRITERS if len(pages) == 1 or form not in ("csv", "txt", "page.xls")]
    forms = ["txt"] if shape is spaced else forms
    forms = [form for form in forms if form not in ("csv", "txt")] if shape in MERGED else forms
    form = forms[seed // len(SHAPES) % len(forms)]
    return Ledger(shape.__name__, form, tuple(pages), tuple(entries), draw.opening)


Made = tuple[list[Page], list[Entry]]


def _sides(entry: Entry, draw: Draw, *, text: bool = False) -> list[Cell]:
    written = draw.money(entry.amount, text=text)
    return [written, None] if entry.side == "income" else [None, written]


def _sum(entries: Sequence[Entry], side: str) -> Decimal:
    return sum((entry.amount for entry in entries if entry.side == side), Decimal(0))


def journal(draw: Draw) -> Made:
    """日期|凭证号|摘要|科目|收入|支出, with the names and habits of many programs."""
    entries = draw.entries(dated=True)
    heads = [
        draw.pick("日期", "记账日期", "时间", "日 期"),
        draw.pick("凭证号", "凭证字号", "凭证"),
        draw.pick("摘要", "内容", "事由"),
        draw.pick("科目", "会计科目"),
        draw.pick("收入", "收入金额", "收入（元）", "收方", "收进", "来款金额", "进项", "存入金额"),
        draw.pick("支出", "支出金额", "付出", "开支", "用款", "支取金额（元）", "出项", "报销金额"),
    ]
    rows: list[list[Cell]] = [
        [draw.day(one.day, text=False), one.voucher, one.item, one.account, *_sides(one, draw)]
        for one in entries
    ]
    if draw.chance(0.5):
        heads.append("备注")
    keep = [0, 1, 2, 3, 4, 5, 6][: len(heads)]
    if draw.chance(0.3):
        keep.remove(3)
        entries = [replace(one, account="") for one in entries]
    if draw.chance(0.3):
        keep.remove(1)
        entries = [replace(one, voucher="") for one in entries]
    total: list[Cell] = [None, None, "合计", None, _sum(entries, "income"), _sum(entries, "expense")]
    if draw.chance(0.3):
        rows.insert(0, [*total])
    elif draw.chance(0.7):
        rows.append([*total])
    cut = [[row[x] if x < len(row) else None for x in keep] for row in ([*heads], *rows)]
    top = draw.above("南湖村2026年一季度财务收支公示表", len(keep))
    low = draw.below(len(keep), draw.opening + _sum(entries, "income") - _sum(entries, "expense"))
    return [Page("一季度", [*top, *cut, *low])], entries


def several_lines(draw: Draw) -> Made:
    """Several lines under one voucher: day and number stand on its first line only."""
    entries: list[Entry] = []
    rows: list[list[Cell]] = []
    for one in draw.entries(dated=True):
        entries.append(one)
        rows.append([draw.day(one.day, text=False), one.voucher, one.item, one.account, *_sides(one, draw)])
        for line in range(draw.dice.randrange(0, 3)):
            more = replace(one, item=f"{one.item}之{line}", amount=draw.amount())
            entries.append(more)
            rows.append([None, None, more.item, more.account, *_sides(more, draw)])
    head: list[Cell] = ["日期", "凭证号", "摘要", "科目", "收入", "支出"]
    return [Page("Sheet1", [*draw.above("收支明细", 6), head, *rows])], entries


def numbers_begin_again(draw: Draw) -> Made:
    """Numbers begin again each month."""
    made: list[Entry] = []
    for one in draw.entries(dated=True, least=6):
        before = sum(other.day.month == one.day.month for other in made if other.day and one.day)
        made.append(replace(one, voucher=f"记-{before + 1}"))
    rows: list[list[Cell]] = [
        [draw.day(one.day, text=False), one.voucher, one.item, one.account, *_sides(one, draw)]
        for one in made
    ]
    return [Page("一季度", [["日期", "凭证字号", "摘要", "科目", "收入", "支出"], *rows])], made


def side_by_side(draw: Draw) -> Made:
    """收入 beside 支出, each with its items, with or without days."""
    dated = draw.chance(0.3)
    entries = draw.entries(dated=dated, least=5)
    entries = [replace(one, voucher="", account="") for one in entries]
    numbered, gap = draw.chance(0.5), draw.chance(0.3)
    halves = {side: [one for one in entries if one.side == side] for side in ("income", "expense")}
    is_grouped = draw.chance(0.6)
    merged: list[Merge] = []
    head: list[Cell] = []
    group: list[Cell] = []
    for side, name in (("income", "收入"), ("expense", "支出")):
        own: list[Cell] = ["序号"] if numbered else []
        own += ["日期"] if dated else []
        own += ["项目", "金额"] if is_grouped else [f"{name}项目", draw.pick("金额", "金额（元）")]
        start = len(head)
        head += own
        group += [name, *[None] * (len(own) - 1)]
        merged.append((0, start, 0, len(head) - 1))
        if side == "income" and gap:
            head.append(None)
            group.append(None)
    rows: list[list[Cell]] = []
    for at in range(max(map(len, halves.values()))):
        row: list[Cell] = []
        for side in ("income", "expense"):
            one = halves[side][at] if at < len(halves[side]) else None
            row += ([at + 1] if one else [None]) if numbered else []
            row += ([draw.day(one.day, text=False)] if one else [None]) if dated else []
            row += [one.item, draw.money(one.amount)] if one else [None, None]
            row += [None] if side == "income" and gap else []
        rows.append(row)
    if draw.chance(0.6):
        total: list[Cell] = [None] * len(head)
        for side, name in (("income", "收入合计"), ("expense", "支出合计")):
            end = head.index("金额", 0) if "金额" in head else -1
            ends = [x for x, cell in enumerate(head) if str(cell or "").startswith("金额")]
            end = ends[0] if side == "income" else ends[1]
            total[end - 1], total[end] = name, _sum(entries, side)
        rows.append(total)
    top = draw.above("南湖村2026年一季度财务收支公示表", len(head))
    merged = [(len(top), left, len(top), right) for _, left, _, right in merged] if is_grouped else []
    low = draw.below(len(head), draw.opening + _sum(entries, "income") - _sum(entries, "expense"))
    whole = [*top, *([group] if is_grouped else []), head, *rows, *low]
    return [Page("Sheet1", whole, merged)], entries


def by_item(draw: Draw) -> Made:
    """序号|项目|收入|支出."""
    entries = draw.entries(dated=False)
    head: list[Cell] = ["序号", draw.pick("项目", "收支项目", "内容", "名称"), "收入", "支出", "备注"]
    rows: list[list[Cell]] = [[at, one.item, *_sides(one, draw), None] for at, one in enumerate(entries, 1)]
    if draw.chance(0.3):
        rows.insert(0, [None, "上期结余", draw.opening, None, None])
    if draw.chance(0.7):
        rows.append(["合计", None, _sum(entries, "income"), _sum(entries, "expense"), None])
    low = draw.below(5, draw.opening + _sum(entries, "income") - _sum(entries, "expense"))
    return [Page("Sheet1", [*draw.above("收支公示", 5), head, *rows, *low])], entries


def outline(draw: Draw) -> Made:
    """一、上期结余 二、本期收入 其中：… 三、本期支出 四、期末结余."""
    entries = draw.entries(dated=False, least=5)
    closing = draw.opening + _sum(entries, "income") - _sum(entries, "expense")
    own_column = draw.chance(0.4)
    with_totals, parts = draw.chance(0.7), draw.chance(0.5)
    marks = ["一", "二", "三", "四"]
    shown: list[Entry] = []
    rows: list[list[Cell]] = []

    def line(mark: str, label: str, amount: Decimal | None) -> None:
        if own_column:
            rows.append([mark or None, label, draw.money(amount)])
        else:
            rows.append(
                [
                    f"{mark}{'、' if mark and not mark.isdigit() else '.' if mark else ''}{label}",
                    draw.money(amount),
                ]
            )

    opens = draw.chance(0.7)
    if opens:
        line(marks.pop(0), "上期结余", draw.opening)
    for side, name in (("income", "收入"), ("expense", "支出")):
        own = [one for one in entries if one.side == side]
        line(marks.pop(0), f"本期{name}", _sum(entries, side) if with_totals or parts else None)
        for at, one in enumerate(own, 1):
            if parts:
                line("", f"其中：{one.item}" if at == 1 else one.item, one.amount)
                shown.append(one)
            else:
                line(str(at), one.item, one.amount)
                shown.append(one if own_column else replace(one, item=f"{at}.{one.item}"))
    if draw.chance(0.7):
        line(marks.pop(0), "期末结余", closing)
    head: list[Cell] = ["序号", "项目", "金额"] if own_column else ["项目", "金额"]
    low = draw.below(2, closing)
    return [Page("收支", [*draw.above("2026年一季度财务收支情况", 3), head, *rows, *low])], shown


def listed(draw: Draw) -> Made:
    """一、本期收入 | 60000, and below it each item with its amount: no head at all."""
    entries = draw.entries(dated=False, least=5)
    with_totals = draw.chance(0.7)
    shown: list[Entry] = []
    rows: list[list[Cell]] = []
    for mark, side, name in (("一", "income", "收入"), ("二", "expense", "支出")):
        own = [one for one in entries if one.side == side]
        rows.append([f"{mark}、本期{name}", _sum(own, side) if with_totals else None])
        for at, one in enumerate(own, 1):
            rows.append([f"{at}.{one.item}", draw.money(one.amount)])
            shown.append(replace(one, item=f"{at}.{one.item}"))
    return [Page("收支", [["南湖村2026年一季度财务收支"], *rows])], shown


def sections(draw: Draw) -> Made:
    """收入 and 支出 stand as titles between dated rows with one column of amounts."""
    entries = draw.entries(dated=True)
    ordered = [one for side in ("income", "expense") for one in entries if one.side == side]
    head: list[Cell] = ["日期", "凭证号", "摘要", "科目", "金额"]
    rows: list[list[Cell]] = []
    for side, name in (("income", "收入"), ("expense", "支出")):
        rows.append([draw.pick(name, f"{name}部分", f"{'一' if side == 'income' else '二'}、{name}")])
        for one in (one for one in ordered if one.side == side):
            rows.append(
                [draw.day(one.day, text=False), one.voucher, one.item, one.account, draw.money(one.amount)]
            )
        if draw.chance(0.6):
            rows.append([None, None, draw.pick("小计", f"{name}合计"), None, _sum(entries, side)])
    return [Page("一季度", [*draw.above("收支明细表", 5), head, *rows])], ordered


def sheets_of_sides(draw: Draw) -> Made:
    """One sheet for income, one for expense."""
    entries = draw.entries(dated=True)
    pages = []
    for side, name in (("income", "收入"), ("expense", "支出")):
        own = [one for one in entries if one.side == side]
        rows: list[list[Cell]] = [
            [draw.day(one.day, text=False), one.voucher, one.item, one.account, draw.money(one.amount)]
            for one in own
        ]
        rows.append([None, None, "合计", None, _sum(entries, side)])
        pages.append(Page(name, [["日期", "凭证号", "摘要", "科目", "金额"], *rows]))
    return pages, entries


def sheets_of_months(draw: Draw) -> Made:
    """One sheet for each month of the quarter."""
    entries = draw.entries(dated=True, least=6)
    pages = []
    for month in (1, 2, 3):
        own = [one for one in entries if one.day and one.day.month == month]
        rows: list[list[Cell]] = [
            [draw.day(one.day, text=False), one.voucher, one.item, one.account, *_sides(one, draw)]
            for one in own
        ]
        pages.append(Page(f"{month}月", [["日期", "凭证号", "摘要", "科目", "收入", "支出"], *rows]))
    if draw.chance(0.5):
        pages.append(Page("说明", [["本表由报账员填写"]]))
    return pages, entries


def kinds(draw: Draw) -> Made:
    """A column says of each amount whether it came in or went out."""
    entries = draw.entries(dated=True)
    head: list[Cell] = [
        "日期",
        "凭证号",
        draw.pick("收支", "收支类别", "类别", "收/支"),
        "摘要",
        "科目",
        "金额",
    ]
    words = {"income": draw.pick("收入", "收"), "expense": draw.pick("支出", "支")}
    rows: list[list[Cell]] = [
        [
            draw.day(one.day, text=False),
            one.voucher,
            words[one.side],
            one.item,
            one.account,
            draw.money(one.amount),
        ]
        for one in entries
    ]
    return [Page("Sheet1", [*draw.above("收支明细", 6), head, *rows])], entries


def signed(draw: Draw) -> Made:
    """A minus says that an amount went out."""
    entries = draw.entries(dated=True)
    head: list[Cell] = ["日期", "凭证号", "摘要", "科目", "金额"]
    rows: list[list[Cell]] = [
        [draw.day(one.day, text=False), one.voucher, one.item, one.account, draw.money(one.signed)]
        for one in entries
    ]
    return [Page("Sheet1", [*draw.above("收支明细", 5), head, *rows])], entries


def taken_back(draw: Draw) -> Made:
    """An income in brackets was taken back."""
    entries = draw.entries(dated=True)
    back = replace(entries[-1], voucher="099", item="冲销多收款", side="income", amount=-Decimal(50))
    entries = [*entries, back]
    rows: list[list[Cell]] = [
        [one.day, one.voucher, one.item, one.account, *_sides(one, draw, text=True)] for one in entries
    ]
    return [Page("Sheet1", [["日期", "凭证号", "摘要", "科目", "收入", "支出"], *rows])], entries


def cash_and_bank(draw: Draw) -> Made:
    """Columns of their own for cash and for the bank."""
    entries = [replace(one, cash=draw.chance(0.3)) for one in draw.entries(dated=True)]
    bank = "银行存款"
    group: list[Cell] = ["日期", "凭证号", "摘要", "科目", "现金", None, None, bank, None, None]
    head: list[Cell] = [None, None, None, None, *["收入", "支出", draw.pick("结余", "余额")] * 2]
    left = {True: draw.opening / 2, False: draw.opening - draw.opening / 2}
    rows: list[list[Cell]] = []
    for one in entries:
        left[one.cash] += one.signed
        cells = {True: [None, None, left[True]], False: [None, None, left[False]]}
        cells[one.cash][:2] = _sides(one, draw)
        rows.append([one.day, one.voucher, one.item, one.account, *cells[True], *cells[False]])
    top = draw.above("现金、银行存款收支公开表", 10)
    y = len(top)
    merged = [(y, x, y + 1, x) for x in range(4)] + [(y, 4, y, 6), (y, 7, y, 9)]
    return [Page("Sheet1", [*top, group, head, *rows], merged)], entries


def cash_book(draw: Draw) -> Made:
    """2026年 月|日, 凭证 字|号, in a head of two rows; a blank month is that of the row above."""
    made = []
    for at, one in enumerate(draw.entries(dated=True), 1):
        made.append(replace(one, voucher=f"{'收' if one.side == 'income' else '付'}-{at}"))
    group: list[Cell] = ["2026年", None, "凭证", None, "摘要", "科目", "收入", "付出", "结存"]
    head: list[Cell] = ["月", "日", "字", "号", None, None, None, None, None]
    left, month = draw.opening, 0
    rows: list[list[Cell]] = [[1, 1, None, None, "上年结转", None, None, None, left]]
    for one in made:
        assert one.day is not None
        left += one.signed
        kind, _, number = one.voucher.partition("-")
        shown = one.day.month if one.day.month != month or draw.chance(0.5) else None
        month = one.day.month
        rows.append([shown, one.day.day, kind, int(number), one.item, one.account, *_sides(one, draw), left])
    rows.append([None, None, None, None, "本季合计", None, _sum(made, "income"), _sum(made, "expense"), left])
    merged = [(0, 0, 0, 1), (0, 2, 0, 3), *((0, x, 1, x) for x in range(4, 9))]
    return [Page("现金账", [group, head, *rows], merged)], made


def debit_and_credit(draw: Draw) -> Made:
    """借方|贷方|方向|余额: the balance tells which came in."""
    entries = draw.entries(dated=True)
    head: list[Cell] = [
        "日期",
        "凭证号",
        "摘要",
        draw.pick("借方", "借方金额"),
        draw.pick("贷方", "贷方金额"),
        "方向",
        "余额",
    ]
    left = draw.opening
    rows: list[list[Cell]] = [[None, None, "上年结转", None, None, "借", left]]
    for one in entries:
        left += one.signed
        rows.append([draw.day(one.day, text=False), one.voucher, one.item, *_sides(one, draw), "借", left])
    rows.append([None, None, "本年累计", _sum(entries, "income"), _sum(entries, "expense"), "借", left])
    return [Page("102 银行存款", [["银行存款日记账"], head, *rows])], [
        replace(one, account="") for one in entries
    ]


def in_ten_thousands(draw: Draw) -> Made:
    """单位：万元, said above the last column, in the title or in the heads."""
    draw.whole = True
    entries = draw.entries(dated=True)
    where = draw.dice.randrange(3)
    mark = "（万元）" if where == 2 else ""
    head: list[Cell] = ["日期", "凭证号", "摘要", "科目", f"收入{mark}", f"支出{mark}"]
    top: list[list[Cell]] = (
        [["收支明细表"], ["编制单位：南湖村", None, None, None, None, "单位：万元"]]
        if where == 0
        else [["收支明细表（单位：万元）"]]
        if where == 1
        else []
    )
    rows: list[list[Cell]] = []
    for one in entries:
        small = one.amount / 10_000
        rows.append(
            [
                one.day,
                one.voucher,
                one.item,
                one.account,
                *([small, None] if one.side == "income" else [None, small]),
            ]
        )
    total = [side / 10_000 for side in (_sum(entries, "income"), _sum(entries, "expense"))]
    rows.append(["合计", None, None, None, *total])
    merged = [(0, 0, 0, 5)] if where == 1 else []
    return [Page("Sheet1", [*top, head, *rows], merged)], entries


def table_beside(draw: Draw) -> Made:
    """A small table stands behind an empty column."""
    entries = draw.entries(dated=True)
    rows: list[list[Cell]] = [
        ["日期", "凭证号", "摘要", "科目", "收入", "支出", None, "账户", "期初", "期末"]
    ]
    for at, one in enumerate(entries):
        beside: list[Cell] = ["基本户", draw.opening, Decimal(1)] if at == 0 else [None, None, None]
        rows.append([one.day, one.voucher, one.item, one.account, *_sides(one, draw), None, *beside])
    return [Page("Sheet1", rows)], entries


def expense_notice(draw: Draw) -> Made:
    """序号|开支项目|金额|资金来源: only what went out, as the title says."""
    entries = [replace(one, side="expense") for one in draw.entries(dated=False)]
    head: list[Cell] = ["序号", draw.pick("开支项目", "项目"), "金额（元）", "资金来源", "审核意见"]
    rows: list[list[Cell]] = [
        [at, one.item, draw.money(one.amount), "村集体", "合格"] for at, one in enumerate(entries, 1)
    ]
    rows.append(["合计", None, _sum(entries, "expense"), None, None])
    return [Page("Sheet1", [["村财务开支公示"], ["南湖村村民委员会"], head, *rows])], entries


def _by_sections(
    draw: Draw, heads: Sequence[Cell], cells: Callable[[Decimal], Sequence[Decimal | None]]
) -> Made:
    """Write items below the titles of their sides, each amount as several cells."""
    draw.whole = True
    entries = draw.entries(dated=False)
    ordered = [one for side in ("income", "expense") for one in entries if one.side == side]
    rows: list[list[Cell]] = [["项目", *heads]]
    for side, name in (("income", "一、收入"), ("expense", "二、支出")):
        rows += [[name], *([one.item, *cells(one.amount)] for one in ordered if one.side == side)]
    return [Page("一季度", [*draw.above("收支情况表", len(heads) + 1), *rows])], ordered


def _in_months(draw: Draw, amount: Decimal) -> list[Decimal | None]:
    """Part an amount into what three months hold of it; in some nothing came or went."""
    first = Decimal(draw.dice.randrange(0, int(amount) + 1))
    parts = [first, Decimal(0), amount - first]
    draw.dice.shuffle(parts)
    return [part or None for part in parts]


def months_beside(draw: Draw) -> Made:
    """项目|1月|2月|3月|合计: the sum of each row is its amount."""
    last = draw.pick("合计", "一季度合计", "小计")
    return _by_sections(draw, ["1月", "2月", "3月", last], lambda one: [*_in_months(draw, one), one])


def spans_beside(draw: Draw) -> Made:
    """项目|本月数|本季数|本年累计, of which one is that of the record."""
    heads = [
        draw.pick("本月数", "本月"),
        draw.pick("本季数", "本期数", "本季度金额", "本季"),
        draw.pick("本年累计数", "本年累计"),
    ]
    before = Decimal(draw.dice.randrange(0, 3)) * 100
    return _by_sections(draw, [*heads], lambda one: [_in_months(draw, one)[2], one, one + before])


def months_of_sides(draw: Draw) -> Made:
    """项目|1月收入|1月支出|…|收入合计|支出合计, in one row or below the months."""
    draw.whole = True
    entries = draw.entries(dated=False)
    rows: list[list[Cell]] = []
    for one in entries:
        cells: list[Cell] = [None] * 8
        cells[one.side == "expense" :: 2] = [*_in_months(draw, one.amount), one.amount]
        rows.append([one.item, *cells])
    if draw.chance(0.5):
        heads = ["项目", *(f"{month}月{side}" for month in (1, 2, 3) for side in ("收入", "支出"))]
        return [Page("一季度", [[*heads, "收入合计", "支出合计"], *rows])], entries
    above: list[Cell] = ["项目", "1月", None, "2月", None, "3月", None, "合计", None]
    below: list[Cell] = [None, *["收入", "支出"] * 4]
    merged = [(0, 0, 1, 0), *((0, x, 0, x + 1) for x in range(1, 9, 2))]
    return [Page("一季度", [above, below, *rows], merged)], entries


def books(draw: Draw) -> Made:
    """A sheet each for cash and for the bank, with what was left after each entry."""
    entries = [
        replace(one, cash=at == 0 or draw.chance(0.3)) for at, one in enumerate(draw.entries(dated=True))
    ]
    pages = []
    for name, cash in (("现金日记账", True), ("银行存款日记账", False)):
        left = draw.opening / 2
        rows: list[list[Cell]] = [
            ["日期", "凭证号", "摘要", "科目", "收入", "支出", draw.pick("余额", "结余")],
            [None, None, "上季结余", None, None, None, left],
        ]
        for one in (one for one in entries if one.cash == cash):
            left += one.signed
            day = draw.day(one.day, text=False)
            rows.append([day, one.voucher, one.item, one.account, *_sides(one, draw), left])
        pages.append(Page(name, rows))
    return pages, entries


def books_below(draw: Draw) -> Made:
    """The books of cash and of the bank below one another on one sheet, each below its name."""
    pages, entries = books(draw)
    gap: list[list[Cell]] = [[]] if draw.chance(0.5) else []
    titles = draw.pick("一、现金", "现金日记账"), draw.pick("二、银行存款", "银行存款收支明细")
    rows = [row for page, title in zip(pages, titles, strict=True) for row in ([title], *page.rows, *gap)]
    return [Page("一季度", rows)], entries


KINDS = {"income": ("门面租金", "发包", "利息"), "expense": ("电费", "工资", "清淤")}


def divided(draw: Draw) -> Made:
    """Kinds of each side in columns of their own without a sum, below one row of groups or below two."""
    entries = [replace(one, account=draw.pick(*KINDS[one.side])) for one in draw.entries(dated=True)]
    kinds = [(side, kind) for side, own in KINDS.items() for kind in own]
    deep = draw.chance(0.4)
    groups: list[Cell] = ["日期", "凭证号", "摘要", "收入", None, None, "支出", None, None]
    lower: list[Cell] = [None, None, None, *(kind for _, kind in kinds)]
    middle: list[list[Cell]] = [[None, None, None, "经营", None, None, "公益", None, None]] if deep else []
    rows: list[list[Cell]] = [
        [
            *(draw.day(one.day, text=False), one.voucher, one.item),
            *(draw.money(one.amount) if (one.side, one.account) == own else None for own in kinds),
        ]
        for one in entries
    ]
    if draw.chance(0.5):
        sums = (sum((o.amount for o in entries if (o.side, o.account) == own), Decimal(0)) for own in kinds)
        rows.append([None, None, "合计", *sums])
    top = draw.above("南湖村2026年一季度收支登记", 9)
    y, last = len(top), len(top) + len(middle) + 1
    levels = [y, y + 1] if deep else [y]
    merged = [(y, x, last, x) for x in range(3)]
    merged += [(level, x, level, x + 2) for level in levels for x in (3, 6)]
    return [Page("一季度", [*top, groups, *middle, lower, *rows], merged)], entries


def bank_statement(draw: Draw) -> Made:
    """What the bank prints: hours beside the days, its own debit and credit, a balance."""
    entries = [replace(one, voucher="", account="") for one in draw.entries(dated=True)]
    left = draw.opening
    rows: list[list[Cell]] = [[None, "上期余额", None, None, left]]
    for one in entries:
        left += one.signed
        hour = f"{one.day} {draw.dice.randrange(8, 18):02d}:30:05"
        rows.append([hour, one.item, *reversed(_sides(one, draw)), left])
    head: list[Cell] = ["交易时间", "摘要", "借方发生额", "贷方发生额", "账户余额"]
    return [Page("对账单", [["云河农商银行对账单"], head, *rows])], entries


def summary_beside(draw: Draw) -> Made:
    """A sheet that only adds up what stands on the others."""
    pages, entries = sheets_of_sides(draw) if draw.chance(0.5) else journal(draw)
    income, expense = _sum(entries, "income"), _sum(entries, "expense")
    rows: list[list[Cell]] = [
        ["项目", "收入", "支出"],
        ["各项收入", income, None],
        ["各项支出", None, expense],
    ]
    pages = [replace(page, name="流水") for page in pages] if len(pages) == 1 else pages
    return [Page(draw.pick("汇总", "收支汇总表"), rows), *pages], entries


def spaced(draw: Draw) -> Made:
    """Text whose columns are parted by spaces, amounts to the right."""
    entries = [replace(one, account="") for one in draw.entries(dated=True)]
    lines = [("日期", "凭证号", "摘要", "收入", "支出")]
    for one in entries:
        amount = f"{one.amount:,.2f}"
        sides = (amount, "") if one.side == "income" else ("", amount)
        lines.append((f"{one.day}", one.voucher, one.item, *sides))
    lines.append(("合计", "", "", *(f"{_sum(entries, side):.2f}" for side in ("income", "expense"))))
    widths = [max(map(_width, column)) + 2 for column in zip(*lines, strict=True)]
    rows: list[list[Cell]] = [
        [
            "".join(
                _padded(cell, width, right=x > 2)
                for x, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
        ]
        for line in lines
    ]
    return [Page("", [["南湖村一季度流水"], *rows])], entries


def _width(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    blank = " " * (width - _width(text))
    return blank + text if right else text + blank


def month_and_months(draw: Draw) -> Made:
    """项目|3月份|1-3月累计: what the quarter has come to beside its last month."""
    heads = [draw.pick("3月", "3月份"), draw.pick("1-3月累计", "1至3月", "本年累计")]
    return _by_sections(draw, heads, lambda one: [_in_months(draw, one)[0], one])


def years_of_sides(draw: Draw) -> Made:
    """Below each side the same months of two years."""
    draw.whole = True
    entries = draw.entries(dated=False)
    rows: list[list[Cell]] = []
    for one in entries:
        cells: list[Cell] = [None] * 4
        x = 0 if one.side == "income" else 2
        cells[x : x + 2] = [draw.amount(), one.amount]
        rows.append([one.item, *cells])
    above: list[Cell] = ["项目", "收入", None, "支出", None]
    below: list[Cell] = [None, *["2025年1-3月", "2026年1-3月"] * 2]
    merged = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]
    return [Page("收支对比", [above, below, *rows], merged)], entries


def account_book(draw: Draw) -> Made:
    """What programs print of the bank's account: 月|日, sums of each month, pages that are carried over."""
    entries = [
        replace(one, voucher=f"{'收' if one.side == 'income' else '付'}-{at:04d}", account="")
        for at, one in enumerate(draw.entries(dated=True, least=6), 1)
    ]
    group: list[Cell] = ["2026年", None, "凭证号数", "摘要", "借方", "贷方", "方向", "余额"]
    head: list[Cell] = ["月", "日", None, None, None, None, None, None]
    left, words = draw.opening, draw.pick("当前", "本月")
    rows: list[list[Cell]] = [[None, None, None, "上年结转", None, None, "借", left]]
    for at, one in enumerate(entries):
        assert one.day is not None
        left += one.signed
        rows.append([one.day.month, one.day.day, one.voucher, one.item, *_sides(one, draw), "借", left])
        so_far = entries[: at + 1]
        whole = [_sum(so_far, side) for side in ("income", "expense")]
        if at == 3:
            rows += [[None, None, None, label, *whole, "借", left] for label in ("过次页", "承前页")]
        following = entries[at + 1].day if at + 1 < len(entries) else None
        if following is None or following.month != one.day.month:
            own = [other for other in so_far if other.day and other.day.month == one.day.month]
            sums = [_sum(own, side) for side in ("income", "expense")]
            rows.append([one.day.month, None, None, f"{words}合计", *sums, "借", left])
            label = "当前累计" if words == "当前" else "本年累计"
            rows.append([one.day.month, None, None, label, *whole, "借", left])
    title: list[list[Cell]] = [["银行存款明细账"], ["科目：(102)银行存款"]]
    merged = [(2, 0, 2, 1), *((2, x, 3, x) for x in range(2, 8))]
    return [Page("明细账", [*title, group, head, *rows], merged)], entries


def marks_of_repetition(draw: Draw) -> Made:
    """A day or an account that is that of the row above stands as 〃."""
    entries = draw.entries(dated=True)
    entries = [
        replace(one, day=entries[max(at - 1, 0)].day) if at % 2 else one for at, one in enumerate(entries)
    ]
    rows: list[list[Cell]] = []
    for at, one in enumerate(entries):
        above = entries[at - 1] if at else None
        day = "〃" if above and above.day == one.day else draw.day(one.day, text=False)
        account = "〃" if above and above.account == one.account else one.account
        rows.append([day, one.voucher, one.item, account, *_sides(one, draw)])
    return [Page("一季度", [["日期", "凭证号", "摘要", "科目", "收入", "支出"], *rows])], entries


def unit_at_foot(draw: Draw) -> Made:
    """A note below the rows says the unit of all amounts."""
    draw.whole = True
    entries = draw.entries(dated=True)
    rows: list[list[Cell]] = []
    for one in entries:
        small = one.amount / 10_000
        sides: list[Cell] = [small, None] if one.side == "income" else [None, small]
        rows.append([one.day, one.voucher, one.item, one.account, *sides])
    note = draw.pick("注：表中金额单位为万元", "说明：本表金额单位：万元。", "以上数据单位均为万元")
    return [Page("一季度", [["日期", "凭证号", "摘要", "科目", "收入", "支出"], *rows, [note]])], entries


def table_below(draw: Draw) -> Made:
    """A table of something else, with amounts and without days, stands below an empty row."""
    pages, entries = numbers_begin_again(draw)
    other: list[list[Cell]] = [
        ["券别", "张数", "金额"],
        ["100元", 5, 500],
        ["10元", 4, 40],
        ["合计", None, 540],
    ]
    title: list[list[Cell]] = [["库存现金盘点表"]] if draw.chance(0.5) else []
    return [replace(page, rows=[*page.rows, [], *title, *other]) for page in pages], entries


def pivot(draw: Draw) -> Made:
    """What a spreadsheet makes of a list by itself."""
    entries = draw.entries(dated=False)
    rows: list[list[Cell]] = [[one.item, *_sides(one, draw)] for one in entries]
    total: list[Cell] = ["总计", _sum(entries, "income"), _sum(entries, "expense")]
    top: list[list[Cell]] = [["月份", "(全部)"], []] if draw.chance(0.5) else []
    head: list[Cell] = ["行标签", "求和项:收入", "求和项:支出"]
    return [Page("Sheet2", [*top, head, *rows, ["(空白)"], total])], entries


def kinds_beside_sum(draw: Draw) -> Made:
    """A sheet for each side: its kinds in columns of their own beside what they come to."""
    entries = [replace(one, account=draw.pick(*KINDS[one.side])) for one in draw.entries(dated=True)]
    pages = []
    for side, name in (("income", "收入"), ("expense", "支出")):
        own = [one for one in entries if one.side == side]
        kinds = sorted({one.account for one in own} | {*KINDS[side][:2]})
        sums = ("合计", draw.pick("合计", "小计"))[draw.chance(0.5)]
        rows: list[list[Cell]] = [["日期", "凭证号", "摘要", sums, *kinds]]
        for one in own:
            cells = [one.amount if one.account == kind else None for kind in kinds]
            rows.append([draw.day(one.day, text=False), one.voucher, one.item, one.amount, *cells])
        pages.append(Page(name, rows))
    return pages, entries


def accounts_in_heads(draw: Draw) -> Made:
    """现金收入|银行收入|现金支出|银行支出, in one row."""
    entries = [replace(one, cash=draw.chance(0.3)) for one in draw.entries(dated=True)]
    names = {True: "现金", False: draw.pick("银行", "银行存款", "基本户")}
    columns = [(side, cash) for side in ("income", "expense") for cash in (True, False)]
    words = {"income": "收入", "expense": "支出"}
    head: list[Cell] = ["日期", "凭证号", "摘要", *(names[cash] + words[side] for side, cash in columns)]
    rows: list[list[Cell]] = []
    for one in entries:
        cells = [draw.money(one.amount) if own == (one.side, one.cash) else None for own in columns]
        rows.append([draw.day(one.day, text=False), one.voucher, one.item, *cells])
    return [Page("一季度", [head, *rows])], [replace(one, account="") for one in entries]


def one_item_a_title(draw: Draw) -> Made:
    """Side by side, each item below a numbered title that says the same amount."""
    entries = draw.entries(dated=False, least=6)
    income = [one for one in entries if one.side == "income"]
    expense = [one for one in entries if one.side == "expense"]
    halves = [income * 2, expense * 2] if min(len(income), len(expense)) < 2 else [income, expense]
    columns: list[list[list[Cell]]] = []
    for half in halves:
        marks = iter("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸")
        columns.append([])
        for one in half[:10]:
            columns[-1] += [[f"{next(marks)}、类别", one.amount], [one.item, one.amount]]
    blank: list[Cell] = [None, None]
    rows = [
        [
            *(columns[0][at] if at < len(columns[0]) else blank),
            *(columns[1][at] if at < len(columns[1]) else blank),
        ]
        for at in range(max(map(len, columns)))
    ]
    head: list[list[Cell]] = [["收入", None, "支出", None], ["项目", "金额", "项目", "金额"]]
    shown = [one for half in halves for one in half[:10]]
    return [Page("公布", [*head, *rows], [(0, 0, 0, 1), (0, 2, 0, 3)])], shown


def unit_of_one_table(draw: Draw) -> Made:
    """Income in yuan above, expenses in ten thousands below, each below its title."""
    draw.whole = True
    entries = draw.entries(dated=True)
    rows: list[list[Cell]] = []
    for side, title, scale in (
        ("income", "一、收入（单位：元）", 1),
        ("expense", "二、支出（单位：万元）", 10_000),
    ):
        own = [one for one in entries if one.side == side]
        rows += [[title], ["日期", "凭证号", "摘要", "科目", "金额"]]
        rows += [[one.day, one.voucher, one.item, one.account, one.amount / scale] for one in own]
        rows.append([])
    return [Page("一季度", rows)], entries


def blocks(draw: Draw) -> Made:
    """A title, a head and a sum for income, the same for expense, then what is left, and who signed."""
    dated, numbered = draw.chance(0.5), draw.chance(0.5)
    drawn = [replace(one, voucher="", account="") for one in draw.entries(dated=dated)]
    entries: list[Entry] = []
    rows: list[list[Cell]] = []
    head: list[Cell] = [
        *(["序号"] if numbered else []),
        *(["日期"] if dated else []),
        draw.pick("项目", "内容"),
        draw.pick("金额", "金额（元）"),
    ]
    for side, mark, name in (("income", "一", "收入"), ("expense", "二", "支出")):
        own = [one for one in drawn if one.side == side]
        entries += own
        rows += [[f"{mark}、{name}{draw.pick('', '情况', '部分')}"], [*head]]
        for at, one in enumerate(own, 1):
            number: list[Cell] = [at] if numbered else []
            day: list[Cell] = [draw.day(one.day, text=False)] if dated else []
            rows.append([*number, *day, one.item, draw.money(one.amount)])
        total: list[Cell] = [draw.pick("小计", f"{name}合计"), *[None] * (len(head) - 2)]
        rows += [[*total, _sum(own, side)], []]
    came, went = (_sum(drawn, side) for side in ("income", "expense"))
    rows += [["三、结余"], ["上期结余", "本期收入", "本期支出", "期末结余"]]
    rows += [[draw.opening, came, went, draw.opening + came - went], [], ["村主任：何广仁", "会计：许文静"]]
    return [Page("公开", [["南湖村一季度收支公开"], *rows])], entries


def deep_head(draw: Draw) -> Made:
    """收支情况 above 收入 | 支出 above 现金 | 银行: a head in three rows."""
    entries = [replace(one, account="") for one in draw.entries(dated=True)]
    entries = [replace(one, cash=draw.chance(0.5)) for one in entries]
    places = [(side, cash) for side in ("income", "expense") for cash in (True, False)]
    rows: list[list[Cell]] = [
        [
            *(draw.day(one.day, text=False), one.voucher, one.item),
            *(draw.money(one.amount) if (one.side, one.cash) == own else None for own in places),
        ]
        for one in entries
    ]
    sums = (sum((o.amount for o in entries if (o.side, o.cash) == own), Decimal(0)) for own in places)
    rows.append([None, None, "合计", *sums])
    top: list[Cell] = ["日期", "凭证号", "摘要", draw.pick("收支情况", "金额（元）"), None, None, None]
    middle: list[Cell] = [None, None, None, "收入", None, "支出", None]
    low: list[Cell] = [None, None, None, "现金", "银行存款", "现金", "银行存款"]
    merged = [*((0, x, 2, x) for x in range(3)), (0, 3, 0, 6), (1, 3, 1, 4), (1, 5, 1, 6)]
    return [Page("一季度", [top, middle, low, *rows], merged)], entries


def sums_of_kinds(draw: Draw) -> Made:
    """收支类别 and 科目 merged down, a sum below each 科目 and below each side."""
    drawn = [
        replace(one, voucher="", account=draw.pick(*KINDS[one.side])) for one in draw.entries(dated=True)
    ]
    entries: list[Entry] = []
    rows: list[list[Cell]] = [["收支类别", "科目", "日期", "摘要", "金额"]]
    merged: list[Merge] = []
    for side, name in (("income", "收入"), ("expense", "支出")):
        first = len(rows)
        for account in KINDS[side]:
            own = [one for one in drawn if one.side == side and one.account == account]
            if not own:
                continue
            start = len(rows)
            rows += [[None, None, one.day, one.item, draw.money(one.amount)] for one in own]
            rows[start][1] = account
            merged += [(start, 1, len(rows) - 1, 1)] if len(own) > 1 else []
            rows.append([None, f"{account}小计", None, None, _sum(own, side)])
            entries += own
        rows[first][0] = name
        merged.append((first, 0, len(rows) - 1, 0))
        rows.append([f"{name}合计", None, None, None, _sum(drawn, side)])
    return [Page("一季度", rows, merged)], entries


def months_and_sides(draw: Draw) -> Made:
    """项目 | 1月 | 2月 | 3月 | 收入 | 支出: the sum of the months stands on its side."""
    entries = draw.entries(dated=False)
    rows: list[list[Cell]] = [["项目", "1月", "2月", "3月", "收入", "支出"]]
    rows += [[one.item, *_in_months(draw, one.amount), *_sides(one, draw)] for one in entries]
    return [Page("一季度", rows)], entries


def days_of_sheets(draw: Draw) -> Made:
    """A sheet for each month, whose days are only numbers."""
    entries = draw.entries(dated=True, least=6)
    pages = []
    for month in (1, 2, 3):
        own = [one for one in entries if one.day and one.day.month == month]
        rows: list[list[Cell]] = [
            [one.day.day if one.day else None, one.voucher, one.item, one.account, *_sides(one, draw)]
            for one in own
        ]
        name = draw.pick(f"{month}月", f"2026.{month:02d}", f"{month}月份收支")
        pages.append(Page(name, [["日", "凭证号", "摘要", "科目", "收入", "支出"], *rows]))
    return pages, entries


def years_in_column(draw: Draw) -> Made:
    """年|月|日, each written where it changes."""
    entries = draw.entries(dated=True)
    rows: list[list[Cell]] = [["年", "月", "日", "凭证号", "摘要", "科目", "收入", "支出"]]
    last: date | None = None
    for one in entries:
        assert one.day is not None
        year = None if last else draw.pick("2026", "2026年", "26")
        month = None if last and last.month == one.day.month else one.day.month
        last = one.day
        rows.append([year, month, last.day, one.voucher, one.item, one.account, *_sides(one, draw)])
    return [Page("一季度", rows)], entries


def items_of_sides(draw: Draw) -> Made:
    """日期|凭证号|收入项目|收入金额|支出项目|支出金额: a row has one of the two, and its day."""
    entries = [replace(one, account="") for one in draw.entries(dated=True)]
    came, went = draw.pick("收入", "收款"), draw.pick("支出", "付款")
    head: list[Cell] = ["日期", "凭证号", f"{came}事由", f"{came}金额", f"{went}事由", f"{went}金额"]
    rows: list[list[Cell]] = []
    for one in entries:
        own: list[Cell] = [one.item, draw.money(one.amount)]
        beside: list[Cell] = [None, None]
        cells = [*own, *beside] if one.side == "income" else [*beside, *own]
        rows.append([draw.day(one.day, text=False), one.voucher, *cells])
    return [Page("一季度", [*draw.above("收支公布", 6), head, *rows])], entries


def of_groups(draw: Draw) -> Made:
    """项目|1组|2组|3组|合计: what each group has of an expense, and all of them together."""
    draw.whole = True
    entries = [replace(one, side="expense") for one in draw.entries(dated=False)]
    names = draw.pick("{}组", "第{}村民小组", "{}队")
    head: list[Cell] = ["序号", "项目", *(names.format(sign) for sign in draw.pick("123", "一二三")), "合计"]
    rows: list[list[Cell]] = []
    for at, one in enumerate(entries, 1):
        first = Decimal(draw.dice.randrange(0, int(one.amount)))
        second = Decimal(draw.dice.randrange(0, int(one.amount - first)))
        rows.append([at, one.item, first, second, one.amount - first - second, one.amount])
    return [Page("Sheet1", [["村财务开支公示"], head, *rows])], entries


def clock_beside_day(draw: Draw) -> Made:
    """交易日期|交易时间|摘要|支取金额|存入金额|账户余额, as banks export it."""
    entries = [replace(one, voucher="", account="") for one in draw.entries(dated=True)]
    rows: list[list[Cell]] = []
    left = draw.opening
    for one in entries:
        assert one.day is not None
        left += one.signed
        sides = [one.amount if one.side == side else draw.pick("0.00", "") for side in ("expense", "income")]
        at = f"{draw.dice.randrange(8, 18):02d}:{draw.dice.randrange(60):02d}:00"
        rows.append([one.day.strftime("%Y%m%d"), at, one.item, *sides, left])
    head: list[Cell] = ["交易日期", "交易时间", "摘要", "支取金额", "存入金额", "账户余额"]
    return [Page("明细", [["账户交易明细"], ["币种:人民币"], [], head, *rows])], entries


def boxes_of_digits(draw: Draw) -> Made:
    """收入金额 and 支出金额 each above 十 | 万 | 千 | 百 | 十 | 元 | 角 | 分, a digit in each box."""
    entries = [replace(one, account="") for one in draw.entries(dated=True)]
    places = [*draw.pick("十万千百十元角分", "百十万千百十元角分", "佰拾万仟佰拾元角分")]
    mark = draw.pick("", "¥")

    def digits(amount: Decimal | None) -> list[Cell]:
        own = f"{mark}{amount:.2f}".replace(".", "") if amount is not None else ""
        return [*[None] * (len(places) - len(own)), *own]

    head: list[Cell] = ["日期", "凭证号", "摘要"]
    low: list[Cell] = [None, None, None]
    merged = [(0, x, 1, x) for x in range(3)]
    for name in ("收入金额", "支出金额"):
        merged.append((0, len(head), 0, len(head) + len(places) - 1))
        head += [name, *[None] * (len(places) - 1)]
        low += places
    rows: list[list[Cell]] = []
    for one in entries:
        sides = [one.amount if one.side == side else None for side in ("income", "expense")]
        cells = [cell for amount in sides for cell in digits(amount)]
        rows.append([draw.day(one.day, text=False), one.voucher, one.item, *cells])
    sums = [cell for side in ("income", "expense") for cell in digits(_sum(entries, side))]
    rows += [[None, None, "合计", *sums]] if draw.chance(0.5) else []
    return [Page("一季度", [head, low, *rows], merged)], entries


def township_form(draw: Draw) -> Made:
    """类别 and 项目 merged down, 项目 over two columns: 收入 | 一、经营收入 | 承包费, a sum for each side."""
    drawn = draw.entries(dated=False, least=6)
    rows: list[list[Cell]] = [["类别", "项目", None, "金额"]]
    merged: list[Merge] = [(0, 1, 0, 2)]
    entries: list[Entry] = []
    for side, name in (("income", "收入"), ("expense", "支出")):
        own, top = [one for one in drawn if one.side == side], len(rows)
        cut = draw.dice.randrange(1, len(own) + 1)
        for mark, kind, part in (("一", "经营", own[:cut]), ("二", "其他", own[cut:])):
            first = len(rows)
            for one in part:
                label = f"{mark}、{kind}{name}" if len(rows) == first else None
                rows.append([name if len(rows) == top else None, label, one.item, draw.money(one.amount)])
                entries.append(replace(one, item=f"{kind}{name}：{one.item}"))
            merged += [(first, 1, len(rows) - 1, 1)] if len(part) > 1 else []
        rows.append([None, f"{name}合计", None, _sum(own, side)])
        merged += [(top, 0, len(rows) - 1, 0), (len(rows) - 1, 1, len(rows) - 1, 2)]
    return [Page("公开表", rows, merged)], entries


def bank_flags(draw: Draw) -> Made:
    """借贷标志 | 交易金额 | 余额: the balances tell which of 借 and 贷 is income."""
    entries = [replace(one, voucher="", account="") for one in draw.entries(dated=True)]
    entries = [replace(one, day=QUARTER + timedelta(at * 3)) for at, one in enumerate(entries)]
    came, went = ("贷", "借") if draw.chance(0.7) else ("借", "贷")
    rows: list[list[Cell]] = []
    left = draw.opening
    for one in entries:
        left += one.signed
        rows.append([one.day, came if one.side == "income" else went, one.amount, left, one.item])
    head: list[Cell] = ["交易日期", draw.pick("借贷标志", "借贷"), "交易金额", "余额", "用途"]
    return [Page("Sheet0", [["交易流水"], head, *rows])], entries


def on_its_side(draw: Draw) -> Made:
    """项目, 收入 and 支出 stand in the first column; or 收入项目, 金额, 支出项目, 金额."""
    entries = draw.entries(dated=False)
    labels: list[Cell]
    if draw.chance(0.5):
        labels, columns = ["项目", "收入", "支出"], [[one.item, *_sides(one, draw)] for one in entries]
        columns.append(["合计", _sum(entries, "income"), _sum(entries, "expense")])
    else:
        labels, columns = ["收入项目", "金额", "支出项目", "金额（元）"], []
        halves = [[one for one in entries if one.side == side] for side in ("income", "expense")]
        for at in range(max(map(len, halves))):
            two = [half[at] if at < len(half) else None for half in halves]
            columns.append(
                [cell for one in two for cell in ((one.item, one.amount) if one else (None, None))]
            )
    rows = [[label, *(column[at] for column in columns)] for at, label in enumerate(labels)]
    return [Page("一季度", [*([["收支公布"]] if draw.chance(0.5) else []), *rows])], entries


def of_accounts(draw: Draw) -> Made:
    """科目编码|项目|收入|支出: 501 has what 50101 and 50102 come to, and is no entry beside them."""
    drawn, sign = draw.entries(dated=False), draw.pick("", ".")
    own_column = draw.chance(0.7)
    named: list[Cell] = ["科目编码", draw.pick("科目名称", "项目")] if own_column else ["项目"]
    head: list[Cell] = [*named, "收入", "支出"]
    rows: list[list[Cell]] = []
    entries: list[Entry] = []

    def write(code: str, item: str, side: str, amount: Decimal) -> None:
        name: list[Cell] = [code, item] if own_column else [f"{code} {item}"]
        rows.append([*name, *(amount if one == side else None for one in ("income", "expense"))])

    for side, first, kind in (("income", 501, "经营"), ("expense", 513, "管理")):
        own = [one for one in drawn if one.side == side]
        own += own if len(own) == 1 else []
        cut = draw.dice.randrange(2, len(own) + 1)
        for code, part in ((first, own[:cut]), (first + 1, own[cut:])):
            if part:
                write(f"{code}", kind, side, _sum(part, side))
            for at, one in enumerate(part, 1):
                full = f"{code}{sign}{at:02d}"
                write(full, one.item, side, one.amount)
                account, item = (full, one.item) if own_column else ("", f"{full} {one.item}")
                entries.append(replace(one, account=account, item=item))
    last: list[Cell] = [
        "合计",
        *([None] if own_column else []),
        _sum(entries, "income"),
        _sum(entries, "expense"),
    ]
    return [Page("汇总", [head, *rows, *([last] if draw.chance(0.5) else [])])], entries


def groups_below(draw: Draw) -> Made:
    """The money of each group below its name: a title above a head of its own, or a title below one head."""
    head: list[Cell] = ["日期", "凭证号", "摘要", "科目", "收入", "支出"]
    with_heads, name = draw.chance(0.5), draw.pick("{}组", "第{}村民小组")
    rows: list[list[Cell]] = [] if with_heads else [head]
    entries: list[Entry] = []
    for sign in draw.pick("123", "一二"):
        group, own = name.format(sign), draw.entries(dated=True)
        rows += [[f"{group}收支"], head] if with_heads else [[group]]
        rows += [[one.day, one.voucher, one.item, one.account, *_sides(one, draw)] for one in own]
        rows.append([None, None, "小计", None, _sum(own, "income"), _sum(own, "expense")])
        rows += [[]] if draw.chance(0.5) else []
        entries += [
            replace(
                one,
                voucher=f"{group}-{one.voucher}",
                item=one.item if group in one.item else f"{group}：{one.item}",
            )
            for one in own
        ]
    return [Page("各组收支", rows)], entries


def table_behind_sum(draw: Draw) -> Made:
    """Right behind the sum, without an empty row, a title and a table of what others owe."""
    entries = draw.entries(dated=draw.chance(0.5))
    entries = [replace(one, voucher="", account="") for one in entries]
    is_dated = entries[0].day is not None
    day: list[Cell] = ["日期"] if is_dated else []
    rows: list[list[Cell]] = [[*day, "项目", "收入", "支出"]]
    rows += [[*([one.day] if is_dated else []), one.item, *_sides(one, draw)] for one in entries]
    total = [_sum(entries, "income"), _sum(entries, "expense")]
    rows.append(["合计", *([None] if is_dated else []), *total])
    head: list[Cell] = draw.dice.choice((["单位", "应收款", "应付款"], ["对方", "事由", "金额"]))
    other: list[list[Cell]] = [["丰禾养殖场", "承包费", 5000], ["顺通施工队", "工程款", 8000]]
    rows += [[draw.pick("三、债权债务", "附：往来款明细")], head, *other]
    return [Page("财务公开", rows)], entries


def planned(draw: Draw) -> Made:
    """项目 | 年初预算 | 实际完成 | 完成比例: only what was done counts."""
    heads = [
        draw.pick("预算数", "年初预算"),
        draw.pick("决算数", "实际完成", "完成额"),
        draw.pick("完成%", "增减"),
    ]
    return _by_sections(draw, heads, lambda one: [one + 500, one, Decimal(90)])


SHAPES: tuple[Callable[[Draw], Made], ...] = (
    *(journal, side_by_side, by_item, outline, sections, sheets_of_sides, sheets_of_months, kinds, signed),
    *(taken_back, cash_and_bank, cash_book, debit_and_credit, in_ten_thousands, table_beside, expense_notice),
    *(several_lines, numbers_begin_again, months_beside, spans_beside, months_of_sides, books),
    *(bank_statement, summary_beside, spaced, books_below, divided, month_and_months, years_of_sides),
    *(account_book, marks_of_repetition, unit_at_foot, table_below, pivot, kinds_beside_sum),
    *(accounts_in_heads, one_item_a_title, unit_of_one_table, blocks, deep_head, sums_of_kinds),
    *(months_and_sides, days_of_sheets, years_in_column, items_of_sides, of_groups, clock_beside_day),
    *(boxes_of_digits, township_form, bank_flags, on_its_side, of_accounts, listed),
    *(groups_below, table_behind_sum, planned),
)


MERGED = (divided, years_of_sides, deep_head, sums_of_kinds, boxes_of_digits, township_form, on_its_side)
"""Shapes whose heads are told apart only by merged cells, or that are not turned where they are text."""


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [
        "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell) for cell in cells
    ]


def _csv(pages: Sequence[Page]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(map(_texts, pages[0].rows))
    return out.getvalue().encode("gb18030")


def _txt(pages: Sequence[Page]) -> bytes:
    return "".join("\t".join(_texts(row)) + "\r\n" for row in pages[0].rows).encode("utf-8-sig")


def _web_page(pages: Sequence[Page]) -> bytes:
    """Write what many programs call .xls: a page with one table."""
    merged = {(y, x): (bottom - y + 1, right - x + 1) for y, x, bottom, right in pages[0].merged}
    covered = {
        (y + down, x + across)
        for (y, x), (height, width) in merged.items()
        for down in range(height)
        for across in range(width)
    } - {*merged}
    lines = []
    for y, row in enumerate(pages[0].rows):
        cells = []
        for x, text in enumerate(_texts(row)):
            if (y, x) not in covered:
                down, across = merged.get((y, x), (1, 1))
                cells.append(f"<td rowspan={down} colspan={across}>{escape(text)}&nbsp;</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>\r\n")
    meta = '<html><head><meta charset="gb2312"><style>td {color: red}</style></head><body><table border=1>'
    return f"{meta}{''.join(lines)}</table></body></html>".encode("gb18030")


def _xlsx(pages: Sequence[Page]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row in page.rows:
            sheet.append([float(cell) if isinstance(cell, Decimal) else cell for cell in row])
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(pages: Sequence[Page]) -> bytes:
    """Write the least that an OpenDocument spreadsheet is made of."""
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    tables = []
    for page in pages:
        spans = {
            (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in page.merged
        }
        rows = []
        for y, row in enumerate(page.rows):
            cells = "".join(_ods_cell(cell, spans.get((y, x))) for x, cell in enumerate(row))
            rows.append(f"<table:table-row>{cells or '<table:table-cell/>'}</table:table-row>")
        tables.append(f'<table:table table:name="{escape(page.name)}">{"".join(rows)}</table:table>')
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{spaces}:office:1.0" xmlns:table="{spaces}:table:1.0" '
        f'xmlns:text="{spaces}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    sort = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{spaces}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{sort}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pieces:
        pieces.writestr("mimetype", sort, zipfile.ZIP_STORED)
        pieces.writestr("content.xml", content)
        pieces.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _ods_cell(cell: Cell, span: tuple[int, int] | None) -> str:
    told = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None:
        return f"<table:table-cell{told}/>"
    if isinstance(cell, date):
        told += f' office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, str):
        told += ' office:value-type="string"'
    else:
        told += f' office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell{told}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


def _xls(pages: Sequence[Page]) -> bytes:
    """Write the old binary form, where the library that writes it is at hand."""
    xlwt = import_module("xlwt")
    book = xlwt.Workbook(encoding="utf-8")
    as_day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for page in pages:
        sheet = book.add_sheet(page.name)
        for y, row in enumerate(page.rows):
            for x, cell in enumerate(row):
                if cell is not None:
                    plain = float(cell) if isinstance(cell, Decimal) else cell
                    sheet.write(y, x, plain, *([as_day] if isinstance(cell, date) else []))
        for top, left, bottom, right in page.merged:
            sheet.merged_ranges.append((top, bottom, left, right))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Sequence[Page]], bytes]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "ods": _ods,
    "txt": _txt,
    "page.xls": _web_page,
    **({"xls": _xls} if find_spec("xlwt") else {}),
}
