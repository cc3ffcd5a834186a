"""A gallery hangs what was built: one of each type and state, and every board and slide."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from sunboard.commands.gallery import write_gallery
from sunboard.parts import load_parts
from tests.helpers.site import ROOT

SITE = ROOT / "tests" / "sites" / "all-states" / "content"
DAY = date(2026, 4, 20)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("gallery")
    code, said = write_gallery(load_parts(), [SITE], output, DAY, DAY, "zh")
    assert code == 0
    assert str(output / "index.html") in said
    return output


def test_everything_that_it_names_is_there(gallery: Path) -> None:
    named = set(re.findall(r'(?:src|href)="([^"#]+)"', (gallery / "index.html").read_text("utf-8")))
    assert len(named) > 20
    assert not [name for name in named if not (gallery / name).is_file()]


def test_every_kind_in_every_state_hangs(gallery: Path) -> None:
    page = (gallery / "index.html").read_text("utf-8")
    shown = {
        path.removeprefix("all-states/")
        for path in re.findall(r'iframe class="phone"[^>]* src="([^"]+)"', page)
    }
    for path in (gallery / "all-states" / "manifest").glob("*.json"):
        manifest = json.loads(path.read_text("utf-8"))
        hung = {
            (record["kind"], record["state"])
            for record in manifest.get("records", ())
            if record["page"] in shown
        }
        assert hung or path.stem == "site"
    states = [
        record
        for path in (gallery / "all-states" / "manifest").glob("*.json")
        for record in json.loads(path.read_text("utf-8")).get("records", ())
    ]
    assert {(record["kind"], record["state"]) for record in states} == {
        (record["kind"], record["state"]) for record in states if record["page"] in shown
    }


def test_pictures_of_paper_have_their_shape(gallery: Path) -> None:
    board = next((gallery / "all-states" / "pictures" / "print").glob("*/*.png"))
    sheet = next((gallery / "all-states" / "pictures" / "print").glob("*/sheets/*.png"))
    for path, width in ((board, 2400), (sheet, 840)):
        picture = Image.open(io.BytesIO(path.read_bytes()))
        assert picture.width == width
        assert len(picture.convert("L").getcolors(256) or ()) > 2, "it is blank"


def test_content_is_left_as_it_was(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "township").mkdir(parents=True)
    (content / "site.yaml").write_text("language: zh\n", "utf-8")
    code, said = write_gallery(load_parts(), [content], tmp_path / "out", DAY, DAY, "zh")
    assert code == 2
    assert "sunboard 检查" in said
    assert sorted(path.name for path in content.iterdir()) == ["site.yaml", "township"]
