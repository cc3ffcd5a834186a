"""Publishing as a person does it, to a folder: the same steps that go to every host."""

from __future__ import annotations

import csv
import errno
import io
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from sunboard.commands.guide import labels_of
from sunboard.engines import disk_folder
from sunboard.hosting import HOST_FULL, Refusal
from sunboard.model.problem import Problem
from sunboard.parts import load_parts
from sunboard.publishers.folder import Folder
from tests.helpers.publishing import BuiltSite, Person, codes, dead_links, published, tree_of

pytestmark = pytest.mark.once


@pytest.fixture
def built(tmp_path: Path) -> BuiltSite:
    site = BuiltSite(tmp_path / "here")
    site.targets("  优盘: {方式: 文件夹, 目录: ../../stick}")
    return site


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def test_first_again_edited_and_deleted(built: BuiltSite, stick: Path) -> None:
    first = published(built)
    assert (codes(first), len(first.uploads), first.generation) == ([], len(built.tree()), 1)
    assert tree_of(stick) == built.tree()
    again = published(built)
    assert (again.uploads, again.deletions, again.generation) == ((), (), 1)
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    assert {*published(built).uploads} == {
        "liuwan/2026-0001/index.html",
        "liuwan/2026-0001/record.json",
        "liuwan/index.html",
    }
    assert tree_of(stick) == built.tree()
    built.files = {"assets/new.css": b"", "assets/site.css": b"p{}"}
    built.build()
    published(built)
    del built.files["assets/new.css"]
    built.build()
    gone = published(built, yes=True)
    assert gone.deletions == ("assets/new.css",)
    assert tree_of(stick) == built.tree()
    assert "gone" not in json.loads((stick / "sunboard.json").read_text("utf-8"))


def test_a_look_does_nothing(built: BuiltSite, stick: Path) -> None:
    looked = published(built, dry_run=True)
    assert looked.is_dry
    assert len(looked.uploads) == len(built.tree())
    assert not stick.exists()


def test_a_village_alone_waits_for_the_whole_site(built: BuiltSite, stick: Path) -> None:
    assert codes(published(built, villages=["liuwan"])) == ["site-not-built"]
    published(built)
    built.villages["liuwan"]["2026-0003"] = "新的"
    built.villages["hetan"]["2026-0001"] = "也是新的"
    built.build()
    assert codes(published(built, villages=["nowhere"])) == ["site-not-built"]
    result = published(built, villages=["liuwan"])
    assert {path.split("/")[0] for path in result.uploads} == {"liuwan"}
    assert not dead_links(stick)
    published(built)
    assert tree_of(stick) == built.tree()


# ---- guards


def test_invented_content_stays_here(built: BuiltSite, stick: Path) -> None:
    settings = built.content / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "样例: 是\n", "utf-8")
    assert codes(published(built, yes=True)) == ["site-is-sample"]
    assert not stick.exists()


def test_addresses_that_are_examples_stay_here(built: BuiltSite) -> None:
    built.targets("  县: {方式: folder, 主机: ftp.example.com, 目录: ../../stick}")
    assert codes(published(built, yes=True)) == ["site-is-sample"]


def test_an_older_build_and_a_lost_record_need_somebody_who_agrees(built: BuiltSite, stick: Path) -> None:
    published(built)
    before = tree_of(stick)
    built.built = "2026-03-09"
    del built.villages["liuwan"]["2026-0001"]
    built.build()
    person = Person()
    assert codes(published(built, person)) == ["build-is-older", "addresses-lost", "many-deletions"]
    assert person.asked == ["build-is-older", "addresses-lost", "many-deletions"]
    assert tree_of(stick) == before
    assert not codes(published(built, Person(answer=True)))
    assert tree_of(stick) == built.tree()


def test_a_leak_needs_somebody_who_agrees(built: BuiltSite) -> None:
    manifest = built.output / "manifest" / "liuwan.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["held"] = [{"source": "青石镇/柳湾村/事项/a.md", "state": "leak", "codes": ["id-number"]}]
    manifest.write_text(json.dumps(told), "utf-8")
    assert codes(published(built)) == ["build-has-leaks"]
    assert codes(published(built, yes=True)) == []


def test_files_of_others_are_told_and_left_alone(built: BuiltSite, stick: Path) -> None:
    stick.mkdir()
    (stick / "index.html").write_bytes(b"theirs")
    (stick / "photo.jpg").write_bytes(b"theirs")
    assert codes(published(built)) == ["host-without-index"]
    assert tree_of(stick) == {"index.html": b"theirs", "photo.jpg": b"theirs"}
    agreed = published(built, yes=True)
    assert agreed.foreign == ("photo.jpg",)
    assert tree_of(stick) == {**built.tree(), "photo.jpg": b"theirs"}


