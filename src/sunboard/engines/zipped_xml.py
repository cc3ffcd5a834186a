"""XML inside a zip, unpacked within bounds and walked without building a tree."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from sunboard.engines.sheet import WorkbookBroken

MOST_UNPACKED = 100_000_000  # bytes of XML; a ledger of 10,000 rows has 6 million
_CHUNK = 1 << 20

Start = Callable[[str, dict[str, str]], None]


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the XML of a zip by lower-case name; raises WorkbookBroken: damaged, locked or too large.

    Every piece is unpacked to the length that the directory names and no further, and its checksum compared:
    other readers meet no surprise.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > 10_000 or sum(member.file_size for member in members) > 5 * MOST_UNPACKED:
                raise WorkbookBroken("large")
            wanted = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
            if sum(member.file_size for member in wanted) > MOST_UNPACKED:
                raise WorkbookBroken("large")
            if any(member.flag_bits & 1 for member in members):
                raise WorkbookBroken("locked")
            return {member.filename.replace("\\", "/").lower(): archive.read(member) for member in wanted}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OSError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise WorkbookBroken from error


class Walk:
    """One pass over a piece of XML: names without their prefix, text only where `listen` asks for it.

    Without `start` it only sees that the XML is whole.
    """

    def __init__(self, start: Start | None = None) -> None:
        self._start: Start = start or (lambda _name, _attributes: None)
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        if start is not None:
            self._parser.StartElementHandler = self._first
        self._parser.EntityDeclHandler = self._refuse

    def run(self, data: bytes) -> None:
        """Walk over all elements; raises WorkbookBroken where the XML is broken."""
        try:
            for at in range(0, len(data), _CHUNK):
                self._parser.Parse(data[at : at + _CHUNK], False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise WorkbookBroken from error

    def listen(self, heard: Callable[[str], None] | None) -> None:
        """Pass on the text that comes next, or no more."""
        self._parser.CharacterDataHandler = heard

    def on_end(self, end: Callable[[str], None]) -> None:
        """Tell of the ends of elements too, with their full names."""
        self._parser.EndElementHandler = end

    def _first(self, name: str, attributes: dict[str, str]) -> None:
        prefix = name.rpartition(":")[0]
        start = self._start
        if not prefix:  # the usual file: nothing to take off, and nothing to pay for it
            self._parser.StartElementHandler = start
        else:
            self._parser.StartElementHandler = lambda name, attributes: start(
                name.removeprefix(f"{prefix}:"), attributes
            )
        self._parser.StartElementHandler(name.rpartition(":")[2], attributes)

    def _refuse(self, *_declared: object) -> None:
        raise WorkbookBroken  # no spreadsheet declares entities
