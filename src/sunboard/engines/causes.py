"""What lies below an error that a library raised: people can be told what the system said."""

from __future__ import annotations


def causes(error: BaseException) -> list[BaseException]:
    """Return an error and those that it wraps, in whichever way, each once."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and not any(one is known for known in found):
            found.append(one)
            waiting += [getattr(one, "reason", None), *one.args, one.__cause__, one.__context__]
    return found
