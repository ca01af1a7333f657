"""What is done with a conversation from the console."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from comptoir.domain.conversations.queries import rating_token
from comptoir.domain.routing.actions import note_seen, set_availability
from comptoir.foundation.clock import now
from comptoir.surfaces.console.showing import moment
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_conversation, a_member, says


def posts(client, path: str, body: dict):
    return client.post(path, json.dumps(body), content_type="application/json", **AS_SCRIPT)


def sits_down(member) -> None:
    set_availability(user_id=member.user_id, availability="available", now=NOON)
    note_seen([member.user_id], NOON)


def test_the_switch_turns_and_is_kept(desk, at_desk) -> None:
    client = at_desk(desk.adele)

    assert posts(client, "/console/availability", {"availability": "available"}).json()["availability"] == "available"
    assert 'value="available" checked' in client.get("/console/").content.decode()


def test_a_pause_after_an_insult_says_until_when_in_every_place(desk, at_desk, of_advisor) -> None:
    """C7"""
    client = at_desk(desk.adele)
    says(of_advisor, "Espèce de connard, répondez-moi enfin")

    until = posts(client, "/console/availability", {"availability": "paused"}).json()["until"]

    assert until > moment(now())
    assert client.get("/console/standing", **AS_SCRIPT).json()["until"] == until
    assert f'data-until="{until}"' in client.get("/console/").content.decode()
    assert posts(client, "/console/availability", {"availability": "available"}).json()["until"] == ""


@pytest.mark.parametrize("body", [{"availability": "asleep"}, {"availability": "away", "role": "manager"}, {}, [1]])
def test_another_position_or_anything_else_is_refused(desk, at_desk, body) -> None:
    """Attack A22: what nobody asked for is not taken."""
    assert posts(at_desk(desk.adele), "/console/availability", body).status_code == 400


def test_an_offer_is_for_the_one_it_was_made_to(desk, at_desk) -> None:
    from comptoir.domain.routing.actions import seek_agent

    sits_down(desk.amin)
    waiting = a_conversation(desk.shop)
    offer = seek_agent(conversation_id=waiting.pk, trigger="opened", now=NOON)

    assert posts(at_desk(desk.adele), f"/console/offers/{offer.pk}/accept", {}).status_code == 404
    assert posts(at_desk(desk.amin), f"/console/offers/{offer.pk}/accept", {}).status_code == 204
    waiting.refresh_from_db()
    assert waiting.assignee_id == desk.amin.pk


def test_a_pending_offer_rings_on_every_page(desk, at_desk) -> None:
    from comptoir.domain.routing.actions import seek_agent

    sits_down(desk.amin)
    waiting = a_conversation(desk.shop, body="Où est la boutique ?")
    seek_agent(conversation_id=waiting.pk, trigger="opened", now=NOON)

    page = at_desk(desk.amin).get("/console/team").content.decode()

    facts = json.loads(page.split('id="desk-facts">')[1].split("</script>")[0])
    assert [offer["words"] for offer in facts["offers"]] == ["Où est la boutique ?"]


def test_a_message_arrives_once_also_when_it_is_sent_twice(desk, at_desk, of_advisor) -> None:
    client, post = at_desk(desk.adele), {"client_id": str(uuid4()), "body": "Bonjour Camille"}

    first = posts(client, f"/console/c/{of_advisor.pk}/messages", post)
    again = posts(client, f"/console/c/{of_advisor.pk}/messages", post)

    assert first.status_code == again.status_code == 201
    assert first.json()["seq"] == again.json()["seq"]


def test_who_has_not_seen_the_newest_message_is_told_before_it_is_sent(desk, at_desk, of_advisor) -> None:
    says(of_advisor, "Ah non, finalement autre chose")

    answer = posts(
        at_desk(desk.adele),
        f"/console/c/{of_advisor.pk}/messages",
        {"client_id": str(uuid4()), "body": "Oui", "seen": 1},
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == "newer_message"


def test_a_referent_writes_a_note_and_no_message_into_a_colleagues_conversation(desk, at_desk, of_advisor) -> None:
    """A7: whispering is for the team; the customer hears the one who answers."""
    client, path = at_desk(desk.rose), f"/console/c/{of_advisor.pk}/messages"

    assert posts(client, path, {"client_id": str(uuid4()), "body": "Doucement", "kind": "note"}).status_code == 201
    assert posts(client, path, {"client_id": str(uuid4()), "body": "Bonjour"}).json()["code"] == "not_yours"


def test_what_is_neither_a_message_nor_a_note_is_not_taken_for_words_to_the_customer(desk, at_desk, of_advisor) -> None:
    """A7: a note that is misspelt must never reach the visitor."""
    client, path = at_desk(desk.adele), f"/console/c/{of_advisor.pk}/messages"

    answer = posts(client, path, {"client_id": str(uuid4()), "body": "Entre nous", "kind": "Note"})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_hand_over_names_who_is_there_and_says_so_when_nobody_is(desk, at_desk, waiting) -> None:
    """A6."""
    client = at_desk(desk.amin)
    client.post(f"/console/c/{waiting.pk}/take")

    nobody = client.get(f"/console/c/{waiting.pk}/hand-over").content.decode()
    sits_down(desk.adele)
    somebody = client.get(f"/console/c/{waiting.pk}/hand-over").content.decode()

    assert "Nobody is free right now" in nobody
    assert "Send the contact card" in nobody
    assert "Make it a request" in nobody
    assert "Nobody is free right now" not in somebody
    assert "Adèle" in somebody


def test_a_hand_over_wants_a_summary_and_then_asks(desk, at_desk, waiting) -> None:
    """A6: warm, with a summary; the giver keeps it until somebody accepts."""
    client, path = at_desk(desk.amin), f"/console/c/{waiting.pk}/hand-over"
    client.post(f"/console/c/{waiting.pk}/take")
    sits_down(desk.adele)

    assert (
        client.post(path, {"to": "audience:advisor", "summary": " "}, **AS_SCRIPT).json()["code"] == "summary_missing"
    )
    assert client.post(path, {"to": "audience:advisor", "summary": "Veut une mise à taille"}).status_code == 204
    waiting.refresh_from_db()
    assert waiting.assignee_id == desk.amin.pk
    assert "being handed over" in client.get(f"/console/c/{waiting.pk}/head").content.decode()
    assert client.post(f"{path}/cancel").status_code == 204
    assert "being handed over" not in client.get(f"/console/c/{waiting.pk}/head").content.decode()


def test_with_nobody_at_a_desk_the_refusal_says_what_is_possible(desk, at_desk, waiting) -> None:
    """A6: never a dead end."""
    client = at_desk(desk.amin)
    client.post(f"/console/c/{waiting.pk}/take")

    answer = client.post(
        f"/console/c/{waiting.pk}/hand-over", {"to": "audience:advisor", "summary": "SAV"}, **AS_SCRIPT
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == "nobody_free"
    assert client.post(f"/console/c/{waiting.pk}/contact-card").status_code == 204


@pytest.mark.parametrize(
    "to", ["", "audience:", "member:x", "member:99999", "group:1", "nonsense:1", "audience:" + "x" * 80]
)
def test_a_hand_over_to_nobody_that_exists_is_refused(desk, at_desk, of_advisor, to: str) -> None:
    answer = at_desk(desk.adele).post(f"/console/c/{of_advisor.pk}/hand-over", {"to": to, "summary": "x"}, **AS_SCRIPT)

    assert answer.status_code in (400, 409)


def test_topic_and_category_are_those_of_the_charter(desk, at_desk, of_advisor) -> None:
    """A5, D2."""
    client, path = at_desk(desk.adele), f"/console/c/{of_advisor.pk}/topic"

    assert client.post(path, {"topic": "after_sales", "category": "products"}).status_code == 204
    of_advisor.refresh_from_db()
    assert (of_advisor.topic, of_advisor.category) == ("after_sales", "products")
    assert client.post(path, {"topic": "politics"}, **AS_SCRIPT).status_code == 400


def test_closing_asks_for_a_rating(desk, at_desk, of_advisor) -> None:
    client, path = at_desk(desk.adele), f"/console/c/{of_advisor.pk}/close"

    assert "asked for a rating" in client.get(path).content.decode()
    assert client.post(path).status_code == 204
    of_advisor.refresh_from_db()
    assert of_advisor.status == "closed"


def test_who_may_close_may_give_the_customer_a_link_to_rate(desk, at_desk, of_advisor) -> None:
    """D4: in the dialog and on the card; a colleague who may only read has none to give."""
    talk, link = f"/console/c/{of_advisor.pk}", f"/rate/{desk.shop.key}/{rating_token(of_advisor, NOON)}"

    assert link in at_desk(desk.adele).get(f"{talk}/close").content.decode()
    assert link in at_desk(desk.adele).get(talk).content.decode()
    colleague = a_member(desk.shop, "advisor", name="Luc")
    assert "/rate/" not in at_desk(colleague).get(talk).content.decode()


def test_a_chat_becomes_a_request_that_keeps_its_words(desk, at_desk, of_advisor) -> None:
    """A6."""
    client = at_desk(desk.adele)

    client.post(f"/console/c/{of_advisor.pk}/request", {"email": "camille@courriel.example"})

    of_advisor.refresh_from_db()
    assert not of_advisor.is_live
    assert of_advisor.email == "camille@courriel.example"
    assert of_advisor.reference in client.get(f"/console/c/{of_advisor.pk}/head").content.decode()


def test_handing_back_puts_it_into_the_queue(desk, at_desk, of_advisor) -> None:
    assert at_desk(desk.adele).post(f"/console/c/{of_advisor.pk}/hand-back").status_code == 204
    of_advisor.refresh_from_db()
    assert (of_advisor.status, of_advisor.assignee_id) == ("waiting", None)


def test_entries_before_and_after_are_the_sockets(desk, at_desk, of_advisor) -> None:
    client, path = at_desk(desk.adele), f"/console/c/{of_advisor.pk}/entries"

    whole = client.get(f"{path}?after=-1", **AS_SCRIPT).json()
    after = client.get(f"{path}?after=1", **AS_SCRIPT).json()
    before = client.get(f"{path}?before=2", **AS_SCRIPT).json()

    assert [entry["seq"] for entry in whole["entries"]] == [1, 2]
    assert [entry["seq"] for entry in after["entries"]] == [2]
    assert [entry["seq"] for entry in before["entries"]] == [1]
    assert client.get(path, **AS_SCRIPT).status_code == 400
