"""Rows of a table that are no entries: sums, compared with the rows above, carried figures, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal
from itertools import pairwise

from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass, regex
from sunboard.model.tabulation import is_labelled

_SPAN = (
    r"(?:本[页月季年期日旬周]度?|当[前期月年]|第?[一二三四1-4]季度?|(?:1[0-2]|[1-9])月份?|十?[一二三四五六七八九十]月份?"
    r"|(?:1[0-2]|[1-9])[-—–~至](?:1[0-2]|[1-9])月份?|[上下]?半年|全年|[本当]?[年月季]初至今|至今|[季月年]度?|[三各]个?月)"
)
_ONLY_SPAN = regex(_SPAN)
_SUM = regex(
    rf"{_SPAN}?(?:收入|支出|收支|以上|人民币|金额)?(?P<word>小计|合计|总计|累计|共计|总合计)[:：]?(?:人民币|金额|数)*[:：]?"
    r"(?:[(（][^()（）]*[)）])?[:：]?(?:人民币)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]*"
    rf"|{_SPAN}发生[额数](?:合计|小计|累计|及(?:期末)?余额)"
    rf"|(?:{_SPAN})?累计(?:收支|发生)[额数]?|{_SPAN}累计(?:收入|支出)|截?[至到止]{_SPAN}[底末]?止?累计"
)
_SUM_SAID = regex(r"(?:收入|支出|本[期月季年])?(?:合计|总计|共计|小计)[:：]\s*(?P<amount>[¥￥]?[\d,，.]+元?)")
_COUNTED = regex(r"(?:以上|本[期月季年]度?|[合总]计)?[合总]?[共计]\d{1,4}[笔条]")
_CARRIED = regex(
    r"(?:承|接|结转|转入)[前上][页期月季年]度?(?:结转|结余|余额|结存)?|[过转]次页"
    r"|(?:接|结?转)下[页期月季年]度?(?:结转|结余|余额|结存)?|(?:上[页期月季年]度?|期初|年初|月初|季初|本期期初)(?:结转|结余|余额|转入|数)(?:余额|数|转入|转来)?"
    r"|结转[下次][页期月季年]度?|(?:期末|年末|月末|季末|本期期末)(?:结余|余额|数)|(?:结转)?[上下][期月季年]结[转余]"
)
_SIGNED = regex(
    r"(?:村级?|社区|单位)?(?:制表|填表|填报|编制|审核|复核|记账|出纳|会计|主管|经办|负责|报账员|村主任|村书记|书记|主任|监委会|民主理财|理财小组|单位负责|财务负责|盖章|"
    r"注|备注|说明|附注|填表说明|公开|公示|制单|审批|村民代表|监督|打印)[^:：]{0,8}[:：].*",
    re.DOTALL,
)
_SEALED = regex("[^（(:：]{0,20}[（(](?:盖章|公章|签章|签字|签名|章)[）)]")
_MADE_BY = regex(r"(?:制表|填表|填报|制单)(?:人|单位)?(?:[:：].*)?", re.DOTALL)
_SIGNS = frozenset("计页转余数额:：")  # every label has one of them, and most texts have none
_OF_SUMS = frozenset("计页转余数额承接")  # one of them stands in every word of a sum
DASHES = frozenset(("-", "--", "—", "——", "–", "－", "/", "／", "无"))
"""What stands in a cell in which nothing is to stand."""
SUM_WORDS = ("小计", "合计", "总计", "累计")
"""How the labels of sums end, whatever stands before: 三户合计."""
_LONGEST = 40  # signs of a label that says its amount in words
_ALL = ("总计", "累计", "共计", "总合计")
_DAY = regex(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{4}([-./])\d{1,2}(?:\1\d{1,2})?")


def joined(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def may_be_label(text: str) -> bool:
    """Tell quickly whether a text could be the label of a sum or a signature."""
    return not _SIGNS.isdisjoint(text)


def sum_word(text: str) -> str:
    """Return which word makes a text the label of a sum or of a carried figure; nothing for other texts."""
    if len(text) > _LONGEST or _OF_SUMS.isdisjoint(text):
        return ""
    plain = joined(text).strip(":：—-*＊ ")
    if found := _SUM.fullmatch(plain):
        return found["word"] or ("累计" if "累计" in plain else "小计")
    return "carried" if _CARRIED.fullmatch(plain) else ""


def is_span(text: str) -> bool:
    """Tell whether a text is the name of a month, a quarter, a year, and nothing else."""
    return len(text) <= 8 and bool(_ONLY_SPAN.fullmatch(joined(text)))


def counts_entries(text: str) -> bool:
    """Tell whether a text only says how many entries there are: 共2笔, 本月共12笔."""
    return len(text) <= _LONGEST and bool(_COUNTED.fullmatch(joined(text)))


def with_whole_label(row: Sequence[str]) -> tuple[str, ...]:
    """Return a row whose label stands in one cell where its two signs have one each: 合 | 计."""
    filled = [x for x, cell in enumerate(row) if cell][:2]
    first, second = filled if len(filled) == 2 else (-1, -1)
    if first < 0 or len(row[first]) + len(row[second]) != 2 or not sum_word(row[first] + row[second]):
        return tuple(row)
    whole = {first: row[first] + row[second], second: ""}
    return tuple(whole.get(x, cell) for x, cell in enumerate(row))


def with_parted_sums(row: Sequence[str], money: Sequence[int], label_at: int) -> tuple[str, ...]:
    """Return a row without a label whose amounts say themselves that they are sums: 合计：60 | 合计：9."""
    found = {x: said for x in money if row[x] and (said := _SUM_SAID.fullmatch(row[x]))}
    if not found:
        return tuple(row)
    told = {label_at: "合计"} | {x: said["amount"] for x, said in found.items()}
    return tuple(told.get(x, cell) for x, cell in enumerate(row))


def is_sum_row(row: Sequence[str]) -> bool:
    """Tell whether any cell of a row says that it is a sum."""
    return any(may_be_label(cell) and sum_word(cell) for cell in row)


def is_signature(text: str) -> bool:
    """Tell whether a text signs or explains the table: 制表人：…, 注：…, 村委会（盖章）."""
    if text.endswith(("）", ")")) and _SEALED.fullmatch(joined(text)):
        return True
    return (":" in text or "：" in text) and bool(_SIGNED.fullmatch(joined(text)))


def is_made_by(text: str) -> bool:
    """Tell whether a text can only be the word before whoever made the table: 制表：…, 填表人."""
    return bool(_MADE_BY.fullmatch(joined(text)))


def signs(row: Sequence[str]) -> bool:
    """Tell by its shape whether a row says only who signed and when: 理事长：何广仁 | 会计： | 许文静."""
    filled = [cell for cell in row if cell]
    if not filled or not is_labelled(filled[0]):
        return False
    return all(
        is_labelled(cell) or _DAY.fullmatch(joined(cell)) or (before.endswith((":", "：")) and cell.isalpha())
        for before, cell in pairwise(filled)
    )


@dataclass(slots=True)
class Sums:
    """What one column adds up to: since the last sum, since the last one of each name, and altogether."""

    before: Decimal = Decimal(0)  # on the sheets before this one
    whole: Decimal = Decimal(0)
    since: Decimal = Decimal(0)
    page: Decimal = Decimal(0)  # since the last figure that was carried
    by_label: dict[str, Decimal] = field(default_factory=dict)
    carried: Decimal = Decimal(0)
    left: Decimal = Decimal(0)  # what is left in the end, where it stands in this column
    readable: bool = True
    entries: int = 0
    waiting: list[str] = field(default_factory=list)  # amounts that nobody has asked the sum of yet

    def add(self, text: str) -> None:
        """Take an amount; one that cannot be read leaves nothing to compare."""
        if text:
            self.waiting.append(text)

    def _count(self) -> None:
        for text in self.waiting:
            amount = parse_money(text)
            if amount is None:
                self.readable = self.readable and text in DASHES
                continue
            self.entries += 1
            self.whole += amount
            self.since += amount
            self.page += amount
        self.waiting.clear()

    def begin_again(self) -> None:
        """Take what follows for that of the next sum."""
        self._count()
        self.since = Decimal(0)

    def carry(self, text: str) -> None:
        """Take a figure brought forward from elsewhere, or below the entries what is left of them."""
        amount = parse_money(text) if text else None
        if amount is not None and not self.waiting and not self.entries:
            self.carried = amount
        elif amount is not None:
            self._count()
            self.left, self.page = amount, Decimal(0)

    def agrees(self, text: str) -> bool:
        """Tell whether a sum is all that the column adds up to."""
        self._count()
        return bool(text) and self.readable and parse_money(text) == self.whole

    @property
    def altogether(self) -> Decimal:
        """Return what the column adds up to with the sheets before."""
        self._count()
        return self.before + self.whole

    def differs(self, text: str, word: str, label: str) -> Decimal | None:
        """Compare a sum with the rows above; return what they add up to where it is another figure."""
        self._count()
        said = parse_money(text) if text else None
        group, since = self.whole - self.by_label.get(label, Decimal(0)), self.since
        self.by_label[label], self.since = self.whole, Decimal(0)
        expected = {self.whole} if word in _ALL else {group, since, self.page}
        expected |= {self.whole} if word == "合计" else set()
        expected |= {self.before + self.whole} if word in (*_ALL, "合计") else set()
        accepted = {amount + more for amount in expected for more in (Decimal(0), self.carried, self.left)}
        accepted |= {self.whole} if word == "小计" and since == 0 else set()
        if said is None or not self.readable or not self.entries or said in accepted:
            return None
        if word == "累计":
            return self.before + self.whole
        return self.whole if word in (*_ALL, "合计") else group
