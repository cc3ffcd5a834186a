"""Three ways to write plain data as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sunboard.model.node import Place
from sunboard.model.plain import Plain, by_line, canonical, fields_of, pretty

TEXTS = st.text('a村"\\\n\x00\x1f\u2028é😀 ', max_size=6)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(DATA)
@example(2**64)
@example([[]] * 2 + [-(2**63) - 1, {"é": 1, "😀": 2, "\uffff": 3, "\x7f": 4}])
def test_the_canonical_form_is_what_the_library_writes(data: Plain) -> None:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert canonical(data).decode() == written


def test_what_is_nested_deeply_is_written_too() -> None:
    deep: Plain = []
    for _ in range(300):
        deep = [deep]
    assert canonical(deep).decode() == json.dumps(deep, separators=(",", ":"))


@settings(max_examples=60, deadline=None)
@given(DATA)
def test_what_people_read_is_laid_out_as_the_library_does(data: Plain) -> None:
    assert pretty(data).decode() == json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(TEXTS, DATA, max_size=3))
def test_a_line_for_each_key_says_the_same(data: dict[str, Plain]) -> None:
    written = by_line(data).decode()
    assert json.loads(written) == data
    assert list(json.loads(written)) == list(data)
    assert written.count("\n") == len(data) + 2 + (not data)


def test_fields_of_a_place_are_what_asdict_makes_of_it() -> None:
    place = Place("a.md", 3, "B7", "标题")
    assert fields_of(place) == asdict(place)
