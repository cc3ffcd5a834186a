"""Everything said to people is said in both languages, and says the same."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from collections.abc import Iterator

import pytest
import yaml

import sunboard
from sunboard.contracts import Check
from sunboard.faults import Fault, all_codes, fault
from tests.helpers.site import ROOT

STRINGS = ROOT / "themes" / "default" / "strings"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _declared() -> set[str]:
    """Return the code of every fault that a module of the package declares."""
    modules = [info.name for info in pkgutil.walk_packages(sunboard.__path__, "sunboard.")]
    values = [
        value
        for name in modules
        if not name.endswith("__main__")
        for value in vars(importlib.import_module(name)).values()
    ]
    faults = [value.fault if isinstance(value, Check) else value for value in values]
    return {fault.code for fault in faults if isinstance(fault, Fault)}


FAULTS = [fault(code) for code in all_codes()]


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _unlike(chinese: str, english: str) -> set[str]:
    """Return the placeholders that one text has and the other has not; `expected_en` is the English `expected`."""
    return {name.removesuffix("_en") for name in _placeholders(english)} ^ {
        name.removesuffix("_zh") for name in _placeholders(chinese)
    }


def test_every_fault_has_a_page_and_every_page_a_fault() -> None:
    assert len(FAULTS) > 20
    assert _declared() == set(all_codes())
    assert not [code for code in all_codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)]


@pytest.mark.parametrize("fault", FAULTS, ids=all_codes())
def test_a_fault_speaks_both_languages(fault: Fault) -> None:
    zh, en = fault.words("zh"), fault.words("en")
    assert CHINESE.search(zh.message)
    assert en.message.strip()
    assert not CHINESE.search(re.sub(r"[“‘\"'`][^”’\"'`]*[”’\"'`]|[A-Za-z ]*[:：].*", "", en.message))
    for chinese, english in ((zh.message, en.message), (zh.hint, en.hint), (zh.cell, en.cell)):
        assert not _unlike(chinese, english)
        assert bool(chinese) == bool(english)


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
