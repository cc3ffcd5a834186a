"""One task of the print channel becomes a PDF."""

from __future__ import annotations

from sunboard.channels.print.boards import board_data, items_of
from sunboard.channels.print.sheets import pages_of, sheet_ways, turned, with_photos
from sunboard.contracts import Rendered, Task
from sunboard.engines.typst_pages import Pdf, draw_pdf
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, list_of, map_of, text_of
from sunboard.model.problem import Problem
from sunboard.theming import Theme

PAPER_UNTAGGED = fault("paper-untagged")

PAPER_UNSETTLED = fault("paper-unsettled")

BOARD_TOO_SMALL = fault("board-too-small")

FEW_PAGES = 6
"""Only short sheets are set in another way to save a page."""
_LOW = 0.98  # of the height that a sheet is thought to have: the least that it may have


def render(task: Task, theme: Theme) -> Rendered:
    """Draw a sheet or a board and tell how many pages it has.

    Raises TypstFailure where the theme's template does not compile.
    """
    data = board_data(task.data, theme) if "board" in task.data else {}
    pdf = _draw(data, task, theme) if data else _sheet(task, theme)
    faults = (PAPER_UNTAGGED,) * (not pdf.tagged) + (PAPER_UNSETTLED,) * bool(pdf.warnings)
    problems = tuple(Problem(fault, Place(), details={"output": task.output}) for fault in faults)
    learned: dict[str, Plain] = {"page_count": pdf.pages}
    if data:
        numbers, lost = _left_out(task, data)
        learned |= {"numbers": numbers} if lost else {}
        problems += lost
    return Rendered(pdf.data, learned, problems)


def _draw(data: Values, task: Task, theme: Theme) -> Pdf:
    source = "\n".join(theme.text(path) for path in ("print/lib.typ", "print/flow.typ", task.template))
    shown = {**data, "colours": theme.palette("print")}
    return draw_pdf(source, shown, task.dated, theme.fonts, task.files if data.get("photos") else None)


def _sheet(task: Task, theme: Theme) -> Pdf:
    """Draw a sheet in the best of the ways that take the fewest pages; only ways between which the estimate cannot decide are drawn as well."""
    ways = sheet_ways(task.data, theme)
    guesses = [pages_of(way, 1.0) for way in ways]
    if guesses[0] > FEW_PAGES:
        ways, guesses = ways[:1], guesses[:1]
    drawn: dict[int, Pdf] = {}
    for at in sorted(range(len(ways)), key=lambda at: (guesses[at], at)):
        best = min(drawn, key=lambda made: (drawn[made].pages, made), default=None)
        if best is None or (pages_of(ways[at], _LOW), at) < (drawn[best].pages, best):
            drawn[at] = _draw(turned(with_photos(ways[at], task.data, 1 / _LOW)), task, theme)
    return drawn[min(drawn, key=lambda made: (drawn[made].pages, made))]


def _left_out(task: Task, data: Values) -> tuple[list[Plain], tuple[Problem, ...]]:
    """Return the numbers whose code stands on a board, and what to say where something has no room on any page of it."""
    lost = int(str(data["lost"]))
    if not lost:
        return list_of(task.entry, "numbers"), ()
    things = [
        thing
        for page in list_of(data, "pages")
        if isinstance(page, list)
        for thing in page
        if isinstance(thing, dict)
    ]
    shown = {text_of(thing, "address") for thing in things if thing.get("address")}
    numbers = {item["number"] for item in items_of(task.data) if text_of(item, "qr") in shown}
    board = map_of(task.data, "board")
    details = {
        "board": text_of(board, "name"),
        "size": f"{board['width']}×{board['height']}",
        "what": "some" if shown else "all",
        "count": f"{lost}",
    }
    return [number for number in list_of(task.entry, "numbers") if number in numbers], (
        Problem(BOARD_TOO_SMALL, Place(), details=details),
    )
