"""A copy of the process that looks at something: what it found, and that nobody relies on it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.helpers.site import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there is a process copied")


def _said(lines: str) -> str:
    """Return what a process of its own says: this one may have threads."""
    program = f"import os, threading\nfrom sunboard.engines.beside import beside\n{lines}"
    around = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    words = [sys.executable, "-c", program]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, timeout=60, env=around).stdout


def _found(look: str) -> str:
    """Return the names that a copy finds, sorted."""
    return _said(f"with beside(lambda: {look}) as looked:\n    print(*sorted(looked.found() or ()))").strip()


def test_a_copy_looks_and_hands_over_what_it_found_as_often_as_asked() -> None:
    lines = "with beside(os.getpid) as looked:\n    print(looked.found(), looked.found(), os.getpid())"
    copy, again, own = _said(lines).split()
    assert copy == again != own


def test_more_names_than_a_pipe_holds_come_over() -> None:
    assert len(_found("[*map(str, range(100_000))]").split()) == 100_000


def test_whoever_waits_is_told_whether_the_copy_still_looks() -> None:
    lines = """
with beside(lambda: __import__("time").sleep(1) or "x") as looked:
    print(looked.takes_longer(0.01), looked.takes_longer(60), looked.found(), looked.takes_longer(0))
"""
    assert _said(lines) == "True False x False\n"


def test_what_a_copy_did_not_finish_counts_as_not_looked_at() -> None:
    assert _found("[1 / 0]") == ""
    assert _found("os.kill(os.getpid(), 9)") == ""


def test_a_process_with_threads_is_not_copied() -> None:
    lines = """
wait = threading.Event()
threading.Thread(target=wait.wait).start()
with beside(lambda: ["a"]) as looked:
    print(looked.found())
wait.set()
"""
    assert _said(lines) == "None\n"


def test_a_copy_holds_nothing_of_what_its_process_holds() -> None:
    """Whoever is killed in a build leaves no lock behind, however long its copy looks."""
    held = "[one for one in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{one}')]"
    assert _found(held) == "0"


def test_no_copy_outlives_what_it_was_made_for() -> None:
    lines = """
with beside(lambda: []):
    pass
try:
    os.wait()
except ChildProcessError:
    print("none")
"""
    assert _said(lines) == "none\n"
