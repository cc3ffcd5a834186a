"""What is handed over says a text as people read it, in HTML to paste and in Word."""

from __future__ import annotations

import io

import docx
from PIL import Image

from sunboard.engines.docx_writer import document
from sunboard.model.plain import Values
from sunboard.publishers.zip.pieces import as_fragment, pictures_of, told

BODY = """## 后续安排

每周五更新，**不得超支**。
<script>看</script>

3. 栽树
4. 浇水
   - 每天

| 名称 | 金额（元） |
| --- | ---: |
| 砂石 | 2884 |

> 以合同为准
"""


def test_a_fragment_to_paste_has_the_text_as_it_is_read() -> None:
    fragment = as_fragment(told({"title": "栽树", "body": BODY}, {})).decode()
    assert '<h3 style="font-size:17px">后续安排</h3>' in fragment
    assert "<strong>不得超支</strong>。<br>&lt;script&gt;看" in fragment
    assert '<ol start="3" style="line-height:1.7">' in fragment
    assert fragment.count("<li>") == 3
    assert ">砂石</td>" in fragment
    assert "<blockquote" in fragment
    assert not [sign for sign in ("##", "**", "| ", "class=", "<script") if sign in fragment]


def test_a_word_file_has_the_text_as_it_is_read() -> None:
    telling = told({"title": "栽树", "body": BODY}, {})
    word = docx.Document(io.BytesIO(document(telling.title, telling.text, ())))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert lines == [
        "栽树",
        "后续安排",
        "每周五更新，不得超支。\n<script>看</script>",
        "3. 栽树",
        "4. 浇水",
        "• 每天",
        "以合同为准",
    ]
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["名称", "金额（元）"],
        ["砂石", "2884"],
    ]
    assert [run.text for one in word.paragraphs for run in one.runs if run.bold] == ["不得超支"]


def test_pictures_go_along_as_the_web_shows_them() -> None:
    files = {"files/1.png": "aa", "files/1-960.jpg": "bb", "files/2.pdf": "cc", "files/3.jpg": "dd"}
    attached = [{"title": f"图{digest}", "sha256": digest} for digest in ("aa", "cc", "dd", "ee")]
    values: Values = {"register": {"attachments": [*attached]}}
    found = tuple(
        pictures_of(values, "liuwan/2026-0001/", files, "https://gk.yunxi.gov.cn/liuwan/2026-0001/")
    )
    assert [(one.path, one.caption) for one in found] == [
        ("liuwan/2026-0001/files/1-960.jpg", "图aa"),
        ("liuwan/2026-0001/files/3.jpg", "图dd"),
    ]
    fragment = as_fragment(told({"title": "栽树", "body": ""}, {}, found)).decode()
    assert '<img src="https://gk.yunxi.gov.cn/liuwan/2026-0001/files/1-960.jpg" alt="图aa"' in fragment
    Image.new("RGB", (960, 480)).save(drawn := io.BytesIO(), "JPEG")
    word = docx.Document(
        io.BytesIO(document("栽树", (), (), [(drawn.getvalue(), "图"), (b"no picture", "")]))
    )
    assert [(shape.width.cm, shape.height.cm) for shape in word.inline_shapes] == [(14, 7)]
    assert [one.text for one in word.paragraphs if one.text] == ["栽树", "图"]
