"""Examples in cures: telephones and people of the village, so that nobody publishes those of an example."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sunboard.faults import Detail
from sunboard.fields.declarations import names_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.forms import PHONE
from sunboard.lazy import dataclass, regex
from sunboard.model.problem import Problem
from sunboard.settings.contacts import Contacts
from sunboard.settings.posts import Post

_DETAILS = ("example", "sample", "office")  # those that say how a value is written
_NO_PHONE, _NOBODY = "0XXX-XXXXXXX", "×××"  # what has to be filled in: no number, nobody's name
_DUTIES = {
    "owner": regex("文书|报账|会计|副主任|委员"),
    "reviewer": regex("监委会|监督委员会"),
    "approver": regex("(?:村委会|居委会|委员会)主任|书记"),
}
"""Which post acts for a village in these fields."""


@dataclass(frozen=True, slots=True)
class OwnExamples:
    """What stands in a place's cures: example -> the place's own, or what has to be filled in."""

    words: dict[str, str]

    def of(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems whose examples are the place's own; what somebody wrote there stays as written."""
        pattern = re.compile("|".join(map(re.escape, self.words)))

        def own(detail: Detail, written: str) -> Detail:
            if not isinstance(detail, str):
                return detail
            return pattern.sub(
                lambda found: found[0] if found[0] in written else self.words[found[0]], detail
            )

        return tuple(
            replace(
                problem,
                details={
                    name: own(detail, problem.value) if name in _DETAILS else detail
                    for name, detail in problem.details.items()
                },
            )
            if not problem.details.keys().isdisjoint(_DETAILS)
            else problem
            for problem in problems
        )


def own_examples(contact: str = "", supervise: str = "", posts: Iterable[Post] = ()) -> OwnExamples:
    """Return the examples of a place, by its telephones and those who hold its posts."""
    posts = tuple(posts)
    contact_of, supervise_of = (
        names_of(Contacts)[name].form.example for name in ("contact_phone", "supervise_phone")
    )
    people = {
        names_of(Disclosure)[field].form.example: next(
            (post.name for post in posts if post.duty and duty.search(post.duty)), _NOBODY
        )
        for field, duty in _DUTIES.items()
    }
    phones = {
        PHONE.example: contact or _NO_PHONE,
        contact_of: contact or _NO_PHONE,
        supervise_of: supervise or _NO_PHONE,
    }
    return OwnExamples({**phones, **people})
