"""Fields as people type them, made into the YAML that they meant, where that can be told for certain.

Every line is looked at by itself and by what it stands under; lines are never added or taken away. What can
be read stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sunboard.engines.yaml_nodes import MOST_LINES
from sunboard.fields.vocabulary import COLONS, NUMBERING, Vocabulary, Word
from sunboard.lazy import dataclass, regex
from sunboard.reading.repair.levels import Level, Levels
from sunboard.reading.repair.values import (
    LONGEST,
    WHITE,
    Value,
    closing_bracket,
    closing_quote,
    holds_two,
    literal,
    mend_flow,
    mend_value,
)

_KEY = regex(
    rf"(?P<key>[^{COLONS}]{{1,40}}?)(?P<colon>[\s\u3000]*[{COLONS}]+)(?P<gap>[ \t\u3000\xa0]*)(?P<rest>.*)"
)
_MARK = regex(r"(?P<mark>[-－—–−‐﹣•·●])(?P<gap>[ \t\u3000\xa0]*)(?P<rest>.*)")
_BULLET = regex(rf"(?:(?P<sign>[-－—–−‐﹣•·●][{WHITE}]*|\*[{WHITE}]+)|{NUMBERING}[{WHITE}]*)(?P<rest>[^*].*)")
_NUMBER = regex(rf"(?P<mark>[(（]?[0-9]{{1,2}}[.、．)）])(?P<gap>[{WHITE}]*)(?P<rest>[^0-9{WHITE}].*)")
_COUNTED = ("list", "table")
_WORD = regex(r"[\w ()（）/]{1,12}")
_CHINESE = regex(r"[\u3400-\u9fff()（）]{2,}")
_NAME = regex(r"[\w.．()（）/“”＂\"']{1,24}")  # of a row, or in a map of free keys
_BREAKS = regex("[\x85\u2028\u2029]|[\u200b\ufeff]+|^[\xad\u200e\u200f\u202a-\u202e\u2060-\u2069]+")
_BARRED = regex(rf"[{WHITE}]*[|｜│].*[|｜│][{WHITE}]*")
_NUMBERED_LINE = regex(NUMBERING)
_SENTENCE = regex("[，。；！？]")
_SIGNS = "#＃{[｛［【|>\"'“"
_MOST_TIMES = 5
_STRANGE = Word("map")
"""What stands below a name that nobody knows, where each line of it has a name."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A line, counted from 0, and what was done there."""

    line: int
    what: str  # colon, space, indent, mark, key, quote, flow, sign, comment or bars


def repair(text: str, root: Word, *, tab: int = 2) -> tuple[str, tuple[Repair, ...]]:
    """Return the text with every certain repair made, line for line, and what was done.

    `root` is what the whole is: a group of fields, or the rows of a data file. A Tab takes `tab` columns.
    """
    if text.count("\n") > MOST_LINES:
        return text, ()
    done: list[Repair] = []
    for _ in range(_MOST_TIMES):  # what one repair brings to light, another may mend
        before = text
        text, moved = _first_moved_out(text)
        mender = _Mender(text, root, tab)
        mender.run()
        text = "\n".join(mender.lines)
        done += (*moved, *mender.ahead, *mender.repairs)
        if text == before:
            break
    return text, tuple(dict.fromkeys(done))


