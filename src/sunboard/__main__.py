"""`python -m sunboard`, and the command itself."""

import os
import sys
from contextlib import suppress

from sunboard import VERSION_FLAGS, __version__


def main() -> None:
    """Run the command line; which version it is, asked alone, is told without it."""
    if len(sys.argv) == 2 and sys.argv[1] in VERSION_FLAGS:
        print(__version__)
        return
    from sunboard.engines.garbage import collect_rarely

    collect_rarely()
    from sunboard.cli import main as run

    try:
        run()
    except SystemExit as ended:
        if ended.__context__ is None:  # what broke off may hold what others have to put away
            leave(ended.code)
        raise


def leave(code: object) -> None:
    """End the process at once: to free all that a build made, piece by piece, takes a twentieth of its time.

    Where something else runs for which Python would wait, or what was said cannot be handed over, it ends as
    ever.
    """
    import threading

    others = (one for one in threading.enumerate() if one is not threading.main_thread())
    if isinstance(code, int | None) and all(one.daemon for one in others):
        with suppress(OSError):
            for stream in (sys.stdout, sys.stderr):
                if stream:  # a window without a terminal has none
                    stream.flush()
            os._exit(code or 0)


if __name__ == "__main__":
    main()
