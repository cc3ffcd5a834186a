"""Every method against a real server on loopback: what arrives, what a cut leaves, what is checked first."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from sunboard.publishing.index import is_of_index
from sunboard.publishing.looking import TEMPORARY
from sunboard.publishing.send import PAUSES
from tests.helpers.publishing import BuiltSite, Person, codes, dead_links, publish_alone, published
from tests.publishers.hosts import (
    HERE,
    PASSWORD,
    Served,
    Way,
    authority,
    dav_server,
    folder_target,
    ftp_server,
    s3_server,
    sftp_server,
    zip_target,
)

pytestmark = [
    pytest.mark.once,
    pytest.mark.xdist_group("hosts"),  # the servers are started once
    # a server that is cut leaves files open
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

METHODS = ("folder", "zip", "ftp", "ftps", "sftp", "webdav", "webdav over TLS", "s3")
OF_WINDOWS = ("ftp of Windows", "sftp of Windows")
"""Servers that do not rename over a file."""
CUTS = int(os.environ.get("SUNBOARD_CUTS", "1"))  # of each sort and method; 100 before a release
DISK = os.environ.get("SUNBOARD_DISK", "")  # a small one of its own, which tests may fill
FILES = int(os.environ.get("SUNBOARD_FILES", "0"))  # further files; 2000 before a release
SAYS: dict[str, tuple[str, ...]] = {
    "ftp": ("421 Bye.", "425 No data.", "450 Busy.", "530 Log in.", "550 No.", "552 Quota.", "500 ?", "cut"),
    "ftps": ("421 Bye.", "530 Log in.", "550 No.", "552 Quota.", "cut"),
    "sftp": ("Failure", "No space left on device", "Permission denied"),
    "s3": ("503 SlowDown", "500 InternalError", "403 AccessDenied", "507 QuotaExceeded", "404 NoSuchBucket"),
    "webdav": ("503 Busy", "507 Insufficient Storage", "403 Forbidden", "423 Locked", "500 Oops", "404 No"),
}
"""What servers say when they refuse."""
ALONE: Any = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")
ALONE.set_forkserver_preload(["tests.helpers.publishing"])


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Served]]:
    home = Path(mkdtemp(dir=DISK)) if DISK else tmp_path_factory.mktemp("hosts")
    (secured := home / "tls").mkdir()
    (other := home / "other").mkdir()
    issuer = authority(secured)
    with ExitStack() as running:
        yield {
            "folder": folder_target(home),
            "zip": zip_target(home),
            "ftp": running.enter_context(ftp_server(home)),
            "ftps": running.enter_context(ftp_server(secured, issuer)),
            "sftp": running.enter_context(sftp_server(home)),
            "webdav": running.enter_context(dav_server(home)),
            "webdav over TLS": running.enter_context(dav_server(secured, issuer)),
            "s3": running.enter_context(s3_server(home)),
            "ftp of Windows": running.enter_context(ftp_server(other, renames_over=False)),
            "sftp of Windows": running.enter_context(sftp_server(other, renames_over=False)),
        }


@pytest.fixture(params=METHODS)
def host(request: pytest.FixtureRequest, servers: dict[str, Served]) -> Iterator[Served]:
    served = servers[request.param]
    served.asked.clear()
    yield served
    served.refuse = lambda asked: None
    served.clear()


@pytest.fixture
def built(host: Served, tmp_path: Path) -> BuiltSite:
    more = {f"assets/{at}.txt": b"x" * at for at in range(FILES)}
    site = BuiltSite(tmp_path / "here", files={"assets/site.css": b"p{}", "assets/old/a b.css": b"", **more})
    site.targets(host.target())
    return site


def _site(host: Served) -> dict[str, bytes]:
    return {path: data for path, data in host.tree().items() if not is_of_index(path)}


def test_first_again_edited_and_deleted(host: Served, built: BuiltSite) -> None:
    first = published(built)
    assert codes(first) == [], first.problems
    assert _site(host) == built.tree()
    host.asked.clear()
    again = published(built)
    assert (codes(again), again.uploads) == ([], ())
    assert not [one for one in host.asked if one.startswith(("STOR", "rename", "PUT", "MOVE"))]
    built.villages["liuwan"] |= {"2026-0001": "换灯", "2026-0004": "新的"}
    built.build()
    assert codes(published(built)) == []
    assert _site(host) == built.tree()
    del built.files["assets/old/a b.css"]
    built.build()
    assert published(built, yes=True).deletions == ("assets/old/a b.css",)
    assert _site(host) == built.tree()


def test_what_is_there_already_is_compared_and_what_is_not_ours_stays(host: Served, built: BuiltSite) -> None:
    if host.method == "zip":
        pytest.skip("what is handed over is compared with what was handed over before")
    host.put("index.html", b"theirs")
    host.put("liuwan/photo.jpg", b"theirs")
    host.put("assets/site.css", b"p{}")
    assert codes(published(built)) == ["host-without-index"]
    assert len(host.tree()) == 3
    agreed = published(built, yes=True)
    assert agreed.foreign == ("liuwan/photo.jpg",)
    assert "assets/site.css" not in agreed.uploads
    assert _site(host) == {**built.tree(), "liuwan/photo.jpg": b"theirs"}
    built.villages["liuwan"]["2026-0009"] = "新的"
    built.build()
    host.put("liuwan/2026-0009/index.html", b"theirs")
    assert codes(published(built)) == ["host-file-foreign"]
    assert host.tree()["liuwan/2026-0009/index.html"] == b"theirs"


# ---- cuts


@contextmanager
def _refusing(host: Served, chance: random.Random, usual: int) -> Iterator[list[str]]:
    """Have a server refuse, from some moment on, once or for good; yield what it said."""
    says = SAYS[host.method]
    reply, begins = chance.choice(says), chance.randrange(2, usual)
    ends, asked, said = (begins + chance.choice((1, 3, 10_000))), count(), list[str]()

    def refuse(command: str) -> str | None:
        if begins <= next(asked) < ends:
            said.append(reply)
            return reply
        return None

    host.refuse = refuse
    try:
        yield said
    finally:
        host.refuse = lambda command: None


@contextmanager
def _cutting(host: Served, chance: random.Random, usual: int, built: BuiltSite) -> Iterator[list[str]]:
    """Reset every connection after so many bytes, and be away then, or say nothing any more."""
    way = Way(host.port)
    way.slow, way.silent = chance.choice(((False, False), (True, False), (False, True)))
    way.left = chance.randrange(300, usual)
    built.targets(host.target(port=way.port))
    try:
        yield []
    finally:
        way.close()
        built.targets(host.target())


@contextmanager
def _filling(host: Served, chance: random.Random, usual: int) -> Iterator[list[str]]:
    """Fill the host's disk but for a little, with what is not below its folder."""
    disk, filler = os.statvfs(host.home), host.home.parent / "filler"
    room = disk.f_bavail * disk.f_frsize
    filler.write_bytes(bytes(room - chance.randrange(chance.choice((12_000, 60_000)))))
    try:
        yield []
    finally:
        filler.unlink()


