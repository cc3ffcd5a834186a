"""Invented villages of any number, the same for the same size: what the benchmarks build."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 1, 15)
LEDGER = (
    "日期",
    "凭证号",
    "摘要",
    "科目",
    "收入",
    "支出",
    "账户",
    "经手人",
    "证明人",
    "审批人",
    "监委会审核",
)
_PLACES = "柳河松岭竹湾梅坪桃溪石桥云塘沙洲杏园荷田"
_WORKS = ("路灯更换", "水渠清淤", "晒场修整", "桥栏加固", "水井护盖", "操场划线", "仓库防漏", "步道铺石")
_SPENT = ("灯泡", "水泥", "沙石", "工钱", "运费", "油漆", "电费", "纸张")
_EARNED = ("鱼塘租金", "门面租金", "果园承包款", "利息")
_DUTIES = ("盖章", "租用晒场", "申请建房", "领取农具", "借用会议室", "开具证明")
_STEPS = ("提出申请", "登记", "核对材料", "开会商量", "张榜公示", "办理", "归档")
_WHO = ("申请人", "村文书", "村民小组长", "村委会", "村监委会")
_SAID = (
    "这件事由村民小组先提出来，村里看过现场后排进今年的计划。",
    "材料和工钱都比过三家，价钱写在下面，票据在村部可以查。",
    "做的时候请大家绕行，小孩和老人不要走近。",
    "做完由村监委会和村民代表一起验收，不合格的要返工。",
    "有不同意见的，公示期内打监督电话，或者到村部说。",
)
_SIGNED = {"经办人": "陈守田", "监委会审核人": "吴月琴", "批准人": "何广仁"}


@dataclass(frozen=True, slots=True)
class Size:
    """How many townships, villages and records."""

    townships: int
    villages: int
    records: int


SIZES = {
    "tiny": Size(1, 1, 12),
    "village": Size(1, 1, 100),
    "small": Size(1, 3, 60),
    "middle": Size(3, 30, 2_850),
    "district": Size(9, 126, 12_000),
    "county": Size(18, 263, 31_000),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as every generator gets it: front matter, text, and the rows of a ledger."""

    folder: str  # of its village
    kind: str  # 事项, 财务 or 小微权力
    name: str
    fields: dict[str, object]
    body: str
    rows: tuple[dict[str, str], ...] = ()

    @property
    def path(self) -> str:
        """Return its file, without an ending."""
        return f"{self.folder}/{self.kind}/{self.name}"


def folders(size: Size) -> list[str]:
    """Return the folders of the villages."""
    return [f"t{at * size.townships // size.villages + 1:02}/v{at + 1:03}" for at in range(size.villages)]


def entries(size: Size) -> Iterator[Entry]:
    """Yield the records, of ten five matters, three ledgers, two items of the power list."""
    dice = random.Random(f"sunboard {size}")
    each, more = divmod(size.records, size.villages)
    for at, folder in enumerate(folders(size)):
        balance = 5_000_000
        for number in range(each + (at < more)):
            if number % 10 < 5:
                yield matter(dice, folder, number)
            elif number % 10 < 8:
                entry, balance = _ledger(dice, folder, number, balance)
                yield entry
            else:
                yield _power(dice, folder, number)


def matter(dice: random.Random, folder: str, number: int) -> Entry:
    """Make up one matter."""
    day = date(2024, 1, 1) + timedelta(dice.randrange(700))
    work, cost = dice.choice(_WORKS), dice.randrange(500, 15_000)
    fields: dict[str, object] = {
        "标题": f"{dice.randrange(1, 9)}组{work}公示",
        "目录编码": "CW05",
        "对应权力事项": "A01",
        "公开日期": day.isoformat(),
        **_SIGNED,
        "审核日期": day.isoformat(),
        "金额": f"{cost}",
        "大白话": f"{work}花{cost}元，有意见打监督电话。",
    }
    return Entry(folder, "事项", f"m{number:04}", fields, _text(dice, cost))


def _text(dice: random.Random, cost: int) -> str:
    lines = ["## 为什么做", "", "".join(dice.sample(_SAID, 3)), "", "## 怎么花", ""]
    lines += [f"- {item}由两人一起点收" for item in dice.sample(_SPENT, 3)]
    lines += ["", "| 名称 | 数量 | 金额（元） |", "| --- | ---: | ---: |"]
    lines += [f"| {item} | {dice.randrange(1, 40)} | {cost // 4} |" for item in dice.sample(_SPENT, 4)]
    return "\n".join([*lines, "", "".join(dice.sample(_SAID, 2))])


