"""告知卡: what is handed out to households and stands on desks: whom to call, what to bring, who watches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, left_over
from sunboard.describing.registers import register_facts
from sunboard.describing.tables import rows_table
from sunboard.fields.declarations import many, optional, required
from sunboard.fields.disclosure import Disclosure, reference
from sunboard.fields.groups import table
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, day, officer, phone, text, whole, yes
from sunboard.lazy import dataclass
from sunboard.model.blocks import Content, Handout, HandoutItem
from sunboard.model.plain import Values, maps_of, text_of

_SMALL = ("便民告知卡", "办事明白卡", "监督卡", "公开信")
_ALSO = {
    **dict.fromkeys(("便民卡", "便民服务卡", "便民联系卡", "服务卡", "联系卡", "告知卡"), "便民告知卡"),
    **dict.fromkeys(("明白卡", "办事卡"), "办事明白卡"),
    **dict.fromkeys(("监督联系卡", "廉情监督卡"), "监督卡"),
}
PLATE, LEAFLET = "岗位牌", "明白纸"
VOLUMES: Mapping[str, str] = {"权力清单手册": "powers", "制度汇编": "regulations"}
"""What binds the chapters of which volume."""
SMALL = "90×54"
SIZES: Mapping[str, tuple[int, int]] = {SMALL: (90, 54), "A6": (105, 148), "A5": (148, 210), "A4": (210, 297)}
"""Millimetres of each size."""
_PLATE_SIZE = (200, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Part):
    """One line of a card: a matter, whom to see about it and the telephone."""

    label: str | None = optional("事项", text, "名称", example="开证明")
    who: str | None = optional("找谁", officer, "姓名", "责任人", example="陈守田", heads="岗位|职务|窗口")
    phone: str | None = optional("电话", phone, example="0900-8880122")
    note: str | None = optional("说明", text, "备注", example="带身份证")
    power: str | None = optional("权力事项", reference, example="C03")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Disclosure):
    """A card. Without lines it has those who hold a post, with their telephones."""

    title: str = required("标题", text, example="柳湾村便民服务告知卡")
    card_type: str = required("卡型", choice(*_SMALL, PLATE, LEAFLET, *VOLUMES, also=_ALSO))
    size: str | None = optional("规格", choice(*SIZES, also={"90x54": SMALL, "90*54": SMALL, "名片": SMALL}))
    items: tuple[Item, ...] = many("条目", table(Item))
    large_type: bool | None = optional("大字版", yes)
    per_page: int | None = optional("每页张数", whole, example="10")
    leads_to: str | None = optional("二维码目标", reference, example="2026-0007")
    back: str | None = optional("背面内容", text, "背面", example="办事不用跑，有事打电话。")
    count: int | None = optional("印数", whole, example="400")
    valid_until: date | None = optional("有效期", day, example="2026-12-31")


_FACTS = ("card_type", "size", "count", "valid_until", "back")
_HANDLED = (*_FACTS, "items", "large_type", "per_page", "leads_to")


def describe(values: Values, telling: Telling) -> Content:
    """Say what stands on the card, and how it is printed."""
    items, say = maps_of(values, "items"), telling.say
    return Content(
        facts=(*register_facts(Card, _FACTS, values, telling), *common_facts(values, telling)),
        blocks=(
            *rows_table(say("kind-card-items"), Item, items, telling),
            *common_blocks(values, telling),
            *left_over(values, Card, _HANDLED, telling),
        ),
        class_label=text_of(values, "card_type"),
        handouts=(_printed(values, telling),),
    )


def _printed(values: Values, telling: Telling) -> Handout:
    """Return the card as it is printed."""
    kind, until = text_of(values, "card_type"), text_of(values, "valid_until")
    form: Literal["plate", "card", "leaflet", "volume"] = (
        "plate"
        if kind == PLATE
        else "leaflet"
        if kind == LEAFLET
        else "volume"
        if kind in VOLUMES
        else "card"
    )
    return Handout(
        form,
        _PLATE_SIZE if kind == PLATE else SIZES.get(text_of(values, "size") or SMALL, SIZES[SMALL]),
        text_of(values, "title"),
        tuple(_line(item, telling) for item in maps_of(values, "items")),
        note=telling.say("kind-card-until", date=telling.say.day(until)) if until else "",
        back=text_of(values, "back"),
        leads_to=text_of(values, "leads_to"),
        large=values.get("large_type") is True,
        volume=VOLUMES.get(kind, ""),
    )


def _line(item: Values, telling: Telling) -> HandoutItem:
    said = (text_of(item, name) for name in ("who", "phone", "note"))
    value = telling.say("kind-comma").join(word for word in said if word)
    return HandoutItem(text_of(item, "label"), value, text_of(item, "power"))


KIND = Kind(
    name="card",
    label={"zh": "告知卡", "en": "Card"},
    folders=("cards", "告知卡"),
    aliases=("便民服务卡", "明白卡"),
    fields=Card,
    describe=describe,
    catalog=("QL02",),
    category="小微权力",
    needs_review=False,
    standing=True,
)
