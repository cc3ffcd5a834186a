"""What this computer remembers of a target, beside the manifests: its index, and what a cut attempt sent.

An attempt writes down each file when it stands on the host, so that the next goes on from there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from sunboard.building.write import load_json, put
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, canonical, map_of
from sunboard.publishing.index import DIGITS, HostFile, IndexBroken, Part, part_of
from sunboard.publishing.outputs import LocalFile

FOLDER = "manifest/published"


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of one target."""

    output: Path
    target: str

    @property
    def _name(self) -> str:
        return f"{FOLDER}/{re.sub(r'[^0-9A-Za-z一-鿿_-]', '_', self.target)}"

    @property
    def _journal(self) -> Path:
        return self.output / f"{self._name}.sent"

    def parts(self) -> dict[str, Part]:
        """Return the parts of the last index that was read or written."""
        try:
            told = map_of(load_json(self.output / f"{self._name}.json"), "parts")
            return {slug: part_of(map_of(told, slug)) for slug in told}
        except IndexBroken:
            return {}

    def keep(self, top: bytes, parts: Mapping[str, Part]) -> None:
        """Keep an index."""
        told: Plain = {
            "top": json.loads(top),
            "parts": {slug: part.values() for slug, part in sorted(parts.items())},
        }
        put(self.output, f"{self._name}.json", canonical(told))

    def sent(self, attempt: str) -> dict[str, HostFile]:
        """Return what an attempt of this computer sent, by path; nothing of one of another."""
        try:
            head, *lines = self._journal.read_text("utf-8").split("\n")
        except (OSError, ValueError):
            return {}
        if head != attempt:
            return {}
        found = {}
        for line in lines[:-1]:  # the last one was cut, or is empty
            digest, size, path = line.split(" ", 2)
            found[path] = HostFile(digest, int(size))
        return found

    def begin(self, attempt: str, sent: Mapping[str, HostFile]) -> None:
        """Begin to write down what is sent; `sent` is what an attempt that was cut has put there."""
        lines = [attempt, *(f"{file.digest} {file.size} {path}" for path, file in sent.items()), ""]
        put(self.output, f"{self._name}.sent", "\n".join(lines).encode())

    def note(self, path: str, file: LocalFile) -> None:
        """Write down that a file stands on the host."""
        with open(self._journal, "a", encoding="utf-8", newline="\n") as journal:
            journal.write(f"{file.sha256[:DIGITS]} {file.size} {path}\n")

    def finish(self) -> None:
        """Forget the attempt: the index tells of all that it sent."""
        self._journal.unlink(missing_ok=True)
