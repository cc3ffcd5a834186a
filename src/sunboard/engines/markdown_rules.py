"""The Markdown parser and its rules: our own, and others kept from calling themselves without end.

What clerks paste and type stays as it is: rows from a spreadsheet, indented paragraphs, names with stars.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock, blockquote, list_block, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, emphasis, image
from markdown_it.token import Token

from sunboard.engines.link_target import may_link
from sunboard.engines.markdown_plain import hides
from sunboard.lazy import regex

_DEEPEST_READ = 48  # levels of tokens; marks of lists and quotes below that are words
_LONGEST_LABEL = 200  # signs of the words of a link
_DEEPEST_PICTURE = 4  # pictures whose words hold pictures; the parser would call itself for each


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the parser, made once a process."""
    made = (
        MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
        .enable("table")
        .disable(["html_block", "html_inline", "reference", "code", "lheading"])
    )
    made.block.ruler.before("table", "tab_rows", tab_rows, {"alt": ["paragraph"]})
    made.block.ruler.before("table", "wide_rows", wide_rows, {"alt": ["paragraph", "reference"]})
    made.block.ruler.after("table", "bar_rows", bar_rows, {"alt": ["paragraph"]})
    made.block.ruler.before("paragraph", "indented", indented, {"alt": ["paragraph"]})
    made.inline.ruler.before("emphasis", "stars", stars)
    made.inline.ruler.at("emphasis", emphasised)
    quote_at, list_at, picture_at = (
        shallow(quotes_with_gap(blockquote)),
        shallow(amounts_with_sign(list_block)),
        once_inside(image),
    )
    made.block.ruler.at("blockquote", quote_at, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    made.block.ruler.at("list", list_at, {"alt": ["paragraph", "reference", "blockquote"]})
    made.inline.ruler.at("image", picture_at)
    own = SimpleNamespace(**{**vars(helpers), "parseLinkLabel": end_of_label})
    made.helpers = own  # type: ignore[assignment]
    made.core.ruler.after("block", "edges", edges)
    made.core.ruler.at("inline", words)
    made.validateLink = may_link  # type: ignore[method-assign, assignment]
    return made


def shallow(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule that finds no more lists or quotes where they would nest too deeply to be read."""
    return lambda state, first, last, silent: state.level < _DEEPEST_READ and rule(state, first, last, silent)


def end_of_label(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Return where the words of a link end, or -1: only so far is each bracket looked for its other half."""
    whole, last = state.posMax, min(state.posMax, start + _LONGEST_LABEL)
    first = state.src.find("](", start, last)
    if first < 0 or state.src.count("[", start, first) > _DEEPEST_READ:
        return -1
    state.posMax = last
    end = parseLinkLabel(state, start, disable_nested)
    state.posMax = whole
    return end


def once_inside(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Return a rule that finds no pictures in the words of too many others; those stay as written."""

    def find(state: StateInline, silent: bool) -> bool:
        depth = state.env.get("pictures", 0)
        if depth >= _DEEPEST_PICTURE:
            return False
        state.env["pictures"] = depth + 1
        found = rule(state, silent)
        state.env["pictures"] = depth
        return found

    return find


ROWS = "rows"
"""The token of rows that are a table by their shape; its meta holds their cells."""
_MARKED = regex(r"[ ]{0,3}(?:[-+*]|\d{1,9}[.)])\t[^\t]*")
_SIGNED = regex(r"[-+][ \t]+[0-9][0-9,.]*[ ]?(?:[千万亿]?[元圆块]|[角分%])(?![以及到至~～–—-])")
_INDENTED = regex(r"[ ]{0,3}\u3000{2}")
_FAR_RIGHT = regex(r"(?:\u3000{8}|[ \t\u3000]{16})")
_BLANKS = regex(r"\u3000\u3000|[ \t\u3000]{16}")
_BARS = "｜│┃║"  # beside the sign of Markdown
_BARRED = regex(r"[ ]{0,3}(?:\|[^|\n]*(?:\|[^|\n]*)+\||([｜│┃║])[^｜│┃║|\n]*(?:\1[^｜│┃║|\n]*)+\1)[ ]*")
_DRAWN = regex(r"[ ]{0,3}[┌┏╔├┣╠└┗╚][─━═┬┳╦┼╋╬┴┻╩]+[┐┓╗┤┫╣┘┛╝][ ]*")
_STARS = regex(r"\*+")
_BEGINS_BOLD = regex(r"(?<=[\u3400-\u9fff0-9A-Za-z])\*\*(?=[“‘《〈「『【〔])")
_ENDS_BOLD = regex(r"(?<=[”’》〉」』】〕：:。！!？?])\*\*(?=[\u3400-\u9fff0-9A-Za-z])")
"""Marks of bold words between a sign and Han or a figure; Markdown wants a blank there."""
_MARKS = regex(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")
"""Signs at which a rule for words may begin."""


def tab_rows(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find lines with tabs, two or more, which are rows copied from a spreadsheet: one token holds them."""
    if "\t" not in state.src:
        return False
    line = _line(state, first)
    if not line.strip() or "\t" not in line.lstrip() or _MARKED.fullmatch(line):
        return False
    end = first
    while end < last and "\t" in _line(state, end):
        end += 1
    if end - first < 2:
        return False
    if not silent:
        token = state.push(ROWS, "", 0)
        token.meta = {"rows": [_line(state, at).split("\t") for at in range(first, end)]}
        token.map = [first, end]
        state.line = end
    return True


def wide_rows(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find a table of Markdown whose rows have more cells than its head, which a table would drop."""
    if "|" not in state.src or not table(state, first, last, True):
        return False
    end = next((at for at in range(first + 2, last) if not _line(state, at).strip()), last)
    rows = [_cells(_line(state, at)) for at in (first, *range(first + 2, end))]
    if max(map(len, rows)) == len(rows[0]):
        return False
    if not silent:
        state.push(ROWS, "", 0).meta = {"rows": rows}
        state.line = end
    return True


def bar_rows(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find rows between bars, two or more and all as wide, with no line of Markdown below their head.

    Lines may be drawn between them, as programs do: ├──┼──┤.
    """
    end, rows = first, list[list[str]]()
    while end < last and ((barred := _BARRED.fullmatch(line := _line(state, end))) or _DRAWN.fullmatch(line)):
        rows += [_cells(line)] if barred else []
        end += 1
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or any(map(_is_rule, rows)):
        return False
    if not silent:
        token = state.push(ROWS, "", 0)
        token.meta = {"rows": rows}
        token.map = [first, end]
        state.line = end
    return True


def _is_rule(row: list[str]) -> bool:
    return all(cell and not cell.strip(":-") for cell in row)


def _cells(line: str) -> list[str]:
    row = line.strip()
    cells = [cell.strip() for cell in (row.split(row[0]) if row[0] in _BARS else escapedSplit(row))]
    return cells[not cells[0] : len(cells) - (len(cells) > 1 and not cells[-1])]


def amounts_with_sign(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule that begins no list with an amount: the sign of `- 30元` is no bullet.

    It is one in a list that has begun, and before a bound: `- 50万元以上的`.
    """

    def find(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        at = state.bMarks[first] + state.tShift[first]
        is_amount = state.listIndent < 0 and _SIGNED.match(state.src, at, state.eMarks[first])
        return not is_amount and rule(state, first, last, silent)

    return find


def indented(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """End a paragraph before a line that begins with two full-width spaces: another begins there."""
    return silent and "\u3000" in state.src and bool(_INDENTED.match(_line(state, first)))


def edges(state: StateCore) -> None:
    """Note of each paragraph whether it begins two full-width spaces further in, or all far right.

    Who signs and on which day stand far right below the last line: from there on it is another paragraph.
    """
    lines = state.src.split("\n") if _BLANKS.search(state.src) else []
    made, rest = list[Token](), iter(state.tokens if lines else ())
    for token in rest:
        made.append(token)
        if token.type != "paragraph_open" or not token.map:
            continue
        own, words, end = lines[slice(*token.map)], next(rest), next(rest)
        signs = list(map(bool, map(_FAR_RIGHT.match, own)))
        count = signs[::-1].index(False) if False in signs else 0  # lines that sign below others
        told = words.content.split("\n")
        above = len(told) - count
        if count and above > 0 and len(told) == len(own):
            signing = [one.copy() for one in (token, words, end)]
            words.content, signing[1].content = "\n".join(told[:above]), "\n".join(told[above:]).strip()
            signing[0].meta = {"edge": "right"}
            made += (words, end, *signing)
        else:
            made += (words, end)
        is_right = bool(signs) and all(signs)
        token.meta["edge"] = "right" if is_right else "indented" if _INDENTED.match(own[0]) else ""
    if lines:
        state.tokens = made


def quotes_with_gap(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule that finds a quote only where a space follows its sign: `>5000元` is an amount."""

    def find(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        after = state.src[state.bMarks[first] + state.tShift[first] + 1 : state.eMarks[first]][:1]
        return after in ("", " ", "\t", ">") and rule(state, first, last, silent)

    return find


def words(state: StateCore) -> None:
    """Look for marks in the text of each block; most cells and paragraphs hold none, and are one token."""
    for token in state.tokens:
        if token.type == "inline" and token.content:
            token.children = []
            if _MARKS.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            else:
                token.children.append(Token("text", "", 0, content=token.content))


def _line(state: StateBlock, at: int) -> str:
    return state.getLines(at, at + 1, state.blkIndent, False)


def stars(state: StateInline, silent: bool) -> bool:
    """Keep the stars that hide a part of a name or a number as they are."""
    found = _STARS.match(state.src, state.pos)
    if not found or not hides(state.src, *found.span()):
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def emphasised(state: StateInline, silent: bool) -> bool:
    """Find marks as Markdown does, and those where a sign parts bold words from Han: `**注意：**公示`."""
    at, first = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    begins, ends = _BEGINS_BOLD.match(state.src, at), _ENDS_BOLD.match(state.src, at)
    for mark in state.delimiters[first:]:
        mark.open = mark.open or bool(begins)
        mark.close = mark.close or bool(ends)
    return True
