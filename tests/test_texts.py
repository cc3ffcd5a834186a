"""Everything said to people is said in both languages, and says the same."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from typing import Any, TypeGuard

import pytest
import yaml

from sunboard.duties.owed import Standing
from sunboard.faults import Fault, Severity, all_codes, fault
from sunboard.fields.declarations import keys_of
from sunboard.fields.part import Part
from sunboard.model.state import State
from sunboard.parts import load_parts
from sunboard.reporting.words import LANGUAGES, load_words
from sunboard.settings.packaged import load_packaged, packaged_files
from tests.helpers.site import ROOT

SOURCE = ROOT / "src" / "sunboard"
STRINGS = ROOT / "themes" / "default" / "strings"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _named() -> set[str]:
    """Return the code of every fault that a module of the package names."""
    sources = (path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    return {
        code
        for source in sources
        for code in re.findall(r'\b(?:fault|check|comparison)\(\s*"([a-z0-9-]+)"', source)
    }


FAULTS = [fault(code) for code in all_codes()]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _unlike(chinese: str, english: str) -> set[str]:
    """Return the placeholders of one text that the other lacks; `expected_en` is the English `expected`."""
    return {name.removesuffix("_en") for name in _placeholders(english)} ^ {
        name.removesuffix("_zh") for name in _placeholders(chinese)
    }


def test_every_fault_has_a_page_and_every_page_a_fault() -> None:
    assert len(FAULTS) > 20
    assert _named() == set(all_codes())
    assert not [code for code in all_codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)]


@pytest.mark.parametrize("fault", FAULTS, ids=all_codes())
def test_a_fault_speaks_both_languages(fault: Fault) -> None:
    zh, en = fault.words("zh"), fault.words("en")
    assert CHINESE.search(f"{zh.message}{zh.tables}")  # one may be made of the words of its cases
    assert en.message.strip()
    assert not CHINESE.search(re.sub(r"[“‘\"'`][^”’\"'`]*[”’\"'`]|[A-Za-z ]*[:：].*", "", en.message))
    for chinese, english in ((zh.message, en.message), (zh.hint, en.hint), (zh.cell, en.cell)):
        assert not _unlike(chinese, english)
        assert bool(chinese) == bool(english)
    assert zh.tables.keys() == en.tables.keys()
    for name, table in zh.tables.items():
        assert table.keys() == en.tables[name].keys(), name
        for key, row in table.items():
            assert row.keys() == en.tables[name][key].keys(), (name, key)


def _strings(language: str) -> dict[str, str]:
    loaded: dict[str, str] = yaml.load((STRINGS / f"{language}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return loaded


def _keys(language: str) -> Iterator[str]:
    for line in (STRINGS / f"{language}.yaml").read_text("utf-8").split("\n"):
        if line and not line.startswith(("#", " ")):
            yield line.partition(":")[0]


def test_the_theme_says_the_same_in_both_languages() -> None:
    zh, en = _strings("zh"), _strings("en")
    assert set(zh) ^ set(en) == set()
    unlike = {name: (zh[name], en[name]) for name in zh if _placeholders(zh[name]) != _placeholders(en[name])}
    assert unlike == {}


def _choices(part: type[Part], done: frozenset[type[Part]] = frozenset()) -> Iterator[str]:
    """Yield the words to choose from in the fields of a type and of what they hold."""
    for key in () if part in done else keys_of(part):
        forms = (key.form, key.form.item) if key.form.item else (key.form,)
        for form in forms:
            if form.sort == "choice":
                yield from form.words
            if isinstance(form.part, type):
                yield from _choices(form.part, done | {part})


def test_every_word_to_choose_from_is_told_in_english() -> None:
    asked = {word for kind in load_parts().kinds.values() for word in _choices(kind.fields)}
    never_shown = {
        *("草稿", "待审", "公开", "日历日", "工作日", "全体村民", "党内", "本组"),
        *("无", "遮名", "仅公开栏", "不遮", "遮中间", "只留姓", "只公布人数"),
    }
    told = _strings("en.words")
    assert {
        row.title for row in load_packaged(packaged_files(), {})[0].catalog.values()
    } - told.keys() == set()
    assert {word for word in asked - never_shown if CHINESE.search(word)} - told.keys() == set()
    assert not [word for word, text in told.items() if CHINESE.search(text)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_theme_says_nothing_twice_and_leaves_nothing_open(language: str) -> None:
    keys = list(_keys(language))
    assert sorted(keys) == sorted(set(keys))
    assert not [name for name, text in _strings(language).items() if not text]


def test_a_community_has_strings_that_a_village_has_and_no_village_in_them() -> None:
    zh, en = _strings("zh.community"), _strings("en.community")
    assert list(zh) == list(en)
    for language, own in (("zh", zh), ("en", en)):
        whole = _strings(language)
        assert {name: _placeholders(text) for name, text in own.items() if name in whole} == {
            name: _placeholders(whole[name]) for name in own if name in whole
        }
        assert [name for name in own if name not in whole and name.isascii()] == []
    told = " ".join(text.replace("农村", "") for text in zh.values())
    assert "村" not in told
    assert "illage" not in " ".join(en.values()).replace("{village}", "")


WORDS = {language: load_words(language).texts for language in LANGUAGES}
OF_STATES = {
    *(severity.value for severity in Severity),
    *(State.DRAFT, State.SCHEDULED, State.LEAK),
    *(f"{state}-{how}" for state in (State.HELD, State.WAITING) for how in ("new", "issued")),
    *(f"{what}-{standing}" for what in ("coverage-word", "due") for standing in Standing),
    *(f"money-{state}" for state in State if f"money-{state}" in WORDS["zh"]),
    *(f"written-{why}" for why in ("new", "data", "theme", "program", "today", "missing", "altered")),
}


def test_the_command_line_says_the_same_in_both_languages() -> None:
    zh, en = WORDS["zh"], WORDS["en"]
    assert list(zh) == list(en)
    unlike = {name: (zh[name], en[name]) for name in zh if _placeholders(zh[name]) != _placeholders(en[name])}
    assert unlike == {}


def test_no_sentence_of_the_command_line_is_left_over() -> None:
    """Every name stands in the code whole, or as `"stop-{name}"` and `"locked"`, but for those of states.

    What commands, options and values are called is told by `tests/test_usage.py`.
    """
    files = (
        SOURCE / "cli.py",
        SOURCE / "options.py",
        *SOURCE.glob("terminal/*"),
        SOURCE / "usage.py",
        *SOURCE.glob("commands/*"),
        *SOURCE.glob("publishing/*"),
        SOURCE / "reading" / "village_list.py",  # says by which word it cannot be read
        *SOURCE.glob("reporting/**/*"),
    )
    code = "".join(path.read_text("utf-8") for path in files if path.is_file() and path.suffix != ".pyc")

    def is_said(name: str) -> bool:
        cuts = [at + 1 for at, sign in enumerate(name) if sign == "-"]
        made = (f'"{name[:at]}{{' in code and f'"{name[at:]}"' in code for at in cuts)
        return f'"{name}"' in code or f"'{name}'" in code or f"words.{name}." in code or any(made)

    assert [
        name for name in WORDS["zh"] if not (name in OF_STATES or name.startswith("name-") or is_said(name))
    ] == []


def _prose(tree: ast.Module) -> Iterator[str]:
    """Yield the sentences for people: Chinese with its signs, and what is passed as help or a message.

    Not docstrings, the examples of fields, patterns, and what `raise` tells a programmer.
    """
    apart: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.keyword) and node.arg == "example"):
            apart |= {*ast.walk(node)}
        elif isinstance(node, ast.Expr):
            apart.add(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("re.compile", "regex"):
            apart |= {*ast.walk(node)}
        elif isinstance(node, ast.keyword) and node.arg in ("help", "message", "hint"):
            texts = (piece.value for piece in ast.walk(node.value) if _is_text(piece))
            yield from (text for text in texts if " " in text)
    for text in (node.value for node in ast.walk(tree) if _is_text(node) and node not in apart):
        if len(CHINESE.findall(text)) >= 8 and re.search("[，。；：！？]", text):
            yield text


def _is_text(node: ast.AST) -> TypeGuard[Any]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('say = "另一个程序正在用，等它结束再来。"', ["另一个程序正在用，等它结束再来。"]),
        ('click.option("--json", help="Print JSON.")', ["Print JSON."]),
        ('say = f"第 {line} 行写错了，请您看一看"', [" 行写错了，请您看一看"]),
        ('"""写在前面的，是给写程序的人看的。"""', []),
        ('plan = optional("四至", text, example="东至村道，南至水塘，西至赵家")', []),
        ('key = {"目录编码": "code", "公开日期": "publish_date"}', []),
        ('sign = re.compile("账号|卡号|一卡通|存折|银行卡：")', []),
    ],
)
def test_prose_is_told_from_keys_examples_and_patterns(code: str, found: list[str]) -> None:
    assert list(_prose(ast.parse(code))) == found


def test_no_sentence_for_people_stands_in_the_code() -> None:
    said = {path: [*_prose(ast.parse(path.read_text("utf-8")))] for path in SOURCE.rglob("*.py")}
    assert {str(path): found for path, found in said.items() if found} == {}
