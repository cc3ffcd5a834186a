"""What is said to the person before the terminal names commands as they have to type them."""

from __future__ import annotations

import os
from typing import Any, TextIO, cast

from sunboard.reporting.words import CALLED, PROGRAM, as_called


def called() -> str:
    """Return what a person has to type here to run the program."""
    return os.environ.get(CALLED, PROGRAM)


def as_typed(text: str) -> str:
    """Return a text in which commands read as they have to be typed here."""
    return as_called(text, called())


def for_people(out: TextIO) -> TextIO:
    """Return a stream on which commands read as they have to be typed here."""
    return cast(TextIO, _ForPeople(out))


class _ForPeople:
    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(as_typed(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)
