"""The scanner for personal numbers: what it finds, what it lets pass, and that nothing found is shown."""

from __future__ import annotations

import base64
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunboard.faults import Fault
from sunboard.model.node import Document, Entry, Fields, Items, Place, Scalar
from sunboard.model.written import written_in
from sunboard.privacy import detectors
from sunboard.privacy.detectors import Sort, personal_numbers
from sunboard.privacy.leaks import (
    BANK_CARD,
    ID_NUMBER,
    PRIVATE_PHONE,
    leaks_in,
    leaks_in_text,
    likely_among,
)
from sunboard.privacy.masking import masked

SPACES = st.sampled_from(["", " ", "-", "\u3000", "\u00a0", "\u2014", "\u200b", "**"])
NOISE = st.text(alphabet="村民张某某，。：（）\nabc|", max_size=12)


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(min_value=date(1920, 1, 1), max_value=date(2025, 12, 31)))
    body = f"{draw(st.integers(110000, 829999))}{born:%Y%m%d}"
    body += f"{draw(st.integers(0, 999)):03d}"
    return next(body + last for last in "0123456789X" if _valid(body + last))


LIKE_NUMBERS = (
    *(
        "629901199003078517",
        "62010020000224025X",
        "6222029901122334451",
        "4000123456789017",
        "530102850101123",
    ),
    *("13900139000", "8613900139000", "087165001234", "2026-03-06", "1603030.54", "351800160303054"),
)
CALLED = (
    "账号",
    "账户:",
    "卡号",
    "一卡通",
    "开户行农信社",
    "家庭电话",
    "宅电",
    "身份证",
    "合同编号",
    "，",
    "村",
)
CUTS = ((18,), (3, 7), (6, 14), (4, 8, 12, 16), (6,), (2,), tuple(range(1, 19)))


def test_what_is_passed_over_quickly_holds_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)

    def piece() -> str:
        if chance.random() < 0.4:
            return chance.choice(CALLED)
        number, cut, sign = chance.choice(LIKE_NUMBERS), chance.choice(CUTS), chance.choice(" -,\n.")
        return sign.join(number[a:b] for a, b in zip((0, *cut), (*cut, 99), strict=True)).strip(sign)

    texts = [("".join(piece() for _ in range(4)), chance.choice((*CALLED, ""))) for _ in range(1500)]
    quickly = [list(personal_numbers(text, key)) for text, key in texts]
    monkeypatch.setattr(detectors, "_may_be_one", lambda chain, text, key: True)
    assert quickly == [list(personal_numbers(text, key)) for text, key in texts]
    assert {one.sort for found in quickly for one in found} == {*Sort}


def test_digits_of_other_scripts_are_found_in_base64() -> None:
    held = base64.b64encode("号 13９00１39000".encode()).decode()
    assert [seen.digits for seen in personal_numbers(f"见 {held} 。")] == ["13900139000"]


def _valid(number: str) -> bool:
    return (
        "10X98765432"[sum(int(sign) * pow(2, 17 - at, 11) for at, sign in enumerate(number[:17])) % 11]
        == number[17]
    )


@given(id_numbers(), SPACES, NOISE, NOISE, st.booleans())
@settings(max_examples=200)
def test_every_id_number_is_found_and_masked(
    number: str, gap: str, before: str, after: str, full_width: bool
) -> None:
    written = gap.join((number[:6], number[6:14], number[14:]))
    written = (
        written.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")) if full_width else written
    )
    text = before + "证" + written + "。" + after
    assert [seen.sort for seen in personal_numbers(text)] == [Sort.ID]
    assert number[6:14] not in masked(text)
    assert not list(personal_numbers(masked(text)))


@given(st.integers(3, 9), st.integers(0, 10**9 - 1), SPACES, NOISE, NOISE)
@settings(max_examples=200)
def test_every_mobile_number_is_found_and_masked(
    second: int, rest: int, gap: str, before: str, after: str
) -> None:
    number = f"1{second}{rest:09d}"
    text = before + "电" + gap.join((number[:3], number[3:7], number[7:])) + "。" + after
    assert [seen.digits for seen in personal_numbers(text)] == [number]
    assert not list(personal_numbers(masked(text)))
    assert list(personal_numbers(masked(text, frozenset((number,)))))


@given(st.text(alphabet="0123456789Xx- .,，／/()（）\u200b*&#;年月日号账卡合同", max_size=80))
def test_no_text_breaks_the_scanner_or_keeps_what_it_found(text: str) -> None:
    hidden = masked(text)
    for seen in personal_numbers(text):
        assert seen.digits not in hidden


