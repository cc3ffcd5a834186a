"""Amounts of several spans of time side by side: 本月数 | 本季数 | 本年累计, one of them the record's own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from sunboard.fields.written import half_width, period_text
from sunboard.lazy import regex
from sunboard.model.period import Period, parse_period
from sunboard.reading.tables.columns import AMOUNTS, Column, FoundHead
from sunboard.reading.tables.months import SPAN

_SAID = regex(
    r"(?P<span>(?:本[期次月季年]度?|当[期月季年]度?|全年|年度|年初至今"
    r"|(?:\d{4}年|[今去]年)?(?:第?[一二三四1-4]季度?|[上下]半年|1?\d[-—–~至到]1?\d月份?))?(?:累计)?)"
    r"(?:实际)?(?:收入|支出|开支|发生|完成|执行)?(?:金额|数额|额|数)?"
)
_MONTH = regex(r"(?P<span>(?:\d{4}年)?1?\d月份?)(?:实际)?(?:收入|支出|开支|发生)?(?:金额|数额|额|数)?")
_NOT_NOW = regex(r"预算|计划|目标|上[年期季月]|去年|往年|同期")  # to be or long since, beside what is
_DATED = frozenset(("day", "monthday", "voucher"))  # each row of such a table says when it was
_TO = regex(r"[—–~至到]")
_UNITS = {"月": "M", "季": "Q", "年": "Y"}


def of_period(head: FoundHead, period: Period | None) -> tuple[FoundHead, int | None]:
    """Leave of the amounts of one side for several spans those of the period; the others only help.

    Return also the column of amounts of another span, where no neighbour holds the period's.
    """
    found = list(head.columns)
    for piece in head.pieces:
        roles = {found[x].role for x in range(*piece)}
        for role in AMOUNTS:
            amounts = [x for x in range(*piece) if found[x].role == role]
            others = [x for x in amounts if _NOT_NOW.search(found[x].key) or _NOT_NOW.search(found[x].group)]
            for x in others if len(others) < len(amounts) else ():
                found[x] = replace(found[x], field="", role=SPAN)
                amounts.remove(x)
            beside = [x for x in amounts if _span(found[x])]
            if not beside or (len(amounts) == 1 and (period is None or not _DATED.isdisjoint(roles))):
                continue
            plain = [x for x in amounts if x not in beside]
            own = plain or _of_period(found, beside, period)
            if not own:
                return head, beside[0]
            for x in beside:
                if x not in own:
                    found[x] = replace(found[x], field="", role="" if plain else SPAN)
    fields = [column.field for column in found]
    twice = ((name, tuple(x for x in at if fields[x] == name)) for name, at in head.twice)
    left = tuple((name, at) for name, at in twice if len(at) > 1)
    return replace(head, columns=tuple(found), twice=left), None


def _of_period(found: Sequence[Column], beside: Sequence[int], period: Period | None) -> list[int]:
    """Return the columns of the period; of what is added up since January only where nothing else is."""
    own = [x for x in beside if _is_of(_span(found[x]), period)]
    return own or [x for x in beside if _has_come_to(_span(found[x]), period)]


def _span(column: Column) -> str:
    """Return the span of time that a head names, or else what stands above it and its neighbours."""
    said = (_SAID.fullmatch(column.key), _MONTH.fullmatch(column.key), _SAID.fullmatch(column.group))
    return next((found["span"] for found in said if found and found["span"]), "")


def _is_of(span: str, period: Period | None) -> bool:
    """Tell whether a span is that of the period."""
    if "累计" in span or "至今" in span:
        return False
    if span[1:2] in ("期", "次"):
        return True
    if period is None:
        return False
    if span[0] in "本当全" or span == "年度":
        return _UNITS.get(span[1:2], "Y") == period.unit
    with suppress(ValueError):
        bare = _TO.sub("-", span.removeprefix("今年"))
        own = bare if bare[0].isdigit() and "年" in bare else f"{period.year}年{bare}"
        return parse_period(period_text(half_width(own).removesuffix("份"))) == period
    return False


def _has_come_to(span: str, period: Period | None) -> bool:
    """Tell whether what is added up since January is what the period comes to: it begins there."""
    return period is not None and period.start.month == 1 and ("累计" in span or "至今" in span)
