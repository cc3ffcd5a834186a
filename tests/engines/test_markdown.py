"""Markdown: what becomes of it, and what never does."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.engines.markdown import DEEPEST, quoted, references_in, to_html, to_nodes, unread_links

ALLOWED = re.compile("h[2-6]|p|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|pre|code|hr|br|a|em|strong|div")
VOID = {"hr", "br"}


class Tags(HTMLParser):
    """The tags of a page in order, with its links, and whether they nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def headings(html: str) -> list[int]:
    return [int(tag[1]) for tag in Tags(html).tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n## b", [2, 3]),
        ("### a\n\n##### b\n\n###### c\n\n## d", [2, 3, 4, 2]),
        ("# a\n\n#### b\n\n## c", [2, 3, 3]),
        ("# \n\n## a", [2]),
    ],
)
def test_headings_begin_where_told_and_skip_none(text: str, levels: list[int]) -> None:
    assert headings(to_html(text)) == levels
    assert headings(to_html(text, 3)) == [level + 1 for level in levels]


def test_only_good_addresses_are_links() -> None:
    script = "javascript:alert(1) JAVASCRIPT:alert(1) vbscript:x data:text/html,x &#106;avascript:x"
    broken = "//evil.example/x http:// http://a..b/ http://1.2.3/ http://a:99999/"
    other = "mailto: tel:x ftp://a.b/"
    for address in f"{script} {broken} {other}".split():
        html = to_html(f"[词]({address})")
        assert "<a" not in html, address
        assert "词" in html
    near = "files/1.pdf ../2026-0001/index.html"
    far = "http://a.example/x?y=1#z https://a.example:8080 mailto:a@b.example tel:0900-8880100"
    for address in (near + " " + far).split():
        assert Tags(to_html(f"[词]({address})")).links == [address]


def test_a_link_that_leads_nowhere_shows_its_words_and_the_address_of_a_site() -> None:
    assert (
        to_html("[表](附/表.pdf) [附件](./合同.pdf)", known={"合同.pdf": "files/1.pdf"})
        == '<p>表 <a href="files/1.pdf">附件</a></p>\n'
    )


def test_words_in_brackets_behind_others_stay() -> None:
    assert to_html("完工[2026](3号)", known={}) == "<p>完工2026 (3号)</p>\n"


def test_what_was_meant_as_a_link_and_is_none_is_named_with_its_line() -> None:
    text = "一\n[公众号](weixin://dl)，[图](附/图 纸.pdf)\n[a](b.pdf)\n\n- ![照片](data:image/png;base64,A=)"
    told = [(one.line, one.address, one.is_picture) for one in unread_links(text)]
    assert told == [
        (1, "weixin://dl", False),
        (1, "附/图 纸.pdf", False),
        (4, "data:image/png;base64,A=", True),
    ]


def test_what_lies_beside_a_text_is_named_with_its_line() -> None:
    text = "一\n[甲](合同.pdf)\n\n- 二 ![乙](图/a.jpg)\n[丙](https://a.example)\n\n| x |\n|--|\n| [丁](#d) |"
    assert [(one.line, one.address, one.is_picture) for one in references_in(text)] == [
        (1, "合同.pdf", False),
        (3, "图/a.jpg", True),
        (8, "#d", False),
    ]


def test_pictures_are_shown_as_words() -> None:
    html = to_html("![新修的路](a.png) ![](http://evil.example/b.png)")
    assert html == "<p>新修的路 b.png</p>\n"
    assert to_html("![](附/示意图.jpg)") == "<p>示意图.jpg</p>\n"


def test_a_file_on_the_writers_disk_is_known_by_its_name() -> None:
    text = "![](file:///C:/Users/a/1.png)\n[合同](D:\\村务\\合同.pdf) [名单](file:///d:/名单.xlsx)"
    html = to_html(text, known={"合同.pdf": "files/1.pdf"})
    assert html == '<p>1.png<br>\n<a href="files/1.pdf">合同</a> 名单</p>\n'
    assert [one.address for one in references_in(text)] == ["1.png", "合同.pdf", "名单.xlsx"]


