"""The only door to type of whole pixels, for panels whose every lamp is on or off.

FreeType draws in black and white, each size in the weight whose strokes are even there. A pixel font that a
county puts among its fonts is taken in the size it was made for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import manimgx_fonts_cjk
from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from sunboard.engines.font_cover import missing_characters
from sunboard.lazy import dataclass

SIZES = (16, 24, 32, 48, 64, 96)
"""Sizes of type in pixels; smaller strokes run together."""
SMALL_FIGURES = 12
"""The type of figures and letters that have no room in any of these."""
LEAST_LETTERS = 10
"""The type of words in Latin letters that have none in that."""
LEAST_FIGURES = 9
"""The type of figures that have none in the small one, four pixels wide and drawn pixel by pixel."""
MARK_FIGURES = 7
"""The type of number and check code where three lines are to stand on a panel of two."""

_WEIGHTS = {LEAST_LETTERS: 400, SMALL_FIGURES: 400, 16: 300, 24: 500, 32: 600}
_BOLD = 600
_LATIN = {16: 15}
"""The type in which Latin letters and digits are set beside Chinese: half as wide, as on all panels."""
_FACE = 2  # of the collection: simplified Chinese
_BUILT_IN = Path(manimgx_fonts_cjk.__file__).parent / "NotoSansCJK-VF.otf.ttc"
_FILES = (".ttf", ".otf", ".ttc", ".otb", ".pcf", ".bdf")
_PROBES, _NO_SIGN, _LARGER = "村国永", "\U0010fffd", 4
_MARKS = range(0x0300, 0x0370)
_LEAST = {
    "0": "699999996",
    "1": "262222227",
    "2": "69111248f",
    "3": "691161196",
    "4": "13599f111",
    "5": "f88e11196",
    "6": "698e99996",
    "7": "f11222444",
    "8": "699699996",
    "9": "699997196",
    "A": "699f99999",
    "B": "e99e9999e",
    "C": "698888896",
    "D": "e9999999e",
    "E": "f88e8888f",
    "F": "f88e88888",
    "-": "000070000",
    "\N{MINUS SIGN}": "0000f0000",
    ".": "000000008",
    ",": "000000088",
    " ": "000000000",
}
"""Figures of the least type: a hexadecimal digit for each row, whose bits are pixels from the left."""
_LOW = {
    "0": "6999996",
    "1": "2622227",
    "2": "691248f",
    "3": "6916196",
    "4": "1359f11",
    "5": "f8e1196",
    "6": "688e996",
    "7": "f112244",
    "8": "6996996",
    "9": "6997116",
    "A": "699f999",
    "B": "e99e99e",
    "C": "6988896",
    "D": "e99999e",
    "E": "f88e88f",
    "F": "f88e888",
    "-": "0007000",
}
_DRAWN = {LEAST_FIGURES: _LEAST, MARK_FIGURES: _LOW}
_NARROW = frozenset(",. ")
LEAST_SIGNS = "".join(sign for sign in _LEAST if sign != " ")
MARK_SIGNS = "".join(_LOW)
_ENDING = frozenset("，。、；：！？）》」』】〉〕")
"""Marks whose right half is blank; at the end of a line nothing needs it."""
_OPENING, _HALF = frozenset("（《「『【〈〔"), _ENDING - frozenset("。！？：；")
"""Marks whose left half is blank, and those with both: half as wide as other signs, as in close setting."""

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Words:
    """Text whose em boxes begin at a pixel, in a colour of the panel."""

    x: int
    y: int
    size: int
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle in a colour of the panel."""

    x: int
    y: int
    width: int
    height: int
    colour: str


def room(text: str, size: int, fonts: tuple[str, ...] = ()) -> int:
    """Return how many pixels wide a text is: of a mark that ends it no more than is drawn of it."""
    advances = _Advances.of(size, fonts)
    last = text[-1:]
    spare = advances[last] - _end(last, size, fonts) if last and last in _ENDING else 0
    return sum(advances[sign] for sign in text) - max(0, spare)


