"""What is kept from one process to the next: it is found under the name of all that it was made of."""

from __future__ import annotations

import pytest

from sunboard.compiled import Compiled
from sunboard.engines import typst_pages
from sunboard.engines.typst_pages import measure_signs


def test_what_was_asked_for_last_is_kept_longest() -> None:
    made = Compiled()
    made.learn({"a": b"1"})
    made.add({f"{at}": b"" for at in range(1199)})
    assert made.find("a") == b"1"
    made.add({"z": b""})
    assert (len(made.kept), "a" in made.kept, "0" in made.kept) == (1200, True, False)
    assert (len(made.take_new()), made.take_new()) == (1200, {})


def test_what_an_earlier_process_kept_is_not_new() -> None:
    made = Compiled()
    made.add({"a": b"1", "b": b"2"})
    made.learn({"a": b"1"})
    assert made.take_new() == {"b": b"2"}


def test_signs_are_measured_once_whichever_process_did_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first, later = Compiled(), Compiled()
    monkeypatch.setattr(typst_pages, "compiled", lambda: first)
    measured = measure_signs("i1国", 400)
    later.learn(first.take_new())
    monkeypatch.setattr(typst_pages, "compiled", lambda: later)
    monkeypatch.setattr(typst_pages, "_measured", lambda signs, weight: (len(signs),))
    assert (measure_signs("i1国", 400), measured[2]) == (measured, 100)
    assert (measure_signs("i1", 400), measure_signs("i1国", 700)) == ((2,), (3,))
