"""How long properties are tried: a few seconds each by default, always with the same examples.

`SUNBOARD_FUZZ=60 python3 build.py test tests/fuzz` tries new ones for a minute each.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

SECONDS = float(os.environ.get("SUNBOARD_FUZZ", "0"))
_ALWAYS = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=True)


def fuzz(*drawn: SearchStrategy[Any], examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a property on `examples` values, always the same, or on new ones for a while."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        if not SECONDS:
            return settings(
                _ALWAYS, max_examples=examples, derandomize=True, phases=[Phase.generate, Phase.shrink]
            )(given(*drawn)(test))
        batch = settings(_ALWAYS, max_examples=100)(given(*drawn)(test))

        @wraps(test)
        def tried(*fixtures: Any, **named: Any) -> None:
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                batch(*fixtures, **named)

        del tried.__wrapped__  # pytest asks it for fixtures
        return tried

    return decorate
