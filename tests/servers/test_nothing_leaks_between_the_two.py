"""Hundreds of answers as mail programs send them, through the whole house: nothing of who wrote them reaches the other side. E3, E7, R8.

Threats 7 to 14: headers, display names, quoted attributions, signatures, HTML, photographs that know where they were taken.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator

import pytest
import time_machine

from comptoir.domain.channels import actions as channels
from comptoir.domain.channels import taking
from comptoir.domain.channels.actions import CameIn
from comptoir.domain.channels.models import ReceivedMail, SentMail
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.models import Entry
from comptoir.domain.marketplace import actions, reactions
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.tests.stage import InProcess, a_buyer, a_market, a_seller, an_order, as_read, writes
from comptoir.domain.people.queries import forget_members
from comptoir.foundation.worker import Worker
from tests.leaks import found_in, plain, secrets_of
from tests.letters.answers import KINDS, LANGUAGES, Writer
from tests.letters.clients import replies
from tests.letters.formats import FORMATS
from tests.letters.layout import Original
from tests.people import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(180)]

SELLER = Writer(cc=("ana.privado@correio-da-ana.example",))
BUYER = Writer(
    name="João Carvalhal Pimenta",
    address="joao.pimenta@pimenta-e-filhos.example",
    phone="+351 936 123 987",
    shop="Pimenta e Filhos Lda",
    street="Travessa do Carmo 8, 1200-095 Lisboa",
    page="www.pimenta-e-filhos.example",
    host="out7.pimenta-e-filhos.example",
    ip="198.51.100.23",
    cc=("jp@telemovel-do-joao.example",),
)
MANY = 105
"""Answers of each side."""
MIX = {
    "languages": LANGUAGES,
    "clients": tuple(FORMATS),
    "kinds": KINDS,
    "forms": ("text", "html", "both"),
    "signed": (False, True),
}


@pytest.fixture
def case(settings, tmp_path, monkeypatch) -> Case:
    """João writes to the seller of his watch; what is written is relayed as soon as it is told."""
    settings.MAIL_DOMAIN, settings.DEMO, settings.FILES_DIR = "reply.feira.example", True, str(tmp_path)
    monkeypatch.setitem(taking.TAKERS, "seller", actions.take_seller_letter)
    monkeypatch.setitem(taking.TAKERS, "marketplace:customer", actions.take_buyer_letter)
    forget_members()
    shop = a_market()
    an_order(shop)
    a_seller(shop, support_name="Relógios do Largo", support_email=SELLER.address, name="Relógios do Largo")
    buyer = a_buyer(shop, first_name="João", last_name="Carvalhal Pimenta", email=BUYER.address, phone=BUYER.phone)
    case = writes(shop, buyer, "O relógio chegou sem o estojo.")
    tell()
    return case


def tell(at: dt.datetime = NOON) -> None:
    with time_machine.travel(at, tick=False):
        Worker({MessagePosted: [reactions.relay_messages]}).deliver_all(at)


def a_mix(original: Original, writer: Writer) -> Iterator[tuple[bytes, str]]:
    """Answers of every program and language, of every kind, with and without pictures and copies: as dice fall, the same each time."""
    dice, given = random.Random(7), 0
    for number in itertools.count(1):
        chosen = {name: (dice.choice(values),) for name, values in MIX.items()}
        one = next(replies(original, writer, **chosen, pictures_every=number % 9 == 0, cc_every=number % 5 == 0), None)
        if one is not None:
            given += 1
            yield one.raw.replace(b".1@", b".%d@" % number, 1), one.left
        if given == MANY:
            return


def answers(case: Case, letter: SentMail, writer: Writer, begins: dt.datetime) -> list[tuple[ReceivedMail, str]]:
    """Many replies to a letter come in, one after the other, and are passed on: each with what was written in it."""
    read = as_read(letter)
    assert read.sender is not None
    original = Original(read.sender.name, read.sender.address, read.subject, read.message_id, read.text)
    came = []
    for number, (raw, left) in enumerate(a_mix(original, writer)):
        at = begins + dt.timedelta(minutes=3 * number)
        assert found_in(raw, writer, secrets_of(writer))
        mail = CameIn("catcher", f"{writer.ip} {number}", raw, envelope_to=(read.sender.address,), received_at=at)
        [pk] = channels.keep_mails([mail], now=at)
        channels.apply_mail(pk, now=at, reader=InProcess())
        tell(at)
        came.append((ReceivedMail.objects.get(pk=pk), left))
    return came


def first_to(case: Case, party: str) -> SentMail:
    return SentMail.objects.filter(conversation_id=case.pk, party=party, template="relay").order_by("pk")[0]


def test_of_what_sellers_and_buyers_answer_nothing_tells_the_other_who_they_are(case) -> None:
    """E3, E7, threats 7–14: 210 answers of 14 mail programs in five languages; every letter read in full, none leaks."""
    by_seller = answers(case, first_to(case, "seller"), SELLER, NOON)
    by_buyer = answers(case, first_to(case, "customer"), BUYER, NOON + dt.timedelta(hours=12))

    came = [*by_seller, *by_buyer]
    assert {(mail.state, mail.why) for mail, _ in came} == {("applied", "")}
    assert sum(_is_there(mail, left) for mail, left in came) >= 0.95 * len(came)
    leaks = []
    known = {
        "customer": (SELLER, secrets_of(SELLER, allowed=("Relógios do Largo", "Relógios"))),
        "seller": (BUYER, secrets_of(BUYER, allowed=("João",))),
    }
    letters = SentMail.objects.filter(conversation_id=case.pk, template="relay", state="sent")
    for letter in letters:
        writer, secrets = known[letter.party]
        leaks += [(letter.pk, what) for what in found_in(bytes(letter.content), writer, secrets)]
    assert leaks == []
    assert letters.count() >= 200


def _is_there(mail: ReceivedMail, left: str) -> bool:
    """Whether the words that somebody wrote have reached the conversation; the first of them will do."""
    entry = Entry.objects.get(conversation_id=mail.conversation_id, seq=mail.entry_seq)
    return plain(left)[:30].strip() in plain(entry.body)
