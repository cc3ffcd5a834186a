"""What must not stand beside the name of a person: illness, childhood, misfortune, the way to the door.

Lists are where it stands: a row that names somebody is looked at cell by cell, under the heads of its table.
In running text only what leaves no doubt is found: a name, and what is told of it. The words stand beside
this module. Source: Personal Information Protection Law, articles 28 to 31.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from sunboard.engines.yaml_texts import load_texts
from sunboard.privacy.naming import names_person

CHILD, MINOR = 14, 18
"""Years: what tells of somebody younger than fourteen is sensitive by itself."""
_BESIDE = re.compile(r"[（(〔\[][^）)〕\]]*[）)〕\]]|\s+")
_AGE = re.compile(r"(\d{1,3})\s*(?:周?岁)?")
_BIRTH = re.compile(r"((?:19|20)\d\d)\s*[-./年]?\s*(\d{1,2})?(?:\s*[-./月]?\s*(\d{1,2}))?\D?")
_DOOR = re.compile(r"\d+(?:号楼?|栋|幢)\d*(?:单元|室|户)|\d+(?:单元|室)|门牌\S{0,2}\d+|\d+号$")
_HAN = r"\u3400-\u9fff"
_PLATE = re.compile(
    r"(?<![A-Za-z])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?"
    r"(?:[DF][A-HJ-NP-Z0-9]\d{4}|(?=[A-Z]{0,2}\d)[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警])(?![A-Za-z0-9])"
)


class Matter(StrEnum):
    """What is told of somebody."""

    ILLNESS = "illness"
    CAUSE = "cause"
    CHILD = "child"
    MINOR = "minor"
    COMPLAINANT = "complainant"
    ADDRESS = "address"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class Told:
    """Something that must not stand beside a name, the word that tells it, and where."""

    matter: Matter
    word: str
    row: int  # from 0, of a table; of a text the line
    column: int = 0


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `people.yaml`: heads of columns, and what is looked for in cells and texts."""

    heads: Mapping[str, frozenset[str]]
    found: Mapping[str, re.Pattern[str]]
    ill_person: re.Pattern[str]
    complainant: re.Pattern[str]
    telling: re.Pattern[str]  # a word without which neither of them finds anything


@cache
def _words() -> _Words:
    lists = {
        name: text.split()
        for name, text in load_texts(
            resources.files("sunboard").joinpath("privacy/people.yaml").read_text("utf-8")
        ).items()
    }
    found = {name: "|".join(words) for name, words in lists.items()}
    name = rf"(?P<name>(?:{found['surnames']})[{_HAN}]{{1,2}}?)"
    told = rf"(?P<word>{found['illness']}|{found['causes']})"
    return _Words(
        heads={name: frozenset(words) for name, words in lists.items()},
        found={name: re.compile(pattern) for name, pattern in found.items()},
        ill_person=re.compile(
            rf"(?:(?<![{_HAN}])|(?<=[付给为对了向和与])|(?<=村民|户主|慰问|救助|看望|资助|补助))"
            rf"{name}(?:同志|一家|家|户)?(?:[（(][^）)]{{1,12}}[）)])?[，,]?(?:他|她|其|本人)?"
            rf"(?:因|患有?(?!者)|身患|罹患|确诊|查出|系|属|是)[^，。；\n]{{0,8}}?{told}"
        ),
        complainant=re.compile(
            rf"(?:{found['complainants']})(?:姓名)?[:：是为]?\s*{name}"
            rf"(?=[^{_HAN}]|$|说|称|反映|提出|要求|认为|询问|问)"
        ),
        telling=re.compile(f"{found['illness']}|{found['causes']}|{found['complainants']}"),
    )


