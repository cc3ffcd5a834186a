"""A web server on loopback that shows a folder, and may be told to answer otherwise."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Shown:
    """What is served: its address, and what is said instead, by path."""

    address: str = ""
    instead: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    silent: Callable[[str], bool] = lambda path: False  # of which paths nothing is said, for a second


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, shown: Shown, *given: Any, **named: Any) -> None:
        self.shown = shown
        super().__init__(*given, **named)

    def do_GET(self) -> None:  # the name is http.server's
        if self.shown.silent(self.path):
            time.sleep(1)
            self.close_connection = True
            return
        other = self.shown.instead.get(self.path)
        if other is None:
            super().do_GET()
            return
        status, headers, body = other
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def web_server(folder: Path, chain: Path | None = None) -> Iterator[Shown]:
    """Show a folder, over TLS where a certificate with its key is given."""
    shown = Shown()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, shown, directory=str(folder)))
    if chain:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    shown.address = f"{'https' if chain else 'http'}://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield shown
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
