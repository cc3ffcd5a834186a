"""What must not stand beside the name of a person: illness, childhood, misfortune, the way to the door.

Lists are where it stands: a row that names somebody is looked at cell by cell, under the heads of its table.
In running text only what leaves no doubt is found: a name, and what is told of it. The words stand in
`people_words`. Source: Personal Information Protection Law, articles 28 to 31.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from sunboard.lazy import dataclass, regex
from sunboard.privacy.naming import names_person
from sunboard.privacy.people_words import DOOR, HOUSE, NUMERALS, OF_SUBJECT, PLATE, YOUNG, people_words

CHILD, MINOR = 14, 18
"""Years: what tells of somebody younger than fourteen is sensitive by itself."""
_OF_HOUSEHOLD = regex(r"[(（]未成年人[0-9０-９一二两三四五六七八九十]+名[)）]\s*\Z")
"""What stands behind the head of a household who is named in place of a child, as the cure asks for it."""
_BESIDE = regex(r"[（(〔\[][^）)〕\]]*[）)〕\]]|\s+")
_AGE = regex(r"(\d{1,3})\s*(?:周?岁)?")
_BIRTH = regex(r"((?:19|20)\d\d)\s*[-./年]?\s*(\d{1,2})?(?:\s*[-./月]?\s*(\d{1,2}))?\D?")
_BRACKET = regex("[（(]")
_DEGREE = regex("[一二三四1-4]级")
_CLAUSE_END = regex("[。；;！？]")
_ABSENT = regex("(?:请假|告假|缺席|未到)[^，,。；;]*$")
_WIDE = regex("[Ａ-Ｚ０-９]")
"""What is more than signs in a word."""
_NO_GIVEN = regex("[的患等户岁员村课]|(?<!小)满|家[湾坡庄沟堡门村寨岭坝营屯塘店集铺坪畈嘴洼冲垭院圩桥]$")
"""What stands in nobody's name: such signs, and how places are called after a family, 何家湾."""
_WHOM = (
    "name",
    "paid",
    "aided",
    "whole",
    "sufferer",
    "sufferer_sure",
    "sufferer_short",
    "entered",
    "one_listed",
)
_ACCUSER = ("name", "whole", "gone", "sent", "told", "right", "raised", "author", "by")
_ACCUSED = ("word", "where", "passed", "before", "looked", "asked", "letter", "posed")
_WHAT = ("word", "paid_word", "aided_word", "befell", "sufferer_word", "entry", "between", "label", "listed")
_DWELLER = ("name", "lodger", "boxed", "received", "to", "at", "of_door", "placed")
"""The groups of `ill_person`, `accuser` and `living` that hold a name, and what is told of it."""


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


def told_in_rows(
    rows: Sequence[Sequence[str]], title: str, today: date, heads: Mapping[int, str] | None = None
) -> Iterator[Told]:
    """Yield what the rows of a table tell of the people they name; `title` is the table's or its record's.

    `heads` are those of its columns where they are known; else they stand in a row that heads some names.
    """
    words = people_words()
    under = {column: _bare(head) for column, head in (heads or {}).items()}
    people, complainants, wanted = words.heads["people"], words.heads["complainants"], words.naming
    naming = _columns(under, wanted)
    written = dict.fromkeys(chain.from_iterable(rows)).keys()
    tells = may_tell("\n".join(written))
    if not (tells or (any(map(names_somebody, written)) and (naming or may_name(written)))):
        return  # most tables name nobody
    listed = _of_young_people(title)
    is_grown, gave = (bool(words.found(of).search(title)) for of in ("grown_lists", "given_lists"))
    for number, row in enumerate(rows):
        cells = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
        bare = {column: _bare(cell) for column, cell in cells.items()}
        if found := _columns(bare, wanted):
            under, naming = bare, found
            continue
        named = [column for column in naming if stands_for_name(cells.get(column, ""))]
        for column in named:
            if under[column] in complainants:
                yield Told(Matter.COMPLAINANT, under[column], number, column)
        whose = [cells[column] for column in named if under[column] in people]
        if whose:
            is_young = not all(map(_OF_HOUSEHOLD.search, whose))
            if listed and is_young and not words.heads["ages"] & set(under.values()):
                yield Told(*listed, number)
                listed = None
            told = _told_in_row(
                number,
                cells,
                under,
                today,
                is_grown=is_grown,
                gave=gave,
                tells=tells,
                of_disabled="残疾" in title,
            )
            yield from (one for one in told if is_young or one.matter not in (Matter.CHILD, Matter.MINOR))
        if tells:
            yield from _told_in_cells(number, cells, today)


