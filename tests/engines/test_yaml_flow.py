"""Braces on one line, as people write the steps of a flow: a comma inside a value takes nothing away."""

from __future__ import annotations

import pytest

from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.model.node import Fields, Scalar
from sunboard.model.problem import Log

WRITTEN = [
    ("{做什么: 商议,列明用途, 下一步: 3}", {"做什么": "商议,列明用途", "下一步": "3"}),
    ("{做什么: 商议, 列明用途,再公开, 下一步: 3}", {"做什么": "商议,列明用途,再公开", "下一步": "3"}),
    ("{做什么: 商议, 时限: , 下一步: 3}", {"做什么": "商议", "时限": "", "下一步": "3"}),
    ("{商议, 下一步: ~}", {"商议": "", "下一步": "~"}),
    ('{做什么: 商议, "列明用途": , 下一步: "~"}', {"做什么": "商议", "列明用途": "", "下一步": "~"}),
]


@pytest.mark.parametrize(("text", "understood"), WRITTEN)
def test_a_word_without_a_colon_belongs_to_the_value_before_it(text: str, understood: dict[str, str]) -> None:
    log = Log()
    root = parse_yaml(f"步骤: {text}\n", "a.md", log)
    assert root is not None
    step = root.entries[0].node
    assert isinstance(step, Fields)
    assert {
        entry.key: entry.node.text for entry in step.entries if isinstance(entry.node, Scalar)
    } == understood
    assert not log.problems
