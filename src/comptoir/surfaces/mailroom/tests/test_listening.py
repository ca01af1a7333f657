"""The listener, spoken to over real sockets: nothing is acknowledged that is not kept."""

from __future__ import annotations

import smtplib
import socket
import zlib
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import OperationalError

from comptoir.domain.channels.models import Mailbox, RawMail, ReceivedMail
from comptoir.surfaces.mailroom.keeping import Keeper, keep
from comptoir.surfaces.mailroom.listener import listening
from comptoir.surfaces.mailroom.listener.listening import Listening

pytestmark = [pytest.mark.enable_socket, pytest.mark.django_db(transaction=True)]

MAIL = b"From: ana@people.test\r\nTo: support@shop.test\r\nSubject: Anel\r\n\r\nBom dia\r\n"


class Doors:
    """Listeners of both kinds."""

    def __init__(self, keep: Callable[..., object] = keep) -> None:
        self.keeper = Keeper(keep)
        self.listening = Listening(self.keeper, lmtp="127.0.0.1:0", smtp="127.0.0.1:0")
        self.keeper.start()
        self.listening.start()

    def lmtp(self) -> smtplib.LMTP:
        return smtplib.LMTP("127.0.0.1", self.listening.ports[0], timeout=10)

    def smtp(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.listening.ports[1], "client.test", timeout=10)

    def close(self) -> None:
        self.listening.stop()
        self.keeper.stop()


@pytest.fixture
def doors(listener_box: Mailbox, settings) -> Iterator[Doors]:
    settings.MAIL_DOMAIN = "reply.shop.test"
    cache.clear()
    doors = Doors()
    yield doors
    doors.close()


def test_a_mail_is_kept_before_it_is_acknowledged(doors: Doors, listener_box: Mailbox) -> None:
    """R1, G8"""
    with doors.lmtp() as client:
        client.sendmail("ana@people.test", ["support@shop.test"], MAIL)
    row = ReceivedMail.objects.get()
    assert (row.source, row.envelope_from, row.envelope_to) == ("lmtp", "ana@people.test", ["support@shop.test"])
    assert (row.mailbox_id, row.shop_id) == (listener_box.pk, listener_box.shop_id)
    assert zlib.decompress(RawMail.objects.get().content) == MAIL


def test_each_recipient_of_an_lmtp_mail_has_an_answer_of_their_own(doors: Doors, listener_box: Mailbox) -> None:
    """Threat 27: a server that sends to two at once believes what is said of each."""
    Mailbox.objects.create(shop_id=listener_box.shop_id, address="outra@shop.test", incoming="listener")
    with socket.create_connection(("127.0.0.1", doors.listening.ports[0])) as line:
        words = line.makefile("rwb")
        said = [
            b"LHLO post.test\r\nMAIL FROM:<ana@people.test>\r\n",
            b"RCPT TO:<support@shop.test>\r\nRCPT TO:<outra@shop.test>\r\nRCPT TO:<nobody@shop.test>\r\nDATA\r\n",
            MAIL + b".\r\nQUIT\r\n",
        ]
        words.write(b"".join(said))
        words.flush()
        answers = words.read().decode().splitlines()
    assert [it[:3] for it in answers if it[:4] != "250-"] == [
        *("220", "250", "250", "250", "250", "550", "354"),
        *("250", "250"),
        "221",
    ]
    assert sorted(row.envelope_to[0] for row in ReceivedMail.objects.all()) == ["outra@shop.test", "support@shop.test"]


def test_unknown_addresses_are_refused_alike_before_the_mail_is_sent(doors: Doors) -> None:
    """Threat 5: no backscatter, and nothing to learn."""
    with doors.smtp() as client:
        client.ehlo()
        client.mail("ana@people.test")
        answers = {
            client.rcpt(address)
            for address in ("nobody@shop.test", "c-" + "a" * 36 + "@reply.shop.test", "b-1.aaaaaaaaaa@reply.shop.test")
        }
    assert answers == {(550, b"5.1.1 No such address here")}
    assert not ReceivedMail.objects.exists()


def test_whoever_guesses_addresses_is_sent_away(doors: Doors) -> None:
    """Threat 5"""
    with doors.smtp() as client:
        client.ehlo()
        client.mail("ana@people.test")
        codes = [client.rcpt(f"c-{n}@reply.shop.test")[0] for n in range(listening.GUESSES_A_MINUTE + 1)]
        assert client.getreply()[0] == 421
    assert set(codes) == {550}
    with doors.lmtp() as client:
        client.sendmail("ana@people.test", ["support@shop.test"], MAIL)


