from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sunboard.reporting.calendar_file import Occasion, calendar_file

DAY = date(2026, 5, 15)


def _read(data: bytes) -> list[str]:
    """Return the lines of a file, put together again as the format says."""
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    return b"\n".join(lines).replace(b"\n ", b"").decode().split("\n")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=120))
def test_any_text_stays_one_value_and_comes_back(text: str) -> None:
    lines = _read(calendar_file("到期", [Occasion("a", DAY, f"柳湾村：{text}")], DAY))
    (written,) = (line for line in lines if line.startswith("SUMMARY:"))
    value, at, found = written.removeprefix("SUMMARY:"), 0, ""
    while at < len(value):
        escaped = value[at] == "\\"
        found += {"n": "\n"}.get(value[at + 1], value[at + 1]) if escaped else value[at]
        at += 2 if escaped else 1
    assert found == f"柳湾村：{text}"


def test_an_occasion_is_a_whole_day_that_is_called_to_mind() -> None:
    lines = _read(
        calendar_file("到期", [Occasion("2026-05-15-CK06", DAY, "现金", "柳湾村")], date(2026, 4, 20))
    )
    for line in (
        "UID:2026-05-15-CK06@sunboard",
        "DTSTAMP:20260420T000000Z",
        "DTSTART;VALUE=DATE:20260515",
        "DTEND;VALUE=DATE:20260516",
        "DESCRIPTION:柳湾村",
        "TRIGGER:-P3D",
    ):
        assert line in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1


def test_only_a_line_that_is_too_long_goes_on_in_the_next() -> None:
    fits = 75 - len("SUMMARY:")
    titles = ("a" * fits, 1), ("a" * (fits + 1), 2), ("村" * (fits // 3), 1), ("村" * (fits // 3 + 1), 2)
    for title, pieces in titles:
        data = calendar_file("到期", [Occasion("a", DAY, title)], DAY)
        lines = data.split(b"\r\n")
        at = next(at for at, line in enumerate(lines) if line.startswith(b"SUMMARY:"))
        assert sum(line.startswith(b" ") for line in lines[at : at + 2]) == pieces - 1
