"""The configuration files: `site.yaml`, `township.yaml` and `village.yaml` as typed values.

A value that is wrong is told and left out, and the rest holds. Only what a place is known by must be right
(names, codes, addresses, the day), and what would make what is shown of it untrue (whether it is a sample,
whether a person may be named).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import ClassVar
from urllib.parse import urlsplit

from sunboard.fields.declarations import UNKNOWN, Reader, many, names_of, optional, reads, required
from sunboard.fields.disclosure import Photo, files_of
from sunboard.fields.faults import shape_wrong, value_wrong
from sunboard.fields.forms import PHONE, Form, as_typed
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
    officer,
    phone,
    phones_in,
    text,
    texts,
    yes,
)
from sunboard.fields.sentences import holds_office
from sunboard.fields.ways import NONE
from sunboard.fields.written import groups_said, half_width, parse_phone
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Items, Node, Scalar
from sunboard.model.problem import Log

COMMUNITY = "社区"
"""A place whose residents are no villagers: it has a residents' committee, and 居务 in place of 村务."""


@reads(text.form)
def if_any(node: Node, log: Log, form: Form) -> str | None:
    """Read a text; of what is said not to be there nothing is shown: 无, 暂无."""
    found = text.read(node, log, form)
    return None if found in NONE else found


SLUG = r"[a-z0-9]{1,12}"
_slug = matching(SLUG, "liuwan", "slug")
_NOT_IN_SLUGS = regex(r"[\s._-]")


def _in_addresses(how: str) -> Reader[str]:
    """Return a reader of a name in addresses; of Nan-Hu, nanhu is proposed, and of 南湖 nothing."""

    @reads(_slug.form)
    def read(node: Node, log: Log, form: Form) -> str | None:
        heard = Log()
        found = _slug.read(node, heard, form)
        if found is None and isinstance(node, Scalar):
            meant = _NOT_IN_SLUGS.sub("", half_width(node.text)).lower()
            is_one = re.fullmatch(SLUG, meant) is not None
            shown = replace(form, example=meant if is_one else UNKNOWN)
            value_wrong(node, log, shown, how="" if is_one else how)
            return None
        log.problems += heard.problems
        return found

    return read


slug = _in_addresses("slug")
slugs = list_of(_in_addresses("former"))
_name_of_file = matching(r"[a-z0-9][a-z0-9-]{0,23}", "main", "file-name")


@reads(_name_of_file.form)
def short_name(node: Node, log: Log, form: Form) -> str | None:
    """Read the name of one of several files; each that is refused is offered another, by its line."""
    told = {f"{one.details.get('example', '')}".rpartition(": ")[2] for one in log.problems}
    count = node.place.line if isinstance(node, Scalar) else 0
    while count and f"{form.example}{count}" in told:
        count += 1
    offered = f"{form.example}{count or ''}"
    return _name_of_file.read(node, log, replace(form, example=offered))


_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_OCTET, _PORT = (
    "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})",
    "(?:[0-5]?[0-9]{1,4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])",
)
# whose last label is a number is one of four numbers
_HOST = rf"(?:{_OCTET}(?:\.{_OCTET}){{3}}|(?:{_LABEL}\.)*(?![0-9]+(?:[:/]|$)){_LABEL})"
_address = matching(
    rf"https?://{_HOST}(?::{_PORT})?(?:/[A-Za-z0-9._~\-]+)*/?", "https://gk.example.com", "address"
)
_LATIN = regex("[A-Za-zＡ-Ｚａ-ｚ0-9０-９]")
_PAGE = regex(r"/[^/]*\.(?:html?|php|aspx?|jsp)/?\Z", re.IGNORECASE)
_AROUND = regex(r"(?i)\A(?:https?)?[\s:;/\\,.。]*|[\s,;.。]+\Z")


