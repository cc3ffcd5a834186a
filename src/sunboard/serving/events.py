"""What every open page is told: which outputs changed, what is wrong, what stopped the build."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from threading import Condition

from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values

_REMEMBERED = 100  # changes that a page may have missed and is still told file by file


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """How the preview stands."""

    version: int = 0
    busy: str = ""  # what is being done, in words
    stopped: str = ""  # why nothing could be built, in words
    summary: str = ""  # how many problems there are, in words
    problems: tuple[Values, ...] = ()  # each in words, with the slug of its village

    def told(
        self, village: str, changed: Iterable[str] | None, labels: Mapping[str, str]
    ) -> dict[str, Plain]:
        """Return what a page of a village is told; `changed` are outputs, None where any may have changed."""
        own = [
            dict(problem) for problem in self.problems if problem["village"] in ("", village) or not village
        ]
        return {
            "version": self.version,
            "changed": None if changed is None else [*changed],
            "busy": self.busy,
            "stopped": self.stopped,
            "summary": self.summary,
            "problems": [*own],
            "labels": {**labels},
        }


class Events:
    """The news, for many threads: one tells, the others wait for what they do not know yet."""

    def __init__(self) -> None:
        self._news = News(version=1)
        self._closed = False
        self._changes: deque[tuple[int, tuple[str, ...]]] = deque(maxlen=_REMEMBERED)
        self._told = Condition()

    @property
    def news(self) -> News:
        """Return the newest news."""
        return self._news

    @property
    def version(self) -> int:
        """Return the number of the newest news."""
        return self._news.version

    def tell(self, changed: Iterable[str] = (), **news: object) -> None:
        """Tell that outputs changed, and what else is new; what is not named stays as it was told."""
        with self._told:
            self._news = replace(self._news, version=self._news.version + 1, **news)  # type: ignore[arg-type]
            self._changes.append((self._news.version, tuple(changed)))
            self._told.notify_all()

    def after(self, version: int, timeout: float) -> tuple[News, tuple[str, ...] | None] | None:
        """Wait for news later than a version, and return them with all outputs that changed since.

        Returns None after `timeout` seconds without any. The outputs are None where too much was missed.
        """
        with self._told:
            if not self._told.wait_for(lambda: self._closed or self._news.version != version, timeout):
                return None
            first = self._changes[0][0] if self._changes else self._news.version + 1
            if not first - 1 <= version <= self._news.version:
                return self._news, None
            missed = (paths for told, paths in self._changes if told > version)
            return self._news, tuple(dict.fromkeys(path for paths in missed for path in paths))

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._told:
            self._closed = True
            self._told.notify_all()

    @property
    def is_closed(self) -> bool:
        """Tell whether there will be no more news."""
        return self._closed
