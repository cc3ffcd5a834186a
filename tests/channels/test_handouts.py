"""Handouts: cards that can be cut, books whose pages follow when they are folded."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pymupdf
import pytest

from sunboard.channels.handouts import CHANNEL
from sunboard.channels.handouts.drawing import folded
from sunboard.contracts import Task
from sunboard.model.blocks import Handout, HandoutItem
from sunboard.model.view import RecordView
from sunboard.theming import load_theme
from tests.helpers import views
from tests.helpers.codes import find_codes
from tests.helpers.pdfs import MM, opened, read_sheets, said
from tests.helpers.rendered import tasks

LINES = (HandoutItem("开证明", "陈守田，0900-8880122"), HandoutItem("有意见", "吴月琴，0900-8880125"))


assert CHANNEL.theme
THEME = load_theme("default", "zh", below=(CHANNEL.theme,))


def made(task: Task) -> bytes:
    return CHANNEL.render(task, THEME).data


def record(*handouts: Handout) -> RecordView:
    return replace(views.record_view(), handouts=handouts, on_display=True)


def drawn(handout: Handout) -> bytes:
    (task,) = tasks(CHANNEL, views.village_view((record(handout),)))
    return made(task)


CARD = drawn(
    Handout(
        "card",
        (90, 54),
        "柳湾村便民服务告知卡",
        LINES,
        back="办事不用跑",
        qr="https://yx.example.com/lw/2026-0007/",
    )
)


def test_ten_cards_stand_on_a_sheet_where_they_are_cut() -> None:
    """Each begins 90 by 54 mm from the next, to a tenth of a millimetre, and marks stand at every edge."""
    front, back = read_sheets(CARD)
    assert front.size_mm == pytest.approx((210, 297), abs=0.1)
    titles = [span.ink for span in front.spans if span.text.startswith("柳湾村便民")]
    assert len(titles) == 10
    xs, ys = (sorted({round(box[at] * MM, 1) for box in titles}) for at in (0, 1))
    assert [b - a for a, b in pairwise(xs)] == pytest.approx([90], abs=0.1)
    assert [b - a for a, b in pairwise(ys)] == pytest.approx([54] * 4, abs=0.1)
    with opened(CARD) as document:
        lines = [item for path in document[0].get_drawings() for item in path["items"] if item[0] == "l"]
    marks = {
        (round(a.x * MM, 1), round(a.y * MM, 1)) for _, a, b in lines if abs(a.distance_to(b) * MM - 4) < 0.1
    }
    assert {x for x, y in marks if y < 13.5} == {15.0, 105.0, 195.0}
    assert {y for x, y in marks if x < 15} == {13.5, 67.5, 121.5, 175.5, 229.5, 283.5}
    assert said([back]).count("办事不用跑") == 10


def test_nothing_on_a_card_is_small_and_its_code_opens() -> None:
    assert min(span.size for sheet in read_sheets(CARD) for span in sheet.spans) >= 6.99
    with opened(CARD) as document:
        shown = document[0].get_pixmap(dpi=300)
    picture = pymupdf.Pixmap(shown, 0) if shown.alpha else shown
    codes = find_codes(picture.pil_image())
    assert {code.text for code in codes} == {"https://yx.example.com/lw/2026-0007/"}
    assert len(codes) == 10


def test_a_card_that_is_too_full_becomes_a_larger_one() -> None:
    many = tuple(HandoutItem(f"第{at}件要办的事情", "陈守田，0900-8880122") for at in range(14))
    (sheet,) = read_sheets(drawn(Handout("card", (90, 54), "告知卡", many)))
    assert sum(span.text == "告知卡" for span in sheet.spans) == 4
    assert all(f"第{at}件要办的事情" in said([sheet]) for at in range(14))


@pytest.mark.parametrize("pages", range(1, 14))
def test_the_pages_follow_when_the_sheets_are_folded(pages: int) -> None:
    sides = folded(pages)
    assert len(sides) % 2 == 0
    assert sorted(page for pair in sides for page in pair if page) == list(range(1, pages + 1))
    fronts, backs = sides[::2], sides[1::2]
    # from the middle of the cover inwards: the right half of each front, then the left half of its back
    read = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    read += [
        page for front, back in reversed([*zip(fronts, backs, strict=True)]) for page in (back[1], front[0])
    ]
    assert [page for page in read if page] == list(range(1, pages + 1))


def test_a_volume_has_contents_chapters_and_an_index() -> None:
    chapters = tuple(
        replace(
            views.record_view(),
            number=f"2026-001{at}",
            title=title,
            volume="powers",
            responsible="村委会",
            on_display=True,
            handouts=(),
        )
        for at, title in enumerate(("村庄规划编制", "大额资金使用"))
    )
    asks = record(Handout("volume", (148, 210), "权力清单", volume="powers"))
    a5, a4 = (made(task) for task in tasks(CHANNEL, views.village_view((asks, *chapters))))
    pages = read_sheets(a5)
    assert pages[0].size_mm == pytest.approx((148, 210), abs=0.1)
    assert "目录" in said(pages[1:2])
    assert all(title in said(pages[2:3]) + said(pages[3:4]) for title in ("村庄规划编制", "大额资金使用"))
    assert "谁管什么" in said(pages[-1:])
    with opened(a4) as document:
        assert len(document) == len(folded(len(pages)))
        assert document[0].rect.width * MM == pytest.approx(297, abs=0.1)


@pytest.mark.parametrize(
    ("form", "size", "words"),
    [
        ("plate", (200, 90), "陈守田"),
        ("sign", (900, 600), "工程项目公示牌"),
        ("letter", (210, 297), "盖章处"),
        ("leaflet", (210, 297), "开证明"),
    ],
)
def test_each_form_says_what_it_is_given(form: str, size: tuple[int, int], words: str) -> None:
    handout = Handout(form, size, "标题", LINES)  # type: ignore[arg-type]
    assert words in said(read_sheets(drawn(handout)))
