"""How a matter was decided: the order of its days, its steps, its number, and who watched (domain notes, 8.2 and 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from sunboard.checks.names import first_issued_first, names_by_source
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found
from sunboard.fields.decision import FOUR_STEPS, Decision, Meeting
from sunboard.kinds.finance import Finance
from sunboard.model.problem import Severity, Words

STEPS = {"proposed": "提议", "discussed": "商议", "reviewed": "审议", "resolved": "决议"}
_NEEDED = {FOUR_STEPS: tuple(STEPS), "五议": tuple(STEPS), "两委联席": ("discussed",)}


def meetings(decision: Decision) -> Iterator[tuple[str, Meeting]]:
    """Yield the meetings that were held, in the order of the steps."""
    for name in STEPS:
        meeting: Meeting | None = getattr(decision, name)
        if meeting is not None:
            yield name, meeting


@check(
    Severity.ERROR,
    zh=Words(
        "{later}的日期 {later_date} 早于{earlier}的日期 {earlier_date}",
        "核对会议记录，按提议、商议、审议、决议、公开的先后填写日期",
    ),
    en=Words(
        "{later} on {later_date} comes before {earlier} on {earlier_date}",
        "Compare the minutes and give the days in the order: proposed, discussed, reviewed, resolved, made public",
    ),
)
def decision_order(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The days of a decision stand in the wrong order.

    A matter is proposed, discussed, reviewed, resolved and then made public; two of these may fall on one day. A resolution is made public
    for some days, so the first of them is not after the last, and what came of it is told after it was resolved.

    Why: Days in the wrong order look like minutes written afterwards.

    Source: the four deliberations and two disclosures: proposal, discussion, review, resolution; the resolution and its outcome are made
    public.

        提议: {日期: 2026-02-02}
        商议: {日期: 2026-02-05}
        审议: {日期: 2026-02-10}
        决议: {日期: 2026-02-14}
        决议公开: {开始: 2026-02-15, 截止: 2026-02-21}

    中文
    议事决策的日期先后颠倒。

    先提议、再商议、审议、决议，然后公开，同一天可以。决议公开的截止日不早于开始日，实施结果在决议之后公开。
    日期颠倒多半是抄错了会议记录，也可能是会后补记。

    为什么：日期颠倒，看上去像会后补的记录。

    依据：四议两公开工作法。

        提议: {日期: 2026-02-02}
        商议: {日期: 2026-02-05}
        审议: {日期: 2026-02-10}
        决议: {日期: 2026-02-14}
        决议公开: {开始: 2026-02-15, 截止: 2026-02-21}
    """
    decision = record.fields.decision
    if decision is None:
        return
    days = [(STEPS[name], meeting.date, meeting.at("date")) for name, meeting in meetings(decision)]
    days.append(("决议公开", decision.publicised.from_, decision.publicised.at("from_")))
    resolved = days[-2:-1] if decision.resolved else []
    pairs = [
        *pairwise(days),
        (days[-1], ("公开截止", decision.publicised.until, decision.publicised.at("until"))),
    ]
    if decision.outcome and resolved:
        pairs.append((resolved[0], ("实施结果公开", decision.outcome.date, decision.outcome.at("date"))))
    for (earlier, first, _), (later, second, place) in pairs:
        if second < first:
            yield found(
                place, str(second), earlier=earlier, earlier_date=first, later=later, later_date=second
            )


