"""The manifests: everything that was made, as others rely on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sunboard.building.rendering import Output
from sunboard.contracts import Channel
from sunboard.duties.disclosed import Disclosed
from sunboard.issuing.issue import Shown
from sunboard.lazy import regex
from sunboard.model.plain import Plain, maps_of, text_of
from sunboard.model.state import State
from sunboard.model.view import RecordView
from sunboard.privacy.masking import masked
from sunboard.viewing.context import VillageContext

_BUILT = regex(rb'\n "built": "[0-9-]{10}"')  # a line feed within a text is written otherwise


def section_names(channels: Mapping[str, Channel]) -> tuple[str, ...]:
    """Return the lists of outputs that a village's manifest has."""
    return tuple(name for channel in channels.values() for name in channel.sections)


def page_of(channels: Mapping[str, Channel], slug: str, number: str) -> str:
    """Return where a record's page lies, or nothing where no channel has pages."""
    pages = (channel.pages for channel in channels.values())
    return next((its.of_record(slug, number) for its in pages if its), "")


def record_entry(
    shown: Shown, view: RecordView, page: str, public_phones: frozenset[str]
) -> dict[str, Plain]:
    """Return what the manifest says of one issued record."""
    edition = shown.edition
    source = shown.candidate.source if shown.candidate else edition.path if edition else ""
    return {
        "number": view.number,
        "edition": view.edition,
        "kind": view.kind,
        "id": view.id,
        "title": view.title,
        "source": masked(source, public_phones),
        "page": page,
        "url": view.url,
        "digest": edition.digest if edition else "",
        "state": view.state,
        "issued": view.issued,
    }


def outputs_of(artifacts: Iterable[Output]) -> list[dict[str, Plain]]:
    """Return the manifest's list of files."""
    return [
        {
            "path": artifact.output,
            "sha256": artifact.made.sha256,
            "bytes": artifact.made.size,
            "channel": artifact.channel,
        }
        for artifact in sorted(artifacts, key=lambda artifact: artifact.output)
    ]


def sections_of(artifacts: Iterable[Output], names: Iterable[str]) -> dict[str, Plain]:
    """Return the entries that channels gave their outputs, by the list they belong to."""
    found: dict[str, list[Plain]] = {name: [] for name in names}
    for artifact in artifacts:
        if artifact.section:
            found[artifact.section].append(dict(artifact.entry))
    return {**found}


def village_manifest(
    context: VillageContext,
    shown: Iterable[Shown],
    views: Iterable[RecordView],
    codes: Mapping[str, frozenset[str]],
    artifacts: tuple[Output, ...],
    channels: Mapping[str, Channel],
    disclosed: Iterable[Disclosed] = (),
) -> dict[str, Plain]:
    """Return `manifest/<village>.json`; `codes` are those of what is wrong with each source."""
    shown, public_phones = tuple(shown), context.public_phones
    by_number = {view.number: view for view in views if view.number}
    records = [
        record_entry(
            item, by_number[item.number], page_of(channels, context.slug, item.number), public_phones
        )
        for item in shown
        if item.number in by_number
    ]
    held = [entry for item in shown for entry in _held(item, codes, public_phones)]
    return {
        "village": context.slug,
        "township": context.township_slug,
        "name": context.village.name,
        "built": context.today.plain.isoformat(),
        "records": [*sorted(records, key=lambda entry: text_of(entry, "number"))],
        **sections_of(artifacts, section_names(channels)),
        "held": [*sorted(held, key=lambda entry: text_of(entry, "source"))],
        "disclosed": [record.to_plain() for record in disclosed],
        "outputs": list(outputs_of(artifacts)),
    }


def _held(
    item: Shown, codes: Mapping[str, frozenset[str]], public_phones: frozenset[str]
) -> Iterator[dict[str, Plain]]:
    """Yield what the manifest says of a record that is not shown as it stands."""
    record = item.candidate
    if record and (item.why != State.LIVE or not item.number):
        scheduled = item.why == State.SCHEDULED and record.published
        yield {
            "source": masked(record.source, public_phones),
            "state": item.why if item.why != State.LIVE else State.WAITING,
            "until": record.published.isoformat() if scheduled and record.published else None,
            "codes": [*sorted(codes.get(record.source, ()))],
        }


def keep_channels(
    new: Mapping[str, Plain], old: Mapping[str, Plain], only: frozenset[str], channels: Mapping[str, Channel]
) -> dict[str, Plain]:
    """Return a manifest that also tells of what channels made before that are not built this time."""
    # the report is made every time
    made = (only or frozenset(channels)) | {text_of(item, "channel") for item in maps_of(new, "outputs")}
    kept: dict[str, Plain] = dict(new)
    for channel in channels.values():
        kept |= {
            section: old[section]
            for section in channel.sections
            if channel.name not in made and section in old
        }
    outputs = [item for item in maps_of(old, "outputs") if text_of(item, "channel") not in made] + maps_of(
        new, "outputs"
    )
    kept["outputs"] = [*sorted(outputs, key=lambda item: text_of(item, "path"))]
    return kept


def with_outputs_of(new: Mapping[str, Plain], old: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return a manifest that lists the old one's files beside its own."""
    outputs = {text_of(item, "path"): item for item in (*maps_of(old, "outputs"), *maps_of(new, "outputs"))}
    return {**new, "outputs": [outputs[path] for path in sorted(outputs)]}


def built_on(manifest: bytes, today: date) -> bytes:
    """Return a manifest as bytes that says the same of another day."""
    return _BUILT.sub(f'\n "built": "{today.isoformat()}"'.encode(), manifest, count=1)


def previous_digests(manifest: Mapping[str, Plain]) -> dict[tuple[str, int], str]:
    """Return what a manifest shows: (number, edition) -> digest."""
    found: dict[tuple[str, int], str] = {}
    for record in maps_of(manifest, "records"):
        edition = record.get("edition")
        if isinstance(edition, int) and text_of(record, "digest"):
            found[text_of(record, "number"), edition] = text_of(record, "digest")
    return found


def output_paths(manifest: Mapping[str, Plain]) -> dict[str, str]:
    """Return the files that a manifest lists with their SHA-256."""
    return {
        text_of(item, "path"): text_of(item, "sha256")
        for item in maps_of(manifest, "outputs")
        if text_of(item, "path")
    }
