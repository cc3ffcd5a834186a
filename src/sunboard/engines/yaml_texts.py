"""Flat maps of texts in YAML: strings of a theme, words of the command line."""

from __future__ import annotations

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all values stay text


def load_texts(text: str) -> dict[str, str]:
    """Read a flat map of texts; raises ValueError where it is none."""
    try:
        found = yaml.load(text, _LOADER) or {}
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("no flat map")
    return found
