"""Whom fields name is told by their marks alone, and what is marked leaves the page by no other way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from sunboard.channels.web import CHANNEL
from sunboard.contracts import Artifact, Kind, Task, Telling
from sunboard.describing import facts_of, rows_table
from sunboard.fields.declarations import keys_of, many, marked, optional
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import table
from sunboard.fields.part import Part
from sunboard.fields.scalars import money, officer, payee, person, phone, text, whereabouts, yes
from sunboard.issuing.issue import Shown
from sunboard.issuing.register import Edition
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter
from sunboard.lazy import dataclass
from sunboard.model.blocks import Content
from sunboard.model.node import Document, Entry, Fields, Scalar
from sunboard.model.plain import Plain, Values, maps_of
from sunboard.model.state import State
from sunboard.model.surface import Surface
from sunboard.model.today import Today
from sunboard.model.view import RecordView, as_plain
from sunboard.parts import load_parts
from sunboard.privacy.leaks import leaks_in
from sunboard.privacy.naming import is_about_people, people_named_in, phones_in, public_values
from sunboard.settings.contacts import Contacts
from sunboard.settings.places import Site, Township, Village
from sunboard.settings.posts import Post
from sunboard.theming import load_theme
from sunboard.viewing.context import VillageContext
from sunboard.viewing.records import Describer
from sunboard.viewing.terms import glossary_of
from tests.helpers import views
from tests.helpers.kinds import packaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Part):
    """Somebody who is given something."""

    head_of_household: str | None = optional("户主", person, example="赵明远")
    home: str | None = optional("住址", whereabouts, example="3组")
    amount: Decimal | None = optional("金额", money)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grants(Disclosure):
    """A kind that nobody knows, with a person, an officer, a telephone and a table."""

    petitioner: str | None = optional("反映人", person, example="赵明远")
    inspector: str | None = optional("核查人", officer, example="陈守田")
    call: str | None = optional("热线", phone)
    what: str | None = optional("内容", text, example="发放")
    grants: tuple[Grant, ...] = many("名单", table(Grant))


NAMING = (Mark.PERSON, Mark.OFFICER, Mark.PAYEE, Mark.PHONE, Mark.PLACE)

PAYEES = [
    ("王大明", "付春节慰问困难户", "慰问(1人)", "付春节慰问困难户"),
    ("王大明", "付王大明临时救助金", "救助(1人)", "付王某临时救助金"),
    ("王大明、李小红", "付慰问金", "慰问(2人)", "付慰问金"),
    ("王大明等12人", "付慰问金", "慰问(12人)", "付慰问金"),
    ("王大明（3组）", "付高龄津贴", "津贴(1人)", "付高龄津贴"),
    ("王大明", "付机械租赁费", "王大明", "付机械租赁费"),
    ("青石商行", "购慰问品", "青石商行", "购慰问品"),
    ("镇财政所", "退回补助资金", "镇财政所", "退回补助资金"),
    ("食堂", "老年食堂补贴", "食堂", "老年食堂补贴"),
    ("卫生室", "付卫生室防疫补助", "卫生室", "付卫生室防疫补助"),
    ("王玉堂", "付王玉堂救助金", "救助(1人)", "付王某救助金"),
]


@pytest.mark.parametrize(("payee", "summary", "shown", "told"), PAYEES)
def test_people_given_aid_are_not_named(payee: str, summary: str, shown: str, told: str) -> None:
    row: Plain = {"payee": payee, "summary": summary, "handler": "周桂芬", "witness": "王大明"}
    public = public_values(Finance, {"rows": [row]})["rows"]
    assert public == [{"payee": shown, "summary": told, "handler": "周桂芬", "witness": "王大明"}]
    assert public_values(Finance, {"rows": [row], "show_payee": True})["rows"] == [row]


@pytest.mark.parametrize("note", ["王大明", "王大明、李小红", "欧阳小春（3组）", "买买提·阿布都"])
def test_who_stands_alone_in_a_remark_beside_aid_is_not_named(note: str) -> None:
    row: Plain = {"summary": "付春节慰问金", "note": note}
    assert public_values(Finance, {"rows": [row]})["rows"] == [{"summary": "付春节慰问金"}]
    assert public_values(Finance, {"rows": [row], "show_payee": True})["rows"] == [row]
    row = {"summary": "付机械租赁费", "note": note}
    assert public_values(Finance, {"rows": [row]})["rows"] == [row]


@pytest.mark.parametrize("note", ["8户", "自有资金", "高龄津贴", "镇里拨的", ""])
def test_a_remark_that_is_no_name_stands_beside_aid(note: str) -> None:
    row: Plain = {"summary": "付春节慰问金", "note": note}
    assert public_values(Finance, {"rows": [row]})["rows"] == [row]


def test_a_payee_who_was_given_aid_is_not_named_in_a_remark() -> None:
    row: Plain = {"payee": "王大明", "summary": "付慰问金", "note": "王大明家修房"}
    public = [{"payee": "慰问(1人)", "summary": "付慰问金", "note": "王某家修房"}]
    assert public_values(Finance, {"rows": [row]})["rows"] == public


def test_all_who_stand_in_a_row_of_aid_are_counted() -> None:
    row: Plain = {"payee": "王大明", "payer": "李小红", "summary": "李小红转付王大明慰问金"}
    public = [{"payee": "慰问(1人)", "payer": "慰问(1人)", "summary": "李某转付王某慰问金"}]
    assert public_values(Finance, {"rows": [row]})["rows"] == public


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlay(Part):
    """Money given to somebody, in words that no kind has."""

    to: str | None = optional("给谁", payee)
    why: str | None = optional("为何", text, mark=Mark.PURPOSE)
    ticket: str | None = optional("票根", text, mark=Mark.SERIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlays(Disclosure):
    """A kind that nobody knows, whose people are counted, and named where it says so."""

    outlays: tuple[Outlay, ...] = many("花销", table(Outlay))
    openly: bool | None = optional("实名", yes, mark=Mark.NAMES_PAYEE)


def test_a_new_kind_is_masked_by_its_marks_alone() -> None:
    row: Plain = {"to": "王大明", "why": "付王大明临时救助金"}
    assert public_values(Outlays, {"outlays": [row]})["outlays"] == [
        {"to": "救助(1人)", "why": "付王某临时救助金"}
    ]
    assert public_values(Outlays, {"outlays": [row], "openly": True})["outlays"] == [row]


@pytest.mark.parametrize(("key", "leaks"), [("票根", 0), ("ticket", 0), ("为何", 1)])
def test_digits_under_a_key_marked_as_a_serial_number_are_no_card(key: str, leaks: int) -> None:
    card = "6222021234567890128"
    document = Document("a.md", Fields((Entry(key, Scalar(card)),)))
    assert len([*leaks_in(document, "a.md", Outlays, frozenset())]) == leaks


def test_what_marked_fields_hold_is_found_below_groups_tables_and_maps() -> None:
    values: Values = {
        "title": "公示",
        "owner": "陈守田",
        "contractor": "通达路桥公司",
        "candidates": [{"name": "周小明", "introducers": ["吴一", "郑二"]}, "x", {"name": "周小明"}],
        "decision": {"supervision": {"name": "吴月琴"}},
        "payee": "长" * 21,
    }
    assert set(people_named_in(Matter, values)) == {
        "陈守田",
        "通达路桥公司",
        "周小明",
        "吴一",
        "郑二",
        "吴月琴",
    }
    assert is_about_people(Matter, values)
    assert not is_about_people(Matter, {"owner": "陈守田", "candidates": [{"post": "委员"}]})
    assert is_about_people(Matter, {"tables": [{"title": "名单", "rows": [["1组", "张某某"]]}]})


def test_a_place_shows_the_telephones_of_its_offices_and_posts() -> None:
    village = Village(
        name="柳湾村",
        code="629901101201",
        phones=Contacts(contact_phone="0900-8880001", others={"值班": "13900139000"}),
        posts=(Post(name="何广仁", phone="13800138000"), Post(name="罗会兰")),
    )
    assert phones_in(village) == {"09008880001", "13900139000", "13800138000"}
    township = Township(name="青石镇", contacts=Contacts(), hotlines={"举报": "12345"})
    assert phones_in(township) == {"12345"}


def _filled(part: type[Part], number: Iterator[int]) -> dict[str, Plain]:
    """Return values of a part in which every marked field says something of its own."""
    found: dict[str, Plain] = {}
    for key in keys_of(part):
        form, value = key.form, f"某某甲{next(number)}"
        if form.part is not None and marked(form.part, *NAMING):
            inner = _filled(form.part, number)
            found[key.en] = [inner] if form.sort == "table" else inner
        elif form.mark in NAMING:
            found[key.en] = value
        elif form.item is not None and form.item.mark in NAMING:
            found[key.en] = {"办理": value} if form.sort == "map" else [value]
    return found


def _said(value: Plain) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _said(item)
    elif isinstance(value, list):
        for item in value:
            yield from _said(item)
    elif isinstance(value, str):
        yield value


def _view(kind: Kind, values: Values) -> RecordView:
    edition = Edition(
        number="2026-0007",
        edition=1,
        date="2026-03-06",
        kind=kind.name,
        path="a.md",
        digest="d1:0",
        code="629901101201",
        slug="liuwan",
        values=values,
        body="",
    )
    context = VillageContext(
        slug="liuwan",
        village=Village(name="柳湾村", code="629901101201"),
        township=Township(name="青坪镇"),
        township_slug="qingping",
        site=Site(title="某县村务公开", base_url="https://village.example"),
        packaged=packaged(),
        theme=load_theme("default", "zh"),
        today=Today.of(date(2026, 3, 9)),
    )
    shown = (Shown("2026-0007", State.LIVE, edition, None, 1),)
    describer = Describer(
        kinds={kind.name: kind}, context=context, files={}, pictures={}, register={}, glossary=glossary_of(())
    )
    return describer.views(shown)[Surface.WEB][0]


def _described(values: Values, telling: Telling) -> Content:
    facts = facts_of(Grants, ("petitioner", "inspector", "call", "what"), values, telling)
    return Content(facts=facts, blocks=tuple(rows_table("名单", Grant, maps_of(values, "grants"), telling)))


GRANTS = Kind(
    name="grants",
    label={"zh": "发放", "en": "Grants"},
    folders=("grants",),
    fields=Grants,
    describe=_described,
)
KINDS = (*load_parts().kinds.values(), GRANTS)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_what_is_marked_stands_on_a_record_s_own_page_and_nowhere_else(kind: Kind) -> None:
    """No feed, list, map, shared link or JSON-LD of any kind says what a marked field holds."""
    values = {
        "title": "公示",
        "publish_date": "2026-03-06",
        "category": "村务",
        **_filled(kind.fields, count()),
    }
    secrets = {text for text in _said(values) if text.startswith("某某甲")}
    assert secrets
    village, theme = views.village_view((_view(kind, values),)), views.theme()
    for made in (*CHANNEL.plan_village(village, theme), *CHANNEL.plan_site(views.site_view(), theme)):
        if isinstance(made, Artifact):
            told = "" if "/2026-0007/" in made.output else made.data.decode("utf-8", "replace")
        elif made.output.endswith("2026-0007/index.html"):
            own = [made.data[name] for name in ("linked", "description")]
            told = json.dumps(own, ensure_ascii=False)
        else:
            told = json.dumps(made.data, ensure_ascii=False)
        assert not [secret for secret in secrets if secret in told], made.output


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_title_that_names_somebody_is_in_no_feed(kind: Kind) -> None:
    for path in marked(kind.fields, Mark.PERSON, Mark.OFFICER):
        value: Plain = "赵明远"
        for name in reversed(path.split(".")):
            value = {name: value}
        assert isinstance(value, dict)
        view = replace(_view(kind, {"title": "赵明远的申请", **value}), inherited=False)
        assert "赵明远" in view.names or not view.searchable, path
        feed = next(
            made
            for made in CHANNEL.plan_village(views.village_view((view,)), views.theme())
            if made.output.endswith("feed.xml")
        )
        assert isinstance(feed, Task)
        assert "赵明远" not in json.dumps(feed.data, ensure_ascii=False), path


def test_people_are_kept_out_of_searches_and_officers_are_not() -> None:
    about: dict[str, dict[str, Plain]] = {
        "petitioner": {"petitioner": "赵明远"},
        "listed": {"grants": [{"head_of_household": "赵明远"}]},
        "expires": {"expires_on": "2026-05-01"},
        "withdrawn": {"withdrawn": {"date": "2026-03-07", "reason": "有误"}},
        "officer": {"inspector": "陈守田"},
    }
    found = {name: _view(GRANTS, {"title": "公示", **values}).searchable for name, values in about.items()}
    assert found == {
        "petitioner": False,
        "listed": False,
        "expires": False,
        "withdrawn": False,
        "officer": True,
    }


def test_names_are_gone_when_a_list_has_expired() -> None:
    values = {"title": "公示", "expires_on": "2026-03-08", "body": "", **_filled(Grants, count())}
    view = _view(GRANTS, values)
    assert view.state == "expired"
    assert "某某甲" not in json.dumps(as_plain(replace(view, files=())), ensure_ascii=False)
