"""Publish to one target: look at what it holds, compare, ask where something speaks against it, and send."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from sunboard.faults import Detail, fault
from sunboard.hosting import HOST_KEY_UNKNOWN, SITE_NOT_BUILT, Delivery, Label, Opening, Publisher, Refusal
from sunboard.lazy import dataclass
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.publishing.guards import never, unless_agreed
from sunboard.publishing.index import TOP, Attempt, Top, part_path
from sunboard.publishing.looking import (
    Unindexed,
    compare_files,
    list_files,
    read_aside,
    read_held,
    read_top,
)
from sunboard.publishing.memory import Memory
from sunboard.publishing.outputs import FOLDER, Outputs
from sunboard.publishing.plan import Held, Plan, make_plan
from sunboard.publishing.published import Published
from sunboard.publishing.send import Line, Progress, Sending, as_built, in_use, temporary_name
from sunboard.settings.places import Site
from sunboard.settings.publishing import Target

HOST_UNINDEXED = fault("host-without-index")
SHOWN = 5  # names told in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRequest:
    """What is asked for."""

    content: Path
    output: Path
    labels: Mapping[str, Label] = field(default_factory=dict)  # of all fields, for people who get data
    target: str = ""  # empty where there is but one
    all_targets: bool = False
    villages: frozenset[str] = frozenset()  # slugs or names; empty means all
    dry_run: bool = False
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What stands around a publishing: who does it, when, and what can be asked and told meanwhile."""

    who: str
    when: str  # ISO time, UTC
    attempt: str  # by which the attempts of this computer are known
    secret: Callable[[str, Target], str | None]  # that of a target, by its name
    agree: Callable[[Iterable[Problem]], bool]  # asks a person; False where there is none to be asked
    sleep: Callable[[float], None]
    timeout: float = 30  # seconds in which a host must say something
    tell: Callable[[Progress], None] = lambda progress: None
    rest: Callable[[], None] = lambda: None  # nothing more travels to this target


