"""One task of the print channel becomes a PDF."""

from __future__ import annotations

from sunboard.channels.print.boards import board_data
from sunboard.channels.print.changes import drawn
from sunboard.channels.print.compiling import to_pdf
from sunboard.channels.print.reprinting import draw_changes
from sunboard.channels.print.sheets import sheet_data
from sunboard.channels.print.tiling import draw_tiles
from sunboard.contracts import Rendered, Task
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, map_of, text_of, texts_of
from sunboard.model.problem import Problem
from sunboard.theming import Theme

PAPER_UNTAGGED = fault("paper-untagged")

PAPER_UNSETTLED = fault("paper-unsettled")

BOARD_TOO_SMALL = fault("board-too-small")

BOARD_POWER_UNKNOWN = fault("board-power-unknown")


def render(task: Task, theme: Theme) -> Rendered:
    """Draw a sheet, a board or its tiles, and tell how many pages it has.

    Raises TypstFailure where the theme's template does not compile.
    """
    if "tiling" in task.data:
        return draw_tiles(task, theme)
    if "posted" in task.data:
        return draw_changes(task, theme, render)
    board = "board" in task.data
    data = board_data(task.data, theme) if board else sheet_data(task.data, theme)
    pdf = to_pdf(data, task.template, task, theme)
    faults = (PAPER_UNTAGGED,) * (not pdf.tagged) + (PAPER_UNSETTLED,) * bool(pdf.warnings)
    problems = tuple(Problem(fault, Place(), details={"output": task.output}) for fault in faults)
    learned: dict[str, Plain] = {"page_count": pdf.pages, "drawn": drawn(task)}
    if board:
        home, url = text_of(data, "home"), text_of(task.entry, "url")
        lists: list[Plain] = [url + address.removeprefix(home) for address in texts_of(data, "lists")]
        learned |= {"numbers": data["numbers"], "listed": data["listed"], "lists": lists}
        learned["cells"] = data["cells"]
        problems += (*_left_out(task, data), *_unknown(task))
    return Rendered(pdf.data, learned, problems)


def _unknown(task: Task) -> tuple[Problem, ...]:
    """Say of a board that it is to show an item that the power list has not: it shows what hangs."""
    asked = map_of(task.data, "unknown")
    if not asked:
        return ()
    known = texts_of(asked, "known")
    details = {
        "board": text_of(map_of(task.data, "board"), "name"),
        "power": text_of(asked, "power"),
        "first": next(iter(known), ""),
        "known": "、".join(known[:5]),
        "what": "some" if known else "none",
    }
    return (Problem(BOARD_POWER_UNKNOWN, Place(), details=details),)


def _left_out(task: Task, data: Values) -> tuple[Problem, ...]:
    """Say of a board what has no room on it."""
    lost = int(str(data["lost"]))
    if not lost:
        return ()
    board = map_of(task.data, "board")
    details = {
        "board": text_of(board, "name"),
        "size": f"{board['width']}×{board['height']}",
        "what": "some" if data["numbers"] else "all",
        "count": f"{lost}",
    }
    return (Problem(BOARD_TOO_SMALL, Place(), details=details),)
