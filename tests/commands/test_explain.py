"""`sunboard explain`: every fault has a whole page in both languages, and its examples are true."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import click
import pytest

from sunboard.cli import cli
from sunboard.commands.explain import all_faults, explain
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.faults import Fault
from sunboard.fields.decision import Decision, Meeting
from sunboard.fields.declarations import keys_of, names_of
from sunboard.fields.part import Part
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.kinds.power.record import FlowStep
from sunboard.model.node import Fields
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.reading.documents import read_document
from sunboard.reading.tables.table import read_table
from sunboard.settings.places import BoardPlan, ScreenPlan, Site, Township, Village
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


def _types() -> Iterator[type[Part]]:
    yield from (kind.fields for kind in load_parts().kinds.values())
    yield from (Site, Township, Village, Decision, Meeting, LedgerRow, FlowStep, BoardPlan, ScreenPlan)


def _misread(text: str) -> list[str]:
    """Read a snippet as fields of whichever kind of thing knows all its keys; return what is wrong."""
    log = Log()
    fields = parse_yaml(text, "example.yaml", log)
    if not isinstance(fields, Fields) or log.problems:
        return [problem.message("en") for problem in log.problems] or ["no fields"]
    wrong = ["nobody knows " + ", ".join(entry.key for entry in fields.entries)]
    for part in _types():
        known = names_of(part)
        if all(entry.key in known for entry in fields.entries):
            log = Log()
            for entry in fields.entries:
                known[entry.key].read(entry.node, log)
            wrong = [problem.message("en") for problem in log.problems]
            if not wrong:
                return []
    return wrong


COLUMNS = frozenset(name for key in keys_of(LedgerRow) for name in key.names)


def _faulty(example: str) -> list[str]:
    lines = example.split("\n")
    first = lines[0]
    if first.startswith("sunboard "):
        group: click.Command = cli
        words = first.split()[1:]
        while isinstance(group, click.Group):
            name = words.pop(0)
            if name not in group.commands:
                return [f"no command {name}"]
            group = group.commands[name]
        options = {option for parameter in group.params for option in parameter.opts}
        return [f"no option {word}" for word in words if word.startswith("--") and word not in options]
    if first == "---":
        log = Log()
        document = read_document(example.encode(), "example.md", log)
        return [problem.message("en") for problem in log.problems] if document is None or log.problems else []
    if first.startswith("日期,"):
        heads = [head for head in first.split(",") if head not in COLUMNS]
        ragged = [f"ragged: {line}" for line in lines if line.count(",") != first.count(",")]
        log = Log()
        read = read_table(example.encode(), "example.csv", LedgerRow, log)
        found = names_of(Finance)["rows"].read(read, log) if read is not None else None
        wrong = [problem.message("en") for problem in log.problems if problem.is_error] + (
            [] if found is not None else ["no rows"]
        )
        return [f"no column {head}" for head in heads] + ragged + wrong
    if re.match(r"20\d\d: \{", first):
        log = Log()
        return (
            []
            if parse_yaml(example, "holidays.yaml", log)
            else [problem.message("en") for problem in log.problems]
        )
    if not any(re.match(r"[\w ]+:(?: |$)", line) for line in lines) or re.match(
        r"(?:Excel|WPS|Notepad|Heads|Sheets): ", first
    ):
        return []  # a cell, a name or what to do in another program
    kept = [
        line
        for line in lines
        if not re.fullmatch(r"[\w\-./ 事项财务权力清单]+(?:/|\.md|\.yaml|\.json|\.xlsx|\.csv)", line.strip())
    ]
    if not kept:
        return []
    return _misread("\n".join(kept).replace("流程: …", "流程: [[1, 村民, 申请]]"))


@pytest.mark.parametrize(("fault", "language"), BOTH, ids=NAMES)
def test_an_example_is_true(fault: Fault, language: str) -> None:
    example = fault.page.example(language)
    assert not _faulty(example), example


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
