"""Records that say there is nothing: nothing this period, or not in this village."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.model.problem import Severity, Words


@check(
    Severity.ERROR,
    zh=Words("写了“本期无此项”，没有写是哪一期", "补上一行：所属期间: 2026年一季度"),
    en=Words("It says that there is nothing this period, but not which period", "Add a line: 所属期间: 2026年一季度"),
)
def nothing_without_period(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record says that there is nothing this period, and does not name the period.

    Source: domain notes, 10.

        目录编码: SZ08
        所属期间: 2026年一季度
        本期无此项: 是

    中文
    “本期无此项”要写明是哪一期，不然过了这一期就看不懂了。

        目录编码: SZ08
        所属期间: 2026年一季度
        本期无此项: 是
    """
    if record.fields.nil and record.fields.period is None:
        yield found(record.at("nil"))


@check(
    Severity.ERROR,
    zh=Words("写了“适用: 否”，没有写原因", "补上一行：原因: …"),
    en=Words("It says that this does not apply, but not why", "Add a line: 原因: …"),
)
def not_applicable_without_reason(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """An item of the list is said not to apply in this village, and no reason is given.

    Source: design, section 3.

        覆盖: B14
        适用: 否
        原因: 本村没有公益性岗位指标

    中文
    清单里的事项写了“适用: 否”，要说明本村为什么没有这一项。

        覆盖: B14
        适用: 否
        原因: 本村没有公益性岗位指标
    """
    if record.fields.applies is False and not record.fields.reason:
        yield found(record.at("applies"))
