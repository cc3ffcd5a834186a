"""What the columns of a table may be, and what the head of one says: its field, its role, its unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache

from sunboard.fields.declarations import keys_of, names_of
from sunboard.fields.forms import SERIALS, Mark
from sunboard.fields.head_words import field_meant, meanings, said_in
from sunboard.fields.keys import bare_head, normalised_key
from sunboard.fields.part import Part, cached_by_type
from sunboard.fields.scalars import OTHER_AREA
from sunboard.lazy import dataclass, regex
from sunboard.reading.tables.words import item_rank, kind_said, role_of

SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
"""By which power of ten amounts in a unit are short."""
DIVIDED = {"divided income": "income", "divided expense": "expense"}
"""The roles of columns that hold one kind of a side each, and the side.

收入 above 租金 | 补助, without a sum.
"""
AMOUNTS = ("income", "expense", "amount", "debit", "credit", *DIVIDED)
"""The roles of columns that hold what came in or went out."""
_UNIT = regex(r"(?P<base>.+?)[(\[【〔/:]?(?:单位:?)?(?:人民币)?(?:(?P<scale>[百千万亿]*)元|[¥￥])[)\]】〕]?")
_NOTE = regex(r"(?P<base>.+?)[(\[【〔<《](?P<note>[^()\[\]]*)[)\]】〕>》]")
_AREA_UNIT = regex(r"亩|平方米?|平米|㎡|m2|m²")
_PIVOT = regex(r"^(?:求和项|[Ss]umof):?")  # how a spreadsheet names the sums of a pivot table
_OR = regex("[或/]")
_AND = regex("以?及|和|、")  # 地块及面积
_EITHER = regex(
    r"(?P<first>[^()/]+?)(?:\((?:或者?|及|[、/])?(?P<inner>[^()]+)\)|[/或](?P<other>..))(?P<rest>[^()/]{1,4})"
)
_SIGNED = regex(r"(?P<base>.+?)(?:签字|签名|签章)")
_SCALED = regex(r"[百千万亿]+元")
_HOW_PAID = frozenset(("year", "month", "each"))
_SIDE = regex("[东南西北](?:至|界|面)?")  # where 四至 has four columns
_NUMBERING = frozenset(("序号", "行号", "行次", "序", "编号", "no", "no.", "#"))
_CODES = (Mark.ACCOUNT, Mark.CODE, *SERIALS)
_ROLE_MARKS = {
    Mark.PURPOSE: "purpose",
    Mark.INCOME: "income",
    Mark.EXPENSE: "expense",
    Mark.AMOUNT: "amount",
    Mark.BALANCE: "balance",
    Mark.WHERE: "where",
    Mark.ACCOUNT: "account",
}

Cells = Sequence[Sequence[str]]
Span = tuple[int, int]
"""The first column of a piece of a table, and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Column:
    """What the head of a column says."""

    field: str = ""  # empty where it is not known
    key: str = ""  # as written, in both worlds
    scale: int = 0  # by which power of ten its amounts are short
    unit: bool = False  # the head itself says in which unit its amounts are
    role: str = ""  # what it holds in a table of money, whether it is a field or helps to make one
    group: str = ""  # what stands above it and its neighbours
    by_group: bool = False  # only the group above says what it holds
    stands_in: bool = False  # its head means its field only where no other has one of the field's names
    suffix: str = ""  # the unit that its head says and its figures lack: ㎡
    rather: bool = False  # of several that stand in its head means it rather: 享受人口, not 家庭人口

    @property
    def is_numbering(self) -> bool:
        """Tell whether it only counts the rows, or is the clerk's own."""
        is_none = not self.field and not self.role
        return is_none and (self.key.lower() in _NUMBERING or self.key.startswith("#"))

    @property
    def is_unknown(self) -> bool:
        """Tell whether it has a head that says nothing of what it holds."""
        return bool(self.key) and not self.field and not self.role and not self.is_numbering

    @property
    def means(self) -> bool:
        """Tell whether it could be the head of a column that is read."""
        return bool(self.field or self.role or item_rank(self.key))


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns that a table of one type of part may have; there is one for each type."""

    names: Mapping[str, str]  # accepted head -> field
    labels: Mapping[str, str]  # field -> what the clerk calls it
    required: tuple[str, ...]
    money: frozenset[str]
    counted: frozenset[str]  # money and numbers: what cannot stand for several rows at once
    days: frozenset[str]
    codes: frozenset[str]  # whose values look like days: 1-5
    roles: Mapping[str, str]  # of a table of money: income, expense, purpose … -> field; empty for others
    totals: tuple[str, ...]  # whose sums mean something: a balance after each row is never added up
    is_register: bool = False  # its rows are things with numbers of their own
    named: tuple[str, ...] = ()  # that say who or what a row of a register is: nothing is called a sum
    remark: str = ""  # in which what is noted beside an entry stands
    areas: frozenset[str] = frozenset()  # in mu
    texts: frozenset[str] = frozenset()  # words that name nobody and are no number of papers
    parties: frozenset[str] = frozenset()  # words that name whom the village has a contract with
    otherwise: Mapping[str, str] = field(default_factory=dict)  # needed field -> what stands in for it
    heads: Mapping[str, re.Pattern[str]] = field(default_factory=dict)  # field -> heads that stand in
    means: Mapping[str, str] = field(default_factory=dict)  # field -> what such heads speak of

    def column(self, written: str) -> Column:
        """Understand the head of a column; units and notes beside its name are taken off."""
        return _column(self, written)

    def knows(self, written: str) -> bool:
        """Tell whether it is the head of a column that is read."""
        column = self.column(written)
        return bool(column.field) or (bool(self.roles) and column.means)

    @property
    def example(self) -> tuple[str, ...]:
        """Return heads to copy: what people look for, and the amounts; of people and things all."""
        if self.named:
            return tuple(self.labels.values())
        wanted = {*self.required, *(self.roles[role] for role in ("income", "expense") if role in self.roles)}
        copied = wanted if self.roles else {*self.required, *self.money}
        return tuple(label for name, label in self.labels.items() if name in copied)


@dataclass(frozen=True, slots=True)
class FoundHead:
    """The columns of a table, the last row of its head, and the pieces that stand side by side."""

    row: int
    columns: tuple[Column, ...]
    twice: tuple[tuple[str, tuple[int, ...]], ...] = ()  # fields that several columns of one piece claim
    unit: str = ""  # what says that amounts are not in yuan
    unclear: int | None = None  # the column whose unit is another than that of the others, or not said
    pieces: tuple[Span, ...] = ()
    top: int = -1  # the first row of the head
    titles: tuple[int, ...] = ()  # rows above it that may say what holds for all of it, the nearest first

    @property
    def first(self) -> int:
        """Return the first row of the head."""
        return self.top if self.top >= 0 else self.row

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields in the order of the columns, empty for one that is not known."""
        return tuple(column.field for column in self.columns)

    @property
    def known(self) -> int:
        """Return how many columns are known."""
        return sum(column.means for column in self.columns)

    def is_whole(self, columns: Columns) -> bool:
        """Tell whether it has all that a row needs."""
        fields, roles = {*self.fields}, {column.role for column in self.columns}
        return {*columns.required} <= fields and (not columns.roles or not roles.isdisjoint(AMOUNTS))


