"""A customer asks what is known of them: at the desk it is written down, confirmed and answered, and each tells the other."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.journeys.test_visitor_meets_agent import Kind, introduced
from tests.live import LiveAgent, LiveDesk

pytestmark = pytest.mark.enable_socket


def test_it_is_received_confirmed_and_answered_within_the_term(desk: LiveDesk) -> None:
    """D9, G7: the customer hears by when; the card follows; nothing is answered before it is known who asks."""
    agent, visitor = introduced(desk, "privacy")
    assert visitor.post("Que savez-vous de moi ?")["t"] == "ack"
    asked = agent.hear("entry", entry=Kind("message", body="Que savez-vous de moi ?"))["entry"]
    referent = desk.agent("referent", shop="privacy")
    referent.come()
    referent.watch(visitor.c)

    ask = {"right": "access", "seq": str(asked["seq"]), "asking": str(uuid4())}
    address = f"/console/c/{visitor.c}/privacy"
    assert sent(agent, address, ask)[0] == 403
    assert sent(referent, address, ask)[0] == 204
    told = visitor.hear("entry", entry=Kind("message"))["entry"]
    while told["from"] != "system":
        told = visitor.hear("entry", entry=Kind("message"))["entry"]
    assert told["body"].startswith("Nous avons bien reçu votre demande relative à vos données personnelles")
    referent.hear("promises", c=visitor.c)
    assert sent(referent, address, ask | {"asking": str(uuid4())})[1]["code"] == "asked_already"

    request = f"/console/privacy/{_number(referent, visitor.c)}"
    assert sent(referent, f"{request}/answer", {})[1]["code"] == "identity_missing"
    assert sent(referent, f"{request}/confirm", {"reason": "questions"})[0] == 204
    assert agent.post(visitor.c, "Voici tout ce que nous savons de vous.")["t"] == "ack"
    assert sent(referent, f"{request}/answer", {})[0] == 204
    assert sent(referent, f"{request}/withdraw", {})[1]["code"] == "rights_request_is_elsewhere"


def sent(agent: LiveAgent, path: str, form: dict[str, str]) -> tuple[int, Any]:
    """What a dialog of the console posts."""
    return agent.page("POST", path, form, Accept="application/json")


def _number(agent: LiveAgent, conversation: int) -> int:
    """The id of the request on the conversation's card."""
    status, card = agent.page("GET", f"/console/c/{conversation}/promises")
    assert status == 200
    return int(re.findall(r"/console/privacy/(\d+)", str(card))[0])
