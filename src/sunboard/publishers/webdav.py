"""WebDAV (RFC 4918). A file arrives at the top of the folder and is moved into its place.

Folders that become empty stay: deleting one deletes whatever somebody has put there meanwhile.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from sunboard.hosting import (
    HOST_BUSY,
    HOST_FULL,
    HOST_LOGIN,
    HOST_PERMISSION,
    HOST_REFUSED,
    HOST_UNREACHABLE,
    FileStands,
    Opening,
    Publisher,
    Refusal,
    is_full,
    of_network,
    trusted,
)

if TYPE_CHECKING:
    from sunboard.engines.http import Answer, Client

_PROPERTIES = (
    b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>'
)
_DAV = "{DAV:}"
_BUSY = frozenset((408, 423, 425, 429, 500, 502, 503, 504))


class DavHost:
    """A folder on a WebDAV server."""

    deletes_first = False

    def __init__(self, client: Client, address: str, root: str) -> None:
        """Take a connection; `address` is that of the folder, below `root`, which the host has made."""
        self.client, self.address, self.root = client, address, root

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        answer = self._ask("GET", path, accept=(200, 404))
        return answer.body if answer.status == 200 else None

    def write(self, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        """Put a file in its place as a whole."""
        self._in_folder("PUT", temporary, body=data)
        headers = {"Destination": self._at(path), "Overwrite": "T" if over else "F"}
        if self._in_folder("MOVE", temporary, headers, made_for=path).status == 412:
            raise FileStands(path)

    def _in_folder(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        body: bytes = b"",
        made_for: str = "",
    ) -> Answer:
        """Do something that a missing folder may prevent; then make the folder and do it once more."""
        fine = (200, 201, 204, 412) if method == "MOVE" else (200, 201, 204)
        answer = self._ask(method, path, headers, body=body, accept=(*fine, 404, 409))
        if answer.status in (404, 409):
            self._make_folders(made_for or path)
            answer = self._ask(method, path, headers, body=body, accept=fine)
        return answer

    def _make_folders(self, path: str) -> None:
        steps = self._at(path).removeprefix(self.root).split("/")[:-1]
        for length in range(1, len(steps) + 1):
            if steps[length - 1]:
                folder = f"{self.root}{'/'.join(steps[:length])}/"
                self._ask("MKCOL", "", accept=(200, 201, 301, 405), address=folder)

    def delete(self, path: str) -> None:
        """Delete a file, if it is there."""
        self._ask("DELETE", path, accept=(200, 202, 204, 404))

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every file with its size in bytes."""
        yield from self._below("")

    def _below(self, folder: str) -> Iterator[tuple[str, int]]:
        headers = {"Depth": "1", "Content-Type": "application/xml"}
        answer = self._ask("PROPFIND", folder, headers, body=_PROPERTIES, accept=(207, 404))
        if answer.status == 404:
            return  # there is no folder yet
        try:
            responses = ET.fromstring(answer.body).findall(f"{_DAV}response")
        except ET.ParseError as error:
            raise Refusal(HOST_UNREACHABLE, str(error), why="protocol") from None
        own = unquote(urlsplit(self._at(folder)).path).rstrip("/")
        for response in responses:
            path = unquote(urlsplit(response.findtext(f"{_DAV}href", "")).path)
            name = path.rstrip("/").removeprefix(own).strip("/")
            if not name:
                continue
            if response.find(f".//{_DAV}collection") is not None:
                yield from self._below(f"{folder}{name}/")
            else:
                yield f"{folder}{name}", int(response.findtext(f".//{_DAV}getcontentlength") or -1)

    def close(self) -> None:
        """End the connection."""
        self.client.close()

    def _at(self, path: str) -> str:
        return f"{self.address}{quote(path)}"

    def _ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        body: bytes = b"",
        accept: tuple[int, ...],
        address: str = "",
    ) -> Answer:
        """Ask the server; raises Refusal for every answer that is not acceptable."""
        try:
            answer = self.client.ask(method, address or self._at(path), body=body, headers=headers)
        except OSError as error:
            raise of_network(error) from None
        if answer.status not in accept:
            raise _refusal(answer, path)
        return answer


def _refusal(answer: Answer, path: str) -> Refusal:
    status, said = answer.status, answer.said
    if status == 401:
        return Refusal(HOST_LOGIN, said)
    if status in (413, 507) or is_full(answer.body[:500].decode("utf-8", "replace")):
        return Refusal(HOST_FULL, said)
    if status == 403:
        return Refusal(HOST_PERMISSION, said, path=path)
    if status in _BUSY:
        return Refusal(HOST_BUSY, said, passing=True)
    if status in (405, 501):
        return Refusal(HOST_UNREACHABLE, said, why="protocol")
    moved = answer.headers.get("location", "")
    return Refusal(HOST_REFUSED, f"{said} {moved}".strip())


def open_webdav(opening: Opening) -> DavHost:
    """Prepare a connection; the server is told who it is when it asks."""
    from sunboard.engines.http import Client

    target = opening.target
    client = Client(trusted(opening), opening.timeout, target.user or "", opening.secret)
    root = f"{(target.endpoint or '').rstrip('/')}/"
    folder = quote((target.folder or "").strip("/"))
    return DavHost(client, f"{root}{folder}/" if folder else root, root)


WEBDAV = Publisher(name="webdav", open=open_webdav, needs=("endpoint", "user"), secret=True)
