"""Whether the plain summary is plain: short sentences, no codes, no official phrases, no bare terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from sunboard.checks.words import Rare, any_word, words_in
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.declarations import UNKNOWN
from sunboard.kinds.power import Power
from sunboard.lazy import regex
from sunboard.settings.packaged import Packaged

_SENTENCES = regex(r"[。；;！!？?\n]+")
_PAUSES = regex("[，,、：:]")
_FIGURE = regex(r"\d[\d.,]*(?:[万千百]?\d*)*(?:元|角|分|亩|%|％|平方米|日|月|年)*")
_WORD = regex(r"[A-Za-z][A-Za-z'’\-]*\s?")
_UNIT = r"(?:\s*[余多]?(?:[元圆块角亿万千百亩米斤吨度升顷户人名组个株棵头只年月日天号岁]|公[里斤顷]|平方))"
_CODE = regex(
    r"(?<![A-Za-z0-9])[A-Z]{2,4}-(?:\d{4}-?|[A-Z]{2,4}-)\d{1,4}(?![A-Za-z0-9])"
    # an account, not an amount: 153.01科目, but 321.55元 and 1,321.55
    rf"|(?<![A-Za-z0-9.,，¥￥])[1-5]\d{{2}}\.\d{{2}}(?![A-Za-z0-9.%％‰]|{_UNIT})"
    r"|(?<![A-Za-z0-9.,])[1-5]\d{2}(?=号?(?:会计)?科目)"
    rf"|(?<=(?:[记计列归挂][在入到支]|入账))[1-5]\d{{2}}(?=\s*(?:$|[，,。；;、）)]|账户?|里|下))"
    # an item, also of a list that the village has not: 按D02程序, but 用C25水泥
    r"|(?<=[按照依据])[A-Z]{1,2}\d{2}(?=程序|流程|事项|条|项|规定|办|走|执行|[，,。；;]|$)"
)
_ACCOUNT = regex(r"(?<![A-Za-z0-9.,])([1-5]\d{2})(?![\d.,])([\u4e00-\u9fff（]{2,10})")
_CODE_LIKE = regex(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{2}(?![A-Za-z0-9])")
_AFTER_WORD = regex(
    rf"科目(?:[代编][码号])?[是为号:：]?\s*([1-5]\d{{2}})(?![\d.,]|{_UNIT})"
    r"|凭证(?:编?号)?(?:是|为)?[:：]?\s*(\d{2}-\d{2,4})(?!\d)|([记收付转]字?第?-?\d{1,4}号)(?:记账)?凭证"
)
_MAY_BE_CODE = regex(r"[A-Z凭1-5](?:(?<=[A-Z])|(?<=凭)证|(?<=[1-5])(?<![0-9].)\d\d(?!\d))")
"""Letters, 凭证, or an account, no end of an amount: what each of these has, looked for in one go."""
_SIGNS = regex(r"\W+")
_EXPLAINED = regex(
    r"(?:共|约|计|为|有|[\d.,]+(?:[万千百]|亿)*元?[余多整]?|[%％])*"
    "(?:，|,|（|[(]|：|”|」|》|、|也)?(?:就是|即|指|也就是|意思是|是说|[（(])"
)
"""How an explanation begins behind a term; how much it is may stand between."""


@check("sentence-long", given="plain_summary")
def sentence_long(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A sentence of the plain summary is too long to be read in one go; a figure or a word of letters is two.

    One whose pauses come often enough for a breath may be half as long again.
    """
    most, summary = around.number("sentence-long", record), record.fields.plain_summary or ""
    if _longest(summary) <= most:
        return
    for sentence in _SENTENCES.split(summary):
        said = _counted(sentence.strip())
        length, breath = len(said), max(map(len, _PAUSES.split(said)))
        if length > most and (breath > most * 5 // 8 or length > most * 3 // 2):
            yield found(record.at("plain_summary"), sentence.strip(), length=length, most=most)
            return


@lru_cache(maxsize=1024)
def _longest(summary: str) -> int:
    """Return how long the longest sentence is: matters of one sort have one summary, year by year."""
    return max(map(len, _SENTENCES.split(_counted(summary))))


def _counted(text: str) -> str:
    """Return a text with two signs for each figure or word of letters."""
    return _WORD.sub("##", _FIGURE.sub("##", text))


@check("code-bare", given="plain_summary")
def code_bare(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The plain summary has a code that only the office knows."""
    summary = record.fields.plain_summary or ""
    if not _MAY_BE_CODE.search(summary):
        return
    said = _CODE.findall(summary) + ["".join(seen) for seen in _AFTER_WORD.findall(summary)]
    said += [
        code for code, behind in _ACCOUNT.findall(summary) if behind.startswith(_accounts(around.packaged))
    ]
    known = around.once(_codes)
    said += [code for code in _CODE_LIKE.findall(summary) if code in known]
    if said:
        codes = tuple(dict.fromkeys(said))
        yield found(record.at("plain_summary"), said[0], codes=codes, meaning=_meaning(codes, around))


def _meaning(codes: Iterable[str], around: Around) -> str:
    """Return what the first code stands for that catalogue or power list has, open where none does."""
    powers = {power.id: power.title for power in around.of_kind(Power)}
    titles = {code: row.title for code, row in around.packaged.catalog.items()} | powers
    return next((titles[code] for code in codes if code in titles), UNKNOWN)


def _codes(around: Around) -> frozenset[str]:
    """Return the codes of the catalogue and of the list of powers."""
    return frozenset(around.packaged.catalog) | {power.id for power in around.of_kind(Power)}


def _accounts(packaged: Packaged) -> tuple[str, ...]:
    """Return the names of the accounts of the first level."""
    first = (name for code, name in packaged.accounts.items() if "." not in code)
    return packaged.once(_accounts, lambda: tuple(first))


@check("filler-words", given="plain_summary", words=("words", "excepted"))
def filler_words(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The plain summary has phrases that say nothing."""
    words, excepted = around.packaged.law.words("filler-words", around.day_of(record))
    summary = record.fields.plain_summary or ""
    if any_word(words).in_any({summary}) and (said := words_in(summary, words, excepted)):
        yield found(record.at("plain_summary"), said[0], words=said)


@check("term-unexplained", given="plain_summary", words=("excepted",))
def term_unexplained(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The plain summary uses a professional term and does not say what it is."""
    summary = record.fields.plain_summary or ""
    any_term, words, terms = _terms(around.packaged)
    if not any_term.in_any({summary}):
        return
    _, excepted = around.packaged.law.words("term-unexplained", around.day_of(record))
    for word in words_in(summary, words, excepted):
        behind = summary[summary.index(word) + len(word) :]
        if not _EXPLAINED.match(behind) and _bare(terms[word]) not in _bare(summary):
            yield found(record.at("plain_summary"), word, plain=terms[word])
            return


def _bare(text: str) -> str:
    """Return the words of a text without its signs."""
    return _SIGNS.sub("", text)


def _terms(packaged: Packaged) -> tuple[Rare, tuple[str, ...], Mapping[str, str]]:
    """Return what tells whether a text has a term of the glossary, all names of these, what each means."""

    def terms() -> tuple[Rare, tuple[str, ...], Mapping[str, str]]:
        plain = {word: term.plain for term in packaged.glossary for word in (term.term, *term.aliases)}
        return any_word(tuple(plain)), tuple(plain), plain

    return packaged.once(_terms, terms)
