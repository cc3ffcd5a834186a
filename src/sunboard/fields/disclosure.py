"""The fields common to every kind of record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sunboard.fields.decision import Decision, decision
from sunboard.fields.declarations import UNKNOWN, Key, Reader, keys_of, many, optional, reads, required
from sunboard.fields.enclosed_tables import EnclosedTable, enclosed_tables, written_tables
from sunboard.fields.faults import key_unknown, nearest, value_wrong
from sunboard.fields.forms import DAY, NO_WORDS, TEXT, WHOLE, YES, YES_WORDS, Form, Mark
from sunboard.fields.groups import part, read_part, read_partly, table
from sunboard.fields.meant import UNANNOUNCED
from sunboard.fields.part import Part
from sunboard.fields.scalars import (
    choice,
    code,
    day,
    list_of,
    matching,
    officer,
    period,
    phone,
    text,
    texts,
    whereabouts,
    whole,
    yes,
)
from sunboard.fields.written import half_width, parse_span
from sunboard.lazy import dataclass, regex
from sunboard.model.file_types import PICTURES
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar
from sunboard.model.period import Period
from sunboard.model.problem import Log

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Category:
    """Where records of a category stand: behind a door of a village's home, on a panel of its boards."""

    door: str
    panel: str


DOORS = ("finance", "affairs", "services")
PANELS = ("party", "village", "money", "services")
MONEY = "财务"
"""The category of what was taken in, paid and kept."""
AID = "惠民"
"""The category of what people are given."""
CATEGORIES: Mapping[str, Category] = {
    "党务": Category("affairs", "party"),
    "村务": Category("affairs", "village"),
    MONEY: Category("finance", "money"),
    "三资": Category("finance", "money"),
    "土地": Category("affairs", "village"),
    "工程": Category("affairs", "money"),
    AID: Category("affairs", "village"),
    "小微权力": Category("services", "services"),
}
ASKED = (MONEY, AID, "工程", "三资", "土地", "村务", "小微权力", "党务")
"""The categories, those first that concern people's money; in this order is told what is lacking."""
OTHER_CATEGORY = CATEGORIES["村务"]
"""Where records stand whose category is none of these."""

CHANNELS = ("栏", "网", "屏", "微", "会", "播", "户", "室")
_CHANNELS_SAID = {
    **dict.fromkeys(("公开栏", "公示栏", "公告栏", "村务公开栏", "上墙", "张贴"), "栏"),
    **dict.fromkeys(("网站", "网上", "网页", "网络"), "网"),
    **dict.fromkeys(("屏幕", "显示屏", "电子屏", "大屏", "电视"), "屏"),
    **dict.fromkeys(("微信", "微信群", "村民群", "公众号", "微信公众号"), "微"),
    **dict.fromkeys(("会议", "村民会议", "村民代表会议"), "会"),
    **dict.fromkeys(("广播", "村广播", "大喇叭", "喇叭", "村村响"), "播"),
    **dict.fromkeys(("入户", "上门", "明白纸"), "户"),
}
"""The channels in the words of clerks."""
DRAFT, WAITING, PUBLIC = "草稿", "待审", "公开"
PARTY_ONLY, PAPER_ONLY = "党内", "仅公开栏"
ITEM_REFERENCE = "power"
"""The field that names the items of an inherited list under which a record stands."""
REFERENCES = (ITEM_REFERENCE, "related", "corrects")
"""The fields that name other records."""
SIGNATURES = ("owner", "reviewer", "review_date", "approver")
"""The fields that say who answers for a record."""
SECONDS = ("秒数", "seconds")
"""How long a record is to stand where it is shown, as a clerk may call it."""
PLACES = {"screen": "屏", "board": "栏", "broadcast": "播"}
"""The fields that say whether a record may stand in a place, and its sign in the list of channels."""

CATALOG_NAMES = ("目录", "目录名称", "目录编号", "公开目录", "公开类目", "类目", "公开类别")
"""What else people call the row of the catalogue."""

_identifier = matching(r"[A-Za-z0-9-]{1,40}", "JY-2026-03", "id")


@reads(_identifier.form)
def identifier(node: Node, log: Log, form: Form) -> str | None:
    """Read the id of a record; no two records are shown that of an example, or it would be theirs."""
    return _identifier.read(node, log, replace(form, example=UNKNOWN))


