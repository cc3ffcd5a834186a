"""What a gallery hangs: of all that was built one of each type and state, side by side. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Plain, Values, maps_of, text_of
from sunboard.reporting.drawing import draw_page

_YEAR = regex(r"(?<=/)\d{4}(?=/)")


@dataclass(frozen=True, slots=True)
class Page:
    """A web page to be shown in frames. Paths are relative to the output folder."""

    label: str
    page: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF to be shown page by page."""

    label: str
    file: str
    pages: int


@dataclass(frozen=True, slots=True)
class Loop:
    """The slides of a screen."""

    label: str
    page: str
    slides: tuple[str, ...]
    size: tuple[int, int]  # pixels


@dataclass(frozen=True, slots=True)
class Hall:
    """What hangs of one content folder."""

    name: str
    pages: tuple[Page, ...]
    sheets: tuple[Paper, ...]
    boards: tuple[Paper, ...]
    screens: tuple[Loop, ...]


def hall_of(name: str, site: Values, villages: Sequence[Values], strings: Mapping[str, str]) -> Hall:
    """Choose from a site's manifests every home, board and screen; of the rest one of each type and state."""
    pages = [*_site_pages(site)]
    sheets: dict[object, Paper] = {}
    boards: list[Paper] = []
    screens: list[Loop] = []
    chosen: dict[object, Page] = {}
    for village in villages:
        slug, title = text_of(village, "village"), text_of(village, "name")
        records = {text_of(record, "page"): record for record in maps_of(village, "records")}
        for page in _paths(village, "pages", "page"):
            record = records.get(page)
            key, label = _record_label(record, strings) if record else _page_label(page, slug, title)
            chosen.setdefault(key, Page(label, page))
        by_number = {text_of(record, "number"): record for record in records.values()}
        for sheet in maps_of(village, "sheets"):
            key, label = _record_label(by_number.get(text_of(sheet, "number"), {}), strings)
            sheets.setdefault(key, _paper(label, sheet))
        boards += (
            _paper(f"{title} {text_of(board, 'board')} {_size(board, 'size_mm')}mm", board)
            for board in maps_of(village, "boards")
        )
        screens += (_loop(title, screen, village) for screen in maps_of(village, "screens"))
    return Hall(name, (*pages, *chosen.values()), tuple(sheets.values()), tuple(boards), tuple(screens))


def gallery_page(halls: Iterable[Hall], pictures: Mapping[str, Sequence[str]]) -> bytes:
    """Draw the gallery; `pictures` maps each `hall/file` of a PDF to the pictures of its pages."""
    return draw_page("gallery.html", {"halls": tuple(halls), "pictures": pictures})


def _site_pages(site: Values) -> Iterator[Page]:
    seen = set()
    for page in _paths(site, "pages", "page"):
        kind = "township" if page.count("/") == 2 else page
        if kind not in seen:
            seen.add(kind)
            yield Page(page.removeprefix("site/"), page)


def _page_label(page: str, slug: str, title: str) -> tuple[object, str]:
    """Return what a page that is no record's is one of, and its label; every home is one of its own."""
    inner = page.removeprefix(f"site/{slug}/")
    if inner == "index.html":
        return page, title
    return _YEAR.sub("#", f"/{inner}"), f"{title} {inner}"


def _record_label(record: Values, strings: Mapping[str, str]) -> tuple[object, str]:
    kind, state = text_of(record, "kind"), text_of(record, "state")
    return (kind, state), f"{kind} {strings.get(f'state-{state}', state)}：{text_of(record, 'title')}"


def _paper(label: str, entry: Values) -> Paper:
    count = entry.get("page_count")
    return Paper(label, text_of(entry, "file"), count if isinstance(count, int) else 1)


def _loop(title: str, screen: Values, village: Values) -> Loop:
    folder = text_of(screen, "folder").rstrip("/")
    slides = sorted(
        path
        for path in _paths(village, "outputs", "path")
        if path.startswith(f"{folder}/") and path.endswith(".png")
    )
    width, height = _numbers(screen.get("size_px"))
    return Loop(
        f"{title} {text_of(screen, 'screen')} {width}×{height}",
        f"{folder}/index.html",
        tuple(slides),
        (width, height),
    )


def _paths(manifest: Values, section: str, name: str) -> list[str]:
    return [text_of(entry, name) for entry in maps_of(manifest, section)]


def _size(entry: Values, name: str) -> str:
    return "×".join(map(str, _numbers(entry.get(name))))


def _numbers(size: Plain) -> tuple[int, int]:
    numbers = [int(float(str(number))) for number in size] if isinstance(size, list) else []
    return (numbers[0], numbers[1]) if len(numbers) == 2 else (0, 0)
