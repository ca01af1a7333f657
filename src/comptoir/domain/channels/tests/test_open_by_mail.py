from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from comptoir.domain.channels.models import MailThread
from comptoir.domain.channels.tests.stage import (
    ANA,
    RELAY,
    SHOP,
    a_mail,
    a_talk_by_mail,
    as_read,
    comes,
    entries,
    letters,
    told,
)
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.promises.models import Promise
from tests.people import NOON


def test_a_mail_begins_a_conversation(desk: SimpleNamespace) -> None:
    """D1"""
    mail = comes(a_mail("Bonjour, où est ma bague ?", subject="Ma commande 48213"))
    talk = Conversation.objects.get(pk=mail.conversation_id)
    assert (mail.state, mail.why, mail.taken_as, mail.sender, mail.sender_check) == (
        "applied",
        "",
        "human",
        ANA,
        "proven",
    )
    assert (talk.channel, talk.is_live, talk.status, talk.language) == ("email", False, "waiting", "fr")
    [words, *_] = entries(talk)
    assert (words.kind, words.author, words.body, words.seq) == ("message", "visitor", "Bonjour, où est ma bague ?", 1)
    assert MailThread.objects.get(pk=talk.pk).subject == "Ma commande 48213"


def test_the_promise_counts_from_when_the_mail_arrived(desk: SimpleNamespace) -> None:
    """D5, threat 29: the Date header does not count, nor when the mail was fetched."""
    earlier = NOON - dt.timedelta(hours=3)
    mail = comes(a_mail(), received_at=earlier)
    told()
    promise = Promise.objects.get(conversation_id=mail.conversation_id, kind="first_answer")
    assert promise.made_at == earlier
    assert promise.due_at == earlier + dt.timedelta(hours=24)
    assert entries(Conversation.objects.get(pk=mail.conversation_id))[0].created_at == earlier


def test_who_writes_is_told_once_that_it_came(desk: SimpleNamespace) -> None:
    """D1, A6: in their language, with the number and the date; marked as written by a machine."""
    talk = a_talk_by_mail()
    [letter] = letters()
    read = as_read(letter)
    assert (letter.template, letter.recipient, letter.state) == ("acknowledgement", ANA, "waiting")
    assert talk.reference in read.text
    assert "13:00" in read.text
    assert [read.sender and read.sender.address] == [SHOP]
    assert read.reply_to[0].address.endswith(f"@{RELAY}")
    assert read.headers["auto-submitted"] == ("auto-replied",)
    assert letter.envelope_from.startswith(f"b-{letter.pk}.")


def test_a_second_request_on_the_same_day_is_not_acknowledged_again(desk: SimpleNamespace) -> None:
    """A6"""
    first, second = a_talk_by_mail(subject="Une bague"), a_talk_by_mail(subject="Un collier")
    assert first.pk != second.pk
    assert first.visitor_id == second.visitor_id
    assert len(letters()) == 1
