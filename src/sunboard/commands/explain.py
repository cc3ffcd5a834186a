"""Explain: the manual page of one fault, or the list of all."""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterator, Mapping

from sunboard.faults import Fault, Severity, all_codes, fault
from sunboard.reporting.words import load_words


def all_faults() -> Mapping[str, Fault]:
    """Return every fault that has a page, by code."""
    return {code: fault(code) for code in all_codes()}


def explain(code: str, language: str) -> tuple[int, str]:
    """Return an exit code and the pages of a code or rule; without one the list, else the nearest."""
    faults, say = all_faults(), load_words(language)
    wanted = code.strip().lower().replace("_", "-")
    if not wanted:
        return 0, "\n".join(_list(faults, language))
    chosen = [
        fault for fault in faults.values() if wanted in (fault.code, fault.formerly, fault.rule.lower())
    ]
    if chosen:
        return 0, "\n\n\n".join("\n".join(_page(fault, language)) for fault in chosen)
    near = _near(wanted, faults)
    return 2, "\n".join(
        [
            say("explain-none", code=code),
            *([say("explain-near", near=", ".join(near))] if near else []),
            say("explain-list"),
        ]
    )


def _near(wanted: str, faults: Mapping[str, Fault]) -> list[str]:
    """Return the codes and rules that a mistyped one may mean: those that hold it, then those like it."""
    names = [*faults, *sorted({fault.rule for fault in faults.values() if fault.rule})]
    by_case = {name.lower(): name for name in names}
    held = [name for name in by_case if wanted in name]
    number = re.fullmatch(r"([a-z]+)[-_ ]?0*(\d+)", wanted)
    if number and (rule := f"{number[1]}-{int(number[2]):02d}") in by_case:
        held.append(rule)
    alike = difflib.get_close_matches(wanted, by_case, n=5, cutoff=0.6)
    return [by_case[name] for name in dict.fromkeys((*held, *alike))][:8]


def _list(faults: Mapping[str, Fault], language: str) -> Iterator[str]:
    say = load_words(language)
    for severity in Severity:
        of = [fault for fault in faults.values() if fault.severity is severity]
        yield f"{load_words(language)(severity.value)} ({len(of)})"
        for one in of:
            name = f"{one.code} {one.rule}".strip()
            yield f"  {name:34} {one.words(language).brief}"
        yield ""
    yield say("explain-usage", code=next(iter(faults)))
    yield say("explain-rules")


def _page(of: Fault, language: str) -> Iterator[str]:
    say, words = load_words(language), of.words(language)
    yield " ".join(filter(None, (of.code, of.rule, f"({say(of.severity.value)})")))
    effect = say("explain-leak") if of.leak else say("explain-held") if of.severity is Severity.ERROR else ""
    for title, text in (
        ("what", f"{words.what}\n\n{effect}" if effect else words.what),
        ("why", words.why),
        ("source", words.source),
        ("example", of.page.example(language)),
    ):
        yield from ("", say(f"explain-{title}"), textwrap.indent(text, "  "))
