"""The real server on a folder of outputs."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

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

    def ask(self, path: str, host: str = "localhost") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(HOST, self.server.server_port, timeout=10)
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("served"))
    yield served
    served.events.close()
    served.server.shutdown()
    served.server.server_close()


def test_a_page_is_sent_with_the_script_and_stays_without_it(served: Served) -> None:
    sent = served.ask("/b/2026-0001/").read().decode()
    assert "灯" in sent
    assert '<script src="../../_preview/overlay.js"' in sent
    assert (served.output / "site/b/2026-0001/index.html").read_text("utf-8") == PAGE
    assert served.ask("/_preview/print/main.pdf").read() == b"%PDF"
    assert b"EventSource" in served.ask("/_preview/overlay.js").read()


def test_a_folder_leads_to_its_page(served: Served) -> None:
    answer = served.ask("/b/2026-0001")
    assert (answer.status, answer.headers["Location"]) == (301, "2026-0001/")


def test_a_page_that_is_not_there_is_told_and_listens(served: Served) -> None:
    answer = served.ask("/b/2026-0009/")
    assert answer.status == 404
    assert b"overlay.js" in answer.read()


@pytest.mark.parametrize(
    "path", ["/../secret.html", "/_preview/../secret.html", "/%2e%2e/%2e%2e/secret.html"]
)
def test_nothing_outside_the_outputs_is_sent(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status == 404
    assert b"secret" not in answer.read()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", ""])
def test_whoever_asks_for_another_host_gets_nothing(served: Served, host: str) -> None:
    assert served.ask("/", host).status == 421


def test_a_page_hears_at_once_how_it_stands_and_then_what_changes(served: Served) -> None:
    since = served.events.version
    answer = served.ask(f"/_preview/events?since={since}&village=b")
    first = json.loads(answer.readline().removeprefix(b"data: "))
    assert (first["version"], first["changed"]) == (since, [])
    served.events.tell(["site/b/2026-0001/index.html"], summary="错误 1 个")
    answer.readline()
    told = json.loads(answer.readline().removeprefix(b"data: "))
    assert told["changed"] == ["site/b/2026-0001/index.html"]
    assert told["summary"] == "错误 1 个"
    assert served.looked == ["b"]