def draw_panel(
    width: int,
    height: int,
    colours: Mapping[str, str],
    marks: Iterable[Words | Block],
    fonts: tuple[str, ...] = (),
) -> bytes:
    """Return a PNG of a palette: the colours by their names, `paper` wherever nothing is drawn.

    Raises ValueError where a text leaves the panel.
    """
    names = ["paper", *sorted(set(colours) - {"paper"})]
    picture = Image.new("P", (width, height), 0)
    picture.putpalette([part for name in names for part in ImageColor.getrgb(colours[name])[:3]])
    draw = ImageDraw.Draw(picture)
    for mark in marks:
        ink = names.index(mark.colour)
        if isinstance(mark, Block):
            draw.rectangle((mark.x, mark.y, mark.x + mark.width - 1, mark.y + mark.height - 1), fill=ink)
            continue
        if not _lies_within(mark, width, height, fonts):
            raise ValueError(f"text outside the panel: {mark.text}")
        x = mark.x
        for sign in mark.text:
            drawn = _drawn(sign, mark.size, fonts)
            wide = _Advances.of(mark.size, fonts)[sign]
            before = mark.size - wide if sign in _OPENING else _blank(sign, mark.size, fonts)
            picture.paste(ink, (x - before, mark.y), drawn)
            x += wide
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _lies_within(words: Words, width: int, height: int, fonts: tuple[str, ...]) -> bool:
    far = words.x + room(words.text, words.size, fonts)
    return words.x >= 0 and words.y >= 0 and far <= width and words.y + words.size <= height


