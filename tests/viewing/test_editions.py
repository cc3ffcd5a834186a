"""What changed from one edition to the next, in a sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sunboard.issuing.register import Edition
from sunboard.kinds.finance import KIND as FINANCE
from sunboard.kinds.matter import KIND as MATTER
from sunboard.model.plain import Plain
from sunboard.viewing.editions import changes, edition_notes
from tests.helpers.kinds import telling


def edition(number: int, values: dict[str, Plain], body: str = "", papers: tuple[str, ...] = ()) -> Edition:
    day = (date(2026, 1, 1) + timedelta(number)).isoformat()
    attachments = tuple({"sha256": paper} for paper in papers)
    return Edition(
        number="2026-0001",
        edition=number,
        date=day,
        kind="matter",
        path="a.md",
        digest=f"d1:{number}",
        code="629901001001",
        slug="liuwan",
        values=values,
        body=body,
        attachments=attachments,
    )


CHANGES: list[tuple[dict[str, Plain], dict[str, Plain], str]] = [
    ({"title": "甲"}, {"title": "乙"}, "改了标题"),
    ({"applicant": "周某甲"}, {"applicant": "周某"}, "改了申请人"),
    (
        {"publish_date": "2026-01-01"},
        {"publish_date": "2026-01-02"},
        "公开日期由 2026年1月1日 改为 2026年1月2日",
    ),
    ({"amount": "1.00"}, {}, "去掉金额"),
    ({}, {"tags": ["路"], "owner": "陈守田"}, "补上经办人、标签"),
    (
        {"candidates": [{"name": "甲"}, {"name": "乙"}]},
        {"candidates": [{"name": "甲"}, {"name": "丙"}, {"name": "丁"}]},
        "候选人：改1项、加1项",
    ),
    ({"candidates": [{"name": "甲"}]}, {}, "候选人：删1项"),
    (
        {"candidates": [{"name": "甲"}, {"name": "乙"}]},
        {"candidates": [{"name": "乙"}, {"name": "甲"}]},
        "候选人：调整了顺序",
    ),
    ({"王小二": "1"}, {"王小二": "2"}, "改了其他内容"),
    (
        {"further": {"电价": ["0.52元/度"], "用电量": ["326度"], "李小四": ["在场"]}},
        {"further": {"电价": ["0.55元/度"], "用电量": ["326度"], "电表号": ["02"]}},
        "改了电价；补上电表号；去掉其他内容",
    ),
    ({"id": "a"}, {"id": "b"}, "公开的内容没有变"),
]


@pytest.mark.parametrize(("old", "new", "told"), CHANGES)
def test_a_change_is_told_in_a_sentence_without_old_names(
    old: dict[str, Plain], new: dict[str, Plain], told: str
) -> None:
    assert changes(edition(1, old), edition(2, new), MATTER.fields, telling()) == told


def test_amounts_of_accounts_are_told_old_and_new() -> None:
    old, new = (
        edition(1, {"total_income": "100.00"}, papers=("a",)),
        edition(2, {"total_income": "90.50"}, papers=("b",)),
    )
    assert changes(old, new, FINANCE.fields, telling()) == "收入合计由 100.00 元 改为 90.50 元；改了附件"


def test_a_register_that_begins_later_says_so() -> None:
    notes = edition_notes((edition(3, {"title": "甲"}), edition(4, {"title": "乙"})), MATTER, telling())
    assert [(note.edition, note.change) for note in notes] == [
        (4, "改了标题"),
        (3, "这一版以前的登记找不到了"),
    ]
    assert edition_notes((), MATTER, telling()) == ()