@reads(_address.form)
def web_address(node: Node, log: Log, form: Form) -> str | None:
    """Read an address; of one whose `https://` is missing or mistyped, the right one is proposed."""
    if isinstance(node, Scalar) and len(node.text) <= _LONGEST_ADDRESS:
        meant = f"https://{_AROUND.sub('', half_width(node.text))}"
        page = _PAGE.search(meant)
        meant = meant[: page.start()] if page else meant
        form = replace(form, example=meant) if re.fullmatch(form.pattern, meant) else form
        if page:
            value_wrong(node, log, form, "site")
            return None
        if not _LATIN.search(node.text):  # 暂无（等县里开通）
            value_wrong(node, log, form, how="no-address")
            return None
        within = [address for one in _WITHIN.finditer(half_width(node.text)) if (address := _plain(one))]
        if form.example == _address.form.example:
            form = replace(form, example=within[0] if len(within) == 1 else f"https://{UNKNOWN}")
    return _address.read(node, log, form)


@reads(replace(texts.form, example="1组、2组、3组"))
def groups(node: Node, log: Log, form: Form) -> tuple[str, ...] | None:
    """Read the names of villagers' groups; `1-5组` are five, and `5个` only says how many there are."""
    if isinstance(node, Scalar) and len(numbered := _NUMBERED.split(f" {node.text.strip()}")) > 2:
        node = replace(node, text="、".join(one.strip(" 、，,；;") for one in numbered[1:]))
    if isinstance(node, Scalar) and (several := _OF_ONE_WORD.fullmatch(node.text.strip())):
        node = replace(node, text="、".join(f"{one}组" for one in _BETWEEN_NUMBERS.split(several[1])))
    if isinstance(node, Fields):
        led = "、".join(one.key.strip() for one in node.entries)
        shape_wrong(node, log, form, shown=led if groups_said(led) else "")
        return None
    if isinstance(node, Scalar):
        node = replace(node, text=_BETWEEN_GROUPS.sub("、", node.text))
    if isinstance(node, Scalar) and all(map(_OF_A_NAME.fullmatch, pieces := node.text.split())):
        node = replace(node, text="、".join(pieces))
    found = texts.read(node, log, form)
    said = node if isinstance(node, Scalar) else Scalar("、".join(found or ()), node.place)
    if found and any(map(_COUNT_OF_GROUPS.fullmatch, found)):
        value_wrong(said, log, replace(form, example=f"{UNKNOWN}组、{UNKNOWN}组"), "groups")
        return None
    named = "、".join(map(_without_what_is_said, found or ()))
    if found and named != "、".join(found):
        value_wrong(said, log, replace(form, example=named), "group-names")
        return None
    return None if found is None else tuple(name for one in found for name in groups_said(one) or (one,))


def _without_what_is_said(name: str) -> str:
    """Return the name of a group alone: of `1组（32户）`, `1组：32户` and `共三个自然村：大湾`."""
    before, colon, behind = _SAID_OF_GROUP.sub("", name).replace("：", ":").partition(":")
    if colon and _COUNT_OF_GROUPS_IN.search(before):
        return behind.strip()
    return before if not colon or groups_said(before) else name


@reads(text.form)
def group(node: Node, log: Log, form: Form) -> str | None:
    """Read the name of one group, by which records call it: 三组 is 3组."""
    found = text.read(node, log, form)
    named = groups_said(found) if found else ()
    return named[0] if len(named) == 1 else found


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


_NTH = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_BETWEEN_NUMBERS = regex(r"[、,，/\\]")
_BETWEEN_GROUPS = regex(r"[，,；;](?![^（(]*[）)])")
_OF_ONE_WORD = regex(rf"第?({_NTH}(?:[、,，/\\]{_NTH})+)(?:[村居]民)?小?组")  # 一、二、三组
_OF_A_NAME = regex("[\u3400-\u9fff]{2,}|[0-9]{1,2}(?:[村居]民)?小?组")
_SAID_OF_GROUP = regex(r"[(（][^()（）]*[0-9]\s*[户人亩口]?[)）]$")  # 1组（32户）
_NUMBERED = regex(r"(?<=\s)[0-9]{1,2}[.．、)）]\s*(?=[^0-9\s])")
_BEGAN = regex(r"[从自]?([12][0-9]{3})[年./-]?(?:([0-9]{1,2})[月./-]?(?:([0-9]{1,2})[日号]?)?)?")
_COUNT_OF_GROUPS = regex(r"[共有]*\s*[0-9０-９一二三四五六七八九十百]+\s*个(?:自然村|(?:[村居]民)?小?组)?")
_COUNT_OF_GROUPS_IN = regex("[0-9一二三四五六七八九十]个")
_LONGEST_ADDRESS = 200
_WITHIN = regex(r"(https?)://([A-Za-z0-9._~:/\-]+)(?![A-Za-z0-9._~:/\-?#%&=]|(?<=/)[\u3400-\u9fff])", re.I)


