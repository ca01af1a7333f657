"""What waits for approval: in the list of those who approve, in the conversation, and what each may do with it."""

from __future__ import annotations

import json
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.actions import assign
from comptoir.domain.conversations.models import Entry, HeldMessage
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db

LINKED = "Voyez plutôt sur www.amazon.fr."


@pytest.fixture
def strict(desk) -> SimpleNamespace:
    """A shop that holds an ambassador's links; Amin answers, Bruno is another ambassador, Rose and Marc watch."""
    shop = a_shop(
        "atelier", charter=ALWAYS_OPEN + '\n[wording.ambassador]\nlink = "hold"\ncontact_details = "forbid"\n'
    )
    amin = a_member(shop, "ambassador")
    return SimpleNamespace(
        amin=amin,
        bruno=a_member(shop, "ambassador", name="Bruno"),
        rose=a_member(shop, "referent"),
        marc=a_member(shop, "manager"),
        stranger=desk.rose,
        talk=a_conversation(shop, answered_by=amin),
    )


def posts(client, path: str, body: dict):
    return client.post(path, json.dumps(body), content_type="application/json", **AS_SCRIPT)


def sends(client, talk, body: str = LINKED):
    return posts(client, f"/console/c/{talk.pk}/messages", {"client_id": str(uuid4()), "body": body})


@pytest.fixture
def held(strict, at_desk) -> HeldMessage:
    answer = sends(at_desk(strict.amin), strict.talk)
    assert answer.status_code == 202
    return HeldMessage.objects.get(pk=answer.json()["held"])


def test_what_is_held_is_counted_and_listed_for_those_who_approve(strict, at_desk, held) -> None:
    """A7."""
    page = at_desk(strict.rose).get("/console/?view=held").content.decode()
    rows = at_desk(strict.rose).get(f"/console/rows?view=held&ids={strict.talk.pk}", **AS_SCRIPT).json()

    assert f'data-id="{strict.talk.pk}"' in page
    assert "Amin: Voyez plutôt" in page
    assert rows["counts"]["held"] == "1"
    assert list(rows["rows"]) == [str(strict.talk.pk)]
    for other in (strict.amin, strict.stranger):
        assert "Voyez plutôt" not in at_desk(other).get("/console/?view=held").content.decode()


def test_its_author_and_who_approves_see_it_in_the_conversation(strict, at_desk, held) -> None:
    path = f"/console/c/{strict.talk.pk}/held"

    [to_rose] = at_desk(strict.rose).get(path, **AS_SCRIPT).json()["held"]
    [to_amin] = at_desk(strict.amin).get(path, **AS_SCRIPT).json()["held"]

    assert (to_rose["may_approve"], to_amin["may_approve"]) == (True, False)
    assert [found["clause"] for found in to_rose["findings"]] == ["link"]
    assert at_desk(strict.bruno).get(path, **AS_SCRIPT).status_code == 404


def test_many_that_wait_are_asked_for_as_one_is(strict, at_desk, held, django_assert_max_num_queries) -> None:
    rose, path = at_desk(strict.rose), f"/console/c/{strict.talk.pk}/held"
    with CaptureQueriesContext(connection) as for_one:
        assert len(rose.get(path, **AS_SCRIPT).json()["held"]) == 1
    queries = len(for_one)
    for _ in range(4):
        sends(at_desk(strict.amin), strict.talk)

    with django_assert_max_num_queries(queries):
        assert len(rose.get(path, **AS_SCRIPT).json()["held"]) == 5


def test_it_is_approved_changed_or_returned_by_those_who_may(strict, at_desk, held) -> None:
    """A7."""
    path = f"/console/held/{held.pk}"

    for who, status in ((strict.amin, 403), (strict.bruno, 403), (strict.stranger, 404)):
        assert posts(at_desk(who), f"{path}/approve", {}).status_code == status
        assert posts(at_desk(who), f"{path}/return", {"word": "Non"}).status_code == status
    assert posts(at_desk(strict.rose), f"{path}/return", {"word": " "}).status_code == 400
    assert posts(at_desk(strict.rose), f"{path}/approve", {"body": "Appelez le 06 12 34 56 78"}).status_code == 422
    assert posts(at_desk(strict.rose), f"{path}/approve", {"body": "Voyez notre catalogue."}).status_code == 204

    said = Entry.objects.filter(conversation=strict.talk, author="agent").latest("seq")
    assert (said.body, said.membership_id) == ("Voyez notre catalogue.", strict.amin.pk)
    assert posts(at_desk(strict.marc), f"{path}/return", {"word": "Trop tard"}).status_code == 409


