"""From a document to a record: tables brought in, fields understood, attachments found."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from sunboard.contracts import AnyRecord, Enclosed, Kind, Record
from sunboard.fields.declarations import Key, form_of, names_of, read_part
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.faults import FIELD_MISSING, asked_for
from sunboard.fields.part import to_plain
from sunboard.model.node import Document, Entry, Fields, Place, Scalar
from sunboard.model.period import Period
from sunboard.model.plain import Plain, Values, canonical, sha256
from sunboard.model.problem import Fault, Log, Problem, Severity, Words
from sunboard.reading.sources import VillageFiles
from sunboard.reading.tables.faults import HEAD_MISSING
from sunboard.reading.tables.file_faults import SHEET_MISSING, SHEETS_SEVERAL, TABLE_EMPTY
from sunboard.reading.tables.table import TABLE_ENDINGS, read_table
from sunboard.reading.workbook.rows import home_of

_SHEET = re.compile(r"(?P<file>.+\.\w+)\s*(?:[#＃](?P<sheet>.+)|〔(?P<tab>.+)〕)")

LONGEST_BODY = 50_000
"""Characters of the text below a record's fields: some sixty pages."""
BODY_TOO_LONG = Fault(
    "body-too-long",
    Severity.ERROR,
    zh=Words(
        "正文有 {count} 个字符，最多 {most} 个",
        "从这一行往后的内容另存成文件，写在“附件”里；是误粘贴的，删掉",
    ),
    en=Words(
        "The text has {count} characters; {most} is the most",
        "Save what follows from this line as a file of its own and name it under 附件; if it was pasted by mistake, delete it",
    ),
    manual="""The text below the fields is longer than any notice: more than 50,000 characters. Most often a whole file was pasted in by mistake.

Why: Nobody reads sixty pages on a phone or a wall, and such a page takes minutes to make.

Source: sunboard: pages open on any phone.

    附件:
      - {标题: 实施方案, 文件: 方案.pdf}

中文
正文超过 50000 个字符（六十来页），多半是把整个文件误粘贴进来了。长的材料放进附件，正文写要点。

为什么：六十页的正文，手机上和墙上都没有人看得完，做这样一页也要很久。

依据：sunboard 的约定：网页在什么手机上都打得开。

    附件:
      - {标题: 实施方案, 文件: 方案.pdf}
""",
)
KIND_MISMATCH = Fault(
    "kind-mismatch",
    Severity.ERROR,
    zh=Words(
        "“{field}”写的是“{value}”，可是文件放在“{folder}”文件夹里",
        "真是“{value}”的，把文件移到那一类的文件夹；不是的，删去这一行",
    ),
    en=Words(
        "“{field}” says “{value}”, but the file is in the folder “{folder}”",
        "If it really is “{value}”, move the file into the folder of that kind; if not, remove the line",
    ),
    manual="""The folder decides the kind of a record; the field `kind` says another one.

Why: The folder says one kind and the field another; one of them is a slip.

Source: how sunboard reads what is written.

    matters/修路公示.md
    类型: 事项

中文
记录属于哪一类由所在文件夹决定，“类型”写的和文件夹不一致。

为什么：文件夹和类型各说各的，一定有一处写错了。

依据：sunboard 的写法约定。

    matters/修路公示.md
    类型: 事项
""",
)
TABLE_FILE_MISSING = Fault(
    "table-file-missing",
    Severity.ERROR,
    zh=Words(
        "找不到表格文件“{value}”",
        "把表格放在这份记录旁边（同一个文件夹），不大于 10 MB，文件名连扩展名一字不差，例如：2026年一季度.xlsx",
    ),
    en=Words(
        "The table file “{value}” is not there",
        "Put it into the folder of this record (10 MB at most), and write its name exactly, with its ending, such as 2026年一季度.xlsx",
    ),
    manual="""The file named for the rows is not beside the record, is larger than 10 MB, or lies outside the village's folder.

Why: The record would be published without its rows.

Source: how sunboard reads what is written.

    明细文件: 2026年一季度.xlsx

中文
“明细文件”写的表格不在这份文件旁边，或者超过 10 MB，或者在本村文件夹以外。

为什么：没有明细，这份记录公开不完整。

依据：sunboard 的写法约定。

    明细文件: 2026年一季度.xlsx
""",
)


