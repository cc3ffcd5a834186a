"""Works: what of them is compared and never shown."""

from __future__ import annotations

from sunboard.kinds.project import KIND
from sunboard.reading.records import digest_of, read_record, understood
from sunboard.reading.sources import VillageFiles
from tests.checks.village_scene import document_of

_TEXT = """标题: 赵家湾巷道硬化工程公开
项目名称: 赵家湾巷道硬化
工程阶段: 招标
报价人:
  - {{报价人: 云溪县通达路桥公司, 报价: 98600.00{phone}}}
"""


def test_a_bidders_telephone_is_no_part_of_what_works_say() -> None:
    read_from = VillageFiles("qingshi/liuwan", {}, {}, {})
    with_it, without = (
        read_record(
            document_of(_TEXT.format(phone=phone), "project", "qingshi/liuwan/工程项目/路.md"),
            KIND,
            read_from,
        ).record
        for phone in (", 联系电话: 0900-8880771", "")
    )
    assert with_it
    assert without
    assert understood(with_it) == understood(without)
    assert digest_of(with_it) == digest_of(without)
