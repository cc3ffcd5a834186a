"""Villages by what people call them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from sunboard.lazy import dataclass, regex

_BETWEEN = regex(r"[/\\／]")
_SORT = regex("(?<=..)(?:行政村|村|社区|乡|镇|街道)$")  # of 柳湾村, and not of 东村


@dataclass(frozen=True, slots=True)
class VillageName:
    """What a village goes by. Its slug is its alone."""

    slug: str
    folder: str  # "qingshi/liuwan"
    name: str
    township: str  # its name
    township_slug: str

    def __str__(self) -> str:
        """Return what tells it from every other, and what people call it."""
        return f"{self.slug}（{self.township}/{self.name}）"

    @property
    def places(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the names of the village and those of its township, without white space."""
        township, _, own = self.folder.partition("/")
        names = (self.slug, own, self.name), (self.township_slug, township, self.township)
        return frozenset(map(without_space, names[0])), frozenset(map(without_space, names[1]))


def without_space(name: str) -> str:
    """Return a name as it is compared: people type white space in it or leave it out."""
    return "".join(name.split())


def villages_called(written: str, villages: Iterable[VillageName]) -> tuple[VillageName, ...]:
    """Return the villages that go by a name: slug, folder, 村, 乡镇/村 or 县/乡镇/村.

    There may be several, or none. 柳湾 is 柳湾村 where no village is called just so.
    """
    villages = tuple(villages)
    pieces = [piece for piece in _BETWEEN.split(without_space(written)) if piece]
    if own := tuple(village for village in villages if pieces == [village.slug]):
        return own
    exactly = tuple(village for village in villages if _fits(pieces, village.places))
    return exactly or tuple(
        village
        for village in villages
        if _fits(pieces, [names.union(_SORT.sub("", name) for name in names) for names in village.places])
    )


def villages_like(written: str, villages: Iterable[VillageName]) -> tuple[VillageName, ...]:
    """Return the villages that a name which is none's may mean, the likeliest first."""
    pieces = _BETWEEN.split(without_space(written).rstrip("/\\／"))
    by_name: dict[str, list[VillageName]] = {}
    for village in villages:
        for name in village.places[0]:
            by_name.setdefault(name, []).append(village)
    near = difflib.get_close_matches(pieces[-1], by_name, n=3, cutoff=0.5)
    return tuple(dict.fromkeys(village for name in near for village in by_name[name]))


def _fits(pieces: Sequence[str], places: Sequence[frozenset[str]]) -> bool:
    """Tell whether names fit a village: the last its own, before it its township's, then any county's."""
    told = list(zip(reversed(pieces), places, strict=False))
    return 0 < len(pieces) <= 3 and all(piece in names for piece, names in told)
