"""How a command ends: with a report, with what it says, or with what stopped it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

import click

from sunboard.reporting.machine import as_json as report_as_json
from sunboard.reporting.machine import stopped_as_json
from sunboard.reporting.report import Report
from sunboard.reporting.text import print_report
from sunboard.reporting.words import load_words
from sunboard.terminal.speaking import as_typed, for_people


def stop(name: str, language: str, *, as_json: bool = False, **details: object) -> NoReturn:
    """End the command with a sentence and exit code 2; a file's name may hold a personal number."""
    from sunboard.privacy.masking import masked

    said = masked(load_words(language)(f"stop-{name}", **details))
    if as_json:
        print(stopped_as_json(name, said), file=safe_output())
    else:
        click.echo(as_typed(said), err=True)
    sys.exit(2)


def need_site(content: Path, language: str, as_json: bool = False) -> None:
    """End the command where a content folder has no settings, or has them under another name."""
    if (content / "site.yaml").is_file():
        return
    named = sorted(content.glob("site.y*ml*")) or sorted(content.glob("site.txt"))
    if named:
        stop("site-misnamed", language, as_json=as_json, file=named[0])
    stop("no-site", language, as_json=as_json, content=content)


def refused(error: OSError, content: Path, language: str, as_json: bool) -> NoReturn:
    """End the command for what the machine refuses."""
    path, why = error.filename or content, error.strerror or error
    stop("disk-full", language, as_json=as_json, path=path, why=why)


def guard(command: Callable[[], Report], content: Path, language: str, as_json: bool = False) -> Report:
    """Run a command; what the machine refuses becomes a sentence."""
    from sunboard.building.site import Unusable
    from sunboard.engines.template_broken import TemplateBroken

    need_site(content, language, as_json)
    try:
        return command()
    except Unusable as unusable:
        return Report(unusable.problems, unusable=True)
    except TemplateBroken as broken:
        stop("theme", language, as_json=as_json, path=broken.path, line=broken.line)
    except OSError as error:
        if error.errno is None:
            raise  # not the machine's refusal but a library's own error that is kin to it: a bug
        refused(error, content, language, as_json)


def finish(report: Report, language: str, as_json: bool, *, explain: bool = False) -> NoReturn:
    """Print a report and end the command."""
    if as_json:
        print(report_as_json(report, language), file=safe_output())
    else:
        print_report(report, language, for_people(safe_output()), explain=explain)
    sys.exit(report.exit_code)


def run(command: Callable[[], tuple[int, str]], language: str, as_json: bool = False) -> NoReturn:
    """Run a small command that returns an exit code and what to print."""
    from sunboard.building.site import Unusable

    try:
        code, said = command()
    except Unusable as unusable:
        finish(Report(unusable.problems, unusable=True), language, as_json)
    except OSError as error:
        stop("unreadable", language, path=error.filename, why=error.strerror or error)
    print(said if as_json else as_typed(said), file=safe_output())
    sys.exit(code)


def safe_output() -> TextIO:
    """Return standard output; a terminal of another encoding shows question marks instead of failing."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout
