"""Register: show what was issued, rebuild it from a published site, settle a number that two claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sunboard.building.write import load_editions, load_json, load_manifest, put, write_editions
from sunboard.commands.villages import find_village
from sunboard.issuing.register import GIVEN_UP, NUMBER, Edition, edition_of_record, parse_edition
from sunboard.model.plain import text_of
from sunboard.reading.settings import read_village_settings
from sunboard.reading.sources import village_folders
from sunboard.reporting.words import load_words


def show(content: Path, village: str, language: str) -> tuple[int, str]:
    """List numbers, editions and titles of every village, or of one."""
    registers, wrong = _registers(content, village, language)
    if wrong:
        return 2, wrong
    lines = []
    for folder in registers:
        editions = [
            edition for path in sorted(folder.glob("*.json")) if (edition := parse_edition(path.read_bytes()))
        ]
        for edition in editions:
            number, title = f"{edition.number}.{edition.edition}", text_of(edition.values, "title")
            lines.append(f"{edition.slug} {number} {edition.date} {edition.path} {title}")
    return 0, "\n".join(lines) or load_words(language)("register-empty")


def restore(content: Path, source: Path, village: str, language: str) -> tuple[int, str]:
    """Rebuild registers from the `record.json` files of a published site; editions that are there stay."""
    registers, wrong = _registers(content, village, language)
    if wrong:
        return 2, wrong
    homes = {_code(folder.parent): folder for folder in registers}
    found: dict[Path, list[Edition]] = {}
    for path in sorted(source.rglob("record.json")):
        edition = edition_of_record(load_json(path))
        home = homes.get(edition.code) if edition else None
        if edition and home and not (home / edition.file).exists():
            found.setdefault(home, []).append(edition)
    for home, editions in found.items():
        write_editions(home.parent, {edition.file: edition.to_bytes() for edition in editions})
    count = sum(map(len, found.values()))
    told = "register-restored" if count else "register-nothing"
    return (0 if count else 2), load_words(language)(told, count=count, source=source)


def settle(
    content: Path, output: Path, village: str, number: str, keep: str, language: str
) -> tuple[int, str]:
    """Give a number to the record whose source is `keep`; others give it up and get new ones later.

    Their register files become `….given-up`, so that the published page is no conflict any more.
    """
    say = load_words(language)
    registers, wrong = _registers(content, village, language)
    if wrong:
        return 2, wrong
    register = next(iter(registers), None)
    if register is None or not NUMBER.fullmatch(number):
        return 2, say("register-no-number", village=village, number=number)
    claims = [
        (path, edition)
        for path in sorted(register.iterdir())
        if re.match(rf"{number}(?!\d)", path.name) and path.suffix != GIVEN_UP
        for edition in _editions(path)
    ]
    kept = [edition for _, edition in claims if edition.path == keep]
    published = _published(output, min(_slugs(register), default=village), number)
    if published and not kept and published.path == keep:
        kept = [published]
    if not kept:
        named = ", ".join(sorted({edition.path for _, edition in claims}))
        return 2, say("register-no-claim", number=number, keep=keep, claims=named)
    given_up = [edition for _, edition in claims if edition.path != keep]
    if published and published.path != keep:
        given_up.append(published)
    for edition in given_up:
        put(register, f"{number}.{edition.edition}.{edition.digest[3:15]}{GIVEN_UP}", edition.to_bytes())
    follows, written = "", set()
    for at, edition in enumerate(
        {edition.digest: edition for edition in sorted(kept, key=lambda edition: edition.edition)}.values(), 1
    ):
        now = replace(edition, edition=at, follows=follows)
        put(register, now.file, now.to_bytes(), sync=True)
        follows = edition.digest
        written.add(now.file)
    for path in {path for path, _ in claims if path.name not in written}:
        path.unlink()
    others = len({edition.path for edition in given_up})
    return 0, say("register-settled", number=number, keep=keep, count=others)


def _published(output: Path, slug: str, number: str) -> Edition | None:
    on_show = load_editions(output, load_manifest(output, slug))
    return next((edition for edition in on_show if edition.number == number), None)


def _editions(path: Path) -> Iterator[Edition]:
    """Yield the editions in a file of the register, both sides where a merge left its marks."""
    text = path.read_text("utf-8", "replace")
    sides = [
        re.sub(r"^<<<<<<<.*\n((?:.*\n)*?)=======\n(?:.*\n)*?>>>>>>>.*\n?", r"\1", text, flags=re.MULTILINE)
    ]
    sides.append(
        re.sub(r"^<<<<<<<.*\n(?:.*\n)*?=======\n((?:.*\n)*?)>>>>>>>.*\n?", r"\1", text, flags=re.MULTILINE)
    )
    for side in dict.fromkeys(sides):
        edition = parse_edition(side.encode())
        if edition:
            yield edition


def _registers(content: Path, village: str, language: str) -> tuple[list[Path], str]:
    """Return the registers of every village, or of the one that goes by a name, or why there is none."""
    if not village:
        return [home / "register" for home in village_folders(content)], ""
    home, wrong = find_village(content, village, language)
    return ([content / home.folder / "register"] if home else []), wrong


def _slugs(register: Path) -> set[str]:
    return {edition.slug for path in register.glob("*.json") if (edition := parse_edition(path.read_bytes()))}


def _code(village: Path) -> str:
    """Return the division code that a village's settings give, or nothing."""
    return read_village_settings((village / "village.yaml").read_bytes(), village.name).code("code")
