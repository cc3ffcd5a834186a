"""Views made by hand, for tests of channels that need no pipeline. People and places are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sunboard.fields.disclosure import CATEGORIES, OTHER_CATEGORY
from sunboard.model.blocks import (
    Arrow,
    Column,
    Fact,
    FactsBlock,
    Figure,
    ListBlock,
    Step,
    StepsBlock,
    TableBlock,
    TextBlock,
)
from sunboard.model.view import (
    Attachment,
    BoardView,
    Link,
    Notice,
    Person,
    RecordView,
    ScreenView,
    SiteView,
    TownshipView,
    VillageSummary,
    VillageView,
)
from sunboard.theming import Theme, load_theme

BASE = "https://gk.example.com/a/b"
QR = "https://gk.example.com/q"
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% raw %} ]]> <!-- --> &amp; \" ' `#let` $x$ @label"
STATES = ("current", "notice", "ended", "expired", "corrected", "withdrawn", "missing", "held", "leak")
BARE = frozenset({"withdrawn", "expired", "leak"})


@cache
def theme(language: str = "zh") -> Theme:
    return load_theme("default", language)


def record_view(number: str = "2026-0007", **changes: Any) -> RecordView:
    """Make a current matter; anything may be given by name."""
    year, _, serial = number.partition("-")
    slug = changes.pop("slug", "liuwan")
    place = CATEGORIES.get(changes.get("category", "村务"), OTHER_CATEGORY)
    view = RecordView(
        number=number,
        paper_number=f"村〔{year}〕公{int(serial)}号" if number else "",
        edition=1,
        check_code="3F9A-2C81",
        kind="matter",
        kind_label="事项",
        id="JY-2026-03",
        door="affairs",
        panel=place.panel,
        category="村务",
        title="巷道硬化工程实施方案的决议",
        summary="村民代表会议同意把三条巷道铺成水泥路，总价不超过98600元。",
        state="current",
        state_label="公开中",
        phase="current",
        notices=(),
        facts=(
            Fact("会议", "村民代表会议 2026年2月28日"),
            Fact("表决", "同意31票，反对2票，弃权1票"),
            Fact("公开日期", "2026年3月2日"),
        ),
        blocks=(ListBlock("要点", ("路面宽3.5米，厚15厘米", "保修两年")),),
        body="## 为什么做\n\n三条巷道雨天积水。\n\n## 怎么做\n\n- 先清淤\n- 再铺路\n\n"
        "| 项目 | 数量 |\n|---|---:|\n| 路面 | 420 |\n",
        attachments=(Attachment("会议记录", "files/1.pdf", 182_345),),
        signing=(Fact("经办人", "陈守田"), Fact("监委会审核", "2026年3月1日")),
        period="",
        period_label="",
        published="2026-03-02",
        announced=changes.get("published", "2026-03-02"),
        issued="2026-03-02",
        notice_start="",
        notice_end="",
        posted_until="2026-06-02",
        on_display=True,
        url=f"{BASE}/{slug}/{number}/" if number else "",
        qr=f"{QR}/{slug}/{number}/" if number else "",
        year=year or "2026",
        values={"number": number, "title": "巷道硬化工程实施方案的决议", "publish_date": "2026-03-02"},
    )
    if "state" in changes:
        changes.setdefault("phase", "current" if changes["state"] == "held" else changes["state"])
    return replace(view, **changes)


def notice_view(number: str = "2026-0011", **changes: Any) -> RecordView:
    """Make a record whose public notice is running."""
    given = {
        "title": "2026年低保评议结果公示",
        "summary": "评议小组提出3户，有不同意见请在公示期内打电话。",
        "state": "notice",
        "state_label": "公示中",
        "notices": (Notice("info", "正在公示，至2026年4月21日"),),
        "notice_start": "2026-04-15",
        "notice_end": "2026-04-21",
        "published": "2026-04-15",
        "issued": "2026-04-15",
        "attachments": (),
    }
    return record_view(number, **(given | changes))


LEDGER_COLUMNS = (
    Column("日期"),
    Column("凭证号"),
    Column("摘要", weight=3),
    Column("科目", weight=2),
    Column("收入", "right", money=True),
    Column("支出", "right", money=True),
    Column("结余", "right", money=True),
    Column("账户", on_paper=False),
    Column("单据", on_paper=False),
)


def finance_view(number: str = "2026-0012", rows: int = 28, **changes: Any) -> RecordView:
    """Make a quarter's accounts with four figures and a ledger of some rows."""
    ledger = tuple(
        (
            "1月6日",
            f"01-{at:03d}",
            "收机动地承包费（3组32.5亩×600元）",
            "501.02 发包收入",
            "19500.00" if at % 2 else "",
            "" if at % 2 else "1236.80",
            "628975.86",
            "基本户",
            "银行回单",
        )
        for at in range(1, rows + 1)
    )
    given = {
        "kind": "finance",
        "headline": 2,
        "kind_label": "财务",
        "door": "finance",
        "category": "财务",
        "title": "2026年一季度财务收支",
        "summary": "一季度收入193438.15元，支出80032.80元，季末结存722881.21元。",
        "facts": (Fact("账套", "村集体"), Fact("审核", "监委会 2026年4月9日")),
        "figures": (
            Figure("期初", "609475.86"),
            Figure("收入", "193438.15", "比上季度多 12,300.00 元"),
            Figure("支出", "80032.80", "比上季度少 9,810.00 元"),
            Figure("期末", "722881.21"),
        ),
        "blocks": (
            TableBlock(
                "资金存放",
                (Column("账户"), Column("金额", "right", money=True)),
                (("库存现金", "2954.50"), ("基本户", "599926.71")),
                ("合计", "602881.21"),
            ),
            TableBlock(
                "收支明细",
                LEDGER_COLUMNS,
                ledger,
                ("", "", "合计", "", "193438.15", "80032.80", "722881.21", "", ""),
                "内部划转不计入收支。",
                ledger=True,
            ),
        ),
        "body": "",
        "attachments": (),
        "period": "2026-Q1",
        "period_label": "2026年一季度",
        "published": "2026-04-12",
        "issued": "2026-04-12",
    }
    return record_view(number, **(given | changes))


