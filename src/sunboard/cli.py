"""The command line: words to one command, its report, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from sunboard import __version__
from sunboard.terminal import finish, guard, locked, pool, progress_bar, run, today_in_beijing


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value}：日期写成 2026-03-06 这样 / write it like 2026-03-06") from None


def _only(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str]:
    names = frozenset(name.strip() for name in (value or "").split(",") if name.strip())
    if not names:
        return names
    from sunboard.parts import load_parts

    channels = load_parts().channels
    if unknown := names - frozenset(channels):
        raise click.BadParameter(f"{'、'.join(sorted(unknown))}：只能是 / use {', '.join(channels)}")
    return names


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every command has."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="输出 JSON（给程序看）。 Print JSON."),
        click.option(
            "--lang",
            type=click.Choice(("zh", "en")),
            default="zh",
            show_default=True,
            help="提示的语言。 Language of messages.",
        ),
        click.option("--today", callback=_day, metavar="DATE", help="按这一天计算。 The day to build for."),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, file_okay=False),
            default=Path("output"),
            show_default=True,
            help="输出文件夹。 Output folder.",
        ),
        click.option(
            "-c",
            "--content",
            type=click.Path(path_type=Path, file_okay=False),
            default=Path("content"),
            show_default=True,
            help="内容文件夹。 Content folder.",
        ),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """把村里应当公开的内容做成网站、公开栏和屏幕轮播。 Build village disclosure sites, boards and slides."""


@cli.command("build")
@common
@click.option("--only", callback=_only, metavar="web,print,screen", help="只做其中几样。 Only some channels.")
@click.option(
    "--village", "villages", multiple=True, metavar="SLUG", help="只做这个村（可写多次）。 Only this village."
)
@click.option(
    "--sheets",
    type=click.Choice(("display", "all")),
    default="display",
    show_default=True,
    help="张贴纸：在贴的，或全部。 Sheets to make.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="同时用几个处理器。 Worker processes.")
@click.option(
    "--force",
    is_flag=True,
    help="全部重做（目前每次都重做）。 Render everything anew; for now every build does.",
)
@click.option("--explain", is_flag=True, help="说明每个文件为什么改写。 Say why each output was made.")
@click.option("--frozen", is_flag=True, help="不发新号。 Issue nothing.")
def build_command(
    content: Path,
    output: Path,
    today: date | None,
    lang: str,
    as_json: bool,
    only: frozenset[str],
    villages: tuple[str, ...],
    sheets: str,
    jobs: int | None,
    force: bool,
    explain: bool,
    frozen: bool,
) -> None:
    """检查内容，发号，生成网站、张贴纸、公开栏和屏幕轮播。 Check, issue and build."""
    from sunboard.building.shared import Options
    from sunboard.commands.build import Wish, build

    wish = Wish(
        content,
        output,
        today,
        today_in_beijing(),
        Options(only, sheets == "all", frozen),
        frozenset(villages),
    )
    with (
        locked(content, lang, frozen=output if frozen else None, as_json=as_json),
        pool(jobs, content) as executor,
        progress_bar(as_json) as progress,
    ):
        report = guard(lambda: build(wish, executor, progress), content, lang, as_json)
    finish(report, lang, as_json, explain=explain)


@cli.command("check")
@common
@click.option("--village", "villages", multiple=True, metavar="SLUG", help="只查这个村。 Only this village.")
def check_command(
    content: Path, output: Path, today: date | None, lang: str, as_json: bool, villages: tuple[str, ...]
) -> None:
    """只检查，什么都不写。 Check and write nothing."""
    from sunboard.commands.build import Wish, build

    wish = Wish(content, output, today, today_in_beijing(), villages=frozenset(villages), dry=True)
    finish(guard(lambda: build(wish), content, lang, as_json), lang, as_json)


@cli.command("new")
@common
@click.argument("kind")
@click.argument("village", required=False, default="")
@click.argument("title", required=False, default="")
def new_command(
    content: Path,
    output: Path,
    today: date | None,
    lang: str,
    as_json: bool,
    kind: str,
    village: str,
    title: str,
) -> None:
    """写一份新记录的底稿，不写村就只显示；new 村 云溪县/青石镇/柳湾村 建一个新村。 Write a template of a record, or a new village's settings."""
    from sunboard.commands.new import new_record

    run(lambda: new_record(content, kind, village, title, today or today_in_beijing(), lang), lang)


