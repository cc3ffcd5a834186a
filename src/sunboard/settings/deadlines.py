"""How often a row of the catalogue is due, and by when, out of the words in which people write it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from sunboard.fields.numerals import parse_whole
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex


class Cadence(StrEnum):
    """How often something is to be published; those of the calendar are called as units of a `Period`."""

    MONTH = "M"
    QUARTER = "Q"
    HALF = "H"
    YEAR = "Y"
    BUSY_MONTH = "month-or-quarter"  # monthly where a place says so, else quarterly
    EVENT = "event"  # whenever something happens
    STANDING = "standing"  # at all times


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: so many days after the end of a period or an event, or on a day of the calendar."""

    days: int | None = None  # before the event where negative
    working: bool = False
    day: tuple[int, int] | None = None  # month and day
    years: int = 0  # which of them, after the year of the period


_CADENCES = (
    (regex(r"月.*(?:不忙|或)\D*季.*"), Cadence.BUSY_MONTH),
    (regex(r"(?:长期|变动).*"), Cadence.STANDING),
    (regex(r"[每按逐一]?个?月(?:度|份)?.{0,4}"), Cadence.MONTH),
    (regex(r"[每按逐一]?个?季(?:度)?.{0,4}|[每按]?三个月.{0,4}"), Cadence.QUARTER),
    (regex(r"[每按]?(?:半年|六个月)(?:度)?.{0,4}|(?:一年|每年|年度)[两二2]次"), Cadence.HALF),
    (regex(r"[每按逐一]?(?:年度|年).{0,4}"), Cadence.YEAR),
)
_EVERY_TIME = regex(r".*[/／；;].*|.*[项届次笔]$")
_AT_EVENTS = regex(r".*(?:[次项届时笔件例]|前|后|及时|即时|发生|完成).*")
_ELSEWHERE = regex(r".*(?:法定|规定|省定|县定|[随及即]时|参照).*")
_SO_OFTEN = regex(r".*[一两二12]次(?:公开)?")
_DAY_OF_YEAR = regex(r"(次年|下年|下一年)?(\d{1,2})月(?:(\d{1,2})[日号]|[底末])(?:前|之前|以前)?")
_BEFORE = regex(r"(?:会|会议|事|开会)?前(\d{1,3})(个?工作日|工|[日天])")
_AFTER = regex(
    r"(?:每月|次月|下个?月|(?:[月季]、)?[月季年]度?末?后|半年后|事后|会后|每?下?个?季度?首月)?(\d{1,3})"
    r"(个?工作日|工|[日天号])?(?:内|以内|之内|前|之前|以前)?"
)
_NUMERALS = regex("[一二三四五六七八九十]+(?=个?[工日天号月])")
_AT_ONCE = ("当日", "当天", "当场", "即时")


@lru_cache(maxsize=1024)
def cadence_of(frequency: str) -> Cadence:
    """Return how often `每季度`, `月（不忙的季）` or `变动` is; what names no stretch of time is an event.

    So is what is due at an event or at a time (`随时/季度`): whether there was one the calendar cannot tell.
    """
    written = "".join(half_width(frequency).split())
    mixed = _EVERY_TIME.fullmatch(written) and not _SO_OFTEN.fullmatch(written)
    for pattern, cadence in _CADENCES:
        if pattern.fullmatch(written) and (cadence is Cadence.STANDING or not mixed):
            return cadence
    return Cadence.EVENT


def says_how_often(frequency: str) -> bool:
    """Tell whether words name a stretch of time, or what happens every time that it is due."""
    return cadence_of(frequency) is not Cadence.EVENT or bool(_AT_EVENTS.fullmatch(frequency))


def says_by_when(deadline: str) -> bool:
    """Tell whether words say by when, or that it is laid down elsewhere."""
    return deadline_of(deadline) is not None or bool(_ELSEWHERE.fullmatch(deadline))


@lru_cache(maxsize=1024)
def deadline_of(written: str) -> Deadline | None:
    """Return what `15日`, `5个工作日`, `次年3月31日前` or `会前10日` says; nothing for other words.

    Of several clauses the first counts, of alternatives such as `当日/5日` the last.
    """
    clause = re.split(r"[;；(（]", half_width(written))[0].rpartition("/")[2]
    clause = _NUMERALS.sub(lambda found: f"{parse_whole(found[0]) or found[0]}", "".join(clause.split()))
    if clause in _AT_ONCE:
        return Deadline(days=0)
    if found := _DAY_OF_YEAR.fullmatch(clause):
        month, day = int(found[2]), int(found[3] or 31)
        if 1 <= month <= 12 and 1 <= day <= 31:
            return Deadline(day=(month, day), years=int(bool(found[1])))
        return None
    if found := _BEFORE.fullmatch(clause):
        return Deadline(days=-int(found[1]), working="工" in found[2])
    if found := _AFTER.fullmatch(clause):
        return Deadline(days=int(found[1]), working="工" in (found[2] or ""))
    return None
