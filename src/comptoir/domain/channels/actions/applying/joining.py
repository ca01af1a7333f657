"""A mail goes on in a conversation: as the customer's words, as another's, or as what a machine answered."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid5

from comptoir.domain.channels.actions.applying.threads import keep_in_thread, others_in
from comptoir.domain.channels.actions.applying.understanding import MAILS, Understood
from comptoir.domain.channels.models import MailThread, Received, ReceivedMail
from comptoir.domain.channels.taking import Taken
from comptoir.domain.conversations.actions import Post, post_by_mail
from comptoir.domain.conversations.queries import Talk, talks
from comptoir.domain.conversations.rules import MAIL_LARGEST

NOTHING_WRITTEN = "—"
"""A message of a mail without a word or a file."""


def join(mail: ReceivedMail, read: Understood, now: dt.datetime) -> Taken:
    """Add the mail to its conversation. Raises what posting raises.

    What a machine answered, and what an outsider wrote whom the team asked, is for the team alone; so is what somebody
    else wrote who takes part, unless the customer has had the same mail. A8.
    """
    route = read.route
    talk = talks([route.conversation_id or 0])[route.conversation_id or 0]
    is_note = read.letter.kind != "human" or route.party == "outsider"
    post = Post(
        talk.id,
        entry_id(mail.pk),
        body_of(read),
        visitor_id=None if is_note else talk.visitor_id,
        kind="note" if is_note else "message",
        is_team_only=not is_note and route.party != "customer" and not _has_had_it(read, talk),
        team_facts={"mail": facts_of(mail, read)},
        at=mail.received_at,
    )
    seq = post_by_mail(post, files=read.files, now=now)
    keep_in_thread(talk.shop_id, talk.id, read.letter, route.party, mail.received_at)
    if route.party == "customer" and not is_note:
        _keep_cc(mail, read, talk)
    return Taken(state=Received.APPLIED, conversation_id=talk.id, entry_seq=seq)


def entry_id(mail_id: int) -> UUID:
    """Under which id a mail stands in its conversation: applied twice, it stands there once."""
    return uuid5(MAILS, f"mail {mail_id}")


def body_of(read: Understood) -> str:
    """The words of the message: what is new in the mail; its subject where nothing else is written."""
    body = read.text.strip() or ("" if read.files else read.letter.subject.strip() or NOTHING_WRITTEN)
    return body[:MAIL_LARGEST]


def facts_of(mail: ReceivedMail, read: Understood) -> dict[str, Any]:
    """What the team is told beside the message; without any address, which not everybody may see. A11."""
    facts: dict[str, Any] = {"id": mail.pk, "as": read.route.party or "customer"}
    if read.letter.kind != "human":
        facts["kind"] = "automatic"
    name = read.letter.sender.name if read.letter.sender else ""
    if name and "@" not in name:
        facts["name"] = name[:120]
    if read.check != "proven":
        facts["check"] = read.check
    if read.brought:
        facts["brought"] = read.brought
    if mail.is_let_in:
        facts["let_in"] = True
    return facts


def _has_had_it(read: Understood, talk: Talk) -> bool:
    """Whether the mail went to the customer too."""
    had = {it.address for it in (*read.letter.to, *read.letter.cc)}
    return bool(talk.email) and talk.email.lower() in had


def _keep_cc(mail: ReceivedMail, read: Understood, talk: Talk) -> None:
    """Those to whom the customer has written besides are proposed for the next answer."""
    box = mail.mailbox_id or read.route.mailbox_id
    kept, is_new = MailThread.objects.get_or_create(
        conversation_id=talk.id,
        defaults={"shop_id": talk.shop_id, "mailbox_id": box, "subject": read.letter.subject[:300], "cc": []},
    )
    cc = others_in(read.letter, {talk.email.lower(), read.sender})
    if kept.cc != cc and (cc or not is_new):
        kept.cc = cc
        kept.save(update_fields=["cc"])
