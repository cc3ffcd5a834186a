"""What people write in `publish.yaml` beside what they are asked for."""

from __future__ import annotations

from dataclasses import replace

from sunboard.faults import Detail, fault
from sunboard.fields.declarations import names_of
from sunboard.fields.faults import KEY_UNKNOWN
from sunboard.fields.keys import loosened
from sunboard.lazy import regex
from sunboard.model.node import Entry, Fields, Items, Node, Scalar, is_blank
from sunboard.model.problem import Problem
from sunboard.settings.publishing import Publishing, Target

SECRET_WRITTEN = fault("secret-written")
_SECRETS = frozenset(
    (
        *("密码", "口令", "密钥", "password", "passwd", "pwd", "secret", "token"),
        *("secretkey", "accesskeysecret", "secretaccesskey"),  # as services with buckets call it
    )
)
_NAMES = "名称", "name", "目标"
_IN_ADDRESS = regex(r"[^/\s:]:[^/\s]+@")


def targets_below(fields: Fields) -> Fields | None:
    """Return settings with the targets below their key, where people forgot it or did not indent them.

    So are those of a list, each by what it says that it is called, and one alone whose fields stand in its
    place, by its method.
    """
    key = names_of(Publishing)["targets"]
    given = [entry for entry in fields.entries if entry.key in key.names]
    if len(given) == 1 and isinstance(given[0].node, Items):
        called = tuple(_by_name(item) for item in given[0].node.items)
        listed = tuple(entry for entry in called if entry is not None)
        below = replace(given[0], node=Fields(listed, given[0].node.place))
        others = tuple(entry for entry in fields.entries if entry.key not in key.names)
        return replace(fields, entries=(*others, below)) if len(listed) == len(called) else None
    method = fields.get(*names_of(Target)["method"].names)
    if not given and isinstance(method, Scalar) and not is_blank(method):
        one = Entry(method.text.strip(), fields, fields.place)
        return Fields((Entry(key.zh, Fields((one,), fields.place), fields.place),), fields.place)
    targets = tuple(entry for entry in fields.entries if entry.key not in key.names)
    if any(not is_blank(entry.node) for entry in given) or not targets:
        return None
    if not all(isinstance(entry.node, Fields) for entry in targets):
        return None
    place = given[0].place if given else targets[0].place
    return replace(fields, entries=(Entry(key.zh, Fields(targets, place), place),))


def _by_name(item: Node) -> Entry | None:
    """Return a target of a list under its name."""
    name = item.get(*_NAMES) if isinstance(item, Fields) else None
    if not isinstance(item, Fields) or not isinstance(name, Scalar) or is_blank(name):
        return None
    kept = tuple(entry for entry in item.entries if entry.key not in _NAMES)
    return Entry(name.text.strip(), replace(item, entries=kept), item.place)


def without_secret(problem: Problem) -> Problem:
    """Return a problem; one that would show a secret tells instead that none belongs there."""
    place, value = problem.place, problem.value
    is_key = problem.fault is KEY_UNKNOWN and loosened(value).replace("_", "") in _SECRETS
    is_value = place.field in names_of(Target)["secret_variable"].names or bool(_IN_ADDRESS.search(value))
    if not (is_key or is_value) or problem.fault is SECRET_WRITTEN:
        return problem
    details: dict[str, Detail] = {"sort": "key" if is_key else "value"}
    return Problem(SECRET_WRITTEN, place, value if is_key else place.field, details)