def test_its_author_takes_it_back_and_nobody_else_does(strict, at_desk, held) -> None:
    path = f"/console/held/{held.pk}/withdraw"

    assert posts(at_desk(strict.rose), path, {}).status_code == 403
    assert posts(at_desk(strict.amin), path, {}).status_code == 204
    assert at_desk(strict.amin).get(f"/console/c/{strict.talk.pk}/held", **AS_SCRIPT).json() == {
        "held": [],
        "returned": [],
    }


def test_who_comes_back_finds_the_referents_word_in_the_conversation_and_a_mark_in_their_list(
    strict, at_desk, held
) -> None:
    """A7: until they have seen it, in whichever browser; nobody else does."""
    posts(at_desk(strict.rose), f"/console/held/{held.pk}/return", {"word": "Sans lien, SVP"})
    here, rows = f"/console/c/{strict.talk.pk}/held", f"/console/rows?view=mine&ids={strict.talk.pk}"

    def shown(who) -> tuple[list, bool, list]:
        client = at_desk(who)
        answer = client.get(here, **AS_SCRIPT).json()
        row = str(client.get(rows, **AS_SCRIPT).json()["rows"])
        return (
            answer["returned"],
            "sent back to you" in row,
            client.get("/console/standing", **AS_SCRIPT).json()["returned"],
        )

    [found], is_marked, standing = shown(strict.amin)
    assert (found["body"], found["by"], found["word"]) == (LINKED, "Rose", "Sans lien, SVP")
    assert is_marked
    assert standing == [{"held": held.pk, "c": strict.talk.pk, "by": "Rose"}]
    assert shown(strict.rose) == ([], False, [])

    assert posts(at_desk(strict.rose), f"/console/held/{held.pk}/seen", {}).status_code == 403
    assert posts(at_desk(strict.bruno), f"/console/held/{held.pk}/seen", {}).status_code == 404
    assert posts(at_desk(strict.amin), f"/console/held/{held.pk}/seen", {}).status_code == 204
    assert shown(strict.amin) == ([], False, [])


def test_what_nobody_approved_in_time_stands_for_its_author_with_its_words_until_they_have_noted_it(
    strict, at_desk, held
) -> None:
    """A7: also where the conversation is somebody else's by now, and whoever's browser heard it."""
    assign(conversation_id=strict.talk.pk, membership_id=strict.bruno.pk, now=NOON)

    amin = at_desk(strict.amin)
    [told] = amin.get("/console/standing", **AS_SCRIPT).json()["returned"]
    assert told == {"held": held.pk, "c": strict.talk.pk, "by": "", "lapsed": True, "words": LINKED}
    assert posts(amin, f"/console/held/{held.pk}/seen", {}).status_code == 204
    assert amin.get("/console/standing", **AS_SCRIPT).json()["returned"] == []


def test_a_message_that_came_back_is_refused_with_the_word_when_it_is_sent_again(strict, at_desk, held) -> None:
    """A7"""
    posts(at_desk(strict.rose), f"/console/held/{held.pk}/return", {"word": "Sans lien, SVP"})

    answer = posts(
        at_desk(strict.amin),
        f"/console/c/{strict.talk.pk}/messages",
        {"client_id": str(held.client_id), "body": LINKED},
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "message_returned")
    assert "Sans lien, SVP" in answer.json()["message"]


@pytest.mark.parametrize(("language", "status"), [("", 409), ("en", 201), ("fr", 409), ("xx", 400), (None, 400)])
def test_the_language_that_was_chosen_rules_the_servers_judgement_too(strict, at_desk, language, status) -> None:
    """A9, G2"""
    post = {"client_id": str(uuid4()), "body": "Size 52. Ta, Amin", "language": language}

    assert posts(at_desk(strict.amin), f"/console/c/{strict.talk.pk}/messages", post).status_code == status


def test_what_is_refused_for_its_wording_says_where_and_why(strict, at_desk) -> None:
    answer = sends(at_desk(strict.amin), strict.talk, "Appelez-moi au 06 12 34 56 78.")

    assert answer.status_code == 422
    assert [found["clause"] for found in answer.json()["findings"] if found["level"] == "forbid"] == ["contact_details"]
