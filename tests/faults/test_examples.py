"""Every page's wrong example raises its fault, and its right example does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunboard.faults import all_codes, fault
from tests.checks.village_scene import problems_of
from tests.faults.examples import BESIDE, content_folder, is_file, is_staged, staged

ELSEWHERE = {
    **dict.fromkeys(
        ("publish-missing", "target-unknown", "target-method", "site-not-built", "site-is-sample"),
        "they are found when a site is published: tests/publishing/test_folder.py",
    ),
    **dict.fromkeys(
        ("build-has-leaks", "build-is-older", "addresses-lost", "many-deletions"),
        "they are found when a site is published: tests/publishing/test_folder.py",
    ),
    **dict.fromkeys(
        (
            "host-without-index",
            "host-in-use",
            "host-file-foreign",
            "host-unreachable",
            "host-key-unknown",
            "host-key-changed",
            "host-certificate",
            "host-login",
            "host-permission",
            "host-full",
            "host-busy",
            "host-passive",
            "host-refused",
            *("secret-missing", "key-file-bad"),
            *("live-missing", "live-altered", "live-error-page", "live-redirect", "live-refused"),
            *("live-extra", "live-old", "live-filing", "live-meets", "live-gone"),
            "library-missing",
        ),
        "they take a host: tests/publishing, tests/publishers",
    ),
    "body-too-long": "a page is no place for so much text: tests/reading/test_records.py",
    "output-unsearched": "only a drawing engine that fails brings it about: tests/privacy/test_finished.py",
    "paper-unsettled": "only Typst's own doubts bring it about: tests/channels/test_print.py",
    "paper-untagged": "what a check lets pass, Typst can tag: tests/channels/test_print.py",
    "slug-changed": "it takes a register that was issued under another slug: tests/issuing/test_life.py",
    "table-locked": "a page holds no encrypted workbook: tests/reading/test_tables.py",
    "table-rows-many": "a page holds no table of thousands of rows: tests/reading/test_enclosed_tables.py",
    "table-too-large": "a page holds no workbook of a hundred megabytes: tests/reading/test_tables.py",
    "village-unknown": "it is about a word on the command line: tests/commands/test_build.py",
}
"""Faults that no file of a content folder can bring about, why, and where they are tested."""
OF_WHAT_IS_READ = frozenset(("summary-only", "content-missing", "works-not-pictured", "handlers-not-named"))
"""What is said of a table or record only once it is read, and holds nothing back: examples are fragments."""
DRAWN = frozenset(("board-power-unknown", "board-too-small", "output-leaks", "screen-size"))
"""Faults that are found when things are drawn."""
CODES = [code for code in all_codes() if code not in ELSEWHERE]


@pytest.mark.parametrize("code", CODES)
def test_examples(code: str, tmp_path: Path) -> None:
    page = fault(code).page
    assert page.wrong, "no wrong example"
    told: dict[str, set[str]] = {"wrong": set(), "right": set()}
    for name, blocks in (("wrong", page.wrong), ("right", page.right)):
        blocks = tuple(block for block in blocks if is_staged(block))
        if not blocks and name == "right":
            continue
        if any(map(is_file, blocks)):
            site = content_folder(blocks, tmp_path / name)
            ran = site.run_inside("build" if code in DRAWN else "check", "--json")
            found = {problem["code"] for problem in ran.json()["problems"]}
        else:
            scene = staged(blocks, BESIDE if name == "right" else ())
            found = {
                one.fault.code
                for reading in scene.readings
                if not reading.source.endswith("先.md")
                for one in problems_of(reading, scene.around)
            }
            marked = {mark.partition(": ")[2] for _, _, mark in scene.expected}
            assert scene.expected <= scene.found()
            assert name == "right" or code in marked, "the line to mend is not marked"
        assert (code in found) == (name == "wrong"), (name, found)
        told[name] = found
    others = {other for other in told["right"] - told["wrong"] if fault(other).severity != "info"}
    assert others <= OF_WHAT_IS_READ, "what is right raises another fault"
