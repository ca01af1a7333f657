"""Talks that come to a topic for somebody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.actions import assign
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.models import Entry
from comptoir.domain.routing.actions import drifts_in
from comptoir.domain.routing.models import Search
from comptoir.domain.routing.tests.stage import later, tell
from tests.people import NOON, a_conversation, a_member, a_shop, says

pytestmark = pytest.mark.django_db


def suggestions(talk) -> list[str]:
    return list(Entry.objects.filter(conversation=talk, kind="suggestion").values_list("facts", flat=True))


def test_a_talk_that_drifts_to_after_sales_is_proposed_for_the_advisors():
    """A5."""
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop, "ambassador"))
    says(talk, "En fait le fermoir est cassé, que faire ?", now=later(5))

    tell(later(5))

    [facts] = suggestions(talk)
    assert '"topic":"after_sales"' in facts.replace(" ", "")
    assert '"audience":"advisor"' in facts.replace(" ", "")
    assert Entry.objects.get(conversation=talk, kind="suggestion").public_seq is None


def test_it_is_proposed_once_for_each_topic_and_conversation():
    """A5."""
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop, "ambassador"))
    for n in range(3):
        says(talk, f"C'est cassé, il faut une réparation ({n})", now=later(n))
    tell(later(3))
    says(talk, "Cassé, vraiment.", now=later(9))

    tell(later(9))

    assert len(suggestions(talk)) == 1
    assert Search.objects.get(pk=talk.pk).suggested_topics == ["after_sales"]


def test_also_the_first_words_are_read():
    """A5."""
    talk = a_conversation(a_shop(), body="Le fermoir est cassé")
    tell()
    assert len(suggestions(talk)) == 1


SILENT = [
    ("words of no topic", "Merci beaucoup !", {}),
    ("a topic that ambassadors answer", "Avez-vous ce modèle ?", {}),
    ("the agent's own words", "Votre bague est-elle cassée ?", {"by": True}),
    ("a note of the team", "Elle dit que c'est cassé", {"by": True, "kind": "note"}),
]


@pytest.mark.parametrize(("title", "body", "fields"), SILENT, ids=[row[0] for row in SILENT])
def test_nothing_is_proposed_without_need(title, body, fields):
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    talk = a_conversation(shop, answered_by=amin)
    if fields.get("by"):
        fields = fields | {"by": amin}
    says(talk, body, now=later(5), **fields)

    tell(later(5))

    assert suggestions(talk) == []


def test_advisors_answer_everything_so_their_messages_are_not_even_read():
    """A5: cheap where there is no need."""
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop, "advisor"))
    posted = [MessagePosted(talk.pk, shop.id, n, "visitor", None, "advisor", NOON) for n in range(200)]
    drifts_in(posted, NOON)

    with CaptureQueriesContext(connection) as queries:
        drifts_in(posted, NOON)

    assert [query["sql"] for query in queries if "conversations_" in query["sql"]] == []


def test_a_batch_of_messages_is_read_with_one_query():
    """A5."""
    shop = a_shop()
    talks = [a_conversation(shop) for _ in range(10)]
    places = [(talk, says(talk, f"Cassé {n}", now=later(n))) for talk in talks for n in range(5)]
    rows = Entry.objects.filter(conversation__in=talks, body__startswith="Cassé")
    posted = [MessagePosted(row.conversation_id, shop.id, row.seq, "visitor", None, "ambassador", NOON) for row in rows]
    assert len(posted) == len(places) == 50

    with CaptureQueriesContext(connection) as queries:
        drifts = drifts_in(posted, NOON)

    reads = [query["sql"] for query in queries if "conversations_" in query["sql"]]
    assert len(reads) == 1
    assert len(drifts) == 10


def test_a_talk_that_has_come_to_the_advisors_meanwhile_needs_no_proposal():
    """A5."""
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop, "ambassador"))
    says(talk, "C'est cassé", now=later(1))
    assign(conversation_id=talk.pk, membership_id=a_member(shop, "advisor").pk, now=later(2))

    tell(later(3))

    assert suggestions(talk) == []
