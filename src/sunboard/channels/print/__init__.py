"""Paper: sheets for the village's own printer and boards for the print shop."""

from __future__ import annotations

from sunboard.channels.print.drawing import render
from sunboard.channels.print.planning import plan_village
from sunboard.contracts import Channel
from sunboard.model.surface import Surface

CHANNEL = Channel(
    name="print",
    plan_village=plan_village,
    render=render,
    sections=("boards", "sheets", "tiles", "changes"),
    posted=("boards", "sheets", "tiles"),
    rank=2,
    surface=Surface.PAPER,
)
