"""A village of any files: no exception, nothing lost, every problem with its place, and the same twice."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from sunboard.building.jobs import VillageResult
from sunboard.building.site import Unusable, read_county, read_townships
from sunboard.model.encoding import decode
from sunboard.model.problem import Log, Problem
from sunboard.parts import load_parts
from sunboard.reading.sources import SiteFiles, TownshipFiles
from sunboard.settings.places import Site, Township, Village
from tests.fuzz.engine import fuzz
from tests.fuzz.files import KINDS, TABLES, records, registers, settings_files, spoilt_workbooks, workbooks
from tests.helpers.site import SAMPLE
from tests.helpers.village_job import HOME, build_files, inputs

SETTINGS = (SAMPLE / HOME / "village.yaml").read_bytes()
INPUTS = inputs(date(2026, 5, 20))
LEDGER_OF = """---
标题: 2026年一季度财务收支公开
目录编码: CK02
所属期间: 2026年一季度
公开日期: 2026-04-12
经办人: 罗会兰
监委会审核人: 吴月琴
审核日期: 2026-04-09
批准人: 何广仁
账套: 集体经济组织
明细文件: {name}
资金账户:
  - {{代号: B, 名称: 基本户, 期初: 100.00, 期末: 600.00}}
---
"""


def build(
    files: dict[str, bytes], register: dict[str, bytes] | None = None, *, render: bool = False
) -> VillageResult:
    given = {f"{HOME}/{name}": data for name, data in {"village.yaml": SETTINGS, **files}.items()}
    return build_files(given, register, INPUTS, render=render)


def look_at(problems: tuple[Problem, ...], files: dict[str, bytes]) -> None:
    """See that every problem has a file, a place in it, what is wrong and how to mend it."""
    for problem in problems:
        place = problem.place
        assert place.path, problem
        for language in ("zh", "en"):
            assert problem.message(language).strip(), problem
            assert problem.hint(language).strip(), problem
        name = place.path.removeprefix(f"{HOME}/")
        if name in files and not place.cell and place.line:
            text = decode(files[name]) or ""
            assert place.line <= text.count("\n") + 1 or not text, problem
        if name in files and name.endswith(".md") and (decode(files[name]) or "").strip():
            assert place.line or place.cell, problem
        problem.sort_key()


def told(result: VillageResult) -> set[str]:
    """Return every source that is shown, held, or has a problem."""
    manifest = dict(result.manifest or {})
    listed = [*manifest.get("records", []), *manifest.get("held", [])]  # type: ignore[misc]
    found = {str(item["source"]) for item in listed if isinstance(item, dict)} | {
        problem.place.path for problem in result.problems
    }
    return {source.removeprefix(f"{HOME}/") for source in found}


SEVERAL = st.sampled_from(sorted(KINDS)).flatmap(
    lambda name: st.tuples(st.just(name), st.lists(records(KINDS[name]), min_size=1, max_size=3))
)


@fuzz(SEVERAL, examples=20)
def test_records(drawn: tuple[str, list[bytes]]) -> None:
    kind, contents = drawn
    files = {f"{KINDS[kind].folders[0]}/{at}.md": data for at, data in enumerate(contents)}
    result = build(files)
    look_at(result.problems, files)
    assert set(files) <= told(result)
    assert build(files) == result


@fuzz(
    st.sampled_from(sorted(KINDS)).flatmap(lambda name: st.tuples(st.just(name), records(KINDS[name]))),
    examples=12,
)
def test_records_that_are_drawn(drawn: tuple[str, bytes]) -> None:
    kind, data = drawn
    files = {f"{KINDS[kind].folders[0]}/a.md": data}
    result = build(files, render=True)
    look_at(result.problems, files)
    assert set(files) <= told(result)


@fuzz(TABLES, st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a.txt"]), examples=30)
def test_ledgers(data: bytes, name: str) -> None:
    files = {"财务/a.md": LEDGER_OF.format(name=name).encode(), f"财务/{name}": data}
    result = build(files)
    look_at(result.problems, files)
    assert "财务/a.md" in told(result)
    assert build(files) == result


@fuzz(
    st.one_of(workbooks(), workbooks(), spoilt_workbooks()),
    st.sampled_from(["柳湾村.xlsx", "村.xls", "a.ods"]),
    examples=30,
)
def test_workbooks_of_a_village(data: bytes, name: str) -> None:
    files = {name: data}
    result = build(files)
    look_at(result.problems, files)
    assert build(files) == result


@fuzz(settings_files(Village), examples=25)
def test_settings_of_a_village(data: bytes) -> None:
    files = {"village.yaml": data}
    result = build(files)
    look_at(result.problems, files)
    assert result.manifest is not None or result.problems
    assert build(files) == result


@fuzz(settings_files(Site), settings_files(Township), examples=25)
def test_settings_of_county_and_township(site: bytes, township: bytes) -> None:
    def read() -> tuple[Problem, ...]:
        log, parts = Log(), load_parts()
        files = SiteFiles(site, {}, {}, (TownshipFiles("qingshi", township, {}, ()),), b"", (), "", ())
        try:
            read_county(files, log)
        except Unusable as error:
            log.problems += error.problems
        read_townships(files, parts, log)
        return tuple(log.problems)

    problems = read()
    look_at(problems, {"site.yaml": site, "qingshi/township.yaml": township})
    assert read() == problems


@fuzz(registers(), examples=25)
def test_registers(register: dict[str, bytes]) -> None:
    files = {"事项/a.md": (SAMPLE / HOME / "事项/一季度误工补贴.md").read_bytes()}
    result = build(files, register)
    look_at(result.problems, files)
    assert result.manifest is not None or result.problems
    assert build(files, register) == result
