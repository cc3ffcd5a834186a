"""Votes and quorums: whether a meeting could resolve, and did (domain notes, 8.2 and 10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sunboard.checks.decisions import STEPS, meetings
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.decision import FOUR_STEPS, Meeting
from sunboard.model.problem import Severity, Words


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


def _bar_of(step: str, meeting: Meeting, procedure: str) -> _Bar | None:
    """Return the bar of a meeting: by the body that met, else by the procedure. Committees have none."""
    body = (meeting.body or "").replace("居民", "村民").replace("社员", "成员")
    if step == "reviewed" and ("党员" in body or (not body and procedure in (FOUR_STEPS, "五议"))):
        return _BARS["党员大会"]
    if step != "resolved":
        return None
    if "成员" in body:
        name = "成员代表大会" if "代表" in body else "成员大会"
    elif "代表" in body:
        name = "村民代表会议"
    elif "村民会议" in body or "村民大会" in body:
        name = "村民会议"
    else:
        name = (
            procedure if procedure in _BARS else "村民代表会议" if procedure in (FOUR_STEPS, "五议") else ""
        )
    return _BARS["户"] if name == "村民会议" and meeting.unit == "户" else _BARS.get(name)


@check(
    Severity.ERROR,
    zh=Words(
        "{step}的票数对不上：同意 {agree}、反对 {oppose}、弃权 {abstain}，合计 {sum}，实到 {present}",
        "核对会议记录；没有反对或弃权的写 0",
    ),
    en=Words(
        "{step}: the votes do not add up: {agree} for, {oppose} against and {abstain} abstained make {sum}, but {present} came",
        "Compare the minutes; write 0 where nobody was against or abstained",
    ),
)
def decision_votes(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Votes for, against and withheld do not make up those present, at one meeting of a decision.

    A number that is not given counts as none.

    Why: Votes that do not add up make people doubt the whole meeting.

    Source: sunboard adds up: for, against and abstained make those present.

        决议: {日期: 2026-02-14, 应到: 36, 实到: 33, 同意: 31, 反对: 1, 弃权: 1}

    中文
    某次会议的同意、反对、弃权票数加起来不等于实到人数。没有写的按 0 计算。

    为什么：票数对不上，整个会都会被怀疑。

    依据：会议表决的票数应与实到人数相符。

        决议: {日期: 2026-02-14, 应到: 36, 实到: 33, 同意: 31, 反对: 1, 弃权: 1}
    """
    decision = record.fields.decision
    for name, meeting in meetings(decision) if decision else ():
        if meeting.present is None or meeting.agree is None:
            continue
        oppose, abstain = meeting.oppose or 0, meeting.abstain or 0
        total = meeting.agree + oppose + abstain
        if total != meeting.present:
            details = {
                "agree": meeting.agree,
                "oppose": oppose,
                "abstain": abstain,
                "sum": total,
                "present": meeting.present,
            }
            yield found(meeting.at("present"), str(meeting.present), step=STEPS[name], **details)


