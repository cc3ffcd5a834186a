"""A village's settings: what is read, and what stops the village."""

from __future__ import annotations

from typing import Any

import pytest

from sunboard.fields.declarations import Key, keys_of
from sunboard.fields.part import Part
from sunboard.model.problem import Log
from sunboard.reading.settings import (
    NAME_TWICE,
    Settings,
    read_site_settings,
    read_township_settings,
    read_village_settings,
)
from sunboard.reading.sources import meant_settings
from sunboard.settings.places import Site, Township, Village

HEAD = "名称: 柳湾村\n行政区划代码: '629901001001'\n"


def read(text: str) -> tuple[object, Log]:
    read = read_village_settings((HEAD + text).encode(), "liuwan")
    log = Log()
    log.problems += read.problems
    return read.understood, log


@pytest.mark.parametrize(
    ("key", "attribute", "what"), [("公开栏", "boards", "公开栏"), ("屏幕", "screens", "屏幕")]
)
def test_of_two_of_one_name_the_first_is_kept_and_the_village_is_built(
    key: str, attribute: str, what: str
) -> None:
    plans = "".join(
        f"  - 名称: {name}\n    尺寸: {size}\n"
        for name, size in (("gate", "1200x900"), ("square", "600x900"), ("gate", "300x300"))
    )
    village, log = read(f"{key}:\n{plans}")
    assert [(plan.name, plan.size) for plan in getattr(village, attribute)] == [
        ("gate", (1200, 900)),
        ("square", (600, 900)),
    ]
    (problem,) = log.problems
    assert problem.fault is NAME_TWICE
    assert problem.is_error
    assert problem.place.line == 8
    assert what in problem.message("zh")
    assert attribute in problem.message("en")


def test_a_board_and_a_screen_may_share_a_name() -> None:
    village, log = read(
        "公开栏:\n  - 名称: gate\n    尺寸: 1200x900\n屏幕:\n  - 名称: gate\n    尺寸: 1920x1080\n"
    )
    assert village is not None
    assert log.problems == []


def read_any(place: type[Part], text: str) -> Settings[Any]:
    data = text.encode()
    if place is Site:
        return read_site_settings(data)
    return (read_township_settings if place is Township else read_village_settings)(data, "liuwan")


PLACES = {
    Site: "标题: 云溪县\n网址: https://yunxi.example.com\n",
    Township: "名称: 青石镇\n",
    Village: HEAD,
}


@pytest.mark.parametrize(
    ("place", "key"),
    [(place, key) for place in PLACES for key in keys_of(place)],
    ids=lambda one: one.__name__ if isinstance(one, type) else one.name,
)
def test_what_is_wrong_spoils_itself_alone_but_for_what_a_place_is_known_by(
    place: type[Part], key: Key
) -> None:
    known_by = {"title", "name", "code", "slug", "type", "base_url", "qr_base", "today", "sample"}
    lines = [line for line in PLACES[place].splitlines() if not line.startswith(f"{key.zh}:")]
    unused = place is Village and key.name == "base_url"
    settings = read_any(place, "\n".join([*lines, f"{key.zh}: [[不对]]"]))
    assert [problem.place.line for problem in settings.problems if problem.is_error] == [len(lines) + 1]
    assert (settings.understood is None) == (key.name in known_by and not unused)
    if settings.understood is not None:
        assert not getattr(settings.understood, key.name)


def test_one_bad_telephone_spoils_one_telephone() -> None:
    village, log = read(
        "电话:\n  咨询电话: 打不通\n  监督电话: 0900-8880110\n  其他电话: {水厂: 坏了, 电工: 0900-8880131}\n"
        "岗位:\n  - {姓名: 何广仁, 电话: 打不通}\n  - {姓名: 吴月琴, 公开: 也许}\n  - {姓名: 陈守田}\n"
        "公开栏:\n  - {名称: gate, 尺寸: 大}\n  - {名称: main, 尺寸: 1200x900mm, 用墨: 很多}\n"
    )
    assert [problem.place.line for problem in log.problems] == [4, 6, 8, 9, 12, 13]
    assert isinstance(village, Village)
    assert village.phones is not None
    assert (village.phones.contact_phone, village.phones.supervise_phone) == (None, "0900-8880110")
    assert village.phones.others == {"电工": "0900-8880131"}
    assert [(post.name, post.phone) for post in village.posts] == [("何广仁", None), ("陈守田", None)]
    assert [(board.name, board.ink) for board in village.boards] == [("main", None)]


