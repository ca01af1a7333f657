"""The same is done to several requests at once."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.queries import tags_on
from comptoir.domain.routing.actions import AT_ONCE, Change, change_several
from comptoir.domain.routing.errors import TooManyAtOnce
from comptoir.foundation.errors import BadRequest
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def shop(db):
    return a_shop()


@pytest.fixture
def adele(shop):
    return a_member(shop, "advisor")


@pytest.fixture
def zoe(shop):
    return a_member(shop, "advisor", name="Zoé")


@pytest.fixture
def rose(shop):
    return a_member(shop, "referent", audience="advisor")


def requests_of(shop, member, number=3):
    found = [a_conversation(shop, leave_message=True) for _ in range(number)]
    for each in found:
        actions.assign(conversation_id=each.pk, membership_id=member.pk, now=NOON)
    return found


def changed(several, member, **change):
    kept = change_several(
        conversation_ids=[it.pk for it in several], viewers=[a_viewer(member)], change=Change(**change), now=LATER
    )
    for each in several:
        each.refresh_from_db()
    return [(it.reference, it.refusal.code) for it in kept]


def tags_of(conversation):
    return [tag.name for tag in tags_on([conversation.pk])[conversation.pk]]


def test_requests_are_marked_and_made_urgent_together_and_keep_the_tags_they_had(shop, adele):
    """D6."""
    several = requests_of(shop, adele)
    actions.set_tags(conversation_id=several[0].pk, viewer=a_viewer(adele), names=["mariage"], now=NOON)
    assert changed(several, adele, priority="urgent", tags=("Noël",)) == []
    assert [it.priority for it in several] == ["urgent"] * 3
    assert [tags_of(it) for it in several] == [["mariage", "Noël"], ["Noël"], ["Noël"]]


def test_what_is_not_hers_to_change_stays_and_is_told_while_the_rest_is_done(shop, adele, zoe):
    own, others = requests_of(shop, adele, 1), requests_of(shop, zoe, 1)
    elsewhere = requests_of(a_shop("autre-maison"), a_member(a_shop("tierce-maison"), "advisor"), 1)
    kept = changed([*own, *others, *elsewhere], adele, closes=True)
    assert kept == [(others[0].reference, "not_allowed"), ("", "conversation_not_found")]
    assert [it.status for it in [*own, *others, *elsewhere]] == ["closed", "active", "active"]


def test_who_watches_over_the_shop_gives_them_to_a_colleague(shop, adele, zoe, rose):
    several = [*requests_of(shop, adele, 2), *requests_of(shop, zoe, 1)]
    assert changed(several, rose, to_membership_id=zoe.pk, summary="Adèle est absente", tags=("repris",)) == []
    assert [it.assignee_id for it in several] == [zoe.pk] * 3
    assert [tags_of(it) for it in several] == [["repris"]] * 3


def test_one_takes_what_waits_and_sorts_it_in_the_same_turn(shop, adele):
    several = [a_conversation(shop, leave_message=True) for _ in range(2)]
    for each in several:
        actions.choose_audience(conversation_id=each.pk, audience="advisor", now=NOON)
    assert changed(several, adele, to_membership_id=adele.pk, priority="high") == []
    assert [(it.assignee_id, it.priority) for it in several] == [(adele.pk, "high")] * 2


def test_each_is_changed_wholly_or_not_at_all(shop, adele, rose):
    several = requests_of(shop, adele)
    kept = changed(several, rose, to_membership_id=rose.pk + 1000, summary="À reprendre", tags=("repris",))
    assert [code for _, code in kept] == ["not_a_hand_over"] * 3
    assert [tags_of(it) for it in several] == [[]] * 3


def test_what_is_closed_already_is_told(shop, adele):
    several = requests_of(shop, adele, 2)
    actions.close_conversation(conversation_id=several[0].pk, viewer=a_viewer(adele), now=NOON)
    assert changed(several, adele, closes=True) == [(several[0].reference, "conversation_closed")]


def test_more_than_a_hundred_and_nothing_to_do_are_refused_before_anything_is_done(shop, adele):
    several = requests_of(shop, adele, 1)
    ids = [several[0].pk, *range(10_000, 10_000 + AT_ONCE)]
    viewers = [a_viewer(adele)]
    with pytest.raises(TooManyAtOnce):
        change_several(conversation_ids=ids, viewers=viewers, change=Change(closes=True), now=LATER)
    for nothing in (Change(), Change(closes=True, to_membership_id=adele.pk)):
        with pytest.raises(BadRequest):
            change_several(conversation_ids=ids[:1], viewers=viewers, change=nothing, now=LATER)
    several[0].refresh_from_db()
    assert several[0].status == "active"
