"""From plans to artifacts: each channel renders its own tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sunboard.contracts import Artifact, Channel, Task
from sunboard.model.problem import Problem
from sunboard.theming import Theme


@dataclass(frozen=True, slots=True)
class Made:
    """One output with what went wrong on the way."""

    artifact: Artifact
    problems: tuple[Problem, ...] = ()


def render_all(channel: Channel, plan: Iterable[Task | Artifact], theme: Theme) -> Iterator[Made]:
    """Render what a channel planned, in the order planned."""
    for item in plan:
        assert not item.section or item.section in channel.sections, (
            f"{channel.name} does not declare the section {item.section}"
        )
        if isinstance(item, Artifact):
            yield Made(item)
            continue
        rendered = channel.render(item, theme)
        entry = {**item.entry, **rendered.learned}
        order = tuple(item.entry)
        ordered = {name: entry[name] for name in (*order, *(name for name in entry if name not in order))}
        yield Made(
            Artifact(item.output, rendered.data, item.channel, item.order, item.section, ordered),
            rendered.problems,
        )
