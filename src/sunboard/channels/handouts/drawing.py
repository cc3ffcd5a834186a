"""One task of the channel becomes a PDF."""

from __future__ import annotations

from sunboard.contracts import Rendered, Task
from sunboard.engines.qr_code import svg
from sunboard.engines.typst_pages import Pdf, draw_pdf
from sunboard.model.plain import Plain, Values, text_of
from sunboard.theming import Theme

_PAGES = "pages.pdf"


def render(task: Task, theme: Theme) -> Rendered:
    """Draw a handout and tell how many pages it has; of an imposed volume, those of its sheets.

    Raises TypstFailure where the theme's template does not compile.
    """
    pdf = _drawn(task.template, _shown(task.data, theme), task.dated, theme)
    if task.data.get("imposed") is True:
        order: list[Plain] = [[*pair] for pair in folded(pdf.pages)]
        shown = {**_shown({**task.data, "chapters": []}, theme), "order": order}
        pdf = _drawn("handouts/imposed.typ", shown, task.dated, theme, {_PAGES: pdf.data})
        return Rendered(pdf.data, {"page_count": len(order)})
    return Rendered(pdf.data, {"page_count": pdf.pages})


def folded(pages: int) -> list[tuple[int, int]]:
    """Return which two pages stand side by side on each side of the sheets, counted from 1; 0 is blank.

    Sides are printed on both sides of the paper, turned over the short edge; the sheets lie in one another
    and are folded once, so that the pages follow in their order.
    """
    whole = -(-pages // 4) * 4
    page = [at if at <= pages else 0 for at in range(whole + 1)]
    sides = []
    for sheet in range(whole // 4):
        first, last = 2 * sheet + 1, whole - 2 * sheet
        sides += [(page[last], page[first]), (page[first + 1], page[last - 1])]
    return sides


def _drawn(
    template: str, data: Values, dated: str, theme: Theme, files: dict[str, bytes] | None = None
) -> Pdf:
    source = "\n".join(theme.text(path) for path in ("print/lib.typ", template))
    return draw_pdf(source, dict(data), dated, theme.fonts, files)


def _shown(data: Values, theme: Theme) -> dict[str, Plain]:
    """Return plain data for a template, with the code, the colours and the words of paper."""
    words: dict[str, Plain] = {
        name.removeprefix(prefix): text
        for prefix in ("print-", "handouts-")
        for name, text in theme.strings.items()
        if name.startswith(prefix)
    }
    address, issued = text_of(data, "qr"), text_of(data, "issued")
    return {
        **data,
        "words": words,
        "colours": theme.palette("print"),
        "language": theme.language,
        "dated": issued,
        "author": text_of(data, "village"),
        "printed": theme.say.day(issued),
        "address": address,
        "code": svg(address) if address else "",
    }
