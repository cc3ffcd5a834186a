"""A village whose clerk put personal numbers wherever one can: names, keys, cells, lines."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.site import SiteTest

ID, OLD_ID = "629901199003078517", "62990119851106108X"
CARD, ACCOUNT, PHONE = "6222020200112233446", "621012345678", "13901385566"
_SPACED = ("6299 0119 9003 0785 17", "139 0138 5566", "１３９０１３８５５６６")
SECRETS = (ID, OLD_ID, OLD_ID.lower(), CARD, ACCOUNT, PHONE, *_SPACED)
SIGNED = "经办人: 陈守田\n监委会审核人: 吴月琴\n审核日期: 2026-03-09\n批准人: 何广仁\n公开日期: 2026-03-10"
SITE = "标题: 云溪县村务公开\n网址: https://yx.example.com\n样例: 是\n今天: 2026-04-20\n"
HEAD = "日期,凭证号,摘要,科目,收入,支出,账户"
VILLAGE = "qingshi/liuwan"


def dirty_site(home: Path) -> SiteTest:
    """Lay out a small site with a hundred mistakes."""
    site = SiteTest(home / "content", home / "output")
    site.write("site.yaml", f"{SITE}联系人{PHONE}: 张某\n")
    site.write("qingshi/township.yaml", f"名称: 青石镇\n电话号码{PHONE}: {ID}\n")
    site.write(f"{VILLAGE}/village.yaml", f'名称: 柳湾村\n行政区划代码: "629901101201"\n负责人{ID}: {CARD}\n')
    site.write("qingshi/hewan/village.yaml", f"名称: 河湾村\n行政区划代码: 身份证{ID}\n")

    def record(name: str, *fields: str, body: str = "正文") -> None:
        site.write(f"{VILLAGE}/{name}", "\n".join(("---", *fields, "---", body, "")))

    record(f"事项/{ID}.md", "标题: 修路公示", SIGNED)
    record(f"{PHONE}/甲.md", "标题: 修路公示", body="")
    record("事项/键.md", "标题: 路灯维修公示", SIGNED, f"联系{PHONE}: 有", f"{OLD_ID}: 无")
    record("事项/坏.md", "标题: “路灯", f"备注：张某 {ID}", f"\t电话 {PHONE}", f"一卡通：{ACCOUNT}")
    list_of_names = f"| 姓名 | 账号 |\n| --- | --- |\n| 张某 | {ACCOUNT} |"
    noted = ("备注: |", "  一卡通", f"  {ACCOUNT}")
    record("事项/折行.md", "标题: 补贴公示", SIGNED, *noted, body=list_of_names)
    signed = SIGNED.replace("2026-03-09", ID)
    wrong = (f"所属期间: {CARD}", "村民小组: 139 0138 5566")
    record("事项/值.md", "标题: 井盖更换公示", signed, *wrong, body="正文 １３９０１３８５５６６")
    account = "资金账户:\n  - {代号: B, 名称: 基本户, 期初: 1.00, 期末: 2.00}"
    first = ("标题: 一季度财务收支公开", "目录编码: CK02", "所属期间: 2026年一季度", SIGNED)
    record("财务/一季度.md", *first, f"账套: {ACCOUNT}", "明细文件: 一季度.csv", account)
    rows = (
        f"2026-01-06,01-001,收承包费{ID},501.02,壹仟,,{CARD},{ACCOUNT}",
        f"2026-13-06,01-002,付,501,1,1,B,{ACCOUNT}",
    )
    site.write(f"{VILLAGE}/财务/一季度.csv", "\n".join((f"{HEAD},一卡通", *rows, "")))
    second = ("标题: 二季度财务收支公开", "目录编码: CK02", "所属期间: 2026年二季度", SIGNED)
    record("财务/表格.md", *second, f"明细文件: {ID}.xlsx", body="")
    return site
