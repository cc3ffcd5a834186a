"""What the disk tells of files: when they count as unchanged, and when that cannot be known."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sunboard.reading.listing import LEDGER, Listing, list_folders, stamp_of

VILLAGE = ("t/v/village.yaml", "t/v/matters/a.md", "t/v/register/1.json")
FILES = ("site.yaml", LEDGER, "t/township.yaml", *VILLAGE)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in (*FILES, ".git/index", ".sunboard.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a")
    return tmp_path


def test_each_village_is_listed_by_itself_and_what_builds_write_apart(content: Path) -> None:
    before = list_folders(content)
    assert before.keys() == {"", LEDGER, "t", "t/v", "t/v/register"}
    (content / "t/v/matters/a.md").write_text("b")
    after = list_folders(content)
    assert {name for name in before if before[name] != after[name]} == {"t/v"}


def test_a_file_that_has_just_changed_may_change_again_unnoticed() -> None:
    fine, coarse = 1_700_000_000_123_456_789, 1_700_000_000_000_000_000
    for changed, tick in ((fine, 20_000_000), (coarse, 2_000_000_000)):
        listing = Listing("", changed)
        assert not listing.settled(changed + tick)
        assert listing.settled(changed + tick + 1)


def test_what_a_link_leads_to_is_never_known(content: Path) -> None:
    (content / "t/v/other.md").symlink_to(content / "site.yaml")
    assert not list_folders(content)["t/v"].settled(2**62)
    assert list_folders(content)["t"].settled(2**62)


def test_a_stamp_tells_bytes_that_came_under_the_same_size_and_time(content: Path) -> None:
    path = content / "site.yaml"
    stat, stamp = path.stat(), stamp_of(path)
    path.write_text("b")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert stamp_of(path) != stamp
    assert stamp_of(content / "nothing") == ""


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    """Whoever needs it says that it is missing."""
    assert list_folders(tmp_path / "nothing") == {}


def test_the_same_is_listed_where_a_folder_cannot_be_opened(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = list_folders(content)
    monkeypatch.setattr(os, "supports_fd", frozenset())
    assert list_folders(content) == listed
