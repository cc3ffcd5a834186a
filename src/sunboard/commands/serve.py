"""Serve: build while somebody writes, and tell the pages that are open what is new.

A save is shown in two steps. First the pages of the village whose file it is: what stands above the villages
is kept open, so that nothing grows with the county. Then, once nobody writes, everything that follows:
papers, screens, the pages above, and what was gone. The second step is a whole build like any other, and
gives way to a new save. Nothing is issued: what waits for a number shows what stands in for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import field, replace
from datetime import date
from functools import partial
from pathlib import Path

from sunboard.building.jobs import BuildRequest
from sunboard.building.last import told_last
from sunboard.building.memory import recall
from sunboard.building.opened import Opened
from sunboard.building.run import Workers
from sunboard.building.site import OpenSite, Unusable, open_site
from sunboard.building.villages import rebuild
from sunboard.building.warm import Warmth
from sunboard.commands.build import Stopped, build
from sunboard.contracts import AnyRecord, Around, Artifact, Channel, Check, Finding, Parts, Rendered, Task
from sunboard.engines.template_broken import TemplateBroken
from sunboard.lazy import dataclass
from sunboard.model.problem import Problem
from sunboard.reading.listing import REGISTER, Listing, list_folders
from sunboard.reporting.report import Report, report_of, sorted_once
from sunboard.reporting.words import load_words
from sunboard.serving.changes import Changes
from sunboard.serving.events import Events
from sunboard.serving.telling import summary_of, told_problems
from sunboard.theming import Theme

PAUSE = 1.5
"""Seconds without a save after which everything else is made."""
_NOTHING_SAVED = "?"
"""The name of no file: its village is built once, and what it takes is kept in memory."""
_AGAIN = 1.0
"""Seconds after which a file is tried again that another program holds."""


@dataclass(slots=True, kw_only=True)
class Serving:
    """A preview under way. `today` is asked before each build, `pool` opens what opens processes for one."""

    request: BuildRequest
    parts: Parts
    language: str
    changes: Changes
    events: Events
    today: Callable[[], date]
    pool: Callable[[], AbstractContextManager[Callable[[int], Workers]]]
    opened: Opened | None = None  # nothing while the places above the villages have to be read anew
    problems: tuple[Problem, ...] = ()
    warm: Warmth = field(default_factory=Warmth)
    spoken: Callable[[str], str] = str  # turns hints into what the person has to type
    looked_at: set[str] = field(default_factory=set)  # slugs of villages to get ready once that is open

    def run(self) -> None:
        """Build, then build again after each change, until somebody stops it."""
        if (self.request.output / "manifest").is_dir():
            self._tried(partial(self._open, self.request))  # what stands can be edited at once
        else:
            self._tried(partial(self._whole, self.first))  # pages first: there is something to see sooner
        pause: float | None = 0.0
        while True:
            pause = self.step(pause)

    def look(self, slug: str) -> None:
        """Get ready for a save in a village whose page somebody opened, from whatever thread."""
        if self.opened is None:
            self.looked_at.add(slug)
            return
        for home in self.opened.site.homes:
            if home.slug == slug and home.folder not in self.warm:
                self.changes.note(str((self.request.content / home.folder / _NOTHING_SAVED).resolve()))

    def step(self, pause: float | None) -> float | None:
        """Show what is saved within a pause, or else make all that follows; return how long to wait next.

        None means until something is saved.
        """
        if saved := self.changes.take(pause):
            self._tried(partial(self._saved, saved))
            return PAUSE if self.opened else 0.0
        return None if self._tried(partial(self._whole, self.request)) else _AGAIN

    @property
    def first(self) -> BuildRequest:
        """Return what is asked for where only pages are wanted."""
        pages = frozenset(name for name, channel in self.parts.channels.items() if channel.pages)
        asked = self.request.options.only
        only = (pages & asked) or asked or pages
        return replace(self.request, options=replace(self.request.options, only=only))

    def _tried(self, step: Callable[[], object]) -> bool:
        """Take a step, and tell what stops it; return whether it came to its end."""
        say = load_words(self.language)
        try:
            step()
        except Stopped:
            return False
        except Unusable as unusable:
            self.opened, self.problems = None, unusable.problems
            self._tell((), stopped=say("serve-unusable"))
            return True  # only a save mends it
        except TemplateBroken as broken:
            self.opened = None
            self._tell((), stopped=say("stop-theme", path=broken.path, line=broken.line))
            return True
        except OSError as error:
            if error.errno is None:
                raise  # a library's own error that is kin to it: a bug
            self.opened = None
            self._tell((), stopped=say("serve-again", path=error.filename, why=error.strerror))
            return False
        return True

    def _saved(self, paths: Iterable[str]) -> None:
        """Show the pages of villages whose own files were saved; whatever else waits for the whole build."""
        opened, today = self.opened, self.today()
        folders = None if opened is None else touched(paths, opened.request.content, opened.site)
        if opened is None or folders is None or opened.request.now != today:
            self.opened = None
            return
        request = replace(self.first, now=today, villages=opened.site.asked)
        site = replace(opened.site, inputs=replace(opened.site.inputs, options=request.options))
        memory = replace(opened.memory, hasty=True)
        outcomes = rebuild(replace(opened, request=request, site=site, memory=memory), folders)
        slugs = {outcome.slug for outcome in outcomes}
        others = (problem for problem in self.problems if problem.village not in slugs)
        own = (problem for outcome in outcomes for problem in outcome.told.problems)
        self.problems = sorted_once((*others, *own))
        written = [path for outcome in outcomes for path, _ in outcome.written]
        self._tell(written, busy=load_words(self.language)("serve-rest"))

    def _whole(self, request: BuildRequest) -> None:
        """Make everything that is not as it would be made."""
        say = load_words(self.language)
        request = replace(request, now=self.today())
        self.events.tell(busy=say("serve-busy"))
        listings = list_folders(request.content)
        told = told_last(request, listings)
        report = report_of(told) if told else self._built(request, listings)
        self.problems = report.problems
        self._tell([path for path, _ in report.written])
        self._open(request)

    def _open(self, request: BuildRequest) -> None:
        """Open what the next save needs."""
        request = replace(request, now=self.today())
        memory = recall(request, self.warm)
        site = open_site(request, self.parts, memory.folders)
        self.opened = Opened(request=request, parts=self.parts, site=site, memory=memory)
        while self.looked_at:
            self.look(self.looked_at.pop())

    def _built(self, request: BuildRequest, listings: Mapping[str, Listing]) -> Report:
        say = load_words(self.language)

        def look() -> None:
            if self.changes.waiting and self.opened:
                raise Stopped

        def progress(done: int, total: int, name: str) -> None:
            self.events.tell(busy=say("serve-progress", done=done, total=total, name=name))
            look()

        if self.opened:  # in this process, which can give way at any output
            parts = with_breaks(self.parts, look)
            return build(request, parts, progress=progress, warm=self.warm, listings=listings)
        with self.pool() as workers:
            return build(request, self.parts, workers, progress, listings=listings)

    def _tell(self, changed: Iterable[str], *, busy: str = "", stopped: str = "") -> None:
        self.events.tell(
            changed,
            busy=busy,
            stopped=stopped,
            summary=summary_of(self.problems, self.language),
            problems=tuple(told_problems(self.problems, self.language, self.spoken)),
        )


def touched(paths: Iterable[str], content: Path, site: OpenSite) -> frozenset[str] | None:
    """Return the folders of the villages that files belong to.

    Nothing where one belongs to no village, or may give a village another name or address.
    """
    known, root = {home.folder for home in site.homes}, content.resolve()
    found = set()
    for path in map(Path, paths):
        if not path.is_relative_to(root):
            return None
        parts = path.relative_to(root).parts
        folder = "/".join(parts[:2])
        if folder not in known or len(parts) == 2 or parts[2] in ("village.yaml", REGISTER):
            return None
        found.add(folder)
    return frozenset(found)


def with_breaks(parts: Parts, look: Callable[[], None]) -> Parts:
    """Return the same parts, which look up before each check and output, and may be stopped there."""

    def looking(check: Check) -> Check:
        def find(record: AnyRecord, around: Around) -> Iterable[Finding]:
            look()
            return check.find(record, around)

        return replace(check, find=find)

    def breaking(channel: Channel) -> Channel:
        def each(plan: Iterable[Task | Artifact]) -> Iterator[Task | Artifact]:
            for item in plan:
                look()
                yield item

        def render(task: Task, theme: Theme) -> Rendered:
            look()
            return channel.render(task, theme)

        return replace(
            channel,
            plan_village=lambda village, theme: each(channel.plan_village(village, theme)),
            plan_site=lambda site, theme: each(channel.plan_site(site, theme)),
            render=render,
        )

    channels = {name: breaking(channel) for name, channel in parts.channels.items()}
    return replace(parts, checks=tuple(map(looking, parts.checks)), channels=channels)
