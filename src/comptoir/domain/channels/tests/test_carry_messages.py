from __future__ import annotations

import datetime as dt
import io
from types import SimpleNamespace
from uuid import uuid4

import pytest
from PIL import Image

from comptoir.domain.channels.actions import carry, take_as
from comptoir.domain.channels.models import MailThread, ReceivedMail
from comptoir.domain.channels.taking import LINKS
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
from comptoir.domain.conversations.actions import (
    Carried,
    Post,
    approve_held,
    assign,
    close_conversation,
    keep_file,
    post_message,
)
from comptoir.domain.conversations.models import Conversation, HeldMessage
from comptoir.domain.conversations.queries import message_to_carry
from comptoir.domain.promises.models import Promise
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

LATER = NOON + dt.timedelta(minutes=10)
LENA = "lena@partner.example"


@pytest.fixture
def talk(desk: SimpleNamespace) -> Conversation:
    """Ana has written; Adèle answers her."""
    talk = a_talk_by_mail(message_id="<first@client.example>")
    assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=NOON)
    return talk


def answers(talk: Conversation, desk: SimpleNamespace, body: str = "Elle part demain.", **fields: object) -> int:
    """Adèle answers by mail; returns where it stands."""
    post = Post(talk.pk, uuid4(), body, viewer=a_viewer(desk.adele), **fields)
    seq = post_message(post, now=LATER)[2]
    told()
    return int(seq)


def test_an_answer_goes_out_as_a_proper_mail(desk: SimpleNamespace, talk: Conversation) -> None:
    """D1: from the shop's mailbox, in the thread of the customer, in text and HTML."""
    seq = answers(talk, desk)
    letter = letters(template="answer")[0]
    read = as_read(letter)
    assert (letter.recipient, letter.state, letter.entry_seq, letter.mailbox_id) == (ANA, "waiting", seq, desk.box.pk)
    assert [read.sender and (read.sender.name, read.sender.address)] == [("Adèle · Maison Perle", SHOP)]
    assert read.subject == f"Re: Ma commande [#{talk.reference}]"
    assert read.references[0] == "<first@client.example>"
    assert read.in_reply_to == (letters()[0].message_id,)
    assert "Elle part demain." in read.text
    assert "Elle part demain." in read.html


def test_a_message_that_is_told_twice_is_one_letter(desk: SimpleNamespace, talk: Conversation) -> None:
    """R2"""
    seq = answers(talk, desk)
    message = message_to_carry(talk.pk, seq)
    assert message is not None
    before = [(it.pk, bytes(it.content)) for it in letters()]
    carry(message, LATER)
    assert [(it.pk, bytes(it.content)) for it in letters()] == before


def test_the_answer_keeps_the_promise(desk: SimpleNamespace, talk: Conversation) -> None:
    """D5"""
    answers(talk, desk)
    assert Promise.objects.get(conversation_id=talk.pk, kind="first_answer").done_at is not None


def test_a_note_goes_to_nobody(desk: SimpleNamespace, talk: Conversation) -> None:
    says(talk, "Elle a l’air pressée.", by=desk.adele, kind="note", now=LATER)
    told()
    assert letters(template="answer") == []


def test_what_is_for_the_seller_goes_not_to_the_customer(desk: SimpleNamespace, talk: Conversation) -> None:
    """E1: nor does it answer what was promised to them."""
    answers(talk, desk, carried=Carried("seller"))
    [said] = entries(talk, author="agent", kind="message")
    assert said.public_seq is None
    assert letters(template="answer") == []
    assert Promise.objects.get(conversation_id=talk.pk, kind="first_answer").done_at is None


def test_who_is_copied_gets_a_letter_of_their_own_with_the_same_head(desk: SimpleNamespace, talk: Conversation) -> None:
    """D1: the copy is visible, and its answer comes to the mailbox."""
    answers(talk, desk, carried=Carried(cc=(LENA, "not an address", SHOP, f"c-x@{RELAY}")))
    to_ana, to_lena = (as_read(it) for it in letters(template="answer"))
    assert [it.address for it in to_ana.cc] == [it.address for it in to_lena.cc] == [LENA]
    assert [it.address for it in to_lena.to] == [ANA]
    assert (to_lena.reply_to, to_ana.reply_to[0].domain) == ((), RELAY)
    assert MailThread.objects.get(pk=talk.pk).cc == [LENA]


