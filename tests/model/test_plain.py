"""Three ways to write plain data as JSON."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.model.plain import Plain, by_line, pretty

TEXTS = st.text('a村"\\\n\x00\x1f\u2028é😀 ', max_size=6)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=12,
)


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
