"""`python -m sunboard`, and the command itself."""

import sys

from sunboard import VERSION_FLAGS, __version__


def main() -> None:
    """Run the command line; which version it is, asked alone, is told without it."""
    if len(sys.argv) == 2 and sys.argv[1] in VERSION_FLAGS:
        print(__version__)
        return
    from sunboard.cli import main as run

    run()


if __name__ == "__main__":
    main()
