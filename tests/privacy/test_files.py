"""Personal numbers inside attachments: workbooks, letters and texts are searched before they are copied."""

from __future__ import annotations

import io
import zipfile

import pytest

from sunboard.engines.word_text import LARGEST, WordBroken, read_word
from sunboard.faults import Fault
from sunboard.privacy.leaks import BANK_CARD, ID_NUMBER, PRIVATE_PHONE, leaks_in_file
from tests.helpers.workbooks import workbook

ID, CARD, PHONE = "629901199003078517", "6222029901122334451", "13900139000"
WANTED = {
    (ID_NUMBER, "62*************517"),
    (BANK_CARD, "62**************451"),
    (PRIVATE_PHONE, "139****9000"),
}


def _found(name: str, data: bytes) -> list[tuple[Fault, str, str, int, str]]:
    return [
        (leak.fault, leak.value, leak.place.path, leak.place.line, leak.place.cell)
        for leak in leaks_in_file(data, name, frozenset())
    ]


def _workbook(*rows: tuple[object, ...]) -> bytes:
    return workbook({"名单": rows})


def _letter(body: str, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            name, f'<?xml version="1.0" encoding="UTF-8"?><w:document><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


BOLD = f"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{ID[6:]}</w:t></w:r>"
RUNS = f"<w:p><w:r><w:t>{ID[:6]}</w:t></w:r>{BOLD}</w:p>"
LETTER = RUNS + f"<w:p><w:t>卡 {CARD}</w:t></w:p><w:p><w:t>电话&#49;{PHONE[1:]}</w:t></w:p>"
LINES = f"姓名\t证件\r\n张某某\t{ID}\r\n卡 {CARD}\r\n电话 {PHONE}\r\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", _workbook(("姓名", "证件", "卡", "电话"), ("张某某", ID, CARD, int(PHONE)))),
        ("a.XLS", _workbook(("张某某", ID), ("卡", CARD), ("电话", PHONE))),
        ("a.xls", LINES.encode("gb18030")),
        ("a.docx", _letter(LETTER)),
        ("b.docx", _letter(LETTER, "word/footnotes.xml")),
        ("a.txt", LINES.encode("utf-16")),
        ("b.txt", LINES.encode("utf-16-be")),
        ("a.csv", LINES.encode("utf-16")),
        ("b.csv", LINES.replace("\t", ",").encode("gb18030")),
    ],
)
def test_numbers_in_attachments_are_found(name: str, data: bytes) -> None:
    found = _found(name, data)
    assert {(fault, value) for fault, value, *_ in found} == WANTED
    assert {path for _, _, path, *_ in found} == {name}


def test_cells_are_named_and_stand_under_their_heads() -> None:
    heads = ("户主", "账号", "金额", "合同编号")
    data = _workbook(
        heads,
        ("张某某", "620000123456", "13900139000.00", CARD),
        ("李某某", "无", "1.00", ID[:6]),
        (ID[:6], ID[6:14], ID[14:]),
    )
    assert _found("a.xlsx", data) == [
        (BANK_CARD, "62*******456", "a.xlsx", 0, "名单!B2"),
        (ID_NUMBER, "62*************517", "a.xlsx", 0, "名单!A4"),
    ]
    assert _found("a.csv", f"姓名,电话\n\n张某某,{PHONE}\n".encode()) == [
        (PRIVATE_PHONE, "139****9000", "a.csv", 3, "")
    ]


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.pdf", "a.ods"])
def test_what_cannot_be_read_breaks_nothing(name: str) -> None:
    assert _found(name, b"PK\x03\x04\0\0\xff") == []
    assert _found(name, _letter("<w:p/>")[:60]) == []


def test_positions_and_cells_of_letters_are_not_joined() -> None:
    placed = "<wp:posOffset>139001</wp:posOffset><wp:posOffset>39000</wp:posOffset>"
    assert _found("a.docx", _letter(f"{placed}<w:p><w:t>139</w:t><w:tab/></w:p>")) == []


def test_a_letter_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(WordBroken):
        read_word(_letter(" " * LARGEST))
