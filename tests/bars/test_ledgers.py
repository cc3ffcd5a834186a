"""The figures of page, file, sheet and slide are those from which a ledger of the walls was written.

One ledger of each shape is built; `SUNBOARD_LEDGERS=216` builds so many.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sunboard.contracts import Telling
from sunboard.kinds.finance import KIND
from sunboard.settings.packaged import load_packaged, packaged_files
from tests.channels.test_screen import slides_of, texts
from tests.helpers import views
from tests.helpers.one_village import one_village
from tests.helpers.pdfs import read_sheets, squeeze
from tests.reading.ledgers import SHAPES, Entry, Ledger, ledger

pytestmark = pytest.mark.once
COUNT = int(os.environ.get("SUNBOARD_LEDGERS", str(len(SHAPES))))
EACH = 36
MONEY = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d")
RECORD = """---
标题: 第{seed}号台账收支公开
目录编码: CK02
所属期间: 2026年一季度
公开日期: 2026-04-10
账套: 第{seed}组
资金账户:
{accounts}
收入合计: {income}
支出合计: {expense}
明细文件: {file}
大白话: 一季度收入{income}元，支出{expense}元，每一项都写在下面的表里，有疑问请打监督电话问。
签署: {{负责人: 何广仁, 监委会主任: 吴月琴, 会计: 许文静, 日期: 2026-04-09}}
经办人: 陈守田
监委会审核人: 吴月琴
审核日期: 2026-04-09
批准人: 何广仁
---
"""


@dataclass(frozen=True, slots=True)
class Published:
    """What was made of a ledger."""

    made: Ledger
    values: dict[str, Any]
    file: str
    sheet: tuple[str, ...]  # the runs of type on its sheet


def amounts(runs: Iterable[str]) -> Counter[str]:
    """Return the amounts that stand in runs of type, each as often as it stands there."""
    return Counter(found for run in runs for found in MONEY.findall(run.replace("−", "-")))


def accounts(made: Ledger) -> str:
    """Return the accounts of the record, cash beside the bank where the ledger has both."""
    parts = (
        {"C": ("现金", True), "B": ("基本户", False)}
        if made.shape in ("cash_and_bank", "books", "books_below", "accounts_in_heads", "deep_head")
        else {"B": ("基本户", None)}
    )
    lines = []
    for code, (name, cash) in parts.items():
        opening = made.opening / len(parts)
        moved = sum((one.signed for one in made.entries if cash is None or one.cash == cash), Decimal(0))
        lines.append(f"  - {{代号: {code}, 名称: {name}, 期初: {opening}, 期末: {opening + moved}}}")
    return "\n".join(lines)


def build(home: Path, seeds: range) -> Iterator[Published]:
    site = one_village(home, "2026-04-20")
    ledgers = {seed: ledger(seed) for seed in seeds}
    for seed, made in ledgers.items():
        name = f"{seed}.{made.form}"
        (site.content / "qingshi/liuwan/财务").mkdir(parents=True, exist_ok=True)
        (site.content / f"qingshi/liuwan/财务/{name}").write_bytes(made.data())
        told = {"income": made.total("income"), "expense": made.total("expense"), "accounts": accounts(made)}
        site.write(f"qingshi/liuwan/财务/{seed}.md", RECORD.format(seed=seed, file=name, **told))
    ran = site.run_inside("build", "--only", "web,print")
    assert ran.code == 0, ran.said
    village = site.villages()["liuwan"]
    for record in village["records"]:
        if record["kind"] != "finance":
            continue
        page = (site.output / record["page"]).parent
        values = json.loads((page / "record.json").read_text("utf-8"))
        seed = int(re.search(r"\d+", values["title"])[0])  # type: ignore[index]
        pdf = next(one["file"] for one in village["sheets"] if one["number"] == record["number"])
        runs = tuple(span.text for sheet in read_sheets(site.output / pdf) for span in sheet.spans)
        yield Published(ledgers[seed], values, (page / "rows.csv").read_text("utf-8-sig"), runs)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    home = tmp_path_factory.mktemp("ledgers")
    starts = range(0, COUNT, EACH)
    found = [
        one for start in starts for one in build(home / f"{start}", range(start, min(start + EACH, COUNT)))
    ]
    assert len(found) == COUNT
    return found


def said(entry: Entry) -> tuple[str, str, str, str, str]:
    """Return an entry as the files of a page have it."""
    amount = f"{entry.amount:.2f}"
    sides = (amount, "") if entry.side == "income" else ("", amount)
    return entry.day.isoformat() if entry.day else "", entry.voucher, entry.item, *sides


def test_record_json_has_every_entry(published: list[Published]) -> None:
    names = ("date", "voucher_no", "summary", "income", "expense")
    for one in published:
        rows = [tuple(row.get(name, "") for name in names) for row in one.values["rows"]]
        assert Counter(rows) == Counter(map(said, one.made.entries)), one.made.shape


def test_the_file_of_rows_has_every_entry_and_the_sums(published: list[Published]) -> None:
    for one in published:
        *rows, total = csv.DictReader(io.StringIO(one.file))
        names = ("日期", "凭证号", "摘要", "收入", "支出")
        read = [tuple(row.get(name) or "" for name in names) for row in rows]
        assert Counter(read) == Counter(map(said, one.made.entries)), one.made.shape
        sums = Decimal(total["收入"] or 0), Decimal(total["支出"] or 0)
        assert sums == (one.made.total("income"), one.made.total("expense")), one.made.shape


def test_the_sheet_has_every_amount_and_says_what_is_only_a_summary(published: list[Published]) -> None:
    for one in published:
        shown = amounts(one.sheet)
        assert Counter(f"{entry.amount:,.2f}" for entry in one.made.entries) <= shown, one.made.shape
        is_summary = not any(entry.day for entry in one.made.entries)
        assert ("只公布了汇总，没有逐笔" in squeeze("".join(one.sheet))) == is_summary, one.made.shape


def test_slides_have_the_sums_and_every_amount_that_they_show(published: list[Published]) -> None:
    telling = Telling(views.theme().say, load_packaged(packaged_files(), {})[0], date(2026, 4, 20))
    for one in published:
        content = KIND.describe(one.values, telling)
        view = views.record_view(
            kind="finance",
            category="财务",
            figures=content.figures,
            blocks=content.blocks,
            facts=content.facts,
            caveat=content.caveat,
            headline=content.headline,
        )
        runs = [text[6] for text in texts(*slides_of((1920, 1080), view))]
        text, shown = squeeze("".join(runs)), amounts(runs)
        for side in ("income", "expense"):
            assert f"{one.made.total(side):,.2f}" in shown, (one.made.shape, side)
        assert ("只公布了汇总，没有逐笔" in text) == bool(content.caveat), one.made.shape
        if content.caveat or "收支明细" in text:
            assert Counter(f"{entry.amount:,.2f}" for entry in one.made.entries) <= shown, one.made.shape
