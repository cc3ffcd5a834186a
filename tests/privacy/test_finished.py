"""What was made is searched once more: a number that no content says does not get out."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from sunboard.building.kept import TEMPLATES
from sunboard.building.rendering import Workshop, as_needed, render
from sunboard.contracts import Channel, Deferred, Order, Rendered, Task
from sunboard.privacy import finished
from sunboard.privacy.finished import clean, shown_numbers
from sunboard.theming import Theme
from tests.helpers.one_village import matter, one_village

ID, CARD, PHONE = "629901199003078517", "6222029901122334451", "13900139000"


def _nothing(_: str) -> bool:
    return False


PLAIN = Theme(name="x", language="zh", files={}, strings={}, colours={}, digest="")
WORKSHOP = Workshop(theme=PLAIN, may_show=_nothing)


@pytest.mark.parametrize(
    ("output", "text", "masked"),
    [
        ("a.html", f"<p>证 {ID}</p>", "<p>证 62*************517</p>"),
        ("a.html", f"<p>证 {ID[:6]}<b>{ID[6:14]}</b> {ID[14:]}</p>", "<p>证 62*************517</p>"),
        ("a.html", f"<!-- {PHONE} -->", "<!-- 139****9000 -->"),
        ("a.html", f'<a href="tel:{PHONE}">打</a>', '<a href="tel:139****9000">打</a>'),
        ("a.html", f'<img alt="卡{CARD}">', '<img alt="卡62**************451">'),
        ("a.xml", f"<p>{''.join(chr(ord(sign) + 0xFEE0) for sign in PHONE)}</p>", "<p>139****9000</p>"),
        ("a.json", f'{{"text": "{PHONE}"}}', '{"text": "139****9000"}'),
        ("a.csv", f"张某某,{ID}\n", "张某某,62*************517\n"),
        ("a.csv", f'张某某,"{ID[:6]},{ID[6:]}"\n', '张某某,"62*************517"\n'),
        ("a.csv", "139,0013,9000\n1390.01,3900.00,1.5\n", ""),
        ("a.css", f"/* {PHONE} */", "/* 139****9000 */"),
        ("a.html", f"<p data-x='{ID}'>", "<p data-x='62*************517'>"),
        ("a.html", f"<p data-x={ID}>", "<p data-x=62*************517>"),
        ("a.html", '<path d="M138 1234 5678h1"/><p>0900-8880001</p>', ""),
        ("a.html", "<td>139</td><td>0013</td><td>9000</td>", ""),
        ("a.json", f'{{"digest": "d1:{"ab" * 10}{PHONE}{"cd" * 10}"}}', ""),
    ],
)
def test_numbers_are_masked_where_they_stand(output: str, text: str, masked: str) -> None:
    cleaned = clean(output, text.encode(), _nothing)
    assert cleaned.data == (masked or text).encode()
    assert len(cleaned.found) == bool(masked)


def test_a_pdf_that_shows_one_is_not_made() -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), f"ID {ID}")
    cleaned = clean("a.pdf", document.tobytes(), _nothing)
    assert cleaned.data is None
    assert [seen.digits for seen in cleaned.found] == [ID]


def test_a_pdf_that_nobody_can_open_is_not_made_either() -> None:
    cleaned = clean("a.pdf", b"%PDF-1.7 torn", _nothing)
    assert (cleaned.data, cleaned.found, cleaned.is_searched) == (None, (), False)
    plan = (Task(template="", output="print/a.pdf", data={}, order=Order.RECORDS),)
    channel = Channel("x", lambda village, theme: plan, lambda task, theme: Rendered(b"%PDF-1.7 torn"))
    made = render([channel], lambda _: plan, WORKSHOP)
    assert (made.artifacts, [one.fault.code for one in made.warnings]) == ((), ["output-unsearched"])


def test_a_picture_is_searched_by_what_it_is_drawn_from() -> None:
    planted = replace(WORKSHOP, theme=replace(PLAIN, files={"screen/slide.typ": f"[{ID}]".encode()}))
    channel = Channel("x", lambda village, theme: (), lambda task, theme: Rendered(b"PNG"))
    for workshop, words in ((planted, "修路"), (WORKSHOP, f"证{ID}")):
        plan = (Task("screen/slide.typ", "site/v/screen/tv/0001.png", {"text": words}, Order.ASSETS),)
        made = render([channel], lambda _, plan=plan: plan, workshop)
        assert (made.artifacts, [one.fault.code for one in made.warnings]) == ((), ["output-leaks"])


def test_reports_are_searched_like_all_that_is_made() -> None:
    report = Deferred("report/a.html", "a", lambda: f"<p>{ID}</p>".encode(), Order.PORTAL, "report")
    assert as_needed(report, WORKSHOP).data == b"<p>62*************517</p>"


def test_a_page_whose_number_cannot_be_masked_is_not_made() -> None:
    spelled = "".join(f"&#{ord(sign)};" for sign in ID)
    assert clean("a.html", f"<p>{spelled}</p>".encode(), _nothing).data is None
    escaped = "".join(f"%{ord(sign):X}" for sign in PHONE)
    assert clean("a.html", f'<a href="tel:{escaped}">'.encode(), _nothing).data is None
    assert clean("a.html", b"<p>&#49;&#50;</p>", _nothing).data == b"<p>&#49;&#50;</p>"


def test_what_was_searched_where_it_was_read_may_stand() -> None:
    serial = "410000260308123"  # an invoice's, in the form of an old ID number
    may_show = shown_numbers(frozenset((PHONE,)), [{"rows": [{"invoice_no": serial}]}])
    text = f"<td>{serial}</td><td>{PHONE}</td>".encode()
    assert clean("a.html", text, may_show).data == text
    assert clean("a.html", text, _nothing).data != text


def test_a_theme_that_plants_a_number_is_told_and_gives_nothing_away(tmp_path: Path) -> None:
    site = one_village(tmp_path, "2026-01-12")
    site.write("qingshi/liuwan/matters/a.md", matter("修路协商结果公开"))
    settings = site.content / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "主题: ours\n", encoding="utf-8")
    site.write("themes/ours/theme.yaml", "name: ours\nextends: default\n")
    site.write("themes/ours/strings/zh.yaml", f'state-current: "公开中 {ID}"\nweb-skip: "{PHONE}"\n')
    ran = site.run_inside("build", "--json")
    told = [problem for problem in ran.json()["problems"] if problem["code"] == "output-leaks"]
    assert ran.code == 1
    assert {problem["value"] for problem in told} == {"62*************517", "139****9000"}
    made = [path for path in site.output.rglob("*") if path.is_file()]
    assert any(path.name == TEMPLATES for path in made)
    assert any(path.name == "index.html" for path in made)
    for path in made:
        data = path.read_bytes()
        if path.suffix == ".pdf":
            data = "".join(page.get_text() for page in pymupdf.open(path).pages()).encode()
        assert not re.search(f"{ID}|{PHONE}".encode(), data), path


def test_what_is_not_taken_apart_holds_no_number_for_any_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    signs = [
        *"1390017",
        "139",
        "0013",
        " ",
        "-",
        "，",
        "<b>",
        "</b>",
        '<i title="1390',
        '">',
        "<td>",
        "<br/>",
        "<",
    ]
    texts = ["".join(chance.choices(signs, k=30)) for _ in range(3000)]
    found = [clean("a.html", text.encode(), _nothing) for text in texts]
    likely, markup = finished._likely, finished._RUN_IN_MARKUP
    every = lambda text, runs=finished._RUN: [text] if runs is markup else likely(text, runs)  # noqa: E731
    monkeypatch.setattr(finished, "_likely", every)  # takes every text apart
    assert found == [clean("a.html", text.encode(), _nothing) for text in texts]
    assert sum(bool(one.found) for one in found) > 50


def test_digits_that_are_not_looked_at_closely_are_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(9)
    pieces = [ID[:6], ID[6:14], ID[14:], CARD, *re.findall("....?", CARD), "139", "0013", "9000", PHONE]
    others = ["１３９", "\u200b", " ", "\n", ",", "-", "/", "村", "账号", "宅电", "0871", "元", "2026-03-06"]
    texts = ["".join(chance.choices([*pieces, *others], k=9)) for _ in range(1500)]

    def found() -> list[set[str]]:
        return [{seen.digits for seen in clean("a.txt", text.encode(), _nothing).found} for text in texts]

    at_a_glance = found()
    monkeypatch.setattr(finished, "may_be_one", lambda run, text: True)
    assert at_a_glance == found()
    assert sum(map(bool, at_a_glance)) > 200
