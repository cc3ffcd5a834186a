"""Gallery: every type of page, sheet, board and slide on one page, for those who work on the look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from sunboard.building.jobs import BuildRequest
from sunboard.building.rendering import Output
from sunboard.building.site import Unusable
from sunboard.building.write import load_manifest, put_all
from sunboard.commands.build import build
from sunboard.contracts import Artifact, Order, Parts
from sunboard.engines.typst_pages import picture_of_page
from sunboard.model.plain import texts_of
from sunboard.reporting.gallery import Hall, gallery_page, hall_of
from sunboard.reporting.words import load_words
from sunboard.theming import load_theme

SHEET_WIDTH, BOARD_WIDTH = 840, 2400  # pixels of a picture


def write_gallery(
    parts: Parts, contents: Sequence[Path], output: Path, today: date | None, now: date, language: str
) -> tuple[int, str]:
    """Build a copy of each content folder below `output`, draw its PDFs, and hang all of it on one page.

    Copies are built, so that no register is touched. Returns the exit code and what to tell; raises OSError.
    """
    say = load_words(language)
    halls, drawn, pictures = [], [], {}
    for name, content in zip(_names(contents), contents, strict=True):
        home = output / name
        with TemporaryDirectory() as scratch:
            copy = Path(scratch) / "content"
            copytree(content, copy)
            try:
                build(BuildRequest(content=copy, output=home, today=today, now=now), parts)
            except Unusable:
                return 2, say("gallery-unusable", content=content)
        hall = _hall(name, home, language)
        halls.append(hall)
        for paper, width in (
            *((sheet, SHEET_WIDTH) for sheet in hall.sheets),
            *((board, BOARD_WIDTH) for board in hall.boards),
        ):
            data = (home / paper.file).read_bytes()
            files = [
                f"{name}/pictures/{paper.file.removesuffix('.pdf')}-{page}.png"
                for page in range(1, paper.pages + 1)
            ]
            drawn += [
                Artifact(file, picture_of_page(data, page, width), Order.RECORDS)
                for page, file in enumerate(files, 1)
            ]
            pictures[f"{name}/{paper.file}"] = files
    page = Artifact("index.html", gallery_page(halls, pictures), Order.PORTAL)
    put_all(output, map(Output.of, (*drawn, page)))
    return 0, say("gallery-made", page=output / page.output, count=len(drawn))


def _hall(name: str, output: Path, language: str) -> Hall:
    site = load_manifest(output, "site")
    return hall_of(
        name,
        site,
        [load_manifest(output, slug) for slug in texts_of(site, "villages")],
        load_theme("default", language).strings,
    )


def _names(contents: Sequence[Path]) -> list[str]:
    """Return a name for each folder: its own, or its parent's where it is called content; none twice."""
    found: list[str] = []
    for content in contents:
        path = content.resolve()
        name = path.parent.name if path.name == "content" else path.name
        found.append(f"{name}-{found.count(name) + 1}" if name in found else name)
    return found
