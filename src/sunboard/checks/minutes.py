"""Meetings, and those that only a table or a text tells of: 应到36人，实到20人 counts wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sunboard.contracts import AnyRecord, Around
from sunboard.fields.decision import SEVERAL_COUNTS, Decision, Meeting, meeting
from sunboard.fields.declarations import label_of
from sunboard.fields.meant import as_declared
from sunboard.fields.numerals import parse_whole
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Place, Scalar
from sunboard.model.problem import Log
from sunboard.privacy.tables import Sentence, Table, tables_and_texts

STEPS = {name: label_of(Decision, name, "zh") for name in ("proposed", "discussed", "reviewed", "resolved")}
_EXPECTED = regex("应(?:到|参加|出席)")
_IN_WORDS = regex("[一二两三四五六七八九十百]+(?=[人名位票户])")
_WHO = "代表|党员|村民|[成社]员|股东|户代表"
_WHO_BEHIND = regex(
    rf"((?:应|实|到会|参会)[到会参加出席]{{0,3}})\s*(\d+)[名位个]?({_WHO})(?=[，,、;；。/)）\s]|$)"
)
"""How texts write 应到代表36名 the other way round: 应到36名代表."""
_COUNT = r"(?:\d+|[一二两三四五六七八九十百]+)"
_MEMBERS = "成年村民|代表|[成社]员|股东"
_ALL_BESIDE = regex(
    rf"(会议?)(?:[（(]共?有?|[：:，,]?(?={_MEMBERS}))(?:{_MEMBERS}|党员)?({_COUNT})[人名]"
    rf"(?:{_MEMBERS}|党员)?[，,、]\s*(?:到会|实到|参会)({_COUNT})[人名]"
)
"""How texts count all who belong to a meeting beside its name: 村民会议（420人，到会200人）."""
_WHOLLY = regex(r"(?<=[人名位票户])(?:全部|全体|一致|[均都全])(?=同意|赞成|反对|弃权)")
_OF_VILLAGE = regex(r"(?<=到)(?:[村居]民|[成社]员|股东|户主)(?=代表|\d)")
_BY_HANDS = regex(
    "(?:[经以]|采[取用])?(?:现场)?(?:举手|无?记名|投票|表决)+(?:的?方式)?(?:表决|投票)?(?:结果)?为?[:：，,]"
)
_PARTED = str.maketrans("/（()）", "，，，，，")
_CLAUSE_BEFORE = regex(r"[^。；;！!\n]*\Z")
_CLAUSE_BEHIND = regex(r"[^。；;！!\n]*")
_CAME = (
    regex("应(?:到|参加)(?:会|代表)?(?:人数)?"),
    regex("(?:实到|到会|参会|实际?参加)(?:会|代表)?(?:人数)?"),
)
_MET = regex(
    r"[^，,、：:（(\d]*(?:代表|党员|[村居]民|[成社]员|股东|户主|两委|支[部委]|会议?)[^，,、：:（(\d]*"
)
_PARTY = regex("党员(?!代表)")
_RESOLVES = regex(
    "(?<!妇女)(?<!职工)(?<!团员)(?<!学生)(?<!家长)代表|[村居]民(?:大会|会议)|[成社]员大会|股东大会|户主"
)
_OTHERS = regex("反对|弃权")
"""Without which a text may have told of those alone who agreed: 同意32人，超过三分之二."""
_RESTS = regex(r"\d|弃权|反对|其余|其他")
"""What goes on of those who voted behind the counts that were understood."""
REJECTED = regex("(?:没有?|未能?获?得?|不予?)通过|不同意|否决")
"""How a resolution says that what was proposed was not taken."""
_NOT_HELD = regex(
    f"{REJECTED.pattern}|不足|不够|未达|没有?达|未到|流会|改期|延期|推迟|另行|择日|重新|无效|作废"
)
"""How a text says that a meeting came to nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """One meeting: its step of a decision, empty where none is told, and what it is called."""

    step: str
    called: str
    meeting: Meeting
    is_all: bool = True  # all who voted are told of


def meetings(decision: Decision) -> Iterator[tuple[str, Meeting]]:
    """Yield the meetings that were held, in the order of the steps."""
    for name in STEPS:
        meeting: Meeting | None = getattr(decision, name)
        if meeting is not None:
            yield name, meeting


