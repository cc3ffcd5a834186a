"""Archive: everything that shows what was disclosed in a period, in one file that proves itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sunboard.building.write import load_manifest
from sunboard.engines.zip_writer import write_zip
from sunboard.issuing.register import Edition, parse_edition
from sunboard.model.period import Period, parse_period
from sunboard.model.plain import Values, maps_of, sha256, text_of
from sunboard.publishing.evidence import (
    BEFORE,
    LIST,
    NONE,
    SIGNING,
    before_bytes,
    doubts,
    list_bytes,
)
from sunboard.publishing.outputs import load_outputs
from sunboard.reading.sources import village_folders
from sunboard.reporting.leaflets import sign_off
from sunboard.reporting.words import load_words

FOLDER = "archive"
_SAID = {
    "missing": "archive-missing",
    "changed": "archive-changed",
    "extra": "archive-extra",
    "list": "archive-list-broken",
    "chain": "archive-chain",
}


def archive(content: Path, output: Path, written: str, language: str) -> tuple[int, str]:
    """Write `archive/<period>.zip` in the output folder, and return an exit code and what is told.

    It holds, of every edition that was issued in the period: the edition, the file that the clerk wrote, the
    page with its data and files, and the sheet.
    """
    say = load_words(language)
    period = parse_period(written)
    if period is None:
        return 2, say("archive-no-period", word=written)
    if load_outputs(output) is None:
        return 2, say("forward-nothing", output=output)
    editions = [
        (path, edition)
        for village in village_folders(content)
        for path in sorted((village / "register").glob("*.json"))
        if (edition := parse_edition(path.read_bytes())) and _is_within(edition, period)
    ]
    if not editions:
        return 1, say("archive-nothing", period=period.name(language))
    files: dict[str, bytes] = {}
    for path, edition in editions:
        files[f"editions/{edition.slug}/{path.name}"] = path.read_bytes()
        if (source := content / edition.path).is_file():
            files[f"sources/{edition.path}"] = source.read_bytes()
    sheets = 0
    for slug in sorted({edition.slug for _, edition in editions}):
        manifest = load_manifest(output, slug)
        numbers = {edition.number for _, edition in editions if edition.slug == slug}
        for made in _outputs(manifest, numbers):
            if (output / made).is_file():
                files[made] = (output / made).read_bytes()
                sheets += made.startswith("print/")
    home = output / FOLDER
    name, digest = _before(home, period)
    files[BEFORE] = before_bytes(name, digest) if name else f"{NONE}\n".encode()
    listed = list_bytes(files)
    counts = {"records": len({(one.slug, one.number) for _, one in editions}), "sheets": sheets}
    counts["files"] = len(files)
    signed = sign_off(period.name(language), sha256(listed), counts, name or NONE, language)
    target = home / f"{period}.zip"
    write_zip(target, [(LIST, listed), (SIGNING, signed), *sorted(files.items())])
    return 0, say("archive-written", target=target, digest=sha256(listed), **counts)


def _is_within(edition: Edition, period: Period) -> bool:
    return period.start.isoformat() <= edition.date <= period.end.isoformat()


def _outputs(manifest: Values, numbers: set[str]) -> Iterator[str]:
    """Yield the outputs that show records: what lies in the folders of their pages, and their sheets."""
    pages = [
        text_of(one, "page") for one in maps_of(manifest, "records") if text_of(one, "number") in numbers
    ]
    folders = tuple(f"{page.rpartition('/')[0]}/" for page in pages)
    for entry in maps_of(manifest, "outputs"):
        if text_of(entry, "path").startswith(folders or ("\0",)):
            yield text_of(entry, "path")
    for sheet in maps_of(manifest, "sheets"):
        if text_of(sheet, "number") in numbers:
            yield text_of(sheet, "file")


def _before(home: Path, period: Period) -> tuple[str, str]:
    """Return the name of the pack before a period's, and the digest of its list; empty without one."""
    packs = [
        (known.end, path)
        for path in home.glob("*.zip")
        if (known := parse_period(path.stem)) and known.end < period.start
    ]
    if not packs:
        return "", ""
    path = max(packs)[1]
    return path.name, sha256(_files(path).get(LIST, b""))


def verify_archive(path: Path, language: str) -> tuple[int, str]:
    """Prove a pack: its files by the list, the list by the sheet, the chain by the pack before.

    Return an exit code and what is told.
    """
    say = load_words(language)
    try:
        files = _files(path)
        beside = {
            other.name: sha256(_files(other).get(LIST, b""))
            for other in path.parent.glob("*.zip")
            if other != path and re.fullmatch(r"[0-9QH-]+", other.stem)
        }
    except BadZipFile:
        return 1, say("archive-broken", path=path)
    found = list(doubts(files, beside))
    if found:
        return 1, "\n".join(say(_SAID[doubt.sort], path=doubt.path) for doubt in found)
    return 0, say("archive-proved", path=path, count=len(files) - 2, digest=sha256(files[LIST]))


def _files(path: Path) -> Mapping[str, bytes]:
    with ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist()}
