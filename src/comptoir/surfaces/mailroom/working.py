"""Threads that work off what came in: each mail is read in a child process, checked, and becomes what it is."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from comptoir.domain.channels.actions import mail_waiting, work_mails
from comptoir.domain.channels.queries import is_mail_due
from comptoir.foundation.clock import now
from comptoir.letters.child import Reader
from comptoir.letters.letter import Unreadable
from comptoir.surfaces.mailroom.resolving import own_resolver
from comptoir.surfaces.mailroom.usage import Usage

log = logging.getLogger(__name__)

PORTION = 5
AGAIN_AFTER = 2.0
"""Seconds, when the database is away."""

WARMING = b"Subject: first\r\n\r\nThe process that reads is started before there is a mail to be read.\r\n"


class Working:
    """Works until it is stopped."""

    def __init__(self, threads: int | None = None) -> None:
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, name=f"mail reader {n}", daemon=True)
            for n in range(threads or settings.MAIL_READERS)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after the mails that are under way."""
        self._stopping.set()
        mail_waiting.set()
        for thread in self._threads:
            thread.join(timeout=20)

    def _run(self) -> None:
        reader, resolver, usage, is_warm = Reader(), own_resolver(), Usage(), False
        try:
            while not self._stopping.is_set():
                mail_waiting.clear()
                worked = self._worked(reader, resolver, usage)
                if not worked:
                    is_warm = is_warm or _warmed(reader, usage)
                    mail_waiting.wait(usage.pause())
        finally:
            reader.close()
            with suppress(DatabaseError, InterfaceError):
                connection.close()

    def _worked(self, reader: Reader, resolver: object, usage: Usage) -> int:
        try:
            at = now()
            usage.is_used()
            return work_mails(now=at, reader=reader, resolver=resolver, at_most=PORTION) if is_mail_due(at) else 0
        except (DatabaseError, InterfaceError) as error:
            log.warning("mails are not worked off for now: the database is away (%s)", type(error).__name__)
            with suppress(DatabaseError, InterfaceError):
                connection.close()
        except Exception:
            log.exception("mails could not be worked off; they come again")
        self._stopping.wait(AGAIN_AFTER)
        return 0


def _warmed(reader: Reader, usage: Usage) -> bool:
    """Start the process that reads before there is a mail to be read, where there will be one."""
    if not usage.is_used():
        return False
    with suppress(Unreadable):
        reader.read(WARMING)
    return True
