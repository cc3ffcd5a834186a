"""The page of a mistake: how much it matters, what is said of it in two languages, and examples."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from sunboard.plurals import in_number

_SECTION = re.compile(r"^## (中文|English|Wrong|Right)$\n", re.MULTILINE)
_HEAD = re.compile(r"^(severity|rule|formerly|leak|column): (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_LABELS = {
    "zh": {
        "名称": "name",
        "问题": "message",
        "办法": "hint",
        "表格里": "cell",
        "为什么": "why",
        "依据": "source",
    },
    "en": {
        "Name": "name",
        "Message": "message",
        "Hint": "hint",
        "Cell": "cell",
        "Why": "why",
        "Source": "source",
    },
}
_HEADINGS = {"zh": "中文", "en": "English"}
_MARK = re.compile(r"  # (?:error|warning|info): .*")
_PATHS = {
    "village": "village.yaml",
    "relatives": "private/亲属.csv",
    "deaths": "private/死亡.csv",
    "law": "law/本县.yaml",
}
_UNSHOWN = {"files", "numbers"}  # what a village has for an example to hold, and nobody would type


Detail = str | tuple[str, ...]
"""What a problem fills a sentence with: a text or several, or keys of a table of the page."""
Table = Mapping[str, Mapping[str, str]]
"""What a detail may be, and for each the phrases that `{names}` of the page stand for."""


class Severity(StrEnum):
    """How much a mistake matters: an error holds its record back."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class _Several:
    """Things that a sentence names one after another.

    Between them stands the sign of the language, or what the sentence has behind a colon: `{right:；}`.
    """

    texts: tuple[str, ...]
    between: str

    def __format__(self, between: str) -> str:
        return (between or self.between).join(self.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a page says in one language; `{names}` in message and hints are filled in from the problem."""

    language: str
    name: str  # what people call it; empty where it goes by its code alone
    message: str
    hint: str
    cell: str  # the hint for a cell of a table, where "add a line" would not help
    what: str  # the manual: what the mistake is, in one or more paragraphs
    why: str
    source: str
    tables: Mapping[str, Table]  # by the detail that they put into words

    @property
    def brief(self) -> str:
        """Return the first sentence of the manual, on one line."""
        line = " ".join(self.what.split("\n\n")[0].split("\n"))
        end = re.search(r"。|\.(?= )", line)
        return line[: end.end()] if end else line

    def fill(self, text: str, details: Mapping[str, Detail]) -> str:
        """Fill in a message or a hint: details stand as they are, or as what a table has for them."""
        between = "、" if self.language == "zh" else ", "
        said: dict[str, str | _Several] = {
            name: detail if isinstance(detail, str) else _Several(detail, between)
            for name, detail in details.items()
        }
        for name, table in self.tables.items():
            if name not in details:
                continue
            detail = details[name]
            rows = [table[key] for key in ((detail,) if isinstance(detail, str) else detail)]
            for column in next(iter(table.values())):
                texts = tuple(in_number(row[column], said).format(**said) for row in rows)
                said[column] = texts[0] if isinstance(detail, str) else _Several(texts, between)
        return in_number(text, said).format(**said)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced example: what its fence says of it, and its text."""

    info: Mapping[str, str]  # the words after the fence; what stands behind a = in them is the value
    text: str

    def is_for(self, language: str) -> bool:
        """Tell whether it is shown to readers of a language: most blocks are shown to all."""
        return language in self.info or not _HEADINGS.keys() & self.info.keys()

    @property
    def path(self) -> str:
        """Return where a file stands that is no record; of a record nothing."""
        if "kind" in self.info:
            return ""
        if "private" in self.info:
            return f"private/{self.info['private']}"
        return self.info.get("file", "") or next((_PATHS[sort] for sort in _PATHS if sort in self.info), "")

    def shown(self, head: str) -> str:
        """Return it as a manual shows it: below a head, without what nobody would type."""
        text = "" if {"hex", "size"} & self.info.keys() else self.text
        return f"{head}\n{textwrap.indent(text, '  ')}".rstrip("\n") if head else text


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart."""

    severity: Severity
    rule: str
    formerly: str
    leak: bool
    column: bool
    words: Mapping[str, Words]  # by language
    wrong: tuple[Block, ...]
    right: tuple[Block, ...]

    def example(self, language: str, kinds: Mapping[str, str]) -> str:
        """Return what is written right, as a manual shows it; `kinds` are what records are called by kind."""
        return _shown(self.right, language, kinds)

    def wrong_example(self, language: str, kinds: Mapping[str, str], mark: str) -> str:
        """Return what is written wrong, as a manual shows it, with a mark on the lines where it is found."""
        return _MARK.sub(f"  {mark}", _shown(self.wrong, language, kinds))


def _shown(blocks: Iterable[Block], language: str, kinds: Mapping[str, str]) -> str:
    """Show the blocks of an example; a record that is not alone is told from the others by its kind."""
    told = [block for block in blocks if block.is_for(language) and not _UNSHOWN & block.info.keys()]
    if len(told) == 1:
        return told[0].shown(told[0].path)
    named = (
        f"{kinds[block.info['kind']]} {block.info.get('file', '')}".rstrip()
        if "kind" in block.info
        else block.path
        for block in told
    )
    return "\n\n".join(block.shown(head) for block, head in zip(told, named, strict=True))


def all_codes() -> tuple[str, ...]:
    """Return the codes of all pages."""
    names = (entry.name for entry in files("sunboard.faults").iterdir())
    return tuple(sorted(name.removesuffix(".md") for name in names if re.fullmatch(r"[a-z].*\.md", name)))


@cache
def page_of(code: str) -> Page:
    """Read the page of a code; without one the code is a bug."""
    head, sections = _sections(code)
    return Page(
        severity=Severity(head["severity"]),
        rule=head.get("rule", ""),
        formerly=head.get("formerly", ""),
        leak=head.get("leak") == "yes",
        column=head.get("column") == "yes",
        words={
            language: _words(sections[name], language, _shared_tables(language))
            for language, name in _HEADINGS.items()
        },
        wrong=tuple(blocks_of(sections.get("Wrong", ""))),
        right=tuple(blocks_of(sections.get("Right", ""))),
    )


@cache
def _shared_tables(language: str) -> Mapping[str, Table]:
    """Return the tables that every page may use."""
    _, sections = _sections("_shared")
    return _words(sections[_HEADINGS[language]], language, {}).tables


def _sections(name: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Read a page; return its head and its sections."""
    top, *rest = _SECTION.split(files("sunboard.faults").joinpath(f"{name}.md").read_text("utf-8"))
    return dict(_HEAD.findall(top)), dict(zip(rest[::2], rest[1::2], strict=True))


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the fenced examples of a text."""
    for block in _BLOCK.finditer(text):
        words = (word.partition("=") for word in block["info"].split())
        yield Block({name: value for name, _, value in words}, block["text"].removesuffix("\n"))


def _words(section: str, language: str, shared: Mapping[str, Table]) -> Words:
    """Take apart what a page says in a language: tables, labelled paragraphs, and the others, the manual."""
    labels, colon, joint = _LABELS[language], *(("：", "") if language == "zh" else (": ", " "))
    found, manual, tables = dict.fromkeys(labels.values(), ""), [], dict(shared)
    for paragraph in section.strip("\n").split("\n\n"):
        label, _, text = paragraph.partition(colon)
        if paragraph.startswith("|"):
            name, table = _table(paragraph)
            tables[name] = table
        elif label in labels:
            found[labels[label]] = joint.join(text.split("\n"))
        else:
            manual.append(paragraph)
    return Words(language=language, **found, what="\n\n".join(manual), tables=tables)


def _table(paragraph: str) -> tuple[str, Table]:
    """Return the detail that a table puts into words, and the phrases by its keys and `{names}`."""
    heads, _, *rows = ([_cell(text) for text in line[1:-1].split("|")] for line in paragraph.split("\n"))
    return heads[0], {row[0]: dict(zip(heads[1:], row[1:], strict=True)) for row in rows}


def _cell(text: str) -> str:
    """Return what a cell says; between backticks white space counts."""
    bare = text.strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == "`" else bare
