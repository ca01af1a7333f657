"""A customer whose data is erased is gone from the wallet; the gift stays on record, and others are judged as before (D9, A12)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.offers.actions import forget_person, take_code
from comptoir.domain.offers.errors import HasOneAlready
from comptoir.domain.offers.models import Code, Gift
from comptoir.domain.offers.queries import gifts_to
from comptoir.domain.offers.reactions import forget_who_asked
from comptoir.domain.people.models import Customer, Visitor
from comptoir.domain.privacy.events import RightsRequestMoved
from tests.people import NOON, a_conversation, a_viewer

ASKING = "Bonjour, auriez-vous un code promo ?"


def a_gift(desk: SimpleNamespace, talk, state: str = "given", now=NOON) -> Gift:
    gift = take_code(viewer=a_viewer(desk.adele), conversation_id=talk.pk, offer_id=desk.offer.pk, now=now)
    Gift.objects.filter(pk=gift.pk).update(state=state, given_at=now, given_seq=3)
    gift.refresh_from_db()
    return gift


def erased(desk: SimpleNamespace, talk, right: str = "erasure", step: str = "answered") -> None:
    forget_who_asked(RightsRequestMoved(1, desk.shop.id, talk.pk, right, step, desk.adele.pk))


def known_customer(desk: SimpleNamespace, **fields) -> Customer:
    return Customer.objects.create(shop_id=desk.shop.id, external_id="c-1", **fields)


def test_an_erased_customer_is_gone_and_the_gift_stays(desk: SimpleNamespace) -> None:
    talk = a_conversation(desk.shop, answered_by=desk.adele, body=ASKING, email="vera@example.org")
    gift = a_gift(desk, talk)
    erased(desk, talk)
    gift.refresh_from_db()
    assert (gift.customer_id, gift.visitor_id, gift.conversation_id, gift.knows) == (None, None, None, "")
    assert (gift.state, gift.code.code, gift.membership_id, gift.given_at) == (
        "given",
        "MERCI-001",
        desk.adele.pk,
        NOON,
    )
    assert not Code.objects.get(code="MERCI-001").is_free


def test_erasing_twice_erases_once(desk: SimpleNamespace) -> None:
    a_gift(desk, desk.talk)
    assert forget_person(shop_id=desk.shop.id, conversation_id=desk.talk.pk) == 1
    assert forget_person(shop_id=desk.shop.id, conversation_id=desk.talk.pk) == 0


@pytest.mark.parametrize(("right", "step"), [("access", "answered"), ("erasure", "refused"), ("erasure", "confirmed")])
def test_only_an_answered_erasure_erases(desk: SimpleNamespace, right: str, step: str) -> None:
    gift = a_gift(desk, desk.talk)
    erased(desk, desk.talk, right, step)
    gift.refresh_from_db()
    assert gift.visitor_id == desk.talk.visitor_id


def test_what_was_given_elsewhere_to_the_same_customer_is_erased_too(desk: SimpleNamespace) -> None:
    customer = known_customer(desk, email="vera@example.org")
    before = a_conversation(desk.shop, answered_by=desk.adele, body=ASKING, customer_id=customer.pk)
    gift = a_gift(desk, before)
    now = a_conversation(desk.shop, answered_by=desk.adele, body="Effacez tout", email="Vera@Example.org")
    erased(desk, now)
    gift.refresh_from_db()
    assert gift.visitor_id is None


def test_an_erased_customer_bars_nobody_else(desk: SimpleNamespace) -> None:
    """Gifts to nobody are not everybody's."""
    a_gift(desk, desk.talk)
    erased(desk, desk.talk)
    other = a_conversation(desk.shop, answered_by=desk.adele, body=ASKING)
    assert a_gift(desk, other).code.code == "MERCI-002"
    assert gifts_to(other.pk)[0].code.code == "MERCI-002"


def test_others_still_get_one_only_after_an_erasure(desk: SimpleNamespace) -> None:
    other = a_conversation(desk.shop, answered_by=desk.adele, body=ASKING, email="paul@example.org")
    a_gift(desk, other)
    erased(desk, desk.talk)
    again = a_conversation(desk.shop, answered_by=desk.adele, body=ASKING, email="paul@example.org")
    with pytest.raises(HasOneAlready):
        take_code(viewer=a_viewer(desk.adele), conversation_id=again.pk, offer_id=desk.offer.pk, now=NOON)


def test_a_code_in_an_unsent_answer_goes_to_nobody(desk: SimpleNamespace) -> None:
    gift = a_gift(desk, desk.talk, state="taken")
    erased(desk, desk.talk)
    gift.refresh_from_db()
    assert (gift.state, Code.objects.get(code="MERCI-001").is_free) == ("put_back", False)


def test_a_customer_is_known_again_in_another_browser(desk: SimpleNamespace) -> None:
    """A gift in a browser that was signed in later, and the address the shop has of them."""
    visitor = Visitor.objects.get(pk=desk.talk.visitor_id)
    a_gift(desk, desk.talk)
    customer = known_customer(desk, email="vera@example.org")
    Visitor.objects.filter(pk=visitor.pk).update(customer=customer)
    elsewhere = a_conversation(desk.shop, answered_by=desk.adele, body=ASKING, customer_id=customer.pk)
    with pytest.raises(HasOneAlready):
        take_code(
            viewer=a_viewer(desk.adele),
            conversation_id=elsewhere.pk,
            offer_id=desk.offer.pk,
            now=NOON + dt.timedelta(days=2),
        )
    assert [it.code.code for it in gifts_to(elsewhere.pk)] == ["MERCI-001"]
