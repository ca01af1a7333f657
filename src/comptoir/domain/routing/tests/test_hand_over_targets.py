"""To whom one can hand over."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.actions import choose_topic
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.people.models import Group
from comptoir.domain.routing.queries import hand_over_targets
from comptoir.domain.routing.tests.stage import at_desk, later, tell
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


def test_audiences_groups_and_members_are_shown_with_who_is_there():
    """A6."""
    shop = a_shop()
    amin, adele = a_member(shop, "ambassador"), a_member(shop, "advisor", groups=["Gravure"])
    aline = a_member(shop, "advisor", name="Aline")
    a_member(shop, "manager")
    at_desk(adele, load=4)
    at_desk(aline, since=later(-60))
    talk = a_conversation(shop, answered_by=amin)
    tell()

    targets = hand_over_targets(a_viewer(amin), talk.pk, NOON)

    assert [(it["key"], it["open"], it["available"], it["free"]) for it in targets["audiences"]] == [
        ("advisor", True, 1, 0),
        ("ambassador", True, 0, 0),
    ]
    group = Group.objects.get()
    assert targets["groups"] == [{"id": group.pk, "name": "Gravure", "available": 1, "free": 0}]
    assert [(it["name"], it["availability"], it["load"], it["limit"]) for it in targets["members"]] == [
        ("Adèle", "available", 4, 4),
        ("Aline", "offline", 0, 4),
    ]


def test_only_those_who_may_answer_the_topic_are_shown():
    """A5."""
    shop = a_shop()
    adele = a_member(shop, "advisor")
    a_member(shop, "ambassador")
    talk = a_conversation(shop, answered_by=adele)
    choose_topic(conversation_id=talk.pk, viewer=None, topic="after_sales", now=NOON)

    targets = hand_over_targets(a_viewer(adele), talk.pk, NOON)

    assert [it["key"] for it in targets["audiences"]] == ["advisor"]
    assert targets["members"] == []


def test_it_is_not_told_of_what_one_may_not_see():
    """A11."""
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop, "advisor"))
    with pytest.raises(ConversationNotFound):
        hand_over_targets(a_viewer(a_member(shop, "ambassador")), talk.pk, NOON)


def test_it_costs_the_same_however_large_the_team():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    talk = a_conversation(shop, answered_by=amin)
    a_member(shop, "advisor")
    few = queries_of(amin, talk)
    for n in range(10):
        at_desk(a_member(shop, "advisor", name=f"A{n}"))

    assert queries_of(amin, talk) == few


def queries_of(member, talk) -> int:
    viewer = a_viewer(member)
    with CaptureQueriesContext(connection) as queries:
        hand_over_targets(viewer, talk.pk, NOON)
    return len(queries)
