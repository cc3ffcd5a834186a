"""What `new` and `template` write, filled in with right values, says just these."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import strategies as st

from sunboard.commands.new import template
from sunboard.commands.template import kinds_workbook
from sunboard.fields.declarations import names_of, vocabulary_of
from sunboard.fields.forms import Form
from sunboard.fields.written import half_width
from sunboard.model.node import Node, Scalar
from sunboard.model.problem import Log
from sunboard.reading.documents import BODY, read_document
from sunboard.reading.workbook.heads import field_columns
from sunboard.reading.workbook.records import read_workbook_records
from tests.fuzz.engine import fuzz
from tests.fuzz.files import KINDS
from tests.fuzz.values import RIGHT, Right, right

FOLDERS = {name: kind.name for kind in KINDS.values() for name in kind.folders}
TODAY = date(2026, 4, 20)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
_FIELD = re.compile(r"(?:# )?(?P<key>[\w-]+):(?:\s+#.*)?")


def is_simple(form: Form) -> bool:
    return form.sort in ("text", "choice", *RIGHT)


@LANGUAGES
@pytest.mark.parametrize("name", KINDS)
def test_a_template_says_what_was_filled_in(name: str, language: str) -> None:
    kind = KINDS[name]
    names = names_of(kind.fields)
    lines = template(kind, "", TODAY, language).split("\n")
    places = {
        at: names[found["key"]]
        for at, line in enumerate(lines)
        if (found := _FIELD.fullmatch(line)) and found["key"] in names
    }
    places = {at: key for at, key in places.items() if is_simple(key.form)}
    assert len(places) > 15

    @fuzz(st.data(), examples=5)
    def says(data: st.DataObject) -> None:
        written, drawn = list(lines), {}
        for at, key in places.items():
            if lines[at].startswith("#") and data.draw(st.booleans()):
                continue
            drawn[key.zh] = data.draw(right(key.form))
            name, value = lines[at].removeprefix("# ").partition(":")[0], drawn[key.zh][0]
            written[at] = f"{name}: {json.dumps(value, ensure_ascii=False)}"
        log = Log()
        document = read_document(
            "\n".join(written).encode(), "a/b/事项/c.md", log, vocabulary_of(kind.fields)
        )
        assert document is not None
        assert not log.problems
        for field, (text, meant) in drawn.items():
            node = document.fields.get(*names[field].names)
            assert node is not None
            assert_reads(names[field].read, node, text, meant)

    says()


def assert_reads(read: Any, node: Node, text: str, meant: object) -> None:
    log = Log()
    value = read(node, log)
    assert not log.problems
    assert value == read(Scalar(text), log)
    narrow = half_width(meant) if isinstance(meant, str) else meant  # codes are read in half width
    assert meant is None or value in (meant, narrow) or read.form.others


@cache
def workbook(language: str) -> bytes:
    return kinds_workbook(KINDS, TODAY, language)


@LANGUAGES
def test_a_workbook_says_what_was_filled_in(language: str) -> None:
    @fuzz(st.data(), examples=3)
    def says(data: st.DataObject) -> None:
        book = openpyxl.load_workbook(io.BytesIO(workbook(language)))
        drawn: dict[str, dict[str, Right]] = {name: {} for name in KINDS}
        sheets = {FOLDERS[sheet.title]: sheet for sheet in book.worksheets if sheet.title in FOLDERS}
        assert set(sheets) == set(KINDS)
        for name, sheet in sheets.items():
            for at, column in enumerate(
                field_columns(KINDS[name].fields, [str(cell.value) for cell in sheet[1]]), 1
            ):
                if (
                    column.form
                    and is_simple(column.form)
                    and column.head not in BODY
                    and len(column.steps) == 1
                ):
                    text, meant = drawn[name][column.head] = data.draw(right(column.form))
                    typed = isinstance(meant, date | Decimal) and data.draw(st.booleans())
                    cell = sheet.cell(2, at, meant if typed else text)  # type: ignore[call-overload]
                    cell.data_type = cell.data_type if typed else "s"
        out = io.BytesIO()
        book.save(out)
        log = Log()
        found = {
            row.kind: row.document
            for row in read_workbook_records(out.getvalue(), "a/b/柳湾村.xlsx", KINDS, log)
        }
        assert not log.problems
        for name, values in drawn.items():
            document, names = found[name], names_of(KINDS[name].fields)
            assert document is not None
            for head, (text, meant) in values.items():
                node = document.fields.get(head)
                assert node is not None
                assert_reads(names[head].read, node, text, meant)

    says()
