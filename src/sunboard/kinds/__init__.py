"""The kinds of record: one module each, found at the start by its `KIND`."""