def _plain(found: re.Match[str]) -> str:
    """Return an address that stands among other words, as it is to be written; nothing where it is none."""
    address = f"{found[1].lower()}://{found[2].rstrip('./')}"
    return address if re.fullmatch(_address.form.pattern, address) else ""


def _proposing(code: Reader[str], *lengths: int) -> Reader[str]:
    """Return a reader of a code of digits that proposes the one among other signs, and nobody else's."""

    @reads(code.form)
    def read(node: Node, log: Log, form: Form) -> str | None:
        heard = Log()
        found = code.read(node, heard, form)
        if found is None and isinstance(node, Scalar):
            runs = re.findall("[0-9]+", _BETWEEN_DIGITS.sub("", half_width(node.text)))
            meant = [run for run in runs if len(run) in lengths]
            is_one = len(meant) == 1
            shown = replace(form, example=meant[0] if is_one else UNKNOWN)
            value_wrong(node, log, shown, how="" if is_one else "division")
            return None
        log.problems += heard.problems
        return found

    return read


_BETWEEN_DIGITS = regex(r"(?<=[0-9])[\s.·—–-]+(?=[0-9])")
division = _proposing(matching(r"(?:\d\s*){11}\d", "629901001001", "division"), 12)
_CODE_HEADS = "(?:行政|区划|统计用?|[村镇乡](?:委会|级)?|社区|单位)*(?:代码|编码)"


_NO_SIZE = f"{UNKNOWN}x{UNKNOWN}"
_METRES = r"(?:[1-9][0-9]?(?:\.[0-9]{1,3})?|0\.[1-9][0-9]{0,2})"
_LENGTHS = {  # how one is written in a unit, what stands behind the first and the last, its millimetres
    "": ("[0-9]{2,5}", "(?:mm|㎜|毫米)?", "(?:mm|㎜|px|毫米|像素)?", 1),
    "厘米": (r"[1-9][0-9]{0,3}(?:\.[0-9])?", "(?:cm|㎝|厘米|公分)?", "(?:cm|㎝|厘米|公分)", 10),
    "米": (_METRES, "[m米]?", "[m米]", 1000),
}
_SIZES = {
    unit: as_typed(f"(?:[长宽]_)?{length}_{behind}_(?:[xX×*]|[、,]?_(?=[高宽]))_(?:[高宽]_)?{length}_{last}")
    for unit, (length, behind, last, _) in _LENGTHS.items()
}
_PAPERS = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}
_PAPER = as_typed("[Aa][0-4]_[横竖](?:[版向放着]?)")  # which side is up must be said
SIZE = Form("size", "|".join((*_SIZES.values(), _PAPER)), example="2400x1200mm", said="size")


@reads(SIZE)
def size(node: Node, log: Log, form: Form) -> tuple[int, int] | None:
    """Read `2400x1200mm`, `宽2.4米、高1.2米` or `A1横` as width and height."""
    written = text.read(node, log, form)
    if written is None:
        return None
    unit = next((unit for unit, pattern in _SIZES.items() if re.fullmatch(pattern, written)), None)
    plain = half_width(written).upper()
    if unit is None and (paper := _PAPERS.get(plain[:2])):
        if not re.fullmatch(_PAPER, written):
            sides = tuple(map(str, paper))
            form = replace(form, example=f"{_NO_SIZE}mm")
            value_wrong(node, log, form, how="paper", paper=plain[:2], sides=sides, lying=sides[::-1])
            return None
        return paper[::-1] if "横" in plain else paper
    if unit is None:
        within = _SIZE_IN.findall(plain.lower())
        meant = within[0] if len(within) == 1 and re.fullmatch(form.pattern, within[0]) else f"{_NO_SIZE}mm"
        value_wrong(node, log, replace(form, example=meant))
        return None
    width, height = re.findall(r"[0-9.]+", half_width(written))
    return _millimetres(width, unit), _millimetres(height, unit)


