"""What the command line can do, one command a module; `guide` and `villages` are what several share."""
