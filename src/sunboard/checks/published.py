"""What a record says of itself: who made, reviewed and approved it, and when, or why there is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from sunboard.checks.left_out import is_of_money
from sunboard.checks.statement_lines import amount_of
from sunboard.checks.words import pairs_shared
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, found
from sunboard.fields.declarations import UNKNOWN, Key, asked_of, label_of, names_of
from sunboard.fields.disclosure import SIGNATURES, Disclosure
from sunboard.fields.faults import nearest
from sunboard.fields.keys import normalised_key
from sunboard.fields.meant import sides_of_span
from sunboard.fields.written import periods_said
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter
from sunboard.kinds.power import Power
from sunboard.lazy import regex
from sunboard.model.node import Entry
from sunboard.model.problem import Log
from sunboard.settings.catalog import row_called

_NAMED = 8
"""How many powers a message names."""
_NEEDED = (*(name for name in SIGNATURES if name != "approver"), "publish_date")  # see approver-missing
_FULL = 60
"""Characters of a title that fill half a sheet."""
_NESTED, _NAMED_PAPER = regex("关于.*(?:关于|(?<!目)的.+(?<!目)的)"), regex("《[^《》]*》")
_SIGNED = attrgetter(*_NEEDED, "approver")


def _asks_review(record: AnyRecord, around: Around) -> bool:
    """Tell whether a published record must say who looked at it; lists published as a whole need not."""
    fields = record.fields
    needs_review = around.kinds[record.kind].needs_review
    return fields.is_published and needs_review and not fields.nil and not fields.withdrawn


def _lacks_signature(record: AnyRecord, around: Around) -> bool:
    """Tell whether a record leaves out who made, reviewed or approved it, or when."""
    return None in _SIGNED(record.fields)


@check("publication-unsigned", where=_lacks_signature)
def publication_unsigned(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record to be published does not say who made it, who reviewed it and when."""
    signed_in = {*around.kinds[record.kind].signed_in}  # asked for where they stand: see signature-missing
    if record.fields.reviewer:
        signed_in.discard("review_date")  # whoever names the reviewer beside them says when that was
    for name in _NEEDED if _asks_review(record, around) else ():
        if name not in signed_in and getattr(record.fields, name) is None:
            label, key = label_of(Disclosure, name, "zh"), names_of(Disclosure)[name]
            like = _misspelt(record, key)
            yield found(
                like.place if like else record.at(name).at(label),
                name=label,
                name_en=label_of(Disclosure, name, "en"),
                example=asked_of(key.form),
                at="meant" if like else "",
                meant=like.key if like else "",
            )


def _misspelt(record: AnyRecord, key: Key) -> Entry | None:
    """Return an entry of which nobody knows the name, where it is like that of a field and has its value."""

    def fits(_: str) -> bool:
        heard = Log()
        key.read(entry.node, heard)
        return not heard.problems

    known = names_of(type(record.fields))
    for entry in record.document.fields.entries:
        written = normalised_key(entry.key)
        says_more = sides_of_span(written, known) is not None and not fits(written)  # 公示时间, to when
        is_like = written not in known and nearest(entry.key, (key.zh,), fits=fits).get("near")
        if is_like and not says_more:
            return entry
    return None


