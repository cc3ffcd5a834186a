"""The command line: words to one command, which imports its work when it runs, so that help comes at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from sunboard import VERSION_FLAGS, __version__
from sunboard.options import (
    Command,
    Common,
    a_cluster,
    a_count,
    a_file,
    a_folder,
    a_folder_there,
    a_port,
    channel_names,
    common_options,
    folder_option,
    folders_there,
    language_option,
    one_of,
    option,
    some_channels,
    today_option,
)
from sunboard.reporting.words import CALLED, PROGRAM, load_words, names_of
from sunboard.usage import (
    HELP_FLAGS,
    SpokenGroup,
    help_without_command,
    language_of,
    said,
)

if TYPE_CHECKING:
    from sunboard.reporting.report import Report


_SOON = 0.02  # seconds; a folder of a few villages is listed by then


def _command(words: str, group: click.Group | None = None) -> Callable[[Command], click.Command]:
    """Return a command of a group, by the English one of its names."""
    return (group or cli).command(names_of(words)[0], help=words)


def _group(words: str, **settings: Any) -> Callable[[Command], click.Group]:
    """Return a group of commands, which says its help where none of them was typed."""
    return click.group(names_of(words)[0], cls=SpokenGroup, help=words, **settings)


@_group("sunboard", context_settings={"help_option_names": list(HELP_FLAGS)})
@language_option
@click.version_option(__version__, *VERSION_FLAGS, message="%(version)s")
@click.pass_context
def cli(context: click.Context, language: str) -> None:  # noqa: D103
    help_without_command(context)


@_command("build")
@common_options
@option("only", "only", callback=some_channels, value=channel_names)
@option("build-village", "village", multiple=True, value="village")
@option("sheets", "sheets", callback=one_of("sheets", "display", "all"), value="sheets", default="display")
@option("jobs", "jobs", callback=a_count, value="count")
@option("cluster", "cluster", callback=a_cluster, value="cluster", default="")
@option("force", "force", is_flag=True)
@option("explain", "explain", is_flag=True)
@option("frozen", "frozen", is_flag=True)
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
    from sunboard.building.kept import all_that_stand
    from sunboard.building.last import told_last
    from sunboard.building.request import BuildRequest, Options
    from sunboard.engines.beside import beside
    from sunboard.program import program_digest, themes_digest
    from sunboard.reading.listing import list_folders, listed_as_data, listings_of
    from sunboard.reporting.report import report_of
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import finish, guard, stop
    from sunboard.terminal.locking import locked
    from sunboard.terminal.progress import progress_bar
    from sunboard.terminal.speaking import called
    from sunboard.terminal.workers import machines, pool

    content, language, as_json = common.content, common.language, common.as_json
    if common.output.resolve() == content.resolve():
        stop("output-is-content", language, as_json=as_json, content=content)
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
        called=called(),
    )

    def built() -> Report:
        from sunboard.commands.build import build
        from sunboard.parts import load_parts

        opened = machines(cluster, content, language, as_json) if cluster else pool(jobs)
        with opened as workers, progress_bar(as_json) as progress:
            return guard(
                lambda: build(request, load_parts(), workers, progress, listings=listings, whole=whole),
                content,
                language,
                as_json,
            )

    with (
        locked(content, language, frozen=common.output if frozen else None, as_json=as_json),
        beside(partial(all_that_stand, request.output)) as standing,
        beside(partial(listed_as_data, content)) as listed,
    ):
        if listed.takes_longer(_SOON):
            _import_what_builds()  # most likely something changed, and else nothing is lost but this
        listings = list_folders(content) if (found := listed.found()) is None else listings_of(found)
        whole = cache(lambda: frozenset(standing.found() or ()))
        told = told_last(request, listings, whole)
        report = report_of(told) if told else built()
    finish(report, language, as_json, explain=explain)


def _import_what_builds() -> None:
    from sunboard.commands import build  # noqa: F401
    from sunboard.parts import load_parts

    load_parts()


@_command("check")
@common_options
@option("check-village", "village", multiple=True, value="village")
def _check(common: Common, village: tuple[str, ...]) -> None:
    from sunboard.building.jobs import BuildRequest
    from sunboard.commands.build import build
    from sunboard.parts import load_parts
    from sunboard.program import program_digest
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import finish, guard

    request = BuildRequest(
        content=common.content,
        output=common.output,
        today=common.today,
        now=today_in_beijing(),
        villages=frozenset(village),
        check_only=True,
        program=program_digest(),
    )
    report = guard(lambda: build(request, load_parts()), common.content, common.language, common.as_json)
    finish(report, common.language, common.as_json)


@_command("serve")
@folder_option("content", "content", "-c", default="content")
@folder_option("serve-output", "output", "-o", default="preview")
@today_option
@language_option
@option("only", "only", callback=some_channels, value=channel_names)
@option("serve-village", "village", multiple=True, value="village")
@option("port", "port", callback=a_port, value="port")
@option("no-browser", "quiet", is_flag=True)
def _serve(
    content: Path,
    output: Path,
    today: date | None,
    language: str,
    only: frozenset[str],
    village: tuple[str, ...],
    port: int | None,
    quiet: bool,
) -> None:
    from sunboard.building.request import BuildRequest, Options
    from sunboard.parts import load_parts
    from sunboard.program import program_digest, themes_digest
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import need_site
    from sunboard.terminal.locking import locked
    from sunboard.terminal.previewing import preview
    from sunboard.terminal.speaking import called

    need_site(content, language)
    request = BuildRequest(
        content=content,
        output=output,
        today=today,
        now=today_in_beijing(),
        options=Options(only=only, frozen=True, preview=True),
        villages=frozenset(village),
        program=program_digest(),
        themes=themes_digest(),
        called=called(),
    )
    with locked(content, language, frozen=output):
        preview(request, load_parts(), language, port, opens_browser=not quiet)


@_command("print")
@folder_option("content", "content", "-c", default="content")
@folder_option("print-output", "output", "-o", default="paper")
@today_option
@language_option
@click.argument("place")
@click.argument("number", required=False, default="")
def _print(content: Path, output: Path, today: date | None, language: str, place: str, number: str) -> None:
    from sunboard.building.request import BuildRequest
    from sunboard.commands.print import print_papers
    from sunboard.parts import load_parts
    from sunboard.program import program_digest
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import need_site, run
    from sunboard.terminal.locking import locked

    need_site(content, language)
    request = BuildRequest(
        content=content, output=output, today=today, now=today_in_beijing(), program=program_digest()
    )
    with locked(content, language, frozen=output):
        run(lambda: print_papers(request, load_parts(), place, number, language), language)


@_command("publish")
@common_options
@click.argument("target", required=False, default="")
@option("publish-village", "village", multiple=True, value="village")
@option("all", "all", is_flag=True)
@option("dry-run", "look", is_flag=True)
@option("yes", "yes", is_flag=True)
def _publish(common: Common, target: str, village: tuple[str, ...], all: bool, look: bool, yes: bool) -> None:
    from sunboard.commands.guide import labels_of
    from sunboard.commands.publish import publish
    from sunboard.parts import load_parts, load_publishers
    from sunboard.publishing.target import PublishRequest
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
@common_options
@click.argument("address", required=False, default="")
@option("report", "report", is_flag=True)
def _verify(common: Common, address: str, report: bool) -> None:
    from sunboard.commands.verify import VerifyRequest, verify
    from sunboard.parts import load_publishers
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import finish, guard
    from sunboard.terminal.publishing import means
    from sunboard.terminal.speaking import called

    request = VerifyRequest(
        content=common.content,
        output=common.output,
        language=common.language,
        address=address,
        report=report,
        today=common.today or today_in_beijing(),
        called=called(),
    )
    with means(load_publishers(), common.as_json) as found:
        told = guard(lambda: verify(request, found), common.content, common.language, common.as_json)
    finish(told, common.language, common.as_json)


@_command("forward")
@common_options
@click.argument("to", callback=a_folder)
def _forward(common: Common, to: Path) -> None:
    from sunboard.commands.forward import forward
    from sunboard.terminal.ending import run

    run(lambda: forward(common.content, common.output, to, common.language), common.language)


@_command("archive")
@common_options
@click.argument("period")
def _archive(common: Common, period: str) -> None:
    from sunboard.commands.archive import archive
    from sunboard.terminal.ending import run

    run(lambda: archive(common.content, common.output, period, common.language), common.language)


@_command("verify-archive")
@click.argument("pack", callback=a_file)
@language_option
def _verify_archive(pack: Path, language: str) -> None:
    from sunboard.commands.archive import verify_archive
    from sunboard.terminal.ending import run

    run(lambda: verify_archive(pack, language), language)


@_command("new")
@common_options
@click.argument("kind", required=False, default="")
@click.argument("words", nargs=-1)
def _new(common: Common, kind: str, words: tuple[str, ...]) -> None:
    from sunboard.building.site import day_of
    from sunboard.commands.new import new_record
    from sunboard.commands.new_village import VILLAGE, new_villages
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import run
    from sunboard.terminal.speaking import as_typed

    content, language = common.content, common.language
    if kind in VILLAGE:
        run(lambda: new_villages(content, words, language), language)
    kinds, village, title = load_parts().kinds, "".join(words[:1]), " ".join(words[1:])

    def made() -> tuple[int, str]:
        today = day_of(content, common.today, today_in_beijing())
        return new_record(kinds, content, kind, village, title, today, language, as_typed)

    run(made, language)


@_command("template")
@common_options
@click.argument("file", callback=a_file)
def _template(common: Common, file: Path) -> None:
    from sunboard.commands.template import write_template
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import run
    from sunboard.terminal.speaking import as_typed

    today, language = common.today or today_in_beijing(), common.language
    run(lambda: write_template(load_parts().kinds, file, today, language, as_typed), language)


@_command("schema")
@click.argument("kind", required=False, default="")
@language_option
def _schema(kind: str, language: str) -> None:
    from sunboard.commands.schema import schema_text
    from sunboard.parts import load_parts
    from sunboard.terminal.ending import run

    run(lambda: schema_text(load_parts().kinds, kind, language), language, as_json=True)


@_command("gallery")
@click.argument("contents", nargs=-1, callback=folders_there)
@folder_option("gallery-output", "output", "-o", default="gallery")
@today_option
@language_option
def _gallery(contents: tuple[Path, ...], output: Path, today: date | None, language: str) -> None:
    from sunboard.commands.gallery import write_gallery
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import run

    shown = contents or (Path("content"),)
    run(lambda: write_gallery(load_parts(), shown, output, today, today_in_beijing(), language), language)


@_command("catalog")
@click.argument("about", required=False, default="")
@folder_option("content", "content", "-c", default="content")
@language_option
def _catalog(about: str, content: Path, language: str) -> None:
    from sunboard.commands.catalog import list_catalog
    from sunboard.terminal.ending import run

    run(lambda: list_catalog(content, about, language), language)


@_command("due")
@common_options
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
@folder_option("content", "content", "-c", default="content")
@today_option
@language_option
@click.pass_context
def _explain(context: click.Context, code: str, content: Path, today: date | None, language: str) -> None:
    from sunboard.building.site import day_of, laws_of
    from sunboard.commands.explain import Rules, explain
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import need_site, run

    if context.get_parameter_source("content") is not ParameterSource.DEFAULT:
        need_site(content, language)  # what the law of the land says is explained anywhere
    parts = load_parts()
    rules = {rule.fault.code: rule for rule in parts.rules}
    kinds = {kind.name: kind.label[language] for kind in parts.kinds.values()}

    def explained() -> tuple[int, str]:
        on = day_of(content, today, today_in_beijing())
        return explain(code, language, Rules(rules, laws_of(content, parts), on), kinds)

    run(explained, language)


@_group("register")
@language_option
@click.pass_context
def _register(context: click.Context, language: str) -> None:
    help_without_command(context)


cli.add_command(_register)


@_command("posted")
@common_options
@click.argument("village", required=False, default="")
def _posted(common: Common, village: str) -> None:
    from sunboard.building.jobs import BuildRequest
    from sunboard.commands.posted import posted
    from sunboard.parts import load_parts
    from sunboard.terminal.clock import today_in_beijing
    from sunboard.terminal.ending import need_site, run
    from sunboard.terminal.locking import locked

    need_site(common.content, common.language)
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
@common_options
@click.argument("village", required=False, default="")
def _show(common: Common, village: str) -> None:
    from sunboard.commands.register import show
    from sunboard.terminal.ending import run

    run(lambda: show(common.content, village, common.language), common.language)


@_command("register-restore", _register)
@common_options
@click.argument("source", callback=a_folder_there)
@option("restore-village", "village", default="", value="village")
def _restore(common: Common, source: Path, village: str) -> None:
    from sunboard.commands.register import restore
    from sunboard.terminal.ending import run
    from sunboard.terminal.locking import locked

    with locked(common.content, common.language):
        run(lambda: restore(common.content, source, village, common.language), common.language)


@_command("register-settle", _register)
@common_options
@click.argument("village")
@click.argument("number")
@option("settle-keep", "keep", required=True, value="file")
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
