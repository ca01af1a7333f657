"""What a member decides about a mail: let it in, try it again, or call it spam. R8."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.db import transaction

from comptoir.domain.channels.actions.blocking import block, require
from comptoir.domain.channels.errors import MailIsSettled, MailNotFound
from comptoir.domain.channels.models import RawMail, Received, ReceivedMail
from comptoir.domain.channels.queries import mail_for
from comptoir.domain.channels.waiting import mail_came
from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.people.rules import Viewer

UNDECIDED = (Received.QUARANTINED, Received.IGNORED, Received.FAILED)


def process_again(*, mail_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Let the worker look at a mail anew, that was held, ignored, or failed. Raises `MailNotFound`, `MailIsSettled`."""
    _again(mail_id, viewer, now, is_let_in=False)


def take_as(
    *, mail_id: int, viewer: Viewer, what: Literal["let_in", "spam"], is_blocking: bool = False, now: dt.datetime
) -> None:
    """Let a mail in though nothing proves its sender, or call it spam; with `is_blocking` take nothing more from its sender.

    Spam that began a conversation closes it. Raises `MailNotFound`, `MailIsSettled`, and what `block` raises.
    """
    if what == "let_in":
        _again(mail_id, viewer, now, is_let_in=True)
    else:
        _call_spam(mail_id, viewer, is_blocking, now)


@transaction.atomic
def _again(mail_id: int, viewer: Viewer, now: dt.datetime, *, is_let_in: bool) -> None:
    require(viewer, "settle_mail")
    mail = _locked(mail_id, viewer)
    if mail.state not in UNDECIDED or not RawMail.objects.filter(pk=mail.pk).exists() or mail.why == "too_large":
        raise MailIsSettled
    mail.state, mail.why, mail.detail, mail.attempts = Received.WAITING, "", "", 0
    mail.next_at, mail.settled_at, mail.settled_by_id = now, None, viewer.membership_id
    mail.is_let_in = is_let_in
    mail.save()
    transaction.on_commit(mail_came)


@transaction.atomic
def _call_spam(mail_id: int, viewer: Viewer, is_blocking: bool, now: dt.datetime) -> None:
    require(viewer, "block_senders")
    mail = _locked(mail_id, viewer)
    is_first = mail.state == Received.APPLIED and mail.entry_seq == 1
    if is_first and mail.conversation_id:
        close_conversation(conversation_id=mail.conversation_id, viewer=viewer, why="spam", now=now)
    elif mail.state not in UNDECIDED:
        raise MailIsSettled
    else:
        mail.state = Received.IGNORED
    mail.why, mail.settled_by_id, mail.settled_at, mail.next_at = "spam", viewer.membership_id, now, None
    mail.save()
    if is_blocking and mail.sender:
        block(viewer=viewer, sender=mail.sender, now=now)


def _locked(mail_id: int, viewer: Viewer) -> ReceivedMail:
    mail_for([viewer], mail_id)
    mail = ReceivedMail.objects.select_for_update().filter(pk=mail_id, shop_id=viewer.shop_id).first()
    if mail is None:
        raise MailNotFound
    return mail
