"""Whether there is work for the mailroom, at the cost of one look at an index; and how it fares."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Q

from comptoir.domain.channels.models import Delivery, Mailbox, Received, ReceivedMail, SentMail

LATE = dt.timedelta(minutes=10)
"""For which a mail that came, or a letter, may wait before something must be wrong."""
MANY = 1000


class MailHealth(NamedTuple):
    """What is wrong with mail, counted to `MANY`: mails that nobody has worked off, letters that did not go out, mailboxes in trouble."""

    mails_late: int
    letters_late: int
    mailboxes_in_trouble: int


def is_mail_used() -> bool:
    """Whether any shop has a mailbox."""
    return Mailbox.objects.exists()


def is_mail_due(now: dt.datetime) -> bool:
    """Whether a mail waits to be worked off."""
    return ReceivedMail.objects.filter(state=Received.WAITING, next_at__lte=now).exists()


def is_letter_due(now: dt.datetime) -> bool:
    """Whether a letter waits to be sent that nobody is sending."""
    waiting = SentMail.objects.filter(state=Delivery.WAITING, next_at__lte=now)
    return waiting.filter(Q(leased_until=None) | Q(leased_until__lte=now)).exists()


def mail_health(now: dt.datetime) -> MailHealth:
    """How the mailroom fares."""
    mails = ReceivedMail.objects.filter(state=Received.WAITING, next_at__lte=now - LATE)
    letters = SentMail.objects.filter(state=Delivery.WAITING, next_at__lte=now - LATE)
    boxes = Mailbox.objects.filter(is_on=True, trouble_since__lte=now - LATE)
    return MailHealth(*(rows.order_by()[:MANY].count() for rows in (mails, letters, boxes)))
