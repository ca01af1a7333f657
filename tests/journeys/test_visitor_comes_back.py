"""Reloads, second tabs, lost answers: the visitor's thread is whole, and nothing is there twice."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.live import LiveDesk, LiveVisitor

pytestmark = pytest.mark.enable_socket


def words(visitor: LiveVisitor) -> list[str]:
    """What stands in the thread, as a fresh look has it."""
    return [entry["body"] for entry in visitor.of_mine("GET")[1]["entries"] if entry.get("body")]


def test_a_visitor_who_was_away_hears_exactly_what_was_missed(desk: LiveDesk) -> None:
    """A4, G8."""
    visitor = desk.visitor(shop="tabs")
    visitor.come()
    for n in range(3):
        visitor.post(f"avant {n}")
    last = visitor.heard[-1]["seq"]
    assert visitor.socket is not None
    visitor.socket.close()
    for n in range(3):
        status, _ = visitor.of_mine("POST", "/messages", {"client_id": str(uuid4()), "body": f"après {n}"})
        assert status == 201

    welcome = visitor.come(after=last)

    assert [entry["body"] for entry in welcome["entries"]] == ["après 0", "après 1", "après 2"]
    assert welcome["more"] is False


def test_a_second_tab_hears_what_the_first_one_writes(desk: LiveDesk) -> None:
    """A4."""
    first = desk.visitor(shop="tabs")
    second = LiveVisitor.of_the_same_browser(first)
    first.come()
    second.come()

    client_id = str(uuid4())
    first.post("De l'autre onglet", client_id)

    assert second.hear("entry")["entry"]["client_id"] == client_id


def test_an_opening_whose_answer_was_lost_opens_once(desk: LiveDesk) -> None:
    """G8."""
    visitor = desk.visitor(shop="twice")
    status, again = visitor.ask("POST", "/widget/twice/conversations", visitor.opening)
    assert status == 201
    assert again["conversation"]["id"] == visitor.c
    assert words(visitor) == ["Bonjour"]


def test_an_opening_whose_answer_never_came_opens_once_without_a_token(desk: LiveDesk) -> None:
    """G8: the browser has no token yet when it asks again."""
    visitor = desk.visitor(shop="twice")
    token, visitor.token = visitor.token, ""
    status, again = visitor.ask("POST", "/widget/twice/conversations", visitor.opening)
    visitor.token = token
    assert status == 201
    assert again["conversation"]["id"] == visitor.c


def test_a_message_sent_by_socket_and_again_by_http_stands_once(desk: LiveDesk) -> None:
    """G8: the same `client_id` is the same message, by whichever way."""
    visitor = desk.visitor(shop="twice")
    visitor.come()
    client_id = str(uuid4())

    acknowledged = visitor.post("Une seule fois", client_id)
    again = visitor.post("Une seule fois", client_id)
    status, by_http = visitor.of_mine("POST", "/messages", {"client_id": client_id, "body": "Une seule fois"})

    assert status == 201
    assert acknowledged["seq"] == again["seq"] == by_http["seq"]
    assert acknowledged["at"] == again["at"] == by_http["at"]
    assert words(visitor).count("Une seule fois") == 1


def test_two_tabs_that_deliver_the_same_outbox_at_once_post_once(desk: LiveDesk) -> None:
    """G8."""
    first = desk.visitor(shop="twice")
    second = LiveVisitor.of_the_same_browser(first)
    first.come()
    second.come()
    ids = [str(uuid4()) for _ in range(20)]

    for client_id in ids:
        for tab in (first, second):
            tab.say({"t": "post", "client_id": client_id, "body": client_id})
    seqs = [[tab.hear("ack", client_id=client_id)["seq"] for tab in (first, second)] for client_id in ids]

    assert all(here == there for here, there in seqs)
    assert words(first)[1:] == ids
