"""An ambassador writes what the charter asks about, holds or forbids: by socket and by HTTP, with the same answers."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.journeys.test_visitor_meets_agent import Kind, introduced
from tests.live import LiveAgent, LiveDesk, LiveVisitor

pytestmark = pytest.mark.enable_socket

LOUD = "VOTRE BAGUE EST PRÊTE DEPUIS HIER."
LINKED = "Voyez plutôt sur www.amazon.fr."
PERSONAL = "Appelez-moi au 06 12 34 56 78."


def by_http(agent: LiveAgent, visitor: LiveVisitor, body: str, **more: object) -> tuple[int, dict]:
    return agent.act(f"/console/c/{visitor.c}/messages", {"client_id": str(uuid4()), "body": body, **more})


def test_it_is_asked_about_held_or_refused_by_socket_and_by_http(desk: LiveDesk) -> None:
    """A7, A9, A10, G2, G8"""
    agent, visitor = introduced(desk, "strict")
    referent = desk.agent("referent", shop="strict")
    referent.come()
    referent.watch(visitor.c)

    refused = agent.post(visitor.c, PERSONAL, is_confirmed=True)
    assert (refused["t"], refused["code"], refused["clause"]) == (
        "refused",
        "wording_forbidden",
        "wording.contact_details",
    )
    [finding] = [it for it in refused["findings"] if it["clause"] == "contact_details"]
    assert (PERSONAL[finding["start"] : finding["end"]], finding["level"]) == ("06 12 34 56 78", "forbid")
    status, answer = by_http(agent, visitor, PERSONAL, is_confirmed=True)
    assert (status, answer["code"]) == (422, "wording_forbidden")
    assert answer["findings"] == refused["findings"]

    assert agent.post(visitor.c, LOUD)["code"] == "wording_to_confirm"
    status, answer = by_http(agent, visitor, LOUD)
    assert (status, answer["code"]) == (409, "wording_to_confirm")
    assert agent.post(visitor.c, LOUD, is_confirmed=True)["t"] == "ack"
    visitor.hear("entry", entry=Kind("message", body=LOUD))

    held = agent.post(visitor.c, LINKED, is_confirmed=True)
    assert (held["t"], held["clauses"]) == ("held", ["link"])
    seen = referent.hear("held", held=held["held"])
    assert (seen["body"], seen["agent"], seen["c"]) == (LINKED, agent.id, visitor.c)
    status, answer = by_http(agent, visitor, LINKED)
    assert (status, answer["clauses"]) == (202, ["link"])
    assert [it["held"] for it in referent.watch(visitor.c)["held"]] == [held["held"], answer["held"]]

    assert agent.act(f"/console/held/{held['held']}/approve")[0] == 403
    assert referent.act(f"/console/held/{held['held']}/approve")[0] == 204
    visitor.hear("entry", entry=Kind("message", body=LINKED))
    settled = agent.hear("held_settled", held=held["held"])
    assert (settled["outcome"], settled["by"]["name"]) == ("approved", "Rose")
    assert referent.act(f"/console/held/{answer['held']}/return", {"word": "Une fois suffit"})[0] == 204
    assert agent.hear("held_settled", held=answer["held"])["word"] == "Une fois suffit"

    bodies = [frame["entry"].get("body", "") for frame in visitor.heard if frame["t"] == "entry"]
    assert bodies.count(LINKED) == 1
    assert PERSONAL not in bodies
    assert {frame["t"] for frame in visitor.heard}.isdisjoint({"held", "held_settled", "refused"})
