"""The only door to Typst: a template and plain data become a PDF or pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import manimgx_fonts_cjk
import typst

from sunboard.compiled import compiled
from sunboard.engines.font_cover import boxed
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, gaps_for_tabs

FAMILY = "Noto Sans CJK SC"
_COMPILE: Any = typst.compile_with_warnings  # its stubs take no `typst.Fonts` where it does
_EMPTY = 3  # compilations after each document, so that two or three of them are remembered at once
STANDARDS: tuple[str, ...] = ("a-2a", "ua-1")


class TypstFailure(Exception):
    """A template that does not compile with its data; the message is Typst's own."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF, how many pages it has, and whether it is tagged for readers of screens."""

    data: bytes
    pages: int
    tagged: bool
    warnings: tuple[str, ...] = ()  # what Typst was not sure of, in its own words


@cache
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    home = str(Path(manimgx_fonts_cjk.__file__).parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[home, *folders])


def _forget(fonts: typst.Fonts) -> None:
    """Let Typst drop what it remembers of documents that are done.

    It keeps the layouts of its last ten compilations, which no other document uses; empty ones let them age.
    """
    for _ in range(_EMPTY):
        typst.compile(b"", format="svg", font_paths=fonts, ignore_system_fonts=True)


def _drawable(data: Plain, fonts: tuple[str, ...]) -> str:
    """Return data as JSON, a box for each letter that no font has and a gap for each tab."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    if "\\t" in text:
        text = json.dumps(gaps_for_tabs(data), ensure_ascii=False, sort_keys=True)
    return boxed(text, fonts)


def _moment(dated: str) -> datetime:
    return datetime.fromisoformat(dated or "2000-01-01").replace(tzinfo=UTC)


def draw_pdf(
    source: str,
    data: Plain,
    dated: str,
    fonts: tuple[str, ...] = (),
    files: Mapping[str, bytes] | None = None,
) -> Pdf:
    """Compile to PDF/A-2a with PDF/UA-1; where the content does not allow that, to an untagged PDF.

    `data` reaches the template as `json(bytes(sys.inputs.data))`, `files` in the same way by name, the bytes
    of each as numbers; `dated` (ISO date) becomes the timestamp. Raises TypstFailure where the template does
    not compile at all.
    """
    inputs = {"data": _drawable(data, fonts)}
    if files:
        inputs["files"] = json.dumps({name: list(held) for name, held in files.items()}, sort_keys=True)
    for standards, tags in ((list(STANDARDS), True), ([], False)):
        try:
            made, warnings = _COMPILE(
                source.encode(),
                format="pdf",
                font_paths=_fonts(fonts),
                ignore_system_fonts=True,
                sys_inputs=inputs,
                pdf_standards=standards,
                timestamp=_moment(dated),
                pdf_tags=tags,
            )
        except typst.TypstError as error:
            failure = TypstFailure(error.diagnostic or error.message)
            continue
        _forget(_fonts(fonts))
        told = tuple(warning.message for warning in warnings)
        if any("unknown font" in message for message in told):
            # the template names a font that is not there: a fault of the theme
            raise TypstFailure("; ".join(told))
        return Pdf(made, count_pages(made), tags, told)
    raise failure


def draw_pictures(source: str, data: Plain, fonts: tuple[str, ...] = ()) -> tuple[bytes, ...]:
    """Compile to PNG pictures, one a page, of one pixel for each point.

    Raises TypstFailure where the template does not compile.
    """
    inputs = {"data": _drawable(data, fonts)}
    try:
        made, warnings = _COMPILE(
            source.encode(),
            format="png",
            ppi=72,
            font_paths=_fonts(fonts),
            ignore_system_fonts=True,
            sys_inputs=inputs,
        )
    except typst.TypstError as error:
        raise TypstFailure(error.diagnostic or error.message) from error
    if warnings:
        raise TypstFailure("; ".join(warning.message for warning in warnings))
    return tuple(made) if isinstance(made, list) else (made,)


def measure_signs(signs: str, weight: int) -> tuple[int, ...]:
    """Return how wide each sign is in a weight of the built-in font, in hundredths of an em, rounded up."""
    widths = compiled().made(
        f"widths {weight} {signs}", lambda: json.dumps(_measured(signs, weight)).encode()
    )
    return tuple(json.loads(widths))


def _measured(signs: str, weight: int) -> tuple[int, ...]:
    source = (
        f'#set text(font: "{FAMILY}", weight: {weight}, size: 1000pt)\n'
        "#let signs = json(bytes(sys.inputs.data))\n"
        "#context [#metadata(signs.map(sign => measure(sign).width.pt())) <widths>]"
    )
    found = typst.query(
        source.encode(),
        "<widths>",
        field="value",
        one=True,
        font_paths=_fonts(()),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(list(signs))},
    )
    return tuple(-(-round(advance) // 10) for advance in json.loads(found))


def picture_of_page(pdf: bytes, page: int, width: int) -> bytes:
    """Return a page of a PDF, counted from 1, as a PNG picture so many pixels wide."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes(json(bytes(sys.inputs.data))), format: "pdf", page: {page}, width: {width}pt, alt: "")'
    )
    return draw_pictures(source, list(pdf))[0]


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF made by Typst has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