def test_a_further_telephone_has_a_place_of_its_own() -> None:
    phones = "电话: {咨询电话: 0900-8880120}\n"
    _, log = read(f"{phones}联系电话: 0900-8880121\n镇纪委电话: 0900-8880123\n")
    twice, unknown = (problem.hint("zh") for problem in log.problems)
    assert "改成 其他电话: {…: …}；" in twice
    assert unknown.startswith("它是“其他电话”里的一项")
    village, log = read(f"{phones}其他电话: {{联系: 0900-8880121, 镇纪委电话: 0900-8880123}}\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert village.phones is not None
    assert village.phones.others == {"联系": "0900-8880121", "镇纪委电话": "0900-8880123"}


def test_of_two_values_of_one_key_neither_is_taken() -> None:
    village, log = read(
        "人口: 1260\n人口: 1300\n户数: 318\n电话:\n  监督: 0900-8880110\n  监督: 0900-8880111\n"
    )
    assert [problem.place.line for problem in log.problems] == [4, 8]
    assert isinstance(village, Village)
    assert (village.population, village.households) == (None, "318")
    assert village.phones
    assert village.phones.supervise_phone is None
    assert read("行政区划代码: '629901001002'\n")[0] is None


@pytest.mark.parametrize("code", ["6299 0100 1001", "６２９９０１００１００１", "629901 001 001"])
def test_the_code_may_be_typed_in_groups(code: str) -> None:
    village = read_village_settings(f"名称: 柳湾村\n行政区划代码: {code}\n".encode(), "liuwan").understood
    assert village is not None
    assert village.code == "629901001001"


@pytest.mark.parametrize("name", ["村代码", "区划代码", "统计用区划代码", "代码"])
def test_the_code_goes_by_what_people_call_it(name: str) -> None:
    village = read_village_settings(f"村名: 柳湾村\n{name}: 629901001001\n".encode(), "liuwan").understood
    assert village is not None
    assert village.code == "629901001001"


GOOD = "http://gk.example.com:8080/a http://192.168.1.10/gk https://localhost:65535"
BAD = "http://gk.2026 http://256.1.1.1 http://1.2.3 http://a.example.com:65536 http://a.example.com:99999"


@pytest.mark.parametrize("address", [*GOOD.split(), *BAD.split()])
def test_an_address_is_one_that_can_be(address: str) -> None:
    accepted = address in GOOD.split()
    read = read_site_settings(f"标题: 云溪县\n网址: {address}\n".encode())
    assert (read.understood is not None) == accepted
    assert [problem.place.line for problem in read.problems] == ([] if accepted else [2])


def test_the_address_of_a_page_is_not_that_of_the_site() -> None:
    (problem,) = read_site_settings("标题: 云溪县\n网址: gk.yunxi.cn/cwgk/index.html\n".encode()).problems
    assert problem.hint("zh") == "例如：网址: https://gk.yunxi.cn/cwgk"


def test_each_refused_name_of_a_file_is_offered_another() -> None:
    screens = "屏幕: [{名称: 电视, 尺寸: 1920x1080}, {名称: 门口屏, 尺寸: 192x96}]\n"
    problems = read_village_settings(
        f"名称: 柳湾村\n行政区划代码: 629901001001\n{screens}".encode(), "liuwan"
    ).problems
    assert [one.hint("zh") for one in problems] == ["例如：名称: hall3", "例如：名称: hall4"]


def test_the_only_settings_of_a_folder_are_meant_for_it() -> None:
    assert meant_settings(["村.yaml", "law/省.yaml", "事项"]) == "村.yaml"
    assert meant_settings(["a.yaml", "village.yaml.txt"]) == "village.yaml.txt"
    assert meant_settings(["a.yaml", "b.yaml"]) == ""


def test_words_in_place_of_an_address_are_to_be_deleted() -> None:
    (problem,) = read_site_settings("标题: 云溪县\n网址: 还没有（等县里开通）\n".encode()).problems
    assert problem.hint("zh").startswith("还没有网址的，删去这一行")


@pytest.mark.parametrize("count", ["5个", "共 5 个村民小组", "五个组"])
def test_how_many_groups_there_are_names_none(count: str) -> None:
    village, log = read(f"村民小组: {count}\n")
    assert village is not None
    assert not village.groups
    (problem,) = log.problems
    assert "各组的名称" in problem.message("zh")
    assert "…组、…组" in problem.hint("zh")


def test_a_post_written_as_a_name_of_its_own_is_sent_below_the_posts() -> None:
    _, log = read("村支书: 何广仁\n村委会主任: 陈守田\n副主任说明: 待定\n")
    first, second, other = (one.hint("zh") for one in log.problems)
    assert "移到“岗位”下面（没有就先写一行 岗位:），写成 - {姓名: 何广仁, 职务: 村支书}，行首空两格" in first
    assert "- {姓名: 陈守田, 职务: 村委会主任}" in second
    assert "姓名" not in other


def test_boards_named_in_chinese_are_offered_names_that_differ() -> None:
    _, log = read("公开栏:\n  - {名称: 村部, 尺寸: 2400x1200}\n  - {名称: 三组, 尺寸: 1200x900}\n")
    assert len({one.hint("zh") for one in log.problems}) == 2


def test_one_number_alone_is_for_questions() -> None:
    village, log = read("电话: 0900-8880120\n村民小组: 1-3组、东组\n")
    assert village is not None
    assert village.phones is not None
    assert (village.phones.contact_phone, village.phones.supervise_phone) == ("0900-8880120", None)
    assert village.groups == ("1组", "2组", "3组", "东组")
    assert not log.problems


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("公开栏: [{名称: main, 尺寸: A1}]", "竖着的写 A1竖（594x841毫米），横着的写 A1横（841x594毫米）"),
        (
            "公开栏: [{名称: main, 尺寸: A1横, 用墨: 黑白}]",
            "从这几个里选意思对的写：省墨、全彩、outline、full",
        ),
        ("短名: Liu-Wan", "例如：短名: liuwan"),
        ("短名: 柳湾", "写拼音：柳湾村写 liuwan，例如：短名: …"),
        ("曾用短名: 河湾村", "照以前网址里的写，不是村名的读音，例如：曾用短名: …"),
        (
            "电话: {咨询电话: 0900-8880120、0900-8880121}",
            "其他电话: {…: 0900-8880121}；这一行，例如：咨询电话: 0900-8880120",
        ),
        (
            "办公时间:\n  上午: 8:30-12:00\n  下午: 14:00-17:30",
            "办公时间: 上午：8:30-12:00；下午：14:00-17:30",
        ),
        ("意见箱:\n- 村部门口\n- 每周五开", "意见箱: 村部门口；每周五开"),
        ("不要求公开:\n  HM04: 本村没有", "不要求公开: [{编码: HM04, 原因: 本村没有}]"),
        ("不要求公开: HM04、CW05（本村没有）", "[{编码: HM04, 原因: …}, {编码: CW05, 原因: 本村没有}]"),
        ("启用日期: 2026年", "例如：启用日期: 2026-01-01"),
        ("启用日期: 2026.3.1起", "例如：启用日期: 2026-03-01"),
        ("启用日期: 开春", "照实写成年-月-日，例如：启用日期: …"),
        ("村史馆: 有", "字面最像的是：村情、村民小组；意思都不对的，"),
    ],
)
def test_what_people_write_is_proposed_as_it_is_to_be_written(written: str, hint: str) -> None:
    _, log = read(f"{written}\n")
    (problem,) = log.problems
    assert hint in problem.hint("zh")
    assert problem.hint("en")


