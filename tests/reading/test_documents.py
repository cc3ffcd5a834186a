"""Files taken apart: encodings, line ends, front matter and its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.fields import Log
from sunboard.model.node import Document, Scalar
from sunboard.reading.documents import read_document

TEXT = "---\n标题: 修路公示\n经办人: 䶮某\n---\n\n正文第一行。\n第二行。\n"


def read(data: bytes) -> tuple[Document | None, list[tuple[str, int]]]:
    log = Log()
    document = read_document(data, "a/b/matters/修路.md", log)
    return document, [(problem.fault.code, problem.place.line) for problem in log.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_a_notepad_saves_is_read(encoding: str, line_end: str) -> None:
    document, problems = read(TEXT.replace("\n", line_end).encode(encoding))
    assert problems == []
    assert document is not None
    assert [(entry.key, entry.node) for entry in document.fields.entries] == [
        ("标题", Scalar("修路公示", document.fields.entries[0].place)),
        ("经办人", Scalar("䶮某", document.fields.entries[1].place)),
    ]
    assert [entry.place.line for entry in document.fields.entries] == [2, 3]
    assert (document.body, document.body_line) == ("正文第一行。\n第二行。", 6)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("标题: 修路公示\n", "front-matter-missing", 1),
        ("---\n标题: 修路公示\n", "front-matter-missing", 1),
        ("---\n标题：修路公示\n经办人: 某\n---\n", "yaml-broken", 2),
        ("---\n标题: 甲\n标题: 乙\n---\n", "key-given-twice", 3),
        ("---\n标题: “甲\n经办人: '没有收尾\n---\n", "yaml-broken", 3),
        ("---\n议事决策:\n\t程序: 四议两公开\n---\n", "yaml-broken", 3),
    ],
)
def test_a_fault_is_told_at_the_line_to_mend(text: str, code: str, line: int) -> None:
    assert read(text.encode())[1] == [(code, line)]


def test_yaml_guesses_nothing() -> None:
    document, _ = read("---\n编号: 03-001\n时间: 14:30\n是否: 否\n金额: 100.10\n空: ~\n---\n".encode())
    assert document is not None
    assert [entry.node.text for entry in document.fields.entries if isinstance(entry.node, Scalar)] == ["03-001", "14:30", "否", "100.10", ""]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_document_or_a_problem(data: bytes) -> None:
    document, problems = read(data)
    assert document is not None or problems


@given(st.text(alphabet="---\n:： \t\"'[]{}&*!|>#%@`标题a1，,?", max_size=120))
def test_any_front_matter_is_a_document_or_a_problem(text: str) -> None:
    document, problems = read(f"---\n{text}\n---\n".encode("utf-8", "surrogatepass"))
    assert document is not None or problems
