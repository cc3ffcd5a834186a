"""Explain: the manual page of one fault, or the list of all."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

import sunboard
from sunboard.model.problem import Fault


def all_faults() -> Mapping[str, Fault]:
    """Return every fault that any module declares, by code."""
    found: dict[str, Fault] = {}
    for module in sorted(pkgutil.walk_packages(sunboard.__path__, "sunboard."), key=lambda module: module.name):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            fault = getattr(value, "fault", value)
            if isinstance(fault, Fault):
                found[fault.code] = fault
    return dict(sorted(found.items()))


def explain(code: str, language: str) -> tuple[int, str]:
    """Return an exit code and the page of a fault, named by its code or its rule; without a name, the list of faults."""
    faults = all_faults()
    wanted = code.strip().lower()
    chosen = [fault for fault in faults.values() if wanted in (fault.code, fault.rule.lower())]
    if not wanted:
        return 0, "\n".join(f"{fault.code:28} {fault.rule:8} {fault.page(language).split(chr(10))[0]}" for fault in faults.values())
    if not chosen:
        near = [name for name in faults if wanted in name]
        return 2, (f"没有“{code}”这种问题。" if language == "zh" else f"There is no fault “{code}”.") + (f" {', '.join(near)}" if near else "")
    return 0, "\n\n".join(f"{fault.code} {fault.rule} ({fault.severity})\n\n{fault.page(language)}" for fault in chosen)