@pytest.mark.parametrize(
    ("code", "shown"), [("629901001001（十二位）", "629901001001"), ("629901001", "…"), ("不知道", "…")]
)
def test_no_code_of_another_place_is_proposed(code: str, shown: str) -> None:
    (problem,) = read_village_settings(f"名称: 柳湾村\n行政区划代码: {code}\n".encode(), "liuwan").problems
    assert problem.hint("zh").endswith(f"例如：行政区划代码: {shown}")
    (missing,) = read_village_settings("名称: 柳湾村\n".encode(), "liuwan").problems
    assert "行政区划代码: …" in missing.hint("zh")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://gk.yunxi.cn（县政府网站）", "https://gk.yunxi.cn"),
        ("https://云溪村务.中国", "https://…"),
        ("https://gk.yunxi.cn/?id=3", "https://…"),
    ],
)
def test_no_address_of_anybody_else_is_proposed(address: str, shown: str) -> None:
    (problem,) = read_site_settings(f"标题: 云溪县\n网址: {address}\n".encode()).problems
    assert problem.hint("zh") == f"例如：网址: {shown}"


@pytest.mark.parametrize(
    ("written", "size"),
    [("宽: 2.4米, 高: 1.2米", (2400, 1200)), ("高: 900, 宽: 1200", (1200, 900)), ("尺寸: A1竖", (594, 841))],
)
def test_a_board_is_measured_as_people_measure_it(written: str, size: tuple[int, int]) -> None:
    village, log = read(
        f"公开栏: [{{名称: main, {written}}}]\n电视: [{{名称: tv, 尺寸: 1920x1080}}]\n类型: 行政村\n"
    )
    assert not log.problems
    assert village is not None
    assert [plan.size for plan in (*village.boards, *village.screens)] == [size, (1920, 1080)]


