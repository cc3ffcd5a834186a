"""Invented villages of any number, the same for the same size: what the benchmarks build."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
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
    "收款人",
    "单据",
    "附件张数",
    "经手人",
    "证明人",
    "审批人",
    "监委会审核",
)
_KINDS = "事财事权" * 4 + "事财权财"  # of twenty records
_PLACES = "柳河松岭竹湾梅坪桃溪石桥云塘沙洲杏园荷田"
_SURNAMES, _GIVEN = (
    "周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜",
    "守田月琴广仁会兰桂芬志远春生秀云",
)
_WORKS = (
    "路灯更换",
    "水渠清淤",
    "晒场修整",
    "桥栏加固",
    "水井护盖",
    "操场划线",
    "仓库防漏",
    "步道铺石",
    "果园发包",
    "旧校舍出租",
    "机耕道拓宽",
    "河堤护坡",
    "鱼塘续签",
    "防火带清理",
    "饮水管网改造",
    "垃圾点建设",
)
_TOLD = ("实施方案", "预算安排", "比选结果", "验收结论", "经费使用情况", "承包方案")
_SPENT = (
    "灯泡",
    "水泥",
    "沙石",
    "工钱",
    "运费",
    "油漆",
    "电费",
    "纸张",
    "保洁员工资",
    "苗木款",
    "机械租赁费",
    "沙袋",
    "报刊费",
    "消防器材",
)
_EARNED = ("鱼塘租金", "门面租金", "果园承包款", "利息", "光伏发电收益", "林地补偿", "合作社分红")
_DUTIES = (
    "盖章",
    "租用晒场",
    "申请建房",
    "领取农具",
    "借用会议室",
    "开具证明",
    "临时救助申请",
    "物资采购",
    "合同签订",
    "林木采伐初审",
    "公益岗位聘用",
    "养老补贴申请",
)
_STEPS = (
    "提出申请",
    "登记",
    "核对材料",
    "入户查看",
    "开会商量",
    "民主评议",
    "张榜公示",
    "上报",
    "办理",
    "归档",
)
_DONE = ("签字确认", "写出书面意见", "记入台账", "张贴公示", "录入系统")
_WHO = ("申请人", "村文书", "村民小组长", "村委会", "村监委会", "村两委", "驻村干部")
_PAPERS = (
    "申请书",
    "身份证明",
    "户口簿复印件",
    "收入证明",
    "土地权属证明",
    "现场照片",
    "会议记录",
    "合同文本",
    "承诺书",
    "预算书",
)
_RISKS = {
    "优亲厚友": "村监委会全程参加并签字",
    "拖着不办": "超过三天要写明原因",
    "材料不实": "两人以上上门核对并留照片",
    "擅自改用途": "改动要重新表决并公开",
    "拆分工程": "镇里核对同一年的同类工程",
    "公示不到位": "公示照片归档，不少于七天",
    "账物不符": "每季度盘点一次，由理财小组核对",
}
_CLASSES = ("重大决策", "日常管理", "便民服务")
_MEETINGS = {"提议": "村党支部", "商议": "村两委", "审议": "全体党员", "决议": "村民代表"}
_RESOLVED = ("一致同意", "表决通过", "同意提交下一步", "同意并提出修改意见")
_HEADS = ("为什么做", "钱从哪里来", "怎么做", "群众意见", "怎么监督", "后面的安排", "几点说明")
_BEFORE = ("经村民小组提出", "看过现场以后", "按照今年的计划", "针对雨季以来大家反映的事", "按照议事的规矩")
_BETWEEN = (
    "村里对{work}专门商量过",
    "{work}由集体出钱、大家出工一起做",
    "{name}负责{work}的各项事情",
    "{work}的钱从集体公积金里出",
    "三家报价比选出做{work}的队伍，{name}等三人全程在场",
    "村监委会对{work}的工程量逐项核对",
)
_BEHIND = (
    "请大家监督。",
    "有不同意见的，公开期内向村监委会反映。",
    "票据已由理财小组审核。",
    "预计做{days}天，下雨顺延。",
    "涉及{homes}户，补偿标准一样。",
    "合计{yuan}元，钱已落实。",
    "要看原始资料的，上班时间找{name}。",
)
_POINTS = (
    "严格按照批准的预算做，**不得超支**",
    "材料进场由{name}和另外一人一起点收",
    "做的时候注意老人和小孩",
    "做完由村监委会和村民代表一起验收",
    "剩下的钱*转到下一年*用",
    "每周五在公开栏说一次进度",
    "占用菜地的，按协议补偿{yuan}元",
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
    """Yield the records, of twenty nine matters, six ledgers, five items of the power list."""
    dice = random.Random(f"sunboard {size}")
    each, more = divmod(size.records, size.villages)
    for at, folder in enumerate(folders(size)):
        balance, ledgers, powers = 50_000_000, 0, 0
        for number in range(each + (at < more)):
            kind = _KINDS[number % len(_KINDS)]
            if kind == "事":
                yield matter(dice, folder, number)
            elif kind == "财":
                entry, balance = _ledger(dice, folder, ledgers, balance)
                ledgers += 1
                yield entry
            else:
                powers += 1
                yield _power(dice, folder, powers)


def matter(dice: random.Random, folder: str, number: int) -> Entry:
    """Make up one matter: notice of a resolution, four meetings that came to it, and a longer text."""
    day = date(2024, 1, 1) + timedelta(dice.randrange(700))
    work = dice.choice(_WORKS)
    title = f"{dice.randrange(1, 9)}组{work}{dice.choice(_TOLD)}"
    fields: dict[str, object] = {
        "标题": title,
        "目录编码": "CW05",
        "公示开始": day.isoformat(),
        "公示截止": _after(day, 7),
        "公示结果": {"异议数": "0", "处理": "无", "结论": "公示期满，无异议"},
        "对应权力事项": ["A01"],
        "公开环节": "事中",
        "事项日期": day.isoformat(),
        "大白话": f"{title}公开，详情见下。大家有意见可以打监督电话。",
        **_SIGNED,
        "审核日期": day.isoformat(),
        "公开日期": day.isoformat(),
        "议事决策": _decision(dice, number, day),
    }
    return Entry(folder, "事项", f"m{number:04}", fields, _text(dice, work, dice.randint(150, 820)))


def _decision(dice: random.Random, number: int, day: date) -> dict[str, object]:
    """Make up four meetings, a week apart, of which nobody voted against."""
    meetings: dict[str, object] = {}
    for weeks, (step, body) in zip(range(6, 2, -1), _MEETINGS.items(), strict=True):
        came = dice.randint(18, 46)
        counted = {"应到": came + 2, "实到": came, "同意": came, "反对": 0, "弃权": 0}
        meetings[step] = {"日期": _after(day, -7 * weeks), "会议": body, **counted}
    return {
        "决议号": f"JY-{day.year}-{number:02}",
        "程序": "四议两公开",
        **meetings,
        "决议内容": dice.choice(_RESOLVED),
        "决议公开": {"开始": day.isoformat(), "截止": _after(day, 6)},
        "监委会意见": {"姓名": "吴月琴", "日期": day.isoformat(), "意见": "程序到位"},
    }


def _text(dice: random.Random, work: str, signs: int) -> str:
    """Make up a text of at least so many signs: paragraphs, lists, often a table, heads where it is long."""
    heads = iter(dice.sample(_HEADS, len(_HEADS)) if signs > 220 else ())
    table_at = dice.randrange(3) if dice.random() < 0.4 else None
    blocks: list[str] = []
    paragraphs = 0
    while sum(map(len, blocks)) < signs:
        if head := next(heads, None):
            blocks.append(f"## {head}")
        blocks.append("".join(_sentence(dice, work) for _ in range(dice.randint(1, 3))))
        if dice.random() < 0.5:
            points = (_said(dice, dice.choice(_POINTS), work) for _ in range(dice.randint(3, 5)))
            blocks.append("\n".join(f"- {point}" for point in points))
        if paragraphs == table_at:
            lines = ["| 名称 | 单位 | 数量 | 金额（元） | 备注 |", "| --- | --- | ---: | ---: | --- |"]
            for item in dice.sample(_SPENT, dice.randint(3, 8)):
                cells = (item, dice.choice("项次个吨米"), dice.randint(1, 60), dice.randint(50, 9000), "已付")
                lines.append(f"| {' | '.join(map(str, cells))} |")
            blocks.append("\n".join(lines))
        paragraphs += 1
    return "\n\n".join(blocks)


def _sentence(dice: random.Random, work: str) -> str:
    parts = f"{dice.choice(_BEFORE)}，{dice.choice(_BETWEEN)}，{dice.choice(_BEHIND)}"
    return _said(dice, parts, work)


def _said(dice: random.Random, words: str, work: str) -> str:
    return words.format(
        work=work,
        name=_name(dice),
        days=dice.randint(7, 90),
        homes=dice.randint(3, 160),
        yuan=dice.randint(800, 8600),
    )


def _name(dice: random.Random) -> str:
    return dice.choice(_SURNAMES) + "".join(dice.sample(_GIVEN, 2))


def _ledger(dice: random.Random, folder: str, number: int, opening: int) -> tuple[Entry, int]:
    """Make up a month's ledger of 20 to 60 rows that goes on from a balance; return it with its closing.

    Balances are in fen.
    """
    year, month = 2020 + number // 12, number % 12 + 1
    rows, income, expense = [], 0, 0
    for at, of_month in enumerate(sorted(dice.randint(1, 28) for _ in range(dice.randint(20, 60))), 1):
        earns = dice.random() < 0.3 or opening + income - expense < 2_000_000
        amount = dice.randrange(50_000, 6_000_000) if earns else dice.randrange(5_000, 1_200_000)
        income, expense = income + earns * amount, expense + (not earns) * amount
        word = dice.choice(_EARNED if earns else _SPENT)
        cells = (
            f"{year}-{month:02}-{of_month:02}",
            f"{month:02}-{at:03}",
            f"{'收' if earns else '付'}{word}第{at}笔",
            "504" if earns else "513",
            *((_yuan(amount), "") if earns else ("", _yuan(amount))),
            "B",
            "村集体" if earns else f"云溪商行{at}号店",
            "发票",
            "1",
            "陈守田",
            "周桂芬",
            "何广仁",
            "是",
        )
        rows.append(dict(zip(LEDGER, cells, strict=True)))
    closing = opening + income - expense
    published = date(year + month // 12, month % 12 + 1, 5).isoformat()
    fields: dict[str, object] = {
        "标题": f"{year}年{month}月集体资金收支明细表",
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
    body = f"本月结余**{_yuan(closing)}元**。\n\n- 大额支出附有决议\n- 票据在村部可以查"
    return Entry(folder, "财务", f"f{number:04}", fields, body, tuple(rows)), closing


def _power(dice: random.Random, folder: str, number: int) -> Entry:
    fields = power(dice, f"V{number:03}")
    return Entry(folder, "小微权力", f"p{number:04}", fields, _text(dice, str(fields["名称"]), 160))


def power(dice: random.Random, called: str) -> dict[str, object]:
    """Make up an item of a power list, with five to nine steps of a chart of its own."""
    between = sorted(dice.sample(range(1, len(_STEPS) - 1), dice.randint(3, 7)))
    last = len(between) + 2
    steps: list[dict[str, object]] = [
        {
            "序号": str(at),
            "责任人": dice.choice(_WHO),
            "做什么": f"{_STEPS[step]}，{dice.choice(_DONE)}",
            "时限": f"{dice.randint(1, 15)}个工作日",
            "下一步": str(at + 1) if at < last else "归档",
            **({"公开点": "是"} if at == last - 1 else {}),
        }
        for at, step in enumerate((0, *between, -1), 1)
    ]
    risks = dice.sample(sorted(_RISKS), dice.randint(3, 6))
    day = date(2024, 1, 1) + timedelta(dice.randrange(700))
    return {
        "编号": called,
        "名称": f"{dice.choice(_DUTIES)}（{called}）",
        "大类": dice.choice(_CLASSES),
        "权力类型": "管理权",
        "责任主体": "村委会",
        "依据": ["村民委员会组织法"],
        "条件": ["本村村民", "材料齐全"],
        "材料": dice.sample(_PAPERS, dice.randint(3, 8)),
        "流程": steps,
        "公开": {"形式": "公开栏、网站", "内容": "办理结果"},
        "风险点": [
            {
                "环节": str(1 + at % last),
                "风险点": risk,
                "等级": dice.choice("高中低"),
                "防控措施": _RISKS[risk],
            }
            for at, risk in enumerate(risks)
        ],
        "责任追究": "违反流程的由镇纪委按规定处理",
        "电话": {"办理": "0900-8880001", "监督": "0900-8880110"},
        **_SIGNED,
        "审核日期": day.isoformat(),
        "公开日期": day.isoformat(),
    }


def village_name(at: int) -> str:
    """Return the name of a village, counted from 1 through the county."""
    first, second = divmod(at, 16)
    return f"{_PLACES[first]}{_PLACES[second]}村"


def write_content(size: Size, content: Path) -> None:
    """Write a county for sunboard."""
    site = {
        "标题": "云溪县村务公开",
        "网址": "https://gk.example.com",
        "样例": "是",
        "额度": {"小额": 20000, "大额": 50000},
    }
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
        write_record(content / "powers" / f"A{at:02}", power(dice, f"A{at:02}"), "有不明白的，到村部问。")
    for entry in entries(size):
        write_record(content / entry.path, entry.fields, entry.body, entry.rows)


def write_record(
    path: Path, fields: dict[str, object], body: str, rows: tuple[dict[str, str], ...] = ()
) -> None:
    """Write a record, and its ledger beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if rows:
        fields = {**fields, "明细文件": f"{path.name}.csv"}
        with path.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, LEDGER)
            table.writeheader()
            table.writerows(rows)
    path.with_suffix(".md").write_text(f"---\n{_yaml(fields)}---\n\n{body}\n", "utf-8")


def _put(path: Path, fields: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_yaml(fields), "utf-8")


def _yaml(fields: Mapping[str, object]) -> str:
    return "".join(f"{line}\n" for line in _lines(fields))


def _lines(fields: Mapping[str, object]) -> Iterator[str]:
    """Yield the lines of block YAML, as people write it."""
    for name, value in fields.items():
        if isinstance(value, dict):
            yield f"{name}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, list):
            yield f"{name}:"
            for item in value:
                first, *others = _lines(item) if isinstance(item, dict) else [_scalar(item)]
                yield f"  - {first}"
                yield from (f"    {line}" for line in others)
        else:
            yield f"{name}: {_scalar(value)}"


def _scalar(value: object) -> str:
    """Write a value; a text that might be a number or a day is quoted."""
    return f"'{value}'" if isinstance(value, str) and value[0].isdecimal() else f"{value}"


def _after(day: date, days: int) -> str:
    return (day + timedelta(days)).isoformat()


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"
