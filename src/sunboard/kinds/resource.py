"""资源: land, water and woods of the collective, one plot a record or many in a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, left_over
from sunboard.describing.registers import register_facts, register_table, register_texts
from sunboard.describing.values import amount_of
from sunboard.fields.declarations import label_of, many, optional, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure, Enclosure, enclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import table
from sunboard.fields.meant import AT_LENGTH, FIRST_DAY, LAST_DAY, PROGRESS, RENT, TERM
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, code, mu, officer, text, when, whereabouts, yearly
from sunboard.lazy import dataclass
from sunboard.model.blocks import Content, Fact
from sunboard.model.period import Period
from sunboard.model.plain import Values, maps_of

_NAME = (
    "(?:地块|宗地|土地|项目|小地|山塘|水面|林地|资源性?资产|资源项目)(?:名称?)?|[地山塘林]名|资源"
    "|(?:(?!单位|[人户方]名).){0,4}名称"
)
_TYPE = "(?:土地|资源)(?:类型|类别|种类|性质)|(?:土地|资源)?用途|类[型别]|林种"
_AREA = "(?:总|实测|确权|土地|资源|占地|登记|测量|合同|台账)面积|亩数"
_USE = "(?:利用|使用|经营|发包|出租|承包)(?:现状|方式|状况|情况|状态)|现状"
_PLACE = "(?:所在|资源|土地|地块)?(?:坐落|位置|地点|方位)(?:地点|位置)?"
_RENT = (
    r"(?:每?年|年度)(?:承包|租|发包|流转|租赁)(?:费用?|金|款)"
    r"|(?:租金|承包[费金款]|流转费|租赁费|发包费)\((?:每|元/)年\)"
)
_USER = "(?:承租|承包|经营|使用|租赁)(?:人|方|户|者|单位|主体)(?:姓名|名称)?|[交缴付]款(?:单位|人|方|户)"


@dataclass(frozen=True, kw_only=True)
class Plot:
    """What is said of one plot, wherever it stands."""

    __slots__ = ()

    code: str | None = optional("地块编号", text, "资源编号", example="ZY-001", mark=Mark.OWN)
    name: str | None = optional("地块名", text, "地块名称", "资源名称", example="河东机动地")
    land_type: str | None = optional("地类", text, "类型名称", example="耕地", heads=_TYPE)
    area: Decimal | None = optional(
        "面积", mu, example="36.50", heads=_AREA, means="area ?thing ?total ?contract"
    )
    bounds: str | None = optional(
        "四至",
        whereabouts,
        example="东至村道，南至水渠，西至河堤，北至3组界",
        heads="四至(?:范围|界[限线]|情况|边界)|[东南西北](?:至|界|面)?",
    )
    use_state: str | None = optional("利用情况", text, "使用状态", "使用情况", example="出租", heads=_USE)
    user: str | None = optional(
        "使用人",
        officer,
        "承包人",
        example="云溪县农机合作社",
        mark=Mark.PARTY,
        heads=_USER,
        means="who take ?name",
    )
    keeper: str | None = optional(
        "管护人",
        officer,
        "管护单位",
        example="2组",
        mark=Mark.PARTY,
        heads="(?:日常)?管护(?:人员?|方|者|单位|主体|责任人)(?:姓名|名称)?",
    )
    contract: str | None = optional(
        "合同号", text, example="HT-2026-02", mark=Mark.CITED, heads="合同(?:编号|号码)"
    )
    place: str | None = optional("坐落", whereabouts, "坐落地点", example="2组河堤下", heads=_PLACE)
    lease: str | None = optional("承包期限", text, example="2024年1月1日至2028年12月31日", heads=TERM)
    rent: Decimal | None = optional(
        "年承包费",
        yearly,
        "年租金",
        example="6000.00",
        heads=_RENT,
        means="year rent ?money ?rate ?total ?contract ?deal ?take ?give",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotRow(Plot, Part):
    """One row of a register."""

    name: str = required(
        "地块名", text, "地块名称", "资源名称", example="河东机动地", heads=_NAME, otherwise="place"
    )
    code: str | None = optional("地块编号", text, "编号", "资源编号", example="ZY-001", mark=Mark.OWN)
    start: date | Period | None = optional("承包开始", when, example="2024-01-01", means=FIRST_DAY)
    end: date | Period | None = optional("承包到期", when, example="2028-12-31", means=LAST_DAY)
    rent_terms: str | None = optional(
        "承包费约定", text, example="每亩每年800元", heads=f"(?:{RENT}){AT_LENGTH}"
    )
    progress: str | None = optional("履行情况", text, example="已交清", heads=PROGRESS)
    note: str | None = optional("备注", text, example="合同年底到期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Plot, Disclosure):
    """One plot, or a register of them."""

    title: str = required("标题", text, example="2026年上半年资源台账")
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="SZ02")
    rows: tuple[PlotRow, ...] = many("资源台账", table(PlotRow), "台账")
    rows_file: str | None = optional("资源台账文件", text, "台账文件", "明细文件", example="资源台账.xlsx")
    map: Enclosure | None = optional("位置图", enclosure, example="位置图.jpg")
    name_mask: str | None = optional("姓名处理", choice("不遮", "遮中间", "只留姓"), mark=Mark.NAMING)


_ONE = (
    "code",
    "name",
    "land_type",
    "area",
    "use_state",
    "user",
    "keeper",
    "contract",
    "bounds",
    "place",
    "lease",
    "rent",
)
_HANDLED = (*_ONE, "rows", "rows_file", "map", "name_mask")


def describe(values: Values, telling: Telling) -> Content:
    """Say what land there is and who uses it."""
    say, rows = telling.say, maps_of(values, "rows")
    label = label_of(Resource, "area", say.language)
    areas = [area for row in rows if (area := amount_of(row, "area")) is not None]
    total = (Fact(label, say("kind-mu", area=f"{sum(areas):.2f}")),) if areas else ()
    facts = (*total, *register_facts(Resource, _ONE, values, telling))
    return Content(
        facts=(*facts, *common_facts(values, telling)),
        blocks=(
            *register_texts(Resource, _ONE, values, telling),
            *register_table(
                say("kind-register", count=str(len(rows))), PlotRow, rows, telling, sums=("area", "rent")
            ),
            *common_blocks(values, telling),
            *left_over(values, Resource, _HANDLED, telling),
        ),
        key=next((fact for fact in facts if fact.label == label), None),
    )


def wanted(resource: Resource) -> tuple[str, ...]:
    """Return what is told of a plot; a register tells it row by row."""
    return () if resource.rows or resource.rows_file else ("land_type", "area", "bounds", "use_state")


KIND = Kind(
    name="resource",
    label={"zh": "资源", "en": "Resource"},
    folders=("resources", "资源"),
    fields=Resource,
    describe=describe,
    catalog=("SZ02",),
    category="三资",
    required=("catalog",),
    wanted=wanted,
    wanted_of_rows=("area", "bounds"),
    sheets=("资源明细", "plots"),
)
