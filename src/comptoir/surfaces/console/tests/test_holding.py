"""What the console answers when a reply is asked about, held or forbidden, and who may settle what is held."""

from __future__ import annotations

from uuid import uuid4

import pytest

from comptoir.domain.conversations.models import Entry, HeldMessage
from comptoir.domain.conversations.tests.strict import CLEAN, LINKED, LOUD, PERSONAL, a_strict_desk
from comptoir.surfaces.console.tests.test_acts import posts
from tests.people import a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(db: None):
    return a_strict_desk("stricte")


def writes(client, talk, body: str, **more):
    return posts(client, f"/console/c/{talk.pk}/messages", {"client_id": str(uuid4()), "body": body, **more})


def held_by(client, talk) -> int:
    answer = writes(client, talk, LINKED)
    assert answer.status_code == 202
    assert answer.json()["clauses"] == ["link"]
    return answer.json()["held"]


def answers(talk) -> list[str]:
    return list(
        Entry.objects.filter(conversation=talk, author="agent", kind="message")
        .order_by("seq")
        .values_list("body", flat=True)
    )


def test_http_refuses_asks_and_holds_as_the_socket_does(strict, at_desk) -> None:
    """A9, A10, G2: the server judges, whatever the browser did."""
    client = at_desk(strict.amin)

    forbidden = writes(client, strict.talk, PERSONAL, is_confirmed=True)
    assert (forbidden.status_code, forbidden.json()["code"]) == (422, "wording_forbidden")
    assert forbidden.json()["clause"] == "wording.contact_details"
    assert set(forbidden.json()["findings"][0]) >= {"clause", "level", "start", "end", "because", "fixes", "due"}
    asked = writes(client, strict.talk, LOUD)
    assert (asked.status_code, asked.json()["code"]) == (409, "wording_to_confirm")
    assert writes(client, strict.talk, LOUD, is_confirmed=True).status_code == 201
    held_by(client, strict.talk)
    assert answers(strict.talk) == [LOUD]


def test_reasons_are_told_in_the_agents_language(strict, at_desk) -> None:
    """C1"""
    said = set()
    for language in ("fr", "en", "ro", "pt"):
        strict.amin.user.language = language
        strict.amin.user.save()
        [finding] = [
            it
            for it in writes(at_desk(strict.amin), strict.talk, PERSONAL).json()["findings"]
            if it["clause"] == "contact_details"
        ]
        said.add(finding["because"])
    assert len(said) == 4


def test_an_answer_to_a_left_message_obeys_as_well(strict, at_desk) -> None:
    """A10"""
    request = a_conversation(strict.shop, answered_by=strict.amin, leave_message=True, body="Rappelez-moi")
    client = at_desk(strict.amin)

    assert writes(client, request, PERSONAL).status_code == 422
    held_by(client, request)
    assert writes(client, request, CLEAN).status_code == 201


@pytest.mark.parametrize("who", ["rose", "marc", "camille"])
def test_who_watches_over_the_answers_approves_edits_and_returns(strict, at_desk, who) -> None:
    """A7"""
    author, client = at_desk(strict.amin), at_desk(getattr(strict, who))
    first, second, third = (held_by(author, strict.talk) for _ in range(3))

    assert posts(client, f"/console/held/{first}/approve", {}).status_code == 204
    assert posts(client, f"/console/held/{second}/approve", {"body": CLEAN}).status_code == 204
    assert posts(client, f"/console/held/{third}/return", {"word": "Sans lien, SVP"}).status_code == 204
    assert posts(client, f"/console/held/{third}/approve", {}).json()["code"] == "held_is_settled"
    assert answers(strict.talk) == [LINKED, CLEAN]


def test_an_edit_is_judged_too_and_a_return_needs_a_word(strict, at_desk) -> None:
    """A10"""
    held_id = held_by(at_desk(strict.amin), strict.talk)
    client = at_desk(strict.rose)

    assert posts(client, f"/console/held/{held_id}/approve", {"body": PERSONAL}).json()["code"] == "wording_forbidden"
    assert posts(client, f"/console/held/{held_id}/return", {"word": " "}).json()["code"] == "word_missing"
    assert HeldMessage.objects.get(pk=held_id).outcome == ""


def test_nobody_else_settles_it_and_nobody_their_own(strict, at_desk) -> None:
    """A7, A11; attack A4"""
    held_id = held_by(at_desk(strict.amin), strict.talk)
    stranger = a_member(a_shop("autre"), "manager", name="Étienne")
    acts = {"approve": {}, "return": {"word": "Non"}, "withdraw": {}}

    for act, body in acts.items():
        answer = posts(at_desk(strict.adele), f"/console/held/{held_id}/{act}", body)
        assert answer.status_code == (404 if act == "withdraw" else 403), "approving is for who watches"
        assert posts(at_desk(stranger), f"/console/held/{held_id}/{act}", body).status_code == 404
        assert posts(at_desk(strict.rose), f"/console/held/{held_id + 1}/{act}", body).status_code == 404
    for act in ("approve", "return"):
        assert posts(at_desk(strict.amin), f"/console/held/{held_id}/{act}", acts[act]).status_code == 403
    assert posts(at_desk(strict.rose), f"/console/held/{held_id}/withdraw", {}).status_code == 403
    assert posts(at_desk(strict.amin), f"/console/held/{held_id}/withdraw", {}).status_code == 204
    assert answers(strict.talk) == []


@pytest.mark.parametrize("body", [{"body": 1}, {"body": "x", "held_id": 2}, {"approved_by": 3}])
def test_what_nobody_asked_for_is_not_taken(strict, at_desk, body) -> None:
    """Attack A22"""
    held_id = held_by(at_desk(strict.amin), strict.talk)
    assert posts(at_desk(strict.rose), f"/console/held/{held_id}/approve", body).status_code == 400


def test_an_introduction_obeys_as_well(strict, at_desk) -> None:
    """A10, C2: every customer would read it."""
    client = at_desk(strict.amin)
    form = {"shop": strict.shop.id, "name": "Amin", "note": PERSONAL}

    assert client.post("/console/settings/introduction", form).status_code == 422
    strict.amin.refresh_from_db()
    assert strict.amin.personal_note == ""
    assert client.post("/console/settings/introduction", form | {"note": "Collectionneur"}).status_code == 302
