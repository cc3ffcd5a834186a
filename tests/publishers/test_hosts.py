"""Every method against a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sunboard.publishing.index import is_of_index
from tests.helpers.hosts import Served, authority, dav_server, ftp_server, s3_server, sftp_server
from tests.helpers.publishing import BuiltSite, codes, published

METHODS = ("ftp", "ftps", "sftp", "webdav", "webdav over TLS", "s3")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Served]]:
    home = tmp_path_factory.mktemp("hosts")
    issuer = authority(home)
    with ExitStack() as running:
        yield {
            "ftp": running.enter_context(ftp_server(home)),
            "ftps": running.enter_context(ftp_server(_with_ca(home), issuer)),
            "sftp": running.enter_context(sftp_server(home)),
            "webdav": running.enter_context(dav_server(home)),
            "webdav over TLS": running.enter_context(dav_server(home, issuer)),
            "s3": running.enter_context(s3_server(home)),
        }


def _with_ca(home: Path) -> Path:
    inner = home / "tls"
    inner.mkdir()
    (inner / "ca.pem").write_bytes((home / "ca.pem").read_bytes())
    return inner


@pytest.fixture(params=METHODS)
def host(request: pytest.FixtureRequest, servers: dict[str, Served]) -> Served:
    served = servers[request.param]
    served.asked.clear()
    return served


def _site(host: Served) -> dict[str, bytes]:
    return {path: data for path, data in host.tree().items() if not is_of_index(path)}


def test_first_again_edited_and_deleted(host: Served, tmp_path: Path) -> None:
    built = BuiltSite(tmp_path, files={"assets/site.css": b"p{}", "assets/old/a b.css": b"", "x.txt": b"1"})
    built.targets(host.target())
    first = published(built, yes=True)
    assert codes(first) == []
    assert _site(host) == built.tree()
    host.asked.clear()
    again = published(built)
    assert (codes(again), again.uploads) == ([], ())
    assert len([one for one in host.asked if one.startswith(("RETR", "open", "GET"))]) <= 2
    built.villages["liuwan"] |= {"2026-0001": "换灯", "2026-0004": "新的"}
    built.build()
    assert codes(published(built)) == []
    assert _site(host) == built.tree()
    del built.files["assets/old/a b.css"]
    built.build()
    assert published(built, yes=True).deletions == ("assets/old/a b.css",)
    assert _site(host) == built.tree()