def power_view(number: str = "2026-0001", **changes: Any) -> RecordView:
    """Make an item of the power list with steps, decisions and risks."""
    steps = (
        Step("1", "村民", "提出申请", "当天", "申请表", arrows=(Arrow("", "2", False),), risks=("材料不全",)),
        Step(
            "2",
            "村“两委”",
            "开会研究",
            "5个工作日",
            "会议记录",
            arrows=(Arrow("同意", "3", False), Arrow("不同意", "退回并说明理由", True)),
            risks=("优亲厚友（高）",),
        ),
        Step("3", "村委会", "张榜公示", "7天", "公示", public=True, arrows=(Arrow("", "结束", True),)),
    )
    given = {
        "kind": "power",
        "inherited": True,
        "kind_label": "权力事项",
        "id": "A03",
        "door": "services",
        "category": "小微权力",
        "class_label": "便民服务",
        "title": "低保申请初审",
        "summary": "想申请低保，按这几步走。",
        "facts": (Fact("办理人", "民政专干"), Fact("电话", "0900-8880110")),
        "attachments": (),
        "blocks": (
            StepsBlock("怎么办", steps),
            FactsBlock("依据", (Fact("文件", "社会救助暂行办法"),)),
            TextBlock("说明", "第一段。\n\n第二段。"),
        ),
        "body": "",
    }
    return record_view(number, **(given | changes))


def state_views() -> tuple[RecordView, ...]:
    """Make one record in every state that has a page."""
    return tuple(_in_state(state, f"2026-{at:04d}") for at, state in enumerate(STATES, 21))


def _in_state(state: str, number: str) -> RecordView:
    if state == "notice":
        return notice_view(number)
    told = Notice("warn", f"本条已经处于“{state}”状态。", "2026-0007", "看更正后的一条")
    notices = () if state == "current" else (told,)
    view = record_view(number, state=state, state_label=state, notices=notices)
    if state not in BARE:
        return view
    emptied = ("facts", "blocks", "attachments", "signing")
    values = {"number": number, "state": state}
    title = "" if state == "leak" else view.title
    gone: dict[str, Any] = {**dict.fromkeys(emptied, ()), "summary": "", "body": "", "title": title}
    return replace(view, **gone, values=values, on_display=False, bare=True)


