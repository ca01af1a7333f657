"""A return goes its way once, step by step; the refund is a promise that is kept. D8."""

from __future__ import annotations

from decimal import Decimal

import pytest

from comptoir.domain.conversations.actions import close_conversation, merge
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.queries import unseen_by_visitor
from comptoir.domain.promises.actions import keep, release, sweep
from comptoir.domain.promises.errors import KeptByWhatHappens
from comptoir.domain.promises.models import Promise
from comptoir.domain.promises.queries import Filters, ledger
from comptoir.domain.returns.actions import Refund, accept_return, close_return, receive_return, refund_return
from comptoir.domain.returns.errors import RefundMistaken, RefundPromised, ReturnIsElsewhere, ReturnNotFound
from comptoir.domain.returns.models import Return, ReturnedOrder, ReturnStep
from comptoir.domain.returns.sweeps import forget_what_was_erased
from comptoir.domain.returns.tests.stage import CHARTER, DAY, a_returning_shop, a_talk, an_order, asks
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, said

ALL = Refund(Decimal("340.00"))


@pytest.fixture
def accepted(desk):
    return asks(desk.talk, desk.adele, accepts=True)


def received(ret, member, at=NOON):
    return receive_return(return_id=ret.pk, viewer=a_viewer(member), now=at)


def refunded(ret, member, refund=ALL, at=NOON):
    return refund_return(return_id=ret.pk, refund=refund, viewer=a_viewer(member), now=at)


def test_from_receipt_on_the_refund_is_promised_and_kept_when_it_is_paid(desk, accepted):
    """D8"""
    ret = received(accepted, desk.adele)
    promise = Promise.objects.get(kind="refund")
    assert (ret.promise_id, promise.due_at, promise.subject) == (promise.pk, NOON + 14 * DAY, f"return:{ret.pk}")
    assert promise in ledger([a_viewer(desk.adele)], Filters(kind="refund")).rows
    assert said(desk.talk)[-1] == (
        f"Your return {ret.number} has reached us. You will be refunded by 15 December 2026 at the latest."
    )

    refunded(ret, desk.adele, at=NOON + DAY)

    promise.refresh_from_db()
    step = ReturnStep.objects.get(state="refunded")
    assert (promise.state, promise.done_at, promise.evidence_seq) == ("kept", NOON + DAY, step.seq)
    assert said(desk.talk)[-1].startswith(f"We have refunded €340.00 for your return {ret.number}.")


def test_a_refund_that_comes_too_late_stays_broken(desk, accepted):
    """D8"""
    ret = received(accepted, desk.adele)
    sweep(NOON + 15 * DAY)
    refunded(ret, desk.adele, at=NOON + 16 * DAY)

    promise = Promise.objects.get(kind="refund")
    assert (promise.state, promise.done_at) == ("broken", NOON + 16 * DAY)


def test_two_agents_mark_it_refunded_and_it_was_once(desk, accepted):
    """D8, G8"""
    ret = received(accepted, desk.adele)
    refunded(ret, desk.adele)
    refunded(ret, desk.rose)
    received(ret, desk.rose)

    assert ReturnStep.objects.filter(state="refunded").values_list("membership_id", flat=True).get() == desk.adele.pk
    assert len(said(desk.talk)) == 3
    assert Announcement.objects.filter(name="returns.moved").count() == 4
    with pytest.raises(RefundMistaken):
        refunded(ret, desk.rose, Refund(Decimal("12.00")))


def test_where_the_charter_promises_no_refund_none_is_promised(db):
    """D8"""
    shop = a_shop(charter=CHARTER.replace('refund_promise = "refund"\n', ""))
    an_order(shop)
    adele = a_member(shop, "advisor")
    talk = a_talk(shop, adele, language="en")

    ret = received(asks(talk, adele, accepts=True), adele)

    assert (ret.promise_id, Promise.objects.filter(kind="refund").exists()) == (None, False)
    assert said(talk)[-1].endswith("We are preparing your refund.")
    assert refunded(ret, adele).state == "refunded"


@pytest.mark.parametrize("amount", ["0", "-1", "340.01", "1.005", "NaN", "Infinity", "1e20"])
def test_no_more_is_paid_back_than_was_paid(desk, accepted, amount):
    """D8"""
    with pytest.raises(RefundMistaken):
        refunded(accepted, desk.adele, Refund(Decimal(amount)))
    with pytest.raises(RefundMistaken):
        refunded(accepted, desk.adele, Refund(Decimal(1), "USD"))


def test_two_returns_of_an_order_share_what_was_paid(desk):
    """D8"""
    one, other = (asks(desk.talk, desk.adele, {0: 1}, accepts=True) for _ in range(2))
    refunded(one, desk.adele, Refund(Decimal("300.00")))

    with pytest.raises(RefundMistaken):
        refunded(other, desk.adele, Refund(Decimal("40.01")))
    assert refunded(other, desk.adele, Refund(Decimal("40.00"))).amount == Decimal("40.00")


def test_two_returns_of_a_conversation_are_two_promises(desk):
    """D8"""
    for ret in [asks(desk.talk, desk.adele, {0: 1}, accepts=True) for _ in range(2)]:
        received(ret, desk.adele)

    assert Promise.objects.filter(kind="refund").count() == 2


