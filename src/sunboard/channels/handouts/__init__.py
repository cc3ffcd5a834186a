"""Handouts: cards, desk plates, boards at a site, letters, leaflets and bound volumes, as PDF."""

from __future__ import annotations

from pathlib import Path

from sunboard.channels.handouts.drawing import render
from sunboard.channels.handouts.planning import plan_village
from sunboard.contracts import Channel
from sunboard.model.surface import Surface

CHANNEL = Channel(
    name="handouts",
    plan_village=plan_village,
    render=render,
    sections=("handouts",),
    theme=Path(__file__).parent / "theme",
    rank=4,
    surface=Surface.PAPER,
)
