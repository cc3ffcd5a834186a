"""What is plainly written is taken apart without the parser, and just as the parser would."""

from __future__ import annotations

import random

import pytest

from sunboard.engines import markdown
from sunboard.engines.markdown import to_nodes
from sunboard.engines.markdown_plain import pieces

PLAIN = """## 基本情况

根据**村民会议**决议，[清单](a.csv)在此。
第二行 3800 元。

| 名称 | 金额（元） |
| --- | ---: |
| 报刊费 | 106 |

### 后续
- 注意安全
- **不得**超支

3. 报名
4. 评议
"""
STARTS = [
    "",
    "",
    "",
    "- ",
    "1. ",
    "2. ",
    "# ",
    "### ",
    "| ",
    "> ",
    "  ",
    "1) ",
    "- - ",
    "（1）",
    "\u3000",
    "**",
    "- 30元",
]
WORDS = [
    "村民",
    "修路",
    "30元",
    "**粗**",
    "张*明",
    "**",
    "*",
    "0900-8880110",
    "50%",
    "（见：",
    "`码`",
    "[链](a.html)",
    "1.",
    "2026年",
    "|",
    "- ",
    "#",
    " ",
    "\\",
    "_",
    "\u3000",
]
ROWS = ["|a|b|", "| 村 | 12 |", "||", "|a|", "|---|---|", "| :-: | --: |", "|---|", "|a|`|`|"]


def test_what_is_plain_needs_no_parser() -> None:
    found = pieces(PLAIN) or []
    assert [piece.type for piece in found] == [
        "heading",
        "paragraph",
        "table",
        "heading",
        "bullets",
        "numbers",
    ]
    assert (found[2].words, found[2].align) == (["名称", "金额（元）", "报刊费", "106"], ["left", "right"])
    assert (found[5].number, found[5].words) == (3, ["报名", "评议"])
    for odd in ("- a\n\n- b", "- a\n  b", "> a", "\ta\tb", "1. a\n3. b", "|a|b|\n|---|---|\n|c|", "a\n1. b"):
        assert pieces(odd) is None, odd


def test_both_ways_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)

    def line() -> str:
        if chance.random() < 0.7:
            return chance.choice([*ROWS, *PLAIN.split("\n")])
        return chance.choice(STARTS) + "".join(chance.choices(WORDS, k=chance.randrange(3)))

    texts = [PLAIN, *("\n".join(line() for _ in range(chance.randrange(1, 7))) for _ in range(1000))]
    assert sum(pieces(text) is not None for text in texts) > 100
    found = [to_nodes(text) for text in texts]
    monkeypatch.setattr(markdown, "pieces", lambda text: None)
    for text, nodes in zip(texts, found, strict=True):
        assert nodes == to_nodes(text), text
