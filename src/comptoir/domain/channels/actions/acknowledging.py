"""Telling whoever writes that it has come: once for a conversation, once a day for an address, never to a machine. A6."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comptoir.domain.channels.actions.correspondents import first_name_in
from comptoir.domain.channels.actions.writing import LetterToWrite, write_letter
from comptoir.domain.channels.models import MailThread
from comptoir.domain.channels.sentences import acknowledgement, spoken, subject_of
from comptoir.domain.promises.queries import due_if_promised


def acknowledge(conversation: Any, thread: MailThread, address: str, name: str, now: dt.datetime) -> int | None:
    """Write the acknowledgement of a mail that opened the conversation, where its mailbox gives one."""
    if thread.mailbox is None or not thread.mailbox.acknowledges:
        return None
    language = spoken(conversation.language, conversation.shop_id)
    return write_letter(
        LetterToWrite(
            shop_id=conversation.shop_id,
            template="acknowledgement",
            recipient=address,
            recipient_name=name,
            subject=subject_of(thread.subject, conversation.reference, language),
            text=_words(conversation, name, language),
            language=language,
            conversation_id=conversation.pk,
            entry_seq=1,
            mailbox_id=thread.mailbox_id,
            reply_party="customer",
            is_automatic=True,
            once=f"acknowledgement {conversation.pk}",
            at=now,
        )
    )


def _words(conversation: Any, name: str, language: str) -> str:
    due_at = due_if_promised(
        shop_id=conversation.shop_id,
        of="email",
        when="first_answer",
        made_at=conversation.opened_at,
        audience=conversation.audience,
    )
    shop_id, reference = conversation.shop_id, conversation.reference
    return acknowledgement(language, name=first_name_in(name), shop_id=shop_id, reference=reference, due_at=due_at)
