"""What can be wrong with the files of a village as files: not there, in the wrong place, of a strange name, too large."""

from __future__ import annotations

from collections.abc import Mapping

from sunboard.model.problem import Fault, Severity, Words

FOLDER_UNKNOWN = Fault(
    "folder-unknown",
    Severity.WARNING,
    zh=Words(
        "“{value}”这个文件夹里的记录没有读取：不认识这个文件夹名",
        "{advice}把文件夹改成记录那一类的名称：{folders}",
    ),
    en=Words(
        "The records in “{value}” were not read: no kind of record has a folder of that name",
        "{advice_en}Rename the folder after the kind of its records: {folders_en}",
    ),
    manual="""The folder decides what kind of record its files are. No kind has a folder of this name.

Why: What stands in a folder that nobody reads is published nowhere.

Source: how sunboard reads what is written.

    matters/修路公示.md
    finances/2026年一季度.md
    powers/A07.md

中文
记录放在哪个文件夹，就按哪一类读取。这个文件夹名不认识，里面的文件没有读取。

为什么：放错文件夹的记录，哪里都不会公开出来。

依据：sunboard 的写法约定。

    事项/修路公示.md
    财务/2026年一季度.md
    权力清单/A07.md
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
    zh=Words("这个文件夹里没有 {value}", "在里面新建一个文本文件 {value}，至少写：{fields}"),
    en=Words(
        "There is no {value} in this folder", "Make a text file {value} in it, with at least: {fields_en}"
    ),
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
    zh=Words("有两个{what}都叫“{value}”，只用了第一个", "给这一个另起一个名称，例如：{value}-2"),
    en=Words(
        "Two {what_en} are called “{value}”; only the first was taken",
        "Give this one a name of its own, such as {value}-2",
    ),
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
FILE_TOO_LARGE = Fault(
    "file-too-large",
    Severity.ERROR,
    zh=Words(
        "“{value}”有 {size} MB，太大了，没有读取",
        "最多 10 MB：贴在里面的图片另存成文件，写在“附件”里；很长的明细另放一个表格",
    ),
    en=Words(
        "“{value}” has {size} MB, too much to be read",
        "10 MB is the most: save pictures that were pasted in as files of their own, named under 附件, and keep long rows in a table of their own",
    ),
    manual="""A record's file, or the village's workbook, has more than 10 MB. It is not read;
what it published before stays on show.

Why: Nobody types so much; something was pasted in that does not belong there, and it would take every build minutes.

Source: sunboard: a build is a matter of seconds.

    matters/修路公示.md   2 KB

中文
记录文件或者村的工作簿超过 10 MB，没有读取；以前公开的内容照旧显示。

为什么：没有人会打这么多字，多半是把图片贴进去了；读这样的文件，每次生成都要等很久。

依据：sunboard 的约定：生成一次只要几秒。

    事项/修路公示.md   2 KB
""",
)

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
