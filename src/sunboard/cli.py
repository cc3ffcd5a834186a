"""The command line: words to one command, which imports its work when it runs, so that help comes at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from sunboard import __version__
from sunboard.reporting.words import LANGUAGES, in_both

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
        raise click.BadParameter(f"{value}：{in_both('usage-day', ' / ')}") from None


def _only(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str]:
    names = frozenset(name.strip() for name in (value or "").split(",") if name.strip())
    if not names:
        return names
    from sunboard.parts import load_parts

    channels = load_parts().channels
    if unknown := names - frozenset(channels):
        known = f"{in_both('usage-only', ' / ')} {', '.join(channels)}"
        raise click.BadParameter(f"{'、'.join(sorted(unknown))}：{known}")
    return names


def _option(words: str, *flags: str, **settings: Any) -> Callable[[Command], Command]:
    """Return an option with its help."""
    return click.option(*flags, help=in_both(f"option-{words}"), **settings)


def _folder(words: str, *flags: str, default: str) -> Callable[[Command], Command]:
    return _option(
        words,
        *flags,
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(default),
        show_default=True,
    )


def _language(words: str) -> Callable[[Command], Command]:
    return _option(words, "--lang", "language", type=click.Choice(LANGUAGES), default="zh", show_default=True)


_today = _option("today", "--today", callback=_day, metavar="DATE")


def _common(command: Command) -> Command:
    """Give a command the options that most commands have; they come as one `Common`."""

    @wraps(command)
    def called(
        content: Path, output: Path, today: date | None, language: str, as_json: bool, **own: Any
    ) -> None:
        command(Common(content, output, today, language, as_json), **own)

    taking: Command = called
    for option in (
        _option("json", "--json", "as_json", is_flag=True),
        _language("language"),
        _today,
        _folder("output", "-o", "--output", default="output"),
        _folder("content", "-c", "--content", default="content"),
    ):
        taking = option(taking)
    return taking


@click.group(help=in_both("help-sunboard"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:  # noqa: D103
    pass


@cli.command("build", help=in_both("help-build"))
@_common
@_option("only", "--only", callback=_only, metavar="web,print,screen")
@_option("build-village", "--village", "villages", multiple=True, metavar="SLUG")
@_option("sheets", "--sheets", type=click.Choice(("display", "all")), default="display", show_default=True)
@_option("jobs", "--jobs", type=click.IntRange(1, 64), default=None)
@_option("force", "--force", is_flag=True)
@_option("explain", "--explain", is_flag=True)
@_option("frozen", "--frozen", is_flag=True)
def _build(
    common: Common,
    only: frozenset[str],
    villages: tuple[str, ...],
    sheets: str,
    jobs: int | None,
    force: bool,
    explain: bool,
    frozen: bool,
) -> None:
    from sunboard.building.jobs import BuildRequest, Options
    from sunboard.commands.build import build
    from sunboard.parts import load_parts
    from sunboard.terminal import finish, guard, locked, pool, progress_bar, today_in_beijing

    content, language, as_json = common.content, common.language, common.as_json
    request = BuildRequest(
        content=content,
        output=common.output,
        today=common.today,
        now=today_in_beijing(),
        options=Options(only=only, all_sheets=sheets == "all", frozen=frozen),
        villages=frozenset(villages),
    )
    with (
        locked(content, language, frozen=common.output if frozen else None, as_json=as_json),
        pool(jobs, content) as executor,
        progress_bar(as_json) as progress,
    ):
        report = guard(lambda: build(request, load_parts(), executor, progress), content, language, as_json)
    finish(report, language, as_json, explain=explain)


@cli.command("check", help=in_both("help-check"))
@_common
@_option("check-village", "--village", "villages", multiple=True, metavar="SLUG")
def _check(common: Common, villages: tuple[str, ...]) -> None:
    from sunboard.building.jobs import BuildRequest
    from sunboard.commands.build import build
    from sunboard.parts import load_parts
    from sunboard.terminal import finish, guard, today_in_beijing

    request = BuildRequest(
        content=common.content,
        output=common.output,
        today=common.today,
        now=today_in_beijing(),
        villages=frozenset(villages),
        check_only=True,
    )
    report = guard(lambda: build(request, load_parts()), common.content, common.language, common.as_json)
    finish(report, common.language, common.as_json)


@cli.command("new", help=in_both("help-new"))
@_common
@click.argument("kind")
@click.argument("village", required=False, default="")
@click.argument("title", required=False, default="")
def _new(common: Common, kind: str, village: str, title: str) -> None:
    from sunboard.commands.new import new_record
    from sunboard.parts import load_parts
    from sunboard.terminal import run, today_in_beijing

    today, language = common.today or today_in_beijing(), common.language
    kinds = load_parts().kinds
    run(lambda: new_record(kinds, common.content, kind, village, title, today, language), language)


@cli.command("template", help=in_both("help-template"))
@_common
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def _template(common: Common, file: Path) -> None:
    from sunboard.commands.template import write_template
    from sunboard.parts import load_parts
    from sunboard.terminal import run, today_in_beijing

    today, language = common.today or today_in_beijing(), common.language
    run(lambda: write_template(load_parts().kinds, file, today, language), language)


@cli.command("schema", help=in_both("help-schema"))
@click.argument("kind", required=False, default="")
@_language("schema-language")
def _schema(kind: str, language: str) -> None:
    from sunboard.commands.schema import schema_text
    from sunboard.parts import load_parts
    from sunboard.terminal import run

    run(lambda: schema_text(load_parts().kinds, kind, language), language)


@cli.command("gallery", help=in_both("help-gallery"))
@click.argument("contents", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@_folder("gallery-output", "-o", "--output", default="gallery")
@_today
@_language("language")
def _gallery(contents: tuple[Path, ...], output: Path, today: date | None, language: str) -> None:
    from sunboard.commands.gallery import write_gallery
    from sunboard.parts import load_parts
    from sunboard.terminal import run, today_in_beijing

    shown = contents or (Path("content"),)
    run(lambda: write_gallery(load_parts(), shown, output, today, today_in_beijing(), language), language)


@cli.command("explain", help=in_both("help-explain"))
@click.argument("code", required=False, default="")
@_language("explain-language")
def _explain(code: str, language: str) -> None:
    from sunboard.commands.explain import explain
    from sunboard.terminal import run

    run(lambda: explain(code, language), language)


@cli.group("register", help=in_both("help-register"))
def _register() -> None:
    pass


@_register.command("show", help=in_both("help-register-show"))
@_common
@click.argument("village", required=False, default="")
def _show(common: Common, village: str) -> None:
    from sunboard.commands.register import show
    from sunboard.terminal import run

    run(lambda: show(common.content, village, common.language), common.language)


@_register.command("restore", help=in_both("help-register-restore"))
@_common
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@_option("restore-village", "--village", default="", metavar="SLUG")
def _restore(common: Common, source: Path, village: str) -> None:
    from sunboard.commands.register import restore
    from sunboard.terminal import locked, run

    with locked(common.content, common.language):
        run(lambda: restore(common.content, source, village, common.language), common.language)


@_register.command("settle", help=in_both("help-register-settle"))
@_common
@click.argument("village")
@click.argument("number")
@_option("settle-keep", "--keep", required=True, metavar="PATH")
def _settle(common: Common, village: str, number: str, keep: str) -> None:
    from sunboard.commands.register import settle
    from sunboard.terminal import locked, run

    content, output, language = common.content, common.output, common.language
    with locked(content, language):
        run(lambda: settle(content, output, village, number, keep, language), language)


def main() -> None:
    """Run the command line and exit: 2 for wrong use, 130 for Ctrl-C, else what the command says."""
    if sys.getfilesystemencoding() not in ("utf-8", "utf8"):
        # a C locale: names of Chinese folders would reach us in pieces
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "sunboard", *sys.argv[1:]])
    try:
        sys.exit(cli.main(standalone_mode=False, windows_expand_args=False))
    except (click.Abort, KeyboardInterrupt):
        click.echo(in_both("stop-interrupted", " / "), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
