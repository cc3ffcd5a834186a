"""The real server on a folder of outputs."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from time import perf_counter

import pytest

from sunboard.serving.events import Events
from sunboard.serving.server import HOST, Preview, open_server

PAGE = "<html><body><main>灯</main></body></html>"


class Served:
    def __init__(self, home: Path) -> None:
        self.output, self.events, self.looked = home / "output", Events(), list[str]()
        for path in ("site/index.html", "site/b/2026-0001/index.html"):
            (self.output / path).parent.mkdir(parents=True, exist_ok=True)
            (self.output / path).write_text(PAGE, "utf-8")
        (self.output / "print").mkdir()
        (self.output / "print" / "main.pdf").write_bytes(b"%PDF")
        (home / "secret.html").write_text("secret", "utf-8")
        self.server = open_server(
            Preview(
                output=self.output,
                events=self.events,
                sections={},
                labels={},
                looked_at=self.looked.append,
            ),
            None,
        )
        Thread(target=self.server.serve_forever, daemon=True).start()

    def ask(self, path: str, host: str = "localhost") -> tuple[int, str, bytes]:
        """Return the status, where else the answer leads, and what was sent."""
        with closing(http.client.HTTPConnection(HOST, self.server.server_port, timeout=10)) as connection:
            connection.request("GET", path, headers={"Host": host})
            answer = connection.getresponse()
            return answer.status, answer.headers["Location"] or "", answer.read()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("served"))
    yield served
    served.events.close()
    served.server.shutdown()
    served.server.server_close()


def test_a_page_is_sent_with_the_script_and_stays_without_it(served: Served) -> None:
    _, _, sent = served.ask("/b/2026-0001/")
    assert "灯".encode() in sent
    assert b'<script src="../../_preview/overlay.js"' in sent
    assert (served.output / "site/b/2026-0001/index.html").read_text("utf-8") == PAGE
    assert served.ask("/_preview/print/main.pdf") == (200, "", b"%PDF")
    assert b"EventSource" in served.ask("/_preview/overlay.js")[2]


def test_an_answer_does_not_wait_for_the_browser_to_have_told_of_its_head(served: Served) -> None:
    taken = []
    with closing(http.client.HTTPConnection(HOST, served.server.server_port, timeout=10)) as connection:
        for _ in range(30):
            began = perf_counter()
            connection.request("GET", "/b/2026-0001/", headers={"Host": "localhost"})
            connection.getresponse().read()
            taken.append(perf_counter() - began)
    assert min(taken[10:]) < 0.03  # of the first, nobody waits to be told


def test_a_folder_leads_to_its_page(served: Served) -> None:
    assert served.ask("/b/2026-0001") == (301, "2026-0001/", b"")


def test_a_page_that_is_not_there_is_told_and_listens(served: Served) -> None:
    status, _, sent = served.ask("/b/2026-0009/")
    assert status == 404
    assert b"overlay.js" in sent


@pytest.mark.parametrize(
    "path", ["/../../secret.html", "/_preview/../secret.html", "/%2e%2e/%2e%2e/secret.html"]
)
def test_nothing_outside_the_outputs_is_sent(served: Served, path: str) -> None:
    status, _, sent = served.ask(path)
    assert status == 404
    assert b"secret" not in sent.replace(b"secret.html", b"")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
def test_whoever_asks_for_another_host_gets_nothing(served: Served, host: str) -> None:
    assert served.ask("/", host)[0] == 421


def test_a_page_hears_at_once_how_it_stands_and_then_what_changes(served: Served) -> None:
    since = served.events.version
    with closing(http.client.HTTPConnection(HOST, served.server.server_port, timeout=10)) as connection:
        connection.request("GET", f"/_preview/events?since={since}&village=b")
        with closing(connection.getresponse()) as answer:
            first = json.loads(answer.readline().removeprefix(b"data: "))
            assert (first["version"], first["changed"]) == (since, [])
            served.events.tell(["site/b/2026-0001/index.html"], summary="错误 1 个")
            answer.readline()
            told = json.loads(answer.readline().removeprefix(b"data: "))
    assert told["changed"] == ["site/b/2026-0001/index.html"]
    assert told["summary"] == "错误 1 个"
    assert served.looked == ["b"]
