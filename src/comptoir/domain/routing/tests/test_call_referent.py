"""A referent is one key away from an agent who is insulted. B2."""

from __future__ import annotations

import json

import pytest

from comptoir.domain.conversations.models import Entry, Mention
from comptoir.domain.routing.actions import call_referent
from comptoir.domain.routing.models import HandOver
from comptoir.domain.routing.tests.stage import at_desk, pending, tell
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db(transaction=True)
SUMMARY = "Ses mots blessent. Merci de reprendre cette conversation."


def call(talk, by) -> str:
    return call_referent(conversation_id=talk.pk, viewer=a_viewer(by), summary=SUMMARY, now=NOON)


def test_a_referent_at_their_desk_is_asked_to_take_it_over() -> None:
    """B2"""
    shop = a_shop()
    adele, rose = a_member(shop), a_member(shop, "referent", audience="advisor")
    at_desk(adele)
    at_desk(rose)
    talk = a_conversation(shop, answered_by=adele)
    tell()
    assert call(talk, adele) == "asked"
    tell()
    assert pending(talk).membership_id == rose.pk
    assert HandOver.objects.get().summary == SUMMARY


def test_with_no_referent_at_a_desk_all_who_watch_are_named_and_alarmed() -> None:
    """B2"""
    shop = a_shop()
    adele, rose, marc = a_member(shop), a_member(shop, "referent"), a_member(shop, "manager")
    talk = a_conversation(shop, answered_by=adele)
    says(talk, "Espèce de connard")
    with captured() as news:
        assert call(talk, adele) == "called"
    assert set(Mention.objects.values_list("membership_id", flat=True)) == {rose.pk, marc.pk}
    alarms = [json.loads(it.frame) for it in news if f"shop:{shop.id}:watchers" in it.topics]
    assert [alarm["why"] for alarm in alarms if alarm["t"] == "alarm"] == ["insult"]


def test_calling_twice_for_the_same_words_is_one_note() -> None:
    """B2, G8"""
    shop = a_shop()
    adele = a_member(shop)
    a_member(shop, "referent")
    talk = a_conversation(shop, answered_by=adele)
    says(talk, "Espèce de connard")
    call(talk, adele)
    call(talk, adele)
    assert Entry.objects.filter(conversation=talk, kind="note").count() == 1


def test_only_who_answers_calls() -> None:
    """B2, A11"""
    shop = a_shop()
    adele, zoe = a_member(shop), a_member(shop, name="Zoé")
    talk = a_conversation(shop, answered_by=adele)
    with pytest.raises(NotAllowed):
        call(talk, zoe)
