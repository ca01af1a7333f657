"""How a newcomer starts: they watch, answer under approval, and are released by a referent (D6)."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.events import ApprovalServed
from comptoir.domain.conversations.queries import approvals_of
from comptoir.domain.training.actions import prolong_start, recognise_training, release_newcomer, watch_in_silence
from comptoir.domain.training.errors import NewcomerNotFound, NotYoursToWatch, WordMissing
from comptoir.domain.training.models import Newcomer
from comptoir.domain.training.queries import (
    forget_passes,
    missing_for,
    newcomers_in,
    to_watch,
    words_to_watch,
)
from comptoir.domain.training.reactions import await_release
from comptoir.domain.training.rules import WATCHED
from comptoir.domain.training.tests.stage import a_newcomer, a_school, passes
from comptoir.foundation.errors import NotAllowed, NotFound
from tests.people import NOON, a_conversation, a_member, a_viewer, says

pytestmark = pytest.mark.django_db
SHADOW = "shadow_conversations = 3\n"
BOTH = "watch_conversations = 2\nshadow_conversations = 3\n"


def _answered(shop, by):
    talk = a_conversation(shop, answered_by=by)
    says(talk, "Je suis Zoé, conseillère. Bonjour !", by=by)
    talk.refresh_from_db()
    return talk


def test_who_has_passed_answers_their_first_conversations_under_approval():
    """D6"""
    adele = a_newcomer(a_school(more=SHADOW))
    passes(adele, "welcome")
    assert not Newcomer.objects.exists()

    passes(adele, "chat")

    held = approvals_of(adele.pk)
    assert [(it.why, it.remaining) for it in held] == [("newcomer", 3)]
    assert Newcomer.objects.get(pk=adele.pk).stage == "supervised"


def test_a_newcomer_first_watches_colleagues_in_silence():
    """D6, A11"""
    shop = a_school(more=BOTH)
    zoe, adele = a_member(shop, name="Zoé"), a_newcomer(shop)
    talks = [_answered(shop, zoe) for _ in range(2)]
    passes(adele, "welcome", "chat")
    viewer = a_viewer(adele)

    assert missing_for(viewer, NOON) == (WATCHED,)
    assert {it.talk.id for it in to_watch(viewer, NOON)} == {it.pk for it in talks}
    assert [it.body for it in words_to_watch(viewer, talks[0].pk, NOON)[1]][-1].startswith("Je suis Zoé")

    watch_in_silence(viewer=viewer, conversation_id=talks[0].pk, now=NOON)
    watch_in_silence(viewer=viewer, conversation_id=talks[0].pk, now=NOON)
    forget_passes()
    assert missing_for(viewer, NOON) == (WATCHED,)

    watch_in_silence(viewer=viewer, conversation_id=talks[1].pk, now=NOON)
    forget_passes()
    assert missing_for(viewer, NOON) == ()
    assert [it.remaining for it in approvals_of(adele.pk)] == [3]
    assert to_watch(viewer, NOON) == []


def test_only_a_newcomer_who_is_to_watch_watches_and_only_their_own_audience():
    """A4, A11"""
    shop = a_school(more=BOTH)
    zoe, amin, adele = a_member(shop, name="Zoé"), a_member(shop, "ambassador"), a_newcomer(shop)
    of_advisor = _answered(shop, zoe)
    of_ambassador = a_conversation(shop, answered_by=amin)
    says(of_ambassador, "Bonjour, je suis Amin.", by=amin)
    passes(adele, "welcome", "chat")

    for viewer, talk in ((a_viewer(adele), of_ambassador), (a_viewer(amin), of_advisor), (a_viewer(zoe), of_advisor)):
        with pytest.raises(NotYoursToWatch):
            words_to_watch(viewer, talk.pk, NOON)
        with pytest.raises(NotYoursToWatch):
            watch_in_silence(viewer=viewer, conversation_id=talk.pk, now=NOON)


def test_a_referent_releases_with_a_word_once_the_number_is_full_or_before():
    """D6"""
    shop = a_school(more=SHADOW)
    adele, rose = a_newcomer(shop), a_member(shop, "referent", audience="advisor")
    passes(adele, "welcome", "chat")
    await_release(ApprovalServed(adele.pk, shop.id, "newcomer"))
    assert [it.stage for it in newcomers_in(a_viewer(rose))] == ["to_release"]
    assert approvals_of(adele.pk), "until then the messages still wait"

    with pytest.raises(WordMissing):
        release_newcomer(membership_id=adele.pk, viewer=a_viewer(rose), word=" ", now=NOON)
    release_newcomer(membership_id=adele.pk, viewer=a_viewer(rose), word="Bravo.", now=NOON)

    assert approvals_of(adele.pk) == []
    assert newcomers_in(a_viewer(rose)) == []


def test_a_referent_prolongs_a_start_with_a_word():
    """D6"""
    shop = a_school(more=SHADOW)
    adele, rose = a_newcomer(shop), a_member(shop, "referent", audience="advisor")
    passes(adele, "welcome", "chat")
    await_release(ApprovalServed(adele.pk, shop.id, "newcomer"))

    prolong_start(membership_id=adele.pk, viewer=a_viewer(rose), conversations=2, word="Encore deux.", now=NOON)

    assert [(it.stage, it.needed, it.word) for it in newcomers_in(a_viewer(rose))] == [
        ("supervised", 2, "Encore deux.")
    ]


def test_nobody_releases_themselves_or_a_newcomer_of_another_shop():
    """A4, A22"""
    shop, other = a_school(more=SHADOW), a_school("autre-maison", more=SHADOW)
    adele, rose = a_newcomer(shop), a_newcomer(shop, "referent", audience="advisor")
    stranger = a_member(other, "referent", name="Étienne", audience="advisor")
    passes(adele, "welcome", "chat")
    passes(rose, "welcome", "chat")

    for viewer, pk, why in (
        (a_viewer(rose), rose.pk, NotAllowed),
        (a_viewer(adele), rose.pk, NotAllowed),
        (a_viewer(stranger), adele.pk, NewcomerNotFound),
    ):
        with pytest.raises(why):
            release_newcomer(membership_id=pk, viewer=viewer, word="Bravo.", now=NOON)


def test_a_manager_recognises_what_somebody_knew_before_and_makes_them_no_newcomer():
    shop = a_school(more=SHADOW)
    adele, marc, rose = a_newcomer(shop), a_member(shop, "manager"), a_member(shop, "referent", audience="advisor")

    for viewer in (a_viewer(rose), a_viewer(adele)):
        with pytest.raises(NotAllowed):
            recognise_training(membership_id=adele.pk, shop_id=shop.id, viewer=viewer, now=NOON)
    recognise_training(membership_id=adele.pk, shop_id=shop.id, viewer=a_viewer(marc), now=NOON)
    forget_passes()

    assert missing_for(a_viewer(adele), NOON, "after_sales") == ()
    passes(adele, "chat")
    assert approvals_of(adele.pk) == [], "who renews a pass does not begin anew"


def test_nobody_is_recognised_in_another_shop():
    """A4"""
    shop, other = a_school(), a_school("autre-maison")
    marc, there = a_member(shop, "manager"), a_newcomer(other, name="Étienne")

    with pytest.raises(NotFound):
        recognise_training(membership_id=there.pk, shop_id=shop.id, viewer=a_viewer(marc), now=NOON)
    with pytest.raises(NotAllowed):
        recognise_training(membership_id=there.pk, shop_id=other.id, viewer=a_viewer(marc), now=NOON)
