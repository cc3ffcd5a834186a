"""What only shows where the villages of a township stand side by side: low rents, and what was copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from statistics import median

from sunboard.contracts import AnyRecord, Around, Comparable, Finding, Record, comparison, found
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.written import said_of_a_year, said_of_each
from sunboard.kinds.contract import Contract, ContractRow, Terms
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place
from sunboard.model.plain import sha256

_LAND = (
    ("水面", ("鱼塘", "水塘", "水面", "水库", "塘坝", "池塘", "山塘", "虾塘", "藕塘", "鱼池")),
    ("林地", ("林地", "山林", "林场", "竹林", "竹山", "松林", "杉木林", "用材林")),
    ("园地", ("果园", "茶园", "桑园", "茶场", "茶山", "果山", "橘园", "梨园", "桃园", "枣园", "葡萄园")),
    ("荒地", ("荒山", "荒地", "荒滩", "荒坡", "四荒")),
    ("草地", ("草场", "草地", "草原", "牧场")),
    ("耕地", ("耕地", "机动地", "农田", "水田", "旱地", "菜地", "稻田", "坡地", "水浇地")),
)
"""Sorts of land that are let by the mu."""
_ANY_LAND = regex("承包地|流转地|土地")
_ASIDE = regex("[(（].*?[)）]")
_FEWEST = 3
"""Rents of one sort; of fewer nobody can say what is usual."""
_LONG_ENOUGH = 30
"""Signs of a summary; shorter ones are alike by chance."""
_TEXT_ENOUGH = 40
"""Signs of a text that counts two things."""
_LONG_TEXT = 80
"""Signs of a text that counts one thing of the village's own, and no rate."""
_OF_THE_TOWNSHIP = 3
"""Villages that publish one text: it was handed down to them."""
_FEW_FIGURES = regex(
    r"\d(?<![\d.,]\d)(?<!每\d)(?<!每.\d)(?<!每..\d)[\d,.]*(?!个工作日|个月)[户人名元亩吨株盏张次件桶个斤]"
)
"""What was counted or paid, but no rate: three of these are a village's own, though each is small.

A digit is soon looked for; what stands before it is looked at behind it."""
_AT_ONCE = regex("一次性?(?:付|交|缴|支付|结|收)[清齐完]")
_CENT = Decimal("0.01")
_PIECES = regex("[，,；;。]")
_LETTERS = regex(r"[\u4e00-\u9fff\w]+")
"""Most are Han, of which a range tells sooner than what letters are at all."""
_FIGURE = regex(r"\d[\d,]{3,}|\d万")
_COUNTED = regex(r"\d ?(?!个工作日|个月|[年月日天号时点分周届次章条款项])[\u4e00-\u9fff]|\d\.\d\d\b")
"""What was counted or paid, but no day, term or telephone: those are alike in what is written by form."""


def _rents(record: Record[Contract], around: Around) -> Iterator[Comparable]:
    """Tell for how much a mu land is let, of contracts that run."""
    fields = record.fields
    if not fields.is_published or fields.withdrawn or fields.terminated:
        return
    least = around.share("rent-far-below-median", record)
    every: tuple[Contract | ContractRow, ...] = (fields, *fields.rows)
    for terms in every:
        called = terms.object or ""
        sort = _sort_of(_ASIDE.sub("", called)) or _sort_of(called)
        name, a_mu = _a_mu(terms) if sort and terms.area else ("", None)
        if a_mu and (terms.ends is None or terms.ends >= around.today):
            yield Comparable(sort, f"{a_mu}", terms.at(name), called, least=f"{least}")


def _sort_of(called: str) -> str:
    """Return which sort of land something is: what is named last, as in 水库下游水田."""
    ends = [(called.rfind(word), sort) for sort, words in _LAND for word in words if word in called]
    return max(ends)[1] if ends else "耕地" if _ANY_LAND.search(called) else ""


def _a_mu(terms: Contract | ContractRow) -> tuple[str, Decimal | None]:
    """Return the field that tells what a mu costs a year, and how much: as written, else by the area."""
    if terms.unit_price:
        return "unit_price", terms.unit_price
    if terms.rent:
        return "rent", _by_area(terms.rent, terms)
    for name, said in (("rent_terms", terms.rent_terms), ("pay_terms", terms.pay_terms)):
        for piece in _PIECES.split(said or ""):
            if (amount := said_of_each(piece)) and "亩" in piece:
                return name, amount
            if amount := said_of_a_year(piece):
                return name, _by_area(amount, terms)
    return ("price", paid) if (paid := _paid_at_once(terms)) else ("", None)


