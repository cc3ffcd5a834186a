"""What builds keep in the output folder for the next one, and what of it still holds.

Two things are kept: which bytes the content folder holds as the disk lists it, so that what has not changed
is not read; and of each village, of what it was made, what was told of it, and how its outputs stand.
Whoever deletes all of it has everything read and made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from sunboard.building.addresses import SITE, VillageHome
from sunboard.building.current import (
    Given,
    Remembered,
    digest_of,
    digest_of_village,
    given_of,
    remembered,
)
from sunboard.building.jobs import BuildRequest
from sunboard.building.kept import (
    KEPT,
    Standing,
    all_stand,
    altered,
    learned_of,
    load_kept,
    load_sealed,
    standing_of,
)
from sunboard.building.last import LAST, last_of
from sunboard.building.manifest import output_paths, with_outputs_of
from sunboard.building.outcome import Told
from sunboard.building.passed import Passed, passed_bytes, passed_of
from sunboard.building.rendering import Made, Output
from sunboard.building.site import OpenSite
from sunboard.building.warm import Warmth
from sunboard.building.write import (
    delete,
    disk_time,
    manifest_file,
    put_kept,
    put_manifest,
    put_sealed,
)
from sunboard.duties.coverage import Counted
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values, map_of, pretty, sha256, text_of
from sunboard.reading.listing import LEDGER, REGISTER, Listing, list_folders, listed_again, size_of
from sunboard.reading.sources import VillageFiles, ledger_bytes, register_files

INDEX = "content.index"  # no slug has a full stop
_NOTHING = Listing("", 0)


@dataclass(frozen=True, slots=True)
class Digests:
    """Of what a village was made: the digest of its files, and the files of its register with theirs."""

    own: str
    register: Mapping[str, str]

    @classmethod
    def of(cls, files: VillageFiles) -> Digests:
        """Digest a village's files."""
        return cls(digest_of_village(files), {name: sha256(data) for name, data in files.register.items()})

    @property
    def issued(self) -> str:
        """Return the digest of its register."""
        return digest_of({**self.register})

    def with_editions(self, editions: Mapping[str, bytes]) -> Digests:
        """Return them with the files of the editions that were issued since."""
        issued = {name: sha256(data) for name, data in editions.items()}
        return replace(self, register={**self.register, **issued})

    @property
    def files(self) -> str:
        """Return the digest of all of it."""
        return digest_of(self.own, {**self.register})


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What the next build is to know of a village that was built, or whose outputs bear new stamps."""

    home: VillageHome
    files: str  # the digest of its files, with the editions that were issued
    issued: str = ""  # the digest of its register, where editions were added to it
    settled: bool = True  # what was made would be made again
    outputs: KeptOutputs | None  # None once they are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOutputs:
    """How the outputs of a village stand, for which days, and what was learned in making them."""

    since: date
    until: date
    standing: Mapping[str, Standing]
    learned: Mapping[str, Plain] = field(default_factory=dict)  # in making its outputs
    passed: Mapping[str, Passed] | None = None  # by its records, where they were checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was kept by the last build, and how the content folder is listed now."""

    output: Path
    began: int = 0  # when villages began to be read, by the disk's clock
    listings: Mapping[str, Listing] = field(default_factory=dict)
    folders: Mapping[str, Values] = field(default_factory=dict)  # what was kept of those that are unchanged
    warm: Warmth | None = None  # what this process keeps besides
    whole: Callable[[], Collection[str]] = frozenset  # of `all_that_stand`, what is known
    hasty: bool = False  # what was found in records that did not change need not be looked for
    _villages: dict[str, tuple[Remembered | None, bytes]] = field(default_factory=dict, init=False)

    def has_in_mind(self, folder: str) -> bool:
        """Tell whether this process keeps itself whatever a village takes that is built in a hurry."""
        return self.hasty and self.warm is not None and folder in self.warm

    def files(self, folder: str) -> str:
        """Return the digest of a village's files, where they have not changed since they were read."""
        return text_of(self.folders.get(folder, {}), "files")

    def last(self, slug: str) -> Remembered | None:
        """Return a village's last build."""
        return self._village(slug)[0]

    def standing(self, slug: str) -> dict[str, Standing]:
        """Return how the outputs of a village were left."""
        return standing_of(self._village(slug)[1])

    def altered(self, slug: str) -> dict[str, Standing]:
        """Return the outputs of a village that do not stand as they were left, as `altered` does."""
        lines = self._village(slug)[1]
        if slug in self.whole() or all_stand(self.output, lines):
            return {}
        return altered(self.output, standing_of(lines))

    @property
    def given_above(self) -> Given | None:
        """Return of what everything above the villages was made, if that is known."""
        return given_of(map_of(load_kept(self.output, SITE).head, "given"))

    def known(self, slug: str, standing: Mapping[str, Standing]) -> dict[str, Made]:
        """Return the outputs that stand whole as they were made; `standing` are all with their stamps now."""
        learned = self.learned(slug)
        return {
            path: Made.of_plain(one.fingerprint, one.sha256, size_of(one.stamp), map_of(learned, path))
            for path, one in standing.items()
            if one.stamp and one.fingerprint
        }

    def learned(self, slug: str) -> dict[str, Plain]:
        """Return what was learned in making the outputs of a village, by their paths."""
        return learned_of(self._village(slug)[1])

    def passed(self, slug: str, given: Given) -> dict[str, Passed]:
        """Return the records of a village whose own checks found nothing under what else it is given now."""
        last = self.last(slug)
        if last is None or replace(last.given, files=given.files) != given:
            return {}
        return passed_of(load_sealed(self.output, _passed_file(slug), given.program))

    def made(self, slug: str, what: str, program: str) -> bytes:
        """Return what was made of a village's records before, by what that is."""
        return load_sealed(self.output, f"{slug}.{what}", program)

    def _village(self, slug: str) -> tuple[Remembered | None, bytes]:
        if slug not in self._villages:
            kept = load_kept(self.output, slug)
            self._villages[slug] = remembered(kept.head, kept.later), kept.lines
        return self._villages[slug]


