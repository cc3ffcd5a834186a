"""The server of the preview: outputs as they stand, and a stream of what is new; for this computer only."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, quote, unquote, urlsplit

from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, map_of, text_of
from sunboard.serving.events import Events
from sunboard.serving.pages import OWN, address_of, beside, source_of, with_script

HOST = "127.0.0.1"
_KNOWN_AS = frozenset((HOST, "localhost"))
_PING = 10.0  # seconds after which a page that has gone is noticed
_FILES = {"overlay.js": "text/javascript", "beside.html": "text/html", "beside.js": "text/javascript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is served: the output folder, what is new in it, and the words around it."""

    output: Path
    events: Events
    sections: Mapping[str, str]  # lists of a manifest that name papers and screens, as people call them
    labels: Mapping[str, str]  # the words of the script
    looked_at: Callable[[str], None]  # is told the slug of a village whose page is open

    def manifest(self, slug: str) -> dict[str, Plain]:
        """Return the manifest of a village, empty where there is none."""
        try:
            plain = json.loads((self.output / "manifest" / f"{slug}.json").read_bytes())
        except (OSError, ValueError):
            return {}
        return map_of({"": plain}, "")

    def file(self, path: str) -> Path | None:
        """Return the output that an address below the top stands for; nothing where there is none."""
        own, _, output = path.partition("/")
        root = self.output if own == OWN else self.output / "site"
        found = (root / (output if own == OWN else path)).resolve()
        if not found.is_relative_to(root.resolve()):
            return None
        return found / "index.html" if found.is_dir() else found


def open_server(preview: Preview, port: int | None) -> ThreadingHTTPServer:
    """Open a server on this computer's own address; where no port is asked for, any free one will do.

    Raises OSError where the port is taken.
    """
    handler = type("Handler", (_Handler,), {"preview": preview})
    server = ThreadingHTTPServer((HOST, port or 0), handler)
    server.daemon_threads = True
    return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or what follows its head waits 40 ms, until the browser has told of that
    preview: ClassVar[Preview]

    def do_GET(self) -> None:
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in _KNOWN_AS:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"", "text/plain")  # a page of elsewhere asks for it
            return
        address = urlsplit(self.path)
        path = unquote(address.path).lstrip("/")
        asked = {name: values[-1] for name, values in parse_qs(address.query).items()}
        match path.removeprefix(f"{OWN}/") if path.startswith(f"{OWN}/") else "":
            case "events":
                self._stream(asked)
            case "beside.json":
                self._json([*self._beside(asked.get("page", ""))])
            case name if name in _FILES:
                self._send(HTTPStatus.OK, Path(__file__).with_name(name).read_bytes(), _FILES[name])
            case _:
                self._output(path)

    do_HEAD = do_GET

    def _output(self, path: str) -> None:
        """Send an output; a page with the script that listens."""
        version = self.preview.events.version  # before it is read: what changes meanwhile is told
        file = self.preview.file(path)
        if file and file.name == "index.html" and path and not path.endswith(("/", "index.html")):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", quote(f"{path.rpartition('/')[2]}/"))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        try:
            data, status = file.read_bytes() if file else b"", HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        except (OSError, ValueError):
            data, status = b"", HTTPStatus.NOT_FOUND
        if status is not HTTPStatus.OK and "." not in path.removesuffix("index.html").rpartition("/")[2]:
            data, file = Path(__file__).with_name("missing.html").read_bytes(), Path("missing.html")
        kind = guess_type(file.name)[0] if file else None
        if kind == "text/html" and not path.startswith(OWN):
            page = f"site/{path}{'index.html' if not path or path.endswith('/') else ''}"
            source = source_of(self.preview.manifest(path.partition("/")[0]), page)
            data = with_script(data, path, version, source)
        self._send(status, data, kind or "application/octet-stream")

    def _beside(self, page: str) -> list[dict[str, Plain]]:
        slug = page.removeprefix("site/").partition("/")[0]
        found = beside(self.preview.manifest(slug), page, self.preview.sections)
        return [{**one, "address": address_of(text_of(one, "path"))} for one in found]

    def _json(self, plain: Plain) -> None:
        self._send(HTTPStatus.OK, json.dumps(plain, ensure_ascii=False).encode(), "application/json")

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def _stream(self, asked: Mapping[str, str]) -> None:
        """Send what is new for as long as the page stays open: first what it missed."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        events = self.preview.events
        version = int(asked["since"]) if asked.get("since", "").isdecimal() else events.version
        village, timeout = asked.get("village", ""), 0.0  # whoever comes is told at once how it stands
        self.preview.looked_at(village)
        try:
            while not events.is_closed:
                told = events.after(version, timeout)
                news, changed = told or (events.news, ())
                if told or not timeout:
                    version, plain = news.version, news.told(village, changed, self.preview.labels)
                    self.wfile.write(f"data: {json.dumps(plain, ensure_ascii=False)}\n\n".encode())
                else:
                    self.wfile.write(b": \n\n")
                self.wfile.flush()
                timeout = _PING
        except (ConnectionError, TimeoutError):
            return  # the page is gone

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            return  # a browser that went away in the middle of an answer

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for problems."""
