"""What a bucket's connection does when it breaks."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from sunboard.hosting import Opening, Refusal
from sunboard.publishers.s3 import open_s3
from sunboard.settings.publishing import Target
from tests.publishers.hosts import HERE, PASSWORD, USER

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("hosts")]


def test_a_connection_that_breaks_within_a_file_is_told() -> None:
    with socket.create_server((HERE, 0)) as listener:

        def answer() -> None:
            with listener.accept()[0] as connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 312\r\n\r\n{")

        threading.Thread(target=answer, daemon=True).start()
        endpoint = f"http://{HERE}:{listener.getsockname()[1]}"
        target = Target(method="s3", endpoint=endpoint, bucket="cwgk", user=USER)
        host = open_s3(Opening(target=target, home=Path(), secret=PASSWORD, timeout=5))
        with pytest.raises(Refusal) as told:
            host.read("sunboard.json")
        host.close()
    assert (told.value.fault.code, told.value.details["why"]) == ("host-unreachable", "cut")
    assert told.value.passing
