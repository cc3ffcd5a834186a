"""A site under test: a copy of a content folder in a place of its own, and the real command line run on it."""

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
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "content"
SITES = ROOT / "tests" / "sites"
FEW_VILLAGES, MOST_SHARED = 3, 6


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

    def html(self) -> list[Path]:
        """Return the pages of the site to be looked at one by one."""
        repeated = self.repeated()
        return sorted(
            path
            for path in self.pages.rglob("*.html")
            if path.relative_to(self.output).as_posix() not in repeated
        )

    def repeated(self) -> frozenset[str]:
        """Return the pages and sheets of a large county that need no look of their own, for others like them are looked at.

        They are inherited items beyond the first few, lists of a sort that another village has, and records beyond the first of their
        kind and state in a village. SUNBOARD_ALL=1 has every one looked at.
        """
        villages = self.villages()
        if len(villages) <= FEW_VILLAGES or os.environ.get("SUNBOARD_ALL"):
            return frozenset()
        seen: Counter[tuple[str, ...]] = Counter()
        found: set[str] = set()
        for slug, village in villages.items():
            sheets = {entry["number"]: entry["file"] for entry in village["sheets"]}
            records = {record["page"]: record for record in village["records"]}
            for record in records.values():
                shared = record["source"].count("/") < 3
                alike = (
                    (record["source"], record["digest"])
                    if shared
                    else (slug, record["kind"], record["state"])
                )
                seen[alike] += 1
                seen[("shared",)] += shared and seen[alike] == 1
                if seen[alike] > 1 or (shared and seen[("shared",)] > MOST_SHARED):
                    found |= {record["page"], sheets.get(record["number"], "")}
            for entry in village["pages"]:
                sort = re.sub(r"/\d{4}/", "/#/", entry["page"].replace(f"/{slug}/", "/", 1))
                if entry["page"] not in records and sort != "site/index.html":
                    seen[(sort,)] += 1
                    found |= {entry["page"]} if seen[(sort,)] > 1 else set()
        return frozenset(found)

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
        """Return the digest of every file below the output folder."""
        return dict(_digests(self.output))

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Return modification time and inode of every file below the output folder and every issued edition."""
        files = [
            path
            for folder in (self.output, self.content)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def differences(left: Mapping[str, str], right: Mapping[str, str]) -> list[str]:
    """Name the files in which two trees differ."""
    return sorted(path for path in {*left, *right} if left.get(path) != right.get(path))
