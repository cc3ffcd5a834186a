"""The photographs of a record on its sheet: in at most two rows, each with what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.channels.print.wording import loosen
from sunboard.model.plain import Plain, Values, list_of, text_of

MM = 72 / 25.4
GAP = 4 * MM
CAPTION = 12.0  # pt
ROWS = 2
ACROSS = (2, 3)
"""Pictures in a row: where there are as many or fewer, and where there are more."""
_TALLEST = 62 * MM
_ALIKE = 0.6  # of the highest picture of a row: how high the flattest has to be for all to be as high as it


def photo_rows(pictures: Sequence[Values], room: float) -> list[Plain]:
    """Return the rows of pictures, `room` points wide: two in a row, or three where there are more than two.

    Each picture has its `file`, `wide` and `high` in points, and `caption`. Pictures of a row are equally
    high, unless a flat one would make stamps of those beside it.
    """
    across = ACROSS[len(pictures) > ACROSS[0]]
    column = (room - (across - 1) * GAP) / across
    rows: list[Plain] = []
    for start in range(0, min(len(pictures), ROWS * across), across):
        some = pictures[start : start + across]
        most = [min(_TALLEST, column * _height(picture)) for picture in some]
        highs = [min(most)] * len(most) if min(most) >= _ALIKE * max(most) else most
        rows.append(
            [
                {
                    "file": f"photo-{at}.jpg",
                    "wide": f"{high / _height(picture):.2f}",
                    "high": f"{high:.2f}",
                    "title": text_of(picture, "title"),
                    "caption": loosen(
                        f"{text_of(picture, 'title')}　{text_of(picture, 'note')}".strip(), column / CAPTION
                    ),
                }
                for at, (picture, high) in enumerate(zip(some, highs, strict=True), start + 1)
            ]
        )
    return rows


def _height(picture: Values) -> float:
    """Return how high a picture is to its width."""
    return int(str(picture["height"])) / int(str(list_of(picture, "widths")[-1]))
