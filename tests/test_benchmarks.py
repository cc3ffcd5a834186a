"""What the benchmarks build is whole, so that they measure pages and not refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.checking import STEPS, Stopwatch, costs
from benchmarks.corpus import SIZES, TODAY, entries, folders, village_name, write_content
from benchmarks.peers import PEERS
from benchmarks.run import COLUMNS, HISTORY, Cost, table
from sunboard.building.jobs import BuildRequest
from sunboard.commands.build import build
from sunboard.issuing.register import numbers_in
from sunboard.model.problem import Severity
from sunboard.parts import load_parts

pytestmark = pytest.mark.once


def test_nothing_of_the_corpus_is_held_back(tmp_path: Path) -> None:
    write_content(SIZES["tiny"], tmp_path / "content")
    request = BuildRequest(
        content=tmp_path / "content",
        output=tmp_path / "output",
        today=TODAY,
        now=TODAY,
        check_only=True,
    )
    report = build(request, load_parts())
    assert [problem for problem in report.problems if problem.severity is not Severity.INFO] == []
    assert report.records == SIZES["tiny"].records + 6


@pytest.mark.parametrize("size", ["tiny", "village"])
def test_no_record_speaks_of_a_number_that_is_still_to_be_issued(size: str) -> None:
    """Its village would be built once more, and what costs nothing would be measured as that."""
    texts = [json.dumps(entry.fields, ensure_ascii=False) + entry.body for entry in entries(SIZES[size])]
    assert [one for text in texts for one in numbers_in(text) if one.startswith("20")] == []


def test_each_step_of_checking_is_still_there_and_timed(tmp_path: Path) -> None:
    write_content(SIZES["tiny"], tmp_path / "content")
    spent, records = costs(tmp_path / "content", tmp_path / "output")
    assert records == SIZES["tiny"].records + 6
    assert spent.keys() == {what for _, _, what in STEPS}
    assert all(seconds > 0 for seconds in spent.values())


def test_a_step_within_another_is_timed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.checking.time.process_time", iter((0.0, 1.0, 4.0, 6.0)).__next__)
    watch = Stopwatch()
    watch.of("checking", watch.of("issuing", lambda: None))()
    assert watch.spent == {"checking": 3.0, "issuing": 3.0}


@pytest.mark.parametrize("size", SIZES)
def test_every_village_has_a_name_of_its_own(size: str) -> None:
    places = folders(SIZES[size])
    assert len({village_name(at) for at, _ in enumerate(places, 1)}) == len(places)


def test_peers_get_every_record(tmp_path: Path) -> None:
    size = SIZES["tiny"]
    for peer in PEERS:
        peer.write_site(size, tmp_path / peer.name)
        written = list((tmp_path / peer.name / peer.records).rglob("*.md"))
        records = [path for path in written if path.name != peer.place]
        assert len(records) == size.records == len(list(entries(size)))
        assert len(written) - len(records) == (size.villages if peer.place else 0)


def test_ratios_stand_first() -> None:
    own, peer = Cost(3.0, 2.0, 100.0, 7), Cost(2.0, 2.0, 50.0, 7)
    lines = table({"sunboard": {"cold": own, "theme changed": own}, "hugo": {"cold": peer}}).split("\n")
    assert lines[2] == "| cold | 1.50 | 3.00 s | 2.00 s | 100 MB | 7 | 2.00 s |"
    assert lines[3].startswith("| theme changed |  | 3.00 s |")


def test_the_history_has_the_columns_that_are_added() -> None:
    with HISTORY.open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    assert tuple(heads) == COLUMNS
    assert all(len(row) == len(COLUMNS) for row in rows)
