"""`sunboard explain`: every fault has a whole page in both languages, and its commands are there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import click
import pytest
from click.testing import CliRunner

from sunboard.cli import cli
from sunboard.commands.explain import Rules, all_faults
from sunboard.commands.explain import explain as explained
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.settings.law import Law
from sunboard.settings.places import Village
from sunboard.settings.rules import read_law, titles_of
from tests.checks.village_scene import law_of as law_of_village
from tests.checks.village_scene import packaged
from tests.helpers.site import SiteTest

FAULTS = all_faults()
RULES = {rule.fault.code: rule for rule in load_parts().rules}
KINDS = {
    language: {kind.name: kind.label[language] for kind in load_parts().kinds.values()}
    for language in ("zh", "en")
}
DAY = date(2026, 4, 20)
BOTH = [(fault, language) for fault in FAULTS.values() for language in ("zh", "en")]
PROGRAMMERS = re.compile(
    r"\b(null|None|parse|token|exception|invalid|schema|regex|stack|scalar|mapping|node)\b|解析|异常|节点|空指针"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_a_page_says_what_why_whence_and_how_to_cure_it_in_words_of_people() -> None:
    for fault, language in BOTH:
        words = fault.words(language)
        assert len(words.what) > 8, fault.code
        assert len(words.why) > 8, f"{fault.code}: no {'为什么：' if language == 'zh' else 'Why:'}"
        assert words.source, f"{fault.code}: no {'依据：' if language == 'zh' else 'Source:'}"
        assert fault.page.example(language, KINDS[language]).strip(), f"{fault.code}: no example"
        assert language == "en" or (CHINESE.search(words.what) and CHINESE.search(words.why)), fault.code
        assert words.hint.strip(), fault.code
        assert not PROGRAMMERS.search(words.message + " " + words.hint), fault.code


COMMANDS = {
    line
    for fault, language in BOTH
    for line in fault.page.example(language, KINDS[language]).split("\n")
    if line.startswith("sunboard ")
}


def test_the_commands_that_examples_show_are_there() -> None:
    assert COMMANDS
    for line in COMMANDS:
        group: click.Command = cli
        words = line.split()[1:]
        while isinstance(group, click.Group):
            group = group.commands[words.pop(0)]
        options = {option for parameter in group.params for option in parameter.opts}
        assert not [word for word in words if word.startswith("--") and word not in options], line


def law_of(text: str) -> Law:
    return law_of_village(Village(name="柳湾村", code="629901001001"), text)


def explain(asked: str, language: str, law: str = "", town: str = "") -> tuple[int, str]:
    laws = {"": law_of(law) if law else packaged().law}
    if town:
        laws["青石镇"] = law_of(town)
    return explained(asked, language, Rules(RULES, laws, DAY), KINDS[language])


def test_a_rule_is_found_like_a_code() -> None:
    code, page = explain("fin-01", "zh")
    assert code == 0
    assert page.startswith("balance-wrong FIN-01 期末余额不符 (错误)")
    heads = ["怎么回事", "为什么", "依据", "这样写会提示", "这样写", "现在怎么查", "怎么改"]
    assert re.findall(r"^[^\s]+$", page, re.MULTILINE) == heads
    assert explain("期末余额不符", "zh") == explain("balance_wrong", "zh")
    assert len(re.findall("^\\S+ FIN-02", explain("FIN-02", "en")[1], re.MULTILINE)) == 3
    assert explain("accounts-after-usual-day", "en") == explain("accounts-published-late", "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_code_all_are_listed_by_severity(language: str) -> None:
    code, said = explain("", language)
    assert code == 0
    assert all(f"  {code}" in said for code in FAULTS)
    heads = [line for line in said.split("\n") if re.fullmatch(r"\S+ \(\d+\)", line)]
    assert len(heads) == 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [("balance-wrnog", "balance-wrong"), ("fin1", "FIN-01"), ("phone", "private-phone"), ("yaml_broken", "")],
)
def test_a_mistyped_code_finds_the_nearest(written: str, meant: str) -> None:
    for language in ("zh", "en"):
        code, said = explain(written, language)
        assert code == (2 if meant else 0)
        assert meant in said


@pytest.mark.parametrize(("words", "code"), [(("FIN-01",), 0), ((), 0), (("nothing-at-all",), 2)])
def test_the_command_ends_with_these_codes(words: tuple[str, ...], code: int) -> None:
    assert CliRunner().invoke(cli, ["explain", *words]).exit_code == code


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule.fault.name for rule in RULES.values()]
    assert all(2 <= len(name) <= 12 for name in names), [one for one in RULES if not RULES[one].fault.name]
    assert len({*names, *titles_of(packaged().law)}) == len(names) + len(titles_of(packaged().law))


def test_what_is_shown_to_copy_has_its_effect() -> None:
    """Each line of each rule and parameter is a law file in which nothing is wrong."""
    files = dict[str, bytes]()
    for asked in (*RULES, *titles_of(packaged().law)):
        how = explain(asked, "zh")[1].partition("怎么改")[2]
        lines = re.findall(r"^  (\S+: \S.*\}|\S+: 7个工作日)(?:  # .*)?$", how, re.MULTILINE)
        assert bool(lines) is not (asked in RULES and RULES[asked].fault.leak), asked
        files |= {f"law/{asked}{at}.yaml": line.encode() for at, line in enumerate(lines)}
    log = Log()
    assert all(read_law(files, packaged().law, load_parts().rules, log))
    assert [problem.message("en") for problem in log.problems] == []


def test_what_holds_in_county_and_townships_is_told() -> None:
    county = "大额现金: {数值: 3000, 级别: 错误, 施行日期: 2026-01-01, 来源: 某县办法}"
    _, page = explain("大额现金", "zh", county, "大额现金: {数值: 500, 说明: 本镇从严}")
    now = page.partition("现在怎么查\n")[2].partition("\n\n怎么改")[0]
    assert [line.strip() for line in now.split("\n")] == [
        "级别：错误",
        "数值：3000元，2026-01-01 起（某县办法，写在 law/county.yaml）",
        "青石镇：",
        "级别：提醒",
        "数值：500元（law/county.yaml）",
        "另外说明：本镇从严",
    ]
    off = explain("FIN-39", "zh", "整数异常: {施行日期: 2027-01-01, 说明: 先培训}")[1]
    assert "现在不查：law/county.yaml 从 2027-01-01 起施行：先培训" in off
    on_there = explain("FIN-39", "zh", "FIN-39: {启用: 否, 说明: 本县不查}", "FIN-39: {启用: 是}")[1]
    assert "青石镇：\n  级别：提醒\n  这里照查\n" in on_there


def test_what_a_law_file_has_for_later_is_told() -> None:
    county = """
    大额现金: {数值: 3000, 级别: 错误, 施行日期: 2026-07-01, 来源: 某县办法}
    现金支付: {数值: 2000元, 施行日期: 2026-05-01}
    """
    now = explain("大额现金", "zh", county)[1].partition("现在怎么查\n")[2].partition("\n\n怎么改")[0]
    assert [line.strip() for line in now.split("\n")][-2:] == [
        "以后：现金支付 2000元，2026-05-01 起（law/county.yaml）",
        "以后：级别：错误、3000元，2026-07-01 起（某县办法，写在 law/county.yaml）",
    ]
    town = explain("FIN-09", "zh", town="现金支付: {数值: 500元, 施行日期: 2027-01-01}")[1]
    assert "青石镇：\n  级别：提醒\n  数值：现金支付 1000元" in town
    assert "以后：现金支付 500元，2027-01-01 起" in town
    off = explain("FIN-39", "zh", "FIN-39: {启用: 否, 说明: 本县不查, 施行日期: 2027-01-01}")[1]
    assert "以后：停用，2027-01-01 起" in off


def test_an_example_says_what_each_part_is_and_where_it_is_wrong() -> None:
    page = explain("recipient-left-out", "zh")[1]
    wrong = page.partition("这样写会提示\n")[2].partition("\n这样写\n")[0]
    assert "  private/民政名册.csv\n    姓名,组别,村\n" in wrong
    assert "\n  补贴名单\n    合计: {" in wrong
    assert re.findall(r".*# ← 这里", page) == ["    比对底稿: 民政名册.csv  # ← 这里"]
    assert "# error" not in "".join(explain(code, "en")[1] for code in FAULTS)


def test_a_parameter_is_told_with_its_rules_and_days() -> None:
    code, page = explain("招标起点", "zh", "招标起点: {数值: 60万元, 施行日期: 2027-01-01}")
    assert code == 0
    assert "以后：600000元，2027-01-01 起" in page
    assert "现在：300000元，2010-10-28 起" in page
    assert "works-split" in page
    assert explain("tender_min", "zh")[1].startswith("招标起点 (tender_min)")


@pytest.mark.parametrize(("asked", "near"), [("拆分付款", "拆分支付 (payment-split)"), ("招标", "招标起点")])
def test_a_chinese_name_finds_the_nearest(asked: str, near: str) -> None:
    code, said = explain(asked, "zh")
    assert code == 2
    assert near in said


def test_what_cannot_be_switched_says_so() -> None:
    assert "不能停用" in explain("bank-card", "zh")[1]
    assert "no rule" in explain("yaml-broken", "en")[1]


def test_the_command_goes_by_the_county_it_is_run_in(site: Callable[[str], SiteTest]) -> None:
    one = site("nearly-empty")
    one.write("law/本县.yaml", "FIN-39: {启用: 否, 说明: 本县不查}\n")
    said = CliRunner().invoke(cli, ["explain", "FIN-39", "--content", str(one.content)]).output
    assert "现在不查：law/本县.yaml 停用：本县不查" in said


def test_the_command_goes_by_the_day_that_the_county_gives(site: Callable[[str], SiteTest]) -> None:
    one = site("nearly-empty")
    day = re.search(r"^(?:today|今天): *(\S+)", (one.content / "site.yaml").read_text(), re.MULTILINE)
    assert day
    one.write("law/本县.yaml", f"FIN-39: {{启用: 否, 施行日期: {day[1]}, 说明: 本县不查}}\n")
    said = CliRunner().invoke(cli, ["explain", "FIN-39", "--content", str(one.content)]).output
    assert "现在不查" in said
    earlier = ["--today", str(date.fromisoformat(day[1]) - timedelta(1))]
    assert (
        "现在不查"
        not in CliRunner().invoke(cli, ["explain", "FIN-39", "-c", str(one.content), *earlier]).output
    )


def test_a_folder_that_is_named_and_is_no_county_is_told() -> None:
    ran = CliRunner().invoke(cli, ["explain", "FIN-39", "--content", "不在这里"])
    assert ran.exit_code == 2
    assert "在“不在这里”里找不到 site.yaml" in ran.output
