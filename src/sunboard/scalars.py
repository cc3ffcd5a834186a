"""Readers of single values: tolerant of how people write, strict about what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from sunboard.faults import SHAPE_WRONG
from sunboard.fields import Log, Reader
from sunboard.model.node import Items, Node, Scalar
from sunboard.model.period import Period, parse_period
from sunboard.model.problem import Fault, Severity, Words

VALUE_WRONG = Fault(
    "value-wrong",
    Severity.ERROR,
    zh=Words("“{field}”写的是“{value}”，看不懂：这里应当是{expected}", "例如：{field}: {example}"),
    en=Words("“{field}” says “{value}”, which is not {expected_en}", "For example: {field}: {example}"),
    manual="""A value cannot be read as what its field holds: a date, an amount of money, a period, a number, yes or no, or one of a few words.

    公开日期: 2026-03-06
    收入合计: 19500.00
    所属期间: 2026年一季度
    公开点: 是

中文
这一项要的是日期、金额、期间、数字、是或否，或者规定的几个词之一，写的内容读不成这个样子。

    公开日期: 2026-03-06
    收入合计: 19500.00
    所属期间: 2026年一季度
    公开点: 是
""",
)

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，：／－（）￥\u3000", "0123456789.,:/-()¥ ")
_DATE = re.compile(r"(\d{4})\s*(?:-|/|\.|年)\s*(\d{1,2})\s*(?:-|/|\.|月)\s*(\d{1,2})\s*日?(?:[T ]00:00(?::00)?)?")
_MONEY = re.compile(r"[¥￥]?([+-]?)[¥￥]?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(万|亿)?元?")
_SCALES = {"": 0, "万": 4, "亿": 8}
_YES = frozenset(("是", "有", "对", "true", "yes", "y", "1", "√"))
_NO = frozenset(("否", "无", "没有", "不是", "false", "no", "n", "0", "×"))
_PHONE = re.compile(r"0\d{2,3}-?\d{7,8}(?:-\d{1,5})?|1\d{10}|[1-9]\d{4,7}|400-?\d{3}-?\d{4}|800-?\d{3}-?\d{4}")


def half_width(text: str) -> str:
    """Return digits and signs in half width, for values that are numbers; never use it on names."""
    return text.translate(_HALF_WIDTH).strip()


def _scalar(node: Node, log: Log) -> str | None:
    if isinstance(node, Scalar):
        return node.text
    log.add(SHAPE_WRONG, node.place, expected="一个值", expected_en="a single value", example="")
    return None


def text(node: Node, log: Log) -> str | None:
    """Read text as it stands, without the white space around it."""
    written = _scalar(node, log)
    return None if written is None else written.strip()


def _wrong(node: Node, log: Log, written: str, expected: tuple[str, str], example: str) -> None:
    log.add(VALUE_WRONG, node.place, written.strip(), expected=expected[0], expected_en=expected[1], example=example)


def day(node: Node, log: Log) -> date | None:
    """Read `2026-03-06`, `2026/3/6`, `2026.3.6` or `2026年3月6日`."""
    written = _scalar(node, log)
    if written is None:
        return None
    found = _DATE.fullmatch(half_width(written))
    if found:
        try:
            read = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            read = None
        if read and 1900 <= read.year <= 2999:  # a mistyped year, not a day of any village; days are added to it later
            return read
    _wrong(node, log, written, ("日期", "a date"), "2026-03-06")
    return None


def parse_money(written: str) -> Decimal | None:
    """Read `19500`, `19,500.00`, `1.95万` or `¥19500元` as yuan with two decimals; finer than a fen is no money."""
    found = _MONEY.fullmatch(half_width(written).replace(" ", ""))
    if not found:
        return None
    try:
        amount = Decimal(found[1] + found[2].replace(",", "")).scaleb(_SCALES[found[3] or ""])
        cents = amount.quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return cents if cents == amount and abs(cents) < Decimal("1e15") else None


def money(node: Node, log: Log) -> Decimal | None:
    """Read an amount of money in yuan."""
    written = _scalar(node, log)
    if written is None:
        return None
    amount = parse_money(written)
    if amount is None:
        _wrong(node, log, written, ("金额（元，最多两位小数）", "an amount in yuan"), "19500.00")
    return amount


def period(node: Node, log: Log) -> Period | None:
    """Read a month, a quarter, half a year or a year."""
    written = _scalar(node, log)
    if written is None:
        return None
    found = parse_period(half_width(written))
    if found is None:
        _wrong(node, log, written, ("期间", "a period"), "2026年一季度")
    return found


def whole(node: Node, log: Log) -> int | None:
    """Read a whole number, not negative, with or without a unit such as 人, 户, 次, 张 or 天."""
    written = _scalar(node, log)
    if written is None:
        return None
    found = re.fullmatch(r"(\d{1,12})\s*(?:人|户|次|张|天|日|件|个|页|秒)?", half_width(written).replace(",", ""))
    if not found:
        _wrong(node, log, written, ("整数", "a whole number"), "12")
        return None
    return int(found[1])


def yes(node: Node, log: Log) -> bool | None:
    """Read 是 or 否, and what else people write for them."""
    written = _scalar(node, log)
    if written is None:
        return None
    word = half_width(written).lower()
    if word in _YES or word in _NO:
        return word in _YES
    _wrong(node, log, written, ("“是”或“否”", "yes or no"), "是")
    return None


def phone(node: Node, log: Log) -> str | None:
    """Read a telephone number: with area code, a short number, or a mobile number."""
    written = _scalar(node, log)
    if written is None:
        return None
    number = half_width(written).replace(" ", "").replace("—", "-")
    if _PHONE.fullmatch(number):
        return number
    _wrong(node, log, written, ("电话号码", "a telephone number"), "0900-8880001")
    return None


def choice(*labels: str, also: Mapping[str, str] | None = None) -> Reader[str]:
    """Return a reader of one of a few words; `also` maps other spellings to them."""
    accepted = {**{label: label for label in labels}, **(also or {})}

    def read(node: Node, log: Log) -> str | None:
        written = _scalar(node, log)
        if written is None:
            return None
        word = accepted.get(written.strip())
        if word is None:
            _wrong(node, log, written, ("、".join(labels) + "之一", "one of " + ", ".join(labels)), labels[0])
        return word

    return read


def matching(pattern: str, expected: tuple[str, str], example: str) -> Reader[str]:
    """Return a reader of text of one form; `expected` names the form in Chinese and in English."""
    form = re.compile(pattern)

    def read(node: Node, log: Log) -> str | None:
        written = _scalar(node, log)
        if written is None:
            return None
        if form.fullmatch(written.strip()):
            return written.strip()
        _wrong(node, log, written, expected, example)
        return None

    return read


def texts(node: Node, log: Log) -> tuple[str, ...] | None:
    """Read a list of texts: a YAML list, or one text with `、` between them."""
    if isinstance(node, Scalar):
        return tuple(piece.strip() for piece in node.text.split("、") if piece.strip())
    if isinstance(node, Items):
        found = [text(item, log) for item in node.items]
        return None if None in found else tuple(item for item in found if item)
    log.add(SHAPE_WRONG, node.place, expected="一列值", expected_en="a list", example="甲、乙、丙")
    return None


def list_of(read: Reader[str]) -> Reader[tuple[str, ...]]:
    """Return a reader of a list whose items are each read by `read`."""

    def read_all(node: Node, log: Log) -> tuple[str, ...] | None:
        if isinstance(node, Scalar):
            node = Items(tuple(Scalar(piece.strip(), node.place) for piece in node.text.split("、") if piece.strip()), node.place)
        if not isinstance(node, Items):
            return texts(node, log)
        found = [read(item, log) for item in node.items]
        return None if None in found else tuple(item for item in found if item is not None)

    return read_all


def named(read: Reader[str]) -> Reader[Mapping[str, str]]:
    """Return a reader of a group whose keys are free, such as telephone numbers by what they are for."""

    def read_all(node: Node, log: Log) -> Mapping[str, str] | None:
        if isinstance(node, Items | Scalar):
            log.add(SHAPE_WRONG, node.place, expected="一组“键: 值”", expected_en="a group of fields", example="监督: 0900-8880110")
            return None
        found = {entry.key.strip(): read(entry.node, log) for entry in node.entries if entry.key.strip()}
        values = {key: value for key, value in found.items() if value is not None}
        return values if len(values) == len(found) else None

    return read_all
