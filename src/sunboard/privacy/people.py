"""What must not stand beside the name of a person: illness, childhood, misfortune, the way to the door.

Lists are where it stands: a row that names somebody is looked at cell by cell, under the heads of its table.
In running text only what leaves no doubt is found: a name, and what is told of it. The words stand beside
this module. Source: Personal Information Protection Law, articles 28 to 31.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import chain

from sunboard.engines.yaml_texts import load_texts
from sunboard.lazy import dataclass, regex
from sunboard.model.family_names import family_names
from sunboard.privacy.naming import names_person

CHILD, MINOR = 14, 18
"""Years: what tells of somebody younger than fourteen is sensitive by itself."""
_OF_HOUSEHOLD = regex(r"[(（]未成年人[0-9０-９一二两三四五六七八九十]+名[)）]\s*\Z")
"""What stands behind the head of a household who is named in place of a child, as the cure asks for it."""
_BESIDE = regex(r"[（(〔\[][^）)〕\]]*[）)〕\]]|\s+")
_AGE = regex(r"(\d{1,3})\s*(?:周?岁)?")
_BIRTH = regex(r"((?:19|20)\d\d)\s*[-./年]?\s*(\d{1,2})?(?:\s*[-./月]?\s*(\d{1,2}))?\D?")
_DOOR = regex(r"\d+(?:号楼?|栋|幢)\d*(?:单元|室|户)|\d+(?:单元|室)|门牌\S{0,2}\d+|\d+号$")
_ON_STREET = r"[组路街巷弄]\d{1,4}号(?![灯桥井机杆楼路塘闸坝池泵渠门店地田棚圈山林])"
_HOUSE = regex(
    rf"{_ON_STREET}|(?<!入)住[^，。；\s]{{0,10}}?\d{{1,4}}号"
    r"|\d+(?:栋|幢|号楼?)\d*(?:单元)?\d*[室户]|\d+单元\d+"
)
_NUMERALS = "一二三四五六七八九十"
_YEARS = rf"\d{{1,2}}|[两{_NUMERALS}][{_NUMERALS}]?"
_BRACKET = regex("[（(]")
_DEGREE = regex("[一二三四1-4]级")
_YOUNG = regex(rf"(?<![\d.{_NUMERALS}])(?P<age>{_YEARS})\s*周?岁(?![以及到至之])")
_REGULAR = regex(r"\(\?<?[=!][^)]*\)|\[[^\]]*\][?+]?|\\w\{[^}]*\}\??|[\^$]")
_FIRST_SIGN = regex(r"\A(?:\(\?<?[=!][^)]*\))*\[?((?:(?<=\[)[^\]]+)|\w)")
"""What a word begins with, also one of several signs, behind what must not stand before it."""
_TELLING = (
    *("illness", "causes", "complainants", "accusations", "ailing", "fates", "pupils_told"),
    *("living", "rooms", "years", "schools", "classes", "protected", "passing", "authorities"),
)
"""The lists of words of which a text has one that tells anything."""
_AT_ONCE = 24
"""Words that are tried together, where a text goes on with signs as they begin."""
_CLAUSE_END = regex("[。；;！？]")
_WIDE = regex("[Ａ-Ｚ０-９]")
"""What is more than signs in a word."""
_NO_GIVEN = regex("[的患等户岁员村课]|(?<!小)满|家[湾坡庄沟堡门村寨岭坝营屯塘店集铺坪畈嘴洼冲垭院圩桥]$")
"""What stands in nobody's name: such signs, and how places are called after a family, 何家湾."""
_HAN = r"\u3400-\u9fff"
_ENDED = r"(?=[，,。；;、）)\s]|$)"  # a part of a sentence, or a cell
_START = rf"(?:(?<![{_HAN}])|(?<=[0-9一二三四五六七八九十][组队社]))"
"""Where nothing goes on that a name would be the end of: a group may be told before one, 三组黄桂生."""
_BEFORE = (
    rf"(?:{_START}|(?<=[付给为对了向和与送])"
    r"|(?<=村民|户主|慰问|救助|看望|资助|补助|学生|儿童|孤儿|女儿|儿子|妇女|老人|患者|对象)|(?<=残疾人|贫困户|脱贫户|困难户|低保户|监测户))"
)
_PROVINCES, _LETTERS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼", "A-HJ-NP-Z"
_PLATE = regex(
    rf"(?<![A-Za-z])[{_PROVINCES}][{_LETTERS}][·\s]?"
    r"(?:[DF][A-HJ-NP-Z0-9]\d{4}|(?=[A-Z]{0,2}\d)[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警])(?![A-Za-z0-9])"
)


