"""Rows from files beside a record."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from sunboard.fields.groups import table
from sunboard.kinds.finance import LedgerRow
from sunboard.model.node import Fields, Items, Scalar
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.reading.tables.table import read_table

FILES = Path(__file__).parent / "files"
HEAD = ["日期", "凭证号", "摘要", "科目", "收入", "支出"]
FIRST = ["2026-01-06", "01-001", "收承包费", "501.02", 19500, None]
SECOND = ["2026-01-08", "01-002", "付电费", "513.03", None, 1236.8]
READ_FIRST = {"日期": "2026-01-06", "凭证号": "01-001", "摘要": "收承包费", "科目": "501.02", "收入": "19500"}
READ_SECOND = {"日期": "2026-01-08", "凭证号": "01-002", "摘要": "付电费", "科目": "513.03", "支出": "1236.8"}


def rows(
    data: bytes, path: str, *, wanted: str = "", period: Period | None = None
) -> tuple[list[dict[str, str]], list[str], list[str]]:
    """Return the rows as texts by head, the cells they stand in, and the problems as `code cell`."""
    log = Log()
    found = read_table(data, path, LedgerRow, log, wanted=wanted, period=period)
    items = [item for item in found.items if isinstance(item, Fields)] if isinstance(found, Items) else []
    texts = [
        {entry.key: entry.node.text for entry in item.entries if isinstance(entry.node, Scalar)}
        for item in items
    ]
    return (
        texts,
        [entry.place.cell for item in items for entry in item.entries],
        [f"{p.fault.code} {p.place.cell}".strip() for p in log.problems],
    )


def workbook(
    *lines: Sequence[object],
    edit: Callable[[Worksheet], object] | None = None,
    **others: Sequence[Sequence[object]],
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "一季度"
    for line in lines:
        sheet.append(list(line))
    if edit:
        edit(sheet)
    for name, more in others.items():
        other = book.create_sheet(name)
        for line in more:
            other.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(data: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.namelist():
            target.writestr(member, edit(source.read(member)) if member == name else source.read(member))
    return out.getvalue()


def test_a_csv_of_any_habit_is_read() -> None:
    head, row = "日期,凭证号,摘要,科目,收入,支出", "2026-01-06,01-001,收承包费,501.02,19500,"
    lines = f"{head}\n{row}\n,,,,,\n合计,,,,19500.00,0\n"
    habits = product(("utf-8", "utf-8-sig", "gb18030", "utf-16"), ",\t;，|", ("\r\n", "\n", "\r"))
    for encoding, separator, end in habits:
        text = lines.replace(",", separator).replace("\n", end)
        found, cells, problems = rows(text.encode(encoding), "a.csv")
        assert found == [READ_FIRST], (encoding, separator, end)
        assert cells == ["A2", "B2", "C2", "D2", "E2"]
        assert problems == ["sum-row-skipped A4"]


@pytest.mark.parametrize(("bar", "rule"), [("│", "├──┼──┼──┤"), ("┃", "┣━━╋━━╋━━┫"), ("|", "+--+--+--+")])
def test_lines_that_a_program_drew_between_cells_and_rows_are_no_rows(bar: str, rule: str) -> None:
    lines = (
        ("项目", "收入", "支出"),
        ("收租金", "100.00", ""),
        ("收入小计", "100.00", ""),
        ("付电费", "", "30.00"),
    )
    drawn = (f"{bar}{bar.join(f' {cell} ' for cell in line)}{bar}" for line in lines)
    text = "南湖村收支表\n" + "\n".join(part for line in drawn for part in (rule, line)) + f"\n{rule}\n"
    found, _, problems = rows(text.encode("gb18030"), "a.txt")
    assert [(row["摘要"], row.get("收入", ""), row.get("支出", "")) for row in found] == [
        ("收租金", "100.00", ""),
        ("付电费", "", "30.00"),
    ]
    assert problems == ["sum-row-skipped B4"]  # lines that are drawn are no rows


@pytest.mark.parametrize(
    "head",
    [
        "记账日期,凭证字号,内容,会计科目,收入金额,支出金额,余额",
        "凭证日期,凭证编号,摘 要,科目代码,收入（元）,支出（元）,结余",
        "入账日期,记账凭证号,事由,科目编码,收入,支出,结余(元)",
    ],
)
def test_columns_have_other_names_too(head: str) -> None:
    log = Log()
    found = read_table(
        f"{head}\n2026-01-06,01-001,收承包费,501.02,19500,,19500\n".encode(), "a.csv", LedgerRow, log
    )
    assert found is not None
    (row,) = table(LedgerRow)(found, log) or ()
    assert not log.problems
    assert (row.date.isoformat(), row.voucher_no, row.summary, row.account_code) == (
        "2026-01-06",
        "01-001",
        "收承包费",
        "501.02",
    )
    assert row.income == row.balance == 19500


@pytest.mark.parametrize("sides", ["借方,贷方", "借方金额,贷方金额（元）", "借方(元),贷方(元)"])
def test_debit_and_credit_have_two_readings(sides: str) -> None:
    found, _, problems = rows(
        f"明细账\n日期,凭证号,摘要,科目,{sides}\n2026-01-06,01-001,收承包费,501.02,19500,\n".encode(), "a.csv"
    )
    assert (found, problems) == ([], ["table-head-debit-credit E2"])


def test_excel_names_its_separator_on_a_line_that_is_no_row() -> None:
    log = Log()
    found = read_table(
        "sep=;\n日期;凭证号;摘要;科目;收入\n2026-01-06;01-001;a,b;501.02;19500\n".encode(),
        "a.csv",
        LedgerRow,
        log,
    )
    assert found is not None
    row = found.items[0]
    assert isinstance(row, Fields)
    assert [(entry.place.cell, entry.place.line) for entry in row.entries][:2] == [("A2", 3), ("B2", 3)]


def test_a_quoted_cell_may_have_lines_and_a_row_short_cells() -> None:
    first, second = (
        '2026-01-06,01-001,"收承包费\n三组,二组",501.02,19500',
        "2026-01-08,01-002,付电费,513.03,,1236.8",
    )
    text = f"日期,凭证号,摘要,科目,收入,支出\n{first}\n{second}\n"
    log = Log()
    found = read_table(text.encode(), "a.csv", LedgerRow, log)
    assert found is not None
    assert not log.problems
    assert [item.place.line for item in found.items] == [2, 4]
    assert [item.place.cell for item in found.items] == ["A2", "A3"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("2026-01-06,01-001,收承包费,501.02,19,500.00,,", "row-longer-than-head"),
        ('2026-01-06,01-001,"收承包费,501.02,19500,', "quote-open"),
        ('2026-01-06,01-001,"修路"款,501.02,19500,', "quote-open"),
        (f'2026-01-06,01-001,"{"长" * 200_000}",501.02,1,', "quote-open"),
    ],
)
def test_a_line_that_swallows_or_shifts_cells_is_refused_where_it_begins(line: str, problem: str) -> None:
    log = Log()
    read_table(
        f"日期,凭证号,摘要,科目,收入,支出\n{line}\n2026-01-08,01-002,付电费,513.03,,1236.8\n".encode(),
        "a.csv",
        LedgerRow,
        log,
    )
    assert [
        (found.fault.code, found.place.line) for found in log.problems if found.fault.code == problem
    ] == [(problem, 2)]


def test_content_decides_and_not_the_name() -> None:
    assert rows(workbook(HEAD, FIRST), "a.csv")[0] == [READ_FIRST]
    assert rows(
        "日期,凭证号,摘要,科目,收入\n2026-01-06,01-001,收承包费,501.02,19500\n".encode("gb18030"), "a.xlsx"
    )[0] == [READ_FIRST]


def test_title_rows_real_dates_numbers_and_row_numbers() -> None:
    data = workbook(
        ["柳湾村收支表"],
        [],
        ["序号", "日 期", "凭证号*", "摘\n要", "科目编码", "收入（元）", "支出/元"],
        [1, date(2026, 1, 6), "01-001", "收承包费", "501.02", 19500, None],
        [2, datetime(2026, 1, 8, 9, 30), "01-002", "付电费", "513.03", None, 0.1 + 0.2],
        ["小计", None, None, None, None, 19500, 0.3],
        [],
        ["制表人：罗会兰", None, None, "审核：吴月琴"],
        说明=[["本表由报账员填写"]],
    )
    found, cells, problems = rows(data, "a.xlsx")
    assert [list(row.values()) for row in found] == [
        ["2026-01-06", "01-001", "收承包费", "501.02", "19500"],
        ["2026-01-08", "01-002", "付电费", "513.03", "0.3"],
    ]
    assert cells[0] == "一季度!B4"
    assert problems == ["sum-row-skipped 一季度!A6", "sum-row-skipped 一季度!A8"]


def test_two_rows_of_heads_are_one_head() -> None:
    def merge(sheet: Worksheet) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"):
            sheet.merge_cells(cells)

    data = workbook(
        ["日期", "凭证号", "摘要", "科目", "金额", None],
        [None, None, None, None, "收入", "支出"],
        FIRST,
        SECOND,
        edit=merge,
    )
    assert rows(data, "a.xlsx")[0] == [READ_FIRST, READ_SECOND]
    data = workbook([*HEAD[:4], "收入", "支出"], [None, None, None, None, "（元）", "（元）"], FIRST, SECOND)
    assert [row["凭证号"] for row in rows(data, "a.xlsx")[0]] == ["01-001", "01-002"]


def test_a_group_of_two_incomes_has_no_one_reading() -> None:
    data = workbook(
        [*HEAD[:4], "收入", None, "支出"],
        [None, None, None, None, "现金", "银行", None],
        [*FIRST[:4], 1, 2, None],
        edit=lambda sheet: sheet.merge_cells("E1:F1"),
    )
    assert rows(data, "a.xlsx")[2] == ["table-head-twice 一季度!F2"]


def test_a_merged_date_counts_for_its_rows_and_a_merged_amount_for_none() -> None:
    second = [None, None, *SECOND[2:]]
    data = workbook(
        HEAD, FIRST, second, edit=lambda sheet: (sheet.merge_cells("A2:A3"), sheet.merge_cells("B2:B3"))
    )
    found, _, problems = rows(data, "a.xlsx")
    assert found[1] == {**READ_SECOND, "日期": "2026-01-06", "凭证号": "01-001"}
    assert not problems
    data = workbook(HEAD, FIRST, [*SECOND[:4], None, None], edit=lambda sheet: sheet.merge_cells("E2:E3"))
    assert rows(data, "a.xlsx")[2] == ["cell-merged-amount 一季度!E2"]


LABELS = "小计 总计 本月合计 累计 承前页 过次页 上期结转 期初余额 一季度合计 3月小计 合计： 收入合计"


@pytest.mark.parametrize("label", [*LABELS.split(), "合 计"])
def test_rows_that_are_no_entries_are_passed_over(label: str) -> None:
    assert rows(workbook(HEAD, FIRST, [None, None, label, None, None, None]), "a.xlsx")[0] == [READ_FIRST]
    assert rows(workbook(HEAD, FIRST, [label, None, None, None, None, None]), "a.xlsx")[2] == [
        "sum-row-skipped 一季度!A3"
    ]


def test_signatures_may_stand_under_the_amounts() -> None:
    signed = ["村主任：何广仁", None, "监委会主任：吴月琴", None, "会计：罗会兰", "出纳：陈守田"]
    assert rows(workbook(HEAD, FIRST, signed), "a.xlsx")[::2] == ([READ_FIRST], ["sum-row-skipped 一季度!A3"])
    entry = [None, None, "会计：报销差旅费", "513.03", None, 200]
    assert len(rows(workbook(HEAD, FIRST, entry), "a.xlsx")[0]) == 2


def test_what_only_sounds_like_a_sum_is_an_entry() -> None:
    first: list[object] = ["2026-01-06", "01-001", "付一季度误工补贴合计6人", "513.01", None, 4800]
    second: list[object] = ["2026-01-07", "01-002", "小计", "513.01", None, 5]
    assert len(rows(workbook(HEAD, first, second), "a.xlsx")[0]) == 2


@pytest.mark.parametrize(
    ("said", "problems"),
    [(19500, []), ("19,500.00", []), (19501, ["total-row-differs 一季度!E3"]), (None, [])],
)
def test_a_total_is_compared_with_the_rows_above(said: object, problems: list[str]) -> None:
    assert rows(workbook(HEAD, FIRST, ["合计", None, None, None, said, None]), "a.xlsx")[2][1:] == problems


def test_subtotals_totals_and_carried_figures_agree() -> None:
    data = workbook(
        HEAD,
        ["承前页", None, None, None, 100, None],
        FIRST,
        ["本月合计", None, None, None, 19500, 0],
        ["累计", None, None, None, 19600, 0],
        SECOND,
        ["本月合计", None, None, None, 0, 1236.8],
        ["累计", None, None, None, 19600, 1236.8],
    )
    assert {problem.split()[0] for problem in rows(data, "a.xlsx")[2]} == {"sum-row-skipped"}


def test_days_are_read_from_serial_numbers() -> None:
    days = dict.fromkeys(("46028", 46028, date(2026, 1, 6)), "2026-01-06")
    days["2026年1月6日"] = "2026年1月6日"
    data = workbook(HEAD, *([day, *FIRST[1:]] for day in days))
    assert [row["日期"] for row in rows(data, "a.xlsx")[0]] == [*days.values()]


def test_days_may_count_from_1904() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(HEAD, [44566, *FIRST[1:]], [date(2026, 1, 6), *SECOND[1:]]))
    )
    book.epoch = datetime(1904, 1, 1)
    out = io.BytesIO()
    book.save(out)
    assert [row["日期"] for row in rows(out.getvalue(), "a.xlsx")[0]] == ["2026-01-06", "2026-01-06"]


@pytest.mark.parametrize(
    ("cell", "value", "problem"),
    [
        ("E2", "#REF!", "cell-error 一季度!E2"),
        ("C2", "#N/A", "cell-error 一季度!C2"),
        ("E2", "=1+1", "cell-formula 一季度!E2"),
        ("B2", date(2026, 1, 5), "cell-became-date 一季度!B2"),
    ],
)
def test_a_cell_without_a_value_is_refused_and_the_others_are_read(
    cell: str, value: str | date, problem: str
) -> None:
    found, _, problems = rows(
        workbook(HEAD, FIRST, SECOND, edit=lambda sheet: sheet.__setitem__(cell, value)), "a.xlsx"
    )
    assert found == [READ_SECOND]
    assert problems == [problem]


def test_a_share_is_no_amount() -> None:
    def percent(sheet: Worksheet) -> None:
        sheet["E2"] = 0.05
        sheet["E2"].number_format = "0.00%"

    assert rows(workbook(HEAD, FIRST, edit=percent), "a.xlsx")[0][0]["收入"] == "5%"


def test_a_larger_unit_is_worked_out_and_told() -> None:
    found, _, problems = rows(workbook(["单位：万元"], HEAD, [*FIRST[:4], 1.95, None]), "a.xlsx")
    assert found[0]["收入"] == "19500"
    assert problems == ["table-unit 一季度!A1"]
    assert rows(workbook([*HEAD[:4], "收入（万元）"], [*FIRST[:4], 1.95]), "a.xlsx")[0][0]["收入"] == "19500"
    assert rows(workbook(["单位：元"], HEAD, FIRST), "a.xlsx")[2] == []


def test_what_is_hidden_is_read_and_told() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["F"].hidden = True

    total = [None, "合计", None, None, 19500, 1236.8]
    found, _, problems = rows(workbook(HEAD, FIRST, SECOND, total, edit=hide), "a.xlsx")
    assert found == [READ_FIRST, READ_SECOND]
    assert problems == [
        "table-part-hidden 一季度!F1",
        "sum-row-skipped 一季度!B4",
        "table-part-hidden 一季度!A3",
    ]


@pytest.mark.parametrize("sums", [[], [[None, "合计", None, None, 19500, None]]])
def test_a_hidden_entry_that_no_sum_has_in_it_is_refused(sums: list[list[object]]) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    found, _, problems = rows(workbook(HEAD, FIRST, SECOND, *sums, edit=hide), "a.xlsx")
    assert found == [READ_FIRST]
    assert "table-cells-hidden 一季度!A3" in problems
    assert not {problem.split()[0] for problem in problems} & {"table-part-hidden", "total-row-differs"}


def test_the_sheet_is_the_one_of_the_period_or_the_one_that_is_named() -> None:
    data = workbook(HEAD, FIRST, 二季度=[HEAD, SECOND], 封面=[["柳湾村"]])
    assert rows(data, "a.xlsx")[2] == ["table-sheets-several"]
    assert rows(data, "a.xlsx", period=Period(2026, "Q", 2))[0] == [READ_SECOND]
    assert rows(data, "a.xlsx", wanted="二季度")[0] == [READ_SECOND]
    assert rows(data, "a.xlsx", wanted="三季度")[2] == ["table-sheet-missing"]
    assert rows(data, "a.xlsx", wanted="封面")[2] == ["table-head-missing 封面!A1"]


def test_a_hidden_sheet_gives_way_and_is_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEAD, FIRST, 旧账=[HEAD, SECOND])))
    book["旧账"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    found, _, problems = rows(out.getvalue(), "a.xlsx")
    assert (found, problems) == ([READ_FIRST], ["table-sheet-hidden 旧账!A1"])


def test_a_missing_column_is_told_once() -> None:
    data = workbook(["日期", "凭证号", "收入"], *([["2026-01-06", "01-001", 5]] * 3))
    assert rows(data, "a.xlsx")[2] == ["table-column-missing 一季度!A1"]


@pytest.mark.parametrize("name", ["ledger.xls", "ledger.ods", "ledger.xlsx"])
def test_files_of_another_office_program_say_the_same(name: str) -> None:
    """Saved by LibreOffice: a title, two rows of heads, a merged date, a hidden row, an error, a share."""
    found, _, problems = rows((FILES / name).read_bytes(), name)
    assert [row["凭证号"] for row in found] == ["01-001", "01-002", "01-003"]
    assert [row["日期"] for row in found] == ["2026-01-06", "2026-01-06", "2026-01-20"]
    assert [row.get("收入", row.get("支出")) for row in found] == ["19500", "1236.8", "5%"]
    assert problems == ["cell-error 一季度!E7", "sum-row-skipped 一季度!A8", "table-part-hidden 一季度!A7"]


def _declared_small(data: bytes) -> bytes:
    """Lie in the directory of a zip about the size of the sheet."""
    lying = bytearray(data)
    at = lying.rfind(b"xl/worksheets/sheet1.xml") - 46
    assert lying[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", lying, at + 24, 5000)
    return bytes(lying)


GOOD = workbook(HEAD, FIRST)
LEDGER_XLS = (FILES / "ledger.xls").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"
BOMB = rezipped(
    GOOD, SHEET, lambda sheet: sheet.replace(b"<sheetData>", b"<sheetData>" + b"<row/>" * 17_000_000)
)


@pytest.mark.parametrize(
    ("data", "path", "problem"),
    [
        (b"", "a.xlsx", "table-empty"),
        (workbook(), "a.xlsx", "table-empty"),
        (b"PK\x03\x04broken", "a.xlsx", "table-broken"),
        (GOOD[: len(GOOD) // 2], "a.xlsx", "table-broken"),
        (BOMB, "a.xlsx", "table-too-large"),
        (_declared_small(BOMB), "a.xlsx", "table-broken"),
        (
            workbook(HEAD, FIRST, edit=lambda sheet: sheet.__setitem__("XFD1048576", 1)),
            "a.xlsx",
            "cell-far-away 一季度!XFD1048576",
        ),
        (
            rezipped(GOOD, SHEET, lambda sheet: sheet.replace(b'r="A2"', b'r="ZZZZ99999999"')),
            "a.xlsx",
            "table-broken",
        ),
        ((FILES / "locked.ods").read_bytes(), "a.ods", "table-locked"),
        (LEDGER_XLS[:2000], "a.xls", "table-broken"),
        (GOOD, "a.et", "table-format"),
        (b"%PDF-1.7\n\0\0", "a.pdf", "table-format"),
        ("随便写写".encode(), "a.csv", "table-head-missing"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, path: str, problem: str) -> None:
    assert rows(data, path)[2] == [problem]


def test_formatted_but_empty_rows_are_nothing() -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (at, at) for at in range(3, 20_000))
    assert rows(
        rezipped(GOOD, SHEET, lambda sheet: sheet.replace(b"</sheetData>", empty + b"</sheetData>")), "a.xlsx"
    )[0] == [READ_FIRST]


def test_bars_without_a_word_are_an_empty_table() -> None:
    assert rows(b"\x01|", "a.csv")[2] == ["table-empty"]


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods"]))
def test_any_bytes_are_rows_or_a_problem(data: bytes, path: str) -> None:
    log = Log()
    assert read_table(data, path, LedgerRow, log) is not None or log.problems


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml"]), st.data())
def test_a_workbook_with_a_spoilt_piece_is_rows_or_a_problem(name: str, data: st.DataObject) -> None:
    def spoil(piece: bytes) -> bytes:
        at, much = data.draw(st.integers(0, len(piece))), data.draw(st.integers(0, 30))
        return piece[:at] + data.draw(st.binary(max_size=8)) + piece[at + much :]

    log = Log()
    assert read_table(rezipped(GOOD, name, spoil), "a.xlsx", LedgerRow, log) is not None or log.problems


SUMMARIES = (
    st.text(st.sampled_from("柳湾村承包费,;|，\t3组\"' 付收（）-x"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(
        lambda word: word and not word.startswith("'")
    )  # a spreadsheet's mark for a text, which a CSV may keep
)
AMOUNTS = st.decimals(0, 999_999, places=2).map(lambda amount: format(amount.normalize(), "f"))
DAYS = st.dates(date(2000, 1, 1), date(2099, 1, 1)).map(date.isoformat)
ENTRIES = st.tuples(
    DAYS, st.from_regex(r"0[1-9]-0[0-9][0-9]", fullmatch=True), SUMMARIES, st.just("501.02"), AMOUNTS
)


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(HEAD[:5]),
    st.lists(ENTRIES, min_size=1, max_size=6),
    st.sampled_from(["csv", "xlsx"]),
    st.integers(0, 2),
)
def test_what_was_written_in_any_order_is_read_back(
    order: list[str], entries: list[tuple[str, ...]], form: str, blank: int
) -> None:
    wanted = [dict(zip(HEAD, entry, strict=False)) for entry in entries]
    lines: list[Sequence[str]] = [*[()] * blank, order, *([row[name] for name in order] for row in wanted)]
    if form == "xlsx":
        data = workbook(*lines)
    else:
        out = io.StringIO(newline="")
        csv.writer(out).writerows(lines)
        data = out.getvalue().encode()
    found, _, problems = rows(data, f"a.{form}")
    assert not problems
    assert [dict(row) for row in found] == [{name: row[name] for name in order} for row in wanted]


def test_days_with_the_year_last_are_read_where_one_of_them_proves_the_month() -> None:
    lines = [("1/5/2026", "收租金", 100, None), ("1/16/2026", "付电费", None, 30)]
    found = rows(workbook(("日期", "摘要", "收入", "支出"), *lines), "a.xlsx")[0]
    assert [row["日期"] for row in found] == ["2026-01-05", "2026-01-16"]
    lines = [("05/01/2026", "收租金", 100, None), ("16/01/2026", "付电费", None, 30)]
    found = rows(workbook(("日期", "摘要", "收入", "支出"), *lines), "a.xlsx")[0]
    assert [row["日期"] for row in found] == ["2026-01-05", "2026-01-16"]


@pytest.mark.parametrize("other", ["2/6/2026", "16/1/2026"])
def test_days_with_the_year_last_are_asked_for_where_nothing_or_both_would_be_the_month(other: str) -> None:
    given = ["1/5/2026", other] if other.startswith("2") else ["1/16/2026", other]
    lines = [(day, "收租金", 100, None) for day in given]
    found = rows(workbook(("日期", "摘要", "收入", "支出"), *lines), "a.xlsx")[0]
    assert [row["日期"] for row in found] == given


def test_charges_beside_payments_are_asked_about_unless_they_are_set_aside() -> None:
    lines = [("2026-01-05", "收租金", 100, None, None), ("2026-01-06", "付电费", None, 30, 2)]
    head = ("日期", "摘要", "收入", "支出", "手续费")
    assert rows(workbook(head, *lines), "a.xlsx")[2] == ["amounts-beside-side 一季度!E1"]
    assert rows(workbook((*head[:4], "#手续费"), *lines), "a.xlsx")[2] == []
    assert rows(workbook(head, lines[0], (*lines[1][:4], None)), "a.xlsx")[2] == []


def test_days_across_the_head_are_told_with_how_to_write_each_payment() -> None:
    lines = [("项目", "1月5日", "2月6日", "合计"), ("门面租金", 7200, None, 7200), ("经费", None, 60, 60)]
    log = Log()
    read_table(workbook(*lines), "a.xlsx", LedgerRow, log)
    assert [(one.fault.code, one.details["what"]) for one in log.problems] == [("table-head-missing", "days")]


@pytest.mark.parametrize(
    "label",
    [
        "合计：人民币（大写）壹佰元整",
        "合计金额（大写）：人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分",
    ],
)
def test_sums_may_say_their_amount_in_words(label: str) -> None:
    lines = [("2026-01-05", "收租金", 100, None), (label, None, 100, None)]
    found, _, told = rows(workbook(("日期", "摘要", "收入", "支出"), *lines), "a.xlsx")
    assert ([row["摘要"] for row in found], told) == (["收租金"], ["sum-row-skipped 一季度!A3"])
