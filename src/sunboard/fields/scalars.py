"""Readers of single values: tolerant of how people write, strict about what it means."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeGuard, TypeVar

from sunboard.faults import fault
from sunboard.fields.declarations import UNKNOWN, Reader, reads
from sunboard.fields.faults import LIST_UNSPLIT, contrasts, shape_wrong, value_wrong
from sunboard.fields.forms import (
    APIECE,
    DAY,
    MONEY,
    MU,
    NO_WORDS,
    PERIOD,
    PHONE,
    TEXT,
    VOTES,
    WHEN,
    WHOLE,
    YEARLY,
    YES,
    YES_WORDS,
    Form,
    Mark,
)
from sunboard.fields.meant import as_map
from sunboard.fields.written import (
    EMERGENCY,
    TELEPHONE,
    Contradiction,
    amounts_said,
    half_width,
    is_in_no_year,
    parse_count,
    parse_day,
    parse_hotline,
    parse_money,
    parse_mu,
    parse_phone,
    parse_votes,
    period_text,
    pieces_of,
    said_of_a_year,
    said_of_each,
)
from sunboard.lazy import regex
from sunboard.model.node import Entry, Fields, Items, Node, Scalar, is_blank
from sunboard.model.period import Period, parse_period
from sunboard.model.problem import Log, Problem

AREA_MISSING = fault("area-code-missing")
VALUE_CONTRADICTS = fault("value-contradicts")

T = TypeVar("T")

_CUT_MONTH = regex(r"\d{4}\.1")
_CODE = regex(r"(?=[!-~！-～ \u3000]+\Z).*[0-9A-Za-z０-９Ａ-Ｚａ-ｚ].*")


def _contradicts(node: Scalar, log: Log, what: str) -> None:
    log.add(VALUE_CONTRADICTS, node.place, node.text.strip(), what=what)


_LONGEST = 200  # signs of a day, an amount, a number or a word; no more is looked at


def _is_short(node: Node, log: Log, form: Form) -> TypeGuard[Scalar]:
    """Tell whether a single value was written that may be one of a few signs, and the log where not."""
    if not _is_single(node, log, form):
        return False
    if len(node.text) > _LONGEST:
        value_wrong(node, log, form)
        return False
    return True


def _is_single(node: Node, log: Log, form: Form) -> TypeGuard[Scalar]:
    """Tell whether a single value was written, and the log where it was not."""
    if isinstance(node, Scalar):
        return True
    shape_wrong(node, log, form)
    return False


@reads(TEXT)
def text(node: Node, log: Log, form: Form) -> str | None:
    """Read text as it stands, without the white space around it.

    What is nothing but digits and Latin letters, such as a code, in half width.
    """
    if not _is_single(node, log, form):
        return None
    bare = node.text.strip()
    return half_width(bare) if not bare.isascii() and _CODE.fullmatch(bare) else bare


@reads(TEXT)
def code(node: Node, log: Log, form: Form) -> str | None:
    """Read a code of a list that somebody else keeps, its signs in half width."""
    return half_width(node.text) if _is_single(node, log, form) else None


person = replace(text, form=Form("text", mark=Mark.PERSON))
"""Reads text that names a person who holds no office, or may name one."""
officer = replace(text, form=Form("text", mark=Mark.OFFICER))
"""Reads text that names whoever acts for a body or a firm, or the body or firm itself."""
payee = replace(text, form=Form("text", mark=Mark.PAYEE))
"""Reads text that names whoever was paid."""
whereabouts = replace(text, form=Form("text", mark=Mark.PLACE))
"""Reads text that says where somebody lives or what lies where."""


@reads(DAY)
def day(node: Node, log: Log, form: Form) -> date | None:
    """Read `2026-03-06`, `2026/3/6`, `2026.3.6` or `2026年3月6日`."""
    if not _is_short(node, log, form):
        return None
    expected = "no-such-day" if is_in_no_year(node.text) else "day"
    try:
        found = parse_day(node.text)
    except Contradiction:
        _contradicts(node, log, "weekday")
        return None
    except ValueError:
        found = None
        expected = "no-such-day"
    # a mistyped year is no day of any village, and days are added to it later
    if found is not None and 1900 <= found.year <= 2999:
        return found
    shown = _with_day(node.text, form)
    is_setting = node.place.path.endswith(".yaml")  # it has no text
    in_words = not is_setting and _HAN.search(node.text)
    how = "" if shown.example != UNKNOWN else "which-day" if in_words else "as-day"
    value_wrong(node, log, shown, expected, how=how)
    return None


_HAN = regex("[\u4e00-\u9fff]")
_DAY_WITHIN = regex(
    r"(?<![0-9至到~～—–-])(?<![至到~～—–-]\s)(?:19|2[0-9])[0-9]{2}[年./-][0-9]{1,2}[月./-][0-9]{1,2}(?![0-9])[日号]?"
    r"(?!\s*[至到起~～—–-])"
)


_DAY_OF_SOME_YEAR = regex(
    r"(?<![0-9年至到~～—–-])(?<![至到~～—–-]\s)(?:1[0-2]|0?[1-9])月[0-9]{1,2}[日号](?!\s*[至到起~～—–-])"
)
_MONTH_END = regex(r"(?:([0-9]{4})年)?(?:([0-9]{1,2})月份?)?(?<=[年月份])[底末](?:前|以前|之前)?")


_A_YEAR = 2026  # of 28 days of February, which every year has


def _with_day(written: str, form: Form) -> Form:
    """Return a form whose example is the one day that stands in a text, such as 2026年3月28日会议通过.

    That of 4月底 is the last of its month; a year that is not said is asked for, and so is a day that is not.
    """
    plain = half_width(written)
    if (end := _MONTH_END.fullmatch(plain)) and 1 <= (month := int(end[2] or 12)) <= 12:
        last = calendar.monthrange(int(end[1] or _A_YEAR), month)[1]
        plain = f"{end[1]}-{month}-{last}" if end[1] else f"{month}月{last}日"
    found = _DAY_WITHIN.findall(plain)
    with suppress(ValueError):
        if len(found) == 1 and (day := parse_day(found[0])):
            return replace(form, example=day.isoformat())
    in_a_year = _DAY_OF_SOME_YEAR.findall(plain)
    if len(in_a_year) == 1 and not re.search("[0-9]{4}", plain) and not is_in_no_year(in_a_year[0]):
        return replace(form, example=f"{UNKNOWN}年{in_a_year[0]}")
    return replace(form, example=UNKNOWN)


def _when(node: Node, log: Log, form: Form) -> date | Period | None:
    """Read a day, or the month or the year of something long ago; 2019.1 may be the rest of 2019.10."""
    plain = half_width(node.text).strip() if isinstance(node, Scalar) else ""
    found = None
    with suppress(Contradiction):  # two years are no day either
        found = parse_period(period_text(plain)) if plain and not _CUT_MONTH.fullmatch(plain) else None
    return found or day.read(node, log, form)


when: Reader[date | Period] = Reader(WHEN, _when)


_FORMULA_ERROR = regex(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A)", re.IGNORECASE)
_BELOW_FEN = regex(r"-?[¥￥]?[0-9][0-9,]*\.[0-9]{3,}元?")
_OPEN_AMOUNT = regex(
    "不超过|不[高低]于|不[多少]于|以[内上下]|左右|上下|大[约概]|^约|预[计估]|暂[定估]|估[计算]|为准|最[高低多少]|封顶|至少|待定"
    r"|[0-9]\s*[千万]?元?\s*[-~～—–至到]+\s*[0-9]"
)
"""What people say of an amount that is not settled."""
_RATE = regex(r"每[^0-9]{1,4}[0-9]|[/／]\s*[^0-9\s]{1,4}\Z|[0-9]元?\(?每[^0-9()]{1,4}\)?\Z")
_BEFORE_TIME = regex(
    r"(?P<amount>[0-9][0-9,.]*万?元)(?:\s*[/·每]\s*[^0-9/·每]{1,3}){1,2}|每个?[月季年天次](?P<behind>[0-9][0-9,.]*万?元)"
)
_TOGETHER = regex(r"[共总合]计?[^0-9，,。；;]{0,4}([0-9][0-9,.]*[千万亿]?元)(?!\s*[/／每])")
# 1,200（含税）, 10万元（自筹2万元）, but no unit
_WITH_WORDS = regex(r"(?P<amount>[^()]+)\((?:(?P<figures>[^()]*[0-9][^()]*)|[^()百千万亿]*)\)")


@reads(MONEY)
def money(node: Node, log: Log, form: Form) -> Decimal | None:
    """Read an amount of money in yuan."""
    if not _is_short(node, log, form):
        return None
    amount = parse_money(node.text)
    if amount is None and len(amounts_said(node.text)) > 1:
        _contradicts(node, log, "amounts")
    elif amount is None:
        _amount_wrong(node, log, form)
    return amount


def _amount_wrong(node: Scalar, log: Log, form: Form) -> None:
    """Note that an amount cannot be read, and what to write for one that is open, a rate or has words."""
    plain = half_width(node.text)
    alone = _WITH_WORDS.fullmatch(plain)
    if _OPEN_AMOUNT.search(node.text):
        value_wrong(node, log, replace(form, example=UNKNOWN), how="open-amount")
    elif _BELOW_FEN.fullmatch(plain):
        value_wrong(node, log, replace(form, example=UNKNOWN), how="below-fen")
    elif alone and parse_money(alone["amount"]) is not None and (alone["figures"] or not _RATE.search(plain)):
        value_wrong(node, log, replace(form, example=alone["amount"].strip()), how="amount-alone")
    elif _RATE.search(plain):
        whole = _TOGETHER.findall(plain)
        said = whole[0] if len(whole) == 1 and parse_money(whole[0]) is not None else UNKNOWN
        value_wrong(node, log, replace(form, example=said), how="rate")
    else:
        how = "formula-error" if _FORMULA_ERROR.fullmatch(plain.strip()) else "as-figure"
        value_wrong(node, log, replace(form, example=UNKNOWN), how=how)


@reads(YEARLY)
def yearly(node: Node, log: Log, form: Form) -> Decimal | None:
    """Read what is paid in a year: an amount of money, beside which 每年 or /年 may stand."""
    amount = said_of_a_year(node.text) if isinstance(node, Scalar) else None
    return money.read(node, log, form) if amount is None else amount


@reads(APIECE)
def apiece(node: Node, log: Log, form: Form) -> Decimal | None:
    """Read what is paid for each mu, person or thing: an amount of money, beside which 每亩 or /亩 may stand.

    What is paid in a time alone, such as 50元/月, is refused: how often it is paid would be lost.
    """
    amount = said_of_each(node.text) if isinstance(node, Scalar) else None
    rate = _BEFORE_TIME.fullmatch(half_width(node.text).strip()) if isinstance(node, Scalar) else None
    if amount is None and rate:
        value_wrong(node, log, replace(form, example=rate["amount"] or rate["behind"]), how="each")
        return None
    return money.read(node, log, form) if amount is None else amount


_OF_YEAR = regex("年|[0-9〇零一二三四五六七八九]{4}")


@reads(PERIOD)
def period(node: Node, log: Log, form: Form) -> Period | None:
    """Read a month, a quarter, half a year or a year."""
    if not _is_short(node, log, form):
        return None
    try:
        found = parse_period(period_text(node.text))
    except Contradiction:
        _contradicts(node, log, "years")
        return None
    if found is None:
        value_wrong(node, log, _with_year_open(node.text, form))
    return found


def _with_year_open(written: str, form: Form) -> Form:
    """Return the form with a period that says no year as its example, the year left open: 3月份."""
    said = written.strip()
    is_period = not _OF_YEAR.search(said) and parse_period(period_text(f"2024年{said}")) is not None
    return replace(form, example=f"{UNKNOWN}年{said}") if is_period else form


@reads(WHOLE)
def whole(node: Node, log: Log, form: Form) -> int | None:
    """Read a whole number, not negative, with or without a unit such as 人, 户, 次, 张 or 天."""
    if not _is_short(node, log, form):
        return None
    found = parse_count(node.text)
    if found is None:
        value_wrong(node, log, form)
    return found


OTHER_AREA = regex(r"平方?米|平方公里|公顷|㎡|m2|m²|^顷$|分$", re.IGNORECASE)
"""A unit of areas that is not mu, and is not read."""


@reads(MU)
def mu(node: Node, log: Log, form: Form) -> Decimal | None:
    """Read an area in mu with two decimals at most, with or without its unit, or 15亩3分5厘.

    Other units are refused.
    """
    if not _is_short(node, log, form):
        return None
    area = parse_mu(node.text)
    if area is None:
        value_wrong(node, log, form, how="other-area" if OTHER_AREA.search(half_width(node.text)) else "")
    return area


@reads(VOTES)
def ballots(node: Node, log: Log, form: Form) -> int | None:
    """Read a number of votes; 无 is none, and 全票通过 only where it is known how many came."""
    if not _is_short(node, log, form):
        return None
    found = parse_votes(node.text)
    if found is None:
        value_wrong(node, log, form, "votes")
    return found


@reads(YES)
def yes(node: Node, log: Log, form: Form) -> bool | None:
    """Read 是 or 否, and what else people write for them."""
    if not _is_short(node, log, form):
        return None
    word = _plainly(node.text)
    if word in YES_WORDS or word in NO_WORDS:
        return word in YES_WORDS
    value_wrong(node, log, form)
    return None


_TELEPHONES = regex(rf"(?<![0-9-])(?:{TELEPHONE.replace('_', ' ?')})(?![0-9-])")
_LOCAL = regex("[2-8][0-9]{4,7}")
"""A number of the exchange; those of services, 12345 or 95598, begin with 1 or 9."""
_WHOLE = 7  # digits behind an area code, at least; fewer are dialled in an office, or some are missing


def phones_in(text: str) -> list[str]:
    """Return the telephone numbers in a text; the 24 of `95598 24小时` belongs to none."""
    plain = half_width(text)
    found = ((one[0], plain[one.end() : one.end() + 1]) for one in _TELEPHONES.finditer(plain))
    alone = (said.rpartition(" ")[0] if " " in said and behind.isalpha() else said for said, behind in found)
    return [number for one in alone if (number := parse_phone(one))]


@reads(PHONE)
def phone(node: Node, log: Log, form: Form) -> str | None:
    """Read a telephone number: with area code, a short number, or a mobile number."""
    if not _is_short(node, log, form):
        return None
    number = parse_phone(node.text)
    if number is None:
        within = phones_in(node.text)
        others = tuple(dict.fromkeys(within))[1:]
        how = "numbers" if node.place.path.endswith(".yaml") else "numbers-text"
        how = "numbers-named" if form.pattern != PHONE.pattern else how  # beside others, each by its name
        how = how if others else ""
        value_wrong(
            node, log, replace(form, example=within[0] if within else UNKNOWN), how=how, others=others
        )
    elif _LOCAL.fullmatch(number):
        log.add(AREA_MISSING, node.place, number, length="whole" if len(number) >= _WHOLE else "short")
    return number


HOTLINE = replace(PHONE, pattern=f"{PHONE.pattern}|{EMERGENCY}")


@reads(HOTLINE)
def hotline(node: Node, log: Log, form: Form) -> str | None:
    """Read a telephone number, or one of three digits that everybody may call: 110, 120."""
    found = parse_hotline(node.text) if isinstance(node, Scalar) else None
    return found if found and len(found) == _OF_EVERYBODY else phone.read(node, log, form)


_OF_EVERYBODY = 3  # digits


def _plainly(word: str) -> str:
    """Return a word to choose as it is compared.

    Half width, without spaces, case, quotation marks and a full stop.
    """
    return re.sub(r"[\s“”\"'。.]", "", half_width(word)).casefold()


_SURELY = 0.6  # how like a label a word is that is a slip of the pen; 已整改 is not 整改中, which is as like


def under_way(*states: str) -> dict[str, str]:
    """Return how else people say that something has come so far: 正在招标 is 招标, 正在整改 整改中."""
    doing = {state.removesuffix("中"): state for state in states if state[0] not in "已未"}
    return {
        said: state
        for word, state in doing.items()
        for said in (f"正在{word}", f"正在{word}中", f"{word}中", f"{word}阶段")
        if said != state
    }


def choice(*labels: str, also: Mapping[str, str] | None = None, how: str = "") -> Reader[str]:
    """Return a reader of one of a few words; `also` maps other spellings to them.

    `how` is what the page of `VALUE_WRONG` says first, where another field may be meant.
    """
    accepted = {**{label: label for label in labels}, **(also or {})}
    plainly = {_plainly(written): word for written, word in accepted.items()}
    told = (*also, *labels) if also and all(map(str.isascii, labels)) else labels  # 省墨 beside outline

    @reads(Form("choice", "|".join(map(re.escape, accepted)), labels, labels[0]))
    def read(node: Node, log: Log, form: Form) -> str | None:
        if not _is_short(node, log, form):
            return None
        written = node.text.strip()
        word = accepted.get(written) or plainly.get(_plainly(written))
        if word is None:
            meant = [label for label in labels if contrasts(label) == contrasts(written)]
            near = difflib.get_close_matches(written, meant, n=1, cutoff=_SURELY)
            within = [label for label in told if label in written]
            near = near or (within if len(within) == 1 else [])
            details = {"like": "near", "example": near[0]} if near else {}
            in_column = bool(how and node.place.cell)
            said = f"{how}-column" if in_column else how
            value_wrong(node, log, form, how=said, words=told, **details)
        return word

    return read


def matching(pattern: str, example: str, said: str = "like") -> Reader[str]:
    """Return a reader of text of one form; `said` is the name of the form on the page of `VALUE_WRONG`.

    White space that the form allows is taken out.
    """
    accepted = regex(pattern.replace(r"\d", "[0-9]"))  # no digits of other scripts

    @reads(Form("text", pattern, example=example, said=said))
    def read(node: Node, log: Log, form: Form) -> str | None:
        if not _is_short(node, log, form):
            return None
        for word in (node.text.strip(), half_width(node.text)):
            if accepted.fullmatch(word):
                return "".join(word.split())
        value_wrong(node, log, form)
        return None

    return read


UNCLOSED = r"\s*([\[【［〔])(?![\s\S]*[\]】］〕])"  # a list whose bracket is not closed


@reads(Form("list", item=TEXT, example="甲、乙"))
def texts(node: Node, log: Log, form: Form) -> tuple[str, ...] | None:
    """Read a list of texts: a YAML list, or one text with `、` between them.

    Commas do as well between short words and titles.
    """
    if isinstance(node, Items):
        found = [text(item, log) for item in node.items]
        return None if None in found else tuple(item for item in found if item)
    if not isinstance(node, Scalar):
        shape_wrong(node, log, form)
        return None
    if mark := re.match(UNCLOSED, node.text):
        shape_wrong(node, log, form, "closed", sign=mark[1])
        return None
    pieces = pieces_of(node.text)
    if len(pieces) == 1 and (comma := re.search("[,，;；]", pieces[0])):
        log.add(LIST_UNSPLIT, node.place, pieces[0], sign=comma[0])
    return pieces


officers = replace(texts, form=Form("list", item=officer.form, example="陈守田、吴月琴"))
"""Reads a list of texts that name persons."""


def list_of(read: Reader[str]) -> Reader[tuple[str, ...]]:
    """Return a reader of a list whose items are each read by `read`."""
    # none of a few words has a space in it
    between = "[、,，;；\\s]+" if read.form.sort == "choice" else "、"

    @reads(Form("list", item=read.form))
    def read_all(node: Node, log: Log, form: Form) -> tuple[str, ...] | None:
        if isinstance(node, Scalar):
            pieces = (piece.strip() for piece in re.split(between, node.text))
            node = Items(tuple(Scalar(piece, node.place) for piece in pieces if piece), node.place)
        if not isinstance(node, Items):
            return texts.read(node, log, form)
        heard = Log()
        found = [read(item, heard) for item in node.items]
        log.problems += [_of_several(one) if len(found) > 1 else one for one in heard.problems]
        return None if None in found else tuple(item for item in found if item is not None)

    return read_all


def _of_several(problem: Problem) -> Problem:
    """Return a problem of one of several words, whose cure is none for the others on its line."""
    is_near = problem.details.get("like") == "near"
    return replace(problem, details={**problem.details, "like": "among"}) if is_near else problem


def _by_whom(entry: Entry) -> Entry:
    """Return a telephone below what it is for, also where that stands behind it: 110: 报警."""
    number, said = entry.key.strip(), entry.node
    if not isinstance(said, Scalar) or not said.text.strip() or re.search("[0-9０-９]", said.text):
        return entry
    is_number = parse_hotline(number) is not None
    return replace(entry, key=said.text.strip(), node=replace(said, text=number)) if is_number else entry


def _is_told(node: Node) -> bool:
    return isinstance(node, Scalar) and node.told


def _open_numbers(node: Node, form: Form) -> str:
    """Return how telephones are asked for that have no names: nobody is offered the number of an example."""
    if form.item is None or form.item.mark is not Mark.PHONE or form.words:
        return ""
    within = phones_in(node.text) if isinstance(node, Scalar) else []
    return f"{{{', '.join(f'{UNKNOWN}: {number}' for number in within or (UNKNOWN,))}}}"


def named(read: Reader[T], *usual: str, apart: bool = False) -> Reader[Mapping[str, T]]:
    """Return a reader of a group whose keys are free, such as telephone numbers by what they are for.

    `usual` are offered. One value that is wrong makes the whole
    group unread; where they stand `apart`, only that one.
    """

    @reads(Form("map", item=read.form, words=usual))
    def read_all(node: Node, log: Log, form: Form) -> Mapping[str, T] | None:
        node = as_map(node)
        if not isinstance(node, Fields):
            shape_wrong(node, log, form, shown=_open_numbers(node, form))
            return None
        if read.form.mark is Mark.PHONE:
            node = replace(node, entries=tuple(map(_by_whom, node.entries)))
        found = {
            entry.key.strip(): read(entry.node, log)
            for entry in node.entries
            if entry.key.strip() and not is_blank(entry.node) and not _is_told(entry.node)
        }
        values = {key: value for key, value in found.items() if value is not None}
        return values if apart or len(values) == len(found) else None

    return read_all
