"""Public screens: slides drawn as pictures, and the player that loops them."""

from __future__ import annotations

from sunboard.channels.screen.planning import plan_village
from sunboard.channels.screen.rendering import render
from sunboard.contracts import Channel

CHANNEL = Channel(name="screen", plan_village=plan_village, render=render, sections=("screens",), rank=3)
