"""One village's files as readings: settings, records, and the power list that it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sunboard.contracts import Kind
from sunboard.fields import Log, nearest, read_part, vocabulary_of
from sunboard.model.node import Document, Place
from sunboard.model.problem import Fault, Problem, Severity, Words
from sunboard.reading.documents import read_document, read_settings
from sunboard.reading.inheritance import merge_lists
from sunboard.reading.records import Reading, read_record
from sunboard.reading.sources import VillageFiles
from sunboard.reading.workbook import heads_once, read_rows
from sunboard.reading.workbook_rows import WORKBOOKS, is_unread
from sunboard.settings.places import BoardPlan, ScreenPlan, Village

FOLDER_UNKNOWN = Fault(
    "folder-unknown",
    Severity.WARNING,
    zh=Words("“{value}”这个文件夹里的记录没有读取：不认识这个文件夹名", "{advice}可用的文件夹：{folders}"),
    en=Words("The records in “{value}” were not read: no kind of record has a folder of that name", "{advice_en}Folders: {folders}"),
    manual="""The folder decides what kind of record its files are. No kind has a folder of this name.

Why: What stands in a folder that nobody reads is published nowhere.

Source: how sunboard reads what is written.

    matters/  finances/  powers/

中文
记录放在哪个文件夹，就按哪一类读取。这个文件夹名不认识，里面的文件没有读取。

为什么：放错文件夹的记录，哪里都不会公开出来。

依据：sunboard 的写法约定。

    事项/  财务/  权力清单/
""",
)
FILE_STRAY = Fault(
    "file-not-read",
    Severity.WARNING,
    zh=Words("“{value}”没有读取：{why}", "{cure}"),
    en=Words("“{value}” was not read: {why_en}", "{cure_en}"),
    manual="""A file that nothing reads: configuration ends in .yaml, records end in .md and stand in the folder of their kind.

Why: Nobody would notice that it is nowhere to be seen.

Source: how sunboard reads what is written.

    village.yaml
    matters/修路公示.md

中文
这个文件没有用上。设置文件的扩展名是 .yaml；记录的扩展名是 .md，放在所属类别的文件夹里。

为什么：不提醒的话，谁也不知道它没有公开出来。

依据：sunboard 的写法约定。

    village.yaml
    事项/修路公示.md
""",
)
FILE_MISSING = Fault(
    "settings-missing",
    Severity.ERROR,
    zh=Words("这个文件夹里没有 {value}", "新建 {value}，至少写：{fields}"),
    en=Words("There is no {value} in this folder", "Make {value} with at least: {fields}"),
    manual="""Every township folder has a `township.yaml`, every village folder a `village.yaml`.

Why: The name and the division code of a place stand on every page.

Source: how sunboard reads what is written.

    名称: 柳湾村
    行政区划代码: 629901001001

中文
每个乡镇文件夹要有 township.yaml，每个村文件夹要有 village.yaml。

为什么：每一页都要写地名，公开号要记行政区划代码。

依据：sunboard 的写法约定。

    名称: 柳湾村
    行政区划代码: 629901001001
""",
)
NAME_TWICE = Fault(
    "name-used-twice",
    Severity.ERROR,
    zh=Words("有两个{what}都叫“{value}”，只用了第一个", "给第二个另起一个名称"),
    en=Words("Two {what_en} are called “{value}”; only the first was taken", "Give the second a name of its own"),
    manual="""The name of a board or a screen becomes the name of its file, so each needs its own.
Only the first of a name is made; the village is built all the same.

Why: Both would be written into one file, and one would be lost.

Source: sunboard drops nothing silently.

    公开栏:
      - 名称: gate
        尺寸: 2400x1200mm
      - 名称: square
        尺寸: 1200x900mm

中文
公开栏和屏幕的名称就是文件名，两个同名会互相覆盖。同名的只做第一个，村里其他内容照常生成。

为什么：两个会写进同一个文件，其中一个就丢了。

依据：sunboard 的约定：什么都不悄悄丢掉。

    公开栏:
      - 名称: gate
        尺寸: 2400x1200mm
      - 名称: square
        尺寸: 1200x900mm
