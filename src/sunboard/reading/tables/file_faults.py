"""What can be wrong with the file of a table, or with the choice of a sheet in it."""

from __future__ import annotations

from sunboard.faults import fault

TABLE_BROKEN = fault("table-broken")
TABLE_LOCKED = fault("table-locked")
TABLE_FORMAT = fault("table-format")
TABLE_EMPTY = fault("table-empty")
TABLE_TOO_LARGE = fault("table-too-large")
TABLE_TOO_WIDE = fault("cell-far-away")
QUOTE_OPEN = fault("quote-open")
SHEET_MISSING = fault("table-sheet-missing")
SHEETS_SEVERAL = fault("table-sheets-several")
