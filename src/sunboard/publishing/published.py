"""What became of a publishing, and how it is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sunboard.lazy import dataclass
from sunboard.model.plain import Plain
from sunboard.model.problem import Problem
from sunboard.reporting.machine import problem_values
from sunboard.reporting.words import load_words

_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of one target."""

    target: str
    method: str = ""
    uploads: tuple[str, ...] = ()
    size: int = 0  # bytes of the uploads
    deletions: tuple[str, ...] = ()
    same: int = 0  # files that need not travel
    generation: int = 0
    is_dry: bool = False
    folder: str = ""  # where that lies which somebody has to carry
    deleted_first: bool = False  # the host cannot rename over a file
    foreign: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def values(self) -> dict[str, Plain]:
        """Return it as plain data."""
        return {
            "target": self.target,
            "method": self.method,
            "uploads": [*self.uploads],
            "bytes": self.size,
            "deletions": [*self.deletions],
            "unchanged": self.same,
            "generation": self.generation,
            "dry_run": self.is_dry,
            "foreign": [*self.foreign],
        }

    def lines(self, language: str) -> Iterator[str]:
        """Yield what people are told of it; its problems are told by themselves."""
        say = load_words(language)
        counts = {"files": len(self.uploads), "size": readable(self.size), "gone": len(self.deletions)}
        counts |= {"same": self.same}
        if self.problems:
            if self.target:
                yield say("publish-refused", target=self.target)
            return
        if self.is_dry:
            for name, paths in (("publish-upload", self.uploads), ("publish-delete", self.deletions)):
                yield from (say(name, path=path) for path in paths[:_SHOWN])
                if len(paths) > _SHOWN:
                    yield say("publish-more", count=len(paths))
            yield say("publish-dry", target=self.target, **counts)
        elif not self.uploads and not self.deletions:
            yield say("publish-same", target=self.target, same=self.same)
        else:
            yield say("publish-done", target=self.target, generation=self.generation, **counts)
        if self.folder:
            yield say("publish-packed", folder=self.folder)
        if self.foreign:
            shown = "、".join(self.foreign[:5]) + ("……" if len(self.foreign) > 5 else "")
            yield say("publish-foreign", count=len(self.foreign), files=shown)
        if self.deleted_first:
            yield say("publish-deleted-first", target=self.target)


def readable(size: int) -> str:
    """Write a number of bytes for people."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size} {unit}"
        size = round(size / 1000)
    return f"{size} GB"


def as_json(results: Iterable[Published], language: str) -> str:
    """Return what became of all targets as one JSON document."""
    results = tuple(results)
    problems = [problem_values(problem, language) for result in results for problem in result.problems]
    told: Plain = {"problems": [*problems], "targets": [result.values() for result in results]}
    return json.dumps(told, ensure_ascii=False, indent=1)
