"""Documents in YAML as nodes: every scalar as text, every key with its line."""

from __future__ import annotations

import re

from sunboard.engines.yaml_plain import plain_fields
from sunboard.faults import fault
from sunboard.lazy import regex
from sunboard.model.node import Fields, Node, Place
from sunboard.model.problem import Log

MOST_SIGNS = 3_000_000
MOST_LINES = 20_000  # beyond, nobody typed it
DEEPEST_WRITTEN = 500  # brackets; the parser itself would fall far below this

YAML_BROKEN = fault("yaml-broken")
_WITHOUT_COLON = regex(r"([\u4e00-\u9fff]{1,12})(?:\s*[=＝]\s*|\s+)(\S.*)")


class Refused(Exception):
    """Something that YAML allows and sunboard does not, with its line."""

    def __init__(self, line: int, cure: str) -> None:
        super().__init__(cure)
        self.line, self.cure = line, cure


def parse_yaml(text: str, path: str, log: Log, *, first_line: int = 1, written: str = "") -> Fields | None:
    """Read a YAML map; return nothing after noting why it cannot be read. Empty text is an empty map.

    `written` is what problems quote, line for line, where the text is no longer as it was written.
    """
    node = parse_node(text, path, log, first_line=first_line, written=written)
    if node is not None and not isinstance(node, Fields):
        lines = [line.strip() for line in (written or text).split("\n")]
        at = next((at for at, line in enumerate(lines) if line and line[0] not in "#＃"), 0)
        shown, place = lines[at][:60], Place(path, first_line + at)
        is_setting = path.endswith(".yaml")
        said = _WITHOUT_COLON.fullmatch(shown) if is_setting else None
        right = f"{said[1]}: {said[2]}" if said else ""
        cure = "right" if said else "row" if is_setting else "line"  # 标题 is of records
        log.add(YAML_BROKEN, place, shown, near="line", line=shown, cure=cure, right=right)
        return None
    return node


def parse_node(text: str, path: str, log: Log, *, first_line: int = 1, written: str = "") -> Node | None:
    """Read YAML of any shape as `parse_yaml` reads a map."""
    try:
        _guard(text, first_line)
        if plain := plain_fields(text, path, first_line):
            return plain
        # takes longer to load than most files to read, which are written plainly
        from sunboard.engines.yaml_composed import composed_or_noted

        return composed_or_noted(text, written or text, path, first_line, log)
    except RecursionError:
        log.add(YAML_BROKEN, Place(path, first_line), near="", cure="deep")
    except Refused as refused:
        shown = (written or text).split("\n")[refused.line - first_line].strip()[:60]
        log.add(YAML_BROKEN, Place(path, refused.line), shown, near="line", line=shown, cure=refused.cure)
    return None


def _guard(text: str, first_line: int) -> None:
    """Refuse what the parser would choke on."""
    if len(text) > MOST_SIGNS or text.count("\n") > MOST_LINES:
        raise Refused(first_line, "much")
    if max(text.count("[") + text.count("{"), text.count("- "), text.count("? ")) < DEEPEST_WRITTEN:
        return
    depth = 0
    for found in re.finditer(r"[\[{]|[\]}]|\n *(?:[-?] +){20,}|\A *(?:[-?] +){20,}", text):
        depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else DEEPEST_WRITTEN
        if depth > DEEPEST_WRITTEN or len(found[0]) > 1:
            line = first_line + text.count("\n", 0, found.start()) + found[0].startswith("\n")
            raise Refused(line, "deep")
