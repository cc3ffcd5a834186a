"""What every published record says of itself: who made, reviewed and approved it, and when (domain notes, 2.7 and 8.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found
from sunboard.fields.declarations import form_of, label_of, names_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.examples import value
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter
from sunboard.kinds.power import Power
from sunboard.model.problem import Severity, Words

_NEEDED = ("owner", "reviewer", "review_date", "publish_date")


def _asks_review(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record must say who looked at it: those that are published, save lists that are published as a whole."""
    fields = record.fields
    kind = around.kinds.get(record.kind)
    needs_review = kind.needs_review if kind else not isinstance(fields, Power)
    return fields.is_published and needs_review and not fields.nil and not fields.withdrawn


@check(
    Severity.ERROR,
    zh=Words(
        "要公开的记录没有写“{name}”",
        "补上，例如：{name}: {example}；还没定稿的，写：状态: 草稿",
        "在“{name}”这一列填写，例如：{example}；还没定稿的，在“状态”这一列写：草稿",
    ),
    en=Words(
        "A record to be published lacks “{name}” ({name_en})",
        "Add it, for instance: {name}: {example}; while it is a draft write 状态: 草稿",
        "Fill in the column {name}, for instance: {example}; while it is a draft write 草稿 under 状态",
    ),
)
def publication_unsigned(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record that is to be published does not say who made it, who of the supervision committee reviewed it and when, or when it is published.

    The committee drafts, the supervision committee examines, then it is published. Drafts (`状态: 草稿`) need none of this, nor do items of the
    list of powers, which is published as a whole.

    Why: Somebody must answer for it, and somebody else must have looked at it.

    Source: General Offices' opinion on village disclosure, No. 17 of 2004: the committee drafts, the supervisors examine, then it is published.

        经办人: 陈守田
        监委会审核人: 吴月琴
        审核日期: 2026-03-09
        公开日期: 2026-03-10

    中文
    要公开的记录缺少经办人、监委会审核人、审核日期或公开日期。

    村委会起草，监委会审核，然后公布，每一步要有人、有日期。草稿（`状态: 草稿`）不要求；权力清单整体公布，也不要求。

    为什么：公开的内容要有人负责，还要有另外的人看过。

    依据：中办发〔2004〕17号：村委会提出方案，监督机构审查，审定后公布。

        经办人: 陈守田
        监委会审核人: 吴月琴
        审核日期: 2026-03-09
        公开日期: 2026-03-10
    """
    for name in _NEEDED if _asks_review(record, around) else ():
        if getattr(record.fields, name) is None:
            label = label_of(Disclosure, name, "zh")
            shown = value(form_of(names_of(Disclosure)[name].read), label)
            yield found(
                record.at(name).at(label), name=label, name_en=label_of(Disclosure, name, "en"), example=shown
            )


@check(
    Severity.WARNING,
    zh=Words("没有写批准人", "补上，例如：批准人: 何广仁", "在“批准人”这一列填写，例如：何广仁"),
    en=Words(
        "Nobody is named who approved it",
        "Add it, for instance: 批准人: 何广仁",
        "Fill in the column 批准人, for instance: 何广仁",
    ),
)
def approver_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record that is to be published does not say who approved it.

    Why: Readers want to know who answers for what was published.

    Source: General Offices' opinion on village disclosure, No. 17 of 2004: the committee drafts, the supervisors examine, then it is published.

        批准人: 何广仁

    中文
    要公开的记录没有写批准人。

    为什么：村民要知道这件事是谁定的，有问题找谁。

    依据：中办发〔2004〕17号：村委会提出方案，监督机构审查，审定后公布。

        批准人: 何广仁
    """
    if _asks_review(record, around) and record.fields.approver is None:
        yield found(record.at("approver").at(label_of(Disclosure, "approver", "zh")))


def _people(written: str | None) -> frozenset[str]:
    return frozenset(name for name in re.split(r"[、,，;；\s]+", written or "") if name)


@check(
    Severity.ERROR,
    zh=Words("经办人和监委会审核人都是“{value}”", "审核人应当是没有经办这件事的监委会成员"),
    en=Words(
        "“{value}” both prepared and reviewed it",
        "The reviewer must be a member of the supervision committee who had no part in it",
    ),
)
def reviewer_is_owner(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The same person made a record and reviewed it for the supervision committee.

    Why: Nobody sees his own mistakes.

    Source: Organic Law of Villagers' Committees, article 37.

        经办人: 陈守田
        监委会审核人: 吴月琴

    中文
    经办人和监委会审核人是同一个人。自己办的事不能自己审核。

    为什么：自己办、自己审，等于没有审。

    依据：《村民委员会组织法》第三十七条。

        经办人: 陈守田
        监委会审核人: 吴月琴
    """
    both = _people(record.fields.owner) & _people(record.fields.reviewer)
    if both:
        yield found(record.at("reviewer"), "、".join(sorted(both)))


@check(
    Severity.ERROR,
    zh=Words("标题有 {length} 个字，最多 60 个", "缩短标题，细节写进正文"),
    en=Words(
        "The title has {length} characters; 60 is the most", "Shorten it and put the details into the text"
    ),
)
def title_too_long(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A title has more than 60 characters. It would fill half a sheet, and no slide has room for it.

    Why: It would push the figures off the sheet.

    Source: sunboard's rules for paper and screens: what is shown can be read.

        标题: 赵家湾巷道硬化项目实施情况公开

    中文
    标题超过60个字，纸上、屏上都放不下。

    为什么：标题太长，会把正文挤到下一张纸。

    依据：sunboard 的约定：印出来、放出来的都要看得清。

        标题: 赵家湾巷道硬化项目实施情况公开
    """
    if len(record.title) > 60:
        yield found(record.at("title"), record.title, length=len(record.title))


@check(
    Severity.WARNING,
    zh=Words("标题有 {length} 个字，40 个以内看得清", "缩短标题，例如删去“关于”“的公示”"),
    en=Words(
        "The title has {length} characters; up to 40 can be read well",
        "Shorten it, for instance by leaving out 关于 and 的公示",
    ),
)
def title_long(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A title has more than 40 characters. It takes three lines on a board.

    Why: On a board it takes three lines, and passers-by read one.

    Source: sunboard's rules for paper and screens: what is shown can be read.

        标题: 赵家湾巷道硬化项目实施情况公开

    中文
    标题超过40个字，公开栏上要占三行。

    为什么：公开栏上要占三行，路过的人只看一行。

    依据：sunboard 的约定：印出来、放出来的都要看得清。

        标题: 赵家湾巷道硬化项目实施情况公开
    """
    if 40 < len(record.title) <= 60:
        yield found(record.at("title"), record.title, length=len(record.title))


@check(
    Severity.WARNING,
    zh=Words("标题“{value}”只有 {length} 个字，看不出是什么事", "写明是什么事，例如：赵家湾巷道硬化项目公示"),
    en=Words(
        "The title “{value}” is too short ({length}) to tell what it is about",
        "Say what it is about, for instance: 赵家湾巷道硬化项目公示",
    ),
)
def title_short(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A title has fewer than four characters, so that nobody can tell what it is about.

    Why: A list of such titles tells nobody anything.

    Source: sunboard's rules for paper and screens: what is shown can be read.

        标题: 修路公示

    中文
    标题不到4个字，看不出是什么事。

    为什么：标题看不出是什么事，村民就不会点开。

    依据：sunboard 的约定：印出来、放出来的都要看得清。

        标题: 修路公示
    """
    if len(record.title) < 4:
        yield found(record.at("title"), record.title, length=len(record.title))


@check(
    Severity.WARNING,
    of=Finance,
    zh=Words(
        "大白话有 {length} 个字，20 到 200 个字合适", "用村民听得懂的话写清收了多少、花了多少、还剩多少"
    ),
    en=Words(
        "The plain summary has {length} characters; it should have 20 to 200",
        "Say in plain words what came in, what went out, what is left",
    ),
)
def summary_length(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The plain-words summary of a financial record is shorter than 20 or longer than 200 characters.

    Why: This sentence is all that many people read; it is also read out.

    Source: sunboard: plain words of 20 to 200 characters.

        大白话: 一季度收进19万3438元1角5分，花出去8万32元8角，账上还有72万2881元2角1分。

    中文
    财务记录的“大白话”不到20个字或超过200个字。写清收了多少、花了多少、还剩多少。

    为什么：很多人只看这一句，广播里也念这一句。

    依据：sunboard 的约定：大白话 20 到 200 个字。

        大白话: 一季度收进19万3438元1角5分，花出去8万32元8角，账上还有72万2881元2角1分。
    """
    summary = record.fields.plain_summary
    if summary is not None and not 20 <= len(summary) <= 200:
        yield found(record.at("plain_summary"), summary[:20], length=len(summary))


@check(
    Severity.WARNING,
    of=Matter,
    zh=Words(
        "没有写对应的权力事项",
        "照权力清单补上，例如：对应权力事项: A07；清单之外无权力",
        "照权力清单在“对应权力事项”这一列填写，例如：A07",
    ),
    en=Words(
        "It names no item of the power list that it rests on",
        "Add it from the list, for instance: 对应权力事项: A07; there is no power outside the list",
        "Fill in the column 对应权力事项 from the list, for instance: A07",
    ),
)
def power_missing(record: Record[Matter], around: Around) -> Iterator[Finding]:
    """A matter does not say by which item of the list of powers it was done. There is no power outside the list.

    Not asked for where the village has no list yet.

    Why: There is no power outside the list, so every matter rests on one of its items.

    Source: sunboard's rules for lists of powers: who, what, on what ground, with which risks.

        对应权力事项: A07

    中文
    事项没有写对应权力清单中的哪一项。清单之外无权力。村里还没有权力清单的不提示。

    为什么：清单之外无权力，每件事都要对得上清单里的一项。

    依据：小微权力清单的编制要求：写明主体、依据、流程、风险点。

        对应权力事项: A07
    """
    if (
        record.fields.is_published
        and not record.fields.power
        and not record.fields.nil
        and around.once(_has_powers)
    ):
        yield found(record.at("power").at(label_of(Disclosure, "power", "zh")))


def _has_powers(around: Around) -> bool:
    return any(True for _ in around.of_kind(Power))