_ANY_REFERENCE = matching(r"(?:[a-z0-9]{1,12}/)?\S(?:(?:\S| ){0,58}\S)?", "2026-0007", "reference")
_ON_PAPER = regex(r"[村社]?[〔\[【(（]([0-9]{4})[〕\]】)）]公([0-9]+)号")
_PAPER_SERIAL = regex("公[0-9]")
_PAGE = regex(r"https?://\S*?/([a-z0-9]{1,12}/[0-9]{4}-[0-9]{4,})(?:/(?:index\.html)?)?")
_QUOTED = regex("《(.+)》|“(.+)”|「(.+)」")


@reads(_ANY_REFERENCE.form)
def reference(node: Node, log: Log, form: Form) -> str | None:
    """Read an id, a number, also as paper has it (`村〔2026〕公7号`), a title, or the address of a page."""
    written = _ANY_REFERENCE.read(node, log, form)
    if written and (page := _PAGE.fullmatch(written)):
        return page[1]
    return as_named(numbers_as_issued(written)) if written else written


def numbers_as_issued(text: str) -> str:
    """Return a text in which numbers as paper has them stand as they were issued."""
    if not _PAPER_SERIAL.search(text):  # as in most texts, which takes less than to look for the whole
        return text
    return _ON_PAPER.sub(lambda found: f"{found[1]}-{found[2]:0>4}", text)


def as_named(title: str) -> str:
    """Return a title as a reference may give it: without white space and the marks around it."""
    bare = "".join(title.split())
    quoted = _QUOTED.fullmatch(bare)
    return next(filter(None, quoted.groups())) if quoted else bare


def called(id_: str, title: str) -> tuple[str, ...]:
    """Return what a record is called by its title: that alone, and behind its id as in `A07 工程项目立项`."""
    return (title, f"{id_}{title}")


def by_title(titled: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return what has each title, as references give it; what has it alone can be named by it."""
    found: dict[str, tuple[str, ...]] = {}
    for title, key in titled:
        name = as_named(title)
        found[name] = (*found.get(name, ()), key)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Part):
    """Why and when a record was taken back."""

    date: date = required("日期", day)
    reason: str = required("原因", text, example="合同尚未生效")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing(Part):
    """What was filed with the township."""

    no: str | None = optional("备案号", text, example="青政备〔2026〕12号", mark=Mark.SERIAL)
    date: date | None = optional("日期", day)
    to: str | None = optional("备案单位", text, example="青石镇人民政府")
    receiver: str | None = optional("接收人", officer, example="许文静")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeResult(Part):
    """What came of a public notice."""

    objections: str = required("异议数", text, "异议", example="0")
    handling: str | None = optional("处理", text, example="已当面答复")
    conclusion: str | None = optional("结论", text, example="公示无异议")


_OBJECTED = Form("text", r"(?:\s|\S)*异议(?:\s|\S)*", example="没有异议")


@reads(Form("group", part=NoticeResult, others=(_OBJECTED,)))
def notice_result(node: Node, log: Log, form: Form) -> NoticeResult | None:
    """Read what came of a notice as a group, or in a sentence such as `收到异议2条，已当面答复`."""
    if isinstance(node, Scalar) and "异议" in node.text:
        node = Fields((Entry("异议数", node, node.place),), node.place)
    return read_partly(NoticeResult, node, log)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure(Part):
    """A file that goes with the record; `file` is relative to the record's own file."""

    file: str = required("文件", text, example="合同.pdf")
    title: str | None = optional("标题", text, "名称", example="施工合同")
    redacted: bool | None = optional("已遮盖", yes)
    size: str | None = optional("大小", text, example="2 MB")


@reads(Form("group", part=Enclosure, others=(TEXT,)))
def enclosure(node: Node, log: Log, form: Form) -> Enclosure | None:
    """Read the name of a file, or a group that says more of it."""
    if isinstance(node, Scalar):
        return Enclosure(file=node.text.strip(), places={"": node.place, "file": node.place})
    return read_part(Enclosure, node, log)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(Part):
    """A photograph that goes with the record."""

    file: str = required("文件", text, example="现场.jpg")
    caption: str | None = optional("说明", text, example="换好的路灯")
    date: date | None = optional("日期", day)
    where: str | None = optional("地点", whereabouts, example="3组晒场")
    taken: str | None = optional("拍摄阶段", choice("施工前", "施工中", "完工后"), "阶段")


_SIGN = r"(?![:、,])\S"
_SAID = r"[(][^()、,\n]+[)]"  # what a file shows, behind its name
_NAME = rf"{_SIGN}(?:{_SIGN}| )*\.[0-9A-Za-z]{{1,5}}(?:\s*{_SAID})?"
_FILES = rf"{_NAME}(?:\s*[、,]\s*{_NAME})*"
_ONE_FILE = regex(r"([^:：\n]+\.[0-9A-Za-z]{1,5})(?:\s*[(（]([^()（）\n]+)[)）])?")
_BEFORE_FILE = regex(r"(?:^|\s+)[0-9]{1,2}[.)]\s+")
"""Numbers before files that stand below one another, which YAML joins: 1. 方案.pdf 2. 预算.pdf."""
_COMMA = regex("[，,]")


def files_of(kind: type[P], *, apart: bool = False) -> Reader[tuple[P, ...]]:
    """Return a reader of a list of files; their names alone will do, 、 between them.

    What a file shows may stand in brackets behind its name. Where they stand `apart`, one that is wrong
    spoils no other.
    """
    groups, (file, said) = table(kind, apart=apart), keys_of(kind)[:2]

    def as_file(node: Node) -> Node:
        """Return an item as a group: the name of a file alone is one, whatever is in it."""
        name = node.get(file.zh) if isinstance(node, Fields) and len(node.entries) == 1 else node
        found = _ONE_FILE.fullmatch(name.text.strip()) if isinstance(name, Scalar) else None
        if found is None or not isinstance(name, Scalar):
            return node
        entries = (
            Entry(key.zh, replace(name, text=text), name.place)
            for key, text in ((file, found[1]), (said, found[2]))
            if text
        )
        return Fields(tuple(entries), node.place)

    @reads(replace(groups.form, others=(Form("text", _FILES),), example=file.form.example))
    def read(node: Node, log: Log, form: Form) -> tuple[P, ...] | None:
        if isinstance(node, Scalar) and re.fullmatch(_FILES, half_width(node.text)):
            counted = [one for one in _BEFORE_FILE.split(node.text) if one]
            if len(counted) > 1 and all(map(_ONE_FILE.fullmatch, counted)):
                node = replace(node, text="、".join(counted))
            node = written_tables(replace(node, text=_COMMA.sub("、", node.text)))
        if isinstance(node, Items):
            node = replace(node, items=tuple(map(as_file, node.items)))
        return groups.read(node, log, form)

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive(Part):
    """Where the papers are kept."""

    no: str | None = optional("档号", text, example="2026-CW-015", mark=Mark.SERIAL)
    term: str | None = optional("保管期限", choice("永久", "30年", "10年"))
    box: str | None = optional("盒号", text, example="12")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Part):
    """A disclosure that villagers asked for."""

    date: date | None = optional("日期", day)
    count: int | None = optional("人数", whole, example="15")


