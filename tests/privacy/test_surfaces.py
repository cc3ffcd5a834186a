"""No channel can name whom its surface may not: it is given nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sunboard.contracts import Artifact, Channel, Kind, Task
from sunboard.fields.declarations import marked
from sunboard.fields.forms import Mark
from sunboard.issuing.issue import Shown
from sunboard.issuing.register import Edition
from sunboard.kinds.issue import Issue
from sunboard.kinds.subsidy import KIND, PROGRAMMES, Subsidy
from sunboard.model.plain import Plain, Values
from sunboard.model.state import State
from sunboard.model.surface import FULL, MIDDLE, NUMBERS, SURNAME, Surface
from sunboard.model.today import Today
from sunboard.model.view import BoardView, RecordView, ScreenView, as_plain
from sunboard.parts import load_parts
from sunboard.privacy.surfaces import Said, is_open, masked_name, naming_on, said_on
from sunboard.settings.places import Site, Township, Village
from sunboard.theming import load_theme
from sunboard.viewing.context import VillageContext
from sunboard.viewing.records import Describer
from sunboard.viewing.terms import glossary_of
from tests.helpers import views
from tests.helpers.kinds import packaged, read

NAME = "欧阳远志"
PAPER_FILE: Values = {"title": f"{NAME}的申请", "path": "名单.pdf", "sha256": "", "size": 1}


def listed(**more: Plain) -> dict[str, Plain]:
    return {
        "id": "a",
        "title": f"低保名单（{NAME}等）",
        "program": "低保",
        "phase": "拟定公示",
        "publish_date": "2026-03-03",
        "plain_summary": f"{NAME}等3户。",
        "totals": {"households": 3, "amount": "1260.00"},
        "rows": [{"name": NAME, "group": "3组", "amount": "420.00", "note": f"与{NAME}同住"}],
        "attachments": [{"file": "名单.pdf", "title": f"{NAME}的申请"}],
        "tables": [{"title": "名册", "rows": [[NAME]]}],
        **more,
    }


def seen(values: Values, today: date, kind: Kind = KIND) -> dict[Surface, RecordView]:
    """Return the one record as each surface has it."""
    edition = Edition(
        number="2026-0007",
        edition=1,
        date="2026-03-03",
        kind=kind.name,
        path=f"qingping/liuwan/补贴名单/{NAME}.md",
        digest="d1:0",
        code="629901101201",
        slug="liuwan",
        values=values,
        body=f"请{NAME}到村部来。",
        attachments=(PAPER_FILE,),
    )
    context = VillageContext(
        slug="liuwan",
        village=Village(name="柳湾村", code="629901101201"),
        township=Township(name="青坪镇"),
        township_slug="qingping",
        site=Site(title="某县村务公开", base_url="https://village.example"),
        packaged=packaged(),
        theme=load_theme("default", "zh"),
        today=Today.of(today),
    )
    describer = Describer(
        kinds={kind.name: kind}, context=context, files={}, pictures={}, register={}, glossary=glossary_of(())
    )
    found = describer.views((Shown("2026-0007", State.LIVE, edition, None, 1),))
    return {surface: records[0] for surface, records in found.items()}


RUNNING = seen(listed(), date(2026, 3, 5))


@pytest.mark.parametrize("channel", load_parts().channels.values(), ids=lambda channel: channel.name)
def test_no_channel_plans_a_name_that_its_surface_may_not_show(channel: Channel) -> None:
    village = views.village_view(
        (RUNNING[channel.surface],),
        boards=(BoardView("main", "", "", 2400, 1200, "outline"),),
        screens=(ScreenView("hall", "", "", 1920, 1080), ScreenView("led", "", "", 192, 96)),
    )
    planned = "\n".join(_all_of(item) for item in channel.plan_village(village, views.theme()))
    assert channel.surface is Surface.PAPER or NAME not in planned
    assert channel.name != "print" or NAME in planned


def _all_of(item: Task | Artifact) -> str:
    if isinstance(item, Artifact):
        return item.data.decode("utf-8", "replace")
    return json.dumps([as_plain(item.data), as_plain(item.entry)], ensure_ascii=False)


@pytest.mark.parametrize("kind", load_parts().kinds.values(), ids=lambda kind: kind.name)
def test_whoever_a_kind_lists_is_named_on_paper_alone(kind: Kind) -> None:
    for path in marked(kind.fields, Mark.BENEFICIARY):
        value: Any = NAME
        table, _, field = path.rpartition(".")
        value = [{field: NAME}] if table else NAME
        values = {"title": "名单", table or field: value}
        for surface in (Surface.WEB, Surface.OPEN):
            said = said_on(Said(values, NAME), surface, kind.fields)
            assert NAME not in json.dumps([as_plain(said.values), said.body], ensure_ascii=False), path


def test_a_record_that_masks_names_shows_off_paper_no_field_that_nobody_knows() -> None:
    kind = load_parts().kinds["matter"].fields
    said = Said({"title": "建房公示", "further": {"户主": [NAME]}, "pii": "遮名"}, "")
    assert said_on(said, Surface.PAPER, kind) is said
    assert "further" not in said_on(said, Surface.WEB, kind).values
    open_to_all = replace(said, values={**said.values, "pii": "无"})
    assert said_on(open_to_all, Surface.WEB, kind) is open_to_all


@pytest.mark.parametrize("surface", [Surface.WEB, Surface.OPEN])
def test_a_name_is_masked_in_every_text_of_its_record(surface: Surface) -> None:
    told = json.dumps([as_plain(RUNNING[surface]), as_plain(RUNNING[surface].values)], ensure_ascii=False)
    assert NAME not in told
    assert "名册" not in told
    assert RUNNING[surface].attachments == ()
    assert not RUNNING[surface].searchable
    assert "1260.00" in told


def test_a_list_leaves_the_web_by_date_alone_and_hangs_its_days() -> None:
    after = seen(listed(), date(2026, 3, 11))
    assert {surface: view.state for surface, view in after.items()} == {
        Surface.PAPER: State.ENDED,
        Surface.WEB: State.EXPIRED,
        Surface.OPEN: State.EXPIRED,
    }
    assert after[Surface.PAPER].on_display
    assert after[Surface.WEB].number == "2026-0007"
    assert "rows" not in after[Surface.WEB].values
    later = seen(listed(), date(2026, 3, 30))
    assert {view.state for view in later.values()} == {State.EXPIRED}


def test_what_is_left_out_is_said_where_it_is_true() -> None:
    def said(surface: Surface, **more: Plain) -> list[str]:
        return [notice.text for notice in seen(listed(**more), date(2026, 3, 5))[surface].notices]

    masked, board, nowhere = (
        views.theme().say(f"notice-names-{name}") for name in ("masked", "on-board", "nowhere")
    )
    assert masked in said(Surface.WEB)
    assert board in said(Surface.OPEN)
    assert board in said(Surface.WEB, pii="仅公开栏")
    assert not {masked, board} & {*said(Surface.PAPER)}
    disabled: dict[str, Plain] = {"program": "残疾人两项补贴"}
    assert all(nowhere in said(surface, **disabled) for surface in Surface)
    assert not {masked, board, nowhere} & {*said(Surface.WEB, rows=[], tables=[])}


@pytest.mark.parametrize(
    ("given", "naming"),
    [
        ({"program": "低保"}, (FULL, MIDDLE, NUMBERS)),
        ({"program": "低保", "name_mask": SURNAME}, (FULL, SURNAME, NUMBERS)),
        ({"program": "特困", "name_mask": FULL}, (FULL, NUMBERS, NUMBERS)),  # never more than the programme
        ({"program": "干部亲属", "pii": "遮名"}, (FULL, MIDDLE, NUMBERS)),
        ({"program": "干部亲属", "pii": "仅公开栏"}, (FULL, NUMBERS, NUMBERS)),
        ({"program": "没有的"}, (FULL, NUMBERS, NUMBERS)),
    ],
)
def test_a_record_may_ask_for_more_reserve_never_for_less(given: Values, naming: tuple[str, ...]) -> None:
    programme = packaged().programme_of(given)
    namings = programme.namings if programme else None
    assert tuple(naming_on(surface, Subsidy, given, namings) for surface in Surface) == naming


def test_every_programme_has_its_rules() -> None:
    assert tuple(packaged().programmes) == PROGRAMMES


@pytest.mark.parametrize(("written", "shown"), [("是否公开: 是", True), ("是否公开: 否", False), ("", False)])
def test_what_nobody_opened_is_not_shown(written: str, shown: bool) -> None:
    fields, _ = read(
        Issue,
        f"""
