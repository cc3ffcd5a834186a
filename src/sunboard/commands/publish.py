"""Publish: bring what was built to the places that `publish.yaml` names, and nothing but what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sunboard.faults import Detail, fault
from sunboard.fields.declarations import names_of
from sunboard.fields.faults import field_missing
from sunboard.hosting import SITE_NOT_BUILT, Host, Opening, Publisher, Refusal
from sunboard.model.node import Place
from sunboard.model.plain import text_of
from sunboard.model.problem import Log, Problem
from sunboard.publishing.outputs import Outputs, load_outputs
from sunboard.publishing.published import Published
from sunboard.publishing.target import SHOWN, Desk, PublishRequest, Refused, TargetPublishing, problem_of
from sunboard.reading.settings import read_publish_settings, read_site_settings
from sunboard.settings.publishing import Target

PUBLISH_MISSING = fault("publish-missing")
TARGET_UNKNOWN = fault("target-unknown")
TARGET_METHOD = fault("target-method")
SECRET_MISSING = fault("secret-missing")


def publish(request: PublishRequest, publishers: Mapping[str, Publisher], desk: Desk) -> Iterator[Published]:
    """Publish to the target that is asked for, or to all of them, and yield what became of each."""
    data = _bytes(request.content / "publish.yaml")
    if data is None:
        yield Published(target="", problems=(Problem(PUBLISH_MISSING, Place("publish.yaml")),))
        return
    settings = read_publish_settings(data)
    if settings.understood is None:
        yield Published(target="", problems=settings.problems)
        return
    outputs = load_outputs(request.output)
    targets = settings.understood.targets
    chosen = _chosen(request, targets)
    if not chosen:
        place, known = Place("publish.yaml"), tuple(targets) or ("—",)
        sort = "unknown" if request.target else "several"
        told: dict[str, Detail] = {"sort": sort, "known": known, "first": known[0]}
        yield Published(target="", problems=(Problem(TARGET_UNKNOWN, place, request.target, told),))
        return
    wrong = tuple(problem for problem in settings.problems if problem.is_error)
    site = read_site_settings(_bytes(request.content / "site.yaml") or b"").understood
    for name in chosen:
        try:
            if wrong:
                raise Refused(*wrong)
            if outputs is None:
                raise Refused(Problem(SITE_NOT_BUILT, Place(), str(request.output), {"sort": "nothing"}))
            request = replace(request, villages=_slugs(request.villages, outputs))
            opening, publisher = _opening(request, publishers, name, targets[name], desk)
            publishing = TargetPublishing(request, desk, name, opening, publisher, outputs, site)
            yield publishing.run()
        except Refused as refused:
            yield Published(target=name, method=targets[name].method, problems=refused.problems)
        except Refusal as refusal:
            problem = problem_of(refusal, targets[name], name)
            yield Published(target=name, method=targets[name].method, problems=(problem,))


def _slugs(villages: Iterable[str], outputs: Outputs) -> frozenset[str]:
    """Return the slugs of villages that are asked for by slug or name."""
    found = set()
    for asked in sorted(villages):
        slugs = [slug for slug, told in outputs.manifests.items() if asked in (slug, text_of(told, "name"))]
        if len(slugs) != 1:
            sort, known = ("several", slugs) if slugs else ("village", list(outputs.villages))
            details: dict[str, Detail] = {"sort": sort, "known": tuple(known[:SHOWN])}
            raise Refused(Problem(SITE_NOT_BUILT, Place(), asked, details))
        found.add(slugs[0])
    return frozenset(found)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _chosen(request: PublishRequest, targets: Mapping[str, Target]) -> tuple[str, ...]:
    """Return the names of the targets that are asked for; none where that is not clear."""
    if request.all_targets or (not request.target and len(targets) == 1):
        return tuple(targets)
    return (request.target,) if request.target in targets else ()


def _opening(
    request: PublishRequest, publishers: Mapping[str, Publisher], name: str, target: Target, desk: Desk
) -> tuple[Opening, Publisher]:
    """Return how a target is opened, and its publisher; asks for its secret."""
    publisher = publishers.get(target.method.strip().lower())
    if publisher is None:
        known = tuple(dict.fromkeys(one.name for one in publishers.values()))
        raise Refused(Problem(TARGET_METHOD, target.at("method"), target.method, {"known": known}))
    log = Log()
    for needed in publisher.needs:
        if getattr(target, needed) in (None, ""):
            key = names_of(Target)[needed]
            field_missing(log, target.at().at(key.zh), Target, key, target.at().at(name))
    if log.problems:
        raise Refused(*log.problems)
    secret = ""
    if publisher.secret and not target.key_file:
        asked = desk.secret(name, target)
        if asked is None:
            raise Refused(Problem(SECRET_MISSING, target.at(), name, {"variable": variable_of(name, target)}))
        secret = asked
    opening = Opening(target=target, home=request.content, secret=secret, timeout=desk.timeout)
    return opening, publisher


def open_target(
    content: Path,
    name: str,
    target: Target,
    publishers: Mapping[str, Publisher],
    secret: Callable[[str, Target], str | None],
    timeout: float,
) -> Host | None:
    """Open a target to look at it; None where something is missing for that, or the host refuses."""
    publisher = publishers.get(target.method.strip().lower())
    if publisher is None or publisher.pack or not all(getattr(target, one) for one in publisher.needs):
        return None
    given = secret(name, target) if publisher.secret and not target.key_file else ""
    if given is None:
        return None
    try:
        return publisher.open(Opening(target=target, home=content, secret=given, timeout=timeout))
    except Refusal:
        return None


def variable_of(name: str, target: Target) -> str:
    """Return the environment variable that holds a target's secret."""
    return target.secret_variable or f"SUNBOARD_SECRET_{name}"