_NOTHING_HEADS = "本(?:期|月|季度?|年度?|次)(?:没有|无)(?:此项|该项|这一项|内容|发生)?|(?:没有|无)此项"
_EITHER = ("有", "无", "没有")
_CLEAR = "|".join(word for word in (*YES_WORDS, *NO_WORDS) if word not in _EITHER)


@reads(replace(YES, pattern=_CLEAR))
def nothing_said(node: Node, log: Log, form: Form) -> bool | None:
    """Read 是 or 否; 有 and 无 may be said of the item as of its absence."""
    if isinstance(node, Scalar) and node.text.strip() in _EITHER:
        value_wrong(node, log, form)
        return None
    return yes(node, log)


@reads(Form("group", part=Request, others=(YES,)))
def request(node: Node, log: Log, form: Form) -> Request | None:
    """Read 是, or the day and the number of people who asked."""
    if isinstance(node, Scalar):
        return Request(places={"": node.place}) if yes(node, log) else None
    return read_part(Request, node, log)


@reads(
    Form(
        "yes",
        YES.pattern,
        YES.words,
        YES.example,
        others=(Form("map", item=Form()), Form("list", item=Form())),
    )
)
def placement(node: Node, log: Log, form: Form) -> Mapping[str, str] | None:
    """Read 是, 否, or a group such as `{秒数: 12}` for where a record is to be shown, and for how long."""
    if isinstance(node, Scalar):
        shown = yes(node, log)
        return None if shown is None else {"show": "是" if shown else "否"}
    told = {"show": "是"}
    for entry in node.entries if isinstance(node, Fields) else ():
        if entry.key not in SECONDS:
            key_unknown(log, entry.place, entry.key, nearest(entry.key, SECONDS), entry.node)
        elif whole(entry.node, log) is None:
            continue
        if isinstance(entry.node, Scalar):
            told[entry.key] = entry.node.text
    return told


