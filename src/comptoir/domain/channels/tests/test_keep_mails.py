from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django.db import transaction

from comptoir.domain.channels import actions
from comptoir.domain.channels.actions import CameIn
from comptoir.domain.channels.models import Mailbox, ReceivedMail
from comptoir.domain.channels.tests.stage import SHOP, a_mail, a_talk_by_mail, applied, comes, letters, raw_of
from tests.people import NOON


def came(n: int, raw: bytes | None = None, **fields: object) -> CameIn:
    facts = {"envelope_to": (SHOP,), "received_at": NOON} | fields
    return CameIn("lmtp", f"queue {n}", raw or a_mail(), **facts)


def test_mails_are_kept_byte_for_byte_before_anything_else(desk: SimpleNamespace) -> None:
    """R1"""
    raw = a_mail("Première ligne\r\nDeuxième")
    [pk] = actions.keep_mails([came(1, raw)], now=NOON)
    mail = ReceivedMail.objects.get(pk=pk)
    assert raw_of(mail) == raw
    assert (mail.state, mail.shop_id, mail.mailbox_id, mail.size) == ("waiting", desk.shop.id, desk.box.pk, len(raw))


def test_the_same_number_of_the_same_door_is_kept_once(desk: SimpleNamespace) -> None:
    """R3: a server that has lost our answer brings it again."""
    first, again = (actions.keep_mails([came(7)], now=NOON)[0] for _ in range(2))
    assert first is not None
    assert again is None
    assert ReceivedMail.objects.count() == 1


def test_a_batch_is_kept_whole_or_not_at_all(desk: SimpleNamespace) -> None:
    """R1: nothing is acknowledged that is not committed."""
    with transaction.atomic():
        actions.keep_mails([came(1), came(2)], now=NOON)
        transaction.set_rollback(True)
    assert not ReceivedMail.objects.exists()


def test_a_mail_to_an_address_for_replies_is_its_shops_from_the_beginning(desk: SimpleNamespace) -> None:
    """R8: what cannot be read later is shown to the shop all the same."""
    a_talk_by_mail()
    reply = letters()[0].content.decode().partition("Reply-To:")[2].partition("<")[2].partition(">")[0]
    [pk] = actions.keep_mails([came(1, b"\xff", envelope_to=(reply.upper(),))], now=NOON)
    assert ReceivedMail.objects.get(pk=pk).shop_id == desk.shop.id


def test_a_mail_beyond_what_is_taken_ends_visibly(desk: SimpleNamespace) -> None:
    """R8"""
    [pk] = actions.keep_mails([came(1, too_large=True)], now=NOON)
    mail = ReceivedMail.objects.get(pk=pk)
    assert (mail.state, mail.why, mail.next_at) == ("failed", "too_large", None)


def test_a_date_from_the_future_counts_from_now(desk: SimpleNamespace) -> None:
    """Threat 29"""
    [pk] = actions.keep_mails([came(1, received_at=NOON + dt.timedelta(days=3))], now=NOON)
    assert ReceivedMail.objects.get(pk=pk).received_at == NOON


def fetched(box: Mailbox, uids: range, *, uidvalidity: int = 11, said: str = "n") -> list[int | None]:
    mails = [
        (uid, CameIn("imap", f"{box.pk} {uidvalidity} {uid}", a_mail(message_id=f"<{said}{uid}@x.example>"), box.pk))
        for uid in uids
    ]
    return actions.keep_fetched(mailbox_id=box.pk, uidvalidity=uidvalidity, mails=mails, last_uid=max(uids), now=NOON)


def test_the_cursor_moves_with_the_mails(desk: SimpleNamespace) -> None:
    """R1, threat 27"""
    Mailbox.objects.filter(pk=desk.box.pk).update(uidvalidity=11)
    assert None not in fetched(desk.box, range(1, 4))
    with transaction.atomic():
        fetched(desk.box, range(4, 7))
        transaction.set_rollback(True)
    desk.box.refresh_from_db()
    assert (desk.box.uid, ReceivedMail.objects.count()) == (3, 3)
    assert fetched(desk.box, range(2, 6))[:2] == [None, None]
    desk.box.refresh_from_db()
    assert (desk.box.uid, ReceivedMail.objects.count()) == (5, 5)


def test_a_mailbox_numbered_anew_brings_nothing_twice(desk: SimpleNamespace) -> None:
    """Threat 27: by content, since the numbers say nothing any more."""
    fetched(desk.box, range(1, 5))
    assert fetched(desk.box, range(1, 7), uidvalidity=12)[:4] == [None] * 4
    desk.box.refresh_from_db()
    assert (desk.box.uidvalidity, desk.box.uid, ReceivedMail.objects.count()) == (12, 6, 6)


def test_a_mailbox_that_is_gone_keeps_nothing(desk: SimpleNamespace) -> None:
    pk = desk.box.pk
    desk.box.delete()
    desk.box.pk = pk
    assert fetched(desk.box, range(1, 3)) == [None, None]


def test_the_same_mail_by_two_ways_is_one(desk: SimpleNamespace) -> None:
    """R3: to the service and to the shop's other mailbox; servers have written above it what they like."""
    Mailbox.objects.create(shop_id=desk.shop.id, address="info@maison-perle.example", incoming="listener")
    raw = a_mail(to=f"{SHOP}, info@maison-perle.example", message_id="<one@client.example>")
    first = comes(raw)
    again = comes(b"Received: from elsewhere\r\n" + raw, to="info@maison-perle.example")
    assert (first.state, again.state, again.why) == ("applied", "ignored", "twice")


def test_another_mail_of_the_same_message_id_is_kept_and_flagged(desk: SimpleNamespace) -> None:
    """Threat 28"""
    first = comes(a_mail("Une bague", message_id="<one@client.example>"))
    other = comes(a_mail("Un collier", message_id="<one@client.example>"))
    assert (other.state, other.why) == ("applied", "same_id")
    assert other.conversation_id != first.conversation_id


def test_a_mail_that_cannot_be_read_fails_and_the_queue_goes_on(desk: SimpleNamespace) -> None:
    """R8"""
    bad, good = actions.keep_mails([came(1, b" \r\n"), came(2)], now=NOON)
    assert bad is not None
    assert good is not None
    assert applied(bad).state == "failed"
    assert applied(bad).why == "empty"
    assert applied(good).state == "applied"
