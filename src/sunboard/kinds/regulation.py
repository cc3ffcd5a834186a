"""制度: a rule that the village gave itself, and what its articles say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sunboard.contracts import Kind, Telling
from sunboard.describing import common_blocks, common_facts, left_over
from sunboard.describing.registers import day_in, register_facts
from sunboard.fields.declarations import many, optional, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import table
from sunboard.fields.part import Part
from sunboard.fields.scalars import code, day, officer, text
from sunboard.lazy import dataclass
from sunboard.model.blocks import Block, Content, Fact, FactsBlock, ListBlock
from sunboard.model.plain import Values, maps_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Part):
    """One article."""

    no: str | None = optional("条", text, "条款", example="第一条")
    says: str = required("内容", text, example="单笔5000元以下由村主任审批。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation(Disclosure):
    """A rule; its text stands in articles or below the fields."""

    title: str = required("标题", text, example="柳湾村财务管理制度")
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="CW01")
    issuer: str = required("制定单位", officer, "发布单位", example="柳湾村村民代表会议")
    adopted: date | None = optional("通过日期", day, example="2026-01-18")
    votes: str | None = optional("表决结果", text, "票数", "表决情况", example="应到36人，实到33人，同意31人")
    effective_from: date | None = optional(
        "施行日期", day, "生效日期", "执行日期", "实施日期", "实行日期", example="2026-02-01"
    )
    abolished: date | None = optional("废止日期", day, example="2028-12-31")
    replaced_by: str | None = optional("代替它的制度", text, example="2026年修订的财务管理制度")
    document_no: str | None = optional("文号", text, example="柳村〔2026〕2号", mark=Mark.SERIAL)
    articles: tuple[Article, ...] = many("条文", table(Article))


_FACTS = ("issuer", "adopted", "votes", "effective_from", "abolished", "replaced_by", "document_no")


def describe(values: Values, telling: Telling) -> Content:
    """Say who made the rule and what it says, and whether it still holds."""
    ended = day_in(values, "abolished")
    is_gone = ended is not None and ended <= telling.today
    return Content(
        facts=(*register_facts(Regulation, _FACTS, values, telling), *common_facts(values, telling)),
        blocks=(
            *_articles(maps_of(values, "articles"), telling),
            *common_blocks(values, telling),
            *left_over(values, Regulation, (*_FACTS, "articles"), telling),
        ),
        applies=not is_gone,
        volume="" if is_gone else "regulations",
        caveat=telling.say("kind-abolished") if is_gone else "",
    )


def _articles(articles: Sequence[Values], telling: Telling) -> tuple[Block, ...]:
    """Return the articles beside their numbers, or as a list where they have none."""
    title = telling.say("kind-articles")
    if not articles:
        return ()
    if all(text_of(one, "no") for one in articles):
        return (FactsBlock(title, tuple(Fact(text_of(one, "no"), text_of(one, "says")) for one in articles)),)
    said = (f"{text_of(one, 'no')} {text_of(one, 'says')}".strip() for one in articles)
    return (ListBlock(title, tuple(said)),)


KIND = Kind(
    name="regulation",
    label={"zh": "制度", "en": "Regulation"},
    folders=("regulations", "制度"),
    aliases=("规章制度", "村规民约"),
    fields=Regulation,
    describe=describe,
    category="村务",
    needs_review=False,
    standing=True,
)