def _first_moved_out(text: str) -> tuple[str, list[Repair]]:
    """Move the first lines out where they stand further in than a later one: they stand under nothing."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = _indent(first)
    if not indent or not _KEY.fullmatch(first.strip()):
        return text, []
    nearer = (at for at, line in enumerate(lines) if line.strip() and _indent(line) < indent)
    end = next(nearer, 0)
    moved = [line[indent:] for line in lines[:end]]
    return "\n".join((*moved, *lines[end:])), [Repair(at, "indent") for at, line in enumerate(moved) if line]


class _Mender:
    def __init__(self, text: str, root: Word, tab: int) -> None:
        self.text, self.root, self.tab = text, root, tab
        self.lines = text.split("\n")
        self.repairs: list[Repair] = []
        self.ahead: list[Repair] = []  # of lines that are still to be looked at
        self.levels = Levels(root)
        self.at = 0
        self.bullets: tuple[int, str] | None = None  # column and sign of the marks before the fields
        self.held = 0  # lines before this one belong to a value above them

    def run(self) -> None:
        for at, line in enumerate(self.lines):
            self.at = at
            if at >= self.held and line.strip():
                self._put(self._line(line), line)
            elif at >= self.held and line.strip(" "):
                self.lines[at] = ""  # white space that is a word to YAML
                self._note("space")

    def _note(self, what: str) -> None:
        self.repairs.append(Repair(self.at, what))

    def _put(self, new: str, old: str) -> None:
        if new == old:
            self.repairs = [one for one in self.repairs if one.line != self.at]
        self.lines[self.at] = new

    def _line(self, line: str) -> str:
        if _BREAKS.search(line):  # line ends to YAML, and to nobody else
            line = _BREAKS.sub(lambda found: " " if found[0] in "\x85\u2028\u2029" else "", line)
            self._note("space")
        content = line.lstrip(WHITE)
        if not content:
            return line
        if line[-1] in "\u3000\xa0":  # YAML takes them for a part of the value
            line, content = line.rstrip(WHITE), content.rstrip(WHITE)
            self._note("space")
        white = line[: len(line) - len(content)]
        indent = _width(white, self.tab)
        if content.startswith(("#", "＃")):
            if content[0] == "＃" and not self.levels.left(indent):
                self._note("comment")
                return " " * indent + "#" + content[1:]
            return line
        marked = self._mark(content, indent)
        goes_on = self.levels.left(indent, marked=marked is not None)
        if bare := self._without_bullet(content, indent):
            return self._entry(bare, 0)
        if goes_on:
            found = None if marked else _KEY.fullmatch(content)
            column = self.levels.leave_for(found["key"]) if found else None
            if column is None:
                return line if found and _WORD.fullmatch(found["key"]) else self._going_on(line)
            self._note("indent")
            return " " * column + self._entry(content, column)
        indent = self.levels.aligned(indent) if _KEY.match(content) else indent
        head = " " * indent
        if white != head:
            self._note("indent")
        if marked is None:
            return head + self._entry(content, indent)
        mark, rest = marked
        word = self.levels.enter_item(indent, indent + len(mark))
        return head + mark + self._item(rest, indent + len(mark), word)

    def _without_bullet(self, content: str, indent: int) -> str:
        """Return a field of the whole without the list mark or number that stands before each of them."""
        found = _BULLET.fullmatch(content) if self.root.sort == "group" else None
        key = _KEY.fullmatch(found["rest"]) if found else None
        if not found or not key or not self.root.finds(key["key"]):
            return ""
        bullets = (indent, (found["sign"] or "1")[0])
        if not self.levels.at_root and (self.bullets != bullets or self.levels.may_be_item(key["key"])):
            return ""
        self.levels.leave_all()
        self.bullets = bullets
        self._note("mark")
        return found["rest"]

    def _going_on(self, line: str) -> str:
        """Return a line that goes on with the value above it, indented by spaces where it was not."""
        spaced = self._spaced(line)
        if spaced != line:
            self._note("indent")
        return spaced

    def _mark(self, content: str, indent: int) -> tuple[str, str] | None:
        """Take a list mark off; one that is not YAML's own only where a list is expected."""
        found = _MARK.fullmatch(content)
        if not found:
            return self._number(content, indent)
        mark, gap, rest = found["mark"], found["gap"], found["rest"]
        if mark == "-" and (gap[:1] == " " or not rest):
            if set(gap) <= {" "}:
                return mark + gap, rest
        elif not self.levels.list_expected(indent) or (mark == "-" and rest[:1] in "-." and not gap):
            return None
        width = (1 if mark in "-–‐·−" else 2) + _width(gap, 1)
        self._note("mark")
        return "-" + " " * max(width - 1, 1), rest

    def _number(self, content: str, indent: int) -> tuple[str, str] | None:
        """Take the number off an item of a list or table, whose items need none: 1. 大湾组."""
        found = _NUMBER.fullmatch(content)
        if not found or not self.levels.list_expected(indent, _COUNTED):
            return None
        self._note("mark")
        return "-" + " " * max(len(found["mark"]) + _width(found["gap"], 1) - 1, 1), found["rest"]

    def _item(self, rest: str, column: int, word: Word | None) -> str:
        """Repair what stands behind a list mark."""
        keyed = word is not None and (word.inner or word.sort in ("map", "table"))
        if keyed and rest[:1] not in ("{", "[", "｛", "［", "【"):
            return self._keyed(rest, column)
        if word and word.sort == "list":
            inside = Word("text")
            if rest[:1] in ("•", "●"):  # marked twice
                self._note("mark")
                rest = rest[1:].lstrip(WHITE)
            if re.search(r":(?:\s|$)", rest) and rest[0] not in "\"'[{#“":
                self._note("sign")
                self.levels.last.valued = True
                return literal(rest)
        elif _KEY.fullmatch(rest) and re.search(r":(?:\s|$)", rest) and rest[0] not in "\"'[{｛［【":
            return self._keyed(rest, column)
        else:
            inside = Word("table", word.inner) if word and word.inner else Word()
        return self._value(rest, inside, self.levels.last)

    def _keyed(self, rest: str, column: int) -> str:
        """Repair an item that begins with a key."""
        item = self.levels.last
        entry = self._entry(rest, column)
        item.keys = self.levels.last is not item
        return entry

    def _entry(self, content: str, column: int) -> str:
        """Repair a line with a key; what is none stays."""
        found = _KEY.fullmatch(content)
        inner, free = self.levels.inner()
        if not found:
            return self._head(content, column, inner, free=free)
        written, gap, rest = found["key"], found["gap"], found["rest"]
        colon = found["colon"].strip()
        standard = colon == ":" and (gap[:1] in (" ", "\t") or not (gap or rest))
        name = inner.find(written) if inner else None
        if written[0] in "{[｛［?|>" and not name:
            return content
        if not standard:
            if not name and not (self._must_be_name(written) if free else self._must_be_key(written, colon)):
                return content
            if holds_two(self.root, f" {rest}") and rest[:1] not in "\"'“{[｛【［":
                return content  # two fields on one line: which value ends where is for a person to say
            self._note("colon")
        if name and written.strip() not in (inner.words if inner else ()) and written[0] not in "\"'":
            self._note("key")
            written = name
        elif not standard or (free and written[0] in "“＂"):
            self._note("quote" if written[0] in "“＂" else "colon")
            written = written.strip(WHITE).strip("“”＂")
        is_known = name or (free and self.levels.last.word is not _STRANGE)
        level = self.levels.enter(column, name, free=free)
        if not is_known and not rest.strip(WHITE) and self._names_below(column):
            level.word = _STRANGE
        value = self._value(gap + rest if standard else rest, level.word, level)
        if standard:
            return written + found["colon"] + (value if value[:1] in (" ", "\t", "") else f" {value}")
        return f"{written}: {value}".rstrip(" ") if not value.strip() else f"{written}: {value}"

    def _names_below(self, column: int) -> bool:
        """Tell whether every line below a key that nobody knows begins with a word of Chinese and a colon."""
        below = [line.strip(WHITE) for line in self.lines[self.at + 1 : _below(self.lines, self.at, column)]]
        keys = [_KEY.fullmatch(line) for line in below if line]
        return bool(keys) and all(key and _CHINESE.fullmatch(key["key"]) for key in keys)

    def _head(self, content: str, column: int, inner: Vocabulary | None, *, free: bool) -> str:
        """Return the name of a group or list that stands above its parts, with the colon that it lacks."""
        name = inner.find(content) if inner else None
        word = inner.words[name] if inner and name else None
        below = word is not None and word.sort not in ("text", "value")
        if not below or not _goes_deeper(self.lines, self.at, column):
            return content
        self._note("colon")
        self.levels.enter(column, name, free=free)
        return f"{content}:"

    def _must_be_name(self, written: str) -> bool:
        """Tell whether a word before a strange colon is a free key: where those stand, nothing else may."""
        return bool(_NAME.fullmatch(written.strip(WHITE)))

    def _must_be_key(self, written: str, colon: str) -> bool:
        """Tell whether an unknown word before a strange colon is a key: nothing else may stand there.

        Before one of YAML's own it must be a word of Chinese: 8:30 is none, nor is http://.
        """
        word = written.strip(WHITE)
        if not _WORD.fullmatch(word) or (set(colon) == {":"} and not _CHINESE.fullmatch(word)):
            return False
        level = self.levels.last
        return bool(level.word and level.word.sort == "group") or (level.item and level.keys)

    def _value(self, text: str, word: Word | None, level: Level) -> str:
        deeper = _goes_deeper(self.lines, self.at, level.indent)
        value = mend_value(text, word, deeper=deeper)
        if word and word.sort == "text" and value.why == "sign" and holds_two(self.root, text):
            value = Value(text)
        level.valued = value.open != "empty"
        if value.open == "empty" and (end := self._end_of_bars() or self._end_of_flush(word, level.indent)):
            self.held, level.valued = end, True
            for at in range(self.at + 1, end):
                self.lines[at] = " " * (level.indent + 2) + self.lines[at].strip(WHITE)
            self._note("bars" if _BARRED.fullmatch(self.lines[end - 1]) else "indent")
            return " |"
        if value.open == "empty" and word is not None and word.sort == "table":
            self._mark_items(word, level.indent)
        if value.why:
            self._note(value.why)
        if value.open == "block":
            self.held = _below(self.lines, self.at, level.indent)
            self._indent_block(level.indent)
        elif value.open == "quote":
            self.held = max(self.held, _closed_below(self.lines, self.at, level.indent, text.strip(WHITE)[0]))
        elif value.open == "flow":
            return self._flow(text, word, level.indent)
        return value.text

    def _mark_items(self, word: Word, indent: int) -> None:
        """Mark the items of a list that lack their mark, where the first key of one comes again further on.

        Each has more than that key: what stands twice in a row may be a slip.
        """
        below = range(self.at + 1, _below(self.lines, self.at, indent))
        written = [at for at in below if self.lines[at].strip() and self.lines[at].strip()[0] not in "#＃"]
        first = self.lines[written[0]] if written else ""
        column = _indent(first)
        content = column + 2 * first[column:].startswith("- ")
        key = _KEY.match(first, content)
        if key is None or not word.finds(key["key"]):
            return
        begin = f"{' ' * content}{key['key']}"
        again = [at for at in written[1:] if _KEY.split(self.lines[at])[:2] == ["", begin]]
        if not again:  # a single item needs no mark
            return
        heads = {written[0], *again}
        if any(at in heads and after in heads for at, after in pairwise((*written, written[0]))):
            return
        for at in again if content > column else written:
            line = self.lines[at]
            self.lines[at] = f"{line[:column]}- {line[content:]}" if at in heads else f"  {line}"
            self.ahead.append(Repair(at, "mark"))

    def _end_of_bars(self) -> int:
        """Return the line behind a table that is drawn with bars below a key; 0 where there is none."""
        end = self.at + 1
        while end < len(self.lines) and _BARRED.fullmatch(self.lines[end]):
            end += 1
        return end if end > self.at + 2 else 0

    def _end_of_flush(self, word: Word | None, indent: int) -> int:
        """Return the line behind sentences, or numbered lines, that stand below their key in its column.

        0 where there are none. What begins with a name, with or without its colon, is no part of them.
        """
        if indent or (word is not None and word.sort not in ("text", "any")):
            return 0
        end = self.at + 1
        while end < len(self.lines) and self._is_flush(self.lines[end]):
            end += 1
        below = self.lines[self.at + 1 : end]
        is_numbered = len(below) > 1 and all(map(_NUMBERED_LINE.match, below))
        return end if is_numbered or any(map(_SENTENCE.search, below)) else 0

    def _is_flush(self, line: str) -> bool:
        words = line.split()
        if not words or line[0] in WHITE or line[0] in _SIGNS or _MARK.fullmatch(line):
            return False
        key = _KEY.match(line)
        return not self.root.finds(words[0]) and not (
            key and (self.root.finds(key["key"]) or _WORD.fullmatch(key["key"].strip(WHITE)))
        )

    def _indent_block(self, indent: int) -> None:
        """Let the lines of a block stand deeper than its key by spaces: nothing else is deeper to YAML."""
        for at in range(self.at + 1, self.held):
            line = self.lines[at]
            if line.strip() and not line.startswith(" " * (indent + 1)):
                self.lines[at] = self._spaced(line)
                self.repairs.append(Repair(at, "indent"))

    def _spaced(self, line: str) -> str:
        """Return a line indented by spaces alone."""
        content = line.lstrip(WHITE)
        return " " * _width(line[: len(line) - len(content)], self.tab) + content

    def _flow(self, text: str, word: Word | None, indent: int) -> str:
        """Repair brackets that go on below."""
        until = _below(self.lines, self.at, indent)
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
        mended[-1] += rest[0].rstrip(WHITE)
        for offset, line in enumerate(mended[1:], 1):
            if line != self.lines[self.at + offset]:
                self.repairs.append(Repair(self.at + offset, "flow"))
                self.lines[self.at + offset] = line
        if lead + mended[0] != text:
            self._note("flow")
        self.held = self.at + len(mended)
        return lead + mended[0]


def _width(white: str, tab: int) -> int:
    """Return the columns that white space takes."""
    return sum({"\t": tab, "\u3000": 2}.get(sign, 1) for sign in white)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(WHITE))


def _goes_deeper(lines: Sequence[str], at: int, indent: int) -> bool:
    """Tell whether the next line that is not blank stands deeper than a column."""
    written = (lines[after] for after in range(at + 1, len(lines)) if lines[after].strip())
    return _indent(next(written, "")) > indent


def _below(lines: Sequence[str], at: int, indent: int) -> int:
    """Return the line behind the last one below `at` that stands deeper than a column."""
    end = at + 1
    for after in range(at + 1, len(lines)):
        if lines[after].strip():
            if _indent(lines[after]) <= indent:
                break
            end = after + 1
    return end


def _closed_below(lines: Sequence[str], at: int, indent: int, mark: str) -> int:
    """Return the line behind the one that closes a quotation, or 0 where none of those below `at` does."""
    found = (
        after
        for after in range(at + 1, _below(lines, at, indent))
        if closing_quote(lines[after], 0, mark) >= 0
    )
    return next(found, -1) + 1
