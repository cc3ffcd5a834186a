"""Faults of fields that any kind of record or setting may have."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from sunboard.fields import examples as example
from sunboard.fields.forms import Form
from sunboard.model.node import Place
from sunboard.model.problem import Fault, Severity, Words

KEY_UNKNOWN = Fault(
    "key-unknown",
    Severity.WARNING,
    zh=Words(
        "没有“{value}”这一项，没有读取",
        "{advice}用不着的删去；记录里要公开的内容写进正文",
        "{advice}改成认得的列名；用不着的，删去这一列",
    ),
    en=Words(
        "There is no field “{value}”; it was not read",
        "{advice_en}Remove it; what a record is to publish can stand in the text below its fields",
        "{advice_en}Give the column a head that is known, or delete it",
    ),
    manual="""A field, or the head of a column, that sunboard does not know. What stands there is not shown anywhere.
Mistyped names are the usual cause; the nearest known one is proposed.

Why: It is never guessed silently: what the clerk meant to publish would be missing.

Source: how sunboard reads what is written.

    标题: 修路公示

中文
冒号前面的名称（或者表格的列名）sunboard 不认识，后面的内容不会出现在任何地方。多半是打错了字，提示里会给出最接近的名称。

为什么：不能悄悄猜：想公开的内容可能就漏掉了。

依据：sunboard 的写法约定。

    标题: 修路公示
""",
)
KEY_TWICE = Fault(
    "key-given-twice",
    Severity.ERROR,
    zh=Words("“{value}”写了两次，内容不一样{first}", "留下对的一个，另一个删去"),
    en=Words(
        "“{value}” is given twice with different values{first_en}", "Keep the right one and delete the other"
    ),
    manual="""A field is given twice, for instance once in English and once in Chinese, and the values differ.
Nobody can tell which one is meant, so neither is taken.

Why: Taking one of the two by chance could publish the wrong one.

Source: how sunboard reads what is written.

    标题: 修路公示

中文
同一项写了两次（例如中文、英文名称各写一次：标题、title），内容又不一样，无法判断哪个算数。只留一个。

为什么：随便取一个，可能公开了错的那个。

依据：sunboard 的写法约定。

    标题: 修路公示
""",
)
FIELD_MISSING = Fault(
    "field-missing",
    Severity.ERROR,
    zh=Words("{inside}必填项“{name}”{lacks}", "{at}，例如：{example}", "{column}"),
    en=Words(
        "The required field “{name}” is {lacks_en}{inside_en}",
        "{at_en}, for instance: {example}",
        "{column_en}",
    ),
    manual="""A required field is not there, or has no value.

Why: Readers, sheets and checks all need this piece.

Source: how sunboard reads what is written.

    经办人: 陈守田

中文
必填的一项没有写，或者冒号后面是空的。

为什么：少了这一项，页面写不全，也没法核对。

依据：sunboard 的写法约定。

    经办人: 陈守田
""",
)
SHAPE_WRONG = Fault(
    "shape-wrong",
    Severity.ERROR,
    zh=Words("“{field}”的写法不对：这里要写{expected}", "例如：{example}"),
    en=Words(
        "“{field}” is not written as it should be: {expected_en} is wanted here", "For example: {example}"
    ),
    manual="""A single value stands where a list or a group of fields is wanted, or the other way round.

Why: What is meant can only be guessed, and guesses are not published.

Source: how sunboard reads what is written.

    签署:
      负责人: 何广仁

中文
有的项只写一个内容，有的可以写几个，有的要分成几项来写（例如签署要写负责人、监委会主任、会计）。这里写成了另一种样子。

为什么：只能猜是什么意思，猜的内容不能公开。

依据：sunboard 的写法约定。

    签署:
      负责人: 何广仁
