"""A privacy request goes its way once, step by step, and every step is kept with who, when and what shows it. D9, G7."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import assign, merge, split
from comptoir.domain.conversations.queries import told_once
from comptoir.domain.privacy.actions import (
    answer_request,
    confirm_identity,
    extend_term,
    refuse_request,
    withdraw_request,
)
from comptoir.domain.privacy.errors import (
    AnswerMissing,
    IdentityMissing,
    NothingWithdrawn,
    ReasonNotOfTheLaw,
    RightsRequestIsElsewhere,
    RightsRequestNotFound,
    TermIsOver,
    WayUnknown,
)
from comptoir.domain.privacy.models import RightsRequest, RightsStep
from comptoir.domain.privacy.queries import rights_of
from comptoir.domain.privacy.tests.stage import DAY, TWO_MONTHS_MORE, asks, said
from comptoir.domain.promises.actions import keep, release, sweep
from comptoir.domain.promises.errors import KeptByWhatHappens
from comptoir.domain.promises.models import Promise, PromiseMove
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_conversation, a_viewer, a_visitor, says

ACTS = (
    lambda pk, viewer: confirm_identity(request_id=pk, viewer=viewer, way="signed_in", now=NOON),
    lambda pk, viewer: answer_request(request_id=pk, viewer=viewer, now=NOON),
    lambda pk, viewer: refuse_request(request_id=pk, viewer=viewer, reason="unfounded", now=NOON),
    lambda pk, viewer: withdraw_request(request_id=pk, viewer=viewer, now=NOON),
    lambda pk, viewer: extend_term(request_id=pk, viewer=viewer, reason="complex", now=NOON),
)


@pytest.fixture
def request_(desk):
    return asks(desk.talk, desk.adele)


def confirmed(request, member, way="known_address", at=NOON):
    return confirm_identity(request_id=request.pk, viewer=a_viewer(member), way=way, now=at)


def answered(request, member, at=NOON + DAY):
    return answer_request(request_id=request.pk, viewer=a_viewer(member), now=at)


def refused(request, member, reason="unfounded", at=NOON + DAY):
    return refuse_request(request_id=request.pk, viewer=a_viewer(member), reason=reason, now=at)


def withdrawn(request, member, at=NOON + DAY):
    return withdraw_request(request_id=request.pk, viewer=a_viewer(member), now=at)


def extended(request, member, reason="complex", at=NOON + DAY):
    return extend_term(request_id=request.pk, viewer=a_viewer(member), reason=reason, now=at)


def test_once_it_is_known_who_asks_the_answer_keeps_the_promise(desk, request_):
    """D9, G7: the answer is the agent's message, and the evidence."""
    confirmed(request_, desk.adele)
    seq = says(desk.talk, "Here is all that we know of you.", by=desk.adele, now=NOON + DAY).seq
    assert answered(request_, desk.adele).state == "answered"

    promise = Promise.objects.get(kind="rights")
    assert (promise.state, promise.done_at, promise.evidence_seq) == ("kept", NOON + DAY, seq)
    steps = list(RightsStep.objects.order_by("pk").values_list("step", "reason", "seq", "membership_id"))
    assert steps == [
        ("asked", "", 1, desk.adele.pk),
        ("confirmed", "known_address", None, desk.adele.pk),
        ("answered", "", seq, desk.adele.pk),
    ]
    assert Announcement.objects.filter(name="privacy.moved").count() == 3


def test_nothing_is_answered_before_it_is_known_who_asks(desk, request_):
    """D9, G7"""
    says(desk.talk, "Here is all.", by=desk.adele, now=NOON + DAY)
    with pytest.raises(IdentityMissing):
        answered(request_, desk.adele)
    with pytest.raises(WayUnknown):
        confirmed(request_, desk.adele, "a hunch")


def test_without_a_message_since_there_is_no_answer(desk):
    """D9"""
    says(desk.talk, "Good morning!", by=desk.adele, now=NOON)
    says(desk.talk, "What do you know about me?", now=NOON + DAY)
    request = asks(desk.talk, desk.adele, now=NOON + DAY)
    confirmed(request, desk.adele, at=NOON + DAY)
    with pytest.raises(AnswerMissing):
        answered(request, desk.adele, at=NOON + 2 * DAY)


def test_an_answer_that_comes_too_late_stays_late(desk, request_):
    """D9"""
    confirmed(request_, desk.adele)
    sweep(NOON + 31 * DAY)
    says(desk.talk, "At last.", by=desk.adele, now=NOON + 32 * DAY)
    answered(request_, desk.adele, at=NOON + 32 * DAY)
    promise = Promise.objects.get(kind="rights")
    assert (promise.state, promise.done_at) == ("broken", NOON + 32 * DAY)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("identity", "We could not establish that the data is yours"),
        ("unfounded", "It is manifestly unfounded."),
        ("excessive", "It is excessive"),
        ("duty_to_keep", "The law obliges us to keep the data concerned."),
    ],
)
def test_who_is_refused_is_told_why_and_to_whom_they_may_turn(desk, request_, reason, words):
    """D9, G7: that too answers within the term."""
    refused(request_, desk.rose, reason)
    told = said(desk.talk)[-1]
    assert words in told
    assert "data protection authority" in told
    assert told.endswith("For questions: privacy@maison-perle.example.")
    assert Promise.objects.get(kind="rights").state == "kept"
    assert RightsStep.objects.get(step="refused").reason == reason


def test_once_it_is_known_who_asks_that_is_no_reason_to_refuse(desk, request_):
    """D9"""
    confirmed(request_, desk.adele)
    for reason in ("identity", "no time", ""):
        with pytest.raises(ReasonNotOfTheLaw):
            refused(request_, desk.rose, reason)
    assert refused(request_, desk.rose, "duty_to_keep").state == "refused"


