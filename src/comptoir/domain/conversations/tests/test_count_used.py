"""What is at hand counts as used when the answer with it has gone out, once, and only then (A8)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import Held, approve_held, count_used, note_put_in, return_held, used_in
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.models import Conversation, Entry, PutIn
from comptoir.domain.conversations.reactions import count_used as reaction
from comptoir.domain.conversations.sweeps import forget_drafts
from comptoir.domain.conversations.tests.strict import a_strict_desk, writes
from comptoir.domain.knowledge.models import Lesson, Phrase, UsedBy
from comptoir.domain.knowledge.queries import uses_by_member, uses_by_month, uses_of
from comptoir.domain.knowledge.tests.findable import a_link, a_phrase, an_article
from tests.people import NOON, a_conversation, a_viewer, a_visitor, says

pytestmark = pytest.mark.django_db
PHRASE = "Bonjour {customer.first_name}, votre colis part demain matin de notre atelier de Lyon."
SENT = "Bonjour Vera, votre colis part demain matin de notre atelier de Lyon."
LATER = NOON + dt.timedelta(minutes=2)


@pytest.fixture
def desk() -> SimpleNamespace:
    """Amin answers, with a phrase at hand; his links wait for approval."""
    desk = a_strict_desk()
    desk.phrase = a_phrase(desk.shop, "Délai", PHRASE)
    return desk


def puts_in(desk, it=None, by=None, kind="phrase", now=NOON) -> None:
    it = it or desk.phrase
    note_put_in(viewer=a_viewer(by or desk.amin), conversation_id=desk.talk.pk, kind=kind, of=it.pk, now=now)


def tells(desk) -> None:
    """The worker tells of every answer that stands in the conversation."""
    rows = Entry.objects.filter(conversation=desk.talk, kind="message", author="agent").order_by("seq")
    write = reaction(
        [
            MessagePosted(desk.talk.pk, desk.shop.id, it.seq, "agent", it.membership_id, "ambassador", it.created_at)
            for it in rows
        ]
    )
    if write:
        write()


def used(desk) -> int:
    desk.phrase.refresh_from_db()
    return desk.phrase.used


def test_a_phrase_counts_when_the_answer_with_it_is_sent(desk):
    puts_in(desk)
    assert used(desk) == 0
    writes(desk.talk, desk.amin, SENT)
    tells(desk)
    assert (used(desk), desk.phrase.used_at) == (1, NOON)
    assert uses_by_month(desk.shop.id, "phrase", desk.phrase.pk) == [(NOON.date().replace(day=1), 1)]
    assert [it[:2] for it in uses_by_member(desk.shop.id, "phrase", desk.phrase.pk)] == [(desk.amin.display_name, 1)]


def test_a_draft_that_was_thrown_away_never_counts(desk):
    puts_in(desk)
    writes(desk.talk, desk.amin, "Bonjour, je regarde cela tout de suite.")
    tells(desk)
    assert used(desk) == 0
    forget_drafts(NOON + dt.timedelta(days=31))
    assert not PutIn.objects.exists()


def test_it_counts_with_other_words_around_it_and_partly_edited(desk):
    puts_in(desk)
    writes(desk.talk, desk.amin, "Merci ! Votre colis part demain matin de notre atelier, promis.")
    tells(desk)
    assert used(desk) == 1


def test_several_in_one_answer_count_each(desk):
    second = a_phrase(desk.shop, "Merci", "Merci de votre patience.")
    puts_in(desk)
    puts_in(desk, second)
    writes(desk.talk, desk.amin, f"{SENT} Merci de votre patience.")
    tells(desk)
    assert sorted(Phrase.objects.values_list("used", flat=True)) == [1, 1]


def test_put_in_twice_and_told_twice_it_counts_once(desk):
    """The browser tries again; the worker tells again."""
    puts_in(desk)
    puts_in(desk)
    client_id = uuid4()
    for _ in range(2):
        writes(desk.talk, desk.amin, SENT, client_id=client_id)
        tells(desk)
    assert used(desk) == 1


def test_what_another_worker_has_counted_meanwhile_is_not_counted_again(desk):
    puts_in(desk)
    writes(desk.talk, desk.amin, SENT)
    seq = Entry.objects.get(author="agent", kind="message").seq
    event = MessagePosted(desk.talk.pk, desk.shop.id, seq, "agent", desk.amin.pk, "ambassador", NOON)
    first, second = used_in([event]), used_in([event])
    count_used(first)
    count_used(second)
    assert used(desk) == 1


def test_what_is_put_in_for_the_next_answer_waits_for_it(desk):
    puts_in(desk)
    writes(desk.talk, desk.amin, SENT)
    puts_in(desk, now=LATER)
    tells(desk)
    assert (used(desk), PutIn.objects.count()) == (1, 1)


def test_held_then_approved_counts_once_for_its_author(desk):
    puts_in(desk)
    held = writes(desk.talk, desk.amin, f"{SENT} Voyez www.amazon.fr.")
    assert isinstance(held, Held)
    tells(desk)
    assert used(desk) == 0
    approve_held(held_id=held.held_id, viewer=a_viewer(desk.rose), now=LATER)
    tells(desk)
    tells(desk)
    assert used(desk) == 1
    assert UsedBy.objects.get().membership_id == desk.amin.pk


def test_what_was_returned_counts_only_when_it_is_written_anew(desk):
    puts_in(desk)
    held = writes(desk.talk, desk.amin, f"{SENT} Voyez www.amazon.fr.")
    return_held(held_id=held.held_id, viewer=a_viewer(desk.rose), word="Sans lien.", now=LATER)
    tells(desk)
    assert used(desk) == 0
    writes(desk.talk, desk.amin, SENT)
    tells(desk)
    assert used(desk) == 1


def test_a_page_and_an_article_count_by_their_address(desk):
    link, article = a_link(desk.shop, "Suivre", "/suivi"), an_article(desk.shop, "Retours", "x")
    puts_in(desk, link, kind="link", by=desk.adele)
    puts_in(desk, article, kind="article", by=desk.adele)
    said = f"Voici : https://www.maison-perle.example/suivi et https://aide.example/help/p/fr/{article.slug}."
    entry = Entry.objects.filter(conversation=desk.talk).first()
    Entry.objects.filter(pk=entry.pk).update(author="agent", membership=desk.adele, body=said, kind="message")
    tells(desk)
    assert uses_of(desk.shop.id, "link")[link.pk].people == 1
    assert uses_of(desk.shop.id, "article", [article.pk])[article.pk].last_at == NOON


def test_how_many_people_have_sent_it_is_told(desk):
    for who in (desk.amin, desk.adele):
        puts_in(desk, by=who)
        entry = Entry.objects.create(
            conversation=desk.talk,
            seq=50 + who.pk,
            kind="message",
            author="agent",
            membership=who,
            body=SENT,
            created_at=LATER,
        )
        assert entry.pk
    tells(desk)
    assert uses_of(desk.shop.id, "phrase", [desk.phrase.pk])[desk.phrase.pk] == (2, LATER)


def test_where_nothing_was_put_in_one_question_is_asked(desk, django_assert_num_queries):
    """It follows every message."""
    with django_assert_num_queries(1):
        assert used_in([MessagePosted(desk.talk.pk, desk.shop.id, 3, "agent", 1, "ambassador", NOON)]) == []


def test_a_phrase_that_is_gone_counts_nothing(desk):
    puts_in(desk)
    writes(desk.talk, desk.amin, SENT)
    desk.phrase.delete()
    tells(desk)
    assert not UsedBy.objects.exists()


@pytest.mark.parametrize("channel", ["chat", "mail"])
def test_what_the_customer_asked_teaches_and_nothing_of_who_asked(desk, channel):
    """A8, D9: a chat and a mail alike; also of a customer who is called like a thing."""
    visitor = a_visitor(desk.shop)
    visitor.first_name, visitor.email = "Rose", "rose.petit@example.org"
    visitor.save()
    desk.talk = a_conversation(desk.shop, visitor=visitor, answered_by=desk.amin)
    Conversation.objects.filter(pk=desk.talk.pk).update(channel=channel)
    says(desk.talk, "c'est rose petit, ma bague a verdi, commande MP-20413")
    puts_in(desk)
    writes(desk.talk, desk.amin, SENT)
    tells(desk)
    learnt = {part for word in Lesson.objects.values_list("word", flat=True) for part in word[1:].split("_")}
    assert "bagu" in learnt
    assert not {"ros", "rose", "pet", "petit", "mp", "20413"} & learnt


def test_in_a_case_the_customers_question_teaches_and_not_the_sellers_words(desk):
    """A8"""
    says(desk.talk, "ma bague a verdi")
    says(desk.talk, "le fournisseur livre vendredi")
    Entry.objects.filter(body__startswith="le fournisseur").update(author="seller")
    puts_in(desk)
    writes(desk.talk, desk.amin, SENT)
    tells(desk)
    learnt = set(Lesson.objects.values_list("word", flat=True))
    assert "wbagu" in learnt
    assert not any("fourniss" in word for word in learnt)
