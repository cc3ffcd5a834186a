"""A planned page drawn: the theme's template, the data, and the few functions that templates call."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from sunboard.channels.web.bars import figures_to_scale, with_lengths
from sunboard.channels.web.ledgers import (
    is_ledger,
    ledger_parts,
    ledger_rows,
    long_columns,
    room_of,
    slim_head,
    unbroken,
)
from sunboard.channels.web.linked_data import script
from sunboard.channels.web.pages import page_of
from sunboard.contracts import Rendered, Task
from sunboard.describing.common import untold
from sunboard.engines.jinja_html import Templates, Tool, draw_html, safe
from sunboard.engines.markdown import quoted, to_html
from sunboard.engines.qr_code import png, side
from sunboard.lazy import regex
from sunboard.model.file_types import PICTURES, WORKBOOKS
from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of, texts_of
from sunboard.theming import Theme
from sunboard.typesetting.phrases import phrases
from sunboard.typesetting.saying import Saying, say_amount

CODE_WIDTH = 290  # pixels, what a narrow phone has room for
_PHONE = regex(r"\+?[0-9][0-9\- ]{2,18}")
_NOT_DIALLED = regex("[^0-9+]")
_CALLED = regex(r"0\d{2,3}-\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}")
_COUNTED = regex(
    r"[<上下中早晚A-Z\d](?:(?<=<)[^<>]*>[^<\d]*(?:<[^<>]*>[^<\d]*)*"
    r"|(?:(?<=[上下中])午|(?<=[早晚])上)\d?\d:\d\d[—–~-]\d?\d:\d\d"
    r"|(?<![A-Za-z\d-].)(?:(?<=[A-Z])[A-Z]{0,3}-\d{2,4}-\d{1,4}|(?<=0)\d{2,3}-\d{7,8}"
    r"|(?<=\d)\d{3}-(?:\d\d-\d\d|\d{4}))(?![\d-])"
    r"|(?<=\d)(?:\d?:\d\d[—–~-]\d{1,2}:\d\d|\d{3}年(?=\d)|\d?月\d{1,2}日[前后内起止]?"
    r"|(?<![\d,.]\d)[\d,.]*(?:[万亿]\d[\d,.]*)*[万亿]?"
    r"(?:平方米|[千厘毫]米|公[里斤]|人次|[元角分亩户人名票份吨米天年月日组])(?:\d角)?(?:\d分)?))"
)
"""What no line ends within; tags before all, with what has no digit, so that nothing is found inside them.

The sign with which it begins stands first by itself: so most of a text is passed over at once.
"""
_KEPT = 11  # signs that stay together at most: in the largest type a narrow phone has room for them
_BEHIND_YUAN = regex("(?<=元)")
_CONTROLS = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ENDINGS = {
    "pdf": (".pdf", ".ofd"),
    "writing": (".doc", ".docx", ".wps"),
    "table": (*WORKBOOKS, ".et", ".csv"),
    "picture": PICTURES,
    "text": (".txt",),
}


def render(task: Task, theme: Theme) -> Rendered:
    """Draw one page, or the picture that stands for it where it is shared."""
    if task.template.endswith(".typ"):
        return Rendered(_picture(task, theme))
    html = draw_html(_templates(theme), task.template, task.data)
    if not html.replace("\n", "").isprintable():  # as most are, which takes less than to look for controls
        html = _CONTROLS.sub("\ufffd", html)
    return Rendered(html.encode())


def _picture(task: Task, theme: Theme) -> bytes:
    """Draw the picture of a shared link; only here is what draws pictures imported."""
    from sunboard.engines.typst_pages import draw_pictures

    data = {**task.data, "colours": theme.palette("light")}
    return draw_pictures(theme.text(task.template), data, fonts=theme.fonts)[0]


def _templates(theme: Theme) -> Templates:
    """Return the theme's templates with all that they may call."""
    say = theme.say
    tools: dict[str, Tool | str] = {
        "day": say.day,
        "span": say.span,
        "month_day": say.month_day,
        "amount": say.amount,
        "size": size,
        "dial": dial,
        "is_phone": is_phone,
        "kind_of_file": kind_of_file,
        "once": _once,
        "phrases": _phrases,
        "unbroken": lambda text: safe(unbroken(text)),
        "whole": lambda text: safe(whole(text)),
        "prose": lambda text, papers: safe(_kept_whole(to_html(text, 2, _files(papers)))),
        "quoted": lambda text: safe(quoted(text)),
        "code": lambda address: safe(code(address)),
        "ld": lambda data: safe(script(data)),
        "flow_charts": lambda block, keyed: safe(_flow_charts(block, say, keyed=keyed)),
        "key_of": key_of,
        "flow_numbers": _flow_numbers,
        "is_ledger": lambda block: is_ledger(block, say),
        "long_columns": lambda block: list[Plain](long_columns(block, say)),
        "room_of": lambda block: room_of(block, say),
        "slim_head": lambda column: slim_head(column, say),
        "ledger_parts": lambda block: ledger_parts(block, say),
        "ledger_rows": lambda template, rows, heads: safe(ledger_rows(str(template), rows, heads)),
        "page_of": page_of,
        "to_scale": figures_to_scale,
        "with_lengths": with_lengths,
        "explained": explained,
        "facts_below": facts_below,
        "zip": zip,
        "language": {"zh": "zh-CN"}.get(theme.language, theme.language),
    }
    return Templates(f"{theme.digest} web", theme.files, tools, steady={"say": say})


