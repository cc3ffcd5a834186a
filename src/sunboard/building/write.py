"""The only module that writes or deletes below the output folder, and the only one that writes registers.

Every file appears whole, and so does what is all new, such as the pages of a village (`building/placing.py`).
Bytes that stand already are left alone.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from sunboard.building.kept import KEPT, TEMPLATES, Standing, kept_bytes, sealed, sealed_code
from sunboard.building.placing import PART, absent_folder, move, place, place_folders, sync_folder, write_file
from sunboard.building.rendering import Output
from sunboard.issuing.register import Edition, edition_of_record
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, maps_of, sha256, text_of
from sunboard.reading.listing import stamp_of

COMING = Path(__file__).with_name("coming.html").read_bytes()
"""What a page says between its announcement and its writing; only a killed build leaves it standing."""
_AT_ONCE = 8  # files that are brought to the disk: it takes many in the time of one


def write_editions(village: Path, editions: Mapping[str, bytes]) -> None:
    """Add editions to a village's register, synced to the disk, as `begin_editions` does."""
    begin_editions(village, editions)()


def begin_editions(village: Path, editions: Mapping[str, bytes]) -> Callable[[], None]:
    """Begin to add editions to a village's register by the names of their files; return what ends it.

    They are there, and on the disk, once that was called; to wait for a disk takes long. A file that is there
    is never touched. Raises FileExistsError where it has other content, before anything is written: another
    program issues as well.
    """
    register = village / "register"
    there = {*os.listdir(register)} if register.is_dir() else set()
    for name in editions.keys() & there:
        if (register / name).read_bytes() != editions[name]:
            raise FileExistsError(str(register / name))
    for left in there:
        if left.startswith(PART):
            (register / left).unlink()
    new = {name: data for name, data in editions.items() if name not in there}
    if not new:
        return lambda: None
    from concurrent.futures import ThreadPoolExecutor

    register.mkdir(parents=True, exist_ok=True)
    parts = [(f"{register}/{PART}{at}", data) for at, data in enumerate(new.values())]
    threads = ThreadPoolExecutor(_AT_ONCE)
    shares = [threads.submit(_write_synced, parts[at::_AT_ONCE]) for at in range(_AT_ONCE)]

    def end() -> None:
        with threads:
            for share in shares:
                share.result()
        for (part, _), name in zip(parts, new, strict=True):
            move(part, f"{register}/{name}")
        sync_folder(register)

    return end


def _write_synced(files: Iterable[tuple[str, bytes]]) -> None:
    for path, data in files:
        write_file(path, data, sync=True)


def write_ledger(content: Path, data: bytes) -> None:
    """Write `villages.csv` where it changes."""
    put(content, "villages.csv", data, sync=True)


def put(root: Path, path: str, data: bytes, *, sync: bool = False) -> bool:
    """Write one file below a root; return whether anything was written."""
    target = root / path
    if _same(target, data):
        return False
    place(root / PART, target, data, sync=sync)
    return True


@dataclass(frozen=True, slots=True)
class Put:
    """What became of outputs that were to be written: which were, each with why, and how all stand now."""

    written: tuple[tuple[str, str], ...]
    standing: Mapping[str, Standing]


def put_all(
    output: Path,
    artifacts: Iterable[Output],
    why: Callable[[Output, bool], str] = lambda one, is_there: "data" if is_there else "new",
) -> Put:
    """Write outputs that do not stand yet in the order in which no link leads nowhere.

    `why` says for an output, and whether a file was there, why it is written.
    """
    written, standing = [], {}
    artifacts = sorted((one for one in artifacts if one.data is not None), key=_in_order)
    together = _together(output, artifacts)
    absent = frozenset(together) if together else _announce(output, artifacts)
    for artifact in artifacts:
        name = artifact.output
        if name not in together and put(output, name, artifact.data or b""):
            written.append((name, why(artifact, name not in absent)))
    if together:
        data = {one.output: one.data or b"" for one in artifacts if one.output in together}
        place_folders(output, dict.fromkeys(together.values()), data)
        written += [(one.output, why(one, False)) for one in artifacts if one.output in together]
    for artifact in artifacts:
        made, stamp = artifact.made, stamp_of(f"{output}/{artifact.output}")
        standing[artifact.output] = Standing(stamp, made.sha256, made.fingerprint)
    return Put(tuple(written), standing)


