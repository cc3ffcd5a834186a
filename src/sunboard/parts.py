"""Find everything that can be added: the kinds, checks, channels and publishers in their packages."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

import sunboard.channels
import sunboard.checks
import sunboard.kinds
from sunboard.contracts import Channel, Check, Comparison, Kind, Parts

if TYPE_CHECKING:
    from sunboard.hosting import Publisher


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


@cache
def load_parts() -> Parts:
    """Return every kind, check and channel, found once a process; two parts of one name are a bug."""
    kinds = [
        module.KIND for module in _modules(sunboard.kinds) if isinstance(getattr(module, "KIND", None), Kind)
    ]
    channels = [
        module.CHANNEL
        for module in _modules(sunboard.channels)
        if isinstance(getattr(module, "CHANNEL", None), Channel)
    ]
    checks = tuple(
        value
        for module in _modules(sunboard.checks)
        for value in vars(module).values()
        if isinstance(value, Check)
    )
    comparisons = tuple(
        value
        for module in _modules(sunboard.checks)
        for value in vars(module).values()
        if isinstance(value, Comparison)
    )
    parts = Parts(
        kinds={kind.name: kind for kind in kinds},
        checks=checks,
        channels={
            channel.name: channel
            for channel in sorted(channels, key=lambda channel: (channel.rank, channel.name))
        },
        comparisons=comparisons,
        found_by=load_parts,
    )
    assert set(parts.channels) <= {module.name for module in pkgutil.iter_modules(sunboard.channels.__path__)}
    assert len(parts.kinds) == len(kinds)
    assert len(parts.channels) == len(channels)
    assert len({rule.fault.code for rule in parts.rules}) == len(parts.rules)
    return parts


def load_publishers() -> dict[str, Publisher]:
    """Return every publisher by each of its names; the libraries behind them are many."""
    import sunboard.publishers
    from sunboard.hosting import Publisher

    found = [
        value
        for module in _modules(sunboard.publishers)
        for value in vars(module).values()
        if isinstance(value, Publisher)
    ]
    named = {name: publisher for publisher in found for name in (publisher.name, *publisher.aliases)}
    assert len(named) == sum(1 + len(publisher.aliases) for publisher in found)
    return named
