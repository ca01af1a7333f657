"""A code that was withdrawn while it stood in an answer does not go out, by whichever way (A12)."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.actions import (
    Held,
    Post,
    Posted,
    approve_held,
    correct_answer,
    follow_up_correction,
    post_message,
    put_under_approval,
)
from comptoir.domain.conversations.models import Entry, HeldMessage
from comptoir.domain.offers.actions import put_back, take_code, withdraw_codes
from comptoir.domain.offers.errors import CodeOfSomebodyElse, CodeWithdrawn, GiftWaits
from comptoir.domain.offers.models import Gift
from comptoir.domain.offers.withholding import withhold_given, withhold_withdrawn
from tests.people import NOON, a_conversation, a_viewer, said, says

OFFERED = "Voici votre code : MERCI-001"


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "comptoir.domain.conversations.actions.withholding.WITHHOLDERS", [withhold_withdrawn, withhold_given]
    )


@pytest.fixture
def taken(desk: SimpleNamespace) -> Gift:
    return take_code(viewer=a_viewer(desk.adele), conversation_id=desk.talk.pk, offer_id=desk.offer.pk, now=NOON)


def withdrawn(desk: SimpleNamespace, codes: str = "MERCI-001") -> None:
    withdraw_codes(viewer=a_viewer(desk.marc), offer_id=desk.offer.pk, text=codes, now=NOON)


def writes(desk: SimpleNamespace, body: str = OFFERED, **terms: object) -> Posted | Held:
    post = Post(desk.talk.pk, uuid4(), body, viewer=a_viewer(desk.adele), is_confirmed=True, **terms)  # type: ignore[arg-type]
    return post_message(post, now=NOON)


def test_an_answer_with_it_is_refused_and_names_the_code(desk: SimpleNamespace, taken: Gift) -> None:
    withdrawn(desk)
    with pytest.raises(CodeWithdrawn) as refused:
        writes(desk)
    assert "MERCI-001" in refused.value.text()
    assert OFFERED not in said(desk.talk)


def test_a_code_that_is_still_good_goes_out(desk: SimpleNamespace, taken: Gift) -> None:
    withdrawn(desk, "MERCI-002")
    assert isinstance(writes(desk), Posted)


def test_what_waits_for_approval_is_not_approved_with_it(desk: SimpleNamespace, taken: Gift) -> None:
    put_under_approval(membership_id=desk.adele.pk, shop_id=desk.shop.id, by=a_viewer(desk.rose), now=NOON)
    assert isinstance(writes(desk), Held)
    withdrawn(desk)
    held = HeldMessage.objects.get()
    with pytest.raises(CodeWithdrawn):
        approve_held(held_id=held.pk, viewer=a_viewer(desk.rose), now=NOON)
    held.refresh_from_db()
    assert held.outcome == ""
    approve_held(held_id=held.pk, viewer=a_viewer(desk.rose), body="Nous n’avons plus de code, hélas.", now=NOON)
    assert "MERCI-001" not in " ".join(said(desk.talk))


@pytest.mark.parametrize("act", [correct_answer, follow_up_correction])
def test_no_correction_brings_it(desk: SimpleNamespace, act: object) -> None:
    says(desk.talk, "Je regarde", by=desk.adele)
    withdrawn(desk)
    told = {"conversation_id": desk.talk.pk, "viewer": a_viewer(desk.rose), "body": OFFERED, "now": NOON}
    more = {"client_id": uuid4()} if act is follow_up_correction else {}
    with pytest.raises(CodeWithdrawn):
        act(seq=desk.talk.seq + 3, **told, **more)  # type: ignore[operator]


def test_colleagues_may_speak_of_it_among_themselves(desk: SimpleNamespace, taken: Gift) -> None:
    withdrawn(desk)
    assert isinstance(writes(desk, kind="note"), Posted)


def test_a_customer_who_names_it_is_told_that_it_is_over(desk: SimpleNamespace) -> None:
    withdrawn(desk)
    says(desk.talk, "Mon code merci-001 ne marche pas")
    assert isinstance(writes(desk, "Le code MERCI-001 n’est plus valable."), Posted)


def test_the_same_code_of_another_shop_is_its_own(desk: SimpleNamespace) -> None:
    """A4"""
    withdrawn(desk)
    assert withhold_withdrawn(desk.shop.id + 1, desk.talk.pk, OFFERED) is None


def test_words_that_cannot_be_codes_cost_no_question(desk: SimpleNamespace) -> None:
    with CaptureQueriesContext(connection) as asked:
        for withholds in (withhold_withdrawn, withhold_given):
            assert withholds(desk.shop.id, desk.talk.pk, "Bonjour, je regarde cela tout de suite.") is None
    assert len(asked) == 0


def test_a_code_that_is_another_customer_s_does_not_go_out_by_hand(desk: SimpleNamespace, taken: Gift) -> None:
    """A12: each once. What is here for this customer goes out, and what they name themselves is spoken of."""
    other = a_conversation(desk.shop, answered_by=desk.adele)
    post = Post(other.pk, uuid4(), OFFERED, viewer=a_viewer(desk.adele), is_confirmed=True)
    with pytest.raises(CodeOfSomebodyElse) as refused:
        post_message(post, now=NOON)
    assert "MERCI-001" in refused.value.text()
    assert not Entry.objects.filter(conversation=other, body=OFFERED).exists()

    says(other, "On m’a donné MERCI-001, il marche ?")
    assert isinstance(post_message(post, now=NOON), Posted)
    assert isinstance(writes(desk), Posted)


def test_a_code_that_waits_for_approval_is_not_put_back(desk: SimpleNamespace, taken: Gift) -> None:
    """A12: else a colleague would give it too, and two customers would have one code."""
    put_under_approval(membership_id=desk.adele.pk, shop_id=desk.shop.id, by=a_viewer(desk.rose), now=NOON)
    assert isinstance(writes(desk), Held)
    with pytest.raises(GiftWaits):
        put_back(viewer=a_viewer(desk.adele), gift_id=taken.pk, now=NOON)

    approve_held(held_id=HeldMessage.objects.get().pk, viewer=a_viewer(desk.rose), now=NOON)
    assert Gift.objects.get(pk=taken.pk).state != "put_back"
    assert HeldMessage.objects.get().outcome == "approved"
