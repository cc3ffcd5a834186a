"""Which files are what, by the endings of their names in lower case, and how large they may be."""

from __future__ import annotations

LARGEST = 10 * 1024 * 1024
"""Bytes; what is larger is no attachment and no record."""
WORKBOOKS = (".xlsx", ".xls", ".ods")
"""Workbooks that are read."""
TEXT_TABLES = (".csv", ".tsv", ".txt")
TABLES = (*TEXT_TABLES, *WORKBOOKS)
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
"""Pictures that are shown."""
ATTACHMENTS = (*PICTURES, ".pdf", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".et", ".wps", ".csv", ".txt")
"""What may be published beside a record: telephones open it, and it does no harm."""
