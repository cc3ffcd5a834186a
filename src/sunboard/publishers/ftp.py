"""FTP, and FTP over TLS. A file arrives at the top of the folder and is renamed into its place."""

from __future__ import annotations

import ftplib
import io
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sunboard.hosting import (
    HOST_BUSY,
    HOST_FULL,
    HOST_LOGIN,
    HOST_PASSIVE,
    HOST_PERMISSION,
    HOST_REFUSED,
    HOST_UNREACHABLE,
    FileStands,
    Opening,
    Publisher,
    Refusal,
    is_full,
    joined,
    laid_aside,
    of_network,
    trusted,
)
from sunboard.lazy import regex

_UNIX = regex(r"(?P<kind>[-d])\S+\s+\d+\s+\S+\s+\S+\s+(?P<size>\d+)\s+\S+\s+\d+\s+[\d:]+\s(?P<name>.+)")
_WINDOWS = regex(r"[\d-]+\s+[\d:]+\s*[AP]M\s+(?:(?P<kind><DIR>)|(?P<size>\d+))\s+(?P<name>.+)")
_BYTES = "latin-1"
"""How lines are decoded: as they are, for not every server writes UTF-8."""
_NOT_KNOWN = frozenset((500, 501, 502, 504))
"""Codes of a server that does not know a command (RFC 959)."""


class _Blocked(Exception):
    """The connection for a file does not come about, though the host still answers."""


class _Plain(ftplib.FTP):
    """A control connection that tells its own breaking from that of the connection for files."""

    def getline(self) -> str:
        """Read a line; a greeting of SSH would be taken for one that goes on."""
        line = super().getline()
        if line.startswith("SSH-"):
            raise ftplib.error_proto(line)
        return line

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        """Open the connection for a file; raises _Blocked where a firewall keeps that one off alone."""
        try:
            return ftplib.FTP.ntransfercmd(self, cmd, rest)
        except OSError as error:
            try:
                self.voidcmd("NOOP")
            except (OSError, EOFError, ftplib.Error):
                raise error from None
            raise _Blocked(str(error)) from None


class _Secure(_Plain, ftplib.FTP_TLS):
    """The same over TLS; the connection for a file resumes the session, as many servers ask for."""

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        """Open the connection for a file."""
        connection, size = super().ntransfercmd(cmd, rest)
        session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
        return (
            self.context.wrap_socket(connection, server_hostname=self.host, session=session),
            size,
        )


