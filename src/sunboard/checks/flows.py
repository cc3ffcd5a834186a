"""The flow of a power: every step leads somewhere, somebody else looks at it, and risks are met (domain notes, 8.5 and 10)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.power import FlowStep, Power
from sunboard.model.problem import Severity, Words

_STEP_LIKE = re.compile(r"\d+[A-Za-z]?")
_CLOSING = re.compile("归档|结束|终止|完成|办结|退回|不予|说明|告知")
_IN_PUBLIC = re.compile("公开|公示|公布|公告|张榜|上墙|张贴")


def _targets(power: Power) -> Mapping[str, tuple[str, ...]]:
    """Return where each step leads.

    A step that says nothing leads to the one below it, the last one to the end. So does one whose ways out are all in words that close nothing,
    such as `{小额: 村主任审批, 大额: 走A03}`: it tells who acts before the flow goes on.
    """
    below = dict(pairwise([step.id for step in power.steps]))
    ways = {}
    for step in power.steps:
        given = _given(step)
        goes_on = not any(
            _STEP_LIKE.fullmatch(target) or target in below or _CLOSING.search(target) for target in given
        )
        ways[step.id] = (*given, below.get(step.id, "")) if goes_on else given
    return ways


def _given(step: FlowStep) -> tuple[str, ...]:
    return tuple(
        target.strip() for target in (step.to, *(step.branch or {}).values()) if target and target.strip()
    )


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


@check(
    Severity.ERROR,
    of=Power,
    zh=Words("流程里有两步的序号都是 {value}", "每一步用自己的序号，插进来的步骤可以写 5a"),
    en=Words(
        "Two steps of the flow have the number {value}",
        "Give each step its own number; one put in between may be 5a",
    ),
)
def step_number_taken(record: Record[Power], around: Around) -> Iterator[Finding]:
    """Two steps of a flow have one number, so that nobody can tell to which of them an arrow leads.

    Why: The chart could not be drawn.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 审查并公开结果, 下一步: 归档}

    中文
    流程中两步的序号相同，箭头指向哪一步就说不清了。

    为什么：流程图上的箭头不知道指向哪一步。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 审查并公开结果, 下一步: 归档}
    """
    count: Counter[str] = Counter()
    for step in record.fields.steps:
        count[step.id] += 1
        if count[step.id] == 2:
            yield found(step.at("id"), step.id)


@check(
    Severity.ERROR,
    of=Power,
    zh=Words(
        "第 {step} 步要走到第 {value} 步，可是没有这一步",
        "改成流程里有的序号（{known}），或者写结束的字样，例如：归档；少写了一步的，补上",
    ),
    en=Words(
        "Step {step} leads to step {value}, which is not there",
        "Write one of {known_en}, or an end such as 归档; a step that was forgotten is to be added",
    ),
)
def step_unknown(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A step leads to one that is not there.

    A target that looks like a step's number (digits, perhaps with a letter) must be one; any other text is an end, such as 归档 or 终止.

    Why: People would not learn what comes next.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        流程:
          - {序号: 1, 责任人: 村两委, 做什么: 联席会商议, 分支: {通过: 2, 未通过: 终止}}
          - {序号: 2, 责任人: 村委会, 做什么: 公开结果, 下一步: 归档}

    中文
    某一步的“下一步”或“分支”指向不存在的步骤。

    写成序号样子的（数字，可带一个字母）必须有这一步；其他文字都当作流程的终点，例如“归档”“终止”。

    为什么：村民看不出下一步该找谁。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        流程:
          - {序号: 1, 责任人: 村两委, 做什么: 联席会商议, 分支: {通过: 2, 未通过: 终止}}
          - {序号: 2, 责任人: 村委会, 做什么: 公开结果, 下一步: 归档}
    """
    ids = [step.id for step in record.fields.steps]
    known = set(ids)
    for step in record.fields.steps:
        for target in _given(step):
            if _STEP_LIKE.fullmatch(target) and target not in known:
                yield found(
                    step.at("to" if step.to and step.to.strip() == target else "branch"),
                    target,
                    step=step.id,
                    known="、".join(ids),
                    known_en=", ".join(ids),
                )


