"""The only door to Markdown: what a clerk wrote becomes block nodes, and those become HTML or plain text.

Lines end where they were ended, and rows copied from a spreadsheet, with tabs between their cells, are a
table. HTML in the text stays text. Pictures are shown as their words. A link goes to http, https, mailto, tel
or a relative address, and that of a file on the writer's own disk to its name; any other stays as it was
written. What is nested too deeply to be drawn is shown flat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sunboard.engines.link_target import ON_DISK, SCHEME, address_shown
from sunboard.engines.markdown_plain import Piece, pieces, strong
from sunboard.engines.table_room import room, whole_lines
from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Plain, list_of, maps_of, text_of
from sunboard.model.tabulation import GAP, is_number, tabulated

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Known = Mapping[str, str] | None
PLAIN_COLUMNS, MOST_LABELS, MOST_CARDS = 3, 18, 50
"""Tables of more columns become cards on phones, where labels and rows are not too many."""
DEEPEST = 6
"""How many lists and quotes stand inside one another; what lies deeper is shown flat."""
_CONTROLS = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ENDS = regex("[\x0b\x0c\x85\u2028\u2029]")
"""What ends a line in texts of Word and WeChat, and is no sign of its own."""
_UNREAD_LINK = regex(r"!?\[[^\[\]\0]+\]\(([^()\0]+)\)")
_QUOTED = regex("[\"'\\\\&<>]")


def to_nodes(text: str) -> list[Plain]:
    """Turn Markdown into block nodes, plain data for templates.

    Each block is a map with `type` and, by type:

    - `heading`: `level` (1 for the topmost, none skipped, at most 6) and `runs`
    - `paragraph`: `runs`, and `edge` where it begins further in: "indented" by two full-width spaces, "right"
    - `list`: `ordered` (bool), `start` (number of its first item), `tight` (bool: no space between items)
      and `items`, each item a list of blocks (so lists nest)
    - `table`: `align` (one of "left", "right", "center" a column), `head` (a list of cells, empty where
      it has none) and `rows` (lists of as many cells); a cell is a list of runs
    - `quote`: `blocks`
    - `code`: `text`, with its line feeds
    - `rule`: nothing more

    `runs` is a list of {"text": str, "bold": bool, "italic": bool, "code": bool, "link": str}, all five keys
    always there; `link` is "" or an address. The end of a line is a line feed inside a run's text. Headings
    without words are left out. Lists and quotes nest at most DEEPEST deep: the blocks of deeper ones stand in
    their place, items with their mark.
    """
    text = _CONTROLS.sub("\ufffd", _ENDS.sub("\n", text))
    plain = pieces(text)
    return _blocks(_tree(_parser().parse(text)), [], 0) if plain is None else _of_pieces(plain)


def _of_pieces(plain: Iterable[Piece]) -> list[Plain]:
    """Return the blocks of a text that was plain enough not to need the parser."""
    above, blocks = list[int](), list[Plain]()
    for piece in plain:
        runs = list(map(_runs_in, piece.words))
        match piece.type:
            case "heading":
                if runs[0]:
                    level = _level(piece.number, above)
                    blocks.append({"type": "heading", "level": level, "runs": runs[0]})
            case "paragraph":
                blocks.append({"type": "paragraph", "runs": runs[0]})
            case "table":
                wide = len(piece.align)
                rows: list[Plain] = [list[Plain](runs[at : at + wide]) for at in range(0, len(runs), wide)]
                align = list[Plain](piece.align)
                blocks.append({"type": "table", "align": align, "head": rows[0], "rows": rows[1:]})
            case _:
                items: list[Plain] = [[{"type": "paragraph", "runs": one}] for one in runs]
                is_ordered = piece.type == "numbers"
                head: dict[str, Plain] = {"type": "list", "ordered": is_ordered, "start": piece.number}
                blocks.append({**head, "tight": True, "items": items})
    return blocks


def _runs_in(words: str) -> list[Plain]:
    """Return the words of a block, which the parser is asked about where they are marked."""
    if (plain := strong(words)) is not None:
        return [run for text, bold in plain for run in _plain_runs(text, bold=bold)]
    found: list[Token] = []
    _parser().inline.parse(words, _parser(), {}, found)
    return _runs_of(found)


def to_html(text: str, top_heading: int = 2, known: Known = None) -> str:
    """Turn Markdown into HTML whose first heading has the level `top_heading`, none skipped.

    `known` are the files that relative links may lead to, by name, with their addresses; other relative links
    are shown as words and address.
    """
    return _to_html(text, top_heading, None if known is None else tuple(sorted(known.items())))


@lru_cache(maxsize=512)
def _to_html(text: str, top_heading: int, known: tuple[tuple[str, str], ...] | None) -> str:
    """Do so once for a text that many villages inherit."""
    return _html(to_nodes(text), top_heading - 1, None if known is None else dict(known))


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a picture in a text: its address, and its line, counted from 0."""

    line: int
    address: str
    is_picture: bool