def test_who_is_copied_for_the_first_time_gets_nothing_old(desk: SimpleNamespace, talk: Conversation) -> None:
    """A8"""
    answers(talk, desk, "Merci.", carried=Carried(cc=(LENA,), has_history=True))
    to_ana, to_lena = (as_read(it) for it in letters(template="answer"))
    assert "Où est ma bague ?" in to_ana.text
    assert "Où est ma bague ?" not in to_lena.text
    answers(talk, desk, "Encore.", carried=Carried(cc=(LENA,), has_history=True))
    assert "Où est ma bague ?" in as_read(letters(template="answer")[-1]).text


def test_what_somebody_copied_answers_joins_as_theirs(desk: SimpleNamespace, talk: Conversation) -> None:
    """A8: the customer sees it where they had the mail too."""
    answers(talk, desk, carried=Carried(cc=(LENA,)))
    ours = letters(template="answer")[1].message_id
    alone = comes(a_mail("Entre nous", sender=f"Léna <{LENA}>", In_Reply_To=ours), at=LATER)
    both = comes(a_mail("À tous", sender=f"Léna <{LENA}>", In_Reply_To=ours, Cc=ANA), at=LATER)
    assert (alone.conversation_id, alone.came_as, both.came_as) == (talk.pk, "cc", "cc")
    hidden, shown = entries(talk, body="Entre nous") + entries(talk, body="À tous")
    assert hidden.public_seq is None
    assert shown.public_seq is not None
    assert '"name":"Léna"' in shown.facts


def test_those_to_whom_the_customer_writes_besides_are_proposed(desk: SimpleNamespace) -> None:
    """D1"""
    talk = a_talk_by_mail(to=f"{SHOP}, {LENA}", Cc=f"rui@home.example, {ANA}")
    assert MailThread.objects.get(pk=talk.pk).cc == [LENA, "rui@home.example"]


def test_files_go_along(desk: SimpleNamespace, talk: Conversation) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    viewer = a_viewer(desk.adele)
    kept = keep_file(conversation_id=talk.pk, name="bague.png", content=picture.getvalue(), viewer=viewer, now=LATER)
    answers(talk, desk, files=(kept.key,))
    [part] = as_read(letters(template="answer")[0]).parts
    assert (part.name, part.content_type) == ("bague.png", "image/png")


def test_a_held_answer_goes_out_when_it_is_approved_as_it_was_to_go(desk: SimpleNamespace, talk: Conversation) -> None:
    """D2, D3: its copies are kept with it."""
    held = HeldMessage.objects.create(
        conversation_id=talk.pk,
        shop_id=talk.shop_id,
        membership_id=desk.adele.pk,
        client_id=uuid4(),
        body="Avec plaisir.",
        carried=Carried(cc=(LENA,))._asdict(),
        findings="[]",
        held_at=LATER,
    )
    told()
    assert letters(template="answer") == []
    approve_held(held_id=held.pk, viewer=a_viewer(desk.rose), now=LATER)
    told()
    assert [it.recipient for it in letters(template="answer")] == [ANA, LENA]


def test_what_the_house_tells_goes_out_as_written_by_a_machine(desk: SimpleNamespace, talk: Conversation) -> None:
    """D8: the steps of a return reach who writes by mail."""
    post_message(Post(talk.pk, uuid4(), "Votre retour est arrivé."), now=LATER)
    told()
    [letter] = letters(template="told")
    assert as_read(letter).headers["auto-submitted"] == ("auto-generated",)


def test_a_shop_without_mail_goes_on_as_before(db: None, settings) -> None:
    settings.MAIL_DOMAIN = settings.SMTP_URL = ""
    shop = a_shop()
    adele = a_member(shop, "advisor")
    talk = a_conversation(shop, email="vera@visits.example", leave_message=True, answered_by=adele)
    says(talk, "Bonjour", by=adele)
    told(later=dt.timedelta(minutes=6))
    assert letters() == []


def test_who_was_answered_by_mail_is_asked_by_mail_how_it_was(
    desk: SimpleNamespace, talk: Conversation, monkeypatch
) -> None:
    """D4: by a link of their own; marked as written by a machine."""
    monkeypatch.setitem(LINKS, "rating", lambda talk, _now: f"https://comptoir.example/rate/maison-perle/{talk.id}")
    answers(talk, desk)
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(desk.adele), now=LATER)
    told()
    [letter] = letters(template="closed")
    assert "/rate/maison-perle/" in as_read(letter).text
    assert as_read(letter).kind == "automatic"


def test_who_sent_spam_is_not_asked_how_it_was(desk: SimpleNamespace, talk: Conversation) -> None:
    mail = ReceivedMail.objects.get()
    take_as(mail_id=mail.pk, viewer=a_viewer(desk.rose), what="spam", now=LATER)
    told()
    assert letters(template="closed") == []
