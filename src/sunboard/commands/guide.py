"""What people are told of each field, and in which order: for templates, workbooks and schemas.

The notes on a field stand on the page beside the module that declares it, `kinds/matter.yaml` beside
`kinds/matter.py`; how a value is written, its declaration says. Both are found for a new kind as for the
others, and a kind without a page has no notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from sunboard.contracts import Kind
from sunboard.engines.yaml_texts import load_texts
from sunboard.fields.declarations import Key, asked_for, keys_of, names_of
from sunboard.fields.disclosure import SIGNATURES, Disclosure, own_keys
from sunboard.fields.faults import VALUE_WRONG
from sunboard.fields.forms import Form
from sunboard.fields.part import Part
from sunboard.hosting import Label
from sunboard.lazy import dataclass
from sunboard.reporting.words import load_words

_REVIEW = (*SIGNATURES, "publish_date")
ADDED = (
    *("number", "paper_number", "edition", "kind", "state", "notice_end", "url"),
    *("digest", "check_code", "issued"),
)
_LEFT_OUT = ("kind", "village")
_FIRST = {"title": 0, "name": 0, "catalog": 1, "power": 1, "period": 1}


@cache
def page_of(module: str) -> Mapping[str, str]:
    """Read the page beside a module; without one there is nothing to tell."""
    path = module.removeprefix("sunboard.").replace(".", "/")
    page = resources.files("sunboard").joinpath(f"{path}.yaml")
    return load_texts(page.read_text("utf-8")) if page.is_file() else {}


def listed(part: type[Part], name: str) -> Sequence[str]:
    """Return the names that a list on the page of a type of part holds."""
    return page_of(part.__module__).get(name, "").split()


@dataclass(frozen=True, slots=True)
class Guide:
    """What people are told in one language."""

    language: str

    def key(self, key: Key) -> str:
        """Return a field's key as it is to be written."""
        return key.zh if self.language == "zh" else key.en

    def note(self, part: type[Part], key: Key) -> str:
        """Say what a field is for and how it is written."""
        told, form = self.told(part, key), key.form
        if told and form.sort in ("day", "phone"):  # what it is has been told; how it looks has not
            return self._join(told, self._example(form))
        return self._join(
            told, self.manner(form) if not told or form.sort in ("choice", "yes", "period") else ""
        )

    def manner(self, form: Form) -> str:
        """Say how a value is written."""
        say = load_words(self.language)
        if form.sort in ("choice", "yes"):
            return say(f"guide-{form.sort}", words="、".join(form.words))
        if form.part is not None or form.sort == "map":
            return ""
        if form.sort == "list":
            item = self.manner(form.item) if form.item and form.item.sort == "choice" else ""
            return self._join(item, say("guide-list"), self._example(form))
        said = say.texts.get(f"guide-{form.sort}", "")
        if form.said:
            said = VALUE_WRONG.words(self.language).tables["expected"][form.said]["expected"]
        return self._join(said, "" if form.sort in ("period", "whole") else self._example(form))

    def shown(self, part: type[Part]) -> Sequence[Key]:
        """Return the fields of a group that a template shows."""
        chosen = listed(part, f"shown.{part.__name__}")
        return [names_of(part)[name] for name in chosen] or keys_of(part)

    def sections(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return the headings of a template with the common fields below each."""
        page = page_of(Disclosure.__module__)
        names = [name.partition(".")[2] for name in page if name.startswith("section.")]
        return [
            (self._spoken(page[f"section.{name}"]), listed(Disclosure, f"fields.{name}")) for name in names
        ]

    def told(self, part: type[Part], key: Key) -> str:
        """Return the note on a field, or that on the field that a kind has taken over."""
        notes = (page_of(one.__module__).get(f"{one.__name__}.{key.en}") for one in part.__mro__)
        return self._spoken(next((note for note in notes if note), ""))

    def _spoken(self, text: str) -> str:
        zh, _, en = text.partition(" | ")
        return zh if self.language == "zh" else en

    def _example(self, form: Form) -> str:
        return load_words(self.language)("guide-example", example=form.example) if form.example else ""

    def _join(self, *pieces: str) -> str:
        kept = [piece for piece in pieces if piece]
        return load_words(self.language)("guide-stop").join(
            piece for at, piece in enumerate(kept) if piece not in "".join(kept[:at])
        )


def labels_of(kinds: Iterable[Kind], language: str) -> dict[str, Label]:
    """Return what people call the fields of all kinds, those of groups by their paths.

    Under no kind stand those that the program adds to each record.
    """
    guide, say = Guide(language), load_words(language)
    found = {f".{name}": Label(say(f"added-{name}"), "") for name in ADDED}

    def add(path: str, part: type[Part], seen: tuple[type[Part], ...]) -> None:
        for key in keys_of(part):
            inner = f"{path}.{key.en}"
            found[inner] = Label(key.label(language), guide.told(part, key))
            if key.form.part is not None and key.form.part not in seen:
                add(inner, key.form.part, (*seen, key.form.part))

    for kind in kinds:
        add(kind.name, kind.fields, (kind.fields,))
    return found


def find_kind(kinds: Mapping[str, Kind], name: str) -> Kind | None:
    """Return the kind of a name, whichever of its names that is."""
    return next((kind for kind in kinds.values() if name.lower() in map(str.lower, kind.names)), None)


def needed(kind: Kind) -> tuple[Key, ...]:
    """Return the fields that a record to be published cannot do without, the title first.

    Where one stands in for another, the one that stands in.
    """
    review = {*_REVIEW} - {*kind.signed_in}
    found = [
        key
        for key in keys_of(kind.fields)
        if key.required or key.name in kind.required or (kind.needs_review and key.name in review)
    ]
    shown = dict.fromkeys(asked_for(kind.fields, key) for key in found)
    common = names_of(Disclosure)

    def rank(key: Key) -> tuple[int, bool, bool]:
        return _FIRST.get(key.name, 2), key.form.sort in ("group", "table", "map"), key.en not in common

    return tuple(sorted(shown, key=rank))


def left_out(kind: Kind, done: Iterable[str]) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """Return the further fields of a kind, its own and the common ones.

    Those that the folder decides are no fields to write.
    """
    skip = {*_LEFT_OUT, *done} | {
        key.name for key in keys_of(kind.fields) if asked_for(kind.fields, key) is not key
    }
    found = [key for key in keys_of(kind.fields) if key.name not in skip]
    own = tuple(key for key in found if key in own_keys(kind.fields))
    return own, tuple(key for key in found if key not in own)
