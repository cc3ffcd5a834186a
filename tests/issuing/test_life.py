"""What happens to numbers and editions when people move, copy, edit and lose things."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.helpers.kinds import OF_WHOLE_RECORDS
from tests.helpers.one_village import matter, one_village
from tests.helpers.site import SiteTest

pytestmark = pytest.mark.once

ROAD, DITCH = "qingshi/liuwan/matters/修路.md", "qingshi/liuwan/matters/修渠.md"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """Give a village that was built once, to be copied."""
    site = one_village(tmp_path_factory.mktemp("first"), "2026-02-01")
    site.write(ROAD, matter("修路协商结果公开", day="2026-01-10"))
    site.write(DITCH, matter("修渠协商结果公开", "渠。", day="2026-01-12"))
    assert build(site) == []
    return site


@pytest.fixture
def site(first: SiteTest, tmp_path: Path) -> SiteTest:
    return first.copied(tmp_path / "copy")


def build(site: SiteTest, *words: str) -> list[str]:
    """Build the web pages and return the codes of all errors and warnings."""
    ran = site.run_inside("build", "--only", "web", "--json", *words)
    assert "Traceback" not in ran.said, ran.said
    told = (one["code"] for one in json.loads(ran.out)["problems"] if one["severity"] != "info")
    return [code for code in told if code not in OF_WHOLE_RECORDS]


def records(site: SiteTest, village: str = "liuwan") -> dict[str, dict[str, object]]:
    return {str(record["number"]): record for record in site.manifest(village)["records"]}


def register(site: SiteTest, village: str = "liuwan") -> list[str]:
    return sorted(path.name for path in (site.content / "qingshi" / village / "register").iterdir())


def page(site: SiteTest, number: str) -> str:
    return (site.output / "site" / "liuwan" / number / "index.html").read_text("utf-8")


def rename(site: SiteTest, old: str, new: str) -> None:
    (site.content / new).parent.mkdir(parents=True, exist_ok=True)
    (site.content / old).rename(site.content / new)


def test_numbers_follow_publish_date_then_kind_then_path(site: SiteTest) -> None:
    found = records(site)
    assert {number: record["title"] for number, record in found.items()} == {
        "2026-0001": "修路协商结果公开",
        "2026-0002": "修渠协商结果公开",
        "2026-0003": "村庄规划编制与修改",  # no date of its own: the day of the build
    }
    assert found["2026-0001"]["url"] == "https://yunxi.example.com/liuwan/2026-0001/"


def test_the_way_of_writing_is_no_edition(site: SiteTest) -> None:
    site.edit(ROAD, "标题: 修路协商结果公开", "title:   修路协商结果公开")
    site.edit(ROAD, "公开日期: 2026-01-10", "公开日期: 2026年1月10日")
    (site.content / ROAD).write_bytes(
        (site.content / ROAD).read_text("utf-8").replace("\n", "\r\n").encode("gb18030")
    )
    before = register(site)
    assert build(site) == []
    assert register(site) == before
    assert records(site)["2026-0001"]["edition"] == 1


def test_theme_host_and_today_issue_no_edition(site: SiteTest) -> None:
    site.edit("site.yaml", "https://yunxi.example.com", "https://other.example.org/a/b")
    before = register(site)
    build(site, "--today", "2026-03-01")
    assert register(site) == before
    assert records(site)["2026-0001"]["url"] == "https://other.example.org/a/b/liuwan/2026-0001/"


def test_an_address_may_go_and_come_and_is_no_edition(site: SiteTest) -> None:
    known, machines = (
        register(site),
        [site.pages / name for name in ("sitemap.xml", "404.html", "liuwan/feed.xml")],
    )
    address = "网址: https://yunxi.example.com\n"
    site.edit("site.yaml", address, "")
    assert build(site) == []
    assert {record["url"] for record in records(site).values()} == {""}
    assert json.loads((site.pages / "liuwan/2026-0001/record.json").read_text("utf-8"))["url"] == ""
    assert site.manifest()["base_url"] == ""
    assert "网上版还没有开通" in page(site, "2026-0001")
    assert not any(path.exists() for path in machines), "they can name no address"
    site.edit("site.yaml", "标题:", f"{address}标题:")
    assert build(site) == []
    assert "网上版还没有开通" not in page(site, "2026-0001")
    assert all(path.exists() for path in machines)
    assert register(site) == known


def test_taking_the_sample_mark_away_takes_no_board(site: SiteTest) -> None:
    site.edit(
        "qingshi/liuwan/village.yaml", "名称: 柳湾村", "公开栏: [{名称: main, 尺寸: 600x900mm}]\n名称: 柳湾村"
    )
    site.edit("site.yaml", "样例: 是\n", "")
    ran = site.run_inside("build", "--only", "print", "--json")
    told = {problem["code"] for problem in ran.json()["problems"]}
    assert told - OF_WHOLE_RECORDS == {"address-unreachable"}
    (board,) = site.manifest("liuwan")["boards"]
    assert (site.output / board["file"]).is_file()


def test_an_edit_is_a_new_edition_and_an_edit_back_is_the_old_one_again(site: SiteTest) -> None:
    first = records(site)["2026-0001"]["digest"]
    site.edit(ROAD, "正文。", "改过的正文。")
    build(site)
    assert records(site)["2026-0001"]["edition"] == 2
    assert "改过的正文" in page(site, "2026-0001")
    site.edit(ROAD, "改过的正文。", "正文。")
    build(site)
    assert records(site)["2026-0001"]["edition"] == 1
    assert records(site)["2026-0001"]["digest"] == first
    assert register(site).count("2026-0001.2.json") == 1
    assert "2026-0001.3.json" not in register(site)


@pytest.mark.parametrize("new", ["qingshi/liuwan/matters/道路.md", "qingshi/liuwan/事项/2026/修路.md"])
def test_a_renamed_or_moved_file_keeps_its_number(site: SiteTest, new: str) -> None:
    rename(site, ROAD, new)
    assert build(site) == []
    found = records(site)
    assert (found["2026-0001"]["source"], found["2026-0001"]["edition"], len(found)) == (new, 1, 3)


def test_a_deleted_record_says_so_at_its_address_and_comes_back(site: SiteTest) -> None:
    text = (site.content / ROAD).read_text("utf-8")
    (site.content / ROAD).unlink()
    build(site)
    assert records(site)["2026-0001"]["state"] == "missing"
    assert "修路协商结果公开" in page(site, "2026-0001")
    site.write(ROAD, text)
    build(site)
    assert (records(site)["2026-0001"]["state"], records(site)["2026-0001"]["edition"]) == ("current", 1)


def test_a_number_is_never_given_again(site: SiteTest) -> None:
    (site.content / DITCH).unlink()
    site.write("qingshi/liuwan/matters/新.md", matter("新的协商结果公开", "新。", day="2026-01-20"))
    build(site)
    assert records(site)["2026-0004"]["title"] == "新的协商结果公开"
    assert records(site)["2026-0002"]["title"] == "修渠协商结果公开"


def test_a_copied_file_gets_no_number(site: SiteTest) -> None:
    shutil.copy(site.content / ROAD, site.content / "qingshi/liuwan/matters/修路 (2).md")
    assert build(site) == ["duplicate-record"]
    assert len(records(site)) == 3
    assert [held["source"] for held in site.manifest("liuwan")["held"]] == [
        "qingshi/liuwan/matters/修路 (2).md"
    ]
    site.edit("qingshi/liuwan/matters/修路 (2).md", "修路协商结果公开", "二组修路协商结果")
    build(site)
    assert records(site)["2026-0004"]["title"] == "二组修路协商结果"


def test_a_copied_village_folder_takes_no_address(site: SiteTest) -> None:
    shutil.copytree(site.content / "qingshi/liuwan", site.content / "qingshi/zhaowan")
    site.write("qingshi/zhaowan/village.yaml", "名称: 赵湾村\n行政区划代码: 629901001002\n")
    assert "slug-changed" in build(site)
    assert site.manifest()["villages"] == ["liuwan"]
    assert len(records(site)) == 3
    shutil.rmtree(site.content / "qingshi/zhaowan/register")
    assert build(site) == []
    assert site.manifest()["villages"] == ["liuwan", "zhaowan"]


def test_two_villages_of_one_slug_stop_the_build(site: SiteTest) -> None:
    shutil.copytree(site.content / "qingshi/liuwan", site.content / "qingshi/copy")
    before = site.tree()
    ran = site.run_inside("build", "--only", "web", "--json")
    assert ran.code == 2
    assert [problem["code"] for problem in json.loads(ran.out)["problems"]] == ["slug-clash"]
    assert site.tree() == before


def test_a_changed_slug_is_refused_and_the_old_address_stays(site: SiteTest) -> None:
    site.write("qingshi/liuwan/village.yaml", "名称: 柳湾村\n行政区划代码: 629901001001\n短名: lw\n")
    assert build(site) == ["slug-changed"]
    assert site.manifest()["villages"] == ["liuwan"]
    assert records(site)["2026-0001"]["url"].endswith("/liuwan/2026-0001/")  # type: ignore[attr-defined]


def test_a_renamed_village_folder_keeps_its_address(site: SiteTest) -> None:
    rename(site, "qingshi/liuwan", "qingshi/lw")
    assert build(site) == ["slug-changed"]
    assert records(site)["2026-0001"]["source"] == "qingshi/lw/matters/修路.md"
    site.write("qingshi/lw/village.yaml", "名称: 柳湾村\n行政区划代码: 629901001001\n短名: liuwan\n")
    assert build(site) == []


@pytest.mark.parametrize("gone", ["2026-0003.1.json", "*"])
def test_a_lost_register_issues_nothing_and_is_rebuilt_from_the_site(site: SiteTest, gone: str) -> None:
    before = {path.name: path.read_bytes() for path in (site.content / "qingshi/liuwan/register").iterdir()}
    tree = site.tree()
    for path in (site.content / "qingshi/liuwan/register").glob(gone):
        path.unlink()
    site.write("qingshi/liuwan/matters/新.md", matter("新的协商结果公开", "新。", day="2026-01-20"))
    assert build(site) == ["register-lost"]
    assert {record["title"] for record in records(site).values()} == {
        "修路协商结果公开",
        "修渠协商结果公开",
        "村庄规划编制与修改",
    }
    assert {path: digest for path, digest in site.tree().items() if "/2026-" in path} == {
        path: digest for path, digest in tree.items() if "/2026-" in path
    }
    assert run_register(site, "restore", str(site.pages)) == 0
    assert {
        path.name: path.read_bytes() for path in (site.content / "qingshi/liuwan/register").iterdir()
    } == before
    assert build(site) == []
    assert records(site)["2026-0004"]["title"] == "新的协商结果公开"


def run_register(site: SiteTest, *words: str) -> int:
    from click.testing import CliRunner

    from sunboard.cli import cli

    result = CliRunner().invoke(cli, ["register", *words, "-c", str(site.content), "-o", str(site.output)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code


def two_clones(site: SiteTest, tmp_path: Path) -> SiteTest:
    """Give each of two computers a new record, and let both issue the same number."""
    other = SiteTest.of(site.content, tmp_path / "other")
    site.write("qingshi/liuwan/matters/甲.md", matter("甲电脑的协商结果", "甲。", day="2026-01-20"))
    other.write("qingshi/liuwan/matters/乙.md", matter("乙电脑的协商结果", "乙。", day="2026-01-20"))
    build(site)
    build(other)
    assert records(site)["2026-0004"]["title"] != records(other)["2026-0004"]["title"]
    return other


NUMBER4 = "qingshi/liuwan/register/2026-0004.1.json"


@pytest.mark.parametrize("how", ["overwritten", "merged", "beside"])
def test_two_clones_that_issued_one_number_stop_until_one_gives_it_up(
    site: SiteTest, tmp_path: Path, how: str
) -> None:
    other = two_clones(site, tmp_path)
    mine, theirs = (site.content / NUMBER4).read_text("utf-8"), (other.content / NUMBER4).read_text("utf-8")
    shutil.copy(other.content / "qingshi/liuwan/matters/乙.md", site.content / "qingshi/liuwan/matters/乙.md")
    if how == "overwritten":
        site.write(NUMBER4, theirs)
    elif how == "merged":
        site.write(NUMBER4, f"<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> other\n")
    else:
        site.write(NUMBER4.replace(".1.json", ".1 (乙的电脑).json"), theirs)
    before = register(site)
    assert "register-conflict" in build(site)
    assert register(site) == before
    assert records(site)["2026-0004"]["title"] == "甲电脑的协商结果" or how == "overwritten"
    assert "2026-0005" not in records(site)
    assert run_register(site, "settle", "liuwan", "2026-0004", "--keep", "qingshi/liuwan/matters/甲.md") == 0
    assert build(site) == []
    assert {number: record["title"] for number, record in records(site).items() if number > "2026-0003"} == {
        "2026-0004": "甲电脑的协商结果",
        "2026-0005": "乙电脑的协商结果",
    }
    assert build(site) == []


def test_a_damaged_edition_is_a_conflict_and_loses_no_page(site: SiteTest) -> None:
    target = site.content / "qingshi/liuwan/register/2026-0001.1.json"
    kept = target.read_text("utf-8")
    target.write_text(kept[:100], "utf-8")
    assert "register-conflict" in build(site)
    assert records(site)["2026-0001"]["title"] == "修路协商结果公开"
    assert "修路协商结果公开" in page(site, "2026-0001")
    target.write_text(kept, "utf-8")
    assert build(site) == []


def test_frozen_and_check_issue_nothing(site: SiteTest) -> None:
    site.write("qingshi/liuwan/matters/新.md", matter("新的协商结果公开", "新。", day="2026-01-20"))
    before = {path.name: path.read_bytes() for path in site.content.rglob("*") if path.is_file()}
    site.run_inside("check")
    build(site, "--frozen")
    assert {path.name: path.read_bytes() for path in site.content.rglob("*") if path.is_file()} == before
    assert "待编号" in (site.pages / "liuwan/affairs/index.html").read_text("utf-8")


def test_an_error_keeps_the_last_edition_and_a_leak_keeps_nothing(site: SiteTest) -> None:
    site.edit(ROAD, "事项日期: 2026-01-05", "事项日期: 一月五日")
    assert build(site) == ["value-wrong"]
    assert records(site)["2026-0001"]["state"] == "held"
    assert "正文。" in page(site, "2026-0001")
    site.edit(ROAD, "事项日期: 一月五日", "事项日期: 2026-01-05")
    site.edit(ROAD, "正文。", "联系人身份证 110101199003074514。")
    codes = build(site)
    assert codes
    assert records(site)["2026-0001"]["state"] == "leak"
    assert all(
        "110101199003074514" not in path.read_text("utf-8", "replace")
        for path in site.output.rglob("*")
        if path.is_file()
    )
    assert "修路" not in page(site, "2026-0001")


def test_drafts_wait_and_scheduled_ones_say_until_when(site: SiteTest) -> None:
    site.write(
        "qingshi/liuwan/matters/草稿.md",
        matter("还没写完的协商", "草。").replace("标题:", "状态: 草稿\n标题:"),
    )
    site.write("qingshi/liuwan/matters/下月.md", matter("下个月的协商结果", "下。", day="2026-02-10"))
    build(site)
    assert site.manifest("liuwan")["held"] == [
        {
            "source": "qingshi/liuwan/matters/下月.md",
            "state": "scheduled",
            "until": "2026-02-10",
            "codes": [],
        },
        {"source": "qingshi/liuwan/matters/草稿.md", "state": "draft", "until": None, "codes": []},
    ]
    build(site, "--today", "2026-02-10")
    assert records(site)["2026-0004"]["title"] == "下个月的协商结果"


def test_withdrawn_and_corrected_ones_keep_their_addresses(site: SiteTest) -> None:
    site.edit(ROAD, "标题:", "撤回: {日期: 2026-01-20, 原因: 协商程序有误}\n标题:")
    site.write(
        "qingshi/liuwan/matters/更正.md",
        matter("修渠协商结果更正", "改。", day="2026-01-25").replace(
            "标题:", "更正自: 2026-0002\n更正原因: 长度写错\n标题:"
        ),
    )
    assert build(site) == []
    assert records(site)["2026-0001"]["state"] == "withdrawn"
    assert "协商程序有误" in page(site, "2026-0001")
    assert "正文。" not in page(site, "2026-0001")
    assert records(site)["2026-0002"]["state"] == "corrected"
    assert "2026-0004/index.html" in page(site, "2026-0002")
    assert "长度写错" in page(site, "2026-0004")


def test_an_override_keeps_the_number_of_what_it_overrides(site: SiteTest) -> None:
    site.write("qingshi/liuwan/powers/规划.md", "---\n覆盖: A01\n电话: 0900-8880009\n---\n")
    assert build(site) == []
    assert (records(site)["2026-0003"]["edition"], len(records(site))) == (2, 3)
    assert "0900-8880009" in page(site, "2026-0003")
    site.write("qingshi/liuwan/powers/规划.md", "---\n覆盖: A01\n适用: 否\n原因: 本村没有这一项\n---\n")
    assert build(site) == []
    assert "本村没有这一项" in page(site, "2026-0003")
    assert len(records(site)) == 3
    listed = (site.output / "site/liuwan/services/print/index.html").read_text("utf-8")
    assert "权力清单共" not in listed, "what the village does not have is not counted"


def test_what_was_changed_waits_for_its_edition_and_has_no_error(site: SiteTest) -> None:
    site.write("qingshi/liuwan/powers/规划.md", "---\n覆盖: A01\n电话: 0900-8880009\n---\n")
    site.edit(ROAD, "正文。", "改。")
    assert "有错误" not in site.run_inside("check").out
    frozen = site.run_inside("build", "--frozen").out
    assert frozen.count("改过了，还没有发新版（照旧显示上一版）") == 2
    assert {held["state"] for held in site.manifest("liuwan")["held"]} == {"waiting"}
    assert "正文。" in page(site, "2026-0001")
    assert build(site) == []
    assert site.manifest("liuwan")["held"] == []


def test_only_one_village_leaves_the_other_as_it_is(site: SiteTest) -> None:
    site.write("qingshi/zhaowan/village.yaml", "名称: 赵湾村\n行政区划代码: 629901001002\n")
    build(site)
    site.edit(ROAD, "正文。", "改。")
    before = site.manifest("liuwan")
    build(site, "--village", "zhaowan")
    assert site.manifest("liuwan") == before
    assert site.manifest()["villages"] == ["liuwan", "zhaowan"]
    build(site)
    assert records(site)["2026-0001"]["edition"] == 2


def test_a_village_whose_folder_is_gone_keeps_its_pages(site: SiteTest) -> None:
    shutil.move(site.content / "qingshi/liuwan", site.content.parent / "elsewhere")

    def shown() -> dict[str, str]:
        """Return what there is of it, but for what the township's report tells of today's villages."""
        return {
            path: digest
            for path, digest in site.tree().items()
            if "liuwan" in path and not path.startswith("report/")
        }

    before = shown()
    assert build(site) == ["village-gone"]
    assert shown() == before
    shutil.move(site.content.parent / "elsewhere", site.content / "qingshi/liuwan")
    assert build(site) == []  # it was put back
    shutil.move(site.content / "qingshi/liuwan", site.content.parent / "elsewhere")
    merged = "qingshi/zhaowan/village.yaml"
    site.write(merged, "名称: 赵湾村\n行政区划代码: 629901001002\n曾用短名: liuwan\n")
    assert build(site) == []  # it merged into another, which says so
    assert build(site) == []  # also as it is remembered
    assert shown() == before
    site.write("qingshi/other/village.yaml", "名称: 河湾村\n行政区划代码: 629901001003\n短名: liuwan\n")
    assert build(site) == ["slug-clash"]


def test_a_broken_village_stops_only_itself(site: SiteTest) -> None:
    site.write("qingshi/zhaowan/village.yaml", "名称: 赵湾村\n行政区划代码: 629901001002\n")
    build(site)
    site.write("qingshi/zhaowan/village.yaml", "名称: 赵湾村\n行政区划代码: 一\n")
    site.edit(ROAD, "正文。", "改。")
    assert build(site) == ["value-wrong"]
    assert site.manifest()["villages"] == ["liuwan", "zhaowan"]
    assert (site.pages / "zhaowan/index.html").is_file()
    assert records(site)["2026-0001"]["edition"] == 2


def test_a_record_of_another_village_is_looked_up_there(site: SiteTest) -> None:
    site.write("qingshi/zhaowan/village.yaml", "名称: 赵湾村\n行政区划代码: 629901001002\n")
    other = "qingshi/zhaowan/matters/修路.md"
    site.write(other, matter("赵湾修路协商结果").replace("标题:", "相关事项: liuwan/2026-0001\n标题:"))
    assert build(site) == []
    site.edit(other, "liuwan/2026-0001", "liuwan/2026-0099")
    assert build(site) == ["reference-abroad-unknown"]
    assert records(site, "zhaowan")["2026-0001"]["state"] == "current"


OVERRIDE = "qingshi/liuwan/powers/规划.md"


@pytest.mark.parametrize(
    "broken",
    [
        "---\n覆盖：A01\n电话: '0900\n---\n",
        "---\n覆盖: A77\n电话: 0900-8880009\n---\n",
        "---\n编号: A01\n电话: 0900-8880009\n---\n",
    ],
)
def test_a_broken_override_does_not_bring_the_list_above_back(site: SiteTest, broken: str) -> None:
    site.write(OVERRIDE, "---\n覆盖: A01\n电话: 0900-8880009\n---\n")
    build(site)
    site.write(OVERRIDE, broken)
    assert build(site)
    assert (records(site)["2026-0003"]["edition"], records(site)["2026-0003"]["state"]) == (2, "held")
    assert "0900-8880009" in page(site, "2026-0003")


def test_a_township_that_cannot_be_read_breaks_no_link(site: SiteTest) -> None:
    before = {path: digest for path, digest in site.tree().items() if "/liuwan/" in path}
    site.write("qingshi/township.yaml", "名称: '青石镇\n")
    assert build(site) == ["yaml-broken"]
    assert {path: digest for path, digest in site.tree().items() if "/liuwan/" in path} == before
    assert (site.pages / "qingshi/index.html").is_file()
    assert site.manifest()["villages"] == ["liuwan"]


def test_what_a_stopped_build_left_is_deleted_once_it_leaks(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("qingshi/liuwan/matters/附件.txt", "附件里的话")
    site.edit(ROAD, "标题:", "附件: [{文件: 附件.txt}]\n标题:")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sunboard.building.above.delete", stop)
        assert site.run_inside("build", "--only", "web").code == 130
    site.edit(ROAD, "正文。", "打 13912345678")
    build(site)
    assert not (site.pages / "liuwan/2026-0001/files").exists()


def test_personal_numbers_in_settings_are_told_and_masked_and_stop_nothing(site: SiteTest) -> None:
    site.edit("site.yaml", "云溪县村务公开", "云溪县村务公开 13912345678")
    site.write("qingshi/township.yaml", "名称: 青石镇 13912345679\n")
    about = "村情: 找老张 13912345677\n岗位:\n  - {姓名: 陈守田, 电话: 13900001111}\n"
    site.write("qingshi/liuwan/village.yaml", f"名称: 柳湾村\n行政区划代码: 629901001001\n{about}")
    assert build(site) == ["private-phone"] * 3
    assert not [path for path in site.pages.rglob("*.html") if "1391234567" in path.read_text("utf-8")]
    assert "13900001111" in (site.pages / "liuwan/index.html").read_text("utf-8")
    assert len(records(site)) == 3
