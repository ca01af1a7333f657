"""Seeking work: who becomes free is offered what has waited longest."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.people.models import Group, Membership
from comptoir.domain.routing.actions import refuse_offer, seek_conversation, set_availability
from comptoir.domain.routing.models import Desk, Search
from comptoir.domain.routing.tests.stage import asked, at_desk, later, pending, still_there, tell
from tests.people import NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db

ACCOUNT_PAGE = "https://www.maison-perle.example/mon-compte/commandes"


def waiting(shop, count: int, **fields):
    """Chats that have been waiting, one second after the other, while nobody was there."""
    talks = [a_conversation(shop, now=later(n), **fields) for n in range(count)]
    tell(later(count))
    return talks


def test_who_comes_to_their_desk_is_offered_what_waits_the_longest_first_up_to_their_limit():
    """A1: offers go out on every trigger."""
    shop = a_shop()
    talks = waiting(shop, 5)

    at_desk(a_member(shop, "ambassador"), since=later(10))
    tell(later(10))

    assert [bool(pending(talk)) for talk in talks] == [True, True, True, False, False]


def test_only_what_fits_is_offered():
    """A4, A5."""
    shop = a_shop()
    [account] = waiting(shop, 1, page_url=ACCOUNT_PAGE)
    type(account).objects.filter(pk=account.pk).update(topic="after_sales")
    [plain] = waiting(shop, 1)

    at_desk(a_member(shop, "ambassador"), since=later(10))
    tell(later(10))

    assert asked(account) == []
    assert asked(plain) == [("Amin", "pending")]


def test_a_conversation_for_a_group_is_offered_to_its_members_alone():
    shop = a_shop()
    experts = Group.objects.create(shop_id=shop.id, name="Experts")
    [talk] = waiting(shop, 1)
    type(talk).objects.filter(pk=talk.pk).update(group=experts)

    at_desk(a_member(shop, "ambassador"), since=later(10))
    tell(later(10))
    assert asked(talk) == []

    expert = a_member(shop, "advisor", groups=["Experts"])
    at_desk(expert, since=later(20))
    tell(later(20))
    assert asked(talk) == [("Adèle", "pending")]


def test_who_has_just_refused_is_not_offered_the_same_again_by_becoming_free():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop)
    tell()

    refuse_offer(offer_id=pending(talk).pk, user_id=amin.user_id, now=NOON)
    tell()

    assert asked(talk) == [("Amin", "refused")]


def test_who_leaves_and_comes_back_may_be_asked_again():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop)
    tell()
    refuse_offer(offer_id=pending(talk).pk, user_id=amin.user_id, now=NOON)
    tell()

    set_availability(user_id=amin.user_id, availability="paused", now=later(2))
    set_availability(user_id=amin.user_id, availability="available", now=later(3))
    tell(later(3))

    assert asked(talk) == [("Amin", "refused"), ("Amin", "pending")]


def test_who_was_cut_off_and_is_back_is_offered_what_waits():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin, since=later(-40))
    [talk] = waiting(shop, 1)
    assert asked(talk) == []

    still_there(amin, now=later(5))
    tell(later(5))

    assert asked(talk) == [("Amin", "pending")]


def test_a_better_placed_colleague_is_asked_even_when_somebody_else_became_free():
    """A1: least load goes first, whoever calls."""
    shop = a_shop()
    [talk] = waiting(shop, 1)
    at_desk(a_member(shop, "ambassador", name="Awa"), since=later(5))
    busy = a_member(shop, "ambassador")
    at_desk(busy, since=later(5), load=2)

    offer = seek_conversation(user_id=busy.user_id, now=later(6))

    assert offer is not None
    assert asked(talk) == [("Awa", "pending")]


def test_somebody_who_works_for_two_shops_is_offered_both_within_one_limit():
    pearl, opal = a_shop(), a_shop("maison-opale")
    both = a_member(pearl, "ambassador", chats_at_once=2)
    Membership.objects.create(
        user_id=both.user_id,
        shop_id=opal.id,
        role="ambassador",
        audience="ambassador",
        chats_at_once=2,
        languages=["fr"],
    )
    talks = [*waiting(pearl, 1), *waiting(opal, 1), *waiting(pearl, 1)]

    at_desk(both, since=later(10))
    tell(later(10))

    assert sum(bool(pending(talk)) for talk in talks) == 2
    assert Desk.objects.get(user_id=both.user_id).load == 2


@pytest.mark.parametrize("fields", [{"availability": "paused"}, {"seen_at": later(-30)}], ids=["paused", "cut off"])
def test_nothing_is_sought_for_somebody_who_is_not_there(fields):
    shop = a_shop()
    waiting(shop, 1)
    amin = a_member(shop, "ambassador")
    at_desk(amin, **fields)

    assert seek_conversation(user_id=amin.user_id, now=NOON) is None


def test_finding_work_costs_the_same_however_many_wait():
    shop, other = a_shop(), a_shop("maison-opale")
    waiting(shop, 2)
    waiting(other, 14)

    assert queries_of(a_member(shop, "ambassador")) == queries_of(a_member(other, "ambassador"))


def queries_of(member) -> int:
    at_desk(member, since=later(20))
    with CaptureQueriesContext(connection) as queries:
        assert seek_conversation(user_id=member.user_id, now=later(20))
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


def test_the_search_of_a_conversation_is_one_row_for_its_whole_life():
    shop = a_shop()
    [talk] = waiting(shop, 1)
    at_desk(a_member(shop, "ambassador"), since=later(10))
    tell(later(10))

    assert Search.objects.filter(conversation=talk).count() == 1
