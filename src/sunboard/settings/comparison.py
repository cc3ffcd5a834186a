"""Lists to compare with, from the folder `private`: never shown.

Relatives of cadres and the dead are held against every record, a department's list against the record that
names it.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal

from sunboard.fields.numerals import parse_whole
from sunboard.fields.written import half_width, parse_day
from sunboard.lazy import dataclass, regex
from sunboard.model.encoding import decode

_SORTS = {"relatives": regex("亲属|干部|relative|cadre"), "deaths": regex("死亡|去世|death")}
_COLUMNS = {
    name: tuple(regex(pattern, re.IGNORECASE) for pattern in patterns)
    for name, patterns in {
        "name": ("姓名|名字|name", ".*亲属.*(姓名|名字)", ".*(姓名|名字)", "户主|领取人|(补贴|保障)对象"),
        "group": (".*(组别|组)|group",),
        "village": (".*(村|村名|村庄|社区)|village",),
        "day": (".*(日期|时间)|date",),
        "area": ("(?:确权|承包|登记|合同|核定|补贴).*面积.*", ".*面积.*|亩数|area"),
    }.items()
}

_SUM = regex("[小合总]计|总数")
_MU = regex(r"(?P<mu>\d{1,9}(?:\.\d{1,4})?)\s*亩?")
_FOLDER = "private/"
_GROUP = regex(r"(?:.+村)?第?(?P<number>\d{1,3}|[一二三四五六七八九十百]+)(?:村民|居民)?小?[组社队]?")


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on a list: village and group, the day of death, and mu of land, each where it is given."""

    name: str
    group: str = ""
    day: date | None = None
    village: str = ""
    area: Decimal | None = None

    def is_meant(self, group: str, village: str) -> bool:
        """Tell whether a namesake may be meant: not where village or group are known to differ."""
        elsewhere = self.village and self.village not in village and village not in self.village
        return not elsewhere and (
            not self.group or not group or group_called(self.group) == group_called(group)
        )


def group_called(written: str) -> str:
    """Return the one spelling of a villagers' group: `3组` for 三组, 第3小组 and 第三村民小组."""
    found = _GROUP.fullmatch("".join(half_width(written).split()))
    number = found and (found["number"] if found["number"].isdigit() else parse_whole(found["number"]))
    return f"{int(number)}组" if number else written


@dataclass(frozen=True, slots=True)
class ComparisonLists:
    """Who stands on the lists, by name; `files` are those that records may name, by path."""

    relatives: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    deaths: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def holds(self, written: str) -> bool:
        """Tell whether there is a file as a record names it."""
        return _path(written) in self.files

    def people_in(self, written: str) -> Mapping[str, tuple[Listed, ...]]:
        """Return who stands in a file as a record names it, by name; nobody where it cannot be read."""
        return _by_name(self.files.get(_path(written), b""))


def comparison_lists(files: Mapping[str, bytes]) -> ComparisonLists:
    """Read `private/*.csv`: 亲属 or 干部 in its name makes a file one of relatives, 死亡 one of deaths."""
    found: dict[str, dict[str, tuple[Listed, ...]]] = {"relatives": {}, "deaths": {}}
    tables = {path: data for path, data in files.items() if path.endswith(".csv")}
    for path, data in sorted(tables.items()):
        sort = next((sort for sort, pattern in _SORTS.items() if pattern.search(path.lower())), "")
        for name, listed in _by_name(data).items() if sort else ():
            found[sort][name] = (*found[sort].get(name, ()), *listed)
    return ComparisonLists(found["relatives"], found["deaths"], tables)


def _path(written: str) -> str:
    """Return the path of a file that a record names, with the folder or without it."""
    return _FOLDER + posixpath.normpath(written.strip().replace("\\", "/")).removeprefix(_FOLDER)


def _by_name(data: bytes) -> Mapping[str, tuple[Listed, ...]]:
    found: dict[str, list[Listed]] = {}
    for one in _rows(data):
        found.setdefault(one.name, []).append(one)
    return {name: tuple(listed) for name, listed in found.items()}


def _rows(data: bytes) -> Iterator[Listed]:
    heads: Mapping[str, int] = {}
    for row in csv.reader(io.StringIO(decode(data) or "")):
        cells = [cell.strip() for cell in row]
        if "name" not in heads:
            heads = _heads(cells)
            continue
        given = {name: cells[at] if at < len(cells) else "" for name, at in heads.items()}
        name = "".join(given["name"].split())
        if name and not _SUM.fullmatch(name):
            yield Listed(
                name=name,
                group=given.get("group", ""),
                day=_day(given.get("day", "")),
                village=given.get("village", ""),
                area=_mu(given.get("area", "")),
            )


def _heads(cells: Sequence[str]) -> Mapping[str, int]:
    """Return where each column is; of several with names, the relative's own and not the cadre's."""
    found = {
        name: next(
            (at for pattern in patterns for at, cell in enumerate(cells) if pattern.fullmatch(cell)), None
        )
        for name, patterns in _COLUMNS.items()
    }
    return {name: at for name, at in found.items() if at is not None}


def _mu(written: str) -> Decimal | None:
    found = _MU.fullmatch(half_width(written).replace(",", ""))
    return Decimal(found["mu"]) if found else None


def _day(written: str) -> date | None:
    try:
        return parse_day(written) if written else None
    except ValueError:
        return None
