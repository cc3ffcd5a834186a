"""From plans to outputs: what stands already is left, the rest is rendered and searched once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace

from sunboard.building.kept import NEVER
from sunboard.contracts import Artifact, Channel, Deferred, Task
from sunboard.faults import fault
from sunboard.lazy import dataclass
from sunboard.model.file_types import PICTURES
from sunboard.model.node import Place
from sunboard.model.plain import Plain, Values, canonical, in_order, map_of, maps_of, sha256, texts_of
from sunboard.model.problem import Problem, problem_of
from sunboard.privacy.finished import clean
from sunboard.theming import Theme

OUTPUT_LEAKS, OUTPUT_UNSEARCHED = fault("output-leaks"), fault("output-unsearched")

Plan = Iterable[Task | Artifact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An output that stands: of what it was made, and what was learned in making it."""

    fingerprint: str
    sha256: str
    size: int
    learned: Values = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    allowed: tuple[str, ...] = ()  # numbers in it that were nobody's secret

    def to_plain(self) -> dict[str, Plain]:
        """Return what is kept of it beside its digests and size; mostly nothing."""
        found: dict[str, Plain] = {
            "learned": dict(self.learned),
            "problems": [problem.to_plain() for problem in self.problems],
            "allowed": [*self.allowed],
        }
        return {name: value for name, value in found.items() if value}

    @classmethod
    def of_plain(cls, fingerprint: str, digest: str, size: int, plain: Values) -> Made:
        """Return what was kept."""
        return cls(
            fingerprint=fingerprint,
            sha256=digest,
            size=size,
            learned=map_of(plain, "learned"),
            problems=tuple(map(problem_of, maps_of(plain, "problems"))),
            allowed=tuple(texts_of(plain, "allowed")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One output of a build; `data` is None where it stands already as it would be made."""

    output: str
    data: bytes | None
    order: int
    made: Made
    section: str = ""
    entry: Values = field(default_factory=dict)
    channel: str = ""

    @classmethod
    def of(cls, artifact: Artifact, fingerprint: str = NEVER) -> Output:
        """Return an artifact as an output to be written."""
        data = artifact.data
        return cls(
            output=artifact.output,
            data=data,
            order=artifact.order,
            made=Made(fingerprint=fingerprint, sha256=sha256(data), size=len(data)),
            section=artifact.section,
            entry=artifact.entry,
            channel=artifact.channel,
        )


@dataclass(frozen=True, slots=True)
class Outputs:
    """What channels made, with what went wrong on the way."""

    artifacts: tuple[Output, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What everything of a place is made with, and what stands there already."""

    theme: Theme
    may_show: Callable[[str], bool]  # tells of a number's digits whether they are nobody's secret
    program: str = ""  # a digest; without one all is made anew
    known: Mapping[str, Made] = field(default_factory=dict)  # outputs that stand as they were made

    @property
    def tools(self) -> str:
        """Return the fingerprint of theme and program, one after the other."""
        return f"{self.theme.fingerprint[:16]}.{self.program[:16]}"


def chosen(channels: Mapping[str, Channel], only: frozenset[str]) -> tuple[Channel, ...]:
    """Return the channels to build; `only` names them, and empty means all."""
    return tuple(channel for name, channel in channels.items() if not only or name in only)


def render(
    channels: Iterable[Channel],
    plan_of: Callable[[Channel], Plan],
    workshop: Workshop,
    wanted: Callable[[str], bool] = lambda output: True,
) -> Outputs:
    """Render what channels plan, as far as an output is wanted and does not stand, in the order planned.

    Personal numbers in it are masked, and what cannot be mended is left out.
    """
    artifacts: list[Output] = []
    warnings: list[Problem] = []
    tools = workshop.tools
    for channel in channels:
        for item in plan_of(channel):
            assert not item.section or item.section in channel.sections, (channel.name, item.section)
            if not wanted(item.output):
                continue
            fingerprint = f"{fingerprint_of(item)}.{tools}" if workshop.program else NEVER
            made = workshop.known.get(item.output)
            if made and _stands(made, fingerprint, workshop):
                data = None
            elif isinstance(item, Task):
                data, made = _rendered(channel, item, workshop, fingerprint)
            else:
                data, made = _given(item, workshop, fingerprint)
            source = item.source if isinstance(item, Task) else Place()
            warnings += (one if one.place.path else replace(one, place=source) for one in made.problems)
            if made.size < 0:
                continue
            artifacts.append(
                Output(
                    output=item.output,
                    data=data,
                    order=item.order,
                    made=made,
                    section=item.section,
                    entry={**item.entry, **made.learned},
                    channel=channel.name,
                )
            )
    return Outputs(tuple(artifacts), tuple(warnings))


def as_needed(deferred: Deferred, workshop: Workshop) -> Output:
    """Return an output, made and searched where it does not stand; of size -1 where it cannot go out."""
    fingerprint = f"{sha256(deferred.of.encode())[:32]}.{workshop.tools}" if workshop.program else NEVER
    made = workshop.known.get(deferred.output)
    data = None
    if not made or not _stands(made, fingerprint, workshop):
        data = deferred.make()
        if deferred.is_searched:
            made = Made(fingerprint=fingerprint, sha256=sha256(data), size=len(data))
        else:
            data, made = _searched(deferred.output, data, workshop, fingerprint)
    return Output(
        output=deferred.output, data=data, order=deferred.order, made=made, channel=deferred.channel
    )


def fingerprint_of(item: Task | Artifact) -> str:
    """Return the digest of all that an output may show."""
    if isinstance(item, Artifact):
        return sha256(item.data)[:32]
    files = {name: sha256(data) for name, data in item.files.items()}
    return sha256(canonical([item.template, item.dated, {**files}, {**item.data}]))[:32]


def _stands(made: Made, fingerprint: str, workshop: Workshop) -> bool:
    return NEVER != made.fingerprint == fingerprint and all(map(workshop.may_show, made.allowed))


def _rendered(
    channel: Channel, task: Task, workshop: Workshop, fingerprint: str
) -> tuple[bytes | None, Made]:
    """Render one output and search it."""
    drawn = channel.render(task, workshop.theme)
    data, made = _searched(task.output, drawn.data, workshop, fingerprint, task)
    return data, replace(made, learned=in_order(drawn.learned), problems=(*drawn.problems, *made.problems))


def _given(artifact: Artifact, workshop: Workshop, fingerprint: str) -> tuple[bytes | None, Made]:
    """Search what a channel gave as bytes; what somebody enclosed was searched where it was read."""
    if artifact.as_given:
        digest, size = sha256(artifact.data), len(artifact.data)
        return artifact.data, Made(fingerprint=fingerprint, sha256=digest, size=size)
    return _searched(artifact.output, artifact.data, workshop, fingerprint)


def _words_of(task: Task, theme: Theme) -> str:
    """Return what a picture is drawn from: its template and all that it is told."""
    template = theme.files.get(task.template, b"").decode("utf-8", errors="replace")
    return f"{template}\n{canonical(dict(task.data)).decode()}"


def _searched(
    output: str, data: bytes, workshop: Workshop, fingerprint: str, task: Task | None = None
) -> tuple[bytes | None, Made]:
    """Search an output; what had to be masked or left out is made anew every time."""
    allowed: list[str] = []

    def may_show(digits: str) -> bool:
        if may := workshop.may_show(digits):
            allowed.append(digits)
        return may

    drawn_from = _words_of(task, workshop.theme) if task and output.endswith(PICTURES) else ""
    cleaned = clean(output, data, may_show, drawn_from)
    problems = tuple(
        Problem(OUTPUT_LEAKS, Place(), seen.masked, {"output": output, "what": seen.sort})
        for seen in cleaned.found
    )
    if not cleaned.is_searched:
        problems = (Problem(OUTPUT_UNSEARCHED, Place(), "", {"output": output}),)
    kept = cleaned.data
    return kept, Made(
        fingerprint=NEVER if problems else fingerprint,
        sha256=sha256(kept or b""),
        size=-1 if kept is None else len(kept),
        problems=problems,
        allowed=tuple(dict.fromkeys(allowed)),
    )
