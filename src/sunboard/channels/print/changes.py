"""What to print anew since somebody last recorded what hangs: 本次要换的纸."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from datetime import date

from sunboard.channels.print.tiles import PAPERS
from sunboard.contracts import Order, Task
from sunboard.model.plain import Plain, Values, canonical, list_of, map_of, maps_of, sha256, text_of
from sunboard.model.state import State
from sunboard.model.view import RecordView, VillageView

FINAL = (State.WITHDRAWN, State.CORRECTED, State.EXPIRED)
"""What becomes of a record whose paper still hangs: another paper goes over it."""
_EDGE = 15  # millimetres of white around what goes over a place on a board


def drawn(task: Task) -> str:
    """Return a digest of all that a paper shows, whatever theme or program draws it."""
    return sha256(canonical({"template": task.template, "dated": task.dated, "data": dict(task.data)}))


def posted_papers(village: VillageView) -> dict[tuple[str, str], Values]:
    """Return what the manifest said of each paper that hangs, by its list and its number or board."""
    return {(text_of(entry, "section"), name_of(entry)): entry for entry in maps_of(village.posted, "papers")}


def name_of(entry: Values) -> str:
    """Return what a paper is known by in its list: the number of its record, or its board."""
    return text_of(entry, "number") or text_of(entry, "board")


def replaced(village: VillageView) -> list[RecordView]:
    """Return the records whose sheets hang, and that are withdrawn, corrected or past their day."""
    hang = {name for section, name in posted_papers(village) if section == "sheets"}
    return [
        record
        for record in village.records
        if record.number in hang
        and record.state in FINAL
        and not record.on_display
        and (not record.posted_until or village.today <= date.fromisoformat(record.posted_until))
    ]


def plan_changes(tasks: Sequence[Task], village: VillageView, folder: str) -> Task:
    """Plan the papers that differ from those that hang, with what to put up and to take down."""
    hang = posted_papers(village)
    tiled = {name_of(task.entry) for task in tasks if task.section == "tiles"}
    now = [task for task in tasks if task.section != "boards" or name_of(task.entry) not in tiled]
    changed = [
        (task, before)
        for task in now
        if text_of(before := hang.get((task.section, name_of(task.entry)), {}), "drawn") != drawn(task)
    ]
    known = {(task.section, name_of(task.entry)) for task in now}
    known_as = {record.number: (record.title, record.paper_number) for record in village.records}
    alike = _alike(village)
    gone: list[Plain] = [
        dict(zip(("number", "title", "paper_number"), (name, *known_as.get(name, ("", ""))), strict=True))
        for section, name in hang
        if section == "sheets" and (section, name) not in known
    ]
    file = f"{folder}/changes.pdf"
    data: dict[str, Plain] = {
        "village": village.name,
        "posted": text_of(village.posted, "date"),
        "papers": [_paper(task, before, at, known_as, alike) for at, (task, before) in enumerate(changed)],
        "gone": gone,
        "notes": [
            _note(record, size, boards, village)
            for record in village.records
            if record.state in FINAL
            for size, boards in _places(record.number, hang).items()
        ],
    }
    return Task(
        template="print/changes.typ",
        output=file,
        data=data,
        order=Order.HOMES,
        dated=max((task.dated for task in tasks), default=""),
        section="changes",
        entry={"file": file, "page_count": 0, "posted": data["posted"], "put_up": [], "take_down": []},
        files={
            f"{at}/{name}": held for at, (task, _) in enumerate(changed) for name, held in task.files.items()
        },
    )


def _alike(village: VillageView) -> set[str]:
    """Return the names of boards that are called like another, which are told apart by them."""
    called = Counter((board.title, board.place) for board in village.boards)
    return {board.name for board in village.boards if called[board.title, board.place] > 1}


def _paper(
    task: Task, before: Values, at: int, known_as: Mapping[str, tuple[str, str]], alike: Container[str]
) -> dict[str, Plain]:
    """Return a paper that has changed as plain data, from which it can be drawn, and how it hangs now.

    A board that is called like another needs its name.
    """
    title, paper_number = known_as.get(name_of(task.entry), ("", ""))
    return {
        "template": task.template,
        "output": task.output,
        "dated": task.dated,
        "section": task.section,
        "entry": dict(task.entry),
        "data": dict(task.data),
        "files": f"{at}/",
        "title": title,
        "paper_number": paper_number,
        "board": name if (name := text_of(task.entry, "board")) in alike else "",
        "sha256": text_of(before, "sha256"),
        "pieces": list_of(before, "pieces"),
    }


def task_of(paper: Values, files: Mapping[str, bytes]) -> Task:
    """Return the task that draws a paper."""
    start = text_of(paper, "files")
    return Task(
        template=text_of(paper, "template"),
        output=text_of(paper, "output"),
        data=map_of(paper, "data"),
        order=Order.HOMES,
        dated=text_of(paper, "dated"),
        section=text_of(paper, "section"),
        entry=map_of(paper, "entry"),
        files={name.removeprefix(start): held for name, held in files.items() if name.startswith(start)},
    )


_Size = tuple[int, int]
"""Width and height in millimetres."""


def _places(number: str, hang: Mapping[tuple[str, str], Values]) -> dict[_Size, set[str]]:
    """Return on which boards a record has places of each size."""
    found: dict[_Size, set[str]] = {}
    for (_, board), entry in hang.items():
        for cell in maps_of(entry, "cells"):
            if cell["number"] == number:
                found.setdefault((int(str(cell["wide"])), int(str(cell["high"]))), set()).add(board)
    return found


def _largest_paper(village: VillageView) -> str:
    """Return the largest paper that the village prints: that of its tiles, where it has any."""
    return max((board.tiles for board in village.boards if board.tiles), key=PAPERS.__getitem__, default="A3")


def _note(record: RecordView, size: _Size, boards: Container[str], village: VillageView) -> dict[str, Plain]:
    """Return what goes over a record's places of a size: as large as they are, or as a sheet holds."""
    sheet, held = _cut(size, _largest_paper(village))
    alike = _alike(village)
    return {
        "boards": [
            {"title": board.title, "place": board.place, "name": board.name if board.name in alike else ""}
            for board in village.boards
            if board.name in boards
        ],
        "sheet": list(sheet),
        "size": list(held),
        "title": record.title,
        "state": record.state_label,
        "says": [notice.text for notice in record.notices],
        "imprint": [record.paper_number, str(record.edition), record.check_code],
        "address": record.qr,
        "phone": village.supervise_phone or village.contact_phone,
        "phone_of": "supervise" if village.supervise_phone else "contact",
    }


def _cut(size: _Size, largest: str) -> tuple[_Size, _Size]:
    """Return the smallest sheet that holds most of a place, upright or on its side, and what it holds."""
    papers = [paper for paper in PAPERS.values() if paper <= PAPERS[largest]]
    sheets = [sheet for wide, tall in papers for sheet in ((wide, tall), (tall, wide))]

    def held(sheet: _Size) -> _Size:
        return min(size[0], sheet[0] - 2 * _EDGE), min(size[1], sheet[1] - 2 * _EDGE)

    sheet = max(sheets, key=lambda each: held(each)[0] * held(each)[1])
    return sheet, held(sheet)
