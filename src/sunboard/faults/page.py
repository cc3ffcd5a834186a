"""The page of a mistake: how much it matters, what is said of it in two languages, and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

_SECTION = re.compile(r"^## (中文|English|Wrong|Right)$\n", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)\n```$", re.DOTALL | re.MULTILINE)
_LABELS = {
    "zh": {"问题": "message", "办法": "hint", "表格里": "cell", "为什么": "why", "依据": "source"},
    "en": {"Message": "message", "Hint": "hint", "Cell": "cell", "Why": "why", "Source": "source"},
}
_HEADINGS = {"zh": "中文", "en": "English"}


class Severity(StrEnum):
    """How much a mistake matters: an error holds its record back."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a page says in one language; `{names}` in message and hints are filled in from the problem."""

    message: str
    hint: str
    cell: str = ""  # the hint for a cell of a table, where "add a line" would not help
    what: str  # the manual: what the mistake is, in one or more paragraphs
    why: str
    source: str

    @property
    def brief(self) -> str:
        """Return the first sentence of the manual, on one line."""
        line = " ".join(self.what.split("\n\n")[0].split("\n"))
        end = re.search(r"。|\.(?= )", line)
        return line[: end.end()] if end else line


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced example: the words after its fence, and its text."""

    info: str
    text: str

    @property
    def language(self) -> str:
        """Return the language whose readers it is for, or nothing where it is for all."""
        return next((word for word in self.info.split() if word in _HEADINGS), "")


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart."""

    severity: Severity
    rule: str
    leak: bool
    words: Mapping[str, Words]  # by language
    wrong: tuple[Block, ...]
    right: tuple[Block, ...]

    def example(self, language: str) -> str:
        """Return what is written right, as a manual shows it."""
        return "\n\n".join(block.text for block in self.right if block.language in ("", language))


def all_codes() -> tuple[str, ...]:
    """Return the codes of all pages."""
    names = (entry.name for entry in files("sunboard.faults").iterdir())
    return tuple(
        sorted(name.removesuffix(".md") for name in names if name.endswith(".md") and name != "README.md")
    )


@cache
def page_of(code: str) -> Page:
    """Read the page of a code; without one the code is a bug."""
    return parse(files("sunboard.faults").joinpath(f"{code}.md").read_text("utf-8"))


def parse(text: str) -> Page:
    """Take a page apart."""
    top, *rest = _SECTION.split(text)
    head = dict(line.split(": ", 1) for line in top.strip("-\n").splitlines())
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    return Page(
        severity=Severity(head["severity"]),
        rule=head.get("rule", ""),
        leak=head.get("leak") == "yes",
        words={
            language: Words(**_labelled(sections[name], language)) for language, name in _HEADINGS.items()
        },
        wrong=tuple(_blocks(sections.get("Wrong", ""))),
        right=tuple(_blocks(sections.get("Right", ""))),
    )


def _blocks(section: str) -> Iterator[Block]:
    for block in _BLOCK.finditer(section):
        yield Block(block["info"], block["text"])


def _labelled(section: str, language: str) -> Mapping[str, str]:
    """Return the paragraphs of a section by their labels; those without one tell what the mistake is."""
    labels, colon, joint = _LABELS[language], *(("：", "") if language == "zh" else (": ", " "))
    found: dict[str, str] = {}
    for paragraph in section.strip("\n").split("\n\n"):
        label, _, text = paragraph.partition(colon)
        name = labels.get(label, "what")
        if name == "what":
            found[name] = f"{found[name]}\n\n{paragraph}" if name in found else paragraph
        else:
            found[name] = joint.join(text.split("\n"))
    return found