class FtpHost:
    """A folder on an FTP server."""

    def __init__(self, ftp: ftplib.FTP, folder: str) -> None:
        """Take a connection that is logged in."""
        self.ftp, self.folder = ftp, folder
        self.deletes_first = False

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        found = io.BytesIO()
        with _told(path):
            try:
                self.ftp.retrbinary(f"RETR {self._at(path)}", found.write)
            except ftplib.error_perm as error:
                if _code(error) == 550:
                    return None
                raise
        return found.getvalue()

    def write(self, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        """Put a file in its place as a whole."""
        part = self._at(temporary)
        with _told(path):
            if not over and self._stands(path):
                raise FileStands(path)
            self._in_folder(temporary, lambda: self.ftp.storbinary(f"STOR {part}", io.BytesIO(data)))
            try:
                self._in_folder(path, lambda: self.ftp.rename(part, self._at(path)))
            except ftplib.error_perm:
                if not over:
                    raise
                self._replace(part, self._at(path), self._at(laid_aside(temporary)))

    def _replace(self, part: str, target: str, aside: str) -> None:
        """Put a file where the host does not rename over another: that one is laid aside first."""
        self.deletes_first = True
        with suppress(ftplib.error_perm):  # there is none, unless we were cut here before
            self.ftp.delete(aside)
        self.ftp.rename(target, aside)
        try:
            self.ftp.rename(part, target)
        except ftplib.Error:
            self.ftp.rename(aside, target)
            raise
        self.ftp.delete(aside)

    def _in_folder(self, path: str, action: Callable[[], Any]) -> None:
        """Do something that a missing folder may prevent; then make the folder and do it once more."""
        try:
            action()
        except ftplib.error_perm as error:
            if _code(error) not in (550, 553):
                raise
            self._make_folders(self._at(path).rpartition("/")[0])
            action()

    def _make_folders(self, folder: str) -> None:
        steps = folder.split("/")
        for length in range(1, len(steps) + 1):
            if steps[length - 1]:
                with suppress(ftplib.error_perm):  # it is there, or what follows says why not
                    self.ftp.mkd("/".join(steps[:length]))

    def _stands(self, path: str) -> bool:
        try:
            return self.ftp.size(self._at(path)) is not None
        except ftplib.error_perm as error:
            if _code(error) not in _NOT_KNOWN:
                return False
        folder, slash, name = path.rpartition("/")
        with suppress(ftplib.error_perm):  # there is no folder yet
            return name in self._listed(folder + slash)
        return False

    def delete(self, path: str) -> None:
        """Delete a file and the folders that this leaves empty."""
        with _told(path):
            try:
                self.ftp.delete(self._at(path))
            except ftplib.error_perm as error:
                if _code(error) != 550 or self._stands(path):
                    raise
            folders = path.split("/")[:-1]
            with suppress(ftplib.error_perm):
                for length in range(len(folders), 0, -1):
                    self.ftp.rmd(self._at("/".join(folders[:length])))

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every file with its size in bytes."""
        with _told(self.folder):
            yield from self._below("")
            self.ftp.voidcmd("TYPE I")  # a listing is text; sizes are not asked for in that mode

    def _below(self, folder: str) -> Iterator[tuple[str, int]]:
        for name, size in sorted(self._listed(folder).items()):
            path = f"{folder}{name}"
            if size is None:
                yield from self._below(f"{path}/")
            else:
                yield path, size

    def _listed(self, folder: str) -> dict[str, int | None]:
        """Return what is in a folder: sizes of files, None for folders; nothing where there is no folder."""
        at = self._at(folder).rstrip("/") or "/"
        try:
            facts = dict(self.ftp.mlsd(at, ["type", "size"]))
        except ftplib.error_perm as error:
            if _code(error) == 550 and not folder:
                return {}
            if _code(error) not in _NOT_KNOWN:
                raise
            return self._listed_for_people(at, is_top=not folder)
        return {
            _read(name): None if known["type"] == "dir" else int(known.get("size", -1))
            for name, known in facts.items()
            if known.get("type") in ("dir", "file")
        }

    def _listed_for_people(self, at: str, *, is_top: bool) -> dict[str, int | None]:
        """Return the same of a server without MLSD, from the listing that it draws: Unix's or Windows'."""
        lines: list[str] = []
        try:
            self.ftp.retrlines(f"LIST {at}", lines.append)
        except ftplib.error_perm as error:
            if _code(error) == 550 and is_top:
                return {}
            raise
        found: dict[str, int | None] = {}
        for line in map(_read, lines):
            if (entry := _UNIX.fullmatch(line) or _WINDOWS.fullmatch(line)) and entry["name"] not in (
                ".",
                "..",
            ):
                found[entry["name"]] = int(entry["size"]) if entry["kind"] in ("-", None) else None
        return found

    def close(self) -> None:
        """End the connection at once."""
        with suppress(OSError):
            self.ftp.close()

    def _at(self, path: str) -> str:
        return _written(joined(self.folder, path))


def _written(text: str) -> str:
    """Return a text as it is sent: in UTF-8."""
    return text.encode().decode(_BYTES)


def _read(text: str) -> str:
    """Return what a server wrote: in UTF-8, or as Chinese Windows writes."""
    data = text.encode(_BYTES)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _code(error: ftplib.Error) -> int:
    """Return the code of a reply (RFC 959)."""
    found = re.match(r"\d{3}", str(error))
    return int(found[0]) if found else 0


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turn what the server refuses into what is told of hosts."""
    try:
        yield
    except ftplib.Error as error:
        raise _refusal(error, path) from None
    except _Blocked as error:
        raise Refusal(HOST_PASSIVE, str(error)) from None
    except (OSError, EOFError) as error:
        raise of_network(error) from None


def _refusal(error: ftplib.Error, path: str) -> Refusal:
    said, code = _read(str(error)), _code(error)
    if code in (452, 552) or is_full(said):
        return Refusal(HOST_FULL, said)
    if code in (530, 532, 331, 332):
        return Refusal(HOST_LOGIN, said)
    if code in (550, 553):
        return Refusal(HOST_PERMISSION, said, path=path)
    if code == 425:
        return Refusal(HOST_PASSIVE, said, passing=True)
    if code == 426:
        return Refusal(HOST_UNREACHABLE, said, why="cut", passing=True)
    if 400 <= code < 500:
        return Refusal(HOST_BUSY, said, passing=True)
    if code == 0:
        return Refusal(HOST_UNREACHABLE, said, why="protocol")
    return Refusal(HOST_REFUSED, said)


def open_plain(opening: Opening) -> FtpHost:
    """Log in over FTP."""
    return _opened(opening, _Plain(timeout=opening.timeout, encoding=_BYTES))


def open_secure(opening: Opening) -> FtpHost:
    """Log in over FTP with TLS, for files as well; no password is sent before the certificate is checked."""
    ftp = _Secure(timeout=opening.timeout, encoding=_BYTES, context=trusted(opening))
    return _opened(opening, ftp)


def _secure(ftp: ftplib.FTP_TLS) -> None:
    """Go on over TLS; no host that does not is given a password."""
    try:
        ftp.auth()
    except ftplib.Error as error:
        raise Refusal(HOST_UNREACHABLE, _read(str(error)), why="plain") from None


def _opened(opening: Opening, ftp: ftplib.FTP) -> FtpHost:
    target = opening.target
    try:
        with _told(target.folder or "/"):
            ftp.connect(target.host or "", target.port or ftplib.FTP_PORT)
            if isinstance(ftp, ftplib.FTP_TLS):
                _secure(ftp)
            ftp.login(_written(target.user or ""), _written(opening.secret))
            if isinstance(ftp, ftplib.FTP_TLS):
                ftp.prot_p()
            with suppress(ftplib.Error):
                ftp.sendcmd("OPTS UTF8 ON")  # names are sent in UTF-8; who knows no other knows no such word
            ftp.voidcmd("TYPE I")
    except Refusal:
        ftp.close()
        raise
    return FtpHost(ftp, target.folder or "")


FTP = Publisher(name="ftp", open=open_plain, needs=("host", "user"), secret=True)
FTPS = Publisher(name="ftps", open=open_secure, needs=("host", "user"), secret=True)
