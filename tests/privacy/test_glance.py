"""A glance at bytes sees whatever the close look would find."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sunboard.privacy.finished import clean
from sunboard.privacy.glance import _end_of, may_hold

ID, PHONE = "629901199003078517", "13900139000"
DIGITS = ("1", "3", "9", "39", "0013", "9000", PHONE, ID[:6], ID[6:], ID, "2026", "５", "٣", "&#49;", "%31")
BETWEEN = (
    " ",
    "-",
    ", ",
    "，",
    "（",
    "、",
    "\u200b",
    "\u3000",
    "*",
    "年",
    "号",
    "é",
    "\n",
    "x",
    "𠮷",
    "&nbsp;",
)
TAGS = ("<b>", "</b>", "<td>", "</td>", '<i title="<br>">', "<a href='tel:", "'>", "<", ">", "<!-- -->")
OTHERS = ('<path d="M1 2"/>', "<wbr>", "</span> <b>", "<script>")
PIECES = st.one_of(*map(st.sampled_from, (DIGITS, BETWEEN, TAGS, OTHERS)))


@given(st.lists(PIECES, max_size=24).map("".join), st.sampled_from(("a.html", "a.json")))
@example(f"{PHONE[:3]}</span> (<b title='<br>'>{PHONE[3:]}", "a.html")
@example(f"{PHONE[:4]}，</b><i>{PHONE[4:]}", "a.html")
@example(f"12<b>3</b> {PHONE[:2]}<i>{PHONE[2:6]}</i>{PHONE[6:]}", "a.html")
@example("".join(chr(ord(sign) + 0xFEE0) for sign in PHONE), "a.json")
@settings(max_examples=600, deadline=None)
def test_what_is_found_was_seen(text: str, output: str) -> None:
    data = text.encode()
    if not may_hold(data, markup=output == "a.html"):
        assert not _looked_at_closely(output, text)


CELLS = st.sampled_from(
    ("<td>", "</td>", '<td title="', "<tdx>", "<td-x>", "</tr>", '">', "<b>", "</b>", '<i t="', " ")
)


@given(st.integers(1, 10), st.lists(CELLS, max_size=8).map("".join), st.lists(CELLS, max_size=6).map("".join))
@example(3, '<i t="><td>', "")
@example(3, "</b><tdx>", "")
@example(9, '<i t="<td>">', "")
@example(8, '<i t="<td></tr>">', "")
@example(1, '<td title="<td>">', "")
@settings(max_examples=600, deadline=None)
def test_of_a_number_that_cells_may_part_all_is_seen_that_they_do_not(
    at: int, between: str, before: str
) -> None:
    text = f"{before}{PHONE[:at]}{between}{PHONE[at:]}</td>"
    if not may_hold(text.encode(), markup=True):
        assert not _looked_at_closely("a.html", text)


def _looked_at_closely(output: str, text: str) -> list[object]:
    """Return what is found in a text which a glance does not pass over."""
    cleaned = clean(output, f"{text}\n𠮷".encode(), lambda digits: False)
    return [*cleaned.found]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<tr><td>2026-03-06</td><td>192202.46</td><td>138533.85</td></tr>", True),
        ("<dt>2026年</dt><dd>0900-8880110</dd>", True),
        ("<p>gk.example.com/<wbr>dagou2/<wbr>2026-0029/<wbr></p>", True),
        ('{"date":"2026-03-06","amount":"192202.46"}', False),
    ],
)
def test_most_is_passed_over(text: str, markup: bool) -> None:
    assert not may_hold(text.encode(), markup=markup)


@pytest.mark.parametrize("blanks", [0, 1, 63, 64, 65, 128, 200])
def test_before_a_tag_blanks_are_passed_over_however_many_there_are(blanks: int) -> None:
    assert _end_of(b"<b>1" + b" " * blanks + b"</b>", 4 + blanks) == 4
    assert _end_of(b" " * blanks, blanks) == 0
