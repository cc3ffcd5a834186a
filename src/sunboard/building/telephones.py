"""Telephone numbers in cures: those of the village, so that nobody publishes one that is an example's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sunboard.fields.declarations import names_of
from sunboard.fields.forms import PHONE
from sunboard.model.problem import Problem
from sunboard.settings.places import Contacts

_EXAMPLES = ("example", "sample", "office")  # the details that say how a value is written
_UNKNOWN = "0XXX-XXXXXXX"  # no telephone number: what copies it is asked again
_CONTACT, _SUPERVISE = (
    names_of(Contacts)[name].form.example for name in ("contact_phone", "supervise_phone")
)
_SAMPLE = re.compile("|".join(map(re.escape, (PHONE.example, _CONTACT, _SUPERVISE))))


def with_own_phones(problems: Iterable[Problem], contact: str, supervise: str) -> tuple[Problem, ...]:
    """Return problems whose examples have the village's numbers, or a pattern where it has none."""

    def own(found: re.Match[str]) -> str:
        return (supervise if found[0] == _SUPERVISE else contact) or _UNKNOWN

    return tuple(
        replace(
            problem,
            details={
                name: _SAMPLE.sub(own, detail) if name in _EXAMPLES and isinstance(detail, str) else detail
                for name, detail in problem.details.items()
            },
        )
        if not problem.details.keys().isdisjoint(_EXAMPLES)
        else problem
        for problem in problems
    )