_WHOM = ("name", "paid", "aided", "whole", "sufferer", "sufferer_short", "entered")
_ACCUSER = ("name", "whole", "gone", "sent", "told", "by")
_ACCUSED = ("word", "where", "passed", "before", "posed")
_WHAT = ("word", "paid_word", "aided_word", "befell", "sufferer_word", "entry", "label")
"""The groups of `ill_person` that hold a name, and what is told of it."""


_OF_SUBJECT = {
    "illness": ("illness", "ailing"),
    "cause": ("causes", "fates"),
    "child": ("protected", "pupils_told"),
}
"""The lists of what a clause may tell of whom it speaks, by the group of `telling` that finds it."""


class Matter(StrEnum):
    """What is told of somebody."""

    ILLNESS = "illness"
    CAUSE = "cause"
    CHILD = "child"
    MINOR = "minor"
    COMPLAINANT = "complainant"
    ADDRESS = "address"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class Told:
    """Something that must not stand beside a name, the word that tells it, and where."""

    matter: Matter
    word: str
    row: int  # from 0, of a table; of a text the line
    column: int = 0


class _Words:
    """The words of `people.yaml`: heads of columns, and what is looked for in cells and texts.

    A pattern is compiled where something is first looked for with it: most texts tell nothing of anybody.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.heads = {name: frozenset(words) for name, words in lists.items()}
        self._any = {name: "|".join(words) for name, words in lists.items()}
        self._found: dict[str, re.Pattern[str]] = {}
        self._given = rf"[^{''.join(lists['never_given'])}\x00-\u33ff\ua000-\uffff]"
        of_one = "".join(name for name in lists["surnames"] if len(name) == 1)
        self._surname = "|".join((f"[{of_one}]", *(name for name in lists["surnames"] if len(name) > 1)))
        self._any_name = rf"(?:{self._surname})[{_HAN}]{{1,2}}?"
        self._name, self._whole = rf"(?P<name>{self._any_name})", rf"(?:{self._surname}){self._given}{{2}}"
        begins = f"(?=[{''.join(dict.fromkeys(name[0] for name in lists['surnames']))}])"
        self._start = f"{begins}{_START}"
        self._before = rf"{begins}(?:{_BEFORE}|(?<={self._any['kin']}))"
        self._behind_name = rf"(?=[^{_HAN}]|$|{self._any['behind_names']})"
        self._long_acts = "|".join(word for word in lists["acts"] if len(word) > 1 and word.isalpha())
        self.naming = self.heads["people"] | self.heads["complainants"]
        self.surnames = self.heads["surnames"] | self.heads["surnames_in_cells"]
        self._lists = lists

    @cached_property
    def likely(self) -> re.Pattern[str]:
        """Find what a text must hold for anything to be told in it: a word of several signs, or a plate.

        A sign that begins a word, and then one that goes on in any, are looked for before whole words, and of
        these only those that begin with like signs. Of a word that begins with signs, and no choice of them,
        all is looked for: 残疾人 is no 残疾[一二三四]级.
        """
        whole = {
            (own, word if word.startswith(own) and "$" not in word else re.escape(own))
            for word, own in self._signs.items()
            if len(own) > 1
        }
        first, second = ("".join({own[at] for own, _ in whole}) for at in (0, 1))
        begun = f"[{first}{_PROVINCES}][{second}{_LETTERS}Ａ-Ｚ]"
        return regex(rf"{begun}(?:(?<=(?={_any_by_signs(whole)})..)|(?<=[{_PROVINCES}][{_LETTERS}Ａ-Ｚ]))")

    @cached_property
    def alone(self) -> frozenset[str]:
        """Return the words of a single sign, which are soon looked for."""
        return frozenset(own for own in self._signs.values() if len(own) == 1)

    @cached_property
    def _signs(self) -> Mapping[str, str]:
        """Return the longest signs of each word that tells anything."""
        return {
            word: max(_REGULAR.split(word), key=lambda piece: (piece.isalnum(), len(piece)))
            for name in _TELLING
            for word in self._lists[name]
        }

    def _opening(self, *names: str) -> str:
        """Return a look at one sign: whether any word of some lists may begin with it, ere all are tried."""
        words = chain.from_iterable(self._lists[name] for name in names)
        return f"(?=[{''.join(dict.fromkeys(chain.from_iterable(map(_FIRST_SIGN.findall, words))))}])"

    @cached_property
    def apart(self) -> re.Pattern[str]:
        """Find the cells that may be heads above names, also with blanks or brackets in them."""
        return regex(rf"\0(?={self._may_head}|\s)([^\0]*)")

    @cached_property
    def drawn(self) -> re.Pattern[str]:
        """Find the same in the tables of a text."""
        return regex(rf"[\n\t|][^\S\n\t]*+(?={self._may_head})([^\n\t|]*)")

    @property
    def _may_head(self) -> str:
        firsts, lengths = "".join(sorted({word[0] for word in self.naming})), [*map(len, self.naming)]
        fewest, most = min(lengths), max(lengths) - 1
        brackets = r"（(〔\["
        ends = rf"[{brackets}\s]|(?:(?=[\0|])|\Z)(?<=\w{{{fewest}}})"
        return rf"[{firsts}]\w{{0,{most}}}(?:{ends})|[{brackets}]"

    def found(self, name: str) -> re.Pattern[str]:
        """Return what finds any word of a list."""
        if name not in self._found:
            self._found[name] = regex(self._any[name])
        return self._found[name]

    @cached_property
    def ill_person(self) -> re.Pattern[str]:
        """Find somebody with an illness, or another cause of hardship."""
        told = rf"(?:{self._any['illness']}|{self._any['causes']})"
        kin, since = rf"的?(?:{self._any['kin']})", rf"(?:{self._any['since']})"
        led = rf"(?:(?!{self._any['acts']})[{_HAN}]){{0,2}}?"
        paid = (
            rf"(?:付|慰问|救助|看望|资助|补助|因|由于|{self._any['roles']}|[0-9一二三四五六七八九十][组队社])"
            rf"(?P<paid>{self._whole}){led}(?P<paid_word>{self._any['illness']})"
            rf"(?!症?(?:{self._any['services']}))"
        )
        aided = (
            rf"{self._start}(?P<aided>(?:{self._surname})[{_HAN}]{{1,2}}?){led}"
            rf"(?P<aided_word>{self._any['illness']})[{_HAN}]{{0,2}}?(?:{self._any['aid']})"
        )
        befell = (
            rf"{self._start}(?P<whole>{self._whole})"
            rf"(?:{self._any['often']}|{since}|[与和](?:{self._any['kin']}))?"
            rf"(?P<befell>{self._any['events']})(?!整|治|专|问题)"
        )
        sufferer = (
            rf"{self._opening('illness', 'causes', 'ailing', 'fates')}"
            rf"(?P<sufferer_word>{told}|{self._any['ailing']}|{self._any['fates']})[病症]?"
            rf"(?:(?:{self._any['sufferers']}|的)(?:{self._any['roles']})?|{self._any['roles']}|(?<=[盲哑]人|寡妇))"
            rf"(?:(?P<sufferer>{self._whole})(?:{self._behind_name})"
            rf"|(?P<sufferer_short>(?:{self._surname}){self._given})"
            rf"(?=[^{_HAN}]|$|{self._any['behind_short_names']}))"
        )
        labels = rf"{self._any['illness_heads']}|{self._any['cause_heads']}"
        entry = rf"[{_HAN}]{{0,4}}?(?P<entry>{told})(?:[早中晚]期|患者|病人|症)?{_ENDED}"
        entered = (
            rf"{self._before}(?P<entered>{self._whole})(?:[，,：:]\s*{entry}"
            rf"|[，,；;\s][^。、\n]{{0,16}}?(?P<label>{labels})[：:])"
        )
        return regex(
            rf"{self._before}{self._name}(?:"
            rf"(?:{self._any['called']})?(?:{kin})?(?:[（(][^）)]{{1,12}}[）)])?[，,]?(?:他|她|其|本人)?"
            rf"(?:[男女][，,])?(?:\d{{1,2}}岁[，,])?(?:[两二三四五]人|夫妻|夫妇|老?两口子?)?[均都也]?"
            rf"(?:[说称](?:自己|本人|他|她)?)?{since}*"
            rf"(?:[被经确]?(?:因|患有?(?!者)|身[患有]|罹患|确诊|查出|检出|系|属|是|得(?!到))[^，。；\n]{{0,8}}?"
            rf"|[（(][^）)]{{0,8}}?"
            rf"|为(?=[{_HAN}]{{2,10}}(?:人员|对象|患者|病人|户)[，,。；;])|已经?(?=[患孕怀有])|(?<=[岁男女][，,])"
            rf"|在[{_HAN}]{{1,8}}?[摔跌砸撞受][伤断倒成致腿脚手腰]*)|家[里中]?(?:有[^，。；\n]{{0,6}}?|(?=[一两二三四五]人))"
            rf"|(?:{kin}{since}*|{since}+)(?:(?:治疗?|刚?做[完了]?)[{_HAN}]{{0,2}}?)?)"
            rf"(?P<word>{told})(?!症?(?:{self._any['services']}))"
            rf"|{paid}|{aided}|{befell}|{sufferer}|{entered}"
        )

    @cached_property
    def telling(self) -> re.Pattern[str]:
        """Find a word that tells something of whoever a clause speaks of, and not of others behind it."""
        ill, cause, child = ("|".join(map(self._any.__getitem__, of)) for of in _OF_SUBJECT.values())
        return regex(
            rf"{self._opening(*chain.from_iterable(_OF_SUBJECT.values()))}"
            rf"(?:(?P<illness>{ill})|(?P<cause>{cause})"
            rf"|(?P<child>(?:{child})(?!{self._any['of_others_children']})))"
            rf"(?![病症]?的?[{_HAN}]{{0,2}}?(?:{self._any['of_no_one']}))"
        )

    @cached_property
    def subject(self) -> re.Pattern[str]:
        """Find of whom a clause speaks up to its end: a name behind which nothing is done for others."""
        begins = f"[{''.join(dict.fromkeys(name[0] for name in self._lists['surnames']))}]"
        behind = f"[{''.join(self._lists['before_names'])}]"
        return regex(
            rf"(?={begins})(?:{_BEFORE}|(?<={behind})|(?<={self._any['kin']}))"
            rf"(?P<name>(?:{self._surname}){self._given}(?:(?!{self._long_acts}){self._given})??)"
            rf"(?:[，,](?:[男女]|(?:19|20)\d\d年(?:\d\d?月)?(?:\d\d?日)?出?生|\d{{1,2}}岁))*"
            rf"(?:(?!{self._any['acts']})[^，,：:、]){{0,14}}"
            rf"(?:[，,：:](?:(?={self._any['goes_on']})(?:(?!{self._any['acts']})[^，,：:]){{0,10}})?)?\Z"
        )

    @cached_property
    def parent(self) -> re.Pattern[str]:
        """Find what stands between somebody and a child who is not named by it: 秦小河家有, 秦小河的孩子."""
        return regex(rf"{self._any['kin']}|[家户]|人[0-9一二两三四五]+名|有(?=\Z|[0-9一二两三四五])")

    @cached_property
    def complainant(self) -> re.Pattern[str]:
        """Find who is called a complainant."""
        return regex(
            rf"(?P<called>(?:{self._any['complainants']})(?:姓名)?)[:：是为系]?\s*"
            rf"(?:[0-9一二三四五六七八九十]+[组队社]的?)?(?:村民)?{self._name}"
            rf"(?=[^{_HAN}]|$|说|称|反映|提出|要求|认为|询问|问|当面|进行|本人|表示|答复|解释|沟通|已|多次|对|就|认可|满意)"
        )

    @cached_property
    def accuser(self) -> re.Pattern[str]:
        """Find who accused somebody."""
        often, accused, acts = (self._any[name] for name in ("often", "accusations", "acts"))
        return regex(
            rf"(?:(?:接到?|收到?|转来|转办|根?据|针?对|关于|就|村民|居民|群众){self._name}|{self._start}(?P<whole>{self._whole}"
            rf"|(?:{self._surname}){self._given}(?=等[0-9一二三四五六七八九十]*人)))"
            rf"(?:同志|等[0-9一二三四五六七八九十]*人?)?(?:的|实名|联名|匿名|当面|书面|电话"
            rf"|来电|来信|来访|越级|集体|12345(?:热线)?|{often})?"
            rf"(?P<word>{accused})(?!{self._any['channels']})"
            rf"|{self._start}(?P<gone>{self._whole})(?:{often})?"
            rf"(?:[到去赴向]|[拨]?打|通过|[在用](?=[^，。；\n]{{0,6}}?(?:网|微信|电话|平台|热线)))"
            rf"(?:(?!{acts})[^，,。；\n]){{1,8}}?(?P<where>{accused})(?![中电箱局办处站人员平制群户工]|村[民务])"
            rf"|(?:{self._any['passing']})[来办]?(?P<sent>{self._any_name})(?:等人)?(?P<passed>反映)"
            rf"|{self._start}(?P<told>{self._whole})向[^，。；\n]{{0,6}}?(?:{self._any['authorities']})"
            rf"[^，。；\n]{{0,3}}?(?P<before>反映)"
            rf"|(?P<posed>{accused})(?:件|事项|问题)?[系由是](?P<by>{self._whole})"
            rf"(?:[、等和][^，。；\n]{{0,8}})?(?:提出|反映|递交|发起|举报|投诉)"
        )

    @cached_property
    def asker(self) -> re.Pattern[str]:
        """Find who asked, or is spoken to."""
        return regex(
            rf"(?:(?:接到|收到|村民|居民|群众|(?<=[就对])){self._name}|{self._start}(?P<whole>{self._whole}))"
            rf"(?:{self._any['manners']})?(?:等人?)?(?:实名|书面|电话)?(?:{self._any['asking']})"
            rf"|{self._start}(?P<greeted>{self._whole})(?:{self._any['manners']})[：:，,]\s*[您你]"
            rf"|(?:我叫(?P<called>{self._any_name})"
            rf"|(?:我|本人)是(?:[{_HAN}0-9]{{1,6}}组的?)?(?P<own>{self._whole})(?<![户者员的]))"
            rf"(?=[^{_HAN}]|$)"
        )

    @cached_property
    def child(self) -> re.Pattern[str]:
        """Find somebody young with the age, or the school."""
        return regex(
            rf"{self._before}{self._name}(?:同学)?(?:[（(，,、]?(?:今年|年仅|现年|[男女][，,、])?刚?满?{_YOUNG.pattern}"
            r"(?!时|的?[肉母公奶黄水种]?[牛羊猪马驴狗树果])"
            rf"|(?:[^。；\n]{{1,12}}?[，,])(?:年仅|时年|现年)(?P<only>{_YEARS})周?岁"
            rf"|[（(][^）)]{{0,8}}?(?:{self._any['schools']})"
            r"|[（(，,、系是于男女]{0,4}(?P<born>(?:19|20)\d\d年(?:\d\d?月)?(?:\d\d?日)?)出生)"
            rf"|(?P<protected>{self._any['protected']})"
            rf"[（(：:]?(?:(?P<child>{self._any_name})(?=[^{_HAN}]|$|[等家户的在])"
            rf"|(?P<kid>{self._whole}){self._behind_name})"
            rf"|(?P<class>{self._any['schools']}|{self._any['classes']})"
            r"(?:学生|儿童|幼儿|小朋友|生|(?<![学园])的)"
            rf"(?P<pupil>{self._whole}){self._behind_name}"
            rf"|(?<![\d.{_NUMERALS}])(?P<years>{_YEARS})周?岁(?:的?(?:[男女]孩|[男女]童|孩子|儿童)|的)"
            rf"(?P<aged>{self._whole}){self._behind_name}"
        )

    @cached_property
    def living(self) -> re.Pattern[str]:
        """Find where somebody lives, to the door."""
        return regex(
            rf"(?P<living>{self._any['living']})[^，。；\n]{{0,16}}?(?:{_DOOR.pattern}|\d+号)"
            rf"|(?<!入)住(?![进户院房宅])[^，。；\n]{{0,16}}?\d+(?:单元|栋|幢|号楼)\d+"
            rf"|(?:{self._before}|(?<=[至人员]))(?P<boxed>{self._whole})家?"
            rf"(?:[（(][^）)]{{0,12}}?(?:{_HOUSE.pattern})[^）)]{{0,8}}[）)]"
            rf"|[，,][^，。；\n]{{0,6}}?{_ON_STREET}(?=[，,。；;]|$))"
            rf"|\d+号(?:楼|院)?的?{self._name}家(?=[门屋院房])"
            rf"|{self._start}(?P<lodger>{self._whole})住[^，。；\n]{{1,12}}?(?<![月\d])\d{{1,4}}号"
            r"(?![灯桥井机杆塘闸坝池泵渠床])"
        )


def _any_by_signs(words: Iterable[tuple[str, str]]) -> str:
    """Return what finds any of some words, each given with how it begins, by the first two signs of that."""
    begun = sorted(words)
    some = (begun[at : at + _AT_ONCE] for at in range(0, len(begun), _AT_ONCE))
    return "|".join(
        f"{_one_of(own[0] for own, _ in few)}{_one_of(own[1] for own, _ in few)}"
        f"(?<=(?={'|'.join(word for _, word in few)})..)"
        for few in some
    )


def _one_of(signs: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, dict.fromkeys(signs)))}]"


@cache
def _words() -> _Words:
    file = resources.files("sunboard").joinpath("privacy/people.yaml")
    lists = {name: text.split() for name, text in load_texts(file.read_text("utf-8")).items()}
    return _Words({**lists, "surnames": family_names()})


def told_in_rows(
    rows: Sequence[Sequence[str]], title: str, today: date, heads: Mapping[int, str] | None = None
) -> Iterator[Told]:
    """Yield what the rows of a table tell of the people they name; `title` is the table's or its record's.

    `heads` are those of its columns where they are known; else they stand in a row that heads some names.
    """
    words = _words()
    under = {column: _bare(head) for column, head in (heads or {}).items()}
    people, complainants, wanted = words.heads["people"], words.heads["complainants"], words.naming
    naming = _columns(under, wanted)
    written = dict.fromkeys(chain.from_iterable(rows)).keys()
    tells = may_tell("\n".join(written))
    if not (tells or (any(map(names_somebody, written)) and (naming or may_name(written)))):
        return  # most tables name nobody
    listed = _of_young_people(title)
    is_grown, gave = (bool(words.found(of).search(title)) for of in ("grown_lists", "given_lists"))
    for number, row in enumerate(rows):
        cells = {column: cell.strip() for column, cell in enumerate(row) if cell.strip()}
        bare = {column: _bare(cell) for column, cell in cells.items()}
        if found := _columns(bare, wanted):
            under, naming = bare, found
            continue
        named = [column for column in naming if stands_for_name(cells.get(column, ""))]
        for column in named:
            if under[column] in complainants:
                yield Told(Matter.COMPLAINANT, under[column], number, column)
        whose = [cells[column] for column in named if under[column] in people]
        if whose:
            is_young = not all(map(_OF_HOUSEHOLD.search, whose))
            if listed and is_young and not words.heads["ages"] & set(under.values()):
                yield Told(*listed, number)
                listed = None
            told = _told_in_row(
                number,
                cells,
                under,
                today,
                is_grown=is_grown,
                gave=gave,
                tells=tells,
                of_disabled="残疾" in title,
            )
            yield from (one for one in told if is_young or one.matter not in (Matter.CHILD, Matter.MINOR))
        if tells:
            yield from _told_in_cells(number, cells, today)


def names_in_rows(
    rows: Sequence[Sequence[str]], heads: Mapping[int, str] | None = None
) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and head of each name that stands below a head for people and is not masked."""
    wanted = _words().heads["people"]
    under = {column: _bare(head) for column, head in (heads or {}).items()}
    for number, row in enumerate(rows):
        bare = {column: _bare(cell) for column, cell in enumerate(row)}
        if _columns(bare, wanted):
            under = bare
        else:
            for column in _columns(under, wanted):
                if stands_for_name(bare.get(column, "")):
                    yield number, column, under[column]


