"""Repair of what stands behind a colon or a list mark: quotation marks, brackets, signs of YAML's own."""

from __future__ import annotations

import re

from sunboard.fields.vocabulary import COLONS, Vocabulary, Word
from sunboard.lazy import dataclass, regex

WHITE = " \t\u3000\xa0"
LONGEST = 20_000  # of a value in brackets; beyond, nobody typed it
_FULL_QUOTED = regex(
    r"(?P<open>[“”＂\"‘’＇])(?P<text>[^“”＂\"]*)(?P<close>[“”＂\"‘’＇])(?P<rest>\s*|\s+[#＃].*)"
)
_COMMENT = regex(r"(?:(?<=\s)|^)#.*$")
# 3 #楼: a comment has a space behind its sign
_NUMBER_SIGN = regex(r"(?<=\s)#(?=[^\s#])|^#(?=[0-9０-９])")
_MARKS = regex(r"(?:[-?:] +){2}")  # lists within lists, and no text
_HEADER = regex(r"[|>](?:[+-]?[1-9]?|[1-9]?[+-])\s*(?:#.*)?")
_OPENING = {"[": "]", "{": "}", "【": "]", "［": "]", "〔": "]", "｛": "}"}
_HALF = str.maketrans("【］［】〔〕｛｝", "[][][]{}")
_FULL_OPENING = "【［〔｛"
_QUOTES = {"“": "”", "”": "”", "＂": "＂", '"': '"', "'": "'", "‘": "’"}
_ALONE = regex(rf"\[(?P<text>[^,，{COLONS}\[\]{{}}\"'“”]+)\]")
"""One text in the brackets of a list, where a field has but one."""
_ENTRY = regex(rf"\s*(?P<key>[^{COLONS},，{{}}\[\]\"'“”]{{1,20}}?)\s*(?P<colon>[{COLONS}])(?P<gap>\s*)")
_SECOND = regex(rf"[\s,，;；]([^\s{COLONS},，;；]{{2,12}})(?::\s|[{COLONS[1:]}])")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it should stand, and what follows on the lines below."""

    text: str
    why: str = ""  # it was changed: quote, flow, sign, comment or space
    open: str = ""  # block: literal text follows; quote or flow: it goes on below; empty: nothing stands here


def literal(text: str) -> str:
    """Write a text so that YAML takes it as it stands."""
    return "'" + text.strip(WHITE).replace("'", "''") + "'"


def mend_value(text: str, word: Word | None, *, deeper: bool) -> Value:
    """Repair what stands behind a colon.

    `deeper` tells that lines below belong to it.
    """
    bare = text.strip(WHITE)
    first, sort = bare[:1], word.sort if word else "any"
    if not bare or (first == "#" and not (sort in ("text", "list") and _NUMBER_SIGN.match(bare))):
        return Value(text, open="empty")
    if _HEADER.fullmatch(bare) and (deeper or not re.search(r"\d", bare)):
        return Value(text, open="block")
    found = _FULL_QUOTED.fullmatch(bare)
    if found and _is_pair(found["open"], found["close"]):
        return Value(literal(found["text"]) + found["rest"].replace("＃", "#"), "quote")
    if first in "\"'":
        return _quoted(bare, text)
    grouped = sort in ("list", "map", "group", "table") or (word is not None and word.inner is not None)
    if first in _OPENING and (grouped or first not in _FULL_OPENING):
        return _flow(bare, text, word)
    lone = first in "-?:" and bare[1:2] == " " and sort == "text" and not _MARKS.match(bare)
    if first in "@`%,]}" or (first in "|>" and not deeper) or lone:
        return Value(_quoted_whole(bare), "sign")
    if first == "!" and bare[:2] != "!!":
        return Value(_quoted_whole(bare), "sign")
    if sort == "value" and (cut := re.search(r"\s＃", bare)):
        return Value(bare[: cut.start()] + " #" + bare[cut.end() :], "comment")
    if sort in ("text", "list") and _NUMBER_SIGN.search(bare):
        return Value(_quoted_whole(bare), "sign")
    plain = _COMMENT.sub("", bare).rstrip(WHITE)
    if sort in ("text", "value", "list") and (re.search(r":(?:\s|$)", plain)):
        return Value(_quoted_whole(bare), "sign")
    if text[:1] in ("\u3000", "\xa0"):
        return Value(bare, "space")
    return Value(text)


def holds_two(root: Word, text: str) -> bool:
    """Tell whether a line holds a second field of the whole: `标题: 修路 经办人: 某`."""
    return any(root.finds(found[1]) for found in _SECOND.finditer(text))


def _is_pair(opening: str, closing: str) -> bool:
    """Tell whether two marks of one sort, not both of YAML's own, stand around a value."""
    return opening + closing not in ('""', "''") and (opening in "‘’＇'") == (closing in "‘’＇'")


def _quoted_whole(bare: str) -> str:
    """Quote a value, its comment left outside."""
    comment = re.search(r"\s+#\s.*$", bare)
    return literal(bare[: comment.start()]) + comment[0] if comment else literal(bare)


def _quoted(bare: str, text: str) -> Value:
    """Look at a value that begins with a quotation mark of YAML's own."""
    mark = bare[0]
    end = closing_quote(bare, 1, mark)
    if end < 0:
        return Value(text, open="quote")
    rest = bare[end + 1 :]
    if rest and not re.fullmatch(r"\s+#.*|\s*", rest):
        return Value(_quoted_whole(bare), "sign")
    return Value(text)


