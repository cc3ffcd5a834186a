"""A document as a record: what is too much to be read."""

from __future__ import annotations

from dataclasses import replace

from sunboard.parts import load_parts
from sunboard.reading.records import BODY_TOO_LONG, LONGEST_BODY, read_record
from sunboard.reading.sources import VillageFiles
from tests.checks.village_scene import VILLAGE, document_of

SOURCE = f"{VILLAGE}/matters/1.md"


def test_a_text_of_more_than_sixty_pages_is_refused_and_still_looked_through() -> None:
    kind = load_parts().kinds["matter"]
    for length, faults in ((LONGEST_BODY, []), (LONGEST_BODY + 1, [BODY_TOO_LONG])):
        document = replace(document_of("标题: 修路公示", "matter", SOURCE), body="路" * length)
        read = read_record(document, kind, VillageFiles(VILLAGE, {}, {}, {}))
        assert [problem.fault for problem in read.problems] == faults
        assert read.document is not None
        assert len(read.document.body) == LONGEST_BODY
