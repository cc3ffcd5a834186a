"""Paper: sheets for the village's own printer and boards for the print shop."""

from __future__ import annotations

from sunboard.channels.print.drawing import render
from sunboard.channels.print.planning import plan_site, plan_village
from sunboard.contracts import Channel

CHANNEL = Channel("print", plan_village, plan_site, render, sections=("boards", "sheets"))
