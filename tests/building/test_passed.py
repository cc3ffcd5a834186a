"""Checks look again only at what may have another answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from unittest.mock import Mock

from sunboard.building.gates import judge
from sunboard.building.passed import Passed, digests_of, passed_bytes, passed_of
from sunboard.contracts import AnyRecord, Around, Check, Finding, Parts, found
from sunboard.faults import fault
from sunboard.fields.disclosure import Disclosure
from sunboard.issuing.register import Register
from sunboard.model.problem import Log
from sunboard.model.today import Today
from sunboard.parts import load_parts
from sunboard.reading.documents import Reading, read_document
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from sunboard.settings.packaged import load_packaged, packaged_files
from tests.helpers.one_village import POWER, matter

HOME = "qingshi/liuwan"
TODAY = date(2026, 1, 12)
KINDS = load_parts().kinds
MATTER = next(kind for kind in KINDS.values() if "matters" in kind.folders)
POWERS = next(kind for kind in KINDS.values() if kind.inherited)
PACKAGED = load_packaged(packaged_files(), {})[0]
A, B = f"{HOME}/matters/a.md", f"{HOME}/matters/b.md"
Find = Callable[[AnyRecord, Around], Iterator[Finding]]


def village(**texts: str) -> VillageFiles:
    files = {f"{HOME}/matters/{name}.md": text.encode() for name, text in texts.items()}
    return VillageFiles(HOME, {**files, f"{HOME}/village.yaml": b""}, {}, {})


def readings(files: VillageFiles) -> tuple[Reading, ...]:
    documents = (
        read_document(data, path, Log()) for path, data in files.files.items() if path.endswith(".md")
    )
    return tuple(read_record(document, MATTER, files) for document in documents if document)


class Asked:
    """A check that notes the records it was asked about, and finds what it is told to find."""

    def __init__(self, looks: Callable[[AnyRecord, Around], object]) -> None:
        self.looks, self.sources = looks, list[str]()

    def find(self, record: AnyRecord, around: Around) -> Iterator[Finding]:
        self.sources.append(record.source[-4])
        if self.looks(record, around):
            yield found(record.at("title"), "x", words=("x",))


def judged(
    files: VillageFiles, asked: Asked, passed: dict[str, Passed], today: date = TODAY
) -> tuple[list[str], dict[str, Passed], Today]:
    """Return what was asked, what passes now, and the day."""
    asked.sources.clear()
    read, day = readings(files), Today.of(today)
    around = Around(
        today=day,
        site=Mock(),
        township=Mock(),
        village=Mock(),
        records=tuple(one.record for one in read if one.record),
        packaged=PACKAGED,
        public_phones=frozenset(),
        numbers={},
        glyphs=lambda text: (),
        kinds=KINDS,
    )
    parts = Parts(KINDS, (Check(fault("filler-words"), Disclosure, asked.find),), {})
    files_of = digests_of(files, KINDS)
    found_ = judge(read, around, Register(), HOME, parts, Log(), files_of=files_of, passed=passed)
    now = {item.candidate.source: item.passed for item in found_ if item.passed}
    return asked.sources, passed_of(passed_bytes(now)), day


TWO = village(a=matter("修路协商结果公开"), b=matter("修桥协商结果公开"))


def test_only_an_edited_record_is_asked_about_again() -> None:
    asked = Asked(lambda record, around: around.township.name == "" or around.packaged.catalog == {})
    sources, passed, _ = judged(TWO, asked, {})
    assert sources == ["a", "b"]
    assert judged(TWO, asked, passed)[0] == []
    edited = village(a=matter("修路协商结果公开", "改了。"), b=matter("修桥协商结果公开"))
    sources, again, _ = judged(edited, asked, passed)
    assert sources == ["a"]
    assert again.keys() == {A, B}


def test_a_file_that_is_no_text_may_be_part_of_any_record() -> None:
    asked = Asked(lambda record, around: False)
    passed = judged(TWO, asked, {})[1]
    for path in ("village.yaml", "matters/表.csv"):
        other = replace(TWO, files={**TWO.files, f"{HOME}/{path}": b"1"})
        assert judged(other, asked, passed)[0] == ["a", "b"]


def test_what_was_found_is_found_again() -> None:
    asked = Asked(lambda record, around: record.source == A)
    passed = judged(TWO, asked, {})[1]
    assert passed.keys() == {B}
    assert judged(TWO, asked, passed)[0] == ["a"]


def test_a_check_that_looks_further_is_asked_every_time() -> None:
    """Also where it asks through what another check had made of the record."""

    def others(around: Around) -> bool:
        return around.once_for("others", lambda: len(around.records)) == 9

    for looks in (
        lambda record, around: len(around.records) == 9,
        lambda record, around: "2026-0001" in around.numbers,
        lambda record, around: [*around.unread_of(Disclosure)],
        lambda record, around: around.once(lambda whole: len(whole.records)) == 9,
        lambda record, around: others(around) or others(around),
    ):
        asked = Asked(looks)
        assert judged(TWO, asked, judged(TWO, asked, {})[1])[0] == ["a", "b"]


def test_what_all_villages_share_is_no_further_look() -> None:
    terms = next(check for check in load_parts().checks if check.fault.code == "term-unexplained")
    explained = matter("修路协商结果公开", more="大白话: 一事一议（大家商量）修路。")
    asked = Asked(terms.findings)
    assert judged(village(a=explained), asked, judged(village(a=explained), asked, {})[1])[0] == []


def test_a_day_that_turns_an_answer_is_kept() -> None:
    asked = Asked(lambda record, around: around.today > date(2026, 1, 20))
    _, passed, first = judged(TWO, asked, {})
    sources, passed, day = judged(TWO, asked, passed, date(2026, 1, 15))
    assert (sources, day.holds_until, first.holds_until) == ([], date(2026, 1, 20), date(2026, 1, 20))
    assert judged(TWO, asked, passed, date(2026, 1, 21))[0] == ["a", "b"]
    assert judged(TWO, asked, passed, date(2026, 1, 11))[0] == ["a", "b"]


def test_an_item_of_a_list_may_be_made_of_every_text_of_its_kind() -> None:
    texts = {f"{HOME}/{POWERS.folders[0]}/{name}.md": POWER.encode() for name in ("A01", "A02")}
    files = VillageFiles(HOME, texts, {}, {})
    document = read_document(POWER.encode(), f"{POWERS.folders[0]}/A01.md", Log())
    assert document is not None
    item = read_record(document, POWERS, files)
    changed = replace(files, files={**texts, [*texts][1]: b"---\n"})
    assert digests_of(files, KINDS)(item) != digests_of(changed, KINDS)(item)
