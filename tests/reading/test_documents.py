"""Files taken apart: encodings, line ends, front matter and its lines."""

from __future__ import annotations

from datetime import date
from itertools import cycle

import pytest

from sunboard.fields.declarations import keys_of, vocabulary_of
from sunboard.fields.part import Part
from sunboard.kinds.matter import Matter
from sunboard.model.encoding import decode
from sunboard.model.node import Document, Fields, Scalar
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.reading.documents import document_id, read_document, read_rows_file
from sunboard.settings.contacts import Contacts
from sunboard.settings.displays import BoardPlan, ScreenPlan
from sunboard.settings.packaged import load_packaged, packaged_files
from sunboard.settings.places import Site, Township, Village
from sunboard.settings.posts import Post

TEXT = "---\n标题: 修路公示\n经办人: 䶮某\n---\n\n正文第一行。\n第二行。\n"


def read(data: bytes) -> tuple[Document | None, list[tuple[str, int]]]:
    log = Log()
    document = read_document(data, "a/b/matters/修路.md", log)
    return document, [(problem.fault.code, problem.place.line) for problem in log.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_a_notepad_saves_is_read(encoding: str, line_end: str) -> None:
    document, problems = read(TEXT.replace("\n", line_end).encode(encoding))
    assert problems == []
    assert document is not None
    assert [(entry.key, entry.node) for entry in document.fields.entries] == [
        ("标题", Scalar("修路公示", document.fields.entries[0].place)),
        ("经办人", Scalar("䶮某", document.fields.entries[1].place)),
    ]
    assert [entry.place.line for entry in document.fields.entries] == [2, 3]
    assert (document.body, document.body_line) == ("正文第一行。\n第二行。", 6)


def test_what_programs_in_traditional_characters_save_is_read() -> None:
    text = "---\n標題: 修路公示\n經辦人: 陳守田\n---\n本次修路自四月十日起，請繞行。\n"
    document, problems = read(text.encode("cp950"))
    assert problems == []
    assert document is not None
    assert document.body == "本次修路自四月十日起，請繞行。"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("标题: 修路公示\n", "front-matter-missing", 1),
        ("---\n标题: 修路公示\n", "front-matter-missing", 1),
        ("---\n标题：修路公示\n经办人: 某\n---\n", "yaml-broken", 2),
        ("---\n标题: 甲\n标题: 乙\n---\n", "key-given-twice", 3),
        ("---\n标题: “甲\n经办人: '没有收尾\n---\n", "yaml-broken", 3),
        ("---\n议事决策:\n\t程序: 四议两公开\n---\n", "yaml-broken", 3),
    ],
)
def test_a_fault_is_told_at_the_line_to_mend(text: str, code: str, line: int) -> None:
    assert read(text.encode())[1] == [(code, line)]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("# 关于3组水渠清淤的公示", "关于3组水渠清淤的公示"),
        ("经研究，水渠要清淤。", "…"),
        ("标题：修路", "…"),
    ],
)
def test_a_text_without_fields_is_offered_its_first_line_as_title(first: str, title: str) -> None:
    log = Log()
    assert read_document(f"{first}\n清淤用工24个。\n".encode(), "a.md", log) is None
    assert f"（标题: {title}；" in log.problems[0].hint("zh")


@pytest.mark.parametrize("part", [Site, Township, Village, Contacts, Post, BoardPlan, ScreenPlan])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_settings_of_few_characters_are_read_in_any_encoding(part: type[Part], encoding: str) -> None:
    keys = [key.zh for key in keys_of(part)]
    for count in (1, 2, 3):
        for at in range(len(keys)):
            text = "".join(f"{key}: {'是云溪'[: len(key) % 4]}\n" for key in keys[at : at + count])
            assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("lost", range(0, 60, 7))
def test_a_damaged_file_is_not_taken_for_another_encoding(lost: int) -> None:
    data = "名称: 柳湾村\n乡镇: 青石镇\n县: 云溪县\n".encode()
    high = [at for at, byte in enumerate(data) if byte > 0x7F]
    at = high[lost % len(high)]
    assert decode(data[:at] + data[at + 1 :]) is None
    assert decode(b"a: b\0\n\xc3\xfb: 1") is None


def test_yaml_guesses_nothing() -> None:
    document, _ = read("---\n编号: 03-001\n时间: 14:30\n是否: 否\n金额: 100.10\n空: ~\n---\n".encode())
    assert document is not None
    assert [entry.node.text for entry in document.fields.entries if isinstance(entry.node, Scalar)] == [
        "03-001",
        "14:30",
        "否",
        "100.10",
        "~",
    ]


ACCOUNTS = (
    "501.01：出租收入\n５１３．０３：水电费\n",
    "501.01:出租收入\n５１３．０３:水电费\n",
    "“501.01”： 出租收入\n“５１３．０３”：水电费\n",
    '"501.01"：出租收入\n"５１３．０３"﹕水电费\n',
    "\"501.01\":出租收入\n'５１３．０３':水电费\n",
    "\u3000501.01：出租收入\n\u3000５１３．０３：水电费\n",
    "---\n501.01﹕出租收入\n５１３．０３﹕水电费\n---\n",
    "501.01：｛名称：出租收入｝\n５１３．０３：\n\t名称：水电费\n",
    "- 编码：501.01\n\u3000名称：出租收入\n- 编码：５１３．０３\n\u3000名称：水电费\n",
    "－编码：501.01\n  名称：“出租收入”\n－编码：５１３．０３\n  名称：水电费\n",
    "- ｛编码：501.01，名称：出租收入｝\n- {编码: ５１３．０３，名称：水电费}\n",
)


