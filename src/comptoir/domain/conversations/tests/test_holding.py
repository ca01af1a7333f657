"""Held messages: they wait for a referent, are seen by those who may, and go out once or not at all."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.test import TestCase

from comptoir.domain.conversations.actions import (
    Held,
    Posted,
    approve_held,
    assign,
    close_conversation,
    hand_back,
    keep_file,
    return_held,
    see_returned,
    withdraw_held,
)
from comptoir.domain.conversations.errors import (
    HeldIsSettled,
    HeldNotFound,
    MessageEmpty,
    MessageLapsed,
    MessageReturned,
    MessageTooLong,
    MessageWithdrawn,
    NotYours,
    OwnMessage,
    WordMissing,
)
from comptoir.domain.conversations.models import Attachment, Entry, HeldMessage
from comptoir.domain.conversations.queries import (
    entries_after,
    held_count,
    held_in,
    held_messages,
    returned_to,
    snapshot,
    viewer_of_held,
    waiting_in,
)
from comptoir.domain.conversations.tests.strict import CLEAN, LINKED, PERSONAL, a_strict_desk, told, writes
from comptoir.domain.conversations.wording_errors import WordingForbidden
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(minutes=2)


@pytest.fixture
def desk():
    return a_strict_desk()


def held(desk, body=LINKED, **terms):
    """Amin's message waits for approval."""
    outcome = writes(desk.talk, desk.amin, body, **terms)
    assert isinstance(outcome, Held)
    return outcome.held_id


def approves(held_id, by, **changes):
    return approve_held(held_id=held_id, viewer=a_viewer(by), now=LATER, **changes)


def answers(talk):
    return list(
        Entry.objects.filter(conversation=talk, author="agent", kind="message")
        .order_by("seq")
        .values_list("body", flat=True)
    )


def test_a_held_message_is_no_answer_and_the_clock_runs_on(desk):
    """A1, A7, A10"""
    before = snapshot(desk.talk.pk, public=True)

    outcome = writes(desk.talk, desk.amin, LINKED)

    assert outcome.clauses == ("link",)
    assert snapshot(desk.talk.pk, public=True) == before
    desk.talk.refresh_from_db()
    assert (desk.talk.first_answer_at, desk.talk.last_answer_seq) == (None, 0)
    assert desk.talk.unanswered_since == NOON
    assert desk.talk.last_from == "visitor"
    assert not Announcement.objects.filter(name="conversations.first_answer_given").exists()
    assert Announcement.objects.filter(name="conversations.message_held").count() == 1


def test_confirming_does_not_set_a_held_message_free(desk):
    """A10"""
    assert isinstance(writes(desk.talk, desk.amin, LINKED, is_confirmed=True), Held)


def test_sending_it_again_holds_it_once_and_after_approval_it_is_posted_once(desk):
    """G8: never twice, however often it is sent."""
    client_id = uuid4()
    first = writes(desk.talk, desk.amin, LINKED, client_id=client_id)
    again = writes(desk.talk, desk.amin, LINKED, client_id=client_id)
    assert first == again
    assert HeldMessage.objects.count() == 1

    posted = approves(first.held_id, desk.rose)
    twice = approves(first.held_id, desk.marc)
    acknowledged = writes(desk.talk, desk.amin, LINKED, client_id=client_id)

    assert posted.seq == twice.seq == acknowledged.seq
    assert isinstance(acknowledged, Posted)
    assert answers(desk.talk) == [LINKED]


def test_of_two_referents_who_decide_at_once_the_second_is_told_that_their_words_did_not_go_out(desk):
    """A7: nobody is told that they were heard who was not."""
    edited, returned = held(desk), held(desk, "Voyez sur www.amazon.fr, svp.")
    approves(edited, desk.rose, body=CLEAN)
    return_held(held_id=returned, viewer=a_viewer(desk.rose), word="Sans lien", now=LATER)

    assert approves(edited, desk.rose, body=CLEAN).seq
    return_held(held_id=returned, viewer=a_viewer(desk.rose), word=" Sans lien ", now=LATER)
    for body in (None, "Bonjour, votre bague part ce soir."):
        with pytest.raises(HeldIsSettled):
            approves(edited, desk.marc, body=body)
    with pytest.raises(HeldIsSettled):
        return_held(held_id=returned, viewer=a_viewer(desk.marc), word="Plus poli", now=LATER)
    assert answers(desk.talk) == [CLEAN]
    assert HeldMessage.objects.get(pk=returned).word == "Sans lien"