""",
)

P = TypeVar("P", BoardPlan, ScreenPlan)


def read_village_settings(files: Mapping[str, bytes], folder: str, log: Log) -> Village | None:
    """Read `village.yaml`; of boards or screens of one name only the first is kept, and the others are noted."""
    path = f"{folder}/village.yaml"
    if path not in files:
        log.add(FILE_MISSING, Place(f"{folder}/"), "village.yaml", fields="名称: …  行政区划代码: …")
        return None
    fields = read_settings(files[path], path, log, vocabulary_of(Village))
    village = read_part(Village, fields, log) if fields else None
    if village is None or log.has_error:
        return None
    boards = _first_of_each(village.boards, "公开栏", "boards", log)
    return replace(village, boards=boards, screens=_first_of_each(village.screens, "屏幕", "screens", log))


def _first_of_each(plans: tuple[P, ...], what: str, what_en: str, log: Log) -> tuple[P, ...]:
    kept: dict[str, P] = {}
    for plan in plans:
        if kept.setdefault(plan.name, plan) is not plan:
            log.add(NAME_TWICE, plan.at("name"), plan.name, what=what, what_en=what_en)
    return tuple(kept.values())


def read_documents(files: Mapping[str, bytes], kind: Kind, log: Log) -> tuple[Document, ...]:
    """Read the Markdown files of one folder, such as a county's power list."""
    found = (read_document(data, path, log, vocabulary_of(kind.fields)) for path, data in sorted(files.items()) if path.endswith(".md"))
    return tuple(document for document in found if document is not None)


def read_records(source: VillageFiles, kinds: Mapping[str, Kind], inherited: tuple[tuple[Document, ...], ...], log: Log) -> tuple[Reading, ...]:
    """Read a village's records: its own files, and what it inherits merged with its overrides."""
    by_folder = {folder: kind for kind in kinds.values() for folder in kind.folders}
    readings: list[Reading] = []
    own: dict[str, list[Document]] = {}
    heard_of: dict[str, tuple[Problem, ...]] = {}
    unknown: set[str] = set()
    for path, data in sorted(source.files.items()):
        folder, _, name = path.removeprefix(f"{source.folder}/").partition("/")
        kind = by_folder.get(folder)
        if not name and path.lower().endswith(WORKBOOKS):
            for row in read_rows(data, path, kinds, log):
                if row.document is None:
                    readings.append(Reading(row.source, row.kind, None, None, row.problems))
                elif kinds[row.kind].inherited:
                    own.setdefault(row.kind, []).append(row.document)
                    heard_of[row.source] = row.problems
                else:
                    readings.append(read_record(row.document, kinds[row.kind], source, row.problems))
        elif not name:
            _note_stray(path, folder, log)
        elif kind is None:
            unknown |= {folder} if name.endswith(".md") else set()
        elif path.endswith(".md"):
            heard = Log()
            document = read_document(data, path, heard, vocabulary_of(kind.fields))
            if document is None:
                readings.append(Reading(path, kind.name, None, None, tuple(heard.problems), data))
            elif kind.inherited:
                own.setdefault(kind.name, []).append(document)
                heard_of[path] = tuple(heard.problems)
            else:
                readings.append(read_record(document, kind, source, tuple(heard.problems)))
        elif path.endswith(".yml"):
            log.add(
                FILE_STRAY, Place(path), name, why="扩展名是 .yml", why_en="it ends in .yml", cure="记录写成 .md 文件", cure_en="Records end in .md"
            )
    for folder in sorted(unknown):
        log.add(FOLDER_UNKNOWN, Place(f"{source.folder}/{folder}/"), folder, folders="、".join(by_folder), **nearest(folder, by_folder))
    for kind in kinds.values():
        if kind.inherited:
            for item in merge_lists((*inherited, own.get(kind.name, ())), kind.fields):
                if item.merged:
                    before = item.problems + heard_of.get(item.document.path, ())
                    readings.append(read_record(item.document, kind, source, before))
                else:
                    readings.append(Reading(item.document.path, kind.name, item.document, None, item.problems))
    told: set[tuple[str, str, str]] = set()
    return tuple(replace(reading, problems=tuple(heads_once(reading.problems, told))) for reading in readings)


def of_unread_rows(readings: Iterable[Reading], issued: Mapping[str, str]) -> tuple[Reading, ...]:
    """Let each record that has a number stand for itself where a workbook or a sheet cannot be read: they are held, not gone.

    `issued` maps the paths of the records that have numbers to their kinds.
    """
    found: list[Reading] = []
    for reading in readings:
        unread = reading.document is None and is_unread(reading.source)
        rows = [path for path in issued if path.startswith((f"{reading.source}#", f"{reading.source}/"))] if unread else []
        found += [replace(reading, source=path, kind=issued[path], problems=reading.problems) for path in rows] or [reading]
    return tuple(found)


def _note_stray(path: str, name: str, log: Log) -> None:
    if name.endswith(".yml"):
        log.add(
            FILE_STRAY,
            Place(path),
            name,
            why="扩展名是 .yml",
            why_en="it ends in .yml",
            cure=f"改名为 {name[:-4]}.yaml",
            cure_en=f"Rename it to {name[:-4]}.yaml",
        )
    elif name.endswith(".md"):
        log.add(
            FILE_STRAY,
            Place(path),
            name,
            why="没有放在类别文件夹里",
            why_en="it stands in no kind's folder",
            cure="移到 事项、财务 等文件夹",
            cure_en="Move it to matters, finances …",
        )