def may_name(cells: Set[str], text: str | None = None) -> bool:
    """Tell quickly whether one of many cells may be a head above names.

    `text` is all of them, and what else there is, with a sign before each that stands in none: NUL.
    """
    words = _words()
    joined = "\0".join(("", *cells)) if text is None else text
    return any(_BESIDE.sub("", cell) in words.naming for cell in words.apart.findall(joined))


def may_name_in_tables(text: str) -> bool:
    """Tell quickly whether a cell of a table drawn or pasted in a text may be a head above names."""
    if "\t" not in text and "|" not in text:
        return False
    words = _words()
    return any(_BESIDE.sub("", cell) in words.naming for cell in words.drawn.findall(f"\n{text}"))


def _columns(under: Mapping[int, str], wanted: frozenset[str]) -> tuple[int, ...]:
    """Return the columns below one of the heads that are wanted."""
    return tuple(column for column, head in under.items() if head in wanted)


def _told_in_cells(number: int, cells: Mapping[int, str], today: date) -> Iterator[Told]:
    """Yield what the texts in a row's cells tell by themselves."""
    if may_tell("\n".join(cells.values())):
        for column, cell in cells.items():
            yield from (replace(told, row=number, column=column) for told in told_in_text(cell, today))


def _told_in_row(
    number: int,
    cells: Mapping[int, str],
    under: Mapping[int, str],
    today: date,
    *,
    is_grown: bool,
    gave: bool,
    tells: bool,
    of_disabled: bool,
) -> Iterator[Told]:
    words = _words()
    heads, found = words.heads, words.found
    age: int | None = None
    for column, cell in cells.items():
        head = under.get(column, "")
        if head in heads["people"]:
            if head in heads["children"] and stands_for_name(cell):
                yield Told(Matter.CHILD, head, number, column)
            elif head in heads["pupils"] and stands_for_name(cell) and not is_grown:
                yield Told(Matter.MINOR, head, number, column)
            if _BRACKET.search(cell) and _HOUSE.search(cell) and stands_for_name(cell):
                yield Told(Matter.ADDRESS, head, number, column)
            continue
        if head in heads["ages"] and (written := _AGE.fullmatch(cell)):
            age = int(written[1])
        elif head in heads["births"]:
            age = _years(cell, today)
        if age is not None and age < MINOR and head in heads["ages"] | heads["births"]:
            yield Told(Matter.CHILD if age < CHILD else Matter.MINOR, f"{age}", number, column)
        elif head in heads["illness_heads"]:
            yield Told(Matter.ILLNESS, head, number, column)
        elif of_disabled and head in heads["degrees"] and _DEGREE.fullmatch(cell):
            yield Told(Matter.ILLNESS, cell, number, column)
        elif head in heads["cause_heads"]:
            yield Told(Matter.CAUSE, head, number, column)
        elif head in heads["grades"] and found("child_grades").search(cell):
            yield Told(Matter.CHILD, cell, number, column)
        elif head in heads["grades"] and found("minor_grades").search(cell):
            yield Told(Matter.MINOR, cell, number, column)
        elif (young := _YOUNG.search(cell)) and _age(young[1]) < MINOR:
            yield Told(Matter.CHILD if _age(young[1]) < CHILD else Matter.MINOR, young[1], number, column)
        elif (head in heads["addresses"] and leads_to_door(cell)) or (
            head in heads["doors"] and any(map(str.isdigit, cell))
        ):
            yield Told(Matter.ADDRESS, head, number, column)
        elif gave or found("offices").search(head):
            continue
        elif word := _first("illness", cell):
            if not _first("of_the_ill", cell):
                yield Told(Matter.ILLNESS, word, number, column)
        elif word := _first("causes", cell):
            yield Told(Matter.CAUSE, word, number, column)
        elif word := _first("child_cells", cell):
            if not _first("of_others", cell):
                yield Told(Matter.CHILD, word, number, column)
        elif word := _first("minor_cells", cell):
            if not _first("of_others", cell):
                yield Told(Matter.MINOR, word, number, column)
        elif tells and (of := _befell(cell)):
            yield Told(of[0], of[1], number, column)
        elif _HOUSE.search(cell) and not (found("plots").search(head) or words.living.search(cell)):
            yield Told(Matter.ADDRESS, head, number, column)