def closing_quote(text: str, start: int, mark: str) -> int:
    """Return where a quotation mark closes, or -1."""
    at = start
    while at < len(text):
        if mark == '"' and text[at] == "\\":
            at += 1
        elif text[at] == mark:
            if mark == "'" and text[at + 1 : at + 2] == "'":
                at += 1
            else:
                return at
        at += 1
    return -1


def _flow(bare: str, text: str, word: Word | None) -> Value:
    """Look at a value that begins with a bracket."""
    if len(bare) > LONGEST:
        return Value(text)
    end = closing_bracket(bare)
    if end < 0:
        return Value(text, open="flow")
    rest = bare[end + 1 :]
    if not re.fullmatch(r"\s*|\s+[#＃].*", rest):
        return Value(_quoted_whole(bare), "sign") if bare[0] in "[{" else Value(text)
    if word and word.sort in ("text", "value") and (alone := _ALONE.fullmatch(bare, 0, end + 1)):
        return Value(literal(alone["text"]) + rest.replace("＃", "#", 1), "flow")
    mended = mend_flow(bare[: end + 1], word)
    return Value(text) if mended == bare[: end + 1] else Value(mended + rest.replace("＃", "#", 1), "flow")


def closing_bracket(text: str) -> int:
    """Return where the bracket that a text begins with is closed, whatever its width, or -1."""
    waiting: list[str] = []
    at = 0
    starts = True  # a quotation mark quotes only at the beginning of an entry
    while at < len(text):
        sign = text[at]
        if starts and (end := _quotation(text, at)):
            at, starts = end + 1, False
            continue
        half = sign.translate(_HALF)
        if half in "[{" and (starts or sign in "[{"):
            waiting.append(_OPENING[half])
        elif half in "]}" and waiting and half == waiting[-1]:
            waiting.pop()
            if not waiting:
                return at
        elif sign in "]}":
            return -1
        starts = half in "[{:：,，" or (starts and sign.isspace())
        at += 1
    return -1


def _quotation(text: str, at: int) -> int:
    """Return where a quotation that begins at a place ends; 0 where none does."""
    sign = text[at]
    if sign not in _QUOTES:
        return 0
    end = closing_quote(text, at + 1, sign) if sign in "\"'" else text.find(_QUOTES[sign], at + 1)
    return max(end, 0)


def mend_flow(text: str, word: Word | None) -> str:
    """Repair the signs of `[…]` or `{…}`, also over several lines; what stands inside values stays."""
    inner = word.inner if word else None
    free = bool(word and word.sort == "map")
    listed, commas = _splits_lists(text), _commas(text, word)
    out: list[str] = []
    nested: list[str] = []
    at, starts, inside = 0, True, 0  # inside: how many brackets of prose are open
    while at < len(text):
        sign = text[at]
        half = sign.translate(_HALF)
        inside += (sign in "（《“(") - (sign in "）》”)")
        if starts and (end := _quotation(text, at)):
            inside -= sign == "“"
            piece, after = text[at : end + 1], text[end + 1 :].lstrip(WHITE + "\n")[:1]
            out.append(piece if sign in "\"'" or after not in ",，]}】］｝:：〕" else literal(piece[1:-1]))
            at, starts = end + 1, False
            continue
        if half in "[{" and starts:
            nested.append(half)
            out.append(half)
        elif half in "]}" and nested and half == _OPENING[nested[-1]]:
            nested.pop()
            out.append(half)
            at, starts = at + 1, False
            continue
        elif (
            sign in commas
            and nested
            and (
                listed and not inside
                if sign in "，、" and nested[-1] == "["
                else _separates(text, at, inner, free)
            )
        ):
            out.append("," if sign == "," else ", ")
            at, starts = at + 1, True
            continue
        elif starts and nested[-1:] == ["{"] and not sign.isspace() and (entry := _ENTRY.match(text, at)):
            name = inner.find(entry["key"]) if inner else None
            if name or free or (entry["colon"] == ":" and entry["gap"]):
                key = name if inner and name and entry["key"] not in inner.words else entry["key"]
                out.append(f"{key}:{entry['gap'].replace(chr(0x3000), ' ') or ' '}")
                at = entry.end()
                continue
            out.append(sign)
        else:
            out.append(sign if sign != "\u3000" or not starts else " ")
        starts = (half in "[{" and starts) or (starts and sign.isspace())
        at += 1
    return "".join(out)


def _commas(text: str, word: Word | None) -> str:
    """Return the signs that may part entries: 、 only in a list that has no comma."""
    return ",，" if re.search("[,，]", text) or not (word and word.sort == "list") else "、"


def _splits_lists(text: str) -> bool:
    """Tell whether a full-width comma parts the items of a list, and is none of their words."""
    if "," not in text or text.lstrip()[:1] in _FULL_OPENING:
        return True
    return max(map(len, re.split("[,，]", text.strip("[] \n")))) <= 6


def _separates(text: str, at: int, inner: Vocabulary | None, free: bool) -> bool:
    """Tell whether a comma ends an entry of braces."""
    if text[at] == ",":
        return True
    entry = _ENTRY.match(text, at + 1)
    if entry and (free or (inner and inner.find(entry["key"]))):
        return True
    return text[at + 1 : at + 40].strip(WHITE + "\n")[:1] in ("", "}", "｝")
