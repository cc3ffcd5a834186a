"""What several connections do at the same time on one host."""

from __future__ import annotations

from typing import Any

from sunboard.engines import ssh_files
from sunboard.publishers.sftp import SftpHost


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
