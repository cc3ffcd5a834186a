"""`sunboard explain`: every fault has a whole page in both languages, and its commands are there."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from sunboard.cli import cli
from sunboard.commands.explain import all_faults, explain

FAULTS = all_faults()
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
        assert fault.page.example(language).strip(), f"{fault.code}: no example"
        assert language == "en" or (CHINESE.search(words.what) and CHINESE.search(words.why)), fault.code
        assert words.hint.strip(), fault.code
        assert not PROGRAMMERS.search(words.message + " " + words.hint), fault.code


COMMANDS = {
    line
    for fault, language in BOTH
    for line in fault.page.example(language).split("\n")
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


def test_a_rule_is_found_like_a_code() -> None:
    code, page = explain("fin-01", "zh")
    assert code == 0
    assert page.startswith("balance-wrong FIN-01 (错误)")
    assert re.findall("^(?:怎么回事|为什么|依据|这样写)", page, re.MULTILINE) == [
        "怎么回事",
        "为什么",
        "依据",
        "这样写",
    ]
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
