"""Tables of web pages that programs call .xls."""

from __future__ import annotations

import pytest

from sunboard.engines.page_tables import read_page
from sunboard.engines.sheet import WorkbookBroken
from sunboard.engines.spreadsheet import is_page, read_sheets


def rows(page: str) -> list[list[str]]:
    data = page.encode("gb18030")
    assert is_page(data)
    return [[*row] for row in read_sheets(data)[0].rows]


def test_cells_need_no_end_and_are_shown_as_people_see_them() -> None:
    page = "<meta charset=gb2312><TABLE><TR><td>日期<td>摘 要 <tr><td>1月&nbsp;<td><b>水</b><br>电&amp;气"
    assert rows(page) == [["日期", "摘 要"], ["1月", "水\n电&气"]]


def test_cells_over_several_rows_and_columns_leave_room() -> None:
    page = (
        "<html><body><table><tr><th rowspan=2>日期<th colspan=2>金额<th rowspan=2>余额"
        "<tr><th>收入<th>支出<tr><td>1<td>2<td>3<td>4</table>"
    )
    head = [["日期", "金额", "", "余额"], ["", "收入", "支出", ""]]
    assert rows(page) == [*head, ["1", "2", "3", "4"]]
    assert read_page(page.encode())[0].merged == ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3))


def test_what_stands_between_tables_is_a_row_and_what_nobody_sees_is_none() -> None:
    page = (
        "<html><head><title>表</title><style>td {}</style></head><body><h2>收支表</h2><p>单位：万元</p>"
        "<!-- 别的 --><table><tr><td>甲</table>"
        "<table><tr style='DISPLAY: none'><td>乙</table><script>1</script>"
    )
    assert rows(page) == [["收支表"], ["单位：万元"], ["甲"], ["乙"]]
    assert read_page(page.encode())[0].hidden_rows == {3}


def test_a_figure_is_what_its_cell_holds() -> None:
    page = "<table><tr><td x:num='1234.56'>1,235<td x:num='46028'>1月6日</table>"
    assert rows(page) == [["1234.56", "1月6日"]]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>没有表</body></html>",
        "<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>",
        "<table>" + "<tr><td colspan=1000>" * 2001 + "</table>",
    ],
)
def test_what_has_no_fixed_cells_is_refused(page: str) -> None:
    with pytest.raises(WorkbookBroken):
        read_page(page.encode())
