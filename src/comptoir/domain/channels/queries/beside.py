"""What stands of mail beside a conversation and its entries; the caller has asked whether the conversation may be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Value, When

from comptoir.domain.channels.models import Correspondent, Mailbox, MailThread, ReceivedMail, SentMail, Suppressed
from comptoir.domain.channels.queries.lists import suppressions_of

ENTRIES_AT_MOST = 300
LETTERS_AT_MOST = 600
ADDRESSES_AT_MOST = 20


class Thread(NamedTuple):
    """How a conversation is written by mail: from which mailbox, under which subject, to whom, and to whom besides.

    `address` is where the next answer goes ("" where nobody can be written to); `others` are further addresses from which
    the same person has written; `suppressed` are those of all these that no letter goes to.
    """

    mailbox: Mailbox | None
    subject: str
    address: str
    name: str
    cc: list[str]
    others: list[str]
    suppressed: dict[str, Suppressed]


def thread_of(conversation: Any) -> Thread | None:
    """How the conversation is written by mail; None where it is not. Four queries."""
    kept = MailThread.objects.select_related("mailbox").filter(conversation_id=conversation.pk).first()
    if kept is None:
        return None
    rows = Correspondent.objects.filter(visitor_id=conversation.visitor_id, shop_id=conversation.shop_id)
    known = list(rows.order_by("-first_at")[:ADDRESSES_AT_MOST])
    address = conversation.email or (known[0].address if known else "")
    name = next((it.name for it in known if it.address == address), "")
    others = [it.address for it in known if it.address != address]
    mistaken = suppressions_of(conversation.shop_id, [address, *kept.cc, *others])
    return Thread(kept.mailbox, kept.subject, address, name, list(kept.cc), others, mistaken)


def subjects_of(conversation_ids: Iterable[int]) -> dict[int, str]:
    """Under which words each of the conversations is written by mail, of those that are. One query, or none."""
    asked = list(conversation_ids)
    rows = MailThread.objects.filter(conversation_id__in=asked) if asked else MailThread.objects.none()
    return dict(rows.values_list("conversation_id", "subject"))


def mail_of_entries(conversation_id: int, seqs: Sequence[int]) -> dict[int, ReceivedMail]:
    """The mails that entries came by, with `has_quoted` and `has_html` in place of what is asked for alone. One query."""
    rows = ReceivedMail.objects.filter(conversation_id=conversation_id, entry_seq__in=list(seqs)[:ENTRIES_AT_MOST])
    rows = rows.exclude(taken_as="bounce").annotate(has_quoted=_is_there("quoted"), has_html=_is_there("html"))
    return {row.entry_seq or 0: row for row in rows.defer("html", "quoted").order_by("-pk")}


def mail_of_entry(conversation_id: int, seq: int) -> ReceivedMail | None:
    """The mail that an entry came by, whole."""
    rows = ReceivedMail.objects.filter(conversation_id=conversation_id, entry_seq=seq)
    return rows.exclude(taken_as="bounce").order_by("pk").first()


def letters_of(conversation_id: int, seqs: Sequence[int] | None = None) -> dict[int, list[SentMail]]:
    """By entry, the letters that carry it, without their bytes; of these entries, or of all. One query."""
    rows = SentMail.objects.filter(conversation_id=conversation_id, entry_seq__isnull=False)
    if seqs is not None:
        rows = rows.filter(entry_seq__in=list(seqs)[:ENTRIES_AT_MOST])
    found: dict[int, list[SentMail]] = {}
    for row in rows.defer("content").order_by("-pk")[:LETTERS_AT_MOST]:
        found.setdefault(row.entry_seq or 0, []).insert(0, row)
    return found


def first_mail_of(conversation_id: int) -> ReceivedMail | None:
    """The newest mail of the conversation from whom it can be blocked: its sender."""
    rows = ReceivedMail.objects.filter(conversation_id=conversation_id).exclude(sender="")
    return rows.defer("html", "quoted").order_by("-entry_seq", "-pk").first()


def _is_there(name: str) -> Case:
    return Case(When(**{name: ""}, then=Value(False)), default=Value(True), output_field=BooleanField())
