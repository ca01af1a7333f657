from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from comptoir.domain.channels import actions
from comptoir.domain.channels.actions import Forwarding, NewLetter
from comptoir.domain.channels.errors import AddressMistaken, NoWayOut, RecipientSuppressed
from comptoir.domain.channels.models import Mailbox, Suppressed
from comptoir.domain.channels.tests.stage import ANA, a_mail, a_talk_by_mail, as_read, comes, entries, letters, told
from comptoir.domain.conversations.actions import Posted, assign
from comptoir.domain.conversations.models import Conversation
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_viewer

LATER = NOON + dt.timedelta(minutes=10)
SUPPLIER = "atelier@supplier.example"


def begin(desk: SimpleNamespace, **fields: object) -> object:
    facts: dict[str, object] = {
        "to": "rui@home.example",
        "to_name": "Rui Costa",
        "subject": "Votre bague est prête",
        "body": "Bonjour, votre bague est prête.",
        "opening_id": UUID(int=7),
    }
    return actions.write_new(viewer=a_viewer(desk.adele), letter=NewLetter(**(facts | fields)), now=NOON)


def test_an_agent_writes_first_and_the_answer_goes_on_in_it(desk: SimpleNamespace) -> None:
    """D1"""
    posted = begin(desk)
    assert isinstance(posted, Posted)
    told()
    [letter] = letters()
    talk = Conversation.objects.get()
    read = as_read(letter)
    assert read.subject == f"Votre bague est prête [#{talk.reference}]"
    assert (talk.channel, talk.assignee_id, talk.status) == ("email", desk.adele.pk, "active")
    mail = comes(a_mail("Merci", sender="rui@home.example"), to=read.reply_to[0].address, at=LATER)
    assert mail.conversation_id == talk.pk


def test_sent_twice_it_is_begun_once(desk: SimpleNamespace) -> None:
    """R2"""
    begin(desk)
    begin(desk)
    told()
    assert (Conversation.objects.count(), len(letters())) == (1, 1)


def test_nothing_is_begun_that_cannot_go_out(desk: SimpleNamespace) -> None:
    with pytest.raises(AddressMistaken):
        begin(desk, to="nobody")
    Suppressed.objects.create(shop_id=desk.shop.id, address="rui@home.example", why="bounced", at=NOON)
    with pytest.raises(RecipientSuppressed):
        begin(desk)
    Mailbox.objects.update(is_on=False)
    with pytest.raises(NoWayOut):
        begin(desk, to="other@home.example")
    assert not Conversation.objects.exists()


def test_a_volunteer_does_not_write_first(desk: SimpleNamespace) -> None:
    """A11"""
    letter = NewLetter(to="rui@home.example", subject="x", body="x", opening_id=uuid4())
    with pytest.raises(NotAllowed):
        actions.write_new(viewer=a_viewer(desk.amin), letter=letter, now=NOON)


def test_files_go_along_with_a_first_letter(desk: SimpleNamespace) -> None:
    begin(desk, files=(("conditions.txt", b"Deux ans de garantie."),))
    told()
    assert [it.name for it in as_read(letters()[0]).parts] == ["conditions.txt"]


def test_a_message_is_sent_on_and_the_answer_comes_back_for_the_team_alone(desk: SimpleNamespace) -> None:
    """D1: with the customer's words, and nothing of who they are."""
    talk = a_talk_by_mail("La pierre est tombée.")
    assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=NOON)
    forwarding = Forwarding(
        conversation_id=talk.pk, seq=1, to=SUPPLIER, body="Pouvez-vous la remettre ?", forward_id=uuid4()
    )
    for _ in range(2):
        actions.forward(viewer=a_viewer(desk.adele), forwarding=forwarding, now=LATER)
    [letter] = letters(template="forward")
    read = as_read(letter)
    assert "Pouvez-vous" in read.text
    assert "La pierre est tombée." in read.text
    assert ANA.encode() not in bytes(letter.content)
    assert "client.example" not in bytes(letter.content).decode()
    mail = comes(a_mail("Oui, sous huit jours.", sender=SUPPLIER, In_Reply_To=letter.message_id), at=LATER)
    answer = entries(talk, kind="note")[-1]
    assert (mail.conversation_id, mail.came_as, answer.body) == (talk.pk, "outsider", "Oui, sous huit jours.")
    assert answer.public_seq is None
    told()
    assert letters(recipient=SUPPLIER) == [letter]
