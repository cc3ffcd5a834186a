"""The only door to Dask: workers on other machines, or several on this one."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path

from sunboard import __version__
from sunboard.compiled import compiled
from sunboard.engines.garbage import collect_rarely

_DRAWING = ("typst", "manimgx-fonts-cjk", "pillow", "qrcode", "jinja2", "markdown-it-py", "PyYAML")
"""Libraries whose versions decide about bytes, beside the program's own."""
_SETTINGS = {
    "distributed.scheduler.allowed-failures": 10,  # workers that may be lost over one village
    "distributed.comm.timeouts.connect": "10s",
    "distributed.admin.large-graph-warning-threshold": "1GiB",  # a village's files are meant to travel
    "distributed.worker.profile.enabled": False,  # nobody looks at it, and it takes a worker's time
}


class ClusterMissing(Exception):
    """Dask is not installed, nobody answers at an address, or everybody was lost; the message says which."""


class ClusterDiffers(Exception):
    """A worker would not make the same; the message says what it has of its own."""


@contextmanager
def cluster(where: str, folders: Iterable[Path]) -> Iterator[tuple[Executor, int]]:
    """Yield an executor and how many work for it.

    `where` is the address of a scheduler, `tcp://10.0.0.5:8786`, or a number of processes to start here. What
    a worker had that is lost is given to another: villages are values. Only `folders`, of fonts, have to be
    there on every machine. Raises ClusterMissing, and ClusterDiffers where a worker has other versions.
    """
    try:
        import dask
        from distributed import Client, KilledWorker, LocalCluster
        from distributed.comm.core import CommClosedError
    except ImportError as error:
        raise ClusterMissing(str(error)) from None
    with ExitStack() as opened:
        opened.enter_context(dask.config.set(_SETTINGS))
        try:
            if where.isdecimal():
                local = LocalCluster(
                    n_workers=int(where),
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
                opened.callback(local.close)
            here = where.isdecimal()  # else workers may stand where only the scheduler reaches them
            client = Client(local if here else where, set_as_default=False, direct_to_workers=here or None)
            opened.callback(client.close)
            needed = _versions(), *(str(folder.resolve()) for folder in folders)
            if other := next(filter(None, client.run(_differs, *needed).values()), ""):
                raise ClusterDiffers(other)
            client.run(_begin_work, compiled().kept)
            workers = sum(client.nthreads().values())
            if not workers:
                raise ClusterMissing(where)
        except (OSError, ValueError) as error:  # nobody answers, or it is no address
            raise ClusterMissing(str(error)) from error
        try:
            yield client.get_executor(pure=False), workers
        except (CommClosedError, KilledWorker) as error:
            raise ClusterMissing(str(error)) from error


def _begin_work(known: Mapping[str, bytes]) -> None:
    """Set up a worker with what is compiled already."""
    collect_rarely()
    compiled().learn(known)


def _versions() -> str:
    return ", ".join((f"sunboard {__version__}", *(f"{name} {version(name)}" for name in _DRAWING)))


def _differs(versions: str, *folders: str) -> str:
    """Return on a worker what would make its outputs differ, or nothing."""
    own = _versions()
    if own != versions:
        return own
    return next((folder for folder in folders if not Path(folder).is_dir()), "")
