"""What checking the records of a county costs beside reading them.

`python benchmarks/checking.py` prints it of the district of these benchmarks, with `--content FOLDER` of
another. Wanted: 0.3 of reading. It is processor time within one `sunboard check` of everything, of which
nothing is known from before.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

_TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_TOP), str(_TOP / "src")]

from benchmarks.corpus import SIZES, TODAY, write_content  # noqa: E402
from sunboard.building import addresses, gates, site, village, villages  # noqa: E402
from sunboard.building.request import BuildRequest  # noqa: E402
from sunboard.commands.build import build  # noqa: E402
from sunboard.engines.garbage import collect_rarely  # noqa: E402
from sunboard.parts import load_parts  # noqa: E402

T = TypeVar("T")

STEPS = (
    (site, "read_site", "reading"),
    (addresses, "first_files", "reading"),
    (villages, "read_village", "reading"),
    (village, "_read", "reading"),
    (village, "numbers_kept", "checking"),
    (village, "_around", "checking"),
    (village, "_judge", "checking"),
    (gates, "candidate_of", "issuing"),
    (village, "comparables_of", "checking"),
)
"""The steps and what each is. Files are brought from the disk, as `docs/architecture.md` calls reading too;
`_read` makes records of them and looks for numbers among them, `_judge` checks the records and says of each
what issuing is to see of it."""


@dataclass(slots=True)
class Stopwatch:
    """Adds up the processor time of steps; a step within another is counted once, for itself."""

    spent: Counter[str] = field(default_factory=Counter)
    _within: float = 0.0

    def of(self, what: str, step: Callable[..., T | Iterable[T]]) -> Callable[..., object]:
        """Return a step that is timed; one that yields is gone through to its end."""

        def timed(*given: object, **named: object) -> object:
            before, self._within = self._within, 0.0
            start = time.process_time()
            made = step(*given, **named)
            made = made if isinstance(made, tuple) or not hasattr(made, "__next__") else tuple(made)
            took = time.process_time() - start
            self.spent[what] += took - self._within
            self._within = before + took
            return made

        return timed


def costs(content: Path, output: Path) -> tuple[Counter[str], int]:
    """Return the seconds that reading and checking took, and how many records there are."""
    watch = Stopwatch()
    request = BuildRequest(content=content, output=output, today=TODAY, now=TODAY, check_only=True)
    with ExitStack() as stack:
        for module, step, what in STEPS:
            stack.enter_context(patch.object(module, step, watch.of(what, getattr(module, step))))
        report = build(request, load_parts())
    return watch.spent, report.records


def main() -> None:
    """Print what checking costs."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--content", type=Path)
    asked = words.parse_args()
    collect_rarely()
    with tempfile.TemporaryDirectory() as work:
        if asked.content is None:
            write_content(SIZES["district"], Path(work) / "content")
        spent, records = costs(asked.content or Path(work) / "content", Path(work) / "output")
    for what, seconds in spent.items():
        print(f"{what:8} {seconds:7.2f} s of CPU, {seconds * 1000 / records:.2f} ms a record")
    print(f"{spent['checking'] / spent['reading']:.2f} of reading, {records} records")


if __name__ == "__main__":
    main()
