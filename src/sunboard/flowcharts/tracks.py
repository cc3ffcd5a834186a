"""Which long arrows run in which track of the margins: loops back left, arrows that leave out steps right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sunboard.flowcharts.flow import Exit
from sunboard.lazy import dataclass

BACK, AHEAD = "back", "ahead"
Way = tuple[str, int]
"""The margin and the step that the arrow comes to; arrows with both alike share a track."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """The track of each way, 0 next to the chart, and how many tracks each margin has.

    Ways without a track had no room.
    """

    places: Mapping[Way, int]
    back: int
    ahead: int


def way_of(exit: Exit) -> Way | None:
    """Return an exit's way through a margin, or nothing where it goes to the next step or an end."""
    if exit.target is None or exit.target == exit.source + 1:
        return None
    return (BACK if exit.target <= exit.source else AHEAD, exit.target)


def assign(exits: Sequence[Sequence[Exit]], most: int) -> Tracks:
    """Give each way a track; where there are more than `most` tracks, the longest ways get none.

    The shorter, the nearer.
    """
    spans: dict[Way, tuple[int, int]] = {}
    for way, source in ((way_of(exit), exit.source) for row in exits for exit in row):
        if way:
            first, last = sorted((source + 1, way[1]))
            known = spans.get(way, (first, last))
            spans[way] = (min(first, known[0]), max(last, known[1]))
    ways = sorted(spans, key=lambda way: (spans[way][1] - spans[way][0], way))
    while True:
        places: dict[Way, int] = {}
        for way in ways:
            taken = {
                places[other]
                for other in places
                if other[0] == way[0]
                and spans[other][0] <= spans[way][1]
                and spans[way][0] <= spans[other][1]
            }
            places[way] = next(track for track in range(len(ways)) if track not in taken)
        back, ahead = (
            max((track + 1 for way, track in places.items() if way[0] == side), default=0)
            for side in (BACK, AHEAD)
        )
        if back + ahead <= most or not ways:
            return Tracks(places, back, ahead)
        ways = ways[:-1]
