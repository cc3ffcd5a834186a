"""What a record of its kind, its row of the catalogue or its stage tells, and this one leaves out.

Kinds and the catalogue declare it (`Kind.wanted`, `wanted` of a row). It is asked for and holds nothing back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sunboard.checks.names import names_by_source
from sunboard.checks.words import pairs_shared
from sunboard.contracts import AnyRecord, Around, Finding, check, found, where_read
from sunboard.fields.declarations import Key, asked_of, columns_for, keys_of, names_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.part import Part
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter
from sunboard.lazy import regex
from sunboard.settings.deadlines import Cadence
from sunboard.settings.due import announces, cadence_for
from sunboard.settings.reference import CatalogRow

_MONEY = ("财务", "三资", "工程")
"""Categories of the door that shows money: what is told there is told in plain words too."""
_OF_MONEY = regex("金额|数额|总额|报酬|应[收缴]|经费|收费|收入|收支|价款|补贴|补助")
"""How a row of another category says that it is about money."""
_IN_A_YEAR = (Cadence.MONTH, Cadence.QUARTER, Cadence.HALF)
_AS_THE_ROW = 3
"""Pairs of signs: a title that shares so many with its row is of the row, and of no single event."""
_OF_A_ROW = 3
"""Fields of a row that tell together what it is of: 职务, 称职, 不称职."""
_NAMES_PERIOD = regex("[一二三四1-4]季度|[上下]半年|[0-9一二三四五六七八九十]月份")
_AFTERWARDS = regex("结果|发放|兑付|完成|到账")


@check("content-missing")
def content_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record leaves out what its kind, its row of the catalogue or its stage asks to be told."""
    fields = record.fields
    if isinstance(fields, Finance) or not fields.is_published or fields.nil:
        return  # accounts cannot be read without what is asked of them
    if fields.withdrawn or fields.applies is False:
        return
    missing = tuple(_missing(record, around))
    if missing:
        keys = tuple(key for _, key in missing)
        part, key = missing[0]
        heads = tuple(head for key in keys for head in columns_for(key.form, key.zh))
        yield found(
            part.at(key.name).at(key.zh),
            where="record",
            missing=tuple(key.zh for key in keys),
            lines=tuple(f"{key.zh}: {asked_of(key.form)}" for key in keys),
            heads=heads,
            count="",
        )
    yield from _left_out_of_rows(record, around)


def _missing(record: AnyRecord, around: Around) -> Iterator[tuple[Part, Key]]:
    """Yield the fields that are asked for and neither given nor told in words, each with its part."""
    fields, row = record.fields, around.packaged.catalog.get(record.fields.catalog or "")
    names = names_of(type(fields))
    for name in _asked_of_any(record, row, around):
        yield fields, names[name]
    kind = around.kinds.get(record.kind)
    own = kind.wanted(fields) if kind and kind.wanted else ()
    asked: list[Sequence[str]] = []
    for path in ("decision.no", *own):
        if "." in path:
            yield from _inner_missing(fields, *path.split("."))
        elif not _gives(record, path):
            asked.append((path,))
    asked += [said.split("或") for said in row.wanted] if row and not fields.attachments else []
    known = ([names[name] for name in one if name in names] for one in asked)
    for keys in [keys for one in known if (keys := _lacking(record, one, around))]:
        if not (kind and kind.inherited) or _most_give(keys[0].name, record, around):
            yield fields, keys[0]


def _inner_missing(fields: Disclosure, group: str, inner: str) -> Iterator[tuple[Part, Key]]:
    """Yield a field of a group that is given without it."""
    part = getattr(fields, group) if group not in fields.unread else None
    if part is not None and inner not in part.unread and getattr(part, inner) is None:
        yield part, names_of(type(part))[inner]


def _lacking(record: AnyRecord, keys: Sequence[Key], around: Around) -> Sequence[Key]:
    """Return fields of which one is asked for, where none is given, and no text tells of any.

    What an earlier record of the same row tells that this one names need not be told again.
    """
    fields = record.fields
    if not keys or any(key.name in fields.unread or _gives(record, key.name) for key in keys):
        return ()
    told = _told(record)
    if any(_is_told(told, key) for key in keys):
        return ()
    names = around.once(names_by_source) if fields.related else {}
    earlier = [
        other
        for other in (around.records if fields.related else ())
        if names[other.source] & {*fields.related} and other.fields.catalog == fields.catalog
    ]
    return () if any(_gives(other, key.name) for other in earlier for key in keys) else keys