def _kill(host: Served, chance: random.Random, built: BuiltSite, usual: int) -> bool:
    """Publish in a process of its own, and kill it at one of the usual steps; tell whether it was."""
    until = host.steps() + chance.randrange(1, usual)
    running = ALONE.Process(target=publish_alone, args=(built,))
    running.start()
    while running.is_alive() and host.steps() < until:
        time.sleep(0.0005)
    running.kill()
    running.join()
    return running.exitcode != 0


def _usual(host: Served, built: BuiltSite, sort: str) -> int:
    """Publish an edit, and return what it takes: bytes on the way, or steps of the host."""
    _edit(built, -1)
    if sort == "cut":
        way = Way(host.port)
        built.targets(host.target(port=way.port))
        published(built, yes=True)
        built.targets(host.target())
        way.close()
        return way.carried
    before = host.steps()
    published(built, yes=True)
    return host.steps() - before


def _edit(built: BuiltSite, round_: int) -> None:
    records = built.villages["liuwan"]
    records["2026-0001"] = f"第{round_}次"
    records[f"2026-{round_ + 10:04d}"] = "新的"
    records.pop(f"2026-{round_ + 7:04d}", None)
    built.villages["hetan"]["2026-0001"] = f"第{round_}次"
    built.files = {"assets/site.css": f"p{{margin:{round_}px}}".encode(), f"assets/{round_}.css": b"x"}
    built.build()


