"""A village kept in one workbook: a sheet a kind, a row a record."""
