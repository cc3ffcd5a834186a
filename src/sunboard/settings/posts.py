"""Who holds which post, and the duty number of each."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import permutations
from typing import ClassVar

from sunboard.fields.declarations import UNKNOWN, names_of, optional, reads, required
from sunboard.fields.faults import shape_wrong
from sunboard.fields.forms import Form
from sunboard.fields.groups import table
from sunboard.fields.part import Part
from sunboard.fields.scalars import officer, phone, text, yes
from sunboard.fields.sentences import holds_office
from sunboard.fields.written import parse_phone
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Items, Node, Scalar, is_blank
from sunboard.model.problem import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Part):
    """A post-holder; a number given here is a duty number and may be shown."""

    vital: ClassVar[Collection[str]] = ("public",)

    name: str = required("姓名", officer, example="何广仁")
    duty: str | None = optional("职务", text, "岗位", example="村委会主任")
    phone: str | None = optional("电话", phone, example="0900-8880001")
    public: bool | None = optional("公开", yes)


_ANYBODY = f"{{姓名: {UNKNOWN}, 职务: {UNKNOWN}, 电话: {UNKNOWN}}}"
_BETWEEN_NAMES = regex(r"\s*[、，,]\s*(?=[\u3400-\u9fff])")
_BETWEEN_WORDS = regex(r"[\s()（）:：,，、]+")
_MOBILE = regex("1[0-9]{10}")
_TWO = 2  # the duty and the name
_posts = table(Post, apart=True)


@reads(_posts.form)
def posts(node: Node, log: Log, form: Form) -> tuple[Post, ...] | None:
    """Read who holds which post; `村委会主任: 石有田` says both, and so does `石有田（村委会主任）`."""
    items = node.items if isinstance(node, Items) else (node,)
    found = [told for item in items for told in _as_posts(item, is_alone=item is node)]
    if found == [node] and not isinstance(node, Items) and not _is_holder(node):
        shape_wrong(node, log, form, shown=f"[{_ANYBODY}]")
        return None
    unheld = [one for one in found if isinstance(one, Scalar)]
    for one in unheld:
        if is_blank(one) and one.place.field not in ("", node.place.field):  # a name without a duty
            shape_wrong(one, log, text.form, shown=UNKNOWN)
        else:
            shape_wrong(one, log, Form("group", part=Post), of=node.place.field, shown=_ANYBODY)
    found = [one for one in found if one not in unheld]
    is_told = isinstance(node, Items) or len(found) != 1 or found[0] is not node
    return _posts.read(Items(tuple(found), node.place) if is_told else node, log, form)


def _is_holder(node: Node) -> bool:
    return isinstance(node, Fields) and any(one.key.strip() in names_of(Post) for one in node.entries)


def _as_posts(item: Node, *, is_alone: bool) -> Sequence[Node]:
    """Return the post-holders that are told, those of one line too; what tells none stays as it is."""
    if isinstance(item, Fields):
        entries = [one for one in item.entries if not (isinstance(one.node, Scalar) and one.node.told)]
        lines = [(one.key, one.node) for one in entries if isinstance(one.node, Scalar)]
        if _is_holder(item):
            return [item]
        said = [
            (f"{duty} {name}", node)
            for duty, node in lines
            for name in _BETWEEN_NAMES.split(node.text)
            if name
        ]
        whole = [one for one in (_holder(line, node) for line, node in said) if one is not None]
        named = [node for key, node in lines if is_blank(node) and not holds_office(key, Scalar(key))]
        is_all = whole and len(lines) == len(entries) and len(whole) == len(said)
        return [*whole, *named] if is_all else [item]
    if isinstance(item, Items) and all(isinstance(one, Scalar) for one in item.items):
        holder = _holder(" ".join(getattr(one, "text", "") for one in item.items), item)
        return [holder] if holder else [item]
    if not isinstance(item, Scalar) or is_blank(item):
        return [item]
    for between in ("[；;\n]", "[、，,；;\n]") if is_alone else ("(?!)",):
        texts = [one for one in re.split(between, item.text) if one.strip()]
        holders = [one for one in (_holder(line, item) for line in texts) if one is not None]
        if len(holders) == len(texts):
            return holders
    return [item]


def _holder(said: str, node: Scalar | Items) -> Fields | None:
    """Return whom a line tells of, by a name and a duty, and a telephone that is no mobile one.

    Whoever gives the number of a mobile has to say that it is meant for everybody.
    """
    pieces = [piece for piece in _BETWEEN_WORDS.split(said) if piece]
    numbers = [piece for piece in pieces if parse_phone(piece)]
    words = [piece for piece in pieces if piece not in numbers]
    if len(words) != _TWO or len(numbers) > 1 or any(map(_MOBILE.fullmatch, numbers)):
        return None
    holding = [pair for pair in permutations(words) if holds_office(pair[0], Scalar(pair[1]))]
    if len(holding) != 1:
        return None
    (duty, name), place = holding[0], node.place
    told = [("姓名", name), ("职务", duty), *(("电话", number) for number in numbers)]
    return Fields(tuple(Entry(key, Scalar(text, place.at(key)), place) for key, text in told), place)
