"""What is packed is whole: a wheel made from the source archive builds what the checkout builds."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from sunboard.theming import BUILT_IN
from tests.helpers.site import ROOT, SITES, SiteTest, differences

pytestmark = pytest.mark.once


def _pack(source: Path, target: str, into: Path) -> Path:
    """Make an archive of the project."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    return next(into.iterdir())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with nothing in it but the installed wheel."""
    home = tmp_path_factory.mktemp("packed")
    with tarfile.open(_pack(ROOT, "sdist", home / "sdist")) as archive:
        archive.extractall(home / "source", filter="data")
    source = next((home / "source").iterdir())
    with zipfile.ZipFile(_pack(source, "wheel", home / "wheel")) as wheel:
        wheel.extractall(home / "installed")
    return home / "installed"


def test_a_wheel_carries_every_file_of_the_themes(installed: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert files(BUILT_IN) == files(installed / "sunboard" / "themes")
    assert "default/theme.yaml" in files(BUILT_IN)


def test_an_installed_wheel_builds_what_the_checkout_builds(installed: Path, tmp_path: Path) -> None:
    built = []
    for name, path in (("wheel", installed), ("checkout", ROOT / "src")):
        site = SiteTest.of(SITES / "all-states" / "content", tmp_path / name)
        ran = site.run("build", "--today", "2026-04-20", environment={"PYTHONPATH": str(path)})
        assert ran.code in (0, 1), ran.said
        built.append(site.tree())
    assert built[0]
    assert differences(*built) == []