def test_telephones_on_one_line_and_amounts_in_a_list_are_read() -> None:
    phones = "镇纪委0900-8880110、民政办0900-8880012"
    text = f"名称: 青石镇\n热线: {phones}\n额度:\n- 大额: 20000\n- 小额: 5000\n"
    read = read_township_settings(text.encode(), "qingshi")
    assert not read.problems
    assert read.understood is not None
    assert read.understood.hotlines == {"镇纪委": "0900-8880110", "民政办": "0900-8880012"}
    assert read.understood.thresholds is not None
    assert (read.understood.thresholds.major, read.understood.thresholds.small) == (20000, 5000)


@pytest.mark.parametrize(
    "written",
    [
        "\n- 村支书: 何广仁\n- 文书: 吴月琴",
        "\n  村支书: 何广仁\n  文书: 吴月琴",
        "\n1. 村支书: 何广仁\n2. 文书: 吴月琴",
    ],
)
def test_a_post_may_be_the_name_of_whoever_holds_it(written: str) -> None:
    village, log = read(f"村干部:{written}\n")
    assert not [one for one in log.problems if one.is_error]
    assert village is not None
    assert [(post.name, post.duty) for post in village.posts] == [("何广仁", "村支书"), ("吴月琴", "文书")]


def test_boards_and_screens_may_stand_below_their_names() -> None:
    boards = "公开栏:\n  main: 2400x1200mm\n  gate: {尺寸: 1200x900mm, 组: 三组, 看板: 全部}\n"
    village, log = read(f"{boards}屏幕:\n  tv: 1920x1080\n村民小组:\n  1. 大湾组\n  2. 小湾组\n")
    assert not [one for one in log.problems if one.is_error]
    assert village is not None
    assert [(one.name, one.size, one.group) for one in village.boards] == [
        ("main", (2400, 1200), None),
        ("gate", (1200, 900), "3组"),
    ]
    assert village.boards[1].shows is not None
    assert village.boards[1].shows.power == "全部"
    assert [(one.name, one.size) for one in village.screens] == [("tv", (1920, 1080))]
    assert village.groups == ("大湾组", "小湾组")


def test_telephones_of_a_list_are_known_by_what_they_are_called() -> None:
    listed = "{名称: 咨询电话, 号码: 0900-8880120}, {名称: 监督电话, 号码: 0900-8880125}"
    village, log = read(f"电话: [{listed}]\n其他电话: {{派出所: 110}}\n")
    assert not log.problems
    assert village is not None
    assert village.phones is not None
    assert (village.phones.contact_phone, village.phones.supervise_phone) == ("0900-8880120", "0900-8880125")


@pytest.mark.parametrize("between", ["\t", " ", "=", " ＝ "])
def test_a_file_without_colons_is_shown_its_own_first_line_with_one(between: str) -> None:
    text = f"名称{between}柳湾村\n行政区划代码{between}629901001001\n"
    (problem,) = read_village_settings(text.encode(), "liuwan").problems
    assert problem.hint("zh").endswith("例如这一行：名称: 柳湾村")
    (problem,) = read_village_settings("柳湾村\n".encode(), "liuwan").problems
    assert "标题" not in problem.hint("zh")


@pytest.mark.parametrize("written", ["一、二、三组", "1,2,3组", "第一、二、三村民小组"])
def test_groups_may_share_one_word(written: str) -> None:
    village, log = read(f"村民小组: {written}\n")
    assert not log.problems
    assert village is not None
    assert village.groups == ("1组", "2组", "3组")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("0900-8880120 / 0900-8880125", "电话: {咨询电话: …, 监督电话: …}"),
        ("王建国 0900-8880120", "电话: {咨询电话: 0900-8880120}"),
        ("等开通", "电话: {咨询电话: …, 监督电话: …}"),
    ],
)
def test_telephones_without_names_are_asked_for_without_the_numbers_of_an_example(
    written: str, shown: str
) -> None:
    _, log = read(f"电话: {written}\n")
    (problem,) = log.problems
    assert problem.hint("zh") == f"例如：{shown}"
    _, log = read(shown.replace("…", "0900-8880199") + "\n")
    assert not log.problems


