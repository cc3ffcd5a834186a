"""Something for people to carry: the site in one file, what changed, and what forms of platforms ask for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sunboard.engines import disk_folder
from sunboard.engines.zip_files import write_zip
from sunboard.hosting import LIBRARY_MISSING, Delivery, Opening, Publisher, Refusal
from sunboard.model.plain import Values, maps_of, text_of
from sunboard.publishers.folder import Folder, open_folder, told
from sunboard.publishers.zip.pieces import as_csv, as_fragment, dictionary, pictures_of, records_table
from sunboard.publishers.zip.pieces import told as cut

INDEX = "index"
"""The folder in which the index stands that tells what was handed over."""

TEMPORARY = "sunboard-part"
FOLDER = "site/"


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
        files = {slug: _by_folder(manifest) for slug, manifest in delivery.manifests.items()}
        changed, site = frozenset(delivery.changed), delivery.output / "site"
        for slug, told_of, values in records:
            name = f"records/{slug}/{text_of(values, 'number')}"
            folder = text_of(told_of, "page").removeprefix(FOLDER).removesuffix("index.html")
            is_same = f"{folder}record.json" not in changed and not delivery.after_cut
            if is_same and (root / f"{name}.docx").is_file():
                continue
            pictures = pictures_of(values, folder, files[slug][folder], text_of(told_of, "url"))
            telling = cut(values, delivery.labels, pictures)
            disk_folder.write(root, f"{name}.html", as_fragment(telling), TEMPORARY)
            facts = ("", ("", ""), telling.facts)
            tables = ((table.title, table.heads, table.rows) for table in telling.tables)
            shown = (((site / one.path).read_bytes(), one.caption) for one in telling.pictures)
            made = document(telling.title, telling.text, (facts, *tables), shown)
            disk_folder.write(root, f"{name}.docx", made, TEMPORARY)
        for path in delivery.gone:
            folder, _, file = path.rpartition("/")
            if file == "record.json":
                disk_folder.delete(root, f"records/{folder}.html")
                disk_folder.delete(root, f"records/{folder}.docx")


def _records(delivery: Delivery) -> Iterator[tuple[str, Values, Values]]:
    """Yield every record: its village, what the manifest tells of it, and what it makes public."""
    for slug, manifest in delivery.manifests.items():
        for record in maps_of(manifest, "records"):
            data = (delivery.output / text_of(record, "page")).with_name("record.json")
            values = json.loads(data.read_text("utf-8")) if data.is_file() else None
            if isinstance(values, dict):
                yield slug, record, values


def _by_folder(manifest: Values) -> dict[str, dict[str, str]]:
    """Return the digests of the files of each record by their names in its folder, by that below `site`."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in maps_of(manifest, "outputs"):
        folder, files, name = text_of(one, "path").removeprefix(FOLDER).partition("files/")
        if files:
            found[folder][files + name] = text_of(one, "sha256")
    return found


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
