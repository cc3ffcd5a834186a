"""The fields of an item of the power list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import ne

from sunboard.fields.barred import as_rows
from sunboard.fields.declarations import many, names_of, optional, reads, required
from sunboard.fields.disclosure import CATEGORIES, Disclosure, identifier
from sunboard.fields.enclosed_tables import EnclosedTable, enclosed_tables
from sunboard.fields.forms import NO_WORDS, PHONE, TEXT, Form, Mark
from sunboard.fields.groups import part, read_partly, table
from sunboard.fields.numerals import parse_whole
from sunboard.fields.part import Part
from sunboard.fields.rows import are_rows
from sunboard.fields.scalars import choice, day, named, officer, phone, text, texts, whole, yes
from sunboard.fields.written import parse_phone
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Items, Node, Scalar
from sunboard.model.problem import Log

# What the lists that hang on walls call these columns.
_NAME = ("权力名称", "事项名称", "权力事项", "权力事项名称")
_CLASS = ("权力类别", "权力分类", "事项类别", "事项分类")
_SUBJECT = ("实施主体", "行使主体", "责任单位", "实施单位", "责任部门", "承办单位", "承办主体")
_BASIS = ("实施依据", "法律依据", "政策依据", "权力依据", "设定依据", "办理依据", "制度依据")
_CONDITIONS = ("办理条件", "申请条件")
_MATERIALS = ("所需材料", "申请材料", "办理材料", "需要材料", "需提供材料", "提交材料")
_FLOW = ("办理流程", "运行流程", "工作流程", "操作流程", "权力运行流程", "办事流程", "办理程序", "工作程序")
_PHONE = ("联系电话", "办公电话", "办理电话")
_LIMIT = ("办理时限", "办结时限", "办理期限", "承诺时限")
_HOW = ("公开形式", "公开方式")
_RISKS = ("廉政风险点", "廉洁风险点", "廉政风险", "风险点位")
_MEASURES = ("防范措施", "风险防控措施", "廉政风险防控措施", "防控办法")

_NAME_HEADS = "(?:小微|服务|权力|办理|权责|职权|职责|便民|具体)*(?:事项|权力|职权)(?:名称)?"
_ID_HEADS = "(?:权力|职权|事项)*(?:编号|编码|代码)"
_SUBJECT_HEADS = "(?:责任|实施|行使|承办|办理|牵头|具体)+(?:主体|单位|部门|机构|岗位|科室)|责任人"
_BASIS_HEADS = (
    "(?:法律|法规|规章|政策|文件|制度|权力|职权|设立|设定|实施|办[理事]|行使|执行|主要|[相有]关|[及和、/])+"
    "依据"
)
_CONDITION_HEADS = "(?:办理|申请|申报|受理|享受|办事)条件"
_MATERIAL_HEADS = "(?:所需|需要?|应?提供|应?提交|申请|申报|办理|准备|携带)+的?(?:材料|资料|证件)(?:清单)?"
_FLOW_HEADS = (
    "(?:权力|规范|办理|办事|运行|工作|操作|业务|服务|审批|具体|实施|行使|流程)+(?:流程|程序|步骤|环节)"
    "|(?:权力|规范|办理|办事|运行|工作|操作|业务|服务|审批|具体|实施|行使)*流程图"
    "|第(?:步骤?|环节|流程)"  # how 第一步 and 步骤1 stand for one of them
)
_LIMIT_HEADS = "(?:办理|办结|承诺|法定|完成)?(?:时限|期限)"
_FEE_HEADS = "(?:是否)?收费(?:项目|依据|情况|标准|金额|[及和与、/])*"
_WHO_HEADS = "(?:责任|承办|办理|经办|实施|具体)+(?:主体|单位|部门|岗位|人员|人)"
_WHAT_HEADS = "(?:流程|办理|办事|运行|工作|操作|具体|步骤|环节)*(?:步骤|环节|程序|内容|事项|说明)"
_PLACE_HEADS = "(?:办理|受理|办公|办事|服务|咨询)+(?:地点|地址|场所|窗口|位置)"
_PHONE_HEADS = "(?:咨询|服务|承办|责任人|承办人)电话"

CLASSES = ("重大决策", "日常管理", "便民服务")
LEVELS = ("高", "中", "低")
_ARROWS = "[↓⇓⬇▼]|→|⇒|➔|➜|➝|➞|➡|⟶|⟹|[-—=]+[>＞]|[>＞]"
_BETWEEN_STEPS = regex(rf"\s*(?:{_ARROWS}|\n)\s*(?![^（(]{{0,80}}[)）])")
_DASHES = "[-—–―─－]+"
_DASHED = regex(rf"\s*(?:(?<![0-9]){_DASHES}|{_DASHES}(?![-—–―─－0-9]))\s*")  # 3-5日 is one text
_DONE = regex(r"[^。；;]*")  # a sentence with a dash in it is no list of steps
_WORD = regex("[一-鿿]")
_STEP = "[一-鿿“”（）()]{2,8}"
_LISTED = f"{_STEP}(?:[，,]{_STEP}){{2,}}|{_STEP}(?:、{_STEP}){{2,}}|{_STEP}(?:[；;]{_STEP})+"
"""Steps of a word or two, with one sign between them: 申请、审核、盖章."""
_BETWEEN_PHONES = regex(r"\s*[，,；;、/\n]\s*|(?<=[0-9])\s+(?=[一-鿿])")
_ONE_PHONE = regex(r"([一-鿿]{2,6}?(?:电话)?)\s*[:：]?\s*((?:[0-9+(（]).*)")
_NTH = regex("(?:第|步骤|环节)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:步骤?|环节)?")
_STEP_NUMBER = regex(r"[(（]?[0-9]{1,2}[.、．)）]\s*|[①-⑳]\s*")
_NUMBERS = regex(
    r"(?:^|(?<=[\s；;。，,、）)]))(?:(?P<digit>[0-9]{1,2})[.、．)）](?![0-9])"
    r"|(?P<han>[一二三四五六七八九十]{1,3})[、.．]"
    r"|第(?:(?P<nth>[0-9]{1,2})|(?P<hanth>[一二三四五六七八九十]{1,3}))步[:：])\s*"
    r"|(?:[(（](?P<inside>[0-9]{1,2})[)）]|(?P<ring>[①-⑳]))\s*"
)
level = choice(
    *LEVELS,
    also={
        f"{sign}{end}": level
        for level, signs in zip(LEVELS, ("高A一Ⅰ", "中B二Ⅱ", "低C三Ⅲ"), strict=True)
        for sign in signs
        for end in ("", "级", "风险", "级风险")
        if sign + end not in LEVELS
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep(Part):
    """One step: who does what, by when, and what comes next.

    `branch` maps conditions to targets; a target that is no step's id ends the flow.
    """

    id: str = required("序号", text, example="1")
    who: str = required("责任人", officer, example="村委会", heads=_WHO_HEADS)
    what: str = required("做什么", text, example="公开结果", heads=_WHAT_HEADS)
    limit: str | None = optional("时限", text, example="3日", heads=_LIMIT_HEADS)
    to: str | None = optional("下一步", text, example="归档")
    branch: Mapping[str, str] | None = optional("分支", named(text))
    doc: str | None = optional("形成材料", text, example="会议记录")
    public: bool | None = optional("公开点", yes)
    risk: str | None = optional("风险", text, example="提前付款")


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Part):
    """Where power may be misused, how grave that is, and what is done against it."""

    step: str | None = optional("环节", text, example="2")
    point: str = required("风险点", text, example="提前付款")
    level: str | None = optional("等级", level, heads="风险(?:等级|级别)")
    likelihood: int | None = optional("可能性", whole)
    impact: int | None = optional("危害", whole)
    measure: str | None = optional(
        "防控措施", text, "措施", example="验收合格再付款", heads="(?:风险)?(?:防[控范]|预防)(?:措施|办法)"
    )
    owner: str | None = optional("责任人", officer, example="监委会")


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing(Part):
    """What of the item's use is published, and how."""

    catalog: str | None = optional("目录编码", text, example="GC03")
    form: str | None = optional("形式", text, "方式", example="公开栏、网站")
    when: str | None = optional("时间", text, "时限", example="办结后3日内")
    content: str | None = optional("内容", text, example="合同、验收和付款")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Part):
    """A question that people often ask."""

    question: str = required("问", text, "q", example="几天能办好")
    answer: str = required("答", text, "a", example="材料齐全的当天办好")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Part):
    """When and why the item was taken off the list."""

    date: date = required("日期", day)
    reason: str = required("原因", text, example="并入工程建设项目")