@pytest.mark.parametrize(("text", "encoding"), [*zip(ACCOUNTS, cycle(("utf-8", "gb18030", "utf-16")))])
def test_a_data_file_is_repaired_like_a_record(text: str, encoding: str) -> None:
    packaged, problems = load_packaged(
        packaged_files(), {"accounts.yaml": text.encode(encoding)}, read_rows_file
    )
    assert {problem.fault.code for problem in problems} == {"text-repaired"}
    assert packaged.accounts["501.01"] == "出租收入"
    assert packaged.accounts["513.03"] == "水电费"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("catalog.yaml", "- 编码：GC99\n  类别：工程\n  事项：桥\n  渠道：[栏，网]\n"),
        ("glossary.yaml", "一事一议：大家商量着办\n"),
        ("glossary.yaml", "- 术语：一事一议\n\t大白话：大家商量着办\n"),
        ("holidays.yaml", "2027：\n\u3000放假：2027-01-01、2027-01-02\n"),
        ("law/a.yaml", "reply_days：５\n"),
        ("law/a.yaml", "reply_days:\n- 数值:５\n  起:2026-01-01\n"),
        ("law/a.yaml", "reply_days：\n\u3000- 数值：５\n\u3000\u3000起：2026-01-01\n"),
    ],
)
def test_every_data_file_is_repaired(name: str, text: str) -> None:
    packaged, problems = load_packaged(packaged_files(), {name: text.encode()}, read_rows_file)
    assert {problem.fault.code for problem in problems} == {"text-repaired"}
    found = {
        "catalog.yaml": lambda: packaged.catalog["GC99"].title == "桥",
        "glossary.yaml": lambda: any(
            term.term == "一事一议" and term.plain == "大家商量着办" for term in packaged.glossary
        ),
        "holidays.yaml": lambda: packaged.is_working_day(date(2027, 1, 1)) is False,
        "law/a.yaml": lambda: packaged.law.number("reply_days", date(2026, 3, 1)) == 5,
    }
    assert found[name]()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("501.01: 甲\n513.03: [乙\n", 2),
        ("501.01: 甲\n513.03: '乙\n", 2),
        ("501.01: 甲\n乙\n丙: 丁\n", 2),
        ("甲\n", 1),
        ("501.01: 甲\n- 513.03: 乙\n", 2),
    ],
)
def test_a_data_file_without_one_reading_is_refused_at_its_line(text: str, line: int) -> None:
    _, problems = load_packaged(packaged_files(), {"accounts.yaml": text.encode()}, read_rows_file)
    assert [(problem.fault.code, problem.place.line) for problem in problems] == [("yaml-broken", line)]


def test_the_packaged_files_need_no_repair() -> None:
    _, problems = load_packaged(packaged_files(), packaged_files(), read_rows_file, load_parts().rules)
    # laid over itself, a part of the law changes nothing
    assert {problem.fault.code for problem in problems} <= {"law-without-effect"}


@pytest.mark.parametrize("path", ["a/A07.md", "A07.MD", "a/b/A07.Md", "A07"])
def test_a_file_gives_its_name_as_the_id(path: str) -> None:
    assert document_id(Document(path, Fields())) == "A07"


@pytest.mark.parametrize(
    ("written", "line"), [("正文: 三组老渠清淤。", 3), ("正文: |\n  三组老渠清淤。\n  花2000元。", 4)]
)
def test_the_text_may_stand_in_a_field(written: str, line: int) -> None:
    document, problems = read(f"---\n标题: 修渠公示\n{written}\n---\n".encode())
    assert problems == []
    assert document is not None
    assert document.body.split("\n")[0] == "三组老渠清淤。"
    assert (document.body_line, len(document.fields.entries)) == (line, 1)


def test_a_text_in_a_field_beside_another_is_left_for_a_person() -> None:
    document, _ = read("---\n标题: 修渠公示\n正文: 三组。\n---\n四组。\n".encode())
    assert document is not None
    assert (document.body, len(document.fields.entries)) == ("四组。", 2)


def test_names_that_were_lost_when_a_file_was_saved_are_one_fault() -> None:
    """Nothing of what follows from it is told: neither missing fields nor unknown ones."""
    lost = TEXT.encode("gb18030").decode("utf-8", "replace").encode()
    assert read(lost) == (None, [("encoding-unknown", 2)])
    assert read(TEXT.replace("第二", "第\ufffd").encode())[1] == []


def test_a_sign_before_a_name_is_to_go() -> None:
    log = Log()
    read_document("---\n标题: 修路\n@地点: 村部\n---\n".encode(), "a.md", log)
    assert ["冒号前面只写名称" in one.hint("zh") for one in log.problems] == [True]


def test_what_stands_above_the_fields_is_to_go_below_them() -> None:
    log, known = Log(), vocabulary_of(Matter)
    fields = "---\n标题: 停水公告\n经办人: 甲\n批准人: 乙\n---\n"
    assert read_document(f"# 停水公告\n\n{fields}明天停水。\n".encode(), "a.md", log, known) is None
    (problem,) = log.problems
    assert problem.details["fence"] == "3"
    assert read_document(f"{fields}# 停水公告\n明天停水。\n".encode(), "a.md", log, known)
