"""Numbers, editions and states: what becomes of a record in public."""
