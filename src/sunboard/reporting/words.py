"""What the program says on the command line and in its reports; the sentences stand in `data/words/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from sunboard.engines.yaml_texts import load_texts
from sunboard.lazy import dataclass
from sunboard.plurals import in_number

LANGUAGES = ("zh", "en")
PROGRAM = "sunboard"
CALLED = "SUNBOARD_CALLED"
"""The variable of the environment that tells what a person has to type in place of `sunboard`."""


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences in one language, by name."""

    texts: Mapping[str, str]
    language: str

    def __call__(self, name: str, /, **details: object) -> str:
        """Return the sentence of a name, filled in; an unknown name is a bug."""
        return in_number(self.texts[name], details).format(**details)


@cache
def load_words(language: str) -> Words:
    """Read the sentences of a language."""
    return Words(
        load_texts(resources.files("sunboard").joinpath(f"data/words/{language}.yaml").read_text("utf-8")),
        language,
    )


@cache
def names_of(words: str) -> tuple[str, ...]:
    """Return the names by which a command, option or value may be called, the English one first."""
    chinese, english = (load_words(language)(f"name-{words}") for language in LANGUAGES)
    return tuple(dict.fromkeys((english, *chinese.split("、"))))


def as_called(text: str, program: str) -> str:
    """Return a text in which every command stands behind what a person has to type in place of `sunboard`."""
    return text if program == PROGRAM else _command().sub(lambda found: program, text)


@cache
def _command() -> re.Pattern[str]:
    """Return what finds the program's name before a command; a colon ends what tells where a rule is from."""
    texts = load_words(LANGUAGES[0]).texts
    named = [name.removeprefix("name-") for name in texts if name.startswith("name-")]
    commands = "|".join(name for words in named if f"help-{words}" in texts for name in names_of(words))
    return re.compile(rf"(?<![\w./-]){PROGRAM}(?= (?:{commands})(?![\w：-]))")
