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
from sunboard.reading.repair.fences import Cut, cut, recut, unclosed, unfenced
from sunboard.reading.repair.lines import MOST_LINES, Repair, repair
from sunboard.reading.repair.damage import looks_damaged

FRONT_MATTER_MISSING = fault("front-matter-missing")


TEXT_REPAIRED = fault("text-repaired")


_NO_FIELDS = {
    "empty": {
        "what": "这个文件是空的",
        "what_en": "this file is empty",
        "cure": "写好内容再保存；不要的，删掉这个文件",
        "cure_en": "Write something and save it, or delete the file",
    },
    "open": {
        "what": "各项下面没有第二行“---”，从“{value}”起不知道是不是正文",
        "what_en": "no second line of --- ends them, and whether “{value}” belongs to the text cannot be told",
        "cure": "在这一行上面加一行 ---",
        "cure_en": "Add a line of --- above this one",
    },
    "none": {
        "what": "文件开头没有标题、日期这些，直接就是“{value}”",
        "what_en": "the file begins with “{value}”, without title, date and the other fields",
        "cure": "最前面加上：一行 ---，下面一行一项（标题: 村口道路维修公示），再一行 ---，正文写在后面",
        "cure_en": "Put before it: a line of ---, one field a line (标题: 村口道路维修公示), a line of --- again; the text follows",
    },
}
"""Why there are no fields, and what to do."""


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
    words, shown = (
        _NO_FIELDS["empty" if not text.strip() else "open" if begun else "none"],
        lines[at].strip()[:40],
    )
    log.add(
        FRONT_MATTER_MISSING,
        Place(path, at + 1),
        shown,
        **{name: said.replace("{value}", shown) for name, said in words.items()},
    )
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
        log.add(ENCODING_UNKNOWN, Place(path, first_unreadable(data)), **unreadable(data))
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


_DONE = {
    "colon": ("冒号", "colons", "用半角冒号，后面空一格", "use a half-width colon with a space behind it"),
    "space": ("空格", "spaces", "冒号后面空一格", "put a space behind the colon"),
    "indent": ("缩进", "indentation", "下一层的行首空两格，不用 Tab", "indent by two spaces, without Tabs"),
    "mark": (
        "列表的短横",
        "list marks",
        "列表每行以“- ”开头",
        "begin each item of a list with a hyphen and a space",
    ),
    "key": ("名称", "names of fields", "名称照模板写", "write names as the template has them"),
    "quote": ("引号", "quotation marks", "引号成对，用半角", "close quotation marks, in half width"),
    "flow": ("括号和逗号", "brackets and commas", "括号和逗号用半角", "use half-width brackets and commas"),
    "sign": (
        "内容里的特殊符号",
        "special signs in values",
        "有特殊符号的内容用引号括起来",
        "put a value with special signs into quotation marks",
    ),
    "comment": ("注释", "comments", "说明写在 # 后面，# 前面空一格", "put remarks behind a space and #"),
    "fence": (
        "开头结尾的“---”",
        "the lines of ---",
        "各项的上下各写一行 ---",
        "put a line of --- above and below the fields",
    ),
}
"""What was repaired, and how it is written: Chinese and English."""


def _note(path: str, done: Mapping[int, str], log: Log) -> None:
    lines = sorted(done)
    what = [one for one in _DONE if one in done.values()]
    shown = [str(line) for line in lines[:8]] + (["…"] if len(lines) > 8 else [])
    words = {
        "what": "、".join(_DONE[one][0] for one in what),
        "what_en": ", ".join(_DONE[one][1] for one in what),
    }
    words |= {
        "right": "；".join(_DONE[one][2] for one in what),
        "right_en": "; ".join(_DONE[one][3] for one in what),
    }
    log.add(TEXT_REPAIRED, Place(path, lines[0]), lines="、".join(shown), lines_en=", ".join(shown), **words)
