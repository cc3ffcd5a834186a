"""Characters that would be missing on paper (domain notes, 2.10)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.model.node import Place, scalars, texts
from sunboard.model.problem import Severity, Words

_UNDRAWN = frozenset(("Cc", "Cf", "Zl", "Zp"))  # line ends, joiners: nothing is drawn for them


_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def _texts(record: AnyRecord) -> Iterator[tuple[str, Place]]:
    for scalar in scalars(record.document.fields):
        yield scalar.text, scalar.place
    for at, line in enumerate(record.body.split("\n")):
        yield line, record.document.body_at(at)


def _signs(record: AnyRecord) -> str:
    """Return every sign that a record has, once."""
    return "".join(dict.fromkeys("".join((*texts(record.document.fields), record.body))))


def _found(sign: str, text: str, place: Place) -> Finding:
    at = text.index(sign)
    return found(place, sign, code=f"U+{ord(sign):04X}", near=text[max(0, at - 6) : at + 7].strip())


@check(
    Severity.ERROR,
    zh=Words(
        "“{near}”里有一个自造字（{code}），别的电脑和手机上显示不出来",
        "用输入法重新打这个字；生僻字可以请派出所查标准编码",
    ),
    en=Words(
        "“{near}” holds a character made on one computer only ({code}); other computers and phones cannot show it",
        "Type the character anew with an input method; the police station can look up the standard code of a rare one",
    ),
)
def character_private(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A character was made on somebody's own computer, so that others show an empty box or another sign.

    Old programs kept rare characters of names there. Nearly all of them have a code of their own by now (GB 18030-2022).

    Why: A name that others see as an empty box is a wrong name.

    Source: GB 18030-2022, the standard of Chinese characters.

        经办人: 王䶮

    中文
    文字里有自造字，换一台电脑或手机就显示成空框或别的字。以前的软件常这样存生僻姓名，现在绝大多数都有标准编码（GB 18030-2022）。

    为什么：别人看到的是空框，等于把名字写错了。

    依据：《信息技术 中文编码字符集》（GB 18030-2022）。

        经办人: 王䶮
    """
    if _PRIVATE.search(_signs(record)):
        for text, place in _texts(record):
            for sign in dict.fromkeys(_PRIVATE.findall(text)):
                yield _found(sign, text, place)


@check(
    Severity.ERROR,
    zh=Words(
        "“{near}”里的“{value}”（{code}）字体里没有，印不出来",
        "换一种写法；生僻字要把有这个字的字体放进 content/fonts/",
    ),
    en=Words(
        "No font has “{value}” ({code}) in “{near}”",
        "Write it another way, or put a font that has this character into content/fonts/",
    ),
)
def character_without_glyph(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """No font on paper has a character, so that a gap would stand in its place.

    Emoji and signs from chat programs are the usual case; rare characters of names need a font in `content/fonts/`.

    Why: A gap on paper is never noticed by the one who prints it, and always by the one whose name it is.

    Source: sunboard's rules for paper and screens: what is shown can be read.

        标题: 赵家湾巷道硬化项目公示

    中文
    纸上用的字体里没有这个字符，印出来会缺一块。多半是表情符号；姓名里的生僻字，要在 `content/fonts/` 里放一个有这个字的字体。

    为什么：纸上缺一个字，打印的人看不出来，名字缺字的人一眼就看见。

    依据：sunboard 的约定：印出来、放出来的都要看得清。

        标题: 赵家湾巷道硬化项目公示
    """
    missing = [sign for sign in around.glyphs(_signs(record)) if _is_drawn(sign)]
    for text, place in _texts(record) if missing else ():
        for sign in missing:
            if sign in text:
                yield _found(sign, text, place)


def _is_drawn(sign: str) -> bool:
    return unicodedata.category(sign) not in (*_UNDRAWN, "Co") and not "\ufe00" <= sign <= "\ufe0f"
