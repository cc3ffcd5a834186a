"""What commands share on the terminal: the only rooms that read a clock, ask a person or end a process."""
