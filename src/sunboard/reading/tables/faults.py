"""What can be wrong with a table as a whole: its head, and what it hides."""

from __future__ import annotations

from sunboard.faults import fault

HEAD_MISSING = fault("table-head-missing")
HEAD_TWICE = fault("table-head-twice")
HEAD_SIDES = fault("table-head-debit-credit")
COLUMN_MISSING = fault("table-column-missing")
UNIT_SCALED = fault("table-unit")
PART_HIDDEN = fault("table-part-hidden")
SHEET_HIDDEN = fault("table-sheet-hidden")
