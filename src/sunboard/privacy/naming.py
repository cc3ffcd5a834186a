"""Whom the fields of a record or of a place's settings name, by the marks of their declarations.

A field that is declared as `person`, `officer`, `payee`, `phone` or a purpose is treated as such everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sunboard.fields.declarations import marked
from sunboard.fields.forms import Mark
from sunboard.fields.part import Part, cached_by_type, to_plain
from sunboard.lazy import regex
from sunboard.model.plain import Plain, Values, text_of

_MAPS = (dict, Mapping)  # a dict is told at once
_LONGEST = 20  # of a name; what is longer tells more than a name
_NAMED = (Mark.PERSON, Mark.OFFICER, Mark.PAYEE, Mark.BENEFICIARY, Mark.PARTY)
_AID = regex(r"慰问|救助|救济|补助|补贴|津贴|帮扶|抚恤|抚慰|低保|五保|特困|困难|助学|助残|扶贫")
_HAN = r"\u3400-\u9fff"
_PERSON = regex(rf"[{_HAN}\U00020000-\U0003ffff]{{2,4}}|[{_HAN}]{{1,10}}(?:·[{_HAN}]{{1,10}})+")
_BODY = regex(
    r"公司|商行|商店|商贸|超市|门市|店|厂|社|所$|局|站|行$|院|校|园$|馆|中心|部$|委|会$|办$|队|组$|户$|政府|财政|银行|集体"
    r"|合作|企业|工厂|车间|基金|代发|保洁员|组长|人员|群众|村民|老人|学生|食堂|餐厅|[生务书教]室$|[养殖农林牧渔]场$"
)
COMPOUND = regex(
    "欧阳|上官|司马|司徒|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|长孙|宇文|轩辕|南宫|端木|百里|呼延|申屠"
)
"""Surnames of two signs."""
_AND_OTHERS = regex(r"等\s*(\d+)\s*[人户名]$")
_BRACKETS = regex(r"[(（〔\[][^)）〕\]]*[)）〕\]]")
_BETWEEN = regex(r"[、,，;；/\s]+")


def people_named_in(fields: type[Part], values: Values) -> tuple[str, ...]:
    """Return the people and bodies that a record names, each once."""
    found = map(str.strip, texts_marked(fields, values, *_NAMED))
    return tuple(dict.fromkeys(name for name in found if 1 < len(name) <= _LONGEST))


def is_about_people(fields: type[Part], values: Values) -> bool:
    """Tell whether a record names people who hold no office, or may: those of a list, the rows of a sheet."""
    return any(texts_marked(fields, values, Mark.PERSON, Mark.BENEFICIARY, Mark.SHEET))


def texts_marked(fields: type[Part], values: Values, *marks: Mark) -> Iterator[str]:
    """Yield the texts of the fields that carry one of the marks, in every row of the tables."""
    for field, paths in _paths_by_field(fields, *marks).items():
        if field in values:  # as few are
            for path in paths:
                yield from _texts_at(values, path)


@cached_by_type
def _paths_by_field(fields: type[Part], *marks: Mark) -> Mapping[str, Sequence[str]]:
    """Return the paths of the fields that carry one of the marks, by the field they begin with."""
    paths: dict[str, list[str]] = {}
    for path in marked(fields, *marks):
        paths.setdefault(path.partition(".")[0], []).append(path)
    return paths


def phones_in(settings: Part) -> frozenset[str]:
    """Return the telephone numbers that the settings of a place make public, digits only."""
    values = to_plain(settings)
    numbers = texts_marked(type(settings), values if isinstance(values, dict) else {}, Mark.PHONE)
    return frozenset(number.replace("-", "") for number in numbers if number)


def public_values(fields: type[Part], values: Values) -> Values:
    """Return what may be shown of a record's values: payees who were given aid are counted and not named.

    `慰问(1人)` is written for them, and they are masked where the purpose names them too.
    A record whose field of that mark says so names them.
    """
    if any(values.get(name) is True for name in marked(fields, Mark.NAMES_PAYEE)):
        return values
    for table in dict.fromkeys(path.rpartition(".")[0] for path in marked(fields, Mark.PAYEE)):
        payees = _beside(fields, table, Mark.PAYEE)
        remarks = _beside(fields, table, Mark.REMARK)
        purposes = (*_beside(fields, table, Mark.PURPOSE), *remarks)
        telling = (*purposes, *_beside(fields, table, Mark.ACCOUNT))
        rows = values.get(table)
        if isinstance(rows, list):
            # all but a few rows tell of no aid, and stay as they are
            shown = [
                _unnamed(_counted(row, payees, aid[0], purposes), remarks, telling)
                if isinstance(row, dict) and (aid := _aid(row, telling))
                else row
                for row in rows
            ]
            values = {**values, table: shown}
    return values


def names_person(text: str) -> bool:
    """Tell whether a text is nothing but a name that a person may have."""
    return bool(_PERSON.fullmatch(text)) and not _BODY.search(text)


def _beside(fields: type[Part], table: str, mark: Mark) -> tuple[str, ...]:
    """Return the fields of a table's rows that carry a mark."""
    paths = (path.rpartition(".") for path in marked(fields, mark))
    return tuple(name for within, _, name in paths if within == table)


