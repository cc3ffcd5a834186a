"""How a matter was decided: meetings, votes, publicity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sunboard.fields.declarations import names_of, optional, reads, required
from sunboard.fields.faults import shape_wrong
from sunboard.fields.forms import ALL_AGREED, Form, Mark, as_typed
from sunboard.fields.groups import part, read_partly
from sunboard.fields.meant import as_declared
from sunboard.fields.part import Part
from sunboard.fields.scalars import ballots, choice, day, money, officer, text, whole
from sunboard.fields.sentences import WHOM
from sunboard.fields.written import parse_span
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Node, Scalar
from sunboard.model.problem import Log

FOUR_STEPS, FIVE_STEPS, JOINT_MEETING = "四议两公开", "五议", "两委联席"
PROCEDURES = (
    FOUR_STEPS,
    FIVE_STEPS,
    "成员大会",
    "成员代表大会",
    "村民会议",
    "村民代表会议",
    JOINT_MEETING,
)

NUMBER_NAMES = ("决议编号", "决议文号", "会议纪要号", "会议决议号", "会议决议编号", "会议记录编号")
"""What the number of a decision is called beside 决议号, wherever it is named."""

_BEFORE_BODY = "(?:全体|本[村社]|村|社区|农村)*(?:集体经济组织|(?:股份)?经济(?:股份)?(?:联合|合作)社)?"
_BEHIND_BODY = r"(?:工作法|程序|一监督|讨论|表决|通过|决议|决定)*(?:[(](?:\s|\S)*[)])?"
_CALLED = {
    FOUR_STEPS: '[“"]?[四4]议[两二2]公[开示][”"]?',
    FIVE_STEPS: '[“"]?[五5]议(?:[一两二]公[开示])?[”"]?',
    "成员大会": "(?:[成社]员|股东)大会",
    "成员代表大会": "(?:[成社]员|股东)代表(?:大会|会议?)",
    "村民会议": "[村居]民(?:大会|会议)",
    "村民代表会议": "[村居]民代表(?:大会|会议?)",
    JOINT_MEETING: '支?村?[“"]?两委[”"]?(?:班子)?联席(?:会议?)?',
}
"""How each procedure is called, in a community and a cooperative too."""
_AS_WRITTEN = {
    word: regex(as_typed(f"{_BEFORE_BODY}{called}{_BEHIND_BODY}")) for word, called in _CALLED.items()
}
_listed = choice(*PROCEDURES)
_AS_CALLED = Form(
    "text", f"{_BEFORE_BODY}(?:{'|'.join(_CALLED.values())}){_BEHIND_BODY}", example="居民代表会议表决"
)


@reads(replace(_listed.form, others=(_AS_CALLED,)))
def procedure(node: Node, log: Log, form: Form) -> str | None:
    """Read a procedure as minutes call it: 居民代表会议表决, 四议两公开一监督."""
    if isinstance(node, Scalar):
        written = node.text.strip()
        meant = (word for word, called in _AS_WRITTEN.items() if called.fullmatch(written))
        node = replace(node, text=next(meant, written))
    return _listed.read(node, log, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Part):
    """One meeting: who should have come, who came, how they voted."""

    date: date = required("日期", day, heads="(?:会议|开会|召开)(?:日期|时间)", rule="FIN-13")
    place: str | None = optional("地点", text, example="村部会议室", heads="(?:会议|开会)地[点址]")
    body: str | None = optional("会议", text, example="村民代表会议")
    expected: int | None = optional("应到", whole, heads="应(?:到|参加)(?:会|代表)?人数")
    present: int | None = optional(
        "实到", whole, "到会", heads="(?:实到|到会|参会|实际?参加)(?:会|代表)?人数"
    )
    ratio: str | None = optional("比例", text, "到会率", "出席率", example="78%")
    agree: int | None = optional(
        "同意",
        replace(ballots, form=replace(ballots.form, others=(ALL_AGREED,))),
        "赞成",
        heads="(?:同意|赞成)(?:票数?|人数)",
    )
    oppose: int | None = optional("反对", ballots, heads="反对(?:票数?|人数)")
    abstain: int | None = optional("弃权", ballots, heads="弃权(?:票数?|人数)")
    unit: str | None = optional("计票单位", choice("人", "户"))
    host: str | None = optional("主持", officer, "主持人", example="何广仁")
    recorder: str | None = optional("记录", officer, "记录人", example="罗会兰")


_TOLD = frozenset(("表决", "表决情况", "表决结果", "投票", "投票情况", "投票结果", "票数"))
"""Keys under which minutes tell a vote in one sentence."""
_CAME = {
    **dict.fromkeys(("应到会", "应参加", "应出席"), "应到"),
    **dict.fromkeys(("实到会", "实际到会", "实际参加", "实参加", "参加", "参会", "出席"), "实到"),
}
"""What else minutes call who should have come, and who came."""
_VOTES, _ATTENDED = "同意|赞成|反对|弃权", "参加|参会|到会|出席"
_COUNT = (
    rf"(?:({'|'.join(_CAME)}|应到|实到|到会|{_VOTES})(?:的|{WHOM})?[:为]?\s*([0-9]+|无|没有)\s*[人票名户]?"
    rf"|([0-9]+|无|没有)\s*[人票名户]?(?:{WHOM})?\s*({_VOTES}|{_ATTENDED}))(?:[,、;。]|\s)*"
)
_TYPED = as_typed(_COUNT)
_COUNTED, _COUNTS = regex(_TYPED), regex(f"(?:{_TYPED})+")
SEVERAL_COUNTS = regex(f"(?:{_TYPED}){{2,}}")
"""Who should have come, who came and how they voted, as minutes count them."""
_ALL_AGREED = regex(ALL_AGREED.pattern)
_MONTH, _OF_MONTH = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])[日号]?"
_DAY = f"(?:19|2[0-9])[0-9]{{2}}[年./-]{_MONTH}[月./-]{_OF_MONTH}"
_BEHIND_DAY = r"(?:[,;。]|\s)+"
_CALLED_TO = f"(?:{_BEHIND_DAY})?(?:召开了?)?"
_DAY_AND_BODY = regex(rf"({as_typed(_DAY)})\s*(\D{{2,20}})")
_PARTY = "村?(?:党?(?:总支部?|支部|支委)|党委|党组织)(?:委员会|会议|会)?"
_COMMITTEES = '(?:村|支村)?[“"]?两委[”"]?(?:班子)?(?:联席)?(?:会议|会)?'
_MEMBERS = "(?:全体)?党员(?:代表)?(?:大会|会议|会)?"
_VILLAGERS = "(?:村民|居民|成员|社员|股东|户)(?:代表)?(?:大会|会议|会)?"
"""Who meets at each of the four steps, as minutes head them: 党支部会提议, 村“两委”会议商议."""
_MET = f"{_BEFORE_BODY}(?:{_PARTY}|{_COMMITTEES}|{_MEMBERS}|{_VILLAGERS})"
_SITE = (
    "[在于]?(?:村部|本?村(?:委会?|部)?(?:[一二三]楼)?"
    "(?:大?会议室|办公室|活动室|(?:文化)?广场|(?:党群|便民)?服务中心|文化中心|礼堂|大院))"
)
"""Where a meeting was, as minutes say it between its day and who met: 村部, 村委会会议室."""
_DAY_AND_VOTES = regex(
    as_typed(
        rf"({_DAY})(?:{_BEHIND_DAY}({_SITE}))?(?:{_CALLED_TO}({_MET}))?(?:{_BEHIND_DAY}|$)((?:{_COUNT})*)"
    )
)
_BEFORE = frozenset(("提议", "商议", "审议"))
_MEETINGS = _BEFORE | {"决议"}
_LONGEST = 200  # signs of a sentence that tells a vote


def _as_counted(entry: Entry) -> Sequence[Entry]:
    """Take a sentence such as `同意29票，1人弃权` apart; a word such as 一致通过 says who agreed.

    The day of a meeting may stand before what met.
    """
    if not isinstance(entry.node, Scalar):
        return (entry,)
    said, is_told = entry.node, entry.key in _TOLD
    if is_told and _ALL_AGREED.fullmatch("".join(said.text.split())):
        return (replace(entry, key="同意"),)
    if entry.key == "会议" and (met := _DAY_AND_BODY.fullmatch(said.text.strip())):
        told = [("日期", met[1]), ("会议", met[2])]
    else:
        counts = _COUNTS if is_told else SEVERAL_COUNTS  # 参会人数: 应到35人，实到31人
        if len(said.text) > _LONGEST or not counts.fullmatch(said.text.strip()):
            return (entry,)
        counted = _COUNTED.finditer(said.text)
        told = [(_CAME.get(key := found[1] or found[4], key), found[2] or found[3]) for found in counted]
    return [replace(entry, key=key, node=replace(said, text=text)) for key, text in told]


def _as_came(agreed: Entry, came: Scalar) -> Entry:
    """Return those who agreed, as many as came where they are said to be all."""
    if isinstance(agreed.node, Scalar) and _ALL_AGREED.fullmatch("".join(agreed.node.text.split())):
        return replace(agreed, node=replace(agreed.node, text=came.text))
    return agreed


def _grouped(said: Scalar, *told: tuple[str, str]) -> Fields:
    """Return as a group what one line told."""
    return Fields(
        tuple(Entry(key, Scalar(text, said.place), said.place) for key, text in told if text), said.place
    )


_IN_A_LINE = Form(
    "text",
    f"{_DAY}(?:{_BEHIND_DAY}{_SITE})?(?:{_CALLED_TO}(?:{_MET}))?(?:{_BEHIND_DAY}(?:{_COUNT})*)?",
    example="2026-04-05，应到30人，实到28人，同意28票",
)
_FROM_TO = Form(
    "text",
    rf"[自从]?{_DAY}\s*起?\s*(?:至|到|—+|–|~|--+|\s-+\s)\s*(?:{_DAY}|(?:{_MONTH}[月./-])?{_OF_MONTH})止?",
    example="2026-04-06至2026-04-13",
)
_SPAN = regex(as_typed(_FROM_TO.pattern))


@reads(Form("group", part=Meeting, others=(_IN_A_LINE,)))
def meeting(node: Node, log: Log, form: Form) -> Meeting | None:
    """Read a meeting, or in a line its day, where it was, who met and the votes.

    Where all agreed, as many did as came.
    """
    names = names_of(Meeting)
    if isinstance(node, Scalar):
        told = _DAY_AND_VOTES.fullmatch(node.text.strip())
        if told is None:
            shape_wrong(node, log, form)
            return None
        site = (told[2] or "").lstrip("在于")
        said = (("日期", told[1]), ("地点", site), ("会议", told[3] or ""), ("表决", told[4]))
        node = _grouped(node, *said)
    if isinstance(node, Fields):
        counted = [one for entry in node.entries for one in _as_counted(entry)]
        entries = as_declared(counted, Meeting)
        came = next((one.node for one in entries if names.get(one.key) is names["present"]), None)
        if isinstance(came, Scalar):
            agreed = names["agree"]
            entries = [_as_came(one, came) if names.get(one.key) is agreed else one for one in entries]
        node = replace(node, entries=tuple(entries))
    return read_partly(Meeting, node, log)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity(Part):
    """The days for which a resolution was posted."""

    from_: date = required("开始", day, rule="FIN-13")
    until: date = required("截止", day, rule="FIN-13")


@reads(Form("group", part=Publicity, others=(_FROM_TO,)))
def publicity(node: Node, log: Log, form: Form) -> Publicity | None:
    """Read the days of a resolution's notice: `2026年3月2日至3月8日` tells both."""
    if isinstance(node, Scalar):
        span = parse_span(node.text) if _SPAN.fullmatch(node.text.strip()) else None
        if span is None:
            shape_wrong(node, log, form)
            return None
        node = _grouped(node, ("开始", span.first.isoformat()), ("截止", span.last.isoformat()))
    return read_partly(Publicity, node, log)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Part):
    """What came of it."""

    date: date = required("日期", day)
    text: str = required("内容", text, "结果", example="已完工并验收")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion(Part):
    """What the supervision committee said."""

    name: str = required("姓名", officer, "姓名或机构", example="吴月琴")
    date: date = required("日期", day)
    opinion: str = required("意见", text, example="程序到位")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Part):
    """The way to a resolution and its votes."""

    no: str | None = optional("决议号", text, *NUMBER_NAMES, example="JY-2026-03", mark=Mark.SERIAL)
    matter_amount: Decimal | None = optional("涉及金额", money)
    procedure: str = required("程序", procedure)
    proposed: Meeting | None = optional("提议", meeting, heads=rf"{_PARTY}提议")
    discussed: Meeting | None = optional("商议", meeting, heads=rf"{_COMMITTEES}商议")
    reviewed: Meeting | None = optional("审议", meeting, heads=rf"{_MEMBERS}审议")
    resolved: Meeting | None = optional("决议", meeting, heads=rf"{_VILLAGERS}(?:讨论)?(?:决议|表决|决定)")
    resolution_text: str = required("决议内容", text, example="同意硬化赵家湾巷道")
    publicised: Publicity = required("决议公开", publicity, rule="FIN-13")
    outcome: Outcome | None = optional("实施结果公开", part(Outcome), "实施结果")
    supervision: Opinion | None = optional("监委会意见", part(Opinion))


