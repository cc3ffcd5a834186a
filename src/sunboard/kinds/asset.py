"""资产: what the collective owns that is no land, one thing a record or many in a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, left_over, rest_of, section
from sunboard.describing.registers import register_facts, register_table, register_texts
from sunboard.describing.values import amount_of
from sunboard.fields.declarations import label_of, many, optional, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import part, table
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, code, money, officer, text, when, whereabouts
from sunboard.lazy import dataclass
from sunboard.model.blocks import Content, Figure
from sunboard.model.money import plain_money
from sunboard.model.period import Period
from sunboard.model.plain import Values, map_of, maps_of

_PLACE = r"(?:存放|使用|所在|放置|坐落|资产)(?:地点|地址|位置|地)|位置|地址|坐落\(存放\)地点"
_NUMBER = r"(?:固定)?资产(?:编码|代码|编号|卡片编号|卡片号)|卡片编?号"
_NAME = (
    r"固定资产|[物货商]?品名|物品|设备|财产|财物|项目|资产(?:类别及|项目)?名?"
    r"|(?:(?!单位|部门|公司|厂|银行|[县乡镇村社组]|[人户]名).){1,4}名称"
)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What is said of one thing, wherever it stands."""

    __slots__ = ()

    code: str | None = optional("资产编号", text, example="ZC-001", mark=Mark.OWN)
    name: str | None = optional("资产名称", text, "名称", example="村部办公楼")
    place: str | None = optional(
        "地点",
        whereabouts,
        "坐落",
        "坐落地点",
        "存放地点",
        example="村部",
        heads=_PLACE,
        means="place ?lying ?keeping ?thing",
    )
    quantity: str | None = optional(
        "数量", text, example="1栋", heads="(?:账面|实有|实际|现有|资产|盘点)数量?"
    )
    size: str | None = optional("面积", text, example="320平方米", heads="(?:建筑|房屋|使用|总)+面积")
    land: str | None = optional("占地面积", text, example="1.5亩", heads="(?:占用|土地|场地|用地)+面积")
    acquired: date | Period | None = optional(
        "取得日期",
        when,
        "购建日期",
        "购置日期",
        "购置时间",
        "取得时间",
        "购建年月",
        "取得年月",
        example="2015-06-30",
        means="acquiring ?day ?year|finishing day|finishing year",
    )
    source: str | None = optional(
        "来源", text, "取得方式", example="自建", heads="(?:资金|资产)来源|(?:形成|购建|购置)方式"
    )
    original_value: Decimal | None = optional(
        "原值",
        money,
        "购买价",
        "购置价",
        "购置金额",
        example="480000.00",
        heads="(?:资产|账面|固定资产)(?:原值|原价)|原价|(?:入账|原始|资产)?价值|(?:合计|资产)?金额|总[价额值]"
        r"|(?:购[入进]|买[入进])(?:价格?|金额)|购[买置]价格",
        means="original ?thing ?book ?money",
    )
    depreciation: Decimal | None = optional(
        "累计折旧",
        money,
        "折旧",
        example="120000.00",
        means="depreciation ?figure ?money ?thing ?book",
    )
    net_value: Decimal | None = optional(
        "净值",
        money,
        "现值",
        example="360000.00",
        means="net ?thing ?book ?ending ?money",
    )
    use: str | None = optional(
        "使用状态",
        text,
        "使用情况",
        "使用状况",
        example="在用",
        heads="(?:目前|当前)?(?:使用|利用|资产)(?:现状|状况|状态|情况)|(?:目前|当前|现在)(?:状况|状态|情况)|现状|状态",
    )
    user: str | None = optional(
        "使用或保管人",  # one field holds both, and neither is to be called the other
        officer,
        "使用人",
        "保管人",
        "使用单位",
        example="村委会",
        mark=Mark.PARTY,
        heads="(?:使用|保管|管理|管护)(?:人|部门|单位|者|责任人)(?:姓名|名称)?|使用\\(保管\\)人|责任人",
    )
    contract: str | None = optional(
        "合同号", text, example="HT-2026-02", mark=Mark.CITED, means="contract number"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRow(Holding, Part):
    """One row of a register."""

    name: str = required("资产名称", text, "名称", example="村部办公楼", heads=_NAME)
    code: str | None = optional(
        "资产编号", text, "编号", example="ZC-001", mark=Mark.OWN, heads=_NUMBER, means="thing number"
    )
    sort: str | None = optional(
        "资产类别", text, example="房屋", heads="(?:固定)?资产(?:类别|类型|分类|种类)|类[别型]"
    )
    model: str | None = optional(
        "规格型号",
        text,
        "规格",
        "型号",
        example="3层砖混",
        heads="(?:规格|结构|品牌)(?:[及、和/]?(?:型号|结构|规格))?",
    )
    unit: str | None = optional("计量单位", text, "单位", example="栋")
    unit_price: Decimal | None = optional(
        "单价", money, example="2800.00", mark=Mark.BALANCE, heads="(?:购[买置]|资产)单价"
    )
    disposal: str | None = optional("处置方式", text, "处置情况", example="公开竞价", means="selling manner")
    notice_date: date | Period | None = optional(
        "公告日期", when, example="2026-02-10", means="notice ?day ?selling ?sale"
    )
    appraised: Decimal | None = optional(
        "评估价", money, example="22000.00", means="appraised money ?thing|appraised"
    )
    bottom_price: Decimal | None = optional(
        "底价", money, example="20000.00", means="bottom ?sale ?selling ?money"
    )
    price: Decimal | None = optional(
        "成交价",
        money,
        example="23500.00",
        means="done money|selling money|selling gain ?money",
    )
    buyer: str | None = optional(
        "受让人",
        officer,
        example="云溪县农机合作社",
        mark=Mark.PARTY,
        heads="购买(?:人|方|单位)|买[家主]",
        means="who buying ?name|who take ?name",
    )
    disposed_on: date | Period | None = optional(
        "处置日期", when, example="2026-03-02", means="day selling|day done"
    )
    note: str | None = optional("备注", text, example="一楼出租")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal(Part):
    """How something was sold or given up."""

    method: str | None = optional("方式", text, example="公开竞价")
    notice_date: date | Period | None = optional("公告日期", when, example="2026-02-10")
    appraised: Decimal | None = optional("评估价", money, example="22000.00")
    bottom_price: Decimal | None = optional("底价", money, example="20000.00")
    price: Decimal | None = optional("成交价", money, example="23500.00")
    buyer: str | None = optional("受让人", officer, example="云溪县农机合作社", mark=Mark.PARTY)
    date: date | Period | None = optional("日期", when, example="2026-03-02")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Holding, Disclosure):
    """One asset, or a register of them."""

    title: str = required("标题", text, example="2026年上半年固定资产台账")
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="SZ01")
    disposed: Disposal | None = optional("处置", part(Disposal))
    rows: tuple[AssetRow, ...] = many("资产台账", table(AssetRow), "台账")
    rows_file: str | None = optional(
        "资产台账文件", text, "台账文件", "明细文件", example="固定资产台账.xlsx"
    )
    name_mask: str | None = optional("姓名处理", choice("不遮", "遮中间", "只留姓"), mark=Mark.NAMING)


