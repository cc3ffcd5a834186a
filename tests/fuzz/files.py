"""Files as clerks might leave them: written by the fields that are known, and damaged."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sunboard.engines.xlsx_writer import timeless
from sunboard.fields.declarations import keys_of, names_of
from sunboard.fields.forms import Form
from sunboard.kinds.finance import LedgerRow
from sunboard.parts import load_parts
from tests.fuzz.values import ANY_TEXT, PLAIN_TEXT, any_written, right
from tests.helpers.site import ROOT, SAMPLE

KINDS = load_parts().kinds
_SIGNS = (
    "：:，；“”\"'‘’　\t -－—#＃[]{}【】《》&*!|>%@`?=\n\r\x00\x07\x85\u2028\ufeff\u200b\\/·、。０９年月Ａ"
)
_WORDS = "--- ： ' null ~ &a *a {a:1} [] ``` =1+1 6222020200112233446 🙂 𠮷 \u0301"
_LINES = (
    "\n---\n",
    "- ",
    "  ",
    ": ",
    "<<: *a",
    "# 一",
    "标题: 一",
    "\n标题: 一\n",
    "\r\n",
    "|\n",
    ">-\n",
    "\n\n\n",
)
LINES = st.sampled_from((*_SIGNS, *_WORDS.split(" "), *_LINES))


# ---- texts


def _node(form: Form, depth: int) -> SearchStrategy[Any]:
    """Draw what may be written for a form: mostly right, now and then of another shape."""
    value: SearchStrategy[Any]
    match form.sort:
        case "list":
            value = st.lists(_node(form.item or Form("text"), depth), max_size=3)
        case "map":
            names = st.sampled_from(["办理", "监督", "咨询", "一"])
            value = st.dictionaries(names, _node(form.item or Form("text"), depth), max_size=2)
        case "group" | "table" if depth < 3:
            value = group(form.part, depth + 1)
            value = value if form.sort == "group" else st.lists(value, max_size=2)
        case "any" | "group" | "table":
            value = PLAIN_TEXT
        case _:
            value = right(form).map(lambda found: found[0])
    others = (_node(other, depth) for other in form.others)
    return st.one_of(value, value, value, value, *others, any_written(form), st.sampled_from(["", [], {}]))


@st.composite
def group(draw: DrawFn, part: Any, depth: int = 0) -> dict[str, Any]:
    """Draw a group of fields, the needed ones mostly there."""
    found: dict[str, Any] = {}
    for key in keys_of(part):
        missing = draw(st.integers(0, 11)) == 11 if key.required else draw(st.integers(0, 3 + 4 * depth)) > 2
        if not missing:
            found[draw(st.sampled_from(sorted(key.names)))] = draw(_node(key.form, depth))
    if draw(st.integers(0, 9)) == 0:
        found[draw(st.text(max_size=8))] = draw(ANY_TEXT)
    return found


def block(value: Any, indent: str = "") -> list[str]:
    """Write a value as the lines of YAML that people type."""
    if not isinstance(value, dict | list):
        return [indent + _typed(str(value or ""))]
    if not value:
        return [indent + ("[]" if isinstance(value, list) else "{}")]
    lines = []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        below = block(inner, f"{indent}  ")
        if isinstance(value, list):
            lines += [f"{indent}- {below[0].strip()}", *below[1:]]
        elif isinstance(inner, dict | list) and inner:
            lines += [f"{indent}{key}:", *below]
        else:
            lines.append(f"{indent}{key}: {below[0].strip()}")
    return lines


def _typed(text: str) -> str:
    if text.isprintable() and text[:1] not in ('"', "'") and len(text) % 5:
        return text
    return json.dumps(text, ensure_ascii=len(text) % 3 == 0)


def document(kind: Any) -> SearchStrategy[str]:
    """Draw the file of a record."""
    marked = st.sampled_from(
        ["| 甲 | 乙 |", "| --- | --- |", "- 一", "1. 一", "## 一", "[一](http://a.example)"]
    )
    bodies = st.lists(PLAIN_TEXT | LINES | marked, max_size=6)
    return st.builds(
        lambda fields, body: "\n".join(["---", *block(fields), "---", *body, ""]), group(kind.fields), bodies
    )


@st.composite
def damaged(draw: DrawFn, texts: SearchStrategy[str]) -> str:
    """Draw a text with signs or lines put in, taken out, doubled or moved."""
    text = draw(texts)
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2, 3, 8]))):
        at, much = draw(st.integers(0, len(text))), draw(st.integers(0, 12))
        lines = text.split("\n")
        row, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 8)):
            case 0 | 1:
                text = text[:at] + draw(LINES) + text[at:]
            case 2:
                text = text[:at] + text[at + much :]
            case 3:
                text = text[:at] + draw(LINES) + text[at + 1 :]
            case 4:
                text = "\n".join([*lines[:row], draw(LINES) + lines[row], *lines[row + 1 :]])
            case 5:
                text = "\n".join([*lines[:row], *lines[other : other + 3], *lines[row:]])
            case 6:
                text = "\n".join([*lines[:row], *lines[row + 1 :]])
            case 7:
                text = text.replace(
                    draw(st.sampled_from([":", "-", ",", "'", '"', "---", "\n"])),
                    draw(LINES),
                    draw(st.integers(1, 3)),
                )
            case _:
                text = text[:at] + draw(ANY_TEXT) + text[at:]
    return text


@st.composite
def encoded(draw: DrawFn, texts: SearchStrategy[str]) -> bytes:
    """Draw a text as bytes in one of the encodings of clerks' programs, now and then cut or spoilt."""
    text = draw(texts)
    data = text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"])), "replace")
    data = data.replace(b"\n", b"\r\n") if draw(st.integers(0, 5)) == 0 else data
    return draw(spoilt(data)) if draw(st.integers(0, 5)) == 0 else data


