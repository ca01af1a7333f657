"""A mail that nobody can read, or may read, is erased before the charter's time for it is over. D9."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from comptoir.domain.channels.actions.blocking import require
from comptoir.domain.channels.errors import MailIsSettled, MailNotFound
from comptoir.domain.channels.models import RawMail, Received, ReceivedMail
from comptoir.domain.channels.queries import mail_for, nobodys_erasable
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed

ERASABLE = (Received.QUARANTINED, Received.IGNORED, Received.FAILED)
_EMPTIED = (
    "envelope_from",
    "client_ip",
    "helo",
    "detail",
    "message_id",
    "sender",
    "sender_name",
    "sender_check",
    "subject",
    "quoted",
    "html",
)
_LISTS = ("envelope_to", "to", "cc", "refused_files")


@transaction.atomic
def erase_mail(*, mail_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Erase the bytes of a mail that is in no conversation, and all that was read of it. That it came, when, and who erased
    it stays; brought again by its server it is known and not taken anew. Raises `MailNotFound`, `MailIsSettled`, `NotAllowed`.
    """
    require(viewer, "erase_mail")
    mail_for([viewer], mail_id)
    mail = ReceivedMail.objects.select_for_update().filter(pk=mail_id, shop_id=viewer.shop_id).first()
    if mail is None:
        raise MailNotFound
    _empty(mail, viewer, now)


@transaction.atomic
def erase_unclaimed(*, mail_id: int, viewers: Sequence[Viewer], now: dt.datetime) -> None:
    """Erase a mail that came to an address nobody has, where all of its addresses are at domains of the user's shops. Raises
    `NotAllowed`, `MailNotFound`, also of a mail that may be another shop's, `MailIsSettled`.
    """
    eraser = next((it for it in viewers if may(it.role, "erase_mail")), None)
    if eraser is None:
        raise NotAllowed
    mail = ReceivedMail.objects.select_for_update().filter(pk=mail_id, shop=None).first()
    if mail is None or mail.pk not in nobodys_erasable(viewers, [mail]):
        raise MailNotFound
    _empty(mail, eraser, now)


def _empty(mail: ReceivedMail, viewer: Viewer, now: dt.datetime) -> None:
    """Raises `MailIsSettled`."""
    if mail.state not in ERASABLE or mail.conversation_id is not None or mail.why == "erased":
        raise MailIsSettled
    RawMail.objects.filter(pk=mail.pk).delete()
    for name in _EMPTIED:
        setattr(mail, name, "")
    for name in _LISTS:
        setattr(mail, name, [])
    mail.state, mail.why, mail.next_at = Received.IGNORED, "erased", None
    mail.settled_at, mail.settled_by_id = now, viewer.membership_id
    mail.save()
