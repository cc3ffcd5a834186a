"""What several connections do at the same time on one host, other letters, and keys in files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sunboard.engines import ssh_files
from sunboard.hosting import Opening, Refusal
from sunboard.publishers.sftp import SftpHost, open_sftp
from sunboard.settings.publishing import Target
from tests.publishers.hosts import HERE, PASSWORD, USER, sftp_server

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("hosts")]


class Busy:
    """A session on a host on which another connection makes the folder just after this one lacked it."""

    def __init__(self) -> None:
        self.folders: set[str] = set()
        self.renamed: list[str] = []

    def write(self, path: str, data: bytes) -> None:
        pass

    def size(self, path: str) -> int | None:
        return 4096 if path in self.folders else None

    def rename(self, old: str, new: str) -> None:
        folder = new.rpartition("/")[0]
        if folder not in self.folders:
            self.folders.add(folder)
            raise FileNotFoundError(new)
        self.renamed.append(new)


def test_a_folder_that_another_connection_made_meanwhile_is_no_refusal() -> None:
    session: Any = Busy()
    host = SftpHost(ssh_files, session, "/www")
    host.write("liuwan/2026-0001/index.html", b"x", temporary="sunboard-part-1", over=False)
    assert session.renamed == ["/www/liuwan/2026-0001/index.html"]


def test_names_of_every_encoding_are_listed(tmp_path: Path) -> None:
    with sftp_server(tmp_path) as served:
        served.put("公开/照片.jpg", b"12345")
        (served.home / "公示.txt".encode("gb18030").decode("utf-8", "surrogateescape")).write_bytes(b"1")
        target = Target(
            method="sftp",
            host=HERE,
            port=served.port,
            user=USER,
            folder="/www",
            fingerprint=served.extra["指纹"],
        )
        host = open_sftp(Opening(target=target, home=tmp_path, secret=PASSWORD, timeout=5))
        assert dict(host.sizes()) == {"公开/照片.jpg": 5, "公示.txt": 1}
        host.close()


def test_a_key_file_that_cannot_be_used_is_told_before_the_host_is_asked(tmp_path: Path) -> None:
    import asyncssh

    key = asyncssh.generate_private_key("ssh-ed25519")
    (tmp_path / "id.pub").write_bytes(key.export_public_key())
    (tmp_path / "locked").write_bytes(key.export_private_key(passphrase=PASSWORD, rounds=50))
    (tmp_path / "folder").mkdir()
    for name, why in (("none", "missing"), ("folder", "missing"), ("id.pub", "other"), ("locked", "locked")):
        target = Target(method="sftp", host=HERE, port=1, user=USER, key_file=name)
        with pytest.raises(Refusal) as told:
            open_sftp(Opening(target=target, home=tmp_path))
        assert (told.value.fault.code, told.value.details["why"]) == ("key-file-bad", why)