def test_telephones_of_one_line_are_of_the_village_or_of_other_offices() -> None:
    village, log = read("电话: 咨询0900-8880120 监督0900-8880125 村医0900-8880144\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert village.phones
    assert (village.phones.contact_phone, village.phones.supervise_phone, village.phones.others) == (
        "0900-8880120",
        "0900-8880125",
        {"村医": "0900-8880144"},
    )


def test_hotlines_of_three_digits_may_stand_on_one_line() -> None:
    told = read_township_settings("名称: 和平镇\n热线: 派出所110、急救 120\n".encode(), "heping")
    assert not told.problems
    assert told.understood
    assert told.understood.hotlines == {"派出所": "110", "急救": "120"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [("热线: 0900-8880110", "热线: {…: 0900-8880110}"), ("热线: {供电所: 95598 24小时}", "供电所: 95598")],
)
def test_hotlines_are_asked_for_by_the_number_that_is_written(written: str, shown: str) -> None:
    told = read_township_settings(f"名称: 和平镇\n{written}\n".encode(), "heping")
    (problem,) = told.problems
    assert problem.hint("zh") == f"例如：{shown}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (" 1组（32户）、2组（28户）", "1组、2组"),
        ("\n  1组: 周大成\n  2组: 林小河", "1组、2组"),
    ],
)
def test_what_else_is_said_of_groups_is_left_out_of_what_is_proposed(written: str, shown: str) -> None:
    _, log = read(f"村民小组:{written}\n")
    (problem,) = log.problems
    assert problem.hint("zh") == f"例如：村民小组: {shown}"


def test_white_space_parts_the_names_of_groups() -> None:
    village, log = read("村民小组: 大湾 小湾 河口\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert village.groups == ("大湾", "小湾", "河口")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "公开栏:\n  村部: 2400x1200mm\n  小学门口: 1200x900mm\n",
            "公开栏: [{名称: main, 地点: 村部, 尺寸: 2400x1200mm}, "
            "{名称: main2, 地点: 小学门口, 尺寸: 1200x900mm}]",
        ),
        (
            "屏幕:\n  大厅电视:\n    尺寸: 1920x1080\n    地点: 大厅\n",
            "屏幕: [{名称: hall, 标题: 大厅电视, 尺寸: 1920x1080, 地点: 大厅}]",
        ),
    ],
)
def test_boards_below_chinese_names_are_proposed_as_a_list(written: str, shown: str) -> None:
    _, log = read(written)
    (problem,) = log.problems
    assert problem.hint("zh") == f"例如：{shown}"
    _, log = read(f"{shown}\n")
    assert not log.problems


@pytest.mark.parametrize(
    "written",
    [
        "\n  - 何广仁（村委会主任）0900-8880001\n  - 村文书 陈守田",
        "\n  村委会主任: 何广仁 0900-8880001\n  村文书: 陈守田",
        " 村委会主任何广仁",
        " 村委会主任：何广仁，0900-8880001；村文书：陈守田",
    ],
)
def test_posts_are_read_where_a_line_parts_name_and_duty(written: str) -> None:
    village, log = read(f"岗位:{written}\n")
    assert isinstance(village, Village)
    told = [(post.name, post.duty, post.phone) for post in village.posts]
    if "主任何" in written:
        assert (told, len(log.problems)) == ([], 1)
    else:
        assert not [problem for problem in log.problems if problem.is_error]
        assert told == [("何广仁", "村委会主任", "0900-8880001"), ("陈守田", "村文书", None)]


def test_the_number_of_a_mobile_behind_a_name_is_asked_for() -> None:
    village, log = read("岗位:\n  - 何广仁 村委会主任 13900139000\n")
    assert isinstance(village, Village)
    assert not village.posts
    assert log.has_error


@pytest.mark.parametrize(
    "written", ["\n  村口: 附件\\村口.jpg", " 附件/村口.jpg（村口）", "\n  - 附件/村口.jpg（村口）"]
)
def test_photographs_may_be_named_by_their_paths_alone(written: str) -> None:
    village, log = read(f"照片:{written}\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert [(photo.file, photo.caption) for photo in village.photos] == [("附件/村口.jpg", "村口")]


def test_a_size_that_cannot_be_read_is_proposed_to_nobody_as_that_of_an_example() -> None:
    _, log = read("公开栏: [{名称: main, 尺寸: 长2米4宽1米2}]\n屏幕: [{名称: hall, 尺寸: 55寸}]\n")
    board, screen = log.problems
    assert board.hint("zh") == "例如：尺寸: …x…mm"
    assert "说明书" in screen.hint("zh")


def test_a_duty_without_a_name_is_held_by_nobody() -> None:
    village, log = read("岗位:\n  - 职务: 主任\n  - 何广仁: 村委会主任\n")
    assert isinstance(village, Village)
    assert [(post.name, post.duty) for post in village.posts] == [("何广仁", "村委会主任")]
    assert [problem.fault.code for problem in log.problems] == ["field-missing"]


@pytest.mark.parametrize(
    "written",
    [
        "公开栏:\n  名称: main\n  尺寸: 2400x1200mm\n  名称: door\n  尺寸: 600x900mm\n",
        "公开栏:\n  - 名称: main\n    尺寸: 2400x1200mm\n    名称: door\n    尺寸: 600x900mm\n",
    ],
)
def test_items_without_their_marks_begin_where_their_first_key_comes_again(written: str) -> None:
    village, log = read(written)
    assert [problem.fault.code for problem in log.problems] == ["text-repaired"]
    assert "短横" in log.problems[0].message("zh")
    assert isinstance(village, Village)
    assert [(plan.name, plan.size) for plan in village.boards] == [
        ("main", (2400, 1200)),
        ("door", (600, 900)),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "岗位:\n  姓名: 何广仁\n  姓名: 陈守田\n  职务: 文书\n",
        "岗位:\n  村委会主任: 何广仁\n  村委会主任: 陈守田\n  文书: 林小河\n",
        "公开栏:\n  - 名称: main\n    尺寸: 600x900mm\n    尺寸: 600x90mm\n",
    ],
)
def test_what_stands_twice_is_not_said_to_be_missing(written: str) -> None:
    _, log = read(written)
    assert [problem.fault.code for problem in log.problems] == ["key-given-twice"]


