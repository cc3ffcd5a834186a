"""What a host holds of ours, as `sunboard.json` at its top says.

The top lists the files above the villages; those of each village stand in a part of their own beside it,
which is read only where its digest is not known. The top also says who is publishing, so that it is the lock
as well, and which new files that attempt may have put there.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values, canonical, list_of, map_of, sha256, text_of, texts_of

TOP = "sunboard.json"
FORMAT = 1
DIGITS = 12
"""Of a SHA-256 that are kept: what has changed is told by less, and a host's index stays small."""

_BEIJING = timezone(timedelta(hours=8))


class IndexBroken(Exception):
    """A file that is no index of a site, or one of a later program."""


@dataclass(frozen=True, slots=True)
class HostFile:
    """One file on a host."""

    digest: str  # the first digits of its SHA-256
    size: int


class Issued(NamedTuple):
    """What is shown of a record."""

    edition: int
    page: str  # path below the host's folder


@dataclass(frozen=True, slots=True)
class Part:
    """What a host holds of a village."""

    files: Mapping[str, HostFile]  # path below the host's folder
    records: Mapping[str, Issued]  # by number

    def values(self) -> dict[str, Plain]:
        """Return it as plain data."""
        paths = sorted(self.files)
        return {  # by columns, which is packed to half of what rows would be
            "paths": [*paths],
            "sizes": [self.files[path].size for path in paths],
            "digests": "".join(self.files[path].digest for path in paths),
            "records": {number: [*issued] for number, issued in self.records.items()},
        }

    @property
    def digest(self) -> str:
        """Return the digest of what it says, however it is compressed."""
        return sha256(canonical(self.values()))[:DIGITS]

    def to_bytes(self) -> bytes:
        """Return it as it stands on the host."""
        told: dict[str, Plain] = {"sunboard": FORMAT, "packed": _packed(canonical(self.values()))}
        return canonical(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody's publishing: who began it when, whether it goes on, and the files that it may put."""

    id: str
    who: str
    when: str  # ISO time, UTC
    is_live: bool = True
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """The index's top."""

    generation: int = 0  # how many times the site was published
    who: str = ""  # published it last
    when: str = ""  # ISO time, UTC
    built: str = ""  # ISO date of what was published
    files: Mapping[str, HostFile] = field(default_factory=dict)  # those above the villages
    parts: Mapping[str, str] = field(default_factory=dict)  # village -> digest of its part
    gone: frozenset[str] = frozenset()  # files of ours that are still to be deleted
    left: frozenset[str] = frozenset()  # may be of attempts that were cut, and nobody published them since
    attempt: Attempt | None = None

    @property
    def unsure(self) -> frozenset[str]:
        """Return the files that may be of attempts that were cut, whatever else is told of them."""
        return self.left | (self.attempt.files if self.attempt else frozenset())

    def to_bytes(self) -> bytes:
        """Return it as it stands on the host."""
        told: dict[str, Plain] = {
            "sunboard": FORMAT,
            "generation": self.generation,
            "who": self.who,
            "when": self.when,
            "built": self.built,
        }
        if self.attempt:
            told["attempt"] = {
                "id": self.attempt.id,
                "who": self.attempt.who,
                "when": self.attempt.when,
                "live": self.attempt.is_live,
                "new": _packed_paths(self.attempt.files),
            }
        if self.left:
            told["left"] = _packed_paths(self.left)
        if self.gone:
            told["gone"] = [*sorted(self.gone)]
        told |= {"parts": dict(sorted(self.parts.items())), "files": _plain(self.files)}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def parse_top(data: bytes) -> Top:
    """Read an index's top; raises IndexBroken."""
    told = _loaded(data)
    attempt, generation = map_of(told, "attempt"), told.get("generation")
    if told.get("sunboard") != FORMAT or not isinstance(generation, int):
        raise IndexBroken
    return Top(
        generation=generation,
        who=text_of(told, "who"),
        when=text_of(told, "when"),
        built=text_of(told, "built"),
        files=_files(map_of(told, "files")),
        parts={name: digest for name, digest in map_of(told, "parts").items() if isinstance(digest, str)},
        gone=frozenset(filter(_is_below, texts_of(told, "gone"))),
        left=_paths(text_of(told, "left")) if "left" in told else frozenset(),
        attempt=Attempt(
            id=text_of(attempt, "id"),
            who=text_of(attempt, "who"),
            when=text_of(attempt, "when"),
            is_live=attempt.get("live") is True,
            files=_paths(text_of(attempt, "new")),
        )
        if attempt
        else None,
    )


def parse_part(data: bytes) -> Part:
    """Read a part; raises IndexBroken."""
    return part_of(_loaded(_unpacked(text_of(_loaded(data), "packed"))))


def part_of(told: Values) -> Part:
    """Return a part from plain data."""
    records = {}
    for number, entry in map_of(told, "records").items():
        match entry:
            case [int(edition), str(page)]:
                records[number] = Issued(edition, page)
            case _:
                raise IndexBroken
    paths, sizes, digests = texts_of(told, "paths"), list_of(told, "sizes"), text_of(told, "digests")
    if not len(paths) == len(sizes) == len(digests) // DIGITS:
        raise IndexBroken
    rows: dict[str, Plain] = {
        path: [digests[at * DIGITS : (at + 1) * DIGITS], size]
        for at, (path, size) in enumerate(zip(paths, sizes, strict=True))
    }
    return Part(_files(rows), records)


def part_path(village: str) -> str:
    """Return where a village's part stands on the host."""
    return f"sunboard.{village}.json"


def is_of_index(path: str) -> bool:
    """Tell whether a path is one of the index's own."""
    return re.fullmatch(r"sunboard\.(?:[a-z0-9]+\.)?json", path) is not None


def in_beijing(when: str) -> str:
    """Return a time of the index (ISO, UTC) as clocks in China show it; as it stands where it is none."""
    try:
        return f"{datetime.fromisoformat(when).astimezone(_BEIJING):%Y-%m-%d %H:%M}"
    except ValueError:
        return when


def _loaded(data: bytes) -> dict[str, Plain]:
    try:
        told = json.loads(data)
    except ValueError:
        raise IndexBroken from None
    if not isinstance(told, dict):
        raise IndexBroken
    return told


def _plain(files: Mapping[str, HostFile]) -> dict[str, Plain]:
    return {path: [file.digest, file.size] for path, file in sorted(files.items())}


def _files(told: Values) -> dict[str, HostFile]:
    found = {}
    for path, entry in told.items():
        match entry:
            case [str(digest), int(size)] if _is_below(path):
                found[path] = HostFile(digest, size)
            case _:
                raise IndexBroken
    return found


def _is_below(path: str) -> bool:
    """Tell whether a path stays below the host's folder: an index that was tampered with reaches nothing."""
    return "\\" not in path and not {"", ".", ".."} & {*path.split("/")}


def _packed(data: bytes) -> str:
    """Return bytes as one short text."""
    return base64.b85encode(zlib.compress(data, 9)).decode("ascii")


def _packed_paths(paths: Iterable[str]) -> str:
    return _packed("\n".join(sorted(paths)).encode())


def _paths(packed: str) -> frozenset[str]:
    """Return paths that were packed; none that leads out of the host's folder."""
    return frozenset(filter(_is_below, _unpacked(packed).decode("utf-8", "replace").split("\n")))


def _unpacked(text: str) -> bytes:
    try:
        return zlib.decompress(base64.b85decode(text))
    except (ValueError, zlib.error):
        raise IndexBroken from None
