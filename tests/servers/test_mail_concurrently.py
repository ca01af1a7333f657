"""Mail that several processes work on at once, on PostgreSQL: each mail is applied once, each letter goes to one sender. G8."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from comptoir.domain.channels import actions
from comptoir.domain.channels.actions import CameIn
from comptoir.domain.channels.actions.applying import understanding
from comptoir.domain.channels.models import Correspondent, ReceivedMail, SentMail
from comptoir.domain.channels.tests.stage import (
    ANA,
    SHOP,
    InProcess,
    a_check,
    a_mail,
    a_shop_with_mail,
    as_read,
    letters,
    sender_in,
)
from comptoir.domain.conversations.actions import assign, merge
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.foundation.clock import now
from tests.people import a_member, a_viewer, says
from tests.requirements import postgresql
from tests.servers.together import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
WORKERS, MAILS = 4, 24


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    postgresql()


@pytest.fixture
def desk(settings, monkeypatch) -> SimpleNamespace:
    settings.MAIL_DOMAIN, settings.SMTP_URL, settings.DEMO = "reply.maison.example", "smtp://127.0.0.1:1", False
    monkeypatch.setattr(understanding, "check_sender", lambda raw, **_facts: a_check(address=sender_in(raw)))
    shop, box = a_shop_with_mail()
    return SimpleNamespace(shop=shop, box=box, adele=a_member(shop, "advisor"), rose=a_member(shop, "referent"))


def came(n: int, raw: bytes, to: str = SHOP) -> CameIn:
    return CameIn("lmtp", f"queue {n}", raw, envelope_to=(to,), envelope_from=ANA)


def work() -> int:
    return sum(actions.work_mails(now=now(), reader=InProcess(), at_most=3) for _ in range(MAILS))


def test_several_workers_apply_each_mail_once(desk: SimpleNamespace) -> None:
    """Threat 27: many mails of the same new person among them."""
    raws = [a_mail(f"Demande {n}", subject=f"Demande {n}") for n in range(MAILS)]
    actions.keep_mails([came(n, raw) for n, raw in enumerate(raws)], now=now())
    taken = all_at_once([work] * WORKERS)
    assert sum(taken) == MAILS
    assert ReceivedMail.objects.filter(state="applied", attempts=1).count() == MAILS
    assert Conversation.objects.count() == MAILS
    assert Correspondent.objects.count() == 1
    assert Entry.objects.filter(kind="message", author="visitor").count() == MAILS
    assert SentMail.objects.filter(template="acknowledgement").count() >= 1


def test_the_same_delivery_by_two_doors_is_kept_once(desk: SimpleNamespace) -> None:
    """R3"""
    batch = [came(n, a_mail(f"Demande {n}")) for n in range(8)]
    kept = all_at_once([lambda: actions.keep_mails(batch, now=now())] * WORKERS)
    assert sum(pk is not None for those in kept for pk in those) == 8
    assert ReceivedMail.objects.count() == 8


def test_answers_mails_and_a_merging_at_once_wait_for_each_other(desk: SimpleNamespace) -> None:
    """G8: locks are taken in one order, and nothing is lost."""
    for n, subject in enumerate(("Une bague", "Un collier")):
        actions.keep_mails([came(n, a_mail(subject, subject=subject))], now=now())
    work()
    first, second = Conversation.objects.order_by("pk")
    for talk in (first, second):
        assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=now())
    to = as_read(letters()[0]).reply_to[0].address
    raws = [a_mail(f"Encore {n}", subject=f"[#{second.reference}]") for n in range(6)]
    actions.keep_mails([came(10 + n, raw) for n, raw in enumerate(raws)], now=now())
    actions.keep_mails([came(20 + n, a_mail(f"Aussi {n}"), to) for n in range(6)], now=now())

    def join() -> None:
        time.sleep(0.05)
        merge(conversation_id=first.pk, other_id=second.pk, viewer=a_viewer(desk.rose), now=now())

    def answer() -> None:
        for n in range(6):
            says(first, f"Bonjour {n}", by=desk.adele, now=now())

    all_at_once([work, work, join, answer])
    ReceivedMail.objects.filter(state="waiting").update(next_at=now())
    work()
    assert not ReceivedMail.objects.exclude(state="applied").exists()
    written = Entry.objects.filter(kind="message", author="visitor", body__regex="^(Encore|Aussi)")
    assert written.count() == 12


def test_a_letter_is_leased_to_one_of_many_senders(desk: SimpleNamespace) -> None:
    """R2: and nobody waits for another's."""
    for n in range(12):
        letter = actions.LetterToWrite(
            shop_id=desk.shop.id,
            template="answer",
            recipient=f"x{n}@client.example",
            subject="x",
            text="x",
            mailbox_id=desk.box.pk,
            once=f"n{n}",
            at=now(),
        )
        actions.write_letter(letter)
    held = threading.Event()
    taken: list[int] = []

    def lease_and_wait() -> None:
        with transaction.atomic():
            taken.extend(it.id for it in actions.lease_letters(now=now(), at_most=4))
            held.set()
            time.sleep(0.5)
        connection.close()

    thread = threading.Thread(target=lease_and_wait)
    thread.start()
    held.wait(5)
    began = time.monotonic()
    others = [it.id for it in actions.lease_letters(now=now(), at_most=20)]
    assert time.monotonic() - began < 0.4
    thread.join()
    assert len(taken) == 4
    assert sorted([*taken, *others]) == sorted(SentMail.objects.values_list("pk", flat=True))
