"""Whatever is edited, built, killed or tampered with, in whatever order: a build ends as one from nothing.

Each example is a life of two small villages: edits of every sort, builds of some channels or villages, on
this day or that, some killed on their way, hands in the output folder. After it, one more build is compared
with a build of the same content into an empty folder: every file, and everything that is told.

`SUNBOARD_SEQUENCES=500` draws as many new lives in place of one that is always the same.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from sunboard.building import placing
from sunboard.building import write as writing
from tests.helpers.links import broken
from tests.helpers.one_village import matter, one_village
from tests.helpers.site import SiteTest, differences

SEQUENCES = int(os.environ.get("SUNBOARD_SEQUENCES", "1"))
DAYS = ("2026-01-12", "2026-01-13", "2026-01-21", "2026-02-01", "2027-01-01")
VILLAGES = ("liuwan", "hetan")
FILES = tuple(f"qingshi/{village}/matters/{name}.md" for village in VILLAGES for name in "abc")
BOARD = "公开栏: [{名称: main, 尺寸: 900x600mm}]\n"
SCREEN = "屏幕: [{名称: led, 尺寸: 192x96}]\n"

files, days = st.sampled_from(FILES), st.sampled_from(DAYS)
titles = st.sampled_from(("修路协商结果公开", "修桥协商结果公开", "打井协商结果公开", "引水协商结果公开"))
more = st.sampled_from(
    (
        "公示开始: 2026-01-10\n公示截止: 2026-01-20",
        "相关: 2026-0001",
        "相关: hetan/2026-0001",
        "撤回: {日期: 2026-01-20, 原因: 写错了}",
        "网上到期: 2026-01-20",
        "状态: 草稿",
        "公开日期: 某日",
        "张贴截止: 2026-01-31",
    )
)
channels = st.sampled_from(("web", "web", "web,print", "screen"))

STEPS = ((placing, "write_file"), (placing, "move"), (writing, "move"), (writing, "delete"))
T = TypeVar("T")


class Killed(BaseException):
    """A build that ends at once, as a process that is killed."""


class Life(RuleBasedStateMachine):
    """What happens to a content folder and an output folder."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp())
        self.site = one_village(self.home / "site", DAYS[0])
        self.built_on = DAYS[0]

    @initialize()
    def begin(self) -> None:
        self.site.write("qingshi/hetan/village.yaml", f"名称: 河滩村\n行政区划代码: 629901001002\n{SCREEN}")
        self.site.write("qingshi/liuwan/village.yaml", f"名称: 柳湾村\n行政区划代码: 629901001001\n{BOARD}")
        self.site.write(
            FILES[0], matter("修路协商结果公开", more="公示开始: 2026-01-10\n公示截止: 2026-01-20")
        )
        self._build(DAYS[0], "--only", "web")

    # ---- the content

    @rule(path=files, title=titles, more=more, body=st.sampled_from(("正文。", "另一段。")))
    def write(self, path: str, title: str, more: str, body: str) -> None:
        self.site.write(path, matter(title, body, more=more))

    @rule(path=files, to=files)
    def move(self, path: str, to: str) -> None:
        if (self.site.content / path).is_file():
            (self.site.content / to).parent.mkdir(parents=True, exist_ok=True)
            (self.site.content / path).replace(self.site.content / to)

    @rule(path=files, to=files)
    def copy(self, path: str, to: str) -> None:
        if path != to and (self.site.content / path).is_file():
            (self.site.content / to).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self.site.content / path, self.site.content / to)

    @rule(path=files)
    def delete(self, path: str) -> None:
        (self.site.content / path).unlink(missing_ok=True)

    @rule(path=files)
    def edit_unseen(self, path: str) -> None:
        """Bytes of the same number, under the times of those before."""
        full = self.site.content / path
        if full.is_file():
            stat = full.stat()
            full.write_text(full.read_text("utf-8").replace("协商结果", "商定结果"), "utf-8")
            os.utime(full, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    @rule(
        amount=st.sampled_from(("35.50", "36.50", "36.5", "不详")),
        head=st.sampled_from(("摘要", "事由", "收入")),
        day=st.sampled_from(("2025-11-06", "2026-01-06")),
        period=st.sampled_from(("2025-Q4", "2026-01")),
    )
    def ledger(self, amount: str, head: str, day: str, period: str) -> None:
        rows = f"日期,{head},收入,支出\n{day},上级拨款,1000.00,\n{day},路灯电费,,{amount}\n"
        more = f"账套: 集体经济组织\n所属期间: {period}\n明细文件: q.csv"
        self.site.write("qingshi/liuwan/finances/q.md", matter("四季度收支明细", more=more))
        self.site.write("qingshi/liuwan/finances/q.csv", rows)

    @rule(village=st.sampled_from(VILLAGES), name=st.sampled_from(("东沟村", "西沟村")))
    def settings_of_village(self, village: str, name: str) -> None:
        code = f"62990100100{VILLAGES.index(village) + 1}"
        self.site.write(f"qingshi/{village}/village.yaml", f"名称: {name}\n行政区划代码: {code}\n{BOARD}")

    @rule(broken=st.booleans())
    def settings_unreadable(self, broken: bool) -> None:
        self.site.write(
            "qingshi/hetan/village.yaml",
            "名称: [\n" if broken else "名称: 河滩村\n行政区划代码: 629901001002\n",
        )

    @rule(name=st.sampled_from(("青石镇", "白石镇")))
    def township(self, name: str) -> None:
        self.site.write("qingshi/township.yaml", f"名称: {name}\n")

    @rule(there=st.booleans(), title=st.one_of(st.none(), titles))
    def neighbour(self, there: bool, title: str | None) -> None:
        """A village of another township, which issues nothing while it has no matter, comes and goes.

        With two townships, what is told of them stands apart.
        """
        township, aside = self.site.content / "baishi", self.home / "aside"
        if not there:
            if township.is_dir():
                township.rename(aside)
            return
        if aside.is_dir():
            aside.rename(township)
        self.site.write("baishi/township.yaml", "名称: 白石镇\n")
        self.site.write("baishi/shankou/village.yaml", "名称: 山口村\n行政区划代码: 629901002001\n")
        if title:
            self.site.write("baishi/shankou/matters/a.md", matter(title))

    @rule(
        title=st.sampled_from(("云溪县村务公开", "云溪市村务公开")),
        theme=st.sampled_from(("default", "ink", "own")),
    )
    def county(self, title: str, theme: str) -> None:
        self.site.write("themes/own/theme.yaml", "extends: default\n")
        self.site.write(
            "site.yaml",
            f"标题: {title}\n网址: https://yunxi.example.com\n样例: 是\n今天: {DAYS[0]}\n主题: {theme}\n",
        )

    @rule(script=st.sampled_from(("// one\n", "// two\n")))
    def theme(self, script: str) -> None:
        self.site.write("themes/own/theme.yaml", "extends: default\n")
        self.site.write("themes/own/web/assets/site.js", script)

    @rule(name=st.sampled_from(("村庄规划编制", "村庄规划修改")))
    def power(self, name: str) -> None:
        path = self.site.content / "powers/A01.md"
        lines = path.read_text("utf-8").split("\n")
        path.write_text(
            "\n".join(f"名称: {name}" if line.startswith("名称:") else line for line in lines), "utf-8"
        )

    # ---- the output

    @rule(at=st.integers(0, 999), how=st.sampled_from(("delete", "alter", "touch")))
    def tamper(self, at: int, how: str) -> None:
        """Somebody deletes, alters or touches a file of the output folder, whichever.

        It is drawn by its place, as which files are kept for the next build depends on how quick builds are.
        """
        found = sorted(path for path in self.site.output.rglob("*") if path.is_file())
        path = found[at % len(found)]
        if how == "delete":
            path.unlink()
        elif how == "alter":
            path.write_bytes(b"somebody" + path.read_bytes()[8:])
        else:
            os.utime(path)

    # ---- builds

    @rule(day=days, only=channels, village=st.sampled_from(("", *VILLAGES)))
    def build(self, day: str, only: str, village: str) -> None:
        self._build(day, "--only", only, *(("--village", f"qingshi/{village}") if village else ()))

    @rule(day=days)
    def build_frozen(self, day: str) -> None:
        self._build(day, "--only", "web", "--frozen")

    @rule(day=days, steps=st.integers(0, 150))
    def build_killed(self, day: str, steps: int) -> None:
        """Stop before a file is written, moved or deleted, or a folder moved: no link breaks by that."""
        left, broken_before = [steps], self._broken()

        def until_killed(step: Callable[..., T]) -> Callable[..., T]:
            def stepping(*given: Any, **named: Any) -> T:
                if not left[0]:
                    raise Killed
                left[0] -= 1
                return step(*given, **named)

            return stepping

        with ExitStack() as patched:
            for module, name in STEPS:
                stepping = until_killed(getattr(module, name))
                patched.enter_context(mock.patch.object(module, name, stepping))
            patched.enter_context(suppress(Killed))
            self._build(day, "--only", "web")
        assert self._broken() <= broken_before

    def _broken(self) -> set[str]:
        """Name the links of the site that lead nowhere, as after somebody deleted a page."""
        return set(broken(self.site.pages, "https://yunxi.example.com"))

    def _build(self, day: str, *words: str) -> None:
        ran = self.site.run_inside("build", "--jobs", "1", "--today", day, *words)
        assert ran.code in (0, 1), ran.said
        self.built_on = day

    def teardown(self) -> None:
        """Build once more, and once from nothing."""
        try:
            self.settings_unreadable(broken=False)  # of such a village what was published stays
            words = ("build", "--jobs", "1", "--today", self.built_on, "--only", "web,screen", "--json")
            self.site.run_inside(*words)  # what it issues was not known to checks
            said = self.site.run_inside(*words)
            clean = SiteTest(self.site.content, self.home / "clean")
            assert json.loads(clean.run_inside(*words).out) == json.loads(said.out)
            left = self._published_of_gone()
            own = {
                path: digest
                for path, digest in self.site.tree().items()
                if path not in left and not path.startswith("print/")
            }
            differ = [path for path in differences(own, clean.tree()) if not path.startswith("manifest/")]
            assert differ == []
            for village in VILLAGES if left else (*VILLAGES, "shankou"):
                assert self._told(self.site, village) == self._told(clean, village)
        finally:
            shutil.rmtree(self.home)

    def _published_of_gone(self) -> set[str]:
        """Return what stays of the neighbour and its township once it has a number: codes lead there."""
        told = self.site.output / "manifest" / "shankou.json"
        if (self.site.content / "baishi").is_dir() or not told.is_file():
            return set()
        assert self.site.manifest("shankou")["records"]
        own = {one["path"] for one in self.site.manifest("shankou")["outputs"]}
        above = {one["path"] for one in self.site.manifest("site")["outputs"]}
        return own | {path for path in above if path.startswith("site/baishi/")}

    @staticmethod
    def _told(site: SiteTest, village: str) -> dict[str, Any] | None:
        """Return a manifest but for papers, which the last builds did not make."""
        if not (site.output / "manifest" / f"{village}.json").is_file():
            return None
        told = site.manifest(village)
        told["outputs"] = [one for one in told["outputs"] if one["channel"] != "print"]
        return {name: value for name, value in told.items() if name not in ("boards", "sheets")}


@pytest.mark.once
@pytest.mark.timeout(600 + 60 * SEQUENCES)
def test_every_sequence_ends_as_a_build_from_nothing() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Life,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=12,
            deadline=None,
            database=None,
            derandomize=SEQUENCES == 1,
            print_blob=True,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
