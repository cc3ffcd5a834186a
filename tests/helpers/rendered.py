"""What a channel makes of views: the plan of a village or a county, and its files."""

from __future__ import annotations

from sunboard.contracts import Artifact, Channel, Task
from sunboard.model.view import SiteView, VillageView
from tests.helpers import views


def plan(channel: Channel, at: VillageView | SiteView, language: str = "zh") -> dict[str, Task | Artifact]:
    """Return what a channel plans, by its place."""
    theme = views.theme(language)
    of = channel.plan_village(at, theme) if isinstance(at, VillageView) else channel.plan_site(at, theme)
    return {item.output: item for item in of}


def tasks(channel: Channel, village: VillageView, language: str = "zh") -> list[Task]:
    """Return what a channel has to draw of a village."""
    return [item for item in plan(channel, village, language).values() if isinstance(item, Task)]


def made(channel: Channel, item: Task | Artifact, language: str = "zh") -> bytes:
    """Return the bytes of something planned."""
    return item.data if isinstance(item, Artifact) else channel.render(item, views.theme(language)).data
