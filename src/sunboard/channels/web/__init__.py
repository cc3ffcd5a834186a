"""The web: a plain site that reads anywhere a file reads."""

from sunboard.channels.web.drawing import draw
from sunboard.channels.web.planning import plan_site, plan_village
from sunboard.contracts import Channel

CHANNEL = Channel("web", plan_village, plan_site, draw, sections=("pages",))