def _ledger(dice: random.Random, folder: str, number: int, opening: int) -> tuple[Entry, int]:
    """Make up a month's ledger of 40 rows that goes on from a balance in fen; return it with its closing."""
    month = number // 10 * 3 + number % 10 - 5
    year, month = 2020 + month // 12, month % 12 + 1
    rows, income, expense = [], 0, 0
    for at in range(1, 41):
        earns = dice.random() < 0.3
        amount = dice.randrange(5_000, 3_000_000 if earns else 400_000)
        earns = earns or opening + income - expense < 2_000_000
        income, expense = income + earns * amount, expense + (not earns) * amount
        word = dice.choice(_EARNED if earns else _SPENT)
        amounts = (_yuan(amount), "") if earns else ("", _yuan(amount))
        what = f"{'收' if earns else '付'}{word}第{at}笔"
        day = f"{year}-{month:02}-{1 + at * 27 // 40:02}"
        cells = (
            day,
            f"{month:02}-{at:03}",
            what,
            "504" if earns else "513",
            *amounts,
            "基本户",
            "陈守田",
            "周桂芬",
            "何广仁",
            "是",
        )
        rows.append(dict(zip(LEDGER, cells, strict=True)))
    closing = opening + income - expense
    published = date(year + month // 12, month % 12 + 1, 5).isoformat()
    fields: dict[str, object] = {
        "标题": f"{year}年{month}月收支明细表",
        "目录编码": "CK02",
        "所属期间": f"{year}-{month:02}",
        "账套": "集体经济组织",
        "公开日期": published,
        **_SIGNED,
        "审核日期": published,
        "资金账户": [{"代号": "B", "名称": "基本户", "期初": _yuan(opening), "期末": _yuan(closing)}],
        "收入合计": _yuan(income),
        "支出合计": _yuan(expense),
        "签署": {"负责人": "何广仁", "监委会主任": "吴月琴", "会计": "罗会兰", "日期": published},
        "大白话": f"收进{_yuan(income)}元，花出去{_yuan(expense)}元，月末账上还有{_yuan(closing)}元。",
    }
    return Entry(folder, "财务", f"f{number:04}", fields, "票据在村部可以查。", tuple(rows)), closing


def _power(dice: random.Random, folder: str, number: int) -> Entry:
    return Entry(folder, "小微权力", f"p{number:04}", power(dice, f"V{number:03}"), dice.choice(_SAID))


def power(dice: random.Random, called: str) -> dict[str, object]:
    """Make up an item of a power list."""
    last = len(_STEPS)
    steps = [
        {
            "序号": at,
            "责任人": dice.choice(_WHO),
            "做什么": what,
            "下一步": at + 1 if at < last else "办完",
        }
        for at, what in enumerate(_STEPS, 1)
    ]
    return {
        "编号": called,
        "名称": f"{dice.choice(_DUTIES)}（{called}）",
        "大类": "便民服务",
        "权力类型": "管理权",
        "责任主体": "村委会",
        "依据": ["村民委员会组织法"],
        "材料": ["申请书", "身份证明"],
        "流程": steps,
        "风险点": [{"环节": 3, "风险点": "拖着不办", "等级": "中", "防控措施": "超过三天要写明原因"}],
        "电话": {"办理": "0900-8880001", "监督": "0900-8880110"},
    }


def village_name(at: int) -> str:
    """Return the name of a village, counted from 1 through the county."""
    first, second = divmod(at, 16)
    return f"{_PLACES[first]}{_PLACES[second]}村"


def write_content(size: Size, content: Path) -> None:
    """Write a county for sunboard."""
    site = {"标题": "云溪县村务公开", "网址": "https://gk.example.com", "样例": "是"}
    _put(content / "site.yaml", {**site, "联系方式": {"监督电话": "0900-8880110"}})
    for township in sorted({folder.partition("/")[0] for folder in folders(size)}):
        _put(content / township / "township.yaml", {"名称": f"{_PLACES[int(township[1:])]}镇"})
    for at, folder in enumerate(folders(size), 1):
        screens = [
            {"名称": "tv", "尺寸": "1920x1080"},
            {"名称": "led", "尺寸": "192x96"},
        ]
        boards = [{"名称": "main", "尺寸": "2400x1200mm"}]
        code = f"6299{int(folder[1:3]):02}{at:06}"
        settings = {"名称": village_name(at), "行政区划代码": code, "公开栏": boards}
        _put(content / folder / "village.yaml", {**settings, "屏幕": screens})
    dice = random.Random("county")
    for at in range(1, 7):
        write_record(content / "powers" / f"A{at:02}", power(dice, f"A{at:02}"), _SAID[0])
    for entry in entries(size):
        write_record(content / entry.path, entry.fields, entry.body, entry.rows)


def write_record(
    path: Path, fields: dict[str, object], body: str, rows: tuple[dict[str, str], ...] = ()
) -> None:
    """Write a record, and its ledger beside it; JSON is YAML, so that no other library is needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if rows:
        fields = {**fields, "明细文件": f"{path.name}.csv"}
        with path.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, LEDGER)
            table.writeheader()
            table.writerows(rows)
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    path.with_suffix(".md").write_text(f"---\n{''.join(lines)}---\n\n{body}\n", "utf-8")


def _put(path: Path, fields: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    path.write_text("".join(lines), "utf-8")


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"
