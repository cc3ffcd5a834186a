"""Patterns of what people may type, made of patterns of what it is read as: in full width too, and with spaces between."""

from __future__ import annotations

import re

GAP = r"[\s\u200b\ufeff]*"
_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\{[\d,]*\}|\(\?[:=!]|[()|?*+^$]|.", re.DOTALL)
_RANGE = re.compile(r"([!-~])-([!-~])|\\?(.)")
_ALSO = {"-": "\\-－−﹣", "¥": "¥￥", " ": " \u3000\xa0"}
_SIGNS = frozenset("()|?*+^$")
_NO_WIDTH = r"[\u200b\ufeff]*"


def as_typed(pattern: str, *, gaps: bool = False, apart: bool = True) -> str:
    r"""Let a pattern (ECMA 262 and Python) match its signs in full width too; with gaps, white space may follow every sign, or no digit.

    The pattern is made of signs, classes, `\d`, groups, choices, repetitions and lookaheads; `_` stands for a gap where there are none else.
    Where digits may not stand apart, a space is a single one.
    """
    return "".join(_typed(found[0], gaps, apart) for found in _TOKEN.finditer(pattern))


def _typed(token: str, gaps: bool, apart: bool) -> str:
    if token == "_":
        return GAP
    if token in _SIGNS or token.startswith(("(?", "{")) or token in (r"\s", r"\S"):
        return token
    inside = "0-9" if token == r"\d" else token[1:-1] if token[0] == "[" else token
    made = f"[{_class(inside)}]"
    made = made[1:-1] if len(made) == 3 else made
    gap = GAP if apart or inside not in ("0", "0-9", " ") else _NO_WIDTH
    return f"(?:{made}{gap})" if gaps else made


def _class(inside: str) -> str:
    found = []
    for one in _RANGE.finditer(inside):
        if one[1]:
            found.append(f"{one[1]}-{one[2]}{_wide(one[1])}-{_wide(one[2])}")
        else:
            sign = one[3]
            plain = f"\\{sign}" if sign in "\\]^[" else sign
            found.append(_ALSO.get(sign) or (plain + _wide(sign) if "!" <= sign <= "~" else plain))
    return "".join(found)


def _wide(sign: str) -> str:
    return chr(ord(sign) + 0xFEE0)
