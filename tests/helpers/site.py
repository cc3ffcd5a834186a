"""A site under test: a copy of a content folder in its own place, and the real command line run on it."""

from __future__ import annotations

import contextlib
import hashlib
import io
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
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "content"
SITES = ROOT / "tests" / "sites"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err

    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class SiteTest:
    """A content folder and an output folder that a test may do with as it likes."""

    content: Path
    output: Path

    @classmethod
    def of(cls, source: Path, home: Path) -> SiteTest:
        """Copy a content folder into a test's own place."""
        site = cls(home / "content", home / "output")
        shutil.copytree(source, site.content)
        return site

    def copied(self, home: Path) -> SiteTest:
        """Copy content and output, so that a site that was built once serves many tests."""
        shutil.copytree(self.content.parent, home)
        return SiteTest(home / self.content.name, home / self.output.name)

    # ---- what a person does

    def write(self, path: str, text: str, encoding: str = "utf-8") -> Path:
        target = self.content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode(encoding))
        return target

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a piece of text that must be there."""
        target = self.content / path
        text = target.read_text("utf-8")
        assert old in text, f"{old!r} is not in {path}"
        target.write_text(text.replace(old, new), "utf-8")

    def lay(self, overlay: Path) -> None:
        """Lay a folder's files over the content; a file named `removed.txt` at its top lists what goes."""
        for path in sorted(overlay.rglob("*")):
            if path.is_file() and path != overlay / "removed.txt":
                target = self.content / path.relative_to(overlay)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        if (overlay / "removed.txt").is_file():
            for line in (overlay / "removed.txt").read_text("utf-8").split("\n"):
                if line:
                    (self.content / line).unlink()

    # ---- the command line

    def arguments(self, command: str, *words: str) -> list[str]:
        return [command, "-c", str(self.content), "-o", str(self.output), *words]

    def start(
        self, command: str, *words: str, environment: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own."""
        around = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONIOENCODING": "utf-8",
            **(environment or {}),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "sunboard", *self.arguments(command, *words)],
            env=around,
            cwd=cwd or self.content.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(
        self, command: str, *words: str, environment: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> Ran:
        """Run a command as a process of its own, as a person does."""
        running = self.start(command, *words, environment=environment, cwd=cwd)
        out, err = running.communicate(timeout=300)
        return Ran(running.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))

    def run_inside(self, command: str, *words: str) -> Ran:
        """Run a command within this process: quicker, and patches hold."""
        from sunboard.cli import main

        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.object(sys, "argv", ["sunboard", *self.arguments(command, *words)]),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code: object = 0
            try:
                main()
            except SystemExit as ended:
                code = ended.code
        return Ran(code if isinstance(code, int) else int(bool(code)), out.getvalue(), err.getvalue())

    def build(self, *words: str) -> Ran:
        """Build, and demand that it ran to its end: nothing wrong but perhaps in the content."""
        ran = self.run("build", *words)
        assert ran.code in (0, 1), ran.said
        assert "Traceback" not in ran.said, ran.said
        return ran

    # ---- what was made

    @property
    def pages(self) -> Path:
        """Return the folder that is uploaded."""
        return self.output / "site"

    def manifest(self, name: str = "site") -> dict[str, Any]:
        """Return a village's manifest, or the site's."""
        found: dict[str, Any] = json.loads((self.output / "manifest" / f"{name}.json").read_text("utf-8"))
        return found

    def villages(self) -> dict[str, dict[str, Any]]:
        """Return the manifest of every village by its slug."""
        return {slug: self.manifest(slug) for slug in self.manifest()["villages"]}

    def some(self, section: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return the fullest of each sort of pages, sheets, boards or screens, each with its manifest.

        A sort is a kind and state of records, a page's place in its village, a size of boards or screens,
        each once more where nothing is published. SUNBOARD_ALL=1 has every one returned.
        """
        manifests = (self.manifest(), *self.villages().values())
        every = [(manifest, entry) for manifest in manifests for entry in manifest.get(section, ())]
        if os.environ.get("SUNBOARD_ALL"):
            return every
        every.sort(key=lambda found: (self.output / main_file(found[1])).stat().st_size)
        return list({_sort_of(*found): found for found in every}.values())

    def html(self) -> list[Path]:
        """Return the pages to look at one by one: some, and all that no manifest names."""
        left_out = set[str]()
        for section in ("pages", "screens"):
            for manifest in (self.manifest(), *self.villages().values()):
                left_out |= {main_file(entry) for entry in manifest.get(section, ())}
            left_out -= {main_file(entry) for _, entry in self.some(section)}
        return [path for path in sorted(self.pages.rglob("*.html")) if self.name(path) not in left_out]

    def name(self, path: Path) -> str:
        """Return a file's path below the output folder."""
        return path.relative_to(self.output).as_posix()

    def coded(self, url: str) -> str:
        """Return an address as QR codes carry it."""
        site = self.manifest()
        base, short = site["base_url"].rstrip("/"), (site.get("qr_base") or "").rstrip("/")
        return short + url.removeprefix(base) if short and url.startswith(base) else url

    def page_of(self, code: str) -> Path:
        """Return the file that answers an address from a QR code."""
        site = self.manifest()
        base = (site.get("qr_base") or site["base_url"]).rstrip("/")
        assert code.startswith(base + "/"), f"{code} is no address of {base}"
        return self.pages / code.removeprefix(base).strip("/") / "index.html"

    def tree(self) -> dict[str, str]:
        """Return the digest of every file below the output folder, but for what builds keep."""
        return {path: digest for path, digest in _digests(self.output) if not path.startswith("cache/")}

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Return modification time and inode of every file of output and content."""
        files = [
            path
            for folder in (self.output, self.content)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and self.output / "cache" not in path.parents
        ]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def main_file(entry: Mapping[str, Any]) -> str:
    """Return the page, paper or player of a manifest's entry."""
    return str(entry.get("page") or entry.get("file") or f"{entry['folder']}/index.html")


def _sort_of(manifest: Mapping[str, Any], entry: Mapping[str, Any]) -> object:
    records = manifest.get("records", ())
    for record in records:
        if entry.get("page") == record["page"] or entry.get("number") == record["number"]:
            return record["kind"], record["state"]
    size = entry.get("size_mm") or entry.get("size_px")
    place = re.sub(r"/\d{4}/", "/#/", main_file(entry).replace(f"/{manifest.get('village')}/", "/"))
    return bool(records), tuple(size) if size else place


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def differences(left: Mapping[str, str], right: Mapping[str, str]) -> list[str]:
    """Name the files in which two trees differ."""
    return sorted(path for path in {*left, *right} if left.get(path) != right.get(path))
