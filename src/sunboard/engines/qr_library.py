"""The only door to qrcode: what all codes of a size share, and codes that are packed in more ways than one.

It brings a library of pictures along, so that it is imported only for a size that no build has met.
"""

from __future__ import annotations

from collections.abc import Iterator

import qrcode
from qrcode.base import Polynomial, gexp, glog, rs_blocks
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.util import BIT_LIMIT_TABLE, MODE_8BIT_BYTE, length_in_bits, mask_func

Layout = tuple[int, int, int, tuple[int, ...], tuple[tuple[int, int], ...], tuple[int, ...]]
_LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M}
_CHUNK = 20  # signs in a row from which on the library packs numerals or capitals more tightly
_MASK = 2  # fixed: choosing the best of eight costs ten times as much, and readers do not mind


def by_library(address: str, level: str) -> tuple[str, ...]:
    """Return the rows of a code as the library alone makes it."""
    code = qrcode.QRCode(error_correction=_LEVELS[level], border=0, mask_pattern=_MASK)
    code.add_data(address, optimize=_CHUNK)
    code.make(fit=True)
    return tuple("".join("1" if module else "0" for module in row) for row in code.modules)


def lengths_of(level: str) -> tuple[int, ...]:
    """Return how many bytes the code of each version holds, beginning with the first."""
    limits = BIT_LIMIT_TABLE[_LEVELS[level]]
    return tuple((limits[version] - 4 - _counted(version)) // 8 for version in range(1, len(limits)))


def layout_of(version: int, level: str) -> Layout:
    """Return what all codes of a version and level share, as `engines/qr_code.py` takes it.

    That is: the modules from edge to edge; the bits that count the bytes; the bits that the mask turns; for
    each module, row by row, the place of its bit, or behind all of them 0 where it is always light and 1
    where it is dark; of each block the bytes of data and of correction; and the polynomial that correction is
    made with, times 0 to 255.
    """
    size = 4 * version + 17
    fixed = _fixed(version, level)
    free = [(row, column) for row, column in _way(size) if fixed[row][column] is None]
    at = {module: place for place, module in enumerate(free)}
    light, turned = len(free), mask_func(_MASK)
    order = tuple(
        at[row, column] if module is None else light + bool(module)
        for row, modules in enumerate(fixed)
        for column, module in enumerate(modules)
    )
    mask = int("".join("1" if turned(row, column) else "0" for row, column in free), 2)
    found = rs_blocks(version, _LEVELS[level])
    blocks = tuple((block.data_count, block.total_count - block.data_count) for block in found)
    return size, _counted(version), mask, order, blocks, _multiples(blocks[0][1])


def _counted(version: int) -> int:
    return int(length_in_bits(MODE_8BIT_BYTE, version))


def _fixed(version: int, level: str) -> list[list[bool | None]]:
    """Return the modules of a code by rows; those that hold data are None."""
    code = qrcode.QRCode(version=version, error_correction=_LEVELS[level], mask_pattern=_MASK)
    size = code.modules_count = 4 * version + 17
    modules: list[list[bool | None]] = [[None] * size for _ in range(size)]
    code.modules = modules
    for row, column in ((0, 0), (size - 7, 0), (0, size - 7)):
        code.setup_position_probe_pattern(row, column)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    code.setup_type_info(False, _MASK)
    if version >= 7:
        code.setup_type_number(False)
    return modules


def _way(size: int) -> Iterator[tuple[int, int]]:
    """Yield the modules as bits fill them: up and down in pairs of columns, beginning at the right."""
    upward = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):  # the column left out is that of the timing pattern
        for row in range(size - 1, -1, -1) if upward else range(size):
            yield from ((row, right), (row, right - 1))
        upward = not upward


def _multiples(count: int) -> tuple[int, ...]:
    """Return the polynomial that so many bytes of correction are made with, times 0 to 255."""
    polynomial = Polynomial([1], 0)
    for power in range(count):
        polynomial = polynomial * Polynomial([1, gexp(power)], 0)
    logs = [glog(factor) for factor in list(polynomial)[1:]]
    return 0, *(int.from_bytes(gexp(glog(times) + log) for log in logs) for times in range(1, 256))
