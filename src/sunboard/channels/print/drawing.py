"""One task of the print channel becomes a PDF."""

from __future__ import annotations

from sunboard.channels.print.boards import board_data, items_of
from sunboard.channels.print.sheets import sheet_data
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


def render(task: Task, theme: Theme) -> Rendered:
    """Draw a sheet or a board and tell how many pages it has.

    Raises TypstFailure where the theme's template does not compile.
    """
    board = "board" in task.data
    data = board_data(task.data, theme) if board else sheet_data(task.data, theme)
    pdf = _draw(data, task, theme)
    faults = (PAPER_UNTAGGED,) * (not pdf.tagged) + (PAPER_UNSETTLED,) * bool(pdf.warnings)
    problems = tuple(Problem(fault, Place(), details={"output": task.output}) for fault in faults)
    learned: dict[str, Plain] = {"page_count": pdf.pages}
    if board:
        numbers, lost = _left_out(task, data)
        learned |= {"numbers": numbers} if lost else {}
        problems += lost
    return Rendered(pdf.data, learned, problems)


def _draw(data: Values, task: Task, theme: Theme) -> Pdf:
    source = "\n".join(theme.text(path) for path in ("print/lib.typ", "print/flow.typ", task.template))
    shown = {**data, "colours": theme.palette("print")}
    return draw_pdf(source, shown, task.dated, theme.fonts, task.files)


def _left_out(task: Task, data: Values) -> tuple[list[Plain], tuple[Problem, ...]]:
    """Return the numbers whose code stands on a board, and what to say of what has no room there."""
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