def test_twice_in_one_batch_is_held_once(desk):
    """G8"""
    from comptoir.domain.conversations.actions import Post, post_messages

    post = Post(desk.talk.pk, uuid4(), LINKED, viewer=a_viewer(desk.amin))
    one, two = post_messages([post, post], NOON)
    assert one == two
    assert HeldMessage.objects.count() == 1


def test_an_approved_message_is_its_authors_answer_and_only_the_team_sees_who_approved(desk):
    """A1, A7: now the first answer is given, and dated."""
    held_id = held(desk)

    approves(held_id, desk.rose)

    team, public = (snapshot(desk.talk.pk, public=it)["entries"][-1] for it in (False, True))
    assert (team["agent"], team["facts"]["approved_by"]["name"]) == (desk.amin.pk, "Rose")
    assert "facts" not in public
    assert (public["body"], public["agent"]) == (LINKED, desk.amin.pk)
    desk.talk.refresh_from_db()
    assert (desk.talk.first_answer_at, desk.talk.unanswered_since) == (LATER, None)
    assert HeldMessage.objects.get(pk=held_id).seq == team["seq"]


def test_a_referent_may_edit_it_but_not_into_what_is_forbidden(desk):
    """A7, A10"""
    held_id = held(desk)

    with pytest.raises(WordingForbidden):
        approves(held_id, desk.rose, body=PERSONAL)
    with pytest.raises(MessageEmpty):
        approves(held_id, desk.rose, body="  ")
    with pytest.raises(MessageTooLong):
        approves(held_id, desk.rose, body="x" * 4001)
    approves(held_id, desk.rose, body=CLEAN)

    assert answers(desk.talk) == [CLEAN]
    assert snapshot(desk.talk.pk, public=False)["entries"][-1]["facts"]["is_edited"] is True


def test_it_is_returned_with_a_word_and_can_be_written_anew(desk):
    """A7"""
    client_id = uuid4()
    held_id = held(desk, client_id=client_id)

    with pytest.raises(WordMissing):
        return_held(held_id=held_id, viewer=a_viewer(desk.rose), word=" ", now=LATER)
    with captured() as news, TestCase.captureOnCommitCallbacks(execute=True):
        return_held(held_id=held_id, viewer=a_viewer(desk.rose), word="Le lien de notre boutique, SVP", now=LATER)

    [(topics, frame)] = told(news, "held_settled")
    assert topics == (f"member:{desk.amin.pk}", f"shop:{desk.shop.id}:watchers")
    assert (frame["outcome"], frame["word"]) == ("returned", "Le lien de notre boutique, SVP")
    assert frame["by"] == {"id": desk.rose.pk, "name": "Rose"}
    assert isinstance(writes(desk.talk, desk.amin, LINKED, client_id=client_id), MessageReturned)
    assert isinstance(writes(desk.talk, desk.amin, CLEAN), Posted)


def test_its_author_may_take_it_back_and_nobody_else(desk):
    client_id = uuid4()
    held_id = held(desk, client_id=client_id)

    with pytest.raises(NotAllowed):
        withdraw_held(held_id=held_id, viewer=a_viewer(desk.rose), now=LATER)
    withdraw_held(held_id=held_id, viewer=a_viewer(desk.amin), now=LATER)
    withdraw_held(held_id=held_id, viewer=a_viewer(desk.amin), now=LATER)

    with pytest.raises(HeldIsSettled):
        approves(held_id, desk.rose)
    assert isinstance(writes(desk.talk, desk.amin, LINKED, client_id=client_id), MessageWithdrawn)
    assert answers(desk.talk) == []


@pytest.mark.parametrize("who", ["rose", "marc", "camille"])
def test_referents_community_managers_and_managers_approve(desk, who):
    """A7"""
    approves(held(desk), getattr(desk, who))
    assert answers(desk.talk) == [LINKED]


