"""Fields as people type them, made into the YAML that they meant, where that can be told for certain.

Every line is looked at by itself and by what it stands under; lines are never added or taken away. A value that can be read stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sunboard.model.vocabulary import Vocabulary, Word
from sunboard.reading.repair_values import LONGEST, WHITE, Value, closing_bracket, closing_quote, literal, mend_flow, mend_value

_KEY = re.compile(r"(?P<key>[^:：]{1,40}?)(?P<colon>[\s\u3000]*[:：]+)(?P<gap>[ \t\u3000\xa0]*)(?P<rest>.*)")
_MARK = re.compile(r"(?P<mark>[-－—–−‐﹣•·●])(?P<gap>[ \t\u3000\xa0]*)(?P<rest>.*)")
_WORD = re.compile(r"[\w ()（）/]{1,12}")
_BREAKS = re.compile("[\x85\u2028\u2029]|[\u200b\ufeff]+")
_MOST_TIMES = 5
MOST_LINES = 20_000  # beyond, nobody typed it


@dataclass(frozen=True, slots=True)
class Repair:
    """A line, counted from 0, and what was done there: colon, space, indent, mark, key, quote, flow, sign or comment."""

    line: int
    what: str


@dataclass(slots=True)
class _Level:
    """A key or list mark under which deeper lines stand."""

    indent: int
    word: Word | None
    valued: bool = False
    item: bool = False
    content: int = 0  # of a list mark: the column of what stands behind it
    keys: bool = False  # of a list mark: keys stand behind it


def repair(text: str, known: Vocabulary, *, tab: int = 2) -> tuple[str, tuple[Repair, ...]]:
    """Return the text with every certain repair made, line for line, and what was done; a Tab indents by `tab` columns."""
    if text.count("\n") > MOST_LINES:
        return text, ()
    done: list[Repair] = []
    for _ in range(_MOST_TIMES):  # what one repair brings to light, another may mend
        mender = _Mender(text, known, tab)
        mender.run()
        before, text = text, "\n".join(mender.lines)
        done += mender.repairs
        if text == before:
            break
    return text, tuple(dict.fromkeys(done))


class _Mender:
    def __init__(self, text: str, known: Vocabulary, tab: int) -> None:
        self.text, self.known, self.tab = text, known, tab
        self.lines = text.split("\n")
        self.repairs: list[Repair] = []
        self.levels: list[_Level] = []
        self.at = 0
        self.held = 0  # lines before this one belong to a value above them

    def run(self) -> None:
        for at, line in enumerate(self.lines):
            self.at = at
            if at >= self.held and line.strip():
                self._put(self._line(line), line)

    def _note(self, what: str) -> None:
        self.repairs.append(Repair(self.at, what))

    def _put(self, new: str, old: str) -> None:
        if new == old:
            self.repairs = [one for one in self.repairs if one.line != self.at]
        self.lines[self.at] = new

    def _line(self, line: str) -> str:
        if _BREAKS.search(line):  # line ends to YAML, and to nobody else
            line = _BREAKS.sub(lambda found: "" if found[0][0] in "\u200b\ufeff" else " ", line)
            self._note("space")
        content = line.lstrip(WHITE)
        if not content:
            return line
        white = line[: len(line) - len(content)]
        indent = sum({"\t": self.tab, "\u3000": 2}.get(sign, 1) for sign in white)
        if content.startswith(("#", "＃")):
            if content[0] == "＃" and not self._continues(indent):
                self._note("comment")
                return " " * indent + "#" + content[1:]
            return line
        marked = self._mark(content, indent)
        if self._continues(indent, marked=marked is not None):
            column = None if marked else self._column_of(content)
            if column is None:
                return line
            self._note("indent")
            return " " * column + self._entry(content, column)
        indent = self._aligned(indent, content)
        head = " " * indent
        if white != head:
            self._note("indent")
        if marked is None:
            return head + self._entry(content, indent)
        mark, rest = marked
        level = self._parent()
        word = level.word if level else None
        self.levels.append(_Level(indent, word, item=True, content=indent + len(mark), keys=False))
        return head + mark + self._item(rest, indent + len(mark), word)

    def _continues(self, indent: int, *, marked: bool = False) -> bool:
        """Leave what this line is not below; tell whether it goes on with the value before it."""
        while self.levels:
            last = self.levels[-1]
            lists = marked and not last.item and not last.valued  # a list may stand in the column of its key
            if last.indent < indent or (last.indent == indent and lists):
                break
            self.levels.pop()
        return bool(self.levels) and self.levels[-1].valued

    def _column_of(self, content: str) -> int | None:
        """Return the column of a key that stands too deep, below a value that is whole: that of the level where it is known; there it goes on."""
        found = _KEY.fullmatch(content)
        for at in range(len(self.levels) - 1, -1, -1) if found else ():
            above = self.levels[at - 1].word if at else None
            known = self.known if not at else above.inner if above else None
            if known and not self.levels[at].item and known.find(found["key"]):  # type: ignore[index]
                del self.levels[at + 1 :]
                return self.levels.pop().indent
        return None

    def _parent(self) -> _Level | None:
        return self.levels[-1] if self.levels else None

    def _inner(self) -> tuple[Vocabulary | None, bool]:
        """Return the keys that may stand here, and whether any may."""
        if not self.levels:
            return self.known, False
        word = self.levels[-1].word
        return (word.inner, word.sort == "map") if word else (None, False)

    def _aligned(self, indent: int, content: str) -> int:
        """Move a key that stands between a list mark and what stands behind it below the latter."""
        level = self._parent()
        if level and level.item and level.keys and level.indent < indent < level.content and _KEY.match(content):
            return level.content
        return indent

    def _mark(self, content: str, indent: int) -> tuple[str, str] | None:
        """Take a list mark off; one that is not YAML's own only where a list is expected."""
        found = _MARK.fullmatch(content)
        if not found:
            return None
        mark, gap, rest = found["mark"], found["gap"], found["rest"]
        if mark == "-" and (gap[:1] == " " or not rest):
            if set(gap) <= {" "}:
                return mark + gap, rest
        elif not self._list_expected(indent) or (mark == "-" and rest[:1] in "-." and not gap):
            return None
        width = (1 if mark in "-–‐·−" else 2) + sum({"\t": 1, "\u3000": 2}.get(sign, 1) for sign in gap)
        self._note("mark")
        return "-" + " " * max(width - 1, 1), rest

    def _list_expected(self, indent: int) -> bool:
        for level in reversed(self.levels):
            if level.indent > indent:
                continue
            if level.item:
                return level.indent == indent
            return not level.valued and level.word is not None and level.word.sort in ("list", "table", "any")
        return False

    def _item(self, rest: str, column: int, word: Word | None) -> str:
        """Repair what stands behind a list mark."""
        if word and (word.inner or word.sort in ("map", "table")) and not rest.startswith(("{", "[", "｛", "［", "【")):
            before = len(self.levels)
            entry = self._entry(rest, column)
            self.levels[before - 1].keys = len(self.levels) > before
            return entry
        if word and word.sort == "list":
            inside = Word("text")
            if re.search(r":(?:\s|$)", rest) and rest[0] not in "\"'[{#“":
                self._note("sign")
                self.levels[-1].valued = True
                return literal(rest)
        elif _KEY.fullmatch(rest) and re.search(r":(?:\s|$)", rest) and rest[0] not in "\"'[{":
            before = len(self.levels)
            entry = self._entry(rest, column)
            self.levels[before - 1].keys = len(self.levels) > before
            return entry
        else:
            inside = Word("table", word.inner) if word and word.inner else Word()
        return self._value(rest, inside, self.levels[-1])

    def _entry(self, content: str, column: int) -> str:
        """Repair a line with a key; what is none stays."""
        found = _KEY.fullmatch(content)
        inner, free = self._inner()
        if not found:
            return content
        written, gap, rest = found["key"], found["gap"], found["rest"]
        colon = found["colon"].strip()
        standard = colon == ":" and (gap[:1] in (" ", "\t") or not (gap or rest))
        name = inner.find(written) if inner else None
        if written[0] in "{[?|>" and not name:
            return content
        if not standard and not (name or self._must_be_key(written, colon, free)):
            return content
        if not standard and self._holds_two(f" {rest}") and rest[:1] not in "\"'“{[｛【［":
            return content  # two fields on one line: which value ends where is for a person to say
        if not standard:
            self._note("colon")
        if name and written.strip() not in (inner.words if inner else ()) and written[0] not in "\"'":
            self._note("key")
            written = name
        elif not standard:
            written = written.strip(WHITE)
        level = _Level(column, inner.words.get(name) if inner and name else Word("text") if free else None)
        self.levels.append(level)
        value = self._value(gap + rest if standard else rest, level.word, level)
        if standard:
            return written + found["colon"] + (value if value[:1] in (" ", "\t", "") else f" {value}")
        return f"{written}: {value}".rstrip(" ") if not value.strip() else f"{written}: {value}"

    def _must_be_key(self, written: str, colon: str, free: bool) -> bool:
        """Tell whether a word before a full-width colon is a key though nobody knows it: nothing else may stand at its place."""
        if set(colon) == {":"} or not _WORD.fullmatch(written.strip(WHITE)):
            return False
        level = self._parent()
        return level is None or free or bool(level.word and level.word.sort == "group") or (level.item and level.keys)

    def _value(self, text: str, word: Word | None, level: _Level) -> str:
        deeper = self._deeper(level.indent)
        value = mend_value(text, word, self.text, deeper=deeper)
        if word and word.sort == "text" and value.why == "sign" and self._holds_two(text):
            value = Value(text)
        level.valued = value.open != "empty"
        if value.why:
            self._note(value.why)
        if value.open == "block":
            self.held = self._below(level.indent)
        elif value.open == "quote":
            self._hold_quoted(text, level.indent)
        elif value.open == "flow":
            return self._flow(text, word, level.indent)
        return value.text

    def _holds_two(self, text: str) -> bool:
        """Tell whether a line holds a second field: `标题: 修路 经办人: 某`."""
        return any(self.known.find(found[1]) for found in re.finditer(r"[\s,，;；]([^\s:：,，;；]{2,12})(?::\s|：)", text))

    def _deeper(self, indent: int) -> bool:
        after = next((self.lines[at] for at in range(self.at + 1, len(self.lines)) if self.lines[at].strip()), "")
        return len(after) - len(after.lstrip(WHITE)) > indent

    def _below(self, indent: int) -> int:
        """Return the line behind the last that stands deeper than a column."""
        at = last = self.at + 1
        while at < len(self.lines):
            line = self.lines[at]
            if line.strip():
                if len(line) - len(line.lstrip(WHITE)) <= indent:
                    break
                last = at + 1
            at += 1
        return last

    def _hold_quoted(self, text: str, indent: int) -> None:
        """Leave the lines of a quotation that goes on below, if it ever ends."""
        mark = text.strip(WHITE)[0]
        end = next((at for at in range(self.at + 1, self._below(indent)) if closing_quote(self.lines[at], 0, mark) >= 0), -1)
        self.held = max(self.held, end + 1)

    def _flow(self, text: str, word: Word | None, indent: int) -> str:
        """Repair brackets that go on below."""
        until = self._below(indent)
        if until < len(self.lines) and self.lines[until].lstrip(WHITE)[:1] in ("]", "}", "】", "］", "｝"):
            until += 1
        whole = "\n".join([text, *self.lines[self.at + 1 : until]])
        lead = whole[: len(whole) - len(whole.lstrip(WHITE))]
        end = closing_bracket(whole[len(lead) :]) if len(whole) <= LONGEST else -1
        if end < 0:
            return text
        piece = whole[len(lead) :][: end + 1]
        mended = mend_flow(piece, word).split("\n")
        rest = whole[len(lead) + end + 1 :].split("\n")
        mended[-1] += rest[0]
        for offset, line in enumerate(mended[1:], 1):
            if line != self.lines[self.at + offset]:
                self.repairs.append(Repair(self.at + offset, "flow"))
                self.lines[self.at + offset] = line
        if lead + mended[0] != text:
            self._note("flow")
        self.held = self.at + len(mended)
        return lead + mended[0]
