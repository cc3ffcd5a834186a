"""`sunboard explain`: every fault has a whole page in both languages, and its examples are true."""

from __future__ import annotations

import re
from collections.abc import Callable

import click
import pytest

from sunboard.cli import cli
from sunboard.commands.explain import all_faults, explain
from sunboard.faults import Fault
from tests.helpers.site import SiteTest

FAULTS = all_faults()
BOTH = [(fault, language) for fault in FAULTS.values() for language in ("zh", "en")]
NAMES = [f"{fault.code}-{language}" for fault, language in BOTH]
PROGRAMMERS = re.compile(
    r"\b(null|None|parse|token|exception|invalid|schema|regex|stack|scalar|mapping|node)\b|解析|异常|节点|空指针"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(("fault", "language"), BOTH, ids=NAMES)
def test_a_page_says_what_why_whence_and_how(fault: Fault, language: str) -> None:
    manual = fault.words(language)
    assert len(manual.what) > 8, fault.code
    assert len(manual.why) > 8, f"{fault.code}: no {'为什么：' if language == 'zh' else 'Why:'}"
    assert manual.source, f"{fault.code}: no {'依据：' if language == 'zh' else 'Source:'}"
    assert fault.page.example(language).strip(), f"{fault.code}: no example"
    if language == "zh":
        assert CHINESE.search(manual.what)
        assert CHINESE.search(manual.why)


@pytest.mark.parametrize(("fault", "language"), BOTH, ids=NAMES)
def test_a_message_has_a_cure_and_no_words_of_programmers(fault: Fault, language: str) -> None:
    words = fault.words(language)
    assert words.hint.strip(), fault.code
    for text in (words.message, words.hint):
        assert not PROGRAMMERS.search(text), fault.code


COMMANDS = {
    line
    for fault, language in BOTH
    for line in fault.page.example(language).split("\n")
    if line.startswith("sunboard ")
}


@pytest.mark.parametrize("line", sorted(COMMANDS))
def test_a_command_that_an_example_shows_is_there(line: str) -> None:
    group: click.Command = cli
    words = line.split()[1:]
    while isinstance(group, click.Group):
        group = group.commands[words.pop(0)]
    options = {option for parameter in group.params for option in parameter.opts}
    assert not [word for word in words if word.startswith("--") and word not in options]


def test_a_rule_is_found_like_a_code() -> None:
    code, page = explain("fin-01", "zh")
    assert code == 0
    assert page.startswith("balance-wrong FIN-01 (错误)")
    assert [page.index(title) for title in ("怎么回事", "为什么", "依据", "这样写")] == sorted(
        page.index(title) for title in ("怎么回事", "为什么", "依据", "这样写")
    )
    assert len(re.findall("^\\S+ FIN-02", explain("FIN-02", "en")[1], re.MULTILINE)) == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_code_all_are_listed_by_severity(language: str) -> None:
    code, said = explain("", language)
    assert code == 0
    assert all(f"  {code}" in said for code in FAULTS)
    heads = [line for line in said.split("\n") if re.fullmatch(r"\S+ \(\d+\)", line)]
    assert len(heads) == 3


TYPED = [
    ("balance-wrnog", "balance-wrong"),
    ("fin1", "FIN-01"),
    ("phone", "private-phone"),
    ("yaml_broken", ""),
]


@pytest.mark.parametrize(("written", "meant"), TYPED)
def test_a_mistyped_code_finds_the_nearest(written: str, meant: str) -> None:
    for language in ("zh", "en"):
        code, said = explain(written, language)
        assert code == (2 if meant else 0)
        assert meant in said


def test_the_command_ends_with_these_codes(site: Callable[[str], SiteTest], tmp_path: object) -> None:
    one = site("nearly-empty")
    assert one.run("check", "--help").code == 0
    for words, code in ((("FIN-01",), 0), ((), 0), (("nothing-at-all",), 2)):
        ran = _explain(*words)
        assert ran == code


def _explain(*words: str) -> int:
    from click.testing import CliRunner

    return CliRunner().invoke(cli, ["explain", *words]).exit_code