def test_what_stands_there_already_need_not_travel(built: BuiltSite, stick: Path) -> None:
    for path, data in built.tree().items():
        (stick / path).parent.mkdir(parents=True, exist_ok=True)
        (stick / path).write_bytes(data)
    page = stick / "liuwan/index.html"
    page.write_bytes(page.read_bytes()[:-1] + b"!")  # as long, and another
    assert published(built, yes=True).uploads == ("liuwan/index.html",)
    assert tree_of(stick) == built.tree()


def test_a_new_file_covers_nobodys(built: BuiltSite, stick: Path) -> None:
    published(built)
    built.villages["liuwan"]["2026-0003"] = "新的"
    built.build()
    theirs = stick / "liuwan/2026-0003/index.html"
    theirs.parent.mkdir()
    theirs.write_bytes(b"theirs")
    for _ in range(2):
        assert codes(published(built)) == ["host-file-foreign"]
        assert theirs.read_bytes() == b"theirs"
        assert not dead_links(stick)
    theirs.unlink()
    assert codes(published(built)) == []
    assert tree_of(stick) == built.tree()


def test_what_was_changed_after_the_build_does_not_travel(built: BuiltSite, stick: Path) -> None:
    (built.site / "liuwan/index.html").write_bytes(b"changed by hand")
    assert codes(published(built)) == ["site-not-built"]
    assert not (stick / "liuwan/index.html").exists()


# ---- cut, and two people


class _Cut(Exception):
    """The power goes."""