_SIZE_IN = regex(
    r"[0-9.]+ *(?:mm|cm|m|px|毫米|厘米|米|像素)? *[x×*] *[0-9.]+ *(?:mm|cm|m|px|毫米|厘米|米|像素)?"
)
"""One among other words, in small letters."""
_POINTS = "[0-9]{2,5}_(?:px|像素|点)?"
PIXELS = Form(
    "text",
    as_typed(f"(?:[长宽]_)?{_POINTS}_(?:[xX×*]|[、,]?_(?=[高宽]))_(?:[高宽]_)?{_POINTS}"),
    example="1920x1080",
    said="size",
)
_NAMED = {"720P": "1280x720", "1080P": "1920x1080", "2K": "2560x1440", "4K": "3840x2160"}
_OF_LENGTHS = regex("[米分毫寸吋]|[0-9][cmCM]|[pP][0-9]")


@reads(PIXELS)
def pixels(node: Node, log: Log, form: Form) -> tuple[int, int] | None:
    """Read `1920×1080` as width and height; how many points a screen of 3米×2米 has, its maker knows."""
    written = text.read(node, log, form)
    if written is None:
        return None
    plain = half_width(written)
    if not re.fullmatch(form.pattern, written):
        is_length = _OF_LENGTHS.search(plain) is not None
        is_named = plain.strip().upper() in _NAMED
        within = _SIZE_IN.findall(plain.lower())
        said = within[0] if len(within) == 1 and re.fullmatch(form.pattern, within[0]) else _NO_SIZE
        open_size = _NAMED[plain.strip().upper()] if is_named else said
        shown = replace(form, example=open_size)
        value_wrong(node, log, shown, how="pixels" if is_length else "")
        return None
    width, height = map(int, re.findall("[0-9]+", plain))
    return width, height


def _millimetres(length: str, unit: str) -> int:
    return int(Decimal(length) * _LENGTHS[unit][-1])


MINUTES = Form("text", "[1-9][0-9]?_(?:分钟|分)?", example="5分钟", said="minutes")
_MINUTES = regex(as_typed(MINUTES.pattern))


@reads(MINUTES)
def minutes(node: Node, log: Log, form: Form) -> int | None:
    """Read `5` or `5分钟`: a length of time of 1 to 99 minutes."""
    written = text.read(node, log, form)
    if written is None:
        return None
    if not _MINUTES.fullmatch(written):
        value_wrong(node, log, replace(form, example=f"{UNKNOWN}分钟"))
        return None
    return int(re.findall("[0-9]+", half_width(written))[0])


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


_CALLED = ("联系电话", "办公电话", "值班电话", "服务电话", "咨询热线", "服务热线", "热线")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts(Part):
    """Whom people may call or write to."""

    vital: ClassVar[Collection[str]] = ()

    contact_phone: str | None = optional(
        "咨询电话", phone, "contact", "咨询", *_CALLED, example="0900-8880003"
    )
    supervise_phone: str | None = optional(
        "监督电话", phone, "supervise", "监督", "监督热线", "举报电话", "投诉电话", example="0900-8880110"
    )
    office: str | None = optional("单位", text, example="青石镇人民政府")
    address: str | None = optional("地址", text, example="青石镇人民路1号")
    hours: str | None = optional("办公时间", text, "office_hours", example="周一至周五9:00—17:00")
    email: str | None = optional("邮箱", text, example="qingshi@example.com")
    others: Mapping[str, str] | None = optional("其他电话", named(hotline, apart=True))


_contacts = part(Contacts)


