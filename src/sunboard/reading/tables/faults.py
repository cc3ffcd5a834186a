"""What can be wrong with a table as a whole: its head, and what it hides."""

from __future__ import annotations

from sunboard.model.problem import Fault, Severity, Words

HEAD_MISSING = Fault(
    "table-head-missing",
    Severity.ERROR,
    zh=Words("表格“{value}”里找不到表头（列名那一行）", "在各行上面加一行列名，每格写一个：{heads}"),
    en=Words(
        "The table “{value}” has no row of column heads",
        "Write a row of heads above the others, one in each cell: {heads}",
    ),
    manual="""No row of the table has at least two of the known column heads.

Why: Without heads nobody can tell income from expense.

Source: how sunboard reads what is written.

    日期,凭证号,摘要,科目,收入,支出

中文
表格里没有哪一行像表头（至少要有两个认得的列名）。

为什么：没有表头，分不清哪一列是收入、哪一列是支出。

依据：sunboard 的写法约定。

    日期,凭证号,摘要,科目,收入,支出
""",
)
HEAD_TWICE = Fault(
    "table-head-twice",
    Severity.ERROR,
    zh=Words(
        "有几列都是“{value}”：{cells}，分不清用哪一列",
        "只留一列，另外的列改名或者删掉；分现金、银行两列的，合成一列，加上“账户”一列",
    ),
    en=Words(
        "Several columns mean “{value}”: {cells}",
        "Keep one, and rename or remove the others; where cash and bank have a column each, make one of them and add a column 账户",
    ),
    manual="""Two columns of a table have heads that mean the same field, for instance 收入 for cash and 收入 for the bank.

Why: Taking one of the two would lose the money of the other.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    日期,凭证号,摘要,科目,收入,支出,账户

中文
两列的列名是同一个意思（例如收入分成现金、银行两列），不知道哪一列算数。合成一列，用“账户”一列区分现金和银行。

为什么：随便取一列，另一列的钱就漏掉了。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    日期,凭证号,摘要,科目,收入,支出,账户
""",
)
HEAD_SIDES = Fault(
    "table-head-debit-credit",
    Severity.ERROR,
    zh=Words(
        "列名是“{value}”，分不清哪一列是收入、哪一列是支出",
        "把列名改成“收入”和“支出”：银行、现金账的借方是收入，贷方是支出；收入、支出科目的账正好相反",
    ),
    en=Words(
        "A column is called “{value}”: nobody can tell income from expense",
        "Rename them to 收入 and 支出: in a book of cash or bank the debit is income; in one of income and expense accounts the credit is",
    ),
    manual="""A ledger has columns for debit and credit (借方, 贷方) and none for income and expense.
In a book of cash or of a bank account, debit is what came in. By accounts of income and expense, credit is what came in.

Why: Read the wrong way round, every income would be an expense.

Source: sunboard reads a file only where it has one reading.

    日期,凭证号,摘要,科目,收入,支出,账户

中文
明细表里只有“借方”“贷方”，没有“收入”“支出”。
现金、银行日记账的借方是收进来的钱；收入、支出科目的明细账，贷方才是收进来的钱。

为什么：读反了，每一笔收入都成了支出。

依据：sunboard 的写法约定：只有一种意思的才读。

    日期,凭证号,摘要,科目,收入,支出,账户
""",
)
COLUMN_MISSING = Fault(
    "table-column-missing",
    Severity.ERROR,
    zh=Words("表头里缺少这几列：{value}", "加上这几列，列名就写：{value}；已经有的，把列名改成这样"),
    en=Words(
        "Columns are missing: {value}",
        "Add them with these heads: {value}; where they are there, correct their heads",
    ),
    manual="""A column that every row needs is not in the head of the table.

Why: Without it no row is whole.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    日期,凭证号,摘要,科目,收入,支出

中文
每一行都要填的列，表头里没有。

为什么：少了这一列，每一笔都不完整。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    日期,凭证号,摘要,科目,收入,支出
""",
)
UNIT_SCALED = Fault(
    "table-unit",
    Severity.WARNING,
    zh=Words(
        "表里写着“{value}”，金额已经换算成元", "核对网页上的金额；不是这个单位的，改正这里；最好表里直接用元"
    ),
    en=Words(
        "The table says “{value}”; its amounts were turned into yuan",
        "Compare the amounts shown; correct the unit here if it is wrong; better write amounts in yuan",
    ),
    manual="""A head like 收入(万元), or a line 单位：万元 above the head, says that the amounts are written in a larger unit.

Why: Ten thousand yuan taken for one yuan is a wrong account.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    单位：元

中文
列名写了“（万元）”，或者表头上面写了“单位：万元”，金额按这个单位换算成元。

为什么：万元当成元，账就全错了。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    单位：元
""",
)
PART_HIDDEN = Fault(
    "table-part-hidden",
    Severity.WARNING,
    zh=Words("{what}，照样读取了", "看一看里面的内容该不该公开；不该公开的删掉，该公开的取消隐藏"),
    en=Words(
        "{what_en}, and was read all the same",
        "Look at what is there: delete what is not to be published, and unhide the rest",
    ),
    manual="""A sheet, row or column is hidden or filtered out, and holds data. It is read like the others.

Why: Whoever hid a row may have meant to leave it out; the money counts all the same.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    Excel: select all, right-click a row number, Unhide

中文
有的表、行或列被隐藏（或者筛选掉）了，里面有内容。隐藏的内容照样读取，钱不会因为藏起来就不算。

为什么：隐藏的人可能是不想公开，也可能只是忘了；钱照样要算。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    全选，右键点行号，取消隐藏
""",
)
SHEET_HIDDEN = Fault(
    "table-sheet-hidden",
    Severity.WARNING,
    zh=Words(
        "隐藏的表“{value}”也像明细，没有读取", "看一看：不用的表删掉；要用它的，在文件名后面写“#{value}”"
    ),
    en=Words(
        "The hidden sheet “{value}” looks like rows too and was not read",
        "Look at it: delete it if it is of no use; to use it, write “#{value}” after the file's name",
    ),
    manual="""Beside the sheet that was read, a hidden one has a head of known columns and rows below it.

Why: It may be the one that was meant.

Source: how sunboard reads tables: what is certain is read, the rest is asked back.

    Excel: right-click a sheet tab, Unhide

中文
除了读取的表以外，还有一张隐藏的表也有认得的表头和内容。

为什么：说不定要公开的正是这一张。

依据：sunboard 读表格的约定：有把握的才读，没有把握的问清楚。

    右键点表的标签，取消隐藏
""",
)
