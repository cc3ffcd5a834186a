"""The only door to SFTP: an optional library, so this module is imported where it is needed."""

from __future__ import annotations

import base64
import hashlib
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from threading import Event, Lock, Timer
from typing import Any

import paramiko

logging.getLogger("paramiko").setLevel(logging.CRITICAL)  # what goes wrong is raised and told
SFTP_PORT = 22
_ONE_AT_A_TIME = Lock()  # several connections remember one key


class KeyUnknown(Exception):
    """The host's key was never seen."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(fingerprint)
        self.fingerprint = fingerprint


class KeyChanged(KeyUnknown):
    """The host's key is another than the one that is known."""

    def __init__(self, fingerprint: str, known: str) -> None:
        super().__init__(fingerprint)
        self.known = known


class LoginRefused(Exception):
    """The host does not take user and password or key."""


class Broken(Exception):
    """The connection broke, or what answers does not speak SSH."""


class KeyFileBad(Exception):
    """A private key cannot be used; `why` is missing, locked or other."""

    def __init__(self, why: str, said: str) -> None:
        super().__init__(said)
        self.why = why


class NotRenamed(Exception):
    """The host does not rename over a file."""


class _Message(paramiko.Message):  # type: ignore[misc]
    """What a host says, also where it is not UTF-8: as Chinese Windows writes."""

    def get_text(self) -> str:
        """Return the next text."""
        data = bytes(self.get_binary())
        try:
            return data.decode()
        except UnicodeDecodeError:
            return data.decode("gb18030", "replace")


class _Files(paramiko.SFTPClient):  # type: ignore[misc]
    """Reads names and refusals of every host."""

    def _request(self, t: int, *args: Any) -> tuple[int, paramiko.Message]:
        kind, message = super()._request(t, *args)
        return kind, _Message(message.get_remainder())

    def _convert_status(self, msg: paramiko.Message) -> None:
        super()._convert_status(_Message(msg.get_remainder()))


@contextmanager
def _as_system() -> Iterator[None]:
    """Raise a connection's breaking as the system does."""
    try:
        yield
    except (paramiko.SSHException, EOFError) as error:
        raise ConnectionResetError(str(error) or "connection closed") from None


@contextmanager
def _in_time(transport: paramiko.Transport, timeout: float) -> Iterator[None]:
    """End a connection on which the host goes silent: the library waits for some answers for ever."""
    is_over = Event()

    def end() -> None:
        is_over.set()
        transport.close()

    watch = Timer(timeout, end)
    watch.daemon = True
    watch.start()
    try:
        yield
    except (paramiko.SSHException, EOFError, OSError):
        if is_over.is_set():
            raise TimeoutError("timed out") from None
        raise
    finally:
        watch.cancel()


class Session:
    """Files on a host. Each method raises OSError, of which a connection that broke is one."""

    def __init__(self, transport: paramiko.Transport, timeout: float) -> None:
        """Open a channel for files on a connection that is logged in."""
        self.transport = transport
        with _in_time(transport, timeout):
            channel = transport.open_session(timeout=timeout)
            channel.settimeout(timeout)
            channel.invoke_subsystem("sftp")
            self.files = _Files(channel)

    @_as_system()
    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises FileNotFoundError and OSError."""
        with self.files.open(path, "rb") as file:
            return bytes(file.read())

    @_as_system()
    def write(self, path: str, data: bytes) -> None:
        """Write a file. Every piece is answered for: pipelined, a refusal would go unnoticed."""
        with self.files.open(path, "wb") as file:
            file.write(data)

    @_as_system()
    def rename(self, old: str, new: str) -> None:
        """Rename a file to a name that is free; raises OSError."""
        self.files.rename(old, new)

    @_as_system()
    def rename_over(self, old: str, new: str) -> None:
        """Rename a file over another; raises NotRenamed where the host cannot, and OSError."""
        try:
            self.files.posix_rename(old, new)
        except FileNotFoundError:
            raise
        except OSError as error:
            if "unsupported" in str(error).lower() or error.errno is None:
                raise NotRenamed(str(error)) from None
            raise

    @_as_system()
    def size(self, path: str) -> int | None:
        """Return a file's size in bytes, None where there is none; raises OSError."""
        try:
            return int(self.files.stat(path).st_size or 0)
        except FileNotFoundError:
            return None

    @_as_system()
    def make_folder(self, path: str) -> None:
        """Make a folder, if it is not there; raises OSError."""
        try:
            self.files.mkdir(path)
        except OSError:
            if not S_ISDIR(self.files.stat(path).st_mode or 0):
                raise

    @_as_system()
    def remove(self, path: str) -> None:
        """Delete a file, if it is there; raises OSError."""
        with suppress(FileNotFoundError):
            self.files.remove(path)

    @_as_system()
    def remove_folder(self, path: str) -> None:
        """Delete a folder; raises OSError where it is not empty."""
        self.files.rmdir(path)

    def listed(self, folder: str) -> Iterator[tuple[str, int | None]]:
        """Yield what is in a folder: names with the sizes of files, None for folders. Raises OSError."""
        with _as_system():
            entries = self.files.listdir_attr(folder)
        for entry in sorted(entries, key=lambda entry: entry.filename):
            mode = entry.st_mode or 0
            if S_ISDIR(mode):
                yield entry.filename, None
            elif S_ISREG(mode):
                yield entry.filename, int(entry.st_size or 0)

    def close(self) -> None:
        """End the connection at once."""
        self.transport.close()


