"""What can be wrong with the file of a table, or with the choice of a sheet in it."""

from __future__ import annotations

from sunboard.model.problem import Fault, Severity, Words

TABLE_BROKEN = Fault(
    "table-broken",
    Severity.ERROR,
    zh=Words(
        "表格文件“{value}”坏了，打不开",
        "用 Excel 或 WPS 打开，另存为 .xlsx；它们也打不开的，重新拷一份，或者请做表的人再发一次",
    ),
    en=Words(
        "The table “{value}” is damaged and cannot be opened",
        "Open it in Excel or WPS and save it as .xlsx; if they cannot open it either, copy it again or ask for it anew",
    ),
    manual="""The spreadsheet is damaged, or of another format than its name says.

Why: Not one row of it can be shown.

Source: how sunboard reads what is written.

    明细文件: 2026年一季度.xlsx

中文
表格文件坏了，或者内容和扩展名不符。用 Excel 或 WPS 打开后另存为 .xlsx。

为什么：里面的明细一笔也公开不出来。

依据：sunboard 的写法约定。

    明细文件: 2026年一季度.xlsx
""",
)
TABLE_LOCKED = Fault(
    "table-locked",
    Severity.ERROR,
    zh=Words("表格文件“{value}”加了密码，打不开", "用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx"),
    en=Words(
        "The table “{value}” is locked with a password",
        "Open it, take the password off, and save it as .xlsx",
    ),
    manual="""A workbook with a password to open it cannot be read. What is published needs no password.

Why: Nobody can look into it, and sunboard asks for no passwords.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    Excel: File, Info, Protect Workbook, Encrypt with Password: leave the box empty

中文
打开时要输密码的表格读不了。要公开的内容不需要密码。

为什么：打不开就核对不了，sunboard 也不问密码。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    WPS：文件、文档加密、密码加密，把密码删空，再保存
""",
)
TABLE_FORMAT = Fault(
    "table-format",
    Severity.ERROR,
    zh=Words(
        "“{value}”不是能读的表格文件",
        "能读的是 .xlsx、.xls、.ods 和 .csv：用 WPS 或 Excel 打开，另存为 .xlsx，文件名也照着改；PDF 和照片要把内容抄进表格",
    ),
    en=Words(
        "“{value}” is no table that can be read",
        "Tables are .xlsx, .xls, .ods and .csv: open it in WPS or Excel, save it as .xlsx and correct its name here; "
        "a PDF or photograph has to be typed into a table",
    ),
    manual="""Tables are read from .xlsx, .xls, .ods and .csv. Other formats, such as .et, .xlsb, .numbers, .pdf or a picture, are not.

Why: These formats cannot be read with certainty on every computer.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    明细文件: 2026年一季度.xlsx

中文
能读的表格是 .xlsx、.xls、.ods 和 .csv。.et、.xlsb、.numbers、.pdf、图片等读不了，另存为 .xlsx。

为什么：这些格式不是每台电脑都能读准。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    明细文件: 2026年一季度.xlsx
""",
)
TABLE_EMPTY = Fault(
    "table-empty",
    Severity.ERROR,
    zh=Words(
        "表格文件“{value}”是空的",
        "填好表格（一格一格填，不能贴照片），保存后再放进来；文件拷坏了的，重新拷一次",
    ),
    en=Words(
        "The table “{value}” is empty",
        "Fill in its cells (a pasted picture is no table) and save it; copy the file again if copying failed",
    ),
    manual="""The file has no bytes, or none of its cells holds a text or a number. A picture of a table is no table.

Why: A record without its rows would be published as if there were none.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    日期,凭证号,摘要,科目,收入,支出

中文
文件是空的，或者没有一个格子里有内容。贴一张表格的照片不算表格，要一格一格填。

为什么：没有明细也公开出去，看上去像是没有收支。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    日期,凭证号,摘要,科目,收入,支出
""",
)
TABLE_TOO_LARGE = Fault(
    "table-too-large",
    Severity.ERROR,
    zh=Words("表格文件“{value}”展开后太大，没有打开", "只留要公开的表，把内容复制到一个新的 .xlsx 里"),
    en=Words(
        "The table “{value}” unpacks to too much and was not opened",
        "Copy what is to be published into a new .xlsx",
    ),
    manual="""A small file may unpack to gigabytes, by accident or on purpose. Above 100 MB of content a workbook is not opened.

Why: It could fill the memory of the computer.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    明细文件: 2026年一季度.xlsx

中文
文件看着不大，展开后超过 100 MB，没有打开。把要公开的行复制到一个新建的表格里再保存。

为什么：可能把电脑的内存占满。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    明细文件: 2026年一季度.xlsx
""",
)
TABLE_TOO_WIDE = Fault(
    "cell-far-away",
    Severity.ERROR,
    zh=Words(
        "表格“{value}”在很远的 {cell} 格还有内容，没有打开",
        "到 {cell} 格把内容删掉，或者把要公开的部分复制到新表里",
    ),
    en=Words(
        "The table “{value}” reaches as far as cell {cell} and was not opened",
        "Clear cell {cell}, or copy what is to be published into a new sheet",
    ),
    manual="""A forgotten cell thousands of rows or columns away makes a sheet of billions of cells. Jump to its last cell with Ctrl+End.

Why: Billions of empty cells would stop any computer.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    Excel: Ctrl+End, select the far row or column, Delete, save

中文
很远的地方有一个忘了删的格子，整张表就有几十亿格。在 Excel 或 WPS 里按 Ctrl+End 能跳到那一格。

为什么：几十亿个空格子，什么电脑都读不动。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    Excel：按 Ctrl+End，选中很远的那一行或那一列，删除，保存
""",
)
QUOTE_OPEN = Fault(
    "quote-open",
    Severity.ERROR,
    zh=Words("这一行的半角引号没有成对，下面的行会并进来", '把这一行的半角引号 " 改成中文引号“…”，或者删掉'),
    en=Words(
        "A straight quotation mark on this line is not closed, and would swallow the rows below",
        "Remove it, or use curly ones (“…”); inside a quoted cell it is doubled",
    ),
    manual="""In CSV a straight quotation mark begins a cell that may hold commas and line breaks. One that is not closed swallows the rows below.

Why: All rows below would be swallowed by one cell.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收“机动地”承包费,501.02,19500.00,

中文
CSV 里半角引号有特别的用处：一对引号中间的逗号和换行都算这一格的内容。少了一个，下面的行就全并进去了。

为什么：下面的各行都会并进这一格，明细就少了。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收“机动地”承包费,501.02,19500.00,
""",
)
SHEET_MISSING = Fault(
    "table-sheet-missing",
    Severity.ERROR,
    zh=Words(
        "表格文件“{file}”里没有名叫“{value}”的表",
        "“#”后面的表名和表格下面的标签写成一样；“{file}”里的表有：{sheets}",
    ),
    en=Words(
        "The workbook “{file}” has no sheet “{value}”",
        "Behind # stands the name on the sheet's tab; “{file}” has: {sheets}",
    ),
    manual="""What stands after # is the name of a sheet of the workbook, as its tab at the bottom says.

Why: The rows would be missing, or those of another period would be shown.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    明细文件: 收支.xlsx#一季度

中文
“#”后面写的是表的名字，和表格下面的标签一个字不差。

为什么：会缺明细，或者用成了别的一期。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    明细文件: 收支.xlsx#一季度
""",
)
SHEETS_SEVERAL = Fault(
    "table-sheets-several",
    Severity.ERROR,
    zh=Words(
        "“{file}”里有几张表都像明细：{value}",
        "在文件名后面加“#”和表名，写明用哪一张，例如：明细文件: {example}",
    ),
    en=Words(
        "Several sheets of “{file}” could be meant: {value}",
        "Name the one behind # after the file: 明细文件: {example}",
    ),
    manual="""More than one sheet has a head of known columns, and none is named after the period. Write which one is meant.

Why: Taking the first could publish another period's money.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    明细文件: 收支.xlsx#一季度

中文
文件里有几张表都有认得的表头，表名又对不上所属期间。在文件名后面加“#表名”，写明用哪一张。

为什么：随便取一张，可能公开了别的一期。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    明细文件: 收支.xlsx#一季度
""",
)
