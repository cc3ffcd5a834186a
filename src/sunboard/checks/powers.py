"""A power: what it says of itself, and its flow, in which every step leads somewhere and risks are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import attrgetter
from string import ascii_lowercase

from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.fields.declarations import names_of
from sunboard.fields.numerals import parse_whole
from sunboard.kinds.power import FlowStep, Power, Risk
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Scalar
from sunboard.model.problem import Log

_AND = regex("[、，,;；/／和与及]")
_ASIDE = regex(r"[(（].*?[)）]|\s")
_NOTHING = frozenset(("", "无", "没有", "暂无", "待定", "待补", "-", "—", "/"))
"""What is written where there is nothing to write."""
_NO_LAW = regex(
    r"(?:按照?|根据|依据?|依照|遵照|执行)?(?:(?:党和)?国家|上级|县|镇|乡|有关|相关|现行|各级|的|[和及与、])*"
    r"(?:(?:法律|法规|政策|文件|规定|要求|精神|惯例|制度)[和及与、]?)+(?:执行|办理)?[。.]?"
)
"""A basis that names none: 按有关规定."""
_BESIDE = regex("[、,，]")
_STEP = regex(r"第?\s*(\d+[A-Za-z]?)\s*步?|第\s*([一二三四五六七八九十]{1,3})\s*步")


@check("basis-missing", of=Power)
def basis_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """An item of the list of powers names no law or rule that it rests on."""
    if not any(map(_names_law, record.fields.basis)):
        yield found(record.at("basis"), name=record.title)


@lru_cache(maxsize=1024)
def _names_law(basis: str) -> bool:
    """Tell whether a basis names a law or rule: most villages of a county have the same."""
    return not (basis.strip() in _NOTHING or _NO_LAW.fullmatch(basis.strip()))


@check("flow-missing", of=Power)
def flow_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """An item of the list of powers has no steps."""
    if not record.fields.steps:
        yield found(record.at("steps"), name=record.title)


@check("power-phone-missing", of=Power)
def power_phone_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """An item of the list of powers names no telephone, and the village has none either."""
    if not record.fields.phone and not around.public_phones:
        yield found(record.at("phone"), name=record.title)


@check("measure-missing", of=Power)
def measure_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A high risk names no measure against it."""
    for risk in record.fields.risks:
        if risk.level == "高" and (risk.measure or "").strip() in _NOTHING:
            yield found(risk.at("measure"), risk.point)


_LEVELS = ((6, "高"), (3, "中"), (1, "低"))
"""What chance times harm makes, from 1 × 1 to 3 × 3."""


@check("risk-level-differs", of=Power)
def risk_level_differs(record: Record[Power], around: Around) -> Iterator[Finding]:
    """The level of a risk is not what its chance and its harm make together."""

    def look(risk: Risk) -> Iterator[Finding]:
        if risk.likelihood is None or risk.impact is None:
            return
        outside = next((name for name in ("likelihood", "impact") if not 1 <= getattr(risk, name) <= 3), None)
        graded = risk.likelihood * risk.impact
        level = next((level for least, level in _LEVELS if graded >= least), "低")
        if outside or (risk.level and level != risk.level):
            yield found(
                risk.at(outside or "level"),
                str(getattr(risk, outside)) if outside else risk.level or "",
                what="outside" if outside else "other",
                point=risk.point,
                likelihood=risk.likelihood,
                impact=risk.impact,
                right=level,
            )

    yield from each(record.fields.risks, look)


@check("power-type-unknown", of=Power, words=("words",))
def power_type_unknown(record: Record[Power], around: Around) -> Iterator[Finding]:
    """An item names a sort of power that lists of powers do not have."""
    written = record.fields.power_type
    words, _ = around.packaged.law.words("power-type-unknown", around.day_of(record))
    plain = _ASIDE.sub("", written or "").rstrip("。.")
    sorts = [plain] if plain in words else [*filter(None, _AND.split(plain))] or [written]
    if written and (unknown := next((sort for sort in sorts if sort not in words), None)):
        near = next((word for word in words if unknown[:2] == word[:2]), "")
        is_class = names_of(Power)["大类"].read(Scalar(written), Log()) is not None
        advice = "class" if is_class and record.fields.class_ is None else "near" if near else ""
        yield found(record.at("power_type"), unknown, known=words, near=near, advice=advice)


