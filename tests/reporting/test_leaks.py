"""A number that must not be shown is shown nowhere: not on the terminal, in JSON or in a report file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.site import SiteTest
from tests.reporting.dirty import SECRETS, dirty_site

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def dirty(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    site = dirty_site(tmp_path_factory.mktemp("dirty"))
    (site.content / "qingshi" / "hewan" / "village.yaml").replace(site.content / "hewan.yaml")
    assert site.run_inside("build", "--explain").code == 1
    (site.content / "hewan.yaml").replace(site.content / "qingshi" / "hewan" / "village.yaml")
    return site


def _hidden(text: str) -> list[str]:
    squeezed = re.sub(r"\s", "", text)
    return [secret for secret in SECRETS if secret in text or re.sub(r"\s", "", secret) in squeezed]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "command", [("check",), ("check", "--json"), ("build", "--only", "web", "--explain")], ids=" ".join
)
def test_no_command_says_it(command: tuple[str, ...], language: str, dirty: SiteTest) -> None:
    ran = dirty.run_inside(*command, "--lang", language)
    assert ran.code == 1, ran.said
    assert "****" in ran.out
    assert _hidden(ran.said) == []


def test_a_place_that_stops_everything_says_it_neither(dirty: SiteTest, tmp_path: Path) -> None:
    site = dirty_site(tmp_path)
    site.write("site.yaml", "标题: 13901385566\n网址: 身份证629901199003078517\n语言: 6222020200112233446\n")
    for words in ((), ("--json",), ("--lang", "en")):
        ran = site.run_inside("check", *words)
        assert ran.code == 2
        assert _hidden(ran.said) == []


def test_no_file_has_it(dirty: SiteTest) -> None:
    files = [path for path in dirty.output.rglob("*") if path.is_file()]
    assert {"problems.html", "problems.xlsx"} <= {path.name for path in files}
    assert [path for path in files if _hidden(_text(path)) or _hidden(path.name)] == []


def _text(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return data.decode("utf-8", "replace")


def test_neighbours_are_quoted_all_the_same(dirty: SiteTest) -> None:
    said = dirty.run_inside("check").out
    assert "| 审核日期: 62*************517" in said


def test_a_duty_phone_is_quoted_as_it_is(site: Callable[[str], SiteTest]) -> None:
    one = site("nearly-empty")
    one.write(
        "hexi/one/village.yaml", '名称: 一村\n行政区划代码: "629901101299"\n电话: {咨询电话: 13901385566}\n'
    )
    one.write(
        "hexi/one/matters/pump.md",
        "---\n标题: 水泵房值班公示\n咨询电话: 13901385566\n标题呢: 13901385566\n---\n",
    )
    assert "标题呢: 13901385566" in one.run_inside("check").out
