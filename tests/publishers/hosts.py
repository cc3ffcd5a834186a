"""Real servers on this computer's loopback, each with a folder or bucket that a site is published to."""

from __future__ import annotations

import asyncio
import logging
import shutil
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import trustme

USER, PASSWORD, HERE = "cwgk", "geheim-3f9c", "127.0.0.1"


@dataclass(slots=True)
class Served:
    """A server that runs: how it is reached, what it was asked, and what it is to refuse."""

    method: str
    home: Path  # where its files lie; of a bucket nothing
    port: int = 0
    extra: dict[str, str] = field(default_factory=dict)  # further keys of the target
    asked: list[str] = field(default_factory=list)
    files: set[int] = field(default_factory=set)  # all that ever stood in a folder, by their numbers
    refuse: Callable[[str], str | None] = lambda asked: None  # a reply in place of the right one
    tree: Callable[[], dict[str, bytes]] = dict
    endpoint: str = ""
    put: Callable[[str, bytes], None] = lambda path, data: None  # what somebody else puts there
    clear: Callable[[], None] = lambda: None
    steps: Callable[[], int] = int  # that it has seen so far: requests, or files that arrived

    def __post_init__(self) -> None:
        def put(path: str, data: bytes) -> None:
            (self.home / path).parent.mkdir(parents=True, exist_ok=True)
            (self.home / path).write_bytes(data)

        def clear() -> None:
            shutil.rmtree(self.home)
            self.home.mkdir()

        def arrived() -> int:
            with suppress(OSError):  # what is there changes meanwhile
                self.files.update(path.stat().st_ino for path in self.home.rglob("*"))
            return len(self.files)

        self.put, self.clear, self.tree = put, clear, lambda: tree_below(self.home)
        self.steps = lambda: len(self.asked) if self.port else arrived()

    def target(self, port: int = 0, **changes: str) -> str:
        """Return it as a target of publish.yaml."""
        at = port or self.port
        keys = {"方式": self.method}
        if self.endpoint:
            keys |= {"用户": USER, "端点": f'"{self.endpoint.format(port=at)}"'}
        elif at:
            keys |= {"用户": USER, "主机": HERE, "端口": str(at)}
        inner = ", ".join(f"{key}: {value}" for key, value in {**keys, **self.extra, **changes}.items())
        return f"  县网站: {{{inner}}}"


