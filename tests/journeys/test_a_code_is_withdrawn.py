"""A promotional code is withdrawn while it stands in a draft and in a message that waits: neither goes out, by socket or by HTTP."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from tests.journeys.test_visitor_meets_agent import introduced
from tests.live import LiveAgent, LiveDesk

pytestmark = pytest.mark.enable_socket


def an_offer(manager: LiveAgent) -> str:
    """An offer with two codes; its number."""
    status, page = manager.page("POST", "/console/wallet/new", {"name": "Bienvenue", "words-fr": "Votre code : {code}"})
    assert status == 204, page
    number = re.findall(r"/console/wallet/(\d+)", manager.page("GET", "/console/wallet")[1])[0]
    status, _page = manager.page("POST", f"/console/wallet/{number}/codes", {"codes": "MERCI-001\nMERCI-002"})
    assert status == 200
    return str(number)


def test_it_is_refused_with_its_name_wherever_it_stands(desk: LiveDesk) -> None:
    """A12, A7"""
    manager, referent = desk.agent("manager", shop="wallet"), desk.agent("referent", shop="wallet")
    agent, visitor = introduced(desk, "wallet")
    offer = an_offer(manager)
    first, second = (agent.act(f"/console/c/{visitor.c}/wallet/{offer}")[1]["words"] for _ in range(2))
    assert first == second == "Votre code : MERCI-001"
    held = agent.post(visitor.c, f"{first}. Voyez plutôt sur www.amazon.fr.", is_confirmed=True)
    assert held["t"] == "held", held

    assert manager.page("POST", f"/console/wallet/{offer}/withdraw", {"codes": "MERCI-001"})[0] == 200

    refused = agent.post(visitor.c, first, is_confirmed=True)
    assert (refused["t"], refused["code"]) == ("refused", "code_withdrawn")
    assert "MERCI-001" in refused["message"]
    sent = {"client_id": str(uuid4()), "body": first, "is_confirmed": True}
    status, answer = agent.act(f"/console/c/{visitor.c}/messages", sent)
    assert (status, answer["code"]) == (409, "code_withdrawn")
    status, answer = referent.act(f"/console/held/{held['held']}/approve")
    assert (status, answer["code"]) == (409, "code_withdrawn")

    fresh = agent.act(f"/console/c/{visitor.c}/wallet/{offer}")[1]["words"]
    assert fresh == "Votre code : MERCI-002"
    assert agent.post(visitor.c, fresh, is_confirmed=True)["t"] == "ack"
