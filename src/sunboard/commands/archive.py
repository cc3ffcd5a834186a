"""Archive: everything that shows what was disclosed in a period, in one file that proves itself."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from sunboard.building.write import load_manifest
from sunboard.engines.zip_files import ZipBroken, is_as_written, read_zip, write_zip_once
from sunboard.issuing.register import Edition, parse_edition
from sunboard.model.period import Period, parse_period
from sunboard.model.plain import Values, maps_of, sha256, text_of
from sunboard.publishing.evidence import (
    BEFORE,
    LIST,
    NONE,
    PROOFS,
    SEAL,
    SIGNING,
    Pack,
    before_bytes,
    doubts,
    follows,
    list_bytes,
)
from sunboard.publishing.outputs import FOLDER as SITE
from sunboard.publishing.outputs import load_outputs
from sunboard.reading.sources import village_folders
from sunboard.reporting.signing import sign_off
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
    page with its data and files, and the sheet. A pack that stands is never replaced by another.
    """
    say = load_words(language)
    period = parse_period(written)
    if period is None:
        return 2, say("archive-no-period", word=written)
    outputs = load_outputs(output)
    if outputs is None:
        return 2, say("forward-nothing", output=output)
    editions = [
        (path, edition)
        for village in village_folders(content)
        for path in sorted((village / "register").glob("*.json"))
        if (edition := parse_edition(path.read_bytes())) and _is_within(edition, period)
    ]
    if not editions:
        return 1, say("archive-nothing", period=period.name(language))
    files: dict[str, Path] = {}
    for path, edition in editions:
        files[f"editions/{edition.slug}/{path.name}"] = path
        if (source := content / edition.path).is_file():
            files[f"sources/{edition.path}"] = source
    sheets = 0
    for slug in sorted({edition.slug for _, edition in editions}):
        manifest = load_manifest(output, slug)
        numbers = {edition.number for _, edition in editions if edition.slug == slug}
        for made in _outputs(manifest, numbers):
            if (output / made).is_file():
                files[made] = output / made
                sheets += made.startswith("print/")
    for needed, file in outputs.above.files.items():
        if file.rank == 0:  # what pages load, so that they look as they did
            files[f"{SITE}{needed}"] = output / SITE / needed
    home = output / FOLDER
    name, digest = _before(home, period)
    before = before_bytes(name, digest)
    listed = list_bytes({**{path: _digest(file) for path, file in files.items()}, BEFORE: sha256(before)})
    counts = {"records": len({(one.slug, one.number) for _, one in editions}), "sheets": sheets}
    counts["files"] = len(files) + 1
    signed = sign_off(period, sha256(listed), counts, name or NONE, language)
    seal = list_bytes({LIST: sha256(listed), SIGNING: sha256(signed)})
    target = home / f"{period}.zip"
    proofs = ((SIGNING, signed), (SEAL, seal), (LIST, listed), (BEFORE, before))
    if not write_zip_once(target, [*proofs, *sorted(files.items())]):
        return 1, say("archive-stands", target=target)
    return 0, say("archive-written", target=target, digest=sha256(listed), **counts)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


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
    return path.name, _list_digest(path)


def verify_archive(path: Path, language: str) -> tuple[int, str]:
    """Prove a pack: its files by the list, the list and the sheet by the seal, the chain by the pack before.

    Return an exit code and what is told.
    """
    say = load_words(language)
    try:
        pack = _opened(path)
        names = [name for name in follows(pack) if (path.parent / name).is_file()]
        beside = {name: _list_digest(path.parent / name) for name in names}
        found = [say(_SAID[doubt.sort], path=doubt.path) for doubt in doubts(pack, beside)]
        if not found and not is_as_written(path):
            found = [say("archive-changed", path=path.name)]
    except ZipBroken:
        return 1, say("archive-broken", path=path)
    if found:
        return 1, "\n".join(found)
    told = say("archive-proved", path=path, count=len(pack.digests), digest=pack.digests[LIST])
    away = [say("archive-before-away", path=name) for name in follows(pack) if name not in beside]
    return 0, "\n".join((told, *away))


def _opened(path: Path) -> Pack:
    """Read a pack, one file at a time; raises ZipBroken."""
    digests, proofs = dict[str, str](), dict[str, bytes]()
    for name, data in read_zip(path):
        if name in digests:
            raise ZipBroken(name)
        digests[name] = sha256(data)
        if name in PROOFS:
            proofs[name] = data
    return Pack(digests, proofs)


def _list_digest(path: Path) -> str:
    """Return the digest of a pack's list of files; empty where there is none."""
    try:
        return next((sha256(data) for name, data in read_zip(path) if name == LIST), "")
    except ZipBroken:
        return ""
