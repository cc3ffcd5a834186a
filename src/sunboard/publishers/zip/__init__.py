"""Something for people to carry: the site in one file, what changed, and what forms of platforms ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sunboard.engines import disk_folder
from sunboard.engines.zip_files import write_zip
from sunboard.hosting import LIBRARY_MISSING, Delivery, Opening, Publisher, Refusal
from sunboard.model.plain import Values, maps_of, text_of
from sunboard.publishers.folder import Folder, open_folder, told
from sunboard.publishers.zip.pieces import as_csv, as_fragment, dictionary, records_table
from sunboard.publishers.zip.pieces import told as cut

INDEX = "index"
"""The folder in which the index stands that tells what was handed over."""

TEMPORARY = "sunboard-part"


def open_index(opening: Opening) -> Folder:
    """Open the folder of what was handed over."""
    return Folder(open_folder(opening).root / INDEX)


def pack(opening: Opening, delivery: Delivery) -> None:
    """Write `site.zip`, and what changed since the last time with a list of what is to be deleted."""
    try:
        from sunboard.engines.docx_writer import document
    except ImportError:
        raise Refusal(LIBRARY_MISSING, "zip", package="python-docx", extra="handover") from None
    root = open_folder(opening).root
    with told(root):
        _write(delivery, root / "site.zip", delivery.files)
        if delivery.generation > 1:
            serial = f"{delivery.generation:04d}"
            _write(delivery, root / f"changes-{serial}.zip", delivery.changed)
            disk_folder.write(root, f"delete-{serial}.txt", _lines(delivery.gone), TEMPORARY)

        records = tuple(_records(delivery))
        table = as_csv(records_table(((slug, values) for slug, _, values in records), delivery.labels))
        disk_folder.write(root, "records.csv", table, TEMPORARY)
        disk_folder.write(root, "dictionary.csv", as_csv(dictionary(delivery.labels)), TEMPORARY)
        changed = frozenset(delivery.changed)
        for slug, path, values in records:
            name = f"records/{slug}/{text_of(values, 'number')}"
            if path not in changed and (root / f"{name}.docx").is_file():
                continue
            telling = cut(values, delivery.labels)
            disk_folder.write(root, f"{name}.html", as_fragment(telling), TEMPORARY)
            facts = ("", ("", ""), telling.facts)
            tables = ((table.title, table.heads, table.rows) for table in telling.tables)
            made = document(telling.title, telling.text, (facts, *tables))
            disk_folder.write(root, f"{name}.docx", made, TEMPORARY)


def _records(delivery: Delivery) -> Iterator[tuple[str, str, Values]]:
    """Yield every record: its village, the path of its data below `site`, and what it makes public."""
    for slug, manifest in delivery.manifests.items():
        for record in maps_of(manifest, "records"):
            page = delivery.output / text_of(record, "page")
            data = page.with_name("record.json")
            values = json.loads(data.read_text("utf-8")) if data.is_file() else None
            if isinstance(values, dict):
                yield slug, data.relative_to(delivery.output / "site").as_posix(), values


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