def is_own_name(head: str, label: str) -> bool:
    """Tell whether a head ends in the name of a field, or as short words for it do: 租赁标的, 租赁物."""
    return head.endswith((label, "物"))


@cached_by_type
def columns_of(part: type[Part]) -> Columns:
    """Return the columns of a table whose rows are of a type."""
    forms = {key.name: key.form for key in keys_of(part)}
    money = [name for name, form in forms.items() if form.sort == "money"]
    whole = [name for name, form in forms.items() if form.sort in ("whole", "number")]
    days = [name for name, form in forms.items() if form.sort == "day"]
    serials = [name for name, form in forms.items() if form.mark is Mark.SERIAL]
    roles = {_ROLE_MARKS[form.mark]: name for name, form in forms.items() if form.mark in _ROLE_MARKS}
    is_ledger = {"income", "expense", "purpose"} <= {*roles}
    if is_ledger:
        roles |= {"day": days[0]} if days else {}
        roles |= {"voucher": serials[0]} if serials else {}
    return Columns(
        names={normalised_key(name): key.name for name, key in names_of(part).items()},
        labels={key.name: key.zh for key in keys_of(part)},
        required=tuple(key.name for key in keys_of(part) if key.required),
        money=frozenset(money),
        counted=frozenset((*money, *whole)),
        days=frozenset(days),
        codes=frozenset(name for name, form in forms.items() if form.mark in _CODES),
        roles=roles if is_ledger else {},
        totals=tuple(name for name in (*money, *whole) if forms[name].mark is not Mark.BALANCE),
        is_register=not is_ledger and any(form.mark is Mark.OWN for form in forms.values()),
        named=_naming(part),
        remark=next((name for name, form in forms.items() if form.mark is Mark.REMARK), ""),
        areas=frozenset(name for name, form in forms.items() if form.said == "mu"),
        texts=frozenset(name for name, form in forms.items() if form.sort == "text" and form.mark is None),
        parties=frozenset(name for name, form in forms.items() if form.mark is Mark.PARTY),
        heads={key.name: re.compile(key.heads) for key in keys_of(part) if key.heads},
        otherwise={key.name: key.otherwise for key in keys_of(part) if key.required and key.otherwise},
        means={key.name: key.means for key in keys_of(part) if key.means},
    )


def _naming(part: type[Part]) -> tuple[str, ...]:
    """Return the columns that name a row of a list of people or a register; other tables have none."""
    keys = keys_of(part)
    marks = (Mark.BENEFICIARY, Mark.OWN)
    if not any(key.form.mark in marks for key in keys):
        return ()
    return tuple(
        key.name for key in keys if key.form.mark in marks or (key.required and key.form.sort == "text")
    )


