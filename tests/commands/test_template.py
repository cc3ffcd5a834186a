"""Workbooks to fill in.

What they offer, that they are empty to sunboard, and that nothing is wrong once they are filled.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from sunboard.commands.guide import needed
from sunboard.commands.template import kinds_workbook, write_template
from sunboard.contracts import Kind
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.declarations import Key, names_of
from sunboard.kinds.matter import Matter
from sunboard.model.node import Fields, Items, Node, Scalar
from sunboard.model.problem import Log
from sunboard.parts import load_parts, load_publishers
from sunboard.reading.settings import read_publish_settings
from tests.helpers.kinds import OF_WHOLE_RECORDS
from tests.helpers.site import SiteTest

KINDS = load_parts().kinds
TODAY = date(2026, 4, 20)
OFFICE = shutil.which("soffice") or ""
DECIDED: dict[str, Any] = {
    "编号": "JY-2026-04",
    "标题": "柳树塘清淤的决定",
    "公示开始": date(2026, 3, 10),
    "公示天数": 7,
    "议事决策.决议号": "JY-2026-04",
    "议事决策.程序": "四议两公开",
    "议事决策.涉及金额": 8600,
    "议事决策.提议.日期": date(2026, 2, 2),
    "议事决策.商议.日期": date(2026, 2, 5),
    "议事决策.审议.日期": date(2026, 2, 10),
    "议事决策.决议.日期": date(2026, 2, 14),
    "议事决策.决议.应到": 36,
    "议事决策.决议.实到": 33,
    "议事决策.决议.同意": 31,
    "议事决策.决议.反对": 1,
    "议事决策.决议.弃权": 1,
    "议事决策.决议内容": "同意清淤",
    "议事决策.决议公开.开始": date(2026, 2, 15),
    "议事决策.决议公开.截止": date(2026, 2, 21),
    "议事决策.监委会意见.姓名": "吴月琴",
    "议事决策.监委会意见.日期": date(2026, 2, 15),
    "议事决策.监委会意见.意见": "程序到位",
}
"""A matter that was decided in meetings."""


def cells(key: Key) -> dict[str, str]:
    """Return the cells of a field's own example by their heads."""
    fields = parse_yaml(key.line, "example", Log())
    assert fields is not None
    return dict(_flat(key.zh, fields.entries[0].node))


def _flat(head: str, node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, Scalar):
        yield head, node.text
    elif isinstance(node, Fields):
        for entry in node.entries:
            yield from _flat(f"{head}.{entry.key}", entry.node)
    else:
        for number, item in enumerate(node.items, 1):
            yield from _flat(f"{head}{number}", item)


def record_of(kind: Kind, language: str) -> dict[str, str]:
    """Return the cells of a record made of the examples of what a kind needs.

    Tables stand on sheets of their own.
    """
    names = names_of(kind.fields)
    wanted = (*needed(kind), names["id"] if kind.inherited else names["power"])
    record = {
        head: text
        for key in wanted
        if key.name not in kind.tables
        for head, text in cells(key).items()
        if not head.endswith(".序号")  # the head's number stands for it
    }
    by_name = () if "period" in kind.required else kind.tables
    return record | {names[table].zh: sheet_of(kind, table, language) for table in by_name}


def sheet_of(kind: Kind, table: str, language: str) -> str:
    """Return how the sheet with the rows of a table is called."""
    key = names_of(kind.fields)[table]
    return next(name for name in (*kind.sheets, key.zh, key.en) if name.isascii() == (language == "en"))


def rows_of(kind: Kind, table: str) -> list[dict[str, str]]:
    """Return the rows of the example of a table."""
    fields = parse_yaml(names_of(kind.fields)[table].line, "example", Log())
    items = fields.entries[0].node if fields else None
    assert isinstance(items, Items)
    rows: Any = items.items
    return [{entry.key: entry.node.text for entry in row.entries} for row in rows]