def test_the_sign_of_an_amount_is_no_bullet() -> None:
    assert to_html("+ 15元补收\n- 30.5 元退") == "<p>+ 15元补收<br>\n- 30.5 元退</p>\n"
    assert to_html("- 不到5000元\n- 5000元到2万元\n- 30元退").count("<li>") == 3
    assert to_html("- 50万元以上的另请监理").count("<li>") == 1
    assert to_html("- 3组修路\n- 15户") == "<ul>\n<li>3组修路</li>\n<li>15户</li>\n</ul>\n"


def test_a_row_with_more_cells_than_the_head_keeps_them() -> None:
    html = to_html("| 星期 | 值班 |\n|---|---|\n| 周一 | 罗会计 | 代班 |\n| 周二 | 何某 |\n\n完")
    assert [word in html for word in ("代班", "周二", "<p>完</p>")] == [True] * 3
    assert html.count("<td>") == 7
    assert "|" not in html


def test_rows_between_bars_are_a_table_without_the_line_of_dashes() -> None:
    (table,) = to_nodes("| 组 | 户数 |\n| 1组 | 20 |\n| 2组 | 30 |")
    assert isinstance(table, dict)
    assert table["type"] == "table"
    assert [said([{"runs": cell}]) for cell in table["head"]] == [["组"], ["户数"]]  # type: ignore[union-attr]
    assert "<table" not in to_html("| 一行 | 不是表 |")
    assert to_nodes("｜ 组 ｜ 户数 ｜\n｜ 1组 ｜ 20 ｜\n｜ 2组 ｜ 30 ｜") == [table]
    drawn = "┌──┬──┐\n│组│户数│\n├──┼──┤\n│1组│20│\n│2组│30│\n└──┴──┘"
    assert to_nodes(drawn) == [table]
    assert "<table" not in to_html("┌──┐\n│一格│\n└──┘")
    assert to_html("｜一行｜不是表｜") == "<p>｜一行｜不是表｜</p>\n"
    assert "1|2组" in to_html("|组|户数|\n|1｜2组|20|".replace("1｜2组", "1\\|2组"))


def test_lines_end_where_they_were_ended() -> None:
    assert to_html("时间：3月8日\n地点：村部\nfoo\nbar") == (
        "<p>时间：3月8日<br>\n地点：村部<br>\nfoo<br>\nbar</p>\n"
    )
    assert to_html("春灌\x0b4月12日\u2028放水") == "<p>春灌<br>\n4月12日<br>\n放水</p>\n"
    assert to_html("1. 修路，\n   3月开工") == "<ol>\n<li>修路，<br>\n3月开工</li>\n</ol>\n"


def test_a_line_behind_two_full_width_spaces_begins_a_paragraph() -> None:
    html = "<p>一、修路。</p>\n<p>二、架桥。<br>\n　三</p>\n"
    assert to_html("　　一、修路。\n　　二、架桥。\n　三") == html
    blocks = to_nodes(
        "各位村民：\n　　一、修路。\n1. 三月\n\n　　　　　　　　村委会\n                4月8日\n\n完"
    )
    edges = [one.get("edge") for one in blocks if isinstance(one, dict)]
    assert edges == [None, "indented", None, "right", None]
    assert '<p class="right">村委会</p>' in to_html("　　　　　　　　村委会")


def test_who_signs_stands_far_right_below_the_last_line() -> None:
    signed = "                    南湖村民委员会\n                      2026年4月1日"
    html = '<p class="right">南湖村民委员会<br>\n2026年4月1日</p>\n'
    assert (
        to_html(f"各位村民：\n　　请互相转告。\n{signed}")
        == f"<p>各位村民：</p>\n<p>请互相转告。</p>\n{html}"
    )
    assert to_html(f"1. 修路\n2. 架桥\n{signed}").endswith(f"<li>架桥{html}</li>\n</ol>\n")
    assert "right" not in to_html("一组\n                    二组\n三组")