@st.composite
def spoilt(draw: DrawFn, data: bytes) -> bytes:
    """Draw bytes with a few of them changed, taken out, doubled, or all the rest missing."""
    for _ in range(draw(st.integers(1, 4))):
        at, much = draw(st.integers(0, len(data))), draw(st.integers(0, 60))
        match draw(st.integers(0, 4)):
            case 0:
                data = data[:at] + draw(st.binary(max_size=8)) + data[at:]
            case 1:
                data = data[:at] + data[at + much :]
            case 2:
                data = (
                    data[:at] + draw(st.binary(min_size=1, max_size=4)) + data[at + draw(st.integers(1, 4)) :]
                )
            case 3:
                data = data[:at] + data[at : at + much] * 2 + data[at + much :]
            case _:
                data = data[:at]
    return data


@cache
def samples(*endings: str) -> tuple[bytes, ...]:
    """Return the small files of the sample county and of the test sites."""
    roots = (SAMPLE, *sorted((ROOT / "tests/sites").iterdir()), ROOT / "tests/reading/files")
    found = (
        path.read_bytes()
        for root in roots
        for path in sorted(Path(root).rglob("*"))
        if path.suffix in endings
    )
    return tuple(data for data in found if len(data) < 60_000)


def _sampled(*endings: str) -> SearchStrategy[str]:
    return st.sampled_from(samples(*endings)).map(lambda data: data.decode("utf-8", "replace"))


def records(kind: Any) -> SearchStrategy[bytes]:
    """Draw the bytes of a record's file."""
    return st.one_of(
        encoded(damaged(document(kind))),
        encoded(damaged(document(kind))),
        encoded(damaged(_sampled(".md"))),
        encoded(ANY_TEXT.map(lambda text: f"---\n{text}\n---\n")),
        encoded(st.lists(LINES, max_size=40).map("".join)),
        st.binary(max_size=300),
    )


def settings_files(part: Any) -> SearchStrategy[bytes]:
    """Draw the bytes of a settings file."""
    written = group(part).map(lambda fields: "\n".join(block(fields)) if fields else "")
    return st.one_of(
        encoded(damaged(written)),
        encoded(damaged(written)),
        encoded(damaged(_sampled(".yaml"))),
        st.binary(max_size=200),
    )


# ---- tables

_LEDGER_HEADS = sorted(names_of(LedgerRow))
_CELLS = st.one_of(
    *(right(key.form).map(lambda found: found[0]) for key in keys_of(LedgerRow)),
    PLAIN_TEXT,
    ANY_TEXT,
    st.sampled_from(
        ["", "", "合计", "小计", "本月合计", "过次页", "承前页", "制表人：张", "—", "/", "#REF!", "46023"]
    ),
    st.sampled_from(["1,234.50", '"', ";", "\t", "\n"]),
)


@st.composite
def csvs(draw: DrawFn) -> bytes:
    """Draw a ledger as text, between any signs."""
    heads = draw(
        st.lists(st.sampled_from(_LEDGER_HEADS), max_size=10)
        | st.just(["日期", "凭证号", "摘要", "科目", "收入", "支出"])
    )
    rows = draw(st.lists(st.lists(_CELLS, max_size=len(heads) + 1), max_size=8))
    between = draw(st.sampled_from([",", ",", "\t", ";", "，"]))
    titles = draw(st.lists(st.just(["柳湾村收支表"]) | st.just(["单位：万元"]) | st.just([]), max_size=2))
    quote = draw(st.booleans())
    text = "\n".join(
        between.join(f'"{cell}"' if quote else cell for cell in row) for row in [*titles, heads, *rows]
    )
    data = draw(encoded(damaged(st.just(text))))
    return draw(st.binary(max_size=300)) if draw(st.integers(0, 9)) == 0 else data


def _safe(text: str) -> str:
    return openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text)[:300]


_DAYS = st.one_of(
    st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)),
    st.times().map(lambda at: time(at.hour, at.minute)),
)
_FORMULAS = ("=1/0", "=SUM(A1:A3)", "=A1", "=B2", "#N/A", "#REF!", "#DIV/0!")
_TYPED = st.one_of(
    _CELLS.map(_safe),
    _CELLS.map(_safe),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    _DAYS,
    st.sampled_from((*_FORMULAS, None, None, 46023, 0.1 + 0.2, 1e300, 19500)),
)
_ODD_HEADS = (
    *("正文", "序号", "", "资金账户1.名称", "资金账户1.期初", "资金账户.代号", "议事决策.决议.同意"),
    *("电话.监督", "流程2.做什么", "不认识"),
)


