"""Where the sentences of panels break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.typesetting.lines import clauses, words_of


def measure(text: str) -> int:
    return sum(8 if sign < "\u2e80" else 16 for sign in text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("花了3万4160元，有意见请打电话", ["花了", "3万4160元，", "有意见请", "打电话"]),
        ("4月21日前打0900-8880110说明", ["4月21日前", "打", "0900-8880110", "说明"]),
        ("5月底到期（120平方米）", ["5月底", "到期", "（120平方米）"]),
        ("面积：18亩", ["面积：18亩"]),
        ("每个工一百八十元，从村里出", ["每个工", "一百八十元，", "从村里出"]),
        ("一共二十三万五千元五角，八十余户", ["一共二十三万五千元五角，", "八十余户"]),
        ("二〇二六年第二十三组", ["二〇二六年", "第二十三组"]),
        ("一季度十分感谢", ["一季度", "十分感谢"]),
        ("2026年度补助，2025年底付清", ["2026年度", "补助，", "2025年底", "付清"]),
        ("花多少钱、谁来办都写在下面", ["花多少钱、", "谁来办都", "写在下面"]),
        ("不同意的在最后一天以前说", ["不同意的", "在最后一天", "以前说"]),
        ("共发27人次", ["共发", "27人次"]),
        ("免疫牛1万2456头、羊", ["免疫牛", "1万2456头、", "羊"]),
        (
            "支134万5679元零1分，还有1亿2万元9角9分。",
            ["支", "134万5679元零1分，", "还有", "1亿2万元9角9分。"],
        ),
        ("上午8:30—11:30、下午14:30起", ["上午8:30—11:30、", "下午14:30起"]),
    ],
)
def test_dates_amounts_and_telephone_numbers_are_one_word_each(text: str, words: list[str]) -> None:
    assert [*words_of(text)] == words


def test_names_of_places_are_one_word_where_a_line_has_room_for_them() -> None:
    said, names = "石头嘴脚下水池", ("石头嘴",)
    assert words_of(said, names=names)[0] == "石头嘴"
    assert clauses(said, 80, measure, names=names)[0] == "石头嘴"
    assert "".join(clauses(said, 32, measure, names=names)) == said


def test_a_line_that_is_full_enough_ends_at_a_comma() -> None:
    text = "村口18亩鱼塘5月底到期，准备再包5年，每亩每年不低于800元。"
    assert clauses(text, 192, measure) == (
        "村口18亩鱼塘5月底到期，",
        "准备再包5年，每亩每年",
        "不低于800元。",
    )
    assert clauses(text, 192, measure, full=0)[1] == "准备再包5年，"


def test_a_clause_does_not_end_with_a_line_of_a_single_word() -> None:
    text = "已经定了初步意见，大家有不同看法，"
    assert clauses(text, 128, measure, full=0) == ("已经定了", "初步意见，", "大家有不同看法，")


def test_an_amount_wider_than_a_line_is_broken_behind_a_unit() -> None:
    assert clauses("60万9475元8角6分", 96, measure) == ("60万9475元", "8角6分")
    assert clauses("花了148万6200元5角5分，有意见", 128, measure) == ("花了148万6200元", "5角5分，有意见")


def test_what_is_wider_than_a_line_is_broken_between_words_and_behind_units() -> None:
    assert clauses("凭什么办：《人民调解法》", 64, measure) == ("凭什么", "办：", "《人民", "调解法》")
    assert clauses("4户10亩7分地，", 64, measure) == ("4户10亩", "7分地，")
    assert clauses("一百八十元，从村", 64, measure) == ("一百", "八十元，", "从村")
    assert clauses("每个工一百八十元，从村", 64, measure) == ("每个工", "一百", "八十元，", "从村")
    assert clauses("六百三十元五角二分", 64, measure) == ("六百", "三十元", "五角二分")
    assert clauses("村文化广场", 64, measure) == ("村文化", "广场")
    assert clauses("（征求意见稿）", 80, measure) == ("（征求", "意见稿）")
    assert clauses("在4月21日前说", 64, measure) == ("在", "4月21日", "前说")
    assert clauses("到周五（3月到5月）", 64, measure) == ("到周五", "（3月", "到5月）")
    assert clauses("Replacement of the pumps", 64, measure)[:2] == ("Replacem", "ent of")
    assert clauses("公开日期：2026年3月2日", 128, measure) == ("公开日期：", "2026年3月2日")


def test_a_word_goes_to_the_next_line_with_the_amount_behind_it_and_not_with_other_numbers() -> None:
    told = "三季度村里一共收进750,342.50元，"
    assert clauses(told, 192, measure) == ("三季度村里一共", "收进750,342.50元，")
    assert clauses("一共收进750,342.50元，", 160, measure) == ("一共收进", "750,342.50元，")
    assert clauses("村口18亩鱼塘5月底到期", 144, measure) == ("村口18亩鱼塘", "5月底到期")


def test_a_last_line_of_two_characters_is_given_the_word_before_it() -> None:
    assert clauses("到会的村民代表41人同意聘4人。", 208, measure) == ("到会的村民代表41人", "同意聘4人。")
    assert clauses("公开竞价，谁都可以报名。", 176, measure) == ("公开竞价，谁都", "可以报名。")


@given(st.text(max_size=60), st.integers(32, 300))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, limit: int) -> None:
    lines = clauses(text, limit, measure)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line) <= limit for line in lines)


def test_a_single_character_at_the_head_of_a_clause_stands_with_the_number_behind_it() -> None:
    assert "花4,850元，" in words_of("空地铺砂石，花4,850元，由建筑队做。")
    assert clauses("空地铺砂石，花4,850元。", 8, len) == ("空地铺砂石，", "花4,850元。")


def test_the_year_and_number_of_a_document_are_one() -> None:
    assert words_of("依据云政地〔2026〕3号批文")[2] == "〔2026〕3号"


def test_months_and_a_measure_behind_its_character_are_one() -> None:
    assert words_of("2026年1—5月收支")[0] == "2026年1—5月"
    assert words_of("2026年3月至5月收支")[0] == "2026年3月至5月"
    assert "厚18厘米，" in words_of("宽3.5米、厚18厘米，长2公里")


def test_no_year_is_parted_behind_the_number_of_a_group_and_no_decimal_from_its_number() -> None:
    assert words_of("2组2026年5月收支")[:2] == ("2组", "2026年5月")
    assert clauses("2组2026年5月", 64, measure) == ("2组", "2026年", "5月")
    assert clauses("硬化入户路1.86公里、", 64, measure)[-2:] == ("1.86", "公里、")


def test_a_telephone_number_with_an_extension_stays_with_its_label() -> None:
    assert words_of("咨询电话：0900-8895431-8012") == ("咨询电话：0900-8895431-8012",)
    parted = clauses("办公时间见村部，咨询电话：0900-8895431-8012", 256, measure)
    assert parted == ("办公时间见村部，", "咨询电话：0900-8895431-8012")
