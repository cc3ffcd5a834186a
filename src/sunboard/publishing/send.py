"""Carrying a plan out: several connections, other tries with back-off, and an order in which nothing breaks.

The index's top is written first, with the name of whoever publishes: that is the lock. Then the waves of
files, the parts of the index, its top, and the deletions.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar

from sunboard.hosting import (
    HOST_BUSY,
    HOST_FILE_FOREIGN,
    HOST_IN_USE,
    HOST_LOGIN,
    HOST_UNREACHABLE,
    SITE_NOT_BUILT,
    FileStands,
    Host,
    Refusal,
    laid_aside,
)
from sunboard.lazy import dataclass
from sunboard.model.plain import sha256
from sunboard.publishing.index import TOP, Attempt, Top, in_beijing, part_path
from sunboard.publishing.looking import TEMPORARY, read_top
from sunboard.publishing.memory import Memory
from sunboard.publishing.outputs import LocalFile
from sunboard.publishing.plan import Held, Plan, Upload

T = TypeVar("T")

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each further try of what was refused for a moment."""
SILENCES = 2
"""How often a host that has worked may say nothing until its time is out."""
_CROWDED = (HOST_UNREACHABLE, HOST_LOGIN, HOST_BUSY)
"""What a host says that takes no more connections, or that is just coming back."""


