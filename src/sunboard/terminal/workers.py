"""Where villages are built: in this process, in some beside it, or on other machines."""

from __future__ import annotations

import atexit
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sunboard.compiled import compiled
from sunboard.engines.garbage import collect_rarely
from sunboard.terminal.ending import stop

if TYPE_CHECKING:  # imported where it is used: a build that has nothing to do starts at once
    from sunboard.building.run import Workers


WORTH_WORKERS = 4
"""Villages from which on a pool of processes pays for its start."""


@contextmanager
def pool(jobs: int | None) -> Iterator[Callable[[int], Workers]]:
    """Yield what opens worker processes for a number of villages, where one is not enough."""
    with ExitStack() as opened:
        yield lambda villages: opened.enter_context(_workers(jobs, villages))


@contextmanager
def _workers(jobs: int | None, villages: int) -> Iterator[Workers]:
    """Open worker processes, spawned since Typst's fonts do not survive a fork."""
    if jobs is None:
        jobs = (os.cpu_count() or 1) if villages >= WORTH_WORKERS else 1
    jobs = min(jobs, villages)  # one village is built here: a process of its own takes longer to start
    from sunboard.building.run import Workers

    if jobs <= 1:
        yield Workers()
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Ctrl-C reaches workers too. While they start they are deaf to it, or Python would print where it was
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin_work, (compiled().kept,)) as executor:
        with _deaf():
            for _ in range(jobs):
                executor.submit(int)  # each task that finds no idle worker starts one
        try:
            yield Workers(executor, jobs)
        except KeyboardInterrupt:
            executor.shutdown(cancel_futures=True)
            raise


@contextmanager
def machines(where: str, content: Path, language: str, as_json: bool) -> Iterator[Callable[[int], Workers]]:
    """Yield what opens a Dask cluster where there is a village to build; one of no use ends the command.

    `where` is an address, or a number of processes to start here.
    """
    from sunboard.building.run import Workers
    from sunboard.engines.dask_cluster import ClusterDiffers, ClusterMissing, cluster

    fonts = content / "fonts"
    folders = (fonts,) if fonts.is_dir() else ()
    try:
        with ExitStack() as opened:
            yield (
                lambda villages: (
                    Workers(*opened.enter_context(cluster(where, folders))) if villages else Workers()
                )
            )
    except ClusterMissing as missing:
        stop("cluster", language, as_json=as_json, where=where, why=missing)
    except ClusterDiffers as differs:
        stop("cluster-differs", language, as_json=as_json, where=where, what=differs)


@contextmanager
def _deaf() -> Iterator[None]:
    """Hold Ctrl-C back while processes start that inherit the deafness; it is heard afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # where it starts later, it makes the first process hear again
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _begin_work(known: Mapping[str, bytes]) -> None:
    """Set up a worker with what is compiled already; it ends at once, by Ctrl-C and when its work is done.

    To free what it made, piece by piece, takes a quarter of a second, for which the command would wait.
    """
    atexit.register(os._exit, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    collect_rarely()
    compiled().learn(known)