def test_what_is_set_off_by_a_tab_or_blanks_is_a_paragraph() -> None:
    assert to_html("\t一、修路") == to_html("    一、修路") == "<p>一、修路</p>\n"


PASTED = (
    "低保名单\t\t\t\n序号\t申请人\t人数\t月金额\n1\t张某*某\t2\t560\n\t\t\t\n"
    "合计\t\t3\t1,940.50\n审核人：何\t\t\t"
)


def test_rows_copied_from_a_spreadsheet_are_a_table_cell_by_cell() -> None:
    above, table, below = to_nodes(f"名单如下：\n{PASTED}\n以上无异议。")[1:-1]
    assert isinstance(table, dict)
    assert said([above]) == ["低保名单"]
    head = [said([{"runs": cell}]) for cell in table["head"]]  # type: ignore[union-attr]
    assert head == [["序号"], ["申请人"], ["人数"], ["月金额"]]
    cells = [[said([{"runs": cell}]) for cell in row] for row in table["rows"]]  # type: ignore[union-attr]
    assert cells == [
        [["1"], ["张某*某"], ["2"], ["560"]],
        [["合计"], [""], ["3"], ["1,940.50"]],
    ]
    assert table["align"] == ["left", "left", "right", "right"]
    assert said([below]) == ["审核人：何"]


def test_rows_without_a_head_have_none() -> None:
    html = to_html("时间：\t3月8日\n主持人：\t何广仁")
    assert "<th" not in html
    assert html.count("<tr><td>") == 2


def test_a_tab_in_a_line_is_never_dropped() -> None:
    assert to_html("张三\t560") == "<p>张三　560</p>\n"
    assert to_html("1.\t修路\n2.\t架桥") == "<ol>\n<li>修路</li>\n<li>架桥</li>\n</ol>\n"
    assert to_html("~~~\na\tb\n~~~") == "<pre><code>a   b\n</code></pre>\n"


def said(nodes: list[Any]) -> list[str]:
    return ["".join(run["text"] for run in node["runs"]) for node in nodes]


@pytest.mark.parametrize(
    "text",
    [
        "张*明、李*华各560元",
        "张**明、李**华",
        "王**和李**各560元",
        "乐**和李**签收",
        "向**李**反映",
        "李**（签字），王**（签字）",
        "名单：**明、**军、**华",
        "由王**领取，请李**签收",
        "慰问王**和李**家，由欧阳**送去",
        "找王**办",
        "卡号6299****1234、6299****5678",
        "卡号6299**1234**",
        "尾号**1234，另一个尾号**5678",
        "138**1234",
        "2*3*4",
    ],
)
def test_stars_that_hide_a_part_of_a_name_stay(text: str) -> None:
    assert to_html(text) == f"<p>{text}</p>\n"


