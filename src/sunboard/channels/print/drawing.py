"""One task of the print channel becomes a PDF."""

from __future__ import annotations

from dataclasses import replace

from sunboard.channels.print.boards import board_data
from sunboard.channels.print.sheets import sheet_data, words
from sunboard.contracts import Rendered, Task
from sunboard.engines.typst_pages import Pdf, draw_pdf
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, map_of, text_of, texts_of
from sunboard.model.problem import Problem
from sunboard.theming import Theme

PAPER_UNTAGGED = fault("paper-untagged")

PAPER_UNSETTLED = fault("paper-unsettled")

BOARD_TOO_SMALL = fault("board-too-small")


def render(task: Task, theme: Theme) -> Rendered:
    """Draw a sheet, a board or its tiles, and tell how many pages it has.

    Raises TypstFailure where the theme's template does not compile.
    """
    if "tiling" in task.data:
        return _tiles(task, theme)
    board = "board" in task.data
    data = board_data(task.data, theme) if board else sheet_data(task.data, theme)
    pdf = _draw(data, task.template, task, theme)
    faults = (PAPER_UNTAGGED,) * (not pdf.tagged) + (PAPER_UNSETTLED,) * bool(pdf.warnings)
    problems = tuple(Problem(fault, Place(), details={"output": task.output}) for fault in faults)
    learned: dict[str, Plain] = {"page_count": pdf.pages}
    if board:
        home, url = text_of(data, "home"), text_of(task.entry, "url")
        lists: list[Plain] = [url + address.removeprefix(home) for address in texts_of(data, "lists")]
        learned |= {"numbers": data["numbers"], "listed": data["listed"], "lists": lists}
        problems += _left_out(task, data)
    return Rendered(pdf.data, learned, problems)


def _tiles(task: Task, theme: Theme) -> Rendered:
    """Draw a board, then each piece of it on a page; a picture of a page has no tags, and needs none."""
    data = board_data(task.data, theme)
    whole = _draw(data, "print/board.typ", task, theme)
    say = theme.say
    shown: dict[str, Plain] = {
        "title": f"{text_of(data, 'title')} {say.day(task.dated)}".strip() if task.dated else data["title"],
        "author": data["author"],
        "size": [map_of(task.data, "board")["width"], map_of(task.data, "board")["height"]],
        "tiling": task.data["tiling"],
        "pages": whole.pages,
        "only": task.data.get("only"),
        "steps": [say(f"print-tiles-{step}") for step in ("print", "cut", "glue")],
        "words": words(theme),
        "language": theme.language,
        "dated": task.dated,
    }
    pdf = _draw(shown, "print/tiles.typ", replace(task, files={"board": whole.data}), theme)
    return Rendered(pdf.data, {"page_count": pdf.pages})


def _draw(data: Values, template: str, task: Task, theme: Theme) -> Pdf:
    source = "\n".join(theme.text(path) for path in ("print/lib.typ", "print/flow.typ", template))
    shown = {**data, "colours": theme.palette("print")}
    return draw_pdf(source, shown, task.dated, theme.fonts, task.files)


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
