from __future__ import annotations

from threading import Thread
from time import monotonic

import pytest

from sunboard.model.plain import maps_of
from sunboard.serving.changes import Changes
from sunboard.serving.events import _REMEMBERED, Events


def test_a_page_is_told_all_that_changed_since_it_was_sent() -> None:
    events = Events()
    sent = events.version
    events.tell(["a", "b"], busy="…")
    events.tell(["b", "c"])
    told = events.after(sent, 0)
    assert told
    assert told[1] == ("a", "b", "c")
    assert told[0].busy == "…"  # what is not said again stays
    assert events.after(events.version, 0) is None


def test_a_page_that_missed_too_much_is_told_that_all_may_have_changed() -> None:
    events = Events()
    sent = events.version
    for _ in range(_REMEMBERED + 1):
        events.tell(["a"])
    told = events.after(sent, 0)
    assert told
    assert told[1] is None
    later = events.after(events.version + 9, 0)  # of a preview before this one
    assert later
    assert later[1] is None


def test_a_page_hears_of_its_village_and_of_what_belongs_to_none() -> None:
    events = Events()
    events.tell(problems=tuple({"village": village} for village in ("", "liuwan", "tangpo")))

    def heard(village: str) -> list[object]:
        return [one["village"] for one in maps_of(events.news.told(village, (), {}), "problems")]

    assert heard("liuwan") == ["", "liuwan"]
    assert heard("") == ["", "liuwan", "tangpo"]


def test_changes_are_taken_once_and_together() -> None:
    changes = Changes()
    assert changes.take(0) == frozenset()
    changes.note("a")
    late = Thread(target=changes.note, args=("b",))
    late.start()
    late.join()
    assert changes.waiting
    assert changes.take(None) == {"a", "b"}
    assert not changes.waiting


def test_what_has_rested_while_a_build_gave_way_is_taken_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("sunboard.serving.changes.QUIET", 60)
    monkeypatch.setattr("sunboard.serving.changes.monotonic", lambda: now)
    changes = Changes()
    changes.note("a")
    now = 61.0
    began = monotonic()
    assert changes.take(None) == {"a"}
    assert monotonic() - began < 30
