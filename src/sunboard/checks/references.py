"""What records name: one another, powers, rows of the catalogue, groups (domain notes, 8.1; design, section 3)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from sunboard.checks.names import names_by_source, records_by_id
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.kinds.power import Power
from sunboard.model.problem import Severity, Words


def _known(around: Around) -> frozenset[str]:
    return frozenset(name for names in around.once(names_by_source).values() for name in names)


def _powers(around: Around) -> frozenset[str]:
    names = around.once(names_by_source)
    return frozenset(name for record in around.of_kind(Power) for name in names[record.source])


_OF_A_POWER = {
    "what": "权力事项",
    "what_en": "power",
    "cure": "写权力清单里的编号，例如：A07；清单里没有这一项的，删去它",
    "cure_en": "Write an id of the power list, such as A07, or remove it",
}
_OF_A_RECORD = {
    "what": "编号或公开号",
    "what_en": "record",
    "cure": "写那份记录的编号、文件名或公开号，例如：2026-0007；别的村的前面加短名，例如：liuwan/2026-0007",
    "cure_en": "Write the id, the file's name or the public number of that record, such as 2026-0007; "
    "for another village put its slug before it: liuwan/2026-0007",
}


def _advice(written: str, known: frozenset[str]) -> dict[str, str]:
    near = difflib.get_close_matches(written, sorted(known), n=1, cutoff=0.6)
    return {
        "advice": f"是不是“{near[0]}”？" if near else "",
        "advice_en": f"Is it “{near[0]}”? " if near else "",
    }


@check(
    Severity.ERROR,
    zh=Words("“{field}”写的“{value}”，本村没有这个{what}", "{advice}{cure}"),
    en=Words(
        "“{field}” says “{value}”, but the village has no {what_en} of that name", "{advice_en}{cure_en}"
    ),
)
def reference_unknown(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record names another one, or a power, that the village does not have.

    `对应权力事项` names items of the list of powers; `相关事项` and `更正自` name records by their id (the file's name where none is given)
    or by their public number. `slug/2026-0007` names a record of another village and is looked up there.

    Why: A link to nothing would stand on the page.

    Source: sunboard's rules for ids: one id means one record.

        对应权力事项: A07
        相关事项: 2026-0007

    中文
    记录里引用的编号，本村没有。

    “对应权力事项”写权力清单中的编号；“相关事项”“更正自”写记录的编号（没有写编号的用文件名）或公开号。别的村的记录写成“短名/公开号”。

    为什么：页面上会出现一个不知道指向哪里的引用。

    依据：sunboard 的约定：一个编号只指一份记录。

        对应权力事项: A07
        相关事项: 2026-0007
    """
    fields = record.fields
    lists = (
        ("power", fields.power, _powers),
        ("related", fields.related, _known),
        ("corrects", (fields.corrects,), _known),
    )
    for name, named, among in lists:
        known = around.once(among)
        for reference in named:
            if reference and "/" not in reference and reference not in known:
                yield found(
                    record.at(name),
                    reference,
                    **(_OF_A_POWER if name == "power" else _OF_A_RECORD),
                    **_advice(reference, known),
                )