def names_in_rows(
    rows: Sequence[Sequence[str]], heads: Mapping[int, str] | None = None
) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and head of each name that stands below a head for people and is not masked."""
    wanted = people_words().heads["people"]
    under = {column: _bare(head) for column, head in (heads or {}).items()}
    for number, row in enumerate(rows):
        bare = {column: _bare(cell) for column, cell in enumerate(row)}
        if _columns(bare, wanted):
            under = bare
        else:
            for column in _columns(under, wanted):
                if stands_for_name(bare.get(column, "")):
                    yield number, column, under[column]


def may_name(cells: Set[str], text: str | None = None) -> bool:
    """Tell quickly whether one of many cells may be a head above names.

    `text` is all of them, and what else there is, with a sign before each that stands in none: NUL.
    """
    words = people_words()
    joined = "\0".join(("", *cells)) if text is None else text
    return any(_BESIDE.sub("", cell) in words.naming for cell in words.apart.findall(joined))


def may_name_in_tables(text: str) -> bool:
    """Tell quickly whether a cell of a table drawn or pasted in a text may be a head above names."""
    if "\t" not in text and "|" not in text:
        return False
    words = people_words()
    return any(_BESIDE.sub("", cell) in words.naming for cell in words.drawn.findall(f"\n{text}"))


def _columns(under: Mapping[int, str], wanted: frozenset[str]) -> tuple[int, ...]:
    """Return the columns below one of the heads that are wanted."""
    return tuple(column for column, head in under.items() if head in wanted)


def _told_in_cells(number: int, cells: Mapping[int, str], today: date) -> Iterator[Told]:
    """Yield what the texts in a row's cells tell by themselves."""
    if may_tell("\n".join(cells.values())):
        for column, cell in cells.items():
            yield from (replace(told, row=number, column=column) for told in told_in_text(cell, today))


def _told_in_row(
    number: int,
    cells: Mapping[int, str],
    under: Mapping[int, str],
    today: date,
    *,
    is_grown: bool,
    gave: bool,
    tells: bool,
    of_disabled: bool,
) -> Iterator[Told]:
    words = people_words()
    heads, found = words.heads, words.found
    age: int | None = None
    for column, cell in cells.items():
        head = under.get(column, "")
        if head in heads["people"]:
            if head in heads["children"] and stands_for_name(cell):
                yield Told(Matter.CHILD, head, number, column)
            elif head in heads["pupils"] and stands_for_name(cell) and not is_grown:
                yield Told(Matter.MINOR, head, number, column)
            if _BRACKET.search(cell) and HOUSE.search(cell) and stands_for_name(cell):
                yield Told(Matter.ADDRESS, head, number, column)
            continue
        if head in heads["ages"] and (written := _AGE.fullmatch(cell)):
            age = int(written[1])
        elif head in heads["births"]:
            age = _years(cell, today)
        if age is not None and age < MINOR and head in heads["ages"] | heads["births"]:
            yield Told(Matter.CHILD if age < CHILD else Matter.MINOR, f"{age}", number, column)
        elif head in heads["illness_heads"]:
            yield Told(Matter.ILLNESS, head, number, column)
        elif of_disabled and head in heads["degrees"] and _DEGREE.fullmatch(cell):
            yield Told(Matter.ILLNESS, cell, number, column)
        elif head in heads["cause_heads"]:
            yield Told(Matter.CAUSE, head, number, column)
        elif head in heads["grades"] and found("child_grades").search(cell):
            yield Told(Matter.CHILD, cell, number, column)
        elif head in heads["grades"] and found("minor_grades").search(cell):
            yield Told(Matter.MINOR, cell, number, column)
        elif (young := YOUNG.search(cell)) and _age(young[1]) < MINOR:
            yield Told(Matter.CHILD if _age(young[1]) < CHILD else Matter.MINOR, young[1], number, column)
        elif (head in heads["addresses"] and leads_to_door(cell)) or (
            head in heads["doors"] and any(map(str.isdigit, cell))
        ):
            yield Told(Matter.ADDRESS, head, number, column)
        elif gave or found("offices").search(head):
            continue
        elif word := _first("illness", cell):
            if not _first("of_the_ill", cell):
                yield Told(Matter.ILLNESS, word, number, column)
        elif word := _first("causes", cell):
            yield Told(Matter.CAUSE, word, number, column)
        elif word := _first("child_cells", cell):
            if not _first("of_others", cell):
                yield Told(Matter.CHILD, word, number, column)
        elif word := _first("minor_cells", cell):
            if not _first("of_others", cell):
                yield Told(Matter.MINOR, word, number, column)
        elif tells and (of := _befell(cell)):
            yield Told(of[0], of[1], number, column)
        elif HOUSE.search(cell) and not (found("plots").search(head) or words.living.search(cell)):
            yield Told(Matter.ADDRESS, head, number, column)


