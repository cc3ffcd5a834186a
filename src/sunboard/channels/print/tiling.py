"""Draw a board in pieces for the village's own printer."""

from __future__ import annotations

from sunboard.channels.print.boards import board_data
from sunboard.channels.print.changes import drawn
from sunboard.channels.print.compiling import to_pdf
from sunboard.channels.print.sheets import words
from sunboard.channels.print.tiles import tiling
from sunboard.contracts import Rendered, Task
from sunboard.engines.pdf_pages import digests_of, pictures_of
from sunboard.model.plain import Plain, map_of, text_of
from sunboard.theming import Theme

_FINE = 1.0  # pixels a millimetre: what differs on a tile is seen in them


def draw_tiles(task: Task, theme: Theme) -> Rendered:
    """Draw a board, then each piece of it on a page; a picture of a page has no tags, and needs none."""
    data = board_data(task.data, theme)
    whole = to_pdf(data, "print/board.typ", task, theme)
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
    pdf = to_pdf(shown, task.template, task, theme, {"board": whole.data})
    pieces = _pieces(whole.data, task)
    return Rendered(pdf.data, {"page_count": pdf.pages, "drawn": drawn(task), "pieces": pieces})


def _pieces(drawing: bytes, task: Task) -> list[Plain]:
    """Return a digest of what each tile shows, page after page, row after row."""
    board = map_of(task.data, "board")
    size = [int(str(board[side])) for side in ("width", "height")]
    cut = tiling(size, text_of(task.entry, "paper"))
    windows = [
        (*cut.corner(row, column), *cut.shown) for row in range(cut.rows) for column in range(cut.columns)
    ]
    return [digest for page in pictures_of(drawing, _FINE) for digest in digests_of(page, windows, _FINE)]
