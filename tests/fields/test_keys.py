"""Keys and heads as they are compared."""

from __future__ import annotations

from sunboard.fields.keys import bare_head, loosened, normalised_key


def test_each_way_of_comparing_takes_more_off_than_the_one_before() -> None:
    written = " 收入（元）\u200b "
    assert normalised_key(written) == "收入(元)\u200b"
    assert bare_head(f"收\n入 {written}") == "收入收入(元)"
    assert loosened("【Voucher_No】 ") == loosened("ｖｏｕｃｈｅｒ-no") == "voucherno"
