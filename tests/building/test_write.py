"""The writer: whole files, in an order in which no link leads nowhere, and nothing touched without need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sunboard.building import placing, write
from sunboard.building.placing import PART, tidy
from sunboard.building.rendering import Output
from sunboard.building.write import COMING, begin_editions, delete, load_json, put, put_all, write_editions
from sunboard.contracts import Artifact, Order
from sunboard.reading.listing import stamp_of


def page(output: str, text: str = "x", order: int = Order.RECORDS) -> Output:
    return Output.of(Artifact(output, text.encode(), order))


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_equal_bytes_are_left_alone(tmp_path: Path) -> None:
    assert put(tmp_path, "a/b.txt", b"one")
    stamp = (tmp_path / "a/b.txt").stat()
    assert not put(tmp_path, "a/b.txt", b"one")
    assert (tmp_path / "a/b.txt").stat().st_ino == stamp.st_ino
    assert put(tmp_path, "a/b.txt", b"two")
    assert files(tmp_path) == {"a/b.txt"}


def test_what_is_written_says_why(tmp_path: Path) -> None:
    put(tmp_path, "same.txt", b"x")
    put(tmp_path, "old.txt", b"y")
    plan = [page(name) for name in ("same.txt", "old.txt", "new.txt")]
    made = put_all(tmp_path, plan, lambda one, is_there: "there" if is_there else "not there")
    assert made.written == (("new.txt", "not there"), ("old.txt", "there"))
    assert all(one.stamp for one in made.standing.values())


def test_what_a_page_leads_to_is_written_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    place = write.place

    def noted(part: Path, target: Path, data: bytes, *, sync: bool) -> None:
        written.append(target.relative_to(tmp_path).as_posix() + ("?" if data == COMING else ""))
        place(part, target, data, sync=sync)

    monkeypatch.setattr(write, "place", noted)
    plan = [
        page("index.html", order=Order.HOMES),
        page("a.html"),
        page("a.pdf"),
        page("z.css", order=Order.ASSETS),
    ]
    put_all(tmp_path, plan)
    assert written == ["a.html?", "index.html?", "z.css", "a.pdf", "a.html", "index.html"]


NEW = {
    "site/v/1/a.csv": Order.RECORDS,
    "site/v/1/index.html": Order.RECORDS,
    "site/v/index.html": Order.HOMES,
}


def test_what_is_all_new_appears_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before that nothing of it is to be seen, also where a build is killed; what it leads to stands then."""
    put(tmp_path, "site/index.html", b"x")
    plan = [page(name, name, order) for name, order in NEW.items()] + [page("print/v.pdf")]

    def killed(part: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            put_all(tmp_path, plan)
    assert files(tmp_path / "site") == {"index.html"}
    assert (tmp_path / "print/v.pdf").exists()
    made = put_all(tmp_path, plan)
    assert made.written == tuple((name, "new") for name in NEW)
    assert all(made.standing[name].stamp == stamp_of(tmp_path / name) != "" for name in NEW)
    assert files(tmp_path) == {*NEW, "site/index.html", "print/v.pdf"}
    assert all((tmp_path / name).read_text() == name for name in NEW)


def test_what_is_all_new_is_moved_file_by_file_where_one_is_held_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(part: Path, target: Path) -> None:
        raise PermissionError(str(target))

    monkeypatch.setattr(os, "rename", refusing)
    monkeypatch.setattr(placing.time, "sleep", lambda seconds: None)
    put(tmp_path, "site/index.html", b"x")
    put_all(tmp_path, [page(name, name, order) for name, order in NEW.items()])
    assert files(tmp_path) == {*NEW, "site/index.html"}


def test_pages_of_two_new_folders_of_a_site_are_announced_as_they_may_lead_to_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "site/v/index.html", b"x")
    written: list[str] = []
    place = write.place

    def noted(part: Path, target: Path, data: bytes, *, sync: bool) -> None:
        written.append(target.relative_to(tmp_path).as_posix() + ("?" if data == COMING else ""))
        place(part, target, data, sync=sync)

    monkeypatch.setattr(write, "place", noted)
    names = ["site/v/1/index.html", "site/v/2/index.html"]
    put_all(tmp_path, [page(name) for name in names])
    assert written == [*(f"{name}?" for name in names), *names]


def test_an_edition_that_stands_is_never_touched(tmp_path: Path) -> None:
    names = [f"2026-{serial:04d}.1.json" for serial in range(1, 31)]
    write_editions(tmp_path, dict.fromkeys(names[:10], b"{}"))
    (tmp_path / "register" / f"{PART}7").write_bytes(b"{")  # a build was killed
    write_editions(tmp_path, {name: name.encode() if name in names[10:] else b"{}" for name in names})
    with pytest.raises(FileExistsError):
        write_editions(tmp_path, {"2026-0031.1.json": b"{}", names[0]: b"another"})
    assert files(tmp_path) == {f"register/{name}" for name in names}
    assert all((tmp_path / "register" / name).read_bytes() == b"{}" for name in names[:10])
    assert all((tmp_path / "register" / name).read_bytes() == name.encode() for name in names[10:])


def test_editions_that_are_begun_are_in_the_register_once_they_are_ended(tmp_path: Path) -> None:
    end = begin_editions(tmp_path, {"2026-0001.1.json": b"{}"})
    assert not (tmp_path / "register" / "2026-0001.1.json").exists()
    end()
    assert files(tmp_path) == {"register/2026-0001.1.json"}


def test_deleting_takes_empty_folders_and_nothing_outside(tmp_path: Path) -> None:
    output = tmp_path / "output"
    for name in ("a/b/c.html", "a/d.html"):
        put(output, name, b"x")
    put(tmp_path, "mine.txt", b"x")
    delete(output, ["a/b/c.html", "a/b/never.html", "../mine.txt"])
    assert files(tmp_path) == {"output/a/d.html", "mine.txt"}
    assert not (output / "a/b").exists()


def test_a_file_held_open_for_a_moment_is_replaced_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, refused = os.replace, [True, True]

    def refusing(part: Path, target: Path) -> None:
        if refused:
            refused.pop()
            raise PermissionError(str(target))
        replace(part, target)

    monkeypatch.setattr(os, "replace", refusing)
    assert put(tmp_path, "a.txt", b"x")
    assert files(tmp_path) == {"a.txt"}


def test_a_write_that_fails_leaves_the_old_file_and_is_healed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", b"old")

    def broken(part: Path, target: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OSError, match="disk full"):
        put(tmp_path, "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert (tmp_path / PART).exists()
    tidy(tmp_path)
    assert files(tmp_path) == {"a.txt"}


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"\xff"])
def test_what_is_no_json_object_reads_as_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.json").write_bytes(data)
    assert load_json(tmp_path / "a.json") == {}
    assert load_json(tmp_path / "b.json") == {}
