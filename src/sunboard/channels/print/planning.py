"""Which sheets and boards a village needs, and what stands on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sunboard.channels.print.changes import plan_changes, replaced
from sunboard.channels.print.tiles import tiling
from sunboard.contracts import Order, Task
from sunboard.describing import named_tables
from sunboard.engines.font_cover import missing_characters
from sunboard.fields.disclosure import CATEGORIES, PANELS
from sunboard.model.blocks import BarsBlock, Block, Fact, StepsBlock, TableBlock
from sunboard.model.plain import Plain, canonical
from sunboard.model.state import State
from sunboard.model.view import (
    BoardView,
    RecordView,
    VillageView,
    as_plain,
    headline_of,
    newest_of,
    running_of,
)
from sunboard.theming import Theme
from sunboard.typesetting.saying import Saying

_SHEET = (
    "number",
    "paper_number",
    "edition",
    "check_code",
    "kind_label",
    "category",
    "class_label",
    "title",
    "summary",
    "state",
    "state_label",
    "phase",
    "notices",
    "absence",
    "bare",
    "facts",
    "figures",
    "blocks",
    "body",
    "attachments",
    "signing",
    "period_label",
    "published",
    "notice_start",
    "notice_end",
    "posted_until",
    "kept_off",
    "entries",
    "related",
    "issued",
    "clocks",
    "terms",
    "editions",
)


_GLANCE = 6  # rows of a ledger of which the largest is seen at once
WHOLE_LIST = ("全部", "all")
_FEW = 12
"""A board of so many records at most may have room for what can be had done."""
_DOORS = {place.panel: place.door for place in CATEGORIES.values()}
"""The list behind which door holds most of what stands on a panel."""


def plan_village(village: VillageView, theme: Theme) -> Iterator[Task]:
    """Plan the sheets of what hangs today, then the boards; then what differs from what was put up."""
    papers = [*_sheets(village, theme), *_boards(village, theme)]
    yield from papers
    if village.posted:
        yield plan_changes(papers, village, _folder(village))


def _sheets(village: VillageView, theme: Theme) -> Iterator[Task]:
    """Plan the sheets of what hangs, and those that go over what hangs and should not any more.

    A sheet with letters that no font has waits, unless the township lets it print a box for each.
    """
    over = {record.number for record in replaced(village)}
    for record in village.records:
        hangs = record.on_display or record.number in over
        if record.number and (hangs or (village.all_sheets and record.state != State.LEAK)):
            sheet = _sheet(record, village)
            missing = missing_characters(canonical(dict(sheet.data)).decode(), theme.fonts)
            if not missing:
                yield sheet
            elif village.prints_boxes:
                codes = theme.say("kind-listed").join(f"U+{ord(sign):04X}" for sign in missing)
                yield replace(sheet, data={**sheet.data, "missing": codes})


def _boards(village: VillageView, theme: Theme) -> Iterator[Task]:
    for board in village.boards:
        task = _board(board, village, theme.say)
        yield task
        if board.tiles:
            yield _tiles(task, board)


def _folder(village: VillageView) -> str:
    """Return where a village's papers lie: people look for its name, and no address leads there.

    Its slug stands behind the name, for there may be others of that name.
    """
    name = re.sub(r"[^\w（）()·]+", "-", village.name).strip("-")[:30]
    return f"print/{name}-{village.slug}" if name else f"print/{village.slug}"


def _sheet(record: RecordView, village: VillageView) -> Task:
    file = f"{_folder(village)}/sheets/{record.number}.pdf"
    data: dict[str, Plain] = {name: as_plain(getattr(record, name)) for name in _SHEET}
    data["facts"] = as_plain(_unseen(record))
    data["qr"] = record.qr
    charted = any(isinstance(block, StepsBlock) for block in record.blocks)
    if record.key and not record.figures and not charted:
        data["key"] = as_plain(record.key)
    data["village"] = _place(village)
    photos = [picture for picture in record.pictures if picture.small]
    data["pictures"] = [as_plain(picture) for picture in photos]
    files = {f"photo-{at}.jpg": picture.small for at, picture in enumerate(photos, 1)}
    entry: dict[str, Plain] = {"number": record.number, "file": file}
    return Task(
        template="print/sheet.typ",
        output=file,
        data=data,
        order=Order.RECORDS,
        dated=record.issued,
        section="sheets",
        entry=entry,
        files=files,
        source=record.source,
    )


def _unseen(record: RecordView) -> tuple[Fact, ...]:
    """Return its facts but those that a short ledger shows at a glance: which of its rows are the largest."""
    rows = sum(len(block.rows) for block in record.blocks if isinstance(block, TableBlock) and block.ledger)
    seen = {entry.label for entry in record.largest} if 0 < rows <= _GLANCE else set()
    return tuple(fact for fact in record.facts if fact.label not in seen)


def _board(board: BoardView, village: VillageView, say: Saying) -> Task:
    powers = sorted(village.inherited_items, key=_place_in_list)
    shown = _power_shown(board.power, powers, say)
    of_powers = "chart" in shown or "poster" in shown
    records = powers if of_powers else village.records  # what else is published makes no such board old
    hanging = [record for record in records if record.on_display and "board" not in record.kept_off]
    listed = sorted(
        (record for record in hanging if not record.inherited),
        key=lambda record: board.group not in record.groups,
    )
    running = sorted(running_of(listed), key=lambda record: board.group not in record.groups)
    money = headline_of(listed)
    rest = [record for record in listed if record not in running and record is not money]
    panels = {name: [record for record in rest if record.panel == name] for name in PANELS}
    file = f"{_folder(village)}/{board.name}.pdf"
    data: dict[str, Plain] = {
        "board": as_plain(board),
        "village": _place(village),
        "home": village.qr,
        "doors": {
            "running": f"{village.qr}running/" if village.qr else "",
            **{name: village.qr_of_door(door) for name, door in _DOORS.items()},
        },
        "dated": max((record.issued for record in hanging), default=""),
        "updated": newest_of(hanging),
        "running": [_item(record, say, running=True) for record in running],
        "money": {
            **_item(money, say),
            "bars": [as_plain(block) for block in money.blocks if _is_class_bars(block)],
        }
        if money
        else None,
        "panels": {name: [_item(record, say) for record in some] for name, some in panels.items()},
        "empty": _empty(records, running, money, panels, say),
        "powers": [
            [name, len(list(group))] for name, group in groupby(powers, key=lambda record: record.class_label)
        ],
    }
    if board.group and (own := sum(board.group in record.groups for record in running)):
        data["own"] = own  # of those that run, the first
    data |= shown
    if len(listed) <= _FEW and not shown:
        data["offered"] = [_poster_item(record) for record in powers]
    url = village.url
    if of_powers:
        data["home"] = village.qr_of_door("services")
        url = f"{url}services/" if url else ""
    numbers: list[Plain] = [*sorted(record.number for record in listed if record.number)]
    entry: dict[str, Plain] = {
        "board": board.name,
        "file": file,
        "page_count": 0,
        "size_mm": [board.width, board.height],
        "url": url,
        "numbers": numbers,
        "listed": [],
        "lists": [],
    }
    return Task(
        template="print/board.typ",
        output=file,
        data=data,
        order=Order.HOMES,
        dated=str(data["dated"]),
        section="boards",
        entry=entry,
        source=board.source,
    )


def _power_shown(asked: str, powers: Sequence[RecordView], say: Saying) -> dict[str, Plain]:
    """Return what a board shows of the power list alone; nothing where it shows what hangs."""
    if asked in WHOLE_LIST:
        return {"poster": [_poster_item(record) for record in powers]}
    found = next((record for record in powers if asked and record.id == asked), None)
    if found:
        return {"chart": {**_item(found, say), "blocks": as_plain(found.blocks)}}
    return {"unknown": {"power": asked, "known": [record.id for record in powers]}} if asked else {}


def _place_in_list(record: RecordView) -> tuple[bool, bool, str, str]:
    """Sort items by their classes, what people come for first, what has no class last."""
    return not record.class_label, not record.serves, record.class_label, record.id


def _poster_item(record: RecordView) -> Plain:
    days = record.key.value if record.key else ""
    return {
        "class": record.class_label,
        "id": record.id,
        "title": record.title,
        "who": record.responsible,
        "days": days,
        "number": record.number,
    }


def _tiles(task: Task, board: BoardView) -> Task:
    """Plan the same board in pieces for the village's own printer."""
    cut = tiling((board.width, board.height), board.tiles)
    file = task.output.removesuffix(".pdf") + ".tiles.pdf"
    return replace(
        task,
        template="print/tiles.typ",
        output=file,
        data={**task.data, "tiling": cut.plain()},
        section="tiles",
        entry={"board": board.name, "file": file, "page_count": 0, "paper": board.tiles, **cut.plain()},
    )


