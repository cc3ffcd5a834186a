"""The command line: words to one command, which imports its work when it runs, so that help comes at once."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import click

from sunboard import VERSION_FLAGS, __version__
from sunboard.engines.garbage import collect_rarely
from sunboard.lazy import dataclass
from sunboard.reporting.words import CALLED, LANGUAGES, PROGRAM, load_words, names_of
from sunboard.usage import (
    HELP_FLAGS,
    Misused,
    SpokenGroup,
    SpokenOption,
    help_without_command,
    language_of,
    said,
)

if TYPE_CHECKING:
    from sunboard.reporting.report import Report

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Common:
    """What can be said to most commands."""

    content: Path
    output: Path
    today: date | None
    language: str
    as_json: bool


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Misused("day", context, word=value) from None


def _channels() -> tuple[str, ...]:
    from sunboard.parts import load_parts

    return tuple(load_parts().channels)


def _channel_folders() -> frozenset[str]:
    import sunboard.channels

    return frozenset(module.name for module in iter_modules(sunboard.channels.__path__))


def _only(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str]:
    names = frozenset(re.split("[,，、 ]+", value)) - {""} if value else frozenset[str]()
    if names <= _channel_folders():
        return names  # without a look at what they hold, so that a build with nothing to do starts at once
    if unknown := sorted(names.difference(_channels())):
        raise Misused("one-of", context, word=", ".join(unknown), words=", ".join(_channels()))
    return names


def _one_of(words: str, *values: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """Return what takes one of a few values, by any of its names."""

    def chosen(context: click.Context, parameter: click.Parameter, value: str) -> str:
        for one in values:
            if value in names_of(f"{words}-{one}"):
                return one
        say = load_words(context.find_root().obj or LANGUAGES[0])
        known = "、".join(say(f"name-{words}-{one}") for one in values)
        raise Misused("one-of", context, word=value, words=known)

    return chosen


def _jobs(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    if value is not None and not re.fullmatch("[1-9]|[1-5][0-9]|6[0-4]", value):
        raise Misused("jobs", context, word=value)
    return int(value) if value else None


def _cluster(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"(?:tcp|tls|ucx|wss?)://\S+|[1-9]|[1-5][0-9]|6[0-4]", value):
        raise Misused("cluster", context, word=value)
    return value


def _port(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    if value is not None and not (value.isdecimal() and 1 <= int(value) <= 65535):
        raise Misused("port", context, word=value)
    return int(value) if value else None


def _a_file(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    if Path(value).is_dir():
        raise Misused("no-file", context, word=value)
    return Path(value)


def _a_folder(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    if Path(value).is_file():
        raise Misused("no-folder", context, word=value)
    return Path(value)


def _folder_there(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    if not Path(value).is_dir():
        raise Misused("no-folder", context, word=value)
    return Path(value)


def _folders_there(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[Path, ...]:
    return tuple(_folder_there(context, parameter, value) for value in values)


def _option(words: str, name: str, *short: str, **settings: Any) -> Callable[[Command], Command]:
    """Return an option of two names with its help; `name` is that of the names, and of what it becomes."""
    flags = (*short, *(f"--{one}" for one in names_of(f"option-{name}")))
    return click.option(name, *flags, cls=SpokenOption, words=words, **settings)


def _folder(words: str, name: str, short: str, default: str) -> Callable[[Command], Command]:
    return _option(words, name, short, value="folder", callback=_a_folder, default=default, show_default=True)


_language = _option(
    "language",
    "language",
    value="language",
    callback=_one_of("language", *LANGUAGES),
    default=LANGUAGES[0],
)
_today = _option("today", "today", callback=_day, value="day")


def _common(command: Command) -> Command:
    """Give a command the options that most commands have; they come as one `Common`."""

    @wraps(command)
    def called(
        content: Path, output: Path, today: date | None, language: str, json: bool, **own: Any
    ) -> None:
        command(Common(content, output, today, language, json), **own)

    taking: Command = called
    for option in (
        _option("json", "json", is_flag=True),
        _language,
        _today,
        _folder("output", "output", "-o", default="output"),
        _folder("content", "content", "-c", default="content"),
    ):
        taking = option(taking)
    return taking


def _command(words: str, group: click.Group | None = None) -> Callable[[Command], click.Command]:
    """Return a command of a group, by the English one of its names."""
    return (group or cli).command(names_of(words)[0], help=words)


def _group(words: str, **settings: Any) -> Callable[[Command], click.Group]:
    """Return a group of commands, which says its help where none of them was typed."""
    return click.group(names_of(words)[0], cls=SpokenGroup, help=words, **settings)


@_group("sunboard", context_settings={"help_option_names": list(HELP_FLAGS)})
@_language
@click.version_option(__version__, *VERSION_FLAGS, message="%(version)s")
@click.pass_context
def cli(context: click.Context, language: str) -> None:  # noqa: D103
    help_without_command(context)


@_command("build")
@_common
@_option("only", "only", callback=_only, value=_channels)
@_option("build-village", "village", multiple=True, value="village")
@_option("sheets", "sheets", callback=_one_of("sheets", "display", "all"), value="sheets", default="display")
@_option("jobs", "jobs", callback=_jobs, value="count")
@_option("cluster", "cluster", callback=_cluster, value="cluster", default="")
@_option("force", "force", is_flag=True)
@_option("explain", "explain", is_flag=True)
@_option("frozen", "frozen", is_flag=True)
def _build(
    common: Common,
    only: frozenset[str],
    village: tuple[str, ...],
    sheets: str,
    jobs: int | None,
    cluster: str,
    force: bool,
    explain: bool,
    frozen: bool,
) -> None:
    from sunboard.building.last import told_last
    from sunboard.building.request import BuildRequest, Options
    from sunboard.program import program_digest, themes_digest
    from sunboard.reporting.report import report_of
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import finish, guard
    from sunboard.terminal.locking import locked
    from sunboard.terminal.progress import progress_bar
    from sunboard.terminal.workers import machines, pool

    content, language, as_json = common.content, common.language, common.as_json
    request = BuildRequest(
        content=content,
        output=common.output,
        today=common.today,
        now=today_in_beijing(),
        options=Options(only=only, all_sheets=sheets == "all", frozen=frozen),
        villages=frozenset(village),
        force=force,
        program=program_digest(),
        themes=themes_digest(),
    )

    def built() -> Report:
        from sunboard.commands.build import build
        from sunboard.parts import load_parts

        opened = machines(cluster, content, language, as_json) if cluster else pool(jobs)
        with opened as workers, progress_bar(as_json) as progress:
            return guard(lambda: build(request, load_parts(), workers, progress), content, language, as_json)

    with locked(content, language, frozen=common.output if frozen else None, as_json=as_json):
        told = told_last(request)
        report = report_of(told) if told else built()
    finish(report, language, as_json, explain=explain)


@_command("check")
@_common
@_option("check-village", "village", multiple=True, value="village")
def _check(common: Common, village: tuple[str, ...]) -> None:
    from sunboard.building.jobs import BuildRequest
    from sunboard.commands.build import build
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import finish, guard

    request = BuildRequest(
        content=common.content,
        output=common.output,
        today=common.today,
        now=today_in_beijing(),
        villages=frozenset(village),
        check_only=True,
    )
    report = guard(lambda: build(request, load_parts()), common.content, common.language, common.as_json)
    finish(report, common.language, common.as_json)


@_command("serve")
@_folder("content", "content", "-c", default="content")
@_folder("serve-output", "output", "-o", default="preview")
@_today
@_language
@_option("serve-village", "village", multiple=True, value="village")
@_option("port", "port", callback=_port, value="port")
@_option("no-browser", "quiet", is_flag=True)
def _serve(
    content: Path,
    output: Path,
    today: date | None,
    language: str,
    village: tuple[str, ...],
    port: int | None,
    quiet: bool,
) -> None:
    from sunboard.building.request import BuildRequest, Options
    from sunboard.parts import load_parts
    from sunboard.program import program_digest, themes_digest
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import stop
    from sunboard.terminal.locking import locked
    from sunboard.terminal.previewing import preview

    if not (content / "site.yaml").is_file():
        stop("no-site", language, content=content)
    request = BuildRequest(
        content=content,
        output=output,
        today=today,
        now=today_in_beijing(),
        options=Options(frozen=True, preview=True),
        villages=frozenset(village),
        program=program_digest(),
        themes=themes_digest(),
    )
    with locked(content, language, frozen=output):
        preview(request, load_parts(), language, port, opens_browser=not quiet)


@_command("print")
@_folder("content", "content", "-c", default="content")
@_folder("print-output", "output", "-o", default="paper")
@_today
@_language
@click.argument("place")
@click.argument("number", required=False, default="")
def _print(content: Path, output: Path, today: date | None, language: str, place: str, number: str) -> None:
    from sunboard.building.request import BuildRequest
    from sunboard.commands.print import print_papers
    from sunboard.parts import load_parts
    from sunboard.program import program_digest
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import run, stop
    from sunboard.terminal.locking import locked

    if not (content / "site.yaml").is_file():
        stop("no-site", language, content=content)
    request = BuildRequest(
        content=content, output=output, today=today, now=today_in_beijing(), program=program_digest()
    )
    with locked(content, language, frozen=output):
        run(lambda: print_papers(request, load_parts(), place, number, language), language)


@_command("publish")
@_common
@click.argument("target", required=False, default="")
@_option("publish-village", "village", multiple=True, value="village")
@_option("all", "all", is_flag=True)
@_option("dry-run", "look", is_flag=True)
@_option("yes", "yes", is_flag=True)
def _publish(common: Common, target: str, village: tuple[str, ...], all: bool, look: bool, yes: bool) -> None:
    from sunboard.commands.guide import labels_of
    from sunboard.commands.publish import PublishRequest, publish
    from sunboard.parts import load_parts, load_publishers
    from sunboard.terminal.locking import locked
    from sunboard.terminal.publishing import finish_publishing, publishing_desk

    request = PublishRequest(
        content=common.content,
        output=common.output,
        labels=labels_of(load_parts().kinds.values(), common.language),
        target=target,
        all_targets=all,
        villages=frozenset(village),
        dry_run=look,
        agreed=yes,
    )
    with (
        locked(common.content, common.language, as_json=common.as_json),
        publishing_desk(common.output, common.language, quiet=common.as_json) as desk,
    ):
        results = publish(request, load_publishers(), desk)
        finish_publishing(results, common.language, common.as_json)


@_command("verify")
@_common
@click.argument("address", required=False, default="")
@_option("report", "report", is_flag=True)
def _verify(common: Common, address: str, report: bool) -> None:
    from sunboard.commands.verify import VerifyRequest, verify
    from sunboard.parts import load_publishers
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import finish, guard
    from sunboard.terminal.publishing import means

    request = VerifyRequest(
        content=common.content,
        output=common.output,
        language=common.language,
        address=address,
        report=report,
        today=common.today or today_in_beijing(),
    )
    with means(load_publishers(), common.as_json) as found:
        told = guard(lambda: verify(request, found), common.content, common.language, common.as_json)
    finish(told, common.language, common.as_json)


@_command("forward")
@_common
@click.argument("to", callback=_a_folder)
def _forward(common: Common, to: Path) -> None:
    from sunboard.commands.forward import forward
    from sunboard.terminal.ending import run

    run(lambda: forward(common.content, common.output, to, common.language), common.language)


@_command("archive")
@_common
@click.argument("period")
def _archive(common: Common, period: str) -> None:
    from sunboard.commands.archive import archive
    from sunboard.terminal.ending import run

    run(lambda: archive(common.content, common.output, period, common.language), common.language)


@_command("verify-archive")
@click.argument("pack", callback=_a_file)
@_language
def _verify_archive(pack: Path, language: str) -> None:
    from sunboard.commands.archive import verify_archive
    from sunboard.terminal.ending import run

    run(lambda: verify_archive(pack, language), language)


@_command("new")
@_common
@click.argument("kind", required=False, default="")
@click.argument("words", nargs=-1)
def _new(common: Common, kind: str, words: tuple[str, ...]) -> None:
    from sunboard.commands.new import new_record
    from sunboard.commands.new_village import VILLAGE, new_villages
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import run

    today, language = common.today or today_in_beijing(), common.language
    if kind in VILLAGE:
        run(lambda: new_villages(common.content, words, language), language)
    kinds, village, title = load_parts().kinds, "".join(words[:1]), " ".join(words[1:])
    run(lambda: new_record(kinds, common.content, kind, village, title, today, language), language)


@_command("template")
@_common
@click.argument("file", callback=_a_file)
def _template(common: Common, file: Path) -> None:
    from sunboard.commands.template import write_template
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import run

    today, language = common.today or today_in_beijing(), common.language
    run(lambda: write_template(load_parts().kinds, file, today, language), language)


@_command("schema")
@click.argument("kind", required=False, default="")
@_language
def _schema(kind: str, language: str) -> None:
    from sunboard.commands.schema import schema_text
    from sunboard.parts import load_parts
    from sunboard.terminal.ending import run

    run(lambda: schema_text(load_parts().kinds, kind, language), language, as_json=True)


@_command("gallery")
@click.argument("contents", nargs=-1, callback=_folders_there)
@_folder("gallery-output", "output", "-o", default="gallery")
@_today
@_language
def _gallery(contents: tuple[Path, ...], output: Path, today: date | None, language: str) -> None:
    from sunboard.commands.gallery import write_gallery
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import run

    shown = contents or (Path("content"),)
    run(lambda: write_gallery(load_parts(), shown, output, today, today_in_beijing(), language), language)


@_command("catalog")
@click.argument("about", required=False, default="")
@_folder("content", "content", "-c", default="content")
@_language
def _catalog(about: str, content: Path, language: str) -> None:
    from sunboard.commands.catalog import list_catalog
    from sunboard.terminal.ending import run

    run(lambda: list_catalog(content, about, language), language)


@_command("due")
@_common
@click.argument("village", required=False, default="")
def _due(common: Common, village: str) -> None:
    from sunboard.building.jobs import BuildRequest
    from sunboard.commands.due import due
    from sunboard.parts import load_parts
    from sunboard.reporting.coverage.sentences import due_json, due_text
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import finish, guard, run

    language, parts = common.language, load_parts()
    request = BuildRequest(
        content=common.content,
        output=common.output,
        today=common.today,
        now=today_in_beijing(),
        villages=frozenset(filter(None, (village,))),
        check_only=True,
    )
    report = guard(lambda: due(request, parts), common.content, language, common.as_json)
    if report.unusable:
        finish(report, language, common.as_json)
    today = date.fromisoformat(report.today)
    if common.as_json:
        run(lambda: (0, due_json(report.coverage, today)), language, as_json=True)
    run(lambda: (0, due_text(report.coverage, parts.kinds, today, language)), language)


@_command("explain")
@click.argument("code", required=False, default="")
@_language
def _explain(code: str, language: str) -> None:
    from sunboard.commands.explain import explain
    from sunboard.terminal.ending import run

    run(lambda: explain(code, language), language)


@_group("register")
@_language
@click.pass_context
def _register(context: click.Context, language: str) -> None:
    help_without_command(context)


cli.add_command(_register)


@_command("posted")
@_common
@click.argument("village", required=False, default="")
def _posted(common: Common, village: str) -> None:
    from sunboard.building.jobs import BuildRequest
    from sunboard.commands.posted import posted
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import run
    from sunboard.terminal.locking import locked

    request = BuildRequest(
        content=common.content,
        output=common.output,
        today=common.today,
        now=today_in_beijing(),
        villages=frozenset((village,) if village else ()),
    )
    with locked(common.content, common.language):
        run(lambda: posted(request, load_parts(), common.language), common.language)


@_command("register-show", _register)
@_common
@click.argument("village", required=False, default="")
def _show(common: Common, village: str) -> None:
    from sunboard.commands.register import show
    from sunboard.terminal.ending import run

    run(lambda: show(common.content, village, common.language), common.language)


@_command("register-restore", _register)
@_common
@click.argument("source", callback=_folder_there)
@_option("restore-village", "village", default="", value="village")
def _restore(common: Common, source: Path, village: str) -> None:
    from sunboard.commands.register import restore
    from sunboard.terminal.ending import run
    from sunboard.terminal.locking import locked

    with locked(common.content, common.language):
        run(lambda: restore(common.content, source, village, common.language), common.language)


@_command("register-settle", _register)
@_common
@click.argument("village")
@click.argument("number")
@_option("settle-keep", "keep", required=True, value="file")
def _settle(common: Common, village: str, number: str, keep: str) -> None:
    from sunboard.commands.register import settle
    from sunboard.terminal.ending import run
    from sunboard.terminal.locking import locked

    content, output, language = common.content, common.output, common.language
    with locked(content, language):
        run(lambda: settle(content, output, village, number, keep, language), language)


def main() -> None:
    """Run the command line and exit: 2 for wrong use, 130 for Ctrl-C, else what the command says."""
    if sys.getfilesystemencoding() not in ("utf-8", "utf8"):
        # a C locale: names of Chinese folders would reach us in pieces
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "sunboard", *sys.argv[1:]])
    collect_rarely()
    language = language_of(sys.argv[1:])
    try:
        sys.exit(
            cli.main(
                prog_name=os.environ.get(CALLED, PROGRAM),
                standalone_mode=False,
                windows_expand_args=False,
                obj=language,
                color=False if os.environ.get("NO_COLOR") else None,
            )
        )
    except (click.Abort, KeyboardInterrupt):
        click.echo(load_words(language)("stop-interrupted"), err=True)
        sys.exit(130)
    except click.ClickException as error:
        click.echo(said(error, language), err=True)
        sys.exit(2)
