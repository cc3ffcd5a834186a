"""Measure what a build costs: cold, of nothing changed, and of each change that people make.

python benchmarks/run.py --size small
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

_TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_TOP))

from benchmarks.corpus import (  # noqa: E402
    SIZES,
    TODAY,
    Size,
    entries,
    matter,
    power,
    write_content,
    write_record,
)
from benchmarks.peers import PEERS, Peer  # noqa: E402

HISTORY = Path(__file__).with_name("history.csv")
COLUMNS = ("day", "commit", "size", "channels", "program", "case", "wall", "cpu", "peak", "files")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds, seconds of CPU, MB of its largest process, files written."""

    wall: float
    cpu: float
    peak: float
    files: int


def measure(command: list[str], folder: Path, output: Path, given: Mapping[str, str]) -> Cost:
    """Run a command in a folder; one that fails ends the measuring with what it said."""
    before = dict(_files(output))
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        subprocess.Popen(
            command, cwd=folder, env={**os.environ, **given}, stdout=said, stderr=subprocess.STDOUT
        ) as process,
    ):
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}\n{said.read()}")
    written = sum(before.get(path) != state for path, state in _files(output))
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, written)


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in folder.rglob("*"):
        if path.is_file():
            state = path.stat()
            yield str(path), (state.st_mtime_ns, state.st_ino)


Cases = Iterator[tuple[str, Cost]]


def sunboard(size: Size, channels: str, work: Path) -> Cases:
    """Build a county, then once more after each change."""
    content, output = work / "content", work / "output"
    write_content(size, content)
    entry = next(entry for entry in entries(size) if entry.kind == "事项")
    dice = random.Random("changes")
    new = replace(matter(dice, entry.folder, 9_000), name="m9000")
    theme = content / "themes" / "own"

    def build(day: int = 0) -> Cost:
        today = (TODAY + timedelta(day)).isoformat()
        words = ["build", "--today", today, *(["--only", channels] if channels else [])]
        given = {"PYTHONPATH": str(_TOP / "src")}
        return measure([sys.executable, "-m", "sunboard", *words], work, output, given)

    def change_theme() -> None:
        theme.mkdir(parents=True)
        (theme / "theme.yaml").write_text("name: own\nextends: ink\n", "utf-8")
        with (content / "site.yaml").open("a", encoding="utf-8") as settings:
            settings.write("主题: own\n")

    yield "cold", build()
    yield "nothing changed", build()
    write_record(
        content / entry.path, {**entry.fields, "标题": "改过的标题"}, f"{entry.body}\n\n又写了一句。"
    )
    yield "one edit", build()
    write_record(content / new.path, new.fields, new.body)
    yield "one new record", build()
    write_record(content / "powers" / "A01", power(dice, "A01"), "换了说法。")
    yield "county's item", build()
    yield "one day later", build(1)
    change_theme()
    yield "theme changed", build(1)


def other(peer: Peer, size: Size, work: Path) -> Cases:
    """Build the same records with another program, where it is installed."""
    site, output = work / peer.name, work / f"{peer.name}-output"
    command = peer.command(output)
    if not command:
        return
    peer.write_site(size, site)
    entry = next(entry for entry in entries(size) if entry.kind == "事项")
    new = replace(matter(random.Random("changes"), entry.folder, 9_000), name="m9000")

    def build() -> Cost:
        return measure(command, site, output, {})

    yield "cold", build()
    yield "nothing changed", build()
    changed = {**entry.fields, "标题": "改过的标题"}
    peer.write(replace(entry, fields=changed, body=f"{entry.body}\n\n又写了一句。"), site)
    yield "one edit", build()
    peer.write(new, site)
    yield "one new record", build()


def medians(cases: Callable[[Path], Cases], repeats: int, work: Path) -> dict[str, Cost]:
    """Run all cases several times, each time from nothing, and return the medians.

    What was built stays until all is measured: for minutes behind a deletion a disk may look for room in a
    slower way, as ext4 passes over each number of a file that was deleted just now.
    """
    runs: dict[str, list[Cost]] = {}
    for _ in range(repeats):
        for name, cost in cases(Path(tempfile.mkdtemp(dir=work))):
            runs.setdefault(name, []).append(cost)
    return {
        name: Cost(
            statistics.median(cost.wall for cost in costs),
            statistics.median(cost.cpu for cost in costs),
            max(cost.peak for cost in costs),
            costs[0].files,
        )
        for name, costs in runs.items()
    }


def table(found: Mapping[str, Mapping[str, Cost]]) -> str:
    """Write what was found as a table in Markdown, ratios to each peer first."""
    own, peers = found["sunboard"], [name for name in found if name != "sunboard"]
    heads = [
        *(f"× {name}" for name in peers),
        "wall",
        "CPU",
        "peak",
        "files",
        *(f"{name} wall" for name in peers),
    ]
    lines = [f"| case | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(heads)}"]
    for case, cost in own.items():
        beside = [found[name].get(case) for name in peers]
        cells = [f"{cost.wall / peer.wall:.2f}" if peer else "" for peer in beside]
        cells += [f"{cost.wall:.2f} s", f"{cost.cpu:.2f} s", f"{cost.peak:.0f} MB", f"{cost.files}"]
        cells += [f"{peer.wall:.2f} s" if peer else "" for peer in beside]
        lines.append(f"| {case} | {' | '.join(cells)} |")
    return "\n".join(lines)


def remember(found: Mapping[str, Mapping[str, Cost]], size: str, channels: str) -> None:
    """Add what was found to the history."""
    asked = ["git", "-C", str(_TOP), "log", "-1", "--format=%cs,%h"]
    day, commit = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip().split(",")
    is_new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        if is_new:
            rows.writerow(COLUMNS)
        for program, cases in found.items():
            for case, cost in cases.items():
                figures = (f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.peak:.0f}", cost.files)
                rows.writerow((day, commit, size, channels or "all", program, case, *figures))


def main() -> None:
    """Measure one size and print the table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--size", choices=SIZES, default="small")
    words.add_argument("--only", default="web", help="channels to build, or all")
    words.add_argument("--repeats", type=int, default=3)
    words.add_argument("--work", type=Path, help="a folder for what is built, on a quick disk")
    words.add_argument("--keep", action="store_true", help="add the figures to the history")
    asked = words.parse_args()
    size, channels = SIZES[asked.size], "" if asked.only == "all" else asked.only
    with tempfile.TemporaryDirectory(dir=asked.work) as folder:
        work = Path(folder)
        found = {"sunboard": medians(partial(sunboard, size, channels), asked.repeats, work)}
        for peer in PEERS:
            if cases := medians(partial(other, peer, size), asked.repeats, work):
                found[peer.name] = cases
    print(table(found))
    if asked.keep:
        remember(found, asked.size, channels)


if __name__ == "__main__":
    main()