class _Advances(dict[str, int]):
    """How many pixels each sign takes, found out when it is met first."""

    def __init__(self, size: int, fonts: tuple[str, ...]) -> None:
        super().__init__()
        self._size, self._fonts = size, fonts

    def __missing__(self, sign: str) -> int:
        if self._size in _DRAWN:
            wide = 2 if sign in _NARROW else 5
        elif sign in _OPENING:
            wide = max(self._size // 2, self._size - _ink(sign, self._size, self._fonts)[0] + 1)
        elif sign in _HALF:
            wide = max(self._size // 2, _end(sign, self._size, self._fonts) + 1)
        elif sign >= "\u2e80" or ord(sign) in _MARKS:
            wide = self._size
        else:
            wide = max(1, round(_face_of(sign, self._size, self._fonts).getlength(sign, mode="1")))
        self[sign] = wide
        return wide

    @classmethod
    @cache
    def of(cls, size: int, fonts: tuple[str, ...]) -> _Advances:
        """Return the advances of a size."""
        return cls(size, fonts)


@cache
def _ink(mark: str, size: int, fonts: tuple[str, ...]) -> tuple[int, int]:
    """Return between which pixels a mark is drawn on, from the left edge of its em box."""
    box = _drawn(mark, size, fonts).getbbox()
    return (box[0], box[2]) if box else (0, size)


def _blank(sign: str, size: int, fonts: tuple[str, ...]) -> int:
    """Return the pixels at the left of a mark that are left out: some fonts draw commas in the middle."""
    if sign not in _ENDING:
        return 0
    left = _ink(sign, size, fonts)[0]
    return left - 1 if left >= size // 4 else 0


def _end(mark: str, size: int, fonts: tuple[str, ...]) -> int:
    """Return where the ink of a mark ends."""
    return _ink(mark, size, fonts)[1] - _blank(mark, size, fonts)


@lru_cache(maxsize=8192)
def _drawn(sign: str, size: int, fonts: tuple[str, ...]) -> Image.Image:
    """Return a sign in its em box, in black and white; a box where no font has it."""
    if size in _DRAWN:
        return Image.frombytes("1", (4, size), bytes(16 * int(row, 16) for row in _DRAWN[size][sign]))
    if missing_characters(sign, fonts):
        sign = "□"
    face = _face_of(sign, size, fonts)
    drawn = _in_box(face, sign, size)
    if size != SIZES[0] or sign < "\u2e80" or face in _county_faces(size, fonts):
        return drawn
    faces = (_built_in(about, _WEIGHTS[size]) for about in (size + 1, size, size - 1))
    tried = [_in_box(each, sign, size) for each in faces if _leaves_a_row(each, sign, size)]
    return min(tried or [drawn], key=_run_together)


def _leaves_a_row(face: Font, sign: str, size: int) -> bool:
    """Tell whether a sign stays in its em box and leaves the first row dark, so that no two lines touch."""
    left, top, right, foot = face.getbbox(sign, mode="1", anchor="ls")
    return left >= 0 and right <= size and -top < _ascent(size) and foot <= size - _ascent(size)


def _in_box(face: Font, sign: str, size: int) -> Image.Image:
    box = Image.new("1", (max(size, round(face.getlength(sign)) + 1), size), 0)
    draw = ImageDraw.Draw(box)
    draw.fontmode = "1"
    draw.text((0, _ascent(size)), sign, fill=1, font=face, anchor="ls")
    return box


def _ascent(size: int) -> int:
    return round(size * 0.88)


def _lit(drawn: Image.Image) -> int:
    return drawn.histogram()[-1]


def _run_together(drawn: Image.Image) -> int:
    """Count the squares of two by two lamps that are all on: strokes that have no gap between them."""
    beside = ImageChops.logical_and(drawn, ImageChops.offset(drawn, 1, 0))
    return _lit(ImageChops.logical_and(beside, ImageChops.offset(beside, 0, 1)))


def _face_of(sign: str, size: int, fonts: tuple[str, ...]) -> Font:
    """Return the first of the county's pixel fonts of a size that has a sign, else the built-in font."""
    faces = (face for face in _county_faces(size, fonts) if sign == " " or _has(face, sign))
    own = _LATIN.get(size, size) if sign < "\u2e80" else size
    return next(faces, None) or _built_in(own, _WEIGHTS.get(size, _BOLD))


def _has(face: Font, sign: str) -> bool:
    return _picture(face, sign) != _picture(face, _NO_SIGN)


def _picture(face: Font, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = face.getmask(sign, mode="1")
    return mask.size, bytes(mask)


@cache
def _built_in(size: int, weight: int) -> Font:
    face = ImageFont.truetype(str(_BUILT_IN), size, index=_FACE, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


@cache
def _county_faces(size: int, fonts: tuple[str, ...]) -> tuple[Font, ...]:
    """Return the pixel fonts of a size among a county's fonts."""
    paths = (path for folder in fonts for path in sorted(Path(folder).rglob("*")))
    files = (path for path in paths if path.name.lower().removesuffix(".gz").endswith(_FILES))
    return tuple(face for path in files for face in _opened(path, size) if _is_made_for(path, face, size))


def _opened(path: Path, size: int) -> Iterator[Font]:
    """Yield a font in a size, or nothing where the file has none: a font of bitmaps has few sizes."""
    try:
        yield ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        return


def _is_made_for(path: Path, face: Font, size: int) -> bool:
    """Tell whether a font was drawn pixel by pixel for a size.

    It has bitmaps of that size only, or its outlines are squares: drawn larger each pixel is a larger square,
    and drawn in half the size it is not whole any more.
    """
    larger = list(_opened(path, _LARGER * size))
    if not larger:
        return True
    return _grows(face, larger[0], _LARGER) and not any(
        _grows(half, face, 2) for half in _opened(path, size // 2)
    )


def _grows(small: Font, large: Font, times: int) -> bool:
    """Tell whether all that a font draws large is what it draws small, each pixel a square."""
    drawn: Sequence[tuple[Image.Image, Image.Image]] = [
        (_mask(small, sign), _mask(large, sign)) for sign in _PROBES if _has(small, sign)
    ]
    return bool(drawn) and all(
        few.resize((few.width * times, few.height * times), Image.Resampling.NEAREST).tobytes()
        == many.tobytes()
        for few, many in drawn
    )


def _mask(face: Font, sign: str) -> Image.Image:
    left, top, right, bottom = map(round, face.getbbox(sign, mode="1", anchor="ls"))
    box = Image.new("1", (right - left, bottom - top), 0)
    draw = ImageDraw.Draw(box)
    draw.fontmode = "1"
    draw.text((-left, -top), sign, fill=1, font=face, anchor="ls")
    return box
