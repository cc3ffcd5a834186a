"""Readers of single values: tolerant of how people write, strict about what it means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sunboard.faults import fault
from sunboard.fields import examples as example
from sunboard.fields.declarations import Reader, form_of, is_blank, reads
from sunboard.fields.faults import LIST_UNSPLIT, SHAPE_WRONG
from sunboard.fields.forms import DAY, MONEY, PERIOD, PHONE, TEXT, WHOLE, YES, Form
from sunboard.fields.written import (
    Contradiction,
    amounts_said,
    parse_count,
    parse_day,
    parse_phone,
    period_text,
    pieces_of,
)
from sunboard.fields.written import half_width as half_width
from sunboard.fields.written import parse_money as parse_money
from sunboard.model.node import Items, Node, Scalar
from sunboard.model.period import Period, parse_period
from sunboard.model.problem import Log

VALUE_WRONG = fault("value-wrong")

VALUE_CONTRADICTS = fault("value-contradicts")

_CODE = re.compile(r"(?=.*[0-9A-Za-z０-９Ａ-Ｚａ-ｚ])[!-~！-～ \u3000]+")
_YES = frozenset(("是", "是的", "有", "对", "true", "yes", "y", "on", "1", "√", "✓", "✔"))
_NO = frozenset(("否", "不", "无", "没有", "不是", "false", "no", "n", "off", "0", "×", "✗", "✘"))


def _scalar(node: Node, log: Log, form: Form = TEXT) -> str | None:
    if isinstance(node, Scalar):
        return node.text
    shown = example.line(form, node.place.field) if node.place.field else example.value(form, "")
    log.add(SHAPE_WRONG, node.place, expected="一个内容，不分项", expected_en="a single value", example=shown)
    return None


@reads(TEXT)
def text(node: Node, log: Log) -> str | None:
    """Read text as it stands, without the white space around it; what is nothing but digits and Latin letters, such as a code, in half width."""
    written = _scalar(node, log)
    if written is None:
        return None
    bare = written.strip()
    return half_width(bare) if not bare.isascii() and _CODE.fullmatch(bare) else bare


def _wrong(node: Node, log: Log, written: str, expected: tuple[str, str], example: str) -> None:
    log.add(
        VALUE_WRONG,
        node.place,
        written.strip(),
        expected=expected[0],
        expected_en=expected[1],
        example=example,
    )


def _contradicts(node: Node, log: Log, written: str, what: str, what_en: str) -> None:
    log.add(VALUE_CONTRADICTS, node.place, written.strip(), what=what, what_en=what_en)


@reads(DAY)
def day(node: Node, log: Log) -> date | None:
    """Read `2026-03-06`, `2026/3/6`, `2026.3.6` or `2026年3月6日`."""
    written = _scalar(node, log, DAY)
    if written is None:
        return None
    expected = ("日期，年份写四位", "a date with a year of four digits")
    try:
        found = parse_day(written)
    except Contradiction:
        _contradicts(node, log, written, "这一天不是这个星期几", "that day is another day of the week")
        return None
    except ValueError:
        found, expected = (
            None,
            ("日期；没有这一天，核对月和日", "a date; there is no such day, compare month and day"),
        )
    if (
        found is not None and not 1900 <= found.year <= 2999
    ):  # a mistyped year, not a day of any village; days are added to it later
        found = None
    if found is None:
        _wrong(node, log, written, expected, "2026-03-06")
    return found


@reads(MONEY)
def money(node: Node, log: Log) -> Decimal | None:
    """Read an amount of money in yuan."""
    written = _scalar(node, log, MONEY)
    if written is None:
        return None
    amount = parse_money(written)
    if amount is None and len(amounts_said(written)) > 1:
        _contradicts(
            node, log, written, "小写和大写不是同一个数", "figures and words are not the same amount"
        )
        return None
    if amount is None:
        _wrong(
            node,
            log,
            written,
            ("金额（元，最多两位小数）", "an amount in yuan with two decimals at most"),
            "19500.00",
        )
    return amount


@reads(PERIOD)
def period(node: Node, log: Log) -> Period | None:
    """Read a month, a quarter, half a year or a year."""
    written = _scalar(node, log, PERIOD)
    if written is None:
        return None
    try:
        found = parse_period(period_text(written))
    except Contradiction:
        _contradicts(node, log, written, "起止月份不在同一年", "the months are not of one year")
        return None
    if found is None:
        _wrong(
            node,
            log,
            written,
            ("期间：月、季度、半年或一年", "a period: a month, a quarter, half a year or a year"),
            "2026年一季度",
        )
    return found


@reads(WHOLE)
def whole(node: Node, log: Log) -> int | None:
    """Read a whole number, not negative, with or without a unit such as 人, 户, 次, 张 or 天."""
    written = _scalar(node, log, WHOLE)
    if written is None:
        return None
    found = parse_count(written)
    if found is None:
        _wrong(node, log, written, ("整数", "a whole number"), "12")
    return found


@reads(YES)
def yes(node: Node, log: Log) -> bool | None:
    """Read 是 or 否, and what else people write for them."""
    written = _scalar(node, log, YES)
    if written is None:
        return None
    word = _plainly(written)
    if word in _YES or word in _NO:
        return word in _YES
    _wrong(node, log, written, ("“是”或“否”", "yes or no"), "是")
    return None


@reads(PHONE)
def phone(node: Node, log: Log) -> str | None:
    """Read a telephone number: with area code, a short number, or a mobile number."""
    written = _scalar(node, log, PHONE)
    if written is None:
        return None
    number = parse_phone(written)
    if number is None:
        _wrong(node, log, written, ("电话号码，一项只写一个", "one telephone number"), "0900-8880001")
    return number


def _plainly(word: str) -> str:
    """Return a word to choose as it is compared: half width, without spaces, case, quotation marks and a full stop."""
    return re.sub(r"[\s“”\"'。.]", "", half_width(word)).casefold()


def choice(*labels: str, also: Mapping[str, str] | None = None) -> Reader[str]:
    """Return a reader of one of a few words; `also` maps other spellings to them."""
    accepted = {**{label: label for label in labels}, **(also or {})}
    plainly = {_plainly(written): word for written, word in accepted.items()}

    pattern = "|".join(re.escape(word) for word in accepted)

    @reads(Form("choice", pattern, labels, labels[0]))
    def read(node: Node, log: Log) -> str | None:
        written = _scalar(node, log, form_of(read))
        if written is None:
            return None
        word = accepted.get(written.strip()) or plainly.get(_plainly(written))
        if word is None:
            near = difflib.get_close_matches(written.strip(), labels, n=1, cutoff=0.3)
            _wrong(
                node,
                log,
                written,
                ("、".join(labels) + "之一", "one of " + ", ".join(labels)),
                near[0] if near else labels[0],
            )
        return word

    return read


def matching(pattern: str, expected: tuple[str, str], example: str) -> Reader[str]:
    """Return a reader of text of one form; `expected` names the form in Chinese and in English. White space that the form allows is taken out."""
    form = re.compile(pattern.replace(r"\d", "[0-9]"))  # no digits of other scripts

    @reads(Form("text", pattern, example=example, said=expected))
    def read(node: Node, log: Log) -> str | None:
        written = _scalar(node, log, form_of(read))
        if written is None:
            return None
        for word in (written.strip(), half_width(written)):
            if form.fullmatch(word):
                return "".join(word.split())
        _wrong(node, log, written, expected, example)
        return None

    return read


@reads(TEXT)
def code(node: Node, log: Log) -> str | None:
    """Read a code of a list that somebody else keeps, its signs in half width."""
    written = text(node, log)
    return None if written is None else half_width(written)


UNCLOSED = r"\s*([\[【［〔])(?![\s\S]*[\]】］〕])"  # a list whose bracket is not closed


@reads(Form("list", item=TEXT))
def texts(node: Node, log: Log) -> tuple[str, ...] | None:
    """Read a list of texts: a YAML list, or one text with `、` between them; commas do as well between short words and titles."""
    if isinstance(node, Scalar) and (mark := re.match(UNCLOSED, node.text)):
        expected = f"一列值，“{mark[1]}”没有收尾", "a list whose bracket is closed"
        log.add(
            SHAPE_WRONG,
            node.place,
            node.text.strip()[:40],
            expected=expected[0],
            expected_en=expected[1],
            example="甲、乙、丙",
        )
        return None
    if isinstance(node, Scalar):
        pieces = pieces_of(node.text)
        if len(pieces) == 1 and (comma := re.search("[,，;；]", pieces[0])):
            log.add(LIST_UNSPLIT, node.place, pieces[0], sign=comma[0])
        return pieces
    if isinstance(node, Items):
        found = [text(item, log) for item in node.items]
        return None if None in found else tuple(item for item in found if item)
    shown = example.line(Form("list"), node.place.field) if node.place.field else "甲、乙"
    log.add(
        SHAPE_WRONG,
        node.place,
        expected="一个或几个词，几个之间用“、”隔开",
        expected_en="one word or several with 、 between",
        example=shown,
    )
    return None


def list_of(read: Reader[str]) -> Reader[tuple[str, ...]]:
    """Return a reader of a list whose items are each read by `read`."""

    @reads(Form("list", item=form_of(read)))
    def read_all(node: Node, log: Log) -> tuple[str, ...] | None:
        if isinstance(node, Scalar):
            pieces = re.split(
                "[、,，;；\\s]+" if form_of(read).sort == "choice" else "、", node.text
            )  # none of a few words has a space in it
            node = Items(
                tuple(Scalar(piece.strip(), node.place) for piece in pieces if piece.strip()), node.place
            )
        if not isinstance(node, Items):
            return texts(node, log)
        found = [read(item, log) for item in node.items]
        return None if None in found else tuple(item for item in found if item is not None)

    return read_all


def named(read: Reader[str]) -> Reader[Mapping[str, str]]:
    """Return a reader of a group whose keys are free, such as telephone numbers by what they are for."""

    @reads(Form("map", item=form_of(read)))
    def read_all(node: Node, log: Log) -> Mapping[str, str] | None:
        if isinstance(node, Items | Scalar):
            name, form = node.place.field, Form("map", item=form_of(read))
            shown = example.line(form, name) if name else example.value(form, name)
            log.add(
                SHAPE_WRONG,
                node.place,
                expected="几项内容，各有名称",
                expected_en="a group of fields",
                example=shown,
            )
            return None
        found = {
            entry.key.strip(): read(entry.node, log)
            for entry in node.entries
            if entry.key.strip() and not is_blank(entry.node)
        }
        values = {key: value for key, value in found.items() if value is not None}
        return values if len(values) == len(found) else None

    return read_all