def tree_below(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def folder_target(home: Path) -> Served:
    """Return a folder as a target."""
    (home / "folder").mkdir()
    return Served("folder", home / "folder", extra={"目录": str(home / "folder")})


def zip_target(home: Path) -> Served:
    """Return a folder for what is handed over as a target; its tree is what lies in `site.zip`."""
    (home / "zip").mkdir()
    served = Served("zip", home / "zip", extra={"目录": str(home / "zip")})

    def tree() -> dict[str, bytes]:
        theirs = {path.name: path.read_bytes() for path in served.home.glob("theirs*")}
        if not (served.home / "site.zip").is_file():
            return theirs
        with ZipFile(served.home / "site.zip") as archive:
            return {name: archive.read(name) for name in archive.namelist()} | theirs

    served.tree = tree
    return served


@contextmanager
def ftp_server(
    home: Path, authority: trustme.CA | None = None, *, renames_over: bool = True
) -> Iterator[Served]:
    """Run an FTP server, over TLS where an authority is given; both channels are secured then.

    One that does not rename over a file is as those of Windows are.
    """
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
    from pyftpdlib.ioloop import IOLoop
    from pyftpdlib.servers import ThreadedFTPServer

    logging.getLogger("pyftpdlib").setLevel(logging.CRITICAL)
    root = home / "ftp"
    (root / "www").mkdir(parents=True)
    served = Served("ftps" if authority else "ftp", root / "www", extra={"目录": "/www"})
    base = TLS_FTPHandler if authority else FTPHandler
    authorizer = DummyAuthorizer()
    authorizer.add_user(USER, PASSWORD, str(root), perm="elradfmwMT")

    def pre_process_command(self: Any, line: str, cmd: str, arg: str) -> None:
        served.asked.append(f"{cmd} {arg}" if cmd != "PASS" else cmd)
        if reply := served.refuse(cmd):
            if reply == "cut":
                self.close()
            else:
                self.respond(reply)
            return
        if cmd == "RNTO" and not renames_over and Path(self.fs.ftp2fs(arg)).exists():
            self._rnfr = None
            self.respond("550 Cannot create a file when that file already exists.")
            return
        base.pre_process_command(self, line, cmd, arg)

    told: dict[str, Any] = {"authorizer": authorizer, "pre_process_command": pre_process_command}
    if authority:
        chain = home / "ftps.pem"
        authority.issue_cert(HERE).private_key_and_cert_chain_pem.write_to_path(str(chain))
        told |= {"certfile": str(chain), "tls_control_required": True, "tls_data_required": True}
        served.extra["证书"] = str(home / "ca.pem")
    server = ThreadedFTPServer((HERE, 0), type("Handler", (base,), told), ioloop=IOLoop())
    served.port = server.address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"timeout": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.close_all()
        thread.join(5)


@contextmanager
def sftp_server(home: Path, *, renames_over: bool = True) -> Iterator[Served]:
    """Run an SSH server for files; one that does not rename over a file knows no extension for it."""
    import asyncssh

    asyncssh.set_log_level(logging.CRITICAL)
    root = home / "sftp"
    (root / "www").mkdir(parents=True)
    served = Served("sftp", root / "www")
    key = asyncssh.generate_private_key("ssh-ed25519")
    served.extra = {"目录": "/www", "指纹": key.get_fingerprint()}

    connections: list[Any] = []

    class Login(asyncssh.SSHServer):
        def connection_made(self, conn: Any) -> None:
            connections.append(conn)

        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            served.asked.append(f"login {username}")
            return (username, password) == (USER, PASSWORD)

    def watched(name: str) -> Callable[..., Any]:
        original = getattr(asyncssh.SFTPServer, name)

        def asked(self: Any, *given: Any) -> Any:
            served.asked.append(f"{name} {given[0] if given else ''}")
            if reply := served.refuse(name):
                raise asyncssh.SFTPFailure(reply)
            if name == "posix_rename" and not renames_over:
                raise asyncssh.SFTPOpUnsupported("Unsupported extended request")
            return original(self, *given)

        return asked

    class Files(asyncssh.SFTPServer):
        def __init__(self, channel: Any) -> None:
            super().__init__(channel, chroot=str(root).encode())

    for name in ("open", "write", "rename", "posix_rename", "remove", "mkdir", "stat", "lstat"):
        setattr(Files, name, watched(name))
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    hold: list[Any] = []

    async def begin() -> None:
        server = await asyncssh.listen(
            HERE, 0, server_factory=Login, server_host_keys=[key], sftp_factory=Files
        )
        hold.append(server)
        served.port = server.get_port()
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(begin())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)

    async def end() -> None:
        hold[0].close()
        for connection in connections:  # those of clients that were killed as well
            connection.abort()
        await hold[0].wait_closed()
        await asyncio.sleep(0.1)

    try:
        yield served
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