def _empty(
    records: Iterable[RecordView],
    running: Sequence[RecordView],
    money: RecordView | None,
    panels: Mapping[str, Sequence[RecordView]],
    say: Saying,
) -> dict[str, Plain]:
    """Return what each part of a board says where it has nothing to show.

    That none of those published hangs now, or that nothing has been published yet; nothing where its records
    stand elsewhere on the board, but the figures say where.
    """
    known = {record.panel for record in records if not record.inherited}
    seen = {record.panel for record in running} | ({"money"} if money else set())
    notices = any(record.phase == State.NOTICE for record in records)

    def words(panel: str) -> str:
        return say("print-none-now" if panel in known else "print-none")

    where = "print-panel-money" if panels["money"] else "print-running" if "money" in seen else ""
    return {
        "running": say("print-none-now" if notices else "print-no-running"),
        "figures": say("print-see", panel=say(where)) if where else words("money"),
        **{name: "" if name in seen else words(name) for name in panels},
    }


def _is_class_bars(block: Block) -> bool:
    return isinstance(block, BarsBlock) and block.tone in ("income", "expense")


def _item(record: RecordView, say: Saying, running: bool = False) -> dict[str, Plain]:
    """Return what a board says of a record; one that has no text of its own is `quiet`.

    What is `running` has its last day at least.
    """
    told = running or record.summary or record.caveat or record.figures
    return {
        "number": record.number,
        "paper_number": record.paper_number,
        "edition": record.edition,
        "check_code": record.check_code,
        "title": record.title,
        "absence": record.absence,
        "summary": " ".join(filter(None, (record.absence, record.summary))),
        "caveat": record.caveat,
        "quiet": not told,
        "state_label": record.state_label,
        "notice_end": record.notice_end,
        "ended": record.state == State.ENDED,
        "published": record.published,
        "qr": record.qr,
        "key": as_plain(_key(record, say)),
        "figures": as_plain(record.figures),
        "facts": as_plain(record.facts),
        "tables": named_tables(record.blocks, say),
    }


def _key(record: RecordView, say: Saying) -> Fact | None:
    """Return the fact that stands large: of figures what is left at the end, else the first."""
    if record.key or not record.figures:
        return record.key
    closing = [figure for figure in record.figures if figure.role == "closing"]
    figure = (closing or record.figures)[0]
    return Fact(figure.label, say("kind-yuan", amount=say.amount(figure.amount)))


def _place(village: VillageView) -> Plain:
    return {
        "name": village.name,
        "township": village.township,
        "county": village.county,
        "sample": village.sample,
        "office_hours": village.office_hours,
        "contact_phone": village.contact_phone,
        "supervise_phone": village.supervise_phone,
        "phones": as_plain(village.other_phones),
    }