@pytest.mark.timeout(120 + 60 * CUTS)
@pytest.mark.parametrize("sort", ["refused", "cut", "killed", "full"])
def test_a_cut_leaves_a_whole_site_and_the_next_ends_equal(
    host: Served, built: BuiltSite, sort: str, tmp_path: Path
) -> None:
    """Bar 2: whatever the server does, every link works, and nothing that is not ours is touched."""
    if sort == "refused" and "https" in host.endpoint:
        pytest.skip("it refuses as it does without TLS")
    if sort in ("refused", "cut") and not host.port:
        pytest.skip("there is no connection")
    if sort == "full" and (not DISK or host.method == "s3"):
        pytest.skip("it has no disk that may be filled")
    if CUTS == 1 and ("https" in host.endpoint or (sort == "killed" and host.method != "sftp")):
        pytest.skip("once is enough")
    published(built)
    host.put("theirs.txt", b"theirs")
    usual, were_cut = _usual(host, built, sort) * 3 // 4, 0
    chance = random.Random(f"{host.method} {sort}")
    breaks = {"refused": _refusing, "cut": partial(_cutting, built=built), "full": _filling}
    for round_ in range(CUTS):
        _edit(built, round_)
        if sort == "killed":
            were_cut += _kill(host, chance, built, usual)
        else:
            with breaks[sort](host, chance, usual) as said:
                result = published(built, Person(timeout=1), yes=True)
            were_cut += bool(codes(result) or said)
        assert not dead_links(_as_folder(host, tmp_path / "seen")), round_
        after = published(built, Person(timeout=30), yes=True)  # a server may still wait for those it lost
        assert codes(after) == [], after.problems
        assert _site(host) == {**built.tree(), "theirs.txt": b"theirs"}, round_
    print(f"{were_cut} of {CUTS} were cut")
    assert CUTS == 1 or were_cut > CUTS / 5  # the others were over before


def _as_folder(host: Served, home: Path) -> Path:
    """Return what a villager can reach now, as a folder."""
    shutil.rmtree(home, ignore_errors=True)
    for path, data in host.tree().items():
        if not path.startswith(TEMPORARY):
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_bytes(data)
    return home


def test_what_passes_is_tried_again_and_what_does_not_is_told(host: Served, built: BuiltSite) -> None:
    if host.method not in ("ftp", "webdav"):
        pytest.skip("one of each family is enough")
    person, asked = Person(), count()
    busy = {"ftp": "450 Busy.", "webdav": "503 Busy"}[host.method]
    host.refuse = lambda command: busy if 20 <= next(asked) < 22 else None
    assert codes(published(built, person)) == []
    assert person.waited
    host.refuse = lambda command: busy
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    person = Person()
    assert codes(published(built, person)) == ["host-busy"]
    assert [*person.waited][: len(PAUSES)] == [*PAUSES][: len(person.waited)]
    full = {"ftp": "552 Quota exceeded.", "webdav": "507 Insufficient Storage"}[host.method]
    writing = ("STOR", "PUT")
    host.refuse = lambda command: full if command in writing else None
    assert codes(published(built)) == ["host-full"]


@pytest.mark.parametrize("method", OF_WINDOWS)
def test_where_nothing_is_renamed_over_a_file_that_one_makes_room_first(
    servers: dict[str, Served], tmp_path: Path, method: str
) -> None:
    host, built = servers[method], BuiltSite(tmp_path / "here")
    built.targets(host.target())
    published(built)
    for round_, times in enumerate((0, 1, 1000)):  # that the host refuses while a file has made room
        _edit(built, round_)
        left = iter(["cut"] * times)
        host.refuse = lambda _, left=left: any("-old" in one for one in host.tree()) and next(left, None)
        result = published(built, yes=True)
        host.refuse = lambda asked: None
        if codes(result):
            person = Person(answer=True)
            assert codes(published(built, person)) == []
            assert {*person.asked} <= {"many-deletions"}  # the index was found
        assert _site(host) == built.tree()


