"""Measure PDFs: sizes, type, and whether words stand in one another's way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
from PIL import Image

MM = 25.4 / 72
OPENING, CLOSING = "（《〈【〔「『", "）》〉】〕」』，。、；："
SPACE = 0.22  # ems
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of type on a page, points from the top left corner."""

    text: str
    size: float  # points
    ink: Box  # where the glyphs are, without the room that a font asks for above and below
    line: int
    block: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a PDF."""

    size_mm: tuple[float, float]
    crop_mm: tuple[float, float]
    spans: tuple[Span, ...]
    shown: str  # its text without what a clip cuts away, white space removed
    whole: str  # its text with that


def opened(pdf: Path | bytes) -> pymupdf.Document:
    return pymupdf.open(stream=pdf) if isinstance(pdf, bytes) else pymupdf.open(pdf)


def read_sheets(pdf: Path | bytes) -> list[Sheet]:
    with opened(pdf) as document:
        return [_sheet(page) for page in document]


def said(sheets: Iterable[Sheet]) -> str:
    """Return all words of some pages, white space removed."""
    return squeeze("".join(span.text for sheet in sheets for span in sheet.spans))


def _sheet(page: pymupdf.Page) -> Sheet:
    flags = pymupdf.TEXTFLAGS_RAWDICT & ~pymupdf.TEXT_MEDIABOX_CLIP
    shown = page.get_text("text", flags=pymupdf.TEXT_CLIP | pymupdf.TEXT_MEDIABOX_CLIP)
    whole = page.get_text("text", flags=0)
    media, crop = page.mediabox, page.cropbox
    return Sheet(
        (media.width * MM, media.height * MM),
        (crop.width * MM, crop.height * MM),
        tuple(_spans(page.get_text("dict", flags=flags & ~pymupdf.TEXT_PRESERVE_IMAGES))),
        squeeze(shown),
        squeeze(whole),
    )


def _spans(found: dict[str, list[dict[str, object]]]) -> Iterator[Span]:
    number = 0
    for block, paragraph in enumerate(found["blocks"]):
        for line in paragraph.get("lines", []):  # type: ignore[attr-defined]
            number += 1
            for span in line["spans"]:
                if text := span["text"].rstrip():
                    (left, _, right, _), baseline, size = span["bbox"], span["origin"][1], span["size"]
                    left += size / 2 * (span["text"][0] in OPENING)  # the first half of these is white
                    right -= size / 2 * (text[-1] in CLOSING) + SPACE * size * (len(span["text"]) - len(text))
                    yield Span(
                        span["text"],
                        size,
                        (left, baseline - 0.72 * size, right, baseline + 0.06 * size),
                        number,
                        block,
                    )


def squeeze(text: str) -> str:
    """Take all white space out, also the thin kinds between Chinese and Latin."""
    return re.sub(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+", "", text)


def columns(sheets: list[Sheet]) -> str:
    """Return the text read down each column without white space: what wraps in a cell stands together."""
    read = []
    for sheet in sheets:
        down: defaultdict[int, list[Span]] = defaultdict(list)
        for span in sheet.spans:
            down[round(span.ink[0] / 3)].append(span)
            down[-round(span.ink[2] / 3)].append(span)
        for spans in down.values():
            read.append(squeeze("".join(span.text for span in sorted(spans, key=lambda span: span.ink[1]))))
        blocks: defaultdict[int, list[str]] = defaultdict(list)
        for span in sheet.spans:
            blocks[span.block].append(span.text)
        read.extend(squeeze("".join(texts)) for texts in blocks.values())
    return "\n".join(read)


def overlaps(sheet: Sheet, tolerance: float = 0.6) -> list[str]:
    """Name runs of type that lie on one another by more than a tolerance in points."""
    faults = []
    spans = sorted(sheet.spans, key=lambda span: span.ink[1])
    for at, one in enumerate(spans):
        for other in spans[at + 1 :]:
            if other.ink[1] >= one.ink[3]:
                break
            wide = min(one.ink[2], other.ink[2]) - max(one.ink[0], other.ink[0])
            high = min(one.ink[3], other.ink[3]) - max(one.ink[1], other.ink[1])
            if wide > tolerance and high > tolerance:
                faults.append(
                    f"“{one.text[:20]}” and “{other.text[:20]}” overlap by {wide:.1f} x {high:.1f} pt"
                )
    return faults


def outside(sheet: Sheet) -> list[str]:
    """Name runs of type that reach over the edge of the page or are cut by a clip."""
    width, height = (side / MM for side in sheet.size_mm)
    over = [span for span in sheet.spans if min(span.ink) < 0 or span.ink[2] > width or span.ink[3] > height]
    faults = [
        f"“{span.text[:20]}” leaves the page of {width:.1f} x {height:.1f} pt: {span.ink}" for span in over
    ]
    if sorted(sheet.shown) != sorted(sheet.whole):
        faults.append(f"a clip cuts away {len(sheet.whole) - len(sheet.shown)} characters")
    return faults


def faults_of(sheets: Iterable[Sheet], edge: float) -> list[str]:
    """Name what is cut, overlaps, or stands nearer than some millimetres to the edge of its page."""
    return [
        fault
        for sheet in sheets
        for fault in (*outside(sheet), *overlaps(sheet), *_beyond(sheet, edge - 0.2))
    ]


def _beyond(sheet: Sheet, edge: float) -> Iterator[str]:
    wide, tall = sheet.size_mm
    for span in sheet.spans:
        left, top, right, bottom = (side * MM for side in span.ink)
        space = (
            0.3 * span.size * MM - 0.2 if span.text.endswith(" ") else 0
        )  # may stand beyond the end of a line
        if min(left, top) < edge or right > wide - edge + space or bottom > tall - edge:
            yield f"“{span.text[:20]}” stands beyond the edge"


def loose_fonts(pdf: Path | bytes) -> list[str]:
    """Name the fonts of a PDF that are not embedded."""
    with opened(pdf) as document:
        return sorted(
            {font[3] for page in document for font in page.get_fonts(full=True) if font[1] in ("", "n/a")}
        )


def pictures(pdf: Path | bytes, dpi: int) -> Iterator[Image.Image]:
    """Draw every page, in grey."""
    with opened(pdf) as document:
        for page in document:
            drawn = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
            yield Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