TABLE_OF_NOTHING = Fault(
    "nothing-and-table",
    Severity.ERROR,
    zh=Words(
        "写了“本期无此项”，又写了表格“{value}”，表格里没有表头，也没有能读的明细",
        "确实没有的，删去“{field}”这一行；有的，删去“本期无此项”，表格里写一行表头",
    ),
    en=Words(
        "It says that there is nothing this period, and names the table “{value}”, in which no head and no rows can be read",
        "If there is nothing, remove the line “{field}”; else remove 本期无此项 and write a row of heads into the table",
    ),
    manual="""A record says that there is nothing to report this period (`nil`), and names a table all the same: one that is empty or has no heads.

Why: If there are entries in it, they would stay unpublished; if there are none, nobody needs the table.

Source: how sunboard reads what is written.

    标题: 2026年第一季度收支公开
    所属期间: 2026年一季度
    本期无此项: 是

中文
写了“本期无此项”，又写了“明细文件”，那张表格却是空的，或者没有表头。没有收支就不用表格；有收支就不要写“本期无此项”。

为什么：表格里要是有账，就漏公开了；要是没有，这张表格就用不着。

依据：sunboard 的写法约定。

    标题: 2026年第一季度收支公开
    所属期间: 2026年一季度
    本期无此项: 是
""",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: a record, or nothing but problems."""

    source: str
    kind: str
    document: Document | None
    record: AnyRecord | None
    problems: tuple[Problem, ...] = ()
    raw: bytes = b""  # where no document could be made of it


def record_id(document: Document) -> str:
    """Return a record's id where none is given: its file's name."""
    name = document.path.rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".md") else name


def read_record(
    document: Document, kind: Kind, source: VillageFiles, before: tuple[Problem, ...] = ()
) -> Reading:
    """Understand a document as a record of a kind; what it says is kept, with its tables brought in, even where it is no record."""
    log = Log()
    log.problems.extend(before)
    if len(document.body) > LONGEST_BODY:
        line = document.body.count("\n", 0, LONGEST_BODY)
        log.add(BODY_TOO_LONG, document.body_at(line), count=f"{len(document.body)}", most=f"{LONGEST_BODY}")
        document = replace(
            document, body=document.body[:LONGEST_BODY]
        )  # only looked through; nothing of it is issued
    document = replace(document, fields=_with_tables(document, kind, source.files, log))
    fields = read_part(kind.fields, document.fields, log)
    if fields is None:
        return Reading(document.path, kind.name, document, None, tuple(log.problems))
    if fields.kind and fields.kind not in (kind.name, kind.zh, *kind.folders, *kind.label.values()):
        log.add(KIND_MISMATCH, fields.at("kind"), fields.kind, folder=kind.folders[0])
    if fields.overrides is None or fields.applies is not False:
        for name in kind.required:
            unread = getattr(fields, f"{name}_file", None)  # the table's own problem has been noted
            if getattr(fields, name) in (None, ()) and not unread and not (fields.nil and name != "period"):
                key, place = names_of(kind.fields)[name], document.fields.place
                written = fields.at(name) if name in fields.places and not fields.at(name).cell else None
                log.add(
                    FIELD_MISSING,
                    written or place.at(key.zh),
                    **asked_for(place, key.zh, form_of(key.read), empty=written is not None),
                )
    record = Record(
        kind.name,
        document.path,
        fields.id or record_id(document),
        fields,
        document.body,
        document,
        _enclosed(document, fields, kind, source),
    )
    return Reading(document.path, kind.name, document, record, tuple(log.problems))


def _with_tables(document: Document, kind: Kind, files: Mapping[str, bytes], log: Log) -> Fields:
    """Replace each `…_file` that names a table by its rows."""
    known = names_of(kind.fields)
    entries = []
    for entry in document.fields.entries:
        key = known.get(entry.key.strip())
        table = (
            known.get(key.name.removesuffix("_file"))
            if key and (key.name.endswith("_file") or _names_table(entry, key, kind))
            else None
        )
        if key is None or table is None or not isinstance(entry.node, Scalar) or not entry.node.text.strip():
            entries.append(entry)
            continue
        written = entry.node.text.strip()
        path = _found(document.path, written, kind, files)
        file, sheet = (written, "") if path in files else _sheet_of(written)
        path = _found(document.path, file, kind, files) if sheet else path
        if path not in files or table.name not in kind.tables:
            log.add(TABLE_FILE_MISSING, entry.place, written)
            entries.append(entry)
            continue
        heard = Log()
        rows = read_table(
            files[path], path, kind.tables[table.name], heard, wanted=sheet, period=_period_of(document, kind)
        )
        if (
            rows is None
            and _is_nil(document, kind)
            and all(problem.fault in (HEAD_MISSING, TABLE_EMPTY) for problem in heard.problems)
        ):
            log.add(TABLE_OF_NOTHING, entry.place, written)
        else:
            log.problems += (_named_here(problem, entry.place) for problem in heard.problems)
        if rows is not None and heard.has_error:
            table.read(
                rows, log
            )  # the rows that were left out are told of; so is what is wrong with the others
        entries.append(entry if rows is None or heard.has_error else Entry(table.zh, rows, entry.place))
    return replace(document.fields, entries=tuple(entries))


def _named_here(problem: Problem, place: Place) -> Problem:
    """Return a problem of choosing a sheet at the line that names the table: there it is mended."""
    return (
        replace(problem, place=place)
        if problem.fault in (SHEET_MISSING, SHEETS_SEVERAL) and not place.cell
        else problem
    )


def _sheet_of(written: str) -> tuple[str, str]:
    """Take the name of a sheet off a file: `收支.xlsx#一季度`, `收支.xlsx〔一季度〕`."""
    found = _SHEET.fullmatch(written)
    return (found["file"], (found["sheet"] or found["tab"]).strip()) if found else (written, "")


def _period_of(document: Document, kind: Kind) -> Period | None:
    key = names_of(kind.fields).get("period")
    node = document.fields.get(*key.names) if key else None
    return key.read(node, Log()) if key and isinstance(node, Scalar) else None


def _is_nil(document: Document, kind: Kind) -> bool:
    """Tell whether a record says that there is nothing to report."""
    key = names_of(kind.fields)["nil"]
    node = document.fields.get(*key.names)
    return isinstance(node, Scalar) and key.read(node, Log()) is True


def _names_table(entry: Entry, key: Key, kind: Kind) -> bool:
    """Tell whether the rows themselves are written as the name of a file: `明细: 一季度.xlsx`."""
    return (
        key.name in kind.tables
        and isinstance(entry.node, Scalar)
        and _sheet_of(entry.node.text.strip())[0].lower().endswith(TABLE_ENDINGS)
    )


def beside(path: str, written: str) -> str:
    """Return the path of a file named in a record, relative to the content folder; empty where it leads out of the village."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), written.replace("\\", "/")))
    village = "/".join(path.split("/")[:2])
    return joined if joined.startswith(f"{village}/") and not written.startswith("/") else ""


def _found(path: str, written: str, kind: Kind, *files: Container[str]) -> str:
    """Return the path of a file named in a record; for a row of a workbook it may also stand where it would stand beside a record's own file."""
    beneath = (posixpath.join(folder, written) for folder in kind.folders) if home_of(path) != path else ()
    paths = [beside(home_of(path), place) for place in (written, *beneath)]
    return next((found for found in paths if any(found in held for held in files)), paths[0])


def _enclosed(
    document: Document, fields: Disclosure, kind: Kind, source: VillageFiles
) -> tuple[Enclosed, ...]:
    named = [(item.file, item.title or "") for item in fields.attachments] + [
        (photo.file, photo.caption or "") for photo in fields.photos
    ]
    found = []
    for file, title in named:
        path = _found(document.path, file, kind, source.files, source.too_large)
        data = source.files.get(path, b"")
        size = len(data) or source.too_large.get(path, 0)
        found.append(
            Enclosed(
                path or file, title or posixpath.basename(file), data, sha256(data) if data else "", size
            )
        )
    return tuple(found)


def understood(record: AnyRecord) -> dict[str, Plain]:
    """Return a record's fields as plain data: types normalised, nothing filled in, tables in place of the files they came from."""
    values = to_plain(record.fields)
    assert isinstance(values, dict)
    return {
        name: value
        for name, value in values.items()
        if not (name.endswith("_file") and name.removesuffix("_file") in values)
    }


def digest_of(record: AnyRecord, values: Values | None = None) -> str:
    """Return `d1:` and the SHA-256 of what a record says: fields as understood, text, and the digests of its attachments.

    `values` are the fields as understood, where they are at hand.
    """
    enclosed: list[Plain] = [item.sha256 for item in record.enclosed]
    return "d1:" + sha256(
        canonical(
            {
                "fields": dict(understood(record) if values is None else values),
                "body": record.body,
                "attachments": enclosed,
            }
        )
    )


def place_of(document: Document) -> Place:
    """Return the beginning of a document."""
    return document.fields.place
