"""Sending what waits to be sent: leased, so that nobody else sends it meanwhile, and settled one by one."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
import threading
import time
from collections.abc import Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from comptoir.domain.channels.actions import (
    LetterToSend,
    lease_letters,
    letter_deferred,
    letter_refused,
    letter_sent,
    letters_waiting,
    mailbox_troubled,
    mailbox_well,
    put_back_letters,
)
from comptoir.domain.channels.connecting.access import Trouble
from comptoir.domain.channels.queries import is_letter_due
from comptoir.foundation.clock import now
from comptoir.surfaces.mailroom.sender.answers import BROKE_OFF, SENT, Outcome, outcome_of
from comptoir.surfaces.mailroom.sender.lanes import Lane, lane_of
from comptoir.surfaces.mailroom.sender.pace import Pace
from comptoir.surfaces.mailroom.sender.signing import signed
from comptoir.surfaces.mailroom.usage import Usage

log = logging.getLogger(__name__)

SENDERS = 4
"""Threads: so many servers may be slow at one time."""
PORTION = 20
AGAIN_AFTER = 2.0
FRESH = 120.0
"""Seconds of the lease after which a letter that was not begun is left alone: somebody else may send it soon."""


class Sending:
    """Sends until it is stopped."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(SENDERS, thread_name_prefix="mail sender")
        self._under_way: set[Future[None]] = set()
        self._lanes: dict[Hashable, Lane] = {}
        self._usage = Usage()
        self._pace = Pace(settings.LETTERS_A_MINUTE)
        self._thread = threading.Thread(target=self._run, name="mail sending", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the letters that are under way."""
        self._stopping.set()
        letters_waiting.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        while not self._stopping.is_set():
            letters_waiting.clear()
            if not self._sent_some():
                letters_waiting.wait(self._usage.pause())
        self._pool.shutdown(wait=True)
        for lane in self._lanes.values():
            lane.close()
        with suppress(DatabaseError, InterfaceError):
            connection.close()

    def _sent_some(self) -> bool:
        self._under_way = {each for each in self._under_way if not each.done()}
        if len(self._under_way) >= SENDERS:
            return False
        try:
            at = now()
            self._usage.is_used()
            letters = lease_letters(now=at, at_most=PORTION) if is_letter_due(at) else []
            self._hand_out(self._at_pace(letters, at))
        except (DatabaseError, InterfaceError) as error:
            log.warning("letters are not sent for now: the database is away (%s)", type(error).__name__)
            _drop_connection()
            self._stopping.wait(AGAIN_AFTER)
            return False
        except Exception:
            log.exception("letters could not be sent; they come again")
            self._stopping.wait(AGAIN_AFTER)
            return False
        return bool(letters)

    def _at_pace(self, letters: list[LetterToSend], at: dt.datetime) -> list[LetterToSend]:
        waits = {it.id: self._pace.wait_for(it.recipient) for it in letters}
        late = {it: wait for it, wait in waits.items() if wait}
        if late:
            put_back_letters(ids=list(late), at=at + dt.timedelta(seconds=min(late.values())))
        return [it for it in letters if it.id not in late]

    def _hand_out(self, letters: list[LetterToSend]) -> None:
        by_lane: dict[Hashable, list[LetterToSend]] = {}
        for letter in letters:
            by_lane.setdefault(lane_of(letter), []).append(letter)
        for key, those in by_lane.items():
            self._under_way.add(self._pool.submit(self._send_all, key, those, time.monotonic()))

    def _send_all(self, key: Hashable, letters: list[LetterToSend], leased_at: float) -> None:
        # Whoever else sends this way at the moment has the lane with them: there are as many as needed.
        lane = self._lanes.pop(key, None) or Lane()
        try:
            for letter in letters:
                if time.monotonic() - leased_at > FRESH:
                    break
                settle(letter, self._sent(lane, letter))
        except (DatabaseError, InterfaceError) as error:
            log.warning("what became of a letter could not be kept (%s); it may go out again", type(error).__name__)
            _drop_connection()
        except Exception:
            log.exception("letters could not be sent")
            lane.close()
        finally:
            letters_waiting.set()
            if (other := self._lanes.pop(key, None)) is not None:
                other.close()
            self._lanes[key] = lane

    def _sent(self, lane: Lane, letter: LetterToSend) -> Outcome | Trouble:
        if letter.outgoing.kind == "catcher":
            return SENT
        try:
            lane.send(letter, signed(letter))
        except Trouble as trouble:
            return trouble
        except (smtplib.SMTPException, OSError) as error:
            if not isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
                lane.close()
            return outcome_of(error)
        return SENT


def settle(letter: LetterToSend, outcome: Outcome | Trouble) -> None:
    """Keep what became of a letter, and whether its mailbox lets us send."""
    at, box = now(), letter.mailbox_id if letter.outgoing.kind == "smtp" else None
    if isinstance(outcome, Trouble):
        letter_deferred(letter_id=letter.id, why=outcome.code, now=at)
        if box:
            mailbox_troubled(mailbox_id=box, why=outcome.code, now=at, side="out")
        return
    if outcome.kind == "lane":
        letter_deferred(letter_id=letter.id, why="server_refused", detail=outcome.said, now=at)
        if box and outcome.status != BROKE_OFF:
            mailbox_troubled(mailbox_id=box, why="server_refused", now=at, side="out")
        return
    if box:
        mailbox_well(mailbox_id=box, now=at, side="out")
    if outcome.kind == "sent":
        letter_sent(letter_id=letter.id, now=at)
    elif outcome.kind == "later":
        letter_deferred(letter_id=letter.id, why="later", detail=outcome.said, now=at)
    else:
        letter_refused(letter_id=letter.id, status=outcome.status, why=outcome.said, now=at)


def _drop_connection() -> None:
    with suppress(DatabaseError, InterfaceError):
        connection.close()