@lru_cache(maxsize=4096)
def _befell(cell: str) -> tuple[Matter, str] | None:
    """Return what a cell tells in words for what befell whom its row names, and did for nobody else."""
    words = people_words()
    for seen in words.telling.finditer(cell):
        if seen["child"] is None and not words.found("acts").search(cell[: seen.start()]):
            return Matter(seen.lastgroup or ""), seen[0]
    return None


def leads_to_door(address: str) -> bool:
    """Tell whether an address goes down to a house, a stair or a room."""
    return bool(DOOR.search(address))


def _of_young_people(title: str) -> tuple[Matter, str] | None:
    """Tell whether a list holds young people by its name."""
    found = people_words().found
    if word := found("child_lists").search(title):
        return Matter.CHILD, word[0]
    word = found("minor_lists").search(title)
    return (Matter.MINOR, word[0]) if word and not found("grown_lists").search(title) else None


def told_in_text(text: str, today: date) -> Iterator[Told]:
    """Yield what a running text tells of people; rows are its lines."""
    if not may_tell(text):
        return
    for line, sentence in enumerate(text.split("\n")):
        told = tuple(_told_by_shapes(sentence, line, today))
        yield from told or _told_of_subjects(sentence, line)


def _told_of_subjects(sentence: str, line: int) -> Iterator[Told]:
    """Yield what a clause tells of whom it speaks: who, then what, and nothing done to others between."""
    words = people_words()
    for seen in words.telling.finditer(sentence):
        clause = _CLAUSE_END.split(sentence[: seen.start()])[-1]
        if seen["child"]:  # whose child it is may be told
            clause = words.parent.split(clause)[-1]
        if _speaks_of_somebody(clause) and not _is_why_absent(seen[0], clause):
            yield Told(Matter(seen.lastgroup or ""), seen[0], line)


def _speaks_of_somebody(clause: str) -> bool:
    """Tell whether a clause is about one who is named; 单身汉瞿来喜 begins as a name does."""
    subject, start = people_words().subject, 0
    while whose := subject.search(clause, start):
        if _is_named(whose["name"] or whose["sure"] or whose["served"]):
            return True
        start = whose.start() + 1
    return False


def _is_why_absent(word: str, before: str) -> bool:
    """Tell whether a word says why somebody did not come: 请假：王小兰（因病）."""
    return word.startswith("因病") and bool(_ABSENT.search(before))


