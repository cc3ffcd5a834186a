"""Style sheets without comments and blanks mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import rcssmin
from playwright.sync_api import Browser

from sunboard.engines.css import minified
from tests.helpers.browser import visit
from tests.helpers.site import ROOT

SHEETS = sorted((ROOT / "themes/default/web/assets").glob("*.css"))
RULES = "() => [...document.styleSheets[0].cssRules].map(rule => rule.cssText).join('\\n')"


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_browser_reads_the_same_rules(path: Path, browser: Browser) -> None:
    css = path.read_text("utf-8")
    with visit(browser, (360, 740)) as (tab, _):
        read = []
        for sheet in (css, minified(css)):
            tab.set_content(f"<!doctype html><style>{sheet}</style>")
            read.append(tab.evaluate(RULES))
    assert read[0]
    assert read[0] == read[1]
    assert len(minified(css)) < 0.95 * len(css)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_computers_without_the_part_in_c_write_the_same(path: Path) -> None:
    css = path.read_text("utf-8")
    assert rcssmin._make_cssmin(python_only=True)(css) == minified(css)