def references_in(text: str) -> Iterator[Reference]:
    """Yield the links of a text whose addresses lie beside its page, and all its pictures."""
    for block in _parser().parse(text):
        line = block.map[0] if block.map else 0
        for token in block.children or []:
            is_picture = token.type == "image"
            address = _address(token, "src" if is_picture else "href")
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            elif address and (is_picture or not SCHEME.match(address)):
                yield Reference(line, unquote(address), is_picture)


def unread_links(text: str) -> Iterator[Reference]:
    """Yield what was meant as links and pictures and is none, so that its signs stand among the words."""
    for block in _parser().parse(text):
        line, words = block.map[0] if block.map else 0, ""
        for token in block.children or []:
            words += token.content if token.type == "text" else "\n" if "break" in token.type else "\0"
        for at, said in enumerate(words.split("\n")):
            for found in _UNREAD_LINK.finditer(said):
                yield Reference(line + at, found[1], found[0].startswith("!"))


def file_linked(address: str) -> str:
    """Return the name of the file that a relative address means, wherever it says that it lies."""
    return re.split("[?#]", unquote(address), maxsplit=1)[0].replace("\\", "/").rpartition("/")[2]


def _parser() -> MarkdownIt:
    """Return the parser, which is imported only where a text needs it."""
    from sunboard.engines.markdown_rules import parser

    return parser()


class _Node(NamedTuple):
    """What the parser found: a block or the words of one, and what stands in it."""

    type: str
    token: Token
    children: list[_Node]


def _tree(tokens: Iterable[Token]) -> list[_Node]:
    """Return blocks with what stands in them; words stay a list of tokens, however deeply they are marked."""
    top = list[_Node]()
    inside = [top]
    for token in tokens:
        if token.nesting < 0:
            inside.pop()
            continue
        node = _Node(token.type.removesuffix("_open"), token, [])
        inside[-1].append(node)
        if token.nesting > 0:
            inside.append(node.children)
    return top


def _blocks(nodes: Sequence[_Node], above: list[int], depth: int) -> list[Plain]:
    """Return blocks; `above` are the levels, as written, of the headings that the next one stands below."""
    return [block for node in nodes for block in _block(node, above, depth)]


def _block(node: _Node, above: list[int], depth: int) -> list[Plain]:
    match node.type:
        case "heading":
            runs = _runs(node)
            level = _level(int(node.token.tag[1]), above) if runs else 0
            return [{"type": "heading", "level": level, "runs": runs}] if runs else []
        case "paragraph":
            edge = f"{node.token.meta.get('edge', '')}"
            paragraph: dict[str, Plain] = {"type": "paragraph", "runs": _runs(node)}
            return [{**paragraph, "edge": edge} if edge else paragraph]
        case "bullet_list" | "ordered_list":
            return _list(node, above, depth)
        case "table":
            return [_table(node)]
        case "rows":
            return _pasted(node.token.meta["rows"])
        case "blockquote" if depth >= DEEPEST:
            return _blocks(node.children, above, depth)
        case "blockquote":
            return [{"type": "quote", "blocks": _blocks(node.children, above, depth + 1)}]
        case "fence":
            return [{"type": "code", "text": node.token.content.expandtabs(4)}]
        case "hr":
            return [{"type": "rule"}]
        case other:
            raise AssertionError(other)


def _list(node: _Node, above: list[int], depth: int) -> list[Plain]:
    ordered, start = node.type == "ordered_list", int(node.token.attrs.get("start", 1))
    if depth >= DEEPEST or (ordered and not _counts_on(node.children, start)):
        return [
            block
            for item in node.children
            for block in _marked(item, f"{item.token.info}. " if ordered else "· ", above, depth)
        ]
    paragraphs = [child for item in node.children for child in item.children if child.type == "paragraph"]
    items: list[Plain] = [_blocks(item.children, above, depth + 1) for item in node.children]
    tight = all(child.token.hidden for child in paragraphs)
    return [{"type": "list", "ordered": ordered, "start": start, "tight": tight, "items": items}]


def _counts_on(items: Sequence[_Node], start: int) -> bool:
    """Tell whether items are numbered one after the other; others keep the numbers that were written."""
    return all(int(item.token.info) == count for count, item in enumerate(items, start))