@check(
    Severity.ERROR,
    of=Power,
    zh=Words("没有哪一步走到第 {value} 步（{what}）", "在上一步的“下一步”或“分支”里写上 {value}"),
    en=Words(
        "No step leads to step {value} ({what})",
        "Write {value} as the next step or a branch of the step before it",
    ),
)
def step_unreachable(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A step cannot be reached from the first one.

    The flow begins at the step written first. A step that names no target leads to the one below it; so does one whose branches only say who acts.

    Why: Nobody's matter ever comes to this step.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 审查并公开结果, 下一步: 归档}

    中文
    从第一步出发，走不到这一步。

    流程从写在最前面的一步开始；没有写“下一步”和“分支”的，或者“分支”只写了由谁办理的，接着走下面一步。

    为什么：谁办事都走不到这一步，写了也没用。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 审查并公开结果, 下一步: 归档}
    """
    steps = record.fields.steps
    reached = _reached([steps[0].id], _targets(record.fields)) if steps else set()
    for step in steps:
        if step.id not in reached:
            yield found(step.at("id"), step.id, what=step.what)


@check(
    Severity.ERROR,
    of=Power,
    zh=Words(
        "走到第 {value} 步（{what}）以后没有尽头，流程转圈出不来",
        "让其中一步的“下一步”或“分支”通到终点，例如：归档",
    ),
    en=Words(
        "From step {value} ({what}) no end can be reached: the flow runs in a circle",
        "Let one of these steps lead to an end such as 归档",
    ),
)
def step_without_end(record: Record[Power], around: Around) -> Iterator[Finding]:
    """From a step no end of the flow can be reached: it runs in a circle.

    Why: A matter that never ends is never answered.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 审查并公开结果, 分支: {合格: 归档, 缺材料: 1}}

    中文
    从这一步往下走，永远到不了终点，只在几步之间转圈。

    为什么：办来办去没有结果，村民等不到答复。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 审查并公开结果, 分支: {合格: 归档, 缺材料: 1}}
    """
    ways = _targets(record.fields)
    back: dict[str, tuple[str, ...]] = {}
    for step, targets in ways.items():
        for target in targets:
            back[target] = (*back.get(target, ()), step)
    ending = _reached([target for target in back if target not in ways], back)
    for flow_step in record.fields.steps:
        if flow_step.id not in ending:
            yield found(flow_step.at("id"), flow_step.id, what=flow_step.what)
            return  # the others of the same circle are mended with it


@check(
    Severity.WARNING,
    of=Power,
    zh=Words("整个流程都由“{value}”一方办理，没有别人把关", "至少有一步由另一方办理，例如村务监督委员会"),
    en=Words(
        "All steps are in the hands of “{value}”",
        "Let at least one step be somebody else's, such as the supervision committee's",
    ),
)
def one_hand_only(record: Record[Power], around: Around) -> Iterator[Finding]:
    """All steps of a flow are done by one and the same.

    Who applies, decides and pays should not be one. Items that are only outlined (two steps, no risks) are let pass.

    Why: Who applies, decides and pays should not be one and the same.

    Source: separation of incompatible duties.

        流程:
          - {序号: 1, 责任人: 经手人, 做什么: 填审批单, 下一步: 2}
          - {序号: 2, 责任人: 监委会, 做什么: 集体审核, 下一步: 3}
          - {序号: 3, 责任人: 村委会, 做什么: 公开结果, 下一步: 归档}

    中文
    流程的每一步都由同一方办理。申请、审批、付款不应在一个人手里。待细化的事项（只有两步、没有风险点）不提示。

    为什么：申请、审批、付款都在一个人手里，最容易出问题。

    依据：不相容岗位分离。

        流程:
          - {序号: 1, 责任人: 经手人, 做什么: 填审批单, 下一步: 2}
          - {序号: 2, 责任人: 监委会, 做什么: 集体审核, 下一步: 3}
          - {序号: 3, 责任人: 村委会, 做什么: 公开结果, 下一步: 归档}
    """
    hands = {step.who for step in record.fields.steps}
    if len(hands) == 1 and not _is_outline(record.fields):
        yield found(record.at("steps"), hands.pop())


@check(
    Severity.WARNING,
    of=Power,
    zh=Words(
        "流程里没有一步是公开的",
        "在公开的那一步加上：公开点: 是，例如 {{序号: 2, 责任人: 村委会, 做什么: 登记用印, 公开点: 是}}",
    ),
    en=Words("No step of the flow is public", "Mark the step at which people get to know of it: 公开点: 是"),
)
def nothing_public(record: Record[Power], around: Around) -> Iterator[Finding]:
    """No step of a flow makes anything public.

    A step is public where it says `公开点: 是`, or where what is done there is to publish (公开, 公示, 公布, 张榜 …).
    Items that are only outlined (two steps, no risks) are let pass.

    Why: A power that is used and never made public cannot be watched.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 印章保管人, 做什么: 登记用印, 公开点: 是, 下一步: 归档}

    中文
    流程里没有公开的环节。

    写了“公开点: 是”的，或者“做什么”里有公开、公示、公布、张榜等字样的，算公开的一步。待细化的事项（只有两步、没有风险点）不提示。

    为什么：从头到尾不公开，群众就没法监督。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 印章保管人, 做什么: 登记用印, 公开点: 是, 下一步: 归档}
    """
    steps = record.fields.steps
    if (
        steps
        and not _is_outline(record.fields)
        and not any(step.public or (step.public is None and _IN_PUBLIC.search(step.what)) for step in steps)
    ):
        yield found(record.at("steps"))
