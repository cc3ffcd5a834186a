"""What builds keep in the output folder for the next one: read here, written by `building/write.py`."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from zlib import crc32

from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, canonical, map_of, parsed, sha256
from sunboard.reading.listing import stamp_of, stamps_in

KEPT = "cache"
"""The folder of it; whoever deletes it has everything made anew."""
TEMPLATES = "templates.code"  # no slug has a full stop
NEVER = ""
"""The fingerprint of what is made anew every time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A file of the output folder as it was left there."""

    stamp: str  # what the disk told of it; empty where it is altered or gone
    sha256: str
    fingerprint: str = NEVER  # of what it was made of, then of the theme, then of the program


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier build kept, in the order in which it is asked for."""

    head: dict[str, Plain] = field(default_factory=dict)
    later: tuple[bytes, ...] = ()  # texts of JSON that are seldom read
    lines: bytes = b""  # what was learned, and how its outputs stood


def load_kept(output: Path, name: str, *, head: bool = True) -> Kept:
    """Return what an earlier build kept; without `head`, only the lines. What is damaged is not kept."""
    try:
        digest, _, told = (output / KEPT / name).read_bytes().partition(b"\n")
    except OSError:
        return Kept()
    if digest != _digest_of(told):
        return Kept()
    first, _, lines = told.partition(b"\n")
    if not head:
        return Kept(lines=lines)
    plain, *later = first.split(b"\0")
    return Kept(map_of({"": parsed(plain)}, ""), tuple(later), lines)


def kept_bytes(
    head: Plain, standing: Mapping[str, Standing], learned: Plain, later: Iterable[bytes] = ()
) -> bytes:
    """Return what `load_kept` reads: a digest, the head, what was learned, and a line an output.

    Behind the head stand the texts for later: within it each quotation mark in them would be escaped.
    """
    lines = [b"\0".join((canonical(head), *later)), canonical(learned)]  # JSON has neither of these two
    lines += [
        f"{one.stamp} {one.sha256} {one.fingerprint} {path}".encode()
        for path, one in sorted(standing.items())
    ]
    told = b"\n".join(lines)
    return _digest_of(told) + b"\n" + told


def _digest_of(told: bytes) -> bytes:
    return b"%08x" % crc32(told)  # it tells damage, and nobody who means harm


def standing_of(lines: bytes) -> dict[str, Standing]:
    """Read how outputs stood."""
    return {path: Standing(stamp, digest, of) for stamp, digest, of, path in _outputs(lines)}


def all_stand(output: Path, lines: bytes) -> bool:
    """Tell whether all outputs stand as they were left, without reading one."""
    try:
        with stamps_in(output) as stamp_in:
            for stamp, _, _, path in _outputs(lines):
                if stamp_in(path) != stamp:
                    return False
    except OSError:  # one is gone
        return False
    return True


def all_that_stand(output: Path) -> list[str]:
    """Return the names of what is kept whose outputs all stand as they were left; read nothing else."""
    names = os.listdir(output / KEPT) if (output / KEPT).is_dir() else []
    places = (name for name in names if "." not in name)
    return [name for name in places if all_stand(output, load_kept(output, name, head=False).lines)]


def _outputs(lines: bytes) -> Iterator[list[str]]:
    """Return the four parts of each output's line; another version's lines may have others."""
    parts = [line.split(" ", 3) for line in lines.decode().split("\n")[1:]]
    return (four for four in parts if len(four) == 4)


def learned_of(lines: bytes) -> dict[str, Plain]:
    """Read what was learned in making outputs."""
    return map_of({"": parsed(lines.partition(b"\n")[0] or b"null")}, "")


def altered(output: Path, standing: Mapping[str, Standing]) -> dict[str, Standing]:
    """Return the outputs that do not stand as they were left: each with its stamp, as far as it stands whole.

    One that bears another stamp is read: a copied folder has the same bytes. One that is gone, or has other
    bytes, comes without a stamp.
    """
    root, found = os.fspath(output), {}
    for path, one in standing.items():
        stamp = stamp_of(f"{root}/{path}")
        if stamp != one.stamp:
            whole = stamp and sha256((output / path).read_bytes()) == one.sha256
            found[path] = replace(one, stamp=stamp if whole else "")
    return found


def load_code(output: Path, program: str) -> dict[str, bytes]:
    """Return the compiled templates that this very installation kept, by their names; they are run."""
    told = load_sealed(output, TEMPLATES, program)
    return marshal.loads(told) if told else {}


def sealed_code(code: Mapping[str, bytes], program: str) -> bytes:
    """Return compiled templates as they are kept."""
    return sealed(marshal.dumps({**code}), program)


def sealed(told: bytes, program: str) -> bytes:
    """Return what is kept with the seal of this installation.

    That is made with the program's digest: it is of the times and places of all its files on this disk, which
    nobody knows who hands over an output folder.
    """
    key = program.encode()[: blake2b.MAX_KEY_SIZE]
    return blake2b(told, digest_size=_SEAL, key=key).digest() + told


def load_sealed(output: Path, name: str, program: str) -> bytes:
    """Return what this very installation kept; nothing where it is another's, or not whole."""
    try:
        data = (output / KEPT / name).read_bytes()
    except OSError:
        return b""
    told = data[_SEAL:]
    return told if program and compare_digest(data, sealed(told, program)) else b""


_SEAL = 32  # bytes
