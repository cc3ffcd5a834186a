"""Slides and their player, from views made by hand: all is on them, and can be read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from sunboard.channels.screen import CHANNEL
from sunboard.channels.screen.deck import Listing, Slide, Slides, deck_of
from sunboard.channels.screen.selection import Selection, select
from sunboard.channels.screen.television import Television, television_of
from sunboard.channels.screen.wording import class_facts, reading
from sunboard.contracts import Order, Task
from sunboard.engines.pixel_type import (
    LEAST_FIGURES,
    LEAST_LETTERS,
    LEAST_SIGNS,
    MARK_FIGURES,
    MARK_SIGNS,
    SMALL_FIGURES,
    room,
)
from sunboard.engines.qr_code import QUIET, side
from sunboard.engines.typst_pages import TypstFailure
from sunboard.model.blocks import Fact, Figure
from sunboard.model.view import RecordView, ScreenView, VillageView
from sunboard.typesetting.lines import balance, clean, wrap
from sunboard.typesetting.widths import width
from tests.helpers import views
from tests.helpers.codes import find_codes, unreadable
from tests.helpers.rendered import made, tasks

pytestmark = pytest.mark.once

LCD = ((1920, 1080), (1080, 1920))
LED = ((256, 128), (192, 96))
SIZES = LCD + LED
ODD = (
    (3840, 2160),
    (96, 192),
    (1280, 1024),
    (1920, 360),
    (512, 64),
    (352, 16),
    (401, 400),
    (200, 900),
    (64, 32),
)
FIGURES = ("期初余额", "本期收入", "本期支出", "期末余额")
FAR = "https://states.example.com/gk/sancha/2026-0011/"


def village(size: tuple[int, int], *records: RecordView, **changes: Any) -> VillageView:
    """Return a village with one screen; without records given, with a few of each kind."""
    changes.setdefault("screens", (ScreenView("hall", "大厅屏", "", *size),))
    return views.village_view(records or None, **changes)


def plan(view: VillageView, language: str = "zh") -> tuple[list[Task], Task]:
    """Return the slides' tasks and the player's."""
    *drawn, player = (task for task in tasks(CHANNEL, view, language) if isinstance(task, Task))
    return [task for task in drawn if task.output[-8:-4].isdigit()], player


def slides_of(size: tuple[int, int], *records: RecordView) -> list[Task]:
    return plan(village(size, *records))[0]


def data(task: Task) -> Any:
    """Return what a task holds, to look into."""
    return task.data


def texts(*slides: Task, role: str = "") -> list[Any]:
    """Return the texts of slides: x, y, width, size, role, align and words of each."""
    return [text for task in slides for text in data(task)["texts"] if role in ("", text[4])]


def words(*slides: Task) -> str:
    """Return what stands on slides, its lines joined as they were before they were broken."""
    return "".join(text[6] for text in texts(*slides))


def picture(task: Task) -> Image.Image:
    return Image.open(io.BytesIO(made(CHANNEL, task))).convert("RGB")


def addresses(view: VillageView, player: Task) -> set[str]:
    """Return the codes that the manifest promises."""
    entry: Any = player.entry
    home = view.qr_base + str(entry["url"]).removeprefix(view.base_url)
    return {home, *(record.qr for record in view.records if record.number in entry["numbers"])}


def faults(task: Task) -> list[str]:
    """Name the texts of a slide that leave it, lie on one another or on the code, or are too small."""
    slide = data(task)
    led, wide, high = slide["led"], slide["width"], slide["height"]
    least = 16 if led else -(-high // (36 if wide >= high else 48))
    boxes = [
        (x, y, x + (room(text, size) if led else w), y + size, text)
        for x, y, w, size, _, _, text in slide["texts"]
    ]
    if code := slide["code"]:
        modules = side(code["address"], code["level"]) - 2 * (QUIET - code.get("quiet", QUIET))
        plate = code["pitch"] * modules if led else code["plate"]
        boxes.append((code["x"], code["y"], code["x"] + plate, code["y"] + plate, "code"))
    found = [
        f"{text}: {size} px"
        for _, _, _, size, _, _, text in slide["texts"]
        if size < least
        and not (led and size == SMALL_FIGURES and text.rstrip("元").replace("−", "-").isascii())
        and not (led and size == LEAST_LETTERS and re.fullmatch("[A-Za-z]+[,.:;!?]?", text))
        and not (led and size == LEAST_FIGURES and set(text) <= {*LEAST_SIGNS, " "})
        and not (led and size == MARK_FIGURES and set(text) <= {*MARK_SIGNS})
    ]
    for index, (left, top, right, bottom, text) in enumerate(boxes):
        if left < 0 or top < 0 or right > slide["width"] or bottom > slide["height"]:
            found.append(f"{text}: outside")
        for x, y, far, foot, other in boxes[:index]:
            if left < far and x < right and top < foot and y < bottom:
                found.append(f"{text} on {other}")
    return found


@cache
def pictures(size: tuple[int, int]) -> tuple[Image.Image, ...]:
    return tuple(picture(task) for task in plan(village(size))[0])


@pytest.mark.parametrize("size", SIZES + ODD)
def test_every_slide_has_exactly_the_pixels_of_the_screen(size: tuple[int, int]) -> None:
    slides, player = plan(village(size))
    assert len(slides) == player.entry["slides"] > 0
    assert {picture(task).size for task in (slides[0], slides[-1])} == {size}
    assert [fault for task in slides for fault in faults(task)] == []


@pytest.mark.parametrize("size", SIZES)
def test_all_codes_can_be_read_and_are_those_promised(size: tuple[int, int]) -> None:
    view = village(size)
    player = plan(view)[1]
    read: set[str] = set()
    for slide in pictures(size):
        codes = find_codes(slide)
        assert len(codes) == 1 or (size in LED and not codes)
        for code in codes:
            assert code.text in read or unreadable(code) == []
            assert code.quiet >= 3.5
            assert code.pixels >= (2 if size in LED else 4) * 0.97
            read.add(code.text)
    assert read == addresses(view, player)


@pytest.mark.parametrize("size", LED)
def test_the_modules_of_a_code_on_led_are_whole_pixels_of_pure_black_and_white(size: tuple[int, int]) -> None:
    for task, slide in zip(plan(village(size))[0], pictures(size), strict=True):
        if not (code := data(task)["code"]):
            continue
        edge = code["pitch"] * side(code["address"], code["level"])
        corner = (code["x"], code["y"])
        square = slide.crop((*corner, corner[0] + edge, corner[1] + edge)).convert("L")
        assert {value for _, value in square.getcolors() or []} == {0, 255}
        few = square.resize((edge // code["pitch"],) * 2, Image.Resampling.NEAREST)
        assert few.resize(square.size, Image.Resampling.NEAREST).tobytes() == square.tobytes()


def test_the_entry_says_what_is_where_in_the_order_of_the_contract() -> None:
    taken_down = views.record_view("2025-0003", on_display=False)
    shown = (views.notice_view(), views.finance_view(), views.record_view(), views.power_view())
    slides, player = plan(village((1920, 1080), *shown, taken_down))
    folder = "site/liuwan/screen/hall"
    assert player.section == "screens"
    assert list(player.entry.items()) == [
        ("screen", "hall"),
        ("folder", folder),
        ("slides", len(slides)),
        ("size_px", [1920, 1080]),
        ("url", "https://gk.example.com/a/b/liuwan/"),
        ("numbers", sorted(view.number for view in shown)),
        ("listed", []),
    ]
    assert player.output == f"{folder}/index.html"
    assert [task.output for task in slides] == [f"{folder}/{at:04d}.png" for at in range(1, len(slides) + 1)]
    assert max(task.order for task in slides) < player.order >= Order.ASSETS


@pytest.mark.parametrize("size", SIZES)
def test_slides_without_an_address_carry_no_code_and_say_so(size: tuple[int, int]) -> None:
    slides = plan(views.without_address(village(size)))[0]
    assert not any(slide.data["code"] for slide in slides)
    told = words(*slides)
    assert "网上版还没有开通" in told
    assert "扫码" not in told
    assert "网上看" not in told
    assert [fault for slide in slides for fault in faults(slide)] == []


def test_nothing_is_planned_above_the_villages() -> None:
    assert list(CHANNEL.plan_site(views.site_view(), views.theme())) == []


def test_a_slide_is_its_data_and_equal_data_give_equal_bytes() -> None:
    first, second = slides_of((256, 128)), plan(village((256, 128), today=date(2031, 1, 1)))[0]
    assert first == second
    assert [made(CHANNEL, task) for task in first[:2]] == [made(CHANNEL, task) for task in second[:2]]


def test_a_record_that_changes_changes_its_own_slides_only() -> None:
    notice, *records = views.notice_view(), views.finance_view(), views.record_view()
    changed = replace(notice, summary="评议小组提出5户，有不同意见请在公示期内打电话。")
    before, after = (slides_of((1920, 1080), first, *records) for first in (notice, changed))
    assert [at for at, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [1]


def test_the_date_on_the_slides_is_that_of_the_newest_content() -> None:
    slides, player = plan(village((1920, 1080)))
    assert all("2026年4月15日" in words(task) for task in slides)
    assert "2026年4月18日" not in words(*slides)
    assert data(player)["newest"] == "2026-04-15"


@pytest.mark.parametrize("size", SIZES)
def test_a_title_of_sixty_characters_and_a_string_without_spaces_stand_whole(size: tuple[int, int]) -> None:
    title = "关于柳湾村第三第四第五村民小组机动地重新发包以及水渠清淤巷道硬化路灯维修三项工程统一招标结果"
    slides = slides_of(
        size, views.notice_view(title=title, summary="x" * 200, facts=(Fact("备注", "长" * 120),))
    )
    assert [fault for task in slides for fault in faults(task)] == []
    shown = "".join(
        text[6] for text in texts(*slides) if text[4] in ("title", "body", "ink", "value", "fact")
    )
    assert title in shown
    assert shown.count("x") == 200
    assert shown.count("长") == (120 if size in LCD else 0), "LED panels leave facts to the code"
    made(CHANNEL, slides[1])


@pytest.mark.parametrize("size", [(1080, 1700), (800, 1280)])
def test_a_long_notice_stands_on_one_slide_with_its_last_day_where_smaller_type_can_do_it(
    size: tuple[int, int],
) -> None:
    title = "关于新码头至三号泵站沿线护岸加固、通组道路拓宽、雨污分流管网改造与"
    title += "二百一十六盏太阳能路灯维修更换项目（含临时便道结果公示"
    slides = slides_of(size, views.notice_view(title=title, summary="", facts=()))
    (notice,) = (task for task in slides[1:] if "4月21日" in words(task))
    assert "".join(text[6] for text in texts(notice, role="title")) == title


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (600, 1600)])
def test_no_title_is_so_large_that_a_word_of_it_breaks(size: tuple[int, int]) -> None:
    view = village(size, views.record_view(title="Longmeadow underpass"), name="Longmeadow under Hill")
    titles = [text[6] for task in plan(view)[0] for text in texts(task, role="title")]
    assert not {"Longmeado", "Longmead", "underpas"} & {word for line in titles for word in line.split()}
    assert any(line.startswith("Longmeadow") for line in titles)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (720, 1280), (600, 1600)])
def test_until_when_a_notice_runs_stands_on_one_label(size: tuple[int, int]) -> None:
    notice = views.notice_view(title="护坡加固", summary="护坡加固。", notice_end="2026-12-28")
    slides = plan(village(size, replace(notice, key=Fact("金额", "6,240 元"))), "zh")[0]
    labels = [texts(task, role="urgent") for task in slides]
    assert {len(found) for found in labels} == {0, 1}


def test_on_lcd_titles_have_fourteen_characters_a_line_and_bodies_six_lines() -> None:
    for task in slides_of((1920, 1080), views.record_view(title="题" * 60, summary="文" * 400)):
        assert all(len(text[6]) <= 14 for text in texts(task, role="title"))
        assert len(texts(task, role="body")) <= 6


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800), (3840, 2160)])
@pytest.mark.parametrize("amount", ["722881.21", "-12.00", "98765432.10", "0.00"])
def test_the_sum_is_on_one_slide_exact_and_its_last_figure_is_large(
    size: tuple[int, int], amount: str
) -> None:
    figures = tuple(map(Figure, FIGURES, ("609475.86", "193438.15", "80032.80", amount)))
    figures = (*figures[:3], replace(figures[3], compare="比上季度多 12,300.00 元"))
    slides = slides_of(size, views.finance_view(figures=figures, qr=FAR))
    (told,) = (task for task in slides if "609,475.86" in words(task))
    shares = [bar[2] for bar in data(told)["bars"] if bar[4] == "bar"]
    sizes = [float(figure.amount) for figure in figures]
    drawn = [] if min(sizes) < 0 else [pytest.approx(size / max(sizes), abs=0.01) for size in sizes if size]
    assert [share / max(shares) for share in shares] == drawn, "bars on one axis, none below zero"
    figure = max(texts(told, role="figure"), key=lambda text: text[3])
    below = figure[0] == min(text[0] for text in texts(told, role="label"))
    fills = below and width(figure[6]) * figure[3] >= 0.95 * 100 * figure[2]
    assert figure[3] >= min(size) / 6 or fills
    assert all(shown in words(told) for shown in ("193,438.15", "80,032.80", f"{abs(float(amount)):,.2f}"))
    ends = {
        text[0] + text[2] for text in texts(told) if text[5] == "right" and text[4] in ("value", "figure")
    }
    assert len(ends) == 1, "all end on one edge"


@pytest.mark.parametrize("size", [*LCD, (3840, 2160)])
@pytest.mark.parametrize(
    "key", [Fact("金额", "3,800.00 元"), Fact("面积", "120平方米"), Fact("同意", "35户"), None]
)
def test_a_matter_shows_its_key_figure_large_on_the_slide_of_its_sentence(
    size: tuple[int, int], key: Fact | None
) -> None:
    notice = views.notice_view(key=key)
    slides = slides_of(size, notice)
    (told,) = (task for task in slides if notice.summary[:6] in words(task))
    assert max(text[3] for text in texts(told, role="figure")) >= min(size) / 6
    shown = key.value.replace(" ", "") if key else "4月21日"
    assert shown in words(told).replace(" ", "") or shown.removesuffix("元").replace(".00", "") in words(told)
    assert "约" not in words(told)
    assert words(*slides[1:-1]).count("4月21日") == 1, "one fact once a slide"


def test_no_field_of_clerks_stands_on_a_slide() -> None:
    facts = (Fact("位置", "3组晒场"), Fact("公开环节", "事前", minor=True))
    for size in SIZES:
        assert "事前" not in words(*slides_of(size, views.notice_view(facts=facts)))


@pytest.mark.parametrize("size", [LCD[0], LED[1]])
def test_an_empty_village_says_so(size: tuple[int, int]) -> None:
    slides, player = plan(views.nearly_empty_village(screens=(ScreenView("hall", "", "", *size),)))
    assert player.entry["numbers"] == []
    assert "还没有公开" in words(*slides)
    codes = {code.text for task in slides for code in find_codes(picture(task))}
    assert codes == {"https://gk.example.com/q/liuwan/"}


@pytest.mark.parametrize(("size", "longest"), [(LCD[0], 300), (LED[1], 480), ((352, 16), 480)])
def test_a_loop_keeps_to_its_length_and_shows_what_ends_first(size: tuple[int, int], longest: int) -> None:
    ends = {f"2026-{at:04d}": f"2026-05-{at % 28 + 1:02d}" for at in range(240, 0, -1)}
    long = {"title": "公示" * 15, "summary": "说明" * 60}
    slides, player = plan(
        village(size, *(views.notice_view(number, notice_end=end, **long) for number, end in ends.items()))
    )
    seconds = [slide["seconds"] for slide in data(player)["slides"]]
    assert sum(seconds) <= longest
    assert all((3 if size[1] < 48 else 8) <= dwell <= 30 for dwell in seconds)
    entry: Any = player.entry
    left = set(ends) - set(entry["numbers"])
    assert left - set(entry["listed"])
    assert f"网上还有{len(left) - len(entry['listed'])}件" in words(*slides)
    assert max(ends[number] for number in entry["numbers"]) <= min(ends[number] for number in left)


@pytest.mark.parametrize(
    ("size", "language"),
    [*((size, "zh") for size in (*SIZES, (352, 16), (96, 192))), ((1920, 1080), "en"), ((192, 96), "en")],
)
def test_hostile_and_overfull_villages_are_drawn_whole(size: tuple[int, int], language: str) -> None:
    hostile = village(size, views.hostile_view(), *views.state_views(), name=views.HOSTILE)
    for view in (hostile, views.overfull_village(screens=hostile.screens)):
        slides, player = plan(view, language)
        assert [fault for task in slides for fault in faults(task)] == []
        for task in slides[1:4]:
            made(CHANNEL, task, language)
        assert b"<script>alert" not in made(CHANNEL, player, language)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.tuples(st.integers(48, 900), st.integers(16, 900)),
    st.text(min_size=1, max_size=60),
    st.text(max_size=200),
    st.sampled_from(("0", "-5.5", "1234567890123.45", "abc", "1e5", "NaN")),
)
def test_any_text_on_any_screen_is_drawn_without_overlap(
    size: tuple[int, int], title: str, text: str, amount: str
) -> None:
    notice = views.notice_view(title=title, summary=text, facts=(Fact(title, text), Fact("", "")))
    figures = (Figure(title, amount, text), Figure(text, amount))
    slides, _ = plan(
        village(size, notice, views.finance_view(title=title, rows=2, figures=figures), name=title)
    )
    assert [fault for task in slides for fault in faults(task)] == []
    for task in slides[::4]:
        made(CHANNEL, task)


def test_the_template_refuses_a_text_that_does_not_fit_its_box() -> None:
    task = slides_of((1920, 1080))[0]
    narrow: Any = {**task.data, "texts": [[0, 0, 40, 16, "body", "left", "四个汉字"]]}
    with pytest.raises(TypstFailure, match="wider than its box"):
        made(CHANNEL, replace(task, data=narrow))


def test_a_screen_without_room_for_text_is_pointed_out() -> None:
    _, player = plan(village((20, 15)))
    assert player.entry["slides"] == 0
    problems = CHANNEL.render(player, views.theme()).problems
    assert [problem.fault.code for problem in problems] == ["screen-size"]


def test_the_player_tells_the_pictures_in_words_and_skips_a_notice_a_day_after_its_end() -> None:
    slides, player = plan(village((1920, 1080)))
    html = made(CHANNEL, player).decode()
    assert html.count("<img ") == len(slides)
    assert "期末：722,881.21" in html
    assert not re.search("https?://", html)
    assert 'data-until="2026-04-21"' in html
    until = [slide["until"] for slide in data(player)["slides"]]
    assert until[0] == "2026-04-21", "the first slide says how many notices run"
    assert until[-1] == ""


@settings(deadline=None)  # the font is measured once
@given(st.text(max_size=80), st.integers(100, 1500))
def test_wrapping_loses_nothing_and_keeps_to_the_limit(text: str, limit: int) -> None:
    text = clean(text)
    for lines in (wrap(text, limit, spaced=False), balance(text, limit, spaced=False)):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(width(line, spaced=False) <= limit or len(line) == 1 for line in lines)


def test_lines_do_not_begin_with_a_closing_mark_nor_break_a_date() -> None:
    assert wrap("公示到2026年4月21日，有意见请打电话。", 1000, spaced=False) == (
        "公示到",
        "2026年4月21日，有",
        "意见请打电话。",
    )
    assert balance("巷道硬化工程实施方案的决议", 1200, spaced=False) == ("巷道硬化工程", "实施方案的决议")


def test_the_power_list_is_counted_by_what_applies_and_matters_of_its_category_are_shown() -> None:
    powers = (views.power_view(f"2026-{at:04d}", applies=at != 3) for at in (1, 2, 3))
    visit = views.record_view("2026-0031", category="小微权力", title="云顶组上门服务日")
    slides, player = plan(village((1920, 1080), *powers, visit))
    assert "小微权力清单共2项" in words(*slides)
    assert "2026-0031" in str(player.entry["numbers"])


def test_services_are_the_first_class_of_the_power_list_in_any_language() -> None:
    classes = (("Major", False), ("", False), ("Services", True), ("Daily", False), ("Services", True))
    powers = [views.power_view(class_label=label, serves=serves) for label, serves in classes]
    told = class_facts(powers, views.theme().say)
    assert [fact.label for fact in told] == ["Services", "Daily", "Major", "其他"]


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (3840, 2160), (720, 1280)])
def test_a_large_figure_stands_with_its_label_and_its_comma_above_what_follows(size: tuple[int, int]) -> None:
    amounts = ("22063060.67", "2419300.37", "4886937.42", "19595423.62")
    figures = tuple(map(Figure, FIGURES, amounts))
    slides = slides_of(size, views.finance_view(title="金埠村2026年一季度财务收支公开", figures=figures))
    found = [task for task in slides if "19,595,423.62" in words(task)]
    assert found
    for task in found:
        assert any(text[6].startswith("期末余额") for text in texts(task)), "its label is on the same slide"
        for x, y, wide, high, *_ in texts(task, role="figure"):
            below = [text[1] for text in texts(task) if text[1] > y + high // 2 and text[0] < x + wide]
            assert min(below, default=size[1]) >= y + round(high * 1.1), "a comma hangs below its line"


def test_no_digit_of_a_number_and_no_last_character_of_a_title_stands_alone() -> None:
    assert wrap("0900-8880332", 660) == ("0900-", "8880332")
    assert wrap("1,483,672,302.99", 660) == ("1,483,672,", "302.99")
    assert wrap("0900-8880332", 300) == ("0900-", "88803", "32")
    assert balance("财务收支逐笔公开表（含红字冲销）四百笔", 670)[-1] != "笔"
    assert balance("一二三四五六七", 600) == ("一二三四", "五六七")


def test_the_money_is_shown_however_many_notices_run() -> None:
    title = "通组道路硬化及排水沟配套涵管更换" * 3
    notices = (views.notice_view(f"2026-{at:04d}", title=title) for at in range(1, 30))
    _, player = plan(village((192, 96), *notices, views.finance_view("2026-0099")))
    assert "2026-0099" in str(player.entry["numbers"])
    assert sum(slide["seconds"] for slide in data(player)["slides"]) <= 480


def test_an_amount_of_eight_digits_stands_on_one_line_of_the_smallest_panel() -> None:
    figures = tuple(Figure(label, "18556893.18") for label in FIGURES)
    slides = slides_of((192, 96), views.finance_view(figures=figures, qr=FAR))
    assert [text[6] for text in texts(*slides)].count("18,556,893.18") == 4


def test_a_ledger_is_paged_where_there_is_time_and_left_to_the_web_on_led() -> None:
    account = views.finance_view(rows=28)
    screen = ScreenView("hall", "", "", 1920, 1080, minutes=9)
    pages = [words(task).count("628,975.86") for task in plan(village((1, 1), account, screens=(screen,)))[0]]
    assert sum(pages) == 28
    assert max(pages) <= 8
    led = words(*slides_of((256, 128), account))
    assert "628,975.86" not in led
    assert all(figure in led for figure in ("609,475.86", "193,438.15", "80,032.80", "722,881.21"))


@pytest.mark.parametrize("size", SIZES)
def test_number_edition_and_check_code_stand_on_each_records_slide_and_in_its_words(
    size: tuple[int, int],
) -> None:
    notice = views.notice_view(edition=3)
    slides, player = plan(village(size, notice))
    told = [task for task in slides if data(task)["code"] and data(task)["code"]["address"] == notice.qr]
    assert told
    for task in told:
        assert all(mark in words(task) for mark in ("2026-0011", "第3版", "3F9A-2C81"))
        (said,) = (slide for slide in data(player)["slides"] if slide["file"] == task.output[-8:])
        assert "公开号 2026-0011，第3版，校验码 3F9A-2C81" in said["alt"]


def test_what_the_loop_has_no_time_for_stands_in_one_list_with_its_day_and_in_the_manifest() -> None:
    long = {"summary": "村里把三条巷道铺成水泥路，" * 9}
    others = tuple(views.record_view(f"2026-{at:04d}", title=f"第{at}件事", **long) for at in range(1, 30))
    slides, player = plan(village((1920, 1080), views.finance_view("2026-0099"), *others))
    entry: Any = player.entry
    (listing,) = (task for task in slides if "也在公开" in words(task))
    assert entry["listed"]
    assert set(entry["listed"]).isdisjoint(entry["numbers"])
    assert all(f"第{int(number[-4:])}件事" in words(listing) for number in entry["listed"])
    left = 29 - len(entry["listed"]) - len(set(entry["numbers"]) - {"2026-0099"})
    assert f"网上还有{left}件" in words(listing)
    assert data(listing)["code"]["address"] == village((1, 1)).qr


def test_every_notice_has_its_first_slide_before_any_record_has_a_second() -> None:
    notices = tuple(views.notice_view(f"2026-{at:04d}", summary="说明" * 50) for at in range(1, 19))
    _, player = plan(village((1920, 1080), *notices, views.finance_view("2026-0099")))
    shown: Any = player.entry["numbers"]
    assert len(shown) == 19
    seconds = [slide["seconds"] for slide in data(player)["slides"]]
    assert sum(seconds) <= 300
    assert min(seconds) >= 8


def test_of_too_many_notices_each_is_told_or_else_named_in_a_list() -> None:
    def told(count: int) -> tuple[int, int]:
        notices = [views.notice_view(f"2026-{at:04d}", summary="说明" * 50) for at in range(1, count + 1)]
        slides, player = plan(village((1920, 1080), *notices))
        assert sum(slide["seconds"] for slide in data(player)["slides"]) <= 300
        assert not [fault for task in slides for fault in faults(task)]
        shown: Any = player.entry["numbers"]
        listed: Any = player.entry["listed"]
        return len(shown), len(listed)

    assert told(24) == (24, 0)
    shown, listed = told(60)
    assert shown + listed == 60
    assert shown >= 12


def test_a_notice_in_the_list_has_sentence_last_day_key_figure_and_number_while_there_is_time() -> None:
    key = Fact("面积", "11.5 亩")
    notices = [
        views.notice_view(f"2026-{at:04d}", summary=f"第{at}号地块每年240元。", key=key)
        for at in range(1, 61)
    ]
    for size in LCD:
        slides, player = plan(village(size, *notices))
        numbers: Any = player.entry["numbers"]
        listed: Any = player.entry["listed"]
        assert len(numbers) + len(listed) == 60
        assert len(listed) > 30
        assert sum(slide["seconds"] for slide in data(player)["slides"]) <= 300
        of_list = [task for task in slides if "也在公开" in words(task)]
        assert not [fault for task in of_list for fault in faults(task)]
        shown = "".join(words(task) for task in of_list)
        for number in listed:
            assert number in shown
            assert f"第{int(number[5:])}号地块每年240元。" in shown
        assert shown.count("至4月21日") == shown.count("面积：11.5 亩") == len(listed)


def test_no_line_of_the_list_is_smaller_than_can_be_read() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", summary="说明。") for at in range(1, 45)]
    for task in plan(village((401, 400), *notices))[0]:
        assert faults(task) == []


def test_a_list_tells_of_no_notice_where_there_is_no_time_to_tell_of_all() -> None:
    view = village((1920, 1080))
    surface = television_of(view, view.screens[0], select(view, views.theme().say), views.theme())
    running = [views.notice_view(f"2026-{at:04d}", summary="说明。") for at in range(1, 31)]
    told, named = surface.listing(running, 100), surface.listing(running, 80)
    assert told.told
    assert "说明。" in "".join(word for slide in told.slides for word in slide.words)
    assert not named.told
    assert "说明。" not in "".join(word for slide in named.slides for word in slide.words)
    assert len(named.records) == 30


def test_words_in_latin_letters_are_read_faster_than_as_many_chinese_characters() -> None:
    assert reading(["公示" * 20]) == 10
    assert reading(["two pressure tests were passed in the old granary"]) == 4
    assert reading(["2026-0011"]) == 3


def test_only_running_notices_have_a_list_on_several_slides() -> None:
    view = village((1920, 1080))
    surface = television_of(view, view.screens[0], select(view, views.theme().say), views.theme())
    running = [views.notice_view(f"2026-{at:04d}") for at in range(1, 31)]
    past = [views.record_view(f"2026-{at:04d}") for at in range(1, 31)]
    assert len(surface.listing(past, 200).slides) == 1
    assert len(surface.listing(running, 200).slides) > 1
    assert len(surface.listing(running, 20).slides) == 1
    assert len(surface.listing(running, 200).records) == 30


def test_no_slide_says_a_title_alone() -> None:
    bare = views.record_view("2026-0041", title="只有标题", summary="", facts=())
    for size in SIZES:
        slides, player = plan(village(size, views.notice_view(), bare))
        assert "2026-0041" in str(player.entry["listed"])
        assert not any(words(task).endswith("只有标题") and "也在公开" not in words(task) for task in slides)


def test_the_loop_is_as_long_as_the_village_asks_for() -> None:
    notices = tuple(views.notice_view(f"2026-{at:04d}") for at in range(1, 40))
    lasting = []
    for minutes in (2, 4, 0):
        screen = ScreenView("hall", "", "", 1920, 1080, minutes=minutes)
        player = plan(village((1, 1), *notices, screens=(screen,)))[1]
        lasting.append(sum(slide["seconds"] for slide in data(player)["slides"]))
    assert lasting[0] <= 120 < lasting[1] <= 240 < lasting[2] <= 300


@pytest.mark.parametrize("size", SIZES)
def test_figures_that_are_no_accounts_are_not_drawn_as_a_sum(size: tuple[int, int]) -> None:
    figures = (Figure("合同价", "98600.00"), Figure("已付", "29580.00"))
    work = views.notice_view(title="巷道硬化公示", figures=figures, summary="巷道铺到一半。")
    slides, _ = plan(village(size, work))
    told = [task for task in slides if "98,600" in words(task)]
    assert told
    assert not any("29,580" in words(task) for task in told if texts(task, role="figure"))
    assert any("铺到一半" in words(task) for task in slides)


@pytest.mark.parametrize("size", LCD)
def test_the_first_slide_says_how_many_notices_run_and_each_notice_whom_to_call(
    size: tuple[int, int],
) -> None:
    ends = ("2026-04-25", "2026-04-21")
    notices = [views.notice_view(f"2026-{at:04d}", notice_end=end) for at, end in enumerate(ends, 1)]
    view = village(size, *notices)
    first, *told = plan(view)[0]
    assert "2件，最早的到4月21日" in words(first)
    assert view.supervise_phone
    assert all(view.supervise_phone in words(task) for task in told if "2026-000" in words(task))
    numbers = [text for text in texts(*told) if text[6] == view.supervise_phone]
    assert all(text[3] > texts(first)[1][3] for text in numbers), "larger than the small type of corners"
    assert [fault for task in (first, *told) for fault in faults(task)] == []


def test_that_there_is_nothing_to_report_is_said_once_and_its_reason_always() -> None:
    nil = views.record_view(absence="本期无此项。", summary="6月没有新增低保户。", key=None)
    assert "本期无此项" not in words(*slides_of(LCD[0], nil))
    assert "本期无此项" in words(*slides_of(LCD[0], replace(nil, summary="")))
    assert "本期无此项" in words(
        *slides_of(LCD[0], replace(nil, summary="6月低保情况公开，有意见打监督电话。"))
    )
    reason = replace(nil, absence="本村没有这一项。原因：本村没有集体林地。", summary="本村没有集体林地。")
    assert words(*slides_of(LCD[0], reason)).count("没有集体林地") == 1


def test_the_title_of_accounts_of_a_group_names_it() -> None:
    record = views.finance_view(title="2026年一季度组级收支", groups=("3组",))
    assert "3组2026年一季度组级收支" in words(*slides_of(LCD[0], record))
    assert "3组3组" not in words(*slides_of(LCD[0], replace(record, title="3组一季度收支")))


@pytest.mark.parametrize("size", LCD)
def test_no_number_of_a_telephone_or_a_document_is_broken(size: tuple[int, int]) -> None:
    facts = (Fact("面积", "118.26亩"), Fact("批文号", "云政地〔2026〕17号"), Fact("审批机关", "县人民政府"))
    notice = views.notice_view(title="征收5组土地补偿安置方案公示", facts=facts)
    view = village(size, notice, contact_phone="0900-8880431-8012")
    told = {text[6] for text in texts(*plan(view)[0])}
    assert {"0900-8880431-8012", "云政地〔2026〕17号"} <= told


def test_the_list_has_what_time_the_slides_before_it_leave_over() -> None:
    class Telling(Television):
        """A screen on which a record takes eighty seconds."""

        def opening(self, selection: Selection) -> Slides:
            return ()

        def record(self, record: RecordView) -> Iterator[Slides]:
            yield (Slide("", {}, (), 8),) * 10

        def listing(self, records: Sequence[RecordView], seconds: int) -> Listing:
            asked.append(seconds)
            return Listing(full=True)

        def closing(self, left_out: int) -> Slides:
            return ()

    asked: list[int] = []
    notices = tuple(views.notice_view(f"2026-{at:04d}") for at in range(1, 9))
    view = village((1920, 1080), *notices)
    screen = television_of(view, view.screens[0], select(view, views.theme().say), views.theme())
    told = Telling(screen.frame, view, screen.say, screen.newest)
    deck_of(told, select(view, screen.say), 480)
    assert asked == [80], "not the sixty of an eighth"


def test_facts_are_large_though_some_then_take_two_lines() -> None:
    labels = ("谁来办", "凭什么办", "要带", "跑几趟", "办理电话")
    values = (
        "村委会（协助）、镇政府（审核确认）",
        *["申请书、身份证、能说明情况的材料或照片" * 2] * 2,
        "不用跑",
        "0900-8880009",
    )
    notice = views.notice_view(facts=tuple(map(Fact, labels, values)))
    (told,) = (task for task in slides_of(LCD[0], notice) if "跑几趟" in words(task))
    assert all(label in words(told) for label in labels)
    assert min(text[3] for text in texts(told, role="value")) > 50
    assert faults(told) == []
