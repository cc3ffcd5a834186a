"""The web: a plain site that reads anywhere a file reads."""

from sunboard.channels.web.pages import record_page
from sunboard.channels.web.planning import plan_site, plan_village
from sunboard.channels.web.rendering import render
from sunboard.contracts import Channel, Pages
from sunboard.model.surface import Surface

CHANNEL = Channel(
    name="web",
    plan_village=plan_village,
    plan_site=plan_site,
    render=render,
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
