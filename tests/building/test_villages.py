"""In which order villages are written."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from sunboard.building import villages


@pytest.mark.parametrize(
    ("behind", "order"),
    [
        (0, ["begin a", "end a", "show a", "begin b", "end b", "show b"]),
        (1, ["begin a", "begin b", "end a", "show a", "end b", "show b"]),
    ],
)
def test_a_village_is_shown_once_its_editions_are_on_the_disk(
    behind: int, order: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []

    def begin(village: Path, editions: object) -> Any:
        noted.append(f"begin {village.name}")
        return lambda: noted.append(f"end {village.name}")

    monkeypatch.setattr(villages, "begin_editions", begin)
    monkeypatch.setattr(villages, "_publish", lambda opened, home, result: noted.append(f"show {home}"))
    opened: Any = SimpleNamespace(request=SimpleNamespace(content=Path("content")))
    built = cast(Any, [(name, SimpleNamespace(folder=name, editions={})) for name in "ab"])
    list(villages._published(opened, built, behind))
    assert noted == order
