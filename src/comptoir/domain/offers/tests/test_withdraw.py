"""Codes that the shop takes back go to nobody any more (A12)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.offers.actions import Withdrawn, put_back, take_code, withdraw_batch, withdraw_codes
from comptoir.domain.offers.errors import NoCodeLeft, NoCodes, OfferNotFound
from comptoir.domain.offers.models import Batch, Code, Gift
from comptoir.domain.offers.queries import offer_for
from comptoir.foundation.errors import NotAllowed
from tests.people import ALWAYS_OPEN, NOON, a_member, a_shop, a_viewer


def withdrawn(desk: SimpleNamespace, text: str, who: str = "marc") -> Withdrawn:
    return withdraw_codes(viewer=a_viewer(getattr(desk, who)), offer_id=desk.offer.pk, text=text, now=NOON)


def taken(desk: SimpleNamespace) -> Gift:
    return take_code(viewer=a_viewer(desk.adele), conversation_id=desk.talk.pk, offer_id=desk.offer.pk, now=NOON)


def test_a_withdrawn_code_is_given_to_nobody(desk: SimpleNamespace) -> None:
    assert withdrawn(desk, "merci-001\n\nAUTRE-1\nno code\nMERCI-001") == Withdrawn(codes=1, unknown=2)
    assert taken(desk).code.code == "MERCI-002"
    assert withdrawn(desk, "MERCI-001") == Withdrawn()


def test_a_code_in_an_answer_is_withdrawn_and_never_comes_back(desk: SimpleNamespace) -> None:
    gift = taken(desk)
    assert withdrawn(desk, "MERCI-001") == Withdrawn(codes=1, taken=1)
    put_back(viewer=a_viewer(desk.adele), gift_id=gift.pk, now=NOON)
    assert not Code.objects.get(code="MERCI-001").is_free


def test_what_was_given_stays_as_it_was(desk: SimpleNamespace) -> None:
    gift = taken(desk)
    Gift.objects.update(state="given")
    assert withdrawn(desk, "MERCI-001") == Withdrawn(given=1)
    gift.refresh_from_db()
    assert (gift.state, gift.code.withdrawn_at) == ("given", None)


def test_the_rest_of_a_batch_is_withdrawn(desk: SimpleNamespace) -> None:
    taken(desk)
    Gift.objects.update(state="given")
    batch = Batch.objects.get()
    marc = a_viewer(desk.marc)
    told = withdraw_batch(viewer=marc, offer_id=desk.offer.pk, batch_id=batch.pk, now=NOON)
    assert told == Withdrawn(codes=2, given=1)
    assert [it.left for it in offer_for([marc], desk.offer.pk)[1]] == [0]
    Gift.objects.update(visitor=None)
    with pytest.raises(NoCodeLeft):
        taken(desk)


def test_nobody_withdraws_without_the_right_or_in_another_shop(desk: SimpleNamespace) -> None:
    """A4"""
    with pytest.raises(NotAllowed):
        withdrawn(desk, "MERCI-001", who="rose")
    omar = a_member(a_shop("autre", charter=ALWAYS_OPEN), "manager", name="Omar")
    for act in (
        lambda: withdraw_codes(viewer=a_viewer(omar), offer_id=desk.offer.pk, text="MERCI-001", now=NOON),
        lambda: withdraw_batch(viewer=a_viewer(desk.marc), offer_id=desk.offer.pk, batch_id=0, now=NOON),
    ):
        with pytest.raises(OfferNotFound):
            act()
    with pytest.raises(NoCodes):
        withdrawn(desk, "?")
