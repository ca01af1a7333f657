"""Every query of routing finds its rows by an index: none reads a whole table that grows."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.queries import silent_chats
from comptoir.domain.routing.actions import hand_over, note_seen, release_gone_agents, seek_agent
from comptoir.domain.routing.models import Search
from comptoir.domain.routing.queries import availability_of_shop, hand_over_of, offers_of, pending_offers, queue_place
from comptoir.domain.routing.queries.loads import counted_loads
from comptoir.domain.routing.sweeps import SWEEPS
from comptoir.domain.routing.tests.stage import at_desk, later, tell
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite"),
]

SMALL = ("shops_", "people_membership", "people_user", "people_group", "charter_", "routing_desk", "django_")
"""Tables that have as many rows as there are people and shops, not as there are conversations."""


def test_no_query_reads_a_table_of_conversations_or_announcements_from_end_to_end():
    shop = a_shop()
    amin, adele = a_member(shop, "ambassador"), a_member(shop, "advisor")

    with CaptureQueriesContext(connection) as queries:
        at_desk(amin)
        at_desk(adele)
        talk, held = a_conversation(shop), a_conversation(shop, answered_by=amin)
        says(held, "C'est cassé", now=later(1))
        tell(later(1))
        hand_over(conversation_id=held.pk, viewer=a_viewer(amin), to_audience="advisor", summary="…", now=later(2))
        tell(later(20))
        note_seen([amin.user_id], later(21))
        seek_agent(conversation_id=talk.pk, trigger="opened", now=NOON)
        for _seconds, sweep in SWEEPS:
            sweep(later(90))
        release_gone_agents(later(200))
        availability_of_shop(shop, later(200))
        queue_place(talk.pk, later(200))
        pending_offers(amin.user_id), offers_of(talk.pk), hand_over_of(talk.pk)

    statements = {query["sql"] for query in queries if query["sql"].startswith("SELECT") and "routing_" in query["sql"]}
    assert len(statements) > 20
    assert not {(line, sql) for sql in statements for line in _plan(sql) if _is_scan(line, sql)}
    assert Search.objects.exists()


def test_what_agents_hold_is_found_among_what_is_active_however_much_they_have_closed():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    a_conversation(shop, answered_by=amin)

    with CaptureQueriesContext(connection) as queries:
        counted_loads([amin.user_id])
        release_gone_agents(later(200))
        silent_chats(later(200))

    active = [query["sql"] for query in queries if "= 'active'" in query["sql"] and query["sql"].startswith("SELECT")]
    assert len(active) >= 3
    elsewhere = {sql: _plan(sql) for sql in active if not any("conv_held" in line for line in _plan(sql))}
    assert elsewhere == {}


def _plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
        return [row[3] for row in cursor.fetchall()]


def _is_scan(line: str, sql: str) -> bool:
    """A scan along a partial index reads only what is pending, open or waiting."""
    if not line.startswith("SCAN ") or "USING" in line:
        return False
    name = line.removeprefix("SCAN ")
    alias = re.search(rf'"(\w+)" {re.escape(name)}\b', sql)
    return not (alias[1] if alias else name).startswith(SMALL)
