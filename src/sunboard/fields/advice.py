"""What to advise for a name that no field has, and what of it is shown as written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from operator import ne

from sunboard.faults import Detail
from sunboard.fields.declarations import Key, further_phones, keys_of, names_of, stand_ins
from sunboard.fields.faults import nearest, nearest_head
from sunboard.fields.forms import NULL, Mark
from sunboard.fields.keys import normalised_key
from sunboard.fields.meant import groups_with
from sunboard.fields.part import Part
from sunboard.fields.sentences import holds_office
from sunboard.fields.written import parse_phone
from sunboard.lazy import regex
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar, is_blank
from sunboard.model.problem import Log
from sunboard.model.row import Row

_MOST_GROUPS = 4  # that have a field of one name; of more, its name says little
_POST = frozenset(("姓名", "职务"))
_SHOWN = regex(r"(?=.*[\u3400-\u9fff])(?!.*(?:不(?:对外)?公[开示]|内部|保密|密码|口令)).{1,20}")
_SLIPS = 2  # signs that are others, of which a word is another word
_FILE = regex(r".*\.[A-Za-z][0-9A-Za-z]{1,4}")


def said_in_full(key: Key, node: Node, part: type[Part], entries: Sequence[Entry]) -> Key | None:
    """Return the field that a word is of which is none of a field's own, where that is not given.

    `状态: 整改中` is of 整改状态, `状态: 闲置` of 使用状态: of the one whose name ends like this one. What is
    needed itself stands for no other.
    """
    if key.required or holds(key, node):
        return None
    given = {normalised_key(entry.key) for entry in entries}
    longer = [
        one
        for one in keys_of(part)
        if one.form.sort in ("choice", "text")
        and any(name.endswith(key.zh) for name in one.names - key.names)
        and given.isdisjoint(one.names)
    ]
    return longer[0] if len(longer) == 1 else None


def as_written(entry: Entry, part: type[Part]) -> tuple[str, ...]:
    """Return the text under a name that nobody knows, or those of a list or group, where that is to be shown.

    A name that is like a field's, even one that is given, is meant for it where that takes more than words,
    or where one sign is another: 受灾面积 is no 面积. Names without a Chinese sign are other programs', and
    neither the name of a file nor what is said to be nobody's business is text to show. A column of a
    workbook is a note to oneself as often as not.
    """
    plain = _texts(entry.node)
    if (
        entry.place.cell
        or plain is None
        or any(map(_FILE.fullmatch, plain))
        or not _SHOWN.fullmatch(entry.key.strip())
    ):
        return ()
    needed = [key.zh for key in keys_of(part) if key.required]
    written, known, fits = normalised_key(entry.key), names_of(part), _fitting(entry.node, part)

    def is_meant(name: str) -> bool:
        is_slip = len(name) == len(written) and sum(map(ne, name, written)) < _SLIPS
        return (is_slip or not known[name].form.is_free_text) and fits(name)

    if "near" in nearest(written, known, needed, is_meant):
        return ()
    return tuple(text for text in plain if text and text not in NULL)


def _texts(node: Node) -> Sequence[str] | None:
    """Return the text of a value or those of a list, or what a group says, each behind its name, in one line.

    Nothing where something else stands among them, or was found faulty.
    """
    if isinstance(node, Fields):
        told = [_texts(one.node) for one in node.entries]
        if None in told:
            return None
        lines = ("、".join(texts or ()) for texts in told)
        pairs = zip(node.entries, lines, strict=True)
        said = [f"{one.key.strip()}：{line}" if line else one.key.strip() for one, line in pairs]
        is_deep = any(isinstance(one.node, Fields) for one in node.entries)
        return [("；" if is_deep else "，").join(said)]
    items = node.items if isinstance(node, Items) else (node,)
    plain = [item.text.strip() for item in items if isinstance(item, Scalar) and not item.told]
    return plain if len(plain) == len(items) else None


def advise_key(
    written: str, value: Node, part: type[Part], entries: Sequence[Entry], of: Fields
) -> Mapping[str, Detail]:
    """Return what to advise for a key that nobody knows: one like it, not given, that can hold its value.

    Of a row of a table it is the head of a column.
    """
    known = names_of(part)
    given = {known[name] for entry in entries if (name := normalised_key(entry.key)) in known}
    if isinstance(of, Row) and isinstance(value, Scalar):
        return advise_head(written, value.text, keys_of(part), {key.name for key in given})
    lacking = [name for name, key in known.items() if key not in given]
    needed = [key.zh for key in keys_of(part) if key.required and key not in given]
    advice = nearest(written, lacking, needed, _fitting(value, part))
    if advice["advice"]:
        return advice
    if isinstance(value, Fields) and (group := _group_of(value, part, given)):
        return {"advice": "near", "near": group.zh}
    tables = (key for key in keys_of(part) if key.form.part is not None)
    posts = next((key for key in tables if {*names_of(key.form.part)} >= _POST), None)
    if posts and isinstance(value, Scalar) and holds_office(written, value):
        return {"advice": "post", "within": posts.zh, "whom": value.text.strip(), "duty": written}
    if within := _groups_for(written, value, part, entries):
        rooms = (f"“{_room_in(group, written, part, entries)}”" for group in within)
        return {"advice": "within", "within": "、".join(rooms)}
    phones = further_phones(part)
    if phones and isinstance(value, Scalar) and parse_phone(value.text):
        return {"advice": "within", "within": f"“{phones.zh}”"}
    return advice


def _groups_for(written: str, value: Node, part: type[Part], entries: Sequence[Entry]) -> Sequence[str]:
    """Return where the groups lie to which a key belongs, with what else nobody knows; none where few say so.

    A group that is given goes before others, and where several lie in one group, it is that.
    """
    known = names_of(part)
    given = {known[name].zh for entry in entries if (name := normalised_key(entry.key)) in known}
    strange = {name for entry in entries if (name := normalised_key(entry.key)) not in known}
    told = groups_with(part, strange)
    most = max(map(len, told.values()), default=0)
    alone = {known[name].zh for entry in entries if (name := _plain_name(entry)) in known}
    fitting = [
        group
        for group, names in told.items()
        if written in names
        and len(names) == most
        and group.partition(".")[0] not in alone
        and _room_in(group, written, part, entries)
        and _has_shape_of(group, written, value, part)
        and _is_enough(group, names, part, entries)
    ]
    within = [group for group in fitting if known[group.partition(".")[0]].zh in given] or fitting
    above = {group.rpartition(".")[0] for group in within}
    if len(within) > 1 and len(above) == 1 and "" not in above:
        within = [*above]
    says_enough = most > 1 or [known[group].form.sort for group in within if group in known] == ["group"]
    return within if says_enough and len(within) <= _MOST_GROUPS else ()


def _group_of(value: Fields, part: type[Part], given: Collection[Key]) -> Key | None:
    """Return the only group that is not given and knows several names that stand below another name."""
    written = [entry.key for entry in value.entries]
    groups = (key for key in keys_of(part) if key.form.sort == "group" and key not in given)

    def known(key: Key) -> int:
        return sum(one in names_of(key.form.part) or bool(stand_ins(key.form.part, [one])) for one in written)

    fitting = [key for key in groups if known(key) > 1]
    return fitting[0] if len(fitting) == 1 else None


def _room_in(path: str, written: str, part: type[Part], entries: Sequence[Entry]) -> str:
    """Return where in a group a field may stand: among what has any name, where the group has that field."""
    group = names_of(part).get(path)
    key = names_of(group.form.part).get(written) if group and group.form.sort == "group" else None
    said = next((one.node for one in entries if group and normalised_key(one.key) in group.names), None)
    if group is None or key is None or not isinstance(said, Fields) or said.get(*key.names) is None:
        return path
    others = (one for one in keys_of(group.form.part) if one.form.sort == "map" and not one.form.words)
    other = next(others, None)
    return f"{path}.{other.zh}" if other else ""


def _is_enough(path: str, names: Collection[str], part: type[Part], entries: Sequence[Entry]) -> bool:
    """Tell whether a group of a part is given, or is whole with what has these names below it.

    A vote alone makes no 议事决策: that has a procedure, and days on which it was posted.
    """
    first, _, rest = path.partition(".")
    group, moved = names_of(part)[first], tuple(one for one in entries if normalised_key(one.key) in names)
    if any(normalised_key(one.key) in group.names for one in entries):
        return True
    for name in reversed(rest.split(".") if rest else ()):
        moved = (Entry(name, Fields(moved, moved[0].place), moved[0].place),)
    return holds(group, Fields(moved, moved[0].place))


def _has_shape_of(path: str, written: str, value: Node, part: type[Part]) -> bool:
    """Tell whether a field of a group that lies at a path may be told by fields, where it is."""
    name, _, rest = path.partition(".")
    inner = names_of(part)[name].form.part
    if inner is None or not isinstance(value, Fields):
        return True
    key = names_of(inner).get(written)
    return _has_shape_of(rest, written, value, inner) if rest else key is None or holds(key, value)


def _plain_name(entry: Entry) -> str:
    """Return the name of what is written without fields below it, which can take none."""
    return normalised_key(entry.key) if isinstance(entry.node, Scalar) and not is_blank(entry.node) else ""


def _fitting(value: Node, part: type[Part]) -> Callable[[str], bool]:
    """Return what tells whether the field of a name can hold a value."""
    known = names_of(part)
    return lambda name: holds(known[name], value)


def holds(key: Key, node: Node) -> bool:
    """Tell whether a field can hold a value."""
    heard = Log()
    key.read(node, heard)
    return not heard.problems


def advise_head(head: str, text: str, known: Sequence[Key], given: Collection[str]) -> Mapping[str, Detail]:
    """Return what to advise for the head of a column: one that is like it, or all that can hold its cells.

    What is none of these the sheet of a register may still show, as it stands.
    """

    def fits(key: Key) -> bool:
        is_other = any(head.startswith(f"{name}(") for name in key.names)  # 面积(㎡) is none in mu
        return not is_other and holds(key, Scalar(text, Place()))

    fitting = [key for key in known if key.name not in given and fits(key)]
    advice = nearest_head(head, (name for key in fitting for name in key.names))
    if advice["advice"] or not fitting:
        return advice
    is_register = any(key.form.mark is Mark.OWN for key in known)
    return {
        "advice": "register" if is_register else "names",
        "names": tuple(key.zh for key in fitting),
    }
