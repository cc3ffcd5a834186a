"""Villages on a real cluster of two processes, one of which is killed in the middle."""

from __future__ import annotations

import os
import signal
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sunboard.building.jobs import BuildRequest, Options
from sunboard.building.run import Workers
from sunboard.commands.build import build
from sunboard.parts import load_parts
from tests.helpers.one_village import matter, one_village

pytest.importorskip("distributed")

from sunboard.engines.dask_cluster import ClusterMissing, _differs, _versions, cluster

pytestmark = [
    pytest.mark.once,
    pytest.mark.filterwarnings("ignore"),  # of the cluster's own, whose worker is killed
]
VILLAGES = 6


@dataclass(frozen=True, slots=True)
class Killing(Executor):
    """Kills a worker once the first villages are handed over."""

    inner: Executor
    given: list[int]

    def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:
        future = self.inner.submit(work, *given, **named)
        self.given.append(1)
        if len(self.given) == 2:
            self.inner.submit(_die)
        return future


def _die() -> None:
    marker = Path(os.environ["SUNBOARD_TEST_KILLED"])
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for below in ("site", "print", "report", "manifest")
        for path in sorted((folder / below).rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def request_here(tmp_path: Path) -> BuildRequest:
    site = one_village(tmp_path, "2026-01-12")
    for at in range(VILLAGES):
        village = f"qingshi/v{at}"
        site.write(f"{village}/village.yaml", f"名称: 第{at}村\n行政区划代码: 62990100200{at}\n")
        site.write(f"{village}/matters/a.md", matter(f"第{at}村修路协商结果公开"))
    return BuildRequest(
        content=site.content,
        output=tmp_path / "output",
        today=None,
        now=date(2026, 1, 12),
        options=Options(only=frozenset(("web",)), frozen=True, preview=True),
    )


@pytest.fixture
def killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    marker = tmp_path / "killed"
    monkeypatch.setenv("SUNBOARD_TEST_KILLED", str(marker))
    return marker


def test_a_killed_worker_changes_no_byte(request_here: BuildRequest, killed: Path) -> None:

    build(request_here, load_parts())
    elsewhere = replace(request_here, output=request_here.output.with_name("elsewhere"))
    with cluster("2", ()) as (executor, count):
        assert count == 2
        build(elsewhere, load_parts(), lambda villages: Workers(Killing(executor, []), count))
    assert killed.exists()
    assert tree(elsewhere.output) == tree(request_here.output)


def test_a_worker_with_other_versions_or_without_the_fonts_is_known(tmp_path: Path) -> None:
    assert _differs(_versions(), str(tmp_path)) == ""
    assert _differs(_versions(), str(tmp_path / "fonts")).endswith("fonts")
    assert _differs("sunboard 0.0.1") == _versions()


def test_nobody_at_an_address_is_told() -> None:
    with pytest.raises(ClusterMissing), cluster("tcp://127.0.0.1:9", ()):
        pass
