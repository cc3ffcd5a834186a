"""The words that tables of money are made of, as bookkeepers and clerks write them: heads, titles, items.

A column's declared names come first; these stand in where no column has one of those.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sunboard.fields.written import half_width, month_in_words
from sunboard.lazy import regex

_MONTHS = r"(?:1[0-2]|[1-9])[-—–~至到](?:1[0-2]|[1-9])月份?"
_SPAN = (
    rf"(?:本[期月季年]度?|当[期月年]|第?[一二三四1-4]季度?|{_MONTHS}|(?:1[0-2]|[1-9])月份?|[上下]半年|全年|年度"
    r"|全村|村级?|村集体|集体)"
)
_SPANS = rf"(?:{_SPAN}累计|{_SPAN}|累计|年初至今(?:累计)?)"
_TOTAL = r"(?:合计|小计|总计|总额)"
_INCOME = r"(?:总?收入|实收款?|收[款进到取方项]?|进[账款项]?|入[账项]?|来款|存入)"
_EXPENSE = (
    r"(?:总?支出|开[支销]|实[付支]款?|支[出付取用方项]?|付[款出方项]?|出[账项]?|花[费销]|用款|取[出款]|报销)"
)
"""What came in and what went out, by their morphemes: 收, 进, 入, 来, 存; 支, 付, 出, 花, 用, 取."""
_AMOUNT = r"(?:金额|数额|款额|额|数)"
_DONE = (
    r"(?:收支|支出|收入|开支|业务|经济业务|发生|记账|入账|到账|出账|收付|收款|付款|支付|收到|付出|缴款|交款|缴费"
    r"|交易|转账|报账|报销|结算|凭证|单据|票据|制单|登记)"
)
_ROLES = {
    "income": rf"(?:{_SPANS}|实际)?{_INCOME}{_AMOUNT}?{_TOTAL}?|{_TOTAL}{_INCOME}|增加",
    "expense": rf"(?:{_SPANS}|实际)?{_EXPENSE}{_AMOUNT}?{_TOTAL}?|{_TOTAL}{_EXPENSE}|减少",
    "amount": (
        r"收入?[(（]?[+＋][)）]?[/、,\uff0c]?[支付]出?[(（]?[-－−—–][)）]?|"
        r"(?:收支|发生|交易|款项|合计|本期)?(?:金额|数额|款额)|(?:本期)?发生[额数]|[本当][期月季年]度?数?|交易额"
        r"|实际(?:发生|完成|执行)(?:金额|[数额])?|实际(?:金额|[数额])|(?:决算|完成|执行)(?:金额|[数额])|决算"
        rf"|{_SPANS}(?:实际)?(?:(?:发生|完成|执行)?{_AMOUNT}|完成|执行)|{_SPANS}实际|(?:本年|全年|年初至今|{_MONTHS})累计"
        rf"|(?:\d{{4}}年|[今去]年)?(?:第?[一二三四]季度?|[上下]半年|{_MONTHS})"
    ),
    "balance": (
        r"(?:期末|账面|账户|当前|可用|累计|现|本[期次]|实际|(?:交易|记账|发生)后)?(?:结余|余额|结存|剩余)(?:金额|款|数)?"
        r"|余款|存方|(?:现|尚|实)[存余]|[余存]数?"
    ),
    "day": rf"(?:{_DONE}(?:发生)?)?(?:日期|时间)|{_DONE}日|年?月日|月[/／]日",
    "voucher": r"(?:记账)?凭证(?:字号|号数|号|编号)?|字号|(?:单据|票据|收据)(?:编?号)|单号|票号",
    "series": r"(?:凭证)?(?:字|字别|种类|类型)",
    "year": r"年[份度]?",
    "month": r"月份?",
    "monthday": r"日",
    "account": r"(?:对方|明细)科目(?:名称)?",
    "direction": r"借贷(?:方向|标[志识记])?|借或贷|方向",
    "kind": r"收[/／]?支|(?:收支|款项)?(?:类别|类型|性质)|收支方向|收付",
    "debit": rf"(?:本[期月年]|期[初末]|年[初末])?借方?(?:发生)?{_AMOUNT}?{_TOTAL}?",
    "credit": rf"(?:本[期月年]|期[初末]|年[初末])?贷方?(?:发生)?{_AMOUNT}?{_TOTAL}?",
}
_ROLE = regex("|".join(f"(?P<{role}>{words})" for role, words in _ROLES.items()))
_BEGINS_SPAN = frozenset("年季月")
"""Of which one stands in whatever is a head though it begins with a digit: 2026年一季度, 3月份收入."""
_OTHER_DAYS = regex(r"[审批签起止]|公开|公示|合同|到期|有效|验收|决议|会议|出生")
_ITEM = regex(
    r"(?:收入|支出|开支|收支|收付?款|付款|用款|来款|费用|财务|款项|资金|经费|主要|具体|发生|交易|经济|业务|记账|凭证)*"
    r"(项目名称|项目|行标签|品名|物品名称|商品|摘要|内容|事项|事由|缘由|名称|明细|来源|去向|用途|附言|说明|类别|款项|(?:会计)?科目(?:名称)?)"
    r"|.{1,4}(事由|缘由|用途)"
)
_ITEM_ORDER = (
    *(
        "摘要",
        "项目名称",
        "项目",
        "行标签",
        "内容",
        "品名",
        "物品名称",
        "商品",
        "事项",
        "事由",
        "缘由",
        "名称",
        "明细",
        "款项",
    ),
    *("用途", "去向", "来源", "附言", "说明", "会计科目", "科目", "会计科目名称", "科目名称", "类别"),
)
_SAYS_INCOME = regex(r"收入|(?<![应未待欠])收款|来款|进账|收项")
_SAYS_EXPENSE = regex(r"支出|开[支销]|付出|(?<![应未待欠])付款|用款|支项|费用")
_OWED = regex(r"(?:其他)?(?:(?:应|未|待)[收付]|债[权务]|(?:拖|外)?欠|往来)")
_SECTION = regex(
    rf"(?:[加减][:：]?)?{_SPAN}*(?:累计)?(?:资金|财务|现金|经费|各项|总)*"
    r"(?P<side>收入|支出|开支|(?<=现金)流[入出])(?:部分|项目|情况|明细|总额|总数|类|小计|合计|总计)*"
)
_UNIT_BEHIND = regex(r"[(（\[【](?:金额)?(?:单位)?[:：]?(?:人民币)?[百千万亿]*元[)）\]】]$")
_ENDS_AS = regex(r".*(?P<side>收入|支出|开支)")
_OF = "(?:(?:村民)?小?[组队社]|[号月])"  # 4.2组便桥维修 is counted 4
_ENUMERATED = regex(
    r"(?P<han>[一二三四五六七八九十]{1,3})[、.．,，]|[(（](?P<inner>[一二三四五六七八九十]{1,3})[)）]、?"
    rf"|(?P<digits>\d{{1,2}}(?:[.．]\d{{1,2}})+)(?!\d|{_OF}|[.．]\d{{1,2}}{_OF})[、.．]?"
    rf"|(?P<digit>\d{{1,2}})[、.．](?!\d(?!\d?{_OF}))|[(（](?P<small>\d{{1,2}})[)）]、?"
    r"|(?P<ring>[①-⑳])|第(?P<section>[一二三四五六七八九十]{1,3})部分[、:：]?"
)
_BULLETS = " \u3000★☆●○■□◆◇▲△※·•"
_PART_OF = regex(r"(?:其中|包括)[:：]?")
_BALANCE = regex(
    r"(?:(?:收支|资金|财务)情况[:：])?(?:[承接转]|结转|转入|上[期月季年]度?末?|下[期月季年]度?|期初|年初|月初|季初|期末|年末|月末|季末"
    r"|本[期月季年]度?(?:期[初末])?|(?:1[0-2]|[1-9])月份?|累计|现|账面|收支|资金|实际|历年|目前|截至.{1,10})*"
    r"(?:结余|余额|结存|结转|滚存|差额|盈余|节余|盈亏|收支相抵)(?:资金|金额|数|额|结转)*"
    r"|(?:账[上面户里]|卡[上里]|手[上里]|村里?|村?集体)?(?:还有|还剩|现有|尚有|[尚剩]余|余下|剩下)(?:的?(?:[资现]金|金额|款项?|钱|数|额))*"
    r"|(?:库存|账上|账面)?现金|(?:银行|账[户面上])存款|[期年月季][初末]数?"
    r"|(?:本[期月季年]度?|当[期年]|经营|可分配|(?:[年期]初|上年)?未分配)净?(?:收益|利润|盈余)(?:总额)?"
    rf"|{_SPAN}?(?:现金|资金)净(?:流[入出]?|增[加减]?)[量额]?"
)
_NO_KIND = regex(
    r"[数额量价率比亩折%]$|[合小总共累]计|其中|占比|面积|预算|计划|上[年期月季]|去年|同期|往年"
    r"|[应实已未][收付]|欠|合同|到账|现金|银行|存款|[户行账]$|\d"
)
_PLAN = regex(r"预算|计划|执行|决算|实际|[本上当去今][期月季年]|同期|累计|季度|半年|年度|\d月")
_VOID = regex(
    r"(?:[此该本]?(?:张|份|号)?(?:凭证|票据|收据|发票|单据)?(?:已)?)"
    r"(?:作废|注销|空号|废票|空白)(?:凭证|票据|收据|发票|单据|号)?|以下空白"
    r"|.{0,30}作废[)）】\]。]?|[(（【\[]?已?作废[)）】\]:：,，、;；\s].{0,30}"
)
_ACCOUNT = regex(r"(?:库存)?现金|银行|(?:银行)?存款|.{0,12}(?:户|行|信用社)")
_BOOK = regex(r"日记账|明细账|总账|账簿|账|明细|流水|收支|表|[\s_()（）〔〕\[\]·-]+")
_NUMBERED = r"第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民)?(?:小?组|[小大]?队|社)"
_A_GROUP = rf"(?:{_NUMBERED}|[\u4e00-\u9fff]{{1,6}}自然村)"
_GROUP, _OF_GROUP = regex(_A_GROUP), regex(rf"(?:^|[村庄区、.．\s(（])(?P<group>{_A_GROUP})")
_OF_VILLAGE = regex(
    r"[\u4e00-\u9fff]{1,8}?(?:[^县乡镇农全各本我该两政然]村|(?<!城乡)社区)(?![级民部委务内里])"
)
_GROUPS = regex("组别|(?:所[在属])?(?:村民)?小?组(?:名称?)?")
_VILLAGES = regex("(?:所[在属]|行政)?村(?:名称?|别|[(（]社区[)）])?|村居")
_OWN_ACCOUNT = regex(r"(?:结算|资金|收付|收支|存放|所属|对应|入账|记账|本村|村里?)(?:账户|户头)(?:名称)?")
PLUS, MINUS = frozenset("+＋"), frozenset("-－−—–")
"""What says of an amount that it came in; beside that a dash says that one went out."""
_KINDS = {
    **dict.fromkeys(PLUS, "income"),
    **dict.fromkeys(("收", "收入", "进", "入", "收款", "进账", "增", "增加"), "income"),
    **dict.fromkeys(
        ("支", "支出", "开支", "出", "付", "付款", "付出", "支付", "出账", "减", "减少"), "expense"
    ),
}
_OF_KIND = regex("(?<=.)(?:[类方]|项目?)$")  # 收入类, 付方
_SIDES = {"收入": "income", "流入": "income", "支出": "expense", "开支": "expense", "流出": "expense"}
_ONE_MONTH = r"(?:\d{4}年)?(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)月份?"
_MONTH_ALONE = regex(_ONE_MONTH)
_MONTH_TITLED = regex(
    rf"[^\d:：]*?(?<![一二三四五六七八九十])(?<![一二三四五六七八九十][、，,和及至到—–~-]){_ONE_MONTH}"
    r"(?:[^\d月:：、至到和及—–~-][^\d月:：]*)?"
)
_LEVELS = {"section": 0, "han": 0, "inner": 1, "digit": 2, "digits": 3, "small": 3, "ring": 4}
ITEM_LEVEL = 2
"""The level of an item that is counted in a column of its own."""
THIS_PERIOD = "本期"
"""What stands before the head of amounts that are those of the record's own period."""
LONGEST_LABEL, LONGEST_TITLE = 24, 60
"""Signs of what could be a label or a head, and of what could be a title; longer texts are sentences."""