@reads(replace(_contacts.form, others=(Form("table", part=Contacts), PHONE)))
def whom_to_call(node: Node, log: Log, form: Form) -> Contacts | None:
    """Read whom people may call; one number alone is for questions, and of several each has a name."""
    called = as_map(node)
    if isinstance(node, Scalar) and parse_phone(node.text):
        called = Fields((Entry("咨询电话", node, node.place),), node.place)
    elif isinstance(node, Scalar) and isinstance(called, Fields) and len(called.entries) > 1:
        called = _with_others(called)
    is_named = isinstance(called, Fields) and called.get(*names_of(Contacts)) is not None
    if isinstance(node, Scalar) and not is_named:
        numbers = phones_in(node.text)
        one = numbers[0] if len(numbers) == 1 else ""
        asked = f"咨询电话: {one}" if one else f"咨询电话: {UNKNOWN}, 监督电话: {UNKNOWN}"
        shape_wrong(node, log, _contacts.form, shown=f"{{{asked}}}")
        return None
    return _contacts.read(called, log, form)


def _with_others(called: Fields) -> Fields:
    """Return telephones of one line, those of other offices together: 村医0900-8880144."""
    known = names_of(Contacts)
    own = tuple(one for one in called.entries if one.key in known)
    rest = tuple(one for one in called.entries if one.key not in known)
    if not rest:
        return called
    others = Entry("其他电话", Fields(rest, called.place.at("其他电话")), called.place)
    return replace(called, entries=(*own, others))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Part):
    """The county: what every page and sheet shares."""

    vital: ClassVar[Collection[str]] = ("base_url", "qr_base", "today", "sample")

    title: str = required("标题", text, "网站名称", example="云溪县村务公开")
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

    name: str = required("名称", text, "乡镇名称", "镇名", "乡名", "街道名称", example="青石镇")
    slug: str | None = optional("短名", slug)
    code: str | None = optional(
        "行政区划代码",
        _proposing(matching(r"(?:\d\s*){8}\d(?:(?:\s*\d){3})?", "629901001", "division-short"), 9, 12),
        heads=_CODE_HEADS,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Part):
    """A post-holder; a number given here is a duty number and may be shown."""

    vital: ClassVar[Collection[str]] = ("public",)

    name: str = required("姓名", officer, example="何广仁")
    duty: str | None = optional("职务", text, "岗位", example="村委会主任")
    phone: str | None = optional("电话", phone, example="0900-8880001")
    public: bool | None = optional("公开", yes)


_posts = table(Post, apart=True)


@reads(_posts.form)
def posts(node: Node, log: Log, form: Form) -> tuple[Post, ...] | None:
    """Read who holds which post; `村委会主任: 石有田` says both, and so does `石有田（村委会主任）`."""
    items = node.items if isinstance(node, Items) else (node,)
    found = [told for item in items for told in _as_posts(item, is_alone=item is node)]
    if found == [node] and not isinstance(node, Items) and not _is_holder(node):
        shape_wrong(node, log, form, shown=f"[{_ANYBODY}]")
        return None
    unheld = [one for one in found if isinstance(one, Scalar)]
    for one in unheld:
        shape_wrong(one, log, Form("group", part=Post), of=node.place.field, shown=_ANYBODY)
    found = [one for one in found if one not in unheld]
    is_told = isinstance(node, Items) or len(found) != 1 or found[0] is not node
    return _posts.read(Items(tuple(found), node.place) if is_told else node, log, form)


def _is_holder(node: Node) -> bool:
    return isinstance(node, Fields) and any(one.key.strip() in names_of(Post) for one in node.entries)


_ANYBODY = f"{{姓名: {UNKNOWN}, 职务: {UNKNOWN}, 电话: {UNKNOWN}}}"


