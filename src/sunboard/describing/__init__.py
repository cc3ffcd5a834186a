"""What the kinds share when they describe a record: labels, values in words, the fields common to all.

Only plain values are looked at, and any of them may be absent or of an older shape: a record of years ago is
shown from the register.
"""

from sunboard.describing.common import common_blocks, common_facts, left_over
from sunboard.describing.deciding import decision_blocks
from sunboard.describing.enclosed import named_tables
from sunboard.describing.generic import described_by
from sunboard.describing.tables import rows_table, tabled
from sunboard.describing.values import (
    LONG,
    amount_of,
    cells_of,
    fact_of,
    facts_of,
    field_names,
    in_words,
    listing,
    rest_of,
    section,
    sort_of,
)

__all__ = [
    "LONG",
    "amount_of",
    "cells_of",
    "common_blocks",
    "common_facts",
    "decision_blocks",
    "described_by",
    "fact_of",
    "facts_of",
    "field_names",
    "in_words",
    "left_over",
    "listing",
    "named_tables",
    "rest_of",
    "rows_table",
    "section",
    "sort_of",
    "tabled",
]
