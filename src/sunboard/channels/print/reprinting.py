"""Draw what is to be printed anew, behind a page that says what to put up and what to take down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sunboard.channels.print.changes import name_of, task_of
from sunboard.channels.print.compiling import to_pdf
from sunboard.channels.print.entries import pt
from sunboard.channels.print.sheets import words
from sunboard.channels.print.wording import in_words
from sunboard.contracts import Rendered, Task
from sunboard.engines.pdf_pages import page_sizes
from sunboard.engines.qr_code import side, svg
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, sha256, text_of, texts_of
from sunboard.theming import Theme

_UNBROKEN = "\u00a0"


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper that is to go up: its PDF, how it is called, and where it is to be looked for."""

    task: Task
    pdf: bytes
    title: str
    number: str
    where: str  # how many pages, or which tiles
    plan: list[Plain]  # of a board in tiles, by page and row, which of them change; else empty

    def told(self) -> Plain:
        """Return its row on the first page."""
        where = "  ".join(filter(None, (self.number, self.where)))
        return {"title": self.title, "where": where, "plan": self.plan}

    def listed(self) -> Plain:
        """Return what the manifest says of it."""
        return {"section": self.task.section, "name": name_of(self.task.entry), "file": self.task.output}

    def bound(self, file: str) -> Plain:
        """Return it as the template binds it in, behind the first page."""
        sizes: list[Plain] = [[pt(length) for length in size] for size in page_sizes(self.pdf)]
        return {"file": file, "title": self.title, "sizes": sizes}


def draw_changes(task: Task, theme: Theme, render: Callable[[Task, Theme], Rendered]) -> Rendered:
    """Draw the papers that differ from those that hang, behind a page that says which they are."""
    drawn = (_paper(paper, task, theme, render) for paper in maps_of(task.data, "papers"))
    papers = {f"paper-{at}": paper for at, paper in enumerate(drawn) if paper}
    notes, gone = maps_of(task.data, "notes"), maps_of(task.data, "gone")
    village = text_of(task.data, "village")
    heading = theme.say("print-changes-of", village=village)
    shown: dict[str, Plain] = {
        "title": heading,
        "author": village,
        "village": village,
        "heading": [*in_words(heading, (village,))],
        "posted": theme.say.day(text_of(task.data, "posted")),
        "put-up": [paper.told() for paper in papers.values()],
        "stick": [_told_note(note, theme) for note in notes],
        "take-down": [
            {"title": text_of(one, "title"), "where": text_of(one, "paper_number"), "plan": []}
            for one in gone
        ],
        "papers": [paper.bound(file) for file, paper in papers.items()],
        "notes": [_note(note, theme) for note in notes],
        "words": words(theme),
        "language": theme.language,
        "dated": task.dated,
    }
    files = {file: paper.pdf for file, paper in papers.items()}
    pdf = to_pdf(shown, task.template, task, theme, files or {"none": b""})
    put_up: list[Plain] = [paper.listed() for paper in papers.values()]
    taken: list[Plain] = [text_of(one, "number") for one in gone]
    return Rendered(pdf.data, {"page_count": pdf.pages, "put_up": put_up, "take_down": taken})


def _paper(
    paper: Values, task: Task, theme: Theme, render: Callable[[Task, Theme], Rendered]
) -> _Paper | None:
    """Draw a paper, of one in tiles those that change; nothing where it is what hangs."""
    one = task_of(paper, task.files)
    made = render(one, theme)
    if sha256(made.data) == text_of(paper, "sha256"):
        return None
    where = theme.say("print-changes-count", count=str(made.learned["page_count"]))
    plan: list[Plain] = []
    if one.section == "tiles":
        places = _changed_tiles(one, list_of(made.learned, "pieces"), list_of(paper, "pieces"))
        if not places:
            return None
        made = render(replace(one, data={**one.data, "only": [list(place) for place in places]}), theme)
        whole = len(places) == len(list_of(made.learned, "pieces"))
        tiles = theme.say("print-changes-all") if whole else _runs(places, theme)
        where = theme.say("print-changes-pieces", tiles=tiles, count=str(len(places)))
        plan = [] if whole else _plan(one, places)
    board = map_of(one.data, "board")
    title = text_of(paper, "title") or _board_name(board, text_of(paper, "board"), theme)
    return _Paper(one, made.data, title, text_of(paper, "paper_number"), where, plan)


def _board_name(board: Values, name: str, theme: Theme) -> str:
    """Return what people call a board, where it hangs, and its name where another is called the same."""
    title = text_of(board, "title")
    called = f"{title}  {name}" if title else theme.say("print-changes-board", board=name)
    return "  ".join(filter(None, (called.strip(), text_of(board, "place"))))


def _changed_tiles(task: Task, now: Sequence[Plain], before: Sequence[Plain]) -> list[list[int]]:
    """Return page, row and column of each tile that differs from the one that hangs, counted from 1."""
    cut = map_of(task.data, "tiling")
    rows, columns = int(str(cut["rows"])), int(str(cut["columns"]))
    return [
        [at // (rows * columns) + 1, at // columns % rows + 1, at % columns + 1]
        for at, piece in enumerate(now)
        if at >= len(before) or before[at] != piece
    ]


def _plan(task: Task, places: Sequence[Sequence[int]]) -> list[Plain]:
    """Return for each page of a board in tiles its rows, in which tiles that change are true."""
    cut, changed = map_of(task.data, "tiling"), {tuple(place) for place in places}
    rows, columns = (range(1, int(str(cut[name])) + 1) for name in ("rows", "columns"))
    pages = range(1, max(page for page, _, _ in changed) + 1)
    return [[[(page, row, column) in changed for column in columns] for row in rows] for page in pages]


def _runs(places: Sequence[Sequence[int]], theme: Theme) -> str:
    """Name tiles by row and column; those that follow one another in a row by the first and the last.

    No line breaks between these two.
    """
    runs: list[list[Sequence[int]]] = []
    for place in places:
        if runs and list(runs[-1][-1]) == [*place[:2], place[2] - 1]:
            runs[-1].append(place)
        else:
            runs.append([place])
    named = [[f"{row}-{column}" for _, row, column in (run[0], run[-1])] for run in runs]
    return theme.say("kind-listed").join(
        first
        if first == last
        else theme.say("print-changes-run", first=first, last=last).replace(" ", _UNBROKEN)
        for first, last in named
    )


def _told_note(note: Values, theme: Theme) -> Plain:
    """Return the row of what goes over a place: on which boards it goes there, each on a line of its own."""
    boards = [_board_name(board, text_of(board, "name"), theme) for board in maps_of(note, "boards")]
    return {"title": text_of(note, "title"), "where": "\n".join(boards), "plan": []}


def _note(note: Values, theme: Theme) -> Plain:
    number, edition, code = texts_of(note, "imprint")
    imprint = (number, theme.say("print-edition", edition=edition), code)
    address = text_of(note, "address")
    return {
        **note,
        "imprint": "  ".join(part for part in imprint if part),
        "code": svg(address) if address else "",
        "modules": side(address) if address else 0,
    }
