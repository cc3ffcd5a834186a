"""Bar 4: what is wrong with a published site is found, and what is right is not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
import trustme

from sunboard.commands.verify import Means, VerifyRequest, verify
from sunboard.issuing.serials import SerialsRow, serials_bytes
from sunboard.model.node import Place
from sunboard.parts import load_publishers
from sunboard.publishing.live import first_difference, weight
from sunboard.publishing.outputs import LocalFile
from sunboard.reporting.report import Report
from sunboard.reporting.text import SHOWN, live_told, print_report
from sunboard.reporting.words import load_words
from tests.helpers.publishing import BuiltSite, published
from tests.publishing.web import Shown, web_server

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    site = BuiltSite(tmp_path_factory.mktemp("verify") / "here")
    site.targets("  县: {方式: folder, 目录: ../../www}")
    published(site)
    return site


@pytest.fixture(scope="module")
def www(built: BuiltSite) -> Path:
    return built.home.parent / "www"


@pytest.fixture(scope="module")
def shown(www: Path) -> Iterator[Shown]:
    with web_server(www) as found:
        yield found


@pytest.fixture
def look(built: BuiltSite, shown: Shown) -> Iterator[Callable[..., dict[str, set[str]]]]:
    def codes(address: str = "") -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for problem in _verified(built, address or shown.address).problems:
            if problem.is_error:
                found.setdefault(problem.fault.code, set()).add(problem.place.path)
        return found

    yield codes
    shown.instead.clear()


def _verified(built: BuiltSite, address: str, timeout: float = 5) -> Report:
    return verify(request_of(built, address), means(timeout))


def request_of(built: BuiltSite, address: str) -> VerifyRequest:
    """Return what asks for a look at a site where it is shown."""
    return VerifyRequest(
        content=built.content,
        output=built.output,
        language="zh",
        address=address,
        report=True,
        today=date(2026, 3, 10),
    )


def means(timeout: float = 5) -> Means:
    """Return what a look takes, without secrets."""
    return Means(
        publishers=load_publishers(),
        secret=lambda name, target: None,
        clock=time.perf_counter,
        timeout=timeout,
    )


Look = Callable[..., dict[str, set[str]]]


def test_a_site_as_it_was_built_has_no_fault(look: Look, built: BuiltSite, shown: Shown) -> None:
    assert look() == {}
    report = _verified(built, shown.address)
    assert report.exit_code == 0
    assert {problem.details["sort"] for problem in report.problems} == {"http"}
    assert (built.output / "report" / "verify.html").is_file()
    live, files = report.live, len(built.tree())
    assert live
    assert (live.files, live.same, live.hops, live.days, live.is_filed) == (files, files, 0, None, None)
    same, met = live_told(live, load_words("zh"))
    assert f"{files} 个文件都对上了" in same
    assert "没有转向；没有加密（http）；site.yaml 里没有写备案号" in met


def test_one_byte(look: Look, shown: Shown, www: Path) -> None:
    page = (www / "liuwan/index.html").read_bytes()
    for path in ("/liuwan/", "/liuwan/index.html"):
        shown.instead[path] = 200, {"Content-Type": "text/html"}, page[:-2] + b"!>"
    assert look() == {"live-altered": {"liuwan/index.html"}}


def test_a_page_that_is_gone_and_one_that_only_answers_by_its_file(look: Look, shown: Shown) -> None:
    shown.instead["/liuwan/2026-0001/"] = 404, {}, b""
    shown.instead["/liuwan/2026-0002/"] = 404, {}, b""
    shown.instead["/liuwan/2026-0002/index.html"] = 404, {}, b""
    assert look() == {"live-missing": {"liuwan/2026-0001/index.html", "liuwan/2026-0002/index.html"}}
    for path in ("/liuwan/2026-0001/", "/liuwan/2026-0002/"):  # a listing of the folder is no page
        shown.instead[path] = 200, {"Content-Type": "text/html"}, b"<title>Index of</title>"
    assert look() == {"live-missing": {"liuwan/2026-0001/index.html", "liuwan/2026-0002/index.html"}}


def test_a_page_that_nobody_built(look: Look, www: Path) -> None:
    (www / "liuwan" / "extra.html").write_bytes(b"theirs")
    assert look() == {"live-extra": {"liuwan/extra.html"}}
    (www / "liuwan" / "extra.html").unlink()


def test_a_circle(look: Look, shown: Shown) -> None:
    shown.instead["/liuwan/"] = 302, {"Location": "/liuwan"}, b""
    shown.instead["/liuwan"] = 302, {"Location": "/liuwan/"}, b""
    assert look() == {"live-redirect": {"liuwan/index.html"}}


def test_another_page_that_says_all_is_well(look: Look, shown: Shown) -> None:
    error = b"<!doctype html><title>404</title><p>Not found"
    for path in ("/liuwan/", "/liuwan/index.html", "/assets/site.css"):
        shown.instead[path] = 200, {"Content-Type": "text/html"}, error
    assert look() == {"live-error-page": {"liuwan/index.html", "assets/site.css"}}


def test_what_strikes_every_file_is_shown_a_few_times(built: BuiltSite, shown: Shown, tmp_path: Path) -> None:
    report = _verified(built, shown.address)
    problem = report.problems[0]
    many = tuple(replace(problem, place=Place(f"{at}.html")) for at in range(SHOWN + 5))
    out = StringIO()
    print_report(replace(report, problems=many), "zh", out)
    said = out.getvalue()
    assert said.count("[live-meets]") == SHOWN
    assert "还有 5 处没有列出来" in said


def test_an_older_site(look: Look, built: BuiltSite) -> None:
    was = built.villages["liuwan"]["2026-0001"]
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    found = look()
    assert found.keys() == {"live-altered", "live-error-page", "live-old"}
    assert "liuwan/2026-0001/record.json" in found["live-altered"]
    built.villages["liuwan"]["2026-0001"] = was
    built.build()
    assert look() == {}


def test_an_address_that_was_issued_and_is_in_no_manifest(look: Look, built: BuiltSite) -> None:
    ledger = built.content / "villages.csv"
    rows = (SerialsRow("629901001001", "liuwan", {2026: 3}), SerialsRow("629901001009", "gone", {2025: 1}))
    ledger.write_bytes(serials_bytes(rows))
    assert look() == {"live-missing": {"liuwan/2026-0003/", "gone/2025-0001/"}}
    ledger.unlink()


@pytest.mark.parametrize("ends", [-1, 10])
def test_a_certificate_that_has_expired_or_soon_will(
    built: BuiltSite, www: Path, tmp_path: Path, ends: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuer, end = trustme.CA(), datetime.now(UTC) + timedelta(days=ends)
    issuer.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    begin = end - timedelta(days=90)
    chain = issuer.issue_cert("127.0.0.1", not_before=begin, not_after=end).private_key_and_cert_chain_pem
    chain.write_to_path(str(tmp_path / "chain.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with web_server(www, tmp_path / "chain.pem") as shown:
        report = _verified(built, shown.address)
    sorts = {str(problem.details["sort"]) for problem in report.problems}
    if ends < 0:
        assert sorts == {"certificate-expired"}
        assert report.exit_code == 1
    else:
        assert sorts <= {"ends"}  # as seen from the day that is asked about


def test_nobody_answers(look: Look) -> None:
    assert look("http://127.0.0.1:1/") == {"live-refused": {"index.html"}}


def test_what_a_host_says_of_its_files_is_looked_at(built: BuiltSite, shown: Shown, www: Path) -> None:
    home = (www / "index.html").read_bytes()
    shown.instead["/"] = 200, {"Content-Type": "text/html; charset=GB2312"}, home
    shown.instead["/assets/site.css"] = 200, {"Content-Type": "text/plain"}, b"p{}"
    report = _verified(built, shown.address)
    shown.instead.clear()
    assert {problem.details["sort"] for problem in report.problems} == {"http", "charset", "style"}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((403, {}, b""), "live-missing"),
        ((200, {"Content-Type": "text/html"}, b""), "live-missing"),
        ((302, {"Location": "http://[bad"}, b""), "live-redirect"),
        ((302, {"Location": "/"}, b""), "live-redirect"),
    ],
)
def test_the_front_page_is_looked_at_where_people_open_it(
    look: Look, shown: Shown, answer: tuple[int, dict[str, str], bytes], code: str
) -> None:
    shown.instead["/"] = answer
    assert look() == {code: {"index.html"}}


def test_another_page_that_the_front_page_leads_to_is_no_new_address(built: BuiltSite, shown: Shown) -> None:
    page = b"<!doctype html><title>Portal</title><p>Log in"
    shown.instead["/"] = 302, {"Location": "/portal"}, b""
    shown.instead["/portal"] = 200, {"Content-Type": "text/html"}, page
    shown.instead["/index.html"] = shown.instead["/assets/site.css"] = (
        200,
        {"Content-Type": "text/html"},
        page,
    )
    report = _verified(built, shown.address)
    shown.instead.clear()
    found = {(problem.fault.code, problem.details.get("sort")) for problem in report.problems}
    assert found == {("live-meets", "http"), ("live-error-page", None)}


def test_a_host_that_goes_silent_is_given_up(built: BuiltSite, shown: Shown, tmp_path: Path) -> None:
    many = BuiltSite(tmp_path / "here", files={f"assets/{at}.txt": b"x" for at in range(60)})
    shown.silent = lambda path: path.startswith("/assets")
    report = _verified(many, shown.address, timeout=0.2)
    shown.silent = lambda path: False
    found = [problem.fault.code for problem in report.problems if problem.is_error]
    assert 8 <= found.count("live-refused") <= 16
    assert found.count("live-gone") == 1
    assert report.live
    assert report.live.same < 10


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("<p>合计 3800 元</p>", "<p>合计 3900 元</p>", ("words", "合计 3800 元", "合计 3900 元")),
        (
            "<p>合计</p>\n\n  <p>3800 元</p>",
            "<p>合计</p><p>3900 元</p>",
            ("words", "合计 3800 元", "合计 3900 元"),
        ),
        ("<p>a</p>", "<b>a</b>", ("markup", "<p>a</p>", "<b>a</b>")),
        ("<p>a</p>", "<p>a</p><script src=x></script>", ("markup", ">a</p>", ">a</p><script src=x></sc")),
        ("<p>a</p>\n<p>b", "<p>a</p>\r\n<p>b", ("blanks", "", "")),
        ("<p>a</p>", "", ("words", "a", "")),
        ("<p>a</p>", "\ufeff<p>a</p>", ("blanks", "", "")),
    ],
)
def test_the_first_difference_is_told_in_words(ours: str, theirs: str, said: tuple[str, str, str]) -> None:
    assert first_difference(ours.encode(), theirs.encode()) == said


def test_a_broken_letter_is_told_in_words_too() -> None:
    ours = "<p>合计 3800 元</p>".encode()
    assert first_difference(ours, ours.replace("计".encode(), b"\xe8\xae9")) == (
        "words",
        "合计 3800 元",
        "合\ufffd9 3800 元",
    )


def test_a_page_weighs_what_it_loads() -> None:
    page = b'<link rel=stylesheet href="./assets/a.css"><img src="b.png"><a href="c/index.html">'
    files = {path: LocalFile("", 1000, 0) for path in ("assets/a.css", "b.png", "c/index.html")}
    assert weight(page, files) == len(page) + 2000
