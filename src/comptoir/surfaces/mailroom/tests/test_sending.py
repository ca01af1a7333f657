"""Sending to a server that answers as a test wants it to: taken, later, never, or nothing at all."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from comptoir.domain.channels.models import Mailbox, SentMail, Suppressed
from comptoir.foundation.clock import now
from comptoir.surfaces.mailroom import usage
from comptoir.surfaces.mailroom.sender import lanes
from comptoir.surfaces.mailroom.sender.sending import Sending
from tests.live import free_port
from tests.post_office import awaited

pytestmark = [pytest.mark.enable_socket, pytest.mark.django_db(transaction=True)]

_numbers = itertools.count(1)


class Server:
    """Keeps what it takes; answers to recipients as it is told."""

    def __init__(self) -> None:
        self.took: list[Envelope] = []
        self.to: dict[str, str] = {}
        self.breaks_off = 0
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self.controller.start()

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        if address in self.to:
            return self.to[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.took.append(envelope)
        if self.breaks_off:
            self.breaks_off -= 1
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def server(settings) -> Iterator[Server]:
    server = Server()
    settings.SMTP_URL = f"smtp://127.0.0.1:{server.controller.port}"
    yield server
    server.controller.stop()


@pytest.fixture
def room(server: Server, listener_box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sending]:
    """The room of a house that has a mailbox already: it looks for letters often."""
    monkeypatch.setattr(usage, "OFTEN", 0.05)
    room = Sending()
    room.start()
    yield room
    room.stop()


def a_letter(box: Mailbox, recipient: str = "ana@people.test", **facts: Any) -> SentMail:
    n = next(_numbers)
    content = (
        f"From: support@shop.test\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <o{n}@x>\r\n\r\nOlá {n}\r\n"
    )
    usual = {"message_id": f"<o{n}@x>", "envelope_from": f"b-{n}@reply.shop.test", "content": content.encode()}
    usual |= {"once": f"n{n}", "written_at": now(), "next_at": now(), "template": "answer", "mailbox": box}
    return SentMail.objects.create(shop_id=box.shop_id, recipient=recipient, **usual | facts)


def state_of(letter: SentMail) -> SentMail:
    return SentMail.objects.get(pk=letter.pk)


def settled(letter: SentMail, *states: str) -> SentMail:
    return awaited(lambda: (it := state_of(letter)).state in (states or ("sent",)) and it, 10)


def deferred(letter: SentMail) -> SentMail:
    return awaited(lambda: (it := state_of(letter)).attempts and it, 10)


def test_letters_go_as_they_were_written_each_to_its_own_recipient(
    room: Sending, server: Server, listener_box: Mailbox
) -> None:
    letters = [a_letter(listener_box, f"u{n}@people.test") for n in range(3)]
    for letter in letters:
        assert settled(letter).sent_at
    assert sorted(it.rcpt_tos[0] for it in server.took) == [f"u{n}@people.test" for n in range(3)]
    assert {bytes(it.content) for it in server.took} == {bytes(letter.content) for letter in letters}
    assert server.took[0].mail_from.startswith("b-")


def test_an_address_that_is_not_there_gets_nothing_more(room: Sending, server: Server, listener_box: Mailbox) -> None:
    """F: 550 5.1.1 is the end of it, and shown."""
    server.to["ana@people.test"] = "550 5.1.1 <ana@people.test> unknown"
    found = settled(a_letter(listener_box), "bounced")
    assert found.why == "5.1.1"
    assert "ana@" not in found.detail
    assert Suppressed.objects.get().address == "ana@people.test"


def test_a_letter_that_is_not_taken_now_is_tried_later(room: Sending, server: Server, listener_box: Mailbox) -> None:
    server.to["ana@people.test"] = "450 4.2.0 greylisted"
    found = deferred(a_letter(listener_box))
    assert (found.state, found.why, found.detail) == ("waiting", "later", "450 4.2.0 greylisted")
    assert found.next_at > now() + dt.timedelta(seconds=30)


def test_a_letter_whose_answer_was_lost_is_sent_again_as_the_same(
    room: Sending, server: Server, listener_box: Mailbox
) -> None:
    """R2: at least once, and always with the same Message-ID and the same bytes."""
    server.breaks_off = 1
    letter = a_letter(listener_box)
    deferred(letter)
    SentMail.objects.update(next_at=now())
    settled(letter)
    assert len(server.took) == 2
    assert bytes(server.took[0].content) == bytes(server.took[1].content)


def test_a_server_that_is_away_costs_no_letter(room: Sending, server: Server, listener_box: Mailbox, settings) -> None:
    there, settings.SMTP_URL = settings.SMTP_URL, f"smtp://127.0.0.1:{free_port()}"
    found = deferred(a_letter(listener_box))
    assert (found.state, found.why) == ("waiting", "no_connection")
    settings.SMTP_URL = there
    SentMail.objects.update(next_at=now())
    settled(found)


def test_a_mailbox_whose_own_server_refuses_us_shows_it(
    room: Sending, server: Server, listener_box: Mailbox, settings
) -> None:
    settings.MAIL_PRIVATE_HOSTS = True
    facts = {"smtp_host": "127.0.0.1", "smtp_port": server.controller.port, "smtp_security": "starttls"}
    Mailbox.objects.update(outgoing="smtp", **facts)
    listener_box.refresh_from_db()
    deferred(a_letter(listener_box))
    awaited(lambda: Mailbox.objects.get().trouble == "out no_tls")
    Mailbox.objects.update(smtp_security="none")
    SentMail.objects.update(next_at=now())
    awaited(lambda: SentMail.objects.get().state == "sent")
    awaited(lambda: Mailbox.objects.get().trouble == "")


def test_a_mailbox_server_inside_our_own_network_is_not_connected_to(
    room: Sending, server: Server, listener_box: Mailbox
) -> None:
    """A9"""
    facts = {"smtp_host": "127.0.0.1", "smtp_port": server.controller.port, "smtp_security": "tls"}
    Mailbox.objects.update(outgoing="smtp", **facts)
    listener_box.refresh_from_db()
    assert deferred(a_letter(listener_box)).why == "host_private"
    assert not server.took


def test_letters_beyond_the_pace_wait_and_lose_no_attempt(
    room: Sending, server: Server, listener_box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room._pace, "_a_minute", 2)
    for _ in range(4):
        a_letter(listener_box)
    awaited(lambda: SentMail.objects.filter(state="sent").count() == 2)
    awaited(lambda: SentMail.objects.filter(state="waiting", leased_until=None, next_at__gt=now()).count() == 2)
    assert set(SentMail.objects.values_list("attempts", flat=True)) == {0}


def test_letters_over_the_house_are_signed_alike_each_time(
    room: Sending, server: Server, listener_box: Mailbox, settings, tmp_path: Path
) -> None:
    key = rsa.generate_private_key(65537, 2048)
    kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key.pem").write_bytes(key.private_bytes(*kinds))
    settings.DKIM_KEY, settings.DKIM_DOMAIN = str(tmp_path / "key.pem"), "reply.shop.test"
    letter = a_letter(listener_box)
    settled(letter)
    SentMail.objects.update(state="waiting", next_at=now())
    awaited(lambda: len(server.took) == 2)
    first, second = (bytes(it.content) for it in server.took)
    assert first == second
    assert first.startswith(b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=reply.shop.test;")
    assert first.endswith(bytes(letter.content))


def test_a_connection_is_not_kept_for_ever(room: Sending, server: Server, listener_box: Mailbox, monkeypatch) -> None:
    monkeypatch.setattr(lanes, "LETTERS_EACH", 1)
    for _ in range(3):
        settled(a_letter(listener_box))
    assert len(server.took) == 3