def test_of_many_names_those_that_are_like_an_unknown_one_are_told() -> None:
    _, log = read("信用代码: N2629903MF0000000X\nxyz: 1\n")
    alike, unlike = log.problems
    assert "字面最像的是：" in alike.hint("zh")
    assert "行政区划代码" in alike.hint("zh")
    assert "最像" not in unlike.hint("zh")
    assert "设置说明" in unlike.hint("zh")


@pytest.mark.parametrize("written", [" >\n  三面环水，\n  种植为主。\n", "\n  三面环水，\n  种植为主。\n"])
def test_sentences_on_several_lines_are_joined_without_a_blank(written: str) -> None:
    village, log = read(f"村情:{written}")
    assert not log.problems
    assert isinstance(village, Village)
    assert village.profile == "三面环水，种植为主。"


@pytest.mark.parametrize(
    ("written", "quoted", "shown"),
    [
        ("\n  - 1组：32户\n  - 2组：28户", "1组：32户、2组：28户", "1组、2组"),
        (" 共三个自然村：大湾、小湾", "共三个自然村：大湾、小湾", "大湾、小湾"),
    ],
)
def test_what_stands_behind_a_colon_is_no_part_of_a_group(written: str, quoted: str, shown: str) -> None:
    _, log = read(f"村民小组:{written}\n")
    (problem,) = log.problems
    assert f"“{quoted}”" in problem.message("zh")
    assert problem.hint("zh") == f"例如：村民小组: {shown}"


@pytest.mark.parametrize(
    "written", ["\n  - main: 2400x1200mm\n  - door: 600x900mm", " [main: 2400x1200mm, door: 600x900mm]"]
)
def test_boards_of_a_list_may_stand_below_their_names(written: str) -> None:
    village, log = read(f"公开栏:{written}\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert [(plan.name, plan.size) for plan in village.boards] == [
        ("main", (2400, 1200)),
        ("door", (600, 900)),
    ]


def test_screens_of_one_line_are_asked_for_with_their_own_sizes() -> None:
    _, log = read(
        "屏幕:\n  - 大厅电视 1920x1080\n  - 村口LED屏，192x96\n  - {名称: query, 尺寸: 1080点×1920点}\n"
    )
    assert [problem.hint("zh") for problem in log.problems] == [
        "例如：{名称: hall, 标题: 大厅电视, 尺寸: 1920x1080}",
        "例如：{名称: hall2, 标题: 村口LED屏, 尺寸: 192x96}",
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("公开栏: [{名称: main, 尺寸: 约2.4×1.2米}]", "尺寸: 2.4×1.2米"),
        ("公开栏: [{名称: main, 尺寸: 2400x1200或600x900}]", "尺寸: …x…mm"),
        ("屏幕: [{名称: hall, 尺寸: 竖屏1080x1920}]", "尺寸: 1080x1920"),
        ("启用日期: 从2026年开始", "启用日期: 2026-01-01"),
    ],
)
def test_a_value_among_other_words_is_proposed_alone(written: str, shown: str) -> None:
    _, log = read(f"{written}\n")
    (problem,) = log.problems
    assert problem.hint("zh") == f"例如：{shown}"
    _, log = read(written[: written.index("尺寸")] + shown + "}]\n" if "尺寸" in written else f"{shown}\n")
    assert not log.problems or "…" in shown


