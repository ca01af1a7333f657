"""Linking, merging, splitting and closing with a solution, from the console."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.conversations.queries import linked_with, solution_of
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_conversation, a_viewer, a_visitor, says


def asked(desk, body, *, visitor=None, hours=0, member=None):
    at = NOON - dt.timedelta(hours=9 - hours)
    conversation = a_conversation(desk.shop, visitor=visitor, body=body, leave_message=True, now=at)
    actions.assign(conversation_id=conversation.pk, membership_id=(member or desk.adele).pk, now=at)
    return conversation


@pytest.fixture
def vera(desk):
    return a_visitor(desk.shop)


@pytest.fixture
def older(desk, vera):
    return asked(desk, "Où est ma bague ?", visitor=vera)


@pytest.fixture
def newer(desk, vera):
    return asked(desk, "Toujours rien reçu", visitor=vera, hours=1)


def get(client, conversation, act, **query):
    return client.get(f"/console/c/{conversation.pk}/{act}", query, **AS_SCRIPT)


def post(client, conversation, act, **form):
    return client.post(f"/console/c/{conversation.pk}/{act}", form, **AS_SCRIPT)


def test_a_conversation_is_linked_by_the_number_that_people_quote(desk, at_desk, older, newer) -> None:
    """F: link."""
    client = at_desk(desk.adele)

    assert post(client, newer, "link", reference=older.reference.lower()).status_code == 204
    assert older.reference in client.get(f"/console/c/{newer.pk}").content.decode()
    assert post(client, newer, "unlink", other=older.pk).status_code == 204
    assert linked_with(newer.pk, a_viewer(desk.adele)) == []


def test_merging_says_which_goes_on_asks_once_more_and_leads_there(desk, at_desk, older, newer) -> None:
    """F: merge."""
    client = at_desk(desk.adele)
    assert f"merge?other={older.pk}" in get(client, newer, "link").content.decode()
    question = get(client, newer, "merge", other=older.pk).content.decode()
    assert question.index(older.reference) < question.index(newer.reference)

    answer = post(client, newer, "merge", other=older.pk)

    assert (answer.status_code, answer["X-Go-To"]) == (204, f"/console/c/{older.pk}")
    told = get(client, older, f"merged/{newer.pk}").json()["entries"]
    assert "Toujours rien reçu" in [entry.get("body") for entry in told]


def test_what_is_merged_only_takes_notes(desk, at_desk, older, newer) -> None:
    client = at_desk(desk.adele)
    post(client, newer, "merge", other=older.pk)

    assert post(client, newer, "reopen").status_code == 403
    assert f'data-open="{older.pk}"' in get(client, newer, "head").content.decode()


def test_an_ambassador_without_the_history_is_not_shown_what_the_visitor_wrote_before(desk, at_desk, vera) -> None:
    """A11"""
    before = asked(desk, "Ma facture secrète", visitor=vera, member=desk.amin)
    now = asked(desk, "Bonjour", visitor=vera, hours=1, member=desk.amin)

    page = get(at_desk(desk.amin), now, "link").content.decode()
    assert "secrète" not in page
    assert str(before.reference) not in page


def test_what_was_merged_is_not_read_by_who_does_not_see_it(desk, at_desk, older, newer) -> None:
    """A11"""
    post(at_desk(desk.adele), newer, "merge", other=older.pk)

    assert get(at_desk(desk.stranger), older, f"merged/{newer.pk}").status_code == 404
    assert get(at_desk(desk.amin), older, f"merged/{newer.pk}").status_code == 404
    assert get(at_desk(desk.adele), older, f"merged/{older.pk}").status_code == 404


def test_a_request_is_split_off_from_a_message_on(desk, at_desk, older) -> None:
    """F: split."""
    says(older, "Autre chose : une facture")
    seq = Entry.objects.filter(conversation=older, kind="message").latest("seq").seq
    client = at_desk(desk.adele)
    assert f'name="from" value="{seq}"' in get(client, older, "split").content.decode()

    answer = post(client, older, "split", **{"from": seq})

    new = Conversation.objects.latest("pk")
    assert answer["X-Go-To"] == f"/console/c/{new.pk}"
    assert new.last_words == "Autre chose : une facture"


@pytest.mark.parametrize("form", [{}, {"from": "1"}, {"from": "soon"}])
def test_nothing_is_split_off_from_nowhere(desk, at_desk, older, form) -> None:
    assert post(at_desk(desk.adele), older, "split", **form).status_code in (400, 409)


def test_closing_records_the_problem_and_its_solution_for_the_next_one(desk, at_desk) -> None:
    """D4"""
    client = at_desk(desk.adele)
    first, second = asked(desk, "Mon bracelet est cassé"), asked(desk, "Le fermoir du bracelet est cassé", hours=1)
    assert 'name="solution"' in get(client, first, "close").content.decode()

    form = {"problem": "Fermoir de bracelet cassé", "solution": "Échange du fermoir en atelier"}
    assert post(client, first, "close", **form).status_code == 204

    first.refresh_from_db()
    assert (first.status, solution_of(first.pk).solution) == ("closed", form["solution"])
    assert form["solution"] in client.get(f"/console/c/{second.pk}").content.decode()


def test_half_a_record_is_refused_and_nothing_is_closed(desk, at_desk, older) -> None:
    assert post(at_desk(desk.adele), older, "close", problem="Perdu").status_code == 400
    older.refresh_from_db()
    assert older.status == "active"


@pytest.mark.parametrize("act", ["link", "unlink", "merge", "split"])
def test_who_does_not_see_it_joins_and_splits_nothing(desk, at_desk, older, act) -> None:
    """A11"""
    assert post(at_desk(desk.stranger), older, act).status_code == 404
