"""What a hint says, done to the letter, ends its fault and raises no other."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml

from sunboard.faults import Block, all_codes, fault
from sunboard.faults.page import blocks_of
from sunboard.fields.declarations import asked_of, keys_of
from sunboard.parts import load_parts
from tests.checks.village_scene import problems_of, snippet_of
from tests.faults.examples import BESIDE, VILLAGE, content_folder, is_file, is_staged, staged
from tests.faults.follower import Step, Told, first_step, followed, followed_in_workbook, followed_on_disk
from tests.faults.test_examples import DRAWN, OF_WHAT_IS_READ
from tests.helpers.site import ROOT

BY_PEOPLE: dict[str, str] = yaml.safe_load(Path(__file__).with_name("by_people.yaml").read_text("utf-8"))
"""The faults that a script cannot mend by their hints alone, and why."""
DONE: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("done_by_people.yaml").read_text("utf-8")
)
"""What somebody who has the papers does as the hints of these faults say."""
ELSEWHERE: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("cured_elsewhere.yaml").read_text("utf-8")
)
"""The tests that do what the hints of these faults say, as no example brings them about."""
CODES = [code for code in all_codes() if code not in {*BY_PEOPLE, *ELSEWHERE}]
MOST = 12
"""How often a hint is followed: an example may have its fault in several places."""
Found = Iterable[tuple[str, str, Told]]
"""Code, file and what is told of each problem that is more than information."""
Change = Callable[[str, Told, Step], None]
"""Does in a file what a hint says to do first."""


@pytest.mark.parametrize("code", CODES)
def test_a_cure_followed_to_the_letter_ends_its_fault(code: str, tmp_path: Path) -> None:
    blocks = [_unmarked(block) for block in fault(code).page.wrong if is_staged(block)]
    look, change = (_in_files if any(map(is_file, blocks)) else _in_scene)(code, blocks, tmp_path)
    before = {name for name, _, _ in look()}
    for _ in range(MOST):
        found = [(path, told) for name, path, told in look() if name == code]
        if not found:
            break
        path, told = found[0]
        step = first_step(told.hint, told.field)
        assert step, f"no step in the hint: {told.hint}"
        if step.sort == "nothing":
            assert fault(code).severity == "info", "what asks for nothing holds nothing"
            return
        change(step.file or path, told, step)
    after = {name for name, _, _ in look()}
    assert code not in after, "the cure does not end it"
    assert after <= before | OF_WHAT_IS_READ, f"the cure raises {after - before}"


@pytest.mark.parametrize("code", DONE)
def test_what_people_do_as_a_hint_says_ends_its_fault(code: str, tmp_path: Path) -> None:
    blocks = [_unmarked(block) for block in fault(code).page.wrong if is_staged(block)]
    look = _in_files if any(map(is_file, blocks)) else _in_scene
    before = {name for name, _, _ in look(code, blocks, tmp_path / "before")[0]()}
    for done in DONE[code]:
        blocks = _done(blocks, done)
    after = {name for name, _, _ in look(code, blocks, tmp_path / "after")[0]()}
    assert code in before
    assert code not in after, "the cure does not end it"
    assert after <= before | OF_WHAT_IS_READ, f"the cure raises {after - before}"


def test_what_needs_people_is_a_fault_and_has_a_reason() -> None:
    assert set(DONE) <= set(BY_PEOPLE) <= set(all_codes())
    assert set(ELSEWHERE) <= set(all_codes())
    assert not set(ELSEWHERE) & set(BY_PEOPLE)
    assert all(BY_PEOPLE.values())


def test_every_cure_is_carried_out_but_where_nobody_here_can() -> None:
    shown = {code for code in all_codes() if any(map(is_staged, fault(code).page.wrong))}
    assert shown <= {*CODES, *DONE, *ELSEWHERE}, "what can be shown can be mended: done_by_people.yaml"
    assert set(CODES) <= shown, "what cannot be shown is mended by a test elsewhere: cured_elsewhere.yaml"


@pytest.mark.parametrize("code", ELSEWHERE)
def test_a_cure_is_carried_out_where_its_fault_is_tested(code: str) -> None:
    file, _, test = ELSEWHERE[code].partition("::")
    told = (ROOT / file).read_text("utf-8")
    assert f"def {test}(" in told
    assert code in told or code.upper().replace("-", "_") in told


@pytest.mark.parametrize("code", all_codes())
def test_both_languages_say_the_same_cure(code: str) -> None:
    chinese, english = (fault(code).words(language) for language in ("zh", "en"))
    for hint, other in ((chinese.hint, english.hint), (chinese.cell, english.cell)):
        filled, keys = (re.findall(pattern, hint) for pattern in (r"(?<!{){(\w+)", r"[一-鿿]+(?=: )"))
        assert set(filled) == set(re.findall(r"(?<!{){(\w+)", other))
        assert [key for key in keys if key not in other] == []


@pytest.mark.parametrize("code", all_codes())
def test_a_hint_leaves_open_what_only_its_reader_knows(code: str) -> None:
    for language in ("zh", "en"):
        words = fault(code).words(language)
        in_tables = (
            phrase for table in words.tables.values() for row in table.values() for phrase in row.values()
        )
        for text in (words.hint, words.cell, *in_tables):
            for key, value in re.findall(
                r"(?<![一-鿿“])([一-鿿]+): (\[.*\]|\{.*\}|[^；，。（）;,()]+)", text
            ):
                is_open = re.search(r"…|(?<!{){\w", value)
                assert is_open or key not in _OPEN or re.search(r"\.(csv|xlsx)", value), f"{key}: {value}"


_OPEN = frozenset(
    name
    for kind in load_parts().kinds.values()
    for key in keys_of(kind.fields)
    for name in key.names
    if "…" in asked_of(key.form)
)


def _done(blocks: list[Block], done: str) -> list[Block]:
    """Return what there is after a person wrote a text, or a file, in place of another."""
    if done.startswith("```"):
        (new,) = blocks_of(done)
        there = [_named(block) for block in blocks]
        at = there.index(_named(new)) if _named(new) in there else len(blocks)
        return [*blocks[:at], *([new] if new.text else []), *blocks[at + 1 :]]
    old, written = done.split(" → ")
    assert any(old in block.text for block in blocks), old
    return [dataclasses.replace(block, text=block.text.replace(old, written, 1)) for block in blocks]


def _named(block: Block) -> object:
    """Return what tells a block from others: its file and sheet, or all that its fence says."""
    return (block.info["file"], block.info.get("sheet")) if "file" in block.info else block.info


def _unmarked(block: Block) -> Block:
    return dataclasses.replace(block, text=snippet_of(block.info, block.text).text) if block.text else block


def _in_scene(code: str, blocks: list[Block], home: Path) -> tuple[Callable[[], Found], Change]:
    """Return what looks at a village of records, and what changes one of them."""

    def look() -> Found:
        for reading in (scene := staged(blocks, BESIDE if code in _BESIDE else ())).readings:
            for one in problems_of(reading, scene.around):
                if one.fault.severity != "info" or one.fault.code == code:
                    own = one.place.path == reading.source
                    line = one.place.line if own else 1
                    told = Told(line, one.place.cell, one.place.field, one.value, one.hint("zh"))
                    yield one.fault.code, reading.source.rpartition("/")[2], told

    def change(name: str, told: Told, step: Step) -> None:
        if step.sort == "supply":
            info = {"yaml": "", "private": step.value} if step.key else {"yaml": "", "files": ""}
            blocks.append(
                Block(
                    info,
                    "姓名,组别,村\n赵明远,3组,柳湾村\n吴桂兰,1组,柳湾村"
                    if step.key
                    else f"{step.value}: {9 if step.value.endswith('.pdf') else 'picture'}",
                )
            )
            return
        count = 0
        for at, block in enumerate(blocks):
            if "kind" in block.info:
                count += 1
                if block.info.get("file", f"{count}.md") == name:
                    blocks[at] = dataclasses.replace(block, text=followed(block.text, told, step))
                    return
        raise AssertionError(name)

    return look, change


_BESIDE = frozenset(("reference-unknown",))


def _in_files(code: str, blocks: list[Block], home: Path) -> tuple[Callable[[], Found], Change]:
    """Return what looks at a content folder, and what changes one of its files."""
    site = content_folder(blocks, home)

    def look() -> Found:
        for one in site.run_inside("build" if code in DRAWN else "check", "--json").json()["problems"]:
            if one["severity"] != "info" or one["code"] == code:
                told = Told(
                    one["line"] or 1, one["cell"] or "", one["field"] or "", one["value"] or "", one["hint"]
                )
                yield one["code"], one["path"], told

    def change(path: str, told: Told, step: Step) -> None:
        file = site.content / (f"{VILLAGE}/{path}" if path == "village.yaml" else path)
        if followed_on_disk(file, step):
            return
        if file.suffix == ".xlsx":
            followed_in_workbook(file, told, step)
        else:
            file.write_text(followed(file.read_text("utf-8"), told, step), "utf-8")

    return look, change
