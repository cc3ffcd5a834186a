"""Explain: the manual page of one fault, or the list of all."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Mapping

from sunboard.faults import Fault, Severity, all_codes, fault
from sunboard.reporting.words import WORDS

_SENTENCES = {
    "zh": {
        "none": "没有“{code}”这种问题。",
        "near": "是不是：{near}",
        "list": "列出全部：sunboard explain",
        "what": "怎么回事",
        "why": "为什么",
        "source": "依据",
        "example": "这样写",
        "held": "有这种问题的记录先不公开（以前的一版照旧显示），改好再公开。",
        "leak": "有这种问题的记录全部撤下，以前的各版也不再显示。",
        "usage": "每一种的说明：sunboard explain 代码（例如 sunboard explain {code}）",
        "rules": "按规则编号也可以查，例如：sunboard explain FIN-01",
    },
    "en": {
        "none": "There is no fault “{code}”.",
        "near": "Did you mean: {near}",
        "list": "For the list of all: sunboard explain",
        "what": "What it is",
        "why": "Why it matters",
        "source": "Where the rule comes from",
        "example": "Written right",
        "held": "A record with this problem is held back until it is mended; its last edition stays on show.",
        "leak": "A record with this problem is taken off, with all its earlier editions.",
        "usage": "For the page of one: sunboard explain CODE (such as sunboard explain {code})",
        "rules": "Rules are found as well: sunboard explain FIN-01",
    },
}


def all_faults() -> Mapping[str, Fault]:
    """Return every fault that has a page, by code."""
    return {code: fault(code) for code in all_codes()}


def explain(code: str, language: str) -> tuple[int, str]:
    """Return an exit code and the pages of the faults of a code or a rule; without one the list of all, with a wrong one the nearest."""
    faults, say = all_faults(), _SENTENCES[language]
    wanted = code.strip().lower().replace("_", "-")
    if not wanted:
        return 0, "\n".join(_list(faults, language))
    chosen = [fault for fault in faults.values() if wanted in (fault.code, fault.rule.lower())]
    if chosen:
        return 0, "\n\n\n".join("\n".join(_page(fault, language)) for fault in chosen)
    near = _near(wanted, faults)
    return 2, "\n".join(
        [
            say["none"].format(code=code),
            *([say["near"].format(near=", ".join(near))] if near else []),
            say["list"],
        ]
    )


def _near(wanted: str, faults: Mapping[str, Fault]) -> list[str]:
    """Return the codes and rules that a mistyped one may mean: those that hold it, then those that look like it."""
    names = [*faults, *sorted({fault.rule for fault in faults.values() if fault.rule})]
    by_case = {name.lower(): name for name in names}
    held = [name for name in by_case if wanted in name]
    alike = difflib.get_close_matches(wanted, by_case, n=5, cutoff=0.6)
    return [by_case[name] for name in dict.fromkeys((*held, *alike))][:8]


def _list(faults: Mapping[str, Fault], language: str) -> Iterator[str]:
    say = _SENTENCES[language]
    for severity in Severity:
        of = [fault for fault in faults.values() if fault.severity is severity]
        yield f"{WORDS[language][severity.value]} ({len(of)})"
        for one in of:
            name = f"{one.code} {one.rule}".strip()
            yield f"  {name:34} {one.words(language).brief}"
        yield ""
    yield say["usage"].format(code=next(iter(faults)))
    yield say["rules"]


def _page(of: Fault, language: str) -> Iterator[str]:
    say, words, names = _SENTENCES[language], of.words(language), WORDS[language]
    yield " ".join(filter(None, (of.code, of.rule, f"({names[of.severity.value]})")))
    effect = say["leak"] if of.leak else say["held"] if of.severity is Severity.ERROR else ""
    for title, text in (
        ("what", f"{words.what}\n\n{effect}" if effect else words.what),
        ("why", words.why),
        ("source", words.source),
        ("example", of.page.example(language)),
    ):
        yield from ("", say[title], textwrap.indent(text, "  "))