def role_of(head: str) -> str:
    """Return what a column holds by the words of its head; nothing for other heads."""
    if len(head) > LONGEST_LABEL or (head[:1].isdigit() and _BEGINS_SPAN.isdisjoint(head)):
        return ""
    found = _ROLE.fullmatch(head)
    return (found.lastgroup or "") if found else ""


def may_name_day(head: str) -> bool:
    """Tell whether a head could be that of the day on which money moved, by what it does not say."""
    return len(head) <= LONGEST_LABEL and not _OTHER_DAYS.search(head)


@lru_cache(maxsize=4096)
def item_rank(head: str) -> int:
    """Tell how well a head names what money was for: 1 is best, 0 is not at all."""
    found = _ITEM.fullmatch(head) if len(head) <= LONGEST_LABEL else None
    return _ITEM_ORDER.index(found[1] or found[2]) + 1 if found else 0


def side_said(text: str) -> str:
    """Return the one side of which a title or a head speaks: income, expense, or nothing."""
    if len(text) > LONGEST_TITLE or "收支" in text:
        return ""
    income, expense = _SAYS_INCOME.search(text), _SAYS_EXPENSE.search(text)
    return "" if bool(income) == bool(expense) else "income" if income else "expense"


def kind_said(text: str) -> str:
    """Return the side that a cell of a column of kinds says."""
    said = "".join(text.split())
    return _KINDS.get(said, "") or _KINDS.get(_OF_KIND.sub("", said), "")


