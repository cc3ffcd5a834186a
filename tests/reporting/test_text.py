"""The report on a terminal: quoted lines, carets, cuts, encodings, colour, and what is said once."""

from __future__ import annotations

import io
from pathlib import Path

import click
import pytest

from sunboard.faults import Fault, fault
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.reporting.quote import drawn, encodable, quote_of, visible, where, width_of
from sunboard.reporting.report import Report, sorted_once
from sunboard.reporting.text import print_report
from sunboard.reporting.words import load_words
from tests.helpers.one_village import POWER, one_village
from tests.helpers.site import SiteTest
from tests.reporting.dirty import dirty_site

pytestmark = pytest.mark.once

WRONG = fault("step-number-taken")
NOTE = fault("sum-row-skipped")


def _problem(quote: str, value: str, field: str = "", fault: Fault = WRONG, **place: int | str) -> Problem:
    where = {"path": "qingshi/liuwan/事项/路灯.md", "line": 7, "field": field, **place}
    free = {"free": f"{value}a"}
    return Problem(fault, Place(**where), value, free, "liuwan", quote=quote)  # type: ignore[arg-type]


def _drawn(problem: Problem, columns: int = 60, encoding: str = "utf-8") -> tuple[str, str]:
    quote = quote_of(problem)
    assert quote is not None
    return drawn(quote, columns, encoding)


def test_carets_stand_under_the_value_whatever_its_width() -> None:
    line, carets = _drawn(_problem("审核日期: 3月9日 # 上午", "3月9日", "审核日期"))
    assert line == "审核日期: 3月9日 # 上午"
    assert (width_of(carets.split("^")[0], "utf-8"), carets.count("^")) == (10, 6)


def test_a_value_that_also_stands_in_the_key_is_marked_behind_it() -> None:
    _, carets = _drawn(_problem("公示: 公示", "公示", "公示"))
    assert len(carets.split("^")[0]) == 6


def test_an_amount_is_marked_however_its_thousands_are_written() -> None:
    _, carets = _drawn(_problem("期末: 1300.01", "1,300.01", "期末"))
    assert carets == " " * 6 + "^" * 7


ROWS = [
    pytest.param(
        "a.xlsx",
        "一季度!C2",
        "2026-01-06 | 3 | 付3月 | 3",
        "3",
        "2026-01-06 | 3 | 付",
        id="the same sign in another cell",
    ),
    pytest.param(
        "a.xlsx",
        "一季度!D2",
        "2026-01-06 | 3 | 付3月 | 3",
        "3",
        "2026-01-06 | 3 | 付3月 | ",
        id="the last cell",
    ),
    pytest.param("a.csv", "C2", "2026-01-06,3,付3月,3", "3", "2026-01-06,3,付", id="comma"),
    pytest.param("a.csv", "B3", "2026-01-06,,付电费,3", "凭证号", "2026-01-06,", id="an empty cell"),
    pytest.param(
        "a.csv",
        "D2",
        "2026-01-06;3;付,3月;x",
        "别的",
        "2026-01-06;3;付,3月;",
        id="semicolon; a value that is worked out",
    ),
]


@pytest.mark.parametrize(("path", "cell", "row", "value", "before"), ROWS)
def test_carets_stand_under_the_cell_that_is_meant(
    path: str, cell: str, row: str, value: str, before: str
) -> None:
    _, carets = _drawn(_problem(row, value, "支出", path=path, cell=cell))
    assert carets == " " * width_of(before, "utf-8") + "^"


def test_a_row_as_a_whole_has_no_caret() -> None:
    line, carets = _drawn(_problem("日期 | 摘要", "凭证号", path="a.xlsx", cell="一季度!A1"))
    assert (line, carets.strip()) == ("日期 | 摘要", "")


def test_a_title_too_long_is_shown_as_far_as_the_line_goes() -> None:
    line, _ = _drawn(_problem("标题: " + "长" * 70, "长" * 70, "标题"), 72)
    assert 68 <= width_of(line, "utf-8") <= 72


def test_signs_that_cannot_be_seen_are_named() -> None:
    line, carets = _drawn(_problem("日期:\t2026\u200b-03\x1b[31m", "2026\u200b-03", "日期"))
    assert line == "日期:<Tab>2026<U+200B>-03<U+001B>[31m"
    assert carets == " " * 10 + "^" * 15


@pytest.mark.parametrize("at", [0, 60, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "cp936", "ascii"])
def test_a_long_line_is_cut_around_the_value_and_says_so(at: int, encoding: str) -> None:
    line, carets = _drawn(_problem("长" * at + "2026-13-40" + "尾" * 100, "2026-13-40"), 60, encoding)
    assert width_of(line, encoding) <= 60
    assert line.endswith("...")
    start = width_of(carets.split("^")[0], encoding)
    before = line[: line.index("2026-13-40")]
    assert width_of(before, encoding) == start
    assert before.startswith("...") == (at > 0 and start < at * (1 if encoding == "ascii" else 2))


def test_a_line_without_value_and_key_is_quoted_only_for_a_value() -> None:
    assert quote_of(_problem("标题: 修路", "", "目录编码")) is None
    assert quote_of(_problem("标题: 路灯答复", "", "答复")) is None, (
        "a word within a value is no name of a field"
    )
    quote = quote_of(_problem("日期: 三月九日", "2026-03-09", ""))
    assert quote is not None
    assert quote.value == ""


