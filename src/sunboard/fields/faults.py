"""Faults of fields that any kind of record or setting may have."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import eq

from sunboard.faults import Detail, fault
from sunboard.fields.declarations import (
    UNKNOWN,
    Key,
    asked_in_cell,
    asked_of,
    columns_for,
    names_of,
    rows_file_of,
    sample_of,
)
from sunboard.fields.forms import Form
from sunboard.fields.part import Part
from sunboard.fields.sentences import as_told, outlined
from sunboard.model.node import Node, Place, Scalar
from sunboard.model.problem import Log

KEY_UNKNOWN = fault("key-unknown")
KEY_SHOWN = fault("key-shown")
FIELD_MISSING = fault("field-missing")
SHAPE_WRONG = fault("shape-wrong")
CELL_EMPTY = fault("cell-empty")
LIST_UNSPLIT = fault("list-not-split")
VALUE_WRONG = fault("value-wrong")

_SHAPES = {"group": "group", "map": "group", "table": "list", "list": "words"}
_NOTES = frozenset(("备注", "备考", "附注", "注"))  # columns of remarks, which need no field


_CONTRASTS = frozenset("未不非欠无已应实拟收付支缴交领借贷进出上初末甲乙发承总净原票式联")
_SOMEBODY = "人"  # how names of fields end that say who: 办理人 is no 办理结果
_SURELY = 0.75  # how like a word is that differs in one of four signs


def _is_misspelt(word: str, spellings: Iterable[str]) -> bool:
    """Tell whether a word has as many signs as one of the spellings, and nearly all of them in their places.

    All of them in another order do too; 办公时间 is no 公开时间.
    """
    return any(
        sorted(one) == sorted(word) or sum(map(eq, one, word)) >= _SURELY * len(word)
        for one in spellings
        if len(one) == len(word)
    )


def nearest(
    written: str,
    known: Iterable[str],
    missing: Iterable[str] = (),
    fits: Callable[[str], bool] = lambda word: True,
) -> dict[str, str]:
    """Return what to advise where a word is like one that is known, above all like one that is missing.

    One that is not merely misspelt has to fit what stands there: 质保期: 1年 is no day 质保期满.
    """
    if written in _NOTES:
        return {"advice": "note"}
    spellings = {written, written.replace("时间", "日期")}
    alike = 0.7 if written.isascii() else 0.55  # of two signs, one is not enough; letters are soon alike
    for words, least in ((missing, max(0.5, alike - 0.05)), (known, alike)):
        words = list(words)
        near = [
            one
            for text in spellings
            for one in difflib.get_close_matches(text, words, 4, least)
            if (_is_misspelt(one, spellings) or fits(one))
            and contrasts(written) == contrasts(one)
            and written.endswith(_SOMEBODY) == one.endswith(_SOMEBODY)
            and written.endswith("人数") == one.endswith("人数")
        ]
        if near:
            return {"advice": "near", "near": max(near, key=lambda one: _likeness(one, spellings))}
    return {"advice": ""}


def nearest_head(head: str, names: Iterable[str]) -> dict[str, str]:
    """Return what to advise for the head of a column that is like one of those names.

    Where one of two heads says more than the other, they end alike: 对方科目 is a 科目, 年龄 no 年龄段.
    """
    alike = (name for name in names if len(name) == len(head) or name.endswith(head) or head.endswith(name))
    return nearest(head, alike)


def contrasts(word: str) -> frozenset[str]:
    """Return the signs of a word without which it is another word: 未收金额, 已付金额, 支票号."""
    return _CONTRASTS & {*word}


def _likeness(word: str, spellings: Iterable[str]) -> float:
    return max(difflib.SequenceMatcher(None, word, text).ratio() for text in spellings)


_FEW = 14  # names that are told one by one
_ALIKE = 3  # of more, those that are likest
_LEAST = 0.2  # how like a name is at least


def key_unknown(
    log: Log,
    place: Place,
    key: str,
    advice: Mapping[str, Detail],
    node: Node | None = None,
    where: str = "",
    known: Sequence[str] = (),
) -> None:
    """Note a key that nobody knows, of settings or `where` it stands, and what to do with it.

    It goes with the value `node`, whose lines belong to it. Of settings the names that are `known` are told,
    or where they are many those that are likest.
    """
    where = where or ("settings" if place.path.endswith(".yaml") else "record")
    if where == "settings" and "near" not in advice and known:
        names = difflib.get_close_matches(key, known, _ALIKE, _LEAST) if len(known) > _FEW else known
        where = "few" if names is known else "many" if names else "all"
        advice = {**advice, "names": tuple(names)}
    lines = "entry" if where == "rule" else "one" if node is None or isinstance(node, Scalar) else "several"
    log.add(KEY_UNKNOWN, place, key, where=where, lines=lines, columns="one", **advice)


def shape_wrong(
    node: Node, log: Log, form: Form, expected: str = "", of: str = "", shown: str = "", **details: str
) -> None:
    """Note that a value has not the shape of its form, with an example that has: `shown`, if that is given.

    The fault's page says what `expected` is; `of` is the list of which it is an item.
    """
    shape = expected or _SHAPES.get(form.sort, "single")
    name, in_cell = node.place.field, bool(node.place.cell)
    short = next((one.example for one in form.others if in_cell and one.example), "")
    said = "" if in_cell else as_told(node, form) or shown or outlined(node, form)
    sample = said or short or asked_of(form)
    example = f"{name}: {sample}" if name and not in_cell else sample
    place = node.place if name or in_cell or not of else node.place.at(of)
    log.add(SHAPE_WRONG, place, _written(node), expected=shape, example=example, **details)


def value_wrong(node: Node, log: Log, form: Form, expected: str = "", **details: Detail) -> None:
    """Note that a value cannot be read, with an example of one that can, or all words to choose from.

    The fault's page says what `expected` is.
    """
    wanted: dict[str, Detail] = {"expected": expected or form.said or form.sort, "example": sample_of(form)}
    wanted |= {"how": "", "like": "choose" if form.words else "", "words": form.words}
    log.add(VALUE_WRONG, node.place, _written(node), **{**wanted, **details})


def _written(node: Node) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def field_missing(
    log: Log,
    at: Place,
    part: type[Part],
    key: Key,
    place: Place,
    item: int = 0,
    *,
    empty: bool = False,
    meant: str = "",
) -> None:
    """Note that a field of a part is missing, where it belongs and how it is written.

    `place` is that of the group that lacks it, `item` its number where it is one of a list; `empty` where its
    name is there and no value, `meant` a name that stands there and may be its own misspelt.
    """
    within = place.field.rpartition(".")[0] if place.cell else place.field
    inside = "" if place.cell or not within else "item" if item else "group"
    name = f"{within}.{key.zh}" if place.cell and within else key.zh
    name = at.field if empty and place.cell else name  # its column may have another head
    heads = columns_for(key.form, name)
    column = "one" if empty or within else "meant" if meant else "none"
    rows_file = rows_file_of(part, key.name)
    asked = rows_file or key  # many rows stand beside a record
    period = names_of(part).get("period")
    number = f"{item}" if key.form.said == "file-name" and item > 1 else ""  # no two have one name
    known = key.name if key.name == "catalog" else ""  # its codes are all in one list
    sample = UNKNOWN if known else asked_in_cell(key.form) if place.cell else asked_of(key.form)
    log.add(
        FIELD_MISSING,
        at,
        lacks="empty" if empty else "missing",
        name=name,
        inside=inside,
        within=within,
        item=f"{item}",
        at="colon" if empty else "meant" if meant else inside,
        meant=meant,
        example=f"{asked.zh}: {sample if asked is key else asked_of(asked.form)}{number}",
        column="rows" if rows_file else "several" if heads != (name,) else column,
        heads=heads,
        sample=sample,
        like="" if sample == UNKNOWN else "some",
        sheet=f"{key.zh} {sample_of(period.form)}" if period else key.zh,
        known=known,
        rule=key.rule,
    )
