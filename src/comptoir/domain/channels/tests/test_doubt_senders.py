from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.channels import actions
from comptoir.domain.channels.errors import MailIsSettled, MailNotFound
from comptoir.domain.channels.models import Blocked
from comptoir.domain.channels.tests.stage import (
    ANA,
    RELAY,
    a_mail,
    a_talk_by_mail,
    applied,
    as_read,
    comes,
    entries,
    letters,
)
from comptoir.domain.conversations.models import Conversation
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_member, a_shop, a_viewer

LATER = NOON + dt.timedelta(minutes=10)


def reply_address() -> str:
    return as_read(letters()[0]).reply_to[0].address


def test_another_who_has_the_address_for_replies_is_held_back(desk: SimpleNamespace) -> None:
    """Threat 1: a token is no proof of who sends."""
    talk = a_talk_by_mail()
    mail = comes(a_mail("Envoyez-moi tout", sender="x@other.example"), to=reply_address(), at=LATER)
    assert (mail.state, mail.why, mail.conversation_id) == ("quarantined", "stranger", talk.pk)
    assert len(entries(talk, kind="message")) == 1
    assert "Envoyez-moi tout" in mail.quoted


def test_a_forged_sender_is_held_back_at_every_door(desk: SimpleNamespace) -> None:
    """Threat 2, A7: and gets no letter."""
    a_talk_by_mail()
    desk.senders.verdicts[ANA] = "forged"
    by_token = comes(a_mail("À moi"), to=reply_address(), at=LATER)
    by_box = comes(a_mail("À moi", subject="Autre chose"), at=LATER)
    assert [(it.state, it.why) for it in (by_token, by_box)] == [("quarantined", "forged_sender")] * 2
    assert len(letters()) == 1


def test_who_proves_nothing_may_write_to_the_shop_and_is_marked(desk: SimpleNamespace) -> None:
    """Threat 4"""
    desk.senders.verdicts[ANA] = "unproven"
    mail = comes(a_mail())
    assert (mail.state, mail.sender_check) == ("applied", "unproven")
    [words, *_] = entries(Conversation.objects.get(pk=mail.conversation_id))
    assert '"check":"unproven"' in words.facts


def test_an_address_for_replies_that_was_taken_away_is_worth_nothing(desk: SimpleNamespace) -> None:
    """Threat 18"""
    talk = a_talk_by_mail()
    actions.bind_reply_address(shop_id=desk.shop.id, conversation_id=talk.pk, party="customer", address="", now=LATER)
    assert comes(a_mail("Encore"), to=reply_address(), at=LATER).why == "stranger"


def test_of_two_addresses_for_replies_the_senders_own_counts(desk: SimpleNamespace) -> None:
    """Threat 15"""
    first = a_talk_by_mail()
    other = a_talk_by_mail(sender="rui@home.example")
    hers, his = (as_read(it).reply_to[0].address for it in letters())
    raw = a_mail("Pour nous deux", sender="rui@home.example", to=f"{hers}, {his}")
    mail = comes(raw, to="", envelope_to=(), mailbox_id=desk.box.pk, at=LATER)
    assert mail.conversation_id == other.pk
    assert len(entries(first, kind="message")) == 1


def test_a_made_up_address_for_replies_is_nobodys(desk: SimpleNamespace) -> None:
    """Threat 5"""
    made_up = f"c-{'a' * 36}@{RELAY}"
    assert comes(a_mail(to=made_up), to=made_up).why == "unknown_address"


def test_a_held_mail_comes_in_when_a_referent_lets_it(desk: SimpleNamespace) -> None:
    """R8"""
    talk = a_talk_by_mail()
    mail = comes(a_mail("C’est mon autre adresse", sender="ana@work.example"), to=reply_address(), at=LATER)
    with pytest.raises(NotAllowed):
        actions.take_as(mail_id=mail.pk, viewer=a_viewer(desk.adele), what="let_in", now=LATER)
    actions.take_as(mail_id=mail.pk, viewer=a_viewer(desk.rose), what="let_in", now=LATER)
    assert applied(mail.pk, at=LATER).state == "applied"
    assert entries(talk, kind="message")[-1].body == "C’est mon autre adresse"
    with pytest.raises(MailIsSettled):
        actions.process_again(mail_id=mail.pk, viewer=a_viewer(desk.rose), now=LATER)


def test_what_was_decided_by_a_check_that_has_changed_is_processed_again(desk: SimpleNamespace) -> None:
    """R8"""
    desk.senders.verdicts[ANA] = "forged"
    mail = comes(a_mail())
    desk.senders.verdicts.clear()
    actions.process_again(mail_id=mail.pk, viewer=a_viewer(desk.rose), now=LATER)
    assert applied(mail.pk, at=LATER).state == "applied"


def test_nothing_is_taken_from_a_blocked_sender(desk: SimpleNamespace) -> None:
    """D1"""
    Blocked.objects.create(shop_id=desk.shop.id, pattern="@client.example", at=NOON)
    mail = comes(a_mail())
    assert (mail.state, mail.why) == ("ignored", "blocked")


def test_spam_that_began_a_conversation_closes_it_and_its_sender_is_blocked(desk: SimpleNamespace) -> None:
    """D1"""
    mail = comes(a_mail("Gagnez un million"))
    actions.take_as(mail_id=mail.pk, viewer=a_viewer(desk.rose), what="spam", is_blocking=True, now=LATER)
    mail.refresh_from_db()
    assert (mail.state, mail.why) == ("applied", "spam")
    assert Conversation.objects.get(pk=mail.conversation_id).status == "closed"
    assert comes(a_mail("Gagnez encore"), at=LATER).why == "blocked"


def test_who_watches_another_shop_decides_nothing_here(desk: SimpleNamespace) -> None:
    """A3"""
    mail = comes(a_mail(to="x@elsewhere.example", sender="y@z.example"))
    other = a_member(a_shop("autre-maison"), "referent")
    with pytest.raises(MailNotFound):
        actions.take_as(mail_id=mail.pk, viewer=a_viewer(other), what="let_in", now=LATER)