@reads(
    Form(
        "table",
        part=FlowStep,
        others=(
            Form(
                "text",
                rf"(?:\s|\S)+(?:{_ARROWS}|{_DASHES}|\n|②|2[.、．)）]|二[、.．]|第[2二]步|[,，、;；])(?:\s|\S)+",
                example="申请→受理→公示",
            ),
        ),
    )
)
def flow(node: Node, log: Log, form: Form) -> tuple[FlowStep, ...] | None:
    """Read a table of steps, or what is done one after another: `申请→受理→公示`, which says not by whom."""
    node = _by_number(_numbered(as_rows(node)) if isinstance(node, Scalar) else node)
    node = _numbered(node) if _follow(node) else node
    pieces = _steps_in(node.text.strip()) if isinstance(node, Scalar) else []
    if isinstance(node, Items) and all(isinstance(item, Scalar) for item in node.items):
        pieces = [item.text.strip() for item in node.items if isinstance(item, Scalar)]
    done = [_STEP_NUMBER.sub("", piece, count=1) for piece in pieces if piece]
    if len(done) < 2:
        return table(FlowStep).read(node, log, form)
    places = {"": node.place}
    return tuple(FlowStep(id=str(at), who="", what=what, places=places) for at, what in enumerate(done, 1))


def _follow(node: Node) -> bool:
    """Tell whether steps follow one another as they stand: none has a number, and none names another."""
    known = names_of(FlowStep)
    telling = {name for key in ("id", "to", "branch") for name in known[key].names}
    rows = node.items if isinstance(node, Items) and not are_rows(node.items, known) else ()
    return len(rows) > 1 and all(
        isinstance(row, Fields) and telling.isdisjoint(entry.key.strip() for entry in row.entries)
        for row in rows
    )


