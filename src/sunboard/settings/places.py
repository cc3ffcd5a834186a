"""The configuration files: `site.yaml`, `township.yaml` and `village.yaml` as typed values.

A value that is wrong is told and left out, and the rest holds. Only what a place is known by must be right
(names, codes, addresses, the day), and what would make what is shown of it untrue (whether it is a sample,
whether a person may be named).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import ClassVar
from urllib.parse import urlsplit

from sunboard.fields.declarations import UNKNOWN, many, optional, reads, required
from sunboard.fields.disclosure import Photo
from sunboard.fields.faults import value_wrong
from sunboard.fields.forms import Form
from sunboard.fields.groups import part, table
from sunboard.fields.meant import as_map
from sunboard.fields.part import Part
from sunboard.fields.scalars import (
    choice,
    code,
    day,
    hotline,
    list_of,
    matching,
    money,
    named,
    text,
    texts,
    yes,
)
from sunboard.fields.ways import NONE
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Node, Scalar
from sunboard.model.problem import Log
from sunboard.settings.addresses import slug, slugs, web_address
from sunboard.settings.contacts import Contacts, whom_to_call
from sunboard.settings.displays import BoardPlan, ScreenPlan, boards, screens
from sunboard.settings.division import CODE_HEADS, division, short_division
from sunboard.settings.groups import groups
from sunboard.settings.photos import photos
from sunboard.settings.posts import Post, posts

COMMUNITY = "社区"
"""A place whose residents are no villagers: it has a residents' committee, and 居务 in place of 村务."""


@reads(text.form)
def if_any(node: Node, log: Log, form: Form) -> str | None:
    """Read a text; of what is said not to be there nothing is shown: 无, 暂无."""
    found = text.read(node, log, form)
    return None if found in NONE else found


@reads(text.form)
def title(node: Node, log: Log, form: Form) -> str | None:
    """Read what a place or a website is called, without a comma that ends the line."""
    found = text.read(node, log, form)
    return found and (found.rstrip(_ENDS) or found)


_ENDS = " 　，,、；;"


@reads(day.form)
def first_day(node: Node, log: Log, form: Form) -> date | None:
    """Read a day; of a month or a year the first one is proposed."""
    heard = Log()
    found = day.read(node, heard, form)
    began = _BEGAN.match(half_width(node.text).strip()) if isinstance(node, Scalar) else None
    if found is None and began:
        written = "-".join(part.zfill(2) for part in began.groups(default="1"))
        is_day = day.read(Scalar(written, node.place), Log(), form) is not None
        value_wrong(node, log, replace(form, example=written if is_day else UNKNOWN))
        return None
    log.problems += heard.problems
    return found


