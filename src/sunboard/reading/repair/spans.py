"""How far a value goes on below its own line: columns are counted in signs, as lines stand in the file."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.reading.repair.values import WHITE, closing_quote


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(WHITE))


def goes_deeper(lines: Sequence[str], at: int, indent: int) -> bool:
    """Tell whether the next line that is not blank stands deeper than a column."""
    return (
        _indent(next((lines[after] for after in range(at + 1, len(lines)) if lines[after].strip()), ""))
        > indent
    )


def below(lines: Sequence[str], at: int, indent: int) -> int:
    """Return the line behind the last one below `at` that stands deeper than a column."""
    end = at + 1
    for after in range(at + 1, len(lines)):
        if lines[after].strip():
            if _indent(lines[after]) <= indent:
                break
            end = after + 1
    return end


def closed_below(lines: Sequence[str], at: int, indent: int, mark: str) -> int:
    """Return the line behind the one that closes a quotation, or 0 where none of those below `at` does."""
    found = (
        after
        for after in range(at + 1, below(lines, at, indent))
        if closing_quote(lines[after], 0, mark) >= 0
    )
    return next(found, -1) + 1
