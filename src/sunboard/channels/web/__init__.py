"""The web: a plain site that reads anywhere a file reads.

What plans and draws is imported when it is asked for: most commands draw nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sunboard.channels.web.pages import record_page
from sunboard.contracts import Artifact, Channel, Pages, Rendered, Task
from sunboard.model.surface import Surface
from sunboard.model.view import SiteView, VillageView
from sunboard.theming import Theme


def _plan_village(village: VillageView, theme: Theme) -> Iterable[Task | Artifact]:
    from sunboard.channels.web.planning import plan_village

    return plan_village(village, theme)


def _plan_site(site: SiteView, theme: Theme) -> Iterable[Task | Artifact]:
    from sunboard.channels.web.planning import plan_site

    return plan_site(site, theme)


def _render(task: Task, theme: Theme) -> Rendered:
    from sunboard.channels.web.rendering import render

    return render(task, theme)


CHANNEL = Channel(
    name="web",
    plan_village=_plan_village,
    plan_site=_plan_site,
    render=_render,
    sections=("pages",),
    site_sections=("pages",),
    pages=Pages(
        front="site/index.html",
        of_record=record_page,
        reserved=frozenset(("assets", "index", "404", "about", "guide")),
    ),
    rank=1,
    surface=Surface.WEB,
)
