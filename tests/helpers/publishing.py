"""A small built site made directly, and a person's desk, for tests of publishing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sunboard.commands.publish import publish
from sunboard.hosting import Label, Publisher
from sunboard.model.plain import sha256
from sunboard.model.problem import Problem
from sunboard.parts import load_publishers
from sunboard.publishing.index import is_of_index
from sunboard.publishing.published import Published
from sunboard.publishing.send import Progress
from sunboard.publishing.target import Desk, PublishRequest
from sunboard.settings.publishing import Target
from tests.helpers.links import broken

BASE = "https://gk.yunxi.gov.cn/cwgk"


@dataclass(slots=True)
class BuiltSite:
    """An output folder as a build leaves it: pages that lead to one another, and their manifests.

    `villages` are the texts of each village's records, by number.
    """

    home: Path
    villages: dict[str, dict[str, str]] = field(
        default_factory=lambda: {"liuwan": {"2026-0001": "路灯", "2026-0002": "水渠"}, "hetan": {}}
    )
    files: dict[str, bytes] = field(default_factory=lambda: {"assets/site.css": b"p{}"})
    built: str = "2026-03-10"
    editions: dict[str, int] = field(default_factory=dict)  # those that are not the first, by number

    def __post_init__(self) -> None:
        self.content.mkdir(parents=True, exist_ok=True)
        (self.content / "site.yaml").write_text(f"标题: 云溪县村务公开\n网址: {BASE}\n", "utf-8")
        self.build()

    @property
    def content(self) -> Path:
        return self.home / "content"

    @property
    def output(self) -> Path:
        return self.home / "output"

    @property
    def site(self) -> Path:
        return self.output / "site"

    def targets(self, text: str) -> None:
        (self.content / "publish.yaml").write_text(f"发布目标:\n{text}\n", "utf-8")

    def build(self) -> None:
        """Write every page and manifest, as they now are."""
        homes = [f"{slug}/index.html" for slug in self.villages]
        above = dict(self.files)
        above["index.html"] = _page(homes, "assets/site.css")
        above["sitemap.xml"] = "\n".join(homes).encode()
        self._manifest("site", above, {"base_url": BASE, "qr_base": "", "villages": [*self.villages]})
        for slug, records in self.villages.items():
            pages = {f"{slug}/{number}/index.html": text for number, text in records.items()}
            made = {path: _page(["../index.html"], text) for path, text in pages.items()}
            for path, text in pages.items():
                made[path.replace("index.html", "record.json")] = _record(path.split("/")[1], text)
            links = [path.removeprefix(f"{slug}/") for path in pages]
            made[f"{slug}/current/index.html"] = _page([f"../{link}" for link in links], slug)
            up = ["../index.html", "current/index.html"]
            made[f"{slug}/index.html"] = _page(up, "".join(records.values()))
            listed = [
                {
                    "number": path.split("/")[1],
                    "edition": self.editions.get(path.split("/")[1], 1),
                    "page": f"site/{path}",
                    "url": f"{BASE}/{path.removesuffix('index.html')}",
                }
                for path in pages
            ]
            self._manifest(slug, made, {"village": slug, "name": slug, "records": listed, "held": []})

    def _manifest(self, name: str, made: Mapping[str, bytes], told: Mapping[str, object]) -> None:
        for path, data in made.items():
            target = self.site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        outputs = [
            {"path": f"site/{path}", "sha256": sha256(data), "bytes": len(data), "channel": "web"}
            for path, data in sorted(made.items())
        ]
        manifest = self.output / "manifest" / f"{name}.json"
        manifest.parent.mkdir(parents=True, exist_ok=True)
        manifest.write_text(json.dumps({"built": self.built, **told, "outputs": outputs}), "utf-8")

    def tree(self) -> dict[str, bytes]:
        """Return every file that the manifests name."""
        named = set[str]()
        for manifest in (self.output / "manifest").glob("*.json"):
            named |= {
                one["path"].removeprefix("site/")
                for one in json.loads(manifest.read_text("utf-8"))["outputs"]
            }
        return {path: (self.site / path).read_bytes() for path in named}


def _record(number: str, text: str) -> bytes:
    told: dict[str, object] = {"number": number, "kind": "matter", "title": text, "amount": "3800.00"}
    told |= {"body": "坏了6盏。", "decision": {"supervision": {"name": "吴月琴"}}, "related": ["=1+1", "A07"]}
    return json.dumps(told, ensure_ascii=False).encode()


def _page(links: Iterable[str], text: str) -> bytes:
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    return f"<!doctype html><title>{text}</title>{anchors}<p>{text}</p>".encode()


def tree_of(root: Path) -> dict[str, bytes]:
    """Return what a host holds beside the index."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not is_of_index(name)}


def dead_links(root: Path) -> list[str]:
    """Return the links on a host that lead nowhere."""
    return broken(root, BASE)


@dataclass(slots=True)
class Person:
    """Who publishes: what he answers, and what he was told and waited for."""

    answer: bool = False
    password: str | None = "geheim-3f9c"
    attempt: str = "desk-a"
    timeout: float = 5
    asked: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    heard: list[Progress] = field(default_factory=list)

    def agree(self, problems: Iterable[Problem]) -> bool:
        self.asked += [problem.fault.code for problem in problems]
        return self.answer

    def secret(self, name: str, target: Target) -> str | None:
        return self.password

    def desk(self) -> Desk:
        return Desk(
            who="青石镇",
            when="2026-03-10T08:00:00+00:00",
            attempt=self.attempt,
            secret=self.secret,
            agree=self.agree,
            sleep=self.waited.append,
            timeout=self.timeout,
            tell=self.heard.append,
        )


def published(
    built: BuiltSite,
    person: Person | None = None,
    *,
    target: str = "",
    yes: bool = False,
    dry_run: bool = False,
    villages: Iterable[str] = (),
    publishers: Mapping[str, Publisher] | None = None,
    labels: Mapping[str, Label] | None = None,
) -> Published:
    """Publish to the one target, and return what became of it."""
    request = PublishRequest(
        content=built.content,
        output=built.output,
        target=target,
        agreed=yes,
        dry_run=dry_run,
        villages=frozenset(villages),
        labels=labels or {},
    )
    (result,) = publish(request, publishers or load_publishers(), (person or Person()).desk())
    return result


def publish_alone(built: BuiltSite) -> None:
    """Publish in a process of its own, which may be killed."""
    published(built, yes=True)


def codes(result: Published) -> list[str]:
    """Return the faults that kept a site from being published."""
    return [problem.fault.code for problem in result.problems]
