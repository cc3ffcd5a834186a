"""What the schemas accept is what the readers read, for every sort of value that any field has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import strategies as st

from sunboard.commands.guide import Guide
from sunboard.commands.schema import SETTINGS, _Maker
from sunboard.fields.declarations import Reader, keys_of, names_of
from sunboard.fields.forms import Form
from sunboard.fields.scalars import VALUE_CONTRADICTS
from sunboard.kinds.finance.vouchers import LedgerRow
from sunboard.kinds.power.record import Power
from sunboard.model.node import Scalar
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from tests.fuzz.engine import fuzz
from tests.fuzz.values import RIGHT, any_written, right


def _fields() -> Iterator[tuple[str, Reader[Any], Form]]:
    """Yield every field that is a value or a list of values; of fields that are read alike, the first."""
    waiting: list[Any] = [*(kind.fields for kind in load_parts().kinds.values()), *SETTINGS.values()]
    parts, seen = set[Any](), set[object]()
    while waiting:
        part = waiting.pop()
        if part in parts:
            continue
        parts.add(part)
        for key in keys_of(part):
            form = key.form
            forms = (form, *form.others, form.item or form)
            waiting += [one.part for one in forms if one.part is not None]
            simple = any(one.sort not in ("group", "table", "map", "any") for one in (form, *form.others))
            alike = (key.read.read, *((one.sort, one.pattern, one.words) for one in forms))
            if alike not in seen and simple:
                seen.add(alike)
                yield f"{part.__name__}.{key.name}", key.read, form


FIELDS = list(_fields())
NAMES = names_of(LedgerRow)["supervisor_ok"].read
"""No schema knows what a name is."""
STEPS = names_of(Power)["steps"].read
"""Whether what stands between two signs is a step, only reading tells."""
CASES = [pytest.param(read, form, id=name) for name, read, form in FIELDS]


@pytest.mark.parametrize(("read", "form"), CASES)
def test_schema_and_reader_agree_on_any_value(read: Reader[Any], form: Form) -> None:
    one = form.item or form if form.sort == "list" else form

    maker = _Maker(Guide("zh"))
    validator = jsonschema.Draft202012Validator({**maker.form(form), "$defs": maker.definitions})
    several = [st.lists(any_written(one), max_size=3).map("、".join)] if form.sort == "list" else []

    @fuzz(st.one_of(any_written(one), *several), examples=60)
    def agree(written: str) -> None:
        if not written.strip():
            return
        log = Log()
        read(Scalar(written), log)
        if any(problem.fault is VALUE_CONTRADICTS for problem in log.problems):
            return  # no schema compares a day with its weekday, or figures with words
        accepted, is_read = validator.is_valid(written), not log.has_error
        assert accepted == is_read or read is (NAMES if is_read else STEPS), written

    agree()


@pytest.mark.parametrize(
    ("read", "form"), [pytest.param(read, form, id=name) for name, read, form in FIELDS if form.sort in RIGHT]
)
def test_a_right_value_in_any_spelling_means_what_it_says(read: Reader[Any], form: Form) -> None:
    @fuzz(right(form), examples=30)
    def means(value: tuple[str, object]) -> None:
        log = Log()
        found = read(Scalar(value[0]), log)
        assert not log.problems, value
        assert value[1] is None or found == value[1] or form.others, value

    means()
