"""Which record is which number, by each rule alone."""

from __future__ import annotations

import pytest

from sunboard.issuing.identity import Traits, match
from sunboard.issuing.register import Edition
from sunboard.model.plain import Plain

VALUES: dict[str, Plain] = {"id": "JY-1", "title": "修路", "publish_date": "2026-03-06"}


def edition(
    path: str, digest: str = "d1:a", number: str = "2026-0001", kind: str = "matter", **values: str
) -> Edition:
    return Edition(
        number=number,
        edition=1,
        date="2026-03-06",
        kind=kind,
        path=path,
        digest=digest,
        code="629901001001",
        slug="liuwan",
        values={**VALUES, **values},
        body="",
    )


def record(
    source: str,
    digest: str = "d1:b",
    kind: str = "matter",
    *,
    id: str = "",
    title: str = "",
    published: str = "",
) -> Traits:
    return Traits(source=source, kind=kind, digest=digest, id=id, title=title, published=published)


def matched(record: Traits, *editions: Edition, others: tuple[Traits, ...] = ()) -> str:
    register = {one.number: (one,) for one in editions}
    return match((record, *others), register).get(record.source, "")


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(record("a.md"), id="the same path"),
        pytest.param(record("new.md", "d1:a"), id="the same content elsewhere"),
        pytest.param(record("new.md", id="JY-1"), id="the same id elsewhere"),
        pytest.param(record("new.md", title="修路", published="2026-03-06"), id="the same title and day"),
    ],
)
def test_a_record_is_known_again(now: Traits) -> None:
    assert matched(now, edition("a.md")) == "2026-0001"


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(record("a.md", "d1:a", "finance"), id="another kind at the same path"),
        pytest.param(record("new.md", id="JY-1", kind="finance"), id="another kind of the same id"),
        pytest.param(record("new.md", title="修路", published="2026-03-07"), id="another day"),
        pytest.param(record("new.md"), id="nothing in common"),
    ],
)
def test_another_record_is_new(now: Traits) -> None:
    assert matched(now, edition("a.md")) == ""


@pytest.mark.parametrize("now", [record("new.md", "d1:a"), record("new.md", id="JY-1")])
def test_a_number_whose_file_stands_is_nobody_elses(now: Traits) -> None:
    assert matched(now, edition("a.md"), others=(record("a.md"),)) == ""


def test_the_path_wins_over_the_content() -> None:
    one, two = edition("a.md", "d1:a"), edition("b.md", "d1:b", "2026-0002")
    swapped = match(
        (record("a.md", "d1:b"), record("b.md", "d1:a")), {one.number: (one,), two.number: (two,)}
    )
    assert swapped == {"a.md": "2026-0001", "b.md": "2026-0002"}


def test_an_earlier_edition_is_known_as_well() -> None:
    first, second = edition("a.md", "d1:a"), edition("a.md", "d1:z")
    assert match((record("new.md", "d1:a"),), {"2026-0001": (first, second)}) == {"new.md": "2026-0001"}


def test_a_title_that_stands_twice_tells_nothing() -> None:
    now = record("new.md", title="修路", published="2026-03-06")
    twin = record("twin.md", title="修路", published="2026-03-06")
    assert matched(now, edition("a.md"), others=(twin,)) == ""
    assert matched(now, edition("a.md"), edition("b.md", number="2026-0002")) == ""


@pytest.mark.parametrize(
    ("path", "values", "known"),
    [
        ("v/村.xlsx#修桥", {**VALUES, "title": "修桥"}, True),
        ("v/村.xlsx#修路", {**VALUES, "publish_date": "2026-03-07"}, True),
        ("v/村.xlsx#修桥", {**VALUES, "title": "修桥", "publish_date": "2026-03-07"}, False),
        ("v/修桥.md", {**VALUES, "title": "修桥"}, False),
    ],
)
def test_a_row_keeps_its_number_where_only_title_or_day_was_put_right(
    path: str, values: dict[str, Plain], known: bool
) -> None:
    now = Traits(source=path, kind="matter", digest="d1:b", values=values)
    assert bool(matched(now, edition("v/村.xlsx#旧"))) is known
