"""The smallest county that publishes: one village, one power, and the text of a matter under it."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.site import SiteTest

_MATTER = """---
标题: {title}
类别: 村务
目录编码: CW06
对应权力事项: A01
公开日期: {day}
事项日期: {happened}
{more}
经办人: 陈守田
监委会审核人: 吴月琴
审核日期: 2026-01-06
批准人: 何广仁
---

{body}
"""
POWER = """---
编号: A01
名称: 村庄规划编制与修改
大类: 重大决策
责任主体: 村委会
依据: 村民委员会组织法
电话: 0900-8880001
流程:
  - {序号: 1, 责任人: 村委会, 做什么: 提出草案, 下一步: 2}
  - {序号: 2, 责任人: 村民代表会议, 做什么: 讨论, 公开点: 是, 下一步: 归档}
---
"""


def matter(title: str, body: str = "正文。", day: str = "2026-01-10", more: str = "") -> str:
    """Return a matter's file, with one more line of front matter where given."""
    happened = day if day > "2026-01-15" else "2026-01-05"  # and so published in time
    return _MATTER.format(title=title, body=body, day=day, happened=happened, more=more)


def one_village(home: Path, today: str) -> SiteTest:
    """Write the county below a folder of a test's own; it is built as of `today`."""
    site = SiteTest(home / "content", home / "output")
    site.write(
        "site.yaml", f"标题: 云溪县村务公开\n网址: https://yunxi.example.com\n样例: 是\n今天: {today}\n"
    )
    site.write("powers/A01.md", POWER)
    site.write("qingshi/township.yaml", "名称: 青石镇\n")
    site.write("qingshi/liuwan/village.yaml", "名称: 柳湾村\n行政区划代码: 629901001001\n")
    return site
