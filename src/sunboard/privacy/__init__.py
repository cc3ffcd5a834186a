"""What must not be shown: personal numbers, and the names of people."""
