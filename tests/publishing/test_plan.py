"""What travels, in which order, and what is deleted: no host is needed to know."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sunboard.publishing.index import (
    Attempt,
    IndexBroken,
    Part,
    Top,
    parse_part,
    parse_top,
)
from sunboard.publishing.outputs import LocalFile, Outputs, Share, load_outputs
from sunboard.publishing.plan import Held, make_plan
from tests.helpers.publishing import BuiltSite


def _outputs(built: BuiltSite) -> Outputs:
    found = load_outputs(built.output)
    assert found
    return found


def _held(outputs: Outputs) -> Held:
    """Return what a host holds to which all was published."""
    plan = make_plan(outputs, Held(top=Top(), parts={}))
    return Held(top=replace(plan.top, generation=1), parts=plan.parts)


def test_what_a_page_leads_to_travels_before_it(tmp_path: Path) -> None:
    outputs = _outputs(BuiltSite(tmp_path))
    plan = make_plan(outputs, Held(top=Top(), parts={}))
    sent = [upload.path for upload in plan.uploads]
    order = (
        "assets/site.css",
        "liuwan/2026-0001/index.html",
        "liuwan/current/index.html",
        "liuwan/index.html",
        "index.html",
        "sitemap.xml",
    )
    assert sorted(sent, key=sent.index) == sent
    assert [path for path in sent if path in order] == [*order]


def test_new_files_travel_before_changed_ones(tmp_path: Path) -> None:
    built = BuiltSite(tmp_path)
    held = _held(_outputs(built))
    built.villages["hetan"]["2026-0001"] = "新的"
    built.villages["liuwan"]["2026-0001"] = "改过的"
    built.build()
    plan = make_plan(_outputs(built), held)
    assert [upload.path for upload in plan.uploads if upload.is_new] == [
        "hetan/2026-0001/record.json",
        "hetan/2026-0001/index.html",
    ]
    assert [upload.is_new for upload in plan.uploads] == sorted(
        (upload.is_new for upload in plan.uploads), reverse=True
    )
    assert {*plan.parts} == {"hetan", "liuwan"}
    assert not plan.deletions


def test_nothing_travels_twice(tmp_path: Path) -> None:
    outputs = _outputs(BuiltSite(tmp_path))
    assert make_plan(outputs, _held(outputs)).is_empty


def test_only_what_an_earlier_index_lists_is_deleted(tmp_path: Path) -> None:
    built = BuiltSite(tmp_path, files={"assets/site.css": b"p{}", "assets/old.css": b""})
    held = _held(_outputs(built))
    del built.files["assets/old.css"]
    built.build()
    assert make_plan(_outputs(built), held).deletions == ("assets/old.css",)


def test_a_village_that_vanished_stays(tmp_path: Path) -> None:
    built = BuiltSite(tmp_path)
    held = _held(_outputs(built))
    del built.villages["liuwan"]
    built.build()
    plan = make_plan(_outputs(built), replace(held, parts={"hetan": held.parts["hetan"]}))
    assert not plan.deletions
    assert "liuwan" in plan.top.parts


def test_an_address_that_was_issued_is_told_before_it_goes(tmp_path: Path) -> None:
    built = BuiltSite(tmp_path)
    held = _held(_outputs(built))
    del built.villages["liuwan"]["2026-0002"]
    built.build()
    assert make_plan(_outputs(built), held).lost == ("liuwan/2026-0002/index.html",)


def test_an_older_edition_is_noticed(tmp_path: Path) -> None:
    built = BuiltSite(tmp_path, editions={"2026-0001": 3})
    held = _held(_outputs(built))
    built.editions["2026-0001"] = 2
    built.build()
    assert make_plan(_outputs(built), held).older == ("liuwan/2026-0001",)


def test_of_one_village_only_its_files_travel(tmp_path: Path) -> None:
    built = BuiltSite(tmp_path)
    held = _held(_outputs(built))
    built.villages["liuwan"]["2026-0001"] = "改过的"
    built.villages["hetan"]["2026-0001"] = "新的"
    built.files["assets/site.css"] = b"p{margin:0}"
    built.build()
    plan = make_plan(_outputs(built), held, {"hetan"})
    assert {upload.path.split("/")[0] for upload in plan.uploads} == {"hetan", "assets"}
    assert plan.top.parts["liuwan"] == held.top.parts["liuwan"]
    assert plan.top.files["index.html"] == held.top.files["index.html"]
    rest = make_plan(_outputs(built), Held(top=plan.top, parts={**held.parts, **plan.parts}))
    assert {upload.path.split("/")[0] for upload in rest.uploads} == {"liuwan"}


def test_an_index_says_what_it_was_told() -> None:
    outputs = _many(2, 3)
    plan = make_plan(outputs, Held(top=Top(), parts={}))
    attempt = Attempt(id="a", who="青石镇", when="2026-03-10", files=frozenset(("v0/1/index.html",)))
    top = replace(plan.top, generation=7, gone=frozenset(("x/y.html",)), attempt=attempt)
    assert parse_top(top.to_bytes()) == top
    part = plan.parts["v0"]
    assert parse_part(part.to_bytes()) == part
    assert part.to_bytes() == part.to_bytes()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"sunboard": 2}', '{"sunboard": 1, "files": {"../x": ["0", 1]}}']
)
def test_a_file_that_is_no_index_is_refused(text: str) -> None:
    with pytest.raises(IndexBroken):
        parse_top(text.encode())


def test_an_index_reaches_nothing_outside() -> None:
    told = {"sunboard": 1, "generation": 1, "gone": ["../../etc/x", "/etc/x", "a\\..\\x", "a/b"]}
    assert parse_top(json.dumps(told).encode()).gone == {"a/b"}


def _many(villages: int, records: int) -> Outputs:
    shares = {}
    for village in range(villages):
        slug = f"v{village}"
        files = {}
        for at in range(records):
            for rank, name in ((1, "index.html"), (0, "record.json")):
                path = f"{slug}/2026-{at:04d}/{name}"
                files[path] = LocalFile(_digest(path), 4000 + at, rank)
        shares[slug] = Share(files=files, records={})
    above = Share(files={"index.html": LocalFile(_digest("x"), 9, 4)}, records={})
    return Outputs(above=above, villages=shares, manifests={}, built="2026-03-10", addresses=(), leaks=())


def _digest(text: str) -> str:
    from sunboard.model.plain import sha256

    return sha256(text.encode())


@pytest.mark.once
def test_a_district_is_planned_in_a_second_and_its_index_is_small() -> None:
    """Bar 5: 126 villages of 96 records, two files each, and one edit."""
    before, after = _many(126, 96), _many(126, 96)
    first = make_plan(before, Held(top=Top(), parts={}))
    path = "v7/2026-0003/index.html"
    files = {**after.villages["v7"].files, path: LocalFile(_digest("edited"), 4001, 1)}
    edited = replace(after, villages={**after.villages, "v7": Share(files=files, records={})})
    began = time.process_time()
    plan = make_plan(edited, Held(top=replace(first.top, generation=1), parts=first.parts))
    assert time.process_time() - began < 1
    assert [upload.path for upload in plan.uploads] == [path]
    assert [*plan.parts] == ["v7"]
    assert len(plan.top.to_bytes()) < 300_000
    one = Part({path: held for part in first.parts.values() for path, held in part.files.items()}, {})
    assert len(one.to_bytes()) < 300_000  # also where all stand in one village
