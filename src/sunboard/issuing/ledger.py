"""The county's ledger of registers, `villages.csv`: every village that has issued numbers, and its last number of each year."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunboard.issuing.register import NUMBER, order_of
from sunboard.model.encoding import decode, first_unreadable
from sunboard.model.node import Place
from sunboard.model.problem import Fault, Log, Severity, Words

LEDGER_DAMAGED = Fault(
    "ledger-damaged",
    Severity.WARNING,
    zh=Words(
        "villages.csv 这里读不懂：{value}",
        "这个文件由 sunboard 自己写，不要手改：从备份放回来；没有备份的，下次生成会照各村的登记册重写",
    ),
    en=Words(
        "This cannot be read in villages.csv: {value}",
        "sunboard keeps this file, nobody edits it: put it back from a copy, or let the next build write it anew",
    ),
    manual="""A line of `villages.csv` is not as sunboard writes it: a code of twelve digits, a slug, the last number of each year.
The registers of the villages count; the file is written anew from them.

Why: It tells when a register is shorter than it was, and a line that cannot be read tells nothing.

Source: sunboard keeps every public number for ever, so that no code on a wall dies.

    629901001001,liuwan,2025-0012 2026-0007

中文
villages.csv 里有一行不是 sunboard 写的样子：12位代码、短名、每年最后一个号。以各村的登记册为准，这个文件会照登记册重写。

为什么：登记册有没有缺号，要靠它来对；读不懂的一行，什么也对不出来。

依据：sunboard 的约定：公开号永不改变，墙上的二维码一直能用。

    629901001001,liuwan,2025-0012 2026-0007
""",
)

_PATH = "villages.csv"
_CODE = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What the county remembers of one village: `years` maps a year to its last number."""

    code: str
    slug: str
    years: Mapping[int, int]


_HEADS = ("code", "slug", "last")


def parse_ledger(data: bytes, log: Log) -> dict[str, LedgerRow]:
    """Read `villages.csv`: code -> row.

    Of a village that stands twice, as after a merge, the higher numbers count. What is no row is noted and passed over: the registers count.
    """
    text = decode(data)
    if text is None:
        log.add(LEDGER_DAMAGED, Place(_PATH, first_unreadable(data)))
        text = data.decode("utf-8", "replace")
    rows: dict[str, LedgerRow] = {}
    for at, line in enumerate(text.split("\n"), 1):
        cells = [
            cell.strip(' "') for cell in re.split("[,;\t]", line)
        ]  # spreadsheet programs write other separators
        if not any(cells) or cells[0].lower() == _HEADS[0]:
            continue
        code, slug, last = (*cells, "", "", "")[:3]
        numbers = [number for number in last.split() if NUMBER.fullmatch(number)]
        if not _CODE.fullmatch(code) or not slug or not numbers or len(numbers) < len(last.split()):
            log.add(LEDGER_DAMAGED, Place(_PATH, at), line[:60])
        if _CODE.fullmatch(code):
            years = dict(rows[code].years) if code in rows else {}
            for year, serial in map(order_of, numbers):
                years[year] = max(years.get(year, 0), serial)
            rows[code] = LedgerRow(code, slug, years)
    return rows


def ledger_bytes(rows: Iterable[LedgerRow]) -> bytes:
    """Return `villages.csv`: a line a village, its last numbers like `2025-0012 2026-0007`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADS)
    for row in sorted(rows, key=lambda row: row.code):
        writer.writerow(
            (
                row.code,
                row.slug,
                " ".join(f"{year}-{serial:04d}" for year, serial in sorted(row.years.items())),
            )
        )
    return out.getvalue().encode()
