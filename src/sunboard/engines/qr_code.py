"""The only door to QR codes.

An address becomes rows of dark and light modules, and those become one SVG path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import zip_longest
from operator import itemgetter

import qrcode
from qrcode.base import Polynomial, gexp, glog, rs_blocks
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.util import (
    BIT_LIMIT_TABLE,
    MODE_8BIT_BYTE,
    PAD0,
    PAD1,
    length_in_bits,
    mask_func,
    optimal_data_chunks,
)

from sunboard.lazy import dataclass, regex

QUIET = 4
"""Modules of white around a code that readers need."""

LEVEL = "M"
"""The error correction of codes that have room; slides fall back to L."""

_LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M}
_CHUNK = 20  # signs in a row from which on the library packs numerals or capitals more tightly
_MASK = 2  # fixed: choosing the best of eight costs ten times as much, and readers do not mind
_DARK = regex("1+")
_PIECES = regex("1+0*")


@lru_cache(maxsize=4096)
def _rows(address: str, level: str) -> tuple[str, ...]:
    """Return the rows of the smallest code that holds the address, without its quiet zone; `1` is dark.

    The library lays out once what all codes of a size share. What differs from address to address it writes
    bit by bit, which takes longer than a whole page: that is done here in a few large steps, with the same
    result to the bit.
    """
    data = address.encode()
    version = _version(len(data), level)
    modes = [chunk.mode for chunk in optimal_data_chunks(data, _CHUNK)]
    if version is None or modes != [MODE_8BIT_BYTE]:
        return by_library(address, level)
    layout = _layout(version, level)
    bits = _bits(data, version, level).ljust(layout.room, "0")
    masked = f"{int(bits, 2) ^ layout.mask:0{layout.room}b}"
    modules = "".join(layout.pick(f"{masked}01"))
    return tuple(modules[start : start + layout.size] for start in range(0, len(modules), layout.size))


def by_library(address: str, level: str) -> tuple[str, ...]:
    """Return the rows of a code as the library alone makes it."""
    code = qrcode.QRCode(error_correction=_LEVELS[level], border=0, mask_pattern=_MASK)
    code.add_data(address, optimize=_CHUNK)
    code.make(fit=True)
    return tuple("".join("1" if module else "0" for module in row) for row in code.modules)


def _version(length: int, level: str) -> int | None:
    """Return the smallest version that holds so many bytes; nothing where none does."""
    limits = BIT_LIMIT_TABLE[_LEVELS[level]]
    return next(
        (
            version
            for version in range(1, len(limits))
            if 4 + length_in_bits(MODE_8BIT_BYTE, version) + 8 * length <= limits[version]
        ),
        None,
    )


def _bits(data: bytes, version: int, level: str) -> str:
    """Return the bits of a code in the order in which they are laid out."""
    blocks = rs_blocks(version, _LEVELS[level])
    room = sum(block.data_count for block in blocks)  # bytes
    counted = length_in_bits(MODE_8BIT_BYTE, version)
    bits = f"{MODE_8BIT_BYTE:04b}{len(data):0{counted}b}{int.from_bytes(data):0{8 * len(data)}b}"
    bits += "0" * min(4, 8 * room - len(bits))  # their end
    bits += "0" * (-len(bits) % 8)
    filled = int(bits, 2).to_bytes(len(bits) // 8) + bytes((PAD0, PAD1)) * room
    parts, corrections, start = [], [], 0
    for block in blocks:
        part = filled[start : start + block.data_count]
        start += block.data_count
        parts.append(part)
        corrections.append(_correction(part, block.total_count - block.data_count))
    columns = (*zip_longest(*parts), *zip_longest(*corrections))
    return "".join(f"{byte:08b}" for column in columns for byte in column if byte is not None)


def _correction(data: bytes, count: int) -> bytes:
    """Return the bytes of error correction: what is left of the data, divided by the polynomial of a code."""
    multiples, whole, top = _multiples(count), (1 << 8 * count) - 1, 8 * (count - 1)
    rest = 0
    for byte in data:
        rest = (rest << 8 & whole) ^ multiples[byte ^ rest >> top]
    return rest.to_bytes(count)


@lru_cache(maxsize=64)
def _multiples(count: int) -> tuple[int, ...]:
    """Return the polynomial that so many bytes of correction are made with, times 0 to 255."""
    polynomial = Polynomial([1], 0)
    for power in range(count):
        polynomial = polynomial * Polynomial([1, gexp(power)], 0)
    logs = [glog(factor) for factor in list(polynomial)[1:]]
    return 0, *(int.from_bytes(gexp(glog(times) + log) for log in logs) for times in range(1, 256))


@dataclass(frozen=True, slots=True)
class _Layout:
    """What all codes of a version and level share."""

    size: int  # modules from edge to edge
    room: int  # bits
    mask: int  # the bits that the mask turns
    pick: Callable[[str], tuple[str, ...]]  # the modules, row by row, out of the bits and then `01`


@lru_cache(maxsize=64)
def _layout(version: int, level: str) -> _Layout:
    code = qrcode.QRCode(version=version, error_correction=_LEVELS[level], mask_pattern=_MASK)
    size = code.modules_count = 4 * version + 17
    fixed = code.modules = [[None] * size for _ in range(size)]
    for row, column in ((0, 0), (size - 7, 0), (0, size - 7)):
        code.setup_position_probe_pattern(row, column)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    code.setup_type_info(False, _MASK)
    if version >= 7:
        code.setup_type_number(False)
    free = [(row, column) for row, column in _way(size) if fixed[row][column] is None]
    at = {module: place for place, module in enumerate(free)}
    light, turned = len(free), mask_func(_MASK)
    return _Layout(
        size=size,
        room=len(free),
        mask=int("".join("1" if turned(row, column) else "0" for row, column in free), 2),
        pick=itemgetter(
            *(
                at[row, column] if module is None else light + bool(module)
                for row, modules in enumerate(fixed)
                for column, module in enumerate(modules)
            )
        ),
    )


def _way(size: int) -> Iterator[tuple[int, int]]:
    """Yield the modules as bits fill them: up and down in pairs of columns, beginning at the right."""
    upward = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):  # the column left out is that of the timing pattern
        for row in range(size - 1, -1, -1) if upward else range(size):
            yield from ((row, right), (row, right - 1))
        upward = not upward


@lru_cache(maxsize=4096)
def modules(address: str, level: str = LEVEL) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the smallest code that holds the address, without its quiet zone."""
    return tuple(tuple(module == "1" for module in row) for row in _rows(address, level))