@check("approver-missing", where=_lacks_signature)
def approver_missing(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record that is to be published does not say who approved it."""
    signed_in = around.kinds[record.kind].signed_in
    if "approver" not in signed_in and _asks_review(record, around) and record.fields.approver is None:
        example = asked_of(names_of(Disclosure)["approver"].form)
        yield found(record.at("approver").at(label_of(Disclosure, "approver", "zh")), example=example)


@lru_cache(maxsize=1024)
def _people(written: str | None) -> frozenset[str]:
    """Return the names that are written, without the offices in brackets behind them."""
    bare = re.sub(r"[（(][^（）()]*[）)]", "", written or "")
    return frozenset(name for name in re.split(r"[、,，;；\s]+", bare) if name)


@check("reviewer-is-owner", given=("reviewer", "signed"))
def reviewer_is_owner(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """The same person made a record and reviewed it for the supervision committee."""
    kind = around.kinds[record.kind]
    owner, reviewer = kind.signature(record.fields, "owner"), kind.signature(record.fields, "reviewer")
    if both := _people(getattr(*owner)) & _people(getattr(*reviewer)):
        labels = [label_of(type(part), name, "zh") for part, name in (owner, reviewer)]
        part, name = reviewer
        yield found(part.at(name), "、".join(sorted(both)), owner=labels[0], reviewer=labels[1])


@check("reviewer-on-committee", given=("reviewer", "decision", "signed"))
def reviewer_on_committee(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Who reviewed a record or judged a decision for the supervision committee is one whom it supervises."""
    fields = record.fields
    said = fields.decision.supervision if fields.decision else None
    signing, inner = around.kinds[record.kind].signature(fields, "reviewer")
    named = [("review" if signing is fields else "signed", getattr(signing, inner), signing, inner)]
    if said:
        named.append(("opinion", said.name, said, "name"))
    for what, written, part, field in named:
        people = _people(written)
        posts = [post for post in around.village.posts if post.name in people]
        duties = {post.name: post.duty for post in posts if post.duty and _is_on_committee(post.duty)}
        if duties:
            name = min(duties)
            yield found(part.at(field), name, what=what, duty=duties[name])


@lru_cache(maxsize=1024)
def _is_on_committee(duty: str) -> bool:
    """Tell whether a duty is one of those who are supervised; all records of a village ask it of the same."""
    return bool(_ON_COMMITTEE.search(duty)) and "监" not in duty


_ON_COMMITTEE = regex("[村居](?:民?委(?:员?会)?)?(?:副?主任|委员|成员)")


def _may_be_odd(record: AnyRecord, around: Around) -> bool:
    """Tell whether a title has more or fewer characters than most, or may nest."""
    if "关于" in record.title:
        return True
    size, least = len(record.title), around.share("title-short", record)
    most = min(around.number("title-long", record), _FULL)
    return size > most or size * least.denominator < least.numerator


@check("title-too-long", where=_may_be_odd)
def title_too_long(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A title has more than 60 characters. It would fill half a sheet, and no slide has room for it."""
    if len(record.title) > _FULL:
        yield found(record.at("title"), record.title, length=len(record.title))


@check("title-long", where=_may_be_odd)
def title_long(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A title has more characters than two lines on a board hold, usually 40."""
    most = around.number("title-long", record)
    if most < len(record.title) <= _FULL:
        yield found(record.at("title"), record.title, length=len(record.title), most=most)


@check("title-short", where=_may_be_odd)
def title_short(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A title has too few characters, usually fewer than four, to tell what it is about.

    What a power is called, its list says.
    """
    if isinstance(record.fields, Power):
        return
    least = around.share("title-short", record)
    if len(record.title) * least.denominator < least.numerator:
        yield found(record.at("title"), record.title, length=len(record.title))


@check("title-nested", where=_may_be_odd)
def title_nested(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A title puts one 关于…的… into another; the titles of papers that it names in 《》 are their own."""
    if "关于" in record.title and _NESTED.search(_NAMED_PAPER.sub("", record.title)):
        yield found(record.at("title"), record.title)


@check("summary-length", given="plain_summary", by=("summary_least",))
def summary_length(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Plain words of accounts, or of what else is about money, are not 20 to 200 signs."""
    fields, summary = record.fields, record.fields.plain_summary
    least, most = (around.number(name, record) for name in ("summary_least", "summary-length"))
    if summary is None or fields.withdrawn or least <= len(summary) <= most:
        return
    if isinstance(fields, Finance) or is_of_money(fields, around.packaged.catalog.get(fields.catalog or "")):
        yield found(record.at("plain_summary"), summary[:20], length=len(summary), least=least, most=most)


@check("power-missing", of=Matter)
def power_missing(record: Record[Matter], around: Around) -> Iterator[Finding]:
    """A matter does not say by which item of the list of powers it was done."""
    fields = record.fields
    if fields.is_published and not fields.power and not fields.nil and (powers := around.once(_powers)):
        likest = sorted(powers, key=lambda power: (-pairs_shared(power.title, record.title), power.id))
        known = tuple(
            power.id if power.id == power.title else f"{power.id}（{power.title}）"
            for power in likest[:_NAMED]
        )
        yield found(record.at("power").at(label_of(Disclosure, "power", "zh")), known=known)


def _powers(around: Around) -> tuple[AnyRecord, ...]:
    return tuple(around.of_kind(Power))


@check("nothing-without-period", given="nil")
def nothing_without_period(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record says that there is nothing this period, and does not name the period."""
    if record.fields.nil and record.fields.period is None:
        periods = {period.name("zh") for text in (record.title, record.body) for period in periods_said(text)}
        said = periods.pop() if len(periods) == 1 else UNKNOWN
        yield found(record.at("nil"), period=said)


@check("nothing-and-table", given="nil")
def nothing_and_entries(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record says that there is nothing this period, and has entries, or a table with figures."""
    fields = record.fields
    if not fields.nil:
        return
    rows = getattr(fields, "rows", ())
    if isinstance(fields, Finance):
        rows = [row for row in rows if row.income or row.expense]
    if rows:
        yield found(record.at("nil"), what="entries" if isinstance(fields, Finance) else "rows")
    for table in fields.tables:
        if any(amount_of(cell) for row in table.rows for cell in row[1:]):  # its first column counts rows
            yield found(record.at("nil"), table.title or table.file or "", what="figures")


@check("nothing-of-no-row", given="nil")
def nothing_of_no_row(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """A record says that there is nothing this period, and nobody can tell of what."""
    of_kind = around.kinds[record.kind].catalog
    if record.fields.nil and not record.fields.catalog and len(of_kind) != 1:
        row = row_called(around.packaged.catalog, f"{record.title}{record.body}")
        yield found(
            record.at("catalog").at(label_of(Disclosure, "catalog", "zh")), code=row[0] if row else UNKNOWN
        )


@check("not-applicable-without-reason", given="applies")
def not_applicable_without_reason(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """An item of the list is said not to apply in this village, and no reason is given."""
    if record.fields.applies is False and not record.fields.reason:
        yield found(record.at("applies"))
