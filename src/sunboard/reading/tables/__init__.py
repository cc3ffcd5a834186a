"""Rows in a spreadsheet or a text beside a record, read as fields with their cells."""
