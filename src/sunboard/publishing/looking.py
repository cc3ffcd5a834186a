"""What a host holds: its index is read, or, where it has none, every file is compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sunboard.hosting import Host, is_laid_aside
from sunboard.lazy import dataclass
from sunboard.model.plain import sha256
from sunboard.publishing.index import (
    DIGITS,
    TOP,
    HostFile,
    IndexBroken,
    Part,
    Top,
    is_of_index,
    parse_part,
    parse_top,
    part_path,
)
from sunboard.publishing.outputs import Outputs
from sunboard.publishing.plan import Held

TEMPORARY = "sunboard-part-"
"""How temporary names begin; they stand at the top of the host's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unindexed:
    """What a host without an index holds: its files with their sizes in bytes."""

    sizes: Mapping[str, int]
    aside: tuple[str, ...] = ()  # that had made room for others when somebody was cut

    def same(self, outputs: Outputs) -> tuple[str, ...]:
        """Return the files that may be ours, for they stand where ours stand and are as long."""
        return tuple(path for path, file in _local(outputs).items() if self.sizes.get(path) == file.size)

    def other(self, outputs: Outputs) -> tuple[str, ...]:
        """Return those that stand where ours are to stand, and are others."""
        return tuple(
            path for path, file in _local(outputs).items() if self.sizes.get(path, file.size) != file.size
        )

    def foreign(self, outputs: Outputs) -> tuple[str, ...]:
        """Return those that are nobody's of ours."""
        return tuple(sorted(self.sizes.keys() - _local(outputs).keys()))


def _local(outputs: Outputs) -> dict[str, HostFile]:
    return {path: HostFile(file.sha256[:DIGITS], file.size) for path, file in outputs.files.items()}


def read_top(host: Host, path: str = TOP) -> Top | None:
    """Read the index's top; None where the host has none that can be understood."""
    data = host.read(path)
    try:
        return parse_top(data) if data is not None else None
    except IndexBroken:
        return None


def read_held(
    host: Host,
    top: Top,
    outputs: Outputs,
    remembered: Mapping[str, Part],
    sent: Mapping[str, HostFile],
) -> Held:
    """Return what a host holds, by its index.

    The part of a village is read only where it is neither as the one that was built nor as remembered.
    """
    parts = {}
    for slug, share in outputs.villages.items():
        digest = top.parts.get(slug)
        if digest is None:
            continue
        built = Part(
            {path: HostFile(file.sha256[:DIGITS], file.size) for path, file in share.files.items()},
            share.records,
        )
        if built.digest == digest:
            parts[slug] = built
        elif slug in remembered and remembered[slug].digest == digest:
            parts[slug] = remembered[slug]
        elif part := _read_part(host, slug):
            parts[slug] = part
    return Held(top=top, parts=parts, sent=sent)


def _read_part(host: Host, slug: str) -> Part | None:
    """Read a part; one that was written just before its top was to be is as good."""
    data = host.read(part_path(slug))
    try:
        return parse_part(data) if data is not None else None
    except IndexBroken:
        return None


def list_files(host: Host) -> Unindexed:
    """List what a host without an index holds, but for what attempts that were cut left there."""
    listed = dict(host.sizes())
    return Unindexed(
        sizes={
            path: size
            for path, size in listed.items()
            if not path.startswith(TEMPORARY) and not is_of_index(path)
        },
        aside=tuple(path for path in listed if path.startswith(TEMPORARY) and is_laid_aside(path)),
    )


def read_aside(host: Host, found: Unindexed) -> tuple[Top | None, str]:
    """Read an index that had made room for the next when somebody was cut; return also where it stands."""
    for path in found.aside:
        if top := read_top(host, path):
            return top, path
    return None, ""


def compare_files(
    host: Host, found: Unindexed, outputs: Outputs, progress: Callable[[int, int], None]
) -> Held:
    """Compare the files of a host without an index by their digests: those that are as long are read.

    `progress` is told how many files of how many have been read.
    """
    same = found.same(outputs)
    known = {path: HostFile("", found.sizes[path]) for path in found.other(outputs)}
    for count, path in enumerate(same, 1):
        data = host.read(path)
        if data is not None:
            known[path] = HostFile(sha256(data)[:DIGITS], len(data))
        progress(count, len(same))
    parts = {
        slug: Part({path: known[path] for path in share.files if path in known}, {})
        for slug, share in outputs.villages.items()
    }
    files = {path: known[path] for path in outputs.above.files if path in known}
    return Held(top=Top(files=files), parts=parts, foreign=found.foreign(outputs))