@lru_cache(maxsize=4096)
def _befell(cell: str) -> tuple[Matter, str] | None:
    """Return what a cell tells in words for what befell whom its row names, and did for nobody else."""
    words = _words()
    for seen in words.telling.finditer(cell):
        if seen["child"] is None and not words.found("acts").search(cell[: seen.start()]):
            return Matter(seen.lastgroup or ""), seen[0]
    return None


def leads_to_door(address: str) -> bool:
    """Tell whether an address goes down to a house, a stair or a room."""
    return bool(_DOOR.search(address))


def _of_young_people(title: str) -> tuple[Matter, str] | None:
    """Tell whether a list holds young people by its name."""
    found = _words().found
    if word := found("child_lists").search(title):
        return Matter.CHILD, word[0]
    word = found("minor_lists").search(title)
    return (Matter.MINOR, word[0]) if word and not found("grown_lists").search(title) else None


def told_in_text(text: str, today: date) -> Iterator[Told]:
    """Yield what a running text tells of people; rows are its lines."""
    if not may_tell(text):
        return
    for line, sentence in enumerate(text.split("\n")):
        told = tuple(_told_by_shapes(sentence, line, today))
        yield from told or _told_of_subjects(sentence, line)


def _told_of_subjects(sentence: str, line: int) -> Iterator[Told]:
    """Yield what a clause tells of whom it speaks: who, then what, and nothing done to others between."""
    words = _words()
    for seen in words.telling.finditer(sentence):
        clause = _CLAUSE_END.split(sentence[: seen.start()])[-1]
        if seen["child"]:  # whose child it is may be told
            clause = words.parent.split(clause)[-1]
        if (whose := words.subject.search(clause)) and _is_named(whose["name"]):
            yield Told(Matter(seen.lastgroup or ""), seen[0], line)