def _numbered(node: Node) -> Node:
    """Return the rows of a drawn table with their numbers: those of its first column, else as they follow."""
    rows = [one for one in node.items if isinstance(one, Fields)] if isinstance(node, Items) else []
    if not rows or any(entry.key in ("序号", "id") for entry in rows[0].entries):
        return node
    firsts = (row.entries[0].node for row in rows)
    found = [_NTH.fullmatch(first.text) for first in firsts if isinstance(first, Scalar)]
    is_counted = [one and one[1] for one in found] == [f"{at}" for at in range(1, len(rows) + 1)]
    numbers = (Entry("序号", Scalar(f"{at}", row.place), row.place) for at, row in enumerate(rows, 1))
    steps = (
        Fields((number, *row.entries[is_counted:]), row.place)
        for number, row in zip(numbers, rows, strict=True)
    )
    return Items(tuple(steps), node.place)


def _by_number(node: Node) -> Node:
    """Return steps whose names count them as a list: `第一步: 申请`, alone or with 责任人 behind it."""
    if isinstance(node, Fields):
        starts = [at for at, one in enumerate(node.entries) if _NTH.fullmatch(one.key.strip())]
        ends = [*starts[1:], len(node.entries)]  # where none begins, this end is of nothing
        parts = [node.entries[start:end] for start, end in zip(starts, ends, strict=False)]
        is_counted = len(starts) > 1 and starts[0] == 0
    else:
        items = node.items if isinstance(node, Items) else ()
        parts = [one.entries for one in items if isinstance(one, Fields)]
        is_counted = bool(parts) and len(parts) == len(items) and all(map(_begins_with_number, parts))
    if not is_counted:
        return node
    done = [part[0].node for part in parts if len(part) == 1 and isinstance(part[0].node, Scalar)]
    return Items(tuple(done if len(done) == len(parts) else map(_step_of, parts)), node.place)


def _begins_with_number(entries: Sequence[Entry]) -> bool:
    return bool(entries and _NTH.fullmatch(entries[0].key.strip()))


