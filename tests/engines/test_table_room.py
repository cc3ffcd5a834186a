"""What fits beside each other on a phone, in the text of a page on a desk, and in half of a card."""

from __future__ import annotations

from sunboard.engines.table_room import ems, room, whole_lines

HEADS = ("资产编号", "资产名称", "坐落", "数量", "取得日期", "原值（元）", "累计折旧（元）", "净值（元）")
ROW = ("GD-01", "村部办公楼", "1组", "1栋", "2010-06-01", "620000.00", "124000.00", "496000.00")


def test_few_short_columns_are_slim_and_many_are_broad() -> None:
    assert room(("组别", "用工", "天数", "金额（元）"), [{"1组"}, {"4"}, {"5"}, {"3000.00"}]) == "slim"
    assert room(HEADS[:5], [{cell} for cell in ROW[:5]]) == ""
    assert room(HEADS, [{cell} for cell in ROW]) == ""
    assert room((*HEADS, "使用人"), [{cell} for cell in (*ROW, "5组和6组的水管员")]) == "broad"


def test_more_numbers_and_days_than_a_sheet_has_room_for_are_vast() -> None:
    heads = [f"第{at}季" for at in range(12)]
    assert room(heads, [{"12,345.00"}] * 12) == "vast"
    assert room(heads, [{"2026年12月31日"}] * 9 + [{"村"}] * 3) == "vast"
    assert room(heads, [{"村口门面房和院坝及停车场"}] * 9 + [{"1"}] * 3) == "broad", "words break"


def test_words_that_break_make_no_table_broader_than_a_column_of_them() -> None:
    heads = tuple("甲乙丙丁戊己庚")
    short, long = [{"字" * 9}, *[{"字"}] * 6], [{"字" * 400}, *[{"字"}] * 6]
    assert room(heads, short) == room(heads, long) == ""
    assert room(heads, [{"字" * 9}] * 7) == "broad"


def test_a_table_without_rows_has_room_for_its_heads() -> None:
    assert room(("姓名", "金额"), [()] * 2) == "slim"
    assert room((), []) == "slim"


def test_a_name_and_a_value_that_half_a_card_cannot_hold_take_a_whole_line() -> None:
    assert whole_lines(HEADS, [{cell} for cell in ROW]) == [5, 6, 7, 8]
    assert whole_lines(("甲", "乙"), [(), {"字" * 20, "字"}]) == [2]
    assert whole_lines(("原值", "净值"), [{"1,260,000.00"}, {"86,500.00"}]) == [1], (
        "short names have room for four signs"
    )


def test_the_width_of_a_text_is_that_of_its_signs() -> None:
    assert (ems("12"), ems("村部"), ems("")) == (1.2, 2.0, 0.0)
    assert ems("3组") > ems("33")
