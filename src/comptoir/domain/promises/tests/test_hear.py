"""What happens in a conversation begins and settles promises."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import (
    assign,
    become_request,
    choose_category,
    close_conversation,
    hand_back,
    reopen_conversation,
    send_card,
    split,
)
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.promises.actions import hear, pause, sweep
from comptoir.domain.promises.models import Account, PromiseMove
from comptoir.domain.promises.tests.stage import (
    CHARTER,
    DAY,
    HOUR,
    a_request,
    a_word_promising_shop,
    announced,
    later,
    promised,
    tell,
    the,
)
from tests.people import ALWAYS_OPEN, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_word_promising_shop()


@pytest.fixture
def adele(shop):
    return a_member(shop)


def answered_request(shop, adele, **fields):
    talk = a_request(shop, **fields)
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(10))
    says(talk, "Bonjour, je regarde.", by=adele, now=later(HOUR))
    tell(later(HOUR))
    return talk


def test_a_chat_is_promised_its_first_answer_from_the_moment_it_was_opened(shop):
    """A1, G3."""
    talk = a_conversation(shop)
    tell(later(20))
    promise = the(talk, "first_answer")
    assert (promise.clause, promise.made_at, promise.due_at) == ("chat_first_answer", later(0), later(30))
    assert (promise.state, promise.next_at, promise.audience) == ("running", later(20), "ambassador")
    assert promise.charter_version_id == talk.charter_version_id


def test_an_answer_in_time_keeps_it_with_the_message_as_evidence(shop, adele):
    """G3: its time is the message's, whenever the ledger hears of it."""
    talk = a_conversation(shop, answered_by=adele)
    says(talk, "Bonjour.", by=adele, now=later(9))
    tell(later(300))
    promise = the(talk, "first_answer")
    assert (promise.state, promise.settled_at, promise.next_at) == ("kept", later(9), None)
    assert (promise.evidence_seq, promise.owner_id) == (talk.seq + 1, adele.pk)


def test_an_answer_that_comes_late_leaves_it_broken_and_done(shop, adele):
    talk = a_conversation(shop, answered_by=adele)
    says(talk, "Bonjour.", by=adele, now=later(45))
    tell(later(45))
    promise = the(talk, "first_answer")
    assert (promise.state, promise.settled_at, promise.done_at) == ("broken", later(30), later(45))


def test_to_hear_it_again_changes_nothing(shop, adele):
    talk = answered_request(shop, adele)
    before = list(type(the(talk, "first_answer")).objects.order_by("pk").values())
    hear([talk.pk], later(2 * HOUR))
    Account.objects.filter(pk=talk.pk).update(heard_seq=99)
    hear([talk.pk], later(2 * HOUR))
    assert list(type(the(talk, "first_answer")).objects.order_by("pk").values()) == before


def test_a_message_that_was_left_is_promised_an_answer_and_a_resolution(shop):
    """D5."""
    talk = a_request(shop)
    assert {(it.kind, it.clause, it.due_at) for it in promised(talk)} == {
        ("first_answer", "message_first_answer", later(DAY)),
        ("resolution", "simple_resolution", later(2 * DAY)),
    }


def test_what_a_customer_writes_after_the_first_answer_is_promised_the_next(shop, adele):
    talk = answered_request(shop, adele)
    says(talk, "Merci, et la taille ?", now=later(2 * HOUR))
    says(talk, "En or, s'il vous plaît.", now=later(3 * HOUR))
    tell(later(3 * HOUR))
    assert the(talk, "next_answer").due_at == later(2 * HOUR + DAY), "the first word that waits counts"

    says(talk, "En taille 52.", by=adele, now=later(4 * HOUR))
    tell(later(4 * HOUR))
    assert (the(talk, "next_answer").state, the(talk, "next_answer").settled_at) == ("kept", later(4 * HOUR))


def test_a_note_to_colleagues_is_no_answer(shop, adele):
    talk = a_conversation(shop, answered_by=adele)
    says(talk, "Qui sait cela ?", by=adele, kind="note", now=later(5))
    tell(later(5))
    assert the(talk, "first_answer").state == "running"


def test_a_link_to_the_contact_page_is_not_the_promised_first_answer(shop, adele):
    talk = a_conversation(shop, answered_by=adele)
    send_card(conversation_id=talk.pk, viewer=a_viewer(adele), now=later(5))
    tell(later(5))
    assert the(talk, "first_answer").state == "running"


def test_a_question_to_the_customer_lets_the_resolution_wait_until_they_write(shop, adele):
    """D5: paused while waiting for the customer."""
    talk = answered_request(shop, adele)
    assert the(talk, "resolution").state == "running", "a plain word waits for nobody"
    says(talk, "Quel est votre numéro de commande ?", by=adele, now=later(2 * HOUR))
    tell(later(2 * HOUR))
    paused = the(talk, "resolution")
    assert (paused.state, paused.paused_since, paused.next_at) == ("paused", later(2 * HOUR), None)

    says(talk, "C'est le 4711.", now=later(5 * HOUR))
    tell(later(5 * HOUR))
    promise = the(talk, "resolution")
    assert (promise.state, promise.due_at) == ("running", later(2 * DAY + 3 * HOUR))
    assert promise.spans == ((later(2 * HOUR), later(5 * HOUR)),)
    [move] = PromiseMove.objects.all()
    assert (move.because, move.old_due_at, move.new_due_at) == ("resumed", later(2 * DAY), later(2 * DAY + 3 * HOUR))


