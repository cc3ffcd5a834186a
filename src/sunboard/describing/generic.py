"""What a kind says of itself where nothing but its declarations tells."""

from __future__ import annotations

from collections.abc import Callable

from sunboard.contracts import Telling
from sunboard.describing.common import common_blocks, common_facts, left_over
from sunboard.describing.key_facts import key_fact
from sunboard.describing.tables import rows_table
from sunboard.describing.values import LONG, facts_of, rest_of, section
from sunboard.fields.disclosure import Disclosure, own_keys
from sunboard.model.blocks import Block, Content, TextBlock
from sunboard.model.plain import Values, map_of, maps_of


def described_by(part: type[Disclosure]) -> Callable[[Values, Telling], Content]:
    """Return a description of a kind's own fields in the order declared.

    Short ones are facts; long ones, tables and groups are blocks. What every record may say stands below.
    """
    keys = own_keys(part)
    single = tuple(key.en for key in keys if key.form.part is None)
    names = {key.en for key in keys}

    def describe(values: Values, telling: Telling) -> Content:
        facts = facts_of(part, single, values, telling)
        blocks: list[Block] = [TextBlock(fact.label, fact.value) for fact in facts if len(fact.value) > LONG]
        for key in keys:
            label, inner = key.label(telling.say.language), key.form.part
            if key.form.sort == "table":
                blocks += rows_table(label, inner, maps_of(values, key.en), telling)
            elif inner is not None:
                blocks += section(label, rest_of(map_of(values, key.en), inner, (), telling))
        blocks += common_blocks(values, telling, shown=names)
        blocks += left_over(values, part, names, telling)
        short = tuple(fact for fact in facts if len(fact.value) <= LONG)
        return Content(
            facts=(*short, *common_facts(values, telling, shown=names)),
            blocks=tuple(blocks),
            key=key_fact(part, single, values, telling),
        )

    return describe
