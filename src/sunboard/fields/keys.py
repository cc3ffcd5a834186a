"""Keys and heads as they are compared, from the strictest way to the loosest.

What people write is never compared as it stands: it is `normalised_key` where one key is meant, `bare_head`
where it may be the head of a column, and `loosened` where a mistyped key is to be found.
"""

from __future__ import annotations

import unicodedata

from sunboard.lazy import regex

_HALF_WIDTH = str.maketrans("（）：，", "():,")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_AROUND = regex(r"[\s_\-*`'\"“”‘’【】\[\]〔〕［］「」《》\u200b\ufeff]")


def normalised_key(written: str) -> str:
    """Return a key trimmed, with half-width signs."""
    return written.strip().translate(_HALF_WIDTH)


def bare_head(written: str) -> str:
    """Return the head of a column like a key, without the white space and what nobody sees in it."""
    return normalised_key("".join(written.translate(_INVISIBLE).split()))


def loosened(written: str) -> str:
    """Return a key without case, width, spaces, hyphens and what people put around it."""
    return _AROUND.sub("", unicodedata.normalize("NFKC", written)).casefold()