@check(
    Severity.ERROR,
    zh=Words("{step}的实到 {present} 多于应到 {expected}", "核对签到表，应到人数是有表决权的全部人数"),
    en=Words(
        "At {step} {present} came, more than the {expected} who have a vote",
        "Compare the attendance list; 应到 (expected) counts all who have a vote",
    ),
)
def more_came_than_expected(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """More people came to a meeting than have a vote in it.

    `expected` counts all who have a vote; guests without one are counted neither there nor among those present.

    Why: One of the two numbers is wrong, and with it whether the meeting could decide.

    Source: sunboard compares those who came with those who have a vote.

        决议: {日期: 2026-02-14, 应到: 36, 实到: 33}

    中文
    实到人数比应到人数还多。应到是有表决权的全部人数，列席的人不算在应到和实到里。

    为什么：两个数一定有一个错了，会议人数够不够就说不清。

    依据：会议表决的一般规则。

        决议: {日期: 2026-02-14, 应到: 36, 实到: 33}
    """
    decision = record.fields.decision
    for name, meeting in meetings(decision) if decision else ():
        if (
            meeting.present is not None
            and meeting.expected is not None
            and meeting.present > meeting.expected
        ):
            yield found(
                meeting.at("present"),
                str(meeting.present),
                step=STEPS[name],
                present=meeting.present,
                expected=meeting.expected,
            )


@check(
    Severity.ERROR,
    zh=Words(
        "{body}{what}的人数不够：{have} 人，应当{than} {share}",
        "核对会议记录；人数不够的会议，决定无效，要重新召开",
    ),
    en=Words(
        "{body}: {have} {what_en}; {than_en} {share_en} are needed",
        "Compare the minutes; a resolution that too few took does not hold, and the meeting is to be held again",
    ),
)
def decision_quorum(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Too few came to a meeting, or too few agreed, for its resolution to hold.

    The numbers are data (`law/national.yaml`, which a county may add to): villagers' meeting half of the adults or two thirds of the households
    (`计票单位: 户`), and more than half of those present agree; villagers' representatives two thirds, and more than half of those present;
    members of the collective two thirds come and two thirds of all agree; their representatives two thirds of all, and there are more than twenty;
    Party members more than half come and more than half of those present agree. Which body met is read from `会议`, else from `程序`.

    Why: A resolution that too few took does not hold.

    Source: Organic Law of Villagers' Committees; Rural Collective Economic Organizations Law, articles 27 and 28.

        程序: 四议两公开
        决议: {日期: 2026-02-14, 会议: 村民代表会议, 应到: 36, 实到: 33, 同意: 31, 反对: 1, 弃权: 1}

    中文
    会议到会人数或同意人数没有达到规定，决议不能生效。

    人数标准是数据（`law/national.yaml`，县里可以补充）：村民会议要有半数以上成年村民或三分之二以上的户到会（`计票单位: 户`），到会过半数同意；
    村民代表会议要有三分之二以上代表到会，到会过半数同意；成员大会要有三分之二以上成员到会，全体成员三分之二以上同意；
    成员代表大会要全体代表三分之二以上同意，代表多于二十人；党员大会要过半数到会，到会过半数同意。
    按“会议”写的名称判断，没有写的按“程序”判断。

    为什么：人数不够的决议不算数。

    依据：《村民委员会组织法》，《农村集体经济组织法》第二十七条、第二十八条。

        程序: 四议两公开
        决议: {日期: 2026-02-14, 会议: 村民代表会议, 应到: 36, 实到: 33, 同意: 31, 反对: 1, 弃权: 1}
    """
    decision = record.fields.decision
    for name, meeting in meetings(decision) if decision else ():
        bar = _bar_of(name, meeting, decision.procedure) if decision else None
        if bar is None:
            continue
        of_agree = meeting.expected if bar.of_all else meeting.present
        asked = (
            (bar.count, "有表决权", "have a vote", "expected", meeting.expected, 1),
            (bar.present, "到会", "came", "present", meeting.present, meeting.expected),
            (bar.agree, "同意", "agreed", "agree", meeting.agree, of_agree),
        )
        for law, what, what_en, key, have, whole in asked:
            entry = around.packaged.law.entry(law, meeting.date) if law else None
            if entry is not None and have is not None and whole and not entry.reached(have, whole):
                than, than_en = ("超过", "more than") if entry.more_than else ("达到", "at least")
                share, share_en = _share(whole, entry.value)
                details = {
                    "what": what,
                    "what_en": what_en,
                    "than": than,
                    "than_en": than_en,
                    "share": share,
                    "share_en": share_en,
                }
                yield found(meeting.at(key), str(have), body=bar.name, have=have, **details)


_DIGITS = "〇一二三四五六七八九"


def _share(whole: int, value: Fraction) -> tuple[str, str]:
    """Say how many are asked for, in both languages: a number, or a share of all."""
    if value.denominator == 1:
        return f"{value} 人", f"{value}"
    words = (
        "一半"
        if value == Fraction(1, 2)
        else f"{_DIGITS[value.denominator % 10]}分之{_DIGITS[value.numerator % 10]}"
    )
    return (
        f"{whole} 人的{words}（{_exactly(whole * value)} 人）",
        f"{value.numerator}/{value.denominator} of {whole} ({_exactly(whole * value)})",
    )


def _exactly(number: Fraction) -> str:
    return f"{number}" if number.denominator == 1 else f"{float(number):.1f}"
