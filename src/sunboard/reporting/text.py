"""A report for people: grouped by file, the worst first told, colour only on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from sunboard.model.problem import Problem, Severity
from sunboard.reporting.report import Report

_WORDS = {
    "zh": {
        "error": "错误", "warning": "提醒", "info": "说明", "line": "第{line}行", "cell": "{cell} 格", "hint": "怎么改：{hint}",
        "held": "没有公开的（{count} 份）：", "draft": "草稿", "scheduled": "到 {until} 公开", "waiting": "还没有编号（生成时发号）", "held-state": "有错误，改好再公开（照旧显示上一版）", "leak": "有不能公开的个人信息，已全部撤下",
        "made": "生成完毕：{villages} 个村，{records} 份公开，{pages} 个网页，{sheets} 份张贴纸，{boards} 块公开栏，{screens} 块屏；改写了 {written} 个文件。",
        "checked": "检查完毕：{records} 份记录。", "clean": "没有发现问题。", "counts": "错误 {errors} 个，提醒 {warnings} 个。",
        "open": "请打开：{path}", "today": "日期按 {today} 计算（site.yaml 里固定的）。", "more": "想知道某个问题的来历：sunboard explain {code}",
    },
    "en": {
        "error": "error", "warning": "warning", "info": "note", "line": "line {line}", "cell": "cell {cell}", "hint": "How to mend it: {hint}",
        "held": "Not shown ({count}):", "draft": "draft", "scheduled": "from {until}", "waiting": "waits for its number", "held-state": "has errors; the last edition stays", "leak": "holds personal data; nothing of it is shown",
        "made": "Built {villages} villages, {records} records, {pages} pages, {sheets} sheets, {boards} boards, {screens} screens; {written} files changed.",
        "checked": "Checked {records} records.", "clean": "No problems found.", "counts": "{errors} errors, {warnings} warnings.",
        "open": "Open: {path}", "today": "The day is {today}, pinned in site.yaml.", "more": "To learn about a problem: sunboard explain {code}",
    },
}  # fmt: skip
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def print_report(report: Report, language: str, console: Console, *, explain: bool = False) -> None:
    """Print problems, what was held back, what was made and which file to open."""
    words = _WORDS[language]
    told = [problem for problem in report.problems if problem.fault.severity is not Severity.INFO]
    for path, group in groupby(told, key=lambda problem: problem.place.path):
        console.print(Text(path or "content", style="bold"))
        for problem in group:
            for line in _lines(problem, language):
                console.print(line, soft_wrap=True)
    if report.held:
        console.print(words["held"].format(count=len(report.held)))
        for held in report.held:
            why = words["held-state" if held.state == "held" else held.state].format(until=held.until)
            codes = f" [{', '.join(held.codes)}]" if held.codes else ""
            console.print(Text(f"  {held.source} - {why}{codes}"), soft_wrap=True)
    if report.made is not None:
        console.print(words["made"].format(records=report.records, **report.made))
    elif not report.unusable:
        console.print(words["checked"].format(records=report.records))
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    console.print(words["counts"].format(errors=errors, warnings=warnings) if errors or warnings else words["clean"])
    if told:
        console.print(words["more"].format(code=told[0].fault.code))
    if report.today_pinned:
        console.print(words["today"].format(today=report.today))
    if report.open_first:
        console.print(Text(words["open"].format(path=report.open_first)), soft_wrap=True)


def _lines(problem: Problem, language: str) -> Iterator[Text]:
    words, place = _WORDS[language], problem.place
    where = words["cell"].format(cell=place.cell) if place.cell else words["line"].format(line=place.line) if place.line else ""
    line = Text("  ")
    line.append(words[problem.fault.severity.value], _STYLES[problem.fault.severity])
    line.append(f" {where}" if where else "")
    line.append(f" {problem.message(language)}")
    line.append(f"  [{problem.fault.rule or problem.fault.code}]", "dim")
    yield line
    if hint := problem.hint(language).strip():
        yield Text("      " + words["hint"].format(hint=hint))
