"""Verify: fetch the published site and say whether it is what was built, and what a villager meets."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

from sunboard.building.write import put
from sunboard.commands.publish import open_target
from sunboard.engines.http import Client
from sunboard.faults import fault
from sunboard.hosting import SITE_NOT_BUILT, Publisher, Refusal
from sunboard.lazy import dataclass
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.publishing.index import TOP, IndexBroken, Top, in_beijing, is_of_index, parse_top
from sunboard.publishing.issued import ever_issued
from sunboard.publishing.live import (
    INDEX,
    LIVE_MISSING,
    LIVE_REFUSED,
    Visitor,
    compared,
    extras,
    unanswered,
    weight,
)
from sunboard.publishing.met import days_left, is_filed, met
from sunboard.publishing.outputs import FOLDER, LocalFile, Outputs, load_outputs
from sunboard.publishing.plan import digests_of
from sunboard.publishing.send import as_built
from sunboard.reading.settings import read_publish_settings, read_site_settings
from sunboard.reporting.files import report_files
from sunboard.reporting.report import Live, Report, sorted_once
from sunboard.reporting.words import PROGRAM
from sunboard.settings.publishing import Target

LIVE_EXTRA = fault("live-extra")
LIVE_OLD = fault("live-old")
LIVE_GONE = fault("live-gone")
ADDRESS_MISSING = fault("address-missing")

_AT_ONCE = 8
_MOST_UNANSWERED = 8
"""How many addresses in a row may give no answer before the rest is not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRequest:
    """What is asked for."""

    content: Path
    output: Path
    language: str
    address: str = ""  # the site's own where none is given
    report: bool = False
    today: date
    called: str = PROGRAM  # what a person has to type to run it


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What it takes: ways to hosts, their secrets as far as nobody has to be asked, and a clock."""

    publishers: Mapping[str, Publisher]
    secret: Callable[[str, Target], str | None]
    clock: Callable[[], float]
    progress: Callable[[int, int, str], None] = lambda done, total, name: None
    timeout: float = 30  # seconds in which a server must say something


def verify(request: VerifyRequest, means: Means) -> Report:
    """Look at the published site; every problem is one of the report."""
    outputs = load_outputs(request.output)
    if outputs is None:
        missing = Problem(SITE_NOT_BUILT, Place(), str(request.output), {"sort": "nothing"})
        return Report((missing,), unusable=True)
    settings = request.content / "site.yaml"
    site = read_site_settings(settings.read_bytes()).understood if settings.is_file() else None
    address = request.address or (outputs.addresses[0] if outputs.addresses else "")
    if not address:
        return Report((Problem(ADDRESS_MISSING, Place("site.yaml")),), unusable=True)
    address = address if "://" in address else f"https://{address}"
    base = f"{address.removesuffix('index.html').rstrip('/')}/"
    client = Client(ssl.create_default_context(), means.timeout)
    visitor = Visitor(base, client, means.clock)
    look = _Look(request, means, outputs, visitor)
    try:
        front = visitor.visit(base)
        problems = (*met(visitor, front, site, outputs, request.today), *look.problems())
    except Refusal as refusal:
        return Report((unanswered(refusal, Place(INDEX), base),), today=request.today.isoformat())
    finally:
        client.close()
    records = sum(len(share.records) for share in outputs.villages.values())
    differing = {one.place.path for one in problems if one.is_error}.intersection(outputs.files)
    report = Report(
        sorted_once(problems),
        records=records,
        today=request.today.isoformat(),
        live=Live(
            files=len(outputs.files),
            same=look.compared - len(differing),
            hops=front.hops,
            seconds=front.seconds,
            size=weight(front.answer.body, outputs.files),
            days=days_left(front.ends, request.today) if front.ends else None,
            is_filed=is_filed(site, front),
        ),
    )
    if request.report:
        for file in report_files(report, request.language, request.called):
            put(request.output, file.output.replace("problems", "verify"), file.make())
        report = replace(report, report_file=str(request.output / "report" / "verify.html"))
    return report


@dataclass(slots=True)
class _Look:
    """One look at a published site, and how it goes."""

    request: VerifyRequest
    means: Means
    outputs: Outputs
    visitor: Visitor
    compared: int = 0  # files
    unanswered: int = 0  # addresses in a row

    def problems(self) -> Iterator[Problem]:
        """Yield everything in which the site differs from what was built."""
        yield from self._compared()
        yield from self._ever_issued()
        if self._is_lost:
            yield Problem(LIVE_GONE, Place(), self.visitor.base)
            return
        indexed = _index(self.visitor)
        if indexed:
            yield from _old(self.outputs, indexed[0])
        yield from _extra(self.request, self.means, self.outputs, indexed)

    def _compared(self) -> Iterator[Problem]:
        """Yield what differs between what was built and what the world sees, several at a time."""
        files = self.outputs.files
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for count, problems in enumerate(pool.map(self._of_file, files, files.values()), 1):
                self.means.progress(count, len(files), "")
                self.compared += problems is not None
                yield from problems or ()

    def _of_file(self, path: str, file: LocalFile) -> tuple[Problem, ...] | None:
        """Return what is wrong with a file, None where it was not looked at."""
        if self._is_lost:
            return None
        try:
            ours = as_built(self.request.output / FOLDER, path, file)
        except Refusal as refusal:
            return (Problem(refusal.fault, Place(path), path, refusal.details),)
        return self._noted(compared(self.visitor, path, file, ours))

    def _ever_issued(self) -> Iterator[Problem]:
        """Yield the addresses that were issued, are in no manifest and do not answer."""
        known = {issued.page for share in self.outputs.villages.values() for issued in share.records.values()}
        for slug, number in ever_issued(self.request.content):
            if f"{slug}/{number}/index.html" not in known and not self._is_lost:
                yield from self._noted(_issued(self.visitor, f"{slug}/{number}/"))

    def _noted(self, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """Note whether an address answered; return what is wrong with it."""
        problems = tuple(found)
        self.unanswered = self.unanswered + 1 if any(one.fault is LIVE_REFUSED for one in problems) else 0
        return problems

    @property
    def _is_lost(self) -> bool:
        """Tell whether nothing more is to be expected."""
        return self.unanswered >= _MOST_UNANSWERED


def _issued(visitor: Visitor, path: str) -> Iterator[Problem]:
    """Yield what is wrong with an address that was issued, whatever its page says by now."""
    place, address = Place(path), f"{visitor.base}{path}"
    try:
        answer = visitor.visit(address).answer
    except Refusal as refusal:
        yield unanswered(refusal, place, address)
        return
    if answer.status != 200:
        yield Problem(LIVE_MISSING, place, address, {"sort": "issued", "status": answer.said})


def _index(visitor: Visitor) -> tuple[Top, bytes] | None:
    """Return the index that the world can read, if it can."""
    try:
        answer = visitor.visit(f"{visitor.base}{TOP}").answer
        return (parse_top(answer.body), answer.body) if answer.status == 200 else None
    except (Refusal, IndexBroken):
        return None


def _old(outputs: Outputs, top: Top) -> Iterator[Problem]:
    """Yield what is wrong where the host's index is of another build."""
    if top.built < outputs.built or top.parts != {**top.parts, **digests_of(outputs)}:
        told = {
            "generation": str(top.generation),
            "when": in_beijing(top.when) or "?",
            "built": outputs.built,
            "host": top.built or "?",
        }
        yield Problem(LIVE_OLD, Place(TOP), "", told)


