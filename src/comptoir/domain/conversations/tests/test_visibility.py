"""Who may see what: the rule, the filter of the lists, and the topics of the news say the same."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest

from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.queries.finding import visible_to
from comptoir.domain.conversations.rules import list_topics, may_see, topics_of_viewer
from comptoir.domain.people.models import Group
from comptoir.domain.people.rules import Viewer
from tests.people import a_conversation, a_member, a_shop

ROLES = ["ambassador", "advisor", "referent", "community_manager", "manager", "administrator"]


def facts(**of):
    values = {"id": 1, "shop_id": 1, "status": "active", "audience": "advisor", "topic": ""}
    return SimpleNamespace(**(values | {"group_id": None, "assignee_id": 9, "visitor_id": 1, "watched_by": ""} | of))


def viewer(role="advisor", **of):
    values = {"user_id": 1, "membership_id": 1, "shop_id": 1, "role": role}
    return Viewer(**(values | {"audience": role if role in ROLES[:2] else ""} | of))


@pytest.mark.parametrize(
    ("role", "conversation", "sees"),
    [
        ("ambassador", {"audience": "ambassador", "status": "waiting", "assignee_id": None}, True),
        ("ambassador", {"audience": "ambassador", "status": "active"}, False),
        ("ambassador", {"audience": "advisor", "status": "waiting", "assignee_id": None}, False),
        ("ambassador", {"audience": "ambassador", "assignee_id": 1}, True),
        ("advisor", {"audience": "advisor", "status": "active"}, True),
        ("advisor", {"audience": "ambassador", "status": "active"}, False),
        ("referent", {"audience": "ambassador", "status": "active"}, True),
        ("ambassador", {"audience": "advisor", "status": "active", "watched_by": ",7,1,"}, True),
        ("ambassador", {"audience": "advisor", "status": "active", "watched_by": ",7,11,"}, False),
        ("advisor", {"shop_id": 2, "watched_by": ",1,"}, False),
        ("manager", {"audience": "advisor", "status": "closed"}, True),
        ("manager", {"shop_id": 2}, False),
    ],
)
def test_an_agent_sees_what_the_work_needs(role, conversation, sees):
    """A11, A7."""
    assert may_see(viewer(role), facts(**conversation)) is sees


def test_topics_that_are_not_an_agents_stay_out_of_sight():
    """A11: only of the shops and topics that are theirs."""
    specialist = viewer(topics=frozenset({"returns"}))

    assert may_see(specialist, facts(topic="returns"))
    assert may_see(specialist, facts(topic=""))
    assert not may_see(specialist, facts(topic="accounting"))


def every_viewer():
    for role, audience, topics in product(ROLES, ["", "advisor", "ambassador"], [frozenset(), frozenset({"returns"})]):
        yield viewer(role, audience=audience, topics=topics)


def every_conversation():
    statuses = [("waiting", None), ("active", 1), ("active", 9), ("closed", 9)]
    kinds = product(statuses, ["advisor", "ambassador"], ["", "returns", "other"], ["", ",1,", ",9,"])
    for (status, assignee), audience, topic, watched_by in kinds:
        yield facts(status=status, assignee_id=assignee, audience=audience, topic=topic, watched_by=watched_by)


def test_news_reach_exactly_those_who_may_see():
    """Attack A5: no event to people without the right."""
    for each, talk in product(every_viewer(), every_conversation()):
        hears = bool(set(list_topics(talk)) & set(topics_of_viewer(each)))
        assert hears == may_see(each, talk), (each, talk)


@pytest.mark.django_db
def test_lists_hold_exactly_what_may_be_seen():
    """Attack A4: the filter of every list agrees with the rule."""
    shop, elsewhere = a_shop(), a_shop("autre")
    me, colleague = a_member(shop), a_member(shop, name="Zoé")
    group = Group.objects.create(shop_id=shop.id, name="Atelier")
    for n, (status, assignee) in enumerate(product(["waiting", "active", "closed"], [None, me.pk, colleague.pk])):
        for audience, topic in product(["advisor", "ambassador"], ["", "returns", "other"]):
            talk = a_conversation(shop if n else elsewhere)
            change = {"status": status, "assignee_id": assignee, "audience": audience, "topic": topic}
            change["watched_by"] = f",{me.pk}," if n % 3 == 0 else ""
            Conversation.objects.filter(pk=talk.pk).update(**change, group=group if n % 2 else None)

    rows = list(Conversation.objects.all())
    for kind in every_viewer():
        each = Viewer(1, me.pk, shop.id, kind.role, kind.audience, kind.topics, frozenset({group.pk}))
        listed = set(visible_to(Conversation.objects.all(), each).values_list("pk", flat=True))
        assert listed == {row.pk for row in rows if may_see(each, row)}, each
