"""The only door to QR codes.

An address becomes rows of dark and light modules, and those become one SVG path.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

QUIET = 4
"""Modules of white around a code that readers need."""

LEVEL = "M"
"""The error correction of codes that have room; slides fall back to L."""

_LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M}


@lru_cache(maxsize=4096)
def modules(address: str, level: str = LEVEL) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the smallest code that holds the address, without its quiet zone.

    The mask is fixed: choosing the best of eight costs ten times as much, and readers do not mind.
    """
    code = qrcode.QRCode(error_correction=_LEVELS[level], border=0, mask_pattern=2)
    code.add_data(address)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def side(address: str, level: str = LEVEL) -> int:
    """Return how many modules a code measures from edge to edge, its quiet zone included."""
    return len(modules(address, level)) + 2 * QUIET


def _runs(address: str, level: str) -> Iterator[tuple[int, int, int]]:
    """Yield the dark runs of a code.

    Where each begins, quiet zone counted, in which row, and how long it is.
    """
    for y, row in enumerate(modules(address, level), QUIET):
        x = QUIET
        for dark, run in groupby(row):
            long = len(tuple(run))
            if dark:
                yield x, y, long
            x += long


@lru_cache(maxsize=4096)
def path(address: str, level: str = LEVEL) -> str:
    """Return the `d` of an SVG path that fills a code's dark modules, one unit each, quiet zone left free."""
    return "".join(f"M{x} {y}h{long}v1h-{long}z" for x, y, long in _runs(address, level))


@lru_cache(maxsize=4096)
def strokes(address: str, level: str = LEVEL) -> str:
    """Return the same as lines one unit thick: half as long, for pages that travel.

    Printers may thicken lines, so paper has `path`.
    """
    drawn, at = [], (0, 0)
    for x, y, long in _runs(address, level):
        drawn.append(f"m{x - at[0]} {y - at[1]}h{long}")
        at = (x + long, y)
    return f"M0 .5{''.join(drawn)}"


def svg(address: str, level: str = LEVEL) -> str:
    """Return a code as an SVG picture, black on white, quiet zone included."""
    edge = side(address, level)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {edge} {edge}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{edge}v{edge}H0z"/><path d="{path(address, level)}"/></svg>'
    )
