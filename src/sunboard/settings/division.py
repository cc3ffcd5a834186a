"""Codes of administrative divisions: of a village by twelve digits, of a township by nine or twelve."""

from __future__ import annotations

import re
from dataclasses import replace

from sunboard.fields.declarations import UNKNOWN, Reader, reads
from sunboard.fields.faults import value_wrong
from sunboard.fields.forms import Form
from sunboard.fields.scalars import matching
from sunboard.fields.written import half_width
from sunboard.lazy import regex
from sunboard.model.node import Node, Scalar
from sunboard.model.problem import Log

_BETWEEN_DIGITS = regex(r"(?<=[0-9])[\s.·—–-]+(?=[0-9])")


def _proposing(code: Reader[str], *lengths: int) -> Reader[str]:
    """Return a reader of a code of digits that proposes the one among other signs, and nobody else's."""

    @reads(code.form)
    def read(node: Node, log: Log, form: Form) -> str | None:
        heard = Log()
        found = code.read(node, heard, form)
        if found is None and isinstance(node, Scalar):
            runs = re.findall("[0-9]+", _BETWEEN_DIGITS.sub("", half_width(node.text)))
            meant = [run for run in runs if len(run) in lengths]
            is_one = len(meant) == 1
            shown = replace(form, example=meant[0] if is_one else UNKNOWN)
            value_wrong(node, log, shown, how="" if is_one else "division")
            return None
        log.problems += heard.problems
        return found

    return read


division = _proposing(matching(r"(?:\d\s*){11}\d", "629901001001", "division"), 12)
short_division = _proposing(
    matching(r"(?:\d\s*){8}\d(?:(?:\s*\d){3})?", "629901001", "division-short"), 9, 12
)
CODE_HEADS = "(?:行政|区划|统计用?|[村镇乡](?:委会|级)?|社区|单位)*(?:代码|编码)"
