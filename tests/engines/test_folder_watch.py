"""What is told of a folder that somebody works in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue

import pytest

from sunboard.engines.folder_watch import watching


def _made(home: Path) -> None:
    (home / "new.md").write_text("a")


def _written(home: Path) -> None:
    (home / "old.md").write_text("b")


def _renamed(home: Path) -> None:
    (home / "old.md").rename(home / "older.md")


def _gone(home: Path) -> None:
    (home / "old.md").unlink()


def _folder_renamed(home: Path) -> None:
    (home / "folder").rename(home / "other")


def _read(home: Path) -> None:
    (home / "old.md").read_text()
    _made(home)  # which ends the waiting


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (_made, {"new.md"}),
        (_written, {"old.md"}),
        (_renamed, {"old.md", "older.md"}),
        (_gone, {"old.md"}),
        (_folder_renamed, {"folder", "other", "folder/in.md", "other/in.md"}),
        (_read, {"new.md"}),
    ],
)
def test_what_changes_is_told_and_what_is_read_is_not(
    tmp_path: Path, work: Callable[[Path], None], told: set[str]
) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("old.md", "folder/in.md"):
        (tmp_path / name).write_text("a")
    found, noted = set[str](), Queue[str]()
    with watching([tmp_path], noted.put):
        work(tmp_path)
        while found != told:
            try:
                found.add(Path(noted.get(timeout=10)).relative_to(tmp_path).as_posix())
            except Empty:
                break
    assert found == told
