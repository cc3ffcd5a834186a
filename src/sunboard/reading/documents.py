"""A file of the content folder taken apart: decoded, its fields, and the text below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sunboard.contracts import AnyRecord
from sunboard.engines.yaml_nodes import MOST_LINES, parse_node, parse_yaml
from sunboard.faults import fault
from sunboard.fields.declarations import UNKNOWN
from sunboard.fields.vocabulary import NOTHING_KNOWN, Vocabulary, Word
from sunboard.lazy import dataclass, regex
from sunboard.model.encoding import ENCODING_UNKNOWN, decode, first_unreadable, unreadable
from sunboard.model.node import Document, Fields, Node, Place, Scalar
from sunboard.model.problem import KEY_TWICE, Log, Problem
from sunboard.reading.repair.damage import looks_damaged
from sunboard.reading.repair.fences import Cut, cut, recut, second, unclosed, unfenced
from sunboard.reading.repair.lines import Repair, repair

FRONT_MATTER_MISSING = fault("front-matter-missing")
RECORD_IN_TEXT = fault("record-in-text")
TEXT_REPAIRED = fault("text-repaired")

BODY = ("正文", "body")
"""What a field is called that holds the text of a record."""
_LOST_NAME = regex("^[^:：\n]*\ufffd[^:：\n]*[:：]", re.MULTILINE)
_HEADING = regex("[^，。；;:：{}\\[\\]|<>]{4,30}")  # what may be the title of a text that has no fields
_COMMENT = regex(r"(?:^|\s)#(.*)")
_DONE = ("colon", "space", "indent", "mark", "key", "quote", "flow", "sign", "comment", "bars", "fence")
"""What may be repaired, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file, or of one row of a workbook: a record, or nothing but problems."""

    source: str
    kind: str
    document: Document | None = None
    record: AnyRecord | None = None
    partial: AnyRecord | None = None  # as checks see it, where that is another: not all was read, or more was
    problems: tuple[Problem, ...] = ()
    raw: bytes = b""  # where no document could be made of it

    @property
    def checked(self) -> AnyRecord | None:
        """Return the record as far as it could be read."""
        return self.partial or self.record


def document_id(document: Document) -> str:
    """Return the id of what a document holds where none is given: its file's name."""
    return _stem(document.path)


def _stem(path: str) -> str:
    return re.sub(r"\.md$", "", path.rpartition("/")[2], flags=re.IGNORECASE)


def read_document(data: bytes, path: str, log: Log, known: Vocabulary = NOTHING_KNOWN) -> Document | None:
    """Take a Markdown file apart; return nothing after noting why it cannot be read.

    `known` holds the keys that may stand in it: what is mistyped is repaired where they leave one reading,
    and that is noted.
    """
    text = _text(data, path, log)
    if text is None:
        return None
    lines = text.split("\n")
    refused: Log | None = None
    for found in _cuts(lines, known):
        heard = Log()
        document = _document(lines, found, path, heard, known)
        if document is not None:
            log.problems += heard.problems
            return document
        refused = refused or heard
    if refused is not None:
        log.problems += refused.problems
    else:
        _note_no_fields(lines, path, known, log)
    return None


def read_settings(data: bytes, path: str, log: Log, known: Vocabulary = NOTHING_KNOWN) -> Fields | None:
    """Read a configuration file; return nothing after noting why it cannot be read."""
    found = _bare(data, path, log, Word("group", known))
    return found if isinstance(found, Fields) else None


def read_rows_file(data: bytes, path: str, row: Vocabulary, log: Log) -> Node:
    """Read a data file, a list of rows or a map of them; what cannot be read is an empty map, and noted."""
    return _bare(data, path, log, Word("rows", row)) or Fields()


def _bare(data: bytes, path: str, log: Log, root: Word) -> Node | None:
    """Read a file that is all fields, also between the lines that belong around those of a record."""
    text = _text(data, path, log)
    if text is None:
        return None
    lines, mended = unfenced(text.split("\n"))
    return _understood("\n".join(lines), path, log, root, mended=mended)


def _text(data: bytes, path: str, log: Log) -> str | None:
    text = decode(data)
    if text is None:
        log.add(ENCODING_UNKNOWN, Place(path, first_unreadable(data)), what=unreadable(data))
    elif len(lost := _LOST_NAME.findall(text)) > 1:
        log.add(ENCODING_UNKNOWN, Place(path, text[: text.index(lost[0])].count("\n") + 1), what="lost")
        return None
    return text


def _cuts(lines: list[str], known: Vocabulary) -> Iterator[Cut]:
    """Yield where the fields may stand: as written, then as meant; blank ones last."""
    found = cut(lines)
    is_sure = found and (not known.words or any(line.strip() for line in lines[found.start : found.end]))
    if found and is_sure:
        yield found
    other = recut(lines, known) if known.words and len(lines) <= MOST_LINES else None
    if other and other != found:
        yield other
    elif found and not is_sure:
        yield found


