"""Bar 7: killed at any moment, the output is a whole site, and the next build heals it."""

from __future__ import annotations

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

KILLS = int(os.environ.get("SUNBOARD_KILLS", "2"))  # 100 before a release


@pytest.mark.once
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are killed as POSIX does")
@pytest.mark.timeout(600 + 60 * KILLS)
def test_killed_at_random_moments(site: Callable[[str], SiteTest], tmp_path: Path) -> None:
    """Each round edits, builds, kills, looks at links, builds to the end and compares with a clean build."""
    victim, chance, edits = site("all-states"), random.Random(20260101), 0
    texts = {path: path.read_bytes() for path in sorted(victim.content.rglob("*.md"))}
    began = time.monotonic()
    victim.build()
    whole = time.monotonic() - began
    base_url = victim.manifest()["base_url"]
    for folder in victim.content.rglob("register"):  # begin where nothing was issued yet
        shutil.rmtree(folder)
    (victim.content / "villages.csv").unlink(missing_ok=True)
    for round_ in range(KILLS):
        if round_ % 5 == 0:  # villages appear as whole folders where they were not
            shutil.rmtree(victim.output)
        killed = False
        while not killed:
            edits += 1
            _change(texts, edits)
            killed = _kill(victim, chance.uniform(0.15, 1.0) * whole)
            whole *= 1 if killed else 0.8  # it was quicker than the first build
        if (victim.pages / "index.html").is_file():
            assert not broken(victim.pages, base_url), f"round {round_}"
        victim.build()
        clean = SiteTest.of(victim.content, tmp_path / f"clean-{round_}")
        clean.build()
        assert not differences(clean.tree(), victim.tree()), f"round {round_}"
        assert not [path for path in victim.output.rglob("*") if path.suffix in (".tmp", ".part")]
        assert not list(victim.output.rglob(".*"))
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
