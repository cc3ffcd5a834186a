"""The only door to font tables: which characters the fonts on paper and slides lack."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from sunboard.lazy import regex

BOX = "□"

_UNDRAWN = frozenset(("Cc", "Cf", "Co", "Zl", "Zp"))  # line ends, joiners; what people made is another fault
_SIGNS = (  # those of the theme, and what people write beside words and numbers
    "\0\n\u3000\u200b“”‘’…‐–—―·•・×÷°±−〇〔〕①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤ○●□■△▲▽▼◇◆☆★√✓←↑→↓↗≥≤％‰～￥¥℃№㎡″∶─"
)
_DOUBTFUL = regex(rf"[^ -~\u4e00-\u9fa5\u3001\u3002\u3008-\u3011\uff01-\uff5e{re.escape(_SIGNS)}]")
"""Outside the blocks of which the built-in font has every character: only for these is it opened."""


def unusual_characters(text: str) -> set[str]:
    """Return the characters of a text that may be missing: in most texts there is none."""
    return set(_DOUBTFUL.findall(text))


def missing_characters(text: str, folders: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the characters of a text that neither the built-in font nor those in the folders can draw.

    Each once, in their order; those for which nothing is drawn are not missed.
    """
    doubtful = unusual_characters(text)
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
