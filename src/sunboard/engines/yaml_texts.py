"""Flat maps of texts in YAML: strings of a theme, words of the command line."""

from __future__ import annotations

import json

from sunboard.lazy import regex

_ENTRY = regex(
    r"""([^\W\d][\w-]*):[ ](?:"((?:[^"\\\n]|\\["\\n])*)"\n"""
    r"""|([^\s\-?:,\[\]{}#&*!|>%@`.'"](?:[^:#\n]|:(?=\S)|(?<=\S)\#)*)\n"""
    r"""|(\|-?)\n([ ]{2}[^ \n].*\n(?:(?:[ ]{2}.*)?\n)*(?=\S|\Z)))|(?:\#.*)?\n""",
)
"""A name and its text: in quotes, plain, or in the lines below it; or a comment. All else is not plain."""


def load_texts(text: str) -> dict[str, str]:
    """Read a flat map of texts; raises ValueError where it is none."""
    plain = _plain_texts(text)
    return _by_yaml(text) if plain is None else plain


def _plain_texts(text: str) -> dict[str, str] | None:
    """Read one that is written plainly, as its parser would, which takes as long to load as to read it."""
    signs = text.replace("\n", "").replace("\u3000", "")
    if not signs.isprintable() or " \n" in text or not text.endswith("\n"):
        return None
    found: dict[str, str] = {}
    at = 0
    for entry in _ENTRY.finditer(text):
        begins, ends = entry.span()
        if begins != at:
            return None
        name, quoted, plain, block, lines = entry.groups()
        if block:
            told = "\n".join(line[2:] for line in lines.rstrip("\n").split("\n"))
            found[name] = told if block == "|-" else f"{told}\n"
        elif name:
            found[name] = plain or (json.loads(f'"{quoted}"') if "\\" in quoted else quoted)
        at = ends
    return found if at == len(text) else None


def _by_yaml(text: str) -> dict[str, str]:
    import yaml

    try:
        # all values stay text
        found = yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)) or {}
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("no flat map")
    return found
