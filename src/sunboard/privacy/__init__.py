"""What must never be shown of people: found, masked, and told without being repeated."""
