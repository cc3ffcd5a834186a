"""The boards on the walls and the public screens of a village."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import ClassVar

from sunboard.fields.declarations import names_of, optional, reads, required
from sunboard.fields.faults import shape_wrong
from sunboard.fields.forms import Form
from sunboard.fields.groups import part, table
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, text
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Items, Node, Scalar
from sunboard.model.problem import Log
from sunboard.settings.addresses import FILE_NAME, short_name
from sunboard.settings.groups import group
from sunboard.settings.measures import NO_SIZE, PAPER, SIZE_IN, minutes, pixels, size


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardContent(Part):
    """What a board shows in place of everything that hangs."""

    vital: ClassVar[Collection[str]] = ()

    power: str | None = optional("权力", text, example="A07")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPlan(Part):
    """One notice board on a wall, sizes in millimetres."""

    vital: ClassVar[Collection[str]] = ()

    name: str = required("名称", short_name, example="main")
    size: tuple[int, int] = required("尺寸", size, "大小", "规格")
    title: str | None = optional("标题", text, example="村部公开栏")
    place: str | None = optional("地点", text, "位置", example="村部门口")
    ink: str | None = optional("用墨", choice("outline", "full", also={"省墨": "outline", "全彩": "full"}))
    group: str | None = optional("组", group, "村民小组", example="3组")
    tiles: str | None = optional("拼贴", choice("A4", "A3"))
    shows: BoardContent | None = optional("看板", part(BoardContent, "power"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenPlan(Part):
    """One public screen, sizes in pixels."""

    vital: ClassVar[Collection[str]] = ()

    name: str = required("名称", short_name, example="hall")
    size: tuple[int, int] = required("尺寸", pixels, "大小", "分辨率", example="1920x1080")
    title: str | None = optional("标题", text, example="大厅电视")
    place: str | None = optional("地点", text, "位置", example="便民服务站大厅")
    minutes: int | None = optional("时长", minutes, example="5分钟")
    codes: str | None = optional(
        "二维码", choice("once", "every", also={"每件一次": "once", "每屏": "every"})
    )


_SIDES = "宽", "高", "长"
_PAIRS = ("宽", "高"), ("长", "高"), ("长", "宽")
_IS_BOARD = regex("[栏板墙屏视机]$")
_SPECIAL = regex(r"[{}\[\]#'\"\n,:]")
_boards = table(BoardPlan, apart=True)


@reads(_boards.form)
def boards(node: Node, log: Log, form: Form) -> tuple[BoardPlan, ...] | None:
    """Read boards; of one whose 宽 and 高 are two fields, they are its 尺寸."""
    node = _by_name(node)
    if told := _told_by_place(node, "main") or _left_open(node, "main", f"{NO_SIZE}mm"):
        shape_wrong(node, log, form, shown=told)
        return None
    node = _with_sizes(_asked_by_line(node, log, BoardPlan, "main"))
    return _boards.read(node, log, form)


_screens = table(ScreenPlan, apart=True)


@reads(_screens.form)
def screens(node: Node, log: Log, form: Form) -> tuple[ScreenPlan, ...] | None:
    """Read screens, also where each stands below its name; 宽 and 高 are its 尺寸."""
    node = _by_name(node)
    if told := _told_by_place(node, "hall") or _left_open(node, "hall", NO_SIZE):
        shape_wrong(node, log, form, shown=told)
        return None
    node = _with_sizes(_asked_by_line(node, log, ScreenPlan, "hall"))
    return _screens.read(node, log, form)


def _by_name(node: Node) -> Node:
    """Return boards or screens that stand each below its name as a list: main: 2400x1200mm."""
    if isinstance(node, Items):
        alone = [
            item.entries[0] for item in node.items if isinstance(item, Fields) and len(item.entries) == 1
        ]
        if not alone or len(alone) < len(node.items) or any(map(_is_plan, alone)):
            return node
        node = Fields(tuple(alone), node.place)
    if not isinstance(node, Fields) or not node.entries or any(map(_is_plan, node.entries)):
        return node
    if not all(re.fullmatch(FILE_NAME.form.pattern, one.key.strip()) for one in node.entries):
        return node  # 村部 names no file
    rows = []
    for one in node.entries:
        size = (Entry("尺寸", replace(one.node, place=one.node.place.at("尺寸")), one.place),)
        inside = one.node.entries if isinstance(one.node, Fields) else size
        name = Entry("名称", Scalar(one.key.strip(), one.place.at("名称")), one.place)
        rows.append(Fields((name, *inside), one.place))
    return Items(tuple(rows), node.place)


def _left_open(node: Node, name: str, size: str) -> str:
    """Return how a board or screen is asked for where words stand that say no size: 公开栏: 有."""
    if not isinstance(node, Scalar) or SIZE_IN.search(half_width(node.text).lower()):
        return ""
    return "" if re.search(PAPER, node.text) else f"[{{名称: {name}, 尺寸: {size}}}]"


def _told_by_place(node: Node, name: str) -> str:
    """Return boards or screens that stand each below where it is, or what it is called, as a list to copy."""
    if not isinstance(node, Fields) or not node.entries or any(map(_is_plan, node.entries)):
        return ""
    rows = []
    for at, one in enumerate(node.entries, 1):
        within = _with_size(one.node)
        size = (Entry("尺寸", one.node, one.place),)
        inside = within.entries if isinstance(within, Fields) else size
        said = {entry.key.strip(): getattr(entry.node, "text", "").strip() for entry in inside}
        label = "标题" if _IS_BOARD.search(one.key) or "地点" in said else "地点"
        said = {"名称": name if at == 1 else f"{name}{at}", label: one.key.strip(), **said}
        if not all(said.values()) or any(_SPECIAL.search(f"{key}{text}") for key, text in said.items()):
            return ""
        rows.append(f"{{{', '.join(f'{key}: {text}' for key, text in said.items())}}}")
    return f"[{', '.join(rows)}]"


def _asked_by_line(node: Node, log: Log, kind: type[Part], name: str) -> Node:
    """Ask for boards or screens that are told in one line each, with their sizes; return all others."""
    if not isinstance(node, Items):
        return node
    kept: list[Node] = []
    for at, item in enumerate(node.items, 1):
        told = (
            _told_in_line(item.text, name if at == 1 else f"{name}{at}") if isinstance(item, Scalar) else ""
        )
        if told:
            shape_wrong(item, log, Form("group", part=kind), of=node.place.field, shown=told)
        else:
            kept.append(item)
    return replace(node, items=tuple(kept))


def _told_in_line(text: str, name: str) -> str:
    """Return what one line tells, 大厅电视 1920x1080, as fields; nothing where it has a name for its file."""
    plain = half_width(text)
    within = SIZE_IN.findall(plain.lower())
    words = re.sub(r"[\s,、;。]+", "", plain.lower().replace(within[0], "")) if len(within) == 1 else ""
    at = plain.lower().find(words) if words else -1
    if at < 0 or re.match(FILE_NAME.form.pattern, words) or _SPECIAL.search(words):
        return ""
    said = plain[at : at + len(words)]
    return (
        f"{{名称: {name}, {'标题' if _IS_BOARD.search(said) else '地点'}: {said}, 尺寸: {within[0].strip()}}}"
    )


def _is_plan(entry: Entry) -> bool:
    """Tell whether an entry is one of a board or a screen, not one of several that stands below its name."""
    known = {*names_of(BoardPlan), *names_of(ScreenPlan), *_SIDES}
    if entry.key.strip() in known or isinstance(entry.node, Items):
        return True
    return isinstance(entry.node, Fields) and entry.node.get("名称", "name") is not None


def _with_sizes(node: Node) -> Node:
    if isinstance(node, Items):
        return replace(node, items=tuple(map(_with_size, node.items)))
    return _with_size(node)


def _with_size(node: Node) -> Node:
    if not isinstance(node, Fields) or node.get(*names_of(BoardPlan)["size"].names) is not None:
        return node
    sides = {entry.key.strip(): entry for entry in node.entries if isinstance(entry.node, Scalar)}
    both = next((pair for pair in _PAIRS if {*pair} <= {*sides}), None)
    if both is None:
        return node
    width, height = (sides[side].node for side in both)
    text = f"宽{getattr(width, 'text', '').strip()}、高{getattr(height, 'text', '').strip()}"
    place = width.place.at("尺寸")
    size = Entry("尺寸", Scalar(text, place), sides[both[0]].place)
    others = tuple(entry for entry in node.entries if entry.key.strip() not in both)
    return replace(node, entries=(*others, size))
