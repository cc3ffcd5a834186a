"""What publishing and verifying need of the machine and of the person before it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from sunboard.model.plain import sha256
from sunboard.reporting.quote import encodable
from sunboard.reporting.report import Report
from sunboard.reporting.text import print_problems, print_report
from sunboard.reporting.words import load_words
from sunboard.terminal.ending import safe_output
from sunboard.terminal.progress import progress_bar
from sunboard.terminal.speaking import for_people

if TYPE_CHECKING:
    from sunboard.commands.verify import Means
    from sunboard.hosting import Publisher
    from sunboard.model.problem import Problem
    from sunboard.publishing.published import Published
    from sunboard.publishing.send import Progress as Sent
    from sunboard.publishing.target import Desk
    from sunboard.settings.publishing import Target


@contextmanager
def publishing_desk(output: Path, language: str, *, quiet: bool) -> Iterator[Desk]:
    """Offer what a publishing needs of the machine and of the person before it.

    Nothing is asked where nobody sits at a terminal, or where the output is for a machine.
    """
    import uuid
    from platform import node

    from sunboard.publishing.target import Desk

    person, bar = _Person(language, quiet=quiet), _Bar(language)
    here = f"{node()}\n{uuid.getnode()}\n{_user()}\n{output.resolve()}"
    try:
        yield Desk(
            who=node() or "?",
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            attempt=sha256(here.encode())[:16],
            secret=person.secret,
            agree=person.agree,
            sleep=time.sleep,
            tell=bar.tell,
            rest=bar.rest,
        )
    finally:
        bar.rest()


class _Person:
    """Whoever sits at the terminal, and may be asked."""

    def __init__(self, language: str, *, quiet: bool) -> None:
        self._language, self._say = language, load_words(language)
        self._is_asked = not quiet and sys.stdin is not None and sys.stdin.isatty()

    def secret(self, name: str, target: Target) -> str | None:
        """Return the secret of a target as it is kept, or as it is typed in."""
        given = _kept_secret(name, target)
        if given is None and self._is_asked:
            from getpass import getpass

            given = getpass(self._say("publish-secret", target=name))
        return given

    def agree(self, problems: Iterable[Problem]) -> bool:
        """Tell whether somebody agrees to go on in spite of what is told."""
        if not self._is_asked:
            return False
        print_problems(problems, self._language, for_people(sys.stderr))
        return input(self._say("publish-agree")).strip().lower() in ("y", "yes", "是", "好", "要")


class _Bar:
    """The bar that grows while files travel; nothing where nobody watches."""

    def __init__(self, language: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

        self._say, console = load_words(language), Console(stderr=True)
        self._shown = Progress(
            BarColumn(),
            TextColumn("{task.description}"),
            DownloadColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._shown.add_task("", total=None)

    def tell(self, sent: Sent) -> None:
        """Show how many files and bytes have travelled."""
        self._shown.start()
        files = self._say("publish-files", files=sent.files, of_files=sent.of_files)
        self._shown.update(self._task, description=files, total=sent.of_size, completed=sent.size)

    def rest(self) -> None:
        """Leave the line to whatever is told next."""
        if self._shown.live.is_started:
            self._shown.stop()


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


def finish_publishing(results: Iterable[Published], language: str, as_json: bool) -> NoReturn:
    """Tell what became of each target, and end: 2 where nothing could be asked of any, 1 after a refusal."""
    from sunboard.publishing.published import as_json as published_as_json

    out, done = for_people(safe_output()), []
    for result in results:
        done.append(result)
        if not as_json:
            if result.problems:
                print_report(Report(result.problems, unusable=True), language, out)
            for line in result.lines(language):
                print(encodable(line, out.encoding), file=out)
    if as_json:
        print(published_as_json(done, language), file=safe_output())
    wrong = [result for result in done if result.problems]
    sys.exit(2 if any(not result.target for result in wrong) else 1 if wrong else 0)


def _kept_secret(name: str, target: Target) -> str | None:
    """Return a target's secret from the environment or the system's keyring, without the end of its line."""
    from sunboard.commands.publish import variable_of
    from sunboard.engines.keyring_secrets import secret_of

    found = os.environ.get(variable_of(name, target)) or secret_of(name)
    return found.rstrip("\r\n") if found else None


def _user() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""
