"""Taking up the mails that wait, each by one worker; whatever goes wrong with one, the queue goes on. R8, threat 27."""

from __future__ import annotations

import datetime as dt
import logging
import traceback
import zlib
from pathlib import Path
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F

from comptoir.domain.channels.actions.applying.placing import place
from comptoir.domain.channels.actions.applying.settling import settle
from comptoir.domain.channels.actions.applying.understanding import NotYet, Reader, understand
from comptoir.domain.channels.models import RawMail, Received, ReceivedMail
from comptoir.domain.conversations.actions import drop_mail_files
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import Refusal
from comptoir.letters.letter import Unreadable

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)
"""For which a mail is left to the worker that took it up; one that died is not waited for longer."""

TRIES = 8
WAITS = tuple(dt.timedelta(seconds=each) for each in (5, 30, 120, 600, 1800, 3600, 7200))


def work_mails(*, now: dt.datetime, reader: Reader, resolver: Any = None, at_most: int = 20) -> int:
    """Apply mails that wait, the longest waiting first; returns how many were taken up."""
    due = ReceivedMail.objects.filter(state=Received.WAITING, next_at__lte=now).order_by("next_at", "id")
    ids = list(due.values_list("pk", flat=True)[:at_most])
    return sum(apply_mail(pk, now=now, reader=reader, resolver=resolver) is not None for pk in ids)


def apply_mail(mail_id: int, *, now: dt.datetime, reader: Reader, resolver: Any = None) -> str | None:
    """Apply one mail; returns the state in which it is then. None where it does not wait, or another worker has it.

    What cannot be read fails at once and says why; what went wrong otherwise is tried again, later each time, and fails after
    eight tries. Raises `OperationalError` when the database is away: the mail waits.
    """
    mail = _claimed(mail_id, now)
    if mail is None:
        return None
    if mail.attempts > TRIES:
        return _failed(mail, mail.why or "tries", now)
    try:
        return _applied(mail, now, reader, resolver)
    except Unreadable as error:
        return _failed(mail, error.code, now)
    except NotYet as error:
        return _postponed(mail, error.why, "", now)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        # Its words may hold somebody's: the kind of the trouble is told, and where it was. Threat 26.
        log.error("mail %s could not be applied: %s in %s", mail.pk, type(error).__name__, _place(error))
        why = error.code if isinstance(error, Refusal) else "trouble"
        return _postponed(mail, why, type(error).__name__, now)


def _applied(mail: ReceivedMail, now: dt.datetime, reader: Reader, resolver: Any) -> str:
    kept = RawMail.objects.filter(pk=mail.pk).values_list("content", flat=True).first()
    if kept is None:
        raise Unreadable("gone")
    read = understand(mail, zlib.decompress(bytes(kept)), reader, resolver, now)
    try:
        return _placed(mail.pk, read, now)
    finally:
        drop_mail_files(read.files)


@again_when_crossed
@transaction.atomic
def _placed(mail_id: int, read: Any, now: dt.datetime) -> str:
    """Everything that becomes of the mail, at once or not at all."""
    mail = ReceivedMail.objects.select_for_update(of=("self",)).select_related("mailbox").get(pk=mail_id)
    if mail.state != Received.WAITING:
        return mail.state
    settle(mail, read, place(mail, read, now), now)
    return mail.state


def _place(error: BaseException) -> str:
    """Where it was raised, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " > ".join(f"{Path(it.filename).name}:{it.lineno}" for it in frames)


def _claimed(mail_id: int, now: dt.datetime) -> ReceivedMail | None:
    waiting = ReceivedMail.objects.filter(pk=mail_id, state=Received.WAITING, next_at__lte=now)
    if not waiting.update(next_at=now + LEASE, attempts=F("attempts") + 1):
        return None
    return ReceivedMail.objects.select_related("mailbox").get(pk=mail_id)


def _failed(mail: ReceivedMail, why: str, now: dt.datetime) -> str:
    ReceivedMail.objects.filter(pk=mail.pk, state=Received.WAITING).update(
        state=Received.FAILED, why=why[:60], next_at=None, settled_at=now
    )
    return str(Received.FAILED)


def _postponed(mail: ReceivedMail, why: str, detail: str, now: dt.datetime) -> str:
    if mail.attempts >= TRIES:
        ReceivedMail.objects.filter(pk=mail.pk).update(detail=detail[:500])
        return _failed(mail, why, now)
    wait = WAITS[min(mail.attempts, len(WAITS)) - 1]
    ReceivedMail.objects.filter(pk=mail.pk, state=Received.WAITING).update(
        next_at=now + wait, why=why[:60], detail=detail[:500]
    )
    return str(Received.WAITING)
