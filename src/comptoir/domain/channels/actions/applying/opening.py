"""A mail begins a conversation: whose it is, in which language, with which number they are told that it came."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid5

from comptoir.domain.channels.actions.acknowledging import acknowledge
from comptoir.domain.channels.actions.applying.joining import body_of, facts_of
from comptoir.domain.channels.actions.applying.threads import keep_in_thread, others_in
from comptoir.domain.channels.actions.applying.understanding import MAILS, Understood
from comptoir.domain.channels.actions.correspondents import correspondent
from comptoir.domain.channels.models import MailThread, Received, ReceivedMail
from comptoir.domain.channels.taking import Taken
from comptoir.domain.conversations.actions import open_by_mail
from comptoir.domain.people.queries import customer_of_email
from comptoir.language.cards import masked


def open_with(mail: ReceivedMail, read: Understood, now: dt.datetime, *, topic: str = "", why: str = "") -> Taken:
    """Open a conversation with the mail; its 24 hours run from when it arrived. Raises `NoCharter`."""
    conversation = _opened(mail, read, topic, now)
    shop_id, name = conversation.shop_id, read.letter.sender.name if read.letter.sender else ""
    thread = MailThread.objects.create(
        conversation=conversation,
        shop_id=shop_id,
        mailbox_id=read.route.mailbox_id,
        subject=masked(read.letter.subject)[:300],
        cc=others_in(read.letter, {read.sender}),
    )
    keep_in_thread(shop_id, conversation.pk, read.letter, "customer", mail.received_at)
    if not read.letter.is_list and not why:
        acknowledge(conversation, thread, read.sender, name, now)
    return Taken(state=Received.APPLIED, why=why, conversation_id=conversation.pk, entry_seq=1)


def _opened(mail: ReceivedMail, read: Understood, topic: str, now: dt.datetime) -> Any:
    shop_id = read.route.shop_id or 0
    language, name = read.language, read.letter.sender.name if read.letter.sender else ""
    customer_id = customer_of_email(shop_id, read.sender) if read.check == "proven" else None
    person = correspondent(shop_id, read.sender, name, language=language, customer_id=customer_id, now=now)
    return open_by_mail(
        shop_id=shop_id,
        visitor_id=person.visitor_id,
        customer_id=customer_id,
        body=body_of(read),
        subject=read.letter.subject,
        language=language,
        topic=topic,
        email=read.sender,
        files=read.files,
        team_facts={"mail": facts_of(mail, read)},
        opening_id=uuid5(MAILS, f"mail {mail.pk} opens"),
        at=mail.received_at,
        now=now,
    )