def _paid_at_once(terms: Contract | ContractRow) -> Decimal | None:
    """Return what a mu costs a year where all was paid at once: else a price may be that of a year."""
    if not (terms.price and terms.begins and terms.ends and _AT_ONCE.search(terms.pay_terms or "")):
        return None
    first, behind = terms.begins, terms.ends + timedelta(1)
    years = Decimal((behind - first).days) / Decimal("365.25")
    if (first.month, first.day) == (behind.month, behind.day):
        years = Decimal(behind.year - first.year)
    return _by_area(terms.price / years, terms) if years >= 1 else None


def _by_area(amount: Decimal, terms: Terms) -> Decimal | None:
    return (amount / terms.area).quantize(_CENT) if terms.area else None


@comparison("rent-far-below-median", of=Contract, tell=_rents)
def rent_far_below_median(told: Sequence[Comparable]) -> Iterator[tuple[Comparable, Finding]]:
    """Land is let for far less than land of its sort usually is in the township."""
    usual = median(Decimal(one.value) for one in told)
    for one in told if len(told) >= _FEWEST else ():
        rent = Decimal(one.value)
        if Fraction(rent) < Fraction(usual) * Fraction(one.least):
            share = f"{rent * 100 / usual:.0f}"
            details = {"usual": separated(usual), "share": share, "sort": one.key, "count": len(told)}
            yield one, found(one.place, separated(rent), title=one.title, **details)


def _counts(fields: Disclosure) -> bool:
    """Tell whether a record says something of its own that is on show."""
    return fields.is_published and not (fields.withdrawn or fields.corrects or fields.nil)


def _sums(record: Record[Finance], around: Around) -> Iterator[Comparable]:
    """Tell what came in and went out in a period."""
    fields = record.fields
    if _counts(fields) and fields.total_income and fields.total_expense:
        income, expense = separated(fields.total_income), separated(fields.total_expense)
        place = record.at("total_income")
        yield Comparable(f"{fields.period} {income} {expense}", income, place, record.title)


@comparison("accounts-as-elsewhere", of=Finance, tell=_sums)
def accounts_as_elsewhere(told: Sequence[Comparable]) -> Iterator[tuple[Comparable, Finding]]:
    """Two villages took in and paid the same to the cent in one period."""
    yield from _alike(told)


def _letters(text: str, around: Around) -> str:
    """Return the letters and figures of a text, without what the village is called."""
    name = around.village.name
    short = name.removesuffix("村").removesuffix("社区")
    return "".join(_LETTERS.findall(text.replace(name, "").replace(short, ""))).replace("_", "")


def _as_digest(letters: str, title: str, place: Place) -> Comparable:
    return Comparable(sha256(letters.encode())[:16], title, place)


def _summary(record: AnyRecord, around: Around) -> Iterator[Comparable]:
    """Tell a summary that names figures, without the village's own name."""
    said = record.fields.plain_summary or ""
    has_figures = len(_FIGURE.findall(said)) >= 2 or len(_FEW_FIGURES.findall(said)) >= 3
    if has_figures and _counts(record.fields):
        letters = _letters(said, around)
        if len(letters) >= _LONG_ENOUGH:
            yield _as_digest(letters, record.title, record.at("plain_summary"))


@comparison("summary-as-elsewhere", tell=_summary)
def summary_as_elsewhere(told: Sequence[Comparable]) -> Iterator[tuple[Comparable, Finding]]:
    """Two villages say the same of their own matters, with the same figures."""
    yield from _alike(told)


def _long_enough(text: str) -> int:
    """Return how many signs a text must have to be nobody else's by chance: none where it counts nothing."""
    if len([*islice(_COUNTED.finditer(text), 2)]) == 2:
        return _TEXT_ENOUGH
    return _LONG_TEXT if _FEW_FIGURES.search(text) else 0


def _text(record: Record[Matter], around: Around) -> Iterator[Comparable]:
    """Tell a text that says what was counted or paid, without the village's own name."""
    fields = record.fields
    told = (record.body, fields.conclusion, fields.follow_up, fields.content, fields.scheme, fields.progress)
    said = "\n".join(filter(None, told))
    enough = _long_enough(said)
    if enough and _counts(fields):
        letters = _letters(said, around)
        if len(letters) >= enough:
            place = record.document.body_at(0) if record.body.strip() else record.at("title")
            yield _as_digest(letters, record.title, place)


@comparison("text-as-elsewhere", of=Matter, tell=_text)
def text_as_elsewhere(told: Sequence[Comparable]) -> Iterator[tuple[Comparable, Finding]]:
    """One other village has the same text on a matter of its own; what more have was handed down to them."""
    if len({one.village for one in told}) < _OF_THE_TOWNSHIP:
        yield from _alike(told)


def _alike(told: Sequence[Comparable]) -> Iterator[tuple[Comparable, Finding]]:
    """Yield what several villages tell alike, each with the others that do."""
    villages = tuple(dict.fromkeys(one.village for one in told))
    for one in told if len(villages) > 1 else ():
        others = tuple(name for name in villages if name != one.village)
        yield one, found(one.place, one.value, others=others)