def _note_no_fields(lines: list[str], path: str, known: Vocabulary, log: Log) -> None:
    at = unclosed(lines, known)
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    below = second(lines, at, known) if known.words else None
    what = "empty" if first is None else "open" if at > first else "above" if below else "none"
    shown = lines[at].strip()[:40]
    heading = shown.lstrip("#").strip()
    title = heading if _HEADING.fullmatch(heading) else UNKNOWN
    log.add(
        FRONT_MATTER_MISSING,
        Place(path, at + 1),
        shown,
        what=what,
        line=shown,
        title=title,
        fence=f"{(below or 0) + 1}",
    )


def _document(lines: list[str], found: Cut, path: str, log: Log, known: Vocabulary) -> Document | None:
    text, root = "\n".join(lines[found.start : found.end]), Word("group", known)
    fields = _understood(text, path, log, root, first_line=found.start + 1, mended=found.mended)
    if not isinstance(fields, Fields):
        return None
    lines = lines[: found.until or len(lines)]
    body = next((at for at in range(found.body, len(lines)) if lines[at].strip()), found.body)
    if known.words and (other := second(lines, body, known)) is not None:
        log.add(RECORD_IN_TEXT, Place(path, other + 1), line=f"{other + 1}", stem=_stem(path))
    comments = tuple(comments_in(text, path, found.start + 1))
    written = "\n".join(lines[body:]).strip()
    field = None if written or not known.words.keys().isdisjoint(BODY) else fields.get(*BODY)
    if isinstance(field, Scalar):
        entries = tuple(entry for entry in fields.entries if entry.node is not field)
        first = field.place.line + ("\n" in field.text)  # a text of several lines stands below its key
        return Document(path, replace(fields, entries=entries), field.text.strip(), first, comments=comments)
    return Document(path, fields, written, body + 1, comments=comments)


def comments_in(text: str, path: str, first_line: int = 1) -> Iterator[Scalar]:
    """Yield what stands behind `#` in a text of fields; in quotes it is a value, and found as one too."""
    for number, line in enumerate(text.split("\n") if "#" in text else (), first_line):
        if found := _COMMENT.search(line):
            yield Scalar(found[1], Place(path, number))


def _understood(
    text: str, path: str, log: Log, root: Word, *, first_line: int = 1, mended: tuple[int, ...] = ()
) -> Node | None:
    """Read fields as they stand, else as they were meant; `mended` are lines of fences, from 0."""
    parsed = _parse(text, path, root, first_line)
    known = root.inner is not None and root.inner.words
    has_twice = any(one.fault is KEY_TWICE for one in parsed.log.problems)
    if known and (parsed.node is None or has_twice or looks_damaged(parsed.node, root, text)):
        parsed = _repaired(text, path, root, first_line, parsed)
    log.problems += parsed.log.problems
    done = {one.line + first_line: one.what for one in parsed.repairs} | {at + 1: "fence" for at in mended}
    if parsed.node is not None and done:
        lines = sorted(done)
        what = tuple(one for one in _DONE if one in done.values())
        shown = (*map(str, lines[:8]), *(["…"] if len(lines) > 8 else []))
        log.add(TEXT_REPAIRED, Place(path, lines[0]), lines=shown, what=what)
    return parsed.node


@dataclass(frozen=True, slots=True)
class _Parsed:
    """Fields as the parser understands them, what it says of them, and what had to be repaired before."""

    node: Node | None
    log: Log
    repairs: tuple[Repair, ...] = ()


def _parse(
    text: str, path: str, root: Word, first_line: int, written: str = "", repairs: tuple[Repair, ...] = ()
) -> _Parsed:
    heard = Log()
    parse = parse_node if root.sort == "rows" else parse_yaml
    return _Parsed(parse(text, path, heard, first_line=first_line, written=written), heard, repairs)


def _repaired(text: str, path: str, root: Word, first_line: int, parsed: _Parsed) -> _Parsed:
    """Return the first repair that can be read; where Tabs could mean two things, what was parsed before."""
    readable: list[_Parsed] = []
    for tab in (2, 4, 8) if re.search(r"^[ \-]*\t", text, re.MULTILINE) else (2,):
        mended, repairs = repair(text, root, tab=tab)
        if mended == text:
            continue
        again = _parse(mended, path, root, first_line, text, repairs)
        if again.node is not None and not again.log.has_error:
            readable.append(again)
        elif not readable and tab == 2 and parsed.node is None:
            parsed = replace(again, repairs=())
    has_one_meaning = readable and all(one.node == readable[0].node for one in readable)
    return readable[0] if has_one_meaning else parsed
