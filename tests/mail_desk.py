"""A live desk with a mailroom, beside a real post office: mailboxes connected, names known, nothing leaves."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from contextlib import ExitStack
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.live import DATABASE, LiveDesk
from tests.post_office import CLIENT_IP, DESK, PASSWORD, PEOPLE, REPLIES, SHOP, PostOffice, awaited
from tests.zones import zone

SUPPORT, LISTENED = f"support@{SHOP}", f"aide@{DESK}"
NAMES = {name: {"TXT": [f"v=spf1 ip4:{CLIENT_IP} -all"]} for name in (PEOPLE, SHOP, REPLIES, DESK)}
QUERIES = {
    "received": "SELECT * FROM channels_receivedmail ORDER BY id",
    "sent": "SELECT * FROM channels_sentmail ORDER BY id",
    "boxes": "SELECT * FROM channels_mailbox ORDER BY id",
    "talks": "SELECT * FROM conversations_conversation WHERE channel = 'email' ORDER BY id",
    "entries": "SELECT * FROM conversations_entry ORDER BY conversation_id, seq",
}
RAW = "SELECT content FROM channels_rawmail ORDER BY mail_id"


class MailDesk(LiveDesk):
    """A desk on a file of its own, whose mailroom is in its server; with `COMPTOIR_MAILROOM="elsewhere"` start it by `launch("mailroom")`.

    With a `DATABASE_URL` it is on that PostgreSQL, which it empties first; `look` tells the same of it.
    """

    def __init__(self, post: PostOffice, *, boxes: tuple[dict[str, Any], ...] = (), **settings: str) -> None:
        self.post = post
        self._open = ExitStack()
        resolver = self._open.enter_context(zone(NAMES))
        usual = {
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "COMPTOIR_MAIL_DOMAIN": REPLIES,
            "COMPTOIR_SMTP_URL": f"smtp://127.0.0.1:{post.smtp_port}",
            "COMPTOIR_LMTP": f"127.0.0.1:{post.desk_lmtp}",
            "COMPTOIR_MAIL_PRIVATE_HOSTS": "1",
            "COMPTOIR_MAIL_CERTIFICATES": str(post.certificates),
            "COMPTOIR_MAIL_RESOLVER": f"127.0.0.1:{resolver.port}",
            "COMPTOIR_MAIL_READERS": "1",
        }
        super().__init__(**(usual | settings))
        self.boxes = self.connect(*boxes) if boxes else []

    def close(self) -> None:
        super().close()
        self._open.close()

    def connect(self, *boxes: dict[str, Any]) -> list[int]:
        """Mailboxes of the shop; returns their numbers."""
        return list(self._told("connect", self.cast["shop"], json.dumps(boxes)))

    def cases(self, number: int, *, seller: str, buyer: str) -> list[int]:
        """So many cases of a marketplace between these two; returns their conversations."""
        return list(self._told("cases", str(number), seller, buyer))

    def look(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that is kept of mail, table by table."""
        return {name: self._rows(query) for name, query in QUERIES.items()}

    def raw(self) -> list[bytes]:
        """The mails that came, byte for byte."""
        return [zlib.decompress(row["content"]) for row in self._rows(RAW)]

    def talks(self, number: int = 1, within: float = 20) -> list[dict[str, Any]]:
        """The conversations by mail, once there are so many."""
        found: dict[str, Any] = {}

        def look() -> bool:
            found.update(self.look())
            return len(found["talks"]) >= number

        awaited(look, within, lambda: f"{found}\n{self.log.read_text()[-3000:]}")
        return list(found["talks"])

    def _rows(self, query: str) -> list[dict[str, Any]]:
        address = self.environment.get("DATABASE_URL", "")
        if address:
            with psycopg.connect(address, row_factory=dict_row) as found:
                return [_as_text(row) for row in found.execute(query)]
        with contextlib.closing(sqlite3.connect(self.folder / DATABASE, timeout=20)) as rows:
            rows.row_factory = sqlite3.Row
            return [dict(row) for row in rows.execute(query)]

    def _told(self, verb: str, *arguments: str) -> Any:
        return json.loads(self.run("tests.mail_cast", verb, *arguments).splitlines()[-1])


def _as_text(row: dict[str, Any]) -> dict[str, Any]:
    """Lists and the like as the text that SQLite keeps of them."""
    return {name: json.dumps(it) if isinstance(it, list | dict) else it for name, it in row.items()}


def by_imap(post: PostOffice, address: str = SUPPORT, **facts: Any) -> dict[str, Any]:
    """A mailbox that is fetched from Dovecot."""
    place = {"imap_host": "localhost", "imap_port": post.imaps_port, "imap_security": "tls"}
    return {"address": address, "incoming": "imap", "imap_user": address, "imap_secret": PASSWORD} | place | facts


def by_listener(address: str = LISTENED, **facts: Any) -> dict[str, Any]:
    """A mailbox whose mail comes to our own listener."""
    return {"address": address, "incoming": "listener"} | facts
