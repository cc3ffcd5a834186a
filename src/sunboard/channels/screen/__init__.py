"""Public screens: slides drawn as pictures, and the player that loops them.

What composes and draws is imported when it is asked for: most commands draw nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sunboard.contracts import Artifact, Channel, Rendered, Task
from sunboard.model.view import VillageView
from sunboard.theming import Theme


def _plan_village(village: VillageView, theme: Theme) -> Iterable[Task | Artifact]:
    from sunboard.channels.screen.planning import plan_village

    return plan_village(village, theme)


def _render(task: Task, theme: Theme) -> Rendered:
    from sunboard.channels.screen.rendering import render

    return render(task, theme)


CHANNEL = Channel(name="screen", plan_village=_plan_village, render=_render, sections=("screens",), rank=3)
