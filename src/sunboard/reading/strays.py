"""Files of a village that nothing reads, and why: what was meant to be published must not lie there unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sunboard.model.encoding import decode
from sunboard.model.node import Document, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import Log
from sunboard.model.row import Row
from sunboard.reading.file_faults import FILE_STRAY, IN_LIST, LEFT_OVER, MISNAMED, NOT_READ
from sunboard.reading.records import Reading
from sunboard.reading.sources import VillageFiles
from sunboard.reading.workbook.rows import WORKBOOKS

Words = tuple[str, str, str, str]
"""Why a file is not read and what to do about it, each in Chinese and English."""


def note_strays(source: VillageFiles, readings: Iterable[Reading], kinds: Iterable[str], log: Log) -> None:
    """Note what nobody will see: links, files of a wrong name or place, and papers and tables that no record names.

    `kinds` are the folders in which records stand.
    """
    folders = frozenset(kinds)
    found = {
        path: _wrong(path.removeprefix(f"{source.folder}/"), folders)
        for path in (*source.files, *source.too_large)
    }
    texts = (
        text for reading in readings for text in (*_of_document(reading.document), decode(reading.raw) or "")
    )
    _note_all(found, texts, log)
    for path in source.links:
        if path.lower().endswith((".md", ".yaml", *WORKBOOKS)):
            why = "它是一个链接（快捷方式），不知道会通到哪里", "it is a link, which may lead anywhere"
            _note(
                path,
                (*why, "删掉这个链接，把文件本身拷到这里", "Delete the link and copy the file itself here"),
                log,
            )


def note_beside(paths: Iterable[str], documents: Iterable[Document], log: Log) -> None:
    """Note the papers and tables in the folder of a list that villages inherit, where no item of it names them."""
    _note_all(
        {path: IN_LIST for path in paths if _ending(path) in LEFT_OVER},
        (text for one in documents for text in _of_document(one)),
        log,
    )


def _note_all(found: Mapping[str, Words | None], texts: Iterable[str], log: Log) -> None:
    """Note files with what is wrong; one that says something only through a record is right where a record names it."""
    wrong = {path: words for path, words in sorted(found.items()) if words}
    named = "\n".join(texts) if any(_ending(path) in LEFT_OVER for path in wrong) else ""
    for path, words in wrong.items():
        if _ending(path) not in LEFT_OVER or not _is_named(path.rpartition("/")[2], named):
            _note(path, words, log)


def _is_named(name: str, texts: str) -> bool:
    """Tell whether texts name a file; `大合同.pdf` does not name `合同.pdf`."""
    at = texts.find(name)
    while at > 0 and texts[at - 1].isalnum():
        at = texts.find(name, at + 1)
    return at >= 0


def _wrong(path: str, folders: frozenset[str]) -> Words | None:
    """Return what is to be said of a file that is no record; `path` is relative to the village."""
    folder, _, name = path.partition("/")
    if not name and path.lower().endswith(WORKBOOKS):
        return None
    if not name:
        return NOT_READ.get(_ending(path)) or LEFT_OVER.get(_ending(path))
    if folder in folders and name.lower().endswith(MISNAMED):
        ending, stem = name.rpartition(".")[2], name.rpartition("/")[2].split(".")[0]
        return (
            f"扩展名是 .{ending}",
            f"it ends in .{ending}",
            f"改名为 {stem}.md（看不见扩展名的，先在“查看”里勾选“文件扩展名”）",
            f"Rename it to {stem}.md (where endings are hidden, tick “File name extensions” under “View” first)",
        )
    return LEFT_OVER.get(_ending(path))


def _ending(path: str) -> str:
    return f".{path.lower().rpartition('.')[2]}"


def _note(path: str, words: Words, log: Log) -> None:
    name = path.rpartition("/")[2]
    known = {"{stem}": name.rpartition(".")[0], "{name}": name, "{village}": path.split("/")[1]}
    why, why_en, cure, cure_en = (
        re.sub("|".join(known), lambda found: known[found[0]], text) for text in words
    )
    log.add(FILE_STRAY, Place(path), name, why=why, why_en=why_en, cure=cure, cure_en=cure_en)


def _of_document(document: Document | None) -> Iterator[str]:
    """Yield everything that might name a file: values, the text, and the files whose rows a record took."""
    if document is not None:
        yield document.body
        yield from _of_node(document.fields)


def _of_node(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text.replace("\\", "/")
    elif isinstance(node, Items):
        yield node.place.path
        for item in node.items:
            if not isinstance(item, Row):
                yield from _of_node(item)
    elif isinstance(node, Fields):
        for entry in node.entries:
            yield from _of_node(entry.node)