def test_the_same_mail_brought_again_after_a_lost_answer_is_kept_once(doors: Doors) -> None:
    """R3"""
    for _ in range(2):
        with doors.smtp() as client:
            client.sendmail("ana@people.test", ["support@shop.test"], MAIL)
    assert ReceivedMail.objects.count() == 1


def test_a_mail_is_asked_for_again_while_the_database_is_away(listener_box: Mailbox) -> None:
    """R1: 451, and whoever sends keeps it."""

    def away(_: object) -> None:
        raise OperationalError("away")

    doors = Doors(keep=away)
    try:
        with doors.smtp() as client, pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("ana@people.test", ["support@shop.test"], MAIL)
        assert refused.value.smtp_code == 451
        with doors.lmtp() as client, pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("ana@people.test", ["support@shop.test"], MAIL)
        assert refused.value.smtp_code == 451
    finally:
        doors.close()


def test_a_mail_that_goes_in_circles_is_refused(doors: Doors) -> None:
    """A6"""
    hops = b"Received: from a by b; Mon, 1 Jan 2026 00:00:00 +0000\r\n" * 31
    with doors.smtp() as client, pytest.raises(smtplib.SMTPDataError) as refused:
        client.sendmail("ana@people.test", ["support@shop.test"], hops + MAIL)
    assert refused.value.smtp_code == 554
    assert not ReceivedMail.objects.exists()


def test_a_mail_that_says_it_is_too_large_is_refused_before_it_comes(doors: Doors) -> None:
    with doors.smtp() as client:
        client.ehlo()
        assert client.esmtp_features["size"] == str(35 * 1024 * 1024)
        assert client.mail("ana@people.test", ["SIZE=99999999"])[0] == 552


def test_who_comes_straight_from_the_internet_is_written_down(doors: Doors) -> None:
    with doors.smtp() as client:
        client.sendmail("ana@people.test", ["support@shop.test"], MAIL)
    row = ReceivedMail.objects.get()
    assert (row.source, row.client_ip, row.helo) == ("smtp", "127.0.0.1", "client.test")
    raw = zlib.decompress(RawMail.objects.get().content)
    assert raw.startswith(b"Received: from client.test ([127.0.0.1])\r\n\tby reply.shop.test with ESMTP; ")
    assert raw.endswith(MAIL)


def test_a_server_of_the_house_tells_for_whom_it_speaks(doors: Doors) -> None:
    with doors.lmtp() as client:
        client.ehlo()
        assert "xforward" in client.esmtp_features
        client.docmd("XFORWARD", "NAME=mx.people.test ADDR=203.0.113.9 HELO=mx.people.test")
        client.sendmail("ana@people.test", ["support@shop.test"], MAIL)
    row = ReceivedMail.objects.get()
    assert (row.client_ip, row.helo) == ("203.0.113.9", "mx.people.test")


def test_nobody_from_the_internet_tells_that_they_speak_for_others(doors: Doors) -> None:
    with doors.smtp() as client:
        client.ehlo()
        assert client.docmd("XFORWARD", "ADDR=203.0.113.9")[0] == 500


@pytest.mark.parametrize(
    "command",
    [
        "MAIL FROM:<a@b.test>\nRCPT TO:<support@shop.test>",
        "MAIL FROM:<a b@c.test>",
        "MAIL FROM:" + "x" * 5000,
        "RCPT TO:<support@shop.test>",
        "DATA",
        "EXPN all",
    ],
)
def test_odd_commands_get_an_answer_and_change_nothing(doors: Doors, command: str) -> None:
    """A24"""
    with socket.create_connection(("127.0.0.1", doors.listening.ports[1])) as line:
        line.settimeout(10)
        words = line.makefile("rwb")
        words.write(f"EHLO x.test\r\n{command}\r\nQUIT\r\n".encode())
        words.flush()
        answers = [it for it in words.read().decode().splitlines() if it[:4] != "250-"]
    assert answers[2][0] == "5"
    assert not ReceivedMail.objects.exists()


def test_a_bad_client_leaves_after_ten_mistakes(doors: Doors) -> None:
    with socket.create_connection(("127.0.0.1", doors.listening.ports[1])) as line:
        words = line.makefile("rwb")
        words.write(b"NONSENSE\r\n" * 50)
        words.flush()
        answers = words.read().decode().splitlines()
    assert answers[-1].startswith("421")
    assert len(answers) == 12


def test_addresses_stand_in_no_line_of_the_log(doors: Doors, caplog: pytest.LogCaptureFixture) -> None:
    """Threat 26"""
    caplog.set_level("DEBUG")
    with doors.smtp() as client:
        client.sendmail("ana@people.test", ["support@shop.test"], MAIL)
    assert "ana@" not in caplog.text
    assert "support@" not in caplog.text