def test_places() -> None:
    assert where(Place("a/b/财务/收支.xlsx", 7, "一季度!B7"), load_words("zh")) == "〔一季度〕B7"
    assert where(Place("a/b/财务/收支.xlsx", 7, "B7"), load_words("en")) == "B7"
    assert (
        where(Place("a", 7), load_words("zh")),
        where(Place("a", 7), load_words("en")),
        where(Place("a"), load_words("zh")),
    ) == ("第7行", "line 7", "")


def test_what_an_encoding_lacks_is_written_plainly() -> None:
    assert encodable("“a”… 3×4", "ascii") == '"a"... 3x4'
    assert encodable("王䶮 “好”", "cp936") == "王? “好”"
    assert encodable("王䶮", "utf-8") == "王䶮"
    assert visible("a\nb") == "a<U+000A>b"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _printed(problems: list[Problem], language: str = "zh", out: io.StringIO | None = None) -> str:
    out = out or io.StringIO()
    print_report(Report(sorted_once(problems), names={"liuwan": "柳湾村"}), language, out)
    return out.getvalue()


def test_at_most_twenty_of_a_code_in_a_file_and_one_note() -> None:
    problems = [_problem(f"键: 值{at}", f"值{at}", line=at) for at in range(1, 26)]
    problems += [_problem("", f"{at}", "", NOTE, line=at) for at in range(1, 5)]
    problems += [_problem("键: 值", "值", path="qingshi/liuwan/财务/b.md")]
    said = _printed(problems)
    assert said.count("流程里有两步") == 21
    assert "还有 5 处同样的问题（step-number-taken）" in said
    assert said.count("这一行看着是合计") == 1
    assert "还有 3 处同样的问题（sum-row-skipped）" in said
    assert "错误 26 处  step-number-taken" in said
    assert said.index("柳湾村（liuwan）") < said.index("路灯.md") < said.index("b.md")


def test_of_a_thousand_notes_the_first_of_a_kind_are_told_and_where_all_stand() -> None:
    def told(notes: int, file: str) -> str:
        found = [_problem("", "", fault=NOTE, path=f"qingshi/liuwan/{at}.md") for at in range(notes)]
        found += [_problem("", "", fault=WRONG, path=f"qingshi/liuwan/x{at}.md") for at in range(30)]
        out = io.StringIO()
        print_report(Report(problems=tuple(found), report_file=file), "en", out)
        return out.getvalue()

    many, all_of_them, few = told(1200, "problems.html"), told(1200, ""), told(900, "problems.html")
    assert (many.count("[sum-row-skipped"), many.count("[step-number-taken")) == (20, 30)
    assert "1180 more not listed here; all stand in problems.html." in many
    assert (all_of_them.count("[sum-row-skipped"), few.count("[sum-row-skipped")) == (1200, 900)
    assert "not listed here" not in all_of_them + few


def test_the_order_does_not_hang_on_the_order_found() -> None:
    problems = [_problem("", str(at), line=0, cell=f"B{at}", path="x.xlsx") for at in (10, 9, 2)]
    assert _printed(problems) == _printed(problems[::-1])
    assert [problem.place.cell for problem in sorted_once(problems)] == ["B2", "B9", "B10"]


def test_colour_only_on_a_terminal() -> None:
    problems = [_problem("日期: x", "x", "日期")]
    assert "\x1b" not in _printed(problems)
    assert "\x1b[31m" in _printed(problems, out=_Terminal())
    with click.Context(click.Command("build"), color=False):
        assert "\x1b" not in _printed(problems, out=_Terminal())


@pytest.mark.parametrize(
    ("encoding", "language", "pieces"),
    [("cp936", "zh", ("怎么改：", "第5行")), ("ascii", "en", ('There is no field "',))],
)
def test_a_terminal_of_another_encoding_shows_it(
    encoding: str, language: str, pieces: tuple[str, ...], dirty: SiteTest
) -> None:
    running = dirty.start(
        "check", "--lang", language, environment={"PYTHONIOENCODING": encoding, "NO_COLOR": "1"}
    )
    out, err = running.communicate(timeout=60)
    said = out.decode(encoding)
    assert (running.returncode, err) == (1, b"")
    assert not set("\x1b─│┌└├✓✗●") & set(said)
    for piece in ("key-unknown", *pieces):
        assert piece in said


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    return dirty_site(tmp_path_factory.mktemp("dirty"))


def test_rows_of_tables_are_quoted(tmp_path: Path) -> None:
    one = one_village(tmp_path, "2026-02-01")
    one.write("qingshi/liuwan/财务/收支.md", "---\n标题: 四季度收支公开\n明细文件: 收支.csv\n---\n")
    one.write("qingshi/liuwan/财务/收支.csv", "日期,凭证号,摘要,科目,收入\n2025-13-06,01-001,租金,501.02,5\n")
    lines = one.run_inside("check").out.split("\n")
    at = next(at for at, line in enumerate(lines) if "| 2025-13-06" in line)
    assert lines[at + 1].strip() == "| ^^^^^^^^^^"
    assert lines[at - 1].split()[1] == "A2"
    assert lines[at - 2].endswith("财务/收支.csv")


def test_what_villages_inherit_is_told_once_and_quoted(tmp_path: Path) -> None:
    one = one_village(tmp_path, "2026-02-01")
    one.write("qingshi/zhaowan/village.yaml", "名称: 赵湾村\n行政区划代码: 629901001002\n")
    one.write("powers/A01.md", POWER.replace("---\n", "---\n一个没有的键: 值\n", 1))
    found = one.run_inside("check", "--json").json()["problems"]
    assert [
        (problem["village"], problem["path"], problem["line"])
        for problem in found
        if problem["value"] == "一个没有的键"
    ] == [("", "powers/A01.md", 2)]
    assert "| 一个没有的键: 值" in one.run_inside("check").out