references: Reader[tuple[str, ...]] = list_of(reference)
_DAYS = regex(r"(.+?)\s*个?(工作日|日历日|自然日)")
_day_type = choice("日历日", "工作日", also={"自然日": "日历日"})


@reads(replace(WHOLE, pattern=rf"(?:{WHOLE.pattern})(?:个?(?:工作日|日历日|自然日))?"))
def notice_days_said(node: Node, log: Log, form: Form) -> int | None:
    """Read a number of days; which days are counted may stand behind it."""
    said = _DAYS.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    bare = replace(node, text=said[1]) if said and isinstance(node, Scalar) else node
    return whole.read(bare, log, form)


@reads(_day_type.form)
def day_type_said(node: Node, log: Log, form: Form) -> str | None:
    """Read which days are counted; behind a number of days it may be left out."""
    if not isinstance(node, Scalar) or node.place.field.rpartition(".")[2] not in ("公示天数", "notice_days"):
        return _day_type.read(node, log, form)
    return days_counted(node.text)


def days_counted(written: str) -> str | None:
    """Return which days a number of days counts, where that stands behind it: `5个工作日`."""
    said = _DAYS.fullmatch(written.strip())
    return None if said is None else "工作日" if said[2] == "工作日" else "日历日"


@reads(DAY)
def published_on(node: Node, log: Log, form: Form) -> date | None:
    """Read a day; where days from one to another are said, whoever wrote them knows what the last is."""
    span = parse_span(node.text) if isinstance(node, Scalar) else None
    if span is None or not isinstance(node, Scalar):
        return day.read(node, log, form)
    how = "span-column" if node.place.cell else "span"
    shown = replace(form, example=span.first.isoformat())
    value_wrong(node, log, shown, how=how, days=f"{span.first}至{span.last}")
    return None


_state = choice(
    DRAFT,
    WAITING,
    PUBLIC,
    also={
        **dict.fromkeys(("draft", "未公开", "不公开", "暂不公开", "未发布", "未定稿"), DRAFT),
        **dict.fromkeys(("review", "审核中", "待审核", "未审核", "送审"), WAITING),
        **dict.fromkeys(("public", "published", "已公开", "公布", "已公布", "发布", "已发布"), PUBLIC),
    },
    how="withdrawn",
)


