"""A file of the content folder taken apart: decoded, its fields, and the text below them."""

from __future__ import annotations

import re

from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields import Log
from sunboard.model.encoding import ENCODING_UNKNOWN as ENCODING_UNKNOWN
from sunboard.model.encoding import decode as decode
from sunboard.model.node import Document, Fields, Place
from sunboard.model.problem import Fault, Severity, Words

_FENCE = re.compile(r"-{3,}\s*")

FRONT_MATTER_MISSING = Fault(
    "front-matter-missing",
    Severity.ERROR,
    zh=Words("文件开头没有用两行“---”围起来的字段", "第一行写 ---，下面一行一项，再写一行 ---，正文写在后面"),
    en=Words("The file does not begin with fields between two lines of ---", "Begin with ---, one field a line, then --- again; the text follows"),
    manual="""A record begins with its fields between two lines of three hyphens; the text follows below.

    ---
    标题: 修路公示
    ---
    正文写在这里。

中文
每份记录的开头是字段，上下各一行三个短横“---”，正文写在后面。少了其中一行就读不出来。

    ---
    标题: 修路公示
    ---
    正文写在这里。
""",
)


def read_document(data: bytes, path: str, log: Log) -> Document | None:
    """Take a Markdown file apart; return nothing after noting why it cannot be read."""
    text = decode(data)
    if text is None:
        log.add(ENCODING_UNKNOWN, Place(path))
        return None
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    end = next((at for at in range(start + 1, len(lines)) if _FENCE.fullmatch(lines[at])), 0)
    if not _FENCE.fullmatch(lines[start]) or not end:
        log.add(FRONT_MATTER_MISSING, Place(path, start + 1), lines[start].strip()[:40])
        return None
    fields = parse_yaml("\n".join(lines[start + 1 : end]), path, log, first_line=start + 2)
    if fields is None:
        return None
    body = next((at for at in range(end + 1, len(lines)) if lines[at].strip()), end + 1)
    return Document(path, fields, "\n".join(lines[body:]).strip(), body + 1)


def read_settings(data: bytes, path: str, log: Log) -> Fields | None:
    """Read a configuration file; return nothing after noting why it cannot be read."""
    text = decode(data)
    if text is None:
        log.add(ENCODING_UNKNOWN, Place(path))
        return None
    return parse_yaml(text, path, log)
