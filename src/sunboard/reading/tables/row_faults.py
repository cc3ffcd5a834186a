"""What can be wrong with the rows and cells of a table."""

from __future__ import annotations

from sunboard.faults import fault

CELL_ERROR = fault("cell-error")
CELL_FORMULA = fault("cell-formula")
CELL_DAY = fault("cell-became-date")
MERGED_AMOUNT = fault("cell-merged-amount")
ROW_LONG = fault("row-longer-than-head")
CELL_STRAY = fault("cell-without-head")
ROW_SKIPPED = fault("sum-row-skipped")
TOTAL_DIFFERS = fault("total-row-differs")