class Refused(Exception):
    """Ends the publishing of a target."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def problem_of(refusal: Refusal, target: Target, name: str) -> Problem:
    """Return what is told of a refusal."""
    host = target.host or target.endpoint or target.folder or ""
    details = {
        "sort": "host" if target.host or target.endpoint else "folder",
        "target": name,
        "host": host,
        "user": target.user or "",
        "folder": target.folder or "/",
        "port": str(target.port or ""),
        "said": refusal.said or "?",
        **refusal.details,
    }
    details["path"] = details.get("path") or details["folder"]  # where the top itself was refused
    return Problem(refusal.fault, target.at(), refusal.said, details)


@dataclass(slots=True)
class TargetPublishing:
    """The publishing to one target."""

    request: PublishRequest
    desk: Desk
    name: str
    opening: Opening
    publisher: Publisher
    outputs: Outputs
    site: Site | None
    lines: list[Line] = field(default_factory=list)
    has_waited: bool = False  # for a person, or for a whole host to be compared

    def run(self) -> Published:
        """Look, compare, guard, and send what differs."""
        request, target = self.request, self.opening.target
        if problems := tuple(never(self.outputs, self.site, target)):
            raise Refused(*problems)
        memory = Memory(request.output, self.name)
        self.lines = [
            Line(
                lambda: self.publisher.open(self.opening),
                self.desk.sleep,
                temporary_name(self.desk.attempt, number),
            )
            for number in range(self.publisher.connections)
        ]
        try:
            held = self._held(memory)
            plan = make_plan(self.outputs, held, request.villages)
            self._ask(unless_agreed(self.outputs, held, plan))
            self._still(held)
            return self._carry_out(held, plan, memory)
        finally:
            self.desk.rest()
            for line in self.lines:
                line.close()

    def _held(self, memory: Memory) -> Held:
        """Return what the host holds of ours."""
        line = self.lines[0]
        top, aside = self._trusting(lambda: line.do(read_top)), ""
        if top is None:
            found = line.do(list_files)
            top, aside = line.do(lambda host: read_aside(host, found))
        if top is None:
            return self._unindexed(found)
        attempt = top.attempt
        is_ours = attempt is not None and attempt.id == self.desk.attempt
        sent = memory.sent(self.desk.attempt) if is_ours else {}
        if attempt and attempt.is_live and not is_ours and not self.request.agreed:
            raise in_use(attempt)
        remembered = memory.parts()
        held = line.do(lambda host: read_held(host, top, self.outputs, remembered, sent))
        if top.parts.keys() & self.outputs.villages.keys() <= held.parts.keys():
            return replace(held, aside=aside)
        compared = self._unindexed(line.do(list_files))  # a part of the index is lost
        return replace(compared, top=replace(top, files=compared.top.files), sent=sent)

    def _still(self, held: Held) -> None:
        """End where somebody else began or ended a publishing while a person was asked."""
        if not self.has_waited or self.request.dry_run or self.publisher.pack or held.aside:
            return
        top = self.lines[0].do(read_top) or Top()
        if top.attempt != held.top.attempt or top.generation != held.top.generation:
            raise in_use(top.attempt or Attempt(id="", who=top.who, when=top.when))

    def _trusting(self, look: Callable[[], Top | None]) -> Top | None:
        """Look; where the host's key was never seen, ask whether it is right and look again."""
        try:
            return look()
        except Refusal as refusal:
            fingerprint = refusal.details.get("fingerprint", "")
            problem = problem_of(refusal, self.opening.target, self.name)
            if refusal.fault != HOST_KEY_UNKNOWN or not self.desk.agree([problem]):
                raise
            self.opening = replace(self.opening, fingerprint=fingerprint)
            return look()

    def _unindexed(self, found: Unindexed) -> Held:
        """Return what a host without an index holds; a person has to agree where there is anything."""
        if not found.sizes:
            return Held(top=Top(), parts={})
        same, other, foreign = (names(self.outputs) for names in (found.same, found.other, found.foreign))
        details: dict[str, Detail] = {
            "same": str(len(same)),
            "other": str(len(other)),
            "foreign": str(len(foreign)),
            "files": (*other, *foreign)[:SHOWN] or same[:SHOWN],
        }
        place = self.opening.target.at()
        self._ask([Problem(HOST_UNINDEXED, place, self.name, details)])
        return self.lines[0].do(lambda host: compare_files(host, found, self.outputs, lambda done, of: None))

    def _ask(self, problems: Iterable[Problem]) -> None:
        """End where something speaks against it and nobody agrees."""
        told = tuple(problems)
        self.has_waited |= bool(told)
        if told and not self.request.agreed and (self.request.dry_run or not self.desk.agree(told)):
            raise Refused(*told)

    def _carry_out(self, held: Held, plan: Plan, memory: Memory) -> Published:
        uploads = plan.uploads
        result = Published(
            target=self.name,
            method=self.publisher.name,
            uploads=tuple(upload.path for upload in uploads),
            size=sum(upload.file.size for upload in uploads),
            deletions=plan.deletions,
            same=plan.files - len(uploads),
            generation=held.top.generation,
            foreign=held.foreign,
            is_dry=self.request.dry_run,
        )
        if self.request.dry_run or (plan.is_empty and not held.top.attempt and held.top.generation):
            return result
        if self.request.villages and not held.top.generation:
            raise Refused(Problem(SITE_NOT_BUILT, Place(), self.name, {"sort": "first"}))
        top = self._pack(held, plan) if self.publisher.pack else self._send(held, plan, memory)
        memory.keep(top.to_bytes(), {**held.parts, **plan.parts})
        memory.finish()
        return replace(
            result,
            generation=top.generation,
            deleted_first=any(line.deletes_first for line in self.lines),
            folder=str(self.opening.home / (self.opening.target.folder or "")) if self.publisher.pack else "",
        )

    @property
    def _attempt(self) -> Attempt:
        who = self.opening.target.publisher or self.desk.who
        return Attempt(id=self.desk.attempt, who=who, when=self.desk.when)

    def _send(self, held: Held, plan: Plan, memory: Memory) -> Top:
        sending = Sending(
            site=self.request.output / FOLDER,
            plan=plan,
            held=held,
            lines=self.lines,
            memory=memory,
            attempt=self._attempt,
            tell=self.desk.tell,
        )
        return sending.run()

    def _pack(self, held: Held, plan: Plan) -> Top:
        """Make what somebody carries, and then the index that says what it was."""
        generation, attempt, line = held.top.generation + 1, self._attempt, self.lines[0]
        files = self.outputs.files
        for path, file in files.items():
            as_built(self.request.output / FOLDER, path, file)
        assert self.publisher.pack
        begun = replace(attempt, is_live=False)  # it keeps nobody out, and tells the next of a cut
        line.put(TOP, replace(held.top, attempt=begun).to_bytes())
        self.publisher.pack(
            self.opening,
            Delivery(
                output=self.request.output,
                generation=generation,
                files=tuple(sorted(files)),
                changed=tuple(upload.path for upload in plan.uploads),
                gone=plan.deletions,
                after_cut=held.top.attempt is not None,
                manifests=self.outputs.manifests,
                labels=self.request.labels,
            ),
        )
        top = replace(plan.top, generation=generation, who=attempt.who, when=attempt.when)
        for slug, part in plan.parts.items():
            line.put(part_path(slug), part.to_bytes())
        line.put(TOP, top.to_bytes())
        return top
