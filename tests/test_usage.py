"""What a person at the command line is told: by every name, in one language, and never by click."""

from __future__ import annotations

import contextlib
import io
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import click
import pytest

from sunboard.__main__ import leave
from sunboard.cli import cli, main
from sunboard.options import channel_names
from sunboard.parts import load_parts
from sunboard.reporting.words import LANGUAGES, as_called, load_words, names_of
from sunboard.usage import SpokenOption, language_of

CHINESE = re.compile("[\u4e00-\u9fff]")
OF_CLICK = re.compile(
    r"Usage:.*ARGS|Error:|Try '|\[default|No such|Invalid|Missing (?:arg|opt|com)|does not|and exit"
)


def typed(*words: str) -> tuple[int, str]:
    """Return how the command line ends for what a person types, and what it says."""
    heard = io.StringIO()
    with (
        mock.patch("sys.argv", ["sunboard", *words]),
        contextlib.redirect_stdout(heard),
        contextlib.redirect_stderr(heard),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    return int(ended.value.code or 0), heard.getvalue()


def _commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(_commands(cli))


def test_commands_options_and_values_have_names_in_two_languages_and_none_is_left_over() -> None:
    commands = {command.help or "" for command in COMMANDS.values()}
    options = {
        one for command in COMMANDS.values() for one in command.params if isinstance(one, SpokenOption)
    }
    values = {"help", "language-zh", "language-en", "sheets-display", "sheets-all"}
    channels = {f"channel-{name}" for name in channel_names()}  # which may be called by that alone
    named = {name.removeprefix("name-") for name in load_words("zh").texts if name.startswith("name-")}
    called = {f"option-{'language' if one.name == 'language' else one.name}" for one in options}
    assert named - channels == commands | called | values
    for words in named - {"sunboard", "option-json"}:
        english, *chinese = names_of(words)
        assert english.isascii(), words
        assert chinese, words
        assert not any(name.isascii() for name in chinese), words


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_no_two_commands_or_options_share_a_name(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    flags = [flag for one in command.params if isinstance(one, click.Option) for flag in one.opts]
    assert len(flags) == len({*flags})
    if isinstance(command, click.Group):
        names = [name for one in command.commands.values() for name in names_of(one.help or "")]
        assert len(names) == len({*names})


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_speaks_one_language(path: tuple[str, ...]) -> None:
    code, said = typed(*path, "--help")
    assert code == 0
    assert said.startswith(f"用法：{' '.join(('sunboard', *path))} ")
    assert not OF_CLICK.search(said)
    told = [line for line in said.splitlines() if line.startswith("      ")]
    assert [line for line in told if not CHINESE.search(line)] == []
    code, said = typed(*path, "-h", "--lang", "en") if path == () else typed("--语言=英文", *path, "--帮助")
    assert code == 0
    assert said.startswith(f"Usage: {' '.join(('sunboard', *path))} ")
    told = [line for line in said.splitlines() if not line.startswith("  -") and not line.startswith("  ")]
    assert [line for line in told if CHINESE.search(line)] == []


def test_help_names_the_channels_that_there_are() -> None:
    assert f"--only, --只做 {'|'.join(load_parts().channels)}" in typed("build", "--help")[1]


@pytest.mark.parametrize("day", ["2026-09-01", "2026.9.1", "2026/9/1", "2026年9月1日"])
def test_a_day_may_be_written_as_in_a_record(day: str, tmp_path: Path) -> None:
    assert "不是日期" not in typed("check", "--today", day, "--content", str(tmp_path))[1]


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ("buidl", "没有“buidl”这个命令。是不是：build", "no command “buidl”. Did you mean: build"),
        ("生产", "没有“生产”这个命令。是不是：生成", "no command"),
        ("柳湾村", "没有“柳湾村”这个命令。\n", "no command"),
        ("build --vilage x", "没有“--vilage”这个选项。是不是：--village", "no option “--vilage”. Did you"),
        ("check --日起 x", "没有“--日起”这个选项。是不是：--日期", "no option"),
        ("生成 -c", "“-c”后面还要写上内容。", "“-c” needs a value."),
        ("build --json=3", "“--json”后面什么都不用写。", "“--json” takes no value."),
        ("check a b", "多出来的词：a b。", "Too many words: a b."),
        ("check --today 2026.2.30", "“2026.2.30”不是日期。", "no day"),
        ("check --today 今天", "“今天”不是日期。", "“今天” is no day"),
        (
            "build --only pdf,web",
            "“pdf”不行，只能写：网站、公开单、屏幕",
            "“pdf” is none of these: web、print",
        ),
        ("build --jobs 99", "写 1 到 64 的数", "no number from 1 to 64"),
        ("build --sheets 所有", "只能写：在贴、全部。", "“所有” is none of these: display、all."),
        ("build --lang fr", "只能写：中文、英文。", "只能写：中文、英文。"),
        ("template", "还要写上：文件。", "Missing: FILE."),
        ("register settle 柳湾村 2026-0001", "还要写上选项 --keep。", "The option --keep is needed."),
        ("gallery nowhere", "没有“nowhere”这个文件夹。", "There is no folder “nowhere”."),
        ("template .", "“.”是文件夹，这里要写文件名。", "“.” is a folder; name a file."),
    ],
)
def test_wrong_use_is_told_in_one_language_with_what_was_meant(words: str, zh: str, en: str) -> None:
    code, said = typed(*words.split())
    assert code == 2
    assert zh in said
    assert "\n怎么写：sunboard " in said
    assert not OF_CLICK.search(said)
    if "--lang" not in words:
        code, said = (
            typed(*words.split(), "--lang", "en") if words != "生成 -c" else typed("--lang=en", "生成", "-c")
        )
        assert code == 2
        assert en in said
        assert not OF_CLICK.search(said)