def section_side(bare: str) -> str:
    """Return the side of a section whose title, without its number, is a text; nothing for other texts."""
    if len(bare) > LONGEST_LABEL:
        return ""
    text = _UNIT_BEHIND.sub("", "".join(bare.split())) if "元" in bare else "".join(bare.split())
    found = _SECTION.fullmatch(text.strip(":：()（）【】"))
    return _SIDES[found["side"]] if found else ""


def item_side(bare: str) -> str:
    """Return the side that an item ends with: 利息收入, 办公支出."""
    found = _ENDS_AS.fullmatch(bare.strip(" :：()（）"))
    return _SIDES[found["side"]] if found else ""


def balance_said(bare: str) -> bool:
    """Tell whether an item only says what was there before, or what is left."""
    text = "".join(bare.split())  # 结 余
    return len(bare) <= LONGEST_LABEL and bool(_BALANCE.fullmatch(text.strip(":：()（）")))


def owed_said(bare: str) -> bool:
    """Tell whether a title is of what is owed, which neither came in nor went out: 应收款, 债务."""
    return len(bare) <= LONGEST_LABEL and bool(_OWED.match(bare.strip("【】"))) and not side_said(bare)


def may_be_kind(head: str) -> bool:
    """Tell whether what stands below a side could be one kind of it: no sum, measure, plan or account."""
    return len(head) <= LONGEST_LABEL and not _NO_KIND.search(head)


