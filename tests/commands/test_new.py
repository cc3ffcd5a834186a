"""Templates: what they offer, and that nothing is wrong with them once their blanks are filled."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from openpyxl import Workbook

from sunboard.commands.guide import Guide, page_of
from sunboard.commands.new import new_record, template
from sunboard.contracts import Kind
from sunboard.fields.declarations import Key, keys_of
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.reading.documents import read_document
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from tests.helpers.kinds import OF_WHOLE_RECORDS, filled
from tests.helpers.site import SiteTest
from tests.helpers.workbooks import workbook

KINDS = load_parts().kinds
TODAY = date(2026, 4, 12)
VILLAGE = "名称: 柳湾村\n行政区划代码: 629901001001\n电话: {咨询电话: 0900-8880120}\n"


def fill(text: str, values: Mapping[str, str]) -> str:
    """Write a value behind every key that has none and nothing below it; the rest is as sunboard wrote it.

    `甲|乙` are for the first and the next.
    """
    lines, used = text.split("\n"), Counter[str]()
    for at, line in enumerate(lines):
        found = re.fullmatch(r"(\s*(?:- )?)([\w-]+):(\s+#.*)?", line)
        below = lines[at + 1] if at + 1 < len(lines) else ""
        group = found and len(below) - len(below.lstrip(" -")) > len(found[1])
        if found and not group and found[2] in values:
            choices = values[found[2]].split("|")
            lines[at] = (
                f"{found[1]}{found[2]}: {choices[min(used[found[2]], len(choices) - 1)]}{found[3] or ''}"
            )
            used[found[2]] += 1
    return "\n".join(lines)


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path / "content", tmp_path / "output")
    site.write(
        "site.yaml", "标题: 云溪县村务公开\n网址: https://yunxi.example.com\n样例: 是\n今天: 2026-04-12\n"
    )
    site.write("qingshi/township.yaml", "名称: 青石镇\n")
    site.write("qingshi/liuwan/village.yaml", VILLAGE)
    power = next(kind for kind in KINDS.values() if kind.inherited)
    site.write(
        "qingshi/liuwan/权力清单/A07.md",
        filled(template(power, "", TODAY), power).replace("村级工程", "零星工程"),
    )
    return site


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_template_filled_with_the_examples_has_no_problem(site: SiteTest, kind: Kind) -> None:
    """What people copy from the messages and notes makes a record that can be published."""
    ran = site.run_inside("new", kind.name, "柳湾村", "--today", TODAY.isoformat())
    assert ran.code == 0, ran.said
    path = next(path for path in (site.content / "qingshi/liuwan").rglob(f"*{TODAY.isoformat()}*.md"))
    path.write_text(filled(path.read_text("utf-8"), kind), "utf-8")
    found = json.loads(site.run_inside("check", "--json").out)
    assert [
        (problem["code"], problem["message"])
        for problem in found["problems"]
        if problem["severity"] != "info" and problem["code"] not in OF_WHOLE_RECORDS
    ] == []
    assert found["counts"]["records"] == 2


def blank(form_sort: str, words: tuple[str, ...], example: str) -> str:
    samples = {"money": "12.50", "whole": "3", "yes": "是", "list": "甲", "size": example}
    return words[0] if form_sort == "choice" else samples.get(form_sort) or example or "甲"


ODD = {"支出": "", "expense": "", "类别": "应收|党务", "kind": "应收"}
"""Where filling every blank by its type alone would say two things at once."""


def all_values(kind: Kind, language: str) -> dict[str, str]:
    """Return a value for every key of a kind and of its groups, by the key's type.

    The same key means the same thing wherever it stands here.
    """
    found: dict[str, str] = {}

    def add(keys: tuple[Key, ...], top: bool) -> None:
        for key in keys:
            form = key.form
            if form.part is not None:
                add(keys_of(form.part), False)
            elif form.sort == "map":
                found.update(
                    {word: blank(form.item.sort, (), form.item.example) for word in form.words if form.item}
                )
            else:
                item = form.item if form.sort == "list" and form.item else form
                name = Guide(language).key(key)
                value = blank(item.sort, item.words, item.example)
                if top or name not in found:
                    found[name] = value

    add(keys_of(kind.fields), True)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_that_is_offered_is_known_and_can_be_read(kind: Kind, language: str) -> None:
    """With every `# ` removed and every blank filled by its type, nothing is unknown or of a wrong type."""
    text = template(kind, "修路", TODAY, language)
    lines = [
        line[2:] if re.match(r"# +(?:- )?[\w-]+:|# +[\w-]+:", line) and not line.startswith("##") else line
        for line in text.split("\n")
    ]
    for group in ("blank", "filled"):
        log = Log()
        open_text = "\n".join(lines)
        document = read_document(open_text.encode(), "a/b/matters/x.md", log)
        assert document is not None, [problem.message("en") for problem in log.problems]
        assert log.problems == []
        reading = read_record(document, kind, VillageFiles("a/b", {}, {}, {}))
        codes = {problem.fault.code for problem in reading.problems}
        codes.discard("table-file-missing")  # of a table that is only named
        assert codes <= {"field-missing"}, [problem.message("en") for problem in reading.problems]
        assert (codes == set()) == (group == "filled")
        files = {name: "" for key in keys_of(kind.fields) if key.name.endswith("_file") for name in key.names}
        values = {**all_values(kind, language), **files, **(ODD if kind.name == "finance" else {})}
        lines = fill(open_text, values).split("\n")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_template_offers_every_field_but_those_that_the_folder_decides(kind: Kind, language: str) -> None:
    text, guide = template(kind, "", TODAY, language), Guide(language)
    missing = {
        key.name
        for key in keys_of(kind.fields)
        if not re.search(rf"^(?:# )?{re.escape(guide.key(key))}:", text, re.MULTILINE)
    }
    allowed = {"kind", "village"} | ({"title"} if kind.inherited else {"overrides", "applies", "minor"})
    assert missing - {"reason"} == allowed


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_of_a_kind_is_explained(kind: Kind, language: str) -> None:
    guide = Guide(language)
    assert [
        key.name
        for key in keys_of(kind.fields)
        if key.name not in ("kind", "village") and not guide.note(kind.fields, key)
    ] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_explanation_is_of_a_field(kind: Kind) -> None:
    module = kind.fields.__module__
    told = [name.split(".") for name in page_of(module) if name[0].isupper()]
    fields = {part: {key.en for key in keys_of(getattr(import_module(module), part))} for part, _ in told}
    assert [f"{part}.{name}" for part, name in told if name not in fields[part]] == []


def test_a_title_with_a_colon_reads_back(tmp_path: Path) -> None:
    log = Log()
    for title in ("3组: 路灯 #2", "“路灯”维修", "2026-03-06", "- 一", "[x]", '说"好"'):
        document = read_document(template(KINDS["matter"], title, TODAY).encode(), "a/b/matters/x.md", log)
        assert document is not None
        assert getattr(document.fields.get("标题"), "text", None) == title
    assert log.problems == []


def test_the_text_below_an_untouched_template_is_empty() -> None:
    log = Log()
    document = read_document(template(KINDS["matter"], "路灯", TODAY).encode(), "a/b/matters/x.md", log)
    assert document is not None
    assert document.body == ""


def test_a_lone_spreadsheet_gets_a_record_that_shows_it(site: SiteTest) -> None:
    site.write("qingshi/liuwan/事项/低保名单.csv", "姓名,月金额\n张某某,560\n")
    (told,) = (
        one for one in site.run_inside("check", "--json").json()["problems"] if one["value"] == "低保名单.csv"
    )
    words = re.search(r"sunboard (new) (\S+) (\S+) (低保名单\.csv)", told["hint"])
    assert words is not None
    assert site.run_inside(*words.groups()).code == 0
    (made,) = (site.content / "qingshi/liuwan/事项").glob("*-低保名单.md")
    assert "标题: 低保名单" in made.read_text("utf-8")
    assert re.search(r"^表格: 低保名单.csv", made.read_text("utf-8"), re.MULTILINE)
    codes = {one["code"] for one in site.run_inside("check", "--json").json()["problems"]}
    assert "file-not-read" not in codes


@pytest.mark.parametrize(("day", "asks"), [("2026-04-15", False), ("2026-04-16", True)])
def test_accounts_that_are_late_are_asked_why(site: SiteTest, day: str, asks: bool) -> None:
    today = date.fromisoformat(day)
    new_record(KINDS, site.content, "财务", "柳湾村", "CK02 2026年一季度", today, "zh")
    new_record(KINDS, site.content, "事项", "柳湾村", "CK02 2026年一季度", today, "zh")
    written = {path.parent.name: path.read_text("utf-8") for path in site.content.rglob(f"{day}-*.md")}
    assert [home for home, text in written.items() if "\n原因:  #" in text] == ["财务"] * asks
    assert len(written) == 2


def test_a_draft_is_of_the_day_that_the_county_fixed(site: SiteTest) -> None:
    assert site.run_inside("new", "事项", "柳湾村", "修路").code == 0
    assert [*site.content.rglob("2026-04-12-修路.md")]


def test_the_kinds_there_are_are_listed_as_each_language_lists_things(tmp_path: Path) -> None:
    site = SiteTest(tmp_path / "content", tmp_path / "output")
    site.write("site.yaml", "标题: 云溪县村务公开\n")
    assert "事项、页面" in site.run_inside("new", "通知").said
    assert "Matter, Page" in site.run_inside("new", "通知", "--lang", "en").said


def test_a_register_of_what_has_a_record_each_is_sent_to_a_matter(site: SiteTest) -> None:
    rows = "项目名称,决算金额\n道路硬化,3125\n厕所改造,248\n"
    site.write("工程台账.csv", f"柳湾村2025年工程项目台账\n{rows}")
    refused = site.run_inside("new", "工程项目", "柳湾村", str(site.content / "工程台账.csv"))
    assert refused.code == 2
    words = re.search(r"sunboard (新建) (事项) (\S+) (\S+)", refused.out)
    assert words is not None, refused.out
    assert site.run_inside(*words.groups()).code == 0
    (made,) = (site.content / "qingshi/liuwan/事项").glob("*.md")
    assert re.search("^标题: 柳湾村2025年工程项目台账 ", made.read_text("utf-8"), re.MULTILINE)
    site.write("问题.csv", "发现日期,存在问题,责任人\n3月,未公开,陈甲\n4月,未更新,陈乙\n")
    assert site.run_inside("new", "问题台账", "柳湾村", str(site.content / "问题.csv")).code == 2
    site.write("民情.csv", "反映时间,反映问题,责任人\n3月,路灯不亮,陈甲\n4月,沟堵了,陈乙\n")
    assert site.run_inside("new", "问题台账", "柳湾村", str(site.content / "民情.csv")).code == 2
    site.write("进度.csv", "日期,进度\n3月,过半\n4月,完工\n")
    assert site.run_inside("new", "工程项目", "柳湾村", str(site.content / "进度.csv")).code == 0


@pytest.mark.parametrize("name", ["资产负债表.csv", "债权债务.csv"])
def test_what_is_no_ledger_is_sent_to_the_record_that_it_belongs_to(site: SiteTest, name: str) -> None:
    site.write(name, "项目,年初数,期末数\n货币资金,20000,31150\n应收款,7200,1500\n")
    refused = site.run_inside("new", "财务", "柳湾村", str(site.content / name))
    assert (refused.code, [*site.content.glob("qingshi/liuwan/财务/*")]) == (2, [])
    assert f"{name.removesuffix('.csv')}: {name}" in refused.out
    site.write("a.csv", "收益及收益分配表\n项目,行次,本年数,上年数\n经营收入,1,100,90\n管理费用,2,60,50\n")
    refused = site.run_inside("new", "财务", "柳湾村", str(site.content / "a.csv"))
    assert re.search("收益分配表(.|\n)*表格: a.csv", refused.out)
    site.write("b.csv", "低保评议表\n申请人,同意票,反对票\n赵甲山,12,1\n")
    refused = site.run_inside("new", "财务", "柳湾村", str(site.content / "b.csv"))
    assert ("new 事项" in refused.out or "新建 事项" in refused.out, "这一期" in refused.out) == (True, False)
    ledger = "日期,凭证号,摘要,收入,支出\n2026-01-06,1,承包费,500,\n"
    site.write("债权债务和收支.csv", ledger)  # whatever it is called
    assert site.run_inside("new", "财务", "柳湾村", str(site.content / "债权债务和收支.csv")).code == 0


def test_a_list_of_what_is_inherited_goes_into_a_workbook(site: SiteTest) -> None:
    site.write("清单.csv", "权力名称,责任主体,流程\n印章使用,村委会,申请→公示\n出租,村委会,方案→公示\n")
    refused = site.run_inside("new", "小微权力", "柳湾村", str(site.content / "清单.csv"))
    assert (refused.code, "小微权力" in refused.out) == (2, True)
    lines = [line.split(",") for line in (site.content / "清单.csv").read_text("utf-8").splitlines()]
    (site.content / "qingshi/liuwan/清单.xlsx").write_bytes(workbook({"小微权力": lines}))
    told = site.run_inside("check", "--json").json()
    assert told["counts"]["records"] == 3  # with A07
    for name, lines in {  # heads of steps, each in a column; and the list on its side
        "列.csv": "事项名称,法律依据,第一步,第二步\n印章使用,制度,申请,公示\n出租,制度,方案,公示\n",
        "横.csv": "权力名称,印章使用,出租\n责任主体,村委会,村委会\n流程,申请→公示,方案→公示\n",
    }.items():
        site.write(name, lines)
        refused = site.run_inside("new", "小微权力", "柳湾村", str(site.content / name))
        assert (refused.code, "小微权力" in refused.out) == (2, True)
    assert "sheet-not-read" not in {one["code"] for one in told["problems"]}


def test_sheets_that_are_no_one_list_get_a_record_each(site: SiteTest) -> None:
    book = Workbook()
    for programme, name in (("低保", "张某某"), ("特困", "李某某")):
        sheet = book.create_sheet(programme)
        for row in ((f"柳湾村2026年2月{programme}公示名单",), ("姓名", "金额"), (name, 560), ("合计", 560)):
            sheet.append(row)
    del book["Sheet"]
    path = site.content / "名单.xlsx"
    book.save(path)
    refused = site.run_inside("new", "补贴名单", "柳湾村", str(path))
    words = re.findall(r"sunboard (新建) (补贴名单) (\S+) (\S+)", refused.out)
    assert (refused.code, len(words)) == (2, 2), refused.out
    for words_of_one in words:
        assert site.run_inside(*words_of_one).code == 0
    for programme in ("低保", "特困"):
        (made,) = (site.content / "qingshi/liuwan/补贴名单").glob(f"*-名单{programme}.md")
        text = made.read_text("utf-8")
        assert f"标题: 柳湾村2026年2月{programme}公示名单" in text
        assert re.search(f'^项目: {programme}(.|\n)*^名单文件: "名单.xlsx#{programme}"', text, re.MULTILINE)
    codes = {one["code"] for one in site.run_inside("check", "--json").json()["problems"]}
    assert codes.isdisjoint(("table-sheets-several", "table-sheet-missing", "file-not-read"))
