"""What stands once above several rows: a group or a sort in the first column, blank in the rows below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sunboard.faults import fault
from sunboard.reading.tables.sums import is_sum_row

GROUP_CARRIED = fault("group-carried-down")


def carried_down(rows: Iterable[tuple[int, Sequence[str]]], x: int) -> Mapping[int, str]:
    """Return the rows in which a column is blank below something that stands once for all of its own.

    So it is where each stands in one place, the first of them in the first row, and rows that leave it out
    are no fewer than those that repeat it. Sums between them are none of those rows.
    """
    found, named, repeated = dict[int, str](), list[str](), 0
    for at, row in rows:
        if not any(row) or is_sum_row(row):
            continue
        own = row[x] if x < len(row) else ""
        if own and own not in named[-1:]:
            named.append(own)
        elif own:
            repeated += 1
        elif not named:
            return {}
        else:
            found[at] = named[-1]
    return found if len({*named}) == len(named) > 1 and len(found) >= repeated else {}
