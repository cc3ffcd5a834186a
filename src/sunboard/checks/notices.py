"""Until when villagers may object, as the words of a record tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sunboard.checks.calendar import LONGEST_NOTICE, is_put_off
from sunboard.checks.clocks import end_of_notice
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.numerals import parse_whole
from sunboard.fields.written import half_width
from sunboard.lazy import regex
from sunboard.model.node import Place

_DAY = r"(?:(20\d\d)\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*[日号]?"
_BEGINS = r"(?:自|从)?\s*(?:(?:20\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}(?!\d)\s*[日号]?\s*起?)?"
_HOUR = r"\s*(?:[上下]午|晚上?|\d{1,2}:\d\d|[\d一二两三四五六七八九十]{1,3}[点时]半?)*"
_OBJECTION = "(?:意见(?![箱簿])|异议)"
_UNTIL = regex(
    rf"公示(?:期限?|时间|日期)?[为是]?\s*:?\s*{_BEGINS}\s*,?\s*"
    rf"(?:截止(?:日期|时间)?:?|[至到~—–-])+\s*{_DAY}"
)
_BEFORE = regex(
    rf"{_DAY}{_HOUR}[之以]?前[^,。;]{{0,4}}(?:可以?|能)?(?:[提有](?:出|什么|不同)?的?){_OBJECTION}"
    rf"|(?<![无没])(?<![没未]有){_OBJECTION}(?:[的者],?|,?(?=请))(?:请|可以?|要|须|务必)*[于在]?\s*{_DAY}{_HOUR}[之以]?前"
)
_FOR = regex(
    r"(?:^|[\s,。;:、]|现|予以|进行|[本此]次|名单|结果|起)公示(?:期限?|时间|天数)?[为是共]?\s*:?\s*"
    r"(\d{1,4}|[一二三四五六七八九十]+)\s*个?(工作日|天|日)(?!\s*(?:以[上后]|[前后起至到~—-])|[^,。;]{0,4}[无没])"
)
"""How many days are given; not those of a notice that is over: 方案已公示15天, 公示7天无异议."""
_SAME_MONTH = regex(r"(\d{1,2})(\s*月\s*\d{1,2}\s*[日号]?\s*起?\s*[至到~—–-]+\s*)(?=\d{1,2}\s*[日号])")
"""How the last day leaves out its month: 4月7日至16日."""
_COUNTED = regex("[0-9０-９]|[一二三四五六七八九十]\\s*个?(?:工作日|天|日)")
_OF_NOTICE = regex("公示(?!栏)")
"""What is put up; a board to put it on says no day."""
_MAY_END = regex("前[^。\\n]{0,12}(?:意见|异议)|意见[^。\\n]{0,60}前|异议[^。\\n]{0,60}前")
"""What _BEFORE finds, at a glance: signs with which choices begin are soon looked for."""
_HALF_A_YEAR = timedelta(183)


class _Told(NamedTuple):
    """What a text says of the end of a notice, where, and whether the record says so too."""

    words: str
    place: Place
    is_same: bool


@check("notice-told-otherwise", given=("notice_end", "notice_days"))
def notice_told_otherwise(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The plain summary or the text lets villagers object until another day than the record does."""
    fields = record.fields
    lines = {
        "summary": [(line, record.at("plain_summary")) for _, line in _telling(fields.plain_summary or "")],
        "text": [(line, record.document.body_at(at)) for at, line in _telling(record.body)],
    }
    start, end = fields.notice_start or fields.publish_date, end_of_notice(fields, around)
    if not any(lines.values()) or start is None or end is None or end < start or fields.withdrawn:
        return

    def told(text: str, place: Place) -> Iterator[_Told]:
        plain = _SAME_MONTH.sub(r"\1\2\1月", half_width(text))
        for pattern, late in ((_UNTIL, 0), (_BEFORE, 1)):  # before the 13th is until the 12th to some
            for match in pattern.finditer(plain):
                if (day := _day(match.groups(), start)) and day >= start:
                    yield _Told(match[0], place, 0 <= (day - end).days <= late)
        for match in _FOR.finditer(plain):
            yield _Told(match[0].lstrip(" ,。;:、"), place, is_so_long(match[1], match[2] == "工作日"))

    def is_so_long(written: str, working: bool) -> bool:
        days = int(written) if written.isdecimal() else parse_whole(written)
        if days is None or not 0 < days <= LONGEST_NOTICE or days == fields.notice_days:
            return True
        counted = around.packaged.last_day(start, days, working=working)
        other = around.packaged.last_day(start, days, working=True)
        if counted is None or end in (counted, other) or (end - start).days == days - 1:
            return True
        return is_put_off(counted, end, around)

    for where, telling in lines.items():
        all_told = [one for line, place in telling for one in told(line, place)]
        if all_told and not any(one.is_same for one in all_told):
            yield found(all_told[0].place, all_told[0].words, where=where, end=end)


def _telling(text: str) -> Sequence[tuple[int, str]]:
    """Return the lines of a text that may say a day or a number of days to object, with their numbers."""
    if not _may_tell(text):
        return ()
    return [(at, line) for at, line in enumerate(text.split("\n")) if _may_tell(line)]


def _may_tell(text: str) -> bool:
    is_of_notice = _OF_NOTICE.search(text) or (("意见" in text or "异议" in text) and _MAY_END.search(text))
    return bool(is_of_notice and _COUNTED.search(text))


def _day(groups: Sequence[str | None], start: date) -> date | None:
    """Return the day that a year, a month and a day name; without its year it is that of the notice."""
    year, month, day = next(groups[at : at + 3] for at in range(0, len(groups), 3) if groups[at + 1])
    try:
        said = date(int(year or start.year), int(month or 0), int(day or 0))
        is_next_year = not year and start - said > _HALF_A_YEAR
        return said.replace(year=said.year + 1) if is_next_year else said
    except ValueError:
        return None
