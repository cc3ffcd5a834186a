"""What is kept between builds: what is damaged counts as not kept, and code is run only where it was kept."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sunboard.building.kept import (
    KEPT,
    TEMPLATES,
    Kept,
    Standing,
    all_that_stand,
    learned_of,
    load_code,
    load_kept,
    sealed_code,
    standing_of,
)
from sunboard.building.memory import INDEX, recall
from sunboard.building.request import BuildRequest
from sunboard.building.write import put_code, put_kept
from sunboard.model.plain import Plain
from sunboard.reading.listing import list_folders, stamp_of

PROGRAM, CODE, DAY = "5" * 64, {"web record": b"code"}, date(2026, 4, 20)


def test_code_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    put_code(tmp_path, CODE, PROGRAM)
    assert load_code(tmp_path, PROGRAM) == CODE


@pytest.mark.parametrize(
    "data",
    [
        sealed_code(CODE, "6" * 64),
        sealed_code(CODE, PROGRAM)[:-1],
        sealed_code(CODE, PROGRAM).replace(b"code", b"evil"),
        b"",
    ],
    ids=["of another installation", "cut off", "altered", "empty"],
)
def test_code_of_anybody_else_is_not_run(tmp_path: Path, data: bytes) -> None:
    (tmp_path / KEPT).mkdir()
    (tmp_path / KEPT / TEMPLATES).write_bytes(data)
    assert load_code(tmp_path, PROGRAM) == {}


def test_nothing_is_believed_where_nobody_knows_the_program(tmp_path: Path) -> None:
    put_code(tmp_path, CODE, "")
    assert load_code(tmp_path, "") == {}


def test_what_is_damaged_counts_as_not_kept(tmp_path: Path) -> None:
    standing = {"site/index.html": Standing("1.2", "ab", "cd")}
    later = (b'["\\u0000 \\n"]', b"", '["柳湾"]'.encode())
    learned: dict[str, Plain] = {"site/index.html": {"pages": 2}}
    put_kept(tmp_path, "liuwan", {"built": "2026-04-20"}, standing, learned, later)
    kept = tmp_path / KEPT / "liuwan"
    whole = load_kept(tmp_path, "liuwan")
    assert (whole.head, whole.later, standing_of(whole.lines)) == ({"built": "2026-04-20"}, later, standing)
    assert learned_of(whole.lines) == learned
    assert load_kept(tmp_path, "liuwan", head=False) == Kept(lines=whole.lines)
    written = kept.read_bytes()
    for place in range(len(written)):
        for damaged in (written[:place], written[:place] + b"\xff" + written[place + 1 :]):
            kept.write_bytes(damaged)
            assert load_kept(tmp_path, "liuwan") == Kept(), damaged


@pytest.mark.parametrize("opened", [True, False], ids=["folder opened", "folder not opened"])
def test_of_all_that_is_kept_those_are_named_whose_outputs_all_stand(
    opened: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not opened:
        monkeypatch.setattr(os, "supports_dir_fd", frozenset())
    assert all_that_stand(tmp_path) == []
    for slug in ("liuwan", "shiqiao", "gaotai"):
        (tmp_path / slug).write_text(slug)
        put_kept(tmp_path, slug, {}, {slug: Standing(stamp_of(tmp_path / slug), "ab")}, {})
    put_code(tmp_path, CODE, PROGRAM)
    assert sorted(all_that_stand(tmp_path)) == ["gaotai", "liuwan", "shiqiao"]
    (tmp_path / "liuwan").write_text("altered")
    (tmp_path / "gaotai").unlink()
    assert all_that_stand(tmp_path) == ["shiqiao"]


def test_outputs_that_another_version_told_of_otherwise_are_not_known() -> None:
    assert standing_of(b"null\n1.2 ab site/index.html\n1.2 ab cd site/about.html") == {
        "site/about.html": Standing("1.2", "ab", "cd")
    }


def test_where_villages_are_is_not_known_from_another_program(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "hedong" / "liuwan").mkdir(parents=True)
    (content / "hedong" / "liuwan" / "village.yaml").write_text("名称: 柳湾村\n", "utf-8")
    listings = list_folders(content)
    entry = {"own": listings["hedong/liuwan"].digest, "register": "", "files": "ab", "program": PROGRAM}
    put_kept(tmp_path, INDEX, {"hedong/liuwan": entry}, {})
    request = BuildRequest(content=content, output=tmp_path, today=None, now=DAY, program=PROGRAM)
    assert recall(request).files("hedong/liuwan") == "ab"
    assert recall(replace(request, program="6" * 64)).files("hedong/liuwan") == ""
