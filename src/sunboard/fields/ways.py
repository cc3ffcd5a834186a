"""How a key is read, by what its field is: worked out once for each type of part."""

from __future__ import annotations

from collections.abc import Mapping

from sunboard.fields.declarations import Key, is_unsaid, keys_of, names_of
from sunboard.fields.forms import DASHES, NO_WORDS, NULL, Form, Mark
from sunboard.fields.part import Part, cached_by_type
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Node, Scalar, is_unfilled

NONE = frozenset(("无", "没有", "暂无", "还没有", "暂时没有", "未开通", "待定"))
_DASH = regex(DASHES.pattern)
_WITHOUT = frozenset(("day", "phone", "money", "table", "group", "map"))
"""Sorts of values that people may say are not there; of numbers and votes there are none then."""


def is_vital(key: Key, part: type[Part]) -> bool:
    """Tell whether nothing of a part can be used where one of its fields is wrong."""
    return key.required or part.vital is None or key.name in part.vital


@dataclass(frozen=True, slots=True)
class Way:
    """How a key is read, and what of that follows from its form."""

    key: Key
    sort: str  # of its form
    is_vital: bool
    is_group: bool
    may_be_fuller: bool  # what was written may belong to the text beside it
    may_be_null: bool  # `~` says that there is none, also of people; in other texts people wrote it
    may_lack: bool  # 无 says that there is none

    def says_nothing(self, node: Node) -> bool:
        """Tell whether the key was written without a value, or with a word that says there is none."""
        if not isinstance(node, Scalar):
            return self.is_group and is_unfilled(node)
        word = node.text.strip()
        if is_unsaid(word):
            return not node.told
        if self.may_be_null and word in NULL:
            return True
        if not self.may_lack:
            return False
        if self.sort == "group" and word in NO_WORDS:
            return True
        return word in NONE or _DASH.fullmatch(word) is not None


@cached_by_type
def ways_of(part: type[Part]) -> Mapping[str, Way]:
    """Return how each accepted key of a type of part is read."""
    return {
        name: Way(
            key=key,
            sort=key.form.sort,
            is_vital=is_vital(key, part),
            is_group=key.form.is_group,
            may_be_fuller=key.form.sort == "choice" or key.form.said == "mu",
            may_be_null=not key.form.is_free_text or key.form.mark is Mark.OFFICER,
            may_lack=not key.required and _may_lack(key.form),
        )
        for name, key in names_of(part).items()
    }


@cached_by_type
def asked_of(part: type[Part]) -> tuple[Key, ...]:
    """Return the fields of a type of part that are needed, or taken from another one."""
    return tuple(key for key in keys_of(part) if key.required or key.otherwise)


def _may_lack(form: Form) -> bool:
    is_list = form.sort == "list" and not form.is_free_text
    return form.sort in _WITHOUT or form.said == "address" or form.mark is Mark.OFFICER or is_list
