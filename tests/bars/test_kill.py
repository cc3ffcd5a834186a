"""Bar 7: killed at any moment, the output is a whole site, and the next build heals it."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.helpers.links import broken
from tests.helpers.site import SiteTest, differences

KILLS = int(os.environ.get("SUNBOARD_KILLS", "4"))  # 100 before a release
SHARES = 2


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are killed as POSIX does")
@pytest.mark.timeout(60 + 30 * KILLS)
@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_random_moments(share: int, site: Callable[[str], SiteTest], tmp_path: Path) -> None:
    """Each round edits, builds, kills, looks at the links, builds to the end and compares with a clean build of the same register."""
    victim = site("all-states")
    chance = random.Random(20260101 + share)
    texts = {path: path.read_bytes() for path in sorted(victim.content.rglob("*.md"))}
    began = time.monotonic()
    victim.build()
    whole = time.monotonic() - began
    base_url = victim.manifest()["base_url"]
    if share == 0:  # the first share begins where nothing was issued yet
        for folder in (*victim.content.rglob("register"), victim.output):
            shutil.rmtree(folder)
        (victim.content / "villages.csv").unlink(missing_ok=True)
    edits = itertools.count(1)
    for round_ in range(max(1, KILLS // SHARES)):
        _change(texts, next(edits))
        while not _kill(victim, chance.uniform(0.15, 1.0) * whole):  # it was quicker than the first build
            whole *= 0.8
            _change(texts, next(edits))
        if victim.pages.is_dir() and (victim.pages / "index.html").is_file():
            assert not broken(victim.pages, base_url), f"share {share}, round {round_}"
        victim.build()
        clean = SiteTest.of(victim.content, tmp_path / f"clean-{round_}")
        clean.build()
        assert not differences(clean.tree(), victim.tree()), f"share {share}, round {round_}"
        leftover = [
            path
            for path in victim.output.rglob("*")
            if path.suffix in (".tmp", ".part") or path.name.startswith(".")
        ]
        assert not leftover
        shutil.rmtree(clean.content.parent)


def _change(texts: Mapping[Path, bytes], edit: int) -> None:
    """Give every record new text, so that a build has everything to write."""
    for path, text in texts.items():
        encoding = "gb18030" if path.stem == "gbk" else "utf-8"
        path.write_bytes(text + f"\n第{edit}次修改。\n".encode(encoding))


def _kill(victim: SiteTest, after: float) -> bool:
    """Kill a build after some seconds; tell whether it was still running."""
    running = victim.start("build")
    try:
        running.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return True
    return False
