"""`docs/extending.md` is true: what it adds works, and adding it touches only the files that it names."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.site import ROOT, SiteTest, differences
from tests.helpers.tools import VNU

GUIDE = ROOT / "docs" / "extending.md"
_BLOCK = re.compile(
    r"^(?P<fence>`{3,})\w+ (?P<how>file|append)=(?P<path>\S+)\n(?P<text>.*?)^(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)
_TOUCHED = re.compile(r"^Touched: (.*)$", re.MULTILINE)

GATE = (
    ("-m", "pytest", "-q", "--ignore=tests/test_extending.py", "-p", "no:cacheprovider"),
    ("-m", "ruff", "check"),
    ("-m", "ruff", "format", "--check"),
    ("-m", "mypy", "--strict", f"--cache-dir={ROOT / '.mypy_cache'}", "src"),
    ("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"),
)
"""What `.ci/run` does, but for this test itself.

What mypy learns of the modules here and there is kept for both.
SUNBOARD_FEW looks at one built site, and not at what is marked `once`.
"""

NOT_SOURCE = shutil.ignore_patterns(
    ".git", ".venv", "output", "gallery", "__pycache__", ".*_cache", ".hypothesis"
)

SITE = {
    "site.yaml": "标题: 云溪县村务公开\n网址: https://yx.example.com\n样例: 是\n今天: 2026-04-20\n",
    "qingshi/township.yaml": "名称: 青石镇\n联系方式: {监督电话: 0900-8880110}\n",
    "qingshi/liuwan/village.yaml": "名称: 柳湾村\n行政区划代码: '629901101201'\n",
    "qingshi/liuwan/农具/农具.md": """---
标题: 柳湾村可借的农具
借还时间: 每天上午8点到10点
保管员: 赵明远
开始借用: 2026-03-01
公开日期: 2026-03-06
大白话: 柳湾村可借的农具。
清单:
  - {农具: 喷雾器, 放在哪里: 村部后院}
  - {农具: 抽水泵, 放在哪里: 3组晒场仓库}
