"""The compound files of old Office: streams followed through their tables of sectors, every step within bounds."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from sunboard.engines.sheet_parts import Refused

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here on have a meaning of their own
_END = 0xFFFFFFFE
_SMALL = 64


def read_streams(data: bytes) -> dict[str, bytes]:
    """Return every stream by name; raises Refused where a chain leads outside the file, or in a circle.

    Readers of such files follow the chains trustingly; one that has been through here holds nothing to trip over.
    """
    try:
        return _streams(data)
    except (struct.error, IndexError) as error:
        raise Refused("damaged") from error


def _streams(data: bytes) -> dict[str, bytes]:
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise Refused("damaged")
    size = 1 << shift
    count, first_directory = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 48)[0]
    cutoff, first_small, small_count, first_more, more_count = struct.unpack_from("<IIIII", data, 56)
    most = len(data) // size + 1
    if max(count, small_count, more_count) > most:
        raise Refused("damaged")
    pad = data + b"\0" * (-len(data) % size)

    def sector(number: int) -> bytes:
        if number >= len(pad) // size - 1:
            raise Refused("damaged")
        whole: bytes = pad[(number + 1) * size : (number + 2) * size]
        return whole

    tables = [number for number in struct.unpack_from("<109I", data, 76) if number < _LAST]
    more, seen = first_more, 0
    while more < _LAST:
        numbers = struct.unpack(f"<{size // 4}I", sector(more))
        tables += [number for number in numbers[:-1] if number < _LAST]
        more, seen = numbers[-1], seen + 1
        if seen > most:
            raise Refused("damaged")
    if len(tables) > most:
        raise Refused("damaged")
    chain_of = [number for table in tables for number in struct.unpack(f"<{size // 4}I", sector(table))]

    def stream(first: int) -> bytes:
        return b"".join(sector(number) for number in _chain(first, chain_of, most))

    directory = stream(first_directory)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    if not entries:
        raise Refused("damaged")
    small_bytes = stream(first_small) if small_count and first_small < _LAST else b""
    small_of = struct.unpack(f"<{len(small_bytes) // 4}I", small_bytes)
    root = stream(_first_of(entries[0])) if _first_of(entries[0]) < _LAST else b""
    found: dict[str, bytes] = {}
    for entry in entries:
        length = struct.unpack_from("<I", entry, 120)[0]
        if entry[66] != 2:
            continue
        if length > len(data):
            raise Refused("damaged")
        first = _first_of(entry)
        if not length or first >= _LAST:
            whole = b""
        elif length < cutoff:
            pieces = _chain(first, small_of, len(small_of) + 1)
            whole = b"".join(root[number * _SMALL : (number + 1) * _SMALL] for number in pieces)
        else:
            whole = stream(first)
        if len(whole) < length:
            raise Refused("damaged")
        name = entry[: max(min(struct.unpack_from("<H", entry, 64)[0] - 2, 64), 0)].decode(
            "utf-16-le", "replace"
        )
        found[name] = whole[:length]
    return found


def _first_of(entry: bytes) -> int:
    first: int = struct.unpack_from("<I", entry, 116)[0]
    return first


def _chain(first: int, table: Sequence[int], most: int) -> list[int]:
    numbers: list[int] = []
    while first != _END:
        if first >= len(table) or len(numbers) > most:
            raise Refused("damaged")
        numbers.append(first)
        first = table[first]
    return numbers
