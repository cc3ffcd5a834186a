"""Bar 7 of the look: each figure on a record's page equals the record's, read back from the page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sunboard.fields.numerals import parse_amount
from tests.helpers.site import SiteTest

MONEY = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d")
VOID = frozenset(("meta", "link", "img", "br", "wbr", "input", "path", "rect"))
BEGINS_AFTER = {"td": ("td", "tr"), "tr": ("tr",)}
"""Elements whose end need not be written: what begins when each of them has ended."""
OF_MATTERS = ("amount", "total", "paid", "left", "contract_amount")


class Elements(HTMLParser):
    """The words within each element of a page, with the path of tags and classes to it, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, list[str]]] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        while tag in BEGINS_AFTER.get(self._innermost(), ()):
            self._end()
        if tag not in VOID:
            classes = (dict(attributes).get("class") or "").replace(" ", ".")
            self.open.append((f"{tag}.{classes}", []))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self._innermost() in BEGINS_AFTER and self._innermost() != tag:
            self._end()
        if self.open:
            self._end()

    def _innermost(self) -> str:
        return self.open[-1][0].partition(".")[0] if self.open else ""

    def _end(self) -> None:
        path = " ".join(name for name, _ in self.open)
        self.found.append((path, "".join(self.open.pop()[1]).strip()))

    def handle_data(self, data: str) -> None:
        for _, words in self.open:
            words.append(data)

    def words(self, path: str) -> list[str]:
        """Return the words of the elements whose path of tags and classes ends as a pattern says."""
        last = path.rpartition(" ")[2].partition(r"\.")[0]
        near = ((at, words) for at, words in self.found if at.rpartition(" ")[2].startswith(last))
        return [words for at, words in near if re.search(path + "$", at)]

    def amounts(self, path: str) -> list[Decimal]:
        return amounts(*self.words(path))


def amounts(*texts: str) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for text in texts for found in MONEY.findall(text)]


def money(rows: list[dict[str, Any]], name: str) -> list[Decimal]:
    return [Decimal(row[name]) for row in rows if name in row]


@cache
def accounts(site: SiteTest) -> list[tuple[Path, dict[str, Any], Elements]]:
    """Return page, values and elements of every account; several tests ask for them."""
    found = []
    for page, values in _records(site, "finance"):
        if values.get("accounts"):
            read = Elements()
            read.feed(page.read_text("utf-8"))
            found.append((page, values, read))
    return found


def _records(site: SiteTest, kind: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for village in site.villages().values():
        for record in (record for record in village["records"] if record["kind"] == kind):
            page = site.output / record["page"]
            yield page, json.loads(page.with_name("record.json").read_text("utf-8"))


def test_the_four_figures_are_the_records(built: SiteTest) -> None:
    for page, values, read in accounts(built):
        opening, closing = (sum(money(values["accounts"], name)) for name in ("opening", "closing"))
        wanted = [opening, Decimal(values["total_income"]), Decimal(values["total_expense"]), closing]
        assert read.amounts(r"ul\.figures li\.\S* strong\.") == wanted, page
        capitals = map(parse_amount, read.words(r"ul\.compared li\. span\.capitals"))
        assert [*capitals] == wanted[-1:], page


def test_bars_add_up_to_the_rows(built: SiteTest) -> None:
    for page, values, read in accounts(built):
        for side in ("income", "expense"):
            rows = money(values.get("rows", []), side)
            assert sum(read.amounts(rf"ul\.bars\.{side} li\. strong\.")) == sum(rows), (page, side)
            total = read.amounts(rf"ul\.bars\.{side} li\.sum strong\.")
            assert total in ([], [sum(rows)]), (page, side)  # the four figures say it
        lines = [line for line in values.get("budget", []) if "actual" in line]
        planned = [*money(lines, "actual"), *money(lines, "planned")]
        assert Counter(read.amounts(r"ul\.bars\.plan li\. strong\.")) == Counter(planned), page


def test_every_row_of_a_ledger_stands_on_the_page_and_in_its_file(built: SiteTest) -> None:
    ledgers = [found for found in accounts(built) if found[1].get("rows")]
    for page, values, read in ledgers:
        rows = [*values["rows"], *values.get("transfers", []), *values.get("noncash", [])]
        rows.sort(key=lambda row: (row["date"], row["voucher_no"]))
        lines = read.words(r"div\.table\.ledger\.vouchers table\. tbody\. tr\.")
        file = csv.DictReader(io.StringIO((page.parent / "rows.csv").read_text("utf-8-sig")))
        balance = sum(money(values["accounts"], "opening"))
        assert len(lines) == len(rows), page
        for line, row, cells in zip(lines, rows, file, strict=False):  # the file ends with its sums
            side = [Decimal(row[name]) for name in ("income", "expense") if name in row]
            balance += sum(money([row], "income")) - sum(money([row], "expense"))
            spoken = row["summary"] if isinstance(row["summary"], str) else ""
            at = page, row["voucher_no"]
            assert row["voucher_no"] in line, at
            assert spoken in line, at
            assert line.endswith("".join(f"{amount:,.2f}" for amount in (*side, balance))), at
            assert (cells["日期"], cells["凭证号"], cells["摘要"]) == (
                row["date"],
                row["voucher_no"],
                spoken,
            ), at
            assert [Decimal(cells[name]) for name in ("收入", "支出") if cells[name]] == side, at
        total = read.amounts(r"div\.table\.ledger\.vouchers table\. tfoot\. tr\.")
        assert total == [sum(money(rows, "income")), sum(money(rows, "expense")), balance], page
    assert ledgers or not accounts(built)


def test_amounts_of_matters_are_the_records(built: SiteTest) -> None:
    """Every amount that a matter's own fields give stands on its page as it is."""
    for page, values in _records(built, "matter"):
        given = {Decimal(values[name]) for name in OF_MATTERS if name in values}
        assert not given or given <= set(amounts(page.read_text("utf-8"))), page
