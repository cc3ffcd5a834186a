"""What readers take grows with the length of a text, whatever signs it is made of."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sunboard.engines.markdown import to_nodes
from sunboard.faults import fault
from sunboard.fields import scalars
from sunboard.model.node import Place, Scalar
from sunboard.model.problem import Log, Problem
from sunboard.privacy.detectors import personal_numbers
from sunboard.privacy.masking import masked
from sunboard.reading.quoting import quoted
from sunboard.reporting.quote import Quote, drawn

LONG = 50_000  # signs
PATH = "a/b/c.md"
MOST = 10  # seconds: what is linear takes one at most, what is not a minute and more


def _read(name: str, text: str) -> None:
    assert getattr(scalars, name)(Scalar(text), Log()) is None


CASES: dict[str, Callable[[], object]] = {
    "digits with signs between": lambda: list(personal_numbers("1-" * (LONG // 2))),
    "numbers on one line": lambda: masked("13800138000 " * (LONG // 12)),
    "a tag that does not end": lambda: list(personal_numbers("<" + "a" * LONG)),
    "brackets": lambda: to_nodes("[" * LONG),
    "brackets that are closed": lambda: to_nodes("[" * (LONG // 2) + "]" * (LONG // 2)),
    "pictures": lambda: to_nodes("![" * (LONG // 2)),
    "a day with a gap": lambda: _read("day", f"x{' ' * LONG}x"),
    "a number with many commas": lambda: _read("whole", "1" + ",111" * (LONG // 4)),
    "an amount with many commas": lambda: _read("money", "1," * (LONG // 2)),
    "a line without width": lambda: drawn(Quote("\u200b" * LONG, "甲", "\u200b" * LONG), 80, "utf-8"),
    "many problems on one line": lambda: quoted(
        [Problem(fault("quote-open"), Place(PATH, 1), "1")] * 1000, {PATH: b"1 " * LONG}, frozenset()
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_long_texts_take_no_time(name: str) -> None:
    start = time.perf_counter()
    CASES[name]()
    assert time.perf_counter() - start < MOST