def _marked(item: _Node, mark: str, above: list[int], depth: int) -> list[Plain]:
    """Return an item that is shown flat behind its mark; one that begins with a list has none."""
    blocks = _blocks(item.children, above, depth)
    first = blocks[0] if blocks else None
    if not isinstance(first, dict) or item.children[0].type != "paragraph":
        return blocks
    return [{**first, "runs": [*_plain_runs(mark), *list_of(first, "runs")]}, *blocks[1:]]


def _plain_runs(text: str, *, bold: bool = False) -> list[Plain]:
    return [{"text": text, "bold": bold, "italic": False, "code": False, "link": ""}] if text else []


def _level(written: int, above: list[int]) -> int:
    """Return how deep a heading lies among those written before it."""
    while above and above[-1] >= written:
        above.pop()
    above.append(written)
    return len(above)


def _table(node: _Node) -> Plain:
    lines = [row.children for part in node.children for row in part.children]
    align: list[Plain] = [
        str(cell.token.attrs.get("style", "")).removeprefix("text-align:") or "left" for cell in lines[0]
    ]
    rows: list[Plain] = [[_runs(cell) for cell in row] for row in lines]
    return {"type": "table", "align": align, "head": rows[0], "rows": rows[1:]}


def _pasted(rows: Sequence[Sequence[str]]) -> list[Plain]:
    """Return rows copied from a spreadsheet as a table, with the lines above and below it."""
    found = tabulated(rows)

    def lines(cells: Iterable[Sequence[str]]) -> list[Plain]:
        return [{"type": "paragraph", "runs": _plain_runs(GAP.join(one))} for one in cells]

    body = [line.cells for line in found.rows]
    figures = [all(not cell or is_number(cell) for cell in column) for column in zip(*body, strict=True)]
    head: list[Plain] = [_plain_runs(text) for text in found.heads]
    shown: list[Plain] = [[_plain_runs(cell) for cell in cells] for cells in body]
    align: list[Plain] = ["right" if is_figures else "left" for is_figures in figures]
    table: list[Plain] = [{"type": "table", "align": align, "head": head, "rows": shown}] if body else []
    heads = [found.heads] if found.heads and not body else []
    return [
        *lines(line.cells for line in found.above),
        *lines(heads),
        *table,
        *lines(line.cells for line in found.below),
    ]


def _runs(node: _Node) -> list[Plain]:
    """Return the words below a block, neighbours of one look joined."""
    inlines = (inline.token.children or () for inline in node.children if inline.type == "inline")
    return _runs_of(*inlines)


def _runs_of(*inlines: Sequence[Token]) -> list[Plain]:
    made: list[dict[str, Plain]] = []
    for tokens in inlines:
        for run in _words(tokens):
            if made and all(made[-1][key] == run[key] for key in ("bold", "italic", "code", "link")):
                made[-1]["text"] = text_of(made[-1], "text") + text_of(run, "text")
            elif run["text"]:
                made.append(run)
    return list(made) if any(text_of(run, "text").strip() for run in made) else []


def _words(tokens: Sequence[Token]) -> Iterable[dict[str, Plain]]:
    bold = italic = 0
    link, spoken = "", True
    for token in tokens:
        marks: dict[str, Plain] = {"bold": bold > 0, "italic": italic > 0, "link": link}
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type == "link_open":
            link, spoken = _one_fragment(_address(token, "href")), False
        elif token.type == "link_close":
            if not spoken:  # a link without words says where it goes
                yield {**marks, "code": False, "text": link}
            link, spoken = "", True
        else:
            words = _said(token)
            spoken = spoken or bool(words.strip())
            yield {**marks, "code": token.type == "code_inline", "text": words}


def _said(token: Token) -> str:
    """Return the text of one token; a tab within a line is as wide as a character."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":
        return token.content.strip() or unquote(_address(token, "src")).rpartition("/")[2]
    return token.content.replace("\t", GAP)


def _address(token: Token, key: str) -> str:
    """Return where a link or picture leads: a file on the writer's own disk is known by its name alone."""
    address = str(token.attrs.get(key, ""))
    return file_linked(address) if ON_DISK.match(address) else address


def _one_fragment(address: str) -> str:
    before, mark, fragment = address.partition("#")
    return before + mark + fragment.replace("#", "%23")


def _html(nodes: Iterable[Plain], shift: int, known: Known) -> str:
    return "".join(_block_html(node, shift, known) for node in nodes if isinstance(node, dict))


