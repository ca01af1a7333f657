"""Sorting requests from the console: category, priority, tags, and putting aside."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.queries import tags_on
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_conversation, a_viewer, says


@pytest.fixture
def asked(desk):
    """A request that Adèle answers: something is broken."""
    conversation = a_conversation(
        desk.shop, leave_message=True, body="Ma bague est cassée, il y a le fermoir cassé aussi"
    )
    actions.assign(conversation_id=conversation.pk, membership_id=desk.adele.pk, now=NOON)
    return conversation


def post(client, conversation, act, **form):
    return client.post(f"/console/c/{conversation.pk}/{act}", form, **AS_SCRIPT)


def head(client, conversation):
    return client.get(f"/console/c/{conversation.pk}/head", **AS_SCRIPT).content.decode()


def test_the_likely_category_is_proposed_and_confirmed_by_one_key(desk, at_desk, asked) -> None:
    """D2"""
    client = at_desk(desk.adele)
    assert 'data-act="category" name="category" value="after_sales"' in head(client, asked)

    assert post(client, asked, "category", category="after_sales").status_code == 204
    asked.refresh_from_db()
    assert asked.category == "after_sales"
    assert 'data-act="category"' not in head(client, asked)


def test_a_category_that_the_charter_does_not_know_is_refused(desk, at_desk, asked) -> None:
    assert post(at_desk(desk.adele), asked, "category", category="gossip").status_code == 400


def test_priority_and_tags_are_asked_for_and_shown(desk, at_desk, asked) -> None:
    """F: priority, tags."""
    client = at_desk(desk.adele)
    assert 'value="normal" selected' in client.get(f"/console/c/{asked.pk}/labels", **AS_SCRIPT).content.decode()

    assert post(client, asked, "labels", priority="urgent", tags="mariage, à rappeler,,").status_code == 204

    shown = head(client, asked)
    assert 'data-priority="urgent"' in shown
    assert '<span class="tag">mariage</span>' in shown
    assert [tag.name for tag in tags_on([asked.pk])[asked.pk]] == ["à rappeler", "mariage"]


@pytest.mark.parametrize(
    ("only", "count"), [("", 1), ("priority:urgent", 1), ("priority:low", 0), ("tag:mariage", 1), ("tag:or", 0)]
)
def test_the_list_is_narrowed_down(desk, at_desk, asked, only, count) -> None:
    client = at_desk(desk.adele)
    post(client, asked, "labels", priority="urgent", tags="Mariage")

    page = client.get("/console/list", {"view": "mine", "only": only}, **AS_SCRIPT).content.decode()
    rows = client.get("/console/rows", {"view": "mine", "only": only, "ids": asked.pk}, **AS_SCRIPT).json()["rows"]

    assert page.count('class="row') - page.count('class="row-list') - page.count('class="rows') == count
    assert len(rows) == count


@pytest.mark.parametrize("only", ["colour:red", "priority:", "tag:", "tag:!!", "priority:normal' OR 1"])
def test_a_choice_that_there_is_not_is_refused(desk, at_desk, only) -> None:
    assert at_desk(desk.adele).get("/console/list", {"only": only}, **AS_SCRIPT).status_code == 400


def test_a_request_is_put_aside_and_brought_back(desk, at_desk, asked) -> None:
    """F: snooze."""
    client = at_desk(desk.adele)
    assert 'name="until"' in client.get(f"/console/c/{asked.pk}/snooze", **AS_SCRIPT).content.decode()

    assert post(client, asked, "snooze", until="", at="2026-12-02T09:30").status_code == 204
    asked.refresh_from_db()
    assert asked.snoozed_until == dt.datetime(2026, 12, 2, 8, 30, tzinfo=dt.UTC)
    assert str(asked.pk) in client.get("/console/list", {"view": "snoozed"}, **AS_SCRIPT).content.decode()

    assert post(client, asked, "wake").status_code == 204
    asked.refresh_from_db()
    assert asked.snoozed_until is None


@pytest.mark.parametrize("form", [{}, {"at": "soon"}, {"until": "2020-01-01T00:00"}, {"at": "2999-01-01T00:00"}])
def test_what_is_no_moment_to_come_is_refused(desk, at_desk, asked, form) -> None:
    assert post(at_desk(desk.adele), asked, "snooze", **form).status_code == 400


def test_a_live_chat_is_not_put_aside(desk, at_desk, of_advisor) -> None:
    assert post(at_desk(desk.adele), of_advisor, "snooze", at="2026-12-02T09:30").status_code == 403


@pytest.mark.parametrize("act", ["category", "labels", "snooze", "wake"])
def test_a_colleague_who_may_not_see_it_sorts_nothing(desk, at_desk, asked, act) -> None:
    """A11"""
    assert post(at_desk(desk.stranger), asked, act).status_code == 404


def test_tags_and_what_they_are_about_never_reach_the_customer(desk, at_desk, asked) -> None:
    """A11: what sorts a request is the team's."""
    from comptoir.domain.conversations.queries import snapshot

    post(at_desk(desk.adele), asked, "labels", priority="urgent", tags="pénible")
    actions.snooze(conversation_id=asked.pk, viewer=a_viewer(desk.adele), until=NOON + dt.timedelta(days=1), now=NOON)
    says(asked, "Alors ?")

    public = str(snapshot(asked.pk, public=True))
    assert not any(word in public for word in ("pénible", "urgent", "snoozed", "woken"))