标题: 整改情况
发现日期: 2026-03-02
来源: 举报
问题: 没有按时公开
责任人: 陈守田
整改时限: 2026-03-25
整改状态: 整改中
{written}
""",
    )
    assert fields
    assert is_open(fields) is shown


def test_redacted_papers_go_along() -> None:
    values = listed(attachments=[{"file": "名单.pdf", "redacted": True}])
    assert len(seen(values, date(2026, 3, 5))[Surface.WEB].attachments) == 1


@pytest.mark.parametrize(
    ("name", "naming", "shown"),
    [
        ("赵明", MIDDLE, "赵*"),
        ("赵明远", MIDDLE, "赵*远"),
        ("欧阳远志", MIDDLE, "欧阳*志"),
        ("赵明远（户主）", MIDDLE, "赵*远"),
        ("阿依古丽·买买提", MIDDLE, "阿******提"),
        ("赵明远", SURNAME, "赵某"),
        ("欧阳远", NUMBERS, "欧阳某"),
        ("Zhao Mingyuan", MIDDLE, "Zhao *"),
        ("Zhao", SURNAME, "Z *"),
    ],
)
def test_a_masked_name_keeps_what_neighbours_need(name: str, naming: str, shown: str) -> None:
    assert masked_name(name, naming) == shown


def test_what_names_nobody_stays_the_same() -> None:
    said = Said({"title": "a"}, "b")
    assert all(said_on(said, surface, replace(KIND).fields) is said for surface in (Surface.PAPER,))
