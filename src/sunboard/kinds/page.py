"""页面: what stands for a while and is no single matter: the village's profile, guides."""

from __future__ import annotations

from datetime import date

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, left_over
from sunboard.describing.key_facts import key_fact
from sunboard.describing.registers import register_facts, register_texts
from sunboard.fields.declarations import many, optional, required
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.groups import table
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, day, officer, text
from sunboard.lazy import dataclass
from sunboard.model.blocks import Content, TextBlock
from sunboard.model.plain import Values, maps_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Part):
    """One question with what is to be known about it."""

    heading: str = required("小标题", text, "问题", example="医保每年什么时候交")
    says: str = required("内容", text, "说明", example="每年9月到12月，在手机上交，不会的到村部来。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Disclosure):
    """A page of the village."""

    title: str = required("标题", text, example="柳湾村简介")
    purpose: str | None = optional("用途", choice("村情简介", "办事指引", "监督指引", "其他"))
    audience_group: str | None = optional("给谁看", text, "适用人群", example="建房户")
    written_by: str | None = optional("编写", officer, example="村委会")
    as_of: date | None = optional("截至", day, example="2026-03-31")
    sections: tuple[Section, ...] = many("分节", table(Section))


_FACTS = ("purpose", "audience_group", "written_by", "as_of")


def describe(values: Values, telling: Telling) -> Content:
    """Say what the page is for, then each question with what is to be known about it."""
    return Content(
        facts=(*register_facts(Page, _FACTS, values, telling), *common_facts(values, telling)),
        blocks=(
            *register_texts(Page, _FACTS, values, telling),
            *(
                TextBlock(text_of(one, "heading"), text_of(one, "says"))
                for one in maps_of(values, "sections")
            ),
            *common_blocks(values, telling),
            *left_over(values, Page, (*_FACTS, "sections"), telling),
        ),
        key=key_fact(Page, _FACTS, values, telling),
    )


KIND = Kind(
    name="page",
    label={"zh": "页面", "en": "Page"},
    folders=("pages", "页面"),
    aliases=("村情简介", "指南"),
    fields=Page,
    describe=describe,
    category="村务",
    needs_review=False,
    standing=True,
)
