"""Something for people to carry: the site in one file, what changed, and what forms of platforms ask for."""

from __future__ import annotations

from pathlib import Path

from sunboard.engines import disk_folder
from sunboard.engines.zip_writer import write_zip
from sunboard.hosting import Delivery, Opening, Publisher
from sunboard.publishers.folder import Folder, open_folder, told

INDEX = "index"
"""The folder in which the index stands that tells what was handed over."""

TEMPORARY = "sunboard-part"


def open_index(opening: Opening) -> Folder:
    """Open the folder of what was handed over."""
    return Folder(open_folder(opening).root / INDEX)


def pack(opening: Opening, delivery: Delivery) -> None:
    """Write `site.zip`, and what changed since the last time with a list of what is to be deleted."""
    root = open_folder(opening).root
    with told(root):
        _write(delivery, root / "site.zip", delivery.files)
        if delivery.generation > 1:
            serial = f"{delivery.generation:04d}"
            _write(delivery, root / f"changes-{serial}.zip", delivery.changed)
            disk_folder.write(root, f"delete-{serial}.txt", _lines(delivery.gone), TEMPORARY)


def _lines(paths: tuple[str, ...]) -> bytes:
    return "".join(f"{path}\r\n" for path in paths).encode()


def _write(delivery: Delivery, target: Path, files: tuple[str, ...]) -> None:
    write_zip(target, ((path, delivery.output / "site" / path) for path in files))


ZIP = Publisher(
    name="zip",
    open=open_index,
    aliases=("压缩包", "移交"),
    needs=("folder",),
    connections=1,
    pack=pack,
)