def side(address: str, level: str = LEVEL) -> int:
    """Return how many modules a code measures from edge to edge, its quiet zone included."""
    return len(_rows(address, level)) + 2 * QUIET


def _runs(address: str, level: str) -> Iterator[tuple[int, int, int]]:
    """Yield the dark runs of a code: where each begins, quiet zone counted, in which row, its length."""
    for y, row in enumerate(_rows(address, level), QUIET):
        for run in _DARK.finditer(row):
            start, end = run.span()
            yield start + QUIET, y, end - start


@lru_cache(maxsize=4096)
def path(address: str, level: str = LEVEL) -> str:
    """Return the `d` of an SVG path that fills a code's dark modules, one unit each, quiet zone left free."""
    return "".join(f"M{x} {y}h{long}v1h-{long}z" for x, y, long in _runs(address, level))


@lru_cache(maxsize=4096)
def strokes(address: str, level: str = LEVEL) -> str:
    """Return the same as lines one unit thick: half as long, for pages that travel.

    Printers may thicken lines, so paper has `path`.
    """
    drawn, at_x, at_y = ["M0 .5"], 0, 0
    for y, modules in enumerate(_rows(address, level), QUIET):
        row = modules.rstrip("0")
        if row:
            drawn.append(f"m{row.index('1') + QUIET - at_x} {y - at_y}")
            drawn += map(_stroke, _PIECES.findall(row))
            at_x, at_y = len(row) + QUIET, y
    return "".join(drawn)


@lru_cache(maxsize=1024)
def _stroke(piece: str) -> str:
    """Return a line along the dark modules of a piece of a row, and the way over the light ones behind."""
    long = piece.count("1")
    light = len(piece) - long
    return f"h{long}m{light} 0" if light else f"h{long}"


def svg(address: str, level: str = LEVEL) -> str:
    """Return a code as an SVG picture, black on white, quiet zone included."""
    edge = side(address, level)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {edge} {edge}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{edge}v{edge}H0z"/><path d="{path(address, level)}"/></svg>'
    )
