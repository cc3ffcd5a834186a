"""The hidden parts of a workbook in the old binary format (.xls)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from sunboard.engines.compound_file import read_streams
from sunboard.engines.sheet_parts import Parts, Refused, SheetParts

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CELLS = {
    0x0203: 1,
    0x00FD: 1,
    0x027E: 1,
    0x0006: 1,
    0x0205: 1,
    0x0204: 1,
    0x00D6: 1,
}  # number, shared text, packed number, formula …
_PACKED = 0x00BD  # several packed numbers in one record


def scan_xls(data: bytes) -> Parts:
    """Return the hidden parts of all sheets; raises Refused."""
    streams = read_streams(data)
    names = {name.lower(): stream for name, stream in streams.items()}
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise Refused("locked")
    book = names.get("workbook") or names.get("book")
    if book is None:
        raise Refused("format")
    try:
        return _scan(book)
    except (struct.error, IndexError) as error:
        raise Refused("damaged") from error


def _records(book: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place to the end of the sheet there, or of the part before the sheets."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + length]
        if len(body) < length:
            raise Refused("damaged")
        yield kind, body
        depth += (kind in (0x0809, 0x0409, 0x0209, 0x0009)) - (kind == 0x000A)
        if depth <= 0:
            return
        at += 4 + length
    raise Refused("damaged")


def _scan(book: bytes) -> Parts:
    starts: list[tuple[str, int]] = []
    from_1904 = False
    percent_formats, styles = {9, 10}, []
    for kind, body in _records(book):
        if kind == 0x002F:
            raise Refused("locked")
        if kind == 0x0085:
            length, wide = body[6], len(body) > 7 and body[7] & 1
            name = (
                body[8 : 8 + length * 2].decode("utf-16-le", "replace")
                if wide
                else body[8 : 8 + length].decode("latin-1")
            )
            starts.append((name, struct.unpack_from("<I", body)[0]))
        elif kind == 0x0022:
            from_1904 = bool(body[:1] != b"\0")
        elif kind == 0x041E and b"%" in body[2:]:
            percent_formats.add(struct.unpack_from("<H", body)[0])
        elif kind == 0x00E0:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == 0x00FC and struct.unpack_from("<I", body, 4)[0] > len(book):
            raise Refused("damaged")  # more shared texts than bytes: a reader would reserve room for them
    percents = frozenset(at for at, number in enumerate(styles) if number in percent_formats)
    return Parts(tuple(_scan_sheet(name, book, at, percents) for name, at in starts), from_1904)


def _scan_sheet(name: str, book: bytes, at: int, percents: frozenset[int]) -> SheetParts:
    parts = SheetParts(name)
    for kind, body in _records(book, at):
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body)
            parts.reach(row, column)
            if style in percents:
                parts.percents.add((row, column))
            if kind == 0x0205 and body[7]:
                parts.marks[row, column] = _ERRORS.get(body[6], "#N/A")
            elif kind == 0x0006 and body[12:14] == b"\xff\xff" and body[6] == 2:
                parts.marks[row, column] = _ERRORS.get(body[8], "#N/A")
        elif kind == _PACKED:
            row, first = struct.unpack_from("<HH", body)
            count = (len(body) - 6) // 6
            parts.reach(row, first + count - 1)
            styles = [struct.unpack_from("<H", body, 4 + 6 * number)[0] for number in range(count)]
            parts.percents.update(
                (row, first + number) for number, style in enumerate(styles) if style in percents
            )
        elif kind == 0x0208 and body[12] & 0x20:
            parts.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == 0x007D and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            parts.hidden_columns.append((first, last))
    parts.check_size()
    return parts