def _step_of(entries: Sequence[Entry]) -> Fields:
    """Return a step that begins with its number: below that stands what is done, or all that it says."""
    (first, *others), said = entries, _NTH.fullmatch(entries[0].key.strip())
    number = said[1] if said else ""
    counted = Scalar(number if number.isdigit() else f"{parse_whole(number)}", first.place)
    done = (
        first.node.entries if isinstance(first.node, Fields) else (Entry("做什么", first.node, first.place),)
    )
    return Fields((Entry("序号", counted, first.place), *done, *others), first.place)


def _steps_in(written: str) -> Sequence[str]:
    """Return what stands between arrows, on lines or behind numbers that count it.

    Between dashes only where each piece is what is done, between commas where each is a word or two.
    """
    pieces: Sequence[str] = [one for one in _BETWEEN_STEPS.split(written) if one]
    if len(pieces) > 1 or len(pieces := _counted(written)) > 1:
        return pieces
    if re.fullmatch(_LISTED, listed := written.rstrip("。；;")):
        return re.split("[，,、；;]", listed)
    dashed = _DASHED.split(written)
    return dashed if all(_DONE.fullmatch(one) and _WORD.search(one) for one in dashed) else pieces


def _counted(written: str) -> Sequence[str]:
    """Return what stands behind the numbers 1, 2, 3 … of a text; all of it where it is not counted so."""
    numbers = [*_NUMBERS.finditer(written)]
    counted = [_number(one) for one in numbers]
    if not numbers or numbers[0].start() or counted != [*range(1, len(counted) + 1)]:
        return [written]
    ends = [*(one.start() for one in numbers[1:]), len(written)]
    return [written[one.end() : end].rstrip(" \t；;。，,、") for one, end in zip(numbers, ends, strict=True)]


def _number(found: re.Match[str]) -> int:
    if found["ring"]:
        return ord(found["ring"]) - ord("①") + 1
    digits = found["digit"] or found["inside"] or found["nth"]
    return int(digits) if digits else parse_whole(found["han"] or found["hanth"]) or 0


def uncounted(what: str, number: str) -> str:
    """Return what is done at a step without its number, beside which it is drawn: 1.申请, 第一步：申请."""
    found = _NUMBERS.match(what)
    is_own = found is not None and found.end() < len(what) and f"{_number(found)}" == number
    return what[found.end() :] if found is not None and is_own else what


@reads(Form("group", part=Showing, others=(TEXT,)))
def showing(node: Node, log: Log, form: Form) -> Showing | None:
    """Read a group of fields, or one text that says what is published or, by its key, where."""
    if isinstance(node, Scalar):
        said, places = node.text.strip(), {"": node.place}
        is_form = node.place.field.endswith(_HOW)
        return Showing(form=said, places=places) if is_form else Showing(content=said, places=places)
    return read_partly(Showing, node, log)


_risks = table(Risk, "step", "point", "level", "measure")


@reads(replace(_risks.form, others=(TEXT,)))
def risks_told(node: Node, log: Log, form: Form) -> tuple[Risk, ...] | None:
    """Read a table of risks, or texts that say where power may be misused."""
    told = node.items if isinstance(node, Items) else (node,)
    points = [one for one in told if isinstance(one, Scalar)]
    if not points or len(points) < len(told):
        return _risks.read(node, log, form)
    return tuple(Risk(point=one.text.strip(), places={"": one.place, "point": one.place}) for one in points)


@reads(Form("map", item=PHONE, words=("办理", "监督"), others=(PHONE,)))
def phones(node: Node, log: Log, form: Form) -> Mapping[str, str] | None:
    """Read telephone numbers by what they are for, or a single one: for complaints where its key says so.

    监督电话 among them is the one for 监督; `办理0900-8880122，监督0900-8880125` is each of them.
    """
    node = _each_phone(node) if isinstance(node, Scalar) else node
    if isinstance(node, Scalar):
        number, what = phone(node, log), "监督" if "监督" in node.place.field else "办理"
        return None if number is None else {what: number}
    found = named(phone).read(node, log, form)
    return found and {what.removesuffix("电话") or what: number for what, number in found.items()}


