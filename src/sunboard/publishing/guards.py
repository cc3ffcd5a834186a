"""What speaks against publishing: pure functions from what would be done to problems.

Some hold whatever anybody says; the others give way to a person who has read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from sunboard.faults import Detail, fault
from sunboard.model.node import Place
from sunboard.model.problem import Problem
from sunboard.publishing.outputs import Outputs
from sunboard.publishing.plan import Held, Plan
from sunboard.settings.places import Site
from sunboard.settings.publishing import Target

SITE_IS_SAMPLE = fault("site-is-sample")
BUILD_HAS_LEAKS = fault("build-has-leaks")
BUILD_IS_OLDER = fault("build-is-older")
MANY_DELETIONS = fault("many-deletions")
ADDRESSES_LOST = fault("addresses-lost")

MANY = 50  # files
SHARE = 20  # one of so many files is 5 %
_SHOWN = 5
_EXAMPLES = frozenset(("example", "test", "invalid"))


def never(outputs: Outputs, site: Site | None, target: Target) -> Iterator[Problem]:
    """Yield what nobody can agree to: invented content, and addresses that are examples."""
    place = Place("site.yaml")
    if site and site.sample:
        yield Problem(SITE_IS_SAMPLE, site.at("sample"), "", {"sort": "sample"})
    for address in outputs.addresses:
        if _is_example(urlsplit(address).hostname or ""):
            yield Problem(
                SITE_IS_SAMPLE, site.at("base_url") if site else place, address, {"sort": "address"}
            )
    for name, host in (("host", target.host), ("endpoint", urlsplit(target.endpoint or "").hostname)):
        if host and _is_example(host):
            yield Problem(SITE_IS_SAMPLE, target.at(name), host, {"sort": "host"})


def _is_example(host: str) -> bool:
    """Tell whether a name is one of those that lead nowhere by agreement (RFC 2606, RFC 6761)."""
    return bool(_EXAMPLES & {*host.lower().split(".")})


def unless_agreed(outputs: Outputs, held: Held, plan: Plan) -> Iterator[Problem]:
    """Yield what a person has to agree to."""
    place = Place("publish.yaml")
    if outputs.leaks:
        details: dict[str, Detail] = {"count": str(len(outputs.leaks)), "sources": outputs.leaks[:_SHOWN]}
        yield Problem(BUILD_HAS_LEAKS, Place(), outputs.leaks[0], details)
    is_older = bool(outputs.built) and outputs.built < held.top.built
    if is_older or plan.older:
        told = {
            "built": outputs.built,
            "host": held.top.built,
            "who": held.top.who,
            "sort": "records" if plan.older else "day",
            "records": plan.older[:_SHOWN],
        }
        yield Problem(BUILD_IS_OLDER, Place(), "", told)
    if plan.lost:
        count = str(len(plan.lost))
        yield Problem(ADDRESSES_LOST, Place(), plan.lost[0], {"count": count, "pages": plan.lost[:_SHOWN]})
    if len(plan.deletions) > MANY or len(plan.deletions) * SHARE > plan.held:
        told = {"count": str(len(plan.deletions)), "held": str(plan.held), "files": plan.deletions[:_SHOWN]}
        yield Problem(MANY_DELETIONS, place, "", told)
