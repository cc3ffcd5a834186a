"""Themes: folders of templates, styles and strings that extend one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sunboard.engines.yaml_texts import load_texts
from sunboard.model.plain import sha256

_PACKED = Path(__file__).with_name("themes")
BUILT_IN = _PACKED if _PACKED.is_dir() else Path(__file__).parents[2] / "themes"
"""The themes that come with the program: a wheel has them beside this module, a checkout at its top."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme laid over everything that it extends: paths to bytes, and the strings of one language."""

    name: str
    language: str
    files: Mapping[str, bytes]
    strings: Mapping[str, str]
    digest: str
    fonts: tuple[str, ...] = ()  # folders of fonts for paper and slides, beside the built-in one
    community: Mapping[str, str] = field(
        default_factory=dict
    )  # strings and labels where the place is no village but a community

    def text(self, path: str) -> str:
        """Return a file of the theme as text."""
        return self.files[path].decode()

    def for_community(self) -> Theme:
        """Return the theme as it speaks of a community (类型: 社区)."""
        return replace(self, strings={**self.strings, **self.community})


class ThemeMissing(Exception):
    """A theme that is named nowhere, with its name."""


class ThemeBroken(Exception):
    """A file of a theme that cannot be read, with its path."""


def load_theme(
    name: str, language: str, folders: tuple[Path, ...] = (BUILT_IN,), fonts: tuple[str, ...] = ()
) -> Theme:
    """Read a theme and those it extends from the folders that hold themes; earlier folders win.

    Raises ThemeMissing where no folder has it, ThemeBroken where one of its settings cannot be read.
    """
    chain: list[Path] = []
    wanted = name
    while wanted:
        home = next(
            (folder / wanted for folder in folders if (folder / wanted / "theme.yaml").is_file()), None
        )
        if home is None or home in chain:
            raise ThemeMissing(wanted)
        chain.append(home)
        about = _texts(home / "theme.yaml")
        wanted = about.get("extends", "")
    files: dict[str, bytes] = {}
    strings: dict[str, str] = {}
    community: dict[str, str] = {}
    for home in reversed(chain):
        for path in sorted(home.rglob("*")):
            if path.is_file():
                files[path.relative_to(home).as_posix()] = path.read_bytes()
        for kept, name in ((strings, language), (community, f"{language}.community")):
            spoken = home / "strings" / f"{name}.yaml"
            if spoken.is_file():
                kept.update(_texts(spoken))
    digest = sha256("".join(f"{path}\0{sha256(data)}\0" for path, data in sorted(files.items())).encode())
    return Theme(name, language, files, strings, digest, fonts, community)


def _texts(path: Path) -> dict[str, str]:
    try:
        return load_texts(path.read_text("utf-8"))
    except ValueError:
        raise ThemeBroken("/".join(path.parts[-4:])) from None
