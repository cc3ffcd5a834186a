"""The only door to font tables: which characters the fonts on paper and slides lack."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

BOX = "□"

# Blocks of which the built-in font has every character of running text: no need to open it for them
_SURE = (
    range(0x20, 0x7F),
    range(0x4E00, 0x9FA6),
    range(0x3001, 0x3003),
    range(0x3008, 0x3012),
    range(0xFF01, 0xFF5F),
)
_UNDRAWN = frozenset(("Cc", "Cf", "Co", "Zl", "Zp"))  # line ends, joiners; what people made is another fault
_SURE_SIGNS = frozenset(
    "\n\u3000\u200b“”‘’…—·×÷°±−〔〕①②③④⑤⑥⑦⑧⑨⑩○●□■△▲▽▼◇◆☆★√←↑→↓≥≤％～￥¥"  # the program's own among them
)


def missing_characters(text: str, folders: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the characters of a text that neither the built-in font nor those in the folders can draw.

    Each once, in their order; those for which nothing is drawn are not missed.
    """
    signs = set(text) - _SURE_SIGNS
    doubtful = {sign for sign in signs if not any(ord(sign) in block for block in _SURE)}
    if not doubtful:
        return ()
    cover = _cover(folders)
    missing = {sign for sign in doubtful if ord(sign) not in cover and _is_drawn(sign)}
    return tuple(sorted(missing, key=text.index))


def boxed(text: str, folders: tuple[str, ...] = ()) -> str:
    """Return a text with a box for each character that no font can draw."""
    missing = missing_characters(text, folders)
    return text.translate(dict.fromkeys(map(ord, missing), BOX)) if missing else text


def _is_drawn(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNDRAWN and not "\ufe00" <= sign <= "\ufe0f"


@cache
def _cover(folders: tuple[str, ...]) -> frozenset[int]:
    import manimgx_fonts_cjk

    # its five faces cover the same
    found = _codes(Path(manimgx_fonts_cjk.__file__).parent / "NotoSansCJK-VF.otf.ttc", faces=1)
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in (".ttf", ".otf", ".ttc", ".otc"):
                found |= _codes(path)
    return frozenset(found)


def _codes(path: Path, faces: int | None = None) -> set[int]:
    from fontTools.ttLib import TTCollection, TTFont, TTLibError  # needed for few texts

    try:
        if path.suffix.lower() not in (".ttc", ".otc"):
            with TTFont(str(path), lazy=True) as font:
                return set(font.getBestCmap() or ())
        with TTCollection(str(path), lazy=True) as collection:
            return {code for font in collection.fonts[:faces] for code in font.getBestCmap() or ()}
    except (TTLibError, OSError):
        return set()  # Typst will not take it either; the characters stay missing and are reported
