"""What is read line by line is what YAML's own parser reads, or is left to it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.engines.yaml_composed import composed
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.engines.yaml_plain import plain_fields
from sunboard.model.node import Place, Scalar
from sunboard.model.problem import Log

SAMPLE = Path(__file__).parents[2] / "content"

KEYS = ("标题", "no", "'no'", '"so"', "a b", "a:b", "<<", "k ", "'it''s'", "…", "?", "2026")
VALUES = (
    *("", "路灯", "'it''s'", '"3: 4"', "'# no'", "a: b", "a:b", "a #b", "a#b", "[x]", "{x: 1}", "*x", "&x y"),
    *("|", ">-", "- x", "-5", "~", "x:", "8：30", "'open", '"tab\\t"', "'a' b", "!t x", "% x", "...", "x   "),
    *("， x", "\u3000x", "x\ty", "&x", "a- *b", "'a': b", "''", '"', "--- x", ": x"),
)
PAIRS = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(("", " ", "  ", "    ")),
    st.sampled_from(("", "", "- ", "-  ", "- - ")),
    st.sampled_from(KEYS),
    st.sampled_from((": ", ":", ":  ")),
    st.sampled_from(VALUES),
)
LINES = st.one_of(
    PAIRS,
    st.builds("{}{}".format, st.sampled_from(("- ", "  - ", "", "  ")), st.sampled_from(VALUES)),
    st.sampled_from(("", "  ", "# said", "  # said", "---", "...", "-", "a:", "  b:", "- c:")),
)
PLAIN = st.builds(
    "{}{}{}: {}".format,
    st.sampled_from(("", "", "  ", "    ")),
    st.sampled_from(("", "", "- ")),
    st.sampled_from(("a", "b", "c", "d")),
    st.sampled_from(("", "1", "'2'")),
)


def _same(text: str) -> bool:
    """Compare both where the first reads a text, and tell whether it does."""
    log = Log()
    plain = plain_fields(text, "a.md", 3)
    if plain is None:
        return False
    assert plain == composed(text, "a.md", 3, log)
    assert not log.problems
    return True


@given(st.lists(st.one_of(LINES, PLAIN), max_size=7).map("\n".join))
@settings(max_examples=400, deadline=None)
def test_strange_lines_are_read_alike_or_left(text: str) -> None:
    try:
        _same(text)
    except yaml.YAMLError:
        pytest.fail(f"read what YAML refuses: {text!r}")


@given(st.lists(PLAIN, min_size=1, max_size=6).map("\n".join))
@settings(max_examples=150, deadline=None)
def test_levels_are_read_alike_or_left(text: str) -> None:
    try:
        _same(text)
    except yaml.YAMLError:
        pytest.fail(f"read what YAML refuses: {text!r}")


def test_records_of_the_sample_are_read_alike() -> None:
    texts = [
        file.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n") for file in SAMPLE.rglob("*.md")
    ]
    read = sum(map(_same, texts))
    assert read > len(texts) / 3


def test_each_value_knows_its_line() -> None:
    read = plain_fields("a: 1\n\nb:\n- c: 2\n  d:\n  - e\n", "a.md", 5)
    assert read == composed("a: 1\n\nb:\n- c: 2\n  d:\n  - e\n", "a.md", 5, Log())
    assert read is not None
    assert read.entries[0].node == Scalar("1", Place("a.md", 5, "", "a"))
    assert read.entries[1].place.line == 7


@pytest.mark.parametrize("text", ["", "\n", "# 只有一句说明\n", "标题: 路灯\n步骤:\n- 一\n"])
def test_what_is_written_plainly_needs_no_other_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sunboard.engines.yaml_composed", None)  # nor time to load it
    assert parse_yaml(text, "a.md", Log()) is not None