@check(
    Severity.ERROR,
    zh=Words(
        "程序是“{procedure}”，但没有写{missing}",
        "在“议事决策”里补上，例如：{example}；程序写错了的，改正程序",
        "在这几列填写，没有的加上：{columns}；程序写错了的，改正程序",
    ),
    en=Words(
        "The procedure is “{procedure}”, but these steps are missing: {missing_en}",
        "Add it below 议事决策, for instance: {example}; or correct the procedure",
        "Fill in these columns, and add them if they are not there: {columns}; or correct the procedure",
    ),
)
def decision_step_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A step that the procedure asks for is not there.

    四议两公开 and 五议 need the proposal, the discussion, the review and the resolution; a joint meeting of the two committees its discussion or
    resolution; every other procedure its resolution.

    Why: Whoever leaves out a step leaves out those who had a say in it.

    Source: the four deliberations and two disclosures: proposal, discussion, review, resolution; the resolution and its outcome are made
    public.

        程序: 四议两公开
        提议: {日期: 2026-02-02}
        商议: {日期: 2026-02-05}
        审议: {日期: 2026-02-10}
        决议: {日期: 2026-02-14}

    中文
    程序规定的步骤没有写全。

    四议两公开、五议要有提议、商议、审议、决议四步；两委联席要有商议或决议；其他程序要有决议。

    为什么：少一步，就少了一批有权说话的人。

    依据：四议两公开工作法。

        程序: 四议两公开
        提议: {日期: 2026-02-02}
        商议: {日期: 2026-02-05}
        审议: {日期: 2026-02-10}
        决议: {日期: 2026-02-14}
    """
    decision = record.fields.decision
    if decision is None:
        return
    given = {name for name, _ in meetings(decision)}
    needed = _NEEDED.get(decision.procedure, ("resolved",))
    missing = [name for name in needed if name not in given]
    if missing and not (decision.procedure == "两委联席" and "resolved" in given):
        example = f"{STEPS[missing[0]]}: {{日期: 2026-02-10, 应到: 36, 实到: 33, 同意: 31, 反对: 1, 弃权: 1}}"
        yield found(
            decision.at("procedure"),
            decision.procedure,
            procedure=decision.procedure,
            missing="、".join(STEPS[name] for name in missing),
            missing_en=", ".join(STEPS[name] for name in missing),
            example=example,
            columns="、".join(f"议事决策.{STEPS[name]}.日期" for name in missing),
        )


@check(
    Severity.ERROR,
    zh=Words(
        "决议 {value} 没有村务监督委员会的意见",
        "在“议事决策”里补上（行首空两格）：监委会意见: {{姓名: 吴某某, 日期: 2026-02-15, 意见: 程序到位}}",
        "加上这几列，在这一行填写：议事决策.监委会意见.姓名、议事决策.监委会意见.日期、议事决策.监委会意见.意见",
    ),
    en=Words(
        "Resolution {value} lacks the opinion of the supervision committee (“监委会意见”)",
        "Add it below 议事决策, indented by two spaces: 监委会意见: {{姓名: 吴某某, 日期: 2026-02-15, 意见: 程序到位}}",
        "Add these columns: 议事决策.监委会意见.姓名, 议事决策.监委会意见.日期, 议事决策.监委会意见.意见",
    ),
)
def supervision_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A decision does not say what the supervision committee thinks of it.

    The committee watches the whole way of a decision; without its opinion the resolution is not made public.

    Why: The supervisors watch the whole way of a decision.

    Source: Organic Law of Villagers' Committees, article 37.

        监委会意见: {姓名: 吴某某, 日期: 2026-02-15, 意见: 程序到位}

    中文
    议事决策没有写村务监督委员会的意见。监委会对决策全过程监督，没有意见的决议不能公开。

    为什么：监委会要全程监督，没有意见看不出监督过。

    依据：《村民委员会组织法》第三十七条。

        监委会意见: {姓名: 吴某某, 日期: 2026-02-15, 意见: 程序到位}
    """
    decision = record.fields.decision
    if decision is not None and decision.supervision is None:
        yield found(decision.at("supervision"), decision.no)


def _decided(around: Around) -> dict[str, list[AnyRecord]]:
    found_by_number: dict[str, list[AnyRecord]] = {}
    for record in first_issued_first(around):
        if record.fields.decision is not None:
            found_by_number.setdefault(record.fields.decision.no, []).append(record)
    return found_by_number


