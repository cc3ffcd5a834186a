"""The only door to font tables: which characters the fonts on paper and slides lack."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import manimgx_fonts_cjk
from fontTools.ttLib import TTCollection, TTFont, TTLibError

# Blocks of which the built-in font has every character of running text: no need to open it for them
_SURE = (
    range(0x20, 0x7F),
    range(0x4E00, 0x9FA6),
    range(0x3001, 0x3003),
    range(0x3008, 0x3012),
    range(0xFF01, 0xFF5F),
)
_SURE_SIGNS = frozenset("\n\u3000“”‘’…—·×÷°±〔〕①②③④⑤⑥⑦⑧⑨⑩○●√→≥≤％～￥¥")


def missing_characters(text: str, folders: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the characters of a text.

    Each once, that neither the built-in font nor those in the folders can draw.
    """
    doubtful = sorted(
        {sign for sign in text if sign not in _SURE_SIGNS and not any(ord(sign) in block for block in _SURE)}
    )
    doubtful = [sign for sign in doubtful if sign not in "\t\r"]
    if not doubtful:
        return ()
    cover = _cover(folders)
    return tuple(sign for sign in doubtful if ord(sign) not in cover)


@cache
def _cover(folders: tuple[str, ...]) -> frozenset[int]:
    # its five faces cover the same
    found = _codes(Path(manimgx_fonts_cjk.__file__).parent / "NotoSansCJK-VF.otf.ttc", faces=1)
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in (".ttf", ".otf", ".ttc", ".otc"):
                found |= _codes(path)
    return frozenset(found)


def _codes(path: Path, faces: int | None = None) -> set[int]:
    try:
        if path.suffix.lower() not in (".ttc", ".otc"):
            with TTFont(str(path), lazy=True) as font:
                return set(font.getBestCmap() or ())
        with TTCollection(str(path), lazy=True) as collection:
            return {code for font in collection.fonts[:faces] for code in font.getBestCmap() or ()}
    except (TTLibError, OSError):
        return set()  # Typst will not take it either; the characters stay missing and are reported