def _told_by_shapes(sentence: str, line: int, today: date) -> Iterator[Told]:
    """Yield what a line of a text tells in one of the shapes in which people are told of."""
    words = _words()
    for seen in words.ill_person.finditer(sentence):
        told = {key: said for key, said in seen.groupdict().items() if said}
        name = next(told[key] for key in _WHOM if key in told)
        word = next(told[key] for key in _WHAT if key in told)
        is_ill = word in words.heads["illness_heads"] or any(
            words.found(of).fullmatch(word) for of in _OF_SUBJECT["illness"]
        )
        if _is_named(name):
            yield Told(Matter.ILLNESS if is_ill else Matter.CAUSE, word, line)
    for seen in words.accuser.finditer(sentence):
        told = seen.groupdict()
        if _is_named(next(name for key in _ACCUSER if (name := told[key]))):
            word = next(said for key in _ACCUSED if (said := told[key]))
            yield Told(Matter.COMPLAINANT, word, line)
    for seen in words.child.finditer(sentence):
        if seen["protected"] or seen["class"]:
            if _is_named(seen["child"] or seen["kid"] or seen["pupil"]):
                is_older = seen["class"] and words.found("classes").search(seen["class"])
                matter = Matter.MINOR if is_older else Matter.CHILD
                yield Told(matter, seen["protected"] or seen["class"], line)
        elif seen["aged"]:
            if _is_named(seen["aged"]) and (age := _age(seen["years"])) < MINOR:
                yield Told(Matter.CHILD if age < CHILD else Matter.MINOR, seen["years"], line)
        elif seen["born"]:
            old = _years(seen["born"], today)
            if old is not None and old < MINOR and _is_named(seen["name"]):
                yield Told(Matter.CHILD if old < CHILD else Matter.MINOR, seen["born"], line)
        elif _is_named(seen["name"]) and (age := _age(seen["age"] or seen["only"] or "0")) < MINOR:
            word = seen["age"] or seen["only"] or seen[0].rpartition(seen["name"])[2].strip("（( ")
            yield Told(Matter.CHILD if age < CHILD else Matter.MINOR, word, line)
    for seen in words.living.finditer(sentence):
        if (name := seen["name"] or seen["lodger"] or seen["boxed"]) is None or _is_named(name):
            yield Told(Matter.ADDRESS, (seen["living"] or "住址")[:2], line)
    for seen in words.complainant.finditer(sentence):
        if _is_named(seen["name"]):
            yield Told(Matter.COMPLAINANT, seen["called"], line)
    for seen in _PLATE.finditer(_WIDE.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), sentence)):
        yield Told(Matter.PLATE, f"{seen[0][:2]}***", line)


