"""补贴名单: who is given aid under a programme, and how much."""

from sunboard.contracts import Kind
from sunboard.kinds.subsidy.describing import describe
from sunboard.kinds.subsidy.record import PROGRAMMES, Recipient, Subsidy, Totals
from sunboard.kinds.subsidy.telling import told_by_list

__all__ = ["KIND", "PROGRAMMES", "Recipient", "Subsidy", "Totals"]

KIND = Kind(
    name="subsidy",
    label={"zh": "补贴名单", "en": "Subsidy"},
    folders=("subsidies", "补贴名单"),
    aliases=("补贴", "名单公示"),
    fields=Subsidy,
    describe=describe,
    closed=True,
    catalog=("HM01", "HM02", "HM03", "HM05", "HM06", "HM07", "HM09"),
    category="惠民",
    required=("catalog", "plain_summary", "totals"),
    series=("program", "phase"),
    tells=told_by_list,
    sheets=("名单", "recipients"),
)