@check(
    Severity.ERROR,
    zh=Words(
        "决议号 {value} 在《{title}》（{other}）里用过",
        "换一个号；如果说的是同一个决议，在这一份补上一行：相关事项: {id}（决议日期和内容也要一样）",
    ),
    en=Words(
        "{value} is already the number of a decision in “{title}” ({other})",
        "Give another; if it is the same decision, add a line: 相关事项: {id} (day and text must agree too)",
    ),
)
def decision_number_taken(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Two records of the village use one number for a decision.

    Payments cite a decision by its number, so it must mean one decision; the record issued first keeps it.
    Records that tell of the same resolution at several stages say so:
    one names the other under `相关事项` or `更正自`, and day and text of the resolution agree.

    Why: Payments cite decisions by their number.

    Source: sunboard's rules for ids: one id means one record.

        决议号: JY-2026-03

    中文
    同一个决议号在本村用了两次。

    付款凭证按决议号引用决议，所以一个号只能对应一个决议。事前、事中、事后几份公开说的是同一个决议时，在后面的记录里用“相关事项”或“更正自”
    写上前一份的编号，决议日期和内容也要一致。

    为什么：付款凭证是按决议号找决议的，一个号有两个意思就说不清。

    依据：sunboard 的约定：一个编号只指一份记录。

        决议号: JY-2026-03
    """
    decision = record.fields.decision
    if decision is None:
        return
    for other in around.once(_decided).get(decision.no, ()):
        if other.source == record.source:
            return
        if not _one_decision(record, other, around):
            yield found(decision.at("no"), decision.no, title=other.title, other=other.source, id=other.id)
            return


def _one_decision(one: AnyRecord, two: AnyRecord, around: Around) -> bool:
    """Tell whether two records say that they speak of the same resolution, and do."""
    linked = any(
        {a.fields.corrects, *a.fields.related} & around.once(names_by_source)[b.source]
        for a, b in ((one, two), (two, one))
    )
    first, second = one.fields.decision, two.fields.decision
    return linked and first is not None and second is not None and _resolution(first) == _resolution(second)


def _resolution(decision: Decision) -> tuple[object, str]:
    return decision.resolved.date if decision.resolved else None, decision.resolution_text


def _numbers(around: Around) -> Mapping[str, str]:
    numbers = (record.fields.decision.no for record in around.records if record.fields.decision)
    return {_loose(number): number for number in numbers}


def _loose(number: str) -> str:
    """Return a decision's number without what people write differently: case, hyphens, leading zeros."""
    return "".join(
        piece.lstrip("0") + "." if piece.isdigit() else piece.upper()
        for piece in re.findall(r"\d+|[^\W\d_]+", number)
    )


@check(
    Severity.WARNING,
    of=Finance,
    zh=Words("凭证 {voucher} 的决议号写的是“{value}”，决议本身写的是“{known}”", "改成一样的写法：{known}"),
    en=Words(
        "Voucher {voucher} cites “{value}”; the decision itself is “{known}”",
        "Write it the same way: {known}",
    ),
)
def decision_number_misspelt(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A row of a ledger cites a decision by a number that is written a little differently from the decision's own.

    Decisions from before the content begins cannot be looked up, so that an unknown number is no finding.

    Why: A payment is joined with its decision by the number alone.

    Source: sunboard's rules for ids: one id means one record.

        决议号: JY-2026-03

    中文
    凭证引用的决议号，与决议本身的写法略有不同（大小写、短横、数字前的 0）。以前的决议不一定在内容里，查不到的号码不提示。

    为什么：凭证只靠决议号和决议对上，写法不同就接不上了。

    依据：sunboard 的约定：一个编号只指一份记录。

        决议号: JY-2026-03
    """
    known = around.once(_numbers)
    for row in record.fields.rows:
        own = known.get(_loose(row.decision or ""))
        if row.decision and own and own != row.decision:
            yield found(row.at("decision"), row.decision, voucher=row.voucher_no, known=own)