@pytest.mark.parametrize("words", [(), ("register",), ("--lang", "en"), ("登记册", "--lang=zh")])
def test_without_a_command_the_help_is_told(words: tuple[str, ...]) -> None:
    code, said = typed(*words)
    assert code == 2
    assert ("Commands:" if "en" in words else "命令：") in said


@pytest.mark.parametrize(
    "words", [("--lang", "en", "目录"), ("目录", "--lang", "en"), ("--语言=英文", "目录")]
)
def test_the_language_may_stand_before_the_command_or_behind_it(words: tuple[str, ...]) -> None:
    code, said = typed(*words, "没有的词")
    assert code == 2
    assert "没有和" not in said
    assert typed("--lang", "en", "目录", "--lang", "zh", "没有的词")[1].count("没有和") == 1


def test_the_language_is_known_before_anything_is_understood() -> None:
    assert [
        language_of(words)
        for words in (
            ["--lang", "en"],
            ["--lang=en", "x"],
            ["--语言", "英文"],
            ["--lang", "fr"],
            ["--lang"],
            [],
        )
    ] == ["en", "en", "en", "zh", "zh", "zh"]
    assert LANGUAGES[0] == "zh"


@pytest.mark.parametrize(
    ("words", "said"), [("目录 低保", "HM01"), ("catalog ck02", "财务收支"), ("目录", "QL04")]
)
def test_a_command_answers_to_its_chinese_name(words: str, said: str) -> None:
    code, told = typed(*words.split())
    assert code == 0
    assert said in told


def test_new_without_a_kind_lists_the_kinds() -> None:
    code, said = typed("新建")
    assert code == 2
    for kind in load_parts().kinds.values():
        assert kind.label["zh"] in said


def test_what_is_told_names_commands_as_the_person_called_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUNBOARD_CALLED", "python3 build.py")
    assert "运行 python3 build.py 目录，" in typed("目录", "没有的词")[1]
    assert "用法：python3 build.py 发布" in typed("发布", "--帮助")[1].replace("publish", "发布")
    assert "python3 build.py 新建 村" in typed("检查", "-c", "没有的文件夹")[1]
    assert "怎么写：python3 build.py --帮助" in typed("检察院")[1]
    assert "sunboard 目录" in typed("格式", "matter")[1]  # for programs
    assert typed("空表", str(tmp_path / "publish.yaml"))[0] == 0
    assert "运行：python3 build.py 发布 --试" in (tmp_path / "publish.yaml").read_text("utf-8")


def test_a_catalogue_without_the_word_says_so() -> None:
    assert typed("目录", "没有的词") == (
        2,
        "公开目录里没有和“没有的词”有关的。运行 sunboard 目录，列出全部。\n",
    )


def left(code: object, said: io.StringIO, *others: threading.Thread) -> list[int]:
    """Return with which code the process ends at once, if it does."""
    with (
        mock.patch.object(os, "_exit") as ended,
        mock.patch("threading.enumerate", return_value=[threading.main_thread(), *others]),
        contextlib.redirect_stdout(said),
    ):
        leave(code)
    return [call.args[0] for call in ended.call_args_list]


def test_a_process_ends_at_once_with_its_code() -> None:
    """What a build made is not freed piece by piece."""
    assert left(2, io.StringIO()) == [2]
    assert left(None, io.StringIO()) == [0]


def test_a_process_waits_for_others_only_where_python_would() -> None:
    assert left(0, io.StringIO(), threading.Thread(daemon=True)) == [0]
    assert left(0, io.StringIO(), threading.Thread()) == []


def test_a_process_that_cannot_say_all_ends_as_python_ends_it() -> None:
    """Nobody is told that all went well where the report was cut."""

    class Cut(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    assert left(0, Cut()) == []
    assert left("a sentence of Python's own", io.StringIO()) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("先运行 sunboard 检查，改好再 sunboard 生成。", "先运行 build 检查，改好再 build 生成。"),
        ("列出全部：sunboard 说明", "列出全部：build 说明"),
        ("Run `sunboard publish --dry-run`", "Run `build publish --dry-run`"),
        ("sunboard verify-archive FILE", "build verify-archive FILE"),
        ("依据：sunboard 核对：金额要相等", "依据：sunboard 核对：金额要相等"),  # where a rule is from
        ("不是 sunboard 做的，另一个 sunboard 正在用", "不是 sunboard 做的，另一个 sunboard 正在用"),
        (".venv/bin/keyring set sunboard 县网站", ".venv/bin/keyring set sunboard 县网站"),
        ("/home/sunboard build", "/home/sunboard build"),
    ],
)
def test_a_sentence_names_commands_as_they_have_to_be_typed(text: str, read: str) -> None:
    assert as_called(text, "build") == read
    assert as_called(text, "sunboard") == text


@pytest.mark.parametrize("command", ["生成", "检查", "已张贴", "还差什么"])
def test_a_content_folder_that_is_not_there_is_said(command: str, tmp_path: Path) -> None:
    code, said = typed(command, "-c", str(tmp_path / "没有"), "-o", str(tmp_path / "out"))
    assert code == 2
    assert "里找不到 site.yaml" in said
    assert "sunboard 新建 村" in said