@reads(Form("group", part=Decision))
def decision(node: Node, log: Log, form: Form) -> Decision | None:
    """Read a way to a resolution; what is said of a meeting is of the one above it.

    Where no meeting came before the resolution, or none is said to have resolved, what stands above all is
    of what resolved.
    """
    if isinstance(node, Fields):
        node = replace(node, entries=tuple(_with_counts(as_declared(node.entries, Decision))))
    return read_partly(Decision, node, log)


def _with_counts(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield what is said of a way to a resolution, what is said of a meeting under that meeting."""
    known, resolving = names_of(Decision), names_of(Meeting)
    keys = {entry.key.strip() for entry in entries}
    met = "决议" if _BEFORE.isdisjoint(keys) or "决议" not in keys else ""
    others: dict[str, list[Entry]] = {}
    for entry in entries:
        met = entry.key if entry.key in _MEETINGS else met
        if entry.key not in known:
            others.setdefault(met, []).extend(_as_counted(entry))
    told = {name: as_declared(said, Meeting) for name, said in others.items()}
    came = {name: [one for one in said if one.key in resolving] for name, said in told.items() if name}
    for entry in entries:
        if isinstance(entry.node, Scalar) and came.get(entry.key):  # its day, beside who came
            day = replace(entry, key="日期")
            yield replace(entry, node=Fields((day, *came.pop(entry.key)), entry.node.place))
        elif entry.key in known:
            yield entry
    for name, said in came.items():
        yield from (replace(one, key=f"{name}.{resolving[one.key].zh}") for one in said)
    yield from (one for name, said in told.items() for one in said if not name or one.key not in resolving)
