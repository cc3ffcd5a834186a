"""The villagers' groups: their names as people say them, in a list, a row or one word."""

from __future__ import annotations

from dataclasses import replace

from sunboard.fields.declarations import UNKNOWN, reads
from sunboard.fields.faults import shape_wrong, value_wrong
from sunboard.fields.forms import Form
from sunboard.fields.scalars import text, texts
from sunboard.fields.written import groups_said
from sunboard.lazy import regex
from sunboard.model.node import Fields, Node, Scalar
from sunboard.model.problem import Log

_NTH = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_BETWEEN_NUMBERS = regex(r"[、,，/\\]")
_BETWEEN_GROUPS = regex(r"[，,；;](?![^（(]*[）)])")
_OF_ONE_WORD = regex(rf"第?({_NTH}(?:[、,，/\\]{_NTH})+)(?:[村居]民)?小?组")  # 一、二、三组
_OF_A_NAME = regex("[\u3400-\u9fff]{2,}|[0-9]{1,2}(?:[村居]民)?小?组")
_SAID_OF_GROUP = regex(r"[(（][^()（）]*[0-9]\s*[户人亩口]?[)）]$")  # 1组（32户）
_NUMBERED = regex(r"(?<=\s)[0-9]{1,2}[.．、)）]\s*(?=[^0-9\s])")
_COUNT_OF_GROUPS = regex(r"[共有]*\s*[0-9０-９一二三四五六七八九十百]+\s*个(?:自然村|(?:[村居]民)?小?组)?")
_COUNT_OF_GROUPS_IN = regex("[0-9一二三四五六七八九十]个")


@reads(replace(texts.form, example="1组、2组、3组"))
def groups(node: Node, log: Log, form: Form) -> tuple[str, ...] | None:
    """Read the names of villagers' groups; `1-5组` are five, and `5个` only says how many there are."""
    if isinstance(node, Scalar) and len(numbered := _NUMBERED.split(f" {node.text.strip()}")) > 2:
        node = replace(node, text="、".join(one.strip(" 、，,；;") for one in numbered[1:]))
    if isinstance(node, Scalar) and (several := _OF_ONE_WORD.fullmatch(node.text.strip())):
        node = replace(node, text="、".join(f"{one}组" for one in _BETWEEN_NUMBERS.split(several[1])))
    if isinstance(node, Fields):
        led = "、".join(one.key.strip() for one in node.entries)
        shape_wrong(node, log, form, shown=led if groups_said(led) else "")
        return None
    if isinstance(node, Scalar):
        node = replace(node, text=_BETWEEN_GROUPS.sub("、", node.text))
    if isinstance(node, Scalar) and all(map(_OF_A_NAME.fullmatch, pieces := node.text.split())):
        node = replace(node, text="、".join(pieces))
    found = texts.read(node, log, form)
    said = node if isinstance(node, Scalar) else Scalar("、".join(found or ()), node.place)
    if found and any(map(_COUNT_OF_GROUPS.fullmatch, found)):
        value_wrong(said, log, replace(form, example=f"{UNKNOWN}组、{UNKNOWN}组"), "groups")
        return None
    named = "、".join(map(_without_what_is_said, found or ()))
    if found and named != "、".join(found):
        value_wrong(said, log, replace(form, example=named), "group-names")
        return None
    return None if found is None else tuple(name for one in found for name in groups_said(one) or (one,))


def _without_what_is_said(name: str) -> str:
    """Return the name of a group alone: of `1组（32户）`, `1组：32户` and `共三个自然村：大湾`."""
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
