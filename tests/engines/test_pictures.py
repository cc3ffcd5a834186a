"""Photographs: in several sizes, upright, and without what the camera wrote."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sunboard.engines.picture_parts import bare_jpeg, bare_png
from sunboard.engines.pictures import PictureBroken, develop

pytestmark = pytest.mark.once

SECRET = "GPS 30.1234N 120.5678E"


def photo(
    size: tuple[int, int] = (1200, 800), form: str = "JPEG", *, turned: int = 1, **options: Any
) -> bytes:
    """Draw a picture whose left half is red, with a secret in every place that a camera writes to."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    secrets = {} if form == "GIF" else {"exif": exif}
    picture.save(out, form, **secrets, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_of_the_camera_stays(form: str) -> None:
    options: dict[str, Any] = {"comment": SECRET} if form in ("JPEG", "GIF") else {}
    given = photo(form=form, **options)
    assert SECRET.encode() in given
    made = develop(given, (480, 960))
    for data in (made.data, *(size.data for size in made.sizes)):
        assert SECRET.encode() not in data
        with Image.open(io.BytesIO(data)) as opened:
            assert not opened.getexif()
    with Image.open(io.BytesIO(made.data)) as opened:
        assert opened.format == form


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"subsampling": 0, "quality": 40}, {"dpi": (300, 300)}], ids=str
)
def test_an_upright_jpeg_keeps_its_pixels_and_loses_all_that_is_said_of_it(options: dict[str, Any]) -> None:
    profile = b"profile " + SECRET.encode()
    given = photo(comment=SECRET, xmp=SECRET.encode(), icc_profile=profile, **options) + SECRET.encode()
    data = develop(given, (480,)).data
    assert SECRET.encode() not in data
    assert len(data) < len(given)
    with Image.open(io.BytesIO(given)) as before, Image.open(io.BytesIO(data)) as after:
        assert before.tobytes() == after.tobytes()
        assert set(after.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "dpi",
            "progressive",
            "progression",
        }


def test_an_upright_png_keeps_its_pixels_and_loses_all_that_is_said_of_it() -> None:
    told = PngInfo()
    told.add_text("Comment", SECRET)
    given = photo(form="PNG", pnginfo=told, icc_profile=SECRET.encode(), dpi=(300, 300)) + SECRET.encode()
    data = develop(given, (480,)).data
    assert SECRET.encode() not in data
    with Image.open(io.BytesIO(given)) as before, Image.open(io.BytesIO(data)) as after:
        assert before.tobytes() == after.tobytes()
        assert after.info == {}


def test_a_jpeg_of_four_colours_keeps_them() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (64, 64), (10, 200, 30, 40)).save(out, "JPEG", comment=SECRET)
    data = develop(out.getvalue(), (480,)).data
    with Image.open(io.BytesIO(out.getvalue())) as before, Image.open(io.BytesIO(data)) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


@pytest.mark.parametrize("cut", range(2, 700, 23))
def test_segments_that_cannot_be_followed_are_left_alone(cut: int) -> None:
    assert bare_jpeg(photo()[:cut]) is None
    assert bare_png(photo(form="PNG")[:cut]) is None


def test_a_photograph_of_a_telephone_is_a_jpeg() -> None:
    frame = Image.new("RGB", (640, 480), "blue")
    out = io.BytesIO()
    frame.save(out, "MPO", save_all=True, append_images=[frame])
    with Image.open(io.BytesIO(develop(out.getvalue(), (480,)).data)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (640, 480))


def test_a_picture_stands_upright_in_each_size() -> None:
    made = develop(photo(turned=6), (480, 960))
    assert [(size.width, size.height) for size in made.sizes] == [(480, 720), (800, 1200)]
    for data in (made.data, made.sizes[0].data):
        with Image.open(io.BytesIO(data)) as opened:
            green, middle = opened.getchannel("G"), opened.width // 2
            above, below = (green.getpixel((middle, at)) for at in (5, opened.height - 5))
            assert above < 60 < 200 < below, "what was left is now above"  # type: ignore[operator]


def test_no_size_is_wider_than_the_picture() -> None:
    assert [size.width for size in develop(photo((300, 200)), (480, 960)).sizes] == [300]
    assert [size.width for size in develop(photo((700, 200)), (480, 960)).sizes] == [480, 700]


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(develop(out.getvalue(), (480,)).sizes[0].data)) as opened:
        assert opened.getpixel((50, 50)) == (255, 255, 255)


def test_a_moving_picture_goes_on_moving() -> None:
    frames = [Image.new("P", (50, 50), at) for at in range(3)]
    for at, frame in enumerate(frames):
        frame.putpalette([at * 80, 0, 0] * 256)
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=70)
    with Image.open(io.BytesIO(develop(out.getvalue(), (480,)).data)) as opened:
        assert (opened.n_frames, opened.info["duration"]) == (3, 70)  # type: ignore[attr-defined]


def test_equal_bytes_give_equal_bytes() -> None:
    assert develop(photo(), (480, 960)) == develop(photo(), (480, 960))


@pytest.mark.parametrize("data", [b"", b"no picture", photo()[:300], photo()[:2000]])
def test_what_is_no_picture_says_so(data: bytes) -> None:
    with pytest.raises(PictureBroken):
        develop(data, (480,))