def may_have_met(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record has a decision, or speaks of a meeting."""
    return record.fields.decision is not None or _counts(record)


def _counts(record: AnyRecord) -> bool:
    """Tell quickly whether a record says anywhere how many should have come."""
    return any(map(_tells_count, (record.written.said, record.written.named)))


def _tells_count(text: str) -> bool:
    """Tell quickly whether a text says how many should have come, or how many belong to a meeting."""
    may_tell = "到会" in text or "实到" in text or "参会" in text
    return bool(_EXPECTED.search(text) or (may_tell and _ALL_BESIDE.search(text)))


def meetings_told(record: AnyRecord, around: Around) -> Sequence[Told]:
    """Return the meetings of a record's decision, else those that its tables and texts tell of."""

    def told() -> Sequence[Told]:
        decision = record.fields.decision
        held = meetings(decision) if decision else ()
        own = tuple([Told(name, STEPS[name], _with_counts(one)) for name, one in held])
        return own if own or not _counts(record) else tuple(_elsewhere(record, around))

    return around.once_for((meetings_told, record.source), told)


def meetings_counted(record: AnyRecord, around: Around) -> Sequence[Told]:
    """Return the meetings told; where the decision counts nobody, those that tables and texts count."""

    def counted() -> Sequence[Told]:
        told = meetings_told(record, around)
        is_elsewhere = record.fields.decision is not None and told and _counts(record)
        return tuple(_elsewhere(record, around)) if is_elsewhere and not any(map(_is_counted, told)) else told

    return around.once_for((meetings_counted, record.source), counted)


def _is_counted(told: Told) -> bool:
    """Tell whether it is said how many should have come to a meeting or came, be it illegibly."""
    meeting = told.meeting
    return bool(meeting.unread) or meeting.expected is not None or meeting.present is not None


def _with_counts(meeting: Meeting) -> Meeting:
    """Return a meeting with who belongs to it and who came, where only its name counts them."""
    if meeting.unread or meeting.expected is not None or meeting.present is not None:
        return meeting
    counted = _ALL_BESIDE.search(_in_digits(meeting.body or ""))
    numbers = [int(one) for one in counted.groups()[1:] if one.isdecimal()] if counted else []
    if len(numbers) < 2:
        return meeting
    places = {**meeting.places, "expected": meeting.at("body"), "present": meeting.at("body")}
    return replace(meeting, expected=numbers[0], present=numbers[1], places=places)


def _elsewhere(record: AnyRecord, around: Around) -> Iterator[Told]:
    day = str(around.day_of(record))
    for one in tables_and_texts(record.document):
        if isinstance(one, Table):
            yield from _in_table(one, day)
        elif _tells_count(one.text):
            yield from _in_text(one, day)


def _in_table(table: Table, day: str) -> Iterator[Told]:
    """Yield the meetings of a table, a row each, whose head has a column for who should have come."""
    heads: Mapping[int, str] = table.heads if _heads_votes(table.heads.values()) else {}
    for number, row in enumerate(table.rows):
        if _heads_votes(row):
            heads = dict(enumerate(row))
        elif heads:
            cells = [
                Entry(heads[at].strip(), Scalar(cell.strip(), place := table.place(number, at)), place)
                for at, cell in enumerate(row)
                if cell.strip() and at in heads
            ]
            called = [entry.node.text for entry in cells if isinstance(entry.node, Scalar)]
            yield from _told(cells, "".join(one for one in called if not one[0].isdigit()), day)


def _heads_votes(heads: Iterable[str]) -> bool:
    """Tell whether a head has columns for who should have come, and who came."""
    bare = [head.strip() for head in heads]
    return all(any(map(column.fullmatch, bare)) for column in _CAME)


def _in_text(sentence: Sentence, day: str) -> Iterator[Told]:
    """Yield the meetings of which a text counts who should have come, who came and how they voted."""
    for line, text in enumerate(map(_plainly, sentence.text.split("\n"))):
        for counted in SEVERAL_COUNTS.finditer(text):
            if not _EXPECTED.search(counted[0]):
                continue
            place = sentence.place(line)
            before = _CLAUSE_BEFORE.search(text[: counted.start()])
            behind = _CLAUSE_BEHIND.match(text, counted.end())
            met = [*_MET.findall(counted[0][:12])[-1:], *_MET.findall(before[0] if before else "")[-1:]]
            # who met is told before the counts, 成员代表会议, or within: 本次会议应到代表36人
            met.sort(key=lambda one: bool(_PARTY.search(one) or _RESOLVES.search(one)))
            entries = [Entry("表决", Scalar(counted[0], place), place)]
            is_all = bool(_OTHERS.search(counted[0])) and not (behind and _RESTS.search(behind[0]))
            if not _NOT_HELD.search(text, counted.end()):
                yield from _told(entries, met[-1] if met else "", day, is_all=is_all)


def _plainly(text: str) -> str:
    """Write the counts of a sentence as minutes do: in digits, who it is before them, parted by commas."""
    if not _tells_count(text):
        return text
    expected = _ALL_BESIDE.sub(r"\1，应到\2人，实到\3人", _in_digits(text))
    in_order = _WHO_BEHIND.sub(r"\1\3\2名", _OF_VILLAGE.sub("", expected))
    return _WHOLLY.sub("", _BY_HANDS.sub("", in_order)).translate(_PARTED)


def _in_digits(text: str) -> str:
    return _IN_WORDS.sub(lambda said: str(parse_whole(said[0]) or said[0]), text)


def _told(entries: list[Entry], called: str, day: str, *, is_all: bool = True) -> Iterator[Told]:
    """Yield a meeting by what is said of it, if anything says which it is."""
    place = entries[0].place if entries else Place()
    said = {one.key: one for one in as_declared(entries, Meeting)}
    said.setdefault("日期", Entry("日期", Scalar(day, place), place))
    body = said.setdefault("会议", Entry("会议", Scalar(called, place), place)).node
    step = next((name for name, label in STEPS.items() if label in called), "")
    if (not step or step == "resolved") and isinstance(body, Scalar):
        resolves = step or _RESOLVES.search(body.text)
        step = "reviewed" if _PARTY.search(body.text) else "resolved" if resolves else ""
    if step or _MET.search(called):
        read = meeting(Fields(tuple(said.values()), place), Log())
        if read is not None:
            yield Told(step, called, read, is_all)
