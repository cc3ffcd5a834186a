"""Days to remember as a file that calendars of phones and offices read (iCalendar, RFC 5545).

Its few lines are written here: a library for all of the format takes longer to load than a report to make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sunboard.lazy import dataclass

_LONGEST = 75  # octets of a line; a longer one goes on in the next, behind a space
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Occasion:
    """A whole day, and what is to be done by then; its key tells it from every other, build after build."""

    key: str
    day: date
    title: str
    note: str = ""


def calendar_file(name: str, occasions: Iterable[Occasion], written: date) -> bytes:
    """Return the file; each day is called to mind three days before."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sunboard//due//ZH"]
    lines += _folded(f"X-WR-CALNAME:{_text(name)}")
    for occasion in occasions:
        lines += _event(occasion, written)
    lines.append("END:VCALENDAR")
    return "".join(f"{line}\r\n" for line in lines).encode()


def _event(occasion: Occasion, written: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield from _folded(f"UID:{_text(occasion.key)}@sunboard")
    yield f"DTSTAMP:{written:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{occasion.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{occasion.day + timedelta(1):%Y%m%d}"
    yield from _folded(f"SUMMARY:{_text(occasion.title)}")
    if occasion.note:
        yield from _folded(f"DESCRIPTION:{_text(occasion.note)}")
    yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D")
    yield from _folded(f"DESCRIPTION:{_text(occasion.title)}")
    yield from ("END:VALARM", "END:VEVENT")


def _text(text: str) -> str:
    """Return a text as a value that cannot be taken for several, or for another line."""
    return text.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Yield the pieces of a line that are short enough; no letter is cut in two."""
    left, lead = line.encode(), ""
    while len(left) > (end := _LONGEST - len(lead)):
        while left[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        yield f"{lead}{left[:end].decode()}"
        left, lead = left[end:], " "
    yield f"{lead}{left.decode()}"
