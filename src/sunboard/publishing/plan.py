"""What has to travel: a pure function of what was built and of what the host holds.

New files go before changed ones, so that whatever a changed page leads to is there. Within each, files go
before the records' pages, then lists, homes, the portal, and last what tells machines of pages. Files that
are no longer made are deleted when all else stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import groupby

from sunboard.lazy import dataclass
from sunboard.publishing.index import DIGITS, HostFile, Part, Top
from sunboard.publishing.outputs import LocalFile, Outputs, Share

_UNKNOWN = HostFile("", -1)
"""What stands where an attempt was cut: what the index tells of, or what that one put there."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that travels."""

    path: str
    file: LocalFile
    is_new: bool  # the host has none of ours there

    @property
    def order(self) -> tuple[bool, int]:
        """Return what tells when it travels: all of one order stand before those of the next begin."""
        return not self.is_new, self.file.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a host holds of ours."""

    top: Top
    parts: Mapping[str, Part]  # of the villages that were built
    sent: Mapping[str, HostFile] = field(default_factory=dict)  # by an attempt of ours that was cut
    foreign: tuple[str, ...] = ()  # files that are not ours, where all were listed
    aside: str = ""  # where the index was found, if it had made room for the next when somebody was cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be done, and how the host's index reads when it is."""

    waves: tuple[tuple[Upload, ...], ...]  # each begins when the one before it stands
    deletions: tuple[str, ...]
    parts: Mapping[str, Part]  # those of the index that are to be written anew
    top: Top  # without generation, name and time
    files: int  # that the host will have of what was built
    held: int  # files of ours that the host has
    lost: tuple[str, ...]  # pages of records that would be deleted, though they were issued
    older: tuple[str, ...]  # records of which the host shows a later edition

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """Return all that travels, in its order."""
        return tuple(upload for wave in self.waves for upload in wave)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing has to be done."""
        return not self.waves and not self.deletions and not self.parts


def make_plan(outputs: Outputs, held: Held, asked: Collection[str] = ()) -> Plan:
    """Compare what was built with what the host holds.

    With `asked`, slugs of villages, only theirs changes, and above the villages only files that pages need.
    What the host has of villages that were not built stays: an address that was issued never dies.
    """
    villages = {slug: share for slug, share in outputs.villages.items() if not asked or slug in asked}
    above = _needed_by_pages(outputs.above, held.top.files) if asked else outputs.above
    local = dict(above.files)
    before: dict[str, HostFile] = dict(held.top.files)
    for slug, share in villages.items():
        local |= share.files
        before |= held.parts[slug].files if slug in held.parts else {}
    ours = frozenset(before)
    others = frozenset(
        path for share in (outputs.above, *outputs.villages.values()) for path in share.files
    ).difference(local)
    before |= {path: _UNKNOWN for path in held.top.unsure if path in before}
    before |= {path: file for path, file in held.sent.items() if path not in others}
    uploads = sorted(_uploads(local, before, held.sent), key=lambda upload: (upload.order, upload.path))
    deletions = {*before, *held.top.gone}.difference(local, others)
    if asked:
        deletions -= frozenset(held.top.files)
    parts = {slug: Part(_as_held(share.files), share.records) for slug, share in villages.items()}
    digests = {slug: part.digest for slug, part in parts.items()}
    files = {**held.top.files, **_as_held(above.files)} if asked else _as_held(above.files)
    known = held.top.parts
    return Plan(
        waves=tuple(tuple(wave) for _, wave in groupby(uploads, key=lambda upload: upload.order)),
        deletions=tuple(sorted(deletions)),
        parts={slug: part for slug, part in parts.items() if known.get(slug) != digests[slug]},
        top=Top(files=files, parts={**known, **digests}, built=outputs.built),
        files=len(local),
        held=len(ours),
        lost=tuple(sorted(deletions.intersection(_pages_held(villages, held.parts)))),
        older=tuple(_older(villages, held.parts)),
    )


def digests_of(outputs: Outputs) -> dict[str, str]:
    """Return the digests of the index's parts, as they are when all that was built is published."""
    return {
        slug: Part(_as_held(share.files), share.records).digest for slug, share in outputs.villages.items()
    }


def _needed_by_pages(above: Share, on_host: Mapping[str, HostFile]) -> Share:
    """Return what pages of villages need of the files above them: styles, pictures, pages not there yet."""
    files = {path: file for path, file in above.files.items() if file.rank == 0 or path not in on_host}
    return replace(above, files=files)


def _uploads(
    local: Mapping[str, LocalFile], before: Mapping[str, HostFile], sent: Mapping[str, HostFile]
) -> Iterator[Upload]:
    for path, file in local.items():
        there = before.get(path)
        if there is None or there.digest != file.sha256[:DIGITS] or there.size != file.size:
            yield Upload(path, file, is_new=there is None)


def _as_held(files: Mapping[str, LocalFile]) -> dict[str, HostFile]:
    return {path: HostFile(file.sha256[:DIGITS], file.size) for path, file in files.items()}


def _pages_held(villages: Iterable[str], parts: Mapping[str, Part]) -> set[str]:
    """Return the pages of all records that a host shows."""
    return {issued.page for slug in villages if slug in parts for issued in parts[slug].records.values()}


def _older(villages: Mapping[str, Share], parts: Mapping[str, Part]) -> Iterator[str]:
    """Yield the records of which the host shows a later edition than was built."""
    for slug, share in villages.items():
        for number, issued in parts[slug].records.items() if slug in parts else ():
            if number in share.records and issued.edition > share.records[number].edition:
                yield f"{slug}/{number}"
