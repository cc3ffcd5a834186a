"""What a list of people tells of its record beside its rows: the programme, and what it adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sunboard.fields.part import Part
from sunboard.kinds.subsidy.record import PROGRAMMES_CALLED, Recipient
from sunboard.model.plain import Plain

_ADDED = ("persons", "area", "amount")
_TITLES = 3  # rows in which a list says what it is of


def told_by_list(rows: Iterable[Part] | None, cells: Iterable[Sequence[str]]) -> dict[str, Plain]:
    """Return the programme that its title names, where that is one, and the sums of what every row gives.

    Whether a row is a household or a person is not told.
    """
    people = [row for row in rows or () if isinstance(row, Recipient)]
    titles = "".join(cell for line in list(cells)[:_TITLES] for cell in line)
    programmes = {programme for called, programme in PROGRAMMES_CALLED.items() if called in titles}
    totals: dict[str, Plain] = {}
    for name in _ADDED:
        values = [getattr(row, name) for row in people]
        if values and None not in values:
            totals[name] = str(sum(values, Decimal(0)))
    told: dict[str, Plain] = {"totals": totals} if totals else {}
    return {**told, "program": programmes.pop()} if len(programmes) == 1 else told
