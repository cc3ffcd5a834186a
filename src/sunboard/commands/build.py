"""Build: the whole way from the content folder to the output folder, as one readable function."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from sunboard.building.above import SiteOutcome, finish, leave, open_output
from sunboard.building.jobs import BuildRequest
from sunboard.building.kept import load_code
from sunboard.building.memory import keep_last, recall
from sunboard.building.opened import Opened
from sunboard.building.portal import side_by_side, unanswered
from sunboard.building.reports import names_of, switched_off, told_once
from sunboard.building.run import Crew, Workers
from sunboard.building.site import open_site
from sunboard.building.villages import VillageOutcome, village_outcomes
from sunboard.building.warm import Warmth
from sunboard.building.write import disk_time
from sunboard.compiled import compiled
from sunboard.contracts import Comparable, Comparison, Parts
from sunboard.model.later import Later
from sunboard.model.problem import Problem
from sunboard.reading.listing import Listing
from sunboard.reporting.coverage.pages import PAGE as COVERAGE
from sunboard.reporting.coverage.sentences import sentences
from sunboard.reporting.files import PROBLEMS
from sunboard.reporting.report import Report, held_of_plain, report_to_plain
from sunboard.reporting.words import LANGUAGES


class Stopped(Exception):
    """A build is to stop in its middle, for there is something better to do."""


def build(
    request: BuildRequest,
    parts: Parts,
    workers: Callable[[int], Workers] = Workers.none,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
    warm: Warmth | None = None,
    listings: Mapping[str, Listing] | None = None,
    whole: Callable[[], Collection[str]] = frozenset,
) -> Report:
    """Build every village that is asked for and not current, write what changed, and report.

    `workers` is asked for processes once it is known how many villages are to be built; `progress` is told
    how many are done, of how many, and the name of the last. Raises Unusable and OSError, and Stopped where
    `progress` or one of the parts does: the villages that are done by then need not be made again. `warm`
    serves a process that builds again and again, without workers; `listings` are those of the content folder
    where it has been listed just now; `whole` tells of which villages all outputs stand, as far as that is
    known.
    """
    compiled().learn({} if request.force else load_code(request.output, request.program))
    memory = recall(request, warm, listings, whole)
    site = open_site(request, parts, memory.folders)
    opened = Opened(request=replace(request, villages=site.asked), parts=parts, site=site, memory=memory)
    if not request.check_only:
        opened = replace(opened, memory=replace(memory, began=disk_time(request.output)))
        open_output(opened)
    outcomes: list[VillageOutcome] = []
    crew = Crew(workers)
    try:
        for outcome in village_outcomes(opened, crew.hire):
            outcomes.append(outcome)
            progress(len(outcomes), len(site.homes), outcome.told.name)
    except Stopped:
        leave(opened, outcomes)
        raise
    outcomes.sort(key=lambda outcome: outcome.folder)
    problems = [*site.problems, *_unanswered(outcomes), *_side_by_side(outcomes, parts.comparisons)]
    finished = None if request.check_only else finish(opened, outcomes, problems, crew.workers)
    report = _report(opened, outcomes, problems, finished)
    if finished:
        settled = _settled(opened, outcomes)
        ledger, listed, told = finished.ledger, finished.listed, report_to_plain(report)
        keep_last(request, site, opened.memory, told, ledger=ledger, settled=settled, listed=listed)
    return report


def _settled(opened: Opened, outcomes: Iterable[VillageOutcome]) -> bool:
    """Tell whether every village was made as it would be made again."""
    settled = set()
    for outcome in outcomes:
        last = opened.memory.last(outcome.slug)
        if outcome.keeping.settled if outcome.keeping else last and last.given.program:
            settled.add(outcome.folder)
    return bool(opened.site.inputs.program) and settled == {home.folder for home in opened.site.homes}


def _unanswered(outcomes: Iterable[VillageOutcome]) -> Iterator[Problem]:
    """Yield a problem for every reference to another village that leads nowhere."""
    outcomes = tuple(outcomes)
    numbers = {outcome.slug: outcome.told.numbers for outcome in outcomes}
    for outcome in outcomes:
        if outcome.asked:
            yield from unanswered(outcome.slug, outcome.told.references, numbers)


def _side_by_side(outcomes: Iterable[VillageOutcome], comparisons: Iterable[Comparison]) -> Iterator[Problem]:
    """Yield what shows where the villages of a township stand side by side."""
    townships: dict[str, dict[str, tuple[str, Later[Comparable]]]] = {}
    for outcome in outcomes:
        villages = townships.setdefault(outcome.folder.rpartition("/")[0], {})
        villages[outcome.slug] = (outcome.told.name, outcome.told.comparables)
    for villages in townships.values():
        yield from side_by_side(villages, comparisons)


def _report(
    opened: Opened,
    outcomes: Iterable[VillageOutcome],
    problems: Iterable[Problem],
    finished: SiteOutcome | None,
) -> Report:
    """Return what the command tells: of the villages that were asked for."""
    asked = [outcome for outcome in outcomes if outcome.asked]
    coverage = [outcome.coverage for outcome in asked]
    above = finished.problems if finished else ()
    of_villages = (problem for outcome in asked for problem in outcome.told.problems)
    slugs = {outcome.slug for outcome in asked}
    of_site = (problem for problem in problems if not problem.village or problem.village in slugs)
    told = [*of_site, *above, *of_villages]
    is_all = finished and len(told) == finished.found  # then they are told once already
    pages = next((channel.pages for channel in opened.parts.channels.values() if channel.pages), None)
    return Report(
        problems=finished.told if finished and is_all else told_once(opened, told),
        names=names_of(outcomes),
        records=sum(outcome.told.records for outcome in asked),
        held=tuple(held_of_plain(item) for outcome in asked for item in outcome.told.held),
        owed={language: sentences(coverage, opened.site.inputs.today, language) for language in LANGUAGES},
        owing=len(coverage),
        made=finished.made if finished else None,
        report_file=str(opened.request.output / PROBLEMS) if told and finished else "",
        coverage_file=str(opened.request.output / COVERAGE) if finished else "",
        open_first=str(opened.request.output / pages.front) if pages and finished else "",
        today=opened.site.inputs.today.isoformat(),
        today_pinned=opened.site.today_pinned,
        switched_off=switched_off(opened),
        written=finished.written if finished else (),
    )
