"""Votes and quorums: whether a meeting could resolve, and did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from sunboard.checks.minutes import REJECTED, Told, may_have_met, meetings_counted
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, each, found
from sunboard.fields.decision import FIVE_STEPS, FOUR_STEPS
from sunboard.fields.declarations import UNKNOWN
from sunboard.kinds.matter import Matter, Vote
from sunboard.lazy import dataclass, regex


@dataclass(frozen=True, slots=True)
class _Bar:
    """What a meeting must reach; both are names of legal parameters."""

    name: str
    present: str = ""
    agree: str = ""
    of_all: bool = False  # those who agree are counted against all who have a vote
    count: str = ""  # how many have a vote


_BARS: Mapping[str, _Bar] = {
    "村民会议": _Bar("村民会议", "villagers_present", "villagers_agree"),
    "户": _Bar("村民会议（按户）", "villagers_present_households", "villagers_agree"),
    "村民代表会议": _Bar("村民代表会议", "representatives_present", "representatives_agree"),
    "成员大会": _Bar("成员大会", "members_present", "members_agree", of_all=True),
    "成员代表大会": _Bar(
        "成员代表大会", "", "member_representatives_agree", of_all=True, count="member_representatives_count"
    ),
    "党员大会": _Bar("党员大会", "party_present", "party_agree"),
}
MAJORITIES = tuple(
    dict.fromkeys(name for bar in _BARS.values() for name in (bar.present, bar.agree, bar.count) if name)
)
"""The legal parameters that a meeting goes by."""
_BARRED = ("reviewed", "resolved")
"""The steps of which a meeting may have a bar: at the others nothing is resolved."""
_HOUSEHOLDS = regex("户代表|户的代表|户主")


@lru_cache(maxsize=1024)
def _bar_of(step: str, written: str | None, unit: str | None, procedure: str) -> _Bar | None:
    """Return the bar of a meeting: by the body that met, else by the procedure. Committees have none."""
    body = (written or "").replace("居民", "村民").replace("社员", "成员").replace("股东", "成员")
    if step == "reviewed" and ("党员" in body or (not body and procedure in (FOUR_STEPS, FIVE_STEPS))):
        return _BARS["党员大会"]
    if step != "resolved":
        return None
    if _HOUSEHOLDS.search(body):
        name = "村民会议"
    elif "成员" in body:
        name = "成员代表大会" if "代表" in body else "成员大会"
    elif "代表" in body:
        name = "村民代表会议"
    elif "村民会议" in body or "村民大会" in body:
        name = "村民会议"
    else:
        name = (
            procedure
            if procedure in _BARS
            else "村民代表会议"
            if procedure in (FOUR_STEPS, FIVE_STEPS)
            else ""
        )
    by_households = name == "村民会议" and (unit == "户" or bool(_HOUSEHOLDS.search(body)))
    return _BARS["户"] if by_households else _BARS.get(name)


@check("decision-votes", where=may_have_met)
def decision_votes(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Votes for, against and withheld do not make up those present, at one meeting of a decision."""

    def look(told: Told) -> Iterator[Finding]:
        meeting = told.meeting
        if meeting.present is None or meeting.agree is None:
            return
        oppose, abstain = meeting.oppose or 0, meeting.abstain or 0
        total = meeting.agree + oppose + abstain
        if total > meeting.present or (told.is_all and total < meeting.present):
            details = {
                "agree": meeting.agree,
                "oppose": oppose,
                "abstain": abstain,
                "sum": total,
                "present": meeting.present,
            }
            yield found(meeting.at("present"), str(meeting.present), step=told.called, **details)

    yield from each(meetings_counted(record, around), look)


@check("ballots-differ", of=Matter, given="votes")
def ballots_differ(record: Record[Matter], around: Around) -> Iterator[Finding]:
    """What people thought of somebody, added up, is not how many ballots there are."""

    def look(vote: Vote) -> Iterator[Finding]:
        said = (vote.excellent, vote.competent, vote.fair, vote.poor)
        total = sum(filter(None, (*said, vote.abstain)))
        if vote.votes is not None and any(said) and total != vote.votes:
            yield found(vote.at("votes"), str(vote.votes), name=vote.name or UNKNOWN, sum=total)

    yield from each(record.fields.votes, look)


@check("more-came-than-expected", where=may_have_met)
def more_came_than_expected(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """More people came to a meeting than have a vote in it."""

    def look(told: Told) -> Iterator[Finding]:
        meeting = told.meeting
        if (
            meeting.present is not None
            and meeting.expected is not None
            and meeting.present > meeting.expected
        ):
            yield found(
                meeting.at("present"),
                str(meeting.present),
                step=told.called,
                present=meeting.present,
                expected=meeting.expected,
            )

    yield from each(meetings_counted(record, around), look)


@check("decision-quorum", where=may_have_met, by=MAJORITIES)
def decision_quorum(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Too few came to a meeting, or too few agreed, for its resolution to hold."""
    decision = record.fields.decision

    def look(told: Told) -> Iterator[Finding]:
        meeting, procedure = told.meeting, decision.procedure if decision else ""
        bar = _bar_of(told.step, meeting.body, meeting.unit, procedure)
        if bar is None:
            return
        of_agree = meeting.expected if bar.of_all else meeting.present
        of_agree = None if decision and REJECTED.search(decision.resolution_text) else of_agree
        asked = (
            (bar.count, "voters", "expected", meeting.expected, 1),
            (bar.present, "present", "present", meeting.present, meeting.expected),
            (bar.agree, "agree", "agree", meeting.agree, of_agree),
        )
        for law, what, key, have, whole in asked:
            entry = around.packaged.law.entry(law, meeting.date) if law else None
            if entry is not None and have is not None and whole and not entry.reached(have, whole):
                than = "more" if entry.more_than else "least"
                share = _share(whole, entry.value.number if entry.value else Fraction())
                yield found(
                    meeting.at(key), str(have), body=bar.name, have=have, what=what, than=than, **share
                )

    yield from each((told for told in meetings_counted(record, around) if told.step in _BARRED), look)


_DIGITS = "〇一二三四五六七八九"


def _share(whole: int, value: Fraction) -> dict[str, str]:
    """Say how many are asked for: a number, or a share of all."""
    if value.denominator == 1:
        return {"share": "number", "least": f"{value}"}
    return {
        "share": "half" if value == Fraction(1, 2) else "part",
        "whole": f"{whole}",
        "fraction": f"{value}",
        "fraction_cn": f"{_DIGITS[value.denominator % 10]}分之{_DIGITS[value.numerator % 10]}",
        "exactly": _exactly(whole * value),
    }


def _exactly(number: Fraction) -> str:
    return f"{number}" if number.denominator == 1 else f"{float(number):.1f}"
