"""Codes are made in large steps here and bit by bit in the library: the result is the same."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sunboard.engines.qr_code import LEVEL, QUIET, in_capitals, modules, path, png, side
from sunboard.engines.qr_library import by_library

ADDRESSES = st.one_of(
    st.from_regex(r"https://[a-z0-9.-]{4,40}(/[a-z0-9-]{1,40}){0,4}/", fullmatch=True),
    st.text("abc/.-0123456789ABC $%村", min_size=1, max_size=100),
)


@settings(max_examples=40, deadline=None)
@given(ADDRESSES, st.sampled_from("LM"))
def test_every_code_is_that_of_the_library(address: str, level: str) -> None:
    rows = tuple("".join("01"[dark] for dark in row) for row in modules(address, level))
    assert rows == by_library(address, level)


def test_both_drawings_show_the_dark_modules() -> None:
    address = "https://gk.example.com/v001/2026-0007/"
    dark = {
        (x + QUIET, y + QUIET)
        for y, row in enumerate(modules(address, LEVEL))
        for x, is_dark in enumerate(row)
        if is_dark
    }
    assert _filled(path(address)) == _black(png(address)) == dark
    assert side(address) == len(modules(address)) + 2 * QUIET


def _filled(drawn: str) -> set[tuple[int, int]]:
    """Return the modules that `M x y h long v1…z` fills."""
    found = set()
    for piece in drawn.split("z")[:-1]:
        start, long = piece.removeprefix("M").split("v1")[0].split("h")
        x, y = map(int, start.split())
        found |= {(x + step, y) for step in range(int(long))}
    return found


def _black(drawn: bytes) -> set[tuple[int, int]]:
    """Return the black pixels of a picture of black and white."""
    with Image.open(BytesIO(drawn)) as picture:
        assert picture.mode == "1"
        width, height = picture.size
        return {(x, y) for y in range(height) for x in range(width) if not picture.getpixel((x, y))}


def test_in_capitals_a_smaller_code_holds_an_address_and_its_path_stays() -> None:
    address = "https://www.yunxixian.example.com/cwgk/sancha/2026-0011/"
    assert in_capitals(address) == "HTTPS://WWW.YUNXIXIAN.EXAMPLE.COM/cwgk/sancha/2026-0011/"
    assert side(in_capitals(address), "L") < side(address, "L")
    assert in_capitals("") == ""
