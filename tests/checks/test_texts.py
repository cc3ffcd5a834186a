"""What leads nowhere: a link's cure names the list that a record has, a number stands as it was written."""

from __future__ import annotations

import pytest

from sunboard.checks.attachments import attachment_missing
from sunboard.checks.references import reference_unknown
from sunboard.checks.texts import link_dead, text_contradicts
from tests.checks.village_scene import Scene, Snippet, stage


@pytest.mark.parametrize(
    ("fields", "cures"),
    [
        ("标签: 道路\n", ["file", "picture"]),
        (
            "附件:\n- {标题: 合同, 文件: 合同.pdf}\n照片:\n  - {说明: 前, 文件: 前.jpg}\n",
            ["file-more", "picture-more"],
        ),
        ("附件: [{标题: 合同, 文件: 合同.pdf}]\n", ["file-inside", "picture"]),
        ("附件: {标题: 合同, 文件: 合同.pdf}\n附件说明: 无\n", ["file-inside", "picture"]),
        ("附件:\n", ["file", "picture"]),
    ],
)
def test_a_second_list_is_never_advised(fields: str, cures: list[str]) -> None:
    text = f"{fields}---\n见[方案](方案.pdf)和![现场](现场.jpg)\n"
    scene = stage(Scene("", (Snippet({"kind": "matter"}, text, frozenset()),)))
    record = scene.readings[0].record
    assert record is not None
    assert [finding.details["sort"] for finding in link_dead.find(record, scene.around)] == cures


@pytest.mark.parametrize("address", ["www.example.cn/a.html", "gk.example.gov.cn", "example.com"])
def test_an_address_that_is_not_whole_is_to_be_written_out(address: str) -> None:
    scene = stage(
        Scene("", (Snippet({"kind": "matter"}, f"标签: 道路\n---\n见[县里]({address})\n", frozenset()),))
    )
    record = scene.readings[0].record
    assert record is not None
    assert [finding.details["sort"] for finding in link_dead.find(record, scene.around)] == ["site"]


@pytest.mark.parametrize(
    ("files", "near"),
    [
        ("村东机井.PDF: 9", "村东机井.PDF"),
        ("旧/村东机井.pdf: 9", "旧/村东机井.pdf"),
        ("村东机井图.pdf: 9", "村东机井图.pdf"),
        ("别的事.pdf: 9", ""),
        ("村东机井2.pdf: 9", ""),
    ],
)
def test_a_file_that_is_nearly_called_so_is_offered(files: str, near: str) -> None:
    scene = Scene(
        "",
        (
            Snippet({"kind": "matter"}, "附件: 村东机井.pdf\n", frozenset()),
            Snippet({"files": "", "yaml": ""}, files, frozenset()),
        ),
    )
    staged = stage(scene)
    record = staged.readings[0].record
    assert record is not None
    assert [finding.details["near"] for finding in attachment_missing.find(record, staged.around)] == [near]


def test_a_number_that_is_not_there_stands_as_it_was_written() -> None:
    text = "相关事项: [村〔2026〕公9号, 2026-0008]\n"
    scene = stage(Scene("", (Snippet({"kind": "matter"}, text, frozenset()),)))
    record = scene.readings[0].record
    assert record is not None
    told = [finding.value for finding in reference_unknown.find(record, scene.around)]
    assert told == ["村〔2026〕公9号", "2026-0008"]


def test_a_record_is_not_taken_for_the_one_that_it_names() -> None:
    text = "标题: 停水公告\n更正自: 停电公告\n"
    scene = stage(Scene("", (Snippet({"kind": "matter"}, text, frozenset()),)))
    record = scene.readings[0].record
    assert record is not None
    (told,) = reference_unknown.find(record, scene.around)
    assert told.details["guess"] == ""


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("施工队伍由三家比选产生", False),
        ("合计伍元", True),
        ("3月5日（星期四）", True),
        ("3月5日公布", False),
    ],
)
def test_only_a_sum_written_out_or_a_weekday_is_looked_at_closely(text: str, seen: bool) -> None:
    scene = stage(Scene("", (Snippet({"kind": "matter"}, f"标签: 道路\n---\n{text}\n", frozenset()),)))
    record = scene.readings[0].record
    assert record is not None
    assert text_contradicts.where is not None
    assert bool(text_contradicts.where(record, scene.around)) == seen
