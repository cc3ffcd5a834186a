"""What can be wrong with the rows and cells of a table."""

from __future__ import annotations

from sunboard.model.problem import Fault, Severity, Words

CELL_ERROR = Fault(
    "cell-error",
    Severity.ERROR,
    zh=Words("“{field}”这一格是“{value}”，公式出错了", "改好公式，或者直接填写数字"),
    en=Words("“{field}” shows “{value}”: the formula fails", "Mend the formula, or type the value"),
    manual="""A cell shows an error such as #REF! or #N/A in place of a value.

Why: An error in place of an amount can be neither added up nor shown.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    =SUM(E2:E9), with every cell from E2 to E9 a number

中文
这一格显示的是 #REF!、#N/A 这样的错误，不是数。

为什么：金额变成了错误代码，没法合计，也不能公开。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    =SUM(E2:E9)，E2 到 E9 每一格都是数；或者直接填 19500.00
""",
)
CELL_FORMULA = Fault(
    "cell-formula",
    Severity.ERROR,
    zh=Words(
        "“{field}”这一格是公式，文件里没有存下算好的数",
        "用 Excel 或 WPS 打开，保存一次；还不行的，直接填写数字",
    ),
    en=Words(
        "“{field}” is a formula without a stored result",
        "Open the workbook in Excel or WPS and save it; if that does not help, type the number",
    ),
    manual="""A program wrote a formula and did not work it out. sunboard reads stored values and calculates no formulas.

Why: An amount that was never worked out is no amount.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    Excel: open the file, Save, close it

中文
这一格是公式，可是文件里没有存结果（多半是别的软件导出的）。用 Excel 或 WPS 打开，保存一次就有了。

为什么：没有算出来的数，不能当金额公开。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    Excel：打开文件、保存、关闭
""",
)
CELL_DAY = Fault(
    "cell-became-date",
    Severity.ERROR,
    zh=Words(
        "“{field}”这一格被表格软件变成了日期“{value}”",
        "把这一列的格式设为“文本”，再照凭证重新填写，例如：01-005",
    ),
    en=Words(
        "The spreadsheet turned “{field}” into the date “{value}”",
        "Format the column as text, and type it again from the voucher, such as 01-005",
    ),
    manual="""Spreadsheets make a date of a number like 1-5 or 3-12. What was typed is lost.

Why: What was typed is lost in the file, so only the clerk can know it.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    Excel: select the column, Format Cells, Number, Text; then type 01-005

中文
表格软件会把 1-5、3-12 这样的编号自动变成日期，原来填的就没有了。先把这一列设为文本格式，再填写。

为什么：原来填的在文件里已经没有了，只有填的人知道。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    Excel：选中这一列，设置单元格格式、数字、文本，再填 01-005
""",
)
MERGED_AMOUNT = Fault(
    "cell-merged-amount",
    Severity.ERROR,
    zh=Words(
        "“{field}”的“{value}”是合并的一格（{cells}），不知道算在哪一行哪一列",
        "选中这一格，取消合并，每一行填自己的数",
    ),
    en=Words(
        "The amount “{value}” under “{field}” stands in merged cells ({cells}), and nobody can tell whose it is",
        "Unmerge them, and give each row its own amount",
    ),
    manual="""A date, a voucher number or a summary in merged cells counts for each of its rows. An amount cannot.

Why: Nobody can tell which of the rows the money belongs to.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收机动地承包费,501.02,19500.00,

中文
日期、凭证号、摘要合并了，每一行都算；金额合并了就不知道是哪一行的。取消合并，分别填写。

为什么：合并以后，分不清钱是哪一笔的。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收机动地承包费,501.02,19500.00,
""",
)
ROW_LONG = Fault(
    "row-longer-than-head",
    Severity.ERROR,
    zh=Words(
        "这一行比表头多出几格，从“{value}”起没有列名",
        "金额里的逗号删掉（写成 19500.00）；没有逗号的，给这一列加上列名",
    ),
    en=Words(
        "The row is longer than the head, from “{value}” on",
        "Take commas out of amounts (write 19500.00), or give the last column a head",
    ),
    manual="""A row has more cells than the head has columns. In CSV the usual cause is an amount like 19,500.00, which is split at its comma.

Why: An amount that is split at its comma becomes a thousand times smaller.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收机动地承包费,501.02,19500.00,

中文
这一行的格子比表头多。CSV 里多半是金额写了千分位逗号（19,500.00），被拆成了两格。

为什么：金额在逗号处被拆开，19,500 就成了 19。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收机动地承包费,501.02,19500.00,
""",
)
CELL_STRAY = Fault(
    "cell-without-head",
    Severity.WARNING,
    zh=Words("“{value}”这一列没有列名，没有读取", "给这一列加上列名；用不着的，删掉"),
    en=Words(
        "“{value}” stands in a column without a head and was not read", "Give the column a head, or clear it"
    ),
    manual="""A cell beside the table holds something, and its column has no head. It is shown nowhere.

Why: What stands there is shown nowhere, and nobody would notice.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    日期,凭证号,摘要,科目,收入,支出

中文
表格旁边有内容，可是那一列没有列名，哪里都不会显示。

为什么：这一格哪里都不会显示，不提醒就没人知道。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    日期,凭证号,摘要,科目,收入,支出
""",
)
ROW_SKIPPED = Fault(
    "sum-row-skipped",
    Severity.INFO,
    zh=Words(
        "“{value}”这一行不是一笔账，没有当作一笔",
        "不用改，合计会自动算；其实是一笔账的，把凭证号、科目填全，摘要里不要只写“{value}”",
    ),
    en=Words(
        "The row “{value}” is no entry and was not taken as one",
        "Nothing to do, sums are counted; if it is an entry after all, fill in voucher number and account, and say more than “{value}”",
    ),
    manual="""A row of a table that is a subtotal or total, carries a figure to the next page, repeats the head or is signed is passed over:
sunboard adds up itself.

Why: Counted as an entry, it would double the money.

Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收机动地承包费,501.02,19500.00,

中文
小计、合计、承前页、过次页、重复的表头、制表人签名这样的行不算一笔，合计由 sunboard 自己算。

为什么：当成一笔的话，钱就算了两遍。

依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收机动地承包费,501.02,19500.00,
""",
)
TOTAL_DIFFERS = Fault(
    "total-row-differs",
    Severity.WARNING,
    zh=Words(
        "“{label}”一行的“{field}”写的是 {value}，上面各行加起来是 {sum}",
        "核对上面各行有没有漏填、填错，或者改正合计",
    ),
    en=Words(
        "The row “{label}” says {value} under “{field}”; the rows above add up to {sum}",
        "See whether a row above is missing or mistyped, or correct the total",
    ),
    manual="""A total or subtotal in the table does not agree with the rows above it. A row may be missing, or an amount mistyped.

Why: Anybody who adds up the wall will find it.

Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收机动地承包费,501.02,19500.00,
    2026-01-08,01-002,收鱼塘承包费,501.02,500.00,
    合计,,,,20000.00,

中文
表里“合计”“小计”写的数，和上面各行加起来的数不一样。可能漏了一笔，或者有一个数打错了。

为什么：贴到墙上，谁都能加一遍。

依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

    日期,凭证号,摘要,科目,收入,支出
    2026-01-06,01-001,收机动地承包费,501.02,19500.00,
    2026-01-08,01-002,收鱼塘承包费,501.02,500.00,
    合计,,,,20000.00,
""",
)