def test_a_board_has_its_length_for_its_width() -> None:
    village, log = read("公开栏: [{名称: main, 长: 2.4米, 高: 1.2米}]\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert village.boards[0].size == (2400, 1200)


def test_a_post_may_be_a_list_of_name_duty_and_telephone() -> None:
    village, log = read("岗位:\n  - [何广仁, 村委会主任, 0900-8880121]\n")
    assert not log.problems
    assert isinstance(village, Village)
    (post,) = village.posts
    assert (post.name, post.duty, post.phone) == ("何广仁", "村委会主任", "0900-8880121")


def test_an_emergency_number_may_stand_beside_its_name_in_a_list() -> None:
    told = read_township_settings("名称: 和平镇\n热线:\n  - 名称: 派出所\n    电话: 110\n".encode(), "heping")
    assert not told.problems
    assert told.understood
    assert told.understood.hotlines == {"派出所": "110"}


def test_a_path_in_chinese_is_not_left_out_of_an_address() -> None:
    (problem,) = read_site_settings("标题: 云溪县\n网址: https://gk.yunxi.cn:8080/村务\n".encode()).problems
    assert problem.hint("zh") == "例如：网址: https://…"


def test_settings_without_colons_are_told_at_their_first_line() -> None:
    (problem,) = read_site_settings("# 县里的\n标题 云溪县\n网址 https://gk.yunxi.cn\n".encode()).problems
    assert problem.place.line == 2
    assert problem.hint("zh").endswith("标题: 云溪县")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("东片、西片，南片；北片", ("东片", "西片", "南片", "北片")),
        ("1/2/3组", ("1组", "2组", "3组")),
        ("东片（含大湾，小湾）、西片", ("东片（含大湾，小湾）", "西片")),
    ],
)
def test_groups_are_parted_by_whatever_stands_between_them(written: str, meant: tuple[str, ...]) -> None:
    village, log = read(f"村民小组: {written}\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert village.groups == meant


@pytest.mark.parametrize(
    ("written", "shown"),
    [("公开栏: 有", "{名称: main, 尺寸: …x…mm}"), ("屏幕: 1块", "{名称: hall, 尺寸: …x…}")],
)
def test_a_board_without_a_size_is_asked_for_its_own(written: str, shown: str) -> None:
    _, log = read(f"{written}\n")
    (problem,) = log.problems
    assert problem.hint("zh").endswith(f"[{shown}]")


def test_no_two_boards_are_proposed_one_name() -> None:
    _, log = read("公开栏:\n  - 尺寸: 2400x1200mm\n  - 尺寸: 600x900mm\n")
    assert [problem.hint("zh").rpartition("：")[2] for problem in log.problems] == [
        "名称: main",
        "名称: main2",
    ]


def test_several_people_may_hold_one_post() -> None:
    village, log = read("岗位:\n  村委会主任: 何广仁\n  副主任: 周大成、林小河\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert [(post.name, post.duty) for post in village.posts] == [
        ("何广仁", "村委会主任"),
        ("周大成", "副主任"),
        ("林小河", "副主任"),
    ]


def test_what_is_said_not_to_be_there_is_not_shown() -> None:
    site = read_site_settings("标题: 云溪县\nICP备案号: 无\n公安备案号: 暂无\n".encode()).understood
    assert site
    assert (site.icp, site.gongan) == (None, None)


def test_reasons_of_a_list_below_their_codes_are_proposed_as_rows() -> None:
    _, log = read("不要求公开: [HM04: 本村没有, CW05: 也没有]\n")
    (problem,) = log.problems
    assert problem.hint("zh").endswith("[{编码: HM04, 原因: 本村没有}, {编码: CW05, 原因: 也没有}]")


@pytest.mark.parametrize(
    "written", [" 村口.jpg（村口）；鱼塘.jpg（鱼塘）", "\n  - 村口.jpg 村口\n  - 鱼塘.jpg（鱼塘）"]
)
def test_what_a_photograph_shows_stands_behind_its_name(written: str) -> None:
    village, log = read(f"照片:{written}\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert [(one.file, one.caption) for one in village.photos] == [("村口.jpg", "村口"), ("鱼塘.jpg", "鱼塘")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("一二三组", ("1组", "2组", "3组")),
        ("1、2、3", ("1组", "2组", "3组")),
        ("1~3", ("1组", "2组", "3组")),
        ("1组 2组 3组（河口）", ("1组", "2组", "3组（河口）")),
        ("大塘冲/小塘冲", ("大塘冲", "小塘冲")),
        ("无", ()),
    ],
)
def test_groups_are_read_as_they_are_run_together(written: str, meant: tuple[str, ...]) -> None:
    village, log = read(f"村民小组: {written}\n")
    assert not log.problems
    assert isinstance(village, Village)
    assert village.groups == meant