@contextmanager
def dav_server(home: Path, authority: trustme.CA | None = None) -> Iterator[Served]:
    """Run a WebDAV server, over TLS where an authority is given."""
    from cheroot import wsgi
    from cheroot.ssl.builtin import BuiltinSSLAdapter
    from wsgidav.wsgidav_app import WsgiDAVApp

    root = home / ("davs" if authority else "dav")
    (root / "www").mkdir(parents=True)
    served = Served("webdav", root / "www", extra={"目录": "www"})
    served.endpoint = ("https" if authority else "http") + "://127.0.0.1:{port}/"
    logging.getLogger("wsgidav").setLevel(logging.CRITICAL)
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(root)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {
                "accept_digest": authority is None,
                "accept_basic": True,
                "default_to_digest": authority is None,
            },
            "verbose": 0,
            "logging": {"enable": False},
            "dir_browser": {"enable": False},
        }
    )

    def asked(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        method = environ["REQUEST_METHOD"]
        served.asked.append(f"{method} {environ['PATH_INFO']}")
        if reply := served.refuse(method):
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start(reply, [("Content-Length", "0")])
            return [b""]
        return app(environ, start)

    server = wsgi.Server((HERE, 0), asked, numthreads=8)
    server.error_log = lambda *given, **named: None  # type: ignore[method-assign]
    server.shutdown_timeout = 1
    if authority:
        chain = home / "davs.pem"
        authority.issue_cert(HERE).private_key_and_cert_chain_pem.write_to_path(str(chain))
        server.ssl_adapter = BuiltinSSLAdapter(str(chain), str(chain))
        served.extra["证书"] = str(home / "ca.pem")
    server.prepare()
    served.port = server.bind_addr[1]
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.stop()
        thread.join(5)


@contextmanager
def s3_server(home: Path) -> Iterator[Served]:
    """Run an S3 server with one bucket."""
    import boto3
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server
    from werkzeug.wrappers import Response

    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    served, app = Served("s3", home), DomainDispatcherApplication(create_backend_app)
    served.extra = {"桶": "cwgk", "目录": "qs"}

    def asked(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        served.asked.append(f"{environ['REQUEST_METHOD']} {environ['HTTP_HOST']}{environ['PATH_INFO']}")
        if reply := served.refuse(environ["REQUEST_METHOD"]):
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            status, _, code = reply.partition(" ")
            body = f"<Error><Code>{code}</Code><Message>{code}</Message></Error>"
            return Response(body, int(status), content_type="application/xml")(environ, start)
        return app(environ, start)

    server = make_server(HERE, 0, asked, threaded=True)
    served.port = port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    served.endpoint = "http://127.0.0.1:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=served.endpoint.format(port=port),
        aws_access_key_id=USER,
        aws_secret_access_key=PASSWORD,
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="cwgk")

    def tree() -> dict[str, bytes]:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket="cwgk", Prefix="qs/")
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
        return {
            key.removeprefix("qs/"): client.get_object(Bucket="cwgk", Key=key)["Body"].read() for key in keys
        }

    def put(path: str, data: bytes) -> None:
        client.put_object(Bucket="cwgk", Key=f"qs/{path}", Body=data)

    def clear() -> None:
        for path in tree():
            client.delete_object(Bucket="cwgk", Key=f"qs/{path}")

    served.tree, served.put, served.clear = tree, put, clear
    try:
        yield served
    finally:
        client.close()
        server.shutdown()
        thread.join(5)


class Way:
    """A way through to a server, which can be cut: after so many bytes, or for everybody at once.

    Where it is `silent` it swallows what comes instead, and where it is `slow` it carries little at a time.
    """

    def __init__(self, port: int) -> None:
        self.port_behind, self.left, self.open, self.carried = port, -1, True, 0
        self.silent = self.slow = False
        self._pairs: list[socket.socket] = []
        self._listener = socket.create_server((HERE, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if not self.open:
                _reset(near)
                continue
            try:
                far = socket.create_connection((HERE, self.port_behind))
            except OSError:
                _reset(near)
                continue
            self._pairs += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(300 if self.slow else 8192):
                self.carried += len(data)
                if self.slow:
                    time.sleep(0.001)
                if self.left >= 0:
                    self.left = max(0, self.left - len(data))
                    if not self.left and not self.silent:
                        self.cut()
                        return
                if self.left or not self.silent:
                    other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def cut(self) -> None:
        """Reset every connection, and take no other."""
        self.open = False
        pairs, self._pairs = self._pairs, []
        for one in pairs:
            _reset(one)

    def close(self) -> None:
        self.cut()
        self._listener.close()


def _reset(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()


def authority(home: Path) -> trustme.CA:
    """Make who issues certificates; its own stands in `ca.pem`."""
    issuer = trustme.CA()
    issuer.cert_pem.write_to_path(str(home / "ca.pem"))
    return issuer