@pytest.mark.parametrize("after", range(0, 18, 3))
def test_a_cut_leaves_a_whole_site_and_the_next_goes_on(
    built: BuiltSite, stick: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(built)
    built.villages["liuwan"] |= {"2026-0001": "换灯", "2026-0003": "新的"}
    built.villages["hetan"]["2026-0001"] = "新的"
    built.files["assets/site.css"] = b"p{margin:0}"
    built.build()
    planned = len(published(built, dry_run=True).uploads)
    write, count = Folder.write, iter(range(after))

    def cut(self: Folder, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        if next(count, None) is None:
            raise Refusal(HOST_FULL, "No space left on device")
        write(self, path, data, temporary=temporary, over=over)

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "write", cut)
        result = published(built)
    assert not dead_links(stick)
    next_one = published(built)
    assert codes(next_one) == []
    if codes(result):
        assert len(next_one.uploads) <= planned - max(0, after - 1)
    assert tree_of(stick) == built.tree()


def test_somebody_else_who_publishes_is_told_who_and_when(
    built: BuiltSite, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(built)
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    other = BuiltSite(tmp_path / "there")
    other.targets("  优盘: {方式: folder, 目录: ../../stick}")
    write, met = Folder.write, []

    def meanwhile(self: Folder, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        if path == "liuwan/index.html" and not met:
            met.append(published(other, Person(attempt="desk-b")))
        write(self, path, data, temporary=temporary, over=over)

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "write", meanwhile)
        assert codes(published(built)) == []
    assert codes(met[0]) == ["host-in-use"]
    assert "青石镇" in met[0].problems[0].message("zh")
    assert "2026-03-10 16:00" in met[0].problems[0].message("zh")
    assert tree_of(stick) == built.tree()
    assert codes(published(other, Person(attempt="desk-b"))) == []  # who waited until it was done


# ---- the file of targets


def test_no_file_of_targets(built: BuiltSite) -> None:
    (built.content / "publish.yaml").unlink()
    assert codes(published(built)) == ["publish-missing"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  甲: {方式: 飞鸽, 目录: x}", "target-method"),
        ("  甲: {方式: folder}", "field-missing"),
        ("  甲: {方式: folder, 目录: x}\n  乙: {方式: folder, 目录: y}", "target-unknown"),
        ("  甲: {方式: folder, 目录: x, 端口: 很多}", "value-wrong"),
        ("  甲: {方式: folder, 目录: ../none/site}", "host-unreachable"),
    ],
)
def test_targets_that_cannot_be_used(built: BuiltSite, text: str, code: str) -> None:
    built.targets(text)
    assert code in codes(published(built))


def test_what_is_carried_is_packed(built: BuiltSite, tmp_path: Path) -> None:
    built.targets("  交县里: {方式: zip, 目录: ../../handover}")
    handover, labels = tmp_path / "handover", labels_of(load_parts().kinds.values(), "zh")
    assert codes(published(built, labels=labels)) == []
    with ZipFile(handover / "site.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == built.tree()
    before = tree_of(handover)
    fragment = before["records/liuwan/2026-0001.html"].decode()
    assert "<script" not in fragment
    assert "class=" not in fragment
    assert all(f">{text}<" in fragment for text in ("路灯", "坏了6盏。", "公开号", "金额", "吴月琴"))
    rows = list(csv.DictReader(before["records.csv"].decode("utf-8-sig").splitlines()))
    assert [(row["village"], row["number"], row["title"]) for row in rows] == [
        ("liuwan", "2026-0001", "路灯"),
        ("liuwan", "2026-0002", "水渠"),
    ]
    assert rows[0]["related"] == "'=1+1、A07"
    assert "matter,amount,金额" in before["dictionary.csv"].decode()
    word = docx.Document(io.BytesIO(before["records/liuwan/2026-0001.docx"]))
    assert [paragraph.text for paragraph in word.paragraphs] == ["路灯", "坏了6盏。"]
    assert ("金额", "3800.00") in {tuple(cell.text for cell in row.cells) for row in word.tables[0].rows}
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    result = published(built, labels=labels)
    with ZipFile(handover / "changes-0002.zip") as archive:
        assert {*archive.namelist()} == {*result.uploads}
    assert (handover / "delete-0002.txt").read_bytes() == b""
    assert "换灯" in (handover / "records/liuwan/2026-0001.html").read_text("utf-8")
    assert tree_of(handover)["records/liuwan/2026-0002.docx"] == before["records/liuwan/2026-0002.docx"]
    assert published(built).uploads == ()


def test_somebody_who_published_while_a_person_was_asked_is_not_covered(
    built: BuiltSite, stick: Path, tmp_path: Path
) -> None:
    stick.mkdir()
    (stick / "photo.jpg").write_bytes(b"theirs")
    other = BuiltSite(tmp_path / "there", villages={"liuwan": {"2026-0001": "别人的"}})
    other.targets("  优盘: {方式: folder, 目录: ../../stick}")

    @dataclass(slots=True)
    class Slow(Person):
        def agree(self, problems: Iterable[Problem]) -> bool:
            published(other, Person(attempt="desk-b"), yes=True)
            return True

    assert codes(published(built, Slow())) == ["host-in-use"]
    assert tree_of(stick) == {**other.tree(), "photo.jpg": b"theirs"}


def test_a_part_of_the_index_that_is_lost_is_made_anew(built: BuiltSite, stick: Path) -> None:
    published(built)
    shutil.rmtree(built.output / "manifest" / "published")
    (stick / "sunboard.liuwan.json").write_bytes(b"")
    (stick / "liuwan" / "photo.jpg").write_bytes(b"theirs")
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    assert codes(published(built)) == ["host-without-index"]
    result = published(built, yes=True)
    assert (codes(result), result.generation) == ([], 2)
    assert tree_of(stick) == {**built.tree(), "liuwan/photo.jpg": b"theirs"}
    assert published(built).uploads == ()


def _full_at(full: str) -> Callable[..., None]:
    """Return how a folder writes whose disk is full when it comes to one of the files."""
    write = Folder.write

    def cut(self: Folder, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        if path == full:
            raise Refusal(HOST_FULL, "No space left on device")
        write(self, path, data, temporary=temporary, over=over)

    return cut


def test_what_a_cut_attempt_left_stays_ours(
    built: BuiltSite, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(built)
    other = BuiltSite(tmp_path / "there")
    other.targets("  优盘: {方式: folder, 目录: ../../stick}")
    other.villages["liuwan"]["2026-0009"] = "新的"
    other.build()
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "write", _full_at("liuwan/index.html"))
        assert codes(published(other, Person(attempt="desk-b"))) == ["host-full"]
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    assert codes(published(built)) == []
    assert (stick / "liuwan/2026-0009/record.json").is_file()  # nobody knows whose it is
    other.villages["liuwan"] |= {"2026-0001": "换灯", "2026-0009": "改过"}
    other.build()
    assert codes(published(other, Person(attempt="desk-b"))) == []
    assert tree_of(stick) == other.tree()
    assert "left" not in json.loads((stick / "sunboard.json").read_text("utf-8"))


def test_what_a_cut_attempt_of_another_covered_is_put_right(
    built: BuiltSite, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(built)
    other = BuiltSite(tmp_path / "there")
    other.targets("  优盘: {方式: folder, 目录: ../../stick}")
    other.villages["liuwan"]["2026-0001"] = "换灯"
    other.build()
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "write", _full_at("liuwan/index.html"))
        assert codes(published(other, Person(attempt="desk-b"))) == ["host-full"]
    assert tree_of(stick) != built.tree()
    assert codes(published(built)) == []
    assert tree_of(stick) == built.tree()


def test_what_a_cut_attempt_packed_is_made_anew(
    built: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.targets("  交县里: {方式: zip, 目录: ../../handover}")
    published(built)
    before = tree_of(tmp_path / "handover")
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    write = disk_folder.write

    def cut(root: Path, path: str, data: bytes, temporary: str) -> None:
        if path == "sunboard.liuwan.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(root, path, data, temporary)

    with monkeypatch.context() as patched:
        patched.setattr(disk_folder, "write", cut)
        assert codes(published(built)) == ["host-full"]
    built.villages["liuwan"]["2026-0001"] = "路灯"
    built.build()
    assert codes(published(built)) == []
    after = tree_of(tmp_path / "handover")
    told = [name for name in before if not name.startswith("index/")]
    assert {name: after[name] for name in told} == {name: before[name] for name in told}
    del built.villages["liuwan"]["2026-0001"]
    built.build()
    assert codes(published(built, yes=True)) == []
    assert not [name for name in tree_of(tmp_path / "handover") if "2026-0001" in name]