def may_be_plan(head: str) -> bool:
    """Tell whether a head names a plan, what came of it, or a stretch of time, and so no account."""
    return bool(_PLAN.search(head))


def is_void(text: str) -> bool:
    """Tell whether a text says of a voucher that it does not count, or of a row that nothing follows."""
    return len(text) <= LONGEST_TITLE and bool(_VOID.fullmatch(text.strip(" 。.()（）【】[]")))


def account_named(text: str) -> str:
    """Return the account whose book a name or a title says: 库存现金日记账; nothing for other texts."""
    name = _BOOK.sub("", text)
    return name if _ACCOUNT.fullmatch(name) else ""


def account_and_side(head: str) -> tuple[str, str]:
    """Return the account that a head names and what it holds of it: 现金收入; nothing for other heads."""
    for at in range(2, min(len(head), LONGEST_LABEL)):
        if (role := role_of(head[at:])) in ("income", "expense", "balance") and account_named(head[:at]):
            return head[:at], role
    return "", ""


def may_name_account(head: str) -> bool:
    """Tell whether a head could be that of the village's own account, not of whoever was paid."""
    return len(head) <= LONGEST_LABEL and bool(_OWN_ACCOUNT.fullmatch(head))


def month_named(text: str) -> str:
    """Return the number of the month that is all that a text says: 一月份, 2026年3月; nothing for others."""
    found = _MONTH_ALONE.fullmatch(half_width("".join(text.split()))) if len(text) <= LONGEST_LABEL else None
    return _number_of_month(found["month"]) if found else ""


