"""Where the fields of a file begin and end, also where the lines around them are missing or mistyped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sunboard.fields.vocabulary import COLONS, NUMBERING, Vocabulary
from sunboard.lazy import dataclass, regex

_FENCE = regex(r"-{3,}\s*")
_LIKE_FENCE = regex(
    r"\s*(?:(?:[-－—–−─﹣]\s?){2,}|[*＊]{3,}|[_＿]{3,}|[=＝]{3,}|[+＋]{3,}|[.．]{3,}|…{1,2}"
    r"|(?:[*_] ){2,}[*_])\s*(?:\s#.*)?|正文\s*[:：]\s*"
)
_CODE = regex(r"\s*(?:`{3,}|~{3,}|｀{3,})\s*\w*\s*")
_INDENTED = regex(rf"\s+(?:[-－—–]|[^{COLONS}]{{1,20}}[{COLONS}])|-\s")
_KEY = regex(rf"(?:{NUMBERING}\s*)?(?P<key>[^{COLONS}]{{1,30}}?)\s*[{COLONS}]")


@dataclass(frozen=True, slots=True)
class Cut:
    """The lines of the fields, from `start` to before `end`, and the first one of the text, from 0."""

    start: int
    end: int
    body: int
    mended: tuple[int, ...] = ()  # lines that were not as they should be
    until: int = 0  # the line before which the text ends; 0 for the end of the file


def cut(lines: Sequence[str]) -> Cut | None:
    """Find the fields between two lines of three hyphens."""
    start = _written(lines, 0)
    if start is None or not _FENCE.fullmatch(lines[start]):
        return None
    end = next((at for at in range(start + 1, len(lines)) if _FENCE.fullmatch(lines[at])), 0)
    if not end:
        return None
    twice = end + 1 < len(lines) and _FENCE.fullmatch(lines[end + 1]) is not None
    return Cut(start + 1, end, end + 1 + twice, (end + 1,) if twice else ())


def recut(lines: Sequence[str], known: Vocabulary) -> Cut | None:
    """Find the fields where a line around them is missing or mistyped, if that has one reading."""
    start = _written(lines, 0)
    if start is None:
        return None
    mended: list[int] = []
    until, code = 0, bool(_CODE.fullmatch(lines[start]))
    if code:
        mended.append(start)
        start = _written(lines, start + 1)
    opened = start
    while start is not None and _LIKE_FENCE.fullmatch(lines[start]):
        if start != opened or not _FENCE.fullmatch(lines[start]):
            mended.append(start)
        start = _written(lines, start + 1)
    if start is None or not _is_field(lines[start], known):
        return None
    if start == opened:
        mended.append(start)
    end = _end(lines, start, known)
    if end is None:
        return None
    body = end
    while body < len(lines):
        ends_code = code and bool(_CODE.fullmatch(lines[body]))
        if not ends_code and not _LIKE_FENCE.fullmatch(lines[body]):
            break
        if body > end or not _FENCE.fullmatch(lines[body]):
            mended.append(body)
        code = code and not ends_code
        body += 1
    if body == end:
        mended.append(max(end - 1, start))
    if code:  # the whole file stands in a fence of code
        last = next((at for at in range(len(lines) - 1, body - 1, -1) if lines[at].strip()), 0)
        if last and _CODE.fullmatch(lines[last]):
            mended.append(last)
            until = last
    return Cut(start, end, body, tuple(sorted(set(mended))), until)


_FEWEST = 3  # fields below one another that nobody writes into a text


def second(lines: Sequence[str], start: int, known: Vocabulary) -> int | None:
    """Return the line, from `start`, with which another record begins: a fence with fields below it."""
    for at in range(start, len(lines) - _FEWEST):
        fields = lines[at + 1 : at + 1 + _FEWEST]
        if _FENCE.fullmatch(lines[at]) and all(_is_field(line, known) for line in fields):
            return at
    return None


def unfenced(lines: Sequence[str]) -> tuple[list[str], tuple[int, ...]]:
    """Return a settings file without the fences of a record around it, and those that YAML does not know."""
    written = [at for at, line in enumerate(lines) if line.strip()]
    ends = {*written[:1], *written[-1:]}
    around = [at for at in sorted(ends) if _LIKE_FENCE.fullmatch(lines[at]) or _CODE.fullmatch(lines[at])]
    bare = ["" if at in around else line for at, line in enumerate(lines)]
    return bare, tuple(at for at in around if at != written[0] or not _FENCE.fullmatch(lines[at]))


def unclosed(lines: Sequence[str], known: Vocabulary) -> int:
    """Return the line, from 0, where a person would look for the missing fence: the first of no field."""
    start = _written(lines, 0) or 0
    begins = start < len(lines) and (_LIKE_FENCE.fullmatch(lines[start]) or _is_field(lines[start], known))
    if known.words and begins:
        for at, line in enumerate(lines[start + 1 :], start + 1):
            if line.strip() and line[0] not in " \t#-\u3000" and not _is_field(line, known):
                return at
    return start


def _written(lines: Sequence[str], start: int) -> int | None:
    return next((at for at in range(start, len(lines)) if lines[at].strip()), None)


def _is_field(line: str, known: Vocabulary) -> bool:
    found = _KEY.match(line)
    return bool(found and known.find(found["key"]))


def _end(lines: Sequence[str], start: int, known: Vocabulary) -> int | None:
    """Return the line that ends the fields: a fence, or a blank line or heading without a field below."""
    blank = False
    for at in range(start, len(lines)):
        line = lines[at]
        if _LIKE_FENCE.fullmatch(line) or _CODE.fullmatch(line):
            return at
        if not line.strip():
            blank = True
            continue
        inside = _is_field(line, known) or bool(
            _INDENTED.match(line) if blank else line[0] in " \t\u3000-－—–−‐﹣•·●\xa0"
        )
        heading = re.match(r"#{1,6}\s|＃", line)
        if heading and not inside:
            after = _written(lines, at + 1)
            if after is None or not _is_field(lines[after], known):
                return at
        elif not inside and blank:
            return _end_of_text(lines, at, known)
        elif not inside and not re.match(rf"[#＃]|[^{COLONS}]{{1,20}}[{COLONS}]|[\]}}］｝】]", line):
            return None
        blank = False
    return len(lines)


def _end_of_text(lines: Sequence[str], at: int, known: Vocabulary) -> int | None:
    """Return where the text begins, unless fields that are known go on behind what stands there."""
    after = _written(lines, at + 1)
    keyed = re.match(rf"[^{COLONS}\s]{{1,12}}[{COLONS}]", lines[at])
    mixed = keyed and after is not None and _is_field(lines[after], known)
    fence = next((later for later in range(at, len(lines)) if _LIKE_FENCE.fullmatch(lines[later])), at)
    return None if mixed or any(_is_field(line, known) for line in lines[at:fence]) else at
