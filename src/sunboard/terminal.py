"""What commands share on the terminal: the lock, the workers, the progress bar, and how a command ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from sunboard.engines.file_lock import LockTaken, hold
from sunboard.engines.garbage import collect_rarely
from sunboard.model.plain import sha256
from sunboard.reporting.machine import as_json as report_as_json
from sunboard.reporting.machine import stopped_as_json
from sunboard.reporting.quote import encodable
from sunboard.reporting.report import Report
from sunboard.reporting.text import print_problems, print_report
from sunboard.reporting.words import load_words

if TYPE_CHECKING:  # imported where they are used: a build that has nothing to do starts at once
    from sunboard.building.request import BuildRequest
    from sunboard.building.run import Workers
    from sunboard.commands.publish import Desk
    from sunboard.commands.published import Published
    from sunboard.commands.verify import Means
    from sunboard.contracts import Parts
    from sunboard.hosting import Publisher
    from sunboard.model.problem import Problem
    from sunboard.publishing.send import Progress as Sent
    from sunboard.settings.publishing import Target

WORTH_WORKERS = 4
"""Villages from which on a pool of processes pays for its start."""


def today_in_beijing() -> date:
    """Return today's date where the villages are; the only clock that is read."""
    return datetime.now(timezone(timedelta(hours=8))).date()


def stop(name: str, language: str, *, as_json: bool = False, **details: object) -> NoReturn:
    """End the command with a sentence and exit code 2; a file's name may hold a personal number."""
    from sunboard.privacy.masking import masked

    said = masked(load_words(language)(f"stop-{name}", **details))
    if as_json:
        print(stopped_as_json(name, said), file=_safe_output())
    else:
        click.echo(said, err=True)
    sys.exit(2)


def _refused(error: OSError, content: Path, language: str, as_json: bool) -> NoReturn:
    """End the command for what the machine refuses."""
    path, why = error.filename or content, error.strerror or error
    stop("disk-full", language, as_json=as_json, path=path, why=why)


@contextmanager
def locked(
    content: Path, language: str, *, frozen: Path | None = None, as_json: bool = False
) -> Iterator[None]:
    """Hold the content folder's lock; another that holds it ends the command.

    With `frozen`, an output folder, nothing may be written into the content: the lock stands for that folder.
    """
    if not content.is_dir():
        yield
        return
    lock = content / ".sunboard.lock"
    if frozen:
        from tempfile import gettempdir

        lock = Path(gettempdir()) / f"sunboard-{sha256(str(frozen.resolve()).encode())[:16]}.lock"
    try:
        with hold(lock):
            yield
    except LockTaken:
        stop("locked", language, as_json=as_json, content=content)
    except PermissionError as error:
        _refused(error, content, language, as_json)


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
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin_work) as executor:
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


def _begin_work() -> None:
    """Set up a worker, which from now on ends at once where Ctrl-C reaches it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    collect_rarely()


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """Show how many villages are done; nothing where the output is for a machine."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)


def guard(command: Callable[[], Report], content: Path, language: str, as_json: bool = False) -> Report:
    """Run a command; what the machine refuses becomes a sentence."""
    from sunboard.building.site import Unusable
    from sunboard.engines.jinja_html import TemplateBroken

    if not (content / "site.yaml").is_file():
        stop("no-site", language, as_json=as_json, content=content)
    try:
        return command()
    except Unusable as unusable:
        return Report(unusable.problems, unusable=True)
    except TemplateBroken as broken:
        stop("theme", language, as_json=as_json, path=broken.path, line=broken.line)
    except OSError as error:
        if error.errno is None:
            raise  # not the machine's refusal but a library's own error that is kin to it: a bug
        _refused(error, content, language, as_json)


def finish(report: Report, language: str, as_json: bool, *, explain: bool = False) -> NoReturn:
    """Print a report and end the command."""
    if as_json:
        print(report_as_json(report, language), file=_safe_output())
    else:
        print_report(report, language, _safe_output(), explain=explain)
    sys.exit(report.exit_code)


def run(command: Callable[[], tuple[int, str]], language: str) -> NoReturn:
    """Run a small command that returns an exit code and what to print."""
    try:
        code, said = command()
    except OSError as error:
        stop("unreadable", language, path=error.filename, why=error.strerror or error)
    print(said, file=_safe_output())
    sys.exit(code)