_BEGAN = regex(r"[从自]?([12][0-9]{3})[年./-]?(?:([0-9]{1,2})[月./-]?(?:([0-9]{1,2})[日号]?)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds(Part):
    """Amounts in yuan from which stricter rules hold."""

    vital: ClassVar[Collection[str]] = ()

    small: Decimal | None = optional("小额", money)
    major: Decimal | None = optional("大额", money)
    cash_pay: Decimal | None = optional("现金支付", money)
    cash_hold: Decimal | None = optional("库存现金", money)
    invoice_min: Decimal | None = optional("发票起点", money)


_amounts = part(Thresholds)


@reads(replace(_amounts.form, others=(Form("table", part=Thresholds),)))
def amounts(node: Node, log: Log, form: Form) -> Thresholds | None:
    """Read the amounts from which stricter rules hold, also where they are a list."""
    return _amounts.read(as_map(node), log, form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Part):
    """The county: what every page and sheet shares."""

    vital: ClassVar[Collection[str]] = ("base_url", "qr_base", "today", "sample")

    title: str = required("标题", title, "网站名称", example="云溪县村务公开")
    base_url: str | None = optional("网址", web_address)
    qr_base: str | None = optional("二维码网址", web_address)
    language: str | None = optional("语言", choice("zh", "en", also={"中文": "zh", "英文": "en"}))
    today: date | None = optional("今天", day)
    theme: str | None = optional("主题", text, example="default")
    contacts: Contacts | None = optional("联系方式", whom_to_call, "电话")
    law: tuple[str, ...] = many("法规", texts, example="本省")
    thresholds: Thresholds | None = optional("额度", amounts)
    sample: bool | None = optional("样例", yes)
    icp: str | None = optional("ICP备案号", if_any, "备案号", example="某ICP备00000000号")
    gongan: str | None = optional("公安备案号", if_any, example="某公网安备00000000000000号")

    @property
    def base(self) -> str:
        """Return its address without a slash at the end; nothing while there is no website."""
        return (self.base_url or "").rstrip("/")

    @property
    def code_base(self) -> str:
        """Return the same as codes carry it."""
        return (self.qr_base or self.base).rstrip("/") if self.base else ""

    @property
    def is_reachable(self) -> bool:
        """Tell whether its codes and links may be shown to lead somewhere; a sample's are taken to."""
        return bool(self.base) and (bool(self.sample) or _is_public(self.base))


def _is_public(base_url: str) -> bool:
    """Tell whether anybody outside can open an address: not example.*, localhost or a private address."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        labels = host.lower().split(".")
        return (
            len(labels) > 1
            and all(labels)
            and not labels[-1].isdigit()
            and "example" not in labels
            and labels[-1] not in ("localhost", "local", "test", "invalid", "internal", "lan")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOwed(Part):
    """A row of the disclosure catalogue that is not asked for here, and why."""

    code: str = required("编码", replace(code, form=Form("text", said="catalog")), "目录编码", example="CK09")
    reason: str = required("原因", text, example="本村没有接受过捐赠")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPersonal(Part):
    """A number that looks like a personal one and is none, as somebody of the township answers for."""

    vital: ClassVar[Collection[str]] = ("mark", "path", "reason")

    mark: str = required("摘要", matching(r"[0-9a-f]{12}", "3f2a9c0b7d15", "mark"))
    path: str = required("文件", text, example="liuwan/事项/修路.md")
    reason: str = required("原因", text, example="是发票号码，不是身份证号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Township(Part):
    """A township and what its villages inherit."""

    vital: ClassVar[Collection[str]] = ("slug", "code")

    name: str = required("名称", title, "乡镇名称", "镇名", "乡名", "街道名称", example="青石镇")
    slug: str | None = optional("短名", slug)
    code: str | None = optional(
        "行政区划代码",
        short_division,
        heads=CODE_HEADS,
    )
    contacts: Contacts | None = optional("联系方式", whom_to_call, "电话")
    hotlines: Mapping[str, str] | None = optional("热线", named(hotline, apart=True))
    thresholds: Thresholds | None = optional("额度", amounts)
    theme: str | None = optional("主题", text, example="default")
    missing_letters: bool | None = optional("缺字印方框", yes)
    not_owed: tuple[NotOwed, ...] = many("不要求公开", table(NotOwed, apart=True))
    monthly: bool | None = optional("按月公开", yes)
    shows_gaps: bool | None = optional("公布欠项", yes)
    not_personal: tuple[NotPersonal, ...] = many("不是个人信息", table(NotPersonal, apart=True))

    def allows(self, mark: str, path: str) -> bool:
        """Tell whether a number is allowed in a file, named from the township's folder down."""
        return any(one.mark == mark and f"/{path}".endswith(f"/{one.path}") for one in self.not_personal)


@reads(text.form)
def prose(node: Node, log: Log, form: Form) -> str | None:
    """Read sentences; the blank behind a Chinese sign is where YAML joined two lines."""
    found = text.read(node, log, form)
    return found and _JOINED.sub("", found)


_JOINED = regex("(?<=[，。；：、！？）”]) +")


@dataclass(frozen=True, slots=True, kw_only=True)
class Village(Part):
    """A village: who it is, whom to call, and where its boards and screens are."""

    vital: ClassVar[Collection[str]] = ("slug", "type")

    name: str = required("名称", title, "村名", example="柳湾村")
    code: str = required("行政区划代码", division, heads=CODE_HEADS)
    brief: str | None = optional("简称", text, example="柳湾")
    slug: str | None = optional("短名", slug)
    type: str | None = optional("类型", choice("村", COMMUNITY, also={"行政村": "村", "建制村": "村"}))
    town: str | None = optional("乡镇", text, example="青石镇")
    county: str | None = optional("县", text, example="云溪县")
    province: str | None = optional("省", text, example="云岭省")
    population: str | None = optional("人口", if_any, "人口数", "总人口", "总人口数", example="1260")
    households: str | None = optional("户数", if_any, "总户数", "农户数", example="318")
    area: str | None = optional("面积", if_any, example="4.2平方公里")
    contracted_area: str | None = optional("承包面积", if_any, example="2100亩")
    groups: tuple[str, ...] = many("村民小组", groups, "组", example="1组、2组、3组")
    posts: tuple[Post, ...] = many("岗位", posts, "村干部", "两委成员", "村两委成员", "村两委", "班子成员")
    phones: Contacts | None = optional("电话", whom_to_call, "联系方式")
    mailbox: str | None = optional("意见箱", if_any, example="村部门口")
    office_hours: str | None = optional(
        "办公时间", text, "上班时间", "工作时间", "服务时间", example="周一至周五9:00—17:00"
    )
    boards: tuple[BoardPlan, ...] = many(
        "公开栏", boards, "公示栏", "公告栏", "宣传栏", "村务公开栏", "三务公开栏"
    )
    screens: tuple[ScreenPlan, ...] = many(
        "屏幕", screens, "显示屏", "电子屏", "大屏", "电视", "LED屏", "LED显示屏"
    )
    thresholds: Thresholds | None = optional("额度", amounts)
    fonts: tuple[str, ...] = many("字体", texts, example="fonts/songti.ttf")
    since: date | None = optional("启用日期", first_day)
    not_owed: tuple[NotOwed, ...] = many("不要求公开", table(NotOwed, apart=True))
    monthly: bool | None = optional("按月公开", yes)
    icp: str | None = optional("ICP备案号", if_any, example="某ICP备00000000号")
    gongan: str | None = optional("公安备案号", if_any, example="某公网安备00000000000000号")
    profile: str | None = optional(
        "村情", prose, "村情简介", example="柳湾村在云溪县西北，三面环山，种植为主。"
    )
    photos: tuple[Photo, ...] = many("照片", photos)
    base_url: str | None = optional("网址", web_address)
    codes: tuple[str, ...] = many("其他代码", list_of(text), example="6299011012")
    former: tuple[str, ...] = many("曾用短名", slugs, example="hewan")
