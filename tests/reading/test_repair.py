"""Damaged files: what has one reading is read, the rest is refused where it is to be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.fields.declarations import vocabulary_of
from sunboard.fields.groups import read_part
from sunboard.fields.vocabulary import Vocabulary, Word
from sunboard.model.encoding import decode
from sunboard.model.node import Document, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import Log, Problem
from sunboard.parts import load_parts
from sunboard.reading.documents import read_document, read_settings
from sunboard.reading.repair.fences import cut
from sunboard.reading.repair.lines import repair
from sunboard.settings.places import Village
from tests.helpers.site import SAMPLE, SITES

FILES = sorted(
    path for path in (Path(__file__).parents[1] / "cases/reading").glob("*.md") if path.stem != "README"
)
KINDS = load_parts().kinds
_CASE = re.compile(
    r"^## (?P<name>.*)\n\n````text(?: (?P<info>.*))?\n(?P<text>[\s\S]*?)\n````\n\n"
    r"````(?P<sort>reads|refused)\n(?P<lines>[\s\S]*?)\n````$",
    re.MULTILINE,
)
_VISIBLE = str.maketrans({"⇥": "\t", "␣": "\u3000", "␠": "\xa0"})


@dataclass(frozen=True)
class Case:
    """One damaged file and what must come of it."""

    name: str
    text: str
    info: str
    sort: str
    lines: tuple[str, ...]

    @property
    def known(self) -> Vocabulary:
        """Return the keys that may stand in it."""
        kind = self.info.removeprefix("kind=") or "matter"
        return vocabulary_of(Village if self.info == "settings" else KINDS[kind].fields)

    @property
    def root(self) -> Word:
        """Return what the whole is."""
        return Word("group", self.known)


def _cases(path: Path) -> list[Case]:
    return [
        Case(
            one["name"],
            one["text"].translate(_VISIBLE),
            one["info"] or "",
            one["sort"],
            tuple(one["lines"].split("\n")),
        )
        for one in _CASE.finditer(path.read_text("utf-8"))
    ]


def _read(case: Case) -> tuple[Document | None, list[Problem]]:
    log = Log()
    if case.info == "settings":
        fields = read_settings(case.text.encode(), "village.yaml", log, case.known)
        return (Document("village.yaml", fields) if fields else None), log.problems
    return read_document(case.text.encode(), "a.md", log, case.known), log.problems


def _at(node: Node | None, path: str) -> str | None:
    for step in path.split("/"):
        if isinstance(node, Items) and step.isdigit() and int(step) < len(node.items):
            node = node.items[int(step)]
        else:
            node = node.get(step) if isinstance(node, Fields) else None
    return node.text.strip().replace("\n", "⏎") if isinstance(node, Scalar) else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_has_one_reading_is_read_and_the_rest_refused_at_its_line(path: Path) -> None:
    assert len(_cases(path)) == path.read_text("utf-8").count("\n## "), "a case has no fences"
    for case in _cases(path):
        document, problems = _read(case)
        if case.sort == "refused":
            told = [problem for problem in problems if problem.fault.severity != "info"]
            assert [f"{one.fault.code}@{one.place.line}" for one in told] == list(case.lines), case.name
            continue
        assert not [problem.message("en") for problem in problems if problem.is_error], case.name
        assert document is not None
        pairs = (line.split(" = ", 1) for line in case.lines if " = " in f"{line} " and line != "clean")
        expected = {place: value.rstrip() if place == "body" else value for place, value in pairs}
        body = document.body.replace("\n", "⏎")
        found = {place: body if place == "body" else _at(document.fields, place) for place in expected}
        assert found == expected, case.name
        assert not problems or "clean" not in case.lines, case.name
        assert all(1 <= problem.place.line <= case.text.count("\n") + 1 for problem in problems), case.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_repair_is_idempotent_and_keeps_the_lines(path: Path) -> None:
    for case in _cases(path):
        once, repairs = repair(case.text, case.root)
        assert once.count("\n") == case.text.count("\n"), case.name
        assert repair(once, case.root) == (once, ()), case.name
        assert bool(repairs) == (once != case.text), case.name


def test_clean_files_are_read_as_before() -> None:
    folders = {folder: kind for kind in KINDS.values() for folder in kind.folders}
    seen = 0
    for path in (path for home in (SAMPLE, SITES) for path in home.rglob("*.md")):
        kind = next((folders[name] for name in reversed(path.parts[:-1]) if name in folders), None)
        if kind is None:
            continue
        before, after, data = Log(), Log(), path.read_bytes()
        as_before = read_document(data, "a.md", before)
        assert read_document(data, "a.md", after, vocabulary_of(kind.fields)) == as_before
        assert after.problems == before.problems, path
        lines = (decode(data) or "").split("\n")
        found = cut(lines)
        if found and as_before:
            text = "\n".join(lines[found.start : found.end])
            assert repair(text, Word("group", vocabulary_of(kind.fields))) == (text, ()), path
        seen += 1
    assert seen > 100


KNOWN = vocabulary_of(KINDS["matter"].fields)
SIGNS = "\n：:-－“”\"'[]{}【】，,＃|>!@%?\xa0\x85\u2028\x07\\"
WORDS = ("---", "\n  ", "\n\t", "\n\u3000", ": ", "- ", "# ", "&a ", "*a", "```", "***")
KEYS = ("标题", "经办人", "公示结果", "结论", "依据", "甲")
PIECES = st.sampled_from((*SIGNS, *WORDS, *KEYS))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_a_document_or_a_problem_inside_the_file(text: str) -> None:
    for written in (text, f"---\n{text}\n---\n"):
        log = Log()
        document = read_document(written.encode(), "a.md", log, KNOWN)
        assert document is not None or any(problem.is_error for problem in log.problems)
        assert all(1 <= problem.place.line <= written.count("\n") + 1 for problem in log.problems)
        if document is not None:
            read_part(KINDS["matter"].fields, document.fields, Log())


@given(st.lists(PIECES, max_size=40).map("".join))
def test_repair_settles(text: str) -> None:
    once, _ = repair(text, Word("group", KNOWN))
    assert once.count("\n") == text.count("\n")
    assert repair(once, Word("group", KNOWN))[0] == once


@given(st.binary(max_size=300))
def test_any_bytes_end(data: bytes) -> None:
    log = Log()
    assert read_document(data, "a.md", log, KNOWN) is not None or log.problems
    assert all(
        problem.place == Place("a.md", problem.place.line, field=problem.place.field)
        for problem in log.problems
    )


@pytest.mark.parametrize("line", ["经办人：甲　监委会审核人：乙", "经办人: 甲 监委会审核人: 乙"])
def test_two_fields_on_one_line_are_told_where_the_second_begins(line: str) -> None:
    log = Log()
    read_document(f"---\n标题: 修路公示\n{line}\n---\n".encode(), "a.md", log, KNOWN)
    told = [one.hint("zh") for one in log.problems]
    assert [hint.startswith("一行只写一项：从“监委会审核人”起另起一行，") for hint in told] == [True]


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_what_ends_lines_to_yaml_alone_is_no_line(sign: str) -> None:
    log = Log()
    read_settings(f"名称: 镇{sign * 4}\n电话: 一\n电话: 二\n".encode(), "township.yaml", log)
    assert [(problem.fault.code, problem.place.line) for problem in log.problems] == [("key-given-twice", 3)]


def test_a_single_item_of_a_list_needs_no_mark() -> None:
    for kind, text in (
        (Village, "公开栏:\n  名称: main\n  尺寸: 2400x1200mm\n"),
        (KINDS["matter"].fields, "票数:\n  应到: 30人\n  实到: 28人\n"),
    ):
        assert repair(text, Word("group", vocabulary_of(kind))) == (text, ())
