"""What a build tells the township in files: what was wrong, what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

from sunboard.building.opened import Opened
from sunboard.building.rendering import Made, Output, Workshop, as_needed
from sunboard.building.villages import VillageOutcome
from sunboard.duties.coverage import VillageCoverage
from sunboard.duties.owed import Duty
from sunboard.model.problem import Problem
from sunboard.reading.quoting import quoted
from sunboard.reporting.coverage.files import coverage_files
from sunboard.reporting.files import report_files
from sunboard.reporting.money import VillageMoney, money_files
from sunboard.reporting.report import Report, sorted_once
from sunboard.settings.law import SwitchedOff
from sunboard.typesetting.saying import Saying


def report_outputs(
    opened: Opened,
    outcomes: Iterable[VillageOutcome],
    problems: tuple[Problem, ...],
    known: Mapping[str, Made],
) -> tuple[Output, ...]:
    """Return the report files; they tell of every village, whichever were asked for."""
    report = Report(
        problems=problems,
        names=names_of(outcomes),
        today=opened.site.inputs.today.isoformat(),
        switched_off=switched_off(opened),
    )
    language, today = opened.site.inputs.theme.language, opened.site.inputs.today
    say, called = opened.site.inputs.theme.say, opened.request.called
    coverage = tuple(_named(outcome.coverage, say) for outcome in outcomes)
    workshop = Workshop(
        theme=opened.site.inputs.theme,
        may_show=lambda digits: False,  # what a report quotes is masked, public telephones too
        program=opened.site.inputs.program,
        known=known,
    )

    outputs: dict[str, Output] = {}

    def as_told(path: str) -> bytes:
        """Return a file as it goes out, or nothing where it cannot."""
        one = outputs[path]
        stands = one.data is None and one.made.size >= 0
        return (opened.request.output / path).read_bytes() if stands else one.data or b""

    files = chain(  # one by one: what the files of a township share is forgotten behind them
        report_files(report, language, called),
        coverage_files(coverage, opened.parts.kinds, today, language, as_told, called),
        money_files(tuple(map(_money, outcomes)), today, language),
    )
    for one in files:
        outputs[one.output] = as_needed(one, workshop)
    return tuple(one for one in outputs.values() if one.made.size >= 0)


def _named(place: VillageCoverage, say: Saying) -> VillageCoverage:
    """Call the rows of the catalogue what readers of the site's language call them."""

    @cache
    def work_out() -> tuple[Duty, ...]:
        return tuple(
            replace(
                duty,
                title=say.label(duty.title),
                row_title=say.label(duty.row_title),
                category=say.label(duty.category),
            )
            for duty in place.work_out()
        )

    off = tuple(replace(row, title=say.label(row.title)) for row in place.switched_off)
    return place if say.language == "zh" else replace(place, work_out=work_out, switched_off=off)


def _money(outcome: VillageOutcome) -> VillageMoney:
    """Return what a village accounts for its money with."""
    place = outcome.coverage
    return VillageMoney(
        slug=place.slug,
        village=place.village,
        township=place.township,
        township_slug=place.township_slug,
        start=place.start,
        told=outcome.told.accounts,
    )


def switched_off(opened: Opened) -> tuple[SwitchedOff, ...]:
    """Return the rules that the county or a township has put out of force, each once for each file."""
    county, today = opened.site.inputs.packaged.law, opened.site.inputs.today
    laws = (county, *(county.with_files(township.law) for township in opened.site.townships if township.law))
    return tuple(dict.fromkeys(off for law in laws for off in law.switched_off(today)))


def names_of(outcomes: Iterable[VillageOutcome]) -> dict[str, str]:
    """Return the names of the villages by their slugs."""
    return {outcome.slug: outcome.told.name for outcome in outcomes}


def told_once(opened: Opened, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Tell every problem once, with its line also where it stands in a list that villages inherit."""
    files = opened.site.files.by_path()
    return quoted(sorted_once(problems), files, frozenset())