def _extra(
    request: VerifyRequest, means: Means, outputs: Outputs, indexed: tuple[Top, bytes] | None
) -> Iterator[Problem]:
    """Yield the files that nobody built: those that the place behind the address lists, or its index."""
    known, listed = frozenset(outputs.files), dict[str, int]()
    if indexed:
        top, data = indexed
        listed = {path: file.size for path, file in top.files.items()} | dict.fromkeys(top.gone, 0)
        for host_files in _behind(request, means, data):
            listed |= host_files
    kept = tuple(f"{slug}/" for slug in (indexed[0].parts if indexed else ()) if slug not in outputs.villages)
    for path in extras(listed, known):
        if not is_of_index(path) and not path.startswith(kept or ("\0",)):
            yield Problem(LIVE_EXTRA, Place(path), path)


def _behind(request: VerifyRequest, means: Means, index: bytes) -> Iterator[dict[str, int]]:
    """Yield the files of each target that has the same index as the address: it is the place behind it."""
    data = request.content / "publish.yaml"
    settings = read_publish_settings(data.read_bytes()) if data.is_file() else None
    if settings is None or settings.understood is None or any(one.is_error for one in settings.problems):
        return
    for name, target in settings.understood.targets.items():
        host = open_target(request.content, name, target, means.publishers, means.secret, means.timeout)
        if host is None:
            continue
        try:
            if host.read(TOP) == index:
                yield dict(host.sizes())
        except Refusal:
            continue  # what cannot be listed is not known to have more
        finally:
            host.close()
