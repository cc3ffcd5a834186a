"""Plain data, its one canonical form, and the digest of it: the only door to orjson."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any, TypeAlias

import orjson

Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
"""What registers, manifests and templates hold: JSON without floats. Money and dates are text by then."""

Values: TypeAlias = Mapping[str, Plain]

_IN_JSON = {"None": "null", "True": "true", "False": "false"}
"""What holds nothing and is written in another way than Python does."""


def canonical(data: Plain) -> bytes:
    """Write data as the only JSON that stands for it: sorted keys, no spaces, UTF-8."""
    return _on_one_line(data, orjson.OPT_SORT_KEYS)


def parsed(data: bytes) -> Any:
    """Read JSON that this program kept for itself; raises ValueError where it is none.

    Whole numbers of more than 64 bits come back as others: values of records are not read so.
    """
    return orjson.loads(data)


def pretty(data: Plain) -> bytes:
    """Write data as JSON for people to read, keys in the order given, with a final line feed."""
    return f"{_laid_out(data)}\n".encode()


def _laid_out(data: Plain, margin: str = "\n") -> str:
    """Write data as `json.dumps(data, ensure_ascii=False, indent=1)` does, which takes four times as long."""
    if isinstance(data, str):
        return encode_basestring(data)
    inner = f"{margin} "
    between = f",{inner}"
    if isinstance(data, dict) and data:
        parts = [
            f"{encode_basestring(name)}: "
            f"{encode_basestring(value) if type(value) is str else _laid_out(value, inner)}"
            for name, value in data.items()
        ]
        return f"{{{inner}{between.join(parts)}{margin}}}"
    if isinstance(data, list) and data:
        parts = [encode_basestring(item) if type(item) is str else _laid_out(item, inner) for item in data]
        return f"[{inner}{between.join(parts)}{margin}]"
    return _leaf(data)


def by_line(data: Values) -> bytes:
    """Write a map as JSON that programs read and people can still look through: a line for each key."""
    lines = [b"%b:%b" % (_on_one_line(name), _on_one_line(value)) for name, value in data.items()]
    return b"{\n%b\n}\n" % b",\n".join(lines)


def _on_one_line(data: Plain, options: int = 0) -> bytes:
    try:
        return orjson.dumps(data, option=options)
    except TypeError:  # it writes no whole number of more than 64 bits
        is_sorted = bool(options & orjson.OPT_SORT_KEYS)
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=is_sorted).encode()


def _leaf(data: Plain) -> str:
    """Write a number, a truth, nothing, or an empty list or map: an encoder takes ten times as long."""
    written = str(data)
    return _IN_JSON.get(written, written)


def fields_of(thing: Any) -> dict[str, Plain]:
    """Return the fields of a dataclass that are plain already, by name: `asdict` copies each of them."""
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}


def in_order(values: Values) -> dict[str, Plain]:
    """Return a map as it comes back from where it is kept: with the keys of all maps in order."""
    found: dict[str, Plain] = json.loads(canonical({**values})) if values else {}
    return found


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def text_of(values: Values, name: str) -> str:
    """Return the text under a name, or nothing."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def list_of(values: Values, name: str) -> list[Plain]:
    """Return the list under a name, or an empty one."""
    value = values.get(name)
    return value if isinstance(value, list) else []


def map_of(values: Values, name: str) -> dict[str, Plain]:
    """Return the map under a name, or an empty one."""
    value = values.get(name)
    return value if isinstance(value, dict) else {}


def maps_of(values: Values, name: str) -> list[dict[str, Plain]]:
    """Return the maps in the list under a name."""
    return [item for item in list_of(values, name) if isinstance(item, dict)]


def texts_of(values: Values, name: str) -> list[str]:
    """Return the texts in the list under a name."""
    return [item for item in list_of(values, name) if isinstance(item, str)]


def gaps_for_tabs(data: Plain) -> Plain:
    """Return plain data with a full-width space for every tab, of which paper and pages draw nothing."""
    return _gaps_for_tabs(data) if b"\\t" in _on_one_line(data) else data  # few records have one


def _gaps_for_tabs(data: Plain) -> Plain:
    if isinstance(data, str):
        return data.replace("\t", "\u3000")
    if isinstance(data, list):
        return [*map(_gaps_for_tabs, data)]
    if isinstance(data, dict):
        return {name: _gaps_for_tabs(item) for name, item in data.items()}
    return data