def _each_phone(node: Scalar) -> Node:
    """Return the numbers of a text in which each stands behind what it is for, by that."""
    pieces = [piece for piece in _BETWEEN_PHONES.split(node.text.strip()) if piece]
    found = [_ONE_PHONE.fullmatch(piece) for piece in pieces]
    said = {one[1]: one[2] for one in found if one and parse_phone(one[2])}
    if len(said) < max(2, len(pieces)):
        return node
    entries = (Entry(what, Scalar(number, node.place.at(what)), node.place) for what, number in said.items())
    return Fields(tuple(entries), node.place)


_CLASSES = {
    f"{said}{end}": name
    for name, others in zip(
        CLASSES, (("重大事项决策", "重大事项"), ("日常事务管理",), ("便民服务事项",)), strict=True
    )
    for said in (name, *others)
    for end in ("", "类")
    if said + end != name
}
_class = choice(*CLASSES, also=_CLASSES)


_OWN_CLASS = Form("text", "[\u4e00-\u9fff、]{2,12}", example="集体资产类")


@reads(replace(_class.form, others=(_OWN_CLASS,)))
def class_said(node: Node, log: Log, form: Form) -> str | None:
    """Read a class; one of a list's own, under a name that is of nothing else, stands as it is written.

    What stands under 类别 may be the catalogue's category instead, and under 类型 the record's kind.
    """
    if isinstance(node, Scalar) and _names_own_class(node):
        return node.text.strip()
    is_category = _is_headed(node, *_CATEGORY) and _is_category(node)
    is_kind = _is_headed(node, *_KIND) and not _is_class(node)
    return None if is_category or is_kind else _class.read(node, log, form)


@reads(TEXT)
def kind_or_class(node: Node, log: Log, form: Form) -> str | None:
    """Read the kind of the record; lists of powers head their classes 类型 too, and then it is none."""
    return None if _is_class(node) else text.read(node, log, form)


_category = choice(*CATEGORIES)


@reads(
    replace(
        _category.form,
        pattern=f"{_category.form.pattern}|{_class.form.pattern}",
        others=(Form("text", "[\u4e00-\u9fff、]{1,11}类", example="集体资产类"),),
        example="小微权力",
    )
)
def category_or_class(node: Node, log: Log, form: Form) -> str | None:
    """Read the catalogue's category; lists of powers head their classes 类别 too, and then it is none."""
    if _is_headed(node, *_KIND):
        return None
    category = _category.read(node, Log(), form)
    if category is None and not _names_own_class(node):
        _class.read(node, log, form)
    return category


_KIND = ("类型", "kind")
_CATEGORY = ("类别", "category")


def _names_own_class(node: Node) -> bool:
    """Tell whether a value is a class of the list's own, by its name or, under 类别, by how it ends."""
    if not isinstance(node, Scalar) or not _is_own_class(node.text):
        return False
    is_class = _is_headed(node, "大类", "class", *_CLASS)
    return is_class or (_is_headed(node, *_CATEGORY) and node.text.strip().endswith("类"))


def _is_own_class(text: str) -> bool:
    """Tell whether a text is a class of other lists, such as 集体资产类: short, and no known one misspelt."""
    word = text.strip()
    alike = (one for one in (*CLASSES, *_CLASSES) if len(one) == len(word))
    return bool(re.fullmatch(_OWN_CLASS.pattern, word)) and all(sum(map(ne, one, word)) > 1 for one in alike)


def _is_headed(node: Node, *keys: str) -> bool:
    return node.place.field.rpartition(".")[2] in keys


