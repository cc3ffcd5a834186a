"""Photographs that a village shows of itself."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import ClassVar

from sunboard.fields.declarations import names_of, reads
from sunboard.fields.disclosure import Photo, files_of
from sunboard.fields.forms import Form
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Items, Node, Scalar
from sunboard.model.problem import Log

_FILE_AND_CAPTION = regex(r"(\S+\.[A-Za-z]{3,4})\s+([^\s()（）.、]+)")
_FILE = regex(r"\.[A-Za-z]{3,4}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class VillagePhoto(Photo):
    """A photograph of the village, which is shown without whatever is wrong in what is said of it."""

    vital: ClassVar[Collection[str]] = ()


_photos = files_of(VillagePhoto, apart=True)


@reads(_photos.form)
def photos(node: Node, log: Log, form: Form) -> tuple[Photo, ...] | None:
    """Read photographs, also where each stands below what it shows, and with signs of Windows in its path."""
    found = _photos.read(_by_caption(node), log, form)
    return found and tuple(replace(one, file=one.file.replace("\\", "/")) for one in found)


def _by_caption(node: Node) -> Node:
    if isinstance(node, Items):
        return replace(node, items=tuple(map(_as_file, node.items)))
    if isinstance(node, Scalar):
        return _as_file(replace(node, text=re.sub("[；;]", "、", node.text)))
    entries = node.entries if isinstance(node, Fields) else ()
    if not entries or not all(_FILE.search(getattr(one.node, "text", "")) for one in entries):
        return node
    if any(one.key.strip() in names_of(Photo) for one in entries):
        return node
    rows = (
        Fields((Entry("文件", one.node, one.place), Entry("说明", Scalar(one.key, one.place), one.place)))
        for one in entries
    )
    return Items(tuple(rows), node.place)


def _as_file(node: Node) -> Node:
    """Return a file with what it shows behind a blank as people write it otherwise, in brackets."""
    found = _FILE_AND_CAPTION.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    return replace(node, text=f"{found[1]}（{found[2]}）") if found and isinstance(node, Scalar) else node
