"""A planned page drawn: the theme's template, the data, and the few functions that templates call."""

from __future__ import annotations

import re
from html import escape

from sunboard.channels.web.explaining import explained
from sunboard.channels.web.flow import flow_charts, flow_numbers
from sunboard.channels.web.lengths import with_lengths
from sunboard.channels.web.linked import script
from sunboard.channels.web.scale import to_scale
from sunboard.contracts import Rendered, Task
from sunboard.engines.jinja_html import Templates, draw_html, safe
from sunboard.engines.markdown import quoted, to_html
from sunboard.engines.pictures import few_colours
from sunboard.engines.qr_code import side, strokes
from sunboard.engines.typst_pages import draw_pictures
from sunboard.theming import Theme
from sunboard.typesetting.phrases import phrases
from sunboard.typesetting.saying import Saying

_PHONE = re.compile(r"\+?[0-9][0-9\- ]{2,18}")
_CALLED = re.compile(r"0\d{2,3}-\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
CODE_WIDTH = 290  # pixels, what a narrow phone has room for


def draw(task: Task, theme: Theme) -> Rendered:
    """Draw one page, or the picture that stands for it where it is shared."""
    if task.template.endswith(".typ"):
        drawn = draw_pictures(theme.text(task.template), dict(task.data), fonts=theme.fonts)
        return Rendered(few_colours(drawn[0]))
    say = Saying(theme.language, theme.strings)
    tools = {
        "say": say,
        "day": say.day,
        "amount": say.amount,
        "size": size,
        "dial": dial,
        "code": lambda address: safe(code(address)),
        "prose": lambda text, known: safe(to_html(text, 2, known)),
        "to_scale": to_scale,
        "ld": lambda data: safe(script(data)),
        "flow_charts": lambda block: safe(flow_charts(block, say)),
        "flow_numbers": flow_numbers,
        "language": {"zh": "zh-CN"}.get(theme.language, theme.language),
    }
    tools |= {
        "phrases": lambda text: safe("<wbr>".join(map(escape, phrases(text)))),
        "span": say.span,
        "month_day": say.month_day,
        "with_lengths": with_lengths,
        "explained": explained,
        "kind_of_file": kind_of_file,
        "is_phone": is_phone,
        "quoted": lambda text: safe(quoted(text)),
    }
    html = draw_html(Templates(theme.digest, theme.files), task.template, {**task.data, **tools})
    return Rendered(_CONTROLS.sub("\ufffd", html).encode())


def size(count: int) -> str:
    """Write a number of bytes as people read it."""
    for unit, of in (("MB", 1024 * 1024), ("KB", 1024)):
        if count >= of:
            return f"{count / of:.1f} {unit}"
    return f"{count} B"


_KINDS = {
    "pdf": ("pdf", "ofd"),
    "writing": ("doc", "docx", "wps"),
    "table": ("xls", "xlsx", "et", "csv", "ods"),
    "picture": ("jpg", "jpeg", "png", "webp", "gif"),
    "text": ("txt",),
}


def kind_of_file(name: str) -> str:
    """Return what a file is, as the strings of the theme call it: pdf, writing, table, picture, text or other."""
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind, endings in _KINDS.items() if ending in endings), "other")


def dial(phone: str) -> str:
    """Return the address that calls a number, or nothing where the text is more than one number."""
    return f"tel:{re.sub('[^0-9+]', '', phone)}" if _PHONE.fullmatch(phone) else ""


def is_phone(text: str) -> bool:
    """Tell whether a value is a telephone number and nothing else."""
    return bool(_CALLED.fullmatch(text))


def code(address: str) -> str:
    """Draw a QR code as inline SVG of whole pixels a module, white under it also where the page is dark."""
    edge = side(address)
    width = edge * max(3, min(5, CODE_WIDTH // edge))
    return (
        f'<svg class="code" aria-hidden="true" viewBox="0 0 {edge} {edge}" width="{width}" height="{width}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{edge}v{edge}H0z"/><path stroke="#000" d="{strokes(address)}"/></svg>'
    )
