"""The parts of a picture's file: what draws the picture is kept bit for bit, what tells about it is dropped.

JPEG: ITU-T T.81, annex B. PNG: ISO/IEC 15948, section 11.
"""

from __future__ import annotations

from collections.abc import Iterator

_START, _END, _SCAN = b"\xff\xd8", 0xD9, 0xDA
_JFIF, _ADOBE = 0xE0, 0xEE
_DRAWING = frozenset((*range(0xC0, 0xC8), *range(0xC9, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD))
"""Frames, scans, tables of codes and quantisers, lines and restarts."""

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def bare_png(data: bytes) -> bytes | None:
    """Return a PNG file without EXIF, texts, colour profile, times and whatever stands behind its end.

    None where its chunks cannot be followed.
    """
    if not data.startswith(_PNG):
        return None
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        if end > len(data):
            return None
        if name in _CHUNKS:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    return None


def bare_jpeg(data: bytes) -> bytes | None:
    """Return a JPEG file without EXIF, GPS, XMP, colour profile, thumbnail, comments and its tail.

    The picture itself is not touched: the same pixels, no generation lost.
    None where the segments cannot be followed.
    """
    if not data.startswith(_START):
        return None
    kept = [_START]
    for marker, piece in _segments(data):
        if marker == _END:
            return b"".join((*kept, b"\xff\xd9"))
        if marker in _DRAWING:
            kept.append(piece)
        elif marker == _JFIF and piece[4:9] == b"JFIF\0" and len(piece) >= 16:
            # how dense, without the thumbnail
            kept.append(b"\xff\xe0\x00\x10" + piece[4:16] + b"\0\0")
        elif marker == _ADOBE and piece[4:9] == b"Adobe" and len(piece) >= 16:
            # which colours its three or four channels are
            kept.append(b"\xff\xee\x00\x0eAdobe\x00\x64\0\0\0\0" + piece[15:16])
    return None


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker with its segment, a scan with all it draws; stop where the file makes no sense."""
    at = 2
    while at + 4 <= len(data) or data[at : at + 2] == b"\xff\xd9":
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:  # a byte that only fills
            at += 1
            continue
        if marker == _END:
            yield marker, b""
            return
        long = int.from_bytes(data[at + 2 : at + 4])
        if marker < 0xC0 or 0xD0 <= marker <= 0xD8 or long < 2:
            return
        end = at + 2 + long
        if marker == _SCAN:
            end = _scan_end(data, end)
        yield marker, data[at:end]
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Return where the next marker begins; within a scan FF stands before 00 and before restarts only."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
