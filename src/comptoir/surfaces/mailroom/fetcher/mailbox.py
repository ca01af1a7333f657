"""One mailbox on another server: visited, and listened to in between where the server says by itself what comes (IDLE)."""

from __future__ import annotations

import datetime as dt
import logging

from imapclient import SEEN, IMAPClient

from comptoir.domain.channels.actions import MailboxToFetch, begin_at, keep_fetched
from comptoir.domain.channels.connecting import imap
from comptoir.domain.channels.connecting.access import Trouble
from comptoir.surfaces.mailroom.fetcher.reading import Place, fetched, in_batches, new_in
from comptoir.surfaces.mailroom.tokens import with_token

log = logging.getLogger(__name__)

FIRST_TIME = 0
WHOLE = -1
"""As `uid` of a mailbox that was never opened: also what is there already is wanted."""
BACK = dt.timedelta(days=2)
"""How far before our last look mails are looked at again when the server has numbered them anew."""


class Mailbox:
    """A mailbox and our connection to it. Only one thread at a time may use it."""

    def __init__(self, facts: MailboxToFetch) -> None:
        self.facts = facts
        self.uidvalidity, self.uid = facts.uidvalidity, facts.uid
        self._client: IMAPClient | None = None
        self._is_idle = False

    def visit(self, now: dt.datetime) -> int:
        """Keep what is new, then listen; returns how many mails came. Raises `Trouble`, and what the database raises."""
        try:
            with imap.imap_troubles():
                client = self._connected(now)
                self._leave_idle(client)
                came = self._keep_new(client, now)
                while self._listen(client):
                    self._leave_idle(client)
                    came += self._keep_new(client, now)
        except BaseException:
            self.close()
            raise
        return came

    def socket(self) -> object | None:
        """What becomes readable when the server tells something; None where it does not tell by itself."""
        return self._client.socket() if self._client and self._is_idle else None

    def close(self) -> None:
        """End the connection."""
        client, self._client, self._is_idle = self._client, None, False
        if client:
            imap.end(client)

    def _connected(self, now: dt.datetime) -> IMAPClient:
        if self._client is None:
            facts = self.facts
            client = imap.signed_in(with_token(facts.access, facts.id, facts.oauth))
            self._client = client
            self._open(client, now)
        return self._client

    def _open(self, client: IMAPClient, now: dt.datetime) -> None:
        if not client.folder_exists(self.facts.folder):
            raise Trouble("folder_unknown")
        told = client.select_folder(self.facts.folder)
        uidvalidity, next_uid = int(told[b"UIDVALIDITY"]), int(told.get(b"UIDNEXT", 0))
        if self.uidvalidity == FIRST_TIME:
            self._begin(client, uidvalidity, 0 if self.uid == WHOLE else self._last(client, next_uid))
        elif self.uidvalidity != uidvalidity:
            log.warning("mailbox %s was numbered anew by its server", self.facts.id)
            since = ((self.facts.looked_at or now) - BACK).date()
            self.uid = 0
            self._keep(client, uidvalidity, now, since)
            self._begin(client, uidvalidity, max(self.uid, self._last(client, next_uid)))

    def _begin(self, client: IMAPClient, uidvalidity: int, uid: int) -> None:
        begin_at(mailbox_id=self.facts.id, uidvalidity=uidvalidity, uid=uid)
        self.uidvalidity, self.uid = uidvalidity, uid

    def _last(self, client: IMAPClient, next_uid: int) -> int:
        return next_uid - 1 if next_uid else max(client.search(), default=0)

    def _keep_new(self, client: IMAPClient, now: dt.datetime) -> int:
        return self._keep(client, self.uidvalidity, now, None)

    def _keep(self, client: IMAPClient, uidvalidity: int, now: dt.datetime, since: dt.date | None) -> int:
        place, came = Place(self.facts.id, self.facts.shop_id, uidvalidity), 0
        for batch in in_batches(new_in(client, self.uid, now, since)):
            mails = fetched(client, place, batch)
            last = batch[-1].uid
            keep_fetched(mailbox_id=self.facts.id, uidvalidity=uidvalidity, mails=mails, last_uid=last, now=now)
            self.uidvalidity, self.uid, came = uidvalidity, last, came + len(mails)
            self._mark(client, [uid for uid, _ in mails])
        return came

    def _mark(self, client: IMAPClient, uids: list[int]) -> None:
        """Show others that it is taken care of; where that fails nothing is lost."""
        try:
            if uids:
                client.add_flags(uids, [SEEN], silent=True)
        except client.Error:
            log.info("mails in mailbox %s could not be marked as read", self.facts.id)

    def _listen(self, client: IMAPClient) -> bool:
        """Let the server tell what comes; says whether it has told something already, which no selector would notice."""
        if not client.has_capability("IDLE"):
            return False
        client.idle()
        self._is_idle = True
        return imap.has_told(client)

    def _leave_idle(self, client: IMAPClient) -> None:
        if self._is_idle:
            self._is_idle = False
            client.idle_done()