def rows_by_sheet(language: str) -> list[list[dict[str, Any]]]:
    """Return the rows of every sheet of a village's workbook but the notes."""
    found: list[list[dict[str, Any]]] = []
    for kind in KINDS.values():
        record: dict[str, Any] = {**record_of(kind, language), **({"编号": "A07"} if kind.inherited else {})}
        decided = kind.fields is Matter
        found.append([record, {**record, **DECIDED}] if decided else [record])
        found += [rows_of(kind, table) for table in kind.tables]
    return found


RECORDS = len(KINDS) + 1


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path / "content", tmp_path / "output")
    site.write(
        "site.yaml", "标题: 云溪县村务公开\n网址: https://yunxi.example.com\n样例: 是\n今天: 2026-04-20\n"
    )
    site.write("qingshi/township.yaml", "名称: 青石镇\n")
    village = "名称: 柳湾村\n行政区划代码: 629901001001\n电话: {咨询电话: 0900-8880120}\n"
    site.write("qingshi/liuwan/village.yaml", village)
    return site


def check(site: SiteTest) -> tuple[list[tuple[str, str | None]], int]:
    found = json.loads(site.run_inside("check", "--json").out)
    return [
        (problem["code"], problem["cell"])
        for problem in found["problems"]
        if problem["severity"] != "info" and problem["code"] not in OF_WHOLE_RECORDS
    ], found["counts"]["records"]


@pytest.mark.parametrize("name", ["村.xlsx", "财务.xlsx", "事项.xlsx", "权力清单.xlsx", "power.xlsx"])
def test_an_empty_template_has_no_records_and_no_problems(site: SiteTest, name: str) -> None:
    code, said = write_template(KINDS, site.content / "qingshi/liuwan" / name, TODAY, "zh")
    assert code == 0, said
    assert check(site) == ([], 0)


def filled(path: Path, language: str) -> None:
    """Write the village's workbook with a record of each kind."""
    book = openpyxl.load_workbook(io.BytesIO(kinds_workbook(KINDS, TODAY, language)))
    chinese = openpyxl.load_workbook(io.BytesIO(kinds_workbook(KINDS, TODAY, "zh")))
    sheets = zip(book.worksheets[:-1], chinese.worksheets[:-1], rows_by_sheet(language), strict=True)
    for sheet, twin, rows in sheets:
        fill(sheet, {str(cell.value): cell.column or 1 for cell in twin[1]}, rows)
    book.save(path)


def fill(sheet: Any, heads: Mapping[str, int], rows: list[dict[str, Any]]) -> None:
    for at, row in enumerate(rows, 2):
        for head, value in row.items():
            sheet.cell(at, heads[head], value)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_template_has_no_problem(site: SiteTest, language: str) -> None:
    filled(site.content / "qingshi/liuwan/柳湾村.xlsx", language)
    assert check(site) == ([], RECORDS)


@pytest.mark.once
@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not there")
def test_templates_that_libreoffice_saved_say_the_same(site: SiteTest, tmp_path: Path) -> None:
    """One is filled, the other as it was made; its own format has other cells where nothing is written.

    That all its formats are read alike is proved by the ledgers of tests/reading.
    """
    village = site.content / "qingshi/liuwan"
    filled(tmp_path / "柳湾村.xlsx", "zh")
    write_template(KINDS, tmp_path / "村.xlsx", TODAY, "zh")
    words = (f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "ods")
    books = (tmp_path / "柳湾村.xlsx", tmp_path / "村.xlsx")
    subprocess.run(
        [OFFICE, *words, "--outdir", tmp_path / "saved", *books], check=True, capture_output=True, timeout=300
    )
    for name, records in (("村", 0), ("柳湾村", RECORDS)):
        shutil.copy(tmp_path / "saved" / f"{name}.ods", village)
        assert check(site) == ([], records)


