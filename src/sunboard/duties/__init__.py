"""What a village owes: which rows of the catalogue fall due when, and what became of each."""