def _as_posts(item: Node, *, is_alone: bool) -> Sequence[Node]:
    """Return the post-holders that are told, those of one line too; what tells none stays as it is."""
    if isinstance(item, Fields):
        entries = [one for one in item.entries if not (isinstance(one.node, Scalar) and one.node.told)]
        lines = [(one.key, one.node) for one in entries if isinstance(one.node, Scalar)]
        if _is_holder(item):
            return [item]
        said = [
            (f"{duty} {name}", node)
            for duty, node in lines
            for name in _BETWEEN_NAMES.split(node.text)
            if name
        ]
        whole = [one for one in (_holder(line, node) for line, node in said) if one is not None]
        return whole if whole and len(lines) == len(entries) and len(whole) == len(said) else [item]
    if isinstance(item, Items) and all(isinstance(one, Scalar) for one in item.items):
        holder = _holder(" ".join(getattr(one, "text", "") for one in item.items), item)
        return [holder] if holder else [item]
    if not isinstance(item, Scalar):
        return [item]
    for between in ("[；;\n]", "[、，,；;\n]") if is_alone else ("(?!)",):
        texts = [one for one in re.split(between, item.text) if one.strip()]
        holders = [one for one in (_holder(line, item) for line in texts) if one is not None]
        if len(holders) == len(texts):
            return holders
    return [item]


def _holder(said: str, node: Scalar | Items) -> Fields | None:
    """Return whom a line tells of, by a name and a duty, and a telephone that is no mobile one.

    Whoever gives the number of a mobile has to say that it is meant for everybody.
    """
    pieces = [piece for piece in _BETWEEN_WORDS.split(said) if piece]
    numbers = [piece for piece in pieces if parse_phone(piece)]
    words = [piece for piece in pieces if piece not in numbers]
    if len(words) != _TWO or len(numbers) > 1 or any(map(_MOBILE.fullmatch, numbers)):
        return None
    holding = [pair for pair in permutations(words) if holds_office(pair[0], Scalar(pair[1]))]
    if len(holding) != 1:
        return None
    (duty, name), place = holding[0], node.place
    told = [("姓名", name), ("职务", duty), *(("电话", number) for number in numbers)]
    return Fields(tuple(Entry(key, Scalar(text, place.at(key)), place) for key, text in told), place)


_BETWEEN_NAMES = regex(r"\s*[、，,]\s*(?=[\u3400-\u9fff])")
_BETWEEN_WORDS = regex(r"[\s()（）:：,，、]+")
_MOBILE = regex("1[0-9]{10}")
_TWO = 2  # the duty and the name


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardContent(Part):
    """What a board shows in place of everything that hangs."""

    vital: ClassVar[Collection[str]] = ()

    power: str | None = optional("权力", text, example="A07")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPlan(Part):
    """One notice board on a wall, sizes in millimetres."""

    vital: ClassVar[Collection[str]] = ()

    name: str = required("名称", short_name, example="main")
    size: tuple[int, int] = required("尺寸", size, "大小", "规格")
    title: str | None = optional("标题", text, example="村部公开栏")
    place: str | None = optional("地点", text, "位置", example="村部门口")
    ink: str | None = optional("用墨", choice("outline", "full", also={"省墨": "outline", "全彩": "full"}))
    group: str | None = optional("组", group, "村民小组", example="3组")
    tiles: str | None = optional("拼贴", choice("A4", "A3"))
    shows: BoardContent | None = optional("看板", part(BoardContent, "power"))


_boards = table(BoardPlan, apart=True)


@reads(_boards.form)
def boards(node: Node, log: Log, form: Form) -> tuple[BoardPlan, ...] | None:
    """Read boards; of one whose 宽 and 高 are two fields, they are its 尺寸."""
    node = _by_name(node)
    if told := _told_by_place(node, "main") or _left_open(node, "main", f"{_NO_SIZE}mm"):
        shape_wrong(node, log, form, shown=told)
        return None
    node = _asked_by_line(node, log, BoardPlan, "main")
    if isinstance(node, Items):
        node = replace(node, items=tuple(map(_with_size, node.items)))
    return _boards.read(_with_size(node), log, form)