def test_words_may_be_bold_within_a_sentence() -> None:
    assert to_html("请看**重要**通知，*急*") == "<p>请看<strong>重要</strong>通知，<em>急</em></p>\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("结余**4285.46元**。", "结余<strong>4285.46元</strong>。"),
        ("共**2000**元，**3**人", "共<strong>2000</strong>元，<strong>3</strong>人"),
        ("**共12**户，张**明3元", "<strong>共12</strong>户，张**明3元"),
        ("**何广仁**和**沈兰**审核", "<strong>何广仁</strong>和<strong>沈兰</strong>审核"),
        ("请**李四**和**王五**去", "请<strong>李四</strong>和<strong>王五</strong>去"),
        ("张**代领，由**沈兰**审核", "张**代领，由<strong>沈兰</strong>审核"),
        ("找王**办，交**申请表**", "找王**办，交<strong>申请表</strong>"),
        ("去找**老王**办，给李**", "去找<strong>老王</strong>办，给李**"),
        ("地方**经济**、地方**文化**要兴", "地方<strong>经济</strong>、地方<strong>文化</strong>要兴"),
        ("向**监委会**、和**村委会**说", "向<strong>监委会</strong>、和<strong>村委会</strong>说"),
        ("应**保障安全**，即**三天内**办", "应<strong>保障安全</strong>，即<strong>三天内</strong>办"),
        ("请应**按时**交，向**会计**领", "请应<strong>按时</strong>交，向<strong>会计</strong>领"),
        ("**时间：**2026年4月22日", "<strong>时间：</strong>2026年4月22日"),
        ("**时间：**19:30，地点：**村部**", "<strong>时间：</strong>19:30，地点：<strong>村部</strong>"),
        (
            "费用：**2000元**整，见A4**《单据》**",
            "费用：<strong>2000元</strong>整，见A4<strong>《单据》</strong>",
        ),
        ("**注意：**公示三天", "<strong>注意：</strong>公示三天"),
        ("**一、时间。**从四月起", "<strong>一、时间。</strong>从四月起"),
        ("应**“专款专用”**办理", "应<strong>“专款专用”</strong>办理"),
    ],
)
def test_a_figure_may_be_bold_within_a_sentence(text: str, html: str) -> None:
    assert to_html(text) == f"<p>{html}</p>\n"


def test_numbers_that_do_not_count_on_stay_as_written() -> None:
    assert to_html("3. 甲\n5. 乙") == "<p>3. 甲</p>\n<p>5. 乙</p>\n"
    assert to_html("3. 甲\n4. 乙").startswith('<ol start="3">')


def test_what_is_more_than_an_amount_is_no_quote() -> None:
    assert to_html(">5000元的要招标") == "<p>&gt;5000元的要招标</p>\n"
    assert to_html("> 村民问").startswith("<blockquote>")


def test_a_line_of_dashes_makes_no_heading_of_what_stands_above() -> None:
    assert to_html("同意36票\n----") == "<p>同意36票</p>\n<hr>\n"


def test_nodes_hold_every_block() -> None:
    nodes: list[Any] = to_nodes(
        "# 一\n\n二 **三** `四` [五](http://a.example)\n\n3. x\n   - y\n\n> z\n\n"
        "| a | b |\n|---|--:|\n| 1 | |\n\n---\n\n~~~\nk\n~~~\n"
    )
    assert [node["type"] for node in nodes] == [
        "heading",
        "paragraph",
        "list",
        "quote",
        "table",
        "rule",
        "code",
    ]
    runs = nodes[1]["runs"]
    assert [(run["text"], run["bold"], run["code"], run["link"]) for run in runs] == [
        ("二 ", False, False, ""),
        ("三", True, False, ""),
        (" ", False, False, ""),
        ("四", False, True, ""),
        (" ", False, False, ""),
        ("五", False, False, "http://a.example"),
    ]
    assert (nodes[2]["ordered"], nodes[2]["start"]) == (True, 3)
    assert nodes[2]["items"][0][1]["items"][0][0]["runs"][0]["text"] == "y"
    assert nodes[4]["align"] == ["left", "right"]
    assert nodes[4]["rows"][0][1] == []


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("ab 中文\n\n#*_-+>1.)|:`~[](){}<>!&\"'\\/=\t\x01\u2028"), max_size=120)
)
def test_any_text_becomes_harmless_html(text: str) -> None:
    page = Tags(to_html(text))
    assert not page.open
    assert all(map(ALLOWED.fullmatch, page.tags))
    levels = headings(to_html(text))
    assert all(later <= earlier + 1 for earlier, later in zip([1, *levels], levels, strict=False))