_ONE = (
    "code",
    "name",
    "place",
    "quantity",
    "size",
    "land",
    "use",
    "user",
    "original_value",
    "depreciation",
    "net_value",
    "acquired",
    "source",
    "contract",
)
_HANDLED = (*_ONE, "disposed", "rows", "rows_file", "name_mask")


def describe(values: Values, telling: Telling) -> Content:
    """Say what there is and what it is worth."""
    say, rows = telling.say, maps_of(values, "rows")
    disposal = map_of(values, "disposed")
    price = amount_of(disposal, "price")
    sold = (
        ()
        if price is None
        else (Figure(say.label(label_of(Disposal, "price", say.language)), plain_money(price)),)
    )
    figures = sold + tuple(
        Figure(say.label(label_of(Asset, name, say.language)), plain_money(sum(known, Decimal(0))))
        for name in ("original_value", "net_value")
        if (known := [found for row in rows or (values,) if (found := amount_of(row, name)) is not None])
    )
    disposed = rest_of(disposal, Disposal, (), telling)
    return Content(
        facts=(*register_facts(Asset, _ONE, values, telling), *common_facts(values, telling)),
        figures=figures,
        blocks=(
            *register_texts(Asset, _ONE, values, telling),
            *section(label_of(Asset, "disposed", say.language), disposed),
            *register_table(
                say("kind-register", count=str(len(rows))),
                AssetRow,
                rows,
                telling,
                sums=("original_value", "depreciation", "net_value"),
            ),
            *common_blocks(values, telling),
            *left_over(values, Asset, _HANDLED, telling),
        ),
    )


def wanted(asset: Asset) -> tuple[str, ...]:
    """Return what is told of a thing; a register tells it row by row."""
    is_register = asset.rows or asset.rows_file
    return () if is_register else ("name", "place", "quantity", "original_value", "use")


KIND = Kind(
    name="asset",
    label={"zh": "资产", "en": "Asset"},
    folders=("assets", "资产"),
    aliases=("固定资产",),
    fields=Asset,
    describe=describe,
    catalog=("SZ01",),
    category="三资",
    required=("catalog",),
    wanted=wanted,
    wanted_of_rows=("original_value",),
    sheets=("资产明细", "holdings"),
)
