"""From plans to outputs: each channel renders its own tasks, and what it made is searched once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from sunboard.contracts import Artifact, Channel, Task
from sunboard.faults import fault
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.privacy.finished import clean
from sunboard.theming import Theme

OUTPUT_LEAKS = fault("output-leaks")

Plan = Iterable[Task | Artifact]


@dataclass(frozen=True, slots=True)
class Outputs:
    """What channels made, with what went wrong on the way."""

    artifacts: tuple[Artifact, ...] = ()
    warnings: tuple[Problem, ...] = ()


def chosen(channels: Mapping[str, Channel], only: frozenset[str]) -> tuple[Channel, ...]:
    """Return the channels to build; `only` names them, and empty means all."""
    return tuple(channel for name, channel in channels.items() if not only or name in only)


def render(
    channels: Iterable[Channel],
    plan_of: Callable[[Channel], Plan],
    theme: Theme,
    may_show: Callable[[str], bool],
    wanted: Callable[[str], bool] = lambda output: True,
) -> Outputs:
    """Render what channels plan, as far as an output is wanted, in the order planned.

    Personal numbers in it are masked, and what cannot be mended is left out; `may_show` tells of a number's
    digits whether they are nobody's secret.
    """
    artifacts: list[Artifact] = []
    warnings: list[Problem] = []
    for channel in channels:
        for item in plan_of(channel):
            assert not item.section or item.section in channel.sections, (channel.name, item.section)
            if not wanted(item.output):
                continue
            if isinstance(item, Task):
                artifact, told = _rendered(channel, item, theme)
                warnings += told
            else:
                artifact = item
            if not artifact.as_given:
                cleaned = clean(artifact.output, artifact.data, may_show)
                source = item.source if isinstance(item, Task) else Place()
                warnings += (
                    Problem(OUTPUT_LEAKS, source, seen.masked, {"output": artifact.output, "what": seen.sort})
                    for seen in cleaned.found
                )
                if cleaned.data is None:
                    continue
                artifact = replace(artifact, data=cleaned.data)
            artifacts.append(replace(artifact, channel=channel.name))
    return Outputs(tuple(artifacts), tuple(warnings))


def _rendered(channel: Channel, task: Task, theme: Theme) -> tuple[Artifact, tuple[Problem, ...]]:
    """Render one output; what is learned joins its entry, and a warning stands where its source does."""
    made = channel.render(task, theme)
    entry = {**task.entry, **made.learned}
    warnings = tuple(
        warning if warning.place.path else replace(warning, place=task.source) for warning in made.problems
    )
    return Artifact(task.output, made.data, task.order, task.section, entry), warnings
