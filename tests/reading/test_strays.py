"""Files that nothing reads are told of, unless a record names them; no table beside 本期无此项."""

from __future__ import annotations

import pytest

from sunboard.building.warm import Warmth
from sunboard.kinds.power import KIND as POWER
from sunboard.model.node import Document
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.reading import strays
from sunboard.reading.sources import VillageFiles
from sunboard.reading.village import read_documents, read_records

KINDS = load_parts().kinds
MATTER = "---\n标题: 修路公示\n{more}---\n{body}\n"
FINANCE = "---\n标题: 收支公开\n所属期间: 2026-Q1\n{more}---\n"
TABLE = "日期,凭证号,摘要,科目,收入,支出\n2026-01-06,01-001,收承包费,501.02,19500,\n".encode()


def told(files: dict[str, bytes], *, large: tuple[str, ...] = ()) -> dict[str, tuple[str, str]]:
    """Return code and hint by the path of each problem of files; what records lack is left out."""
    log = Log()
    source = VillageFiles(
        "t/v",
        {f"t/v/{name}": data for name, data in files.items()},
        {f"t/v/{name}": 11_000_000 for name in large},
        {},
    )
    readings = read_records(source, KINDS, (), log)
    problems = [
        *log.problems,
        *(
            problem
            for reading in readings
            for problem in reading.problems
            if problem.fault.code != "field-missing"
        ),
    ]
    return {
        problem.place.path.removeprefix("t/v/"): (problem.fault.code, problem.hint("zh"))
        for problem in problems
    }


def test_papers_that_no_record_names_are_told() -> None:
    endings = ["docx", "doc", "wps", "txt", "pdf", "et", "xlsx", "csv", "DOCX", "rtf", "xlsm"]
    papers = [f"{folder}/通知.{ending}" for folder in ("matters", "财务/2026", "别的") for ending in endings]
    record = MATTER.format(more="", body="大通知.docx 在哪里").encode()
    found = told({**dict.fromkeys(papers, b"x"), "matters/a.md": record})
    assert {path: found[path][0] for path in papers} == dict.fromkeys(papers, "file-not-read")


def test_what_a_record_in_an_unread_folder_names_goes_with_it() -> None:
    record = MATTER.format(more="附件: 合同.pdf\n", body="").encode()
    found = told({"公告/a.md": record, "公告/合同.pdf": b"x", "公告/别的.pdf": b"x"})
    assert {path: code for path, (code, _) in found.items()} == {
        "公告/": "folder-unknown",
        "公告/别的.pdf": "file-not-read",
    }


def test_a_folder_that_says_only_that_all_is_public_holds_matters() -> None:
    for folder in ("公示", "公示栏", "公开", "公告"):
        assert (
            "都移到 事项 文件夹"
            in told({f"{folder}/a.md": MATTER.format(more="", body="").encode()})[f"{folder}/"][1]
        )


def test_a_record_that_a_notepad_saved_is_to_be_renamed() -> None:
    found = told({"事项/停水.txt": b"x", "停水.txt": b"x"})
    assert "把 停水.txt 改名为 停水.md" in found["事项/停水.txt"][1]
    assert "改名为" not in found["停水.txt"][1]


def test_a_folder_of_no_kind_goes_into_that_of_the_kind_it_is_called_like() -> None:
    record = MATTER.format(more="", body="正文").encode()
    meant = {
        "民主决策": "事项",
        "村务公示": "事项",
        "合同管理": "合同",
        "固定资产台账": "资产",
        "工程建设": "工程项目",
    }
    found = told({f"{folder}/a.md": record for folder in meant})
    first = {folder: found[f"{folder}/"][1].partition(" 文件夹")[0] for folder in meant}
    assert first == {folder: f"把里面的文件都移到 {kind}" for folder, kind in meant.items()}


def test_lists_to_compare_with_are_sent_where_they_are_read() -> None:
    found = told({"private/亲属.csv": b"x", "private/说明.txt": b"x"})
    assert [*found] == ["private/亲属.csv"]
    assert found["private/亲属.csv"][1].startswith("移到内容文件夹的 private 文件夹")


def test_a_table_goes_where_the_records_of_its_folder_take_their_rows() -> None:
    found = told(
        {"补贴名单/低保.xlsx": b"x", "权力清单/清单.csv": b"x", "权力清单/a.pdf": b"x", "事项/b.csv": b"x"}
    )
    hints = {path: hint for path, (_, hint) in found.items()}
    assert "写上：名单文件: 低保.xlsx；" in hints["补贴名单/低保.xlsx"]
    assert "表格: " not in hints["补贴名单/低保.xlsx"] + hints["权力清单/清单.csv"]
    assert "sunboard new 权力清单 v 清单.csv" in hints["权力清单/清单.csv"]
    assert "sunboard new 权力清单 v " in hints["权力清单/a.pdf"]
    assert "写上：表格: b.csv；" in hints["事项/b.csv"]