def _together(output: Path, artifacts: Iterable[Output]) -> Mapping[str, str]:
    """Return outputs whose folders are not there yet and may appear as wholes, with those folders.

    So they may where all pages lie in such folders, and no two of these are of one site: then no page leads
    to another that is still to come, and nothing that is there leads to any.
    """
    known = dict[str, bool]()
    folders = {one.output: absent_folder(output, one.output, known) for one in artifacts}
    of_pages = {folders[one.output] for one in artifacts if _is_page(one)}
    sites = {folder.partition("/")[0] for folder in of_pages}
    if "" in of_pages or len(sites) < len(of_pages):
        return {}
    return {path: folder for path, folder in folders.items() if folder in of_pages}


def _in_order(artifact: Output) -> tuple[int, bool, str]:
    return artifact.order, _is_page(artifact), artifact.output  # what a page leads to stands before the page


def _is_page(artifact: Output) -> bool:
    return artifact.output.endswith(".html")


def _announce(output: Path, artifacts: Iterable[Output]) -> frozenset[str]:
    """Put a page without links where a new page will be, and return the outputs that were not there.

    Pages lead to one another, and whichever is written first must lead somewhere.
    """
    absent = [artifact for artifact in artifacts if not (output / artifact.output).exists()]
    for artifact in absent:
        if _is_page(artifact):
            put(output, artifact.output, COMING)
    return frozenset(artifact.output for artifact in absent)


def is_missing(output: Path, path: str) -> bool:
    """Tell whether an output is not there."""
    return not (output / path).exists()


def manifest_file(name: str) -> str:
    """Return where the manifest of a village, or of the site, lies."""
    return f"manifest/{name}.json"


def villages_with_manifests(output: Path) -> list[str]:
    """Return the slugs of the villages that have a manifest, beside the site's own."""
    return sorted(path.stem for path in (output / "manifest").glob("*.json"))


def put_manifest(output: Path, name: str, data: bytes) -> Standing:
    """Write one manifest."""
    put(output, manifest_file(name), data)
    return Standing(stamp_of(output / manifest_file(name)), sha256(data))


def put_kept(
    output: Path,
    name: str,
    head: Plain,
    standing: Mapping[str, Standing],
    learned: Plain = None,
    later: Iterable[bytes] = (),
) -> None:
    """Keep for the next build what this one knows, in one file so that it is whole or not there.

    `learned` is what is asked for only where something is made anew, `later` are texts of JSON on one line.
    """
    put(output, f"{KEPT}/{name}", kept_bytes(head, standing, learned, later))


def put_code(output: Path, code: Mapping[str, bytes], program: str) -> None:
    """Keep compiled templates for the next build."""
    put(output, f"{KEPT}/{TEMPLATES}", sealed_code(code, program))


def put_sealed(output: Path, name: str, told: bytes, program: str) -> None:
    """Keep something for the next build of this very installation."""
    put(output, f"{KEPT}/{name}", sealed(told, program))


def disk_time(output: Path) -> int:
    """Return what time it is by the clock of the output folder's disk, in nanoseconds."""
    part = output / PART
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"")
    time = part.stat().st_mtime_ns
    part.unlink()
    return time


def load_manifest(output: Path, name: str) -> dict[str, Plain]:
    """Return what the last build wrote of a village or of the site; empty where nothing can be read."""
    return load_json(output / "manifest" / f"{name}.json")


def load_manifest_bytes(output: Path, name: str) -> bytes:
    """Return a manifest as it stands."""
    return (output / manifest_file(name)).read_bytes()


def load_json(path: Path) -> dict[str, Plain]:
    """Return the JSON object in a file, empty where there is none."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def load_editions(output: Path, manifest: Mapping[str, Plain]) -> Iterator[Edition]:
    """Yield the editions that the pages of a manifest show."""
    for record in maps_of(manifest, "records"):
        page = output / text_of(record, "page")
        if edition := edition_of_record(load_json(page.with_name("record.json"))):
            yield edition


def delete(output: Path, paths: Iterable[str]) -> None:
    """Delete files that an earlier build made, and folders that this leaves empty."""
    for path in sorted(paths, reverse=True):
        target = (output / path).resolve()
        if output.resolve() not in target.parents:
            continue  # a manifest that was tampered with reaches nothing outside
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == output.resolve():
                break
            with contextlib.suppress(OSError):
                folder.rmdir()


def _same(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False
