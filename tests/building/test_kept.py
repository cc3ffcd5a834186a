"""What is kept between builds: code is run only where this installation kept it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunboard.building.kept import KEPT, TEMPLATES, load_code, sealed_code
from sunboard.building.write import put_code

PROGRAM, CODE = "5" * 64, {"web record": b"code"}


def test_code_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    put_code(tmp_path, CODE, PROGRAM)
    assert load_code(tmp_path, PROGRAM) == CODE


@pytest.mark.parametrize(
    "data",
    [
        sealed_code(CODE, "6" * 64),
        sealed_code(CODE, PROGRAM)[:-1],
        sealed_code(CODE, PROGRAM).replace(b"code", b"evil"),
        b"",
    ],
    ids=["of another installation", "cut off", "altered", "empty"],
)
def test_code_of_anybody_else_is_not_run(tmp_path: Path, data: bytes) -> None:
    (tmp_path / KEPT).mkdir()
    (tmp_path / KEPT / TEMPLATES).write_bytes(data)
    assert load_code(tmp_path, PROGRAM) == {}


def test_nothing_is_believed_where_nobody_knows_the_program(tmp_path: Path) -> None:
    put_code(tmp_path, CODE, "")
    assert load_code(tmp_path, "") == {}
