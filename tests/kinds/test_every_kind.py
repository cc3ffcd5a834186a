"""What every kind owes: whatever may be written of a record is shown of it, in both languages."""

from __future__ import annotations

import pytest

from sunboard.contracts import Kind
from sunboard.fields.declarations import keys_of, marked
from sunboard.fields.forms import Mark
from sunboard.parts import load_parts
from tests.helpers.kinds import FRAME, given, plain, saying, telling, whole, words

KINDS = load_parts().kinds.values()
ELSEWHERE = {
    "finance": {"rows[].account_code", "transfers[].money_account"},
    "power": {"name"},
    "resource": {"map.file"},
}
"""What stands elsewhere: accounts by their names, transfers as an arrow, an item's title, among the files."""
_APART = frozenset(("overrides", "kind", "withdrawn", "tables", "village", "audience"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_with_its_example_is_read_and_shown(kind: Kind) -> None:
    keys = [key for key in keys_of(kind.fields) if not key.name.endswith("_file") and key.name not in _APART]
    values = plain(whole(kind.fields, "".join(f"{key.line}\n" for key in keys)))
    apart = {*marked(kind.fields, Mark.NAMING, Mark.OPENS), *ELSEWHERE.get(kind.name, ())}
    shown = "\n".join(words(kind.describe(values, telling()))).replace(",", "")
    assert [
        path
        for path, text in given(values, without=FRAME)
        if path not in apart
        and str(text).removesuffix(".00") not in shown
        and saying("zh").day(str(text)) not in shown
    ] == []
    assert words(kind.describe(values, telling("en")))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_name_of_a_kind_is_another_s(kind: Kind) -> None:
    others = {name.lower() for other in KINDS if other is not kind for name in other.names}
    assert not {name.lower() for name in kind.names} & others
