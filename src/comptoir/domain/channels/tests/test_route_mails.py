from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.channels import actions
from comptoir.domain.channels.models import Correspondent, ReceivedMail
from comptoir.domain.channels.tests.stage import (
    SHOP,
    a_mail,
    a_talk_by_mail,
    as_read,
    comes,
    entries,
    letters,
    told,
)
from comptoir.domain.conversations.actions import close_conversation, merge
from comptoir.domain.conversations.models import Conversation
from tests.people import NOON, a_conversation, a_viewer, says

LATER = NOON + dt.timedelta(minutes=10)


def reply_address() -> str:
    """Where answers to the first letter come to."""
    return as_read(letters()[0]).reply_to[0].address


def messages(talk: Conversation) -> list[str]:
    return [it.body for it in entries(talk, kind="message")]


@pytest.mark.parametrize(
    "changed",
    [
        str,
        str.upper,
        lambda it: it.replace("@", "+later@"),
        lambda it: f'"{it.partition("@")[0]}"@{it.partition("@")[2]}',
    ],
)
def test_an_answer_by_its_address_goes_on_in_the_conversation(desk: SimpleNamespace, changed) -> None:
    """Threat 6: whatever servers on the way made of the address."""
    talk = a_talk_by_mail()
    mail = comes(a_mail("Et mon collier ?"), to=changed(reply_address()), at=LATER)
    assert (mail.state, mail.conversation_id, mail.came_as) == ("applied", talk.pk, "customer")
    assert messages(talk) == ["Où est ma bague ?", "Et mon collier ?"]


def test_the_address_is_found_in_the_copies_too(desk: SimpleNamespace) -> None:
    """Threat 16: fetched from a mailbox, there is no envelope."""
    talk = a_talk_by_mail()
    raw = a_mail("Voilà", to="other@client.example", Cc=reply_address())
    mail = comes(raw, to="", mailbox_id=desk.box.pk, envelope_to=(), at=LATER)
    assert mail.conversation_id == talk.pk


def test_only_what_is_new_is_shown_and_the_rest_is_kept(desk: SimpleNamespace) -> None:
    """D1"""
    talk = a_talk_by_mail()
    raw = a_mail(
        f"Merci, reçue.\n\nLe 1 déc. 2026 à 12:00, Maison Perle <{SHOP}> a écrit :\n> Votre message est arrivé\n"
    )
    mail = comes(raw, to=reply_address(), at=LATER)
    assert messages(talk)[-1] == "Merci, reçue."
    assert "est arrivé" in mail.quoted


def test_an_answer_to_our_message_id_goes_on(desk: SimpleNamespace) -> None:
    """Section 8: the mail program answered to the mailbox."""
    talk = a_talk_by_mail()
    mail = comes(a_mail("Merci", In_Reply_To=letters()[0].message_id), at=LATER)
    assert (mail.conversation_id, mail.came_as) == (talk.pk, "customer")


def test_a_message_id_that_only_looks_like_ours_leads_nowhere(desk: SimpleNamespace) -> None:
    """Threat 5"""
    talk = a_talk_by_mail()
    guessed = letters()[0].message_id.replace(".", ".a", 1)
    mail = comes(a_mail("Merci", sender="x@other.example", In_Reply_To=guessed), at=LATER)
    assert mail.conversation_id != talk.pk


def test_somebody_else_who_has_our_letter_joins_as_another(desk: SimpleNamespace) -> None:
    """A8: visibly, for the team alone, and without being written to from then on."""
    talk = a_talk_by_mail()
    raw = a_mail("Je suis son mari", sender="Rui <rui@home.example>", In_Reply_To=letters()[0].message_id)
    mail = comes(raw, at=LATER)
    assert (mail.conversation_id, mail.came_as) == (talk.pk, "other")
    [said] = entries(talk, body="Je suis son mari")
    assert said.public_seq is None
    assert '"as":"other"' in said.facts
    assert "rui@home.example" not in said.facts