def told_in_rows(
    rows: Sequence[Sequence[str]], title: str, today: date, heads: Mapping[int, str] | None = None
) -> Iterator[Told]:
    """Yield what the rows of a table tell of the people they name; `title` is the table's or its record's.

    `heads` are those of its columns where they are known; else they stand in a row that heads some names.
    """
    words = _words()
    under = {column: _bare(head) for column, head in (heads or {}).items()}
    listed = _of_young_people(title)
    for number, row in enumerate(rows):
        cells = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
        if any(_bare(cell) in words.heads["people"] for cell in cells.values()):
            under = {column: _bare(cell) for column, cell in cells.items()}
        elif any(_is_name(cell) and under.get(x, "") in words.heads["people"] for x, cell in cells.items()):
            if listed and not words.heads["ages"] & set(under.values()):
                yield Told(*listed, number)
                listed = None
            yield from _told_in_row(number, cells, under, today)


def _told_in_row(
    number: int, cells: Mapping[int, str], under: Mapping[int, str], today: date
) -> Iterator[Told]:
    words = _words()
    heads, found = words.heads, words.found
    age: int | None = None
    for column, cell in cells.items():
        head = under.get(column, "")
        if head in heads["people"]:
            if head in heads["children"] and _is_name(cell):
                yield Told(Matter.CHILD, head, number, column)
            continue
        if head in heads["ages"] and (written := _AGE.fullmatch(cell)):
            age = int(written[1])
        elif head in heads["births"]:
            age = _years(cell, today)
        if age is not None and age < MINOR and head in heads["ages"] | heads["births"]:
            yield Told(Matter.CHILD if age < CHILD else Matter.MINOR, f"{age}", number, column)
        elif head in heads["illness_heads"]:
            yield Told(Matter.ILLNESS, head, number, column)
        elif head in heads["cause_heads"]:
            yield Told(Matter.CAUSE, head, number, column)
        elif head in heads["addresses"] and _DOOR.search(cell):
            yield Told(Matter.ADDRESS, head, number, column)
        elif found["offices"].search(head):
            continue
        elif word := found["illness"].search(cell):
            yield Told(Matter.ILLNESS, word[0], number, column)
        elif word := found["causes"].search(cell):
            yield Told(Matter.CAUSE, word[0], number, column)


def _of_young_people(title: str) -> tuple[Matter, str] | None:
    """Tell whether a list holds young people by its name."""
    found = _words().found
    if word := found["child_lists"].search(title):
        return Matter.CHILD, word[0]
    word = found["minor_lists"].search(title)
    return (Matter.MINOR, word[0]) if word and not found["grown_lists"].search(title) else None


def told_in_text(text: str) -> Iterator[Told]:
    """Yield what a running text tells of people; rows are its lines."""
    words = _words()
    if not (words.telling.search(text) or _PLATE.search(text)):
        return  # nothing in most texts
    for line, sentence in enumerate(text.split("\n")):
        for seen in words.ill_person.finditer(sentence):
            is_ill = words.found["illness"].fullmatch(seen["word"])
            if _is_name(seen["name"]):
                yield Told(Matter.ILLNESS if is_ill else Matter.CAUSE, seen["word"], line)
        for seen in words.complainant.finditer(sentence):
            if _is_name(seen["name"]):
                yield Told(Matter.COMPLAINANT, seen[0].removesuffix(seen["name"]).strip(" :：是为"), line)
        for seen in _PLATE.finditer(sentence):
            yield Told(Matter.PLATE, f"{seen[0][:2]}***", line)


@lru_cache(maxsize=4096)
def _bare(head: str) -> str:
    """Return a head without blanks and what stands in brackets."""
    return _BESIDE.sub("", head)


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    """Tell whether a text is a whole name: 张某某 and 张*明 are masked already."""
    bare = _BESIDE.sub("", text)
    return "某" not in bare and names_person(bare) and bare[:1] in _words().heads["surnames"]


def _years(text: str, today: date) -> int | None:
    """Return how old somebody is who was born on a day, in a month or a year as written."""
    found = _BIRTH.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    return today.year - year - (today < _birthday(today.year, month, day))


def _birthday(year: int, month: int, day: int) -> date:
    """Return when in a year somebody grows older; what is not known or no day counts as early as it may."""
    if month > 12:
        return date.max
    try:
        return date(year, month or 1, day or 1)
    except ValueError:  # the 29th of February: it comes with the month that follows
        return (date(year, month, 28) + timedelta(4)).replace(day=1)