""",
)
LIST_UNSPLIT = Fault(
    "list-not-split",
    Severity.INFO,
    zh=Words(
        "“{field}”里有“{sign}”，当作一条读取：{value}",
        "是几条的话，中间用“、”隔开，或者每条单独一行，行首写“- ”；只有一条就不用改",
    ),
    en=Words(
        "“{field}” holds “{sign}” and was read as one item: {value}",
        "If it is several, put 、 between them, or each on a line after “- ”",
    ),
    manual="""A list was written as one text with commas. Only 、 separates the items of a list: a comma may belong to a sentence.
Short words, and titles in 《》, are taken apart at commas too.

Why: A sentence that is cut in two says something else.

Source: how sunboard reads what is written.

    依据: 《村民委员会组织法》第三十条、村民代表会议决议
    标签:
      - 三重一大
      - 工程

中文
这一项可以写几条，现在写成了一段带逗号的话，当作一条读取。几条之间用“、”隔开，或者每条单独一行。
都是六个字以内的短词，或者都是《》里的法规名，用逗号也能分开。

为什么：一句话被逗号切成两段，意思就变了。

依据：sunboard 的写法约定。

    依据: 《村民委员会组织法》第三十条、村民代表会议决议
    标签:
      - 三重一大
      - 工程
""",
)


def nearest(written: str, known: Iterable[str]) -> dict[str, str]:
    """Return what to advise, in both languages, where a word is like one that is known."""
    near = difflib.get_close_matches(
        written, list(known), n=1, cutoff=0.55
    )  # of two characters, one is not enough
    return {
        "advice": f"是不是“{near[0]}”？" if near else "",
        "advice_en": f"Did you mean “{near[0]}”? " if near else "",
    }


def first_at(place: Place) -> dict[str, str]:
    """Return where a field stands for the first time, as `KEY_TWICE` says it in both languages."""
    if place.cell:
        cell = place.cell.rpartition("!")[2]
        return {"first": f"：另一个在 {cell}", "first_en": f"; the other one is in {cell}"}
    return {
        "first": f"：第 {place.line} 行已经有一个“{place.field}”",
        "first_en": f"; line {place.line} has “{place.field}” already",
    }


def asked_for(
    place: Place, name: str, form: Form, group: str = "", item: int = 0, *, empty: bool = False
) -> dict[str, str]:
    """Return what `FIELD_MISSING` says of a field: where it belongs and how it is written.

    `place` is that of the group that lacks it, `item` its number where it is one of a list; `empty` where its name is there and no value.
    """
    within = place.field.rpartition(".")[0] if place.cell else place.field
    inside, inside_en = ("", "") if place.cell or not within else (f"“{within}”里的", f" in “{within}”")
    if item and inside:
        inside, inside_en = f"“{within}”第 {item} 项的", f" in item {item} of “{within}”"
    full = f"{within}.{name}" if place.cell and within else name
    shown = (
        "明细文件: 2026年一季度.xlsx" if name == "明细" else example.line(form, name, group)
    )  # rows stand beside a record
    heads = example.columns(form, full)
    if len(heads) > 1 or heads[0] != full:
        column, column_en = (
            f"加上这几列，在这一行填写：{'、'.join(heads)}",
            f"Add these columns, and fill them in on this row: {', '.join(heads)}",
        )
    else:
        sample = example.value(form, name, group)
        column, column_en = (
            f"在“{full}”这一列填写，例如：{sample}",
            f"Fill in the column “{full}”, for instance: {sample}",
        )
    if name == "明细":
        column = "把明细放在另一张表里，表名写：收支 2026年一季度（照这一行的所属期间）"
        column_en = "Put the rows on a sheet of their own, named 收支 2026年一季度 (the period of this row)"
    at, at_en = (
        (f"在{inside.removesuffix('的')}补上", f"Add it{inside_en}") if inside else ("补上一行", "Add a line")
    )
    if empty:
        at, at_en = "在冒号后面填写", "Write it behind the colon"
    return {
        "lacks": "空着，没有填" if empty else "没有写",
        "lacks_en": "empty" if empty else "missing",
        "name": full,
        "inside": inside,
        "inside_en": inside_en,
        "at": at,
        "at_en": at_en,
        "example": shown,
        "column": column,
        "column_en": column_en,
    }