def askers_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the names of those who ask, or to whom an answer speaks, and the lines on which they stand."""
    asker = _words().asker
    for line, sentence in enumerate(text.split("\n")):
        for seen in asker.finditer(sentence):
            name = seen["name"] or seen["whole"] or seen["called"] or seen["own"] or seen["greeted"]
            if _is_named(name):
                yield name, line


def may_tell(text: str) -> bool:
    """Tell quickly whether anything may be told in a text, or in one of several that are joined."""
    words = _words()
    return any(map(text.__contains__, words.alone)) or bool(words.likely.search(text))


@lru_cache(maxsize=4096)
def _bare(head: str) -> str:
    """Return a head without blanks and what stands in brackets."""
    return _BESIDE.sub("", head)


@lru_cache(maxsize=4096)
def _first(of: str, cell: str) -> str:
    """Return the first word of a list that a cell holds; most cells of a column are alike."""
    found = _words().found(of).search(cell)
    return found[0] if found else ""


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Tell whether a text is a whole name: 张某某 and 张*明 are masked already."""
    return _is_whole_name(text, _words().heads["surnames"])


@lru_cache(maxsize=4096)
def stands_for_name(cell: str) -> bool:
    """Tell whether a cell below a head for names is a whole one: there 付 and 代 begin no other word."""
    return _is_whole_name(cell, _words().surnames)