def _by_name(node: Node) -> Node:
    """Return boards or screens that stand each below its name as a list: main: 2400x1200mm."""
    if isinstance(node, Items):
        alone = [
            item.entries[0] for item in node.items if isinstance(item, Fields) and len(item.entries) == 1
        ]
        if not alone or len(alone) < len(node.items) or any(map(_is_plan, alone)):
            return node
        node = Fields(tuple(alone), node.place)
    if not isinstance(node, Fields) or not node.entries or any(map(_is_plan, node.entries)):
        return node
    if not all(re.fullmatch(_name_of_file.form.pattern, one.key.strip()) for one in node.entries):
        return node  # 村部 names no file
    rows = []
    for one in node.entries:
        size = (Entry("尺寸", replace(one.node, place=one.node.place.at("尺寸")), one.place),)
        inside = one.node.entries if isinstance(one.node, Fields) else size
        name = Entry("名称", Scalar(one.key.strip(), one.place.at("名称")), one.place)
        rows.append(Fields((name, *inside), one.place))
    return Items(tuple(rows), node.place)


def _left_open(node: Node, name: str, size: str) -> str:
    """Return how a board or screen is asked for where words stand that say no size: 公开栏: 有."""
    if not isinstance(node, Scalar) or _SIZE_IN.search(half_width(node.text).lower()):
        return ""
    return "" if re.search(_PAPER, node.text) else f"[{{名称: {name}, 尺寸: {size}}}]"


def _told_by_place(node: Node, name: str) -> str:
    """Return boards or screens that stand each below where it is, or what it is called, as a list to copy."""
    if not isinstance(node, Fields) or not node.entries or any(map(_is_plan, node.entries)):
        return ""
    rows = []
    for at, one in enumerate(node.entries, 1):
        within = _with_size(one.node)
        size = (Entry("尺寸", one.node, one.place),)
        inside = within.entries if isinstance(within, Fields) else size
        said = {entry.key.strip(): getattr(entry.node, "text", "").strip() for entry in inside}
        label = "标题" if _IS_BOARD.search(one.key) or "地点" in said else "地点"
        said = {"名称": name if at == 1 else f"{name}{at}", label: one.key.strip(), **said}
        if not all(said.values()) or any(_SPECIAL.search(f"{key}{text}") for key, text in said.items()):
            return ""
        rows.append(f"{{{', '.join(f'{key}: {text}' for key, text in said.items())}}}")
    return f"[{', '.join(rows)}]"


def _asked_by_line(node: Node, log: Log, kind: type[Part], name: str) -> Node:
    """Ask for boards or screens that are told in one line each, with their sizes; return all others."""
    if not isinstance(node, Items):
        return node
    kept: list[Node] = []
    for at, item in enumerate(node.items, 1):
        told = (
            _told_in_line(item.text, name if at == 1 else f"{name}{at}") if isinstance(item, Scalar) else ""
        )
        if told:
            shape_wrong(item, log, Form("group", part=kind), of=node.place.field, shown=told)
        else:
            kept.append(item)
    return replace(node, items=tuple(kept))


def _told_in_line(text: str, name: str) -> str:
    """Return what one line tells, 大厅电视 1920x1080, as fields; nothing where it has a name for its file."""
    plain = half_width(text)
    within = _SIZE_IN.findall(plain.lower())
    words = re.sub(r"[\s,、;。]+", "", plain.lower().replace(within[0], "")) if len(within) == 1 else ""
    at = plain.lower().find(words) if words else -1
    if at < 0 or re.match(_name_of_file.form.pattern, words) or _SPECIAL.search(words):
        return ""
    said = plain[at : at + len(words)]
    return (
        f"{{名称: {name}, {'标题' if _IS_BOARD.search(said) else '地点'}: {said}, 尺寸: {within[0].strip()}}}"
    )


_IS_BOARD = regex("[栏板墙屏视机]$")
_SPECIAL = regex(r"[{}\[\]#'\"\n,:]")


def _is_plan(entry: Entry) -> bool:
    """Tell whether an entry is one of a board or a screen, not one of several that stands below its name."""
    known = {*names_of(BoardPlan), *names_of(ScreenPlan), *_SIDES}
    if entry.key.strip() in known or isinstance(entry.node, Items):
        return True
    return isinstance(entry.node, Fields) and entry.node.get("名称", "name") is not None


