"""An evidence pack: files, the list of their digests, a seal, and a chain from each pack to the one before.

`SHA256SUMS` lists the files as `sha256sum --check` reads them: a digest and a path on each line. The list's
own digest stands on the sheet that people sign, and in the next pack. `SEAL` lists those two, the list and
the sheet, in the same way, so that no byte of a pack goes unproved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sunboard.lazy import dataclass, regex

LIST = "SHA256SUMS"
SEAL = "SEAL"
BEFORE = "BEFORE"
SIGNING = "sign-off.pdf"
PROOFS = (LIST, SEAL, BEFORE)
"""The files of a pack that tell of others."""
NONE = "-"
"""What stands for the pack before the first."""
_LINE = regex(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with a pack, and the file or pack that it is about."""

    sort: str  # missing, changed, extra, list, chain
    path: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack holds: the digest of every file by its path, and the bytes of those that tell of others."""

    digests: Mapping[str, str]
    proofs: Mapping[str, bytes]


def before_bytes(name: str, digest: str) -> bytes:
    """Return the file that names the pack before, and the digest of its list."""
    return list_bytes({name: digest}) if name else f"{NONE}\n".encode()


def list_bytes(digests: Mapping[str, str]) -> bytes:
    """Return a list of files with their digests."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def doubts(pack: Pack, before: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield everything that is wrong with a pack.

    `before` maps the names of other packs that are at hand to the digests of their lists.
    """
    listed = dict(_listed(pack.proofs.get(LIST, b"")))
    sealed = dict(_listed(pack.proofs.get(SEAL, b"")))
    for name, paths, needed in ((LIST, listed, {BEFORE}), (SEAL, sealed, {LIST, SIGNING})):
        if not needed <= paths.keys():
            yield Doubt("list", name)
            return
    for path, digest in {**listed, **sealed}.items():
        if path not in pack.digests:
            yield Doubt("missing", path)
        elif pack.digests[path] != digest:
            yield Doubt("changed", path)
    for path in sorted(pack.digests.keys() - listed.keys() - sealed.keys() - {SEAL}):
        yield Doubt("extra", path)
    for name, digest in follows(pack).items():
        if name in before and before[name] != digest:
            yield Doubt("chain", name)


def follows(pack: Pack) -> dict[str, str]:
    """Return the name of the pack before with the digest of its list; nothing of the first."""
    return dict(_listed(pack.proofs.get(BEFORE, b"")))


def _listed(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode("utf-8", "replace").splitlines():
        if found := _LINE.fullmatch(line):
            yield found[2], found[1]