MARKS = (
    "# ",
    "> ",
    "- ",
    "1. ",
    "    ",
    "**",
    "`",
    "\n",
    "\n\n",
    "| ",
    "|---|\n",
    "[",
    "](x)",
    "![",
    "<b>",
    "~~~\n",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=30))
def test_no_word_is_lost(marks: list[str]) -> None:
    words = [f"w{at}w" for at in range(len(marks))]
    text = "".join(mark + word for mark, word in zip(marks, words, strict=True))
    shown = to_html(text)
    fence = {word for at, word in enumerate(words) if marks[at] == "~~~\n"}
    assert [word for word in words if word not in shown and word not in fence] == []


def depth_of(nodes: list[Any]) -> int:
    inner = [blocks for node in nodes for blocks in (*node.get("items", ()), node.get("blocks", []))]
    return max((depth_of(blocks) for blocks in inner), default=0) + any(
        node["type"] in ("list", "quote") for node in nodes
    )


STAIRS = "\n".join("   " * at + f"{at + 1}. 第{at}层" for at in range(90))


@pytest.mark.parametrize(
    "text",
    [
        "- " * 16 + "第0层",
        "> " * 60 + "第0层",
        "> - " * 30 + "第0层\n\n后文",
        "- " * 5000 + "第0层",
        ">" * 20000 + "第0层",
        "*_" * 150 + "第0层" + "_*" * 150,
        "![" * 300 + "第0层" + "](x)" * 300,
        "[" * 300 + "第0层" + "](x)" * 300,
        STAIRS,
    ],
)
def test_what_is_nested_too_deeply_is_shown_flat_and_whole(text: str) -> None:
    nodes: list[Any] = to_nodes(text)
    assert depth_of(nodes) <= DEEPEST
    assert not Tags(to_html(text)).open
    said = re.compile("第[0-9]+层|后文")
    assert said.findall(to_html(text)) == said.findall(text)


def test_items_that_are_shown_flat_keep_their_mark() -> None:
    assert "<p>4. 丙</p>" in to_html("> " * DEEPEST + "3. 甲\n" + "> " * DEEPEST + "4. 丙")
    assert "<p>· 文字</p>" in to_html("> " * DEEPEST + "- 文字")
    assert to_html("> " * (DEEPEST - 1) + "- 文字").count("<li>文字</li>") == 1


def test_a_label_may_stand_in_an_attribute_whatever_it_says() -> None:
    assert quoted("收入") == "'收入'"
    assert quoted("""a'b"c<d>&\\\n e""") == r"'a\27 b\22 c\3c d\3e \26 \5c  e'"


def test_a_wide_table_has_its_heads_as_labels_for_cards() -> None:
    def table(columns: int, rows: int) -> str:
        line = "|" + "|".join(f"甲{at}" for at in range(1, columns + 1)) + "|\n"
        return to_html(line + "|" + "--|" * columns + "\n" + line * rows)

    assert table(7, 2).startswith(
        """<div class="scroll cards halves" tabindex="0"><table style="--c1:'甲1';--c2:'甲2';--c3:'甲3';"""
    )
    assert table(7, 2).count('<th scope="col">') == 7
    looks = ((3, 2, "slim"), (4, 51, "slim"), (7, 51, "long"), (19, 2, "long broad"))
    for columns, rows, look in ((columns, rows, f"scroll {look}") for columns, rows, look in looks):
        assert table(columns, rows).startswith(f'<div class="{look}" tabindex="0"><table>')
    for columns, look in ((13, "broad"), (18, "many broad")):
        assert table(columns, 2).startswith(f'<div class="scroll cards halves {look}" tabindex="0"><table st')
    text = "住在河对面的第三组人家"
    named = to_html(f"|甲||丙|丁|\n|--|--|--|--|\n|1|{text}|{text}|4|")
    assert ("--c2" in named, "--c3" in named, "--s3:1/-1" in named) == (False, True, True)
