"""The power list that a village inherits: the county's, then the township's, then its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sunboard.fields.declarations import key_of, names_of
from sunboard.fields.part import Part
from sunboard.model.node import Document, Entry, Fields, Place, Scalar
from sunboard.model.problem import Fault, Log, Problem, Severity, Words

ID_TAKEN_ABOVE = Fault(
    "id-inherited",
    Severity.ERROR,
    zh=Words(
        "编号“{value}”上级清单里已经有了（{other}）",
        "要改上级的这一项，加一行 覆盖: {value}；是另一件事，换一个编号",
    ),
    en=Words(
        "The id “{value}” is taken by the list above ({other})",
        "To change that item add `overrides: {value}`; for another matter choose another id",
    ),
    manual="""A file in a lower power list has the id of an inherited item, and does not say that it overrides it.

Why: Two items with one id cannot be told apart in references, signs and statistics.

Source: sunboard's rules for ids: one id means one record.

    覆盖: A03
    流程:
      - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 归档}

中文
下级清单里的文件用了上级清单已有的编号，又没有写“覆盖”。要改上级的那一项，写“覆盖: A03”，只写要改的字段。

为什么：一个编号有两个事项，引用、张贴、统计都会弄混。

依据：sunboard 的约定：一个编号只指一份记录。

    覆盖: A03
    流程:
      - {序号: 1, 责任人: 村民, 做什么: 提出申请, 下一步: 归档}
""",
)
OVERRIDE_UNKNOWN = Fault(
    "override-unknown",
    Severity.ERROR,
    zh=Words("“覆盖: {value}”：上级清单里没有这个编号", "核对编号；如果是本村自己的事项，删去“覆盖”这一行"),
    en=Words(
        "`overrides: {value}`: the lists above have no such id",
        "Check the id, or remove the line for an item of your own",
    ),
    manual="""An override names an id that no list above has.

Why: The change would go nowhere.

Source: sunboard's rules for ids: one id means one record.

    覆盖: A03

中文
“覆盖”后面的编号在上级清单里找不到。

为什么：要改的那一项找不到，改的内容就落了空。

依据：sunboard 的约定：一个编号只指一份记录。

    覆盖: A03
""",
)


OVERRIDE_TWICE = Fault(
    "override-twice",
    Severity.ERROR,
    zh=Words("“覆盖: {value}”写了两次，另一份是 {other}", "两份合成一份"),
    en=Words("`overrides: {value}` stands twice, also in {other}", "Put both into one file"),
    manual="""Two files of one list override the same item, and nobody can tell which of them counts.

Why: Whichever were taken, the other would be lost without a word.

Source: sunboard drops nothing silently.

    覆盖: A03

中文
同一级清单里有两份文件覆盖同一个事项，无法判断哪份算数。

为什么：取哪一份，另一份都会悄悄丢掉。

依据：sunboard 的约定：什么都不悄悄丢掉。

    覆盖: A03
""",
)


@dataclass(frozen=True, slots=True)
class Inherited:
    """An item of the list as merged. `document.path` is the file at the top, which stays its identity."""

    id: str
    document: Document
    problems: tuple[Problem, ...] = ()
    merged: bool = True  # False where the file found no place in the list


def item_id(document: Document, kind: type[Part]) -> str:
    """Return an item's id: as given, else the file's name."""
    given = _given(document, kind, "id")
    return given or document.path.rpartition("/")[2].removesuffix(".md")


def merge_lists(layers: Iterable[Iterable[Document]], kind: type[Part]) -> tuple[Inherited, ...]:
    """Lay lists over one another, the highest first: each field that a lower file gives replaces the one above, whole.

    A file that names no item above, or takes the id of one without overriding it, stands at the end with its problem.
    """
    merged: dict[str, Inherited] = {}
    others: list[Inherited] = []
    for layer in layers:
        above = dict(merged)
        taken: dict[str, str] = {}  # id -> the file of this list that overrides it
        for document in layer:
            log = Log()
            target = _given(document, kind, "overrides")
            own = item_id(document, kind)
            if target and target in taken:
                log.add(OVERRIDE_TWICE, _place(document, kind, "overrides"), target, other=taken[target])
                others.append(Inherited(own, document, tuple(log.problems), merged=False))
            elif target and target in above:
                taken[target] = document.path
                merged[target] = Inherited(target, _over(merged[target].document, document, kind))
            elif target:
                log.add(OVERRIDE_UNKNOWN, _place(document, kind, "overrides"), target)
                others.append(Inherited(own, document, tuple(log.problems), merged=False))
            elif own in above:
                log.add(ID_TAKEN_ABOVE, _place(document, kind, "id"), own, other=above[own].document.path)
                others.append(Inherited(own, document, tuple(log.problems)))
            elif own in merged:
                others.append(
                    Inherited(own, document)
                )  # two files of one list with one id: the check for ids names both
            else:
                merged[own] = Inherited(own, document)
    return (*merged.values(), *others)


def _given(document: Document, kind: type[Part], name: str) -> str:
    node = document.fields.get(*names_of(kind)[name].names)
    return node.text.strip() if isinstance(node, Scalar) else ""


def _place(document: Document, kind: type[Part], name: str) -> Place:
    node = document.fields.get(*names_of(kind)[name].names)
    return node.place if node is not None else Place(document.path, 1)


def _over(above: Document, below: Document, kind: type[Part]) -> Document:
    known: Mapping[str, object] = names_of(kind)
    skip = names_of(kind)["overrides"].names
    given = {
        known.get(key_of(entry.key), entry.key): entry
        for entry in below.fields.entries
        if entry.key not in skip
    }
    kept: list[Entry] = []
    for entry in above.fields.entries:
        kept.append(given.pop(known.get(key_of(entry.key), entry.key), entry))
    entries = (*kept, *given.values())
    place = replace(below.fields.place)
    return Document(
        above.path,
        Fields(entries, place),
        below.body or above.body,
        below.body_line if below.body else above.body_line,
    )
