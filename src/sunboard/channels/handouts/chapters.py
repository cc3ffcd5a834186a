"""A record as a chapter of a book: narrow pages take facts, lists and steps, and rows as lines."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.describing import tabled
from sunboard.engines.markdown import to_nodes
from sunboard.model.blocks import (
    Block,
    FactsBlock,
    ListBlock,
    Step,
    StepsBlock,
    TableBlock,
    TextBlock,
)
from sunboard.model.plain import Plain, Values, list_of, maps_of, text_of
from sunboard.model.tabulation import GAP
from sunboard.model.view import RecordView
from sunboard.typesetting.saying import Saying


def chapter_of(record: RecordView, say: Saying) -> Plain:
    """Return a chapter: its head, its facts, and parts with a title and lines each."""
    parts: list[Plain] = [part for block in record.blocks if (part := _part(block, say))]
    if body := list[Plain](_prose(to_nodes(record.body))):
        parts.append({"title": "", "lines": body, "style": "text"})
    return {
        "id": record.id if record.inherited else "",
        "title": record.title,
        "class": record.class_label,
        "who": record.responsible,
        "number": record.paper_number,
        "facts": [{"label": fact.label, "value": fact.value} for fact in record.facts],
        "parts": parts,
    }


def _part(block: Block, say: Saying) -> dict[str, Plain]:
    plain = tabled(block, say)
    lines: list[Plain] = []
    style = "text"
    if isinstance(plain, FactsBlock):
        lines, style = [{"label": fact.label, "text": fact.value} for fact in plain.facts], "facts"
    elif isinstance(plain, ListBlock):
        lines, style = [{"label": "", "text": item} for item in plain.items], "list"
    elif isinstance(plain, TextBlock):
        lines = [{"label": "", "text": line} for line in plain.text.split("\n") if line.strip()]
    elif isinstance(plain, StepsBlock):
        lines, style = [_step(step, say) for step in plain.steps], "facts"
    elif isinstance(plain, TableBlock):
        lines, style = list(_rows(plain, say)), "list"
    return {"title": plain.title, "lines": lines, "style": style} if lines else {}


def _step(step: Step, say: Saying) -> Plain:
    said = [step.what, step.limit, step.document, *step.risks]
    told = say("kind-comma").join(word for word in said if word)
    return {"label": f"{step.id} {step.who}".strip(), "text": told}


def _rows(table: TableBlock, say: Saying) -> Iterator[Plain]:
    """Yield each row as a line: the name of each column with what stands in it."""
    for row in (*table.rows, *((table.total,) if table.total else ())):
        cells = (
            f"{column.label} {cell}" if column.label else cell
            for column, cell in zip(table.columns, row, strict=False)
            if cell
        )
        yield {"label": "", "text": say("kind-comma").join(cells)}


def _prose(nodes: list[Plain]) -> Iterator[dict[str, Plain]]:
    """Yield the text below the fields, line by line; headings are labels."""
    for node in nodes:
        if not isinstance(node, dict):
            continue
        kind = text_of(node, "type")
        if kind == "heading":
            yield {"label": _runs(node), "text": ""}
        elif kind == "paragraph":
            yield {"label": "", "text": _runs(node)}
        elif kind == "list":
            items = (item for item in list_of(node, "items") if isinstance(item, list))
            for line in (line for item in items for line in _prose(item)):
                yield {"label": "", "text": f"· {text_of(line, 'text')}"}
        elif kind == "quote":
            yield from _prose(list_of(node, "blocks"))
        elif kind == "table":
            yield from _cells(node)
        elif kind == "code":
            yield {"label": "", "text": text_of(node, "text")}


def _runs(node: Values) -> str:
    return "".join(text_of(run, "text") for run in maps_of(node, "runs"))


def _cells(node: Values) -> Iterator[dict[str, Plain]]:
    """Yield the rows of a table in a text, each as a line."""
    for row in (node.get("head"), *list_of(node, "rows")):
        cells = [_runs({"runs": cell}) for cell in row] if isinstance(row, list) else []
        if line := GAP.join(filter(None, cells)):
            yield {"label": "", "text": line}
