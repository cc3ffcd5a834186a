"""ZIP files whose bytes follow from what is in them alone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_OLDEST = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".zip", ".gz", ".pdf", ".xlsx", ".docx", ".mp4")


def write_zip(target: Path, files: Iterable[tuple[str, Path | bytes]]) -> None:
    """Write a ZIP file of names and what they hold, whole or not at all; raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    with ZipFile(part, "w") as archive:
        for name, held in files:
            entry = ZipInfo(name, _OLDEST)
            entry.compress_type = ZIP_STORED if name.lower().endswith(_PACKED_ALREADY) else ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, held if isinstance(held, bytes) else held.read_bytes())
    os.replace(part, target)
