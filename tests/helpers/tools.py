"""Tools from outside that measure what was made; missing ones skip a test on a desk and fail it in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.helpers.site import ROOT

CHROMIUM = Path("/usr/bin/chromium")
VNU = ROOT / ".venv" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
IN_CI = bool(os.environ.get("CI"))


def require(tool: str, there: bool) -> None:
    """Go on only where a tool is there."""
    if there:
        return
    reason = f"{tool} is missing; `python3 build.py test` as root on Debian installs it"
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


def require_program(name: str) -> str:
    found = shutil.which(name)
    require(name, bool(found))
    return str(found)
