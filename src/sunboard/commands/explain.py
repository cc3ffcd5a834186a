"""Explain: the manual page of a fault, what a law file may change of a rule or parameter, the list of all."""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sunboard.faults import Fault, Severity, all_codes, fault
from sunboard.fields.declarations import label_of
from sunboard.lazy import dataclass
from sunboard.reporting.report import off_told
from sunboard.reporting.words import Words, load_words
from sunboard.settings.law import SHARE, Law, LawEntry, Measure
from sunboard.settings.rules import Rule, lists_of, takes_working_days, titles_of

_LEAST_LIKE = 0.5
"""How like what was asked a name must be to be proposed: of four signs two."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What law files may change, and what they have made of it by a day."""

    rules: Mapping[str, Rule]  # by code
    laws: Mapping[str, Law]  # the county's under "", that of each township that changes it under its name
    today: date

    @property
    def law(self) -> Law:
        """Return the county's law."""
        return self.laws[""]


def all_faults() -> Mapping[str, Fault]:
    """Return every fault that has a page, by code."""
    return {code: fault(code) for code in all_codes()}


def explain(asked: str, language: str, rules: Rules, kinds: Mapping[str, str]) -> tuple[int, str]:
    """Return an exit code and the pages of a code, rule, name or parameter.

    Without one the list of all; of one that there is not, the nearest. `kinds` are what kinds of records
    are called, by their names.
    """
    faults, say = all_faults(), load_words(language)
    wanted = asked.strip().lower().replace("_", "-")
    if not wanted:
        return 0, "\n".join(_list(faults, language))
    pages = [
        _page(fault, language, rules, kinds)
        for fault in faults.values()
        if wanted in (fault.code, fault.formerly, fault.rule.lower(), fault.name.lower())
    ]
    titles = titles_of(rules.law)
    parameter = titles.get(asked.strip()) or next(
        (name for name in titles.values() if name.replace("_", "-") == wanted), ""
    )
    if parameter:
        pages.append(_page_of_parameter(parameter, say, rules))
    if pages:
        return 0, "\n\n\n".join("\n".join(page) for page in pages)
    near = _near(wanted, faults, titles)
    return 2, "\n".join(
        [
            say("explain-none", code=asked),
            *([say("explain-near", near=say("explain-and").join(near))] if near else []),
            say("explain-list"),
        ]
    )


def _near(wanted: str, faults: Mapping[str, Fault], titles: Iterable[str]) -> list[str]:
    """Return what a mistyped name may mean: what holds it, what is like it, then what is said of it."""
    rules = {fault.rule for fault in faults.values() if fault.rule}
    called = {fault.name: fault.code for fault in faults.values() if fault.name}
    names = [*faults, *sorted(rules), *called, *titles]
    by_case = {name.lower(): name for name in names}
    held = [name for name in by_case if wanted in name]
    number = re.fullmatch(r"([a-z]+)[-_ ]?0*(\d+)", wanted)
    if number and (rule := f"{number[1]}-{int(number[2]):02d}") in by_case:
        held.append(rule)
    cutoff = 0.6 if wanted.isascii() else _LEAST_LIKE
    alike = difflib.get_close_matches(wanted, by_case, n=5, cutoff=cutoff)
    said = [] if wanted.isascii() else [one.code for one in faults.values() if wanted in one.words("zh").what]
    near = [by_case[name] for name in dict.fromkeys((*held, *alike))]
    near += [code for code in said if code not in {called.get(name, name) for name in near}]
    return [f"{name} ({called[name]})" if name in called else name for name in near][:8]


def _list(faults: Mapping[str, Fault], language: str) -> Iterator[str]:
    say = load_words(language)
    for severity in Severity:
        of = [fault for fault in faults.values() if fault.severity is severity]
        yield f"{say(severity.value)} ({len(of)})"
        for one in of:
            name = f"{one.code} {one.rule}".strip()
            yield f"  {name:34} {one.words(language).brief}"
        yield ""
    yield say("explain-usage", code=next(iter(faults)))
    yield say("explain-rules")