def _told_by_shapes(sentence: str, line: int, today: date) -> Iterator[Told]:
    """Yield what a line of a text tells in one of the shapes in which people are told of."""
    words = people_words()
    for seen in words.ill_person.finditer(sentence):
        told = {key: said for key, said in seen.groupdict().items() if said}
        name = next(told[key] for key in _WHOM if key in told)
        word = next(told[key] for key in _WHAT if key in told)
        is_ill = (
            "listed" in told
            or word in words.heads["illness_heads"]
            or any(words.found(of).fullmatch(word) for of in OF_SUBJECT["illness"])
        )
        if _is_named(name) and not _is_why_absent(word, sentence[: seen.start()]):
            yield Told(Matter.ILLNESS if is_ill else Matter.CAUSE, word, line)
    for seen in words.accuser.finditer(sentence):
        told = seen.groupdict()
        if _is_named(next(name for key in _ACCUSER if (name := told[key]))):
            word = next(said for key in _ACCUSED if (said := told[key]))
            yield Told(Matter.COMPLAINANT, word, line)
    for seen in words.child.finditer(sentence):
        if seen["protected"] or seen["class"]:
            if _is_named(seen["child"] or seen["kid"] or seen["pupil"] or seen["classed"]):
                is_older = seen["class"] and words.found("classes").search(seen["class"])
                matter = Matter.MINOR if is_older else Matter.CHILD
                yield Told(matter, seen["protected"] or seen["class"], line)
        elif seen["small"]:
            if _is_named(seen["small"]):
                yield Told(Matter.CHILD, seen["young"], line)
        elif seen["aged"]:
            if _is_named(seen["aged"]) and (age := _age(seen["years"])) < MINOR:
                yield Told(Matter.CHILD if age < CHILD else Matter.MINOR, seen["years"], line)
        elif born := seen["born"] or seen["since"]:
            old = _years(born, today)
            if old is not None and old < MINOR and _is_named(seen["name"] or seen["sure"]):
                yield Told(Matter.CHILD if old < CHILD else Matter.MINOR, born, line)
        else:
            whose, written = seen["name"] or seen["sure"], seen["age"] or seen["only"]
            if _is_named(whose) and (years := _age(written or "0")) < MINOR:
                word = written or seen[0].rpartition(whose)[2].strip("（( ")
                yield Told(Matter.CHILD if years < CHILD else Matter.MINOR, word, line)
    for seen in words.living.finditer(sentence):
        name = next((seen[of] for of in _DWELLER if seen[of]), None)
        if name is None or _is_named(name):
            yield Told(Matter.ADDRESS, (seen["living"] or "住址")[:2], line)
    for seen in words.complainant.finditer(sentence):
        if _is_named(seen["sure"] or seen["name"]):
            yield Told(Matter.COMPLAINANT, seen["called"], line)
    for seen in PLATE.finditer(_WIDE.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), sentence)):
        yield Told(Matter.PLATE, f"{seen[0][:2]}***", line)


def askers_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the names of those who ask, or to whom an answer speaks, and the lines on which they stand."""
    asker = people_words().asker
    for line, sentence in enumerate(text.split("\n")):
        for seen in asker.finditer(sentence):
            name = seen["name"] or seen["whole"] or seen["called"] or seen["own"] or seen["greeted"]
            if _is_named(name):
                yield name, line


def may_tell(text: str) -> bool:
    """Tell quickly whether anything may be told in a text, or in one of several that are joined."""
    words = people_words()
    return any(map(text.__contains__, words.alone)) or bool(words.likely.search(text))


@lru_cache(maxsize=4096)
def _bare(head: str) -> str:
    """Return a head without blanks and what stands in brackets."""
    return _BESIDE.sub("", head)


@lru_cache(maxsize=4096)
def _first(of: str, cell: str) -> str:
    """Return the first word of a list that a cell holds; most cells of a column are alike."""
    found = people_words().found(of).search(cell)
    return found[0] if found else ""


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Tell whether a text is a whole name: 张某某 and 张*明 are masked already."""
    return _is_whole_name(text, people_words().heads["surnames"])


@lru_cache(maxsize=4096)
def stands_for_name(cell: str) -> bool:
    """Tell whether a cell below a head for names is a whole one: there 付 and 代 begin no other word."""
    return _is_whole_name(cell, people_words().surnames)


def _is_whole_name(text: str, surnames: Set[str]) -> bool:
    bare = _BESIDE.sub("", text)
    return "某" not in bare and names_person(bare) and bare[:1] in surnames


def names_somebody(cell: str) -> bool:
    """Tell whether a cell may be a whole name; 申请人, which begins as names do, stands above some."""
    return not cell.isascii() and _names_somebody(cell)  # figures are nobody's name, and never the same


@lru_cache(maxsize=4096)
def _names_somebody(cell: str) -> bool:
    return stands_for_name(cell) and _bare(cell) not in people_words().naming


def _is_named(name: str) -> bool:
    """Tell whether signs in a running text are a name, and no word that begins as names do."""
    words = people_words()
    return (
        stands_for_name(name)
        and not any(name.startswith(word) for word in words.heads["words_like_names"])
        and not words.found("illness").search(name)
        and not _NO_GIVEN.search(name)
    )


def _age(written: str) -> int:
    """Return the years that are written in figures, or in words below a hundred: of 三四 the later."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.replace("两", "二").rpartition("十")
    digits = [NUMERALS.index(sign) + 1 for sign in (tens or ("一" if ten else ""), ones[-1:]) if sign]
    return digits[0] * 10 + sum(digits[1:]) if ten else digits[0]


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
