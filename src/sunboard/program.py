"""The program as it is installed: a digest that changes with each of its files and of its libraries."""

from __future__ import annotations

import sys
from pathlib import Path

from sunboard.model.plain import canonical, sha256
from sunboard.reading.listing import list_folders


def program_digest() -> str:
    """Return a digest of the program, of Python, and of the names and versions of what lies beside it.

    Files are told by their sizes and times, not read: that costs some milliseconds.
    """
    files = {name: listing.digest for name, listing in list_folders(Path(__file__).parent).items()}
    installed = sorted(
        entry.name
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for entry in folder.iterdir()
        if entry.name.endswith(".dist-info")
    )
    return sha256(canonical([sys.version, {**files}, [*installed]]))


def themes_digest() -> str:
    """Return a digest of the themes that come with the program, where they do not lie within it."""
    themes = Path(__file__).parents[2] / "themes"
    within = Path(__file__).with_name("themes").is_dir() or not themes.is_dir()
    files = {} if within else {name: listing.digest for name, listing in list_folders(themes).items()}
    return sha256(canonical({**files}))
