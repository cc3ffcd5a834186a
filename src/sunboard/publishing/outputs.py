"""What the output folder holds to be published, as its manifests tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from sunboard.building.addresses import SITE
from sunboard.building.write import load_manifest
from sunboard.lazy import dataclass
from sunboard.model.plain import Values, maps_of, text_of, texts_of
from sunboard.model.state import State
from sunboard.publishing.index import Issued

FOLDER = "site/"
"""Where in the output folder that stands which is published."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """One file to be published."""

    sha256: str
    size: int
    rank: int  # when it travels: what it leads to goes before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one manifest tells of: the files of a village, or those above the villages."""

    files: Mapping[str, LocalFile]  # path below `site` -> file
    records: Mapping[str, Issued]  # by number


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Everything that a build made for the web."""

    above: Share
    villages: Mapping[str, Share]  # by slug
    manifests: Mapping[str, Values]  # by slug
    built: str  # ISO date
    addresses: tuple[str, ...]  # that codes and links carry
    leaks: tuple[str, ...]  # sources of records that hold what must not be shown

    @property
    def files(self) -> dict[str, LocalFile]:
        """Return every file by its path."""
        shares = (self.above, *self.villages.values())
        return {path: file for share in shares for path, file in share.files.items()}


def load_outputs(output: Path) -> Outputs | None:
    """Read the manifests; None where nothing was built, or the first build was stopped before its end."""
    site = load_manifest(output, SITE)
    if not text_of(site, "built"):
        return None
    manifests = {slug: load_manifest(output, slug) for slug in texts_of(site, "villages")}
    return Outputs(
        above=share_of(site, SITE),
        villages={slug: share_of(manifest, slug) for slug, manifest in manifests.items()},
        manifests=manifests,
        built=text_of(site, "built"),
        addresses=tuple(
            address for address in (text_of(site, "base_url"), text_of(site, "qr_base")) if address
        ),
        leaks=tuple(
            text_of(held, "source")
            for manifest in manifests.values()
            for held in maps_of(manifest, "held")
            if text_of(held, "state") == State.LEAK
        ),
    )


def share_of(manifest: Values, name: str) -> Share:
    """Return what a manifest tells of the web."""
    issued = {
        text_of(record, "number"): Issued(edition, text_of(record, "page").removeprefix(FOLDER))
        for record in maps_of(manifest, "records")
        if isinstance(edition := record.get("edition"), int)
    }
    folders = {one.page.rpartition("/")[0] for one in issued.values()}
    files = {}
    for entry in maps_of(manifest, "outputs"):
        path, size = text_of(entry, "path"), entry.get("bytes")
        if path.startswith(FOLDER) and isinstance(size, int):
            path = path.removeprefix(FOLDER)
            files[path] = LocalFile(text_of(entry, "sha256"), size, _rank(path, name, folders))
    return Share(files=files, records=issued)


def _rank(path: str, name: str, folders: Collection[str]) -> int:
    """Return when a file travels: files, records, lists, homes, portal, and what tells machines of pages."""
    if path.endswith((".xml", ".txt")) and path.rpartition("/")[0] not in folders:
        return 5
    if not path.endswith(".html"):
        return 0
    if name == SITE:
        return 4
    if path == f"{name}/index.html":
        return 3
    return 1 if path.rpartition("/")[0] in folders else 2
