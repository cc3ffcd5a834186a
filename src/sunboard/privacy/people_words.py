"""The words by which people are told of in lists and texts, and the shapes in which they stand there.

The words stand beside this module, in `people.yaml`; `people` says what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from itertools import chain

from sunboard.engines.yaml_texts import load_texts
from sunboard.lazy import regex
from sunboard.model.family_names import family_names

DOOR = regex(r"\d+(?:号楼?|栋|幢)\d*(?:单元|室|户)|\d+(?:单元|室)|门牌\S{0,2}\d+|\d+号$")
_ON_STREET = r"[组路街巷弄]\d{1,4}号(?![灯桥井机杆楼路塘闸坝池泵渠门店地田棚圈山林])"
HOUSE = regex(
    rf"{_ON_STREET}|(?<!入)住[^，。；\s]{{0,10}}?\d{{1,4}}号"
    r"|\d+(?:栋|幢|号楼?)\d*(?:单元)?\d*[室户]|\d+单元\d+"
)
NUMERALS = "一二三四五六七八九十"
_YEARS = rf"\d{{1,2}}|[两{NUMERALS}][{NUMERALS}]?"
YOUNG = regex(rf"(?<![\d.{NUMERALS}])(?P<age>{_YEARS})\s*周?岁(?![以及到至之口龄])")
_REGULAR = regex(r"\(\?<?[=!][^)]*\)|\[[^\]]*\][?+]?|\\w\{[^}]*\}\??|[\^$]")
_FIRST_SIGN = regex(r"\A(?:\(\?<?[=!][^)]*\))*\[?((?:(?<=\[)[^\]]+)|\w)")
"""What a word begins with, also one of several signs, behind what must not stand before it."""
_TELLING = (
    *("illness", "causes", "complainants", "accusations", "ailing", "fates", "pupils_told"),
    *("living", "rooms", "years", "schools", "classes", "protected", "passing", "authorities"),
    *("verified", "reported_to", "small", "older_told", "listed", "raised"),
)
"""The lists of words of which a text has one that tells anything."""
_AT_ONCE = 24
"""Words that are tried together, where a text goes on with signs as they begin."""
_HAN = r"\u3400-\u9fff"
_OF_STANDING = rf"[{_HAN}]{{0,3}}[员民人户生书任长计师兵娘爷婆叔婶伯嫂哥姐弟妹童孩]"
"""What somebody is, as its last sign tells it: 老支书, 退伍军人."""
_ENDED = r"(?=[，,。；;、）)\s]|$)"  # a part of a sentence, or a cell
_START = rf"(?:(?<![{_HAN}])|(?<=[0-9一二三四五六七八九十][组队社]))"
"""Where nothing goes on that a name would be the end of: a group may be told before one, 三组黄桂生."""
_BEFORE = (
    rf"(?:{_START}|(?<=[付给为对了向和与送])"
    r"|(?<=村民|户主|慰问|救助|看望|资助|补助|学生|儿童|孤儿|女儿|儿子|妇女|老人|患者|对象)|(?<=残疾人|贫困户|脱贫户|困难户|低保户|监测户))"
)
_PROVINCES, _LETTERS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼", "A-HJ-NP-Z"
OF_SUBJECT = {
    "illness": ("illness", "ailing"),
    "cause": ("causes", "fates"),
    "child": ("protected", "pupils_told"),
    "minor": ("older_told",),
}
"""The lists of what a clause may tell of whom it speaks, by the group of `telling` that finds it."""
PLATE = regex(
    rf"(?<![A-Za-z])[{_PROVINCES}][{_LETTERS}][·\s]?"
    r"(?:[DF][A-HJ-NP-Z0-9]\d{4}|(?=[A-Z]{0,2}\d)[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警])(?![A-Za-z0-9])"
)


class PeopleWords:
    """The words of `people.yaml`: heads of columns, and what is looked for in cells and texts.

    A pattern is compiled where something is first looked for with it: most texts tell nothing of anybody.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.heads = {name: frozenset(words) for name, words in lists.items()}
        self._any = {name: "|".join(words) for name, words in lists.items()}
        self._found: dict[str, re.Pattern[str]] = {}
        self._given = rf"[^{''.join(lists['never_given'])}\x00-\u33ff\ua000-\uffff]"
        of_one = "".join(name for name in lists["surnames"] if len(name) == 1)
        doubtful, given = "".join(lists["doubtful_surnames"]), "".join(lists["given"])
        longer = (name for name in lists["surnames"] if len(name) > 1)
        self._surname = "|".join((f"[{of_one}]", *longer, f"[{doubtful}](?=[{given}]{{2}})"))
        self._any_name = rf"(?:{self._surname})[{_HAN}]{{1,2}}?"
        self._name, self._whole = rf"(?P<name>{self._any_name})", rf"(?:{self._surname}){self._given}{{2}}"
        self._short = rf"(?:{self._surname})[{given}]"
        self._sure = rf"{self._short}[{given}](?!{self._any['in_office']})"
        self._begins = f"[{''.join(dict.fromkeys(name[0] for name in lists['surnames']))}{doubtful}]"
        begins = f"(?={self._begins})"
        self._start = f"{begins}{_START}"
        self._before = rf"{begins}(?:{_BEFORE}|(?<={self._any['kin']}))"
        self._behind_name = rf"(?=[^{_HAN}]|$|{self._any['behind_names']})"
        self._long_acts = "|".join(word for word in lists["acts"] if len(word) > 1 and word.isalpha())
        self.naming = self.heads["people"] | self.heads["complainants"]
        self.surnames = self.heads["surnames"].union(
            *(self.heads[of] for of in ("surnames_in_cells", "doubtful_surnames"))
        )
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
            rf"(?:(?:{self._any['sufferers']}|[{_HAN}]{{0,4}}?的)(?:{self._any['roles']}|{_OF_STANDING})?"
            rf"|{self._any['roles']}|(?<=[盲哑]人|寡妇))"
            rf"(?:(?P<sufferer>{self._whole})(?:{self._behind_name})|(?P<sufferer_sure>{self._sure})"
            rf"|(?P<sufferer_short>(?:{self._surname}){self._given})"
            rf"(?=[^{_HAN}]|$|{self._any['behind_short_names']}))"
        )
        labels = rf"{self._any['illness_heads']}|{self._any['cause_heads']}"
        entry = rf"[{_HAN}]{{0,4}}?(?P<entry>{told})(?:[早中晚]期|患者|病人|症)?{_ENDED}"
        entered = (
            rf"{self._before}(?P<entered>{self._whole})(?:[，,：:]\s*{entry}|、(?P<between>{told})(?=、[0-9.,]+元)"
            rf"|[，,；;\s][^。、\n]{{0,16}}?(?P<label>{labels})[：:])"
        )
        return regex(
            rf"{self._before}{self._name}(?:"
            rf"(?:{self._any['called']})?(?:{kin})?(?:[（(][^）)]{{1,12}}[）)])?[，,]?(?:他|她|其|本人)?"
            rf"(?:[男女][，,])?(?:\d{{1,2}}岁[，,])?(?:[两二三四五]人|夫妻|夫妇|老?两口子?)?[均都也]?"
            rf"(?:[说称](?:自己|本人|他|她)?)?{since}*"
            rf"(?:[被经确]?(?:因|患有?(?!者)|身[患有]|罹患|确诊|查出|检出|系|属|是|得(?!到))[^，。；\n]{{0,8}}?"
            rf"|[（(][^）)]{{0,8}}?"
            rf"|为(?=[{_HAN}]{{2,10}}(?:人员|对象|患者|病人|户)[，,。；;]|(?:[一二三四]级|[重中轻]度)?{told}{_ENDED})"
            r"(?:[一二三四]级|[重中轻]度)?|已经?(?=[患孕怀有])|(?<=[岁男女][，,])"
            rf"|在[{_HAN}]{{1,8}}?[摔跌砸撞受][伤断倒成致腿脚手腰]*)|家[里中]?(?:有[^，。；\n]{{0,6}}?|(?=[一两二三四五]人))"
            rf"|(?:{kin}{since}*|{since}+)(?:(?:治疗?|刚?做[完了]?)[{_HAN}]{{0,2}}?)?)"
            rf"(?P<word>{told})(?!症?(?:{self._any['services']}))"
            rf"|{paid}|{aided}|{befell}|{sufferer}|{entered}|(?P<listed>{self._any['listed']})"
            rf"[：:]\s*(?P<one_listed>{self._sure})"
        )

    @cached_property
    def telling(self) -> re.Pattern[str]:
        """Find a word that tells something of whoever a clause speaks of, and not of others behind it."""
        ill, cause, child, minor = ("|".join(map(self._any.__getitem__, of)) for of in OF_SUBJECT.values())
        return regex(
            rf"{self._opening(*chain.from_iterable(OF_SUBJECT.values()))}"
            rf"(?:(?P<illness>{ill})|(?P<cause>{cause})"
            rf"|(?P<child>(?:{child})(?!{self._any['of_others_children']}))|(?P<minor>{minor}))"
            rf"(?![病症]?的?[{_HAN}]{{0,2}}?(?:{self._any['of_no_one']}))"
        )

    @cached_property
    def subject(self) -> re.Pattern[str]:
        """Find of whom a clause speaks up to its end: a name behind which nothing is done for others."""
        behind = f"[{''.join(self._lists['before_names'])}]"
        same = rf"(?!{self._any['acts']})(?:[^，,：:、]|、(?!{self._begins}))"
        return regex(
            rf"(?={self._begins})(?:(?:{_BEFORE}|(?<={behind})|(?<={self._any['kin']}))"
            rf"(?P<name>(?:{self._surname}){self._given}(?:(?!{self._long_acts}){self._given})??)"
            rf"|(?P<sure>{self._sure}))"
            rf"(?:[，,](?:[男女]|(?:19|20)\d\d年(?:\d\d?月)?(?:\d\d?日)?出?生|\d{{1,2}}岁))*"
            rf"(?:{same}){{0,14}}(?:(?:[，,：:](?:{same}){{2,16}}){{0,2}}(?=[，,](?:{self._any['goes_on']})))?"
            rf"(?:[，,：:](?:(?={self._any['goes_on']})(?:(?!{self._any['acts']})[^，,：:]){{0,10}})?)?\Z"
            rf"|(?<=[给为替帮])(?P<served>{self._sure})[^，,：:、]{{0,14}}\Z"
        )

    @cached_property
    def parent(self) -> re.Pattern[str]:
        """Find what stands between somebody and a child who is not named by it: 秦小河家有, 秦小河的孩子."""
        return regex(rf"{self._any['kin']}|[家户]|人[0-9一二两三四五]+名|有(?=\Z|[0-9一二两三四五])")

    @cached_property
    def complainant(self) -> re.Pattern[str]:
        """Find who is called a complainant."""
        return regex(
            rf"(?P<called>(?:{self._any['complainants']})(?:姓名|信息)?)[:：是为系]?\s*(?:姓名[:：\s]*)?"
            rf"(?:[0-9一二三四五六七八九十]+[组队社]的?)?(?:村民)?(?:(?P<sure>{self._sure})|{self._name}"
            rf"(?=[^{_HAN}]|$|说|称|反映|提出|要求|认为|询问|问|当面|进行|本人|表示|答复|解释|沟通|已|多次|对|就|认可|满意|不服|不满|撤诉|来|到|向|于|在|并))"
        )

    @cached_property
    def accuser(self) -> re.Pattern[str]:
        """Find who accused somebody."""
        often, accused, acts = (self._any[name] for name in ("often", "accusations", "acts"))
        one = f"{self._whole}|{self._short}"
        return regex(
            rf"(?:(?:接到?|收到?|转来|转办|根?据|针?对|关于|就|(?<![已未曾])经|村民|居民|群众){self._name}"
            rf"|{self._start}(?P<whole>{one}|(?:{self._surname}){self._given}(?=等[0-9一二三四五六七八九十]*[人户])))"
            rf"(?:同志|等[0-9一二三四五六七八九十]*[人户]?)?(?:的|实名|联名|匿名|当面|书面|电话"
            rf"|来电|来信|来访|越级|集体|12345(?:热线)?|{often})?"
            rf"(?P<word>{accused})(?!{self._any['channels']}|[{_HAN}]{{0,8}}?(?:热线|宣传|讲座))"
            rf"|{self._start}(?P<gone>{one})(?:{often})?"
            rf"(?:[到去赴向来]|[拨]?打|通过|[在用](?=[^，。；\n]{{0,6}}?(?:[网群]|微信|电话|平台|热线|抖音|快手|[意信][见访]?箱|会上|现场)))"
            rf"(?:(?!{acts})[^，,。；\n]){{1,8}}?(?P<where>{accused})(?![中电箱局办处站人员平制群户工]|村[民务])"
            rf"|(?:{self._any['passing']})[来办]?(?P<sent>{self._any_name})(?:等人)?(?P<passed>反映)"
            rf"|{self._start}(?P<told>{one})(?:{often})?(?:[向到去找给]|写信给?|打电话给?)"
            rf"[^，。；\n]{{0,6}}?(?:(?:{self._any['authorities']})[^，。；\n]{{0,3}}?[，,]?"
            rf"|(?={self._any['reported_to']})[^。；\n]{{2,8}}?)(?P<before>反映)"
            rf"|{self._start}(?P<right>{one})(?:{often})?(?P<looked>反映)的?[^。；\n]{{2,30}}?"
            rf"(?:{self._any['verified']})"
            rf"|(?:就|关于|[针]?对)(?P<raised>{one})(?:等[0-9一二三四五六七八九十]*[人户])?(?P<asked>反映)"
            r"(?:的|[^，。；\n]{2,16}?(?:问题|一事|情况|事项)的(?:答复|回复|处理|办理))"
            rf"|(?P<letter>匿名信|{accused}信)[^，。；\n]{{0,6}}?[系是由为](?P<author>{one})(?:所|写|寄|递|提交|投)"
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
            rf"(?:{self._before}{self._name}|(?P<sure>{self._sure}))(?:同学)?"
            rf"(?:[（(，,、]?(?:今年|年仅|现年|[男女][，,、])?刚?满?{YOUNG.pattern}"
            r"(?!时|的?[肉母公奶黄水种]?[牛羊猪马驴狗树果])"
            rf"|(?:[^。；\n]{{1,12}}?[，,])(?:年仅|时年|现年|今年)(?P<only>{_YEARS})周?岁(?!以|的?[肉母公]?[牛羊猪])"
            rf"|[（(][^）)]{{0,8}}?(?:{self._any['schools']})"
            r"|[（(，,、系是于男女]{0,4}(?:出?生于|出生(?:日期|年月|时间)[：:]?)"
            r"(?P<since>(?:19|20)\d\d年(?:\d\d?月)?(?:\d\d?日)?)"
            r"|[（(，,、系是于男女]{0,4}(?P<born>(?:19|20)\d\d年(?:\d\d?月)?(?:\d\d?日)?)出?生)"
            rf"|(?P<protected>{self._any['protected']})"
            rf"[（(：:]?(?:(?P<child>{self._any_name})(?=[^{_HAN}]|$|[等家户的在])"
            rf"|(?P<kid>{self._sure}|{self._whole}{self._behind_name}))"
            rf"|(?P<young>{self._any['small']})[（(：:]?(?P<small>{self._sure})"
            rf"|(?P<class>{self._any['schools']}|{self._any['classes']})"
            r"(?:(?:[大中小0-9一二三四五六]班)?的?(?:学生|儿童|幼儿|小朋友|同学|新?生|(?<![学园])的)"
            rf"(?P<pupil>{self._sure}|{self._whole}{self._behind_name})"
            rf"|[大中小0-9（(一二三四五六]*班?[）)]?(?P<classed>{self._sure}))"
            rf"|(?<![\d.{NUMERALS}])(?P<years>{_YEARS})周?岁(?:的?(?:[男女]孩|[男女]童|孩子|儿童)|的)"
            rf"(?P<aged>{self._sure}|(?![牛马]){self._whole}{self._behind_name})"
        )

    @cached_property
    def living(self) -> re.Pattern[str]:
        """Find where somebody lives, to the door."""
        return regex(
            rf"(?P<living>{self._any['living']})[^，。；\n]{{0,16}}?(?:{DOOR.pattern}|\d+号)"
            rf"|(?<!入)住(?![进户院房宅])[^，。；\n]{{0,16}}?\d+(?:单元|栋|幢|号楼)\d+"
            rf"|(?:{self._before}|(?<=[至到人员]))(?P<boxed>{self._whole})家?[中里]?"
            rf"(?:[（(][^）)]{{0,12}}?(?:{HOUSE.pattern})[^）)]{{0,8}}[）)]"
            rf"|[，,][^，。；\n]{{0,6}}?{_ON_STREET}(?=[，,。；;]|$)|[，,][^。；\n]{{0,16}}?门牌\D{{0,2}}\d)"
            rf"|\d号[，,；;\s]*收[件货]人[：:]?(?P<received>{self._any_name})(?=[^{_HAN}]|$)"
            rf"|\d+号(?:楼|院)?的?{self._name}家(?=[门屋院房])"
            rf"|\d(?:栋|幢|号楼|单元)(?:\d+单元)?\d+室?[，,]?(?:收[件货]人[：:]?|找|户主[：:]?)"
            rf"(?P<to>{self._any_name})(?=[^{_HAN}]|$|[老大领取])"
            rf"|(?:{DOOR.pattern})的?(?:{self._any['roles']})?(?P<at>{self._whole})(?:家|处|收(?=[，,。；;]|$))"
            rf"|{_ON_STREET}(?P<of_door>{self._whole})(?=[，,。；;、]|$|家)"
            rf"|{self._before}(?P<placed>{self._whole})家?(?:在|位于)[^，。；\n]{{0,10}}?{_ON_STREET}(?=[，,。；;]|$)"
            rf"|{self._before}(?P<lodger>{self._whole})(?:独?居|住)(?!建|民)[^，。；\n]{{1,12}}?(?<![月\d])\d{{1,4}}号"
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
def people_words() -> PeopleWords:
    """Return the words, with all patterns that were made of them."""
    file = resources.files("sunboard").joinpath("privacy/people.yaml")
    lists = {name: text.split() for name, text in load_texts(file.read_text("utf-8")).items()}
    return PeopleWords({**lists, "surnames": (*family_names(), *lists["further_surnames"])})
