"""What records name: one another, powers, rows of the catalogue, groups (domain notes, 8.1; design, section 3)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from sunboard.checks.names import names_by_source, records_by_id
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found
from sunboard.kinds.finance import Finance
from sunboard.kinds.power import Power
from sunboard.model.problem import Severity, Words


def _known(around: Around) -> frozenset[str]:
    return frozenset(name for names in around.once(names_by_source).values() for name in names)


def _powers(around: Around) -> frozenset[str]:
    names = around.once(names_by_source)
    return frozenset(name for record in around.of_kind(Power) for name in names[record.source])


def _advice(written: str, known: frozenset[str]) -> dict[str, str]:
    near = difflib.get_close_matches(written, sorted(known), n=1, cutoff=0.6)
    return {"advice": f"是不是“{near[0]}”？" if near else "", "advice_en": f"Is it “{near[0]}”? " if near else ""}


@check(
    Severity.ERROR,
    zh=Words("{field}写的“{value}”，本村没有这个{what}", "{advice}写编号或公开号；别的村的写 短名/公开号，例如：liuwan/2026-0007"),
    en=Words(
        "{field} says “{value}”, but the village has no {what_en} of that name",
        "{advice_en}Write an id or a public number; of another village slug/number, such as liuwan/2026-0007",
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
    lists = (("power", fields.power, _powers), ("related", fields.related, _known), ("corrects", (fields.corrects,), _known))
    for name, named, among in lists:
        known = around.once(among)
        for reference in named:
            if reference and "/" not in reference and reference not in known:
                what, what_en = ("权力事项", "power") if name == "power" else ("编号或公开号", "record")
                yield found(record.at(name), reference, what=what, what_en=what_en, **_advice(reference, known))


@check(
    Severity.ERROR,
    zh=Words("更正自写的“{value}”就是这份记录自己", "写被更正的那一份的编号或公开号"),
    en=Words("“corrects” (“更正自”) names this record itself: “{value}”", "Write the id or the public number of the record that is corrected"),
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
    zh=Words("更正了 {value}，但没有写更正原因", "补上一行，例如：更正原因: 预付款金额写错"),
    en=Words("It corrects {value} but does not say why", "Add a line, for instance: correction_reason: 预付款金额写错"),
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
    zh=Words("撤回日期 {value} 早于公开日期 {published}", "核对撤回的日期；还没有公开的，写：状态: 草稿"),
    en=Words("It is withdrawn on {value}, before its publication on {published}", "Compare both days; before publication write status: 草稿"),
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
    zh=Words("编号“{value}”已经是《{title}》（{other}）的", "换一个编号"),
    en=Words("The id “{value}” belongs to “{title}” ({other})", "Give another id"),
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
    first = next((other for other in around.once(records_by_id).get(record.id, ()) if other.source == record.source or _clash(record, other)), record)
    if first.source != record.source:
        yield found(record.at("id"), record.id, title=first.title, other=first.source)


def _clash(one: AnyRecord, two: AnyRecord) -> bool:
    if one.kind == two.kind == "power" and one.source.split("/")[:2] != two.source.split("/")[:2]:
        return False  # laying the lists over one another has noted it
    return one.kind == two.kind or bool(one.fields.id and two.fields.id)


@check(
    Severity.ERROR,
    zh=Words("公开目录里没有“{value}”", "{advice}照公开目录写编码，例如：目录编码: CK02"),
    en=Words("The catalogue has no row “{value}”", "{advice_en}Write a code of the catalogue, for instance: catalog: CK02"),
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
        yield found(record.at("catalog"), code, **_advice(code.upper(), frozenset(known)))


@check(
    Severity.WARNING,
    zh=Words("本村没有“{value}”这个村民小组", "{advice}village.yaml 里写的小组是：{known}"),
    en=Words("The village has no group “{value}”", "{advice_en}village.yaml lists: {known}"),
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
            yield found(record.at("group"), group, known="、".join(around.village.groups), **_advice(group, groups))


def _decisions(around: Around) -> Mapping[str, str]:
    numbers = (record.fields.decision.no for record in around.records if record.fields.decision)
    return {_loose(number): number for number in numbers}


def _loose(number: str) -> str:
    """Return a decision's number without what people write differently: case, hyphens, leading zeros."""
    return "".join(piece.lstrip("0") + "." if piece.isdigit() else piece.upper() for piece in re.findall(r"\d+|[^\W\d_]+", number))


@check(
    Severity.WARNING,
    of=Finance,
    zh=Words("凭证 {voucher} 的决议号写的是“{value}”，决议本身写的是“{known}”", "改成一样的写法：{known}"),
    en=Words("Voucher {voucher} cites “{value}”; the decision itself is “{known}”", "Write it the same way: {known}"),
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
    known = around.once(_decisions)
    for row in record.fields.rows:
        own = known.get(_loose(row.decision or ""))
        if row.decision and own and own != row.decision:
            yield found(row.at("decision"), row.decision, voucher=row.voucher_no, known=own)
