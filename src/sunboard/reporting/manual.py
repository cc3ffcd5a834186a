"""A fault's manual page taken apart: what it is, why it matters, where the rule comes from, and how it is written right."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from sunboard.model.problem import Fault

_WHY = {"zh": "为什么：", "en": "Why: "}
_SOURCE = {"zh": "依据：", "en": "Source: "}


@dataclass(frozen=True, slots=True)
class Manual:
    """The four parts of a page; `what` may have several paragraphs, `example` is as a person would write it."""

    what: str
    why: str
    source: str
    example: str


def manual_of(fault: Fault, language: str) -> Manual:
    """Take a fault's page apart: paragraphs that begin with 为什么：, 依据： (Why:, Source:), the indented example, and the rest."""
    paragraphs = list(_paragraphs(fault.page(language)))
    why = [_after(text, _WHY[language]) for text in paragraphs if text.startswith(_WHY[language])]
    source = [_after(text, _SOURCE[language]) for text in paragraphs if text.startswith(_SOURCE[language])]
    example = [textwrap.dedent(text) for text in paragraphs if text.startswith("    ")]
    what = [text for text in paragraphs if not text.startswith((_WHY[language], _SOURCE[language], "    "))]
    return Manual("\n\n".join(what), "\n".join(why), "\n".join(source), "\n\n".join(example))


def first_sentence(text: str) -> str:
    """Return the first sentence of what a page says, on one line."""
    line = " ".join(text.split("\n\n")[0].split("\n"))
    ends = [at + 1 for at, sign in enumerate(line) if sign == "。" or line[at : at + 2] == ". "]
    return line[: ends[0]] if ends else line


def _after(text: str, label: str) -> str:
    return (
        " ".join(text.removeprefix(label).split())
        if label.endswith(" ")
        else "".join(text.removeprefix(label).split("\n"))
    )


def _paragraphs(page: str) -> Iterator[str]:
    """Yield paragraphs; an example is one with its empty lines."""
    example: list[str] = []
    for text in page.strip("\n").split("\n\n"):
        if text.startswith("    "):
            example.append(text)
            continue
        if example:
            yield "\n\n".join(example)
            example = []
        yield text
    if example:
        yield "\n\n".join(example)
