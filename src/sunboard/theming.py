"""Themes: folders of templates, styles, colours and strings that extend one another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from string import Formatter

from sunboard.engines.yaml_texts import load_texts
from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Plain, sha256
from sunboard.typesetting.saying import Saying

_PACKED = Path(__file__).with_name("themes")
BUILT_IN = _PACKED if _PACKED.is_dir() else Path(__file__).parents[2] / "themes"
"""The themes that come with the program: a wheel has them beside this module, a checkout at its top."""

_TEXT = regex(r"(?s).*")
_COLOUR = regex(r"(?i)#(?:[0-9a-f]{3}){1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme laid over all that it extends: paths to bytes, colours, the strings of one language."""

    name: str
    language: str
    files: Mapping[str, bytes]
    strings: Mapping[str, str]
    colours: Mapping[str, str]
    digest: str  # of its files, its language and whom it speaks of
    fonts: tuple[str, ...] = ()  # folders of fonts for paper and slides, beside the built-in one
    fonts_digest: str = ""  # of what is in those folders
    community: Mapping[str, str] = field(default_factory=dict)  # what differs in `strings` for a community
    fingerprint: str = field(default="", init=False)  # of all that it gives to what is made with it

    def __post_init__(self) -> None:
        """Work out its fingerprint, for which every output asks."""
        parts = (self.name, self.language, self.digest, self.fonts_digest, *sorted(self.strings.items()))
        object.__setattr__(self, "fingerprint", sha256(repr(parts).encode()))

    @property
    def say(self) -> Saying:
        """Return the words of the theme, and how it writes dates and amounts."""
        return Saying(self.language, self.strings)

    def text(self, path: str) -> str:
        """Return a file of the theme as text."""
        return self.files[path].decode()

    def palette(self, use: str) -> dict[str, Plain]:
        """Return the colours of one use, such as `print`, by their names there."""
        start = f"{use}-"
        return {
            name.removeprefix(start): colour
            for name, colour in self.colours.items()
            if name.startswith(start)
        }

    def for_community(self) -> Theme:
        """Return the theme as it speaks of a community (类型: 社区)."""
        strings = {**self.strings, **self.community}
        return replace(self, strings=strings, digest=sha256(f"{self.digest} of a community".encode()))


class ThemeMissing(Exception):
    """A theme that is named nowhere, with its name."""


class ThemeBroken(Exception):
    """A file of a theme that cannot be read, with its path."""


def load_theme(
    name: str,
    language: str,
    folders: Sequence[Path] = (BUILT_IN,),
    fonts: tuple[str, ...] = (),
    below: Sequence[Path] = (),
) -> Theme:
    """Read a theme and those it extends from the folders that hold themes; earlier folders win.

    `below` are folders laid out like a theme that lie below every theme: what channels bring of their own.
    Raises ThemeMissing where no folder has it, ThemeBroken where one of its settings cannot be read.
    """
    homes = [*below, *_extended(name, folders)]
    files = {
        path.relative_to(home).as_posix(): path.read_bytes()
        for home in homes
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }
    listed = (f"{path}\0{sha256(data)}" for path, data in sorted(files.items()))
    return Theme(
        name=name,
        language=language,
        files=files,
        strings=_merged(homes, f"strings/{language}.words.yaml") | _merged(homes, f"strings/{language}.yaml"),
        colours=_merged(homes, "colours.yaml", _COLOUR),
        digest=sha256("\0".join((language, *listed)).encode()),
        fonts=fonts,
        community=_merged(homes, f"strings/{language}.community.yaml"),
    )


def _extended(name: str, folders: Sequence[Path]) -> list[Path]:
    """Return the folders of a theme and of those it extends, the lowest first."""
    homes: list[Path] = []
    while name:
        home = next((folder / name for folder in folders if (folder / name / "theme.yaml").is_file()), None)
        if home is None or home in homes:
            raise ThemeMissing(name)
        homes.insert(0, home)
        name = _texts(home / "theme.yaml").get("extends", "")
    return homes


def _merged(homes: Sequence[Path], path: str, valid: re.Pattern[str] = _TEXT) -> dict[str, str]:
    """Lay flat maps of texts over one another."""
    merged: dict[str, str] = {}
    for file in (home / path for home in homes):
        texts = _texts(file) if file.is_file() else {}
        over = merged.keys() & texts.keys()
        if not all(map(valid.fullmatch, texts.values())) or any(_asks(texts[it], merged[it]) for it in over):
            raise _broken(file)
        merged |= texts
    return merged


def _asks(text: str, below: str) -> bool:
    """Tell whether a string has a place to be filled in, such as `{count}`, that the one below it has not."""
    if "{" not in text and "}" not in text:
        return False
    try:
        wanted, known = ({name for _, name, _, _ in Formatter().parse(one)} for one in (text, below))
    except ValueError:  # a bracket without its other half
        return True
    return not wanted <= known | {None}


def _texts(path: Path) -> dict[str, str]:
    try:
        return load_texts(path.read_text("utf-8"))
    except ValueError:
        raise _broken(path) from None


def _broken(path: Path) -> ThemeBroken:
    return ThemeBroken("/".join(path.parts[-4:]))