def test_a_step_that_does_not_follow_is_refused(desk):
    """D8"""
    ret = asks(desk.talk, desk.adele)

    with pytest.raises(ReturnIsElsewhere):
        received(ret, desk.adele)
    with pytest.raises(ReturnIsElsewhere):
        refunded(ret, desk.adele)
    close_return(return_id=ret.pk, viewer=a_viewer(desk.adele), reason="withdrawn", now=NOON)
    with pytest.raises(ReturnIsElsewhere):
        accept_return(return_id=ret.pk, viewer=a_viewer(desk.adele), now=NOON)
    assert Return.objects.get().state == "closed"


def test_what_came_in_is_closed_without_a_refund_only_by_who_may_release_the_promise(desk, accepted):
    """D8"""
    ret = received(accepted, desk.adele)
    with pytest.raises(RefundPromised):
        close_return(return_id=ret.pk, viewer=a_viewer(desk.adele), reason="condition", now=NOON)

    close_return(return_id=ret.pk, viewer=a_viewer(desk.rose), reason="condition", note="rayée", now=NOON)

    promise = Promise.objects.get(kind="refund")
    assert (promise.state, promise.why, promise.released_by_id) == ("released", "return_closed", desk.rose.pk)
    assert "rayée" not in said(desk.talk)[-1]


def test_the_refund_is_marked_on_the_return_and_not_by_hand_in_the_ledger(desk, accepted):
    """D8"""
    ret = received(accepted, desk.adele)
    with pytest.raises(KeptByWhatHappens):
        keep(promise_id=ret.promise_id, viewer=a_viewer(desk.rose), now=NOON)

    release(promise_id=ret.promise_id, viewer=a_viewer(desk.rose), why="accord", now=NOON)
    assert refunded(ret, desk.adele).state == "refunded"


def test_after_the_conversation_has_ended_the_customer_is_still_told_and_it_stays_ended(desk, accepted):
    """D8, A6"""
    close_conversation(conversation_id=desk.talk.pk, viewer=a_viewer(desk.adele), now=NOON)

    refunded(received(accepted, desk.adele), desk.adele)

    desk.talk.refresh_from_db()
    assert (desk.talk.status, len(said(desk.talk))) == ("closed", 3)
    assert unseen_by_visitor([desk.talk])[desk.talk.pk] == 3


def test_of_a_merged_conversation_the_one_that_goes_on_is_told(desk):
    """D8"""
    visitor = desk.talk.visitor
    later = a_talk_of(visitor, desk)
    ret = asks(later, desk.rose, accepts=True)
    merge(conversation_id=later.pk, other_id=desk.talk.pk, viewer=a_viewer(desk.rose), now=NOON)

    received(ret, desk.rose)

    assert "has reached us" in said(desk.talk)[-1]
    assert Promise.objects.get(kind="refund").conversation_id == desk.talk.pk
    refunded(ret, desk.rose)
    assert Promise.objects.get(kind="refund").state == "kept"


def test_what_was_said_elsewhere_is_no_evidence_in_a_conversation_that_was_merged(desk):
    """D8, G3: the promise stays where it was made; its evidence is never an entry that says something else."""
    later = a_talk_of(desk.talk.visitor, desk)
    ret = asks(later, desk.rose, accepts=True)
    received(ret, desk.rose)
    merge(conversation_id=later.pk, other_id=desk.talk.pk, viewer=a_viewer(desk.rose), now=NOON)

    refunded(ret, desk.rose)

    promise = Promise.objects.get(kind="refund")
    assert (promise.conversation_id, promise.state, promise.evidence_seq) == (later.pk, "kept", None)


def a_talk_of(visitor, desk):
    facts = {"customer_id": visitor.customer_id, "language": "en", "leave_message": True}
    return a_conversation(desk.shop, visitor=visitor, body="MP-48213", now=NOON + DAY, **facts)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Votre retour", "15 décembre 2026"]),
        ("ro", ["Returul dumneavoastră", "15 decembrie 2026"]),
        ("pt", ["devolução", "15 de dezembro de 2026"]),
        ("de", ["Votre retour"]),
    ],
)
def test_each_is_told_in_their_language(desk, language, words):
    """D8"""
    talk = a_talk(desk.shop, desk.adele, language=language)
    an_order(desk.shop)
    received(asks(talk, desk.adele, accepts=True), desk.adele)

    assert all(word in said(talk)[-1] for word in words)


def test_the_wrong_person_moves_nothing(desk, accepted):
    """A4"""
    stranger = a_member(a_returning_shop(key="autre-maison"), "manager", name="Étienne")

    for member in (stranger, desk.amin):
        with pytest.raises(ReturnNotFound):
            received(accepted, member)
    with pytest.raises(ReturnNotFound):
        receive_return(return_id=accepted.pk, shop_id=stranger.shop_id, now=NOON)
    assert Conversation.objects.get(pk=desk.talk.pk).seq == desk.talk.seq + 1


def test_with_a_conversation_its_returns_are_erased_and_then_the_orders_number(desk, accepted):
    """D9"""
    forget_what_was_erased(NOON)
    assert ReturnedOrder.objects.exists()

    Return.objects.all().delete()
    forget_what_was_erased(NOON)

    assert not ReturnedOrder.objects.exists()
