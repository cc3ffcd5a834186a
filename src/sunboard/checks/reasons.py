"""What a reason is the reason of: of what was done otherwise than a rule asks, or of the matter itself."""

from __future__ import annotations

from sunboard.contracts import AnyRecord, Around


def has_own_reason(record: AnyRecord, around: Around) -> bool:
    """Tell whether a reason is that of the matter: why somebody builds, or why an offer was taken."""
    if not record.fields.reason:
        return False
    key = record.at("reason").field
    row = around.packaged.catalog.get(record.fields.catalog or "")
    return key == "成交理由" or (key == "理由" and row is not None and "理由" in (row.content or ""))
