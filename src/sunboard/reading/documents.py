"""A file of the content folder taken apart: decoded, its fields, and the text below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sunboard.engines.yaml_nodes import parse_node, parse_yaml
from sunboard.faults import fault
from sunboard.fields.vocabulary import NOTHING_KNOWN, Vocabulary, Word
from sunboard.model.encoding import ENCODING_UNKNOWN as ENCODING_UNKNOWN
from sunboard.model.encoding import decode as decode
from sunboard.model.encoding import first_unreadable, unreadable
from sunboard.model.node import Document, Fields, Node, Place
from sunboard.model.problem import Log
from sunboard.reading.repair.damage import looks_damaged
from sunboard.reading.repair.fences import Cut, cut, recut, unclosed, unfenced
from sunboard.reading.repair.lines import MOST_LINES, Repair, repair

FRONT_MATTER_MISSING = fault("front-matter-missing")


TEXT_REPAIRED = fault("text-repaired")


def read_document(data: bytes, path: str, log: Log, known: Vocabulary = NOTHING_KNOWN) -> Document | None:
    """Take a Markdown file apart; return nothing after noting why it cannot be read.

    `known` holds the keys that may stand in it: what is mistyped is repaired where they leave one reading, and that is noted.
    """
    text = _text(data, path, log)
    if text is None:
        return None
    lines = text.split("\n")
    found = cut(lines)
    refused: Log | None = None
    if found and (any(line.strip() for line in lines[found.start : found.end]) or not known.words):
        refused = Log()
        document = _document(lines, found, path, refused, known)
        if document is not None:
            log.problems += refused.problems
            return document
    other = recut(lines, known) if known.words and len(lines) <= MOST_LINES else None
    if other and other != found:
        heard = Log()
        document = _document(lines, other, path, heard, known)
        if document is not None or refused is None:
            log.problems += heard.problems
            return document
    if refused is not None:
        log.problems += refused.problems
        return None
    if found:
        return _document(lines, found, path, log, known)
    at = unclosed(lines, known)
    begun = at > next((number for number, line in enumerate(lines) if line.strip()), 0)
    what = "empty" if not text.strip() else "open" if begun else "none"
    shown = lines[at].strip()[:40]
    log.add(FRONT_MATTER_MISSING, Place(path, at + 1), shown, what=what, line=shown)
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
    return understand("\n".join(lines), path, log, root, mended=mended)


def _text(data: bytes, path: str, log: Log) -> str | None:
    text = decode(data)
    if text is None:
        log.add(ENCODING_UNKNOWN, Place(path, first_unreadable(data)), what=unreadable(data))
    return text


def _document(lines: list[str], found: Cut, path: str, log: Log, known: Vocabulary) -> Document | None:
    root = Word("group", known)
    fields = understand(
        "\n".join(lines[found.start : found.end]),
        path,
        log,
        root,
        first_line=found.start + 1,
        mended=found.mended,
    )
    if not isinstance(fields, Fields):
        return None
    lines = lines[: found.until or len(lines)]
    body = next((at for at in range(found.body, len(lines)) if lines[at].strip()), found.body)
    return Document(path, fields, "\n".join(lines[body:]).strip(), body + 1)


def understand(
    text: str, path: str, log: Log, root: Word, *, first_line: int = 1, mended: tuple[int, ...] = ()
) -> Node | None:
    """Read fields as they stand, else as they were meant; a repair is noted with its lines. `mended` are lines of fences, from 0."""
    heard = Log()
    fields = _parse(root)(text, path, heard, first_line=first_line)
    if root.inner is not None and root.inner.words and (fields is None or looks_damaged(fields, root, text)):
        text, fields, heard, repairs = _repaired(text, path, root, first_line, fields, heard)
    else:
        repairs = ()
    log.problems += heard.problems
    if fields is not None and (repairs or mended):
        _note(
            path,
            {one.line + first_line: one.what for one in repairs} | {at + 1: "fence" for at in mended},
            log,
        )
    return fields


def _parse(root: Word) -> Callable[..., Node | None]:
    return parse_node if root.sort == "rows" else parse_yaml


def _repaired(
    text: str, path: str, root: Word, first_line: int, fields: Node | None, heard: Log
) -> tuple[str, Node | None, Log, tuple[Repair, ...]]:
    """Return the first repair that can be read; where Tabs could mean two things, none."""
    readable: list[tuple[str, Node, Log, tuple[Repair, ...]]] = []
    best: tuple[Node | None, Log] = (fields, heard)
    for tab in (2, 4, 8) if re.search(r"^[ \-]*\t", text, re.MULTILINE) else (2,):
        mended, repairs = repair(text, root, tab=tab)
        if mended == text:
            continue
        again = Log()
        read = _parse(root)(mended, path, again, first_line=first_line, written=text)
        if read is not None and not again.has_error:
            readable.append((mended, read, again, repairs))
        elif not readable and tab == 2 and fields is None:
            best = (read, again)
    if readable and all(read == readable[0][1] for _, read, _, _ in readable):
        return readable[0]
    return text, best[0], best[1], ()


_DONE = ("colon", "space", "indent", "mark", "key", "quote", "flow", "sign", "comment", "fence")
"""What may be repaired, in the order in which it is told."""


def _note(path: str, done: Mapping[int, str], log: Log) -> None:
    lines = sorted(done)
    what = tuple(one for one in _DONE if one in done.values())
    shown = (*map(str, lines[:8]), *(["…"] if len(lines) > 8 else []))
    log.add(TEXT_REPAIRED, Place(path, lines[0]), lines=shown, what=what)