def month_titled(text: str) -> str:
    """Return the number of the one month of which a title is: 柳湾村2026年1月收支明细; nothing for others."""
    found = _MONTH_TITLED.fullmatch(half_width("".join(text.split()))) if len(text) <= LONGEST_TITLE else None
    return _number_of_month(found["month"]) if found else ""


def _number_of_month(written: str) -> str:
    return str(month_in_words(written) or int(written))


def is_group(head: str) -> bool:
    """Tell whether a head names one of a village's groups: 1组, 第二村民小组, 三队, 赵家自然村."""
    return len(head) <= LONGEST_LABEL and bool(_GROUP.fullmatch(head))


def group_titled(title: str) -> str:
    """Return the group of a village of whose things a title speaks: 2组临时救助名单; nothing for others."""
    found = _OF_GROUP.search(title)
    return found["group"] if found else ""


def village_titled(title: str) -> str:
    """Return the village that a title begins with: 北坡村收支公示; nothing for others, and for 原北坡村."""
    found = _OF_VILLAGE.match(title)
    return found[0] if found and not title.startswith("原") else ""


def may_head_groups(head: str) -> bool:
    """Tell whether a head stands above names of a village's groups."""
    return bool(_GROUPS.fullmatch(head))


def may_head_villages(head: str) -> bool:
    """Tell whether a head stands above names of villages."""
    return bool(_VILLAGES.fullmatch(head))


def is_sum_of_accounts(group: str) -> bool:
    """Tell whether columns hold what several accounts make together."""
    return group in ("合计", "总计", "小计")


def enumerated(label: str) -> tuple[int | None, str, bool]:
    """Take a label apart: its level by the number before it, the rest, and whether it is a part (其中)."""
    text = label.strip().lstrip(_BULLETS)
    found = _ENUMERATED.match(text)
    level: int | None = None
    if found:
        level, text = _LEVELS[found.lastgroup or "digit"], text[found.end() :].strip()
    part = _PART_OF.match(text)
    return level, text[part.end() :].strip() if part else text, bool(part)


def level_of_number(cell: str) -> int | None:
    """Return the level of what is counted in a column of its own: 一, 1, 1.1."""
    text = cell.strip()
    if text.isdecimal():
        return ITEM_LEVEL
    if re.fullmatch(r"[一二三四五六七八九十]{1,3}", text):
        return 0
    found = _ENUMERATED.fullmatch(text)
    return _LEVELS[found.lastgroup or "digit"] if found else None