def learned_in(outputs: Iterable[Output], before: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return what was learned in making outputs, by their paths, beside what was known before of others."""
    learned: dict[str, Plain] = {one.output: one.made.to_plain() for one in outputs}
    return {path: values for path, values in ({**before, **learned}).items() if values}


def recall(
    request: BuildRequest,
    warm: Warmth | None = None,
    listings: Mapping[str, Listing] | None = None,
    whole: Callable[[], Collection[str]] = frozenset,
) -> Memory:
    """Return what this program knows of the content folder; it is listed, where it has not been just now."""
    listings = list_folders(request.content) if listings is None else listings
    index = load_kept(request.output, INDEX).head
    entries = ((folder, map_of(index, folder)) for folder in index)
    kept = {folder: entry for folder, entry in entries if text_of(entry, "program") == request.program}
    return Memory(
        output=request.output,
        listings=listings,
        warm=warm,
        whole=whole,
        folders={folder: entry for folder, entry in kept.items() if _unchanged(folder, entry, listings)},
    )


def _unchanged(folder: str, entry: Values, listings: Mapping[str, Listing]) -> bool:
    own, register = _listed(listings, folder)
    return text_of(entry, "own") == own.digest and text_of(entry, "register") == register.digest


def _listed(listings: Mapping[str, Listing], folder: str) -> tuple[Listing, Listing]:
    """Return how a village's files and its register are listed."""
    return listings.get(folder, _NOTHING), listings.get(f"{folder}/{REGISTER}", _NOTHING)


def keep_village(
    request: BuildRequest,
    keeping: Keeping,
    given: Given,
    told: Told,
    built: date,
    owed: Counted,
    manifest: Standing | None,
) -> Keeping:
    """Keep what the next build is to know of a village, and return what is left to be kept with all others.

    `manifest` is how its own stands, where it is new.
    """
    if not (outputs := keeping.outputs):
        return keeping
    last = Remembered(
        given=given if keeping.settled else replace(given, program=""),
        since=outputs.since,
        until=outputs.until,
        built=built,
        told=told,
        owed=owed,
    )
    own = {manifest_file(keeping.home.slug): manifest} if manifest else {}
    standing = {**outputs.standing, **own}
    learned = {path: values for path, values in outputs.learned.items() if path in standing}
    slug = keeping.home.slug
    if outputs.passed is not None and given.program:
        put_sealed(request.output, _passed_file(slug), passed_bytes(outputs.passed), given.program)
    put_kept(request.output, slug, last.to_plain(), standing, learned, told.later)
    return replace(keeping, outputs=None)


def _passed_file(slug: str) -> str:
    return f"{slug}.passed"  # no slug has a full stop


def keep_made(request: BuildRequest, slug: str, what: str, made: bytes | None) -> None:
    """Keep what was made of a village's records, where it is not what was kept before."""
    if made is not None and request.program:
        put_sealed(request.output, f"{slug}.{what}", made, request.program)


@dataclass(frozen=True, slots=True)
class Listed:
    """How the content folder is listed once all is written, and since when, by the disk's clock."""

    now: int
    folders: Mapping[str, Listing]


def keep_last(
    request: BuildRequest,
    site: OpenSite,
    memory: Memory,
    report: Plain,
    *,
    ledger: bytes,
    settled: bool,
    listed: Listed,
) -> None:
    """Keep what a build told, for one that finds nothing changed; nothing where that could not be known.

    Of a village whose files may still change unnoticed, and of one that is not `settled`, it cannot be.
    `ledger` is what was left in the county's ledger.
    """
    now, listings = listed.now, listed.folders
    index = load_kept(request.output, INDEX).head
    villages = {home.folder: home.slug for home in site.homes}
    known = all(
        listing.settled(memory.began)
        or (folder == LEDGER and listing.settled(now) and ledger_bytes(request.content) == ledger)
        for folder, listing in listings.items()
        if folder.removesuffix(f"/{REGISTER}") not in villages
    ) and all(folder in index and _unchanged(folder, map_of(index, folder), listings) for folder in villages)
    if known and settled:
        names = (*villages.values(), SITE)
        put_kept(request.output, LAST, last_of(request, listings, names, report), {})
    else:
        forget_last(request.output)


def forget_last(output: Path) -> None:
    """Keep nothing of what the last build told."""
    delete(output, [f"{KEPT}/{LAST}"])


def list_new(output: Path, name: str, manifest: Values, previous: Values) -> None:
    """List the files that are to be written and were not there, beside those of before.

    So a build that is killed leaves nothing that nobody remembers.
    """
    if output_paths(manifest).keys() - output_paths(previous).keys():
        put_manifest(output, name, pretty(with_outputs_of(manifest, previous)))


def kept_of(output: Path, slug: str) -> Iterator[str]:
    """Yield the files that keep something of a village."""
    yield f"{KEPT}/{slug}"
    yield from (path.relative_to(output).as_posix() for path in (output / KEPT).glob(f"{slug}.*"))


def keep_index(request: BuildRequest, memory: Memory, keepings: Collection[Keeping]) -> Listed:
    """Keep which bytes the content folder holds, and return how it is listed.

    It was listed before it was read. What changed since then is listed otherwise next time, and read again;
    only what this build wrote is listed anew. So is read again what had changed so shortly before that it
    may change again unnoticed.
    """
    now = disk_time(request.output)
    issued = [f"{keeping.home.folder}/{REGISTER}" for keeping in keepings if keeping.issued]
    listings = listed_again(request.content, memory.listings, (*issued, LEDGER))
    index: dict[str, Plain] = {folder: {**entry} for folder, entry in memory.folders.items()}
    for keeping in (one for one in keepings if one.home.may_be_kept):
        folder = keeping.home.folder
        own, register = _listed(listings, folder)
        sure = register.settled(now if keeping.issued else memory.began)
        if keeping.issued:
            found: dict[str, Plain] = {
                name: sha256(data) for name, data in register_files(request.content, folder).items()
            }
            sure = sure and digest_of(found) == keeping.issued
        if sure and own.settled(memory.began):
            index[folder] = {
                "own": own.digest,
                "register": register.digest,
                "files": keeping.files,
                "program": request.program,
                **keeping.home.to_plain(),
            }
    put_kept(request.output, INDEX, index, {})
    return Listed(now, listings)