def _page(of: Fault, language: str, rules: Rules, kinds: Mapping[str, str]) -> Iterator[str]:
    say, words, rule = load_words(language), of.words(language), rules.rules.get(of.code)
    yield " ".join(filter(None, (of.code, of.rule, words.name, f"({say(of.severity.value)})")))
    effect = say("explain-leak") if of.leak else say("explain-held") if of.severity is Severity.ERROR else ""
    told = [
        ("what", f"{words.what}\n\n{effect}" if effect else words.what),
        ("why", words.why),
        ("source", words.source),
        ("wrong", of.page.wrong_example(language, kinds, say("explain-mark"))),
        ("example", of.page.example(language, kinds)),
    ]
    if rule is None or of.leak:
        told.append(("change", say("explain-fixed-leak" if of.leak else "explain-fixed")))
    else:
        told.append(("now", "\n".join(_now(rule, say, rules))))
        told.append(
            ("change", "\n".join((say("explain-where"), *_lines(rule, say, rules), say("explain-after"))))
        )
    for title, text in told:
        if text:
            yield from ("", say(f"explain-{title}"), textwrap.indent(text, "  "))


def _now(rule: Rule, say: Words, rules: Rules) -> Iterator[str]:
    """Say how grave a rule is, since when it is in force and by what it goes, in county and townships."""
    code, today = rule.fault.code, rules.today

    def known(law: Law) -> tuple[object, ...]:
        return law.entries.get(code), _numbers(rule, law, today), [*_coming(rule, law, today, say)]

    for place, law in rules.laws.items():
        ruling = law.ruling(code, today)
        if place and known(law) == known(rules.law):
            continue
        yield from (say("explain-place", place=place),) if place else ()
        yield say("explain-severity", severity=say((ruling.severity or rule.fault.severity).value))
        off = next((one for one in law.switched_off(today) if one.rule == code), None)
        begun = next((one for one in law.entries.get(code, ()) if one.switches and one.in_force(today)), None)
        if off:
            yield say("explain-off", told=off_told(off, say.language)["told"])
        elif place and not rules.law.ruling(code, today).in_force:
            yield say("explain-on")
        elif begun and begun.effective_from:
            yield say("explain-since", day=begun.effective_from, source=_source(begun, say))
        for title, entry in _numbers(rule, law, today):
            yield say("explain-number", told=f"{title} {_told(entry, say)}".strip())
        for field, listed in zip(("words", "excepted"), law.words(code, today), strict=True):
            if listed:
                some = say("explain-and").join(listed[:6])
                yield say(f"explain-{field}", count=len(listed), some=some)
        if ruling.explanation:
            yield say("explain-note", note=ruling.explanation)
        yield from _coming(rule, law, today, say)


def _coming(rule: Rule, law: Law, today: date, say: Words) -> Iterator[str]:
    """Say what is to become of a rule, in the order of the days."""
    titles = {name: title for title, name in titles_of(law).items()}
    entries = (
        entry
        for name in dict.fromkeys(filter(None, (rule.fault.code, rule.terms.own, *rule.terms.by)))
        for entry in law.entries.get(name, ())
        if not entry.in_force(today)
    )
    for entry in sorted(entries, key=lambda one: one.effective_from or date.max):
        told = [
            say("explain-line-off") if entry.on is False else "",
            say("explain-severity", severity=entry.severity) if entry.severity else "",
            f"{titles.get(entry.name, '')} {_number(entry, say)}".strip()
            if entry.value or entry.words
            else "",
        ]
        if what := say("explain-and").join(filter(None, told)):
            yield say("explain-coming", told=f"{what}{_since(entry, say)}")


def _numbers(rule: Rule, law: Law, on: date) -> list[tuple[str, LawEntry]]:
    """Return the numbers that a rule goes by on a day: its own, or what it stands in for, then the others."""
    titles = {name: title for title, name in titles_of(law).items()}
    found = []
    own = _valued(law, rule.fault.code, on) or _valued(law, rule.terms.own, on)
    if own:
        found.append((titles.get(own.name, ""), own))
    found += [(titles[name], entry) for name in rule.terms.by if (entry := _valued(law, name, on))]
    return found


def _valued(law: Law, name: str, on: date) -> LawEntry | None:
    """Return the entry that gives a parameter or rule its number on a day, or the first one before."""
    if name not in law.entries:
        return None
    valued = [entry for entry in law.entries[name] if entry.value]
    return law.entry(name, on) or (valued[-1] if valued else None)


def _told(entry: LawEntry, say: Words) -> str:
    """Say a number with its unit, or words; since when it is in force, and where it is laid down."""
    return f"{_number(entry, say)}{_since(entry, say)}"


