"""小微权力: one item of the list of powers, who holds them and how they are used."""

from sunboard.contracts import Kind
from sunboard.kinds.power.describing import describe
from sunboard.kinds.power.record import (
    CLASSES,
    LEVELS,
    Answer,
    Cancelled,
    FlowStep,
    Power,
    Risk,
    Showing,
    wanted,
)

__all__ = ["CLASSES", "KIND", "LEVELS", "Answer", "Cancelled", "FlowStep", "Power", "Risk", "Showing"]

KIND = Kind(
    name="power",
    label={"zh": "小微权力", "en": "Power"},
    folders=("powers", "权力清单", "小微权力"),
    aliases=("权力事项", "权力"),
    fields=Power,
    describe=describe,
    category="小微权力",
    catalog=("QL01",),
    wanted=wanted,
    needs_review=False,
    inherited=True,
    standing=True,
)