@pytest.mark.parametrize("count", ["6", "六", "１２", "共3组"])
def test_a_number_alone_names_no_group(count: str) -> None:
    village, log = read(f"村民小组: {count}\n")
    (problem,) = log.problems
    assert problem.hint("zh") == "例如：村民小组: …组、…组"
    assert isinstance(village, Village)
    assert not village.groups


@pytest.mark.parametrize(
    "written", [" 1组 张大山、2组 李守田", "\n  - {名称: 1组, 组长: 张大山}\n  - {名称: 2组, 组长: 李守田}"]
)
def test_whoever_heads_a_group_is_no_part_of_its_name(written: str) -> None:
    _, log = read(f"村民小组:{written}\n")
    (problem,) = log.problems
    assert problem.hint("zh") == "例如：村民小组: 1组、2组"


def test_a_name_without_a_post_is_asked_for_it() -> None:
    village, log = read("岗位:\n  何广仁: 村支书\n  林小河:\n  文书:\n")
    (problem,) = log.problems
    assert (problem.place.line, problem.hint("zh")) == (5, "例如：林小河: …")
    assert isinstance(village, Village)
    assert [post.name for post in village.posts] == ["何广仁"]


@pytest.mark.parametrize(
    ("written", "meant"), [("高1.2米，宽2.4米", (2400, 1200)), ("2.4米乘1.2米", (2400, 1200))]
)
def test_sides_may_stand_either_way_round(written: str, meant: tuple[int, int]) -> None:
    village, log = read(
        f"公开栏:\n  - 名称: main；尺寸: {written}；地点: 村口\n屏幕: {{名称: led, 高: 96, 宽: 192}}\n"
    )
    assert not [one for one in log.problems if one.is_error]
    assert isinstance(village, Village)
    assert [(one.name, one.size, one.place) for one in village.boards] == [("main", meant, "村口")]
    assert [one.size for one in village.screens] == [(192, 96)]


def test_what_stands_in_a_whole_row_of_any_text_is_no_field_of_it() -> None:
    village, _ = read(
        "岗位:\n  - {姓名: 何广仁；职务：村主任}\n照片:\n  - {文件: 村口.jpg, 说明: 村口，地点：老槐树下}\n"
        "不要求公开:\n  - {编码: CK09, 原因: 没有，编码：旧的}\n"
    )
    assert isinstance(village, Village)
    assert [(one.name, one.duty) for one in village.posts] == [("何广仁", "村主任")]
    assert [(one.caption, one.where) for one in village.photos] == [("村口，地点：老槐树下", None)]
    assert [one.reason for one in village.not_owed] == ["没有，编码：旧的"]


def test_a_photograph_is_shown_without_a_day_that_is_wrong() -> None:
    village, log = read("照片:\n  - {文件: 村口.jpg, 说明: 村口, 日期: 去年春天}\n  - 鱼塘.jpg\n")
    assert [problem.fault.code for problem in log.problems] == ["value-wrong"]
    assert isinstance(village, Village)
    assert [(one.file, one.date) for one in village.photos] == [("村口.jpg", None), ("鱼塘.jpg", None)]


def test_a_number_may_stand_before_what_it_is_for() -> None:
    settings = read_township_settings(
        "名称: 和平镇，\n热线: {110: 报警, 卫生院: 0900-8880144}\n联系方式: {电话: 0900-8880003}\n".encode(),
        "heping",
    )
    assert not settings.problems
    assert settings.understood
    assert settings.understood.name == "和平镇"
    assert settings.understood.hotlines == {"报警": "110", "卫生院": "0900-8880144"}
    assert settings.understood.contacts
    assert settings.understood.contacts.contact_phone == "0900-8880003"


def test_fields_behind_the_first_go_on_on_the_lines_below() -> None:
    village, log = read("公开栏:\n  - 名称: main，尺寸: 900x600mm\n    地点: 村口\n")
    assert not [one for one in log.problems if one.is_error]
    assert isinstance(village, Village)
    assert [(one.name, one.size, one.place) for one in village.boards] == [("main", (900, 600), "村口")]


def test_no_part_of_a_size_is_proposed_for_it() -> None:
    _, log = read("公开栏: {名称: main, 尺寸: 2米4×1米2}\n")
    (problem,) = log.problems
    assert problem.hint("zh") == "例如：尺寸: …x…mm"


def test_of_two_numbers_for_one_thing_the_other_is_asked_for_by_its_name() -> None:
    (problem,) = read_township_settings(
        "名称: 和平镇\n热线: {供水: 0900-8880130 / 0900-8880131}\n".encode(), "heping"
    ).problems
    said = "别的号码各另起一行，名称照实写：…: 0900-8880131；这一行，例如：供水: 0900-8880130"
    assert problem.hint("zh") == said