@lru_cache(maxsize=512, typed=True)
def _once(macro: Tool, *words: str) -> str:
    """Draw what stands on many pages, such as the way to a village, once for the same words."""
    drawn: str = macro(*words)
    return drawn


@lru_cache(maxsize=512)
def _phrases(text: str) -> str:
    return safe("<wbr>".join(map(escape, phrases(text))))


def _files(papers: Sequence[Values]) -> dict[str, str]:
    """Return where the files of a record lie, by the names that its text may call them."""
    files = [(text_of(paper, "name"), text_of(paper, "file")) for paper in papers]
    return {name: file for known, file in files for name in (known, file.rpartition("/")[2]) if file}


def _flow_charts(block: Values, say: Saying, *, keyed: bool) -> str:
    """Draw a flow; only here is what draws flows imported."""
    from sunboard.channels.web.flow_svg import flow_charts

    return flow_charts(block, say, keyed=keyed)


def key_of(blocks: Sequence[Values]) -> int:
    """Return which block tells of all marks of a chart, row by row: the table of its risks; -1 where none."""
    steps = (step for block in blocks for step in maps_of(block, "steps"))
    marks = [mark for step in steps for mark in texts_of(step, "risks")]
    for at, block in enumerate(blocks if marks else ()):
        rows = list_of(block, "rows")
        if len(rows) == len(marks) and all(map(_tells, rows, marks)):
            return at
    return -1


def _tells(row: Plain, mark: str) -> bool:
    cells = row if isinstance(row, list) else []
    return any(isinstance(cell, str) and cell and mark.endswith(cell) for cell in cells)


def _flow_numbers(block: Values) -> tuple[str, ...]:
    from sunboard.channels.web.flow_svg import flow_numbers

    return flow_numbers(block)


def whole(text: str) -> str:
    """Write a text as HTML in which no line ends inside a date, an amount or hours of a day."""
    return escape(text) if len(text) <= _KEPT else _kept_whole(escape(text))


def _kept_whole(html: str) -> str:
    return _COUNTED.sub(_kept, html)


def _kept(found: re.Match[str]) -> str:
    """Keep what was found on one line, or where it is too long for that, what stands to 元 and behind it."""
    words = found[0]
    if words[0] == "<":
        return words
    if len(words) <= _KEPT or ":" in words or "-" in words:  # hours and numbers to call take less than words
        return f"<b>{words}</b>"
    parts = filter(None, _BEHIND_YUAN.split(words))
    return "".join(f"<b>{part}</b>" if len(part) <= _KEPT else part for part in parts)


def size(count: int) -> str:
    """Write a number of bytes as people read it."""
    for unit, of in (("MB", 1024 * 1024), ("KB", 1024)):
        if count >= of:
            return f"{count / of:.1f} {unit}"
    return f"{count} B"


def kind_of_file(name: str) -> str:
    """Return what a file is in the theme's strings: pdf, writing, table, picture, text or other."""
    lower = name.lower()
    return next((kind for kind, endings in _ENDINGS.items() if lower.endswith(endings)), "other")


def dial(phone: str) -> str:
    """Return the address that calls a number, or nothing where the text is more than one number."""
    return f"tel:{_NOT_DIALLED.sub('', phone)}" if _PHONE.fullmatch(phone) else ""


def is_phone(text: str) -> bool:
    """Tell whether a value is a telephone number and nothing else."""
    return bool(_CALLED.fullmatch(text))


def code(address: str) -> str:
    """Draw a QR code as a picture inside the page, of whole pixels a module."""
    edge = side(address)
    width = edge * max(3, min(5, CODE_WIDTH // edge))
    drawn = b64encode(png(address)).decode()
    return f'<img class="code" alt="" width="{width}" height="{width}" src="data:image/png;base64,{drawn}">'


def facts_below(record: Values) -> list[Values]:
    """Return the facts that stand below the head of a record's page: what it has not said already."""
    said, key = (record["period_label"], record["title"]), record["key"]
    amounts = {
        text_of(one, "label"): say_amount(text_of(one, "amount")) for one in maps_of(record, "figures")
    }

    def is_told(fact: Values) -> bool:
        amount = amounts.get(text_of(fact, "label"), "-")
        return fact["value"] in said or fact == key or text_of(fact, "value").split(" ")[0] == amount

    facts = untold(maps_of(record, "facts"), maps_of(record, "notices"))
    return [fact for fact in facts if not fact["minor"] and not is_told(fact)]


def explained(
    figures: Sequence[Values], blocks: Sequence[Values], terms: Sequence[Values]
) -> list[list[Values]]:
    """Return the terms to explain below the figures, below each block, and at the end.

    A term stands below the first part of the page whose heads use it.
    """
    found: list[list[Values]] = [[] for _ in range(len(blocks) + 2)]
    labels = (text_of(figure, "label") for figure in figures)
    parts = ["\n".join(labels), *map("\n".join, map(_heads, blocks))] if terms else []
    for term in terms:
        word = text_of(term, "label")
        found[next((at for at, heads in enumerate(parts) if word in heads), -1)].append(term)
    return found


def _heads(block: Values) -> Iterator[str]:
    """Yield what people read first of a block: its title, the heads of its columns, the names of its bars."""
    yield text_of(block, "title")
    for name in ("columns", "bars", "events", "facts"):
        for part in maps_of(block, name) if name in block else ():
            yield text_of(part, "label")
