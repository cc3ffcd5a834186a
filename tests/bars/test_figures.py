"""Bar 7 of the look: each figure on a record's page equals the record's, read back from the page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sunboard.fields.numerals import parse_amount
from tests.helpers.site import SiteTest

MONEY = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d")
VOID = frozenset(("meta", "link", "img", "br", "wbr", "input", "path", "rect"))


class Told(HTMLParser):
    """The words within each element of a page that has a class or is a row, in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, list[str]]] = []
        self.found: list[tuple[str, str, str]] = []  # path of tags and classes, tag, words

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("class") or "", []))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.open:
            return
        path = " ".join(f"{name}.{classes.replace(' ', '.')}" for name, classes, _ in self.open)
        name, _, words = self.open.pop()
        self.found.append((path, name, "".join(words).strip()))

    def handle_data(self, data: str) -> None:
        for _, _, words in self.open:
            words.append(data)

    def words(self, path: str) -> list[str]:
        """Return the words of the elements whose path of tags and classes ends as a pattern says."""
        return [words for found, _, words in self.found if re.search(path + "$", found)]


def read(page: Path) -> Told:
    told = Told()
    told.feed(page.read_text("utf-8"))
    return told


def amounts(texts: list[str]) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for text in texts for found in MONEY.findall(text)]


def accounts(site: SiteTest) -> Iterator[tuple[Path, dict[str, Any]]]:
    for village in site.villages().values():
        for record in village["records"]:
            values = json.loads((site.output / record["page"]).with_name("record.json").read_text("utf-8"))
            if values.get("kind") == "finance" and values.get("accounts"):
                yield site.output / record["page"], values


def money(rows: list[dict[str, Any]], name: str) -> list[Decimal]:
    return [Decimal(row[name]) for row in rows if name in row]


def test_the_four_figures_are_the_records(built: SiteTest) -> None:
    for page, values in accounts(built):
        told = read(page)
        wanted = [
            sum(money(values["accounts"], "opening")),
            Decimal(values["total_income"]),
            Decimal(values["total_expense"]),
        ]
        wanted.append(sum(money(values["accounts"], "closing")))
        assert amounts(told.words(r"ul\.figures li\.\S* strong\.")) == wanted, page
        capitals = [
            found
            for text in told.words(r"ul\.figures li\.\S* span\.compare")
            if (found := parse_amount(text)) is not None
        ]
        assert capitals == wanted, page


def test_bars_add_up_to_the_rows(built: SiteTest) -> None:
    for page, values in accounts(built):
        told = read(page)
        for side in ("income", "expense"):
            shown = amounts(told.words(rf"ul\.bars\.{side} li\. strong\."))
            rows = money(values.get("rows", []), side)
            assert sum(shown) == sum(rows), (page, side)
            assert amounts(told.words(rf"ul\.bars\.{side} li\.sum strong\.")) == (
                [sum(rows)] if rows else []
            ), (page, side)
        planned = [
            Decimal(line[name])
            for line in values.get("budget", [])
            if "actual" in line
            for name in ("actual", "planned")
        ]
        assert Counter(amounts(told.words(r"ul\.bars\.plan li\. strong\."))) == Counter(planned), page


def test_every_row_of_a_ledger_stands_on_the_page_and_in_its_file(built: SiteTest) -> None:
    seen = 0
    for page, values in accounts(built):
        rows = sorted(
            (*values.get("rows", []), *values.get("transfers", []), *values.get("noncash", [])),
            key=lambda row: (row["date"], row["voucher_no"]),
        )
        if not values.get("rows"):
            continue
        told = read(page)
        lines = told.words(r"div\.table\.cards\.ledger table\. tbody\. tr\.")
        assert len(lines) == len(rows), page
        balance = sum(money(values["accounts"], "opening"))
        with io.StringIO((page.parent / "rows.csv").read_text("utf-8-sig")) as text:
            file = list(csv.DictReader(text))
        for line, row, cells in zip(lines, rows, file, strict=False):
            side = [Decimal(row[name]) for name in ("income", "expense") if name in row]
            balance += sum(money([row], "income")) - sum(money([row], "expense"))
            spoken = row["summary"] if isinstance(row["summary"], str) else ""
            assert row["voucher_no"] in line, page
            assert spoken in line, page
            assert amounts([line.replace(spoken, "")])[-len(side) - 1 :] == [*side, balance], (
                page,
                row["voucher_no"],
            )
            assert (cells["日期"], cells["凭证号"], cells["摘要"]) == (
                row["date"],
                row["voucher_no"],
                spoken,
            ), page
            assert [Decimal(cells[name]) for name in ("收入", "支出") if cells[name]] == side, page
            seen += 1
        total = amounts(told.words(r"div\.table\.cards\.ledger table\. tfoot\. tr\."))
        assert total == [sum(money(rows, "income")), sum(money(rows, "expense")), balance], page
    assert seen or not list(accounts(built))


def test_amounts_of_matters_are_the_records(built: SiteTest) -> None:
    """Every amount that a matter's own fields give stands on its page as it is."""
    for village in built.villages().values():
        for record in village["records"]:
            page = built.output / record["page"]
            values = json.loads(page.with_name("record.json").read_text("utf-8"))
            if values.get("kind") == "matter" and record["state"] not in ("withdrawn", "expired", "leak"):
                shown = set(amounts([page.read_text("utf-8")]))
                given = {
                    Decimal(values[name])
                    for name in ("amount", "total", "paid", "left", "contract_amount")
                    if name in values
                }
                assert given <= shown, page