@cli.command("template")
@common
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def template_command(
    content: Path, output: Path, today: date | None, lang: str, as_json: bool, file: Path
) -> None:
    """写一个空表格：村.xlsx（整个村一本）、事项.xlsx、财务.xlsx、收支.xlsx。 Write an empty workbook to fill in."""
    from sunboard.commands.template import write_template

    run(lambda: write_template(file, today or today_in_beijing(), lang), lang)


@cli.command("schema")
@click.argument("kind", required=False, default="")
@click.option(
    "--lang",
    type=click.Choice(("zh", "en")),
    default="zh",
    show_default=True,
    help="说明的语言。 Language of descriptions.",
)
def schema_command(kind: str, lang: str) -> None:
    """输出 JSON Schema，给编辑器用；不写类别就全部输出。 Print the JSON Schema of a kind, or of all, for editors."""
    from sunboard.commands.schema import schema_text

    run(lambda: schema_text(kind, lang), lang)


@cli.command("gallery")
@click.argument("contents", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("gallery"),
    show_default=True,
    help="放在哪。 Where.",
)
@click.option("--today", callback=_day, metavar="DATE", help="按这一天计算。 The day to build for.")
@click.option(
    "--lang",
    type=click.Choice(("zh", "en")),
    default="zh",
    show_default=True,
    help="提示的语言。 Language of messages.",
)
def gallery_command(contents: tuple[Path, ...], output: Path, today: date | None, lang: str) -> None:
    """把每种网页、张贴纸、公开栏、屏幕放在一页上看（给改样子的人）。 Show every page, sheet, board and slide on one page."""
    from sunboard.commands.gallery import write_gallery

    run(lambda: write_gallery(contents or (Path("content"),), output, today, today_in_beijing(), lang), lang)


@cli.command("explain")
@click.argument("code", required=False, default="")
@click.option(
    "--lang", type=click.Choice(("zh", "en")), default="zh", show_default=True, help="语言。 Language."
)
def explain_command(code: str, lang: str) -> None:
    """说明一种问题：是什么、为什么、怎么写。 Explain a problem by its code or rule."""
    from sunboard.commands.explain import explain

    run(lambda: explain(code, lang), lang)


@cli.group("register")
def register_group() -> None:
    """登记册：查看、重建、解决重号。 Show, rebuild or settle a register."""


@register_group.command("show")
@common
@click.argument("village", required=False, default="")
def register_show(
    content: Path, output: Path, today: date | None, lang: str, as_json: bool, village: str
) -> None:
    """列出已发的公开号。 List the numbers issued."""
    from sunboard.commands.register import show

    run(lambda: show(content, village, lang), lang)


@register_group.command("restore")
@common
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--village", default="", metavar="SLUG", help="只重建这个村。 Only this village.")
def register_restore(
    content: Path, output: Path, today: date | None, lang: str, as_json: bool, source: Path, village: str
) -> None:
    """用已发布的网站重建登记册。 Rebuild registers from a published site."""
    from sunboard.commands.register import restore

    with locked(content, lang):
        run(lambda: restore(content, source, village, lang), lang)


@register_group.command("settle")
@common
@click.argument("village")
@click.argument("number")
@click.option(
    "--keep",
    required=True,
    metavar="PATH",
    help="这个号归哪份文件（相对内容文件夹）。 The file that keeps the number.",
)
def register_settle(
    content: Path,
    output: Path,
    today: date | None,
    lang: str,
    as_json: bool,
    village: str,
    number: str,
    keep: str,
) -> None:
    """两份记录争一个号时，定下归哪一份。 Say which record keeps a number."""
    from sunboard.commands.register import settle

    with locked(content, lang):
        run(lambda: settle(content, output, village, number, keep, lang), lang)


def main() -> None:
    """Run the command line and exit: 2 for wrong use, 130 for Ctrl-C, else what the command says."""
    if sys.getfilesystemencoding() not in (
        "utf-8",
        "utf8",
    ):  # a C locale: names of Chinese folders would reach us in pieces
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "sunboard", *sys.argv[1:]])
    try:
        sys.exit(cli.main(standalone_mode=False, windows_expand_args=False))
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            "停下了。写好的文件都是完整的，再运行一次就行。 / Stopped. What is written is whole; run it again.",
            err=True,
        )
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
