"""Signs that fields which YAML could read were meant otherwise."""

from __future__ import annotations

import re

from sunboard.model.node import Fields, Items, Node, Scalar
from sunboard.model.vocabulary import Vocabulary, Word

_ANY = Word()
_DROPPED = re.compile(  # YAML lets it vanish, or takes it for a part of a key
    r"[:\-] +[&!*][^ \n]|[:：] *[|>][1-9+\-]* *$|[\x85\u2028\u2029\u200b\ufeff]|^[ \-]*[\u3000\xa0\t]|^[ \t\u3000]*＃|[ \t]#[^\s#]"
    r"|^[ \t\u3000]+[^\s:：\-]{1,12}：",
    re.MULTILINE,
)
_KEY_INSIDE = re.compile(r"[,，][^,，:：。；\n]{1,12}：")


def looks_damaged(fields: Fields, known: Vocabulary, text: str) -> bool:
    """Tell whether a document that could be read has a key that nobody knows, or something of a strange shape under one."""
    return bool(known.words) and (_DROPPED.search(text) is not None or _strange_keys(fields, known, inside=False))


def _strange_keys(fields: Fields, known: Vocabulary, *, inside: bool) -> bool:
    words = known.words
    return any(entry.key not in words or _strange(entry.node, words[entry.key], inside) for entry in fields.entries)


def _strange(node: Node, word: Word, inside: bool) -> bool:
    sort = word.sort
    if isinstance(node, Scalar):
        return _strange_text(node.text, sort, inside)
    if isinstance(node, Fields):
        if sort == "list":
            return True
        if word.inner is not None:
            return _strange_keys(node, word.inner, inside=True)
        return any(_strange(entry.node, _ANY, True) or entry.key[:1] in "【“［" for entry in node.entries)
    return _strange_items(node, word)


def _strange_items(node: Items, word: Word) -> bool:
    if word.sort == "list":
        return any(not isinstance(item, Scalar) or _strange_item(item.text) for item in node.items)
    return any(_strange(item, word, True) for item in node.items if not isinstance(item, Items))


def _strange_item(text: str) -> bool:
    return text[:1] in ("“", "‘") or ("，" in text and "（" not in text)


def _strange_text(text: str, sort: str, inside: bool) -> bool:
    if not text:
        return False
    if text[0] in "“‘＂”\"'\u3000" or (inside and _KEY_INSIDE.search(text)):
        return True
    if sort in ("group", "table", "map"):
        return True
    return (sort == "list" and text[0] in "-－—–−‐﹣•·●【［〔") or (sort == "value" and "＃" in text)