@pytest.mark.parametrize("line", [3, 7])
def test_a_file_that_cannot_be_taken_apart_is_searched_by_lines(line: int) -> None:
    lines = ["标题：坏了"] * 9
    lines[line - 1] = "电话 13900139000"
    found = list(leaks_in_text("\n".join(lines), "qingshi/liuwan/matters/a.md", frozenset()))
    assert [(leak.fault, leak.place.line, leak.value) for leak in found] == [
        (PRIVATE_PHONE, line, "139****9000")
    ]
    assert not list(leaks_in_text("\n".join(lines), "a.md", frozenset(("13900139000",))))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证号：629901199003078518", {ID_NUMBER}),  # a mistyped check digit
        ("订单号：629901199003078518", set()),
        ("身份证号 62990119900307851", {ID_NUMBER}),  # a sign is lacking
        ("周某某 62990119900307851X", {ID_NUMBER}),
        ("周某某629901199003078518", {ID_NUMBER}),
        ("周某某 629901 19900307 8518", {ID_NUMBER}),
        ("合同编号 62990119900307851X", set()),
        ("见629901202603010001号", set()),  # a paper's, by place and day
        ("见999901199003078518", set()),  # of no province
        ("见629901199013078518", set()),  # of no day
        ("|姓名|证|号|\n|-|-|-|\n|周某某|629901|199003078517|", {ID_NUMBER}),
        ("|姓名|证|\n|-|-|\n|周某某|6299011990|\n||03078517|", {ID_NUMBER}),
        ("|数|\n|-|\n|629901199|\n|003078518|", set()),
        ("打到6222029901\n122334451", {BANK_CARD}),
        ("开户行：云溪农商行 2718 0301 0100 1234 56", {BANK_CARD}),
        ("开户行：云溪农商行。合同2718 0301 0100 1234 56", set()),
        ("账 号 28012345678901", {BANK_CARD}),
        ("信用社账户：103070122000043218", {BANK_CARD}),
        (" ".join("6222029901122334451"), {BANK_CARD}),
        ("629901～19900307～8517", {ID_NUMBER}),
        ("629901:19900307:8517", {ID_NUMBER}),
        ("139:0013:9000", set()),
        ("家庭电话：0931-8762310", {PRIVATE_PHONE}),
        ("村部电话：0931-8762310", set()),
        ("总投资13900139000元", set()),
        ("水表编号 13900139000", set()),
        ("编号 13900139000", {PRIVATE_PHONE}),
        ("用了13900139000度电", set()),
        ("报价：13900139000.00", set()),
        ("联系13900139000元旦放假", {PRIVATE_PHONE}),
        ("邮件号 XA13900139000", set()),
        ("https://a.example.com/20260119/013900139000", set()),
        ("https://a.example.com/?p=139%200013%209000", {PRIVATE_PHONE}),
        ("tel:%31%33%39%30%30%31%33%39%30%30%30", {PRIVATE_PHONE}),
        ("data:text/plain;base64,NjI5OTAxMTk5MDAzMDc4NTE3", {ID_NUMBER}),
        ("校验码 YWJjZGVmZ2hpamtsbW5vcHFyc3Q=", set()),
    ],
)
def test_numbers_are_found_by_what_they_are_called_and_across_cells(text: str, found: set[Fault]) -> None:
    assert {leak.fault for leak in leaks_in_text(text, "a.md", frozenset())} == found


def test_cells_keep_their_place_and_keys_are_masked() -> None:
    cell = Scalar("代629901199003078517领", Place("a.xlsx", 0, "收支!G7", "收款人"))
    rows = Items((Fields((Entry("收款人", cell),)),))
    key = Entry("身份证629901199003078517", Scalar("是"), Place("a.md", 4))
    found = list(leaks_in(Document("a.md", Fields((Entry("明细", rows), key))), "a.md", None, frozenset()))
    assert [(leak.fault, leak.place.cell, leak.value) for leak in found] == [
        (ID_NUMBER, "收支!G7", "62*************517"),
        (ID_NUMBER, "", "62*************517"),
    ]
    assert "19900307" not in found[1].place.field


@pytest.mark.parametrize(
    ("key", "text", "looked_at"),
    [
        ("电话", "0871-65001234", False),
        ("家庭电话", "0871-65001234", True),
        ("卡号", "0871-65001234", True),
        ("电话", "0139-12345678", True),
        ("电话", "13912345678", True),
    ],
)
def test_telephone_of_an_office_is_looked_at_only_where_it_is_called_someones(
    key: str, text: str, *, looked_at: bool
) -> None:
    likely = likely_among(written_in(Document("", Fields((Entry(key, Scalar(text)),)))))
    assert bool(likely and likely(text)) is looked_at


@pytest.mark.parametrize(("key", "looked_at"), [("备注13912345678", True), ("plain_summary", False)])
def test_a_key_is_looked_at_where_it_holds_a_number(key: str, *, looked_at: bool) -> None:
    likely = likely_among(written_in(Document("", Fields((Entry(key, Scalar("无")),)))))
    assert bool(likely and likely(key)) is looked_at


def test_no_digit_and_no_sign_between_digits_is_passed_over_at_a_glance() -> None:
    """What finds chains of digits finds none that the glance at their bytes leaves out."""
    signs = [chr(code) for code in range(0x20000)]
    chains = [sign * detectors.SHORTEST for sign in signs if sign.isdecimal()]
    chains += [f"1{sign}" * detectors.SHORTEST for sign in signs if not 0xD800 <= ord(sign) < 0xE000]
    missed = [one for one in chains if not detectors.may_hold_number(one) and detectors._ENOUGH.search(one)]
    assert len(chains) > len(signs) // 2
    assert missed == []
    assert detectors.may_hold_number("\ud800" + "1" * detectors.SHORTEST)


@pytest.mark.parametrize("label", ["银行卡", "农行卡", "社保卡号码", "卡号", "收款账号", "存折号"])
def test_what_is_called_an_account_is_one_whatever_its_check_digit(label: str) -> None:
    found = [*personal_numbers(f"{label}：6228480402564890012")]
    assert [(one.sort, one.digits) for one in found] == [(Sort.CARD, "6228480402564890012")]
