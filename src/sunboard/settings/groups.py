"""The villagers' groups: their names as people say them, in a list, a row or one word."""

from __future__ import annotations

from dataclasses import replace

from sunboard.fields.declarations import UNKNOWN, reads
from sunboard.fields.faults import shape_wrong, value_wrong
from sunboard.fields.forms import Form
from sunboard.fields.scalars import text, texts
from sunboard.fields.ways import NONE
from sunboard.fields.written import groups_said
from sunboard.lazy import regex
from sunboard.model.node import Fields, Items, Node, Scalar
from sunboard.model.problem import Log

_NTH = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_BETWEEN_NUMBERS = regex(r"[、,，/\\]")
_BETWEEN_GROUPS = regex(r"[，,；;/／](?![^（(]*[）)])")
_NUMBERS_IN_A_ROW = regex("([一二三四五六七八九]{2,9})(?:[村居民]民)?小?组")  # 一二三组
_IN_ORDER = "一二三四五六七八九"
_NUMBER = regex("[0-9０-９一二三四五六七八九十]+")
_NAMES = r"(?!(?:、|_)*[0-9一二三四五六七八九十]+(?:、|_)*$)(?:\s|\S)+"  # 6 names none
_OF_ONE_WORD = regex(rf"第?({_NTH}(?:[、,，/\\]{_NTH})+)(?:[村居]民)?小?组")  # 一、二、三组
_OF_A_NAME = regex("[\u3400-\u9fff]{2,}|[0-9]{1,2}(?:[村居]民)?小?组(?:[（(][^()（）]*[)）])?")
_AND_A_NAME = regex(r"(\S+组)\s+[\u3400-\u9fff·]{2,4}")  # 1组 张大山
_SAID_OF_GROUP = regex(r"[(（][^()（）]*[0-9]\s*[户人亩口]?[)）]$")  # 1组（32户）
_FROM_TO = regex(rf"{_NTH}\s*(?:[-~～—–至到]+)\s*{_NTH}")  # 1~3
_NUMBERED = regex(r"(?<=\s)[0-9]{1,2}[.．、)）]\s*(?=[^0-9\s])")
_COUNT_OF_GROUPS = regex(
    r"[共有]+\s*[0-9０-９一二三四五六七八九十百]+\s*(?:[村居]民)?小?组|[共有]*\s*[0-9０-９一二三四五六七八九十百]+\s*个(?:自然村|(?:[村居]民)?小?组)?"
)
_COUNT_OF_GROUPS_IN = regex("[0-9一二三四五六七八九十]个")


@reads(replace(texts.form, item=Form("text", _NAMES), example="1组、2组、3组"))
def groups(node: Node, log: Log, form: Form) -> tuple[str, ...] | None:
    """Read the names of villagers' groups; `1-5组` are five, and `5个` only says how many there are."""
    if isinstance(node, Scalar):
        node = replace(node, text=_parted(node.text.strip()))
    if led := _led(node):
        shape_wrong(node, log, form, shown=led if groups_said(led) else "")
        return None
    found = texts.read(node, log, form)
    found = None if found is None else tuple(name for name in found if name not in NONE)
    if found and len(found) > 1 and all(map(_NUMBER.fullmatch, found)):
        found = tuple(f"{number}组" for number in found)
    said = node if isinstance(node, Scalar) else Scalar("、".join(found or ()), node.place)
    if found and any(_NUMBER.fullmatch(name) or _COUNT_OF_GROUPS.fullmatch(name) for name in found):
        value_wrong(said, log, replace(form, example=f"{UNKNOWN}组、{UNKNOWN}组"), "groups")
        return None
    named = "、".join(map(_without_what_is_said, found or ()))
    if found and named != "、".join(found):
        value_wrong(said, log, replace(form, example=named), "group-names")
        return None
    return None if found is None else tuple(name for one in found for name in groups_said(one) or (one,))


def _parted(said: str) -> str:
    """Return the names of groups in one line with 、 between them, whatever stands there instead."""
    if len(numbered := _NUMBERED.split(f" {said}")) > 2:
        said = "、".join(one.strip(" 、，,；;") for one in numbered[1:])
    if several := _OF_ONE_WORD.fullmatch(said):
        said = "、".join(f"{one}组" for one in _BETWEEN_NUMBERS.split(several[1]))
    if (run := _NUMBERS_IN_A_ROW.fullmatch(said)) and run[1] in _IN_ORDER:
        said = "、".join(f"{one}组" for one in run[1])
    said = _BETWEEN_GROUPS.sub("、", f"{said}组" if _FROM_TO.fullmatch(said) else said)
    pieces = said.split()
    return "、".join(pieces) if all(map(_OF_A_NAME.fullmatch, pieces)) else said


def _led(node: Node) -> str:
    """Return the groups below which something stands, or beside which it does: {组: 1组, 组长: …}."""
    if isinstance(node, Fields):
        return "、".join(one.key.strip() for one in node.entries)
    items = node.items if isinstance(node, Items) else ()
    lines = [item for item in items if isinstance(item, Fields)]
    named = [
        [text for one in item.entries if groups_said(text := getattr(one.node, "text", ""))] for item in lines
    ]
    return "、".join(one[0] for one in named if len(one) == 1) if lines and len(lines) == len(items) else ""


def _without_what_is_said(name: str) -> str:
    """Return the name of a group alone: of `1组（32户）`, `1组：32户`, `1组 张大山`, `共三个自然村：大湾`."""
    if (beside := _AND_A_NAME.fullmatch(name)) and groups_said(beside[1]):
        return beside[1]
    before, colon, behind = _SAID_OF_GROUP.sub("", name).replace("：", ":").partition(":")
    if colon and _COUNT_OF_GROUPS_IN.search(before):
        return behind.strip()
    return before if not colon or groups_said(before) else name


@reads(text.form)
def group(node: Node, log: Log, form: Form) -> str | None:
    """Read the name of one group, by which records call it: 三组 is 3组."""
    found = text.read(node, log, form)
    named = groups_said(found) if found else ()
    return named[0] if len(named) == 1 else found
