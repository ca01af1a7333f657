"""Correcting an answer: the customer reads the better words and sees that they were edited; the team knows what stood there. A7."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import (
    Carried,
    become_request,
    close_conversation,
    correct_answer,
    follow_up_correction,
)
from comptoir.domain.conversations.errors import (
    ConversationIsClosed,
    ConversationNotFound,
    CorrectedMeanwhile,
    MessageEmpty,
    NotCorrectable,
    WentByMail,
)
from comptoir.domain.conversations.events import AnswerCorrected
from comptoir.domain.conversations.models import Conversation, Correction, Entry
from comptoir.domain.conversations.queries import entries_after, said_before, search, snapshot
from comptoir.domain.conversations.reactions import index_corrected
from comptoir.domain.conversations.tests.strict import CLEAN, LOUD, PERSONAL, a_strict_desk, told, writes
from comptoir.domain.conversations.wording_errors import WordingForbidden, WordingToConfirm
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(minutes=2)
BETTER = "Bonjour, votre bague sera prête demain."


@pytest.fixture
def desk():
    desk = a_strict_desk()
    desk.seq = writes(desk.talk, desk.amin, CLEAN).seq
    return desk


def corrects(desk, by=None, body=BETTER, seq=None, **terms):
    viewer = a_viewer(by or desk.rose)
    correct_answer(conversation_id=desk.talk.pk, seq=seq or desk.seq, viewer=viewer, body=body, now=LATER, **terms)


def follows_up(desk, by=None, body=BETTER, client_id=None, **terms):
    viewer = a_viewer(by or desk.rose)
    who = {"conversation_id": desk.talk.pk, "seq": desk.seq, "viewer": viewer, "client_id": client_id or uuid4()}
    return follow_up_correction(**who, body=body, now=LATER, **terms)


def test_the_customer_reads_the_new_words_live_and_after_a_reload(desk, django_capture_on_commit_callbacks):
    """A7"""
    known = snapshot(desk.talk.pk, public=True)
    with captured() as news, django_capture_on_commit_callbacks(execute=True):
        corrects(desk)

    again = snapshot(desk.talk.pk, public=True)
    [answer] = [it for it in again["entries"] if it.get("body") == BETTER and it["kind"] == "message"]
    assert answer["facts"]["edited"]
    assert CLEAN not in str(again)
    [live] = [frame for topics, frame in told(news, "entry") if topics == (f"c:{desk.talk.pk}:public",)]
    assert (live["entry"]["kind"], live["entry"]["body"]) == ("corrected", BETTER)
    assert live["entry"]["facts"]["of"] == answer["seq"]
    [caught_up] = entries_after(desk.talk.pk, known["last_seq"], public=True)["entries"]
    assert (caught_up["kind"], caught_up["facts"]["of"]) == ("corrected", answer["seq"])


def test_nobody_undoes_a_correction_that_they_have_not_read(desk):
    """A7: of two who correct at once, the second is told and the customer reads the first."""
    corrects(desk, after_changes=0)
    with pytest.raises(CorrectedMeanwhile):
        corrects(desk, body="Bonjour, votre bague sera prête lundi.", after_changes=0)
    assert Entry.objects.get(conversation=desk.talk, seq=desk.seq).body == BETTER

    corrects(desk, body="Bonjour, votre bague sera prête lundi.", after_changes=1)
    assert Correction.objects.count() == 2


def test_the_customer_learns_neither_who_corrected_nor_what_stood_there(desk):
    """Attack A5"""
    corrects(desk)
    seen = snapshot(desk.talk.pk, public=True)
    assert "Rose" not in str(seen)
    assert str(desk.rose.pk) not in seen["people"]


def test_the_team_keeps_what_stood_there_and_who_changed_it(desk):
    corrects(desk)
    corrects(desk, by=desk.marc, body="Bonjour, votre bague sera prête jeudi.")

    before = said_before(desk.talk.pk, [desk.seq])[desk.seq]
    assert [(it.words, it.name) for it in before] == [(CLEAN, "Rose"), (BETTER, "Marc")]
    last = snapshot(desk.talk.pk, public=False)["entries"][-1]
    assert last["facts"] | {"of": desk.seq, "before": BETTER, "by": "Marc"} == last["facts"]


def test_the_same_words_change_nothing(desk):
    corrects(desk)
    corrects(desk)
    assert Correction.objects.count() == 1


def test_it_stays_its_authors_answer_and_lists_show_the_new_words(desk):
    corrects(desk)
    entry = Entry.objects.get(conversation=desk.talk, seq=desk.seq)
    assert (entry.membership_id, entry.body) == (desk.amin.pk, BETTER)
    assert Conversation.objects.get(pk=desk.talk.pk).last_words == BETTER


def test_the_conversation_is_found_by_the_new_words(desk):
    corrects(desk)
    index_corrected(AnswerCorrected(desk.talk.pk, desk.shop.id, desk.seq, desk.amin.pk, desk.rose.pk))
    found = search([a_viewer(desk.rose)], "demain")
    assert desk.talk.pk in [row.pk for row in (found.rows if hasattr(found, "rows") else found)]


def test_a_correction_is_read_by_the_checker_as_the_watchers_own_words_are(desk):
    """A10, G2"""
    with pytest.raises(WordingToConfirm):
        corrects(desk, body=LOUD)
    corrects(desk, body=LOUD, is_confirmed=True)
    with pytest.raises(MessageEmpty):
        corrects(desk, body=" ")
    with pytest.raises(WordingForbidden):
        corrects(desk, body=PERSONAL, is_confirmed=True)


def test_what_no_agent_has_sent_cannot_be_corrected(desk):
    asked = says(desk.talk, "Et la boîte ?").seq
    note = writes(desk.talk, desk.amin, "Je vérifie.", kind="note").seq
    for seq in (1, asked, note, 10_000):
        with pytest.raises(NotCorrectable):
            corrects(desk, seq=seq)


@pytest.mark.parametrize("name", ["amin", "adele"])
def test_only_watchers_correct(desk, name):
    """A7, attack A4"""
    with pytest.raises(NotAllowed):
        corrects(desk, by=getattr(desk, name))
    with pytest.raises(NotAllowed):
        follows_up(desk, by=getattr(desk, name))


def test_a_watcher_of_another_shop_corrects_nothing_here(desk):
    """Attack A4"""
    foreigner = a_member(a_shop("autre"), "referent", name="Étienne")
    with pytest.raises(ConversationNotFound):
        corrects(desk, by=foreigner)
    with pytest.raises(ConversationNotFound):
        follows_up(desk, by=foreigner)


def test_what_goes_by_mail_is_corrected_by_a_message_after_it_to_the_same_people(desk):
    """A7: in mail a follow-up."""
    become_request(conversation_id=desk.talk.pk, viewer=a_viewer(desk.amin), email="vera@example.org", now=NOON)
    desk.seq = writes(desk.talk, desk.amin, CLEAN, carried=Carried("customer", ("marie@example.org",))).seq
    with pytest.raises(WentByMail):
        corrects(desk)

    client_id = uuid4()
    posted = follows_up(desk, client_id=client_id)
    assert follows_up(desk, client_id=client_id).seq == posted.seq

    last = snapshot(desk.talk.pk, public=False)["entries"][-1]
    assert (last["kind"], last["body"], last["agent"]) == ("message", BETTER, desk.rose.pk)
    assert (last["facts"]["corrects"], last["facts"]["mail"]["copies"]) == (desk.seq, 1)
    seen = snapshot(desk.talk.pk, public=True)["entries"][-1]
    assert seen["facts"]["corrects"] == Entry.objects.get(conversation=desk.talk, seq=desk.seq).public_seq


def test_a_follow_up_takes_nothing_over(desk):
    follows_up(desk)
    desk.talk.refresh_from_db()
    assert (desk.talk.assignee_id, desk.talk.status) == (desk.amin.pk, "active")


def test_after_the_end_nothing_follows(desk):
    close_conversation(conversation_id=desk.talk.pk, now=NOON)
    with pytest.raises(ConversationIsClosed):
        follows_up(desk)
