"""What a person at the terminal meets beside the report."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sunboard.compiled import compiled
from sunboard.terminal.workers import pool
from tests.helpers.site import SiteTest

pytestmark = pytest.mark.once


@pytest.fixture
def heard() -> Iterator[None]:
    """Let programs started from here hear Ctrl-C, also where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Ctrl-C is sent to a process group as POSIX does")
@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("later", [0.0, 0.6])
def test_ctrl_c_ends_a_build_and_its_workers_with_a_sentence(
    later: float, site: Callable[[str], SiteTest]
) -> None:
    building = site("overfull")
    running = building.start("build", "--jobs", "2")
    while not (building.pages / "index.html").is_file():
        time.sleep(0.01)
    time.sleep(later)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert not out
    assert "停下了。" in err.decode()
    assert "Traceback" not in err.decode()


class Held:
    """What tells in a file that it was freed."""

    def __init__(self, told: Path) -> None:
        self.told = told

    def __del__(self) -> None:
        self.told.touch()


def hold(told: Path) -> None:
    """Hold something until this process ends."""
    held.append(Held(told))


held: list[Held] = []


def test_workers_end_at_once_when_their_work_is_done(tmp_path: Path) -> None:
    told = tmp_path / "freed"
    with pool(2) as opened:
        executor = opened(2).executor
        assert executor
        executor.submit(hold, told).result()
    assert not told.exists()


def _found(name: str) -> bytes | None:
    return compiled().find(name)


def test_workers_know_what_is_compiled_already() -> None:
    compiled().learn({"template of a test": b"code"})
    with pool(2) as opened:
        executor = opened(2).executor
        assert executor
        assert executor.submit(_found, "template of a test").result() == b"code"
