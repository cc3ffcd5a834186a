"""Whom people may call or write to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import ClassVar

from sunboard.fields.declarations import UNKNOWN, names_of, optional, reads
from sunboard.fields.faults import shape_wrong
from sunboard.fields.forms import PHONE, Form
from sunboard.fields.groups import part
from sunboard.fields.meant import as_map
from sunboard.fields.part import Part
from sunboard.fields.scalars import hotline, named, phone, phones_in, text
from sunboard.fields.written import parse_phone
from sunboard.lazy import dataclass
from sunboard.model.node import Entry, Fields, Node, Scalar
from sunboard.model.problem import Log

_CALLED = ("电话", "联系电话", "办公电话", "值班电话", "服务电话", "咨询热线", "服务热线", "热线")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts(Part):
    """Whom people may call or write to."""

    vital: ClassVar[Collection[str]] = ()

    contact_phone: str | None = optional(
        "咨询电话", phone, "contact", "咨询", *_CALLED, example="0900-8880003"
    )
    supervise_phone: str | None = optional(
        "监督电话", phone, "supervise", "监督", "监督热线", "举报电话", "投诉电话", example="0900-8880110"
    )
    office: str | None = optional("单位", text, example="青石镇人民政府")
    address: str | None = optional("地址", text, example="青石镇人民路1号")
    hours: str | None = optional("办公时间", text, "office_hours", example="周一至周五9:00—17:00")
    email: str | None = optional("邮箱", text, example="qingshi@example.com")
    others: Mapping[str, str] | None = optional("其他电话", named(hotline, apart=True))


_contacts = part(Contacts)


@reads(replace(_contacts.form, others=(Form("table", part=Contacts), PHONE)))
def whom_to_call(node: Node, log: Log, form: Form) -> Contacts | None:
    """Read whom people may call; one number alone is for questions, and of several each has a name."""
    called = as_map(node)
    if isinstance(node, Scalar) and parse_phone(node.text):
        called = Fields((Entry("咨询电话", node, node.place),), node.place)
    elif isinstance(node, Scalar) and isinstance(called, Fields) and len(called.entries) > 1:
        called = _with_others(called)
    is_named = isinstance(called, Fields) and called.get(*names_of(Contacts)) is not None
    if isinstance(node, Scalar) and not is_named:
        numbers = phones_in(node.text)
        one = numbers[0] if len(numbers) == 1 else ""
        asked = f"咨询电话: {one}" if one else f"咨询电话: {UNKNOWN}, 监督电话: {UNKNOWN}"
        shape_wrong(node, log, _contacts.form, shown=f"{{{asked}}}")
        return None
    return _contacts.read(called, log, form)


def _with_others(called: Fields) -> Fields:
    """Return telephones of one line, those of other offices together: 村医0900-8880144."""
    known = names_of(Contacts)
    own = tuple(one for one in called.entries if one.key in known)
    rest = tuple(one for one in called.entries if one.key not in known)
    if not rest:
        return called
    others = Entry("其他电话", Fields(rest, called.place.at("其他电话")), called.place)
    return replace(called, entries=(*own, others))