def test_heads_have_notes_lists_and_formats() -> None:
    book = openpyxl.load_workbook(io.BytesIO(kinds_workbook(KINDS, TODAY, "zh")))
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes in ("A2", "C2")
        assert [cell.value for cell in sheet[1] if not (cell.comment and cell.comment.text)] == []
    finance = book["财务"]
    by_head = {str(cell.value): cell for cell in finance[1]}
    heads = ("收入合计", "公开日期", "所属期间")
    formats = {
        head: finance.column_dimensions[get_column_letter(by_head[head].column or 1)].number_format
        for head in heads
    }
    assert formats == {"收入合计": "#,##0.00", "公开日期": "yyyy-mm-dd", "所属期间": "@"}
    rules = book["事项"].data_validations.dataValidation
    lists = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in rules}
    letters = {str(cell.value): get_column_letter(cell.column or 1) for cell in book["事项"][1]}
    assert lists[letters["状态"]] == '"草稿,待审,公开"'
    assert lists[letters["本期无此项"]] == '"是,否"'
    source = str(lists[letters["目录编码"]])
    assert source.startswith("'说明'!$B$")
    first = book["说明"][source.split("!")[1].replace("$", "").split(":")[0]].value
    assert first == "DW01 党组织设置与班子分工"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_notes_speak_of_a_ledger_only_where_there_is_one(kind: Kind) -> None:
    book = openpyxl.load_workbook(io.BytesIO(kinds_workbook({kind.name: kind}, TODAY, "zh")))
    said = "".join(str(row[0].value or "") for row in book.worksheets[-1].iter_rows(max_row=5))
    assert ("写在名叫" in said) is bool(kind.tables)
    assert "“”" not in said


def test_the_same_template_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = kinds_workbook(KINDS, TODAY, "zh")
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert kinds_workbook(KINDS, TODAY, "zh") == first


def test_a_file_that_is_there_stays_and_other_names_are_refused(tmp_path: Path) -> None:
    (tmp_path / "村.xlsx").write_bytes(b"mine")
    assert write_template(KINDS, tmp_path / "村.xlsx", TODAY, "zh")[0] == 2
    assert (tmp_path / "村.xlsx").read_bytes() == b"mine"
    for name in ("foo.xlsx", "财务.xls", "事项.md"):
        code, said = write_template(KINDS, tmp_path / name, TODAY, "zh")
        assert (code, (tmp_path / name).exists()) == (2, False), said


@pytest.mark.parametrize(
    ("kind", "table"), [(kind, table) for kind in KINDS.values() for table in kind.tables]
)
def test_a_ledger_template_stands_beside_a_record(site: SiteTest, kind: Kind, table: str) -> None:
    names = names_of(kind.fields)
    folder = f"qingshi/liuwan/{kind.folders[-1]}"
    path = site.content / folder / f"{sheet_of(kind, table, 'zh')}.xlsx"
    assert write_template(KINDS, path, TODAY, "zh")[0] == 0
    book = openpyxl.load_workbook(path)
    heads = {str(cell.value): cell.column or 1 for cell in book.worksheets[0][1]}
    fill(book.worksheets[0], heads, rows_of(kind, table))
    book.save(path)
    lines = [key.line for key in needed(kind) if key.name != table and key.en != "power"]
    lines.append(f"{names[f'{table}_file'].zh}: {path.name}")
    site.write(f"{folder}/一份.md", "\n".join(("---", *lines, "---", "")))
    assert check(site) == ([], 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_file_of_places_to_publish_to_can_be_used(tmp_path: Path, language: str) -> None:
    path = tmp_path / "publish.yaml"
    assert write_template(KINDS, path, TODAY, language)[0] == 0
    assert write_template(KINDS, path, TODAY, language)[0] == 2
    lines = path.read_text("utf-8").splitlines()
    methods = set()
    for at, line in enumerate(lines):
        if line.startswith("  # "):
            chosen = [*lines[:at], line.replace("# ", "", 1), *lines[at + 1 :]]
            settings = read_publish_settings("\n".join(chosen).encode())
            assert not settings.problems, line
            assert settings.understood
            methods |= {target.method for target in settings.understood.targets.values()}
    assert methods == {publisher.name for publisher in load_publishers().values()}