def test_who_has_no_business_with_it_neither_sees_nor_settles_it(desk):
    """A7, A11"""
    held_id = held(desk)
    stranger = a_member(a_shop("autre"), "manager", name="Étienne")

    for member in (desk.adele, stranger):
        viewer = a_viewer(member)
        with pytest.raises(HeldNotFound):
            approves(held_id, member)
        with pytest.raises(HeldNotFound):
            return_held(held_id=held_id, viewer=viewer, word="Non", now=LATER)
        with pytest.raises(HeldNotFound):
            withdraw_held(held_id=held_id, viewer=viewer, now=LATER)
        with pytest.raises(HeldNotFound):
            viewer_of_held([viewer], held_id)
        assert held_in(desk.talk.pk, viewer) == []
        assert waiting_in(desk.talk.pk, viewer) == []
        assert held_messages([viewer]) == []
        assert held_count([viewer]) == 0


def test_nobody_approves_their_own(desk):
    """A7: also when they have become a referent meanwhile."""
    held_id = held(desk)
    with pytest.raises(OwnMessage):
        approves(held_id, desk.amin)

    desk.amin.role = "referent"
    desk.amin.save()
    from comptoir.domain.people.queries import forget_members

    forget_members()
    with pytest.raises(OwnMessage):
        approves(held_id, desk.amin)
    with pytest.raises(OwnMessage):
        return_held(held_id=held_id, viewer=a_viewer(desk.amin), word="Non", now=LATER)
    assert held_count([a_viewer(desk.amin)]) == 0
    assert [it.may_approve for it in held_messages([a_viewer(desk.amin)])] == [False]


def test_author_and_referents_see_it_in_the_conversation_and_colleagues_and_visitors_do_not(desk):
    """A7, A11"""
    held_id = held(desk)

    for member in (desk.amin, desk.rose, desk.marc):
        for answer in (
            snapshot(desk.talk.pk, public=False, viewer=a_viewer(member)),
            entries_after(desk.talk.pk, 0, public=False, viewer=a_viewer(member)),
        ):
            [shown] = answer["held"]
            assert (shown["held"], shown["body"], shown["clauses"]) == (held_id, LINKED, ("link",))
    assert snapshot(desk.talk.pk, public=False, viewer=a_viewer(desk.adele))["held"] == []
    assert "held" not in snapshot(desk.talk.pk, public=True)
    assert "held" not in entries_after(desk.talk.pk, 0, public=True)


def test_it_is_told_to_its_author_and_to_those_who_approve_alone(desk):
    """A7, A11: nothing of it travels to the conversation."""
    with captured() as news, TestCase.captureOnCommitCallbacks(execute=True):
        held_id = held(desk)

    [(topics, frame)] = told(news, "held")
    assert topics == (f"member:{desk.amin.pk}", f"shop:{desk.shop.id}:watchers")
    assert (frame["held"], frame["body"], frame["c"]) == (held_id, LINKED, desk.talk.pk)
    assert [it for it in news if it.frame and it.topics != topics] == [], "besides the news that the wall has some"


def test_referents_have_a_list_of_what_waits_and_a_count(desk, django_assert_num_queries):
    """A7"""
    first, second = held(desk), held(desk)
    talk = a_conversation(desk.shop, answered_by=desk.amin)
    other = writes(talk, desk.amin, LINKED).held_id
    viewers = [a_viewer(desk.rose)]

    assert [it.id for it in held_messages(viewers)] == [first, second, other]
    assert [it.id for it in held_messages(viewers, after=(NOON, first), limit=1)] == [second]
    shown, _other = waiting_in(desk.talk.pk, viewers[0])
    assert (shown.author, shown.body, shown.findings[0].clause, shown.may_approve) == ("Amin", LINKED, "link", True)
    with django_assert_num_queries(1):
        assert len(held_messages(viewers)) == 3
    with django_assert_num_queries(1):
        assert len(waiting_in(desk.talk.pk, viewers[0])) == 2
    with django_assert_num_queries(1):
        assert held_count(viewers) == 3
    approves(first, desk.rose)
    assert held_count(viewers) == 2


