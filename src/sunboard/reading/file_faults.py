"""What can be wrong with the files of a village as files: not there, in the wrong place, of a strange name, too large."""

from __future__ import annotations

from collections.abc import Mapping

from sunboard.faults import fault

FOLDER_UNKNOWN = fault("folder-unknown")
FILE_STRAY = fault("file-not-read")
FILE_MISSING = fault("settings-missing")
NAME_TWICE = fault("name-used-twice")
FILE_TOO_LARGE = fault("file-too-large")

_ATTACH_IT = (
    "没有哪份记录提到它",
    "no record names it",
    "是附件，就在记录里写上，例如：附件: [{标题: {stem}, 文件: {name}}]；"
    "是记录，就用命令 sunboard new 事项 {village} 写一份底稿，再把内容抄进去；都不是就移走",
    "Name it in a record, for instance 附件: [{标题: {stem}, 文件: {name}}]; or make a template with sunboard new matter {village} and copy "
    "the text into it; else take it away",
)
_TAKE_ROWS = (
    "没有哪份记录用到它",
    "no record takes its rows from it",
    "是明细，就在那份记录里写上，例如：明细文件: {name}；用不着就移走",
    "Name it in a record, for instance 明细文件: {name}; else take it away",
)
_SAVE_AS = (
    "这种表格读不了",
    "no such workbook is read",
    "用 WPS 或 Excel 打开，另存为 {stem}.xlsx",
    "Open it in WPS or Excel and save it as {stem}.xlsx",
)
NOT_READ: Mapping[str, tuple[str, str, str, str]] = {
    ".yml": ("扩展名是 .yml", "it ends in .yml", "改名为 {stem}.yaml", "Rename it to {stem}.yaml"),
    ".md": (
        "它没有放在类别文件夹里",
        "it stands in no folder of a kind",
        "移到它那一类的文件夹：事项、财务 或 权力清单",
        "Move it into the folder of its kind: matters, finances or powers",
    ),
    **dict.fromkeys(
        (".csv", ".tsv"),
        (
            "记录不能写成这种文件",
            "records are not kept in such files",
            "是收支明细的，移到那份财务记录旁边；每行是一份记录的，另存为 {stem}.xlsx，表名写 事项 或 财务",
            "Rows of a ledger belong beside their record; where each row is a record, save it as {stem}.xlsx with a sheet named matters or finances",
        ),
    ),
    **dict.fromkeys(
        (".doc", ".docx", ".wps", ".markdown"),
        (
            "记录要写成 .md 文件或者工作簿",
            "records are .md files or rows of a workbook",
            "用命令 sunboard new 事项 {village} 写一份底稿，再把内容抄进去",
            "Make a template with sunboard new matter {village} and copy the text into it",
        ),
    ),
}
"""Endings of files beside village.yaml that were meant to be read: why they are not, and what to do, each in two languages."""
LEFT_OVER: Mapping[str, tuple[str, str, str, str]] = {
    **dict.fromkeys(
        (".doc", ".docx", ".wps", ".txt", ".rtf", ".pdf", ".odt", ".ofd", ".ppt", ".pptx"), _ATTACH_IT
    ),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".csv", ".tsv"), _TAKE_ROWS),
    **dict.fromkeys((".xlsm", ".xlsb", ".et", ".numbers"), _SAVE_AS),
}
"""Endings of files that say something only through the record that names them."""
IN_LIST = (
    "清单里没有哪一项提到它",
    "no item of the list names it",
    "是权力事项，就照别的 .md 文件写一份 {stem}.md，把内容抄进去；用不着就移走",
    "If it is an item, write {stem}.md like the others and copy the text into it; else take it away",
)
"""What is said of such a file in the folder of a list that villages inherit."""
MISNAMED = (".yml", ".yaml", ".markdown", ".md.txt")
"""Endings of what was meant as a record in the folder of its kind."""
