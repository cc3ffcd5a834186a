"""Workbooks in the old binary format, whole and damaged: the library that reads them looks before no step."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from sunboard.engines.sheet import WorkbookBroken
from sunboard.engines.xls import read_xls

LEDGER = (Path(__file__).parents[1] / "reading/files/ledger.xls").read_bytes()
GUID = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")


def in_circles(data: bytes) -> bytes:
    """Let every small stream lead back to where it begins, and the workbook be one of them."""
    broken = bytearray(data)
    struct.pack_into("<i", broken, 56, 2**31 - 1)
    at = 512 * (1 + struct.unpack_from("<i", data, 60)[0])
    struct.pack_into("<128i", broken, at, *range(128))
    return bytes(broken)


def with_a_link_everywhere(data: bytes) -> bytes:
    """Put in place of a page's setup a link on four thousand million cells."""
    at = data.index(b"\xa1\x00\x22\x00")
    link = struct.pack("<HHHHHH16sii", 0x1B8, 34, 0, 65535, 0, 65535, GUID, 2, 0)
    return data[:at] + link + data[at + len(link) :]


def renamed(name: str) -> Callable[[bytes], bytes]:
    """Let the stream of the workbook have another name, as in what is no workbook, or is locked."""

    def entry(name: str) -> bytes:
        return name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)

    return lambda data: data.replace(entry("Workbook"), entry(name))


@pytest.mark.timeout(10)
def test_what_no_cell_depends_on_is_passed_over() -> None:
    assert read_xls(with_a_link_everywhere(LEDGER)) == read_xls(LEDGER)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (in_circles, "damaged"),
        (lambda data: data[:1500], "damaged"),
        (lambda data: data[:8] + b"\xff" * 2000, "damaged"),
        (renamed("EncryptedPackage"), "locked"),
        (renamed("WordDocument"), "format"),
    ],
    ids=["circle", "cut", "head", "locked", "text"],
)
def test_a_broken_workbook_is_refused(damage: Callable[[bytes], bytes], reason: str) -> None:
    with pytest.raises(WorkbookBroken) as refused:
        read_xls(damage(LEDGER))
    assert refused.value.reason == reason


def test_any_damage_is_sheets_or_a_refusal() -> None:
    dice = random.Random(1997)
    for _ in range(200):
        data = bytearray(LEDGER)
        for _ in range(dice.choice((1, 1, 3, 20))):
            data[dice.randrange(len(data))] = dice.choice((0, 1, 128, 255, dice.randrange(256)))
        try:
            read_xls(bytes(data[: dice.choice((len(data), dice.randrange(len(data))))]))
        except WorkbookBroken:
            continue
