"""How a county's data are laid over those that come with sunboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from sunboard.engines.yaml_nodes import YAML_BROKEN, parse_node
from sunboard.fields.declarations import keys_of, names_of, vocabulary_of
from sunboard.fields.groups import read_part
from sunboard.fields.keys import normalised_key
from sunboard.fields.part import Part, cached_by_type
from sunboard.fields.vocabulary import Vocabulary
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass
from sunboard.model.encoding import ENCODING_UNKNOWN, decode, first_unreadable, unreadable
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import Log, key_twice

P = TypeVar("P", bound=Part)
ReadRows = Callable[[bytes, str, Vocabulary, Log], Node]
"""Reads a data file whose rows have certain keys."""


def read_file(data: bytes, path: str, row: Vocabulary, log: Log) -> Node:
    """Read a data file as it stands, whatever keys its rows have.

    What cannot be read is an empty map, and noted.
    """
    content = decode(data)
    if content is None:
        log.add(ENCODING_UNKNOWN, Place(path, first_unreadable(data)), what=unreadable(data))
        return Fields()
    return parse_node(content, path, log) or Fields()


def rows(node: Node, part: type[Part], lone: str, log: Log) -> Iterator[tuple[str, Fields]]:
    """Yield the rows of a file with their codes, whether it is a list, a map by code, or lists under a code.

    The code is the part's first field; a single value in place of a row is its field `lone`.
    """
    if isinstance(node, Scalar):
        log.add(YAML_BROKEN, node.place, node.text[:60], near="", cure="row")
    elif isinstance(node, Items):
        for item in node.items:
            yield from _row(item, None, part, lone)
    else:
        for entry in node.entries:
            listed = entry.node.items if isinstance(entry.node, Items) else ()
            for item in listed if any(isinstance(item, Fields) for item in listed) else (entry.node,):
                yield from _row(item, entry, part, lone)


def _row(node: Node, entry: Entry | None, part: type[Part], lone: str) -> Iterator[tuple[str, Fields]]:
    first = keys_of(part)[0]
    if not isinstance(node, Fields):
        node = Fields((Entry(lone, node, node.place),), entry.place if entry else node.place)
    given = next((one.node for one in node.entries if normalised_key(one.key) in first.names), None)
    if given is None and entry is not None:
        given = Scalar(entry.key, entry.place)
        node = Fields((Entry(first.name, given, entry.place), *node.entries), entry.place)
    yield half_width(given.text) if isinstance(given, Scalar) else "", node


@dataclass(frozen=True, slots=True)
class Known:
    """The rows of a file that comes with sunboard, by their codes: as they stand, and as they are read."""

    nodes: Mapping[str, Fields]
    parts: Mapping[str, Part]


@cached_by_type
def known_rows(part: type[Part], lone: str, data: bytes, path: str) -> Known:
    """Read a file that comes with sunboard, once a process; what is wrong in it is a bug."""
    log = Log()
    nodes = dict(rows(read_file(data, path, vocabulary_of(part), log), part, lone, log))
    parts = {name: read_part(part, node, log) for name, node in nodes.items()}
    assert not log.problems, log.problems
    return Known(nodes, {name: read for name, read in parts.items() if read is not None})


def laid_over(
    part: type[P],
    lone: str,
    known: Known,
    own: Node | None,
    log: Log,
    accept: Callable[[P, Log], bool] | None = None,
) -> list[P]:
    """Return the packaged rows with a county's own over them.

    An own row that is complete replaces the one of its code. One that lacks a required field changes what it
    gives and keeps the rest. `accept` notes what else is wrong with an own row; the packaged one then stands.
    """
    found = {name: row for name, row in known.parts.items() if isinstance(row, part)}
    seen: dict[str, Place] = {}
    for name, node in rows(own, part, lone, log) if own is not None else ():
        if name and name in seen:
            key_twice(log, name, node.place, seen[name])
            continue
        seen[name] = node.place.at(name)
        read = read_part(part, completed(part, node, known.nodes.get(name)), log)
        if read is not None and (accept is None or accept(read, log)):
            found[name] = read
    return list(found.values())


def completed(part: type[Part], node: Fields, base: Fields | None) -> Fields:
    """Return a row with the other fields of the one that it changes, where it is not complete by itself."""
    known = names_of(part)
    given = {
        known[normalised_key(entry.key)].name for entry in node.entries if normalised_key(entry.key) in known
    }
    if base is None or all(key.name in given for key in keys_of(part) if key.required):
        return node
    rest = tuple(
        entry
        for entry in base.entries
        if normalised_key(entry.key) in known and known[normalised_key(entry.key)].name not in given
    )
    return Fields((*node.entries, *rest), node.place)
