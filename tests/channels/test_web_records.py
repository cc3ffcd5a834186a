"""What the record page does with titles, bars and terms."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from sunboard.channels.web.csv_files import to_csv
from sunboard.channels.web.rendering import explained, is_phone, kind_of_file
from sunboard.model.blocks import Column, TableBlock
from sunboard.model.plain import Values
from sunboard.typesetting.phrases import phrases
from tests.helpers.browser import visit
from tests.helpers.site import ROOT, SAMPLE, SITES

LINES = """() => [...document.querySelectorAll('h1')].flatMap(h => {
    const lines = [];
    const walk = document.createTreeWalker(h, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode())
        for (let at = 0; at < node.data.length; at++) {
            const range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            const line = lines.find(found => Math.abs(found.y - box.y) < box.height / 2);
            if (line) line.text += node.data[at]; else lines.push({y: box.y, text: node.data[at]});
        }
    return lines.map(line => line.text.trim());
})"""


def titles() -> list[str]:
    """Return the titles of the sample and of the test counties."""
    written = (
        path.read_text("utf-8", "replace") for root in (SAMPLE, SITES) for path in sorted(root.rglob("*.md"))
    )
    return sorted(
        {
            line.partition(":")[2].strip()
            for text in written
            for line in text.split("\n")
            if line.startswith(("标题:", "名称:"))
        }
    )


@pytest.mark.parametrize("percent", [100, 150])
def test_no_character_stands_alone_on_a_line_of_a_title(browser: Browser, percent: int) -> None:
    assets = ROOT / "themes/default/web/assets"
    style = (assets / "site.css").read_text("utf-8") + (assets / "record.css").read_text("utf-8")
    heads = "".join(f"<h1>{'<wbr>'.join(phrases(title))}</h1>" for title in titles())
    style += f" html {{ font-size: {percent * 1.0625}% !important }}"
    page = f"<!doctype html><html lang=zh-CN><style>{style}</style><main><article class=record>"
    with visit(browser, (360, 740)) as (tab, _):
        tab.set_content(page + f"<div class=top>{heads}</div>")
        lines = tab.evaluate(LINES)
    assert len(lines) > 60
    assert [line for line in lines if len(line) < 2] == []


def test_a_term_is_explained_where_it_first_heads_something() -> None:
    figures = ({"label": "期初余额"},)
    blocks: list[Values] = [
        {"title": "收入", "bars": [{"label": "经营收入"}]},
        {"title": "经营收入和预算", "columns": [{"label": "凭证号"}]},
    ]
    terms = [{"label": word, "value": ""} for word in ("期初余额", "经营收入", "凭证", "预算", "公示")]
    places = [[str(term["label"]) for term in place] for place in explained(figures, blocks, terms)]
    assert places == [["期初余额"], ["经营收入"], ["凭证", "预算"], ["公示"]]


def test_a_file_of_rows_has_its_own_heads_and_whole_dates() -> None:
    columns = (
        Column("Date", head="日期", year="2026"),
        Column("Paid", head="支出", money=True),
        Column("单据"),
    )
    text = to_csv(
        TableBlock("", columns, (("01-06", "1,200.00", ""), ("", "", "票")), ("", "1,200.00", ""))
    ).decode("utf-8-sig")
    assert text.splitlines() == ["日期,支出,单据", "2026-01-06,1200.00,", ",,票", ",1200.00,"]


def test_files_are_called_what_they_are_and_telephones_can_be_called() -> None:
    names = ("1.pdf", "2.DOCX", "3.et", "4.jpeg", "5.txt", "6.zip", "7")
    assert [kind_of_file(f"files/{name}") for name in names] == [
        "pdf",
        "writing",
        "table",
        "picture",
        "text",
        "other",
        "other",
    ]
    assert [
        is_phone(text)
        for text in (
            "0900-8880120",
            "13800000000",
            "400-888-0000",
            "2026",
            "2026-0007",
            "12345678",
            "0900-8880120 转 3",
        )
    ] == [True, True, True, False, False, False, False]
