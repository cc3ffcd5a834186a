"""What a record says, in labelled blocks that any channel can draw."""

from __future__ import annotations

from typing import Literal

from sunboard.lazy import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value. What is `minor` only clerks ask for: it stands last, and on no wall or screen."""

    label: str
    value: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount of money in yuan that people look for first, such as the money at the end of the period."""

    label: str
    amount: str  # "722881.21"
    compare: str = ""  # how it compares with the last period, in words
    role: Literal["", "opening", "income", "expense", "closing"] = (
        ""  # its part in opening + income - expense = closing
    )
    last_year: str = ""  # how it compares with the same period a year before, in words
    in_words: str = ""  # the amount in capital numerals


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of accounts that people ask for by itself, such as the largest expense, in yuan."""

    label: str
    amount: str
    what: str  # what it was for


@dataclass(frozen=True, slots=True)
class Column:
    """The head of one column of a table.

    `weight` is its share of the width; 0 means as wide as its content.
    """

    label: str
    align: Literal["left", "right", "center"] = "left"
    weight: int = 0
    on_paper: bool = True  # a sheet leaves out columns that only the web has room for
    money: bool = False
    head: str = ""  # its head in a file of its own; "" is the label
    year: str = ""  # the year that the dates of this column leave out
    beside: bool = False  # where it has no column of its own, it stands below the text of its row


@dataclass(frozen=True, slots=True)
class FactsBlock:
    """A titled group of labelled values."""

    title: str
    facts: tuple[Fact, ...]
    type: str = "facts"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. `total` is its last row, or empty; a ledger's rows stand one by one on the sheet.

    The rows of a ledger, and those that are `kept`, are also given as a file of their own.
    One that is `enclosed` stands as it stood in a spreadsheet. Pages and sheets show it whole; boards and
    slides name it with the count of its rows.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    note: str = ""
    ledger: bool = False
    kept: bool = False
    lead: str = ""  # what stands between its title and its head
    enclosed: bool = False
    roll: bool = False  # many short rows: on paper they stand in several columns of small type
    type: str = "table"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A titled list of texts."""

    title: str
    items: tuple[str, ...]
    type: str = "list"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A titled piece of text."""

    title: str
    text: str
    type: str = "text"


@dataclass(frozen=True, slots=True)
class Arrow:
    """One way out of a step: to another step, or to an end."""

    label: str  # the condition, or ""
    to: str  # a step's id, or the word of an end
    end: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a flow."""

    id: str
    who: str
    what: str
    limit: str = ""
    document: str = ""
    public: bool = False
    arrows: tuple[Arrow, ...] = ()
    risks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()  # how grave each of `risks` is, in a word, or ""


@dataclass(frozen=True, slots=True)
class StepsBlock:
    """A flow: its steps in the order written."""

    title: str
    steps: tuple[Step, ...]
    type: str = "steps"


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount of money drawn to scale beside its label.

    `of` is what it is measured against, such as the year's budget.
    """

    label: str
    amount: str
    of: str = ""
    note: str = ""  # its share, or how it compares, in words


@dataclass(frozen=True, slots=True)
class BarsBlock:
    """Amounts drawn to one scale. `total` is their sum, or empty."""

    title: str
    bars: tuple[Bar, ...]
    total: str = ""
    note: str = ""
    tone: Literal["income", "expense", "plan"] = "plan"
    measure: str = ""  # what `of` of the bars is called; a budget where it is not said
    type: str = "bars"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened on the way of a decision: when, before whom, with what result."""

    label: str
    date: str  # as people read it, or ""
    who: str = ""
    result: str = ""  # attendance and votes in words
    note: str = ""


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """What happened one after the other."""

    title: str
    events: tuple[Event, ...]
    type: str = "timeline"


Block = FactsBlock | TableBlock | ListBlock | TextBlock | StepsBlock | BarsBlock | TimelineBlock


@dataclass(frozen=True, slots=True)
class HandoutItem:
    """One line of something that is printed for itself; `of` names a record that it tells of, by its id."""

    label: str
    value: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """Something to be printed for itself: a card, a plate on a desk, a board at a site, a letter.

    A leaflet tells households of the services there are; a volume binds the chapters of its name.
    """

    form: Literal["card", "plate", "sign", "letter", "leaflet", "volume"]
    size: tuple[int, int]  # millimetres
    title: str
    items: tuple[HandoutItem, ...] = ()
    note: str = ""
    back: str = ""  # what stands on its back
    leads_to: str = ""  # the record that its code leads to, by id or number; "" is its own
    qr: str = ""  # the address of that, filled in where it is known
    large: bool = False  # in large type
    volume: str = ""  # whose chapters it binds


@dataclass(frozen=True, slots=True)
class Content:
    """What a kind says of a record: figures first, then key facts, then the rest in blocks."""

    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    blocks: tuple[Block, ...] = ()
    class_label: str = ""  # finer than the category
    responsible: str = ""  # for an item of an inherited list: the body or post that answers for it
    serves: bool = False  # an item of an inherited list that people come for
    applies: bool = True  # False for an item that has been taken off its list
    headline: int = 0  # how well it stands for the village where one record has room; 0 where it does not
    caveat: str = ""  # what has to be said wherever the record is shown
    handouts: tuple[Handout, ...] = ()  # what is printed of it beside its sheet
    volume: str = ""  # the book that it is a chapter of, such as "regulations"
    largest: tuple[Entry, ...] = ()  # of accounts: the largest expense and the largest income
    key: Fact | None = None  # what people look for first, such as an amount; None where nothing stands out
    tally: tuple[Fact, ...] = ()  # of a list of people: what it adds up to, told also when its days are over