def test_nothing_breaks_while_the_customer_has_the_word(shop, adele):
    talk = answered_request(shop, adele)
    says(talk, "Quelle taille ?", by=adele, now=later(2 * HOUR))
    tell(later(2 * HOUR))
    sweep(later(9 * DAY))
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(adele), now=later(10 * DAY))
    tell(later(10 * DAY))
    assert the(talk, "resolution").state == "kept"


def test_to_close_a_request_is_to_resolve_it(shop, adele):
    """D4, D5."""
    talk = answered_request(shop, adele)
    says(talk, "Merci !", now=later(2 * HOUR))
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(adele), now=later(DAY))
    tell(later(DAY))
    assert (the(talk, "resolution").state, the(talk, "resolution").done_at) == ("kept", later(DAY))
    assert (the(talk, "next_answer").state, the(talk, "next_answer").why) == ("released", "closed")
    assert the(talk, "next_answer").released_by_id == adele.pk


def test_what_was_due_before_the_closing_stays_broken(shop, adele):
    talk = a_conversation(shop, answered_by=adele)
    close_conversation(conversation_id=talk.pk, visitor_id=talk.visitor_id, now=later(60))
    tell(later(60))
    promise = the(talk, "first_answer")
    assert (promise.state, promise.settled_at, promise.done_at) == ("broken", later(30), later(60))


def test_to_reopen_a_request_promises_its_resolution_anew(shop, adele):
    talk = answered_request(shop, adele)
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(adele), now=later(2 * HOUR))
    reopen_conversation(conversation_id=talk.pk, viewer=a_viewer(adele), now=later(3 * DAY))
    tell(later(3 * DAY))
    first, second = promised(talk, "resolution")
    assert (first.state, second.state, second.due_at) == ("kept", "running", later(5 * DAY))


def test_a_chat_that_becomes_a_request_is_released_from_its_seconds_and_promised_its_day(shop):
    """A6."""
    talk = a_conversation(shop)
    become_request(conversation_id=talk.pk, visitor_id=talk.visitor_id, now=later(15))
    tell(later(15))
    chat, message = promised(talk, "first_answer")
    assert (chat.clause, chat.state, chat.why) == ("chat_first_answer", "released", "became_request")
    assert (message.clause, message.state, message.due_at) == ("message_first_answer", "running", later(15 + DAY))
    assert the(talk, "resolution").made_at == later(15)


def test_a_complex_request_has_its_own_days_and_a_word_every_two(shop, adele):
    """D3, D5."""
    talk = answered_request(shop, adele)
    choose_category(conversation_id=talk.pk, viewer=a_viewer(adele), category="after_sales", now=later(2 * HOUR))
    tell(later(3 * HOUR))
    resolution, follow_up = the(talk, "resolution"), the(talk, "follow_up")
    assert (resolution.clause, resolution.due_at) == ("complex_resolution", later(7 * DAY))
    assert (follow_up.within, follow_up.due_at) == ("2 d", later(2 * HOUR + 2 * DAY))
    assert PromiseMove.objects.get().because == "category"

    says(talk, "L'atelier y travaille.", by=adele, now=later(DAY))
    tell(later(DAY))
    first, second = promised(talk, "follow_up")
    assert (first.state, second.state, second.due_at) == ("kept", "running", later(3 * DAY))

    close_conversation(conversation_id=talk.pk, viewer=a_viewer(adele), now=later(2 * DAY))
    tell(later(2 * DAY))
    assert [it.state for it in promised(talk, "follow_up")] == ["kept", "released"]


def test_whoever_answers_owns_what_is_open(shop, adele):
    talk = a_request(shop)
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(5))
    tell(later(5))
    assert {it.owner_id for it in promised(talk)} == {adele.pk}
    hand_back(conversation_id=talk.pk, why="", now=later(6))
    tell(later(6))
    assert {it.owner_id for it in promised(talk)} == {None}


def test_a_shop_that_promises_nothing_has_nothing_in_its_ledger():
    charter = ALWAYS_OPEN[: ALWAYS_OPEN.index("[promises")] + ALWAYS_OPEN[ALWAYS_OPEN.index("[wording]") :]
    talk = a_conversation(a_shop(charter=charter))
    tell()
    assert promised(talk) == []


def test_each_promise_made_and_kept_is_announced_once(shop, adele):
    talk = a_conversation(shop, answered_by=adele)
    says(talk, "Bonjour.", by=adele, now=later(9))
    hear([talk.pk], later(10))
    hear([talk.pk], later(11))
    assert [it["clause"] for it in announced("made")] == ["chat_first_answer"]
    assert [(it["clause"], it["owner_id"]) for it in announced("kept")] == [("chat_first_answer", adele.pk)]


