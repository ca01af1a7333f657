from __future__ import annotations

import datetime as dt
import logging
from types import SimpleNamespace

import pytest

from comptoir.domain.channels import actions
from comptoir.domain.channels.actions.applying import placing
from comptoir.domain.channels.models import Correspondent, Mailbox, ReceivedMail
from comptoir.domain.channels.taking import Opens, Taken
from comptoir.domain.channels.tests.stage import (
    ANA,
    SHOP,
    InProcess,
    a_mail,
    applied,
    as_read,
    comes,
    entries,
    letters,
)
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.people.models import Customer
from tests.people import NOON


def test_what_goes_wrong_is_tried_again_and_ends_visibly(desk: SimpleNamespace, monkeypatch, caplog) -> None:
    """R8, threat 26: and the log names neither addresses nor words."""

    def trouble(*_args: object) -> None:
        raise ValueError(f"Key (address)=({ANA}) Ma commande")

    monkeypatch.setattr(placing, "open_with", trouble)
    with caplog.at_level(logging.DEBUG):
        mail = comes(a_mail())
        tries = 1
        while mail.state == "waiting":
            assert mail.next_at is not None
            mail, tries = applied(mail.pk, at=mail.next_at), tries + 1
    assert (mail.state, mail.why, mail.detail, tries) == ("failed", "trouble", "ValueError", 8)
    assert ANA not in caplog.text
    assert "Ma commande" not in caplog.text
    assert f"mail {mail.pk}" in caplog.text


def test_a_mail_that_kills_its_workers_is_given_up(desk: SimpleNamespace) -> None:
    """R8: none of them lived to say so."""
    mail = comes(a_mail())
    ReceivedMail.objects.filter(pk=mail.pk).update(state="waiting", attempts=8, next_at=NOON)
    assert applied(mail.pk).state == "failed"


def test_a_mail_of_a_worker_that_died_is_taken_up_by_another(desk: SimpleNamespace) -> None:
    """Threat 27"""
    mail = comes(a_mail())
    Conversation.objects.all().delete()
    [pk] = actions.keep_mails([actions.CameIn("lmtp", "n", a_mail(), envelope_to=(SHOP,))], now=NOON)
    ReceivedMail.objects.filter(pk=pk).update(next_at=NOON + dt.timedelta(minutes=2), attempts=1)
    reader = InProcess()
    assert actions.work_mails(now=NOON, reader=reader) == 0
    assert actions.work_mails(now=NOON + dt.timedelta(minutes=3), reader=reader) == 1
    assert mail.pk != pk


def test_names_that_do_not_answer_are_asked_again_and_never_make_a_forger(desk: SimpleNamespace) -> None:
    """Threat 2, R13"""
    desk.senders.verdicts[ANA] = "temporary"
    mail = comes(a_mail())
    assert (mail.state, mail.why) == ("waiting", "names_away")
    while mail.state == "waiting":
        mail = applied(mail.pk, at=mail.next_at)
    assert (mail.state, mail.sender_check, mail.attempts) == ("applied", "unproven", 4)


@pytest.mark.parametrize(
    ("source", "trusted"),
    [
        ("imap", ("mx.provider.example",)),
        ("lmtp", ("mx.provider.example", "mx.ours.example")),
        ("smtp", ()),
        ("webhook", ()),
    ],
)
def test_whose_word_on_a_sender_counts(desk: SimpleNamespace, settings, source: str, trusted: tuple[str, ...]) -> None:
    """Threat 3: that of a server of ours before the door, and of nobody where the mail came straight from outside."""
    settings.MAIL_TRUSTED = ("mx.ours.example",)
    Mailbox.objects.update(trusted_authserv="mx.provider.example")
    comes(a_mail(), source=source)
    assert desk.senders.asked[-1]["trusted"] == trusted


def test_the_shops_customer_is_known_by_a_proven_address_only(desk: SimpleNamespace) -> None:
    """A7"""
    customer = Customer.objects.create(shop_id=desk.shop.id, external_id="7", first_name="Ana", email=ANA)
    desk.senders.verdicts[ANA] = "unproven"
    doubtful = Conversation.objects.get(pk=comes(a_mail()).conversation_id)
    desk.senders.verdicts.clear()
    proven = Conversation.objects.get(pk=comes(a_mail(subject="Encore")).conversation_id)
    assert (doubtful.customer_id, proven.customer_id) == (None, customer.pk)


