"""`sunboard register`: what is shown, and who keeps a number that two records claim."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sunboard.commands.register import settle, show
from sunboard.issuing.register import Edition, parse_edition
from sunboard.model.plain import sha256

MINE, THEIRS = "qingshi/zhaojiawan/事项/甲.md", "qingshi/zhaojiawan/事项/乙.md"


def _edition(number: str, path: str, edition: int = 1) -> Edition:
    return Edition(
        number=number,
        edition=edition,
        date="2026-03-01",
        kind="matter",
        path=path,
        digest=f"d1:{sha256((path + number).encode())}",
        code="629901101202",
        slug="zjw",
        values={"title": path},
        body="",
    )


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Give a village whose folder has another name than its slug, with two numbers that begin alike."""
    village = tmp_path / "content/qingshi/zhaojiawan"
    (village / "register").mkdir(parents=True)
    (village / "village.yaml").write_text("名称: 赵家湾村\n", "utf-8")
    for edition in (_edition("2026-0007", MINE), _edition("2026-00071", THEIRS)):
        (village / "register" / edition.file).write_bytes(edition.to_bytes())
    return tmp_path / "content"


def _publish(output: Path, edition: Edition) -> None:
    """Write what a published site holds of an edition."""
    page = output / "site/zjw" / edition.number / "index.html"
    page.parent.mkdir(parents=True)
    register = {name: value for name, value in edition.to_plain().items() if name not in ("values", "body")}
    page.with_name("record.json").write_text(
        json.dumps({**edition.values, "body": "", "register": {**register, "given": [*edition.values]}}),
        "utf-8",
    )
    (output / "manifest").mkdir()
    record = {"page": page.relative_to(output).as_posix()}
    (output / "manifest/zjw.json").write_text(json.dumps({"records": [record]}), "utf-8")


def _names(content: Path) -> list[str]:
    return sorted(path.name for path in (content / "qingshi/zhaojiawan/register").iterdir())


@pytest.mark.parametrize("village", ["zhaojiawan", "zjw"])
def test_a_number_is_kept_against_the_published_page(village: str, content: Path, tmp_path: Path) -> None:
    theirs = _edition("2026-0007", THEIRS)
    _publish(tmp_path / "output", theirs)
    code, said = settle(content, tmp_path / "output", village, "2026-0007", MINE, "zh")
    assert (code, said.startswith(f"2026-0007 归 {MINE}")) == (0, True)
    assert _names(content) == sorted(
        ["2026-0007.1.json", f"2026-0007.1.{theirs.digest[3:15]}.given-up", "2026-00071.1.json"]
    )


def test_a_longer_number_is_not_touched(content: Path, tmp_path: Path) -> None:
    before = (content / "qingshi/zhaojiawan/register/2026-00071.1.json").read_bytes()
    assert settle(content, tmp_path / "output", "zjw", "2026-0007", MINE, "zh")[0] == 0
    assert _names(content) == ["2026-0007.1.json", "2026-00071.1.json"]
    assert (content / "qingshi/zhaojiawan/register/2026-00071.1.json").read_bytes() == before


def test_the_copy_of_another_computer_gives_way(content: Path, tmp_path: Path) -> None:
    other = _edition("2026-0007", THEIRS)
    register = content / "qingshi/zhaojiawan/register"
    (register / "2026-0007.1 (2).json").write_bytes(other.to_bytes())
    assert settle(content, tmp_path / "output", "zjw", "2026-0007", THEIRS, "zh")[0] == 0
    kept = parse_edition((register / "2026-0007.1.json").read_bytes())
    assert kept is not None
    assert kept.path == THEIRS
    assert len(_names(content)) == 3


@pytest.mark.parametrize(("number", "keep"), [("7", MINE), ("2026-0007", "qingshi/zhaojiawan/事项/丙.md")])
def test_what_cannot_be_settled_is_said_and_changes_nothing(
    number: str, keep: str, content: Path, tmp_path: Path
) -> None:
    for language, word in (
        ("zh", "可以写" if number != "7" else "不是公开号"),
        ("en", "Use one of" if number != "7" else "no public number"),
    ):
        code, said = settle(content, tmp_path / "output", "zjw", number, keep, language)
        assert code == 2
        assert word in said
    assert _names(content) == ["2026-0007.1.json", "2026-00071.1.json"]


def test_show_lists_what_was_issued(content: Path) -> None:
    code, said = show(content, "zjw", "zh")
    assert code == 0
    assert [line.split()[1] for line in said.split("\n")] == ["2026-0007.1", "2026-00071.1"]
    assert show(content, "赵家湾", "zh") == (code, said)
    code, said = show(content, "nowhere", "en")
    assert code == 2
    assert "zjw（qingshi/赵家湾村）" in said
