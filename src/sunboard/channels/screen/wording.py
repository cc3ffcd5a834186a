"""What all sorts of screens say alike of a record and of a village."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from sunboard.lazy import regex
from sunboard.model.blocks import Fact
from sunboard.model.money import separated
from sunboard.model.state import State
from sunboard.model.view import RecordView, VillageView
from sunboard.typesetting.lines import clean
from sunboard.typesetting.saying import Saying, to_amount

_UNSEPARATED = regex(r"(?<![\d.,万亿千])[1-9]\d{3,}(?=(?:\.\d+)? ?(?:元|yuan))")
ENDS = "。；，.;,"  # that end a sentence or its part
_LETTERS = regex("[A-Za-z]")
_SAYS_NO = regex(r"[没无未零]|(?i:\b(?:no|none|nothing|nobody|not)\b)")
_NOUGHTS = regex(r"\.00(?!\d)")
SHORTEST, LONGEST, SECONDS_TO_FIND, CHARACTERS_A_SECOND = 8, 30, 3, 4


def dwell(words: Iterable[str], least: int = SHORTEST) -> int:
    """Return how many seconds an elder needs to read words, never fewer than the least."""
    return max(least, min(LONGEST, SECONDS_TO_FIND + reading(words)))


def reading(words: Iterable[str], least: int = 0) -> int:
    """Return how many seconds an elder reads words, never fewer than the least.

    Three Latin letters are read as fast as one other character.
    """
    told = "".join(words).replace(" ", "")
    characters = len(told) - len(_LETTERS.findall(told)) * 2 // 3
    return max(least, -(-characters // CHARACTERS_A_SECOND))


def amount(value: str) -> str:
    """Write an amount with its thousands separated; a value that is no amount stays as it is."""
    number = to_amount(value)
    return clean(value) if number is None else separated(number).replace("-", "−")


def sentence(record: RecordView, say: Saying) -> str:
    """Return what a record says in a sentence or two, thousands of yuan separated as in its figures.

    That there is nothing to report is said once: the reason where there is one, else in the clerk's words,
    where these say no.
    """
    absence, summary = record.absence, record.summary
    if _SAYS_NO.search(summary) and absence == say("notice-nil"):
        absence = ""
    if summary.rstrip(ENDS) in absence:
        summary = ""
    told = " ".join(filter(None, (absence, summary)))
    return _UNSEPARATED.sub(lambda found: f"{int(found[0]):,}", told)


def until_of(record: RecordView) -> str:
    """Return the last day of a notice that runs, ISO, or nothing."""
    return record.notice_end if record.phase == State.NOTICE else ""


def day_of(day: str, newest: str, say: Saying) -> str:
    """Write a day, with its year where that is not the newest content's."""
    return say.month_day(day) if day[:4] == newest[:4] else say.day(day)


def day_in_list(record: RecordView, newest: str, say: Saying) -> str:
    """Return until when a notice runs, else the day of publication."""
    if until := until_of(record):
        return say("screen-until-short", date=say.month_day(until))
    return day_of(record.published, newest, say)


def identity(record: RecordView, say: Saying) -> str:
    """Return number, edition and check code."""
    if not record.check_code:
        return say("screen-number", number=record.number)
    return say("screen-identity", number=record.number, edition=str(record.edition), code=record.check_code)


def without_village(record: RecordView, village: VillageView) -> RecordView:
    """Return a record whose title does not begin with the name of the village, which stands in a corner."""
    title = clean(record.title).removeprefix(clean(village.name)).lstrip()
    return replace(record, title=title or record.title)


def is_sum(record: RecordView) -> bool:
    """Tell whether a record's figures are a sum to be read down: those of accounts, which stand for money."""
    return bool(record.headline) and len(record.figures) > 1


def whose(record: RecordView, village: VillageView, say: Saying) -> str:
    """Return the groups of villagers that accounts are of, or nothing where they are those of all."""
    everybody = bool(village.groups) and {*village.groups} <= {*record.groups}
    return "" if everybody else say("kind-listed").join(record.groups)


def key_of(record: RecordView, say: Saying) -> Fact | None:
    """Return the one figure that people look for in a record, whole yuan without noughts, or nothing."""
    key = record.key
    if not key and record.figures:
        figure = record.figures[0]
        key = Fact(figure.label, say("kind-yuan", amount=amount(figure.amount)))
    return replace(key, value=_NOUGHTS.sub("", key.value)) if key else None


def rest_of_facts(record: RecordView, say: Saying) -> list[Fact]:
    """Return the figures and facts that villagers look for, beside the key figure and what the title says."""
    figures = () if is_sum(record) else record.figures[0 if record.key else 1 :]
    more = [Fact(each.label, say("kind-yuan", amount=amount(each.amount))) for each in figures]
    facts = (fact for fact in record.facts if not fact.minor and fact != record.key)
    return [*more, *(fact for fact in facts if not _names(record.title, fact.value))]


def _names(title: str, value: str) -> bool:
    """Tell whether a title has a value in its words; a bare number there may count something else."""
    if len(value) < 2 or not any(sign.isalpha() for sign in value):
        return False
    before, found, _ = title.partition(value)
    return bool(found) and not (before[-1:].isascii() and before[-1:].isalnum())


def class_facts(records: Iterable[RecordView], say: Saying) -> list[Fact]:
    """Return how many items of the power list there are of each class, services first, those of none last."""
    labels = ((clean(record.class_label), record.serves) for record in records)
    classes = sorted((not label, not serves, label) for label, serves in labels)
    return [
        Fact(label or say("screen-other-class"), say("screen-items", count=str(len(list(same)))))
        for (*_, label), same in groupby(classes)
    ]


def caller_facts(village: VillageView, say: Saying) -> list[Fact]:
    """Return whom to call: the village's two numbers, without them others, else those of post-holders."""
    own = (("screen-supervise", village.supervise_phone), ("screen-contact", village.contact_phone))
    phones = [Fact(say(name), number) for name, number in own if number] or list(village.other_phones)
    return phones or [
        Fact(f"{person.duty} {person.name}", person.phone) for person in village.posts if person.phone
    ]
