"""The four steps of a decision under the names that minutes give them."""

from __future__ import annotations

import pytest

from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.decision import Decision, Meeting, decision, meeting
from sunboard.model.node import Scalar
from sunboard.model.problem import Log

MEETING = "{日期: 2026-03-06, 应到: 32人, 实到: 30人, 同意: 全票通过}"


@pytest.mark.parametrize(
    "steps",
    [
        ("党支部会提议", "村两委会商议", "党员大会审议", "村民代表会议决议"),
        ("支部提议", "两委商议", "党员审议", "村民代表决议"),
        ("支部提议", "两委联席会议商议", "全体党员会议审议", "村民会议表决"),
        ("党总支提议", "村“两委”会议商议", "党员审议", "成员代表大会决议"),
    ],
)
def test_steps_are_known_by_who_met(steps: tuple[str, ...]) -> None:
    log = Log()
    lines = "".join(f"{step}: {MEETING}\n" for step in steps)
    fields = parse_yaml(
        f"程序: 四议两公开\n{lines}决议内容: 硬化\n决议公开: {{开始: 2026-03-07, 截止: 2026-03-14}}",
        "a.md",
        log,
    )
    assert fields
    read = decision(fields, log)
    assert isinstance(read, Decision)
    assert not log.problems
    for step in (read.proposed, read.discussed, read.reviewed, read.resolved):
        assert step is not None
        assert (step.expected, step.present, step.agree) == (32, 30, 30)


@pytest.mark.parametrize(
    ("written", "met", "came"),
    [
        ("2026年3月6日，村民代表会议，应到32人，实到30人，30票赞成", "村民代表会议", 30),
        ("2026年3月6日召开村民代表会议，应到32人，实到30人，同意30票", "村民代表会议", 30),
        ("2026-03-06 党员大会 应到32 实到30 同意30", "党员大会", 30),
        ("2026年3月6日村党支部会议", "村党支部会议", None),
        ("2026.3.6，两委联席会议", "两委联席会议", None),
        ("2026年3月6日，应到32人，实到30人", None, 30),
    ],
)
def test_a_meeting_in_a_line_says_who_met(written: str, met: str | None, came: int | None) -> None:
    log = Log()
    read = meeting(Scalar(written), log)
    assert isinstance(read, Meeting)
    assert (str(read.date), read.body, read.present) == ("2026-03-06", met, came)
    assert not log.problems


@pytest.mark.parametrize(
    ("written", "site", "met"),
    [
        ("2026年3月6日，村部，应到7人，实到7人，7票同意", "村部", None),
        (
            "2026年3月6日，在村委会二楼会议室召开村民代表会议，应到32人，实到30人，30票赞成",
            "村委会二楼会议室",
            "村民代表会议",
        ),
        ("2026年3月6日，本村文化广场，党员大会，应到32人，实到30人", "本村文化广场", "党员大会"),
    ],
)
def test_a_meeting_in_a_line_says_where_it_was(written: str, site: str | None, met: str | None) -> None:
    log = Log()
    read = meeting(Scalar(written), log)
    assert read
    assert (str(read.date), read.place, read.body) == ("2026-03-06", site, met)
    assert not log.problems


def test_what_a_rule_of_law_asks_for_is_told_with_its_number_where_it_is_missing() -> None:
    log = Log()
    fields = parse_yaml(f"程序: 四议两公开\n提议: {{地点: 村部}}\n决议: {MEETING}", "a.md", log)
    assert fields
    decision(fields, log)
    assert {problem.details["name"]: problem.rule for problem in log.problems} == {
        "日期": "FIN-13",
        "决议内容": "",
        "决议公开": "FIN-13",
    }


def test_who_came_is_said_of_the_meeting_above() -> None:
    log = Log()
    fields = parse_yaml(
        "程序: 四议两公开\n村党组织提议: 2026-03-02\n党员大会审议: 2026-03-04\n到会: 20人\n"
        "村民代表会议决议: 2026-03-06\n应到: 35人\n实到: 31人\n同意: 全票\n决议内容: 硬化\n"
        "决议公开: 2026年3月7日至3月14日",
        "a.md",
        log,
    )
    assert fields
    read = decision(fields, log)
    assert isinstance(read, Decision)
    assert read.reviewed
    assert read.resolved
    assert (read.reviewed.present, str(read.resolved.date)) == (20, "2026-03-06")
    assert (read.resolved.expected, read.resolved.present, read.resolved.agree) == (35, 31, 31)
    assert not log.problems


def test_what_stands_above_the_meetings_is_of_the_resolution_that_none_tells() -> None:
    log = Log()
    fields = parse_yaml(
        "程序: 四议两公开\n日期: 2026-03-06\n应到: 35\n实到: 31\n同意: 31\n提议: 2026-03-02\n"
        "决议内容: 硬化\n决议公开: 2026年3月7日至3月14日",
        "a.md",
        log,
    )
    assert fields
    read = decision(fields, log)
    assert isinstance(read, Decision)
    assert read.resolved
    assert (str(read.resolved.date), read.resolved.agree, log.problems) == ("2026-03-06", 31, [])
