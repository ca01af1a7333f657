"""Escalating from the console: the dialog, the card, and the word to the customer that is due. D3, D5."""

from __future__ import annotations

import json

import pytest
import time_machine

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.conversations.actions import choose_topic
from comptoir.domain.conversations.models import Entry
from comptoir.domain.promises.models import Escalation
from comptoir.domain.promises.tests.stage import CHARTER, DAY, HOUR, later, promised, swept, tell, the
from comptoir.domain.promises.tests.test_escalate import ESCALATING
from tests.people import NOON, a_conversation, says

AS_HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def request_of_adele(desk):
    apply_charter(text=ESCALATING, now=NOON)
    talk = a_conversation(desk.shop, leave_message=True, answered_by=desk.adele, language="en")
    choose_topic(conversation_id=talk.pk, viewer=None, topic="after_sales", now=NOON)
    tell()
    return talk


def address(talk, part):
    return f"/console/c/{talk.pk}/{part}"


def test_the_dialog_offers_the_levels_that_the_request_is_not_at(at_desk, desk, request_of_adele):
    """D3: the next level is proposed, with who answers it."""
    page = at_desk(desk.adele).get(address(request_of_adele, "escalate"), **AS_HTMX).content.decode()

    assert 'value="product_owner" required checked' in page
    assert "Expert de l’atelier" in page or "Workshop expert" in page
    assert "Atelier" in page
    assert 'value="advisor"' not in page


def test_an_agent_escalates_and_the_card_shows_where_it_stands(at_desk, desk, request_of_adele):
    """D3, D5: level, since when, by whom, why, and the days to come; sent twice, it is done once."""
    browser = at_desk(desk.adele)
    asked = {"level": "product_owner", "why": "The setting is loose."}

    for _ in range(2):
        assert browser.post(address(request_of_adele, "escalate"), asked).status_code in (200, 204)

    page = browser.get(address(request_of_adele, "promises"), **AS_HTMX).content.decode()
    assert "Product owner" in page
    assert "The setting is loose." in page
    assert "Tuesday, 8 December 2026" in page
    assert "Thursday, 3 December 2026" in page
    assert Escalation.objects.count() == 1
    whole = browser.get(f"/console/c/{request_of_adele.pk}").content.decode()
    assert "Escalated to" in whole
    assert '"product_owner": "Product owner"' in whole.replace('":"', '": "')


def test_a_chat_and_a_shop_without_levels_offer_none(at_desk, desk, request_of_adele):
    """D3."""
    chat = a_conversation(desk.shop, answered_by=desk.adele)
    answer = at_desk(desk.adele).post(address(chat, "escalate"), {"level": "product_owner", "why": "x"})
    assert answer.status_code == 403

    head = address(request_of_adele, "head")
    assert 'data-act="escalate"' in at_desk(desk.adele).get(head).content.decode()
    apply_charter(text=CHARTER, now=NOON)
    assert 'data-act="escalate"' not in at_desk(desk.adele).get(head).content.decode()


def test_who_may_not_see_it_learns_of_nothing(at_desk, desk, request_of_adele):
    """A11, A4: an ambassador, and somebody of another shop."""
    for member in (desk.amin, desk.stranger):
        browser = at_desk(member)
        assert browser.get(address(request_of_adele, "escalate")).status_code == 404
        assert browser.get(address(request_of_adele, "word-due")).status_code == 404
        asked = {"level": "product_owner", "why": "x"}
        assert browser.post(address(request_of_adele, "escalate"), asked).status_code == 404
    assert Escalation.objects.count() == 0


def test_a_word_that_is_due_is_proposed_with_a_draft_and_sending_keeps_it(at_desk, desk, request_of_adele):
    """D3: regular follow-up messages, promised and clocked; the agent sends what they will."""
    browser = at_desk(desk.adele)
    browser.post(address(request_of_adele, "escalate"), {"level": "product_owner", "why": "The setting is loose."})
    assert "data-words-due" not in browser.get(address(request_of_adele, "word-due")).content.decode()

    at = later(2 * DAY - 2 * HOUR)
    swept(at)
    with time_machine.travel(at, tick=False):
        page = browser.get(address(request_of_adele, "word-due"), **AS_HTMX).content.decode()
        colleague = at_desk(desk.rose).get(address(request_of_adele, "word-due"), **AS_HTMX).content.decode()
    assert f"Your request {request_of_adele.reference} is in good hands; it is with: Product owner." in page
    assert "We write to you again by Saturday, 5 December 2026 at the latest." in page
    assert "We expect it to be solved by Tuesday, 8 December 2026." in page
    assert 'lang="en"' in page
    assert "data-words-due" not in colleague

    says(request_of_adele, "Nous regardons toujours.", by=desk.adele, now=at)
    tell(at)
    kept = next(it for it in promised(request_of_adele, "follow_up") if it.clause == "complex_resolution")
    assert kept.state == "kept"
    with time_machine.travel(at, tick=False):
        assert "data-words-due" not in browser.get(address(request_of_adele, "word-due")).content.decode()


def test_what_is_shown_of_an_escalation_takes_few_questions(
    at_desk, desk, request_of_adele, django_assert_max_num_queries
):
    """D5: as many as without, and two."""
    browser = at_desk(desk.adele)
    browser.get(address(request_of_adele, "promises"), **AS_HTMX)
    browser.post(address(request_of_adele, "escalate"), {"level": "product_owner", "why": "x"})

    with django_assert_max_num_queries(9):
        browser.get(address(request_of_adele, "promises"), **AS_HTMX)


def test_the_thread_tells_the_team_and_not_the_customer_why(at_desk, desk, request_of_adele):
    """D5, A11: the customer reads the steps; the reason stays with the team."""
    at_desk(desk.adele).post(address(request_of_adele, "escalate"), {"level": "product_owner", "why": "Secret"})

    entries = Entry.objects.filter(conversation_id=request_of_adele.pk)
    public = entries.filter(public_seq__isnull=False)
    assert not any("Secret" in f"{it.body}{it.facts}" for it in public)
    assert json.loads(entries.get(kind="escalated").facts)["facts"] == {"level": "product_owner", "why": "Secret"}
    assert the(request_of_adele, "resolution").state == "running"
