"""An evidence pack: files, the list of their digests, and a chain from each pack to the one before.

Its first file, `SHA256SUMS`, is what `sha256sum --check` reads: a digest and a path on each line. The list's
own digest stands on the sheet that people sign, and in the next pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sunboard.model.plain import sha256

LIST = "SHA256SUMS"
BEFORE = "BEFORE"
SIGNING = "sign-off.html"
NONE = "-"
"""What stands for the pack before the first."""
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with a pack, and the file or pack that it is about."""

    sort: str  # missing, changed, extra, list, chain
    path: str


def before_bytes(name: str, digest: str) -> bytes:
    """Return the file that names the pack before, and the digest of its list."""
    return f"{digest}  {name}\n".encode()


def list_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return the list of files with their digests."""
    return "".join(f"{sha256(files[path])}  {path}\n" for path in sorted(files)).encode()


def doubts(files: Mapping[str, bytes], before: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield everything that is wrong with a pack.

    `before` maps the names of other packs that are at hand to the digests of their lists.
    """
    listed = dict(_listed(files.get(LIST, b"")))
    if not listed:
        yield Doubt("list", LIST)
        return
    for path, digest in listed.items():
        if path not in files:
            yield Doubt("missing", path)
        elif sha256(files[path]) != digest:
            yield Doubt("changed", path)
    for path in sorted(files.keys() - listed.keys() - {LIST, SIGNING}):
        yield Doubt("extra", path)
    if sha256(files[LIST]).encode() not in files.get(SIGNING, b""):
        yield Doubt("changed", SIGNING)
    for name, digest in _listed(files.get(BEFORE, b"")):
        if name in before and before[name] != digest:
            yield Doubt("chain", name)


def _listed(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode("utf-8", "replace").splitlines():
        if found := _LINE.fullmatch(line):
            yield found[2], found[1]