@lru_cache(maxsize=4096)
def _column(columns: Columns, written: str) -> Column:
    text = head_text(written)
    if not text:
        return Column()
    named = _named(columns, text)
    if named:
        return replace(named, unit="元" in text)
    if text[0].isdigit():  # a day, an amount, a number; of heads only 2026年一季度
        return Column("", text, role=role_of(text) if columns.roles else "")
    unit = _UNIT.fullmatch(text)
    if unit and (scale := SCALES.get(unit["scale"] or "")) is not None:
        named = _named(columns, unit["base"]) or _stand_in(columns, unit["base"])
        if named:
            return replace(named, scale=scale, unit=True)
    either, other = _OR.split(text, maxsplit=1) if _OR.search(text) else ("", "")
    named = _named(columns, either)  # 收款单位或个人; of amounts each word counts
    if named and named.field not in columns.money and ("或" in text or _is_same(columns, other, named)):
        return named
    signed = _SIGNED.fullmatch(text)
    if signed and (named := _named(columns, signed["base"])):
        return named
    note = _NOTE.fullmatch(text)
    side = kind_said(note["note"]) if note and columns.roles else ""
    if note and side and role_of(note["base"]) == "amount":  # 金额（支出）
        return Column("", text, role=side)
    bare = note["base"] if note and not _SCALED.search(note["note"]) else text
    whole = note["base"] + note["note"] if note else ""  # 金额(大写), 附件(张)
    found = (_named(columns, whole) or _named(columns, f"{whole}数")) if note else None
    found = found or _stand_in(columns, text) or _named(columns, bare) or _stand_in(columns, bare)
    found = found or _of_either(columns, text) or _of_several(columns, text) or _of_group(columns, text)
    if found is None or (note and _is_otherwise(columns, found, note["note"])):
        return Column("", text)
    if note and found.key.endswith("面积") and _AREA_UNIT.fullmatch(note["note"]):
        return replace(found, suffix=note["note"] if found.field in columns.texts else "")
    return found


def _is_otherwise(columns: Columns, found: Column, note: str) -> bool:
    """Tell whether a note says that a column holds another thing: areas not in mu, 月租金(元/亩)."""
    if found.field in columns.areas:
        return OTHER_AREA.search(note) is not None
    how = _HOW_PAID & (said_in(note) or frozenset())
    means = columns.means.get(found.field, "") if found.field in columns.money else ""
    return bool(how and means) and not any(how <= one.needed | one.free for one in meanings(means))


def _is_same(columns: Columns, other: str, named: Column) -> bool:
    """Tell whether a word behind a stroke means no other column of a table of money: 收款人/单位."""
    field = (_named(columns, other) or named).field
    return bool(columns.roles) and field == named.field and not role_of(other)


def _of_either(columns: Columns, text: str) -> Column | None:
    """Return the column of a head that says two words for one thing: 承包(租赁)方, 承包/租赁方."""
    said = _EITHER.fullmatch(text)
    if said is None or columns.roles:
        return None
    names = (f"{word}{said['rest']}" for word in said.group("first", "inner", "other") if word)
    found = next(filter(None, (_named(columns, name) or _stand_in(columns, name) for name in names)), None)
    return replace(found, key=text, stands_in=True) if found else None


def _of_several(columns: Columns, text: str) -> Column | None:
    """Return the column of what a head names first, where words have room for the rest: 地块及面积."""
    first = _AND.split(text, maxsplit=1)[0]
    found = (_named(columns, first) or _stand_in(columns, first)) if first != text else None
    has_room = found is not None and found.field in columns.texts | columns.parties
    return replace(found, key=text, stands_in=True) if found and has_room and not columns.roles else None


def _of_group(columns: Columns, text: str) -> Column | None:
    """Return the column of a head such as 处置.方式, as records and workbooks name what stands in a group."""
    group, _, inner = text.rpartition(".")
    names = (f"{group}{inner}", inner) if group and not columns.roles else ()
    found = next(filter(None, (_named(columns, name) or _stand_in(columns, name) for name in names)), None)
    return replace(found, key=text, stands_in=True) if found else None


def _named(columns: Columns, text: str) -> Column | None:
    """Return the column that a declared name means."""
    for name in (text, text.lower()):
        if name in columns.names:
            field = columns.names[name]
            role = next((role for role, one in columns.roles.items() if one == field), "")
            return Column(field, name, role=role)
    return None


def _stand_in(columns: Columns, text: str) -> Column | None:
    """Return the column that a name without a declared field could mean, above all in a table of money."""
    if not columns.roles and (name := field_meant(text, columns.means)):
        return Column(name, text, stands_in=True)
    fitting = ((name, found) for name, heads in columns.heads.items() if (found := heads.fullmatch(text)))
    name, found = next(fitting, ("", None))
    if found and not columns.roles:
        side = _SIDE.fullmatch(text)
        group, rather = "四至" if side else "", bool(found.groupdict().get("rather"))
        return Column(name, text, stands_in=True, rather=rather, by_group=bool(side), group=group)
    if not columns.roles or not (role := role_of(text)):
        return Column("", text) if columns.roles and item_rank(text) else None
    return Column("", text, role=role)


def head_text(written: str) -> str:
    """Return a head as it is compared: no white space, half-width signs, no star of a needed one."""
    return _PIVOT.sub("", bare_head(written).strip("*＊:"))