---
""",
}


@dataclass(frozen=True)
class Extended:
    """A copy of the project's source with the guide's files in it, and a village built with it."""

    home: Path
    site: SiteTest

    def run(self, *words: str, code: int = 0) -> str:
        """Run the command line of the copy; return what it says."""
        ran = _run(self.home, "-m", "sunboard", *words)
        assert ran.returncode == code, ran.stdout + ran.stderr
        return ran.stdout

    def of(self, command: str, *words: str, code: int = 0) -> str:
        """Run a command on the village."""
        return self.run(*self.site.arguments(command, *words), code=code)


def _run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    around = {
        **os.environ,
        "PYTHONPATH": f"{home / 'src'}{os.pathsep}{home}",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SUNBOARD_FEW": "1",
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=home,
        env=around,
        capture_output=True,
        encoding="utf-8",
        timeout=3600,
        check=False,
    )


def _blocks(text: str) -> Iterator[tuple[str, str, str]]:
    for block in _BLOCK.finditer(text):
        yield block["how"], block["path"], block["text"]


def _install(home: Path) -> None:
    for how, path, text in _blocks(GUIDE.read_text("utf-8")):
        target = home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        assert target.is_file() is (how == "append"), f"the guide says {how} of {path}"
        with target.open("a" if how == "append" else "x", encoding="utf-8") as file:
            file.write(text)


def _write_site(home: Path) -> SiteTest:
    site = SiteTest(home / "content", home / "output")
    for path, text in SITE.items():
        site.write(path, text)
    return site


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Extended:
    home = tmp_path_factory.mktemp("extended")
    shutil.copytree(ROOT, home, ignore=NOT_SOURCE, dirs_exist_ok=True)
    if VNU.is_file():  # the HTML checker is fetched once
        (home / VNU.relative_to(ROOT)).parent.mkdir(parents=True)
        (home / VNU.relative_to(ROOT)).symlink_to(VNU)
    _install(home)
    made = Extended(home, _write_site(tmp_path_factory.mktemp("village")))
    made.of("build")
    return made


def _entry(extended: Extended, section: str) -> Mapping[str, Any]:
    entries = extended.site.manifest("liuwan")[section]
    assert len(entries) == 1
    found: Mapping[str, Any] = entries[0]
    return found


def test_the_guide_names_every_file_that_it_touches() -> None:
    sections = re.split(
        r"\n## (?=A |Look)", GUIDE.read_text("utf-8")
    )  # the case file has headings of its own
    adding = [section for section in sections if _TOUCHED.search(section)]
    assert [section.split("\n")[0] for section in adding] == ["A kind", "A check", "A channel"]
    for section in sections:
        named = {path for line in _TOUCHED.findall(section) for path in re.findall("`([^`]+)`", line)}
        assert {path for _, path, _ in _blocks(section)} == named


def test_only_the_named_files_differ(extended: Extended) -> None:
    def files(home: Path) -> dict[str, str]:
        return {
            path.relative_to(home).as_posix(): path.read_bytes().hex()
            for folder in ("src", "tests", "themes", "docs")
            for path in (home / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    named = sorted({path for _, path, _ in _blocks(GUIDE.read_text("utf-8"))})
    assert differences(files(ROOT), files(extended.home)) == named


def test_the_kind_gets_a_number_a_page_and_a_sheet(extended: Extended) -> None:
    record = _entry(extended, "records")
    assert (record["kind"], record["number"], record["edition"], record["state"]) == (
        "tools",
        "2026-0001",
        1,
        "current",
    )
    page = (extended.site.output / record["page"]).read_text("utf-8")
    for words in (
        "柳湾村可借的农具",
        "借还时间",
        "每天上午8点到10点",
        "开始借用",
        "抽水泵",
        "3组晒场仓库",
    ):
        assert words in page
    sheet = _entry(extended, "sheets")
    assert sheet["number"] == record["number"]
    assert (extended.site.output / sheet["file"]).read_bytes().startswith(b"%PDF")
    assert (extended.site.content / "qingshi/liuwan/register/2026-0001.1.json").is_file()


def test_new_writes_a_template_of_the_kind(extended: Extended) -> None:
    extended.of("new", "农具", "柳湾村", "水泵")
    target = next((extended.site.content / "qingshi/liuwan/农具").glob("*水泵.md"))
    assert "\n借还时间:" in target.read_text("utf-8")
    target.unlink()


@pytest.mark.parametrize(
    ("language", "message", "page"),
    [("zh", "大白话只是把标题又说了一遍", "等于没看"), ("en", "only repeats the title", "learn nothing")],
)
def test_the_check_speaks_both_languages(language: str, message: str, page: str, extended: Extended) -> None:
    found = [
        problem
        for problem in json.loads(extended.of("check", "--json", "--lang", language))["problems"]
        if problem["severity"] != "info"
    ]
    assert [(problem["code"], problem["severity"], problem["line"]) for problem in found] == [
        ("summary-repeats-title", "warning", 7)
    ]
    assert message in found[0]["message"]
    assert page in extended.run("explain", "summary-repeats-title", "--lang", language)


def test_the_person_of_the_kind_is_named_to_no_feed_and_no_search_engine(extended: Extended) -> None:
    told = [
        path.relative_to(extended.site.output).as_posix()
        for path in (extended.site.output / "site").rglob("*")
        if path.suffix in {".xml", ".txt"} and "赵明远" in path.read_text("utf-8")
    ]
    assert told == []
    page = (extended.site.output / _entry(extended, "records")["page"]).read_text("utf-8")
    assert "赵明远" in page
    assert not re.search(r"<script[^>]*ld\+json[^>]*>[^<]*赵明远", page)


def test_a_message_of_the_kind_asks_by_its_own_key_and_leaves_open_what_its_writer_knows(
    extended: Extended,
) -> None:
    path = "qingshi/liuwan/农具/农具.md"
    written = (extended.site.content / path).read_text("utf-8")
    extended.site.edit(path, "借还时间: 每天上午8点到10点\n", "")
    assert "借还时间: …" in extended.of("check", code=1)
    extended.site.write(path, written)


def test_the_channel_is_in_the_manifest(extended: Extended) -> None:
    text = _entry(extended, "texts")
    assert text == {"number": "2026-0001", "file": "plaintext/liuwan/2026-0001.txt"}
    output = next(
        output for output in extended.site.manifest("liuwan")["outputs"] if output["path"] == text["file"]
    )
    assert output["channel"] == "plaintext"
    said = (extended.site.output / text["file"]).read_text("utf-8")
    assert said.startswith("柳湾村村务公开，村〔2026〕公1号。\n柳湾村可借的农具\n")
    assert said.endswith("0900-8880110。\n")


def test_the_channel_can_be_left_out_and_made_alone(extended: Extended) -> None:
    before = extended.site.tree()
    for channels in ("web", "plaintext"):
        extended.of("build", "--only", channels)
        assert differences(before, extended.site.tree()) == []
    extended.of("build", "--only", "loudspeaker", code=2)


def test_what_it_makes_is_the_same_twice(extended: Extended, tmp_path: Path) -> None:
    again = Extended(extended.home, _write_site(tmp_path))
    again.of("build")
    assert differences(extended.site.tree(), again.site.tree()) == []
    before = extended.site.stamps()
    extended.of("build")
    assert extended.site.stamps() == before


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("step", GATE, ids=lambda step: step[1] if step[0] == "-m" else "layers")
def test_the_whole_gate_holds(step: tuple[str, ...], extended: Extended) -> None:
    ran = _run(extended.home, *step)
    assert ran.returncode == 0, (ran.stdout + ran.stderr)[-20_000:]
