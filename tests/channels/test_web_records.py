"""What the record page does with titles, bars and terms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from sunboard.channels.web.drawing import is_phone, kind_of_file
from sunboard.channels.web.explaining import explained
from sunboard.channels.web.lengths import WIDTH, with_lengths
from sunboard.channels.web.rows import to_csv
from sunboard.channels.web.slimming import slim
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
    page = f"<!doctype html><html lang=zh-CN><style>{style} html {{ font-size: {percent * 1.0625}% !important }}</style><main><article class=record>"
    with visit(browser, (360, 740)) as (tab, _):
        tab.set_content(page + f"<div class=top>{heads}</div>")
        lines = tab.evaluate(LINES)
    assert len(lines) > 60
    assert [line for line in lines if len(line) < 2] == []


def bar(amount: str, of: str = "") -> Values:
    return {"label": "一项", "amount": amount, "of": of, "note": ""}


def lengths(*bars: Values) -> list[tuple[object, object]]:
    return [(drawn["length"], drawn["of_length"]) for drawn in with_lengths(bars) if isinstance(drawn, dict)]


def test_bars_are_to_one_scale() -> None:
    assert lengths(bar("100.00"), bar("50.00"), bar("0.01"), bar("0.00")) == [
        (1000, 0),
        (500, 0),
        (4, 0),
        (0, 0),
    ]
    assert lengths(bar("30.00", "60.00"), bar("120.00", "100.00")) == [(250, 500), (1000, 833)]
    assert lengths(bar("-40.00"), bar("20.00"), bar("约"), bar("")) == [(0, 0), (1000, 0), (0, 0), (0, 0)]
    assert lengths(bar("0.00")) == [(0, 0)]
    assert lengths() == []


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=9))
def test_no_bar_is_longer_than_its_room_and_larger_amounts_are_never_shorter(amounts: list[Decimal]) -> None:
    drawn = [int(str(length)) for length, _ in lengths(*(bar(f"{amount:.2f}") for amount in amounts))]
    assert all(0 <= length <= WIDTH for length in drawn)
    ordered = [length for _, length in sorted(zip(amounts, drawn, strict=True))]
    assert ordered == sorted(ordered)


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
    ] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("given", "slimmer"),
    [
        ("/* a; b */\na {\n  color : red; margin: 0 1px;\n}\n", "a{color :red;margin:0 1px}"),
        ('a::before { content: "; { /* x */  "; }', 'a::before{content:"; { /* x */  "}'),
        ("a , b > c, .d :hover { width: calc(1em + 2px) }", "a ,b > c,.d :hover{width:calc(1em + 2px)}"),
        ("@media (min-width: 46em) { a { b: c } }", "@media (min-width:46em){a{b:c}}"),
    ],
)
def test_style_sheets_lose_what_says_nothing(given: str, slimmer: str) -> None:
    assert slim(given.encode()).decode() == slimmer


@pytest.mark.parametrize("name", ["site", "lists", "record", "flow"])
def test_the_page_looks_the_same_with_the_slim_style_sheet(name: str, browser: Browser) -> None:
    """A browser reads the same rules from it."""
    style = (ROOT / f"themes/default/web/assets/{name}.css").read_bytes()
    count = "() => [...document.styleSheets[0].cssRules].map(rule => rule.cssText).join('\\n')"
    with visit(browser, (360, 740)) as (tab, _):
        read = []
        for css in (style, slim(style)):
            tab.set_content(f"<!doctype html><style>{css.decode()}</style>")
            read.append(tab.evaluate(count))
    assert read[0] == read[1]
    assert len(slim(style)) < 0.95 * len(style)
