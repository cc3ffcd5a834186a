"""What changed from edition to edition of a record, in a sentence each.

Amounts, days and counts are told old and new. Texts are only named: an old edition may hold a name that was
taken out for good reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sunboard.contracts import Kind, Telling
from sunboard.describing import field_names, in_words, sort_of
from sunboard.fields.declarations import label_of
from sunboard.fields.part import Part
from sunboard.issuing.register import Edition
from sunboard.model.plain import Plain, canonical, map_of, text_of
from sunboard.model.view import EditionNote

_TOLD = ("money", "day", "whole", "number", "period")
_SILENT = frozenset(("id", "kind", "village"))
_FURTHER = "further"
"""What stands in a record under names that are no field's: it is named by those that still stand there."""


def edition_notes(editions: Iterable[Edition], kind: Kind, telling: Telling) -> tuple[EditionNote, ...]:
    """Return a note for each edition, the newest first."""
    ordered = sorted(editions, key=lambda edition: edition.edition)
    if not ordered:
        return ()
    first = ordered[0]
    notes = [
        EditionNote(
            first.edition,
            first.date,
            telling.say("edition-first" if first.edition == 1 else "edition-unknown"),
        )
    ]
    notes += [
        EditionNote(after.edition, after.date, changes(before, after, kind.fields, telling))
        for before, after in pairwise(ordered)
    ]
    return tuple(reversed(notes))


def changes(before: Edition, after: Edition, fields: type[Part], telling: Telling) -> str:
    """Say in a sentence in what the public parts of two editions differ."""
    say = telling.say
    told, named, new, gone = [], [], [], []
    values = {**before.values, **map_of(before.values, _FURTHER)}
    values_now = {**after.values, **(shown := map_of(after.values, _FURTHER))}
    for name in dict.fromkeys((*field_names(fields), *values, *values_now)):
        old, now = values.get(name), values_now.get(name)
        if old == now or name in (*_SILENT, _FURTHER):
            continue
        known = label_of(fields, name, say.language) if name in field_names(fields) else ""
        label = known or (name if name in shown else say("edition-other"))
        if _is_rows(old) or _is_rows(now):
            told.append(_rows_changed(label, old, now, telling))
        elif old in (None, "", []):
            new.append(label)
        elif now in (None, "", []):
            gone.append(label)
        elif sort_of(fields, name) in _TOLD:
            told.append(
                say(
                    "edition-from-to",
                    label=label,
                    old=in_words(fields, name, old, telling),
                    new=in_words(fields, name, now, telling),
                )
            )
        else:
            named.append(label)
    if before.body != after.body:
        named.append(say("edition-body"))
    if _digests(before) != _digests(after):
        named.append(say("edition-attachments"))
    listed = (
        (say(f"edition-{key}", what=_listed(labels, telling)))
        for key, labels in (("changed", named), ("added", new), ("removed", gone))
        if labels
    )
    return say("kind-semicolon").join((*told, *listed)) or say("edition-same")


def _listed(labels: Iterable[str], telling: Telling) -> str:
    return telling.say("kind-listed").join(dict.fromkeys(labels))


def _is_rows(value: Plain) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _rows_changed(label: str, old: Plain, now: Plain, telling: Telling) -> str:
    """Say how many rows of a table were changed, added and taken out."""
    before, after = Counter(_rows(old)), Counter(_rows(now))
    fewer, more = (before - after).total(), (after - before).total()
    changed = min(fewer, more)
    counts = (("changed", changed), ("added", more - changed), ("removed", fewer - changed))
    said = [telling.say(f"edition-rows-{key}", count=str(count)) for key, count in counts if count] or [
        telling.say("edition-rows-order")
    ]
    return telling.say("edition-rows", label=label, what=telling.say("kind-listed").join(said))


def _rows(value: Plain) -> Iterator[bytes]:
    for item in value if isinstance(value, list) else []:
        yield canonical(item)


def _digests(edition: Edition) -> list[str]:
    return [text_of(attachment, "sha256") for attachment in edition.attachments]