def _is_whole_name(text: str, surnames: Set[str]) -> bool:
    bare = _BESIDE.sub("", text)
    return "某" not in bare and names_person(bare) and bare[:1] in surnames


@lru_cache(maxsize=4096)
def names_somebody(cell: str) -> bool:
    """Tell whether a cell may be a whole name; 申请人, which begins as names do, stands above some."""
    return stands_for_name(cell) and _bare(cell) not in _words().naming


def _is_named(name: str) -> bool:
    """Tell whether signs in a running text are a name, and no word that begins as names do."""
    words = _words()
    return (
        is_name(name)
        and not any(name.startswith(word) for word in words.heads["words_like_names"])
        and not words.found("illness").search(name)
        and not _NO_GIVEN.search(name)
    )


def _age(written: str) -> int:
    """Return the years that are written in figures, or in words below a hundred: of 三四 the later."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.replace("两", "二").rpartition("十")
    digits = [_NUMERALS.index(sign) + 1 for sign in (tens or ("一" if ten else ""), ones[-1:]) if sign]
    return digits[0] * 10 + sum(digits[1:]) if ten else digits[0]


def _years(text: str, today: date) -> int | None:
    """Return how old somebody is who was born on a day, in a month or a year as written."""
    found = _BIRTH.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    return today.year - year - (today < _birthday(today.year, month, day))


def _birthday(year: int, month: int, day: int) -> date:
    """Return when in a year somebody grows older; what is not known or no day counts as early as it may."""
    if month > 12:
        return date.max
    try:
        return date(year, month or 1, day or 1)
    except ValueError:  # the 29th of February: it comes with the month that follows
        return (date(year, month, 28) + timedelta(4)).replace(day=1)