def test_a_paper_beside_the_settings_is_told() -> None:
    assert {
        path: code
        for path, (code, _) in told({"a.pdf": b"x", "b.csv": b"x", "c.et": b"x", "photo.jpg": b"x"}).items()
    } == dict.fromkeys(("a.pdf", "b.csv", "c.et", "photo.jpg"), "file-not-read")


def test_what_a_record_names_is_no_stray() -> None:
    matter = MATTER.format(
        more="附件:\n  - {标题: 合同, 文件: 附件\\合同.pdf}\n", body="见 [方案](方案.docx)。"
    ).encode()
    broken = "---\n标题: '甲\n附件: 旧.pdf\n---\n".encode("gb18030")
    finance = FINANCE.format(more="明细文件: ../表/一季度.csv\n").encode()
    files = {
        "matters/附件/合同.pdf": b"x",
        "matters/方案.docx": b"x",
        "matters/旧.pdf": b"x",
        "表/一季度.csv": TABLE,
        "matters/c.md": broken,
    }
    found = told({"matters/a.md": matter, "财务/b.md": finance, **files})
    assert {path: code for path, (code, _) in found.items()} == {"matters/c.md": "yaml-broken"}


def test_the_texts_of_a_record_that_did_not_change_are_gathered_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gathered, village = list[str](), Warmth().of("t/v")

    def gather(document: Document) -> list[str]:
        gathered.append(document.path)
        return [document.body]

    monkeypatch.setattr(strays, "_of_document", gather)

    def strange(body: str) -> list[str]:
        record, log = MATTER.format(more="", body=body).encode(), Log()
        files = {"t/v/matters/a.md": record, "t/v/matters/通知.pdf": b"x"}
        read_records(VillageFiles("t/v", files, {}, {}).remembering(village.once), KINDS, (), log)
        return [problem.place.path for problem in log.problems if problem.fault is strays.FILE_STRAY]

    assert (strange("见 通知.pdf"), strange("见 通知.pdf")) == ([], [])
    assert gathered == ["t/v/matters/a.md"]
    assert strange("见通知") == ["t/v/matters/通知.pdf"]


def test_a_paper_named_in_other_letters_is_told_at_the_record_alone() -> None:
    record = MATTER.format(more="附件:\n  - {标题: 名单, 文件: 名单.PDF}\n", body="正文").encode()
    assert "matters/名单.pdf" not in told({"matters/a.md": record, "matters/名单.pdf": b"x"})


def test_a_paper_named_with_other_brackets_is_told_at_the_record_alone() -> None:
    record = MATTER.format(more="附件: 报告（终稿）.docx\n", body="").encode()
    assert "matters/报告(终稿).docx" not in told({"matters/a.md": record, "matters/报告(终稿).docx": b"x"})


def test_what_is_too_large_is_told_too() -> None:
    assert told({}, large=("matters/扫描.pdf",))["matters/扫描.pdf"][0] == "file-not-read"


def test_papers_in_the_county_s_list_are_told() -> None:
    log = Log()
    read_documents(
        {
            "powers/A01.docx": b"x",
            "powers/a.md": "---\n编号: A01\n附件: [{文件: b.pdf}]\n---\n".encode(),
            "powers/b.pdf": b"x",
        },
        POWER,
        log,
    )
    assert [problem.place.path for problem in log.problems if problem.fault.code == "file-not-read"] == [
        "powers/A01.docx"
    ]


@pytest.mark.parametrize(
    "data", [b"", "本期无收支\n".encode(), "2026-01-06,01-001,收承包费,501.02,19500,\n".encode()]
)
def test_a_table_without_a_head_beside_nothing_to_report(data: bytes) -> None:
    found = told(
        {"财务/b.md": FINANCE.format(more="本期无此项: 是\n明细文件: b.csv\n").encode(), "财务/b.csv": data}
    )
    assert list(found) == ["财务/b.md"]
    assert found["财务/b.md"][0] == "nothing-and-table"
    assert "删去“明细文件”" in found["财务/b.md"][1]
    found = told({"财务/b.md": FINANCE.format(more="明细文件: b.csv\n").encode(), "财务/b.csv": data})
    assert found["财务/b.csv"][0] in ("table-head-missing", "table-empty")


def test_a_picture_that_the_settings_name_is_no_stray() -> None:
    settings = "照片: [{文件: 照片/村口.jpg, 说明: 村口}]".encode()
    found = told({"village.yaml": settings, "照片/村口.jpg": b"x", "照片/井.jpg": b"x"})
    assert set(found) == {"照片/井.jpg"}
