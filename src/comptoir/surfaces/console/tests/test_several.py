"""Changing several conversations of the list together."""

from __future__ import annotations

import re

import pytest

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.queries import tags_on
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_conversation


@pytest.fixture
def asked(desk):
    """Two requests that Adèle answers."""
    found = [a_conversation(desk.shop, leave_message=True) for _ in range(2)]
    for each in found:
        actions.assign(conversation_id=each.pk, membership_id=desk.adele.pk, now=NOON)
    return found


def ids_of(conversations):
    return ",".join(str(it.pk) for it in conversations)


def test_the_dialog_says_how_many_and_proposes_whom_to_give_them_to(desk, at_desk, asked) -> None:
    page = at_desk(desk.adele).get(f"/console/several?ids={ids_of(asked)}", **AS_SCRIPT).content.decode()
    [ids] = re.findall(r'name="ids" value="([0-9,]+)"', page)
    assert set(ids.split(",")) == {str(it.pk) for it in asked}
    assert "2 conversations" in page
    assert f'<option value="{desk.rose.pk}">' in page
    assert f'<option value="{desk.marc.pk}">' not in page


def test_they_are_sorted_and_given_away_in_one_turn(desk, at_desk, asked) -> None:
    """D6."""
    form = {"ids": ids_of(asked), "priority": "high", "tags": "Noël, à rappeler", "to": desk.rose.pk, "summary": "Vu"}
    assert at_desk(desk.adele).post("/console/several", form, **AS_SCRIPT).status_code == 204
    for each in asked:
        each.refresh_from_db()
        assert (each.priority, each.assignee_id) == ("high", desk.rose.pk)
        assert len(tags_on([each.pk])[each.pk]) == 2


def test_what_is_refused_is_told_by_its_number_and_the_rest_is_done(desk, at_desk, asked, of_advisor) -> None:
    """A11: one that is not theirs to see has no number."""
    hidden = a_conversation(desk.other)
    actions.close_conversation(conversation_id=asked[1].pk, visitor_id=asked[1].visitor_id, now=NOON)
    form = {"ids": ids_of([*asked, hidden]), "closes": "yes"}
    answer = at_desk(desk.adele).post("/console/several", form, **AS_SCRIPT)
    assert answer.status_code == 409
    said = answer.json()["message"]
    assert said.startswith("Changed: 1. Not changed: 2.")
    assert asked[1].reference in said
    assert hidden.reference not in said
    asked[0].refresh_from_db()
    hidden.refresh_from_db()
    assert (asked[0].status, hidden.status) == ("closed", "waiting")


@pytest.mark.parametrize("ids", ["", "1,x", "1,,2", ",".join(map(str, range(1, 102)))])
def test_no_conversations_strange_ones_and_too_many_are_refused(desk, at_desk, ids) -> None:
    assert at_desk(desk.adele).post("/console/several", {"ids": ids, "closes": "yes"}, **AS_SCRIPT).status_code == 400


def test_a_row_can_be_chosen_but_not_where_messages_are_held(desk, at_desk, asked) -> None:
    client = at_desk(desk.rose)
    assert client.get("/console/list?view=all").content.decode().count('class="choose"') == 2
    assert "data-several" not in client.get("/console/list?view=held").content.decode()