@dataclass(slots=True)
class Line:
    """A connection that is opened when it is needed, and again after it broke."""

    connect: Callable[[], Host]
    sleep: Callable[[float], None]
    temporary: str = TEMPORARY  # the name under which its files arrive
    host: Host | None = None
    has_worked: bool = False
    deletes_first: bool = False

    def do(self, action: Callable[[Host], T]) -> T:
        """Do something on the host, again after each refusal that may pass; raises the last Refusal."""
        silences = 0
        for pause in (*PAUSES, None):
            try:
                if self.host is None:
                    self.host = self.connect()
                done = action(self.host)
                self.has_worked = True
                self.deletes_first |= self.host.deletes_first
                return done
            except Refusal as refusal:
                may_pass = refusal.passing or (self.has_worked and refusal.fault in _CROWDED)
                silences += refusal.is_silence
                if may_pass:
                    self.close()
                is_lost = silences >= (SILENCES if self.has_worked else 1)
                if pause is None or not may_pass or is_lost:
                    raise
                self.sleep(pause)
        raise AssertionError

    def put(self, path: str, data: bytes) -> None:
        """Put a file of the index in its place."""
        self.do(lambda host: host.write(path, data, temporary=self.temporary, over=True))

    def delete(self, path: str) -> None:
        """Delete a file."""
        self.do(lambda host: host.delete(path))

    def close(self) -> None:
        """End the connection."""
        if self.host is not None:
            self.deletes_first |= self.host.deletes_first
            self.host.close()
            self.host = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far it is: files and bytes that travelled, of all."""

    files: int
    of_files: int
    size: int
    of_size: int


@dataclass(slots=True, kw_only=True)
class Sending:
    """One publishing, from its lock to its last deletion."""

    site: Path  # the folder with the files
    plan: Plan
    held: Held
    lines: list[Line]
    memory: Memory
    attempt: Attempt
    tell: Callable[[Progress], None] = lambda progress: None
    _progress: Progress = Progress(files=0, of_files=0, size=0, of_size=0)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _foreign: str = ""

    def run(self) -> Top:
        """Carry the plan out and return the index's top as it stands then; raises Refusal.

        After a refusal all that was reachable before is whole; the lock is given back as far as the host
        allows.
        """
        uploads = self.plan.uploads
        size = sum(upload.file.size for upload in uploads)
        self._progress = Progress(files=0, of_files=len(uploads), size=0, of_size=size)
        files = self.held.top.unsure.union(upload.path for upload in uploads)
        self.attempt = replace(self.attempt, files=files)
        self._lock()
        try:
            for wave in self.plan.waves:
                self._travel(wave)
            return self._settle()
        except Refusal:
            self._unlock()
            raise

    # ---- the lock

    def _lock(self) -> None:
        gone = frozenset(self.plan.deletions)
        locked = replace(self.held.top, attempt=self.attempt, gone=gone).to_bytes()
        self.memory.begin(self.attempt.id, self.held.sent)  # before anybody can see the attempt
        self._main.put(TOP, locked)
        mine = self._main.do(read_top)
        if mine is None or mine.attempt is None or mine.attempt.id != self.attempt.id:
            raise in_use(mine.attempt if mine else None)
        if cut := self.held.top.attempt:
            self._tidy(cut)
        if self.held.aside:
            self._main.delete(self.held.aside)

    def _unlock(self) -> None:
        """Say that nobody publishes any more; what the host refuses now, it has refused before."""
        attempt = replace(self.attempt, is_live=False, files=self.attempt.files - {self._foreign})
        top = replace(self.held.top, attempt=attempt, gone=frozenset(self.plan.deletions))
        line = self._main
        try:
            if line.host is None:
                line.host = line.connect()
            line.host.write(TOP, top.to_bytes(), temporary=line.temporary, over=True)
        except Refusal:
            line.close()

    def _tidy(self, attempt: Attempt) -> None:
        """Delete what an attempt may have left under temporary names."""
        for number in range(len(self.lines)):
            temporary = temporary_name(attempt.id, number)
            self._main.delete(temporary)
            self._main.delete(laid_aside(temporary))

    @property
    def _main(self) -> Line:
        return self.lines[0]

    # ---- the files

    def _travel(self, wave: Iterable[Upload]) -> None:
        """Send the files of one wave over all lines, and wait for the last."""
        waiting: SimpleQueue[Upload] = SimpleQueue()
        for upload in wave:
            waiting.put(upload)
        while not waiting.empty():
            refusals: SimpleQueue[BaseException] = SimpleQueue()
            workers = [
                threading.Thread(target=self._work, args=(line, waiting, refusals), daemon=True)
                for line in self.lines[: waiting.qsize()]
            ]
            try:
                for worker in workers:
                    worker.start()
                for worker in workers:
                    while worker.is_alive():
                        worker.join(0.2)  # so that Ctrl-C is heard
            except KeyboardInterrupt:
                for line in self.lines:
                    line.close()
                raise
            if not refusals.empty():
                raise refusals.get()

    def _work(self, line: Line, waiting: SimpleQueue[Upload], refusals: SimpleQueue[BaseException]) -> None:
        while refusals.empty():
            try:
                upload = waiting.get_nowait()
            except Empty:
                return
            try:
                self._send(line, upload)
            except BaseException as error:  # whatever it is, it is raised where all lines end
                crowded = isinstance(error, Refusal) and error.fault in _CROWDED
                if crowded and not line.has_worked and line is not self._main:
                    waiting.put(upload)  # the host takes fewer connections; the others go on
                else:
                    refusals.put(error)
                return

    def _send(self, line: Line, upload: Upload) -> None:
        """Send one file, and write down that it stands."""
        path, file = upload.path, upload.file
        data = as_built(self.site, path, file)
        over = not upload.is_new or path in self.held.top.unsure
        try:
            line.do(lambda host: host.write(path, data, temporary=line.temporary, over=over))
        except FileStands:
            if line.do(lambda host: host.read(path)) != data:
                self._foreign = path
                raise Refusal(HOST_FILE_FOREIGN, path) from None
        with self._guard:
            self.memory.note(path, file)
            done = self._progress
            self._progress = replace(done, files=done.files + 1, size=done.size + file.size)
            self.tell(self._progress)

    # ---- the end

    def _settle(self) -> Top:
        """Write the index, then delete what it no longer lists."""
        for slug, part in self.plan.parts.items():
            self._main.put(part_path(slug), part.to_bytes())
        gone = frozenset(self.plan.deletions)
        generation = self.held.top.generation + 1
        who, when = self.attempt.who, self.attempt.when
        known = {upload.path for upload in self.plan.uploads}.union(self.held.sent)
        left = self.held.top.unsure - known
        top = replace(self.plan.top, generation=generation, who=who, when=when, gone=gone, left=left)
        self._main.put(TOP, top.to_bytes())
        if gone:
            for path in self.plan.deletions:
                self._main.delete(path)
            top = replace(top, gone=frozenset())
            self._main.put(TOP, top.to_bytes())
        if any(line.deletes_first for line in self.lines):
            self._tidy(self.attempt)
        return top


def temporary_name(attempt: str, number: int) -> str:
    """Return the name under which the files of a connection of an attempt arrive."""
    return f"{TEMPORARY}{attempt}-{number}"


def in_use(attempt: Attempt | None) -> Refusal:
    """Return what is said where somebody else publishes."""
    who, when = (attempt.who, in_beijing(attempt.when)) if attempt else ("?", "?")
    return Refusal(HOST_IN_USE, who, who=who, when=when)


def as_built(site: Path, path: str, file: LocalFile) -> bytes:
    """Return a file's bytes; raises Refusal where they are not what was built."""
    try:
        data = (site / path).read_bytes()
    except FileNotFoundError:
        raise Refusal(SITE_NOT_BUILT, path, sort="missing") from None
    if sha256(data) != file.sha256:
        raise Refusal(SITE_NOT_BUILT, path, sort="changed")
    return data
