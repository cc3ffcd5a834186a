"""Where a Chinese title may go on to the next line: between words, and never so that one character stands alone."""

from __future__ import annotations

import re

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_BEFORE = (
    "公示|公告|公开|通报|通知|决议|决定|情况|结果|名单|明细|方案|报告|台账|收支|财务|工程|项目|建设|维修|硬化|清淤|补贴|补助|补偿|救助|慰问|低保|"
    "评议|承包|发包|租赁|采购|招标|比选|验收|结算|筹资|筹劳|发放|使用|实施|执行|安排|分工|更正|预告|修订|管理|办理|申请|审批|认定|登记|变更"
)
_AFTER = "|".join(f"(?<={word})" for word in ("的", "和", "与", "或", "年", "月", "季度", "社区"))
_BREAK = re.compile(
    rf"(?<=[，、：；。！？）》”])(?=.)|(?<={_HAN})(?=[（《“])|(?:{_AFTER})(?=(?!度){_HAN})|(?<=[村镇乡县])(?=\d)|(?<={_HAN})(?={_BEFORE})"
)
LEAST = 2
"""Characters that a piece has at least: a shorter one stays with its neighbour."""
MOST = 6
"""Characters of a piece that any telephone has room for; a longer one may be cut anywhere."""


def phrases(title: str) -> list[str]:
    """Return a title cut into the pieces between which a line may end. Put together again they are the title."""
    pieces: list[str] = []
    for piece in _BREAK.split(title):
        if pieces and (len(pieces[-1]) < LEAST or len(piece) < LEAST):
            pieces[-1] += piece
        elif piece:
            pieces.append(piece)
    return [part for piece in pieces for part in _parts(piece)]


def _parts(piece: str) -> list[str]:
    """Cut a piece of Chinese that is too long between any two characters, but for its ends; digits and Latin letters stay whole."""
    words = re.findall(rf"{_HAN}|[^\u3400-\u9fff\U00020000-\U0003ffff]+", piece)
    if len(words) <= MOST:
        return [piece]
    return ["".join(words[:LEAST]), *words[LEAST:-LEAST], "".join(words[-LEAST:])]