def test_an_agent_neither_refuses_nor_extends(desk, request_):
    """A11, D9: who watches over the shop does."""
    for act in (refused, extended):
        with pytest.raises(NotAllowed):
            act(request_, desk.adele)
    assert len(said(desk.talk)) == 1


def test_only_the_customer_withdraws_and_their_words_show_it(desk, request_):
    """D9"""
    with pytest.raises(NothingWithdrawn):
        withdrawn(request_, desk.adele)
    says(desk.talk, "I do not need it any more.", now=NOON + DAY)
    withdrawn(request_, desk.adele)
    seq = RightsStep.objects.get(step="withdrawn").seq
    assert told_once(desk.talk.pk, seq=seq).body == "I do not need it any more."

    promise = Promise.objects.get(kind="rights")
    assert (promise.state, promise.why, promise.released_by_id) == ("released", "rights_withdrawn", desk.adele.pk)
    assert RightsStep.objects.get(step="withdrawn")


def test_it_takes_two_months_more_once_and_the_customer_is_told_why(desk, request_):
    """D9, G7"""
    extended(request_, desk.rose)
    extended(request_, desk.rose, "many")

    promise = Promise.objects.get(kind="rights")
    assert (promise.due_at, promise.state) == (TWO_MONTHS_MORE, "running")
    assert PromiseMove.objects.get().because == "extended"
    told = said(desk.talk)
    assert len(told) == 2
    assert told[-1].startswith(
        "We need more time for your request about your personal data: access to your data. It is complex"
    )
    assert "28 February" in told[-1]
    step = RightsStep.objects.get(step="extended")
    assert (step.reason, step.membership_id) == ("complex", desk.rose.pk)
    assert RightsRequest.objects.get().is_extended
    assert RightsRequest.objects.get().state == "asked"


def test_it_is_not_extended_once_the_first_term_is_over(desk, request_):
    """D9"""
    with pytest.raises(TermIsOver):
        extended(request_, desk.rose, at=NOON + 31 * DAY)
    with pytest.raises(ReasonNotOfTheLaw):
        extended(request_, desk.rose, "holidays")
    assert len(said(desk.talk)) == 1


def test_two_colleagues_press_the_same_and_it_happened_once(desk, request_):
    """G8"""
    confirmed(request_, desk.adele)
    confirmed(request_, desk.rose, "document")
    step = RightsStep.objects.get(step="confirmed")
    assert (step.reason, step.membership_id) == ("known_address", desk.adele.pk)


def test_what_is_over_goes_nowhere(desk, request_):
    """D9"""
    refused(request_, desk.rose)
    with pytest.raises(RightsRequestIsElsewhere):
        confirmed(request_, desk.adele)
    with pytest.raises(RightsRequestIsElsewhere):
        extended(request_, desk.rose)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_moves_what_they_may_not_see(desk, request_, act):
    """A11, D9: neither a volunteer nor another shop learns that it is there."""
    for member in (desk.amin, desk.stranger):
        with pytest.raises(RightsRequestNotFound):
            act(request_.pk, a_viewer(member))


def test_the_ledger_leaves_it_to_the_request(desk, request_):
    """D4: nobody marks it kept by hand; who watches over the shop may let it go, and says why."""
    promise = Promise.objects.get(kind="rights")
    with pytest.raises(KeptByWhatHappens):
        keep(promise_id=promise.pk, viewer=a_viewer(desk.adele), now=NOON)
    release(promise_id=promise.pk, viewer=a_viewer(desk.rose), why="Asked by mistake", now=NOON)
    with pytest.raises(TermIsOver):
        extended(request_, desk.rose)
    confirmed(request_, desk.adele)
    says(desk.talk, "Here it is.", by=desk.adele, now=NOON + DAY)
    assert answered(request_, desk.adele).state == "answered"


def test_merged_it_is_found_and_answered_where_the_conversation_goes_on(desk):
    """D9: the promise stays, and no date changes."""
    vera = a_visitor(desk.shop)
    one, other = (
        a_conversation(desk.shop, visitor=vera, answered_by=desk.adele, language="en", leave_message=True)
        for _ in range(2)
    )
    requests = {talk.pk: asks(talk, desk.adele) for talk in (one, other)}
    kept = merge(conversation_id=one.pk, other_id=other.pk, viewer=a_viewer(desk.adele), now=NOON)
    ended = ({one.pk, other.pk} - {kept}).pop()
    assert {it.pk for it in rights_of(kept)} == {it.pk for it in requests.values()}

    request = requests[ended]
    confirmed(request, desk.adele)
    survivor = one if kept == one.pk else other
    assign(conversation_id=kept, membership_id=desk.adele.pk, now=NOON)
    seq = says(survivor, "Here is all.", by=desk.adele, now=NOON + DAY).seq
    answered(request, desk.adele)
    step = RightsStep.objects.get(step="answered")
    assert (step.seq, step.seq_in) == (seq, kept)
    promise = Promise.objects.get(pk=request.promise_id)
    assert (promise.state, promise.evidence_seq, promise.due_at) == ("kept", None, NOON + 30 * DAY)


def test_a_request_that_is_split_off_leaves_it_where_it_was_asked(desk, request_):
    """D9"""
    seq = says(desk.talk, "And another thing.", now=NOON + DAY).seq
    new = split(conversation_id=desk.talk.pk, from_seq=seq, viewer=a_viewer(desk.adele), now=NOON + DAY)
    assert [it.pk for it in rights_of(desk.talk.pk)] == [request_.pk]
    assert rights_of(new) == []
