"""Entries that nobody declared, as those that they stand for: parts of a group, days from one to another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sunboard.fields.declarations import UNKNOWN, Key, keys_of, names_of, stand_ins
from sunboard.fields.forms import NO_WORDS, YES_WORDS
from sunboard.fields.keys import normalised_key
from sunboard.fields.part import Part, cached_by_type
from sunboard.fields.vocabulary import COLONS
from sunboard.fields.written import (
    Span,
    parse_hotline,
    parse_span,
    parse_start,
    said_of_a_year,
    said_of_each,
)
from sunboard.lazy import regex
from sunboard.model.node import Entry, Fields, Items, Node, Scalar

_SIDES, _SIDES_EN, _DAYS_EN = ("开始", "截止", "天数"), ("notice_start", "notice_end"), "notice_days"
_TERM_SIDES = "起", "止"
TERM = (
    r"(?:合同|承包|租赁?|承租|出租|发包|流转|使用|经营|有效|合同有效|履行|合同履行)?"
    r"(?:期限?|期间|年限|起止(?:日期|时间|年限|年月)?)"
)
"""A pattern of what people call the time that a contract lasts."""
FIRST_DAY = "first ?day ?year ?contract ?deal ?take ?give"
"""What heads speak of that mean the day from which it does."""
LAST_DAY = "last ?day ?year ?contract ?deal ?take ?give"
"""What heads speak of that mean the day until which it does."""
PROGRESS = (
    r"(?:合同)?履[行约](?:状态|状况|进度)|合同(?:状态|状况)"
    r"|(?:租金|承包费)?(?:[交缴][租款费]|收[取缴交款])(?:情况|状况|状态)|租金[交缴]纳?(?:情况|状况)"
)
"""A pattern of what people call how it is kept, and whether what is owed was paid."""
RENT = r"(?:租金|承包[费金款]|租赁[费金]|流转费|发包费)(?:标准|约定|及支付方式|支付方式)?"
"""A pattern of what people call what is paid for it, without saying for how long."""
_TERM = regex(TERM)
_NOTICE_EN = ("notice", "notice_period", "notice period")
_SPAN = regex("..(?:期限?|期间|时间|日期|起止(?:日期|时间))")
_TO = regex(r"\d\s*[日号]?\s*(?:[至到起~～—–]|-+)")
_LASTING = regex(
    r"^\s*[共计]*{0}年[，,、\s]*|[（(][共计]*{0}年[)）]\s*$|[，,、]\s*[共计]*{0}年\s*$".format(
        "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
    )
)
"""How many years something lasts, said beside its days: 5年（2024.3.1-2029.2.28）."""
_YEARLY = "(每年)"
"""What heads and keys say of what is paid in a year: 租金(每年)."""
_APIECE = "(每个)"
"""What they say of what is paid for each mu or thing: 底价(每个)."""
AT_LENGTH = r"\(成句\)"
"""A pattern of what heads say of a name under which a sentence stands, not a word or two: 整改情况(成句)."""
_SENTENCE = regex(".*[，。；,;].*|.{10,}", re.DOTALL)
_PUBLIC = regex("(?:是否)?(?:同意)?(?:对外|向社会)?(?:公开|公布|发布)")
_ANNOUNCED = regex("(?:是否|是不是)?(?:需要?)?公示")
UNANNOUNCED = "不公示"
"""What is asked back of a state: a draft is not shown, and what runs without a notice is."""
_DIGIT = regex("[0-9０-９]")
_FROM_THE_DAY = regex(r"自?[^0-9，。；]{0,20}?([^0-9，。；自]{2})之日起?[^0-9，；]{0,6}")
_ANY_YEAR = 2024  # of a February of 29 days
_BETWEEN = ("", ".", "．", "·", "_", " ")
_BETWEEN_PHONES = regex(r"[、，,；;。\n]|(?<=[0-9])\s+(?=(?!转)[\u3400-\u9fff])")
_ENTRY = regex(rf"(?:([^{COLONS}]+)[{COLONS}]\s*|(\D+)(?=\d))(.*)")


def as_declared(entries: Sequence[Entry], part: type[Part]) -> Sequence[Entry]:
    """Return entries in which what is said of a group stands below it, and days from one to another are two.

    `撤回日期` and `撤回原因` are the group `撤回`, `公示期: 4月10日至16日` is `公示开始` and `公示截止`.
    What nobody else names may stand under another name, 租金 that is said to be paid in a year under that of
    what is, 整改情况 that is a sentence under that of what was done. All else stays where it is.
    """
    known = names_of(part)
    if known.keys() >= {entry.key for entry in entries}:  # as mostly
        return entries
    inside = _names_inside(part)
    names = [normalised_key(entry.key) for entry in entries]
    more = {name: f"{name}{_manner(entry.node)}" for name, entry in zip(names, entries, strict=True)}
    told = [name for name in names if name in known]
    by_name, by_manner = stand_ins(part, names), stand_ins(part, [*told, *more.values()])
    kept: list[Entry] = []
    below: dict[str, list[Entry]] = {}
    for entry in entries:
        written = normalised_key(entry.key)
        if written in known or not written:
            kept.append(entry)
        elif written in inside and _may_be_of(known[inside[written][0]], entry.node):
            group, name = inside[written]
            below.setdefault(group, []).append(replace(entry, key=name))
        elif sides := _sides(entry, written, known):
            kept += sides
        elif (said := _whether_public(entry, written, known)) is not None and said.key not in names:
            kept.append(said)
        else:
            stands_for = by_manner.get(more[written]) or by_name.get(written)
            kept.append(replace(entry, key=stands_for.zh) if stands_for else entry)
    return _grouped(kept, below, known) if below else kept


def _may_be_of(group: Key, node: Node) -> bool:
    """Tell whether a value may be one of a map: 监督: 镇纪委 is no telephone."""
    is_number = group.form.item is not None and group.form.item.sort == "phone"
    is_text = isinstance(node, Scalar) and node.text.strip() and not _DIGIT.search(node.text)
    return not (is_number and is_text)


def _whether_public(entry: Entry, written: str, known: Mapping[str, Key]) -> Entry | None:
    """Return as its state that a record is to be public, or is not to be: 是否公开: 否, 公示: 否."""
    status = known.get("状态")
    is_announced = _ANNOUNCED.fullmatch(written) is not None
    if status is None or status.name != "status" or not (is_announced or _PUBLIC.fullmatch(written)):
        return None
    word = entry.node.text.strip() if isinstance(entry.node, Scalar) else ""
    kept_back = UNANNOUNCED if is_announced else "不公开"
    meant = "公开" if word in YES_WORDS else kept_back if word in NO_WORDS or word == kept_back else ""
    place = entry.node.place.at(status.zh) if is_announced and meant == kept_back else entry.node.place
    return Entry(status.zh, Scalar(meant, place), entry.place) if meant else None


def as_paid(written: str, node: Node, part: type[Part]) -> Key | None:
    """Return the field for an amount that is said to be paid in a year, or for each, where that is another.

    `底价: 580元/亩` is the 单位底价.
    """
    others = _paid_otherwise(part).get(written)
    if not others or not isinstance(node, Scalar):
        return None
    if said_of_a_year(node.text) is not None:
        return others.get(_YEARLY)
    return others.get(_APIECE) if said_of_each(node.text) is not None else None


@cached_by_type
def _paid_otherwise(part: type[Part]) -> Mapping[str, Mapping[str, Key]]:
    """Return the fields that names of amounts mean with what is said of how they are paid behind them."""
    found: dict[str, dict[str, Key]] = {}
    for name, key in names_of(part).items():
        for manner in (_YEARLY, _APIECE) if key.form.sort == "money" else ():
            other = stand_ins(part, (f"{name}{manner}",)).get(f"{name}{manner}")
            if other and other.name != key.name:
                found.setdefault(name, {})[manner] = other
    return found


@cached_by_type
def _names_inside(part: type[Part]) -> dict[str, tuple[str, str]]:
    """Return every name under which a field of a group may stand beside it, with the group and its own name.

    A name that would stand for two of them stands for none.
    """
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for key in keys_of(part):
        for written, name in _written_beside(key):
            if found.setdefault(written, (key.name, name)) != (key.name, name):
                twice.add(written)
    known = names_of(part)
    return {
        written: where for written, where in found.items() if written not in twice and written not in known
    }


def groups_with(part: type[Part], written: Collection[str]) -> dict[str, set[str]]:
    """Return the groups and lists, as deep as they lie, with those of these names that are fields of theirs.

    应到 and 实到 are of a meeting; that of one name alone, such as 日期, says little.
    """
    found: dict[str, set[str]] = {}
    for key in keys_of(part):
        if key.form.part is None:
            continue
        names = {name for name in written if name in names_of(key.form.part)}
        found[key.zh] = names.union(stand_ins(key.form.part, written))
        found |= {f"{key.zh}.{path}": inner for path, inner in groups_with(key.form.part, written).items()}
    return found


def _written_beside(key: Key) -> Iterator[tuple[str, str]]:
    """Yield how a field of a group is called outside of it, and its own name."""
    form = key.form
    if form.sort == "map":
        yield from ((word, word) for word in form.words)
        return
    inner = names_of(form.part) if form.sort == "group" and form.part else {}
    for name, field in inner.items():
        if key.zh in name or name.endswith("电话"):  # 备案号 says by itself of what it is, 日期 does not
            yield name, field.zh
        yield from ((f"{group}{sign}{name}", field.zh) for group in key.names for sign in _BETWEEN)


def _grouped(kept: list[Entry], below: dict[str, list[Entry]], known: Mapping[str, Key]) -> list[Entry]:
    """Put entries below their groups, beside what stands there; a mere 是 said that there is such a group."""
    for at, entry in enumerate(kept):
        key = known.get(normalised_key(entry.key))
        if key is None or key.name not in below:
            continue
        node = as_map(entry.node) if key.form.sort == "group" else entry.node
        if isinstance(node, Fields):
            kept[at] = replace(entry, node=replace(node, entries=(*node.entries, *below.pop(key.name))))
        elif isinstance(entry.node, Scalar) and entry.node.text.strip() in ("", *YES_WORDS):
            kept[at] = _group(key.zh, below.pop(key.name))
        elif isinstance(entry.node, Scalar) and (alone := _alone(key)):
            kept[at] = _group(key.zh, [replace(entry, key=alone), *below.pop(key.name)])
    return [*kept, *(_group(known[name].zh, entries) for name, entries in below.items())]


def _alone(key: Key) -> str:
    """Return the field of a group that a value stands for which is written in place of the group: 电话."""
    form = key.form
    first = keys_of(form.part)[0] if form.sort == "group" and form.part else None
    return first.zh if first and any(other.sort == first.form.sort for other in form.others) else ""


def _group(name: str, entries: Sequence[Entry]) -> Entry:
    place = replace(entries[0].place, field=name)
    return Entry(name, Fields(tuple(entries), place), place)


def _sides(entry: Entry, written: str, known: Iterable[str]) -> tuple[Entry, ...]:
    """Return the first and the last of days that are said in one, or the first and how many there are."""
    named = sides_of_span(written, known)
    if not isinstance(entry.node, Scalar) or not named:
        return ()
    node = entry.node
    days = f"{written[:2]}{_SIDES[2]}" if written.lower() not in _NOTICE_EN else _DAYS_EN
    if span := span_said(node.text):
        said = (f"{span.first}", f"{span.last}", span.days if days in known else "")
    elif days in known and (start := parse_start(node.text)):
        said = (f"{start[0] or ''}", "", start[1])
    else:
        return ()
    return tuple(
        Entry(name, replace(node, text=text, place=node.place.at(name)), entry.place)
        for name, text in zip((*named, days), said, strict=True)
        if text
    )


def _manner(node: Node) -> str:
    """Return what heads say of names with such a value: paid in a year, told at length, or nothing."""
    if not isinstance(node, Scalar):
        return ""
    if said_of_a_year(node.text) is not None:
        return _YEARLY
    return told_at_length("") if is_sentence(node.text) else ""


def is_sentence(text: str) -> bool:
    """Tell whether a text is more than a word or two."""
    return _SENTENCE.fullmatch(text.strip()) is not None


def told_at_length(name: str) -> str:
    """Return how heads have a name under which a sentence stands."""
    return name + AT_LENGTH.replace("\\", "")


def span_said(text: str) -> Span | None:
    """Return the first and the last day of what lasts, also beside how many years that is."""
    return parse_span(_LASTING.sub("", text).strip("（() ）"))


def span_meant(text: str) -> str:
    """Return how to write days that cannot be read: alone, with the year left open where that lacks."""
    alone = [piece.strip() for piece in re.split("[，,；;。（）()]", text) if parse_span(piece.strip())]
    if len(alone) == 1:
        return alone[0]
    said = text.strip().lstrip("自从")
    of_a_year = f"{_ANY_YEAR}年{said}"
    is_whole = parse_span(of_a_year) or parse_start(of_a_year)
    return f"{UNKNOWN}年{said}" if is_whole else "…年…月…日至…年…月…日"


def sides_of_span(written: str, known: Iterable[str]) -> tuple[str, str] | None:
    """Return the names of the first and the last day of what an undeclared name says to last.

    公示期 is 公示开始 and 公示截止, 合同期限 is 起 and 止.
    """
    beside = f"{written[:2]}{_SIDES[0]}", f"{written[:2]}{_SIDES[1]}"
    named = _SIDES_EN if written.lower() in _NOTICE_EN else beside
    if _TERM.fullmatch(written) and {*_TERM_SIDES} <= {*known}:
        return _TERM_SIDES
    return named if {*named} <= {*known} else None


def day_named(node: Node, within: Fields, known: Mapping[str, Key]) -> Scalar | None:
    """Return the value that says the day which a text names: 自通过之日起施行 is as 通过日期 says."""
    found = _FROM_THE_DAY.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    key = known.get(f"{found[1]}日期") if found else None
    said = within.get(*key.names) if key else None
    return said if isinstance(said, Scalar) and said is not node else None


def is_span(key: str, text: str, known: Iterable[str]) -> bool:
    """Tell whether a key that nobody declared, and its value, say from when to when something lasts."""
    said = _SPAN.fullmatch(key) and _TO.search(text)
    return bool(said) and {f"{key[:2]}{side}" for side in _SIDES[:2]} <= {*known}


def _as_entry(item: Fields) -> Sequence[Entry]:
    """Return {名称: 村医, 号码: 0900-8880144} as the one entry that it means."""
    said = [entry.node for entry in item.entries if isinstance(entry.node, Scalar)]
    numbers = [node for node in said if parse_hotline(node.text)]
    names = [node for node in said if node not in numbers]
    if len(item.entries) != 2 or len(numbers) != 1 or len(names) != 1:
        return item.entries
    return (Entry(names[0].text.strip(), numbers[0], names[0].place),)


def _telephones(node: Scalar) -> Node:
    """Return `镇纪委0900-8880110、报警110` as a map, where each piece has a name and a number."""
    pieces = [piece.strip() for piece in _BETWEEN_PHONES.split(node.text)]
    found = [_ENTRY.fullmatch(piece) for piece in pieces if piece]
    named = [(one[1] or one[2], one[3]) for one in found if one and parse_hotline(one[3])]
    if not named or len(named) < len(found):
        return node
    entries = (Entry(name.strip(), replace(node, text=number), node.place) for name, number in named)
    return Fields(tuple(entries), node.place)


def as_map(node: Node) -> Node:
    """Return a list of keys with their values as the one map that it stands for.

    A number needs no colon before it: `- 镇民政办 0900-8880113`. Telephones may stand on one line.
    """
    if isinstance(node, Scalar):
        return _telephones(node)
    if not isinstance(node, Items) or not node.items:
        return node
    entries: list[Entry] = []
    for item in node.items:
        if isinstance(item, Fields):
            entries += _as_entry(item)
        elif isinstance(item, Scalar) and (found := _ENTRY.fullmatch(item.text.strip())):
            entries.append(Entry((found[1] or found[2]).strip(), replace(item, text=found[3]), item.place))
        else:
            return node
    return Fields(tuple(entries), node.place)