def test_who_writes_again_after_a_closing_that_answered_nothing_is_promised_an_answer(shop, adele):
    """D5: what was released because it was closed is promised anew, from their next message on."""
    talk = a_request(shop)
    close_conversation(conversation_id=talk.pk, viewer=None, now=later(HOUR))
    says(talk, "Et ma question ?", now=later(2 * HOUR))
    says(talk, "Bonjour ?", now=later(3 * HOUR))
    tell(later(3 * HOUR))
    released, again = promised(talk, "first_answer")
    assert (released.state, released.why) == ("released", "closed")
    assert (again.state, again.made_at, again.due_at) == ("running", later(2 * HOUR), later(2 * HOUR + DAY))


def test_an_answer_is_awaited_no_more_where_its_question_was_split_off(shop, adele):
    """D5: the next answer is promised in the new request, and its clock stands in the old one no longer."""
    talk = a_request(shop)
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(HOUR))
    says(talk, "Bonjour, je regarde.", by=adele, now=later(HOUR))
    seq = says(talk, "Et mon autre commande ?", now=later(2 * HOUR)).seq
    tell(later(2 * HOUR))
    assert the(talk, "next_answer").is_undone

    new_id = split(conversation_id=talk.pk, from_seq=seq, viewer=a_viewer(adele), now=later(3 * HOUR))
    tell(later(3 * HOUR))

    new = Conversation.objects.get(pk=new_id)
    awaited = the(talk, "next_answer")
    assert (awaited.state, awaited.why) == ("released", f"split_into {new.reference}")
    assert promised(new, "first_answer")[0].is_undone
    talk.refresh_from_db()
    assert (talk.unanswered_since, new.unanswered_since) == (None, later(2 * HOUR))


def test_what_was_asked_before_the_split_is_still_awaited(shop, adele):
    """D5"""
    talk = a_request(shop)
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(HOUR))
    says(talk, "Bonjour, je regarde.", by=adele, now=later(HOUR))
    says(talk, "Merci. Quand ?", now=later(2 * HOUR))
    seq = says(talk, "Et mon autre commande ?", now=later(3 * HOUR)).seq
    split(conversation_id=talk.pk, from_seq=seq, viewer=a_viewer(adele), now=later(4 * HOUR))
    tell(later(4 * HOUR))

    assert the(talk, "next_answer").is_undone
    talk.refresh_from_db()
    assert talk.unanswered_since == later(2 * HOUR)


def test_what_is_split_off_days_later_is_promised_from_then_on(shop, adele):
    """D5: nothing is broken by the splitting itself."""
    talk = answered_request(shop, adele)
    asked = says(talk, "Et la boucle d'oreille ?", now=later(2 * HOUR))
    says(talk, "Je regarde.", by=adele, now=later(3 * HOUR))
    says(talk, "Et le collier ?", now=later(4 * HOUR))
    seq = Entry.objects.get(conversation_id=talk.pk, client_id=asked.client_id).seq
    new_id = split(conversation_id=talk.pk, from_seq=seq, viewer=a_viewer(adele), now=later(5 * DAY))
    tell(later(5 * DAY))
    new = Conversation.objects.get(pk=new_id)
    assert (the(new, "next_answer").state, the(new, "next_answer").due_at) == ("running", later(6 * DAY))
    assert "broken" not in {it.state for it in promised(new)}


def test_a_date_that_moves_to_later_days_is_warned_of_anew(adele):
    """D3: a warning that belonged to the date before does not stand for the one to come."""
    simple, complex_ = (f'within = "{days} d"\nclock = "wall"\npaused_while' for days in (2, 7))
    charter = CHARTER.replace(simple, f'warn_at = ["1 d"]\n{simple}').replace(
        complex_, f'warn_at = ["6 d"]\n{complex_}'
    )
    talk = a_request(a_shop(charter=charter))
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(5))
    sweep(later(DAY + 60))
    assert (the(talk, "resolution").state, the(talk, "resolution").warned) == ("at_risk", 1)
    choose_category(conversation_id=talk.pk, viewer=a_viewer(adele), category="after_sales", now=later(DAY + HOUR))
    tell(later(DAY + HOUR))
    moved = the(talk, "resolution")
    assert (moved.state, moved.warned, moved.next_at) == ("running", 0, later(6 * DAY))
    sweep(later(6 * DAY))
    assert (the(talk, "resolution").state, the(talk, "resolution").warned) == ("at_risk", 1)


def test_what_waits_for_a_seller_does_not_stand_still_for_the_customer():
    """D5: only what the charter says stops a clock."""
    shop = a_shop(charter=CHARTER.replace("waiting_for_customer", "waiting_for_seller"))
    adele = a_member(shop)
    talk = answered_request(shop, adele)
    says(talk, "Quel est votre numéro de commande ?", by=adele, now=later(2 * HOUR))
    tell(later(2 * HOUR))
    assert the(talk, "resolution").state == "running"

    pause(promise_id=the(talk, "resolution").pk, viewer=a_viewer(a_member(shop, "referent")), now=later(3 * HOUR))
    says(talk, "C'est le 4711.", now=later(5 * HOUR))
    tell(later(5 * HOUR))
    assert the(talk, "resolution").state == "paused"
