"""The text below a record's fields: what it links to, what was pasted into it, what it contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.written import Contradiction, amounts_said, parse_day
from sunboard.lazy import regex
from sunboard.model.node import Items, Place, is_blank
from sunboard.privacy.tables import values_of

_OF_WEB_PAGES = regex(
    r"</(?:p|div|span|font|table|tr|td|li|ul|ol|section|h[1-6]|a|b|strong|em|u|o:p)\s*>"
    r"|<br\s*/?>|<img\s[^<>]*>|<!--",
    re.IGNORECASE,
)


def _has_signs(record: AnyRecord, around: Around) -> bool:
    """Tell whether the text has a sign of a link, a pasted row or a web page."""
    return "](" in record.body or "\t" in record.body or "<" in record.body


_PAGES = (".html", ".htm", ".md")
_OF_SITES = regex(r"(?:www\.|(?:[a-z0-9-]+\.)+(?:cn|com|net|org)(?:[/:?]|$))", re.IGNORECASE)


@check("link-dead", where=_has_signs)
def link_dead(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The text links to a file or shows a picture that does not go with the record."""
    if "](" not in record.body:
        return
    from sunboard.engines.markdown import file_linked, references_in, unread_links

    # whichever of them is missing is told of by itself
    files = {item.path.rpartition("/")[2] for item in record.enclosed}
    for one in references_in(record.body):
        name = file_linked(one.address)
        if name not in files:
            is_page = "." not in name or name.lower().endswith(_PAGES)
            is_site = not one.is_picture and _OF_SITES.match(one.address)
            what = "picture" if one.is_picture else "site" if is_site else "page" if is_page else "file"
            sort = _where(record, what) if what in _LISTS else what
            stem = name.rpartition(".")[0]
            yield found(record.document.body_at(one.line), one.address, sort=sort, name=name, stem=stem)

    for one in unread_links(record.body):
        at = record.document.body_at(one.line)
        yield found(at, one.address, sort="unread", name=one.address, stem=one.address)


_LISTS = {"file": ("附件", "attachments"), "picture": ("照片", "photos")}


def _where(record: AnyRecord, sort: str) -> str:
    """Return where a file is to be named: in a list of its own, on a line more of one, or in its brackets."""
    fields = record.document.fields
    entry = next((one for one in fields.entries if one.key in _LISTS[sort] and not is_blank(one.node)), None)
    if entry is None:
        return sort
    first = entry.node.items[0] if isinstance(entry.node, Items) and entry.node.items else entry.node
    return f"{sort}-inside" if first.place.line == entry.place.line else f"{sort}-more"