@reads(_state.form)
def state_said(node: Node, log: Log, form: Form) -> str | None:
    """Read a state; 不公示 may say that the record is not to be seen, or that nobody may object."""
    if isinstance(node, Scalar) and node.text.strip().endswith(UNANNOUNCED):
        value_wrong(node, log, form, how="unannounced-column" if node.place.cell else "unannounced")
        return None
    return _state.read(node, log, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Part):
    """What every record may say, whatever its kind."""

    kind: str | None = optional("类型", text, example="事项")
    id: str | None = optional("编号", identifier, mark=Mark.SERIAL, heads="权力(?:事项)?(?:编号|编码|代码)")
    title: str = required(
        "标题",
        text,
        "事项名称",
        "公开事项",
        "题目",
        example="村口道路维修公示",
        heads="(?:公开|公示)(?:的?内容|项目|事项名称|内容名称)",
    )
    village: str | None = optional("村", text, example="柳湾村")
    group: tuple[str, ...] = many("村民小组", texts, "组", "组别", example="3组、4组")
    category: str | None = optional("类别", choice(*CATEGORIES, how="category"))
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="CW05")
    power: tuple[str, ...] = many("对应权力事项", references, example="A07")
    stage: str | None = optional("公开环节", choice("事前", "事中", "事后"))
    event_date: date | None = optional("事项日期", day)
    period: Period | None = optional("所属期间", period, "期间")
    publish_date: date | None = optional(
        "公开日期", published_on, "公开时间", "发布日期", "发布时间", "公布日期", example="2026-04-10"
    )
    notice_start: date | None = optional("公示开始", day)
    notice_end: date | None = optional("公示截止", day, "公示结束")
    notice_days: int | None = optional("公示天数", notice_days_said, example="7")
    day_type: str | None = optional("天数类型", day_type_said, otherwise="notice_days")
    posted_from: date | None = optional("张贴日期", day)
    posted_until: date | None = optional("撤下日期", day, "张贴至", "张贴到", "张贴截止")
    expires_on: date | None = optional("网上到期", day)
    status: str | None = optional("状态", state_said)
    audience: str | None = optional(
        "公开范围",
        choice(
            "全体村民", PARTY_ONLY, "本组", also={"public": "全体村民", "party": PARTY_ONLY, "group": "本组"}
        ),
    )
    plain_summary: str | None = optional(
        "大白话",
        text,
        "摘要",
        "summary",
        example="村口120米路面重铺，花3万8千元，3月20日前完工，有意见打监督电话。",
    )
    basis: tuple[str, ...] = many("依据", texts, example="村民委员会组织法第三十条")
    owner: str | None = optional("经办人", officer, "承办人", example="陈守田", heads="经办(?:人员)?")
    reviewer: str | None = optional("监委会审核人", officer, "审核人", example="吴月琴")
    approver: str | None = optional("批准人", officer, "审批人", example="何广仁")
    review_date: date | None = optional("审核日期", day, "审核时间", example="2026-04-09")
    contact_phone: str | None = optional("咨询电话", phone, example="0900-8880003", heads="联系电话")
    supervise_phone: str | None = optional("监督电话", phone, example="0900-8880110")
    channels: tuple[str, ...] = many(
        "公开渠道", list_of(choice(*CHANNELS, also=_CHANNELS_SAID)), "公开方式", "公开形式"
    )
    screen: Mapping[str, str] | None = optional("上屏", placement)
    board: Mapping[str, str] | None = optional("上栏", placement)
    broadcast: Mapping[str, str] | None = optional("上广播", placement)
    attachments: tuple[Enclosure, ...] = many("附件", files_of(Enclosure))
    photos: tuple[Photo, ...] = many("照片", files_of(Photo))
    tables: tuple[EnclosedTable, ...] = many("表格", enclosed_tables, "附表")
    decision: Decision | None = optional("议事决策", decision)
    filing: Filing | None = optional("备案", part(Filing))
    result: NoticeResult | None = optional("公示结果", notice_result)
    corrects: str | None = optional("更正自", reference, "replaces", "更正")
    correction_reason: str | None = optional("更正原因", text, "更正说明", "更正理由", example="金额写错")
    withdrawn: Withdrawal | None = optional("撤回", part(Withdrawal))
    related: tuple[str, ...] = many("相关事项", references)
    requested_by_villagers: Request | None = optional("点题公开", request)
    tags: tuple[str, ...] = many("标签", texts, example="三重一大、工程")
    archive: Archive | None = optional("归档", part(Archive))
    pii: str | None = optional("个人信息", choice("无", "遮名", "仅公开栏"))
    nil: bool | None = optional("本期无此项", nothing_said, heads=_NOTHING_HEADS)
    minor: bool | None = optional("不重印", yes)
    applies: bool | None = optional("适用", yes)
    reason: str | None = optional("原因", text, example="本村没有集体林地")
    overrides: str | None = optional("覆盖", text, "覆盖县目录", example="A07")
    further: Mapping[str, tuple[str, ...]] | None = None  # as written, under names that are no field's

    @property
    def is_published(self) -> bool:
        """Tell whether the clerk means it to be public, now or on its day.

        Drafts and what waits for approval are not.
        """
        return self.status in (None, PUBLIC)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as a record names it."""

    place: Place
    name: str
    title: str | None
    is_photo: bool = False
    is_redacted: bool = False


def named_files(fields: Disclosure) -> Iterator[NamedFile]:
    """Yield the files that a record names: papers, photographs, then those that have a field of their own.

    A picture in a field of its own is a photograph, and the field its title.
    """
    for paper in fields.attachments:
        yield NamedFile(paper.at("file"), paper.file, paper.title, is_redacted=bool(paper.redacted))
    for photo in fields.photos:
        yield NamedFile(photo.at("file"), photo.file, photo.caption, is_photo=True)
    for key in keys_of(type(fields)):
        if key.form.sort == "group" and key.form.part is Enclosure and (file := getattr(fields, key.name)):
            is_photo, title = file.file.strip().lower().endswith(PICTURES), file.title or key.zh
            yield NamedFile(file.at("file"), file.file, title, is_photo, bool(file.redacted))


def own_keys(part: type[Disclosure]) -> tuple[Key, ...]:
    """Return the fields that a kind has beside the common ones.

    Last, those of the common ones that it calls by another name.
    """
    common = {key.name: key.zh for key in keys_of(Disclosure)}
    own = [key for key in keys_of(part) if common.get(key.name) != key.zh]
    return tuple(sorted(own, key=lambda key: key.name in common))