# ---- what is checked before anything is sent


@pytest.mark.parametrize(
    ("method", "changes", "code"),
    [
        ("sftp", {"指纹": "SHA256:" + "A" * 43}, "host-key-changed"),
        ("sftp", {"指纹": "''"}, "host-key-unknown"),
        ("ftps", {"证书": "''"}, "host-certificate"),
        ("webdav over TLS", {"证书": "''"}, "host-certificate"),
        ("webdav over TLS", {"证书": "none.pem"}, "host-certificate"),
        ("ftps", {"端口": "1"}, "host-unreachable"),
        ("sftp", {"主机": "no-such-host.invalid.gov.cn"}, "host-unreachable"),
    ],
)
def test_who_answers_is_known_before_anything_is_sent(
    servers: dict[str, Served],
    tmp_path: Path,
    method: str,
    changes: dict[str, str],
    code: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # where no host is known
    host, built = servers[method], BuiltSite(tmp_path / "here")
    if code == "host-unreachable" and "主机" in changes:
        changes = {"主机": "nowhere.localhost.localdomain"}
    built.targets(host.target(0, **changes))
    host.asked.clear()
    result = published(built)
    assert codes(result) == [code]
    assert not [one for one in host.asked if one.startswith(("login", "USER", "PASS", "PUT", "GET"))]
    assert PASSWORD not in "".join(problem.message("zh") for problem in result.problems)


def test_a_key_that_a_person_has_checked_is_taken(
    servers: dict[str, Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    host, built = servers["sftp"], BuiltSite(tmp_path / "here")
    built.targets(host.target(指纹="''"))
    person = Person(answer=True)
    assert codes(published(built, person)) == []
    assert person.asked == ["host-key-unknown"]
    again = Person()
    assert codes(published(built, again)) == []
    assert again.asked == []
    known = (tmp_path / ".ssh" / "known_hosts").read_text("utf-8")
    assert known.startswith(f"[127.0.0.1]:{host.port} ssh-ed25519 ")
    assert known.count("\n") == 1  # the other connections knew it already
    host.clear()


@pytest.mark.parametrize("method", ["ftp", "sftp", "webdav", "webdav over TLS"])
def test_a_wrong_password_is_told_and_never_shown(
    servers: dict[str, Served], tmp_path: Path, method: str
) -> None:
    host, built = servers[method], BuiltSite(tmp_path / "here")
    built.targets(host.target())
    result = published(built, Person(password="falsch-77"))
    assert codes(result) == ["host-login"]
    told = "".join(
        text for problem in result.problems for text in (problem.message("zh"), problem.hint("en"))
    )
    assert "falsch-77" not in told
    assert not host.tree()
    assert codes(published(built, Person(password=None))) == ["secret-missing"]


def test_a_user_may_have_a_name_of_any_letters(servers: dict[str, Served], tmp_path: Path) -> None:
    for method in ("ftp", "sftp", "webdav", "webdav over TLS"):
        built = BuiltSite(tmp_path / "here")
        built.targets(servers[method].target(用户="青石镇"))
        assert codes(published(built, Person(password="密码 '\"$"))) == ["host-login"]


def test_secrets_stand_in_no_file(servers: dict[str, Served], tmp_path: Path) -> None:
    for method in ("ftp", "webdav"):
        built = BuiltSite(tmp_path / method)
        built.targets(servers[method].target())
        published(built)
        for path in (tmp_path / method).rglob("*"):
            assert path.is_dir() or PASSWORD.encode() not in path.read_bytes()
        assert not [one for one in servers[method].tree().values() if PASSWORD.encode() in one]
        servers[method].clear()


# ---- how many requests


def test_an_edit_costs_few_requests(servers: dict[str, Served], tmp_path: Path) -> None:
    """Bar 5: three requests beyond the changed files, and two for the lock."""
    host, built = servers["s3"], BuiltSite(tmp_path / "here")
    asked: list[str] = []
    built.targets(host.target())
    published(built)
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    from sunboard.publishers.s3 import S3Host

    with pytest.MonkeyPatch.context() as patched:
        for name in ("read", "write", "delete", "sizes"):
            patched.setattr(S3Host, name, _counted(getattr(S3Host, name), asked))
        result = published(built)
    assert result.uploads
    assert len(asked) - len(result.uploads) <= 5
    host.clear()


def _counted(method: Callable[..., object], asked: list[str]) -> Callable[..., object]:
    def counting(*given: object, **named: object) -> object:
        asked.append(method.__name__)
        return method(*given, **named)

    return counting


def test_a_piece_that_the_host_refuses_is_noticed(servers: dict[str, Served], tmp_path: Path) -> None:
    host, built = servers["sftp"], BuiltSite(tmp_path / "here")
    built.targets(host.target())
    published(built)
    before = host.tree()
    built.villages["liuwan"]["2026-0001"] = "换灯"
    built.build()
    host.refuse = lambda command: "No space left on device" if command == "write" else None
    assert codes(published(built)) == ["host-full"]
    assert {path: data for path, data in host.tree().items() if not path.startswith(TEMPORARY)} == before
    host.refuse = lambda command: None
    assert codes(published(built)) == []
    assert _site(host) == built.tree()
    host.clear()


def test_a_server_that_lists_for_people_only_is_understood(
    servers: dict[str, Served], tmp_path: Path
) -> None:
    host, built = servers["ftp"], BuiltSite(tmp_path / "here")
    built.targets(host.target())
    host.refuse = lambda command: "500 Unknown command." if command in ("MLSD", "OPTS") else None
    host.put("assets/site.css", b"p{}")
    host.put("liuwan/a photo.jpg", b"theirs")
    result = published(built, yes=True)
    assert codes(result) == []
    assert result.foreign == ("liuwan/a photo.jpg",)
    assert "assets/site.css" not in result.uploads
    host.refuse = lambda command: None
    host.clear()


@pytest.mark.parametrize(
    ("reply", "code", "why"),
    [
        ("404 NoSuchBucket", "host-unreachable", "bucket"),
        ("403 RequestTimeTooSkewed", "host-unreachable", "clock"),
        ("400 AuthorizationHeaderMalformed", "host-unreachable", "region"),
        ("403 SignatureDoesNotMatch", "host-login", ""),
        ("403 AccessDenied", "host-permission", ""),
        ("507 QuotaExceeded", "host-full", ""),
        ("503 SlowDown", "host-busy", ""),
        ("418 Teapot", "host-refused", ""),
    ],
)
def test_what_a_bucket_refuses_is_told(
    servers: dict[str, Served], tmp_path: Path, reply: str, code: str, why: str
) -> None:
    host, built = servers["s3"], BuiltSite(tmp_path / "here")
    built.targets(host.target())
    host.refuse = lambda asked: reply
    (problem,) = published(built).problems
    host.refuse = lambda asked: None
    assert (problem.fault.code, problem.details.get("why", "")) == (code, why)


def test_a_bucket_may_stand_before_the_host_s_name(
    servers: dict[str, Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, built, lookup = servers["s3"], BuiltSite(tmp_path / "here"), socket.getaddrinfo

    def here(name: str, *given: Any, **named: Any) -> Any:
        return lookup(HERE if name.endswith("amazonaws.com") else name, *given, **named)

    monkeypatch.setattr(socket, "getaddrinfo", here)
    built.targets(host.target(端点=f'"http://s3.amazonaws.com:{host.port}"', 寻址="virtual"))
    host.asked.clear()
    assert codes(published(built)) == []
    assert {one.split()[1].partition(":")[0] for one in host.asked} == {"cwgk.s3.amazonaws.com"}
    assert _site(host) == built.tree()
    host.clear()


def test_a_host_that_never_answers_is_given_up_at_once(tmp_path: Path) -> None:
    """A wrong address behind a firewall: nobody waits several times."""
    with socket.create_server((HERE, 0)) as silent:
        built = BuiltSite(tmp_path / "here")
        built.targets(f"  县: {{方式: webdav, 端点: 'http://{HERE}:{silent.getsockname()[1]}/', 用户: x}}")
        person = Person(timeout=0.2)
        (problem,) = published(built, person).problems
    assert (problem.fault.code, problem.details["why"]) == ("host-unreachable", "silent")
    assert person.waited == []