def connect(
    host: str,
    port: int,
    user: str,
    *,
    secret: str,
    key_file: Path | None,
    fingerprints: tuple[str, ...],
    known_hosts: Path,
    timeout: float,
    remember: bool = False,
) -> Session:
    """Connect, check the host's key and log in; nothing of the user is sent before the key is right.

    `fingerprints` are right ones, `SHA256:…`; without any the file of known hosts says which key is right,
    and where a person has just said so, it is to `remember` that. Raises KeyFileBad, KeyUnknown,
    KeyChanged, LoginRefused, Broken and OSError.
    """
    private_key = _private_key(key_file) if key_file else None
    keys = _known(known_hosts, host, port) if not fingerprints else {}
    connection = socket.create_connection((host, port), timeout)
    transport = paramiko.Transport(connection)
    transport.banner_timeout = transport.handshake_timeout = transport.auth_timeout = timeout
    try:
        if keys:  # so that it shows the key that is known
            options = transport.get_security_options()
            options.key_types = sorted(options.key_types, key=lambda name: name not in keys)
        transport.start_client(timeout=timeout)
        key = transport.get_remote_server_key()
        _check(key, keys, fingerprints)
        if remember:
            _remember(known_hosts, _name(host, port), key)
        if private_key:
            transport.auth_publickey(user, private_key)
        else:
            transport.auth_password(user, secret)
        return Session(transport, timeout)
    except paramiko.AuthenticationException as error:
        transport.close()
        raise LoginRefused(str(error) or "Authentication failed") from None
    except (paramiko.SSHException, EOFError) as error:
        transport.close()
        raise Broken(str(error) or type(error).__name__) from None
    except BaseException:
        transport.close()
        raise


def _private_key(path: Path) -> paramiko.PKey:
    try:
        return paramiko.PKey.from_path(path)
    except OSError as error:
        raise KeyFileBad("missing", error.strerror or str(error)) from None
    except (TypeError, paramiko.PasswordRequiredException) as error:
        raise KeyFileBad("locked", str(error)) from None
    except (ValueError, paramiko.SSHException, paramiko.pkey.UnknownKeyType) as error:
        raise KeyFileBad("other", str(error)) from None


def _known(known_hosts: Path, host: str, port: int) -> dict[str, paramiko.PKey]:
    """Return the keys of a host that are known, by their type."""
    keys = paramiko.HostKeys()
    with suppress(OSError):
        keys.load(str(known_hosts))
    found = keys.lookup(_name(host, port))
    return dict(found.items()) if found else {}


def _name(host: str, port: int) -> str:
    """Return a host's name as the file of known hosts has it."""
    return host if port == SFTP_PORT else f"[{host}]:{port}"


def _remember(known_hosts: Path, name: str, key: paramiko.PKey) -> None:
    """Add a key to the file of known hosts as OpenSSH does; where that is refused, it is asked for again."""
    line = f"{name} {key.get_name()} {key.get_base64()}\n".encode()
    with suppress(OSError), _ONE_AT_A_TIME:
        known_hosts.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with known_hosts.open("a+b") as file:
            file.seek(0)
            known = file.read()
            if line not in known:
                file.write(line if known[-1:] in (b"", b"\n") else b"\n" + line)


def _check(key: paramiko.PKey, keys: dict[str, paramiko.PKey], fingerprints: tuple[str, ...]) -> None:
    shown = fingerprint_of(key.asbytes())
    right = fingerprints or tuple(fingerprint_of(one.asbytes()) for one in keys.values())
    if not right:
        raise KeyUnknown(shown)
    if shown not in {one.rstrip("=") for one in right}:
        raise KeyChanged(shown, right[0])


def fingerprint_of(key: bytes) -> str:
    """Return the fingerprint of a public key as OpenSSH shows it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode("ascii").rstrip("=")
