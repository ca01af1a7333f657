"""A visitor writes, somebody is found, they talk, it ends: through the real entrances."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.live import LiveAgent, LiveDesk, LiveVisitor

pytestmark = pytest.mark.enable_socket


def at_desk(desk: LiveDesk, shop: str, who: str = "ambassador") -> LiveAgent:
    """Somebody of the shop who is connected and available."""
    agent = desk.agent(who, shop=shop)
    agent.come()
    agent.is_available()
    return agent


def introduced(desk: LiveDesk, shop: str, who: str = "ambassador") -> tuple[LiveAgent, LiveVisitor]:
    """An agent who has accepted a visitor's chat, both looking at it."""
    agent = at_desk(desk, shop, who)
    visitor = desk.visitor(shop=shop)
    visitor.come()
    agent.accepts(agent.hear("offer"))
    agent.watch(visitor.c)
    visitor.hear("entry", entry=Kind("joined"))
    return agent, visitor


class Kind:
    """Equal to an entry of this kind, and of these facts where they are given."""

    def __init__(self, kind: str, **facts: Any) -> None:
        self.kind, self.facts = kind, facts

    def __eq__(self, entry: object) -> bool:
        return isinstance(entry, dict) and entry["kind"] == self.kind and self.facts.items() <= entry.items()

    def __hash__(self) -> int:
        return hash(self.kind)


def test_they_talk_and_the_visitor_rates_it(desk: LiveDesk) -> None:
    """A1, A4: offer, introduction, messages, typing, read marks, end and rating, each heard at once by the other."""
    agent, visitor = introduced(desk, "talk")

    joined = next(frame for frame in reversed(visitor.heard) if frame["t"] == "entry")["entry"]
    assert joined["facts"]["agent"]["name"] == "Amin"
    assert joined["state"] == {"status": "active", "agent": agent.id}

    agent.say({"t": "typing", "c": visitor.c, "on": True})
    assert visitor.hear("typing")["from"] == "agent"
    assert agent.post(visitor.c, "Bonjour, que puis-je pour vous ?")["t"] == "ack"
    answer = visitor.hear("entry", entry=Kind("message", body="Bonjour, que puis-je pour vous ?"))["entry"]
    visitor.say({"t": "read", "seq": answer["seq"]})
    assert agent.hear("state", c=visitor.c)["state"]["visitor_read"] > 0
    visitor.say({"t": "typing", "on": True})
    assert agent.hear("typing")["from"] == "visitor"
    assert visitor.post("Une bague pour ma sœur")["t"] == "ack"
    agent.hear("entry", entry=Kind("message", body="Une bague pour ma sœur"))

    assert agent.does(visitor.c, "close")[0] == 204
    visitor.hear("entry", entry=Kind("closed"))
    assert visitor.of_mine("POST", "/rating", {"score": 5, "comment": "Parfait"})[0] == 204
    assert agent.hear("entry", entry=Kind("rated"))["entry"]["facts"]["score"] == 5
    refusal = visitor.post("Encore une chose")
    assert (refusal["t"], refusal["code"]) == ("refused", "conversation_closed")


def test_an_offer_that_is_refused_rings_at_the_next_desk(desk: LiveDesk) -> None:
    """A1: a second person can still answer inside 30 s."""
    first, second = at_desk(desk, "refused"), at_desk(desk, "refused", "second_ambassador")
    visitor = desk.visitor(shop="refused")
    visitor.come()
    rings, other = rung(first, second)
    offer = rings.heard[-1]["offer"]

    assert rings.act(f"/console/offers/{offer['id']}/refuse")[0] == 204

    other.accepts(other.hear("offer", within=5))
    assert rings.hear("offer_over")["outcome"] == "refused"
    assert visitor.hear("entry", entry=Kind("joined"))["entry"]["agent"] == other.id
    status, refusal = rings.act(f"/console/offers/{offer['id']}/accept")
    assert (status, refusal["code"]) == (409, "offer_over")


def rung(first: LiveAgent, second: LiveAgent) -> tuple[LiveAgent, LiveAgent]:
    """The one at whose desk an offer rings, and the other."""
    for _ in range(60):
        for agent, other in ((first, second), (second, first)):
            if not agent.hears_nothing("offer", within=0.2):
                return agent, other
    raise TimeoutError("it rings at neither desk")


def test_nobody_answers_and_the_referent_knows_before_the_promise_is_broken(desk: LiveDesk) -> None:
    """A1: the offer moves on by itself, the alarm comes before the promise is broken, the visitor is shown what else
    there is, and the first answer is on record against the promise."""
    referent = desk.agent("referent", shop="hurried")
    referent.come()
    first, second = at_desk(desk, "hurried"), at_desk(desk, "hurried", "second_ambassador")
    visitor = desk.visitor(shop="hurried")
    visitor.come()

    opened = dt.datetime.fromisoformat(visitor.of_mine("GET", "?after=0")[1]["entries"][0]["at"])
    referent.hear("alarm", c=visitor.c, why="at_risk", within=20)
    referent.watch(visitor.c)
    alarm = next(e for e in referent.heard[-1]["entries"] if e["kind"] == "alarm" and e["facts"]["why"] == "at_risk")
    assert dt.datetime.fromisoformat(alarm["at"]) - opened < dt.timedelta(seconds=10)
    referent.hear("alarm", c=visitor.c, why="late", within=20)
    assert "message" in visitor.hear("late", within=20)["offers"]
    for agent in (first, second):
        agent.hear("offer")
        assert agent.hear("offer_over")["outcome"] == "timed_out"


