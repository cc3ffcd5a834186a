"""What the hints of publishing and of verifying say, done to the letter, ends their faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sunboard.commands.verify import verify
from tests.helpers.publishing import BASE, BuiltSite, codes, published
from tests.publishing.test_verify import means, request_of
from tests.publishing.web import web_server

pytestmark = pytest.mark.once


@pytest.fixture
def built(tmp_path: Path) -> BuiltSite:
    site = BuiltSite(tmp_path / "here")
    site.targets("  优盘: {方式: folder, 目录: ../../stick}")
    return site


def test_targets_are_written_as_the_hint_says(built: BuiltSite) -> None:
    (built.content / "publish.yaml").unlink()
    (missing,) = published(built).problems
    (built.content / "publish.yaml").write_text(missing.hint("zh").partition("例如：")[2], "utf-8")
    assert (missing.fault.code, codes(published(built))) == ("publish-missing", [])


def test_a_method_or_target_that_is_named_is_taken(built: BuiltSite) -> None:
    built.targets("  优盘: {方式: 飞鸽, 目录: ../../stick}")
    (wrong,) = published(built).problems
    assert wrong.fault.code == "target-method"
    first = wrong.hint("zh").partition("写其中一种：")[2].split("、")[-1]
    built.targets(f"  优盘: {{方式: {first}, 目录: ../../stick}}")
    assert "target-method" not in codes(published(built))
    built.targets("  甲: {方式: folder, 目录: ../../a}\n  乙: {方式: folder, 目录: ../../b}")
    (several,) = published(built).problems
    assert several.fault.code == "target-unknown"
    name = several.hint("zh").partition("sunboard 发布 ")[2].partition("（")[0]
    assert codes(published(built, target=name)) == []


def _sample(built: BuiltSite) -> None:
    (built.content / "site.yaml").write_text(f"标题: 云溪县村务公开\n网址: {BASE}\n样例: 是\n", "utf-8")


def _real(built: BuiltSite) -> None:
    (built.content / "site.yaml").write_text(f"标题: 云溪县村务公开\n网址: {BASE}\n", "utf-8")


def _edited(built: BuiltSite) -> None:
    (built.site / "liuwan/index.html").write_bytes(b"changed by hand")


def _leaky(built: BuiltSite) -> None:
    manifest = built.output / "manifest" / "liuwan.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["held"] = [{"source": "青石镇/柳湾村/事项/a.md", "state": "leak", "codes": ["id-number"]}]
    manifest.write_text(json.dumps(told), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "code", "cure"),
    [
        (_sample, "site-is-sample", _real),
        (_edited, "site-not-built", BuiltSite.build),
        (_leaky, "build-has-leaks", BuiltSite.build),
    ],
)
def test_what_keeps_a_site_here_is_mended_here(
    built: BuiltSite, spoil: Callable[[BuiltSite], None], code: str, cure: Callable[[BuiltSite], None]
) -> None:
    spoil(built)
    assert codes(published(built)) == [code]
    cure(built)
    assert codes(published(built)) == []


def test_an_older_build_and_what_it_lacks_is_built_anew(built: BuiltSite) -> None:
    published(built)
    built.built, kept = "2026-03-09", built.villages["liuwan"].pop("2026-0001")
    built.build()
    assert codes(published(built)) == ["build-is-older", "addresses-lost", "many-deletions"]
    built.built, built.villages["liuwan"]["2026-0001"] = "2026-03-10", kept
    built.build()
    assert codes(published(built)) == []


def _altered(www: Path) -> None:
    page = www / "liuwan/index.html"
    page.write_bytes(page.read_bytes()[:-2] + b"!>")


def _gone(www: Path) -> None:
    (www / "liuwan/2026-0001/index.html").unlink()


@pytest.mark.parametrize(("spoil", "code"), [(_altered, "live-altered"), (_gone, "live-missing")])
def test_what_somebody_did_on_the_host_is_put_right(
    built: BuiltSite, tmp_path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    www = tmp_path / "stick"
    published(built)
    spoil(www)
    with web_server(www) as shown:

        def look() -> list[str]:
            problems = verify(request_of(built, shown.address), means()).problems
            return [problem.fault.code for problem in problems if problem.is_error]

        assert look() == [code]
        assert published(built).uploads == ()
        (www / "sunboard.json").unlink()
        assert codes(published(built, yes=True)) == []
        assert look() == []
        built.villages["liuwan"]["2026-0001"] = "换灯"
        built.build()
        assert "live-old" in look()
        published(built)
        assert look() == []
