"""What the record page does with titles, bars and terms."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from sunboard.channels.web.csv_files import to_csv
from sunboard.channels.web.rendering import explained, facts_below, is_phone, kind_of_file
from sunboard.model.blocks import Column, TableBlock
from sunboard.model.plain import Values
from sunboard.typesetting.phrases import phrases
from tests.helpers.browser import PHONE, script, visit
from tests.helpers.site import ROOT, SAMPLE, SITES

LINES = script("title_lines")


def titles() -> list[str]:
    """Return the titles of the sample and of the test counties."""
    files = (path for root in (SAMPLE, SITES) for path in root.rglob("*.md"))
    found = (re.findall("^(?:标题|名称): *(.+)$", path.read_text("utf-8", "replace"), re.M) for path in files)
    return sorted({title.strip() for some in found for title in some})


@pytest.mark.parametrize("percent", [100, 150])
def test_no_character_stands_alone_on_a_line_of_a_title(browser: Browser, percent: int) -> None:
    assets = ROOT / "themes/default/web/assets"
    style = (assets / "site.css").read_text("utf-8") + (assets / "record.css").read_text("utf-8")
    heads = "".join(f"<h1>{'<wbr>'.join(phrases(title))}</h1>" for title in titles())
    style += f" html {{ font-size: {percent * 1.0625}% !important }}"
    page = f"<!doctype html><html lang=zh-CN><style>{style}</style><main><article class=record>"
    with visit(browser, PHONE) as (tab, _):
        tab.set_content(page + f"<div class=top>{heads}</div>")
        lines = tab.evaluate(LINES)
    assert len(lines) > 60
    assert [line for line in lines if len(line) < 2] == []


def test_what_the_head_of_a_page_says_is_no_fact_below_it() -> None:
    def fact(label: str, value: str) -> Values:
        return {"label": label, "value": value, "minor": False}

    facts = [fact("资产名称", "水泵"), fact("原值", "1,000.00 元"), fact("净值", "900.00 元")]
    record: Values = {
        "title": "水泵",
        "period_label": "",
        "key": None,
        "notices": [],
        "facts": [*facts],
        "figures": [{"label": "原值", "amount": "1000"}, {"label": "净值", "amount": "800"}],
    }
    assert facts_below(record) == [facts[2]], "another amount of the same name stays"


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
    rows, total = (("01-06", "1,200.00", ""), ("", "", "票")), ("", "1,200.00", "")
    text = to_csv(TableBlock("", columns, rows, total)).decode("utf-8-sig")
    assert text.splitlines() == ["日期,支出,单据", "2026-01-06,1200.00,", ",,票", ",1200.00,"]


def test_files_are_called_what_they_are_and_telephones_can_be_called() -> None:
    names = ("1.pdf", "2.DOCX", "3.et", "4.jpeg", "5.txt", "6.zip", "7")
    kinds = ["pdf", "writing", "table", "picture", "text", "other", "other"]
    assert [kind_of_file(f"files/{name}") for name in names] == kinds
    assert all(map(is_phone, ("0900-8880120", "13800000000", "400-888-0000")))
    assert not any(map(is_phone, ("2026", "2026-0007", "12345678", "0900-8880120 转 3")))
