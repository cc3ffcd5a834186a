"""LED panels and strips: type of whole pixels, few colours, a code once a record, no word cut."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from sunboard.channels.screen import CHANNEL
from sunboard.channels.screen.deck import lasting
from sunboard.channels.screen.led import led_of
from sunboard.channels.screen.selection import select
from sunboard.channels.screen.strip import Strip, running_text
from sunboard.contracts import Artifact
from sunboard.engines.pixel_type import room
from sunboard.model.blocks import Fact, Figure
from sunboard.model.state import State
from sunboard.model.view import RecordView, ScreenView, VillageView
from sunboard.typesetting.lines import words_of
from sunboard.typesetting.saying import say_amount
from tests.channels.test_screen import FAR, FIGURES, data, faults, picture, plan, texts, village, words
from tests.helpers import views
from tests.helpers.codes import find_codes, unreadable
from tests.helpers.rendered import made, tasks

SUMMARY = "村口18亩鱼塘5月底到期，准备再包5年，每亩每年不低于800元，公示完到镇里公开竞价，谁都可以报名。"
NOTICE = views.notice_view(title="村口鱼塘发包方案公示", summary=SUMMARY, key=Fact("面积", "18亩"), qr=FAR)
NARROW, WIDE = (192, 96), (384, 192)


def accounts(*amounts: str) -> RecordView:
    roles: Any = ("opening", "income", "expense", "closing")
    figures = (Figure(*pair, role=role) for *pair, role in zip(FIGURES, amounts, roles, strict=True))
    return views.finance_view(figures=tuple(figures), qr=FAR, check_code="2060-8E18")


def screens(size: tuple[int, int], **changes: Any) -> VillageView:
    return village(size, NOTICE, screens=(ScreenView("led", "", "", *size, **changes),))


@pytest.mark.parametrize("size", [NARROW, (256, 128), (128, 64), (320, 32), (160, 16)])
def test_a_slide_has_few_colours_and_no_grey_between_them(size: tuple[int, int]) -> None:
    pure = {(0, 0, 0), (255, 255, 255), (0, 255, 0), (255, 255, 0)}
    for task in plan(village(size))[0]:
        assert {colour for _, colour in picture(task).getcolors() or ()} <= pure


def test_a_wide_code_has_a_slide_of_its_own_once_a_record() -> None:
    slides, player = plan(screens(NARROW))
    (code,) = (task for task in slides if data(task)["code"] and data(task)["code"]["address"] == FAR)
    assert all(mark in words(code) for mark in ("2026-0011", "第1版", "3F9A-2C81"))
    (said,) = (slide for slide in data(player)["slides"] if slide["file"] == code.output[-8:])
    assert said["seconds"] >= 12, "long enough to take out a telephone"


@pytest.mark.parametrize(("size", "asked"), [(WIDE, False), (NARROW, True)])
def test_a_code_stands_on_every_slide_where_it_is_narrow_or_asked_for(
    size: tuple[int, int], asked: bool
) -> None:
    slides, _ = plan(screens(size, every_code=asked))
    told = [task for task in slides if any(part in words(task) for part in ("鱼塘", "报名"))]
    assert told
    assert all(data(task)["code"] for task in told)
    assert [fault for task in slides for fault in faults(task)] == []


@pytest.mark.parametrize("size", [NARROW, (256, 128), (128, 64)])
def test_lines_end_between_words_and_no_number_is_broken(size: tuple[int, int]) -> None:
    slides, _ = plan(screens(size))
    lines = [text[6] for text in texts(*slides, role="ink")]
    whole, ends = "".join(words_of(SUMMARY)), set()
    for word in words_of(SUMMARY):
        ends.add(len(word) + max(ends, default=0))
    at = 0
    for line in lines:
        if at < len(whole) and whole.startswith(line.rstrip("；"), at):
            at += len(line.rstrip("；"))
            assert at in ends, line
    assert at >= len(whole) - 1
    assert any("800元" in line for line in lines)


def test_no_slide_parts_the_day_and_the_title_of_a_listed_record() -> None:
    listed = [
        views.record_view(f"2026-{at:04d}", title=f"第{at}号机井水泵更换", summary="") for at in range(2, 70)
    ]
    slides, player = plan(village((128, 64), NOTICE, *listed))
    assert player.entry["listed"]
    told = [[text[6] for text in texts(task)] for task in slides]
    starts = [lines for lines in told if any(re.match(r"\d+月\d+日", line) for line in lines[2:])]
    assert starts
    assert all(any(line.endswith("更换") for line in lines) for lines in starts)


@pytest.mark.parametrize(
    ("size", "name", "brief", "head"),
    [
        (NARROW, "柳湾村", "", ["柳湾村", "2026-04-15"]),
        ((128, 96), "柳湾村", "", ["柳湾村", "4月15日"]),
        ((128, 96), "易地搬迁安置点社区", "安置点", ["安置点", "4月15日"]),
        ((80, 96), "柳湾村", "", ["柳湾", "4-15"]),
    ],
)
def test_name_and_day_stand_above_every_slide_but_the_first(
    size: tuple[int, int], name: str, brief: str, head: list[str]
) -> None:
    slides, _ = plan(village(size, NOTICE, name=name, brief=brief))
    told = [task for task in slides[1:] if not data(task)["code"]]
    assert told
    assert all([text[6] for text in sorted(texts(task)[:2])] == head for task in told)


@pytest.mark.parametrize("size", [(128, 64), (256, 64), (80, 64)])
def test_where_lines_would_touch_below_a_head_the_first_slides_alone_tell_name_and_day(
    size: tuple[int, int],
) -> None:
    slides, player = plan(village(size, NOTICE))
    assert data(player)["count"] is None
    said = [[text[6] for text in texts(task)] for task in slides]
    assert said[0][0] == "柳湾村"
    assert sum("柳湾村" in lines for lines in said) <= 2
    assert any("4月15日" in line for lines in said for line in lines)
    for task in (task for task in slides if not data(task)["code"]):
        rows = [text[1] for text in texts(task, role="ink")]
        assert all(below - y >= 18 for y, below in pairwise(rows))


@pytest.mark.parametrize("size", [NARROW, (320, 160), (128, 64)])
def test_the_first_slide_names_the_village_once_in_larger_type(size: tuple[int, int]) -> None:
    first = plan(village(size, NOTICE, name="柳湾村", brief="柳湾"))[0][0]
    (name,) = (text for text in texts(first) if "柳湾" in text[6])
    assert (name[6], name[4]) == ("柳湾村", "title")
    assert name[3] > min(text[3] for text in texts(first))


def test_that_it_is_a_sample_stands_in_a_corner_and_has_no_slide_of_its_own() -> None:
    slides, _ = plan(village(NARROW, NOTICE, sample=True))
    assert all("样例" in words(task) for task in slides)
    assert all(len(texts(task)) > 3 for task in slides)


def test_the_player_finds_the_figures_of_its_count_in_a_picture() -> None:
    *slides, player = tasks(CHANNEL, village(NARROW))
    assert all(re.search(r"/\d{4}\.png$", task.output) for task in slides), (
        "a player of pictures shows them all"
    )
    count: Any = data(player)["count"]
    (drawn,) = re.findall('src="data:image/png;base64,([^"]+)"', made(CHANNEL, player).decode())
    wide, high = Image.open(io.BytesIO(b64decode(drawn))).size
    assert (wide, high) == (10 * count["digit"] + count["slash"], count["size"])


def test_a_strip_runs_its_text_as_pictures_and_as_text_for_its_card() -> None:
    planned = CHANNEL.plan_village(village((160, 16), NOTICE), views.theme())
    files = {item.output.rpartition("/")[2]: item.data for item in planned if isinstance(item, Artifact)}
    told = files["text.txt"].decode()
    assert files["text.gb18030.txt"].decode("gb18030") == told
    assert SUMMARY.rstrip("。") in told
    assert "公开号 2026-0011，第1版，校验码 3F9A-2C81" in told
    slides, player = plan(village((160, 16), NOTICE))
    run = words(*slides).replace(" ", "")
    assert all(line.replace(" ", "") in run for line in told.splitlines())
    assert [slide["alt"] for slide in data(player)["slides"] if slide["alt"]] == told.splitlines()


def test_where_no_code_can_be_read_its_marks_stand_below_the_text() -> None:
    slides, _ = plan(screens((256, 48)))
    (marked,) = (task for task in slides if "3F9A-2C81" in words(task))
    assert words(marked).endswith("2026-0011 第1版 3F9A-2C81"), "the last that is told of the record"


def test_number_edition_and_check_code_share_a_slide_of_the_smallest_panel() -> None:
    slides, _ = plan(village((64, 32), NOTICE))
    (marked,) = (task for task in slides if "3F9A-2C81" in words(task))
    assert [text[6] for text in texts(marked)] == ["2026-0011", "第1版", "3F9A-2C81"]
    assert faults(marked) == []


def test_a_panel_of_two_lines_says_a_day_before_a_long_sentence_and_parts_no_figure() -> None:
    said = "渡口的台阶贴了防滑条，一共三十六级，另外装了扶手。"
    record = views.record_view(facts=(), summary=said, key=None, qr="")
    told = words(*plan(village((64, 32), record))[0])
    assert 0 < told.index("3月2日公开") < told.index("防滑条")
    short = replace(record, summary="本月没有新增。")
    assert "本月没有新增" in words(*plan(village((64, 32), short))[0])
    area = replace(record, key=Fact("面积", "120平方米"))
    figures = [[text[6] for text in texts(task)] for task in plan(village((64, 32), area))[0]]
    assert ["面积", "120", "平方米"] in figures


def test_a_sentence_that_has_room_on_a_slide_is_not_parted() -> None:
    said = "三家报价，选了最低的浩源机电，换两台水泵花48600元，7月24日前有意见打电话。"
    notice = replace(NOTICE, title="东塘机埠水泵更换比选结果公示", summary=said)
    slides = [words(task) for task in plan(village(NARROW, notice))[0]]
    assert any("三家报价" in told and "打电话。" in told for told in slides)


def test_a_long_sentence_is_parted_at_its_pauses() -> None:
    said = (
        "2026年二季度村里收进94,889.93元，花出去84,479.29元，期末账上还有193,455.76元，钱主要花在修渠上，"
        "每一笔都能查。"
    )
    record = replace(views.finance_view(), summary=said)
    lasts = [str(texts(task)[-1][6]) for task in plan(village(NARROW, record))[0]]
    told = [last for last in lasts if last in said]
    assert len(told) > 1
    assert all(last[-1] in "，。" for last in told)


def test_a_key_figure_is_smaller_where_its_sentence_then_stays_whole() -> None:
    said, key = "各户草原面积一共2,431.72亩。", Fact("面积", "2,431.72亩")
    notice = replace(NOTICE, title="2026年草原生态保护补贴面积公示", summary=said, key=key)
    slides = plan(village(NARROW, notice))[0]
    told = next(task for task in slides if "各户草原面积" in words(task))
    assert "2,431.72亩。" in "".join(str(text[6]) for text in texts(told))
    assert [text[3] for text in texts(told, role="title")] == [24]


def test_a_key_figure_alone_on_its_slide_is_as_large_as_can_be() -> None:
    said = "村口鱼塘一共18亩，5月底到期，准备再包出去五年，谁都可以来报名，报名到镇里去，"
    notice = replace(NOTICE, summary=said)
    slides = plan(village(WIDE, notice))[0]
    alone = next(task for task in slides if [text[6] for text in texts(task, role="title")] == ["18亩"])
    assert [text[3] for text in texts(alone, role="title")] == [96]


def test_no_line_breaks_the_name_of_a_group() -> None:
    home = village((128, 64), replace(NOTICE, title="松茸山林石头嘴脚下水池"))
    lines = [
        [text[6] for text in texts(*plan(replace(home, groups=groups))[0], role="title")]
        for groups in ((), ("石头嘴",))
    ]
    assert [any("石头嘴" in str(line) for line in told) for told in lines] == [False, True]


def test_a_sentence_that_fits_below_its_title_stands_there_whole() -> None:
    said = "今年48户领种粮补贴，每亩100元，一共26,100元，有不对的7天内打监督电话。"
    notice = replace(
        NOTICE, title="2026年耕地地力保护补贴名单", summary=said, key=Fact("合计金额", "26,100 元")
    )
    slides = [words(task) for task in plan(village((320, 160), notice))[0]]
    assert any("补贴名单" in told and "打监督电话。" in told for told in slides)


def test_until_when_a_notice_runs_is_said_shorter_where_that_saves_a_line() -> None:
    notice = replace(NOTICE, title="Fish pond", summary="It is let anew.", key=None)
    told = words(*plan(village((128, 64), notice), "en")[0])
    assert "until" in told
    assert "Public notice" not in told
    assert "Public notice" in words(*plan(village(NARROW, notice), "en")[0])


def test_a_panel_of_two_lines_says_nothing_of_the_power_list() -> None:
    slides, _ = plan(village((64, 32), NOTICE, views.power_view()))
    assert "权力" not in words(*slides)


@pytest.mark.parametrize("size", [(128, 64), (1920, 1080)])
def test_amounts_in_a_sentence_are_separated_as_in_figures_and_those_in_words_left_alone(
    size: tuple[int, int],
) -> None:
    notice = views.record_view(
        facts=(), summary="合同价1286400.50元，另付19万3438元，2026年付。", key=None, qr=""
    )
    told = words(*plan(village(size, notice))[0])
    assert "1,286,400.50元" in told
    assert "19万3438元" in told


@pytest.mark.parametrize(("value", "below"), [("1,286,430.75亩", ["亩"]), ("1,286,430.75元", [])])
def test_a_figure_that_fills_the_line_has_what_it_counts_below_and_yuan_are_known(
    value: str, below: list[str]
) -> None:
    notice = replace(NOTICE, key=Fact("合计数额", value))
    slides, player = plan(village((64, 32), notice))
    told = [text[6] for task in slides for text in texts(task)]
    at = told.index("1,286,430.75") + 1
    after = told[at : at + len(below) + 1]
    assert after[:-1] == below
    assert NOTICE.summary.startswith(after[-1])
    assert value in str(data(player)), "to those who do not see it"


def test_where_a_figure_fills_the_line_what_it_counts_stands_beside_its_label() -> None:
    notice = replace(NOTICE, key=Fact("金额", "2,430,037.50 元"))
    slides = [[text[6] for text in texts(task)] for task in plan(village((64, 32), notice))[0]]
    assert ["金额", "元", "2,430,037.50"] in slides


def test_a_title_that_would_fill_a_slide_begins_below_the_day() -> None:
    notice = views.notice_view(title="海塘外侧垃圾清运人选公示", notice_end="2026-10-21")
    slides = [[text[6] for text in texts(task)] for task in plan(village((64, 32), notice))[0]]
    at = slides.index(["至10-21", "海塘外侧"])
    assert slides[at + 1] == ["垃圾清运", "人选公示"]
    notice = replace(notice, title="电价公示")
    slides = [[text[6] for text in texts(task)] for task in plan(village((64, 32), notice))[0]]
    assert ["电价公示", "至10-21"] in slides


@pytest.mark.parametrize("size", [(64, 32), (96, 48), (128, 32)])
def test_a_panel_of_two_lines_tells_sentences_where_there_is_time_before_what_a_record_ends_with(
    size: tuple[int, int],
) -> None:
    notices = [
        replace(NOTICE, number=f"2026-0{index:03d}", summary="水泵换了两台。") for index in range(100, 160)
    ]
    for many in (notices, notices[:3]):
        slides, player = plan(village(size, *many))
        told = [[str(text[6]) for text in texts(task)] for task in slides]
        shown: Any = player.entry["numbers"]
        said = [index for index, lines in enumerate(told) if "换了" in "".join(lines)]
        ends = [index for index, lines in enumerate(told) if "2026-01" in "".join(lines)]
        assert len(said) == len(shown) > 0
        assert all(before < end for before, end in zip(said, ends, strict=False))


@pytest.mark.parametrize("size", [(64, 32), (128, 64), NARROW])
def test_titles_of_running_notices_go_by_faster_where_more_are_named_so(size: tuple[int, int]) -> None:
    running = [replace(NOTICE, number=f"2026-0{index:03d}") for index in range(100, 160)]
    past = [replace(record, phase=State.CURRENT, published=record.notice_end) for record in running]
    view = village(size)
    led = led_of(view, view.screens[0], select(view, views.theme().say), views.theme())
    hurried, at_ease = (led.listing(records, 120) for records in (running, past))
    assert len(hurried.records) > len(at_ease.records) > 0
    assert max(map(lasting, (hurried.slides, at_ease.slides))) <= 120


def test_titles_of_running_notices_go_by_faster_on_a_strip_too() -> None:
    running = [replace(NOTICE, number=f"2026-0{index:03d}") for index in range(100, 160)]
    strip = Strip(640, 32, views.theme().fonts, village((640, 32)), views.theme().say, "2026-04-16")
    slides = strip.listing(running, 120).slides
    assert lasting(slides) <= 120
    assert any(slide.seconds == slide.least > 3 for slide in slides)


def test_a_colon_of_a_sentence_may_end_a_slide_and_one_behind_a_label_may_not() -> None:
    said = "2025年净赚487万3140元2角6分：提三成留集体，每人分800元，3612人共288万9600元，春节前到账。"
    notice = views.notice_view(
        title="2025年度收益分配方案公示", summary=said, notice_end="2026-08-12", key=None
    )
    slides = [[text[6] for text in texts(task)] for task in plan(village((192, 96), notice))[0]]
    assert any(lines[-1] == "487万3140元2角6分：" for lines in slides)
    facts = (Fact("会议", "村民代表会议2026年2月28日"),)
    notice = replace(NOTICE, title="党员大会情况", summary="", facts=facts, key=None)
    slides = [[text[6] for text in texts(task)] for task in plan(village((128, 64), notice))[0]]
    assert any("会议：" in lines for lines in slides)
    assert not any(lines[-1] == "会议：" for lines in slides)


def test_a_word_wider_than_the_smallest_panel_is_set_in_narrower_type_and_not_broken() -> None:
    fact = Fact("Supervision", "186,400 yuan")
    notice = replace(NOTICE, title="Replacement of pumps", summary="", key=fact)
    slides, _ = plan(village((64, 32), notice))
    told = [[text[6] for text in texts(task)] for task in slides]
    assert ["至4-21", "Replacement"] in told
    assert ["Supervision", "186,400", "yuan"] in told
    assert not [fault for task in slides for fault in faults(task)]


def test_a_title_on_several_slides_is_read_aloud_with_blanks_between_its_words() -> None:
    notice = replace(NOTICE, title="Three households join the minimum living allowance", summary="")
    _, player = plan(village((64, 32), notice), "en")
    told = [slide["alt"].splitlines()[0] for slide in data(player)["slides"] if slide["alt"]]
    assert "living allowance" in told


def test_a_long_word_in_brackets_is_not_broken_either() -> None:
    slides, _ = plan(village((64, 32), replace(NOTICE, title="Lamps (corrected)", summary="")))
    assert "(corrected)" in [text[6] for task in slides for text in texts(task)]


@pytest.mark.parametrize(("size", "beside"), [((256, 128), False), ((320, 160), True)])
def test_who_is_told_to_scan_for_the_power_list_has_a_code_beside(
    size: tuple[int, int], beside: bool
) -> None:
    slides, _ = plan(village(size, NOTICE, views.power_view(title="村级工程", class_label="重大决策")))
    (told,) = (task for task in slides if "小微权力清单共" in words(task))
    assert ("扫码就能看" in words(told), data(told)["code"] is not None) == (beside, beside)
    assert beside or "重大决策" in words(told)


def test_beside_the_code_stands_the_first_name_of_the_village_that_no_line_breaks() -> None:
    for name, shown in (("柳湾村", "柳湾村"), ("北岸易地搬迁集中安置社区", "北岸新村")):
        slides, _ = plan(village((256, 128), NOTICE, name=name, brief="北岸新村"))
        code = next(task for task in slides if data(task)["code"])
        assert shown in [text[6] for text in texts(code)]
        assert name in words(*slides)


def test_an_item_of_the_power_list_is_told_by_more_than_its_title() -> None:
    power = views.power_view(summary="", facts=(Fact("谁来办", "村委会"),))
    slides, _ = plan(village(NARROW, NOTICE, power))
    assert any("村委会" in words(task) for task in slides)


def test_a_strip_tells_the_sum_of_each_accounts_and_until_when_they_can_be_objected_to() -> None:
    whole = accounts("9475.86", "193438.15", "80032.80", "122881.21")
    more = replace(whole, number="2026-0013", title="3组一季度收支", headline=1)
    running = replace(more, number="2026-0014", state="notice", phase="notice", notice_end="2026-04-21")
    _, player = plan(village((320, 16), whole, more, running))
    told = [slide["alt"] for slide in data(player)["slides"] if "期末余额：122,881.21" in slide["alt"]]
    assert len(told) == 3
    assert ["公示到4月21日" in said for said in told].count(True) == 1


def test_the_item_of_the_week_is_called_so_above_its_title() -> None:
    power = views.power_view(title="农村集体经济组织成员身份确认和集体资产股权登记办理", summary="找组长。")
    slides, _ = plan(village((128, 64), NOTICE, power))
    (week,) = (task for task in slides if "每周一项权力" in words(task))
    assert "农村集体" in "".join(text[6] for text in texts(week))


def test_on_a_low_panel_the_mark_of_a_sample_shares_a_slide_with_the_day() -> None:
    shown = replace(village((64, 32), NOTICE), sample=True)
    _, dated, *_ = plan(shown)[0]
    assert [text[6] for text in texts(dated)] == ["样例", "4月15日"]


@pytest.mark.parametrize("size", [(64, 32), (96, 48), (128, 64)])
def test_neither_a_check_code_nor_an_amount_is_cut(size: tuple[int, int]) -> None:
    slides, _ = plan(village(size, accounts("9475.86", "193438.15", "80032.80", "122881.21")))
    lines = [text[6] for text in texts(*slides)]
    assert {"9,475.86", "193,438.15", "80,032.80", "122,881.21"} <= set(lines)
    assert any("2060-8E18" in line for line in lines)


def test_a_low_panel_parts_neither_a_notice_from_its_day_nor_a_full_stop_from_its_sentence() -> None:
    notice = views.notice_view(title="渡口候船亭公示", summary="付电费66元4角。", notice_end="2026-10-01")
    slides, _ = plan(village((64, 32), notice))
    told = [[text[6] for text in texts(task)] for task in slides]
    assert ["至10-01", "渡口"] in told
    assert not any(not any(map(str.isalnum, line)) for lines in told for line in lines)


def test_a_title_of_three_lines_and_its_last_day_stand_close_where_both_then_share_a_slide() -> None:
    title = "2026年脱贫人口小额信贷贴息对象及金额公示"
    notice = views.notice_view(title=title, summary="付贴息68914元。", notice_end="2026-10-01")
    (told,) = (task for task in plan(village((128, 64), notice))[0] if "公示到10月1日" in str(data(task)))
    assert "".join(text[6] for text in texts(told, role="title")) == title
    assert faults(told) == []


def test_name_and_day_and_the_first_of_a_list_stand_close_where_they_then_share_a_slide() -> None:
    title = "村机动草场承包经营权流转方案情况"
    listed = [views.record_view(f"2026-{at:04d}", title=title, summary="") for at in range(2, 70)]
    shown = replace(village((128, 64), NOTICE, *listed), name="白音塔拉乌兰套海示范村", sample=True)
    slides, _ = plan(shown)
    told = ["".join(str(text[6]) for text in texts(task)) for task in slides]
    assert all(part in told[0] for part in (shown.name, "样例", "内容截至"))
    first = next(at for at, text in enumerate(told) if text.startswith("也在公开"))
    assert told[first].endswith("情况")
    assert [fault for task in (slides[0], slides[first]) for fault in faults(task)] == []


def test_a_short_low_panel_shows_two_lines_and_has_a_running_text_as_well() -> None:
    planned = CHANNEL.plan_village(village((64, 32), NOTICE), views.theme())
    files = {item.output.rpartition("/")[2]: item.data for item in planned if isinstance(item, Artifact)}
    assert SUMMARY.rstrip("。") in files["text.txt"].decode()
    slides, _ = plan(village((64, 32), NOTICE))
    assert any(len({text[4] for text in texts(task)}) == 1 and len(texts(task)) == 2 for task in slides)
    assert [fault for task in slides for fault in faults(task)] == []


def test_the_list_of_the_smallest_panel_takes_no_last_day_for_a_day_of_publication() -> None:
    notices = [replace(NOTICE, number=f"2026-0{index:03d}") for index in range(100, 150)]
    told = [[str(text[6]) for text in texts(task)] for task in plan(village((64, 32), *notices))[0]]
    (first,) = (lines for lines in told if lines[0] == "也在公开")
    assert first[1] == "至4-21"


def test_the_list_of_a_strip_says_until_when_notices_run_and_the_year_of_other_days() -> None:
    listed = (NOTICE, views.record_view(published="2024-12-30", title="渡口收费"))
    strip = Strip(512, 32, views.theme().fonts, village((512, 32)), views.theme().say, "2026-04-16")
    told = "".join(running_text(strip.listing(listed, 100).slides))
    assert f"至4月21日 {NOTICE.title}" in told
    assert "2024年12月30日 渡口收费" in told


def test_the_words_of_a_strip_have_the_colours_of_what_they_say() -> None:
    slides, _ = plan(village((320, 32), NOTICE))
    said: dict[str, str] = {}
    for text in texts(*slides):
        said[text[4]] = said.get(text[4], "") + text[6]
    assert "村口鱼塘发包方案公示" in said["title"]
    assert "3F9A-2C81" in said["soft"]
    assert SUMMARY.rstrip("。") in said["ink"]


PANELS = st.tuples(st.integers(64, 400), st.integers(32, 200))
AMOUNTS = st.decimals(0, 99999999, places=2).map(str)
LABELS = frozenset({"金额", "监督电话", "咨询电话", "也在公开", "最大一笔支出", *FIGURES})


@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(PANELS, AMOUNTS, AMOUNTS, st.sampled_from((1, 4, 13)))
def test_on_any_panel_figures_are_whole_no_label_stands_alone_and_the_loop_keeps_its_time(
    size: tuple[int, int], key: str, amount: str, notices: int
) -> None:
    said = f"三家报价（协助）、合同价{key}元，2026年12月23日前有意见打监督电话0900-8880110。"
    shown = [
        views.notice_view(
            f"2026-{at:04d}", title=f"第{at}号机井水泵更换", summary=said, key=Fact("金额", f"{key} 元")
        )
        for at in range(100, 100 + notices)
    ]
    slides, player = plan(village(size, *shown, replace(accounts(amount, amount, key, key), largest=())))
    lines = [[text[6] for text in sorted(texts(task), key=lambda text: text[1])] for task in slides]
    assert [fault for task in slides for fault in faults(task)] == []
    if size[0] < 5 * size[1] or size[1] >= 48:  # no strip
        told = " ".join(line for each in lines for line in each)
        assert say_amount(amount) in told
        assert say_amount(key) in told
        assert "0900-8880110" in told
        assert not any(line[0] in "，。、；：）" for each in lines for line in each)
        below = [{text[6] for text in texts(task) if text[1] or size[1] < 48} for task in slides]
        assert not any(each and each <= LABELS for each in below)
    assert sum(slide["seconds"] for slide in data(player)["slides"]) <= 480
    entry: Any = player.entry
    named = {*entry["numbers"], *entry["listed"]}
    assert size[0] < 128 or size[1] < 64 or {record.number for record in shown} <= named


@pytest.mark.parametrize("size", [(128, 64), (160, 80), (192, 64), NARROW])
def test_each_record_has_a_code_that_can_be_read_once_on_a_narrow_panel(size: tuple[int, int]) -> None:
    notices = [views.notice_view(f"2026-{at:04d}", qr=FAR.replace("0011", f"{at:04d}")) for at in range(1, 5)]
    slides, player = plan(village(size, *notices))
    read = [code for task in slides for code in find_codes(picture(task))]
    entry: Any = player.entry
    assert sorted(code.text[-10:-1] for code in read if "2026-" in code.text) == entry["numbers"] != []
    assert [fault for code in read for fault in unreadable(code)] == []


def test_no_two_lines_of_type_touch() -> None:
    for task in plan(village((128, 64), NOTICE))[0]:
        drawn = picture(task).convert("L")
        for x, y, _, size, _, _, text in texts(task):
            row = drawn.crop((x, y, x + room(text, size), y + 1))
            assert size > 16 or row.getextrema() == (0, 0), text


def test_the_list_stands_below_a_head_that_says_so_where_lines_are_few() -> None:
    listed = [
        views.record_view(f"2026-{at:04d}", title=f"第{at}号机井水泵更换", summary="") for at in range(2, 70)
    ]
    slides, _ = plan(village((128, 64), NOTICE, *listed))
    told = [[text[6] for text in texts(task)] for task in slides if not data(task)["code"]]
    assert any(lines[0] == "也在公开" for lines in told)
    assert not any("也在公开" in lines[1:] for lines in told)


def test_a_notice_its_day_and_its_figure_share_a_slide_where_lines_set_close_have_room() -> None:
    notice = replace(NOTICE, title="征地补偿费分配方案公示", summary="", key=Fact("补偿总额", "2,640,000 元"))
    told = [task for task in plan(village(NARROW, notice))[0] if "2,640,000" in words(task)]
    assert ["征地补偿费" in words(task) and "4月21日" in words(task) for task in told] == [True]
    assert [fault for task in told for fault in faults(task)] == []


def test_a_unit_is_smaller_where_its_figure_is_large_only_so() -> None:
    notice = replace(NOTICE, title="征地补偿费分配方案公示", summary="", key=Fact("补偿总额", "2,640,000 元"))
    (told,) = (task for task in plan(village((128, 64), notice))[0] if "2,640,000" in words(task))
    assert {text[6]: text[3] for text in texts(told, role="title")} == {"2,640,000": 24, "元": 16}
    assert faults(told) == []


def test_a_sentence_is_larger_where_a_high_panel_has_room_for_that() -> None:
    record = replace(accounts("90.00", "36000.00", "35990.00", "100.00"), summary="收的比支的多10元。")
    (told,) = (task for task in plan(village((256, 128), record))[0] if "多10元" in words(task))
    assert {text[3] for text in texts(told, role="ink")} == {24}


def test_the_last_day_is_large_where_a_notice_has_nothing_else() -> None:
    notice = replace(NOTICE, title="4组组长人选公示", summary="", key=None, facts=())
    (told,) = (task for task in plan(village(NARROW, notice))[0] if "4组组长" in words(task))
    assert [(text[6], text[3]) for text in texts(told, role="title")][-1] == ("4月21日", 32)
    assert words(told).count("4月21日") == 1


def test_the_name_of_a_village_is_on_one_line_before_it_is_larger_on_two() -> None:
    view = village((320, 160), NOTICE, name="东门外大街社区")
    lines = [text[6] for text in texts(plan(view)[0][0], role="title")]
    assert lines == ["东门外大街社区"]


def test_a_title_of_four_lines_and_its_last_day_share_a_slide_of_five() -> None:
    long = "阿克苏河上游左岸牧道（阿克段至阿合段）水毁修复工程施工和监理比选成交候选人情况公示"
    notice = replace(NOTICE, title=long)
    slides = plan(village(NARROW, notice))[0]
    (told,) = (task for task in slides if "4月21日" in words(task))
    assert "候选人" in words(told)
    assert faults(told) == []


def test_a_day_is_not_taken_for_part_of_the_number_that_a_listed_title_begins_with() -> None:
    title = "2026年度监督委员会补选候选人公示（第二片区）"
    notices = [replace(NOTICE, number=f"2026-0{index:03d}", title=title) for index in range(100, 130)]
    slides, _ = plan(village((128, 64), *notices))
    told = [[text[6] for text in texts(task)] for task in slides if not data(task)["code"]]
    assert any(lines[2:4] == ["至4月21日", "2026年度"] or "至4月21日" in lines for lines in told)
    assert not any("至" in lines for lines in told)


def test_a_day_stands_above_a_title_where_that_takes_no_line_more() -> None:
    notices = [
        replace(NOTICE, number=f"2026-0{index:03d}", title="垃圾分类督导员招聘公示")
        for index in range(100, 130)
    ]
    slides, _ = plan(village((128, 64), *notices))
    told = [[text[6] for text in texts(task)] for task in slides if "至4月21日" in words(task)]
    assert told
    assert all(lines[-3:] == ["至4月21日", "垃圾分类督导员", "招聘公示"] for lines in told)


@pytest.mark.parametrize(("size", "largest"), [((256, 128), 24), ((192, 96), 16), ((320, 160), 32)])
def test_telephone_numbers_are_as_large_as_their_slide_has_room(size: tuple[int, int], largest: int) -> None:
    view = village(size, NOTICE)
    (told,) = (task for task in plan(view)[0] if view.supervise_phone in words(task))
    sizes = {text[6]: text[3] for text in texts(told)}
    assert sizes[view.supervise_phone] == sizes[view.contact_phone] == largest
    assert faults(told) == []


def test_a_line_ends_at_a_comma_where_as_many_lines_do() -> None:
    notice = replace(NOTICE, summary="招6名督导员，每月2,100元，社区居民优先。", key=None)
    told = [[text[6] for text in texts(task)] for task in plan(village((160, 80), notice))[0]]
    assert any(lines[-3:] == ["招6名督导员，", "每月2,100元，", "社区居民优先。"] for lines in told)


def test_a_word_that_no_type_sets_on_a_line_goes_on_behind_a_hyphen() -> None:
    notice = replace(NOTICE, title="Compensation for land", summary="", key=None)
    slides, player = plan(village((64, 32), notice), "en")
    told = [text[6] for task in slides for text in texts(task)]
    at = told.index("Compen-")
    assert told[at + 1] == "sation for"
    assert any("Compensation for land" in slide["alt"] for slide in data(player)["slides"])
    assert not [fault for task in slides for fault in faults(task)]


def test_a_title_of_lines_about_equally_long_breaks_a_word_behind_its_hyphen_only() -> None:
    notice = replace(NOTICE, title="By-election of a supervisor", summary="", key=None)
    told = [text[6] for task in plan(village((64, 32), notice), "en")[0] for text in texts(task)]
    assert [told[told.index("By-") + at] for at in range(4)] == ["By-", "election", "of a", "supervisor"]


def test_a_title_is_no_larger_than_text_where_its_sentence_and_figure_then_share_its_slide() -> None:
    said = "教学楼一层640平方米，租8年，底价每年2万8000元，11月26日上午9点在村部二楼开标。"
    notice = replace(NOTICE, title="村小学旧校舍对外出租公示", summary=said, key=Fact("面积", "640平方米"))
    slides = plan(village((256, 128), notice))[0]
    (told,) = (task for task in slides if "旧校舍" in words(task))
    assert all(part in words(told) for part in ("二楼开标", "面积", "640平方米"))
    assert faults(told) == []
    short = replace(notice, summary="租8年，26日开标。")
    (larger,) = (task for task in plan(village((256, 128), short))[0] if "26日开标" in words(task))
    assert {text[3] for text in texts(larger) if "对外出租" in text[6]} == {24}


@pytest.mark.parametrize("size", [(64, 32), (96, 48)])
def test_a_list_on_two_lines_says_a_day_once_above_all_titles_of_that_day_and_names_all(
    size: tuple[int, int],
) -> None:
    notices = [
        replace(
            NOTICE,
            number=f"2026-0{index:03d}",
            title=f"{index % 9 + 1}组灌溉渠清淤工程结算",
            notice_end=f"2026-04-{21 + index // 20}",
        )
        for index in range(60)
    ]
    slides, player = plan(village(size, *notices))
    assert len(player.entry["numbers"]) + len(player.entry["listed"]) >= 60
    listed = player.entry["listed"]
    assert isinstance(listed, list)
    at = next(index for index, task in enumerate(slides) if "也在公开" in words(task))
    days = [text[6] for task in slides[at:] for text in texts(task, role="soft") if "至4" in text[6]]
    assert len(days) == len({*days}) == 3
    said = "".join(slide["alt"] for slide in data(player)["slides"][at:])
    assert said.count("至4") >= len(listed) - 1
    assert not [fault for task in slides for fault in faults(task)]


def test_both_telephone_numbers_share_a_slide_in_one_type_where_the_title_is_small() -> None:
    view = village((128, 128), NOTICE)
    (told,) = (task for task in plan(view)[0] if view.supervise_phone in words(task))
    assert view.contact_phone in words(told)
    view = village((256, 128), NOTICE, contact_phone="0900-8880431-80123")
    (told,) = (task for task in plan(view)[0] if view.supervise_phone in words(task))
    sizes = {text[6]: text[3] for text in texts(told)}
    assert sizes[view.supervise_phone] == sizes[view.contact_phone]


def test_a_strip_tells_facts_of_a_record_that_has_neither_a_sentence_nor_a_key_figure() -> None:
    facts = (Fact("标的", "太阳能路灯36盏"), Fact("起", "2026年9月1日"))
    contract = views.record_view("2026-0042", title="村道照明合同", summary="", facts=facts)
    assert "村道照明合同；标的：太阳能路灯36盏；起：2026年9月1日；公开号" in words(
        *plan(village((640, 32), contract))[0]
    )
    said = replace(contract, summary="装36盏路灯。")
    assert "标的" not in words(*plan(village((640, 32), said))[0])


def test_a_notice_of_a_title_and_a_last_day_has_both_on_one_slide() -> None:
    notice = views.notice_view(title="村监委会补选结果公示", summary="", qr=FAR)
    for size in ((128, 64), NARROW, (256, 128)):
        shown = [words(task) for task in plan(village(size, replace(notice, facts=(), figures=())))[0]]
        (titled,) = (said for said in shown if "补选结果" in said)
        assert "4月21日" in titled


def test_a_long_address_has_a_code_on_a_low_panel_with_scheme_and_host_in_capitals() -> None:
    far = "https://www.yunxixian.example.com/cwgk/sancha/2026-0011/"
    slides, _ = plan(village((128, 64), replace(NOTICE, qr=far), qr=far.removesuffix("2026-0011/")))
    (code,) = (task for task in slides if "2026-0011" in str((data(task)["code"] or {}).get("address")))
    shown = picture(code).resize((512, 256), Image.Resampling.NEAREST)
    assert [found.text for found in find_codes(shown)] == [
        far.replace("https://www.yunxixian.example.com", "HTTPS://WWW.YUNXIXIAN.EXAMPLE.COM")
    ]
    assert faults(code) == []
    wide = [data(task)["code"] for task in plan(village(NARROW, replace(NOTICE, qr=far), qr=""))[0]]
    assert {code["address"] for code in wide if code} == {far}
