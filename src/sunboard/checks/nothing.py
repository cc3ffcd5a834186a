"""Records that say there is nothing: nothing this period, or not in this village."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.model.problem import Severity, Words


@check(
    Severity.ERROR,
    zh=Words(
        "写了“本期无此项”，没有写是哪一期",
        "补上，例如：所属期间: 2026年一季度",
        "在“所属期间”这一列填写，例如：2026年一季度",
    ),
    en=Words(
        "It says that there is nothing this period (“本期无此项”), but not which period",
        "Add it, for instance: 所属期间: 2026年一季度",
        "Fill in the column 所属期间, for instance: 2026年一季度",
    ),
)
def nothing_without_period(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record says that there is nothing this period, and does not name the period.

    Why: A month later nobody knows which period was meant.

    Source: how sunboard reads what is written.

        目录编码: SZ08
        所属期间: 2026年一季度
        本期无此项: 是

    中文
    “本期无此项”要写明是哪一期，不然过了这一期就看不懂了。

    为什么：过一个月，就没人知道说的是哪一期。

    依据：sunboard 的写法约定。

        目录编码: SZ08
        所属期间: 2026年一季度
        本期无此项: 是
    """
    if record.fields.nil and record.fields.period is None:
        yield found(record.at("nil"))


@check(
    Severity.ERROR,
    zh=Words(
        "写了“适用: 否”，没有写原因",
        "补上，例如：原因: 本村没有公益性岗位指标",
        "在“原因”这一列填写，例如：本村没有公益性岗位指标",
    ),
    en=Words(
        "It says that this item does not apply (“适用: 否”), but not why",
        "Add it, for instance: 原因: 本村没有公益性岗位指标",
        "Fill in the column 原因, for instance: 本村没有公益性岗位指标",
    ),
)
def not_applicable_without_reason(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """An item of the list is said not to apply in this village, and no reason is given.

    Why: Villagers see a number without a matter and ask why.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        覆盖: B14
        适用: 否
        原因: 本村没有公益性岗位指标

    中文
    清单里的事项写了“适用: 否”，要说明本村为什么没有这一项。

    为什么：村民看到编号在、事项没有，会问为什么。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        覆盖: B14
        适用: 否
        原因: 本村没有公益性岗位指标
    """
    if record.fields.applies is False and not record.fields.reason:
        yield found(record.at("applies"))
