"""Personal numbers inside attachments: workbooks, letters and texts are searched before they are copied."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pymupdf
import pytest
from PIL import Image

from sunboard.engines.office import LARGEST, OfficeBroken, read_office
from sunboard.faults import Fault
from sunboard.privacy.enclosures import search_file
from sunboard.privacy.leaks import BANK_CARD, ID_NUMBER, PRIVATE_PHONE
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
        for leak in search_file(data, name, frozenset()).leaks
    ]


def _workbook(*rows: tuple[object, ...]) -> bytes:
    return workbook({"名单": rows})


def _package(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, markup in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{markup}')
    return out.getvalue()


def _letter(body: str, name: str = "word/document.xml") -> bytes:
    return _package({name: f"<w:document><w:body>{body}</w:body></w:document>"})


def _glyphs(text: str) -> str:
    """Set a text as office programs of the state do, two signs a piece."""
    pieces = "".join(
        f"<ofd:TextCode X='{at}'>{text[at : at + 2]}</ofd:TextCode>" for at in range(0, len(text), 2)
    )
    return f"<ofd:TextObject ID='1'>{pieces}</ofd:TextObject>"


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, "PNG")
    return out.getvalue()


def _pdf(
    *lines: str,
    author: str = "",
    note: str = "",
    password: str = "",
    inside: bytes = b"",
    link: str = "",
    field: str = "",
    xmp: str = "",
) -> bytes:
    """Return a PDF of one page with lines of text, or one with a drawing and no text."""
    document = pymupdf.open()
    page = document.new_page()
    page.draw_rect((10, 10, 90, 90))
    for at, line in enumerate(lines):
        page.insert_text((72, 72 + 20 * at), line)
    if note:
        page.add_text_annot((200, 200), note)
    if inside:
        document.embfile_add("inside.txt", inside)
    if link:
        page.insert_link({"kind": pymupdf.LINK_URI, "uri": link, "from": pymupdf.Rect(9, 9, 90, 90)})
    document.set_metadata({"author": author})
    if field:
        box = pymupdf.Widget()
        box.field_name, box.field_value, box.rect = "box", field, pymupdf.Rect(72, 300, 400, 320)
        box.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
        page.add_widget(box)
    if xmp:
        document.set_xml_metadata(f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{xmp}</a></x:xmpmeta>')
    locked = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password} if password else {}
    return bytes(document.tobytes(**locked))


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
    with pytest.raises(OfficeBroken):
        read_office(_letter(" " * LARGEST))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("line.pdf", _pdf(f"ID {ID}", f"card {CARD}", f"phone {PHONE}")),
        ("spaced.pdf", _pdf(f"ID {ID[:6]} {ID[6:14]} {ID[14:]}", f"card {CARD}", PHONE)),
        ("note.pdf", _pdf("plain", note=f"{ID}\n{CARD}\n{PHONE}")),
        ("about.pdf", _pdf("plain", author=f"{ID}, {CARD}, {PHONE}")),
        (
            "about.docx",
            _package({"word/document.xml": "", "docProps/core.xml": f"<a>{ID} {CARD}</a><b>{PHONE}</b>"}),
        ),
        (
            "notes.xlsx",
            _package({"xl/comments/comment1.xml": f"<t>{ID}</t></comment><t>{CARD}</t><br/><t>{PHONE}</t>"}),
        ),
        (
            "margin.xlsx",
            _package({"xl/worksheets/sheet1.xml": f"<oddHeader>&amp;L{ID} {CARD} {PHONE}</oddHeader>"}),
        ),
        (
            "remark.xlsx",
            _package({"xl/comments1.xml": f"<author>{ID}</author><text><t>{CARD}</t></text><t>{PHONE}</t>"}),
        ),
        (
            "names.xlsx",
            _package(
                {
                    "xl/workbook.xml": f'<definedName name="a">"{ID}"</definedName>',
                    "xl/worksheets/sheet1.xml": f'<formula1>"{CARD},{PHONE}"</formula1>',
                }
            ),
        ),
        (
            "by.docx",
            _letter("".join(f'<w:ins w:author="{one}"><w:t>a</w:t></w:ins>' for one in (ID, CARD, PHONE))),
        ),
        ("link.pdf", _pdf("plain", link=f"tel:{PHONE}?{ID}&卡号={CARD}")),
        ("form.pdf", _pdf("plain", field=f"{ID}, {CARD}, {PHONE}")),
        ("xmp.pdf", _pdf("plain", xmp=f"{ID}, {CARD}, {PHONE}")),
        (
            "links.docx",
            _package(
                {
                    "word/document.xml": f'<wp:docPr descr="{CARD}"/>',
                    "word/_rels/document.xml.rels": f'<R Target="tel:{PHONE}"/><R Target="http://a/{ID}"/>',
                }
            ),
        ),
        ("a.ofd", _package({"Doc_0/Pages/Page_0/Content.xml": _glyphs(ID) + _glyphs(CARD) + _glyphs(PHONE)})),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0" + f"卡 {CARD} {ID} 电话{PHONE}".encode("utf-16-le"),
        ),
        ("old.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + f"\1{CARD}\1{ID}\1{PHONE}\1".encode()),
    ],
)
def test_what_papers_hide_is_found(name: str, data: bytes) -> None:
    assert {(fault, value) for fault, value, *_ in _found(name, data)} == WANTED


@pytest.mark.parametrize(
    ("name", "data", "unseen"),
    [
        ("letter.pdf", _pdf("plain"), ""),
        ("scan.pdf", _pdf(), "scan"),
        ("inside.pdf", _pdf("plain", inside=b"text"), "scan"),
        ("locked.pdf", _pdf("plain", password="abc"), "locked"),
        ("broken.pdf", b"%PDF-1.4", "locked"),
        ("photo.png", _png(), "picture"),
        ("broken.png", b"\x89PNG", ""),
        (
            "stamp.docx",
            _package({"word/document.xml": "<w:t>a</w:t>", "word/media/image1.png": ""}),
            "picture",
        ),
        ("letter.docx", _letter("<w:t>a</w:t>"), ""),
    ],
)
def test_what_cannot_be_searched_is_known(name: str, data: bytes, unseen: str) -> None:
    assert search_file(data, name, frozenset()).unseen == unseen


def test_who_made_a_file_is_known() -> None:
    names = "<dc:creator>周建国</dc:creator><cp:lastModifiedBy>何文静</cp:lastModifiedBy>"
    core = f"{names}<cp:revision>2</cp:revision>"
    letter = _package({"word/document.xml": "<w:t>a</w:t>", "docProps/core.xml": core})
    assert list(search_file(letter, "a.docx", frozenset()).properties.values()) == ["周建国", "何文静"]
    assert search_file(_pdf("a", author="周建国"), "a.pdf", frozenset()).properties == {"Author": "周建国"}


@pytest.mark.parametrize(
    ("name", "part", "markup"),
    [
        ("a.docx", "word/document.xml", f'<w:sdtPr><w:alias w:val="{ID}"/></w:sdtPr>'),
        ("a.docx", "word/settings.xml", f"<w:docVar w:name='a' w:val='{ID}'/>"),
        ("a.docx", "word/charts/chart1.xml", f"<c:pt><c:v>{ID}</c:v></c:pt>"),
        ("a.docx", "word/afchunk1.html", f"<p>{ID}</p>"),
        ("a.ofd", "Doc_0/Document.xml", f'<ofd:OutlineElem Title="{ID}"/>'),
        ("a.ofd", "Doc_0/Annots/Page_0/Annotation.xml", f"<ofd:Remark>{ID}</ofd:Remark>"),
        ("a.xlsx", "xl/styles.xml", f'<numFmt formatCode="&quot;{ID}&quot;"/>'),
        ("a.xlsx", "xl/worksheets/sheet1.xml", f'<dataValidation prompt="{ID}"/>'),
        ("a.xlsx", "xl/worksheets/sheet1.xml", f"<c><f>&quot;{ID}&quot;</f></c>"),
        ("a.ods", "styles.xml", f"<text:p>{ID}</text:p>"),
        ("a.ods", "content.xml", f"<office:annotation><text:p>{ID}</text:p></office:annotation>"),
    ],
)
def test_no_corner_of_a_package_is_left_out(name: str, part: str, markup: str) -> None:
    found = search_file(_package({part: markup}), name, frozenset())
    assert [(leak.fault, leak.value) for leak in found.leaks] == [(ID_NUMBER, "62*************517")]


def test_numbers_in_tags_stay_apart_and_digits_of_cells_are_read_as_cells() -> None:
    tags = f'<a x="{ID[:9]}" y="{ID[9:]}"/><b>{ID[:9]}</b><b>{ID[9:]}</b>'
    assert _found("a.docx", _package({"word/settings.xml": tags})) == []
    numbered = workbook({"合同": [("合同编号", "标的"), (CARD, "鱼塘")]})
    assert _found("a.xlsx", numbered) == []


def test_every_object_of_a_pdf_is_looked_at() -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "minutes")
    document.new_page().insert_text((72, 9000), f"ID {ID}")  # beyond the paper
    held = document.get_new_xref()
    document.update_object(held, f"<</Kind/Other/Inner[<</Alt({CARD})>>]/Code<</JS(call {PHONE})>>>>")
    document.xref_set_key(document.pdf_catalog(), "Own", f"{held} 0 R")
    assert {(fault, value) for fault, value, *_ in _found("a.pdf", bytes(document.tobytes()))} == WANTED
