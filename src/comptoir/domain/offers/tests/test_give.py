"""A code is given on request, once, within the charter's bounds, and every gift is on record (A12)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.offers.actions import Wanted, change_offer, put_back, put_lapsed_back, stop_offer, take_code
from comptoir.domain.offers.errors import (
    EnoughForToday,
    GiftIsSent,
    HasOneAlready,
    NoCodeLeft,
    NotAsked,
    NoWallet,
    OfferNotFound,
    OfferNotOn,
)
from comptoir.domain.offers.models import Code, Gift
from comptoir.domain.offers.queries import GiftFilters, gifts, gifts_here, offers_here
from comptoir.domain.offers.reactions import note_codes
from comptoir.domain.offers.sweeps import SWEEPS, put_codes_back
from comptoir.domain.people.models import Visitor
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.worker import Worker
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer, says

LATER = NOON + dt.timedelta(minutes=31)


def taken(desk: SimpleNamespace, talk=None, who="adele", **fields) -> Gift:
    fields = {"offer_id": desk.offer.pk, "now": NOON, **fields}
    return take_code(viewer=a_viewer(getattr(desk, who)), conversation_id=(talk or desk.talk).pk, **fields)


def another(desk: SimpleNamespace, body="Avez-vous un code promo ?", **fields):
    return a_conversation(desk.shop, answered_by=desk.adele, body=body, **fields)


def test_who_asked_is_given_one_and_it_is_on_record(desk: SimpleNamespace) -> None:
    gift = taken(desk)
    assert (gift.code.code, gift.state, gift.is_heard, gift.asked_seq) == ("MERCI-001", "taken", True, 1)
    assert not Code.objects.get(code="MERCI-001").is_free
    assert gifts([a_viewer(desk.marc)], GiftFilters()).rows == [gift]


def test_a_code_that_was_not_sent_yet_is_the_same_again(desk: SimpleNamespace) -> None:
    assert taken(desk).pk == taken(desk).pk


def test_who_did_not_ask_is_given_none(desk: SimpleNamespace) -> None:
    talk = another(desk, "Bonjour, où est ma commande ?")
    with pytest.raises(NotAsked):
        taken(desk, talk)


def test_the_member_may_name_the_message_in_which_they_asked(desk: SimpleNamespace) -> None:
    talk = another(desk, "Et pour moi, rien du tout ?")
    gift = taken(desk, talk, asked_seq=1)
    assert (gift.is_heard, gift.asked_seq) == (False, 1)


def test_a_message_of_the_team_is_no_request(desk: SimpleNamespace) -> None:
    talk = another(desk, "Bonjour")
    answer = says(talk, "Voulez-vous un code promo ?", by=desk.adele)
    with pytest.raises(NotAsked):
        taken(desk, talk, asked_seq=answer.seq)


def test_nobody_gets_two_unless_the_charter_says_so(desk: SimpleNamespace) -> None:
    taken(desk)
    visitor = Visitor.objects.get(pk=desk.talk.visitor_id)
    with pytest.raises(HasOneAlready):
        taken(desk, another(desk, visitor=visitor))


def test_an_address_is_known_again_without_being_kept(desk: SimpleNamespace) -> None:
    """D9: only a keyed digest of it."""
    talks = [another(desk, email="Vera@example.org") for _ in range(2)]
    gift = taken(desk, talks[0])
    assert "vera" not in gift.knows
    assert len(gift.knows) == 64
    with pytest.raises(HasOneAlready):
        taken(desk, talks[1])


def test_nobody_gives_more_in_a_day_than_the_charter_allows(desk: SimpleNamespace) -> None:
    taken(desk)
    taken(desk, another(desk))
    with pytest.raises(EnoughForToday):
        taken(desk, another(desk))
    assert taken(desk, another(desk), now=NOON + dt.timedelta(days=1)).code.code == "MERCI-003"


def test_what_is_put_back_counts_for_nothing(desk: SimpleNamespace) -> None:
    gift = taken(desk)
    put_back(viewer=a_viewer(desk.adele), gift_id=gift.pk, now=NOON)
    put_back(viewer=a_viewer(desk.adele), gift_id=gift.pk, now=NOON)
    assert taken(desk).code.code == "MERCI-001"


def test_nobody_puts_back_what_a_colleague_took(desk: SimpleNamespace) -> None:
    with pytest.raises(OfferNotFound):
        put_back(viewer=a_viewer(desk.rose), gift_id=taken(desk).pk, now=NOON)


def test_an_empty_wallet_says_so(desk: SimpleNamespace) -> None:
    Code.objects.update(is_free=False)
    with pytest.raises(NoCodeLeft):
        taken(desk)


def test_an_offer_is_given_on_its_days_and_by_its_audience(desk: SimpleNamespace) -> None:
    marc = a_viewer(desk.marc)
    for wanted in (
        Wanted("Welcome", {"fr": "x"}, ends_on=dt.date(2026, 11, 30)),
        Wanted("Welcome", {"fr": "x"}, begins_on=dt.date(2026, 12, 2)),
        Wanted("Welcome", {"fr": "x"}, audiences=("ambassador",)),
    ):
        change_offer(viewer=marc, offer_id=desk.offer.pk, wanted=wanted)
        with pytest.raises(OfferNotOn):
            taken(desk)
    change_offer(viewer=marc, offer_id=desk.offer.pk, wanted=Wanted("Welcome", {"fr": "x"}))
    stop_offer(viewer=marc, offer_id=desk.offer.pk, is_stopped=True)
    with pytest.raises(OfferNotOn):
        taken(desk)


@pytest.mark.parametrize(
    ("who", "refused"), [("marc", NotAllowed), ("rose", NotAllowed), ("amin", ConversationNotFound)]
)
def test_only_who_answers_gives(desk: SimpleNamespace, who: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        taken(desk, who=who)


def test_a_shop_whose_charter_gives_none_has_no_wallet(desk: SimpleNamespace) -> None:
    shop = a_shop("sans", charter=ALWAYS_OPEN.partition("\n[offers]\n")[0])
    adele = a_member(shop, "advisor", name="Zoe")
    talk = a_conversation(shop, answered_by=adele, body="Un code promo, svp ?")
    with pytest.raises(NoWallet):
        take_code(viewer=a_viewer(adele), conversation_id=talk.pk, offer_id=desk.offer.pk, now=NOON)


def test_sent_is_given_and_stays(desk: SimpleNamespace) -> None:
    gift = taken(desk)
    posted = says(desk.talk, "Voici votre code : merci-001.", by=desk.adele)
    Worker({MessagePosted: [note_codes]}, []).deliver_all(NOON)
    gift.refresh_from_db()
    assert (gift.state, gift.given_seq) == ("given", posted.seq)
    assert [it.pk for it in gifts_here(desk.talk.pk)] == [gift.pk]
    with pytest.raises(GiftIsSent):
        put_back(viewer=a_viewer(desk.adele), gift_id=gift.pk, now=NOON)
    assert put_lapsed_back(LATER) == 0


def test_what_is_not_sent_in_time_goes_back(desk: SimpleNamespace) -> None:
    taken(desk)
    assert put_lapsed_back(NOON) == 0
    assert put_lapsed_back(LATER) == 1
    assert Code.objects.filter(is_free=True).count() == 3
    assert SWEEPS[0][1] is put_codes_back


def test_a_code_written_without_the_wallet_is_spent_and_marked(desk: SimpleNamespace) -> None:
    says(desk.talk, "Prenez MERCI-002.", by=desk.adele)
    Worker({MessagePosted: [note_codes]}, []).deliver_all(NOON)
    gift = Gift.objects.get()
    assert (gift.is_outside, gift.state, gift.code.code) == (True, "given", "MERCI-002")


def test_what_a_customer_writes_gives_nothing(desk: SimpleNamespace) -> None:
    says(desk.talk, "J'ai trouvé MERCI-002.")
    Worker({MessagePosted: [note_codes]}, []).deliver_all(NOON)
    assert not Gift.objects.exists()


def test_the_gift_outlives_the_conversation(desk: SimpleNamespace) -> None:
    """G7: the audit keeps that something was given, and to whom no more."""
    gift = taken(desk)
    says(desk.talk, "Voici MERCI-001", by=desk.adele)
    Worker({MessagePosted: [note_codes]}, []).deliver_all(NOON)
    desk.talk.delete()
    gift.refresh_from_db()
    assert (gift.conversation_id, gift.state) == (None, "given")


def test_what_is_offered_beside_a_conversation(desk: SimpleNamespace) -> None:
    here, asked = offers_here(a_viewer(desk.adele), desk.talk, NOON)
    assert asked is not None
    assert ([(it.offer.name, it.left, it.why) for it in here], asked.seq) == ([("Welcome", 3, "")], 1)
    taken(desk, another(desk))
    taken(desk, another(desk))
    assert [it.why for it in offers_here(a_viewer(desk.adele), desk.talk, NOON)[0]] == ["daily"]
