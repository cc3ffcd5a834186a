"""What is shown of a record, or why nothing is."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """A state by its name in manifests, `record.json` and the theme's strings."""

    LIVE = "live"  # as its file stands: the calendar decides which of the next four it is
    CURRENT = "current"
    NOTICE = "notice"
    ENDED = "ended"
    EXPIRED = "expired"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"  # its file is gone
    HELD = "held"  # an error: the last edition is shown
    LEAK = "leak"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    WAITING = "waiting"  # its new edition is not issued yet
    CLOSED = "closed"  # not for everybody


HANGING = frozenset((State.CURRENT, State.NOTICE, State.ENDED))
"""States by the calendar in which a record may stand on the wall."""
BARE = frozenset((State.EXPIRED, State.WITHDRAWN, State.LEAK))
"""States in which a page says only that."""
