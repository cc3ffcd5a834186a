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
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, sha256, text_of, texts_of
from sunboard.theming import Theme

_UNBROKEN = "\u00a0"


def draw_changes(task: Task, theme: Theme, render: Callable[[Task, Theme], Rendered]) -> Rendered:
    """Draw the papers that differ from those that hang, behind a page that says which they are."""
    say = theme.say
    files: dict[str, bytes] = {}
    papers: list[Plain] = []
    told: list[Plain] = []
    put_up: list[Plain] = []
    for at, paper in enumerate(maps_of(task.data, "papers")):
        one = task_of(paper, task.files)
        made = render(one, theme)
        if sha256(made.data) == text_of(paper, "sha256"):
            continue
        name = name_of(one.entry)
        where = say("print-changes-count", count=str(made.learned["page_count"]))
        plan: list[Plain] = []
        if one.section == "tiles":
            places = _changed_tiles(one, list_of(made.learned, "pieces"), list_of(paper, "pieces"))
            if not places:
                continue
            made = render(replace(one, data={**one.data, "only": [list(place) for place in places]}), theme)
            whole = len(places) == len(list_of(made.learned, "pieces"))
            tiles = say("print-changes-all") if whole else _runs(places, theme)
            where = say("print-changes-pieces", tiles=tiles, count=str(len(places)))
            plan = [] if whole else _plan(one, places)
        files[f"paper-{at}"] = made.data
        title = text_of(paper, "title") or _board_name(
            map_of(one.data, "board"), text_of(paper, "board"), theme
        )
        sizes: list[Plain] = [[pt(length) for length in size] for size in page_sizes(made.data)]
        papers.append({"file": f"paper-{at}", "title": title, "sizes": sizes})
        known_as = text_of(paper, "paper_number")
        told.append({"title": title, "where": "  ".join(filter(None, (known_as, where))), "plan": plan})
        put_up.append({"section": one.section, "name": name, "file": one.output})
    notes = maps_of(task.data, "notes")
    gone = maps_of(task.data, "gone")
    date = text_of(task.data, "posted")
    heading = say("print-changes-of", village=text_of(task.data, "village"))
    shown: dict[str, Plain] = {
        "title": heading,
        "author": text_of(task.data, "village"),
        "village": text_of(task.data, "village"),
        "heading": [*in_words(heading, (text_of(task.data, "village"),))],
        "posted": say.day(date),
        "put-up": told,
        "stick": [_told_note(note, theme) for note in notes],
        "take-down": [
            {"title": text_of(one, "title"), "where": text_of(one, "paper_number"), "plan": []}
            for one in gone
        ],
        "papers": papers,
        "notes": [_note(note, theme) for note in notes],
        "words": words(theme),
        "language": theme.language,
        "dated": task.dated,
    }
    pdf = to_pdf(shown, task.template, task, theme, files or {"none": b""})
    taken: list[Plain] = [text_of(one, "number") for one in gone]
    return Rendered(pdf.data, {"page_count": pdf.pages, "put_up": put_up, "take_down": taken})


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
