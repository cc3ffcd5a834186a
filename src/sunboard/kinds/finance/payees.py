"""Payees whose names are not shown: people who were given aid or an allowance (domain notes, section 8.4)."""

from __future__ import annotations

import re

from sunboard.model.plain import Plain, Values, text_of

_AID = re.compile(r"慰问|救助|救济|补助|补贴|津贴|帮扶|抚恤|抚慰|低保|五保|特困|困难|助学|助残|扶贫")
_PERSON = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[\u3400-\u9fff]{1,10}(?:·[\u3400-\u9fff]{1,10})+"
)
_BODY = re.compile(
    r"公司|商行|商店|商贸|超市|门市|店|厂|社|所$|局|站|行$|院|校|园$|馆|中心|部$|委|会$|办$|队|组$|户$|政府|财政|银行|集体|合作|企业|工厂|车间|基金|代发|保洁员|组长|人员|群众|村民|老人|学生"
)
_AND_OTHERS = re.compile(r"等\s*(\d+)\s*[人户名]$")
_BRACKETS = re.compile(r"[(（〔\[][^)）〕\]]*[)）〕\]]")
_BETWEEN = re.compile(r"[、,，;；/\s]+")


def public(values: Values) -> Values:
    """Write `慰问(1人)` for a person who was given aid or an allowance, also where the summary names them, unless `show_payee` says otherwise."""
    rows = values.get("rows")
    if values.get("show_payee") is True or not isinstance(rows, list):
        return values
    return {**values, "rows": [_masked(row) if isinstance(row, dict) else row for row in rows]}


def _masked(row: dict[str, Plain]) -> dict[str, Plain]:
    aid = _AID.search(text_of(row, "summary")) or _AID.search(text_of(row, "account_code"))
    payee = _BRACKETS.sub("", text_of(row, "payee")).strip()
    others = _AND_OTHERS.search(payee)
    names = [name for name in _BETWEEN.split(payee[: others.start()] if others else payee) if name]
    if not aid or not names or not all(_PERSON.fullmatch(name) and not _BODY.search(name) for name in names):
        return row
    summary = text_of(row, "summary")
    for name in sorted(names, key=len, reverse=True):
        summary = summary.replace(name, f"{name[0]}某")
    return {**row, "summary": summary, "payee": f"{aid[0]}({others[1] if others else len(names)}人)"}
