"""From plans to outputs: each channel renders its own tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from sunboard.contracts import Artifact, Channel, Task
from sunboard.model.problem import Problem
from sunboard.theming import Theme

Plan = Iterable[Task | Artifact]


@dataclass(frozen=True, slots=True)
class Outputs:
    """What channels made, with what went wrong on the way."""

    artifacts: tuple[Artifact, ...] = ()
    warnings: tuple[Problem, ...] = ()


def chosen(channels: Mapping[str, Channel], only: frozenset[str]) -> tuple[Channel, ...]:
    """Return the channels to build; `only` names them, and empty means all."""
    return tuple(channel for name, channel in channels.items() if not only or name in only)


def render(channels: Iterable[Channel], plan_of: Callable[[Channel], Plan], theme: Theme) -> Outputs:
    """Render what channels plan, in the order planned."""
    artifacts: list[Artifact] = []
    warnings: list[Problem] = []
    for channel in channels:
        for item in plan_of(channel):
            assert not item.section or item.section in channel.sections, (channel.name, item.section)
            if isinstance(item, Task):
                artifact, told = _rendered(channel, item, theme)
                warnings += told
            else:
                artifact = item
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
