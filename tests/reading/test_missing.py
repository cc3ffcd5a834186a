"""What is told of a field that is not there: where it belongs, how it is written, and at which line."""

from __future__ import annotations

import pytest

from sunboard.contracts import Kind
from sunboard.model.problem import Log, Problem
from sunboard.parts import load_parts
from sunboard.reading.documents import read_document
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles

TOLD = [
    pytest.param(
        "matters",
        "公开日期: 2026-03-10",
        2,
        "必填项“标题”没有写",
        "补上一行，照实写，例如：标题: …",
        id="not there",
    ),
    pytest.param(
        "matters",
        "公开日期: 2026-03-10\n标题:",
        3,
        "必填项“标题”空着，没有填",
        "写在冒号后面，照实写，例如：标题: …",
        id="empty",
    ),
    pytest.param(
        "matters",
        "标题: 修路公示\n附件:\n  - {文件: 合同.pdf}\n  - {标题: 图纸}",
        5,
        "“附件”第 2 项的必填项“文件”没有写",
        "在“附件”第 2 项补上，照实写，例如：文件: ….pdf",
        id="in an item of a list",
    ),
    pytest.param(
        "matters",
        "标题: 修路公示\n撤回:\n  日期: 2026-03-10",
        3,
        "“撤回”里的必填项“原因”没有写",
        "在“撤回”里补上，照实写，例如：原因: …",
        id="in a group",
    ),
    pytest.param(
        "finances",
        "标题: 一季度收支\n所属期间: 2026年一季度\n账套:",
        4,
        "必填项“账套”空着，没有填",
        "写在冒号后面",
        id="of a kind",
    ),
]


def _problems(folder: str, fields: str) -> tuple[Kind, list[Problem]]:
    kind = next(kind for kind in load_parts().kinds.values() if folder in kind.folders)
    log = Log()
    document = read_document(f"---\n{fields}\n---\n".encode(), f"qingshi/liuwan/{folder}/a.md", log)
    assert document is not None
    return kind, list(read_record(document, kind, VillageFiles("qingshi/liuwan", {}, {}, {})).problems)


@pytest.mark.parametrize(("folder", "fields", "line", "message", "hint"), TOLD)
def test_a_missing_field_is_told_where_it_belongs(
    folder: str, fields: str, line: int, message: str, hint: str
) -> None:
    _, problems = _problems(folder, fields)
    told = [problem for problem in problems if problem.message("zh") == message]
    assert [problem.place.line for problem in told] == [line]
    assert told[0].hint("zh").startswith(hint)
    assert told[0].message("en") != message
