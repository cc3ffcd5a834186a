"""Find ID numbers, bank cards and mobile numbers in text, however they are spaced.

Digits are gathered into chains (digits with at most three signs between them), and a chain into groups.
A number is one group, or neighbouring groups divided in a way in which people write such numbers.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from sunboard.lazy import dataclass, regex
from sunboard.privacy.check_digits import is_card, is_day, is_id, is_nearly_id, is_old_id

SHORTEST = 11
"""Digits of the shortest number looked for, a mobile one: no shorter text holds any."""
LONGEST = 23
"""Digits of the longest one, a card with what stands before it."""
SERIAL = "单据编号"
"""The key of a number of papers, under which digits are nobody's card."""


class Sort(StrEnum):
    """What a number is."""

    ID = "id"
    CARD = "card"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number found in a text, with its digits and what may be shown of it."""

    sort: Sort
    start: int
    end: int
    digits: str

    @property
    def masked(self) -> str:
        """Return it with too few digits left to guess it: `138****1234`, or the first two and last three."""
        if self.sort is Sort.PHONE:
            return f"{self.digits[:3]}****{self.digits[-4:]}"
        return self.digits[:2] + "*" * (len(self.digits) - 5) + self.digits[-3:]


@dataclass(frozen=True, slots=True)
class _Group:
    digits: str
    gap: str  # the sign before it: " ", "-" …
    start: int
    end: int


_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\u20e3\ufeff*`\\\\"
"""Signs that are shown as nothing, or as emphasis."""
_GAP = r"\s\-\u2010-\u2015\u2212\uff0d_.\uff0e/\u00b7\u2022\u30fb,\uff0c\u3001()\uff08\uff09~\uff5e:\uff1a"
_DASHES = regex(r"[\-\u2010-\u2015\u2212\uff0d_]")
_WIDEST_GAP = 3  # signs between two digits of one number
_CHAIN = regex(
    rf"\d(?:[{_GAP}]{{0,{_WIDEST_GAP}}}\d){{{SHORTEST - 1},}}"
    rf"(?:[{_GAP}]{{0,{_WIDEST_GAP}}}[Xx\uff38\uff58\u0425\u0445\u00d7](?![A-Za-z\d]))?"
)
_ENOUGH = regex(rf"\d(?<!\d\d)(?:[{_GAP}{_UNSEEN}]*+\d){{{SHORTEST - 1}}}")
"""As many digits as a chain has, with whatever is passed over between them. What begins with a sign, and not
with what stands before it, is looked for five times as quickly."""
_PIECE = regex(rf"([{_GAP}]*)(\d*[Xx\uff38\uff58\u0425\u0445\u00d7]|\d+)")
_DIGIT = regex(r"\d")
_ESCAPED = regex("%(?:3[0-9]|2[0D]|[57]8)", re.IGNORECASE)
"""A digit, a blank, a dash or an X as addresses write it."""
_ENCODED = regex(r"[A-Za-z0-9+/](?<![A-Za-z0-9+/]{2})[A-Za-z0-9+/]{15,}={0,2}")
"""Letters that may be Base64 of a number."""
_RUN = b"0" * SHORTEST
_IN_RUNS = frozenset(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/"
    + bytes(range(0x90, 0x9A))  # how full-width digits end
    + b"\xd9\xdb\xdf\xe0\xe1\xea\xf0"  # how digits of other scripts begin
)
_PASSED_OVER = bytes(
    {*b"\t\n\v\f\r\x1c\x1d\x1e\x1f -_.,():~*`\\\xc2\xe2\xe3\xef", *range(0x80, 0xC0)} - _IN_RUNS
)
"""Bytes of which the signs of `_GAP` and `_UNSEEN` are made."""
_COUNTED = bytes(ord("0") if byte in _IN_RUNS else ord(" ") for byte in range(256))
_FOREIGN = regex(r"(?![0-9])\d")
_HIDDEN = regex(f"[{_UNSEEN}]")
_TAG = regex(r"<!--.{0,2000}?-->|</?([A-Za-z][A-Za-z\d]*+)[^<>]*+>", re.DOTALL)
_APART = regex("br|hr|p|div|t[dhr]|table|li|[uod]l|d[td]|h[1-6]|pre|section", re.IGNORECASE)
"""Tags that part what stands before them from what follows; all others leave digits joined."""

_MOBILE = regex(r"(?:(?:00)?86|0)?(1[3-9]\d{9})")
_PHONE_GROUPS = frozenset(((3, 4, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 8), (7, 4), (1,) * 11))
_PHONE_PAIRS = frozenset(((3, 2, 2, 2, 2), (3, 4, 2, 2), (1, 2, 2, 2, 2, 2)))
"""Within one line: columns of small numbers look the same."""
_CARD_GROUPS = regex(r"(?:4,){3}4(?:,[1-3])?|6,(?:1[0-3])|(?:1,){15,18}1")
_CLOSED = ")）"
"""Signs that may stand before a piece beside the one that parts all pieces: (0871) 6500 1234."""
_UNION_PAY = "62"
"""How nearly every card begins: two lines that make one are no column of sums."""

_ACCOUNT = regex(
    r"(?:(?:[账帐]\s*号|[账帐]户(?:号码?)?|卡号|一卡通|存折|行卡|储蓄卡)(?:号码?|码|账号)?(?:[为是]|尾号)?"
    r"|(?:开户行|开户银行)[^\d，。；\n]{0,20})[\s:：=|（(]*$"
)
_IDENTITY = regex(r"(?:身份证|公民身份)(?:件)?(?:号码?)?(?:[为是])?[\s:：=|（(]*$")
_PAPERS = (
    "(?:凭证|合同|协议|发票|票据|收据|单据|回单|流水|订单|运单|文件|批文|决议|备案|档案|信用|机构|地块|宗地|区划|项目|案件|资产|许可"
    "|登记|产品|设备|邮件|电表|水表|气表|表|机身|车架)(?:编号|编码|代码|号码|号)"
)
_BEHIND = r"[为是]?[\s:：=#|（(]*"
_NUMBERED = regex(
    rf"(?:^(?:id|no|code|contract|合同|批文): |{_PAPERS}|编号|编码|文号|案号|档号|代码)"
    rf"{_BEHIND}(?:[A-Za-z〔\[]{{1,6}}[A-Za-z\d〕\]\-]*)?$"
)
_OF_PAPERS = regex(f"{_PAPERS}{_BEHIND}$")
"""What is said to number a thing numbers nobody, though a telephone may be written behind a mere 编号."""
_YEARLY = regex(r"(?<![A-Za-z])[A-Za-z]{1,6}[\-〔\[]?(?:19|20)\d\d[\-〕\]]{1,2}$")
_PREFIXED = regex("[A-Z]{2,6}$")
_HOME = regex(r"(?:家庭|住宅|家里|宅)的?(?:固定)?电话(?:号码?)?[为是]?[\s:：=|（(]*$|宅电[\s:：=|（(]*$")
_LANDLINE = regex(r"0\d{9,11}")
_OFFICE = regex(r"0\d{2,3}-\d{7,8}")
_MONEY = regex(
    r"(?:收入|支出|金额|报价|单价|[标底估租控]价|限价|概算|预算|决算|租金|押金|保证金|工程款"
    r"|期初|期末|结余|余额|合计|总计|小计|总额|价款|总价|原值|净值|借方|贷方|发生额|[¥￥]|人民币"
    r"|income|expense|amount|opening|closing|balance|total)(?:数|数额)?(?:[（(][万亿]?元[）)])?"
    r"[为是]?[\s:：=]*[¥￥]?[\-\u2212+]?$"
)
_YUAN = regex(r"\.\d\d\s?[万亿]?元")
_ROUND = regex(r"\s?(?:[万亿]?元(?![旦宵月])|度电?|千瓦时|[公市]?斤|吨|平方米|立方米|亩)")
_ADDRESS = regex(r"https?://\S*$")

_LEAD = 40
"""Signs before a number that say what it is."""
_ONE_SLIP = (17, 18, 19)
"""Signs of an ID number of which one may be lacking or too many."""
_ID_GROUPS = frozenset(((6, 8, 4), (6, 4, 4, 4), (6, 8, 3, 1)))
_FEWEST = 15
"""Digits of an ID number before 1999; cards have more, but for those that are called so."""
_NO_DIGITS = regex(r"\D+")
_LIKE_MOBILE = regex(r"1[3-9]\d{9}")
_LIKE_ID = regex(r"\d{6}(?:19|20)\d\d[01]\d[0-3]\d{4}")
"""All but the last sign of an ID number, which may be an X."""
_LIKE_CARD = regex(r"\d{15}|(?:\d{4}\D+){3}\d{4}|\d{6}\D+\d{10}|(?:\d\D+){15}\d|\n")
"""As many digits as stand together in cards and in ID numbers before 1999; a card may stand on two lines."""
_CALLED = regex("[账帐]|卡号|一卡通|存折|行卡|储蓄卡|开户|电话|宅电")
"""Of which one stands before whatever is a number by its name alone: `_ACCOUNT`, `_HOME`."""


def may_hold_number(text: str) -> bool:
    """Tell quickly whether a text has a chain of digits long enough; most have not.

    `&` may begin a digit (`&#49;`), `%` as well, and tags leave digits joined.
    """
    if len(text) < SHORTEST:
        return False
    if "&" in text or (_has_run(text) and (_ENOUGH.search(text) or _ENCODED.search(text))):
        return True
    return ("%" in text or "<" in text) and len(_DIGIT.findall(text)) >= SHORTEST


def has_digits(text: str) -> bool:
    """Tell at a glance whether a text may hold a number, of what `may_hold_number` then looks at closely."""
    return "&" in text or "%" in text or "<" in text or _has_run(text)


def _has_run(text: str) -> bool:
    """Tell at a glance whether digits or letters stand together, or with what is passed over between them.

    Bytes are struck out and looked through, which takes a third of the time of `_ENOUGH` and `_ENCODED`.
    Whatever these find has such a run. A little more has: a byte with which a digit of another script may
    begin or end stands for one.
    """
    return _RUN in text.encode("utf-8", "surrogatepass").translate(_COUNTED, _PASSED_OVER)


@lru_cache(maxsize=1024)
def is_office_phone(text: str) -> bool:
    """Tell whether a text is a landline and nothing else: it is somebody's own only where it is called so.

    All records of a village give the same few.
    """
    written = _OFFICE.fullmatch(text)
    return written is not None and not _may_be_one(written, text, "")


def unescaped(text: str) -> str:
    """Return a text with the digits that markup and addresses write in other ways: `&#49;`, `%31`."""
    text = html.unescape(text) if "&" in text else text
    return _ESCAPED.sub(lambda found: chr(int(found[0][1:], 16)), text) if "%" in text else text


def personal_numbers(text: str, key: str = "") -> Iterator[PersonalNumber]:
    """Yield every number that must not be shown, in the order found.

    `key` is the field or column head that the text stands under. Positions are those in the text `unescaped`.
    """
    if may_hold_number(text):
        yield from _in_few_signs(text, key) if len(text) <= _LEAD else _numbers_in(text, key)


@lru_cache(maxsize=1024)
def _in_few_signs(text: str, key: str) -> tuple[PersonalNumber, ...]:
    """Return what is found in a short text: every item of a list of powers has the same telephones."""
    return tuple(_numbers_in(text, key))


def _numbers_in(text: str, key: str) -> Iterator[PersonalNumber]:
    """Look closely at a text that has enough digits."""
    text = _with_plain_digits(unescaped(text))
    hidden = {found.start() for found in _HIDDEN.finditer(text)}
    found = list(
        _among(text, [at for at in range(len(text)) if at not in hidden] if hidden else range(len(text)), key)
    )
    if "<" in text:
        # Tags are searched as well (`href="tel:…"`), so what is read without them comes on top
        shown, kept = _without_tags(text)
        taken = list(found)
        found += [
            seen
            for seen in _among(shown, kept, key)
            if all(seen.end <= one.start or one.end <= seen.start for one in taken)
        ]
        found.sort(key=lambda seen: seen.start)
    yield from found
    yield from _encoded(text)


def _with_plain_digits(text: str) -> str:
    """Return a text with 0 to 9 for the digits of other scripts and widths."""
    return _FOREIGN.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def _encoded(text: str) -> Iterator[PersonalNumber]:
    """Yield the numbers in what is Base64 of a text, at the place of the whole of it."""
    for token in _ENCODED.finditer(text):
        try:
            held = base64.b64decode(token[0] + "=" * (-len(token[0]) % 4), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
        if held.isprintable():
            found = _among(_with_plain_digits(held), range(len(held)), "")
            yield from (PersonalNumber(one.sort, token.start(), token.end(), one.digits) for one in found)


def may_be_one(run: re.Match[str], text: str) -> bool:
    """Tell quickly whether digits on one line of a text, with what parts them, may be a personal number."""
    written, above = run[0], text[max(0, run.start() - _WIDEST_GAP) : run.start()]
    odd = _HIDDEN.search(written) or _FOREIGN.search(written) or any(map(str.isspace, above))
    return bool(odd) or _may_be_one(run, text, "")


def _among(shown: str, kept: Sequence[int], key: str) -> Iterator[PersonalNumber]:
    """Look at the signs kept of a text; positions are those in the text."""
    plain = shown if len(kept) == len(shown) else "".join(shown[at] for at in kept)
    for chain in _CHAIN.finditer(plain):
        if _may_be_one(chain, plain, key):
            for seen in _in_chain(_groups(chain), plain, key):
                yield PersonalNumber(seen.sort, kept[seen.start], kept[seen.end - 1] + 1, seen.digits)


def _may_be_one(chain: re.Match[str], text: str, key: str) -> bool:
    """Tell quickly whether a chain may hold a number: most are days and amounts, and need no groups."""
    digits = _NO_DIGITS.sub("", chain[0])
    return bool(
        _LIKE_MOBILE.search(digits)
        or _LIKE_ID.search(digits)
        or (len(digits) >= _FEWEST and _LIKE_CARD.search(chain[0]))
        or _CALLED.search(text, max(0, chain.start() - _LEAD), chain.end())
        or (key and _CALLED.search(key))
    )


def _without_tags(text: str) -> tuple[str, list[int]]:
    """Return a text with line ends for the tags that part, and the positions of what is seen."""
    signs, gone = list(text), set[int]()
    for tag in _TAG.finditer(text):
        gone.update(range(tag.start(), tag.end()))
        if _APART.fullmatch(tag[1] or ""):
            gone.discard(tag.start())
            signs[tag.start()] = "\n"
    return "".join(signs), [at for at, sign in enumerate(signs) if at not in gone and not _HIDDEN.match(sign)]


def _groups(chain: re.Match[str]) -> list[_Group]:
    found = []
    first = chain.start()
    for piece in _PIECE.finditer(chain[0]):
        between, digits = piece.group(1, 2)
        start, end = piece.span(2)
        digits = digits if digits[-1].isdigit() else digits[:-1] + "X"
        found.append(_Group(digits, _sign_in(between), first + start, first + end))
    return found


@lru_cache(maxsize=256)
def _sign_in(between: str) -> str:
    """Return the one sign that stands for what parts two groups."""
    return "-" if _DASHES.search(between) else between.strip()[:1] or " "


def _in_chain(groups: list[_Group], text: str, key: str) -> Iterator[PersonalNumber]:
    at = 0
    while at < len(groups):
        found = list(_alone(groups, at, text, key)) if len(groups[at].digits) >= SHORTEST else []
        used = 1
        if not found:
            found, used = _together(_parted_alike(groups, at), text, key)
        yield from found
        at += used


def _parted_alike(groups: list[_Group], at: int) -> list[_Group]:
    """Return a group and those behind it that may be one number with it: the same sign parts them all."""
    sign, end = "", at + 1
    for group in groups[at + 1 : at + LONGEST]:
        if group.gap not in _CLOSED:
            if sign and group.gap != sign:
                break
            sign = group.gap
        end += 1
    return groups[at:end]


def _before(text: str, group: _Group, key: str) -> str:
    """Return what stands before a group, and what it stands under."""
    return f"{key}: {text[max(0, group.start - _LEAD) : group.start]}"


def _alone(groups: list[_Group], at: int, text: str, key: str) -> Iterator[PersonalNumber]:
    """Find what one group of digits is, or what it is made of."""
    group, digits = groups[at], groups[at].digits
    fraction = at > 0 and group.gap == "." and text[group.start - 2].isdigit()
    following = groups[at + 1] if at + 1 < len(groups) else None
    decimals = (
        following is not None
        and following.gap == "."
        and len(following.digits) == 2
        and following.start == group.end + 1
    )
    before = _before(text, group, key)
    if len(digits) >= 18 and not fraction:
        ids = list(_ids_within(digits))
        for start in ids:
            yield PersonalNumber(
                Sort.ID, group.start + start, group.start + start + 18, digits[start : start + 18]
            )
        for start, end in _between(ids, len(digits)):
            yield from _mobiles(digits[start:end], group.start + start)
        if ids:
            return
    if len(digits) in _ONE_SLIP and _is_called_id(digits, before):
        yield PersonalNumber(Sort.ID, group.start, group.end, digits)
        return
    if is_account(before) and 12 <= len(digits) <= 22 and "X" not in digits:
        yield PersonalNumber(Sort.CARD, group.start, group.end, digits)
        return
    if _is_home_phone(digits, before):
        yield PersonalNumber(Sort.PHONE, group.start, group.end, digits)
        return
    if fraction and (len(digits) != 11 or text[group.start - 2] == "0"):
        return
    numbered = bool(_NUMBERED.search(before))
    if not numbered and is_nearly_id(digits):
        yield PersonalNumber(Sort.ID, group.start, group.end, digits)
        return
    if "X" in digits:
        return
    serial = numbered and (_OF_PAPERS.search(before) or _YEARLY.search(before) or _PREFIXED.search(before))
    money = (decimals and (_MONEY.search(before) or _YUAN.match(text, group.end))) or _ROUND.match(
        text, group.end
    )
    if not numbered and is_old_id(digits):
        yield PersonalNumber(Sort.ID, group.start, group.end, digits)
    elif not numbered and 16 <= len(digits) <= 19 and is_card(digits) and not _ADDRESS.search(before):
        yield PersonalNumber(Sort.CARD, group.start, group.end, digits)
    elif not money and not serial and not (digits[0] == "0" and _ADDRESS.search(before)):
        yield from _mobiles(digits, group.start)


def _together(groups: list[_Group], text: str, key: str) -> tuple[list[PersonalNumber], int]:
    """Find a number that begins with the first group and goes on in the next; tell how many it took."""
    best: tuple[list[PersonalNumber], int] = ([], 1)
    ahead = "".join([group.digits for group in groups])
    if len(ahead) < SHORTEST:
        return best
    first = groups[0]
    before = _before(text, first, key)
    if not _may_go_on(ahead, len(first.digits), before):
        return best
    joined, sizes, gaps = first.digits, [len(first.digits)], set[str]()
    for count, group in enumerate(groups[1:], 2):
        joined += group.digits
        sizes.append(len(group.digits))
        gaps.add(group.gap)
        if len(joined) > LONGEST:
            break
        if len(joined) < SHORTEST:
            continue
        sort = _grouped(joined, sizes, gaps, before, text[first.start : group.end])
        if sort is not None:
            digits = found[1] if sort is Sort.PHONE and (found := _MOBILE.fullmatch(joined)) else joined
            best = [PersonalNumber(sort, first.start, group.end, digits)], count
    return best


def _may_go_on(ahead: str, first: int, before: str) -> bool:
    """Tell quickly whether these digits may begin a number that goes on behind the first group of them."""
    return bool(
        _MOBILE.match(ahead)
        or (ahead[0] in "34569" and (first in (4, 6) or ahead.startswith(_UNION_PAY)))
        or (len(ahead) >= 18 and (is_id(ahead[:18]) or (first == 6 and is_nearly_id(ahead[:18]))))
        or is_account(before)
        or _HOME.search(before)
    )


def _grouped(joined: str, sizes: list[int], gaps: set[str], before: str, written: str) -> Sort | None:
    if len(joined) == 18 and (is_id(joined) or _is_called_id(joined, before)):
        return Sort.ID
    if tuple(sizes) in _ID_GROUPS and gaps <= {" ", "-"} and is_nearly_id(joined):
        return Sort.ID if not _NUMBERED.search(before) else None
    if gaps & set(",，、/(（~～:：") or "X" in joined:
        return None
    if _is_home_phone(joined, before):
        return Sort.PHONE
    if 12 <= len(joined) <= 19 and "." not in gaps and is_account(before):
        return Sort.CARD
    if (
        joined[0] in "34569"
        and len(joined) >= 16
        and (
            _CARD_GROUPS.fullmatch(",".join(map(str, sizes)))
            or (len(sizes) == 2 and "\n" in written and joined.startswith(_UNION_PAY))
        )
        and is_card(joined)
        and not _NUMBERED.search(before)
    ):
        return Sort.CARD
    found = _MOBILE.fullmatch(joined)
    if (
        found
        and not (gaps == {"."} and len(sizes) == 2)
        and not (_NUMBERED.search(before) and _YEARLY.search(before))
    ):
        lead = len(joined) - 11
        own = (sizes[0] - lead, *sizes[1:]) if sizes[0] > lead else tuple(sizes[1:])
        if own == (11,) or (
            (own in _PHONE_GROUPS or (own in _PHONE_PAIRS and not re.search(r"[\n\t]", written)))
            and not (own != (3, 4, 4) and _dated(found[1], own))
        ):
            return Sort.PHONE
    return None


def _dated(digits: str, sizes: tuple[int, ...]) -> bool:
    """Tell whether groups look like an amount and a year, or a number and a day, rather than a telephone."""
    start = 0
    for size in sizes:
        piece = digits[start : start + size]
        if (size == 4 and piece[:2] in ("19", "20")) or (size == 8 and is_day(piece)):
            return True
        start += size
    return False


def _mobiles(digits: str, start: int) -> Iterator[PersonalNumber]:
    """Find one mobile number, or several pasted together."""
    found = _MOBILE.fullmatch(digits)
    if found:
        yield PersonalNumber(Sort.PHONE, start, start + len(digits), found[1])
    elif (
        len(digits) > 11
        and len(digits) % 11 == 0
        and all(_MOBILE.fullmatch(digits[at : at + 11]) for at in range(0, len(digits), 11))
    ):
        for at in range(0, len(digits), 11):
            yield PersonalNumber(Sort.PHONE, start + at, start + at + 11, digits[at : at + 11])


def _ids_within(digits: str) -> Iterator[int]:
    at = 0
    while at + 18 <= len(digits):
        if is_id(digits[at : at + 18]):
            yield at
            at += 18
        else:
            at += 1


def _between(ids: list[int], length: int) -> Iterator[tuple[int, int]]:
    if ids:
        ends = [0, *(start + 18 for start in ids)]
        yield from zip(ends, [*ids, length], strict=True)


def _is_home_phone(digits: str, before: str) -> bool:
    """Tell whether digits are a landline that is said to be somebody's at home."""
    return bool(_LANDLINE.fullmatch(digits) and _HOME.search(before))


def is_account(before: str) -> bool:
    """Tell whether a text ends in a word after which an account number is written."""
    return bool(_ACCOUNT.search(before))


def _is_called_id(digits: str, before: str) -> bool:
    """Tell whether signs are said to be an ID number: one may be mistyped, lacking or too many."""
    is_whole = len(digits) != 18 or is_day(digits[6:14])
    return bool(_IDENTITY.search(before)) and "X" not in digits[:-1] and is_whole