def _safe_output() -> TextIO:
    """Return standard output; a terminal of another encoding shows question marks instead of failing."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout


@contextmanager
def publishing_desk(output: Path, language: str, *, quiet: bool) -> Iterator[Desk]:
    """Offer what a publishing needs of the machine and of the person before it.

    Nothing is asked where nobody sits at a terminal, or where the output is for a machine.
    """
    import uuid
    from platform import node

    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    from sunboard.commands.publish import Desk

    say, console = load_words(language), Console(stderr=True)
    is_asked = not quiet and sys.stdin is not None and sys.stdin.isatty()
    bar = Progress(
        BarColumn(),
        TextColumn("{task.description}"),
        DownloadColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    task = bar.add_task("", total=None)

    def secret(name: str, target: Target) -> str | None:
        given = _kept_secret(name, target)
        if given is None and is_asked:
            from getpass import getpass

            given = getpass(say("publish-secret", target=name))
        return given

    def agree(problems: Iterable[Problem]) -> bool:
        if not is_asked:
            return False
        print_problems(problems, language, sys.stderr)
        return input(say("publish-agree")).strip().lower() in ("y", "yes", "是", "好", "要")

    def tell(sent: Sent) -> None:
        bar.start()
        files = say("publish-files", files=sent.files, of_files=sent.of_files)
        bar.update(task, description=files, total=sent.of_size, completed=sent.size)

    def rest() -> None:
        if bar.live.is_started:
            bar.stop()

    here = f"{node()}\n{uuid.getnode()}\n{_user()}\n{output.resolve()}"
    try:
        yield Desk(
            who=node() or "?",
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            attempt=sha256(here.encode())[:16],
            secret=secret,
            agree=agree,
            sleep=time.sleep,
            tell=tell,
            rest=rest,
        )
    finally:
        rest()


def _kept_secret(name: str, target: Target) -> str | None:
    """Return a target's secret from the environment or the system's keyring, without the end of its line."""
    from sunboard.commands.publish import variable_of
    from sunboard.engines.keyring_secrets import secret_of

    found = os.environ.get(variable_of(name, target)) or secret_of(name)
    return found.rstrip("\r\n") if found else None


@contextmanager
def means(publishers: Mapping[str, Publisher], quiet: bool) -> Iterator[Means]:
    """Offer what a look at a published site needs; nobody is asked for a secret."""
    from sunboard.commands.verify import Means

    with progress_bar(quiet) as progress:
        yield Means(
            publishers=publishers,
            secret=_kept_secret,
            clock=time.perf_counter,
            progress=progress,
        )


def preview(
    request: BuildRequest, parts: Parts, language: str, port: int | None, *, opens_browser: bool
) -> None:
    """Serve a preview until Ctrl-C; a port that is taken ends the command with a sentence."""
    from sunboard.building.manifest import section_names
    from sunboard.commands.serve import Serving
    from sunboard.engines.folder_watch import watching
    from sunboard.serving.changes import Changes
    from sunboard.serving.events import Events
    from sunboard.serving.pages import labelled
    from sunboard.serving.server import HOST, Preview, open_server
    from sunboard.theming import BUILT_IN

    say, changes, events = load_words(language), Changes(), Events()
    serving = Serving(
        request=request,
        parts=parts,
        language=language,
        changes=changes,
        events=events,
        today=today_in_beijing,
        pool=lambda: pool(None),
    )
    served = Preview(
        output=request.output,
        events=events,
        sections=labelled(section_names(parts.channels), say.texts),
        labels={name: say(f"serve-{name}") for name in ("held", "missing", "beside", "fold", "unfold")},
        looked_at=serving.look,
    )
    try:
        server = open_server(served, port)
    except OSError as error:
        stop("port", language, port=port, why=error.strerror or error)
    address = f"http://{HOST}:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(say("serve-open", address=address), file=_safe_output(), flush=True)
    if opens_browser:
        import webbrowser

        webbrowser.open(address)
    try:
        with watching((request.content.resolve(), BUILT_IN), changes.note):
            serving.run()
    except KeyboardInterrupt:
        print(say("serve-stopped"), file=_safe_output())
    finally:
        events.close()
        server.shutdown()


def _user() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""


def finish_publishing(results: Iterable[Published], language: str, as_json: bool) -> NoReturn:
    """Tell what became of each target, and end: 2 where nothing could be asked of any, 1 after a refusal."""
    from sunboard.commands.published import as_json as published_as_json

    out, done = _safe_output(), []
    for result in results:
        done.append(result)
        if not as_json:
            if result.problems:
                print_report(Report(result.problems, unusable=True), language, out)
            for line in result.lines(language):
                print(encodable(line, out.encoding), file=out)
    if as_json:
        print(published_as_json(done, language), file=_safe_output())
    wrong = [result for result in done if result.problems]
    sys.exit(2 if any(not result.target for result in wrong) else 1 if wrong else 0)
