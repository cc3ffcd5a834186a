"""What can be said to commands: their options, and the words that these take."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import wraps
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import click

from sunboard.lazy import dataclass
from sunboard.reporting.words import LANGUAGES, load_words, names_of
from sunboard.usage import Misused, SpokenOption

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
    """Read a day as records have it, first in the form that needs no reader."""
    if value is None:
        return None
    with suppress(ValueError):
        return date.fromisoformat(value)
    from sunboard.fields.written import parse_day

    with suppress(ValueError):
        if day := parse_day(value):
            return day
    raise Misused("day", context, word=value)


_CHANNEL_NAME = "name-channel-"


def channel_names() -> tuple[str, ...]:
    """Return the names of all channels."""
    from sunboard.parts import load_parts

    return tuple(load_parts().channels)


def _channel_folders() -> frozenset[str]:
    import sunboard.channels

    return frozenset(module.name for module in iter_modules(sunboard.channels.__path__))


def some_channels(context: click.Context, parameter: click.Parameter, value: str | None) -> frozenset[str]:
    """Take the names of some channels, or what they are called."""
    words = (word for word in load_words(LANGUAGES[0]).texts if word.startswith(_CHANNEL_NAME))
    channels = [word.removeprefix(_CHANNEL_NAME) for word in words]
    called = {name: one for one in channels for name in names_of(f"channel-{one}")}
    typed = frozenset(re.split("[,，、 ]+", value)) - {""} if value else frozenset[str]()
    names = frozenset(called.get(name, name) for name in typed)
    if names <= _channel_folders():
        return names  # without a look at what they hold, so that a build with nothing to do starts at once
    if unknown := sorted(names.difference(channel_names())):
        say = load_words(context.find_root().obj or LANGUAGES[0])
        known = (
            say(f"{_CHANNEL_NAME}{one}").split("、")[0] if one in channels else one for one in channel_names()
        )
        raise Misused("one-of", context, word="、".join(unknown), words="、".join(known))
    return names


def one_of(words: str, *values: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """Return what takes one of a few values, by any of its names."""

    def chosen(context: click.Context, parameter: click.Parameter, value: str) -> str:
        for one in values:
            if value in names_of(f"{words}-{one}"):
                return one
        say = load_words(context.find_root().obj or LANGUAGES[0])
        known = "、".join(say(f"name-{words}-{one}") for one in values)
        raise Misused("one-of", context, word=value, words=known)

    return chosen


def a_count(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Take a number of processes."""
    if value is not None and not re.fullmatch("[1-9]|[1-5][0-9]|6[0-4]", value):
        raise Misused("jobs", context, word=value)
    return int(value) if value else None


def a_cluster(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Take the address of a cluster, or a number of processes to start here."""
    if value and not re.fullmatch(r"(?:tcp|tls|ucx|wss?)://\S+|[1-9]|[1-5][0-9]|6[0-4]", value):
        raise Misused("cluster", context, word=value)
    return value


def a_port(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """Take a port of this computer."""
    if value is not None and not (value.isdecimal() and 1 <= int(value) <= 65535):
        raise Misused("port", context, word=value)
    return int(value) if value else None


def a_file(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    """Take what may be a file."""
    if Path(value).is_dir():
        raise Misused("no-file", context, word=value)
    return Path(value)


def a_folder(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    """Take what may be a folder."""
    if Path(value).is_file():
        raise Misused("no-folder", context, word=value)
    return Path(value)


def a_folder_there(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    """Take a folder that is there."""
    if not Path(value).is_dir():
        raise Misused("no-folder", context, word=value)
    return Path(value)


def folders_there(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[Path, ...]:
    """Take folders that are there."""
    return tuple(a_folder_there(context, parameter, value) for value in values)


def option(words: str, name: str, *short: str, **settings: Any) -> Callable[[Command], Command]:
    """Return an option of two names with its help; `name` is that of the names, and of what it becomes."""
    flags = (*short, *(f"--{one}" for one in names_of(f"option-{name}")))
    return click.option(name, *flags, cls=SpokenOption, words=words, **settings)


def folder_option(words: str, name: str, short: str, default: str) -> Callable[[Command], Command]:
    """Return an option that takes a folder."""
    return option(words, name, short, value="folder", callback=a_folder, default=default, show_default=True)


def a_language(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """Take a language by any of its names; else the one that was asked for before the command."""
    if value is not None:
        return one_of("language", *LANGUAGES)(context, parameter, value)
    return context.find_root().obj or LANGUAGES[0]


language_option = option("language", "language", value="language", callback=a_language)
today_option = option("today", "today", callback=_day, value="day")


def common_options(command: Command) -> Command:
    """Give a command the options that most commands have; they come as one `Common`."""

    @wraps(command)
    def called(
        content: Path, output: Path, today: date | None, language: str, json: bool, **own: Any
    ) -> None:
        command(Common(content, output, today, language, json), **own)

    taking: Command = called
    for given in (
        option("json", "json", is_flag=True),
        language_option,
        today_option,
        folder_option("output", "output", "-o", default="output"),
        folder_option("content", "content", "-c", default="content"),
    ):
        taking = given(taking)
    return taking
