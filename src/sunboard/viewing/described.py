"""What a record says of itself whatever surrounds it, which an earlier build may have found already."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable
from datetime import date
from hashlib import sha256

from sunboard.lazy import dataclass
from sunboard.model.blocks import Content, Fact
from sunboard.model.plain import Values
from sunboard.model.today import Today


@dataclass(frozen=True, slots=True)
class Described:
    """What a kind says of a record, the terms in that, and the people whom it names."""

    content: Content
    terms: tuple[Fact, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    described: Described
    since: date
    until: date  # the first later day on which it may be another


class Descriptions:
    """Descriptions by the digest of all that they are made of; each holds from its day until another."""

    def __init__(self, before: bytes = b"", beside: str = "") -> None:
        """Take what an earlier build of the same program kept; `beside` tells what all are made of."""
        self._before: dict[bytes, _Kept] = pickle.loads(before) if before else {}
        self._asked: dict[bytes, _Kept] = {}
        self._beside = beside.encode()
        self._digests: dict[int, tuple[Values | str, bytes]] = {}

    def of(self, *values: Values | str, today: Today, make: Callable[[Today], Described]) -> Described:
        """Return what is made of values on a day, or was on one for which that holds."""
        of = sha256(b"".join((*map(self._digest_of, values), self._beside))).digest()
        kept = self._before.get(of)
        if kept is None or not kept.since <= today.plain < kept.until:
            own = Today.of(today.plain)
            described = make(own)
            kept = _Kept(described, own.plain, own.holds_until)
        self._asked[of] = kept
        today.turns_on(kept.until)
        return kept.described

    def _digest_of(self, one: Values | str) -> bytes:
        """Return the digest of what a record is made of, once for it and the records that look back at it."""
        known = self._digests.get(id(one))
        if known is None:
            told = marshal.dumps(one if isinstance(one, str) else {**one}, 2)
            known = self._digests[id(one)] = one, sha256(told).digest()
        return known[1]

    @property
    def to_keep(self) -> bytes | None:
        """Return what the next build is to be given; nothing where this one was given the same."""
        asked, before = self._asked, self._before
        if asked.keys() == before.keys() and all(one is before[of] for of, one in asked.items()):
            return None
        return pickle.dumps(asked, pickle.HIGHEST_PROTOCOL)