def test_who_writes_is_called_by_the_first_name_alone(desk: SimpleNamespace) -> None:
    """A11: an ambassador sees no more of a customer than the charter grants."""
    comes(a_mail(sender='"Silva, Ana" <ana.s@client.example>'))
    assert Correspondent.objects.get().visitor.first_name == "Ana"


def test_who_sells_may_be_let_to_a_topic_of_their_own(desk: SimpleNamespace, monkeypatch) -> None:
    """E6, E7: an app above says so, and tells them what it likes."""
    monkeypatch.setattr(placing, "SCREENS", [lambda _arrived: Opens(topic="after_sales", why="seller")])
    mail = comes(a_mail())
    assert Conversation.objects.get(pk=mail.conversation_id).topic == "after_sales"
    assert (mail.state, mail.why, letters()) == ("applied", "seller", [])
    monkeypatch.setattr(placing, "SCREENS", [lambda _arrived: Taken(state="ignored", why="seller_begins")])
    assert comes(a_mail()).why == "seller_begins"


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Bună ziua, aș dori să știu când ajunge comanda mea, vă rog.", "ro"),
        ("Bom dia, gostaria de saber quando chega a minha encomenda.", "pt"),
        ("Good morning, I would like to know when my order will arrive.", "en"),
        ("Guten Tag, wann kommt bitte meine Bestellung bei mir an?", "fr"),
    ],
)
def test_the_language_is_told_from_the_text(desk: SimpleNamespace, body: str, language: str) -> None:
    """D1: the shop's own where it is none of ours; the acknowledgement is in it."""
    mail = comes(a_mail(body, subject="48213"))
    assert Conversation.objects.get(pk=mail.conversation_id).language == language
    assert as_read(letters()[0]).headers["content-language"] == (language,)


def test_letters_of_any_alphabet_arrive(desk: SimpleNamespace) -> None:
    """D1"""
    head = b"From: ana@client.example\r\nTo: service@maison-perle.example\r\nSubject: =?iso-8859-2?Q?Inel_=BAi_cercei?=\r\n"
    body = "Îmi place inelul ăsta, și cerceii".encode("iso-8859-16")
    raw = head + b"Content-Type: text/plain; charset=iso-8859-16\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body
    mail = comes(raw)
    assert mail.subject == "Inel şi cercei"
    assert entries(Conversation.objects.get(pk=mail.conversation_id))[0].body == "Îmi place inelul ăsta, și cerceii"


def test_a_mail_without_words_is_called_by_its_subject(desk: SimpleNamespace) -> None:
    mail = comes(a_mail("  ", subject="Appelez-moi"))
    assert entries(Conversation.objects.get(pk=mail.conversation_id))[0].body == "Appelez-moi"


def test_a_very_long_mail_is_shown_in_part_and_kept_whole(desk: SimpleNamespace) -> None:
    """A13"""
    mail = comes(a_mail("mot " * 30_000))
    assert len(entries(Conversation.objects.get(pk=mail.conversation_id))[0].body) <= 50_000


def test_nothing_is_asked_of_names_before_a_mail_is_kept(desk: SimpleNamespace) -> None:
    """R13"""
    actions.keep_mails([actions.CameIn("lmtp", "n", a_mail(), envelope_to=(SHOP,))], now=NOON)
    assert desk.senders.asked == []


def test_a_mail_costs_the_same_however_many_there_are(desk: SimpleNamespace, django_assert_max_num_queries) -> None:
    """G8"""
    for n in range(5):
        comes(a_mail(f"Demande {n}", subject=f"Demande {n}"))
    [pk] = actions.keep_mails([actions.CameIn("lmtp", "n", a_mail(), envelope_to=(SHOP,))], now=NOON)
    with django_assert_max_num_queries(75):
        applied(pk)


@pytest.mark.parametrize(
    ("source", "facts", "is_believed"),
    [
        ("imap", {"imap_host": "Outlook.Office365.com"}, True),
        ("imap", {"imap_host": "outlook.office365.com", "imap_security": "none"}, False),
        ("imap", {"imap_host": "imap.shop.example"}, False),
        ("lmtp", {"imap_host": "outlook.office365.com"}, False),
    ],
)
def test_what_microsoft_says_of_senders_counts_in_a_mailbox_that_is_read_there(
    desk: SimpleNamespace, source: str, facts: dict[str, str], is_believed: bool
) -> None:
    """Threat 3: it writes no name before it."""
    Mailbox.objects.update(**facts)
    comes(a_mail(), source=source, mailbox_id=desk.box.pk)
    assert desk.senders.asked[-1]["is_at_microsoft"] is is_believed