@check(
    Severity.ERROR,
    zh=Words(
        "“{field}”写的“{value}”就是这份记录自己",
        "写被更正的那一份的编号或公开号，例如：2026-0007；只是改自己的错，删去这一行，直接改内容",
    ),
    en=Words(
        "“{field}” names this record itself: “{value}”",
        "Write the id or the public number of the record that is corrected, such as 2026-0007; to mend this one, just edit it and remove the line",
    ),
)
def corrects_itself(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record names itself as the one that it corrects. A mistake may also be mended in the file itself: that makes a new edition.

    Why: The old page leads to the new one; a record that leads to itself is a circle.

    Source: sunboard's rules for ids: one id means one record.

        更正自: 2026-0007
        更正原因: 预付款金额写错

    中文
    “更正自”写的是自己。更正另一份记录时写那一份的编号；只改自己，直接改文件就行，会成为新的一版。

    为什么：旧的一页要指到新的一页，自己指自己就绕不出来了。

    依据：sunboard 的约定：一个编号只指一份记录。

        更正自: 2026-0007
        更正原因: 预付款金额写错
    """
    corrected = record.fields.corrects
    if corrected and corrected in around.once(names_by_source).get(record.source, ()):
        yield found(record.at("corrects"), corrected)


@check(
    Severity.ERROR,
    zh=Words(
        "更正了“{value}”，但没有写更正原因",
        "补上，例如：更正原因: 预付款金额写错",
        "在“更正原因”这一列填写，例如：预付款金额写错",
    ),
    en=Words(
        "It corrects “{value}” but does not say why",
        "Add it, for instance: 更正原因: 预付款金额写错",
        "Fill in the column 更正原因, for instance: 预付款金额写错",
    ),
)
def correction_reason_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record corrects another one and does not say why. Both pages show the reason.

    Why: A correction without its reason looks like something hidden.

    Source: Organic Law of Villagers' Committees, article 35.

        更正自: 2026-0007
        更正原因: 预付款金额写错

    中文
    更正另一份记录，没有写原因。新旧两页上都要写明为什么更正。

    为什么：改了又不说为什么，村民会起疑心。

    依据：《村民委员会组织法》第三十五条。

        更正自: 2026-0007
        更正原因: 预付款金额写错
    """
    if record.fields.corrects and not record.fields.correction_reason:
        yield found(record.at("corrects"), record.fields.corrects)


@check(
    Severity.ERROR,
    zh=Words(
        "撤回日期 {value} 早于公开日期 {published}",
        "核对两个日期；还没有公开过的，不用写撤回，写：状态: 草稿",
    ),
    en=Words(
        "It is withdrawn on {value}, before its publication on {published}",
        "Compare both days; what was never published needs no withdrawal, write: 状态: 草稿",
    ),
)
def withdrawn_before_publication(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is withdrawn on a day before it was published.

    Why: Nothing can be taken back that was not out.

    Source: sunboard compares the days of one record with each other.

        公开日期: 2026-03-10
        撤回: {日期: 2026-03-20, 原因: 合同尚未生效}

    中文
    撤回日期比公开日期还早。

    为什么：还没有公开的，谈不上撤回。

    依据：sunboard 的核对：一份记录里的日期先后要说得通。

        公开日期: 2026-03-10
        撤回: {日期: 2026-03-20, 原因: 合同尚未生效}
    """
    fields = record.fields
    if fields.withdrawn and fields.publish_date and fields.withdrawn.date < fields.publish_date:
        yield found(fields.withdrawn.at("date"), str(fields.withdrawn.date), published=fields.publish_date)


@check(
    Severity.ERROR,
    zh=Words(
        "编号“{value}”已经是《{title}》（{other}）的",
        "给这一份换一个编号，例如：{value}-2；没有写编号的，改文件名",
    ),
    en=Words(
        "The id “{value}” belongs to “{title}” ({other})",
        "Give this one another id, such as {value}-2; where none is written, rename the file",
    ),
)
def id_taken(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Two records of the village have one id, so that nobody can tell which one a reference means.

    The one that was issued first keeps it. Where no id is given, the file's name is the id; two records of different kinds may share such a name.

    Why: A reference to this id could mean either.

    Source: sunboard's rules for ids: one id means one record.

        编号: XM-2026-01

    中文
    本村两份记录的编号相同，引用的时候说不清是哪一份。先公开的那一份保留编号。没有写编号的用文件名；不同类别的文件重名不算。

    为什么：别处引用这个编号，不知道指的是哪一份。

    依据：sunboard 的约定：一个编号只指一份记录。

        编号: XM-2026-01
    """
    first = next(
        (
            other
            for other in around.once(records_by_id).get(record.id, ())
            if other.source == record.source or _clash(record, other)
        ),
        record,
    )
    if first.source != record.source:
        yield found(record.at("id"), record.id, title=first.title, other=first.source)


def _clash(one: AnyRecord, two: AnyRecord) -> bool:
    if one.kind == two.kind == "power" and one.source.split("/")[:2] != two.source.split("/")[:2]:
        return False  # laying the lists over one another has noted it
    return one.kind == two.kind or bool(one.fields.id and two.fields.id)


@check(
    Severity.ERROR,
    zh=Words("公开目录里没有“{value}”", "{advice}{known}"),
    en=Words("The catalogue has no row “{value}”", "{advice_en}{known_en}"),
)
def catalog_unknown(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record names a row that the disclosure catalogue does not have.

    The catalogue comes with sunboard; a county adds rows in `content/catalog.yaml`.

    Why: The code decides where a record hangs, for how long, and what is late.

    Source: the disclosure catalogue (catalog.yaml).

        目录编码: GC03

    中文
    “目录编码”在公开目录里没有。目录随 sunboard 提供，县里可以在 `content/catalog.yaml` 里增加。

    为什么：目录编码决定这件事归哪一类、贴多久、什么时候算迟。

    依据：公开目录（catalog.yaml）。

        目录编码: GC03
    """
    code, known = record.fields.catalog, around.packaged.catalog
    if code and code not in known:
        alike = [
            f"{row.code} {row.title}" for row in known.values() if row.code[:2] == code.strip().upper()[:2]
        ]
        heads = sorted({row.code[:2] for row in known.values()})
        says = (
            f"{code[:2].upper()} 开头的有：{'、'.join(alike)}"
            if alike
            else f"编码是两个字母加数字，开头是：{'、'.join(heads)}；例如：CK02"
        )
        says_en = (
            f"Codes that begin with {code[:2].upper()}: {', '.join(alike)}"
            if alike
            else f"A code begins with {', '.join(heads)}, such as CK02"
        )
        yield found(
            record.at("catalog"),
            code,
            known=says,
            known_en=says_en,
            **_advice(code.upper(), frozenset(known)),
        )


@check(
    Severity.WARNING,
    zh=Words(
        "本村没有“{value}”这个村民小组", "{advice}village.yaml 里写的小组是：{known}；那里漏写了的，补进去"
    ),
    en=Words(
        "The village has no group “{value}”",
        "{advice_en}village.yaml lists: {known}; add the group there if it was forgotten",
    ),
)
def group_unknown(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record is for a villagers' group that `village.yaml` does not list. Nothing is asked where it lists none.

    Why: The villagers of a group look for their own group.

    Source: the groups listed in village.yaml.

        村民小组: 赵家湾组

    中文
    “村民小组”不在 village.yaml 列出的小组里。village.yaml 没有列小组的不检查。

    为什么：村民按自己的小组找，组名写错就找不到。

    依据：village.yaml 里列出的村民小组。

        村民小组: 赵家湾组
    """
    groups = frozenset(around.village.groups)
    for group in record.fields.group if groups else ():
        if group not in groups:
            yield found(
                record.at("group"), group, known="、".join(around.village.groups), **_advice(group, groups)
            )
