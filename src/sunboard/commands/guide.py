"""What people are told of each field, and in which order: the common ground of templates, spreadsheets and schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sunboard.contracts import Kind
from sunboard.engines.yaml_texts import load_texts
from sunboard.fields.declarations import Key, keys_of, names_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.forms import Form

_REVIEW = ("owner", "reviewer", "review_date", "approver", "publish_date")
_LEFT_OUT = ("kind", "village")
_SAYS = {
    "zh": {
        "day": "日期",
        "money": "金额，元",
        "period": "期间，例如 2026年3月、2026年一季度、2026年",
        "whole": "整数",
        "phone": "电话号码",
        "list": "几项之间用、隔开",
        "choice": "只能写：{words}",
        "yes": "写 是 或 否",
        "example": "例如 {example}",
        "stop": "；",
    },
    "en": {
        "day": "a date",
        "money": "an amount in yuan",
        "period": "a period such as 2026-03, 2026-Q1 or 2026",
        "whole": "a whole number",
        "phone": "a telephone number",
        "list": "several with 、 between them",
        "choice": "one of: {words}",
        "yes": "是 or 否 (yes, no)",
        "example": "such as {example}",
        "stop": "; ",
    },
}


@dataclass(frozen=True, slots=True)
class Guide:
    """The sentences of `commands/guide.yaml` in one language."""

    language: str
    texts: Mapping[str, str]

    def key(self, key: Key) -> str:
        """Return a field's key as it is to be written."""
        return key.zh if self.language == "zh" else key.name.rstrip("_")

    def note(self, part: Any, key: Key) -> str:
        """Say what a field is for and how it is written."""
        own, name = self._text(f"{part.__name__}.{key.name.rstrip('_')}"), key.name.rstrip("_")
        common = self._text(name) if issubclass(part, Disclosure) else ""
        form, told = key.form, own or common
        if told and form.sort in ("day", "phone"):  # what it is has been told; how it looks has not
            return self._join(told, _SAYS[self.language]["example"].format(example=form.example))
        return self._join(
            told, self.manner(form) if not told or form.sort in ("choice", "yes", "period") else ""
        )

    def manner(self, form: Form) -> str:
        """Say how a value is written."""
        says = _SAYS[self.language]
        sort = form.sort
        if sort in ("choice", "yes"):
            return says[sort].format(words="、".join(form.words))
        if sort == "list":
            item = form.item or Form()
            return self._join(self.manner(item) if item.sort == "choice" else "", says["list"])
        said = form.said[self.language == "en"] or says.get(sort, "")
        return self._join(
            said,
            says["example"].format(example=form.example)
            if form.example and sort not in ("period", "whole")
            else "",
        )

    def fields(self, name: str) -> Sequence[str]:
        """Return a list of names of the guide."""
        return self.texts.get(name, "").split()

    def inner(self, part: Any) -> Sequence[Key]:
        """Return the fields of a group that a template shows."""
        chosen = self.fields(f"inner.{part.__name__}")
        return [names_of(part)[name] for name in chosen] if chosen else keys_of(part)

    def sections(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return the headings of a template with the fields below each."""
        found = [name.removeprefix("section.") for name in self.texts if name.startswith("section.")]
        return [(self._text(f"section.{name}"), self.fields(f"fields.{name}")) for name in found]

    def _text(self, name: str) -> str:
        zh, _, en = self.texts.get(name, "").partition(" | ")
        return zh if self.language == "zh" else en

    def _join(self, *pieces: str) -> str:
        kept = [piece for piece in pieces if piece]
        return _SAYS[self.language]["stop"].join(
            piece for at, piece in enumerate(kept) if piece not in "".join(kept[:at])
        )


def load_guide(language: str) -> Guide:
    """Read the guide that comes with sunboard."""
    return Guide(
        language, load_texts(resources.files("sunboard").joinpath("commands/guide.yaml").read_text("utf-8"))
    )


def find_kind(kinds: Mapping[str, Kind], name: str) -> Kind | None:
    """Return the kind of a name: its own, its folder's, or what it is called."""
    return next(
        (kind for kind in kinds.values() if name.lower() in map(str.lower, kind.names)),
        None,
    )


def needed(kind: Kind) -> tuple[Key, ...]:
    """Return the fields that a record to be published cannot do without, the title first; where one stands in for another, the one that stands in."""
    names = names_of(kind.fields)
    found = [
        key
        for key in keys_of(kind.fields)
        if key.required or key.name in kind.required or (kind.needs_review and key.name in _REVIEW)
    ]
    shown = [names[key.otherwise] if key.otherwise else key for key in found]
    common = {key.name for key in keys_of(Disclosure)}
    rank = {"title": 0, "name": 0, "catalog": 1, "power": 1, "period": 1}
    return tuple(
        sorted(
            dict.fromkeys(shown),
            key=lambda key: (rank.get(key.name, 2), _is_group(key), key.name not in common),
        )
    )


def _is_group(key: Key) -> bool:
    return key.form.sort in ("group", "table", "map")


def left_out(kind: Kind, done: Iterable[str]) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """Return the further fields of a kind, its own and the common ones; those that the folder decides are no fields to write."""
    skip = {*_LEFT_OUT, *done} | {key.name for key in keys_of(kind.fields) if key.otherwise}
    common = {key.name: key for key in keys_of(Disclosure)}
    found = [key for key in keys_of(kind.fields) if key.name not in skip]
    own = tuple(
        key
        for key in found
        if key.name not in common or key.read is not common[key.name].read or key.zh != common[key.name].zh
    )
    return own, tuple(key for key in found if key not in own)