def _counted(
    row: dict[str, Plain], payees: tuple[str, ...], aid: str, purposes: tuple[str, ...]
) -> dict[str, Plain]:
    """Return a row of aid with how many it was given to in place of their names, in each field of payees."""
    for field in payees:
        row = _counted_in(row, field, aid, purposes)
    return row


def _counted_in(row: dict[str, Plain], field: str, aid: str, purposes: tuple[str, ...]) -> dict[str, Plain]:
    payee = _BRACKETS.sub("", text_of(row, field)).strip()
    others = _AND_OTHERS.search(payee)
    names = [name for name in _BETWEEN.split(payee[: others.start()] if others else payee) if name]
    if not names or not all(map(names_person, names)):
        return row
    said = {purpose: text for purpose in purposes if (text := text_of(row, purpose))}
    for name in sorted(names, key=len, reverse=True):
        said = {purpose: text.replace(name, f"{name[0]}某") for purpose, text in said.items()}
    return {**row, **said, field: f"{aid}({others[1] if others else len(names)}人)"}


def _aid(row: dict[str, Plain], telling: tuple[str, ...]) -> re.Match[str] | None:
    """Find the first word of aid in what tells of a row: texts of one line each."""
    return _AID.search("\n".join([text for name in telling if isinstance(text := row.get(name), str)]))


def _unnamed(row: dict[str, Plain], remarks: tuple[str, ...], telling: tuple[str, ...]) -> dict[str, Plain]:
    """Return a row of aid without remarks that may be nothing but names; whoever it is, nobody can tell."""
    kept = {name: value for name, value in row.items() if name not in remarks or not _may_name(value)}
    return kept if len(kept) < len(row) and _aid(row, telling) else row


def _may_name(value: Plain) -> bool:
    """Tell whether all words of a text have the shape of a name, and none says that it is aid."""
    words = [word for word in _BETWEEN.split(_BRACKETS.sub("", str(value)).strip()) if word]
    return bool(words) and all(
        names_person(word)
        and (len(word) < 4 or "·" in word or COMPOUND.match(word))
        and not _AID.search(word)
        for word in words
    )


def _texts_at(value: Plain | Values, path: str) -> list[str]:
    """Return the texts at a path, in every row of the tables, and all that a map at its end holds."""
    held = _each([value])
    for name in path.split(".") if path else ():
        held = _each([item[name] for item in held if isinstance(item, _MAPS) and name in item])
    texts: list[str] = []
    for item in held:
        if isinstance(item, str):
            texts.append(item)
        elif isinstance(item, _MAPS):
            texts += _texts_at([*item.values()], "")
    return texts


def _each(values: list[Plain | Values]) -> list[Plain | Values]:
    """Return values with those of lists, however deep, in the place of the lists."""
    if list not in map(type, values):
        return values
    return [item for value in values for item in (_each([*value]) if isinstance(value, list) else (value,))]
