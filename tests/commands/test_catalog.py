"""The catalogue, as a clerk asks for its rows."""

from __future__ import annotations

from pathlib import Path

from sunboard.commands.catalog import list_catalog


def test_what_is_called_otherwise_is_found_by_what_it_shares(tmp_path: Path) -> None:
    code, said = list_catalog(tmp_path, "种地补贴", "zh")
    assert (code, "HM06" in said, "CW05" in said.split("\n\n")[1]) == (0, True, False)
    assert said.startswith("公开目录里没有“种地补贴”，意思相近的有：")


def test_what_shares_nothing_is_not_found(tmp_path: Path) -> None:
    assert list_catalog(tmp_path, "天文", "zh")[0] == 2
    assert "意思相近" not in list_catalog(tmp_path, "低保", "zh")[1]
