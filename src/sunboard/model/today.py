"""The day for which something is made, which notes until when its answers hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any


class Today(date):
    """A day that answers as any date does, and notes on which later day an answer would be another.

    A comparison with a day turns on that day or on the day after it, a year on its first day. Whatever else
    is asked, such as how many days have passed, turns on the very next day: what is not understood never
    holds too long. Days that are counted from it (`today - timedelta(30)`) note what they are asked as well.
    """

    _turns: list[int]  # ordinals of later days, shared with the days that are counted from this one
    _ahead: int  # days from the first of them to this one

    @classmethod
    def of(cls, day: date) -> Today:
        """Return a day that has been asked nothing."""
        return cls._shifted(day, [], 0)

    @classmethod
    def _shifted(cls, day: date, turns: list[int], ahead: int) -> Today:
        made = cls(day.year, day.month, day.day)
        made._turns, made._ahead = turns, ahead
        return made

    @property
    def plain(self) -> date:
        """Return the day as one that notes nothing."""
        return date.fromordinal(date.toordinal(self))

    @property
    def holds_until(self) -> date:
        """Return the first later day on which anything that was asked would be answered otherwise."""
        return date.fromordinal(min(self._turns)) if self._turns else date.max

    def turns_tomorrow(self) -> None:
        """Note that something depends on the day itself."""
        self._turn_on(self._own + 1)

    def turns_on(self, day: date) -> None:
        """Note that something may be answered otherwise from a later day on."""
        self._turn_on(day.toordinal())

    @property
    def _own(self) -> int:
        return date.toordinal(self)

    def _turn_on(self, ordinal: int) -> None:
        """Note that an answer changes once this day is that of an ordinal."""
        if ordinal > self._own:
            earliest = min(ordinal - self._ahead, *self._turns) if self._turns else ordinal - self._ahead
            self._turns[:] = [min(earliest, date.max.toordinal())]

    def _compared(self, other: object) -> None:
        if isinstance(other, date) and (ordinal := date.toordinal(other)) >= date.toordinal(self):
            self._turn_on(ordinal)
            self._turn_on(ordinal + 1)

    def __eq__(self, other: object) -> bool:
        self._compared(other)
        return date.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        self._compared(other)
        return date.__ne__(self, other)

    def __lt__(self, other: date) -> bool:
        self._compared(other)
        return date.__lt__(self, other)

    def __le__(self, other: date) -> bool:
        self._compared(other)
        return date.__le__(self, other)

    def __gt__(self, other: date) -> bool:
        self._compared(other)
        return date.__gt__(self, other)

    def __ge__(self, other: date) -> bool:
        self._compared(other)
        return date.__ge__(self, other)

    def __add__(self, other: timedelta) -> Today:
        return self._shifted(self.plain + other, self._turns, self._ahead + other.days)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        self.turns_tomorrow()
        return self.plain - other

    def __rsub__(self, other: date) -> timedelta:
        self.turns_tomorrow()
        return other - self.plain

    @property
    def year(self) -> int:
        """Return its year, which turns on the next first of January."""
        year = self.plain.year
        self._turn_on(date(min(year + 1, date.max.year), 1, 1).toordinal())
        return year

    @property
    def month(self) -> int:
        """Return its month, which turns on the first of the next."""
        day = self.plain
        self._turn_on((day.replace(day=28) + timedelta(4)).replace(day=1).toordinal())
        return day.month

    def __hash__(self) -> int:
        self.turns_tomorrow()
        return date.__hash__(self)

    def __str__(self) -> str:
        return self.isoformat()

    def __repr__(self) -> str:
        return f"Today({self.isoformat()})"

    def __format__(self, form: str) -> str:
        self.turns_tomorrow()
        return format(self.plain, form)

    def __reduce__(self) -> tuple[type[date], tuple[int, int, int]]:
        """Go to another process as a plain day: what would be asked there could not be noted here."""
        self.turns_tomorrow()
        day = self.plain
        return date, (day.year, day.month, day.day)


def weeks(today: date) -> int:
    """Count the weeks up to a day; each begins on a Sunday."""
    if not isinstance(today, Today):
        return today.toordinal() // 7
    count = weeks(today.plain)
    _ = today < date.fromordinal((count + 1) * 7)
    return count


def has_come(day: str, today: date) -> bool:
    """Tell whether a day, as ISO, has come; nothing has, and what is no day goes by its signs."""
    try:
        return not day or date.fromisoformat(day) <= today
    except ValueError:
        return day <= today.isoformat()


def _unforeseen(name: str) -> property:
    """Return what is asked of a day that may be answered otherwise on the next."""

    def asked(today: Today) -> Any:
        today.turns_tomorrow()
        return getattr(today.plain, name)

    return property(asked)


for _name in (
    *("day", "weekday", "isoweekday", "isocalendar", "timetuple"),
    *("isoformat", "toordinal", "strftime", "ctime", "replace"),
):
    setattr(Today, _name, _unforeseen(_name))
