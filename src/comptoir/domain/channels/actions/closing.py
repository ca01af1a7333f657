"""When a conversation by mail is closed, its customer is asked how it was, where the charter asks. D4."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comptoir.domain.channels.actions.carrying import BY_MAIL
from comptoir.domain.channels.actions.writing import LetterToWrite, write_letter
from comptoir.domain.channels.models import MailThread
from comptoir.domain.channels.sentences import rating_asked, spoken, subject_of
from comptoir.domain.channels.taking import LINKS
from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.conversations.queries import talks


def ask_how_it_was(*, conversation_id: int, seq: int, now: dt.datetime) -> int | None:
    """Write the letter with the link by which one rates; nothing where nobody answered, or there is nothing to ask."""
    talk = talks([conversation_id]).get(conversation_id)
    thread = MailThread.objects.filter(pk=conversation_id).first()
    if (
        talk is None
        or thread is None
        or talk.channel not in BY_MAIL
        or talk.status != "closed"
        or "rating" not in LINKS
    ):
        return None
    if talk.charter_version_id is None or not charter_of_version(talk.charter_version_id).chat.ask_rating:
        return None
    return write_letter(_letter(talk, thread, seq, now))


def _letter(talk: Any, thread: MailThread, seq: int, now: dt.datetime) -> LetterToWrite:
    language, link = spoken(talk.language, talk.shop_id), LINKS["rating"](talk, now)
    return LetterToWrite(
        shop_id=talk.shop_id,
        template="closed",
        recipient=talk.email,
        subject=subject_of(thread.subject, talk.reference, language),
        text=rating_asked(language, link),
        language=language,
        conversation_id=talk.id,
        mailbox_id=thread.mailbox_id,
        reply_party="customer",
        link_hosts=(link.partition("://")[2].partition("/")[0].partition(":")[0],),
        is_automatic=True,
        once=f"closed {talk.id}.{seq}",
        at=now,
    )
