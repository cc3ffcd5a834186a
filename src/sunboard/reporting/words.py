"""What the program says on the command line and in its reports; the sentences stand in `data/words/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sunboard.engines.yaml_texts import load_texts

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences in one language, by name."""

    texts: Mapping[str, str]

    def __call__(self, name: str, /, **details: object) -> str:
        """Return the sentence of a name, filled in; an unknown name is a bug."""
        return self.texts[name].format(**details)


@cache
def load_words(language: str) -> Words:
    """Read the sentences of a language."""
    return Words(
        load_texts(resources.files("sunboard").joinpath(f"data/words/{language}.yaml").read_text("utf-8"))
    )
