"""Parts and tables of which something could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from sunboard.fields.part import PartlyRead, Unread, some_of


def _met(items: Sequence[int]) -> Iterator[int | str]:
    """Yield what somebody meets who goes through items."""
    try:
        yield from items
    except Unread:
        yield "unread"


@pytest.mark.parametrize(
    ("items", "met"), [((1, 2, 3), [2, 3]), (PartlyRead((1, 2, 3)), [2, 3, "unread"]), ((), [])]
)
def test_some_of_a_table_is_as_far_as_the_table_could_be_read(
    items: Sequence[int], met: list[int | str]
) -> None:
    assert [*_met(some_of(items, lambda item: item > 1))] == met
