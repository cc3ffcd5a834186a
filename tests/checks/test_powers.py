"""What is advised for an item of the list of powers."""

from __future__ import annotations

import pytest

from sunboard.parts import load_parts
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from tests.checks.village_scene import VILLAGE, around_of, document_of, problems_of


@pytest.mark.parametrize(
    ("said", "advised"),
    [
        ("权力类型: 便民服务类", "这是大类：这一行改成 大类: 便民服务类；"),
        ("大类: 便民服务\n权力类型: 便民服务类", "从这几个里选意思对的写："),
        ("权力类型: 初审", "是不是“初审权”？"),
    ],
)
def test_a_class_that_stands_for_a_sort_of_power_is_sent_to_its_own_line(said: str, advised: str) -> None:
    kind = load_parts().kinds["power"]
    document = document_of(f"大类:\n{said}\n", "power", f"{VILLAGE}/{kind.folders[0]}/1.md")
    reading = read_record(document, kind, VillageFiles(VILLAGE, {}, {}, {}))
    around = around_of((reading.checked,) if reading.checked else ())
    told = [one for one in problems_of(reading, around) if one.fault.code == "power-type-unknown"]
    assert [one.hint("zh").startswith(advised) for one in told] == [True]


@pytest.mark.parametrize(("leads_to", "free"), [("3", "3"), ("归档", "2a")])
def test_a_step_of_a_taken_number_gets_the_one_that_others_lead_to(leads_to: str, free: str) -> None:
    kind = load_parts().kinds["power"]
    steps = (f"1, 责任人: 文书, 做什么: 拟, 下一步: 2|2, 责任人: 代表, 做什么: 议, 下一步: {leads_to}").split(
        "|"
    )
    flow = "".join(f"  - {{序号: {step}}}\n" for step in (*steps, "2, 责任人: 村委会, 做什么: 公示"))
    document = document_of(f"流程:\n{flow}", "power", f"{VILLAGE}/{kind.folders[0]}/1.md")
    reading = read_record(document, kind, VillageFiles(VILLAGE, {}, {}, {}))
    around = around_of((reading.checked,) if reading.checked else ())
    told = [one for one in problems_of(reading, around) if one.fault.code == "step-number-taken"]
    assert [one.details["free"] for one in told] == [free]
