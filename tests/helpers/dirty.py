"""A village whose clerk put personal numbers wherever one can: names, keys, cells, broken lines, and lines beside other mistakes."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.site import SiteTest

ID, OLD_ID, CARD, ACCOUNT, PHONE = (
    "629901199003078517",
    "62990119851106108X",
    "6222020200112233446",
    "621012345678",
    "13901385566",
)
SECRETS = (
    ID,
    OLD_ID,
    OLD_ID.lower(),
    CARD,
    ACCOUNT,
    PHONE,
    "6299 0119 9003 0785 17",
    "139 0138 5566",
    "１３９０１３８５５６６",
)
SIGNED = "经办人: 陈守田\n监委会审核人: 吴月琴\n审核日期: 2026-03-09\n批准人: 何广仁\n公开日期: 2026-03-10\n"
SITE = "标题: 云溪县村务公开\n网址: https://yx.example.com\n样例: 是\n今天: 2026-04-20\n"
HEAD = "日期,凭证号,摘要,科目,收入,支出,账户"


def dirty_site(home: Path) -> SiteTest:
    """Lay out a small site with a hundred mistakes."""
    site = SiteTest(home / "content", home / "output")
    site.write("site.yaml", f"{SITE}联系人{PHONE}: 张某\n")
    site.write("qingshi/township.yaml", f"名称: 青石镇\n电话号码{PHONE}: {ID}\n")
    site.write(
        "qingshi/liuwan/village.yaml", f'名称: 柳湾村\n行政区划代码: "629901101201"\n负责人{ID}: {CARD}\n'
    )
    site.write("qingshi/hewan/village.yaml", f"名称: 河湾村\n行政区划代码: 身份证{ID}\n")
    site.write(f"qingshi/liuwan/事项/{ID}.md", f"---\n标题: 修路公示\n{SIGNED}---\n正文\n")
    site.write(f"qingshi/liuwan/{PHONE}/甲.md", "---\n标题: 修路公示\n---\n")
    site.write(
        "qingshi/liuwan/事项/键.md",
        f"---\n标题: 路灯维修公示\n{SIGNED}联系{PHONE}: 有\n{OLD_ID}: 无\n---\n正文\n",
    )
    site.write(
        "qingshi/liuwan/事项/坏.md",
        f"---\n标题: “路灯\n备注：张某 {ID}\n\t电话 {PHONE}\n一卡通：{ACCOUNT}\n---\n正文\n",
    )
    site.write(
        "qingshi/liuwan/事项/折行.md",
        f"---\n标题: 补贴公示\n{SIGNED}备注: |\n  一卡通\n  {ACCOUNT}\n---\n| 姓名 | 账号 |\n| --- | --- |\n| 张某 | {ACCOUNT} |\n",
    )
    site.write(
        "qingshi/liuwan/事项/值.md",
        f"---\n标题: 井盖更换公示\n{SIGNED.replace('2026-03-09', ID)}所属期间: {CARD}\n村民小组: 139 0138 5566\n---\n正文 １３９０１３８５５６６\n",
    )
    site.write(
        "qingshi/liuwan/财务/一季度.md",
        f"---\n标题: 一季度财务收支公开\n目录编码: CK02\n所属期间: 2026年一季度\n{SIGNED}账套: {ACCOUNT}\n明细文件: 一季度.csv\n"
        "资金账户:\n  - {代号: B, 名称: 基本户, 期初: 1.00, 期末: 2.00}\n---\n正文\n",
    )
    site.write(
        "qingshi/liuwan/财务/一季度.csv",
        f"{HEAD},一卡通\n2026-01-06,01-001,收承包费{ID},501.02,壹仟,,{CARD},{ACCOUNT}\n2026-13-06,01-002,付,501,1,1,B,{ACCOUNT}\n",
    )
    site.write(
        "qingshi/liuwan/财务/表格.md",
        f"---\n标题: 二季度财务收支公开\n目录编码: CK02\n所属期间: 2026年二季度\n{SIGNED}明细文件: {ID}.xlsx\n---\n",
    )
    return site