def _is_class(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip() in (*CLASSES, *_CLASSES)


def _is_category(node: Node) -> bool:
    return _category.read(node, Log(), _category.form) is not None


@reads(replace(TEXT, others=(Form("list", item=TEXT),)))
def told_at_length(node: Node, log: Log, form: Form) -> str | None:
    """Read a text; where several are listed, they are its parts."""
    if not isinstance(node, Items):
        return text.read(node, log, form)
    parts = [text(item, log) for item in node.items]
    return None if None in parts else "；".join(part.rstrip("；;。") for part in parts if part)


@reads(TEXT)
def fee_said(node: Node, log: Log, form: Form) -> str | None:
    """Read what an item costs; 否 under 是否收费 says that it costs nothing."""
    said = text.read(node, log, form)
    is_asked = "是否" in node.place.field
    return "不收费" if is_asked and said in NO_WORDS else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Disclosure):
    """One power. Where only `name` is given, it is the title too."""

    id: str | None = optional("编号", identifier, mark=Mark.SERIAL, heads=_ID_HEADS)
    title: str = required("标题", text, otherwise="name", example="村级工程建设项目")
    name: str | None = optional("名称", text, *_NAME, example="村级工程建设项目", heads=_NAME_HEADS)
    kind: str | None = optional("类型", kind_or_class, example="小微权力")
    category: str | None = optional("类别", category_or_class, otherwise="kind")
    class_: str | None = optional("大类", class_said, *_CLASS, otherwise="category")
    power_type: str | None = optional("权力类型", text, example="决策权")
    subject: str = required("责任主体", text, *_SUBJECT, example="村委会", heads=_SUBJECT_HEADS)
    basis: tuple[str, ...] = required(
        "依据", texts, *_BASIS, example="村民委员会组织法第三十条", heads=_BASIS_HEADS
    )
    scope: str | None = optional(
        "权力内容", text, "事项内容", "权力描述", "事项描述", example="村集体出资的工程，从立项到验收"
    )
    conditions: tuple[str, ...] = many(
        "条件", texts, *_CONDITIONS, example="列入当年计划、有资金来源", heads=_CONDITION_HEADS
    )
    materials: tuple[str, ...] = many(
        "材料", texts, *_MATERIALS, example="申请表、身份证复印件", heads=_MATERIAL_HEADS
    )
    steps: tuple[FlowStep, ...] = required(
        "流程",
        flow,
        *_FLOW,
        example="[{序号: 1, 责任人: 村民, 做什么: 提出申请}, {序号: 2, 责任人: 村委会, 做什么: 公开结果}]",
        heads=_FLOW_HEADS,
    )
    disclosure: Showing | None = optional("公开", showing, "公开内容", *_HOW)
    risks: tuple[Risk, ...] = many("风险点", risks_told, *_RISKS)
    measures: str | None = optional("防控措施", told_at_length, *_MEASURES, example="两人以上核实，公示7天")
    risk_level: str | None = optional("风险等级", text, example="高", heads="(?:廉政|廉洁)?风险(?:等级|级别)")
    accountability: str | None = optional(
        "责任追究",
        text,
        example="按村规民约处理",
        heads="(?:责任)?追[责究](?:情形|依据|方式|办法|措施)?|责任追究(?:情形|依据|方式|办法|措施)|问责(?:情形|办法)",
    )
    supervision: str | None = optional(
        "监督方式", text, example="监委会全程监督", heads="监督(?:渠道|途径|措施|办法|方法)?"
    )
    phone: Mapping[str, str] | None = optional(
        "电话",
        phones,
        *_PHONE,
        otherwise="supervise_phone",
        heads=_PHONE_HEADS,
        example="{办理: 0900-8880003, 监督: 0900-8880110}",
    )
    visits: int | None = optional("跑动次数", whole, example="1")
    fee: str | None = optional("收费", fee_said, "收费标准", "收费情况", example="不收费", heads=_FEE_HEADS)
    total_limit: str | None = optional("总时限", text, *_LIMIT, example="15日", heads=_LIMIT_HEADS)
    place: str | None = optional("办理地点", text, example="村便民服务站", heads=_PLACE_HEADS)
    service_hours: str | None = optional(
        "办理时间", text, "办公时间", "受理时间", "服务时间", example="工作日8:30到17:30"
    )
    entry: str | None = optional("网上入口", text, example="https://zwfw.example.com")
    forms: tuple[str, ...] = many("表格", texts, example="申请表、承诺书")
    tables: tuple[EnclosedTable, ...] = many("附表", enclosed_tables)  # its 表格 are forms to fill in
    posts: tuple[str, ...] = many("岗位", texts, example="村委会主任、监委会主任")
    faq: tuple[Answer, ...] = many("常见问题", table(Answer))
    cancelled: Cancelled | None = optional("取消", part(Cancelled))


def wanted(power: Power) -> tuple[str, ...]:
    """Return what an item tells that has been worked out: one of two steps without risks is an outline."""
    if power.cancelled or (len(power.steps) <= 2 and not power.risks):
        return ()
    return ("power_type", "conditions", "materials", "disclosure", "risks", "accountability")