def _is_told(told: str, key: Key) -> bool:
    """Tell whether a text has a name of a field, or as many of what its rows have as tell a table of it."""
    inner = keys_of(key.form.part) if key.form.part else ()
    return any(name in told for name in (key.zh, *key.aliases)) or (
        sum(one.zh in told for one in inner) >= _OF_A_ROW
    )


def _told(record: AnyRecord) -> str:
    """Return what a record says in words, and how its tables are headed."""
    fields = record.fields
    heads = (head for table in fields.tables for head in table.heads)
    return "\n".join((fields.plain_summary or "", record.body, *heads, *(fields.further or ())))


def _asked_of_any(record: AnyRecord, row: CatalogRow | None, around: Around) -> Iterator[str]:
    """Yield which of the fields of every record this one needs, and has not."""
    fields, title, unread = record.fields, record.title, record.fields.unread
    if row is None:
        return
    if isinstance(fields, Matter) and "period" not in unread and fields.period is None:
        cadence = cadence_for(row, True)
        is_dated = "event_date" in unread or "decision" in unread or fields.event_date or fields.decision
        happens = cadence is Cadence.EVENT and not announces(row)
        if happens and not is_dated and _most_give("event_date", record, around):
            yield "event_date"
        has_own_day = is_dated or fields.time or fields.deadline
        is_the_row = not has_own_day and pairs_shared(row.title, title) >= _AS_THE_ROW
        if cadence in _IN_A_YEAR and (is_the_row or _NAMES_PERIOD.search(title)):
            yield "period"
    is_bare = not fields.plain_summary and "plain_summary" not in unread
    if is_bare and is_of_money(fields, row) and _most_give("plain_summary", record, around):
        yield "plain_summary"
    if _needs_notice(fields, row):
        yield "notice_start"


def is_of_money(fields: Disclosure, row: CatalogRow | None) -> bool:
    """Tell whether a record is about money, by its row or by an amount that it gives."""
    if row and (row.category in _MONEY or _OF_MONEY.search(f"{row.title}{row.content or ''}")):
        return True
    if getattr(fields, "amount", None):
        return True
    decided = None if "decision" in fields.unread else fields.decision
    return bool(decided and "matter_amount" not in decided.unread and decided.matter_amount)


def _needs_notice(fields: Disclosure, row: CatalogRow) -> bool:
    """Tell whether a record is one to which people may object, and does not say until when.

    One that is called so, or whose decision is about money where the row asks for a notice then.
    """
    if not (row.notice_condition or "公示" in fields.title) or row.notice_of(fields.title) is None:
        return False
    names = ("notice_start", "notice_end", "notice_days")
    if any(name in fields.unread or getattr(fields, name) is not None for name in names):
        return False
    if fields.stage == "事后" or _AFTERWARDS.search(fields.title):
        return False
    return not row.notice_condition or bool(fields.decision and fields.decision.matter_amount)


def _most_give(name: str, record: AnyRecord, around: Around) -> bool:
    """Tell whether most of the village's records of a kind give a field; what few give is not asked for."""
    told, total = around.once(_given_by_kind).get(record.kind, (Counter(), 0))
    return told[name] * 2 > total


def _given_by_kind(around: Around) -> Mapping[str, tuple[Counter[str], int]]:
    """Return of each kind how many of its records give each field, and how many there are."""
    kinds: dict[str, list[AnyRecord]] = {}
    for record in where_read(around.records, lambda one: one.fields.is_published):
        kinds.setdefault(record.kind, []).append(record)
    return {
        kind: (
            Counter(
                key.name for one in records for key in keys_of(type(one.fields)) if _gives(one, key.name)
            ),
            len(records),
        )
        for kind, records in kinds.items()
    }


def _gives(record: AnyRecord, name: str) -> bool:
    return name not in record.fields.unread and getattr(record.fields, name, None) not in (None, ())


def _left_out_of_rows(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Yield where the rows of a register leave out what each thing in it has."""
    kind = around.kinds.get(record.kind)
    rows = getattr(record.fields, "rows", ()) if kind and kind.wanted_of_rows else ()
    for name in kind.wanted_of_rows if kind and rows else ():
        lacking = [row for row in rows if name not in row.unread and getattr(row, name) is None]
        if lacking:
            key, every = names_of(type(lacking[0]))[name], len(lacking) == len(rows)
            yield found(
                record.at("rows") if every else lacking[0].at(name),
                where="all" if every else "some",
                missing=(key.zh,),
                lines=(),
                heads=(key.zh,),
                count=len(lacking),
            )
