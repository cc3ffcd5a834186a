"""What the lists in `private` tell: money for relatives of cadres, aid for people who have died."""

from __future__ import annotations

from collections.abc import Iterator

from sunboard.checks.ledgers import has_any, payments, people_with_groups
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.kinds.subsidy import Recipient, Subsidy
from sunboard.model.money import separated


@check("payee-related", of=Finance)
def payee_related(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Somebody who was paid holds an office in the village, or is a near relative of one who does."""
    relatives = around.compared.relatives
    posts = {post.name for post in around.village.posts}
    _, excepted = around.packaged.law.words("payee-related", around.day_of(record))

    def look(row: LedgerRow) -> Iterator[Finding]:
        for name, group in people_with_groups(row.payee):
            is_related = any(one.is_meant(group, around.village.name) for one in relatives.get(name, ()))
            if (is_related or name in posts) and not has_any(row.summary, excepted):
                amount = separated(row.expense) if row.expense else ""
                yield found(row.at("payee"), name, voucher=row.called, amount=amount)

    yield from each(payments(record.fields), look) if relatives or posts else ()


@check("recipient-related", of=Subsidy)
def recipient_related(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """A relative of a cadre stands in a list of aid, and the list does not say so."""
    relatives = around.compared.relatives

    def look(row: Recipient) -> Iterator[Finding]:
        listed = relatives.get("".join((row.name or "").split()), ())
        is_related = any(one.is_meant(row.group or "", around.village.name) for one in listed)
        if is_related and not row.cadre_related:
            yield found(row.at("name"), row.name or "", group=row.group or "")

    yield from each(record.fields.rows, look) if relatives and record.fields.program != "干部亲属" else ()


@check("recipient-dead", of=Subsidy)
def recipient_dead(record: Record[Subsidy], around: Around) -> Iterator[Finding]:
    """Somebody who has died is still given aid."""
    deaths, day = around.compared.deaths, around.day_of(record)

    def look(row: Recipient) -> Iterator[Finding]:
        for one in deaths.get("".join((row.name or "").split()), ()):
            is_meant = one.is_meant(row.group or "", around.village.name)
            if is_meant and (one.day is None or one.day < day):
                yield found(row.at("name"), row.name or "", group=row.group or "", day=one.day or "")
                return

    yield from each(record.fields.rows, look) if deaths and record.fields.phase != "退出" else ()
