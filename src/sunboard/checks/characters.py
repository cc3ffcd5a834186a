"""Characters that would be missing on paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.engines.font_cover import unusual_characters
from sunboard.lazy import regex
from sunboard.model.node import Place, scalars
from sunboard.model.written import APART

_MOST_NAMED = 12  # letters of one record: a text in another script has all of its own
_OF_SYMBOLS = regex("[\uf020-\uf0ff]")
"""Signs of fonts like Symbol and Wingdings, which Word takes for bullets and boxes."""
_PRIVATE = regex("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def _texts(record: AnyRecord) -> Iterator[tuple[str, Place]]:
    for name in record.fields.further or ():
        yield name, record.at(name)
    for scalar in scalars(record.document.fields):
        yield scalar.text, scalar.place
    for at, line in enumerate(record.body.split("\n")):
        yield line, record.document.body_at(at)


def _found(sign: str, text: str, place: Place) -> Finding:
    at = text.index(sign)
    drawn = "bullet" if _OF_SYMBOLS.fullmatch(sign) else ""
    near = text[max(0, at - 6) : at + 7].strip()
    return found(place, sign, code=f"U+{ord(sign):04X}", near=near, sign=drawn)


_unusual_in_keys = lru_cache(maxsize=1024)(unusual_characters)
"""Most records of a kind have the same keys."""


def _is_unusual(record: AnyRecord, around: Around) -> bool:
    """Tell whether there are characters in a record that few texts have."""
    return bool(unusual_characters(record.written.said) or _unusual_in_keys(record.written.named))


@check("character-private", where=_is_unusual)
def character_private(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A character was made on somebody's own computer, so that others show an empty box or another sign."""
    for text, place in _texts(record):
        for sign in dict.fromkeys(_PRIVATE.findall(text)):
            yield _found(sign, text, place)


@check("character-without-glyph", where=_is_unusual)
def character_without_glyph(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """No font on paper has some characters: all of a record are told at once, where the first one stands."""
    missing = around.glyphs(APART.join((*(record.fields.further or ()), *record.written.values, record.body)))
    if not missing:
        return
    text, place = next((text, place) for text, place in _texts(record) if missing[0] in text)
    at = text.index(missing[0])
    named = tuple(f"{sign}（U+{ord(sign):04X}）" for sign in missing[:_MOST_NAMED])
    yield found(
        place,
        "".join(missing[:_MOST_NAMED]),
        letters=(*named, *(["…"] if len(missing) > _MOST_NAMED else [])),
        near=text[max(0, at - 6) : at + 7].strip(),
        sheet="boxed" if around.township.missing_letters else "held",
    )
