"""The only door to QR codes: an address becomes rows of dark and light modules, and those become one SVG path."""

from __future__ import annotations

from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

QUIET = 4
"""Modules of white around a code that readers need."""

_LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}


@lru_cache(maxsize=4096)
def modules(address: str, level: str = "M") -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a code without its quiet zone, the smallest that holds the address at a level of correction.

    The mask is fixed: choosing the best of eight costs ten times as much, and readers do not mind.
    """
    code = qrcode.QRCode(error_correction=_LEVELS[level], border=0, mask_pattern=2)
    code.add_data(address)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def side(address: str, level: str = "M") -> int:
    """Return how many modules a code measures from edge to edge, its quiet zone included."""
    return len(modules(address, level)) + 2 * QUIET


@lru_cache(maxsize=4096)
def path(address: str, level: str = "M") -> str:
    """Return the `d` of an SVG path that draws a code, quiet zone left free, one unit a module."""
    strokes = []
    for y, row in enumerate(modules(address, level), QUIET):
        x = 0
        while x < len(row):
            if row[x]:
                start = x
                while x < len(row) and row[x]:
                    x += 1
                strokes.append(f"M{start + QUIET} {y}h{x - start}v1h-{x - start}z")
            else:
                x += 1
    return "".join(strokes)


def svg(address: str, level: str = "M") -> str:
    """Return a code as an SVG picture, black on white, quiet zone included."""
    edge = side(address, level)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {edge} {edge}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{edge}v{edge}H0z"/><path d="{path(address, level)}"/></svg>'
    )
