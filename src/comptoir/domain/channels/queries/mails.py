"""Mails that came in and letters that went out, as far as the one who asks may see them, page by page."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from comptoir.domain.channels.errors import MailNotFound
from comptoir.domain.channels.models import RawMail, Received, ReceivedMail, SentMail
from comptoir.domain.conversations.queries import visible_conversations
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50
COUNTED_AT_MOST = 1000
LETTERS = {"sent": ("sent", "waiting"), "not-sent": ("bounced", "failed", "suppressed")}
"""The views of letters, and in which states those stand that they show."""

LARGE = ("html", "quoted")
"""What a list does not show, and need not read."""


@dataclass(frozen=True, slots=True)
class MailFilters:
    """What is asked for: a state, or nothing for all; and a shop."""

    state: str = ""
    shop_id: int | None = None


def mails(
    viewers: Sequence[Viewer], filters: MailFilters, *, after: Cursor | None = None, limit: int = PAGE
) -> Page[ReceivedMail]:
    """A page of the mails that came in, the newest first. One query a shop."""
    parts = [_in_state(_seen_by(viewer), filters.state) for viewer in _asking(viewers, filters.shop_id)]
    return page_of(parts, "received_at", after=after, limit=limit)


def letters(
    viewers: Sequence[Viewer], filters: MailFilters, *, after: Cursor | None = None, limit: int = PAGE
) -> Page[SentMail]:
    """A page of the letters of one of the views of `LETTERS`, the newest first. One query a shop and state."""
    asking = _asking(viewers, filters.shop_id)
    rows = [_sent_seen_by(viewer).select_related("mailbox").defer("content") for viewer in asking]
    parts = [part.filter(state=state) for part in rows for state in LETTERS[filters.state]]
    return page_of(parts, "written_at", after=after, limit=limit)


def unsettled(viewers: Sequence[Viewer]) -> dict[str, int]:
    """How many mails wait for somebody to look: quarantined and failed, counted no further than a thousand."""
    counts = {}
    for state in (Received.QUARANTINED, Received.FAILED):
        parts = [_seen_by(viewer).filter(state=state) for viewer in _asking(viewers, None)]
        counts[str(state)] = sum(part.order_by()[:COUNTED_AT_MOST].count() for part in parts)
    return counts


def mail_for(viewers: Sequence[Viewer], mail_id: int) -> tuple[ReceivedMail, Viewer]:
    """The mail that came in, and as which of their memberships the user sees it. Raises `MailNotFound`."""
    shop_id = ReceivedMail.objects.filter(pk=mail_id).values_list("shop_id", flat=True).first()
    for viewer in _asking(viewers, None):
        if viewer.shop_id == shop_id:
            rows = _seen_by(viewer).select_related("settled_by", "conversation").filter(pk=mail_id)
            if found := rows.defer(None).first():
                return found, viewer
    raise MailNotFound


def raw_of(mail_id: int) -> bytes | None:
    """The bytes of a mail as they came; nothing once the charter's time for them is over. The caller has asked who may."""
    kept = RawMail.objects.filter(pk=mail_id).values_list("content", flat=True).first()
    return zlib.decompress(bytes(kept)) if kept is not None else None


def raw_kept_at(mail_id: int) -> dt.datetime | None:
    """Since when the bytes of a mail are kept; None where they are not."""
    return RawMail.objects.filter(pk=mail_id).values_list("kept_at", flat=True).first()


def _asking(viewers: Sequence[Viewer], shop_id: int | None) -> list[Viewer]:
    return [it for it in viewers if shop_id in (None, it.shop_id) and may(it.role, "see_mail")]


def _seen_by(viewer: Viewer) -> QuerySet[ReceivedMail]:
    """Mails of the shop; who does not see all sees those of no conversation, and of those that they see."""
    rows = ReceivedMail.objects.filter(shop_id=viewer.shop_id).select_related("mailbox").defer(*LARGE)
    if viewer.sees_all:
        return rows
    theirs = Exists(visible_conversations(viewer).filter(pk=OuterRef("conversation_id")))
    return rows.filter(Q(conversation=None) | theirs)


def _sent_seen_by(viewer: Viewer) -> QuerySet[SentMail]:
    rows = SentMail.objects.filter(shop_id=viewer.shop_id)
    if viewer.sees_all:
        return rows
    return rows.filter(Exists(visible_conversations(viewer).filter(pk=OuterRef("conversation_id"))))


def _in_state(rows: QuerySet[ReceivedMail], state: str) -> QuerySet[ReceivedMail]:
    return rows.filter(state=state) if state else rows


def recipient_of(letter_id: int) -> str:
    """Whom a letter of ours went to; "" for none that is there."""
    return SentMail.objects.filter(pk=letter_id).values_list("recipient", flat=True).first() or ""