@pytest.mark.parametrize("how", ["taken", "handed_back", "closed", "left"])
def test_once_somebody_else_answers_or_it_is_over_the_author_is_told_that_it_was_not_sent(desk, how):
    """A6, A7: nothing goes out behind the back of who answers now."""
    client_id = uuid4()
    held_id = held(desk, client_id=client_id)

    with captured() as news, TestCase.captureOnCommitCallbacks(execute=True):
        if how == "taken":
            assign(conversation_id=desk.talk.pk, membership_id=desk.adele.pk, now=LATER)
        elif how == "handed_back":
            hand_back(conversation_id=desk.talk.pk, why="gone", now=LATER)
        else:
            visitor = {"visitor_id": desk.talk.visitor_id} if how == "left" else {"viewer": a_viewer(desk.amin)}
            close_conversation(conversation_id=desk.talk.pk, now=LATER, **visitor)

    [(topics, frame)] = told(news, "held_settled")
    assert f"member:{desk.amin.pk}" in topics
    assert (frame["outcome"], frame["by"]) == ("lapsed", None)
    with pytest.raises(HeldIsSettled):
        approves(held_id, desk.rose)
    assert held_count([a_viewer(desk.rose)]) == 0
    [came] = returned_to([a_viewer(desk.amin)])
    assert (came.id, came.body, came.has_lapsed, came.is_seen_there) == (held_id, LINKED, True, how != "taken")
    see_returned(held_id=held_id, viewer=a_viewer(desk.amin), now=LATER)
    assert returned_to([a_viewer(desk.amin)]) == returned_to([a_viewer(desk.rose)]) == []
    if how == "closed":
        assert isinstance(writes(desk.talk, desk.amin, LINKED, client_id=client_id), MessageLapsed)
    assert answers(desk.talk) == []


def test_a_colleague_who_sends_under_the_same_id_learns_nothing(desk):
    """A11"""
    client_id = uuid4()
    held(desk, client_id=client_id)
    desk.talk.refresh_from_db()

    assert isinstance(writes(desk.talk, desk.rose, CLEAN, client_id=client_id), NotYours)


def test_files_go_with_it_and_are_not_thrown_away_meanwhile(desk):
    """F: attachments. A file without a message is dropped after a day; one that waits with its message is not."""
    keep = {"conversation_id": desk.talk.pk, "viewer": a_viewer(desk.amin), "content": b"Notice d'entretien"}
    file = keep_file(name="notice.txt", now=NOON, **keep)
    client_id = uuid4()
    held_id = held(desk, files=(file.key,), client_id=client_id)
    assert [it["name"] for it in held_in(desk.talk.pk, a_viewer(desk.rose))[0]["files"]] == ["notice.txt"]

    keep_file(name="autre.txt", now=NOON + dt.timedelta(days=2), **keep)
    posted = approves(held_id, desk.rose)

    assert Attachment.objects.get(key=file.key).entry_seq == posted.seq
    assert [it["name"] for it in snapshot(desk.talk.pk, public=True)["entries"][-1]["files"]] == ["notice.txt"]


def test_a_card_number_is_kept_nowhere_not_even_while_it_waits(desk):
    """D9"""
    held_id = held(desk, f"{LINKED} Carte 4111 1111 1111 1111")
    assert "4111 1111" not in HeldMessage.objects.get(pk=held_id).body

    approves(held_id, desk.rose, body="Votre carte 4111 1111 1111 1111 est notée.")
    assert "4111 1111" not in answers(desk.talk)[0]


def test_the_contact_card_and_a_hand_over_carry_no_words_of_the_agent_to_the_customer(desk):
    """A6, A10: the card is the charter's, and the summary is for the team."""
    from comptoir.domain.conversations.actions import note_hand_over, send_card

    send_card(conversation_id=desk.talk.pk, viewer=a_viewer(desk.amin), now=NOON)
    note_hand_over(
        conversation_id=desk.talk.pk, viewer=a_viewer(desk.amin), audience="advisor", summary=PERSONAL, now=NOON
    )

    public = snapshot(desk.talk.pk, public=True)["entries"]
    assert [it["facts"] for it in public if it["kind"] == "card"] == [
        {"url": "https://www.maison-perle.example/contact.html"}
    ]
    assert not any("06 12" in str(it) for it in public)


def test_settling_costs_no_more_queries_in_a_long_conversation(desk, django_assert_max_num_queries):
    for _ in range(20):
        says(desk.talk, "Et alors ?")
    held_id = held(desk)

    with django_assert_max_num_queries(14):
        approves(held_id, desk.rose)
