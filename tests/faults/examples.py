"""The examples on the pages of faults, made into villages and whole content folders.

`src/sunboard/faults/README.md` tells authors what a fence may say.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import openpyxl

from sunboard.faults import Block
from sunboard.fields.declarations import names_of
from sunboard.parts import load_parts
from tests.checks.village_scene import Scene, Snippet, Staged, snippet_of, stage
from tests.helpers.kinds import defaults_of
from tests.helpers.site import SiteTest

KINDS = load_parts().kinds
VILLAGE = "青石镇/柳湾村"
CONTENT = {
    "site.yaml": "标题: 云溪县村务公开\n网址: https://gk.example.com\n样例: 是\n今天: 2026-04-20\n",
    "青石镇/township.yaml": "名称: 青石镇\n短名: qingshi\n",
    f"{VILLAGE}/village.yaml": "名称: 柳湾村\n短名: liuwan\n行政区划代码: 629901001001\n",
    "powers/A07.md": f"---\n{defaults_of(KINDS['power'])}\n---\n",
}
BESIDE = (
    Snippet({"kind": "matter", "file": "先.md"}, "标题: 村口道路维修公示", frozenset()),
    Snippet({"numbers": ""}, "2026-0007: matters/先.md", frozenset()),
    Snippet({"files": ""}, "合同.pdf: 9\n方案.pdf: 9\n施工现场.jpg: picture", frozenset()),
)
"""What the village of an example has: another record, its number, and files to go with records."""


def is_staged(block: Block) -> bool:
    """Tell whether a block can be tried: one of plain text says what to do in another program."""
    return "text" not in block.info or "file" in block.info


def is_file(block: Block) -> bool:
    """Tell whether a block is a file of a content folder; others are records with what lies about them."""
    return "file" in block.info and "kind" not in block.info


def staged(blocks: Iterable[Block], beside: Iterable[Snippet] = ()) -> Staged:
    """Make a village of records, with what lies beside them."""
    snippets = (snippet_of(block.info, block.text) for block in blocks)
    return stage(Scene("example", (*snippets, *beside)))


def content_folder(blocks: Iterable[Block], home: Path) -> SiteTest:
    """Write a content folder: what every county has, and over it the files of an example."""
    site = SiteTest(home / "content", home / "output")
    for name, text in CONTENT.items():
        site.write(name, text)
    books: dict[str, openpyxl.Workbook] = {}
    for block in blocks:
        told = block.info
        path = site.content / told["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if "csv" in told and path.suffix == ".xlsx":
            _add_sheet(books.setdefault(told["file"], _empty_book()), block.text, told)
        elif "hex" in told:
            path.write_bytes(bytes.fromhex(block.text))
        elif "size" in told:
            path.write_bytes(b"x" * int(told["size"]))
        elif "yaml" in told and path.suffix == ".md":
            path.write_text(_record(block.text, path.parent.name), "utf-8")
        else:
            path.write_text(f"{block.text}\n" if block.text else "", "utf-8")
    for name, book in books.items():
        book.save(site.content / name)
    for path in sorted(site.content.glob(f"{VILLAGE}/财务/*.*")):
        if not list(path.parent.glob("*.md")):
            path.with_suffix(".md").write_text(_record(f"明细文件: {path.name}", "财务"), "utf-8")
    return site


def _record(fields: str, folder: str) -> str:
    """Return a record with fields, and what it does not give of its kind's defaults."""
    kind = next((one for one in KINDS.values() if folder in one.folders), KINDS["matter"])
    names = names_of(kind.fields)
    given = {
        names[key].name for key in re.findall(r"^([^\s:：]+)[:：]", fields, re.MULTILINE) if key in names
    }
    given |= {"rows", "id"} if "rows_file" in given else set()
    given |= {"rows", "id", "title"} if given & {"overrides", "nil"} else set()
    defaults = re.split(r"^(?=\S)", defaults_of(kind), flags=re.MULTILINE)
    rest = "".join(text for text in defaults if text and names[text.split(":")[0]].name not in given)
    return f"---\n{fields}\n{rest}---\n"


def _empty_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    return book


def _add_sheet(book: openpyxl.Workbook, text: str, told: Mapping[str, str]) -> None:
    sheet = book.create_sheet(told.get("sheet", "Sheet1"))
    for row in csv.reader(io.StringIO(text)):
        sheet.append([_value(cell) for cell in row])
    sheet.sheet_state = "hidden" if "hidden" in told else "visible"
    if "hide" in told:
        sheet.row_dimensions[int(told["hide"])].hidden = True
    if "merge" in told:
        sheet.merge_cells(told["merge"])
    if "far" in told:
        sheet[told["far"]] = "x"


def _value(cell: str) -> str | float | date | None:
    """Return a cell as programs keep it: amounts are numbers, days are days."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return date.fromisoformat(cell)
    return float(cell) if re.fullmatch(r"\d+\.\d\d", cell) else cell or None
