"""`python -m sunboard`."""

from sunboard.cli import main

if __name__ == "__main__":
    main()
