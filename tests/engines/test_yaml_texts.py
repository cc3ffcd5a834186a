"""Flat maps of texts: what is written plainly is read as YAML's own parser reads it, or left to that."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.engines.yaml_texts import _plain_texts, load_texts

TOP = Path(__file__).parents[2]
FILES = sorted(
    (
        *TOP.glob("src/sunboard/data/words/*.yaml"),
        TOP / "src/sunboard/privacy/people.yaml",
        *TOP.glob("themes/*/strings/*.yaml"),
    )
)
SIGNS = st.sampled_from(
    [*"aZ7村：，…\u3000 \n", "b: ", "- ", '"', "\\", "#", "|", "  ", "'", ">", "{", ":", "b:c"]
)
VALUES = st.lists(SIGNS, max_size=8).map("".join)
LINES = st.one_of(
    st.builds('{}: "{}"\n'.format, st.sampled_from(["a", "b-2", "党务"]), VALUES),
    st.builds("{}: {}\n".format, st.sampled_from(["a", "c"]), VALUES),
    st.builds("{}: |{}\n  {}\n{}".format, st.just("d"), st.sampled_from(["", "-"]), VALUES, VALUES),
    st.sampled_from(["# said\n", "\n", "  # more\n", "---\n", "e: |-\n  - a\n\n   b\n\n"]),
)


def by_yaml(text: str) -> object:
    try:
        return yaml.load(text, yaml.BaseLoader) or {}
    except yaml.YAMLError:
        return None


@settings(deadline=None)
@given(st.lists(LINES, max_size=5).map("".join))
def test_what_is_plain_is_read_as_yaml_reads_it(text: str) -> None:
    plain = _plain_texts(text)
    assert plain is None or plain == by_yaml(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_the_program_says_is_read_as_yaml_reads_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert load_texts(text) == by_yaml(text)


@pytest.mark.parametrize("path", ["data/words/zh.yaml", "data/words/en.yaml", "privacy/people.yaml"])
def test_what_each_build_reads_is_plain(path: str) -> None:
    assert _plain_texts((TOP / "src/sunboard" / path).read_text("utf-8"))


@pytest.mark.parametrize("text", ["a: [b]\n", "- a\n", "a: {b: c}\n", "a\n", "a: 'b\n"])
def test_what_is_no_flat_map_is_told(text: str) -> None:
    with pytest.raises(ValueError):
        load_texts(text)
