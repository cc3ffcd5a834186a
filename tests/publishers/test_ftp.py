"""What FTP servers do that is not in the book: other letters, firewalls, no TLS, no FTP at all."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from sunboard.hosting import Opening, Refusal
from sunboard.publishers.ftp import _WINDOWS, FtpHost, _read, open_plain, open_secure
from sunboard.settings.publishing import Target
from tests.publishers.hosts import HERE, PASSWORD, USER, Served, ftp_server

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("hosts")]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with ftp_server(tmp_path_factory.mktemp("ftp")) as found:
        yield found


@pytest.fixture
def host(served: Served) -> Iterator[FtpHost]:
    opened = open_plain(_opening(served.port))
    yield opened
    served.refuse = lambda command: None
    opened.close()
    served.clear()


def _opening(port: int) -> Opening:
    target = Target(method="ftp", host=HERE, port=port, user=USER, folder="/www")
    return Opening(target=target, home=Path(), secret=PASSWORD, timeout=0.5)


def test_listings_of_windows_are_understood() -> None:
    lines = (
        "03-10-26  08:00AM       <DIR>          liuwan",
        "03-10-26  08:00AM                 1234 a b.txt",
    )
    found = [_WINDOWS.fullmatch(line) for line in lines]
    assert [(one["kind"], one["size"], one["name"]) for one in found if one] == [
        ("<DIR>", None, "liuwan"),
        (None, "1234", "a b.txt"),
    ]


def test_names_are_written_in_utf8_and_read_in_either_encoding(served: Served, host: FtpHost) -> None:
    assert [_read("公示.txt".encode(code).decode("latin-1")) for code in ("utf-8", "gb18030")] == [
        "公示.txt"
    ] * 2
    served.put("公开/照片.jpg", b"12345")
    assert dict(host.sizes()) == {"公开/照片.jpg": 5}
    host.write("公开/新 的.html", b"x", temporary="sunboard-part-0", over=False)
    assert host.read("公开/新 的.html") == b"x"
    assert (served.home / "公开/新 的.html").read_bytes() == b"x"


def test_a_server_that_tells_no_sizes_is_listed(served: Served, host: FtpHost) -> None:
    served.put("liuwan/index.html", b"theirs")
    served.refuse = lambda command: "502 Not implemented." if command == "SIZE" else None
    assert host._stands("liuwan/index.html")
    assert not host._stands("liuwan/other.html")
    assert not host._stands("hetan/index.html")


@contextmanager
def _dropping() -> Iterator[int]:
    """Offer a port at which a connection neither comes about nor is refused, as behind a firewall."""
    with ExitStack() as held:
        listener = held.enter_context(socket.create_server((HERE, 0), backlog=0))
        held.enter_context(socket.create_connection(listener.getsockname()))
        yield listener.getsockname()[1]


@pytest.mark.parametrize("sort", ["refused", "dropped"])
def test_a_firewall_before_the_connection_for_files_is_told(served: Served, host: FtpHost, sort: str) -> None:
    with _dropping() as port:
        at = port if sort == "dropped" else 1
        reply = f"227 Entering passive mode (127,0,0,1,{at >> 8},{at & 255})."
        served.refuse = lambda command: reply if command == "PASV" else None
        with pytest.raises(Refusal) as told:
            host.read("index.html")
    assert told.value.fault.code == "host-passive"
    assert not told.value.passing


def _greeting(words: bytes) -> int:
    """Answer one connection with a greeting and then with nothing; return the port."""
    listener = socket.create_server((HERE, 0))

    def greet() -> None:
        with listener, listener.accept()[0] as connection:
            connection.sendall(words)
            while connection.recv(99):
                pass

    threading.Thread(target=greet, daemon=True).start()
    return int(listener.getsockname()[1])


@pytest.mark.parametrize(
    ("words", "why", "said"),
    [
        (b"SSH-2.0-OpenSSH_9.6\r\n", "protocol", "SSH-2.0-OpenSSH_9.6"),
        ("530 用户太多\r\n".encode("gb18030"), "", "530 用户太多"),
        ("530 用户太多\r\n".encode(), "", "530 用户太多"),
        (b"", "silent", "timed out"),
    ],
)
def test_what_a_host_says_first_is_told_in_its_words(words: bytes, why: str, said: str) -> None:
    with pytest.raises(Refusal) as told:
        open_plain(_opening(_greeting(words)))
    assert (told.value.details.get("why", ""), told.value.said) == (why, said)
    assert told.value.fault.code == ("host-unreachable" if why else "host-login")


def test_a_host_without_tls_is_given_no_password(served: Served) -> None:
    served.asked.clear()
    with pytest.raises(Refusal) as told:
        open_secure(_opening(served.port))
    assert told.value.details["why"] == "plain"
    assert not [one for one in served.asked if one.startswith(("USER", "PASS"))]