def _block_html(node: dict[str, Plain], shift: int, known: Known) -> str:
    match node["type"]:
        case "heading":
            level = min(6, int(str(node["level"])) + shift)
            return f"<h{level}>{_runs_html(maps_of(node, 'runs'), known)}</h{level}>\n"
        case "paragraph":
            look = ' class="right"' if node.get("edge") == "right" else ""
            return f"<p{look}>{_runs_html(maps_of(node, 'runs'), known)}</p>\n"
        case "list":
            tag = "ol" if node["ordered"] else "ul"
            start = f' start="{node["start"]}"' if node["ordered"] and node["start"] != 1 else ""
            items = "".join(f"<li>{_item_html(item, shift, known)}</li>\n" for item in list_of(node, "items"))
            return f"<{tag}{start}>\n{items}</{tag}>\n"
        case "table":
            return _table_html(node, known)
        case "quote":
            return f"<blockquote>\n{_html(list_of(node, 'blocks'), shift, known)}</blockquote>\n"
        case "code":
            return f"<pre><code>{escape(text_of(node, 'text'))}</code></pre>\n"
        case _:
            return "<hr>\n"


def _item_html(item: Plain, shift: int, known: Known) -> str:
    blocks = item if isinstance(item, list) else []
    first = blocks[0] if blocks else None
    if isinstance(first, dict) and first["type"] == "paragraph":
        return _runs_html(maps_of(first, "runs"), known) + _html(blocks[1:], shift, known)
    return _html(blocks, shift, known)


def _table_html(node: dict[str, Plain], known: Known) -> str:
    """Write a table; on phones a wide one is a card a row, each cell led by its head, or is scrolled."""
    looks = ["" if look == "left" else f' class="{look}"' for look in list_of(node, "align")]
    lines, heads = list_of(node, "rows"), [_plain(cell) for cell in list_of(node, "head")]
    cells = [{*map(_plain, column)} for column in zip(*lines, strict=True)] or [set[str]()] * len(heads)
    fits = room(heads, cells) if heads else ""
    look, labels = "scroll long" if len(looks) > PLAIN_COLUMNS else "scroll", ""
    if fits == "slim":
        look = "scroll slim"
    elif PLAIN_COLUMNS < len(heads) <= MOST_LABELS and len(lines) <= MOST_CARDS:
        named = [f"--c{at}:{quoted(head)}" for at, head in enumerate(heads, 1) if head]
        named += [f"--s{at}:1/-1" for at in whole_lines(heads, cells)]
        look, labels = "scroll cards halves", f' style="{";".join(named)}"'
    look += " many" if fits == "vast" and labels else ""
    look += " broad" if fits in ("broad", "vast") else ""
    head = f"<thead>\n{_row_html(node['head'], looks, known, head=True)}</thead>\n" if heads else ""
    rows = "".join(_row_html(cells, looks, known) for cells in lines)
    body = f"<tbody>\n{rows}</tbody>\n" if lines else ""
    table = f"<table{labels}>\n{head}{body}</table>"
    return f'<div class="{look}" tabindex="0">{table}</div>\n'


def _row_html(cells: Plain, looks: Sequence[str], known: Known, *, head: bool = False) -> str:
    made = ""
    for look, cell in zip(looks, cells if isinstance(cells, list) else [], strict=True):
        words = _runs_html(_maps(cell), known)
        tag, scope = ("th", ' scope="col"') if head and words else ("td", "")
        made += f"<{tag}{scope}{look}>{words}</{tag}>"
    return f"<tr>{made}</tr>\n"


def quoted(text: str) -> str:
    """Write a text as style sheets quote it, so that it may stand in an attribute as it is."""
    return "'" + _QUOTED.sub(lambda found: f"\\{ord(found[0]):x} ", " ".join(text.split())) + "'"


def _runs_html(runs: Sequence[dict[str, Plain]], known: Known) -> str:
    made = ""
    for link, linked in groupby(runs, key=itemgetter("link")):
        words = "".join(map(_run_html, linked))
        made += _linked_html(words, str(link), known) if link else words
    return made


def _linked_html(words: str, link: str, known: Known) -> str:
    target = link if known is None or SCHEME.match(link) else known.get(file_linked(link), "")
    shown = escape(address_shown(link))
    if target:
        return f'<a href="{escape(target)}">{words}</a>'
    return f"{words} ({shown})" if shown and shown not in words else words


def _run_html(run: dict[str, Plain]) -> str:
    words = escape(text_of(run, "text"), quote=False).replace("\n", "<br>\n")
    words = f"<code>{words}</code>" if run["code"] else words
    words = f"<em>{words}</em>" if run["italic"] else words
    return f"<strong>{words}</strong>" if run["bold"] else words


def _plain(runs: Plain) -> str:
    return "".join(text_of(run, "text") for run in _maps(runs))


def _maps(runs: Plain) -> list[dict[str, Plain]]:
    return [run for run in runs if isinstance(run, dict)] if isinstance(runs, list) else []
