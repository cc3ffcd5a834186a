"""How the command line speaks: names in two languages, help, and what is wrong with what was typed.

Every command and option has its English name and a Chinese one, both from `data/words/`. Help and errors are
said in the language that is asked for with `--lang`, Chinese where none is. No sentence of click's reaches
anybody.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import click

from sunboard import VERSION_FLAGS
from sunboard.lazy import regex
from sunboard.reporting.words import LANGUAGES, PROGRAM, Words, load_words, names_of

_CHOSEN = regex(r"(?P<flag>--lang|--语言)(?:=(?P<said>.*))?")


def language_of(typed: Sequence[str]) -> str:
    """Return the language that is asked for, whatever else is wrong with what was typed."""
    found = LANGUAGES[0]
    for at, word in enumerate(typed):
        if chosen := _CHOSEN.fullmatch(word):
            said = chosen["said"] if chosen["said"] is not None else "".join(typed[at + 1 : at + 2])
            found = next((one for one in LANGUAGES if said in names_of(f"language-{one}")), found)
    return found


class Misused(click.UsageError):
    """Something typed that makes no command; `words` names the sentence, which the details fill.

    `near` are words that may have been meant.
    """

    def __init__(
        self, words: str, context: click.Context, /, *, near: Iterable[str] = (), **details: str
    ) -> None:
        super().__init__(words, context)
        self.words, self.near, self.details = words, tuple(near), details


class SpokenOption(click.Option):
    """An option whose help is a sentence of `data/words/`.

    `value` says what stands behind it: the name of words, or what lists the words that may.
    """

    def __init__(
        self, *names: Any, words: str, value: str | Callable[[], Iterable[str]] = "", **settings: Any
    ) -> None:
        super().__init__(*names, **settings)
        self.words, self.value = words, value

    def lines(self, say: Words) -> Iterator[str]:
        """Yield how it is written, and what it does."""
        value = say(f"value-{self.value}") if isinstance(self.value, str) and self.value else ""
        value = "|".join(self.value()) if callable(self.value) else value
        yield f"  {', '.join(self.opts)} {value}".rstrip()
        usual = say("help-default", value=self.default) if self.show_default else ""
        yield f"      {say(f'option-{self.words}')}{usual}"


class SpokenCommand(click.Command):
    """A command that says its help in the language asked for; `help` names its words."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, what the command does, its commands and its options."""
        say = load_words(ctx.find_root().obj or LANGUAGES[0])
        formatter.write("\n".join(self._help(ctx, say)) + "\n")

    def _help(self, ctx: click.Context, say: Words) -> Iterator[str]:
        yield say("help-usage", usage=" ".join(_usage(ctx, say)))
        yield from ("", say(f"help-{self.help}"), "")
        if isinstance(self, click.Group):
            yield say("help-commands")
            for command in self.commands.values():
                shown = say(f"name-{command.help}").split("、")
                others = [name for name in names_of(command.help or "") if name not in shown]
                yield f"  {', '.join((*shown, *others))}"
                yield f"      {say(f'help-{command.help}')}"
            yield ""
        yield say("help-options")
        for option in self.params:
            if isinstance(option, SpokenOption):
                yield from option.lines(say)
        for words, flags in _ALWAYS.items():
            if words == "help" or ctx.parent is None:
                yield from (f"  {', '.join(flags)}", f"      {say(f'option-{words}')}")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take words apart; refuse those that are too many in a sentence of our own."""
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = ctx
            raise
        if left and not isinstance(self, click.Group):
            raise Misused("extra", ctx, words=" ".join(left))
        return left


class SpokenGroup(SpokenCommand, click.Group):
    """Commands, each by all its names; without one it says its help."""

    command_class = SpokenCommand

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **{**settings, "invoke_without_command": True})

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command by any of its names; refuse another word with the nearest of them."""
        found = {name: command for command in self.commands.values() for name in names_of(command.help or "")}
        typed = args[0]
        if typed.lower() in names_of("help"):
            click.echo(ctx.get_help())
            ctx.exit()
        if typed.lower() not in found:
            # of two Chinese characters one may be wrong
            near = difflib.get_close_matches(typed.lower(), found, n=3, cutoff=0.5)
            raise Misused("no-command", ctx, near=near, word=typed)
        return typed, found[typed.lower()], args[1:]


HELP_FLAGS = ("-h", "--help", "--帮助")
_ALWAYS = {"version": VERSION_FLAGS, "help": HELP_FLAGS}


def help_without_command(ctx: click.Context) -> None:
    """Say a group's help where no command of it was typed, and end as wrong use does."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


def said(error: click.ClickException, language: str) -> str:
    """Say what is wrong with what was typed, and where help is."""
    say = load_words(language)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else PROGRAM
    return "\n".join((_wrong(error, say), say("usage-help", command=command)))


def _wrong(error: click.ClickException, say: Words) -> str:
    if isinstance(error, Misused):
        return say(f"usage-{error.words}", **error.details) + _advice(error.near, say)
    if isinstance(error, click.NoSuchOption):
        return say("usage-no-option", word=error.option_name) + _advice(error.possibilities or (), say)
    if isinstance(error, click.MissingParameter) and isinstance(error.param, click.Argument):
        return say("usage-argument-missing", what=say(f"argument-{error.param.name}"))
    if isinstance(error, click.MissingParameter) and error.param:
        return say("usage-option-missing", what=error.param.opts[0])
    if isinstance(error, click.BadOptionUsage):
        options = error.ctx.command.params if error.ctx else ()
        flag = any(getattr(one, "is_flag", False) for one in options if error.option_name in one.opts)
        return say("usage-no-value" if flag else "usage-value-missing", word=error.option_name)
    return say("usage-wrong")


def _advice(near: Iterable[str], say: Words) -> str:
    names = ", ".join(near)
    return say("usage-near", near=names) if names else ""


def _usage(ctx: click.Context, say: Words) -> Iterator[str]:
    """Yield the pieces of a command's usage."""
    yield ctx.command_path
    for parameter in ctx.command.params:
        if isinstance(parameter, click.Argument):
            name = say(f"argument-{parameter.name}") + "…" * (parameter.nargs == -1)
            yield name if parameter.required else f"[{name}]"
    if isinstance(ctx.command, click.Group):
        yield say("help-command")
    yield say("help-some-options")
