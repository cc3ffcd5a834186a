"""Everything about a field's value: how it is declared, read, written right, and understood."""