def test_a_chat_that_nobody_takes_becomes_a_message_with_a_reference(desk: LiveDesk) -> None:
    """A2: never a dead end; the colleague answers later and the visitor finds it on coming back."""
    visitor = desk.visitor(shop="closed", leave_message=True, email="vera@example.org", body="Ma bague est cassée")
    assert visitor.state["is_live"] is False
    reference = visitor.state["reference"]
    assert len(reference) == 11
    advisor = desk.agent("ambassador", shop="closed")
    advisor.come()
    assert advisor.does(visitor.c, "take")[0] == 204
    advisor.watch(visitor.c)
    assert advisor.post(visitor.c, "Envoyez-la-nous, nous la réparons.")["t"] == "ack"

    welcome = visitor.come(after=visitor.last)

    assert welcome["entries"][-1]["body"] == "Envoyez-la-nous, nous la réparons."
    assert welcome["state"]["reference"] == reference


def test_outside_opening_hours_a_chat_is_a_message_even_if_the_page_did_not_know(desk: LiveDesk) -> None:
    """A2."""
    visitor = desk.visitor(shop="closed")
    assert visitor.state["is_live"] is False
    status, there = visitor.ask("GET", "/widget/closed/availability.json")
    assert status == 200
    assert there["audiences"]["ambassador"]["open"] is False
    assert there["audiences"]["ambassador"]["next_opening"]


def test_the_visitor_chooses_who_answers_where_the_charter_says_so(desk: LiveDesk) -> None:
    """A3."""
    amin, adele = at_desk(desk, "choice"), at_desk(desk, "choice", "advisor")

    chosen = desk.visitor(shop="choice", page="/alliances/or", audience="advisor")
    elsewhere = desk.visitor(shop="choice", page="/bagues/or", audience="advisor")

    assert adele.hear("offer")["offer"]["c"] == chosen.c
    assert amin.hear("offer")["offer"]["c"] == elsewhere.c
    assert (chosen.state["audience"], elsewhere.state["audience"]) == ("advisor", "ambassador")


def test_an_ambassador_hands_over_to_an_advisor_with_a_summary(desk: LiveDesk) -> None:
    """A5, A6: warm: the ambassador keeps the chat until the advisor accepts, and the visitor is told."""
    amin, visitor = introduced(desk, "hand-over")
    adele = at_desk(desk, "hand-over", "advisor")
    assert amin.post(visitor.c, "Un conseiller saura mieux.")["t"] == "ack"

    summary = "Vera demande une réparation, elle a le ticket."
    status, answer = amin.does(visitor.c, "hand-over", to="audience:advisor", summary=summary)

    assert status == 204, answer
    offer = adele.hear("offer")
    assert (offer["offer"]["summary"], offer["offer"]["by"]["name"]) == (summary, "Amin")
    assert amin.post(visitor.c, "Elle arrive.")["t"] == "ack"
    adele.accepts(offer)
    joined = visitor.hear("entry", entry=Kind("joined"))["entry"]
    assert (joined["facts"]["agent"]["name"], joined["state"]["audience"]) == ("Adèle", "advisor")
    adele.watch(visitor.c)
    assert adele.post(visitor.c, "Bonjour Vera.")["t"] == "ack"
    refusal = amin.post(visitor.c, "Au revoir")
    # The desk has stopped the watching already, or finds while writing that there is nothing to see.
    assert refusal["t"] == "refused"
    assert refusal["code"] in ("conversation_not_found", "not_allowed"), "volunteers see what is theirs"


def test_with_no_advisor_free_the_ambassador_gives_the_card_or_makes_a_request(desk: LiveDesk) -> None:
    """A5, A6: the charter's ladder, and nothing is lost on the way."""
    amin, visitor = introduced(desk, "alone")

    status, refusal = amin.does(visitor.c, "hand-over", to="audience:advisor", summary="Réparation")

    assert (status, refusal["code"]) == (409, "nobody_free")
    assert refusal["possible"] == ["contact_card", "message"]
    assert amin.does(visitor.c, "contact-card")[0] == 204
    card = visitor.hear("entry", entry=Kind("card"))["entry"]
    assert card["facts"]["url"] == "https://www.maison-perle.example/contact.html"
    assert amin.does(visitor.c, "request")[0] == 204
    request = visitor.hear("entry", entry=Kind("request"))["entry"]
    assert request["facts"]["reference"] == visitor.state["reference"]
    assert request["state"]["is_live"] is False
    assert [entry["body"] for entry in visitor.of_mine("GET")[1]["entries"] if entry.get("body")] == ["Bonjour"]


def test_what_an_agent_who_is_gone_has_not_answered_rings_elsewhere(desk: LiveDesk) -> None:
    """A1, G8: nothing is dropped."""
    amin, visitor = introduced(desk, "gone")
    assert visitor.post("Êtes-vous là ?")["t"] == "ack"
    assert amin.socket is not None
    amin.socket.close()
    bruno = at_desk(desk, "gone", "second_ambassador")

    desk.run("tests.live_absence", str(desk.cast["shops"]["gone"]["ambassador"]["user"]))

    # After its start a desk waits for all who may still be on their way back to it.
    visitor.hear("entry", entry=Kind("handed_back"), within=30)
    bruno.accepts(bruno.hear("offer"))
    assert visitor.hear("entry", entry=Kind("joined"))["entry"]["agent"] == bruno.id
