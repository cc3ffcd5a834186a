"""Signs that fields which YAML could read were meant otherwise."""

from __future__ import annotations

import re

from sunboard.fields.vocabulary import COLONS, Vocabulary, Word
from sunboard.lazy import regex
from sunboard.model.node import Fields, Items, Node, Scalar

_ANY = Word()
_DROPPED = regex(  # YAML lets it vanish, or takes it for a part of a key
    r"[:\-] +![^ \n]|[:：] *[|>][1-9+\-]* *$|[\x85\u2028\u2029\u200b\ufeff]"
    r"|^[\xad\u200e\u200f\u202a-\u202e\u2060-\u2069]"
    r"|^[ \-]*[\u3000\xa0\t]|^[ \t\u3000]*＃|[ \t]#[^\s#]"
    rf"|^[ \t\u3000]+[^\s{COLONS}\-]{{1,12}}[{COLONS[1:]}]",
    re.MULTILINE,
)
_MAY_BE_DROPPED = regex(f"[!|>#＃\x85\u2028\u2029\u200b\ufeff\u3000\xa0\t{COLONS[1:]}]")
"""Of which one stands in whatever is dropped: most texts have none, and one look tells it."""
_KEY_INSIDE = regex(rf"[,，][^,，{COLONS}。；\n]{{1,12}}[{COLONS[1:]}]")
_HAS_COLON = regex(f"[{COLONS}]")
_STRANGE_NAME = regex(rf"[{COLONS[1:]}“”＂]|[{COLONS}][^\s/]")


def looks_damaged(found: Node, root: Word, text: str) -> bool:
    """Tell whether what could be read has a key that nobody knows, or a strange value under one."""
    if root.inner is None or not root.inner.words:
        return False
    if _MAY_BE_DROPPED.search(text) and _DROPPED.search(text):
        return True
    if root.sort == "rows":
        return _strange_rows(found, root)
    return not isinstance(found, Fields) or _strange_keys(found, root.inner, inside=False)


def _strange_rows(found: Node, root: Word) -> bool:
    if isinstance(found, Fields):
        under = Word("any", root.inner)
        return any(
            _STRANGE_NAME.search(entry.key) is not None or _strange(entry.node, under, False)
            for entry in found.entries
        )
    return _strange(found, Word("table", root.inner), False)


def _strange_keys(fields: Fields, known: Vocabulary, *, inside: bool) -> bool:
    words = known.words
    for entry in fields.entries:
        word = words.get(entry.key)
        if word is None or _strange(entry.node, word, inside):
            return True
    return False


def _strange(node: Node, word: Word, inside: bool) -> bool:
    sort = word.sort
    if isinstance(node, Scalar):
        return _strange_text(node.text, sort, inside) or (
            word.inner is not None and _HAS_COLON.search(node.text) is not None
        )
    if isinstance(node, Fields):
        if sort == "list":
            return True
        if word.inner is not None:
            return _strange_keys(node, word.inner, inside=True)
        return any(_strange(entry.node, _ANY, True) or entry.key[:1] in "【“［" for entry in node.entries)
    return _strange_items(node, word)


def _strange_items(node: Items, word: Word) -> bool:
    if word.sort == "list":
        return any(
            not isinstance(item, Scalar) or _strange_item(item.text) for item in node.items
        ) or _is_lone(node)
    if word.sort in ("text", "value") and len(node.items) == 1 and isinstance(node.items[0], Scalar):
        return True
    return any(_strange(item, word, True) for item in node.items if not isinstance(item, Items))


def _is_lone(node: Items) -> bool:
    """Tell whether a list has but one item, which is a list of its own as people write them."""
    return len(node.items) == 1 and isinstance(node.items[0], Scalar) and "、" in node.items[0].text


def _strange_item(text: str) -> bool:
    return text[:1] in ("“", "‘", "•", "●") or ("，" in text and "（" not in text)


def _strange_text(text: str, sort: str, inside: bool) -> bool:
    if not text:
        return False
    if text[0] in "“‘＂”\"'\u3000" or (inside and _KEY_INSIDE.search(text)):
        return True
    if sort in ("group", "table", "map", "rows"):
        return True
    return (sort == "list" and text[0] in "-－—–−‐﹣•·●【［〔") or (sort == "value" and "＃" in text)
