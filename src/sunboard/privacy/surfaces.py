"""What each surface may say of people: a function of the marks of fields and the programme of a list.

Every channel is given what its surface may show and nothing else, so that none can forget to mask.
Names of those who are given aid stand in full where their programme lets them, elsewhere masked or not at
all; they are masked in every other text of their record too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sunboard.fields.declarations import marked
from sunboard.fields.disclosure import PAPER_ONLY
from sunboard.fields.forms import Mark
from sunboard.fields.part import Part
from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Plain, Values, text_of
from sunboard.model.surface import FULL, MIDDLE, NUMBERS, SURNAME, Surface, strictest
from sunboard.privacy.naming import COMPOUND, names_person, texts_marked

_MASKED = "遮名"
_FILES = ("attachments", "photos")  # fields whose files an edition holds, in this order
_BRACKETS = regex(r"[(（〔\[][^)）〕\]]*[)）〕\]]")
_LATIN = regex(r"[A-Za-z][A-Za-z .'’\-]*")
_BETWEEN = regex(r"[、,，;；/]+|(?<=[\u3400-\u9fff])\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says: its values, the text below them, the files that go with it, and where it stands."""

    values: Values
    body: str
    attachments: tuple[Values, ...] = ()
    path: str = ""  # of its file


def naming_on(
    surface: Surface, fields: type[Part], values: Values, programme: Mapping[Surface, str] | None
) -> str:
    """Return how a record names people on a surface.

    `programme` says what is allowed for lists of its own; of a list without one nobody is named off paper.
    A record may ask for more reserve off paper, never for less.
    """
    asked = [text_of(values, name) for name in marked(fields, Mark.NAMING)]
    pii = text_of(values, "pii")
    asked += [MIDDLE] if pii == _MASKED else [NUMBERS] if pii == PAPER_ONLY else []
    if not lists_people(fields):
        return FULL if surface is Surface.PAPER else strictest(asked)
    allowed = programme or {Surface.PAPER: FULL, Surface.WEB: NUMBERS}
    if surface is Surface.OPEN:
        return NUMBERS
    return strictest((allowed[surface], *(asked if surface is Surface.WEB else ())))


def lists_people(fields: type[Part]) -> bool:
    """Tell whether records of a type list people who are given aid."""
    return bool(marked(fields, Mark.BENEFICIARY))


def is_open(fields: Part) -> bool:
    """Tell whether anybody may see a record: where its kind asks, somebody has to have said so."""
    return all(getattr(fields, key.name) is True for key in marked(type(fields), Mark.OPENS).values())


def said_on(
    said: Said, surface: Surface, fields: type[Part], programme: Mapping[Surface, str] | None = None
) -> Said:
    """Return what of a record may be said on a surface; the same where all of it may."""
    naming = naming_on(surface, fields, said.values, programme)
    if naming == FULL:
        return said
    aided = marked(fields, Mark.BENEFICIARY)
    others = texts_marked(fields, said.values, Mark.PERSON, Mark.PARTY)
    names = {
        *_people(texts_marked(fields, said.values, Mark.BENEFICIARY)),
        *filter(names_person, _people(others)),
    }
    hidden = {name: masked_name(name, naming) for name in names}
    mask = _masking(hidden)
    values: dict[str, Plain] = dict(said.values)
    # nobody has said what the cells of a sheet are, nor whom a field names that nobody knows
    withheld = {"further", "tables"} if aided else {"further"}
    if naming == NUMBERS:
        withheld |= {path.partition(".")[0] for path in aided}
    values = {name: _each_text(value, mask) for name, value in values.items() if name not in withheld}
    kept = _kept(said) if aided else [True] * len(said.attachments)
    return Said(
        values=_with_files(values, kept),
        body=mask(said.body),
        attachments=tuple(
            {name: _each_text(value, mask) for name, value in item.items()}
            for item, stays in zip(said.attachments, kept, strict=True)
            if stays
        ),
        path=mask(said.path),
    )


def masked_name(name: str, naming: str) -> str:
    """Return a name as it is shown: `张*明`, `张*`, `张某`; in letters only the first word, `Zhang *`."""
    bare = _BRACKETS.sub("", name).strip() or name
    if _LATIN.fullmatch(bare):
        return f"{bare.partition(' ')[0] if ' ' in bare else bare[:1]} *"
    surname = bare[:2] if len(bare) > 2 and COMPOUND.match(bare) else bare[:1]
    if naming in (SURNAME, NUMBERS):
        return f"{surname}某"
    if len(bare) - len(surname) < 2:
        return f"{surname}*"
    return f"{surname}{'*' * (len(bare) - len(surname) - 1)}{bare[-1]}"


def _people(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts that name people: whole, without what is in brackets, and each name of several."""
    for text in texts:
        bare = _BRACKETS.sub("", text).strip()
        yield from (name for name in (text.strip(), bare, *_BETWEEN.split(bare)) if len(name) > 1)


def _masking(hidden: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that masks names in a text, the longest first, in time that grows with the text."""
    by_start: dict[str, list[str]] = {}
    for name in sorted(hidden, key=len, reverse=True):
        by_start.setdefault(name[:2], []).append(name)

    def mask(text: str) -> str:
        pieces, at, kept = list[str](), 0, 0
        while at < len(text) - 1:
            name = next((one for one in by_start.get(text[at : at + 2], ()) if text.startswith(one, at)), "")
            if name:
                pieces += text[kept:at], hidden[name]
                kept = at + len(name)
            at += len(name) or 1
        return "".join((*pieces, text[kept:]))

    return mask


def _each_text(value: Plain, change: Callable[[str], str]) -> Plain:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(item, change) for item in value]
    if isinstance(value, dict):
        return {name: _each_text(item, change) for name, item in value.items()}
    return value


def _kept(said: Said) -> list[bool]:
    """Tell of each file whether it may go along: nobody knows whom it names, unless it is redacted."""
    given = [item for name in _FILES for item in _items(said.values, name)]
    papers = len(_items(said.values, "attachments"))
    stays = [at >= papers or item.get("redacted") is True for at, item in enumerate(given)]
    return [stays[at] if at < len(stays) else False for at in range(len(said.attachments))]


def _with_files(values: dict[str, Plain], kept: list[bool]) -> dict[str, Plain]:
    """Return values that name only the files that go along."""
    at = 0
    for name in _FILES:
        items = _items(values, name)
        if items:
            values = {
                **values,
                name: [item for item, stays in zip(items, kept[at:], strict=False) if stays],
            }
        at += len(items)
    return values


def _items(values: Values, name: str) -> list[dict[str, Plain]]:
    found = values.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
