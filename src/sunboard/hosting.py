"""What a publisher is: a way to a host, what it is given, and what it may say.

Publishers are the fourth of the things that one adds, beside kinds, checks and channels.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import NamedTuple, Protocol

from sunboard.faults import Fault, fault
from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Values
from sunboard.settings.publishing import Target

HOST_BUSY = fault("host-busy")
HOST_CERTIFICATE = fault("host-certificate")
HOST_FILE_FOREIGN = fault("host-file-foreign")
HOST_FULL = fault("host-full")
HOST_IN_USE = fault("host-in-use")
HOST_KEY_CHANGED = fault("host-key-changed")
HOST_KEY_UNKNOWN = fault("host-key-unknown")
HOST_LOGIN = fault("host-login")
HOST_PASSIVE = fault("host-passive")
HOST_PERMISSION = fault("host-permission")
HOST_REFUSED = fault("host-refused")
HOST_UNREACHABLE = fault("host-unreachable")
KEY_FILE_BAD = fault("key-file-bad")
LIBRARY_MISSING = fault("library-missing")
SITE_NOT_BUILT = fault("site-not-built")


class Refusal(Exception):
    """A host, or the way to it, refused something; a fault says what, `said` are the host's own words.

    `passing` is what may be over in a moment, so that it is worth another try.
    """

    def __init__(self, fault: Fault, said: str = "", *, passing: bool = False, **details: str) -> None:
        super().__init__(fault.code)
        self.fault, self.said, self.passing, self.details = fault, said, passing, details

    @property
    def is_silence(self) -> bool:
        """Tell whether the host said nothing until its time was out."""
        return self.details.get("why") == "silent"


class FileStands(Exception):
    """A file of somebody stands where a new one was to be put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a publisher is given to open a connection."""

    target: Target
    home: Path  # where relative files and folders of the target stand
    secret: str = field(default="", repr=False)
    fingerprint: str = ""  # of the host's key, where a person has just said that it is right
    timeout: float = 30  # seconds in which a host must say something


class Host(Protocol):
    """One connection to the folder that a site is published to; all paths are relative to it, with "/".

    Every method raises Refusal. One thread uses it at a time.
    """

    deletes_first: bool  # it cannot rename over a file, so that one has to make room first

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""

    def write(self, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        """Put a file in its place as a whole: under its temporary name first, then renamed.

        Folders are made as needed. Raises FileStands where a file is there and `over` does not allow it.
        """

    def delete(self, path: str) -> None:
        """Delete a file, if it is there, and the folders above it that this leaves empty."""

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield the path and size in bytes of every file."""

    def close(self) -> None:
        """End the connection at once, whatever it is doing; never raises."""


class Label(NamedTuple):
    """What people call a field, and what it is for."""

    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What is handed to somebody who puts it on a host; paths are relative to the folder `site`."""

    output: Path
    generation: int
    files: tuple[str, ...]  # all of the site
    changed: tuple[str, ...]  # those that differ from what was handed over last, in their order
    gone: tuple[str, ...]  # those to delete
    after_cut: bool  # what stands there may be of an attempt that was cut
    manifests: Mapping[str, Values]  # by the villages' slugs
    labels: Mapping[str, Label]  # of every field of every kind: "matter.decision.supervision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One way to a host.

    One that has `pack` makes something for people to carry; its host keeps only the index.
    """

    name: str
    open: Callable[[Opening], Host]
    aliases: tuple[str, ...] = ()  # what people may call it besides
    needs: tuple[str, ...] = ()  # fields of the target
    secret: bool = False  # it logs in with one
    connections: int = 4  # at the same time
    pack: Callable[[Opening, Delivery], None] | None = None


_ASIDE = "-old"
_EXPIRED, _WRONG_NAME = 10, (62, 64)  # OpenSSL's codes of what is wrong with a certificate
_FULL = regex("quota|no space|disk full|storage full|not enough space|空间不足|磁盘满|配额", re.IGNORECASE)


def of_network(error: OSError | EOFError) -> Refusal:
    """Return what is told of a connection that does not come about, or breaks."""
    said = str(error) or type(error).__name__
    if isinstance(error, ssl.SSLCertVerificationError):
        code = error.verify_code
        why = "expired" if code == _EXPIRED else "name" if code in _WRONG_NAME else "issuer"
        return Refusal(HOST_CERTIFICATE, error.verify_message or said, why=why)
    if isinstance(error, ssl.SSLError) and "WRONG_VERSION" in said:
        return Refusal(HOST_UNREACHABLE, said, why="protocol")
    if isinstance(error, socket.gaierror):
        return Refusal(HOST_UNREACHABLE, said, why="name")
    if isinstance(error, ConnectionRefusedError):
        return Refusal(HOST_UNREACHABLE, said, why="refused")
    if isinstance(error, TimeoutError):
        return Refusal(HOST_UNREACHABLE, said, why="silent", passing=True)
    return Refusal(HOST_UNREACHABLE, said, why="cut", passing=True)


def is_full(said: str) -> bool:
    """Tell whether a host's own words speak of space that is used up."""
    return _FULL.search(said) is not None


def trusted(opening: Opening) -> ssl.SSLContext:
    """Return what certificates are checked by: the system's, and the one that the target names."""
    context = ssl.create_default_context()
    if name := opening.target.certificate:
        try:
            context.load_verify_locations(opening.home / name)
        except (OSError, ssl.SSLError) as error:
            raise Refusal(HOST_CERTIFICATE, f"{name}: {error}", why="file") from None
    return context


def laid_aside(temporary: str) -> str:
    """Return the name of what made room for a file that arrived under a temporary name."""
    return f"{temporary}{_ASIDE}"


def is_laid_aside(path: str) -> bool:
    """Tell whether a file of ours has made room for another."""
    return path.endswith(_ASIDE)


def joined(folder: str, path: str) -> str:
    """Return where a path lies in a target's folder on a host; a folder that begins without "/" stays so."""
    return f"{folder.rstrip('/')}/{path}" if folder.strip("/") else f"{folder}{path}"
