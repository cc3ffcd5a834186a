#!/usr/bin/env python3
"""Build the site: a double-click for the clerk, nothing needed but Python 3.11.

    python3 build.py              builds content/ into output/
    python3 build.py test [...]   runs the tests; further words go to pytest
    python3 build.py WORDS        the same as `sunboard WORDS`, see `python3 build.py --help`

It keeps a private environment in .venv, made and mended as needed, and hands over to `sunboard` in it.
Standard library only, and written so that an old Python can at least read it and say that it is too old.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import hashlib
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
STAMP = HOME / "sunboard.stamp"
LOG = HOME / "install.log"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NEEDED = (3, 11)
EXTRAS = {
    b"sftp": ("sftp", "keyring"),
    b"ftp": ("keyring",),
    b"webdav": ("keyring",),
    b"s3": ("s3", "keyring"),
    b"zip": ("handover",),
    "压缩包".encode(): ("handover",),
    "移交".encode(): ("handover",),
}
"""What is installed for a method of publishing, by what stands for it in `publish.yaml`."""
CLUSTER_FLAGS = frozenset(("--cluster", "--集群"))
FOLDER_FLAGS = ("-c", "--content", "--内容")
VNU = "vnu-jar@26.9.27"  # the Nu HTML checker; its jar comes inside the npm package

TOO_OLD = (
    "需要 Python 3.11 或更新的版本，现在这台电脑上是 {}。"
    "请从 python.org 安装新版本（安装时勾选 Add to PATH），再运行一次。\n"
    "Python 3.11 or newer is needed; this is {}. Please install a newer one and run this again."
)
PREPARING = (
    "正在准备运行环境（只在第一次或升级后需要，约一分钟）… / "
    "Preparing, only the first time and after an upgrade …"
)
FAILED = (
    "没有准备好：{}\n没有改动任何公开内容。经过记录在 {}，需要帮助时请把它发给技术人员。\n"
    "Not ready: {}\nNothing was published or changed. What happened is written in that file."
)
CAUSES = (
    (
        "No space left",
        "磁盘满了，请清理后再运行一次。",
        "the disk is full; free some space and run this again.",
    ),
    (
        "Permission denied",
        "没有写入权限，请把整个文件夹移到“文档”里，再运行一次。",
        "no permission to write here; move the folder to your documents and run this again.",
    ),
    (
        "WinError 5",
        "文件被占用或没有权限，请关闭其他正在运行的窗口，再运行一次。",
        "a file is in use; close other windows and run this again.",
    ),
    (
        "NewConnectionError",
        "连不上网络，请检查网线和代理设置，再运行一次。",
        "no network; check the connection and proxy and run this again.",
    ),
    (
        "ConnectTimeout",
        "连不上网络，请检查网线和代理设置，再运行一次。",
        "no network; check the connection and proxy and run this again.",
    ),
    (
        "ProxyError",
        "代理设置不对，请检查后再运行一次。",
        "the proxy does not answer; check its settings and run this again.",
    ),
    (
        "ReadTimeoutError",
        "网络太慢，请过一会儿再运行一次。",
        "the network is too slow; run this again later.",
    ),
    (
        "ensurepip",
        "这台电脑的 Python 不完整，请先安装 python3-venv。",
        "this Python is incomplete; install python3-venv first.",
    ),
    (
        "No matching distribution",
        "有组件下载不到，请检查网络或软件源设置，再运行一次。",
        "a component could not be found; check the network or package index and run this again.",
    ),
)
UNKNOWN = (
    "安装组件时出错，请检查网络后再运行一次；仍不行时删除 .venv 文件夹再试。",
    "installing failed; check the network and run this again, or delete .venv first.",
)
BROWSER_MISSING = (
    "没有找到浏览器 /usr/bin/chromium，浏览器测试将跳过（以管理员身份运行可自动安装）。\n"
    "No /usr/bin/chromium here: the browser tests are skipped (run as root on Debian to have it installed)."
)


class NotReady(Exception):
    """The environment could not be made; the message is what a tool said."""


def main(words: list[str]) -> int:
    """Prepare what is needed and hand over; return the exit code."""
    if sys.version_info[:2] < NEEDED:
        version = ".".join(map(str, sys.version_info[:3]))
        say(TOO_OLD.format(version, version))
        return 2
    testing = words[:1] == ["test"]
    try:
        prepare({"test"} if testing else extras_of(words))
    except NotReady as failure:
        chinese, english = next(((zh, en) for sign, zh, en in CAUSES if sign in str(failure)), UNKNOWN)
        say(FAILED.format(chinese, LOG, english))
        if os.environ.get("CI"):
            say(str(failure))
        return 2
    if testing:
        os.chdir(ROOT)
        fetch_tools_of_tests()
        return hand_over(["-m", "pytest", *(words[1:] or ["-n", "auto", "--dist", "loadgroup"])])
    if not words:
        os.chdir(ROOT)
        words = ["build", "-c", "content", "-o", "output"]
    return hand_over(["-m", "sunboard", *words], SUNBOARD_CALLED=called())


def extras_of(words: list[str]) -> set[str]:
    """Return the optional dependencies that a cluster needs, or publishing by what `publish.yaml` names.

    A method that is only mentioned there costs a download, and nothing else.
    """
    if CLUSTER_FLAGS & {word.partition("=")[0] for word in words}:
        return {"cluster"}
    if not {"publish", "发布", "上传"} & {*words}:
        return set()
    folder = next((word for flag, word in itertools.pairwise(words) if flag in FOLDER_FLAGS), "content")
    try:
        named = Path(folder, "publish.yaml").read_bytes().lower()
    except OSError:
        return set()
    return {extra for method, extras in EXTRAS.items() if method in named for extra in extras}


def prepare(needed: set[str]) -> None:
    """Make or mend .venv with the optional dependencies that are needed.

    The stamp is written last, so an environment that was left half-made is made anew.

    Raises NotReady.
    """
    wanted = stamp()
    found = STAMP.read_text("utf-8").split("\n") if STAMP.is_file() else []
    same_home = found[:1] == wanted[:1] and PYTHON.exists()
    if same_home and found[1:2] == wanted[1:] and needed <= {*found[2:]}:
        return
    say(PREPARING)
    extras = sorted(needed | ({*found[2:]} - {""} if same_home else set()))
    if same_home:
        STAMP.unlink()
    else:
        run([base_python(), "-m", "venv", "--clear", str(HOME)])
    project = "." + (f"[{','.join(extras)}]" if extras else "")
    # Python 3.11 on Windows cannot read the path file of an editable install in a folder with a Chinese name;
    # the copy installed instead is never run, for hand_over puts src before it.
    editable = [] if os.name == "nt" and not str(ROOT).isascii() else ["-e"]
    run(
        [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *editable, project]
    )
    # pip compiles what it installs, not our own source; and some are told to keep nothing that they compile
    run([str(PYTHON), "-m", "compileall", "-q", "src"])
    STAMP.write_text("\n".join([*wanted, *extras]), "utf-8")


def stamp() -> list[str]:
    """Return what an environment belongs to (a Python and a folder), and what must be installed in it."""
    version = ".".join(map(str, sys.version_info[:3]))
    return [f"{version} {ROOT}", hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()]


def base_python() -> str:
    """Return the Python that environments are made with, also when this runs inside one."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def run(command: list[str]) -> None:
    """Run a tool that speaks only into the log. Raises NotReady with what it said."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said, code = done.stdout.decode("utf-8", "replace"), done.returncode
    except OSError as error:
        said, code = f"{type(error).__name__}: {error}", 1
    try:
        HOME.mkdir(exist_ok=True)
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(command)}\n{said}\n")
    except OSError as error:
        said, code = f"{said}\n{error}", code or 1
    if code:
        raise NotReady(said)


def fetch_tools_of_tests() -> None:
    """Fetch what tests need beside Python packages: browser, readers of codes and PDFs, HTML checker."""
    missing = [package for package, there in debian_packages().items() if not there]
    apt = shutil.which("apt-get")
    if missing and apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
            subprocess.run(
                [apt, *step], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
            )
    if not shutil.which("chromium"):
        say(BROWSER_MISSING)
    npm, jar = shutil.which("npm"), HOME / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if npm and shutil.which("java") and not jar.is_file():
        fetch = [
            npm,
            "install",
            "--silent",
            "--no-fund",
            "--no-audit",
            "--ignore-scripts",
            "--prefix",
            str(HOME / "vnu"),
            VNU,
        ]
        subprocess.run(fetch, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def debian_packages() -> dict[str, bool]:
    """Return the Debian packages that the tests use, and whether what they bring is there."""
    fonts = (
        any(Path("/usr/share/fonts").rglob("NotoSansCJK*")) if Path("/usr/share/fonts").is_dir() else False
    )
    return {
        "chromium": bool(shutil.which("chromium")),
        "libzbar0": bool(ctypes.util.find_library("zbar")),
        "qpdf": bool(shutil.which("qpdf")),
        "poppler-utils": bool(shutil.which("pdftoppm")),
        "fonts-noto-cjk": fonts,
    }


def called() -> str:
    """Return what has to be typed to run this again: hints name commands so."""
    python = "python" if os.name == "nt" else "python3"
    return f"{python} build.py" if Path.cwd() == ROOT else f'{python} "{ROOT / "build.py"}"'


def hand_over(words: list[str], **more: str) -> int:
    """Run the environment's Python in place of this one; return its exit code where that is not possible.

    `more` are further variables of its environment.
    """
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH", "")])]
    around = {**os.environ, **more, "PYTHONPATH": os.pathsep.join(paths)}
    command = [str(PYTHON), *words]
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, around)
    running = subprocess.Popen(command, env=around)
    while True:
        try:
            return running.wait()
        except KeyboardInterrupt:
            continue  # it was told as well and comes to its own end


def say(text: str) -> None:
    """Print a sentence on any console, also one that cannot write Chinese."""
    encoding = sys.stdout.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


def own_console() -> bool:
    """Tell whether the console window was opened for this program alone: a double-click on Windows."""
    if os.name != "nt":
        return False
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return bool(kernel.GetConsoleProcessList((ctypes.c_uint * 4)(), 4) <= 2)  # the launcher and we


def start() -> int:
    """Run, and keep a window of our own open until what it says has been read."""
    code = main(sys.argv[1:])
    if not sys.argv[1:] and own_console():
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            input("\n按回车键关闭窗口 / Press Enter to close ")
    return code


if __name__ == "__main__":
    sys.exit(start())