@check("pasted-row-torn", where=_has_signs)
def pasted_row_torn(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A row that was pasted from a spreadsheet has a cell of several lines, and was torn there."""
    for at, line in enumerate(record.body.split("\n") if "\t" in record.body else ()):
        last = line.rpartition("\t")[2]
        if "\t" in line and last.startswith('"') and last.count('"') % 2:
            yield found(record.document.body_at(at), last)


@check("body-of-web-page", where=_has_signs)
def body_of_web_page(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The text is the source of a web page, as editors of websites and Word give it."""
    if tag := _OF_WEB_PAGES.search(record.body) if "<" in record.body else None:
        yield found(
            record.document.body_at(record.body.count("\n", 0, tag.start())),
            tag[0],
            sort="comment" if tag[0] == "<!--" else "page",
        )


_BLANK = "[ \u3000]"
_END = rf"(?:[，。；,;、)）]|{_BLANK}*$)"
_LATER, _HERE = r"(?:补充?|填写?)(?=[)）】\]。；;，,\s]|$)", "此处(?:填写?|插入|粘贴|输入|添加|编辑)"
_UNFILLED = regex(
    # a line to write on, not a signature's: 采购____吨
    rf"_{{3,}}(?=[\u4e00-\u9fff])|_{{2}}(?=[元年月日])"
    # room for a number before what it counts, but 单位: 元
    rf"|(?<!位)[:：]{_BLANK}+(?=(?:万?元|公?斤|吨|亩|平方米|米|户|人|年|个?月|天|日){_END})"
    rf"|[(（]{_BLANK}+[)）](?=万?元|公?斤|吨|亩|平方米|米|户|年|月|日)"
    rf"|(?<=[0-9])年{_BLANK}+月|年{_BLANK}+月(?:{_BLANK}+日)?(?={_END})|月{_BLANK}+日(?={_END})"
    # a name or a number that a form leaves open: ××村, X月X日
    r"|(?<![0-9A-Za-z*×])(?:[XxＸ×]+(?=年(?!级)|[月日元天]|万元)|[XxＸ×]{2,}(?=[村镇乡县]|(?:有限)?公司))"
    # what a form or an editor says in place of words
    rf"|(?:[:：]|[(（【\[])\s*待{_LATER}|{_HERE}"
)
_FORM_WORDS = regex(rf"(?:^|[:：]|[(（【\[])\s*待{_LATER}|{_HERE}|[XxＸ×]+月[XxＸ×]+日|关于[XxＸ]{{2,}}的")
"""What a field is left with, besides room."""
_FORM_ROW = regex(rf"[:：](?:{_BLANK}|_){{2,}}[\u4e00-\u9fff]{{1,6}}[:：]")
"""A row of labels with room between them, which readers are to fill in: 姓名：____  性别：____."""
_AROUND = 8
"""Signs on either side of a blank by which people find it."""


_CAPITALS = "壹贰叁肆伍陆柒捌玖"
_OPEN_OR_TWICE = regex(
    f"[_(:：（年月XxＸ×待此{_CAPITALS}日](?:"
    # how a blank or a form goes on; behind a colon `|` parts the head of a table from its rows: `| ---: |`
    r"(?<=_)_|(?<=[(:：（年月])[ \u3000](?!\|)|(?<=[XxＸ×])[年月日元天万村镇乡县有公]|(?<=待)[补填]|(?<=此)处"
    # how a sum that is written out goes on, or a day before its weekday; 施工队伍 has only a figure
    rf"|(?<=[{_CAPITALS}])[{_CAPITALS}零〇拾佰仟万亿元圆]|(?<=日)[\s(（]?(?:星期|周))"
)
"""What a text must hold for either; the sign with which it begins stands first by itself."""


def _may_be_open(record: AnyRecord, around: Around) -> bool:
    """Tell whether the text may have a blank."""
    return around.once_for(
        (_may_be_open, record.source), lambda: _OPEN_OR_TWICE.search(record.body) is not None
    )


def _may_be_unfinished(record: AnyRecord, around: Around) -> bool:
    """Tell whether the text may have a blank, or a field words of a form."""
    return _may_be_form(record.written.said) or _may_be_open(record, around)


def _may_be_form(said: str) -> bool:
    """Tell whether what is written may hold words of a form: such as any sign of them is rare."""
    return (
        "此处" in said or "待填" in said or "待补" in said or "X月" in said or "×月" in said or "XX的" in said
    )


@check("text-unfinished", where=_may_be_unfinished)
def text_unfinished(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The text has a blank, or it or a field what a form has in place of words."""
    for at, line in enumerate(record.body.split("\n")):
        blank = _UNFILLED.search(line) if _OPEN_OR_TWICE.search(line) else None
        if blank and not _FORM_ROW.search(line):
            yield found(record.document.body_at(at), _around(blank))
    if _may_be_form(record.written.said):
        for text, place in values_of(record.document):
            if blank := _FORM_WORDS.search(text):
                yield found(place, _around(blank))


def _around(blank: re.Match[str]) -> str:
    """Return a blank with what stands around it."""
    return blank.string[max(0, blank.start() - _AROUND) : blank.end() + _AROUND].strip()


_SUM = rf"[{_CAPITALS}][{_CAPITALS}零〇拾佰仟万亿]*[元圆][{_CAPITALS}零角分]*[整正]?"
_FIGURES = r"[¥￥]?\s*[0-9][0-9,，]*(?:\.[0-9]+)?\s*万?元?"
_TWICE = regex(
    rf"{_SUM}\s*[(（](?:小写[:：]?)?\s*{_FIGURES}[)）]"
    rf"|(?<![0-9.,，]){_FIGURES}\s*[(（](?:人民币)?(?:大写)?[:：]?\s*{_SUM}[)）]"
)
_SMALL = regex("小写[:：]?")
_WEEKDAY = regex(
    r"[12](?<![0-9].)[0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日"
    r"(?:\s?(?:星期|周)[一二三四五六日天]|[(（](?:星期|周)[一二三四五六日天][)）])"
)
_WRITTEN_OUT = regex(f"[{_CAPITALS}]")


def _may_be_twice(record: AnyRecord, around: Around) -> bool:
    """Tell whether the text, the plain words or what was resolved may say something twice."""
    fields = record.fields
    decided = fields.decision.resolution_text if fields.decision else None
    return (
        _may_be_open(record, around)
        or bool(fields.plain_summary and _OPEN_OR_TWICE.search(fields.plain_summary))
        or bool(decided and _OPEN_OR_TWICE.search(decided))
    )


@check("text-contradicts", where=_may_be_twice)
def text_contradicts(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """An amount is said in figures and in words, or a day with its weekday, and the two differ.

    So it is in the text below the fields, in the plain words above it, or in what was resolved.
    """
    fields = record.fields
    yield from _contradictions(fields.plain_summary or "", record.at("plain_summary"))
    if fields.decision:
        yield from _contradictions(
            fields.decision.resolution_text or "", fields.decision.at("resolution_text")
        )
    for at, line in enumerate(record.body.split("\n")):
        yield from _contradictions(line, record.document.body_at(at))


def _contradictions(line: str, place: Place) -> Iterator[Finding]:
    """Yield what a line says twice, and differently."""
    if not _OPEN_OR_TWICE.search(line):
        return
    for said in _TWICE.finditer(line) if _WRITTEN_OUT.search(line) else ():
        if len(set(amounts_said(_SMALL.sub("", said[0])))) > 1:
            yield found(place, said[0], what="amounts")
    for said in _WEEKDAY.finditer(line):
        if _is_another_weekday(said[0]):
            yield found(place, said[0], what="weekday")


def _is_another_weekday(said: str) -> bool:
    try:
        parse_day(said)
    except Contradiction:
        return True
    except ValueError:
        pass  # no day of any year
    return False