def hostile_view(number: str = "2026-0099", **changes: Any) -> RecordView:
    """Make a record in which every text attacks the page, the sheet and the slide."""
    bad = HOSTILE
    given = {
        "title": bad,
        "summary": bad,
        "facts": (Fact(bad, bad),),
        "figures": (Figure(bad, "-0.01", bad),),
        "signing": (Fact(bad, bad),),
        "blocks": (
            TableBlock(
                bad,
                (Column(bad), Column("=1+1", "right", money=True)),
                ((bad, "-19500.00"), ('=HYPERLINK("x")', "+cmd"), ("@SUM(1)", "-2")),
                (bad, ""),
                bad,
                ledger=True,
            ),
            ListBlock(bad, (bad, "")),
            TextBlock(bad, bad),
            FactsBlock(bad, (Fact(bad, bad),)),
            StepsBlock(
                bad,
                (
                    Step(
                        "1", bad, bad, bad, bad, True, (Arrow(bad, "1", False), Arrow(bad, bad, True)), (bad,)
                    ),
                ),
            ),
        ),
        "body": f"# {bad}\n\n{bad}\n\n[x](javascript:alert(1)) [y](//evil.example/x) "
        "![z](http://evil.example/z.png) "
        f"<http://a.example> [gone](nowhere.html)\n\n###### \n\n```\n{bad}\n```\n",
        "attachments": (Attachment(bad, "", 0), Attachment(bad, "files/2.xlsx", 1)),
        "related": (Link(bad, "2026-0007", bad), Link(bad, "")),
        "notices": (Notice("warn", bad, "2026-0007", bad),),
        "state_label": bad,
        "kind_label": bad,
        "class_label": bad,
        "values": {"title": bad},
    }
    return record_view(number, **(given | changes))


def village_view(records: tuple[RecordView, ...] | None = None, **changes: Any) -> VillageView:
    """Make a village; without records given, with a few of each kind."""
    if records is None:
        records = (notice_view(), finance_view(), record_view(), power_view())
    view = VillageView(
        slug="liuwan",
        name="柳湾村",
        township="青坪镇",
        township_slug="qingping",
        county="某县",
        title="某县村务公开",
        base_url=BASE,
        qr_base=QR,
        url=f"{BASE}/liuwan/",
        qr=f"{QR}/liuwan/",
        today=date(2026, 4, 18),
        sample=False,
        records=records,
        boards=(BoardView("main", "村部公开栏", "村委会门口", 2400, 1200, "outline"),),
        screens=(ScreenView("hall", "便民大厅屏", "便民服务大厅", 1920, 1080),),
        posts=(Person("何广仁", "村委会主任", "0900-8880101"), Person("罗会兰", "报账员", "")),
        contact_phone="0900-8880100",
        supervise_phone="0900-8880110",
        phones=(Fact("镇纪委", "0900-8880120"),),
        profile=(Fact("户数", "312"), Fact("人口", "1204")),
        office_hours="周一至周五 8:30-17:30",
        icp="某ICP备00000000号",
        gongan="某公网安备 00000000000000号",
    )
    return replace(view, **changes)


def without_address(village: VillageView) -> VillageView:
    """Take the address from a village and all its records."""
    records = tuple(replace(record, url="", qr="") for record in village.records)
    return replace(village, records=records, **dict.fromkeys(("base_url", "qr_base", "url", "qr"), ""))


def nearly_empty_village(**changes: Any) -> VillageView:
    """Make a village that has said nothing but its name."""
    lists = dict.fromkeys(("boards", "screens", "posts", "phones", "profile"), ())
    texts = dict.fromkeys(("contact_phone", "supervise_phone", "office_hours", "icp", "gongan"), "")
    return village_view((), **(lists | texts | changes))


def overfull_village(**changes: Any) -> VillageView:
    """Make a village with much of everything and titles of sixty characters."""
    long = (
        "关于柳湾村第三、第四、第五村民小组机动地重新发包以及水渠清淤、巷道硬化、"
        "路灯维修三项工程统一招标结果的情况说明（含附件）"
    )
    records = [notice_view(f"2026-{at:04d}", title=long[:60]) for at in range(200, 206)]
    records += [finance_view(f"2026-{at:04d}", rows=120) for at in range(190, 193)]
    old = {"title": long[:60], "published": "2025-05-01", "year": "2025"}
    records += [power_view(f"2025-{at:04d}", **old) for at in range(60, 0, -1)]
    posts = (Person("何广仁", "村委会主任", "0900-8880101"),) * 12
    return village_view(tuple(records), name="柳湾村" * 6, posts=posts, **changes)


def site_view(villages: tuple[VillageSummary, ...] | None = None, **changes: Any) -> SiteView:
    """Make a county of one township."""
    if villages is None:
        villages = (
            VillageSummary("liuwan", "柳湾村", "青坪镇", "qingping", 12, 1, "2026-04-15", "0900-8880110"),
            VillageSummary("hexi", "河西村", "青坪镇", "qingping", 0, 0, "", ""),
        )
    township = TownshipView(
        "qingping", "青坪镇", f"{BASE}/qingping/", villages, "0900-8880130", "0900-8880120"
    )
    view = SiteView(
        title="某县村务公开",
        base_url=BASE,
        qr_base=QR,
        url=f"{BASE}/",
        today="2026-04-18",
        sample=False,
        townships=(township,),
        contact_phone="0900-8880140",
        supervise_phone="0900-8880150",
        icp="某ICP备00000000号",
        gongan="",
    )
    return replace(view, **changes)
