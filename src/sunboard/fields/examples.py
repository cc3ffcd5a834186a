"""How a field is written right: what a message shows where one is missing or of the wrong shape.

Every example can be copied as it stands; a test reads each of them back.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from sunboard.fields.forms import Form

_UNKNOWN = "…"
_TEXTS = {
    "标题": "村口道路维修公示",
    "文件": "合同.pdf",
    "Photo.文件": "现场.jpg",
    "代号": "B",
    "决议号": "JY-2026-03",
    "决议内容": "同意硬化赵家湾巷道",
    "内容": "已完工并验收",
    "原因": "合同尚未生效",
    "意见": "程序到位",
    "姓名": "吴月琴",
    "异议数": "0",
    "序号": "1",
    "责任人": "村委会",
    "做什么": "公开结果",
    "责任主体": "村委会",
    "依据": "村民委员会组织法第三十条",
    "风险点": "提前付款",
    "问": "几天能办好",
    "答": "材料齐全的当天办好",
    "凭证号": "01-001",
    "摘要": "收机动地承包费",
    "科目": "501.02",
    "账户": "B",
    "Transfer.账户": "C>B",
    "项目": "办公费",
    "对方": "县电力公司",
    "Power.名称": "村级工程建设项目",
    "MoneyAccount.名称": "基本户",
    "BalanceLine.名称": "银行存款",
    "Township.名称": "青石镇",
    "Village.名称": "柳湾村",
    "CatalogRow.编码": "CK02",
    "Account.编码": "501.02",
    "Account.名称": "发包收入",
    "LawEntry.名称": "张贴天数",
    "ScreenPlan.尺寸": "1920x1080",
    "事项": "收支明细",
    "术语": "三资",
    "Term.大白话": "村集体的资金、资产、资源",
    "年份": "2026",
    "经办人": "陈守田",
    "监委会审核人": "吴月琴",
    "批准人": "何广仁",
    "账套": "集体经济组织",
    "监委会主任": "吴月琴",
    "会计": "罗会兰",
    "大白话": "一季度收进一万九千五百元，花出去一千二百三十六元八角，账都在下面。",
    "审核日期": "2026-03-09",
    "公开日期": "2026-03-10",
    "目录编码": "CK02",
    "对应权力事项": "A07",
    "相关事项": "2026-0007",
    "负责人": "何广仁",
}
"""What stands in a text of that name; a name may be told apart by the group that it belongs to."""
_WHOLE = {
    (
        "table",
        "流程",
    ): "[{序号: 1, 责任人: 村民, 做什么: 提出申请}, {序号: 2, 责任人: 村委会, 做什么: 公开结果}]",
    ("map", "电话"): "{办理: 0900-8880003, 监督: 0900-8880110}",
    (
        "table",
        "明细",
    ): "[{日期: 2026-01-06, 凭证号: 01-001, 摘要: 收机动地承包费, 科目: 501.02, 收入: 19500.00, 账户: B}]",
}
_KEYS_OF_A_MAP = ("办理", "监督")


def value(form: Form, name: str, group: str = "") -> str:
    """Return a right value of a field, on one line; `name` is its Chinese key, `group` the type that it belongs to."""
    if (form.sort, name) in _WHOLE:
        return _WHOLE[form.sort, name]
    if form.sort in ("group", "table"):
        inner = ", ".join(f"{key}: {value(of, key, form.part.__name__)}" for key, of in _needed(form.part))
        return f"[{{{inner}}}]" if form.sort == "table" else f"{{{inner}}}"
    if form.sort == "map":
        return f"{{{_KEYS_OF_A_MAP[0]}: {value(form.item or Form(), '')}}}"
    own = _TEXTS.get(f"{group}.{name}") or _TEXTS.get(name, "")
    if form.sort == "list":
        found = own or value(form.item or Form(), name)
        return found if found != _UNKNOWN else "甲、乙"
    return own or form.example or _UNKNOWN


def line(form: Form, name: str, group: str = "") -> str:
    """Return a field with a right value, as a line of a file."""
    return f"{name}: {value(form, name, group)}"


def columns(form: Form, name: str) -> tuple[str, ...]:
    """Return the heads of the columns that hold a field in a workbook."""
    if form.sort == "map":
        return tuple(f"{name}.{key}" for key in _KEYS_OF_A_MAP)
    if form.sort in ("group", "table"):
        number = "1" if form.sort == "table" else ""
        return tuple(f"{name}{number}.{key}" for key, _ in _needed(form.part))
    return (name,)


def _needed(part: Any) -> tuple[tuple[str, Form], ...]:
    """Return the fields that a group cannot do without, or else its first two."""
    fields = [field for field in dataclasses.fields(part) if "zh" in field.metadata]
    chosen = [field for field in fields if field.metadata["required"]] or fields[:2]
    return tuple((field.metadata["zh"], getattr(field.metadata["read"], "form", Form())) for field in chosen)
