"""An evidence pack proves itself, and every old address leads to the new one."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest

from sunboard.building.write import write_editions
from sunboard.commands.archive import archive, verify_archive
from sunboard.commands.forward import forward
from sunboard.issuing.register import Edition
from sunboard.issuing.serials import SerialsRow, serials_bytes
from sunboard.model.plain import sha256
from tests.helpers.publishing import BASE, BuiltSite


@pytest.fixture
def built(tmp_path: Path) -> BuiltSite:
    site = BuiltSite(tmp_path / "here")
    village = site.content / "qingshi" / "liuwan"
    village.mkdir(parents=True)
    (village / "village.yaml").write_text("名称: 柳湾村\n", "utf-8")
    (village / "a.md").write_text("标题: 路灯\n", "utf-8")
    editions = (_edition("2026-0001", "2026-02-03"), _edition("2026-0002", "2026-05-01"))
    write_editions(village, {edition.file: edition.to_bytes() for edition in editions})
    return site


def _edition(number: str, day: str) -> Edition:
    return Edition(
        number=number,
        edition=1,
        date=day,
        kind="matter",
        path="qingshi/liuwan/a.md",
        digest="d1:" + "0" * 64,
        code="629901001001",
        slug="liuwan",
        values={"title": number},
        body="",
    )


def test_a_period_is_kept_whole_and_proves_itself(built: BuiltSite) -> None:
    code, said = archive(built.content, built.output, "2026年一季度", "zh")
    pack = built.output / "archive" / "2026-Q1.zip"
    assert code == 0, said
    with ZipFile(pack) as opened:
        assert {*opened.namelist()} == {
            "SHA256SUMS",
            "SEAL",
            "BEFORE",
            "sign-off.pdf",
            "editions/liuwan/2026-0001.1.json",
            "sources/qingshi/liuwan/a.md",
            "site/liuwan/2026-0001/index.html",
            "site/liuwan/2026-0001/record.json",
            "site/assets/site.css",
        }
        sheet = opened.read("sign-off.pdf")
        listed = sha256(opened.read("SHA256SUMS"))
    assert b"<pdfaid:part>2<" in sheet
    assert b"/OutputIntents" in sheet
    words = " ".join(page.get_text() for page in pymupdf.open(stream=sheet))
    assert (listed[:32] in words, listed[32:] in words) == (True, True)
    assert verify_archive(pack, "zh")[0] == 0
    before = pack.read_bytes()
    assert archive(built.content, built.output, "2026-Q1", "zh")[0] == 0
    assert pack.read_bytes() == before
    (built.content / "qingshi/liuwan/a.md").write_text("标题: 换了\n", "utf-8")
    code, said = archive(built.content, built.output, "2026-Q1", "zh")
    assert (code, "没有覆盖" in said) == (1, True)
    assert pack.read_bytes() == before
    assert [*pack.parent.iterdir()] == [pack]


def test_each_altered_byte_is_found(built: BuiltSite, tmp_path: Path) -> None:
    archive(built.content, built.output, "2026-Q1", "zh")
    whole = (built.output / "archive" / "2026-Q1.zip").read_bytes()
    pack, chance = tmp_path / "2026-Q1.zip", random.Random(1)
    with ZipFile(BytesIO(whole)) as opened:
        head = opened.infolist()[1].header_offset
    last = range(len(whole) - 100, len(whole))  # the end of the directory
    for at in (*range(head, head + 30), *chance.sample(range(len(whole)), 40), *last):
        pack.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert verify_archive(pack, "zh")[0] == 1, at
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        pack.write_bytes(whole[:length])
        assert verify_archive(pack, "zh")[0] == 1
    pack.write_bytes(whole + b"x")
    assert verify_archive(pack, "zh")[0] == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: files.update({"sources/qingshi/liuwan/a.md": b"x"}), "被改过：sources/"),
        (lambda files: files.pop("site/liuwan/2026-0001/index.html"), "少了文件：site/"),
        (lambda files: files.update({"x.txt": b""}), "多出文件：x.txt"),
        (lambda files: files.update({"SHA256SUMS": b""}), "清单读不了"),
        (lambda files: files.update({"SEAL": b""}), "清单读不了：SEAL"),
        (lambda files: files.update({"sign-off.pdf": b""}), "被改过：sign-off.pdf"),
    ],
)
def test_whatever_is_changed_in_a_pack_is_found(
    built: BuiltSite, change: Callable[[dict[str, bytes]], object], said: str
) -> None:
    archive(built.content, built.output, "2026-Q1", "zh")
    pack = built.output / "archive" / "2026-Q1.zip"
    with ZipFile(pack) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    with ZipFile(pack, "w") as again:
        for name, data in files.items():
            again.writestr(name, data)
    code, found = verify_archive(pack, "zh")
    assert code == 1
    assert said in found


def test_a_pack_follows_the_one_before(built: BuiltSite, tmp_path: Path) -> None:
    archive(built.content, built.output, "2026-Q1", "zh")
    archive(built.content, built.output, "2026-Q2", "zh")
    home = built.output / "archive"
    assert verify_archive(home / "2026-Q2.zip", "zh")[0] == 0
    (built.content / "qingshi/liuwan/a.md").write_text("标题: 换了\n", "utf-8")
    (home / "2026-Q1.zip").unlink()
    archive(built.content, built.output, "2026-Q1", "zh")  # written anew, with other content
    code, said = verify_archive(home / "2026-Q2.zip", "zh")
    assert (code, "2026-Q1.zip" in said) == (1, True)
    shutil.copyfile(home / "2026-Q2.zip", tmp_path / "2026-Q2.zip")
    code, said = verify_archive(tmp_path / "2026-Q2.zip", "zh")  # alone it is whole
    assert (code, "2026-Q1.zip 不在旁边" in said) == (0, True)


def test_what_cannot_be_kept_is_told(built: BuiltSite) -> None:
    assert archive(built.content, built.output, "上次", "zh")[0] == 2
    assert archive(built.content, built.output, "2020", "zh")[0] == 1
    broken = built.output / "x.zip"
    broken.write_bytes(b"no zip")
    assert verify_archive(broken, "zh")[0] == 1


def test_every_old_address_leads_to_the_new_one(built: BuiltSite, tmp_path: Path) -> None:
    row = SerialsRow("629901001001", "liuwan", {2025: 1, 2026: 2})
    (built.content / "villages.csv").write_bytes(serials_bytes([row]))
    code, said = forward(built.content, built.output, tmp_path / "old", "zh")
    assert code == 0, said
    pages = {path.relative_to(tmp_path / "old").as_posix() for path in (tmp_path / "old").rglob("*.html")}
    assert pages == {path for path in built.tree() if path.endswith(".html")} | {
        "liuwan/2025-0001/index.html"
    }
    for path in pages:
        text = (tmp_path / "old" / path).read_text("utf-8")
        assert {*re.findall(r'(?:url=|href=")([^"]+)"', text)} == {
            f"{BASE}/{path.removesuffix('index.html')}"
        }
        assert "<script" not in text
    assert forward(built.content, built.output, built.site / "x", "zh")[0] == 2
    assert forward(built.content, tmp_path / "none", tmp_path / "old", "zh")[0] == 2
