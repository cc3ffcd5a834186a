"""Files of a village that nothing reads, and why: what was meant for all must not lie there unseen."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from sunboard.contracts import Kind
from sunboard.faults import fault
from sunboard.fields.declarations import Key, rows_file_of
from sunboard.fields.written import half_width
from sunboard.model.encoding import decode
from sunboard.model.file_types import PICTURES, WORKBOOKS
from sunboard.model.node import Document, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import Log
from sunboard.model.row import Row
from sunboard.reading.documents import Reading
from sunboard.reading.sources import VillageFiles, misnamed_settings

FILE_STRAY = fault("file-not-read")
NO_KINDS: Mapping[str, Kind] = {}

_IN_VILLAGE: Mapping[str, str] = {
    ".yml": "settings",
    ".md": "record",
    **dict.fromkeys((".csv", ".tsv"), "rows"),
    **dict.fromkeys((".doc", ".docx", ".wps", ".markdown"), "text"),
}
"""Endings of files beside village.yaml that were meant to be read, and what is said of them."""
_PAPERS = (".doc", ".docx", ".wps", ".txt", ".rtf", ".pdf", ".odt", ".ofd", ".ppt", ".pptx")
_LEFT_OVER: Mapping[str, str] = {
    **dict.fromkeys(_PAPERS, "attachment"),
    **dict.fromkeys(PICTURES, "photo"),
    **dict.fromkeys((*WORKBOOKS, ".csv", ".tsv"), "table"),
    **dict.fromkeys((".xlsm", ".xlsb", ".et", ".numbers"), "workbook"),
}
"""Endings of files that say something only through the record that names them."""
_MISNAMED = (".yml", ".yaml", ".markdown", ".md.txt")
"""Endings of what was meant as a record in the folder of its kind."""


def note_strays(
    source: VillageFiles, readings: Iterable[Reading], kinds: Mapping[str, Kind], log: Log
) -> None:
    """Note what nobody will see: links, files of a wrong name or place, papers that no record names.

    `kinds` are those of the folders in which records stand.
    """
    folders = frozenset(kinds)
    found = {
        path: _wrong(path.removeprefix(f"{source.folder}/"), folders)
        for path in (*source.files, *source.too_large)
    }
    documents = (reading.document for reading in readings if reading.document)
    said = (source.once(("said", id(one)), partial(_with_texts, one))[1] for one in documents)
    texts = chain(said, map(_raw, readings), _settings(source), _unread(source, folders))
    _note_all(found, texts, log, kinds)
    for path in source.links:
        if path.lower().endswith((".md", ".yaml", *WORKBOOKS)):
            _note(path, "link", log)


def note_beside(paths: Iterable[str], documents: Iterable[Document], log: Log) -> None:
    """Note the papers and tables beside a list that villages inherit, where no item of it names them."""
    found = {path: "in-list" for path in paths if _ending(path) in _LEFT_OVER}
    _note_all(found, (text for one in documents for text in _of_document(one)), log)


def _note_all(
    found: Mapping[str, str], texts: Iterable[str], log: Log, kinds: Mapping[str, Kind] = NO_KINDS
) -> None:
    """Note files with what is wrong; a paper or table is right where a record names it."""
    wrong = {path: sort for path, sort in sorted(found.items()) if sort}
    left_over = {path: path.rpartition("/")[2].casefold() for path in wrong if _ending(path) in _LEFT_OVER}
    told = "\n".join(texts).casefold() if left_over else ""
    unnamed = {path: name for path, name in left_over.items() if not _is_named(name, told)}
    plain = half_width(told) if unnamed else ""
    for path, sort in wrong.items():  # of a name in capitals or with other brackets the record is told
        if path not in left_over or (path in unnamed and not _is_named(half_width(unnamed[path]), plain)):
            _note(path, sort, log, kinds)


def _is_named(name: str, texts: str) -> bool:
    """Tell whether texts name a file; `大合同.pdf` does not name `合同.pdf`."""
    at = texts.find(name)
    while at > 0 and texts[at - 1].isalnum():
        at = texts.find(name, at + 1)
    return at >= 0


def _wrong(path: str, folders: frozenset[str]) -> str:
    """Return what is to be said of a file that is no record; `path` is relative to the village."""
    folder, _, name = path.partition("/")
    if folder == "private":
        return folder if _LEFT_OVER.get(_ending(path)) == "table" else ""
    if folder == "law" and name.lower().endswith((".yaml", ".yml")):
        return folder
    if not name and path.lower().endswith(WORKBOOKS):
        return ""
    if not name and misnamed_settings([path]):
        return "settings"
    if not name:
        return _IN_VILLAGE.get(_ending(path)) or _LEFT_OVER.get(_ending(path), "")
    if folder in folders and name.lower().endswith(_MISNAMED):
        return "ending"
    if folder in folders and _ending(path) == ".txt":
        return "notepad"
    return _LEFT_OVER.get(_ending(path), "")


def _ending(path: str) -> str:
    return f".{path.lower().rpartition('.')[2]}"


def _note(path: str, sort: str, log: Log, kinds: Mapping[str, Kind] = NO_KINDS) -> None:
    folder = next((one for one in path.split("/")[2:3] if one in kinds), "")
    kind = kinds.get(folder)
    field = next((key.zh for key in _rows_files(kind)), "")
    if sort == "table" and kind:  # a list of people named by 表格 would be shown with their whole names
        sort = "table-list" if kind.inherited else "table-rows" if field else sort
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    log.add(
        FILE_STRAY,
        Place(path),
        name,
        sort=sort,
        name=name,
        stem=stem,
        ending=ending,
        record=name.split(".")[0],
        township=path.split("/")[0],
        village=path.split("/")[1],
        kind=folder or "事项",
        field=field,
    )


def _rows_files(kind: Kind | None) -> Iterator[Key]:
    """Return the fields that name files with the rows of a kind's record."""
    found = (rows_file_of(kind.fields, name) for name in kind.tables) if kind else ()
    return filter(None, found)


def _settings(source: VillageFiles) -> Iterator[str]:
    """Yield the text of the village's settings, which name photographs."""
    yield decode(source.files.get(f"{source.folder}/village.yaml", b"")) or ""


def _unread(source: VillageFiles, folders: Container[str]) -> Iterator[str]:
    """Yield the text of records in a folder that no kind has: what they name goes with them."""
    for path, data in source.files.items():
        folder, _, name = path.removeprefix(f"{source.folder}/").partition("/")
        if name.lower().endswith(".md") and folder not in folders:
            yield decode(data) or ""


def _raw(reading: Reading) -> str:
    """Return the text of a file that could not be taken apart: it may name others all the same."""
    return decode(reading.raw) or ""


def _of_document(document: Document) -> list[str]:
    """Return everything that might name a file: values, the text, and the files whose rows a record took."""
    said = [document.body]
    _gather(document.fields, said)
    return said


def _with_texts(document: Document) -> tuple[Document, str]:
    """Return a document, which lives as long, with everything in it that might name a file."""
    return document, "\n".join(_of_document(document))


def _gather(node: Items | Fields, said: list[str]) -> None:
    if isinstance(node, Items):
        said.append(node.place.path)
        below: Iterable[Node] = node.items
    else:
        below = [entry.node for entry in node.entries]
    for one in below:
        if isinstance(one, Scalar):
            said.append(one.text.replace("\\", "/"))
        elif not isinstance(one, Row):
            _gather(one, said)
