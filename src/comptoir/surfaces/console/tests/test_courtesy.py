"""What may hurt is hidden wherever a conversation is listed, unless the charter says otherwise. B2, B3."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.conversations.models import CourtesyCount
from tests.people import ALWAYS_OPEN, NOON, a_conversation, says

LONG_AGO = dt.timedelta(days=40)
INSULT = "Espèce de connard, tu réponds ?"


@pytest.fixture
def talk(desk):
    talk = a_conversation(desk.shop, answered_by=desk.adele)
    says(talk, INSULT)
    return talk


def test_a_row_of_the_list_hides_an_insult(desk, at_desk, talk) -> None:
    """B2"""
    page = at_desk(desk.adele).get("/console/?view=mine").content.decode()
    assert "Hidden: it may hurt" in page
    assert "connard" not in page


def test_where_the_charter_does_not_blur_the_row_shows_what_was_said(desk, at_desk, talk) -> None:
    """B2"""
    apply_charter(text=ALWAYS_OPEN + "\n[courtesy]\nblur_insults = false\n", now=NOON)
    page = at_desk(desk.adele).get("/console/?view=mine").content.decode()
    assert INSULT in page
    facts = at_desk(desk.adele).get(f"/console/c/{talk.pk}").content.decode()
    assert '"blurs": false' in facts or '"blurs":false' in facts


def test_the_conversation_itself_says_why_to_the_team(desk, at_desk, talk) -> None:
    """B2"""
    entries = json.loads(at_desk(desk.adele).get(f"/console/c/{talk.pk}/entries?after=-1").content)["entries"]
    assert entries[-1]["facts"]["shield"] == "insult"


def test_the_agents_own_page_counts_kind_words(desk, at_desk) -> None:
    """B3"""
    CourtesyCount.objects.create(
        shop_id=desk.shop.id, day=NOON.date(), kind="compliment", membership=desk.adele, number=3
    )
    assert "3 kind words from customers" in at_desk(desk.adele).get("/console/settings").content.decode()
    assert "kind words from customers" not in at_desk(desk.amin).get("/console/settings").content.decode()


def test_the_team_sees_what_customers_said_lately(desk, at_desk) -> None:
    """B3: numbers of the shop, nobody's in particular."""
    for kind, day, number in (
        ("thanks", NOON.date(), 4),
        ("late_greeting", NOON.date(), 2),
        ("upset", NOON.date() - LONG_AGO, 9),
    ):
        CourtesyCount.objects.create(shop_id=desk.shop.id, day=day, kind=kind, number=number)
    page = at_desk(desk.rose).get("/console/team").content.decode()
    shown = page.partition("said-by-customers")[2]
    assert '<dt>Thanks</dt><dd class="number">4</dd>' in shown
    assert '<dt>Greetings</dt><dd class="number">2</dd>' in shown
    assert "Upset" not in shown
