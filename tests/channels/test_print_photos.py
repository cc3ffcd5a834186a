"""The pictures of a record on its sheet."""

from __future__ import annotations

import io
from dataclasses import replace

import pymupdf
from PIL import Image

from sunboard.channels.print import CHANNEL
from sunboard.channels.print.photos import GAP, photo_rows
from sunboard.contracts import Rendered, Task
from sunboard.model.plain import Values, list_of, text_of
from sunboard.model.view import Attachment, Picture, RecordView
from tests.helpers import views

ROOM = 510.0


def picture(at: int, width: int = 480, height: int = 360) -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30 * at % 255, 40)).save(data, "JPEG")
    return Picture(
        f"第{at}张照片", (f"files/{at}-480.jpg",), (width,), height, "三组桥头", small=data.getvalue()
    )


def rows(*sizes: tuple[int, int]) -> list[list[Values]]:
    found = photo_rows(
        [{"title": "桥", "note": "", "widths": [wide], "height": high} for wide, high in sizes], ROOM
    )
    return [[one for one in row if isinstance(one, dict)] for row in found if isinstance(row, list)]


def drawn(record: RecordView) -> tuple[Rendered, str, int]:
    """Return a sheet, its text, and how many pictures it shows."""
    (task,) = (
        task
        for task in CHANNEL.plan_village(views.village_view((record,), boards=()), views.theme())
        if isinstance(task, Task)
    )
    made = CHANNEL.render(task, views.theme())
    with pymupdf.open(stream=made.data) as document:
        text = "".join(page.get_text() for page in document)
        return made, "".join(text.split()), sum(len(page.get_images()) for page in document)


def with_pictures(count: int) -> RecordView:
    pictures = tuple(picture(at) for at in range(1, count + 1))
    papers = (
        Attachment("决议扫描件", "files/9.pdf", 3),
        *(Attachment(one.title, "files/1.jpg", 3, True) for one in pictures),
    )
    return views.record_view(pictures=pictures, attachments=papers, blocks=(), terms=(), body="", facts=())


def test_pictures_of_a_row_are_equally_high_and_fit_their_columns() -> None:
    for sizes in (((480, 360),), ((480, 360), (480, 640)), ((480, 360), (480, 320), (360, 480), (480, 300))):
        for row in rows(*sizes):
            column = (ROOM - (2 if len(sizes) > 2 else 1) * GAP) / (3 if len(sizes) > 2 else 2)
            assert len({text_of(one, "high") for one in row}) == 1
            assert all(float(text_of(one, "wide")) <= column + 0.01 for one in row)


def test_a_flat_picture_makes_no_stamps_of_those_beside_it() -> None:
    (row, *_) = rows((480, 360), (900, 2400), (4000, 900), (480, 300))
    column = (ROOM - 2 * GAP) / 3
    assert [round(float(text_of(one, "wide")) / column, 1) for one in row] == [1.0, 0.4, 1.0]
    assert len({text_of(one, "high") for one in row}) == 3


def test_there_are_at_most_two_rows() -> None:
    assert [len(row) for row in rows(*[(480, 360)] * 2)] == [2]
    assert [[text_of(one, "file") for one in row] for row in rows(*[(480, 360)] * 9)] == [
        ["photo-1.jpg", "photo-2.jpg", "photo-3.jpg"],
        ["photo-4.jpg", "photo-5.jpg", "photo-6.jpg"],
    ]
    assert photo_rows([], ROOM) == []


def test_a_sheet_shows_pictures_with_their_words_and_lists_what_it_does_not_show() -> None:
    made, text, shown = drawn(with_pictures(8))
    assert (shown, made.problems, made.learned) == (6, (), {"page_count": 1})
    assert all(f"第{at}张照片" in text for at in range(1, 9))
    assert text.index("决议扫描件") < text.index("第7张照片")
    assert text.count("第1张照片") == 1


def test_pictures_take_no_further_page() -> None:
    found = []
    for length in range(60, 200, 20):
        full = replace(with_pictures(2), body="长的一段话。" * length)
        made, text, shown = drawn(full)
        assert made.learned == drawn(replace(full, pictures=()))[0].learned, length
        assert "第2张照片" in text, length
        found.append(shown)
    assert set(found) == {0, 2}


def test_the_pictures_of_a_record_reach_the_plan() -> None:
    (task,) = (
        task
        for task in CHANNEL.plan_village(views.village_view((with_pictures(1),), boards=()), views.theme())
        if isinstance(task, Task)
    )
    assert list(task.files) == ["photo-1.jpg"]
    assert [text_of(one, "title") for one in list_of(task.data, "pictures") if isinstance(one, dict)] == [
        "第1张照片"
    ]