def _with_size(node: Node) -> Node:
    if not isinstance(node, Fields) or node.get(*names_of(BoardPlan)["size"].names) is not None:
        return node
    sides = {entry.key.strip(): entry for entry in node.entries if isinstance(entry.node, Scalar)}
    both = next((pair for pair in _PAIRS if {*pair} <= {*sides}), None)
    if both is None:
        return node
    width, height = (sides[side].node for side in both)
    text = f"宽{getattr(width, 'text', '').strip()}、高{getattr(height, 'text', '').strip()}"
    place = width.place.at("尺寸")
    size = Entry("尺寸", Scalar(text, place), sides[both[0]].place)
    others = tuple(entry for entry in node.entries if entry.key.strip() not in both)
    return replace(node, entries=(*others, size))


_SIDES = "宽", "高", "长"
_PAIRS = ("宽", "高"), ("长", "高"), ("长", "宽")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenPlan(Part):
    """One public screen, sizes in pixels."""

    vital: ClassVar[Collection[str]] = ()

    name: str = required("名称", short_name, example="hall")
    size: tuple[int, int] = required("尺寸", pixels, "大小", "分辨率", example="1920x1080")
    title: str | None = optional("标题", text, example="大厅电视")
    place: str | None = optional("地点", text, "位置", example="便民服务站大厅")
    minutes: int | None = optional("时长", minutes, example="5分钟")
    codes: str | None = optional(
        "二维码", choice("once", "every", also={"每件一次": "once", "每屏": "every"})
    )


_screens = table(ScreenPlan, apart=True)


@reads(_screens.form)
def screens(node: Node, log: Log, form: Form) -> tuple[ScreenPlan, ...] | None:
    """Read screens, also where each stands below its name."""
    node = _by_name(node)
    if told := _told_by_place(node, "hall") or _left_open(node, "hall", _NO_SIZE):
        shape_wrong(node, log, form, shown=told)
        return None
    return _screens.read(_asked_by_line(node, log, ScreenPlan, "hall"), log, form)


@reads(text.form)
def prose(node: Node, log: Log, form: Form) -> str | None:
    """Read sentences; the blank behind a Chinese sign is where YAML joined two lines."""
    found = text.read(node, log, form)
    return found and _JOINED.sub("", found)


_JOINED = regex("(?<=[，。；：、！？）”]) +")
_photos = files_of(Photo, apart=True)


@reads(_photos.form)
def photos(node: Node, log: Log, form: Form) -> tuple[Photo, ...] | None:
    """Read photographs, also where each stands below what it shows, and with signs of Windows in its path."""
    found = _photos.read(_by_caption(node), log, form)
    return found and tuple(replace(one, file=one.file.replace("\\", "/")) for one in found)


def _by_caption(node: Node) -> Node:
    if isinstance(node, Items):
        return replace(node, items=tuple(map(_as_file, node.items)))
    if isinstance(node, Scalar):
        return _as_file(replace(node, text=re.sub("[；;]", "、", node.text)))
    entries = node.entries if isinstance(node, Fields) else ()
    if not entries or not all(_FILE.search(getattr(one.node, "text", "")) for one in entries):
        return node
    if any(one.key.strip() in names_of(Photo) for one in entries):
        return node
    rows = (
        Fields((Entry("文件", one.node, one.place), Entry("说明", Scalar(one.key, one.place), one.place)))
        for one in entries
    )
    return Items(tuple(rows), node.place)


def _as_file(node: Node) -> Node:
    """Return a file with what it shows behind a blank as people write it otherwise, in brackets."""
    found = _FILE_AND_CAPTION.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    return replace(node, text=f"{found[1]}（{found[2]}）") if found and isinstance(node, Scalar) else node


_FILE_AND_CAPTION = regex(r"(\S+\.[A-Za-z]{3,4})\s+([^\s()（）.、]+)")
_FILE = regex(r"\.[A-Za-z]{3,4}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Village(Part):
    """A village: who it is, whom to call, and where its boards and screens are."""

    vital: ClassVar[Collection[str]] = ("slug", "type")

    name: str = required("名称", text, "村名", example="柳湾村")
    code: str = required("行政区划代码", division, heads=_CODE_HEADS)
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
