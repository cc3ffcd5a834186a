"""QR codes: an address becomes rows of dark and light modules, and those an SVG path or a PNG picture."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import zip_longest
from operator import itemgetter
from zlib import adler32, crc32

from sunboard.compiled import compiled
from sunboard.lazy import dataclass, regex

QUIET = 4
"""Modules of white around a code that readers need."""

LEVEL = "M"
"""The error correction of codes that have room; slides fall back to L."""

_BYTES, _FILL = 0b0100, b"\xec\x11"  # what says that bytes follow, and what fills the room behind them
_PACKED = regex(rb"[0-9A-Z $%*+\-./:]{20}|\A[0-9A-Z $%*+\-./:]*\Z")
"""What the library packs more tightly: twenty numerals or capitals in a row, or nothing else at all."""
_DARK = regex("1+")


@lru_cache(maxsize=4096)
def _rows(address: str, level: str) -> tuple[str, ...]:
    """Return the rows of the smallest code that holds the address, without its quiet zone; `1` is dark.

    The library lays out once what all codes of a size share. What differs from address to address it writes
    bit by bit, which takes longer than a whole page: that is done here in a few large steps, with the same
    result to the bit.
    """
    data = address.encode()
    version = next((version for version, most in enumerate(_lengths(level), 1) if len(data) <= most), None)
    if version is None or _PACKED.search(data):
        from sunboard.engines.qr_library import by_library

        return by_library(address, level)
    layout = _layout(version, level)
    codewords = _codewords(data, layout)
    bits = int.from_bytes(codewords) << layout.room - 8 * len(codewords)
    masked = f"{bits ^ layout.mask:0{layout.room}b}"
    modules = "".join(layout.pick(f"{masked}01"))
    return tuple(modules[start : start + layout.size] for start in range(0, len(modules), layout.size))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """What all codes of a version and level share."""

    size: int  # modules from edge to edge
    room: int  # bits
    mask: int  # the bits that the mask turns
    pick: Callable[[str], tuple[str, ...]]  # the modules, row by row, out of the bits and then `01`
    counted: int  # bits that tell how many bytes there are
    blocks: tuple[tuple[int, int], ...]  # of each, the bytes of data and of correction
    multiples: tuple[int, ...]  # of the polynomial that correction is made with


@lru_cache(maxsize=64)
def _layout(version: int, level: str) -> _Layout:
    def made() -> bytes:
        from sunboard.engines.qr_library import layout_of

        return marshal.dumps(layout_of(version, level))

    known = compiled().made(f"code {version} {level}", made)
    size, counted, mask, order, blocks, multiples = marshal.loads(known)
    return _Layout(
        size=size,
        room=max(order) - 1,
        mask=mask,
        pick=itemgetter(*order),
        counted=counted,
        blocks=blocks,
        multiples=multiples,
    )


@lru_cache(maxsize=2)
def _lengths(level: str) -> tuple[int, ...]:
    """Return how many bytes the code of each version holds, beginning with the first."""

    def made() -> bytes:
        from sunboard.engines.qr_library import lengths_of

        return marshal.dumps(lengths_of(level))

    lengths: tuple[int, ...] = marshal.loads(compiled().made(f"codes {level}", made))
    return lengths


def _codewords(data: bytes, layout: _Layout) -> bytes:
    """Return the bytes of a code, those of data and then of correction, in the order of their modules."""
    room = sum(count for count, _ in layout.blocks)  # bytes
    bits = f"{_BYTES:04b}{len(data):0{layout.counted}b}{int.from_bytes(data):0{8 * len(data)}b}"
    bits += "0" * min(4, 8 * room - len(bits))  # their end
    bits += "0" * (-len(bits) % 8)
    filled = int(bits, 2).to_bytes(len(bits) // 8) + _FILL * room
    parts, corrections, start = [], [], 0
    for count, correction in layout.blocks:
        part = filled[start : start + count]
        start += count
        parts.append(part)
        corrections.append(_correction(part, correction, layout.multiples))
    columns = (*zip_longest(*parts), *zip_longest(*corrections))
    return bytes([byte for column in columns for byte in column if byte is not None])


def _correction(data: bytes, count: int, multiples: tuple[int, ...]) -> bytes:
    """Return the bytes of error correction: what is left of the data, divided by the polynomial of a code."""
    whole, top = (1 << 8 * count) - 1, 8 * (count - 1)
    rest = 0
    for byte in data:
        rest = (rest << 8 & whole) ^ multiples[byte ^ rest >> top]
    return rest.to_bytes(count)


def in_capitals(address: str) -> str:
    """Return an address with scheme and host in capitals, of which a code holds half as many again.

    It leads to the same page: RFC 3986, section 6.2.2.1.
    """
    scheme, between, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.upper()}{between}{host.upper()}{slash}{path}" if between else address


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
def png(address: str, level: str = LEVEL) -> bytes:
    """Return a code as a PNG picture of one pixel a module, quiet zone included: a quarter of its path.

    Its rows are stored as they are: in a code is nothing to compress, and all machines make the same bytes.
    """
    rows = _rows(address, level)
    edge = len(rows) + 2 * QUIET
    room = -edge % 8  # pixels that fill the last byte of a row
    white = (1 << edge) - 1
    light = b"\0%b" % (white << room).to_bytes((edge + room) // 8)  # the first byte: a row as it is
    drawn = [b"\0%b" % ((white ^ int(row, 2) << QUIET) << room).to_bytes(len(light) - 1) for row in rows]
    pixels = b"".join((light * QUIET, *drawn, light * QUIET))
    size = len(pixels).to_bytes(2, "little")
    unlike = (len(pixels) ^ 0xFFFF).to_bytes(2, "little")
    stored = b"\x78\x01\x01%b%b%b%b" % (size, unlike, pixels, adler32(pixels).to_bytes(4))
    head = b"%b%b\x01\0\0\0\0" % (edge.to_bytes(4), edge.to_bytes(4))  # one bit a pixel, black or white
    return b"".join((b"\x89PNG\r\n\x1a\n", *map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (head, stored, b""))))


def _chunk(name: bytes, data: bytes) -> bytes:
    return b"%b%b%b%b" % (len(data).to_bytes(4), name, data, crc32(name + data).to_bytes(4))


def svg(address: str, level: str = LEVEL) -> str:
    """Return a code as an SVG picture, black on white, quiet zone included."""
    edge = side(address, level)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {edge} {edge}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{edge}v{edge}H0z"/><path d="{path(address, level)}"/></svg>'
    )