def _heads() -> list[str]:
    found = set(_ODD_HEADS)
    for kind in KINDS.values():
        found |= set(names_of(kind.fields))
        found |= {
            f"{key.zh}1.{inner.zh}"
            for key in keys_of(kind.fields)
            if key.form.part
            for inner in keys_of(key.form.part)[:3]
        }
    return sorted(found)


HEADS = _heads()
_SHEETS = (
    *("事项", "财务", "权力清单", "matters", "收支 2026年一季度", "一季度", "收支2026年1月", "说明"),
    *("Sheet1", "应收", "事 项", "2026年事项"),
)
_NEEDED = ("", "标题 公开日期", "日期 凭证号 摘要 科目 收入 支出", "编号 名称", "标题 所属期间 资金账户")


@st.composite
def workbooks(draw: DrawFn) -> bytes:
    """Draw a workbook with heads anywhere, merged cells, formulas, errors, days and hidden parts."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name in draw(st.lists(st.sampled_from(_SHEETS), min_size=1, max_size=3, unique=True)):
        sheet = book.create_sheet(name)
        for _ in range(draw(st.integers(0, 2))):
            sheet.append([draw(_TYPED) for _ in range(draw(st.integers(0, 2)))])
        known = _LEDGER_HEADS if draw(st.booleans()) else HEADS
        must = draw(st.sampled_from(_NEEDED)).split()
        heads = [*must, *draw(st.lists(st.sampled_from(known), max_size=8))]
        sheet.append(heads)
        for _ in range(draw(st.integers(0, 6))):
            sheet.append([draw(_TYPED) for _ in range(draw(st.integers(0, len(heads) + 1)))])
        if draw(st.integers(0, 2)) == 0:
            top, left = draw(st.integers(1, 6)), draw(st.integers(1, 6))
            sheet.merge_cells(
                start_row=top,
                start_column=left,
                end_row=top + draw(st.integers(0, 3)),
                end_column=left + draw(st.integers(0, 3)),
            )
        sheet.sheet_state = draw(st.sampled_from(["visible", "visible", "hidden"]))
        sheet.row_dimensions[draw(st.integers(1, 9))].hidden = draw(st.booleans())
        sheet.column_dimensions["C"].hidden = draw(st.booleans())
        if draw(st.booleans()):
            sheet.cell(draw(st.integers(1, 9)), draw(st.integers(1, 9))).number_format = draw(
                st.sampled_from(["0%", "yyyy-mm-dd", "@", "[h]:mm"])
            )
    if all(sheet.sheet_state == "hidden" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())  # equal bytes for equal draws


@st.composite
def spoilt_workbooks(draw: DrawFn) -> bytes:
    """Draw a workbook of any program with bytes of it, or of a piece inside it, changed."""
    data = draw(st.sampled_from(samples(".xlsx", ".xls", ".ods")) | workbooks())
    if not data.startswith(b"PK") or draw(st.booleans()):
        return draw(spoilt(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pieces = {name: archive.read(name) for name in archive.namelist()}
    chosen = draw(st.sampled_from(sorted(pieces)))
    pieces[chosen] = draw(spoilt(pieces[chosen]))
    if draw(st.integers(0, 4)) == 0:
        del pieces[draw(st.sampled_from(sorted(pieces)))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, piece in pieces.items():
            archive.writestr(zipfile.ZipInfo(name), piece)
    return out.getvalue()


TABLES = st.one_of(csvs(), workbooks(), spoilt_workbooks())


# ---- registers


@st.composite
def registers(draw: DrawFn) -> dict[str, bytes]:
    """Draw files of a register: the sample's, in JSON with values of it changed, or as spoilt bytes."""
    folder = SAMPLE / "qingshi/liuwan/register"
    names = sorted(path.name for path in folder.iterdir())
    chosen = draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
    found = {name: (folder / name).read_bytes() for name in chosen}
    for name, data in list(found.items()):
        match draw(st.integers(0, 3)):
            case 0:
                found[name] = draw(spoilt(data))
            case 1:
                held = json.loads(data)
                _change(draw, held)
                found[name] = json.dumps(held, ensure_ascii=False).encode()
            case 2:
                odd = (name.replace(".1.", ".2."), name.replace("2026", "2027"), "x.json", "2026-1.1.json")
                found[draw(st.sampled_from(odd))] = data
    return found


_JSON = st.one_of(
    st.integers(-5, 10**12),
    st.floats(),
    ANY_TEXT,
    st.sampled_from([None, True, False, [], {}, ["a"], {"a": [1]}]),
)


def _change(draw: DrawFn, held: Any) -> None:
    while isinstance(held, dict | list) and held:
        keys = sorted(held) if isinstance(held, dict) else range(len(held))
        key = draw(st.sampled_from(keys))
        if not isinstance(held[key], dict | list) or not held[key] or draw(st.booleans()):
            held[key] = draw(_JSON)
            return
        held = held[key]
