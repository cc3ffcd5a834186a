"""Every rule is explained, switched off, graded, dated and given another number by a law file alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sunboard.contracts import Around
from sunboard.duties.disclosed import Disclosed, Obliged
from sunboard.duties.owed import Schedule, duties
from sunboard.faults import Fault, Severity, fault
from sunboard.issuing.states import calendar_of
from sunboard.model.plain import Values
from sunboard.model.problem import Problem
from sunboard.parts import load_parts
from sunboard.settings.law import Law
from sunboard.settings.packaged import Packaged
from sunboard.settings.places import Village
from tests.checks.village_scene import Scene, Snippet, Staged, law_of, packaged, problems_of, stage
from tests.faults.examples import content_folder, is_file, is_staged, staged
from tests.faults.test_examples import DRAWN, ELSEWHERE

RULES = [
    check.fault
    for check in load_parts().checks
    if not check.fault.leak
    and check.fault.code not in {*ELSEWHERE, *DRAWN}
    and not any(is_file(block) for block in check.fault.page.wrong)
]
"""Every rule whose wrong example is made of records."""
OTHER = {Severity.ERROR: ("提醒", Severity.WARNING), Severity.WARNING: ("错误", Severity.ERROR)}


def found(scene: Staged, rule: Fault, law: str, *noted: str) -> tuple[Problem, ...]:
    changed = replace(packaged(), law=law_of(scene.around.village, law, *noted))
    around: Around = replace(scene.around, packaged=changed)
    return tuple(
        problem
        for reading in scene.readings
        for problem in problems_of(reading, around)
        if problem.fault == rule
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_law_file_alone_rules(rule: Fault) -> None:
    scene = staged(block for block in rule.page.wrong if is_staged(block))
    if scene.around.packaged.law != packaged().law:
        pytest.skip("its example has a law file of its own")
    before = found(scene, rule, "")
    assert before
    written, other = OTHER.get(before[0].severity, OTHER[Severity.ERROR])
    graded = found(scene, rule, f"{rule.code}: {{级别: {written}, 说明: 本镇另有规定}}")
    assert [one.severity for one in graded] == [other] * len(before)
    assert {one.note for one in graded} == {"本镇另有规定"}
    assert not found(scene, rule, f"{rule.code}: {{启用: 否, 说明: 本镇不查}}")
    assert not found(scene, rule, f"{rule.code}: {{施行日期: 2099-01-01, 说明: 到那时才查}}")
    assert len(found(scene, rule, f"{rule.code}: {{施行日期: 1999-01-01}}")) == len(before)


OF_FILES = [
    check.fault
    for check in load_parts().checks
    # the table of one that says that there was nothing is also asked after where it is read
    if not check.fault.leak and check.fault not in RULES and check.fault.code != "nothing-and-table"
]
"""All others, whose examples need files, or are told elsewhere."""


@pytest.mark.parametrize("rule", OF_FILES, ids=lambda rule: rule.code)
def test_a_law_file_alone_rules_what_needs_files(rule: Fault, tmp_path: Path) -> None:
    site = content_folder(rule.page.wrong, tmp_path)
    (site.content / "law").mkdir()

    def told(ruled: str) -> list[str]:
        (site.content / "law" / "county.yaml").write_text(f"{rule.code}: {ruled}\n", encoding="utf-8")
        problems = site.run_inside("check", "--json").json()["problems"]
        return [one["severity"] for one in problems if one["code"] == rule.code]

    before = told("{施行日期: 1999-01-01}")
    assert before
    written, other = OTHER.get(Severity(before[0]), OTHER[Severity.ERROR])
    assert told(f"{{级别: {written}}}") == [other.value] * len(before)
    assert not told("{启用: 否, 说明: 本镇不查}")
    assert not told("{施行日期: 2099-01-01}")


NUMBERED = (
    *("rent-overdue", "contract-undecided", "cash-payment-large", "cash-held-long", "cash-not-deposited"),
    *("expires-late", "levy-too-high", "receipt-insufficient", "other-expenses-large", "sentence-long"),
    *("debt-old", "income-line-missing", "spent-at-year-end", "payments-at-year-end", "amounts-round"),
    *("payment-undecided", "payment-without-meeting", "decision-body-too-low", "sale-undecided"),
    *("voucher-backdated", "reply-late", "matter-published-late", "title-long"),
    *("accounts-published-late", "decision-unpublished", "matter-undecided", "published-far-ahead"),
)
"""Rules that are silent below, or up to, a number of their own."""
LEAST = (
    "contract-ends-soon",
    "notice-result-missing",
    "payment-repeated",
    "payment-split",
    "bidders-few",
    "posted-too-short",
    "notice-too-short",
    "title-short",
    "works-split",
)
"""Rules that are silent where their number is nothing."""


TRIED_ELSEWHERE = {
    "decisions-not-cited",  # its example is a file
    "rent-far-below-median",  # side by side
    "summary-length",  # its example is too short, and its number is the other end
    *("summary-unclear", "works-paid-ahead", "works-paid-before-acceptance"),  # theirs say it in words
}
"""Rules whose number their own example does not show: `test_a_number_of_its_own_shows_elsewhere`."""


def test_every_rule_with_a_number_is_tried() -> None:
    numbered = {rule.fault.code for rule in load_parts().rules if rule.standard(packaged().law)}
    assert numbered == {*NUMBERED, *LEAST, *TRIED_ELSEWHERE}


WORKS = (
    "标题: 巷道硬化工程\n名称: 巷道硬化\n合同价: 100000.00\n付款:\n"
    "  - {日期: 2026-02-01, 金额: 85000.00}\n开工: {日期: 2026-01-05}"
)
SHOWN = (
    ("summary-length", "finance", f"大白话: {'收支都在账上，' * 20}", "100", "200"),
    ("works-paid-before-acceptance", "project", WORKS, "80%", "90%"),
)


@pytest.mark.parametrize(("code", "kind", "text", "told", "silent"), SHOWN, ids=lambda one: str(one)[:30])
def test_a_number_of_its_own_shows_elsewhere(code: str, kind: str, text: str, told: str, silent: str) -> None:
    scene = stage(Scene("own", (Snippet({"kind": kind}, text, frozenset()),)))
    assert found(scene, fault(code), f"{code}: {{数值: {told}}}")
    assert not found(scene, fault(code), f"{code}: {{数值: {silent}}}")


def test_days_to_answer_may_be_working_days() -> None:
    rule = fault("reply-late")
    scene = staged(block for block in rule.page.wrong if is_staged(block))  # 18 days, 14 of which are worked
    assert found(scene, rule, "答复天数: 14日")
    assert not found(scene, rule, "答复天数: 14个工作日")
    assert [one.details["what"] for one in found(scene, rule, "答复天数: 13个工作日")] == ["working"]
    assert not found(scene, rule, "reply-late: {数值: 14, 天数类型: 工作日}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_asks_of_the_law_is_what_a_law_file_may_change(
    rule: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = set[str]()
    for name in ("value", "amount", "entry", "deadline", "words"):
        plain = getattr(Law, name)

        def noting(self: Law, of: str, on: date, plain: Any = plain, name: str = name, **own: str) -> Any:
            asked.add(name if name == "words" else of)
            return plain(self, of, on, **own)

        monkeypatch.setattr(Law, name, noting)
    check = next(one for one in load_parts().checks if one.fault == rule)
    for examples in (rule.page.wrong, rule.page.right):
        scene = staged(block for block in examples if is_staged(block))
        for record in scene.around.records:
            if isinstance(record.fields, check.fields):
                check.findings(record, scene.around)
    words = {"words"} if check.terms.words else set()
    if rule.code == "event-after-publication":
        asked.discard("at_once_days")  # of a row it is asked only whether it is due before the event
    assert asked <= {rule.code, check.terms.own, *check.terms.by, *words}
    assert words <= asked


@pytest.mark.parametrize(
    ("code", "number"), [*((code, "99999999") for code in NUMBERED), *((code, "0") for code in LEAST)]
)
def test_a_law_file_gives_another_number(code: str, number: str) -> None:
    rule = next(rule for rule in RULES if rule.code == code)
    scene = staged(block for block in rule.page.wrong if is_staged(block))
    assert found(scene, rule, "")
    assert not found(scene, rule, f"{code}: {{数值: {number}}}")


UNLIKE = ("value-wrong", "law-without-effect", "law-below-floor")
"""What is said of a share where days are asked for, and of none where a law gives some."""


@pytest.mark.parametrize("number", ["0", "1/2", "999999999", "{数值: 999999999, 天数类型: 工作日}"])
def test_no_number_of_a_law_file_stops_anything(number: str) -> None:
    """Neither a share where days are asked for, nor more days than calendars have."""
    valued = [name for name, entries in packaged().law.entries.items() if any(one.value for one in entries)]
    law = "".join(f"{name}: {number}\n" for name in valued)
    for rule in RULES:
        found(staged(block for block in rule.page.wrong if is_staged(block)), rule, law, *UNLIKE)
    event = date(2026, 3, 1)
    told = tuple(
        Disclosed(catalog=code, title=code, event=event, published=event, off=event)
        for code in packaged().catalog
    )
    ruled = replace(packaged(), law=law_of(Village(name="柳湾村", code="629901001001"), law, *UNLIKE))
    assert duties(Obliged(since=date(2026, 1, 1), disclosed=told), Schedule(ruled, date(2026, 6, 1)))


def test_a_row_of_the_catalogue_has_days_on_the_wall_of_its_own() -> None:
    """The check, the record's own calendar and what is owed go by the same days."""
    rule = next(rule for rule in RULES if rule.code == "posted-too-short")
    scene = staged(block for block in rule.page.wrong if is_staged(block))
    record = next(record for record in scene.around.records if record.fields.posted_until)
    code, start = record.fields.catalog or "", record.fields.posted_from or record.fields.publish_date
    assert start

    def ruled(days: int) -> Packaged:
        rows = packaged().catalog
        return replace(packaged(), catalog={**rows, code: replace(rows[code], posted_days=days)})

    def problems(days: int) -> list[Problem]:
        around: Around = replace(scene.around, packaged=ruled(days))
        return [
            one for reading in scene.readings for one in problems_of(reading, around) if one.fault == rule
        ]

    assert not problems(1)
    assert {one.details["least"] for one in problems(90)} == {"90"}
    values: Values = {"catalog": code, "posted_from": start.isoformat()}
    assert calendar_of(values, ruled(30)).posted_until == start + timedelta(30)