def _number(entry: LawEntry, say: Words) -> str:
    """Say a number with its unit, or words."""
    some = say("explain-and").join(entry.words[:6])
    number = written(entry.value) if entry.value else say("explain-words", count=len(entry.words), some=some)
    return say("explain-more-than", number=number) if entry.more_than else number


def _since(entry: LawEntry, say: Words) -> str:
    """Say since when an entry is in force, and where it is laid down."""
    since = say("explain-from", day=entry.effective_from) if entry.effective_from else ""
    return f"{since}{_source(entry, say)}"


def _source(entry: LawEntry, say: Words) -> str:
    """Say where an entry is laid down, and in which file it stands."""
    path = entry.at().path
    if entry.source and path:
        return say("explain-by", source=entry.source, path=path)
    return say("explain-in", source=entry.source or path) if entry.source or path else ""


def written(measure: Measure) -> str:
    """Write a number with its unit, as a law file may have it."""
    number = measure.number
    if measure.unit == SHARE:
        percent = number * 100
        return f"{percent}%" if percent.denominator == 1 else f"{number}"
    return f"{number if number.denominator == 1 else float(number)}{measure.unit}"


def _lines(rule: Rule, say: Words, rules: Rules) -> Iterator[str]:
    """Yield lines for a law file, each of which changes one thing of a rule: a person takes one."""
    code, law, today = rule.fault.code, rules.law, rules.today
    since = f"施行日期: {today.year + 1}-01-01"
    severity = law.ruling(code, today).severity or rule.fault.severity
    other = "提醒" if severity is Severity.ERROR else "错误" if rule.holds else "说明"
    lines = [
        (f"{code}: {{启用: 否, 说明: 写明停用的原因}}", "off"),
        (f"{code}: {{级别: {other}, 来源: 文件的名称}}", "grade"),
        (f"{code}: {{{since}, 说明: 从这一天起查}}", "date"),
    ]
    if standard := rule.standard(law):
        own = _valued(law, code, today) or _valued(law, rule.terms.own, today)
        value = written(own.value) if own and own.value else standard.written
        lines.append((f"{code}: {{数值: {value}, {since}, 来源: 文件的名称}}", "number"))
    lines += [
        (f"{title}: {{数值: {written(entry.value)}, {since}, 来源: 文件的名称}}", "parameter")
        for title, entry in _numbers(rule, law, today)
        if title and entry.value
    ]
    lines += [
        (f"{code}: {{{label_of(LawEntry, field, 'zh')}: 词一、词二}}", field) for field in rule.terms.words
    ]
    for line, what in lines:
        yield say("explain-line", line=line, what=say(f"explain-line-{what}"))


def _page_of_parameter(name: str, say: Words, rules: Rules) -> Iterator[str]:
    """Yield what a parameter is, was and will be, which rules go by it, and how to change it."""
    law, today = rules.law, rules.today
    title = next(title for title, one in titles_of(law).items() if one == name)
    yield f"{title} ({name})"
    now = _valued(law, name, today) or law.entries[name][0]
    told = []
    for entry in sorted(law.entries[name], key=lambda one: one.effective_from or date.min, reverse=True):
        when = "today" if entry is now else "past" if entry.in_force(today) else "coming"
        told.append(say(f"explain-{when}", told=_told(entry, say)))
    for place, own in rules.laws.items():
        theirs = _valued(own, name, today)
        if place and theirs and theirs is not now:
            told.append(say("explain-there", place=place, told=_told(theirs, say)))
    yield from ("", say("explain-now"), textwrap.indent("\n".join(told), "  "))
    of = [rule.fault for rule in rules.rules.values() if name in (rule.terms.own, *rule.terms.by)]
    if of:
        yield from ("", say("explain-goes-by"))
        for one in of:
            yield f"  {one.code} {one.words(say.language).brief}"
    lines = [f"{title}: {{{label_of(LawEntry, field, 'zh')}: 词一、词二}}" for field in lists_of(law, name)]
    if now.value:
        since = f"施行日期: {today.year + 1}-01-01"
        lines = [f"{title}: {{数值: {written(now.value)}, {since}, 来源: 文件的名称}}"]
    lines += [f"{title}: 7个工作日"] if takes_working_days(law, name) else []
    text = "\n".join((say("explain-where"), *lines, say("explain-after")))
    yield from ("", say("explain-change"), textwrap.indent(text, "  "))