def test_an_answer_to_the_customers_own_mail_goes_on_where_its_sender_takes_part(desk: SimpleNamespace) -> None:
    talk = a_talk_by_mail(message_id="<first@client.example>")
    ours = comes(a_mail("Encore", References="<first@client.example>"), at=LATER)
    others = comes(a_mail("Moi aussi", sender="x@other.example", References="<first@client.example>"), at=LATER)
    assert ours.conversation_id == talk.pk
    assert others.conversation_id != talk.pk


def test_a_number_in_the_subject_counts_for_who_takes_part_only(desk: SimpleNamespace) -> None:
    """Threat 20: anybody can write a number."""
    talk = a_talk_by_mail()
    hers = comes(a_mail("Encore", subject=f"Re: [#{talk.reference}] bague"), at=LATER)
    anothers = comes(a_mail("Bonjour", sender="x@other.example", subject=f"Re: [#{talk.reference}] bague"), at=LATER)
    assert hers.conversation_id == talk.pk
    assert anothers.conversation_id != talk.pk


def test_no_mail_opens_anything_to_a_visitor_who_only_says_whose_address_they_have(desk: SimpleNamespace) -> None:
    """Threat 20, the ticket trick: the number of their talk stands in a mail that a service sends to the shop."""
    talk = a_conversation(desk.shop, email="no-reply@chat-tool.example", leave_message=True)
    raw = a_mail("Your code is 123456", sender="no-reply@chat-tool.example", subject=f"[#{talk.reference}] joins")
    mail = comes(raw)
    assert mail.conversation_id != talk.pk
    assert len(entries(talk, kind="message")) == 1
    assert not Correspondent.objects.filter(visitor_id=talk.visitor_id).exists()


def test_a_mail_to_a_merged_conversation_goes_where_it_went_on(desk: SimpleNamespace) -> None:
    """D1"""
    first = a_talk_by_mail(subject="Une bague")
    second = comes(a_mail("Un collier", subject="Un collier", message_id="<second@client.example>"), at=LATER)
    merge(conversation_id=first.pk, other_id=second.conversation_id, viewer=a_viewer(desk.rose), now=LATER)
    mail = comes(a_mail("Alors ?", References="<second@client.example>"), at=LATER)
    assert mail.conversation_id == first.pk


def test_the_customers_mail_opens_a_closed_conversation_again(desk: SimpleNamespace) -> None:
    """D1"""
    talk = a_talk_by_mail()
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(desk.rose), now=LATER)
    comes(a_mail("Pas encore"), to=reply_address(), at=LATER)
    talk.refresh_from_db()
    assert talk.status == "waiting"
    assert messages(talk)[-1] == "Pas encore"


def test_what_was_left_on_the_page_is_answered_by_mail_and_the_answer_comes_back(desk: SimpleNamespace) -> None:
    """D1: the address that the visitor gave, with an address for replies; read on the page, no letter goes."""
    talk = a_conversation(desk.shop, email="vera@visits.example", leave_message=True, answered_by=desk.adele)
    says(talk, "Votre bague est prête.", by=desk.adele)
    told()
    assert letters() == []
    told(later=dt.timedelta(minutes=6))
    [letter] = letters()
    assert (letter.recipient, letter.template) == ("vera@visits.example", "answer")
    raw = a_mail("Merci !", sender="vera@visits.example")
    mail = comes(raw, to=as_read(letter).reply_to[0].address, at=LATER)
    assert (mail.state, mail.conversation_id) == ("applied", talk.pk)
    assert not Correspondent.objects.filter(visitor_id=talk.visitor_id).exists()


def test_two_workers_apply_a_mail_once(desk: SimpleNamespace) -> None:
    """Threat 27"""
    mail = comes(a_mail())
    assert actions.apply_mail(mail.pk, now=NOON, reader=None) is None
    assert ReceivedMail.objects.get(pk=mail.pk).attempts == 1


def test_a_mail_to_nobody_of_ours_is_kept_as_that(desk: SimpleNamespace) -> None:
    """R8"""
    mail = comes(a_mail(to="someone@elsewhere.example"), to="someone@elsewhere.example")
    assert (mail.state, mail.why) == ("ignored", "unknown_address")
