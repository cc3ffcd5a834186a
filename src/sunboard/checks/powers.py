"""What an item of the list of powers cannot do without, beside its flow (domain notes, 8.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.power import Power
from sunboard.model.problem import Severity, Words

_STEP = re.compile(r"第?\s*(\d+[A-Za-z]?)\s*步?")


@check(
    Severity.ERROR,
    of=Power,
    zh=Words("“{name}”没有写依据", "写上依据的法规或办法，例如：依据: 土地管理法第六十二条"),
    en=Words(
        "“{name}” names no law or rule that it rests on", "Name it, for instance: 依据: 土地管理法第六十二条"
    ),
)
def basis_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """An item of the list of powers names no law or rule that it rests on.

    A power without a ground is none.

    Why: A power that rests on no rule is none.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        依据: [土地管理法第六十二条, 土地管理法实施条例第三十四条]

    中文
    权力事项没有写依据。没有依据的不能列入清单。

    为什么：没有依据的，不能算村里的权力。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        依据: [土地管理法第六十二条, 土地管理法实施条例第三十四条]
    """
    if not record.fields.basis:
        yield found(record.at("basis"), name=record.title)


@check(
    Severity.ERROR,
    of=Power,
    zh=Words(
        "“{name}”没有流程",
        "至少写两步，谁、做什么，例如：流程: [{{序号: 1, 责任人: 村民, 做什么: 提出申请}}, {{序号: 2, 责任人: 村委会, 做什么: 公开结果}}]",
    ),
    en=Words(
        "“{name}” has no steps (“流程”)",
        "Give at least two, who does what: 流程: [{{序号: 1, 责任人: 村民, 做什么: 提出申请}}, {{序号: 2, 责任人: 村委会, 做什么: 公开结果}}]",
    ),
)
def flow_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """An item of the list of powers has no steps.

    Why: People look into the list to learn what happens to their matter, step by step.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 审查并公开结果, 下一步: 归档}

    中文
    权力事项的流程是空的。

    为什么：村民查清单，就是要看自己的事分几步、谁来办。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        流程:
          - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 审查并公开结果, 下一步: 归档}
    """
    if not record.fields.steps:
        yield found(record.at("steps"), name=record.title)


@check(
    Severity.ERROR,
    of=Power,
    zh=Words("高风险点“{value}”没有防控措施", "写上怎么防，例如：防控措施: 无备案号不得付款"),
    en=Words(
        "The high risk “{value}” has no measure against it",
        "Say what is done against it, for instance: 防控措施: 无备案号不得付款",
    ),
)
def measure_missing(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A high risk names no measure against it.

    Why: A high risk that nobody does anything about is only named, not controlled.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        风险点:
          - [7, 提前付款, 高, 无备案号不得付款]

    中文
    等级为“高”的风险点没有写防控措施。

    为什么：只写风险高、不写怎么防，等于没有防。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        风险点:
          - [7, 提前付款, 高, 无备案号不得付款]
    """
    for risk in record.fields.risks:
        if risk.level == "高" and not (risk.measure or "").strip():
            yield found(risk.at("measure"), risk.point)


@check(
    Severity.ERROR,
    of=Power,
    zh=Words(
        "风险点“{point}”写在第 {value} 步，可是流程里没有这一步",
        "改成流程里有的序号：{known}；少写了一步的，在流程里补上",
    ),
    en=Words(
        "The risk “{point}” belongs to step {value}, which is not there",
        "Write one of {known_en}, or add the step to the flow",
    ),
)
def risk_step_unknown(record: Record[Power], around: Around) -> Iterator[Finding]:
    """A risk belongs to a step that the flow does not have.

    Why: The mark of the risk would have no place in the chart.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        流程:
          - {序号: 1, 责任人: 报账员, 做什么: 付款, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 公开支付结果, 下一步: 归档}
        风险点:
          - [1, 提前付款, 中, 无备案号不得付款]

    中文
    风险点所在的环节，流程里没有。

    为什么：流程图上找不到地方标这个风险点。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        流程:
          - {序号: 1, 责任人: 报账员, 做什么: 付款, 下一步: 2}
          - {序号: 2, 责任人: 村委会, 做什么: 公开支付结果, 下一步: 归档}
        风险点:
          - [1, 提前付款, 中, 无备案号不得付款]
    """
    ids = [step.id for step in record.fields.steps]
    known = set(ids)
    for risk in record.fields.risks:
        for named in re.split("[、,，]", risk.step or ""):
            step = _STEP.fullmatch(named.strip())
            if step and step[1] not in known and named.strip() not in known:
                yield found(
                    risk.at("step"), step[1], point=risk.point, known="、".join(ids), known_en=", ".join(ids)
                )
