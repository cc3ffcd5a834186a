from __future__ import annotations

import pytest

from sunboard.serving.pages import address_of, beside, labelled, source_of, with_script

MANIFEST = {
    "records": [{"number": "2026-0001", "source": "a/b/事项/灯.md", "page": "site/b/2026-0001/index.html"}],
    "sheets": [
        {"number": "2026-0001", "file": "print/b/sheets/2026-0001.pdf"},
        {"number": "2026-0002", "file": "print/b/sheets/2026-0002.pdf"},
    ],
    "boards": [
        {"board": "side", "file": "print/b/side.pdf", "numbers": []},
        {"board": "main", "file": "print/b/main.pdf", "numbers": ["2026-0001"]},
    ],
    "screens": [{"screen": "hall", "folder": "site/b/screen/hall", "numbers": []}],
}
LABELS = {"sheets": "张贴纸", "boards": "公开栏", "screens": "屏幕"}


@pytest.mark.parametrize(
    ("path", "top"), [("", "./"), ("b/", "../"), ("b/2026-0001/", "../../"), ("b/index.html", "../")]
)
def test_the_script_is_found_from_every_depth(path: str, top: str) -> None:
    page = with_script(b"<body>\xe7\x81\xaf</body></html>", path, 7, 'a/"灯".md')
    assert page.endswith(b"</script></body></html>")
    assert f'src="{top}_preview/overlay.js"'.encode() in page
    assert 'data-source="a/&quot;灯&quot;.md" data-version="7"'.encode() in page


def test_a_page_is_led_back_to_its_file() -> None:
    assert source_of(MANIFEST, "site/b/2026-0001/index.html") == "a/b/事项/灯.md"
    assert source_of(MANIFEST, "site/b/index.html") == ""


def test_its_own_papers_stand_first_and_those_of_other_records_nowhere() -> None:
    found = [(one["label"], one["own"]) for one in beside(MANIFEST, "site/b/2026-0001/index.html", LABELS)]
    assert found == [
        ("张贴纸 2026-0001", True),
        ("公开栏 main", True),
        ("公开栏 side", False),
        ("屏幕 hall", False),
    ]
    home = [one["path"] for one in beside(MANIFEST, "site/b/index.html", LABELS)]
    assert home == ["print/b/side.pdf", "print/b/main.pdf", "site/b/screen/hall/index.html"]


def test_papers_are_sent_from_a_folder_that_no_village_can_have() -> None:
    assert address_of("site/b/screen/hall/index.html") == "b/screen/hall/index.html"
    assert address_of("print/b/main.pdf") == "_preview/print/b/main.pdf"


def test_only_lists_with_a_name_for_people_are_offered() -> None:
    assert labelled(["pages", "sheets"], {"serve-sheets": "张贴纸"}) == {"sheets": "张贴纸"}
