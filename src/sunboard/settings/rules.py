"""What a law file may change: parameters, and of each rule its number, words, severity, day and switch."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sunboard.faults import Fault, all_codes, fault
from sunboard.fields.declarations import label_of, vocabulary_of
from sunboard.fields.faults import VALUE_WRONG, key_unknown, nearest
from sunboard.fields.groups import read_part
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass
from sunboard.model.node import Node
from sunboard.model.problem import Log
from sunboard.settings.law import DAYS, OURS, SHARE, WORKING_DAYS, Law, LawEntry, Measure, severity
from sunboard.settings.overlay import ReadRows, read_file, rows

LAW_WITHOUT_EFFECT = fault("law-without-effect")
LAW_BELOW_FLOOR = fault("law-below-floor")
REASON_MISSING = fault("switched-off-without-reason")
_HOLDS = "错误"  # as a severity is written
_FIFTEEN_DAYS = Measure(Fraction(15), DAYS, "15日")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule goes by that a law file may change."""

    own: str = (
        ""  # the parameter that a number of its own stands in for; without one it has its own from the start
    )
    by: tuple[str, ...] = ()  # further parameters
    words: tuple[str, ...] = ()  # of `words` and `excepted`, those that it asks for


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a law file may change."""

    fault: Fault
    terms: Terms = Terms()
    holds: bool = True  # as an error it holds its record back

    def standard(self, law: Law) -> Measure | None:
        """Return what a number of its own stands in for; nothing where it has none."""
        return standard_of(law, self.fault.code) or standard_of(law, self.terms.own)


def standard_of(law: Law, name: str) -> Measure | None:
    """Return the number that a parameter or a rule comes with, or what it would look like."""
    given = [entry for entry in law.entries.get(name, ()) if entry.value]
    ours = next((entry.value for entry in given if entry.at().path.startswith(OURS)), None)
    return ours or (_FIFTEEN_DAYS if takes_working_days(law, name) else None)


def takes_working_days(law: Law, name: str) -> bool:
    """Tell whether days may be working days: where the law that comes with sunboard says which they are."""
    entries = law.entries.get(name)
    return bool(entries and entries[-1].day_type)


def read_law(
    files: Mapping[str, bytes], law: Law, rules: Collection[Rule], log: Log, read: ReadRows = read_file
) -> tuple[tuple[LawEntry, ...], ...]:
    """Read the law files of a place, each as the entries that change the law above it.

    An entry goes by the name or title of a parameter, or by code, id or name of one of the `rules`. By a
    former code it holds where the file has nothing by the present one. What of it has no effect is noted.
    """
    by_code = {rule.fault.code: rule for rule in rules}
    found = []
    for path, data in files.items():
        entries: list[LawEntry] = []
        former: list[LawEntry] = []
        for entry in law_entries(read(data, path, vocabulary_of(LawEntry), log), log):
            names = meant(entry.name, law, rules)
            if not names:
                _unknown(entry, law, rules, log)
            for one in _with_effect(entry, names, law, by_code, log):
                is_former = (
                    by_code[one.name].fault.formerly == _code(entry.name) if one.name in by_code else False
                )
                (former if is_former else entries).append(one)
        named = {entry.name for entry in entries}
        found.append((*entries, *(entry for entry in former if entry.name not in named)))
    _said_otherwise(found, law, log)
    nearest_first = [entry for entries in reversed(found) for entry in entries if entry.value]
    for entry in {one.name: one for one in reversed(nearest_first)}.values():
        _below_floor(entry, law, log)
    return tuple(found)


def _below_floor(entry: LawEntry, law: Law, log: Log) -> None:
    """Note a number without a day that is lower than what the law lets nobody go below."""
    floor = next((one for one in law.entries.get(entry.name, ()) if one.floor), None)
    if floor is None or entry.effective_from or not (entry.value and floor.value):
        return
    if entry.value.number < floor.value.number:
        name = floor.title or entry.name
        log.add(LAW_BELOW_FLOOR, entry.at("value"), entry.value.written, name=name, least=floor.value.written)


_SAID_ONCE = ("value", "more_than", "day_type", "on", "severity")


def _said_otherwise(files: Sequence[Sequence[LawEntry]], law: Law, log: Log) -> None:
    """Note what another file of the same place, which goes over it, says otherwise from the same day on."""
    titles = {name: title for title, name in titles_of(law).items()}
    over: dict[tuple[str, str, date | None], LawEntry] = {}
    for entry in (entry for entries in reversed(files) for entry in entries):
        for field in _SAID_ONCE:
            said = getattr(entry, field)
            if said is None:
                continue
            other = over.setdefault((entry.name, field, entry.effective_from), entry)
            if getattr(other, field) != said:
                label, where = label_of(LawEntry, field, "zh"), other.at(field)
                details = {
                    "what": "over",
                    "name": titles.get(entry.name, entry.name),
                    "label": label,
                    "other": where.path,
                }
                log.add(LAW_WITHOUT_EFFECT, entry.at(field), "", **details, line=f"{where.line}")


def law_entries(node: Node, log: Log) -> tuple[LawEntry, ...]:
    """Read the entries of a law file."""
    read = (read_part(LawEntry, row, log) for _, row in rows(node, LawEntry, "value", log))
    return tuple(_in_a_word(entry) for entry in read if entry is not None)


_SWITCHES = {
    **dict.fromkeys(("停用", "停", "停止", "不查", "不用查", "关闭", "关", "取消", "否"), False),
    **dict.fromkeys(("启用", "照查", "查", "打开", "开", "是"), True),
}


def _in_a_word(entry: LawEntry) -> LawEntry:
    """Return an entry whose number is a word that switches it or says how grave it is: FIN-39: 停用."""
    word = entry.value.written.strip() if entry.value else ""
    if word in _SWITCHES and entry.on is None:
        return dataclasses.replace(entry, value=None, on=_SWITCHES[word])
    if word in severity.form.words and entry.severity is None:
        return dataclasses.replace(entry, value=None, severity=word)
    return entry


def titles_of(law: Law) -> dict[str, str]:
    """Return the parameters of a law by their titles."""
    return {entry.title: name for name, entries in law.entries.items() for entry in entries if entry.title}


def meant(written: str, law: Law, rules: Collection[Rule]) -> tuple[str, ...]:
    """Return what an entry is about: a parameter, or one rule or several that share an id.

    What keeps personal numbers from being shown is no rule that anybody may change.
    """
    asked, code = half_width(written), _code(written)
    chosen = tuple(
        rule.fault.code
        for rule in rules
        if not rule.fault.leak
        and (
            code in (rule.fault.code, rule.fault.formerly)
            or asked.upper() == rule.fault.rule
            or asked == rule.fault.name
        )
    )
    named = law.entries.keys() - {rule.fault.code for rule in rules}
    parameter = written if written in named else titles_of(law).get(written, "")
    return chosen or ((parameter,) if parameter else ())


def _code(written: str) -> str:
    return half_width(written).lower()


def _unknown(entry: LawEntry, law: Law, rules: Collection[Rule], log: Log) -> None:
    """Note that an entry is about nothing that a law file changes, and why, where that is known."""
    asked = entry.name, _code(entry.name)
    if of := next((one for one in map(fault, all_codes()) if one.code in asked or one.name in asked), None):
        what = "leak" if of.leak else "reading"
        log.add(LAW_WITHOUT_EFFECT, entry.at("name"), entry.name, what=what, name=entry.name)
        return
    called = {name for rule in rules for name in (rule.fault.code, rule.fault.rule, rule.fault.name) if name}
    known = [*law.entries, *titles_of(law), *sorted(called)]
    key_unknown(log, entry.at("name"), entry.name, nearest(entry.name, known), where="rule")


def _with_effect(
    entry: LawEntry, names: Sequence[str], law: Law, rules: Mapping[str, Rule], log: Log
) -> Iterator[LawEntry]:
    """Yield what an entry changes of each that it names; note what of it changes none of them."""
    idle: list[Mapping[str, str]] = []
    for name in names:
        rule = rules.get(name)
        standard = rule.standard(law) if rule else standard_of(law, name)
        value = entry.value.like(standard) if entry.value and standard else None
        may_work = any(takes_working_days(law, one) for one in (name, rule.terms.own if rule else ""))
        lists = rule.terms.words if rule else lists_of(law, name)
        idle.append(why := dict(_idle(entry, rule, standard, value, may_work, lists)))
        blank: dict[str, Any] = {field: () if field in _LISTS else None for field in why.keys() - {"name"}}
        if value and value.unit == WORKING_DAYS:
            blank = {"day_type": WORKING_DAYS, **blank}
        kept = dataclasses.replace(entry, **{"name": name, "value": value, **blank})
        if kept.switches == entry.switches:  # else its day would switch what it was to change
            yield kept
    for field in sorted(set(idle[0]).intersection(*idle)) if idle else ():
        # of rules that share an id, the one that could take such a thing were it written otherwise
        at = next((at for at, why in enumerate(idle) if why[field] == "unlike"), 0)
        _note(entry, field, idle[at][field], names[at], law, rules, log)
    if entry.on is False and names and names[0] in rules and not (entry.explanation or entry.source):
        how = "" if "on" in entry.places else "word"
        log.add(REASON_MISSING, entry.at("on"), entry.name, how=how)


_LISTS = ("words", "excepted")


def lists_of(law: Law, name: str) -> tuple[str, ...]:
    """Return which lists of words a parameter has: those of further words that a rule goes by."""
    return tuple(field for field in _LISTS if any(getattr(one, field) for one in law.entries[name]))


def _idle(
    entry: LawEntry,
    rule: Rule | None,
    standard: Measure | None,
    value: Measure | None,
    may_work: bool,
    lists: Collection[str],
) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry that change nothing of a rule or parameter, each with the reason why."""
    if entry.value and not value:
        yield "value", "unlike" if standard else "others" if rule and rule.terms.by else "no-number"
    elif value and value.unit == WORKING_DAYS and not may_work:
        yield "value", "calendar-days"
    elif not value and not rule and not any(getattr(entry, field) for field in lists):
        yield "name", "no-value"
    if entry.day_type and not (value and may_work):
        yield "day_type", "calendar-days" if standard and standard.unit == DAYS else "no-days"
    if entry.more_than is not None and (rule or not standard or standard.unit not in (SHARE, "人")):
        yield "more_than", "no-share"
    for field in _LISTS:
        if getattr(entry, field) and field not in lists:
            yield field, f"no-{field}" if rule else "parameter"
    for field in ("on", "severity"):
        if getattr(entry, field) is not None and not rule:
            yield field, "parameter"
    if entry.severity == _HOLDS and rule and not rule.holds:
        yield "severity", "beside"


def _note(
    entry: LawEntry, field: str, why: str, name: str, law: Law, rules: Mapping[str, Rule], log: Log
) -> None:
    """Note that a field of an entry changes nothing, or cannot be read as what it stands in for."""
    rule = rules.get(name)
    standard = rule.standard(law) if rule else standard_of(law, name)
    value = entry.value.written if field == "value" and entry.value else ""
    example = standard.written if standard else _FIFTEEN_DAYS.written
    if why == "unlike":
        log.add(VALUE_WRONG, entry.at(field), value, expected="like", example=example, how="", like="")
        return
    titles = {name: title for title, name in titles_of(law).items()}
    others = tuple(titles[name] for name in rule.terms.by) if rule else ()
    log.add(
        LAW_WITHOUT_EFFECT,
        entry.at(field),
        value,
        what=why,
        name=entry.name,
        label=label_of(LawEntry, field, "zh"),
        others=others,
        first=others[0] if others else "",
        example=example,
    )
