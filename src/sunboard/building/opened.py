"""A site that is open for a build: what is asked for, what stands above the villages, what is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from sunboard.building.addresses import VillageHome
from sunboard.building.current import Given, digest_of
from sunboard.building.jobs import BuildRequest, SiteInputs, TownshipInputs
from sunboard.building.memory import Memory
from sunboard.building.outcome import Told
from sunboard.building.portal import summary_of
from sunboard.building.site import OpenSite
from sunboard.building.write import load_manifest
from sunboard.contracts import Parts
from sunboard.duties.owed import Schedule
from sunboard.issuing.serials import SerialsRow, with_rows
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain
from sunboard.model.view import VillageSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """All that a build goes by, for every village of it and for what stands above them."""

    request: BuildRequest
    parts: Parts
    site: OpenSite
    memory: Memory
    _schedules: dict[str, Schedule] = field(default_factory=dict, init=False)

    def schedule(self, township: TownshipInputs) -> Schedule:
        """Return what falls due in a township; those without rules of their own have the county's."""
        name = township.folder if township.law else ""
        if name not in self._schedules:
            self._schedules[name] = schedule_of(self.site.inputs, township)
        return self._schedules[name]

    def ledger_after(self, told: Iterable[Told]) -> Mapping[str, SerialsRow]:
        """Return what the county remembers once villages are built; a frozen build adds nothing to it."""
        if self.request.options.frozen:
            return self.site.ledger
        return with_rows(self.site.ledger, [one.ledger_row for one in told if one.ledger_row])

    def given(self, home: VillageHome, files: str, ledger: Mapping[str, SerialsRow]) -> Given:
        """Return the digests of all that a village is given; `files` is that of its own."""
        last_numbers: dict[str, Plain] = {str(year): last for year, last in floor(ledger, home).items()}
        inherited = (home.township.digest, home.slug, home.requested_slug, home.copied, last_numbers)
        return self._given(files, digest_of(self.site.digest, *inherited))

    def given_above(self, files: Mapping[str, str]) -> Given:
        """Return those of what stands above the villages; `files` are the digests of the villages' files."""
        townships: list[Plain] = [township.digest for township in self.site.townships]
        return self._given(digest_of({**files}), digest_of(self.site.digest, townships))

    def _given(self, files: str, inherited: str) -> Given:
        options = self.request.options
        return Given(
            files=files,
            inherited=inherited,
            theme=self.site.inputs.theme.fingerprint,
            program=self.request.program,
            options=digest_of([*sorted(options.only)], options.all_sheets, options.frozen, options.preview),
        )

    def shown(self, homes: Iterable[VillageHome]) -> Iterator[VillageSummary]:
        """Yield what the output folder shows of villages."""
        for home in homes:
            if summary := self.shown_of(home):
                yield summary

    def shown_of(self, home: VillageHome, phone: str = "") -> VillageSummary | None:
        """Return what the output folder shows of a village, as far as it is known."""
        if (last := self.memory.last(home.slug)) and last.told.summary:
            return last.told.summary
        manifest = load_manifest(self.request.output, home.slug)
        return summary_of(manifest, home.township, phone, self.parts.kinds) if manifest else None


def schedule_of(inputs: SiteInputs, township: TownshipInputs) -> Schedule:
    """Return what falls due by the calendar where the law files of a township hold."""
    packaged = inputs.packaged
    law = packaged.law.with_files(township.law)
    return Schedule(replace(packaged, law=law), inputs.today)


def floor(ledger: Mapping[str, SerialsRow], home: VillageHome) -> Mapping[int, int]:
    """Return the last number of each year that the county remembers of a village."""
    row = ledger.get(home.code)
    return row.years if row and not home.copied else {}