@check("risk-step-unknown", of=Power)
def risk_step_unknown(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A risk belongs to a step that the flow does not have."""
    ids = [step.id for step in record.fields.steps]
    known = set(ids)
    for risk in record.fields.risks:
        if risk.step in known and risk.step.isalnum():
            continue  # nearly all name one
        for named in map(str.strip, _BESIDE.split(risk.step or "")):
            step = None if named in known else _number(named)
            if step and step not in known:
                yield found(risk.at("step"), step, point=risk.point, known=tuple(ids))


def _number(written: str) -> str | None:
    """Return the number of the step that is meant, `3` of `第三步`, or nothing where none is."""
    named = _STEP.fullmatch(written)
    if named is None or named[1]:
        return named and named[1]
    number = parse_whole(named[2])
    return None if number is None else f"{number}"


_SUFFIXES = (*ascii_lowercase, *(f"{count}a" for count in range(10, 10_000)))
_STEP_LIKE = regex(r"\d+[A-Za-z]?")
_CLOSING = regex("归档|结束|终止|完成|办结|退回|不予|说明|告知")
_IN_PUBLIC = regex("公开|公示|公布|公告|张榜|上墙|张贴")


@dataclass(frozen=True, slots=True)
class _Flow:
    """The steps of an item, put together once for all checks of them."""

    ids: tuple[str, ...]
    led_to: tuple[tuple[FlowStep, tuple[str, ...]], ...]  # each with what it names as its ways out
    ways: Mapping[str, tuple[str, ...]]  # where each leads


def _flow(record: Record[Power], around: Around) -> _Flow:
    """Look at the flow of an item."""

    def looked_at() -> _Flow:
        led_to = tuple([(step, _given(step)) for step in record.fields.steps])
        return _Flow(tuple([step.id for step, _ in led_to]), led_to, _ways(led_to))

    return around.once_for((_flow, record.source), looked_at)


def _ways(led_to: Sequence[tuple[FlowStep, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    """Return where each step leads.

    A step that says nothing leads to the one below it, the last one to the end. So does one whose ways out
    are all in words that close nothing, such as `{小额: 村主任审批, 大额: 走A03}`: it tells who acts before
    the flow goes on.
    """
    below = dict(pairwise([step.id for step, _ in led_to]))
    ways = {}
    for step, given in led_to:
        goes_on = not any(
            target in below or _STEP_LIKE.fullmatch(target) or _CLOSING.search(target) for target in given
        )
        ways[step.id] = (*given, below.get(step.id, "")) if goes_on else given
    return ways


def _given(step: FlowStep) -> tuple[str, ...]:
    targets = (step.to, *step.branch.values()) if step.branch else (step.to,)
    return tuple([plain for target in targets if target and (plain := target.strip())])


def _is_outline(power: Power) -> bool:
    """Tell whether the item still waits to be worked out: two steps and no risks named."""
    return len(power.steps) <= 2 and not power.risks


def _reached(starts: list[str], ways: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    while starts:
        step = starts.pop()
        if step not in seen:
            seen.add(step)
            starts.extend(ways.get(step, ()))
    return seen


def _may_go_astray(record: Record[Power], around: Around) -> bool:
    """Tell whether a flow may do other than lead from each step to the one below, and in the end to none."""
    steps = record.fields.steps
    ids, led_to = [step.id for step in steps], [step.to for step in steps]
    *before, last = led_to or [None]
    runs_on = before == ids[1:] and len({*ids}) == len(ids) and not any(map(attrgetter("branch"), steps))
    return not (runs_on and (not last or (last not in ids and not _number(last.strip()))))


@check("step-number-taken", of=Power, where=_may_go_astray)
def step_number_taken(record: Record[Power], around: Around) -> Iterator[Finding]:
    """Two steps of a flow have one number, so that nobody can tell to which of them an arrow leads."""
    taken = {step.id for step in record.fields.steps}
    count: Counter[str] = Counter()
    for step in record.fields.steps if len(taken) < len(record.fields.steps) else ():
        count[step.id] += 1
        if count[step.id] == 2:
            led_to = (target for other in record.fields.steps for target in _given(other))
            lacking = (target for target in led_to if _STEP_LIKE.fullmatch(target) and target not in taken)
            beside = (f"{step.id}{sign}" for sign in _SUFFIXES if f"{step.id}{sign}" not in taken)
            yield found(step.at("id"), step.id, free=next(chain(lacking, beside)))


@check("step-unknown", of=Power, where=_may_go_astray)
def step_unknown(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A step leads to one that is not there."""
    flow = _flow(record, around)
    if len(flow.ways) < len(flow.ids):
        return  # one of those with a number in common may be meant
    for step, targets in flow.led_to:
        for target in targets:
            named = None if target in flow.ways else _number(target)
            if named and named not in flow.ways:
                yield found(
                    step.at("to" if step.to and step.to.strip() == target else "branch"),
                    target,
                    step=step.id,
                    known=flow.ids,
                )


@check("step-unreachable", of=Power, where=_may_go_astray)
def step_unreachable(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A step cannot be reached from the first one."""
    steps = record.fields.steps
    reached = _reached([steps[0].id], _flow(record, around).ways) if steps else set()
    for step in steps:
        if step.id not in reached:
            yield found(step.at("id"), step.id, what=step.what)


@check("step-without-end", of=Power, where=_may_go_astray)
def step_without_end(record: Record[Power], around: Around) -> Iterator[Finding]:
    """From a step no end of the flow can be reached: it runs in a circle."""
    flow = _flow(record, around)
    ways = flow.ways
    if len(ways) < len(flow.ids):
        return
    back: dict[str, tuple[str, ...]] = {}
    for step, targets in ways.items():
        for target in targets:
            back[target] = (*back.get(target, ()), step)
    ending = _reached([target for target in back if target not in ways], back)
    for flow_step in record.fields.steps:
        if flow_step.id not in ending:
            yield found(flow_step.at("id"), flow_step.id, what=flow_step.what)
            return  # the others of the same circle are mended with it


@check("one-hand-only", of=Power)
def one_hand_only(record: Record[Power], around: Around) -> Iterator[Finding]:
    """All steps of a flow are done by one and the same."""
    steps = record.fields.steps
    hands = {_committee(step.who) for step in steps}
    if len(hands) == 1 and "" not in hands and not _is_outline(record.fields):
        yield found(record.at("steps"), steps[0].who)


@lru_cache(maxsize=1024)
def _committee(who: str) -> str:
    """Return whom a step names, in one spelling: 村委会 for 村民委员会, without spaces and remarks."""
    return _ASIDE.sub("", who).replace("村民委员会", "村委会")


@check("nothing-public", of=Power)
def nothing_public(record: Record[Power], around: Around) -> Iterator[Finding]:
    """No step of a flow makes anything public."""
    steps = record.fields.steps
    if (
        steps
        and not _is_outline(record.fields)
        and not any(step.public or (step.public is None and _IN_PUBLIC.search(step.what)) for step in steps)
    ):
        yield found(record.at("steps"))
