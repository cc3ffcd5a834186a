"""SFTP. A file arrives at the top of the folder and is renamed into its place."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sunboard.hosting import (
    HOST_FULL,
    HOST_KEY_CHANGED,
    HOST_KEY_UNKNOWN,
    HOST_LOGIN,
    HOST_PERMISSION,
    HOST_REFUSED,
    HOST_UNREACHABLE,
    KEY_FILE_BAD,
    LIBRARY_MISSING,
    FileStands,
    Opening,
    Publisher,
    Refusal,
    is_full,
    joined,
    laid_aside,
    of_network,
)

if TYPE_CHECKING:
    from sunboard.engines.ssh_files import Session


class SftpHost:
    """A folder on an SSH server."""

    def __init__(self, ssh: ModuleType, session: Session, folder: str) -> None:
        """Take a session that is logged in."""
        self.ssh, self.session, self.folder = ssh, session, folder
        self.deletes_first = False

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        with _told(path):
            try:
                return self.session.read(self._at(path))
            except FileNotFoundError:
                return None

    def write(self, path: str, data: bytes, *, temporary: str, over: bool) -> None:
        """Put a file in its place as a whole."""
        part, target = self._at(temporary), self._at(path)
        with _told(path):
            if not over and self.session.size(target) is not None:
                raise FileStands(path)
            self._in_folder(part, lambda: self.session.write(part, data))
            if not over:
                self._in_folder(target, lambda: self.session.rename(part, target))
                return
            try:
                self._in_folder(target, lambda: self.session.rename_over(part, target))
            except self.ssh.NotRenamed:
                self._replace(part, target, self._at(laid_aside(temporary)))

    def _replace(self, part: str, target: str, aside: str) -> None:
        """Put a file where the host does not rename over another: that one is laid aside first."""
        if self.session.size(target) is None:
            self._in_folder(target, lambda: self.session.rename(part, target))
            return
        self.deletes_first = True
        self.session.remove(aside)  # there is none, unless we were cut here before
        self.session.rename(target, aside)
        try:
            self.session.rename(part, target)
        except OSError:
            self.session.rename(aside, target)
            raise
        self.session.remove(aside)

    def _in_folder(self, target: str, action: Callable[[], None]) -> None:
        """Do something that a missing folder may prevent; then make the folder and do it once more.

        Another connection may have made it meanwhile.
        """
        try:
            action()
        except OSError as error:
            folder = target.rpartition("/")[0]
            if isinstance(error, ConnectionError | TimeoutError) or not folder:
                raise
            if self.session.size(folder) is None:
                steps = folder.split("/")
                for length in range(1, len(steps) + 1):
                    if steps[length - 1]:
                        self.session.make_folder("/".join(steps[:length]))
            action()

    def delete(self, path: str) -> None:
        """Delete a file and the folders that this leaves empty."""
        with _told(path):
            self.session.remove(self._at(path))
            folders = path.split("/")[:-1]
            with suppress(OSError):
                for length in range(len(folders), 0, -1):
                    self.session.remove_folder(self._at("/".join(folders[:length])))

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every file with its size in bytes."""
        with _told(self.folder), suppress(FileNotFoundError):  # there is no folder yet
            yield from self._below("")

    def _below(self, folder: str) -> Iterator[tuple[str, int]]:
        for name, size in self.session.listed(self._at(folder).rstrip("/") or "/"):
            if size is None:
                yield from self._below(f"{folder}{name}/")
            else:
                yield f"{folder}{name}", size

    def close(self) -> None:
        """End the connection at once."""
        self.session.close()

    def _at(self, path: str) -> str:
        return joined(self.folder or ".", path)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turn what the server refuses into what is told of hosts."""
    try:
        yield
    except EOFError as error:
        raise of_network(error) from None
    except OSError as error:
        said = error.strerror or str(error) or type(error).__name__
        if isinstance(error, ConnectionError | TimeoutError) or "closed" in said.lower():
            raise of_network(ConnectionResetError(said) if "closed" in said.lower() else error) from None
        if error.errno == errno.ENOSPC or is_full(said):
            raise Refusal(HOST_FULL, said) from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.ENOENT, errno.EROFS):
            raise Refusal(HOST_PERMISSION, said, path=path) from None
        raise Refusal(HOST_REFUSED, said) from None


def open_sftp(opening: Opening) -> SftpHost:
    """Check the host's key and log in."""
    try:
        from sunboard.engines import ssh_files
    except ImportError:
        raise Refusal(LIBRARY_MISSING, "sftp", package="paramiko", extra="sftp") from None
    target = opening.target
    right = tuple(one for one in (target.fingerprint, opening.fingerprint) if one)
    try:
        session = ssh_files.connect(
            target.host or "",
            target.port or ssh_files.SFTP_PORT,
            target.user or "",
            secret=opening.secret,
            key_file=opening.home / target.key_file if target.key_file else None,
            fingerprints=right,
            known_hosts=Path.home() / ".ssh" / "known_hosts",
            timeout=opening.timeout,
            remember=bool(opening.fingerprint),
        )
    except ssh_files.KeyFileBad as bad:
        raise Refusal(KEY_FILE_BAD, target.key_file or "", why=bad.why, because=str(bad)) from None
    except ssh_files.KeyChanged as changed:
        raise Refusal(
            HOST_KEY_CHANGED, changed.fingerprint, fingerprint=changed.fingerprint, known=changed.known
        ) from None
    except ssh_files.KeyUnknown as unknown:
        raise Refusal(HOST_KEY_UNKNOWN, unknown.fingerprint, fingerprint=unknown.fingerprint) from None
    except ssh_files.LoginRefused as refused:
        raise Refusal(HOST_LOGIN, str(refused)) from None
    except ssh_files.Broken as broken:
        why = "protocol" if "banner" in str(broken).lower() else "cut"
        raise Refusal(HOST_UNREACHABLE, str(broken), why=why, passing=why == "cut") from None
    except OSError as error:
        raise of_network(error) from None
    return SftpHost(ssh_files, session, target.folder or "")


SFTP = Publisher(name="sftp", open=open_sftp, needs=("host", "user"), secret=True)
