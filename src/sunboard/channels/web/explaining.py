"""Which words of the trade are explained where: each below the first part of the page whose heads use it, the others at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sunboard.model.plain import Values, maps_of, text_of


def explained(
    figures: Sequence[Values], blocks: Sequence[Values], terms: Sequence[Values]
) -> list[list[Values]]:
    """Return the terms to explain below the figures, below each block, and at the end: two lists more than there are blocks."""
    parts = [list(_heads(figures)), *(list(_heads_of(block)) for block in blocks)]
    found: list[list[Values]] = [[] for _ in range(len(parts) + 1)]
    for term in terms:
        word = text_of(term, "label")
        at = next((at for at, heads in enumerate(parts) if any(word in head for head in heads)), -1)
        found[at].append(term)
    return found


def _heads(parts: Sequence[Values]) -> Iterator[str]:
    for part in parts:
        yield text_of(part, "label")


def _heads_of(block: Values) -> Iterator[str]:
    """Yield the words of a block that people read first: its title, the heads of its columns, the names of its bars and events."""
    yield text_of(block, "title")
    for name in ("columns", "bars", "events", "facts"):
        yield from _heads(maps_of(block, name))
