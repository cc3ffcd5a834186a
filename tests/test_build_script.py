"""`build.py`: what it decides, with the tools that it calls replaced."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.helpers.site import ROOT


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load build.py as it would stand in an empty folder."""
    found = importlib.util.spec_from_file_location("build_script", ROOT / "build.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    home = tmp_path / ".venv"
    (tmp_path / "pyproject.toml").write_text("[project]\n", "utf-8")
    for name, value in {
        "ROOT": tmp_path,
        "HOME": home,
        "STAMP": home / "sunboard.stamp",
        "LOG": home / "install.log",
        "PYTHON": home / "python",
    }.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.chdir(tmp_path)
    return module


@pytest.fixture
def ran(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record the commands that it would run; `venv` makes a folder with a Python in it."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        if "venv" in command:
            script.HOME.mkdir(exist_ok=True)
            script.PYTHON.touch()
        return subprocess.CompletedProcess(command, 0, b"", b"")

    monkeypatch.setattr(script.subprocess, "run", run)
    return commands


def _pip(commands: list[list[str]]) -> list[list[str]]:
    return [command[-2:] for command in commands if "pip" in command]


def test_it_installs_once(script: ModuleType, ran: list[list[str]]) -> None:
    script.prepare(set())
    assert _pip(ran) == [["-e", "."]]
    assert ran[-1][1:] == ["-m", "compileall", "-q", "src"]
    script.prepare(set())
    assert len(ran) == 3


def test_tests_need_more_and_that_is_kept(script: ModuleType, ran: list[list[str]]) -> None:
    script.prepare(set())
    script.prepare({"test"})
    script.prepare(set())
    script.prepare({"test"})
    assert _pip(ran) == [["-e", "."], ["-e", ".[test]"]]
    (script.ROOT / "pyproject.toml").write_text("[project]\nname = 'other'\n", "utf-8")
    script.prepare(set())
    assert _pip(ran)[2:] == [["-e", ".[test]"]]


def test_an_environment_left_half_made_is_made_anew(script: ModuleType, ran: list[list[str]]) -> None:
    script.HOME.mkdir()
    script.PYTHON.touch()
    script.prepare(set())
    assert "--clear" in ran[0]


def test_a_moved_folder_gets_a_new_environment(script: ModuleType, ran: list[list[str]]) -> None:
    script.prepare(set())
    script.STAMP.write_text(script.STAMP.read_text("utf-8").replace(str(script.ROOT), "/elsewhere"), "utf-8")
    script.prepare(set())
    assert [command[-1] for command in ran if "venv" in command] == [str(script.HOME)] * 2


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "磁盘满了"),
        ("ProxyError('…')", "代理"),
        ("something new", "删除 .venv"),
    ],
)
def test_a_failure_is_told_in_a_plain_sentence(
    said: str,
    told: str,
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(
        script.subprocess,
        "run",
        lambda command, **_: subprocess.CompletedProcess(command, 1, said.encode(), b""),
    )
    monkeypatch.delenv("CI", raising=False)
    assert script.main([]) == 2
    out = capsys.readouterr().out
    assert told in out
    assert "Traceback" not in out
    assert said in script.LOG.read_text("utf-8")
    assert not script.STAMP.exists()


def test_an_old_python_is_told_in_one_sentence(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script.sys, "version_info", (3, 8, 10, "final", 0))
    assert script.main([]) == 2
    out = capsys.readouterr().out
    assert "3.8.10" in out
    assert "3.11" in out


@pytest.mark.parametrize(
    ("words", "handed"),
    [
        ([], (["-m", "sunboard", "build", "-c", "content", "-o", "output"], "python3 build.py")),
        (["check", "--json"], (["-m", "sunboard", "check", "--json"], "python3 build.py")),
        (["test", "-x"], (["-m", "pytest", "-x"], "")),
    ],
)
def test_it_hands_over(
    words: list[str],
    handed: tuple[list[str], str],
    script: ModuleType,
    ran: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[tuple[list[str], str]] = []

    def hand_over(words: list[str], **more: str) -> int:
        given.append((words, more.get("SUNBOARD_CALLED", "")))
        return 7

    nothing: Callable[[], None] = lambda: None  # noqa: E731
    monkeypatch.setattr(script, "hand_over", hand_over)
    monkeypatch.setattr(script, "fetch_tools_of_tests", nothing)
    assert script.main(words) == 7
    assert given == [handed]


def test_it_tells_how_it_is_called_from_another_folder(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    os.chdir(tmp_path / "elsewhere")
    assert script.called().endswith(f'"{tmp_path / "build.py"}"')


def test_exit_codes_and_words_pass_through(tmp_path: Path) -> None:
    """With the Python at hand in place of .venv's."""
    program = f"""
import runpy, sys
from pathlib import Path
script = runpy.run_path({str(ROOT / "build.py")!r})
script["hand_over"].__globals__["PYTHON"] = Path(sys.executable)
sys.exit(script["hand_over"](["-c", "import sys; sys.exit(int(sys.argv[1]))", "130"]))
"""
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=tmp_path).returncode == 130


def test_what_publishing_needs_is_known_by_the_methods_that_are_named(
    script: ModuleType, tmp_path: Path
) -> None:
    assert script.extras_of(["publish"]) == set()
    for folder, text in (("content", "甲: {方式: FTP}"), ("other", "a: {method: s3}\nb: {method: sftp}")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "publish.yaml").write_text(text, "utf-8")
    assert script.extras_of(["发布", "甲"]) == {"keyring"}
    assert script.extras_of(["publish", "-c", "other"]) == {"s3", "sftp", "keyring"}
    assert script.extras_of(["build", "-c", "other"]) == set()
