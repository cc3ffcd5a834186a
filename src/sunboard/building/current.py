"""What is current: whether what was made of a village yesterday is what would be made of it today. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date

from sunboard.building.kept import NEVER, Standing
from sunboard.building.outcome import Told
from sunboard.duties.coverage import Counted, counted_of
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, canonical, map_of, sha256, text_of
from sunboard.reading.sources import SiteFiles, TownshipFiles, VillageFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Digests of all that a village is given, by what people call it. The day is not among them."""

    files: str  # its own, register included
    inherited: str  # what county and township say, and its address
    theme: str
    program: str  # empty where nobody knows, and then nothing is current
    options: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A village's last build: of what it was made, on which days the same would be made, what was told."""

    given: Given
    since: date
    until: date  # the first later day on which anything of it may be another
    built: date  # the day that its manifest names
    told: Told
    owed: Counted | None = None  # what it owed on the day that its manifest names

    def to_plain(self) -> dict[str, Plain]:
        """Return it as it is kept, beside the texts of `told.later`."""
        return {
            "given": {**asdict(self.given)},
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "built": self.built.isoformat(),
            "told": self.told.to_plain(),
            "owed": self.owed.to_plain() if self.owed else None,
        }


def remembered(plain: Mapping[str, Plain], later: Sequence[bytes]) -> Remembered | None:
    """Read what is kept of a village; nothing where there is nothing, or an earlier program kept it."""
    try:
        return Remembered(
            given=given_of(map_of(plain, "given")) or _NOBODY_KNOWS,
            since=date.fromisoformat(text_of(plain, "since")),
            until=date.fromisoformat(text_of(plain, "until")),
            built=date.fromisoformat(text_of(plain, "built")),
            told=Told.of_plain(map_of(plain, "told"), later),
            owed=counted_of(map_of(plain, "owed")),
        )
    except (KeyError, TypeError, ValueError):
        return None


def given_of(plain: Mapping[str, Plain]) -> Given | None:
    """Read the digests of what was given; nothing where there are none."""
    return Given(**{field.name: text_of(plain, field.name) for field in fields(Given)}) if plain else None


_NOBODY_KNOWS = Given(files="", inherited="", theme="", program="", options="")


def is_current(last: Remembered | None, given: Given, today: date, altered: Collection[str]) -> bool:
    """Tell whether a build would make of a village what its last one made and what still stands.

    `altered` are its outputs that somebody changed or took away.
    """
    return (
        last is not None
        and not altered
        and bool(given.program)
        and last.given == given
        and last.since <= today < last.until
    )


def reason(fingerprint: str, is_there: bool, left: Standing | None, last: Given | None, given: Given) -> str:
    """Say why an output is written: the end of the name of a word in `data/words`.

    `left` is how it stood, `last` what its village was given then, if that is known.
    """
    if not is_there:
        return "missing" if left else "new"
    if left and not left.stamp:
        return "altered"
    before, now = (left.fingerprint if left else NEVER).split("."), fingerprint.split(".")
    if len(before) == len(now) == len(_PARTS):
        parts = [part for part, old, new in zip(_PARTS, before, now, strict=True) if old != new]
        if parts and parts[0] != "data":
            return parts[0]
    if last is None or (last.files, last.inherited, last.options) != (
        given.files,
        given.inherited,
        given.options,
    ):
        return "data"
    changed = ("theme", last.theme != given.theme), ("program", last.program != given.program)
    return next((what for what, differs in changed if differs), "today")


_PARTS = ("data", "theme", "program")


def digest_of_village(files: VillageFiles) -> str:
    """Return the digest of a village's files but for its register."""
    return digest_of(_digests(files.files), {**files.too_large}, [*files.links])


def digest_of_county(files: SiteFiles) -> str:
    """Return the digest of what all villages inherit; of the ledger, each has its own row."""
    own = (files.shared, files.lists, files.private)
    return digest_of(sha256(files.settings), *map(_digests, own))


def digest_of_rules(files: SiteFiles) -> str:
    """Return the digest of what the county says to all villages beside its lists: settings, law, terms."""
    return digest_of(sha256(files.settings), _digests(files.shared))


def digest_of_township(files: TownshipFiles) -> str:
    """Return the digest of what a township's villages inherit."""
    settings = None if files.settings is None else sha256(files.settings)
    return digest_of(files.folder, settings, _digests(files.lists), _digests(files.law))


def digest_of(*parts: Plain) -> str:
    """Return the digest of plain data."""
    return sha256(canonical([*parts]))


def _digests(files: Mapping[str, bytes]) -> Plain:
    return {name: sha256(data) for name, data in files.items()}
