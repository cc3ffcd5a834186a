"""What the documents say is so: commands, options, settings and places are as told, and examples work."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import indent

import click
import pytest

from sunboard import VERSION_FLAGS
from sunboard.checks import privacy
from sunboard.cli import cli
from sunboard.commands.guide import Guide
from sunboard.fields.declarations import keys_of
from sunboard.fields.disclosure import Photo
from sunboard.fields.part import Part
from sunboard.parts import load_parts
from sunboard.settings.contacts import Contacts
from sunboard.settings.displays import BoardPlan, ScreenPlan
from sunboard.settings.law import LawEntry
from sunboard.settings.packaged import load_packaged, packaged_files
from sunboard.settings.places import NotOwed, NotPersonal, Site, Thresholds, Township, Village
from sunboard.settings.posts import Post
from sunboard.settings.publishing import Publishing, Target
from sunboard.settings.reference import Account, CatalogRow, Programme, Term, WorkingYear
from sunboard.usage import HELP_FLAGS
from tests.helpers.site import ROOT, SiteTest

README, SETTINGS, MANUAL = "README.md", "docs/zh/settings.md", "docs/zh/manual.md"
CATALOG = "docs/zh/catalog.md"
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
)
_PASSAGE = re.compile(r"^```\w+ from=(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@cache
def _text(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


@cache
def _code(document: str) -> str:
    """Return what a document sets as code."""
    return "\n".join(_spans(document))


def _spans(document: str) -> Iterator[str]:
    text = _text(document)
    yield from re.findall(r"`([^`\n]+)`", text)
    yield from re.findall(r"^ {4}(.+)$", text, re.MULTILINE)


def _says(words: str, document: str) -> bool:
    """Tell whether a document names something as code, and not as part of a longer word."""
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", _code(document)) is not None


def _commands(group: click.Group = cli, path: str = "sunboard") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(_commands())
OPTIONS = sorted(
    {
        option
        for command in (cli, *COMMANDS.values())
        for given in command.params
        if isinstance(given, click.Option)
        for option in given.opts
    }
)
PARTS: tuple[type[Part], ...] = (
    Site,
    Township,
    Village,
    Contacts,
    Thresholds,
    NotOwed,
    NotPersonal,
    Post,
    BoardPlan,
    ScreenPlan,
    Photo,
    CatalogRow,
    Term,
    Account,
    Programme,
    WorkingYear,
    LawEntry,
    Publishing,
    Target,
)


def test_the_readme_names_every_command_and_option_and_no_other() -> None:
    assert [word for word in (*COMMANDS, *OPTIONS) if not _says(word, README)] == []
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "\n".join(_spans(README))))
    assert named <= {*OPTIONS, "--help", "--version"}


def test_the_kinds_that_the_readme_tells_of_have_these_folders() -> None:
    kinds = load_parts().kinds
    table = re.search(r"^\| kind \| folders .*\n\|.*\n((?:\|.*\n)+)", _text(README), re.MULTILINE)
    assert table
    for row in table[1].splitlines():
        _, kind, folders, *_ = row.split("|")
        assert re.findall("`(.+?)`", folders) == list(kinds[kind.split("`")[1]].folders)


@pytest.mark.parametrize("document", [MANUAL, CATALOG, SETTINGS, README])
def test_commands_that_are_shown_can_be_typed(document: str) -> None:
    """Every command and option that is typed exists, by whichever of its names."""
    shown = re.findall(r"(?:sunboard|python3? build\.py) (\S[^`\n]*)", _code(document))
    shown = [line for line in shown if not line.startswith(("test", "WORDS", "  "))]
    assert shown or document == SETTINGS
    for line in shown:
        command: click.Command = cli
        for word in line.split():
            if isinstance(command, click.Group) and not word.startswith("-"):
                command = command.resolve_command(click.Context(command), [word])[1] or command
            elif word.startswith("--"):
                flags = {flag for one in command.params if isinstance(one, click.Option) for flag in one.opts}
                assert word.partition("=")[0] in {*flags, *HELP_FLAGS, *VERSION_FLAGS}, line
        assert command is not cli or line.startswith("-"), line


def test_the_channels_that_the_readme_names_exist() -> None:
    named = re.search(r"`--only ([a-z,]+)`", _text(README))
    assert named
    assert set(named[1].split(",")) <= {*load_parts().channels}


def test_the_families_of_checks_that_the_readme_names_exist() -> None:
    modules = (inspect.getmodule(check.find) or privacy for check in load_parts().checks)
    families = {module.__name__.rpartition(".")[2] for module in modules}
    table = _text(README).partition("## What is checked")[2].partition("\n## ")[0]
    named = re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| (`[^|]+)\|", table, re.MULTILINE)))
    assert len(named) > 8
    assert set(named) <= families


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_settings_page_has_the_table_that_the_declarations_make(part: type[Part]) -> None:
    sections = re.split(r"^#+ ", _text(SETTINGS), flags=re.MULTILINE)
    section = next(section for section in sections if f"（{part.__name__}）" in section.split("\n")[0])
    assert re.findall(r"^\| `.*", section, re.MULTILINE) == list(_rows(part))


def _rows(part: type[Part]) -> Iterator[str]:
    guide = Guide("zh")
    for key in keys_of(part):
        names = "、".join(f"`{name}`" for name in (key.zh, *key.aliases) if not name.isascii())
        needed = "必填。" if key.required else ""
        yield f"| {names} | `{key.en}` | {needed}{guide.told(part, key)} |"


def test_the_page_of_the_catalogue_has_every_row_and_no_other() -> None:
    catalog = load_packaged(packaged_files(), {})[0].catalog
    told = re.findall(r"^\| `([A-Z]{2}[0-9]{2})` \|(.*)\|$", _text(CATALOG), re.MULTILINE)
    assert [(code, [cell.strip() for cell in cells.split("|")]) for code, cells in told] == [
        (row.code, [row.title, "、".join(row.aliases), row.content, row.frequency, row.notice or "—"])
        for row in catalog.values()
    ]
    sections = re.split(r"^## ", _text(CATALOG), flags=re.MULTILINE)[1:]
    assert [
        (section.split("\n")[0], re.findall(r"^\| `(..)", section, re.MULTILINE)[0]) for section in sections
    ] == [*dict.fromkeys((row.category, row.code[:2]) for row in catalog.values())]


@pytest.mark.parametrize("document", [document for document in DOCUMENTS if "zh/" in document])
def test_codes_named_in_chinese_documents_exist(document: str) -> None:
    from sunboard.commands.explain import all_faults

    named = {
        code for code in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", _text(document)) if not code.startswith("--")
    }
    assert named <= set(all_faults())


def test_links_lead_somewhere() -> None:
    links = [
        (document, link)
        for document in DOCUMENTS
        for link in re.findall(r"\]\((?!https?:)([^)#\s]+)", _text(document))
    ]
    assert links
    assert [one for one in links if not ((ROOT / one[0]).parent / one[1]).resolve().exists()] == []


@pytest.mark.parametrize(
    "document", ["docs/architecture.md", "docs/theme.md", "docs/extending.md", "CONTRIBUTING.md", README]
)
def test_source_files_that_are_named_exist(document: str) -> None:
    """Paths in code that end in a known extension stand in the project, src/sunboard or the theme."""
    homes = (ROOT, ROOT / "src/sunboard", ROOT / "themes/default")
    made = set(re.findall(r"(?:file|append)=(\S+)", _text("docs/extending.md")))
    named = {
        path
        for path in re.findall(r"`([\w/.-]+\.(?:py|html|typ|js|css))`", _text(document))
        if "/" in path and not path.startswith("output/")
    }
    assert [path for path in sorted(named - made) if not any((home / path).exists() for home in homes)] == []


def test_the_passages_of_the_contributing_guide_stand_in_the_source() -> None:
    passages = _PASSAGE.findall(_text("CONTRIBUTING.md"))
    assert len(passages) == 3
    assert [path for path, passage in passages if passage not in (ROOT / path).read_text("utf-8")] == []


def _examples(document: str) -> dict[str, str]:
    return dict(_FILE.findall(_text(document)))


def _written(document: str, home: Path) -> SiteTest:
    """Write the files that a document shows."""
    site = SiteTest(home / "content", home / "output")
    for path, text in _examples(document).items():
        site.write(path, text)
    return site


def test_the_clerks_manual_can_be_copied(tmp_path: Path) -> None:
    site = _written(MANUAL, tmp_path)
    ran = site.run_inside("build", "--today", "2026-03-10")
    assert ran.code == 0, ran.said
    assert "没有发现问题" in ran.out
    manifest = site.manifest("liuwan")
    assert [record["state"] for record in manifest["records"]] == ["current", "notice", "current"]
    assert [board["board"] for board in manifest["boards"]] == ["main"]
    assert [screen["screen"] for screen in manifest["screens"]] == ["hall"]


def test_the_message_that_the_manual_shows_is_said(tmp_path: Path) -> None:
    site = _written(MANUAL, tmp_path)
    site.edit("qingshi/liuwan/事项/路灯维修.md", "公开日期: 2026-03-06", "公开日期: 3月6号")
    shown = re.search(r"^    qingshi/liuwan/事项/路灯维修.md\n(?:    .+\n)+", _text(MANUAL), re.MULTILINE)
    assert shown
    assert (
        indent(inspect.cleandoc("\n" + shown[0]), "  ")
        in site.run_inside("check", "--today", "2026-03-10").out
    )


def test_the_layers_are_those_of_the_linter() -> None:
    linter = tomllib.loads(_text("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["layers"]
    section = _text("docs/architecture.md").partition("## Layers")[2].partition("\n## ")[0]
    rows = [set(re.findall("`([^`]+)`", row)) for row in re.findall(r"^\| (`[^|]+)\|", section, re.MULTILINE)]
    named = [set(layer.split(" | ")) for layer in linter]
    assert set().union(*rows) == set().union(*named)
    order = [
        next(at for at, row in enumerate(rows) if name in row) for layer in named for name in sorted(layer)
    ]
    assert order == sorted(order)


def test_the_examples_of_settings_can_be_copied(tmp_path: Path) -> None:
    site = _written(SETTINGS, tmp_path)
    assert len(_examples(SETTINGS)) == 10
    ran = site.run_inside("check")
    assert ran.code == 0, ran.said
    assert [problem["code"] for problem in site.run_inside("check", "--json").json()["problems"]] == [
        "address-unreachable"
    ]


def test_the_record_of_the_readme_can_be_copied(tmp_path: Path) -> None:
    site = _written(MANUAL, tmp_path)
    record = next(
        text for text in re.findall(r"^```markdown\n(.*?)^```$", _text(README), re.DOTALL | re.MULTILINE)
    )
    site.write("qingshi/liuwan/事项/路灯维修.md", record)
    ran = site.run_inside("check", "--today", "2026-03-10")
    assert ran.code == 0, ran.said
    assert "没有发现问题" in ran.out


def test_documents_name_no_machine() -> None:
    for document in DOCUMENTS:
        assert not re.search(r"/work/|/home/|/tmp/|C:\\\\Users", _text(document)), document
