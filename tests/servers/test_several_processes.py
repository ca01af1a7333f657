"""Outgrown: two servers and two workers on PostgreSQL and Redis, the visitor on one server and the agent on the other."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator

import pytest

from tests.journeys.stage import UNHURRIED
from tests.journeys.test_visitor_meets_agent import Kind
from tests.live import LiveAgent, LiveDesk, LiveVisitor, free_port
from tests.requirements import postgresql
from tests.servers.own import OwnRedis

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket, pytest.mark.timeout(240)]

SHOPS = dict.fromkeys(("across", "stopped", "frozen", "busy"), UNHURRIED)


@pytest.fixture(scope="module")
def redis() -> Iterator[OwnRedis]:
    postgresql()
    redis = OwnRedis()
    yield redis
    redis.close()


@pytest.fixture(scope="module")
def desk(redis: OwnRedis) -> Iterator[LiveDesk]:
    with LiveDesk(shops=SHOPS, DATABASE_URL=postgresql(), REDIS_URL=redis.url) as desk:
        desk.second_port = free_port()
        desk.launch("serve", "--port", str(desk.port), "--no-worker")
        desk.launch("serve", "--port", str(desk.second_port), "--no-worker")
        for _ in range(2):
            desk.launch("work")
        desk.wait_until_ready(within=150)
        desk.wait_until_ready(desk.second_port)
        yield desk


def apart(desk: LiveDesk, shop: str) -> tuple[LiveAgent, LiveVisitor]:
    """An ambassador on the first server who answers a visitor on the second."""
    agent = desk.agent("ambassador", shop=shop)
    agent.come()
    agent.is_available()
    visitor = desk.visitor(shop=shop)
    visitor.come(port=desk.second_port)
    agent.accepts({"offer": agent.offered(1)[0]})
    visitor.hear("entry", entry=Kind("joined"))
    agent.watch(visitor.c)
    return agent, visitor


def test_a_visitor_and_an_agent_on_different_servers_talk_live(desk: LiveDesk) -> None:
    """A1, A4, A5: offer, introduction, talk, typing, read marks, hand-over, end and rating, across processes."""
    amin, visitor = apart(desk, "across")
    adele = desk.agent("advisor", shop="across")
    adele.come(port=desk.second_port)
    adele.is_available()

    amin.say({"t": "typing", "c": visitor.c})
    visitor.hear("typing")
    amin.post(visitor.c, "Bonjour")
    answer = visitor.hear("entry", entry=Kind("message", body="Bonjour"))["entry"]
    visitor.say({"t": "read", "seq": answer["seq"]})
    amin.hear("state", c=visitor.c)
    visitor.say({"t": "typing"})
    amin.hear("typing", c=visitor.c)
    visitor.post("Une réparation")
    amin.hear("entry", entry=Kind("message", body="Une réparation"))

    assert amin.does(visitor.c, "hand-over", to="audience:advisor", summary="Réparation")[0] == 204
    adele.accepts(adele.hear("offer"))
    visitor.hear("entry", entry=Kind("joined"))
    adele.watch(visitor.c)
    assert adele.post(visitor.c, "Je m'en occupe")["t"] == "ack"
    visitor.hear("entry", entry=Kind("message", body="Je m'en occupe"))
    assert adele.does(visitor.c, "close")[0] == 204
    visitor.hear("entry", entry=Kind("closed"))
    assert visitor.of_mine("POST", "/rating", {"score": 4})[0] == 204
    assert adele.hear("entry", entry=Kind("rated"))["entry"]["facts"]["score"] == 4


def test_with_redis_stopped_acknowledgements_stay_true_and_what_was_missed_is_found(
    desk: LiveDesk, redis: OwnRedis
) -> None:
    """G8: nothing lost, and live again after it returns."""
    amin, visitor = apart(desk, "stopped")
    redis.stop()
    for n in range(3):
        assert visitor.post(f"pendant {n}")["t"] == "ack"
    seen = last_seq(amin)
    amin.hear("resync", within=15)
    missed = [entry["body"] for entry in amin.watch(visitor.c, after=seen)["entries"]]
    assert missed[-3:] == ["pendant 0", "pendant 1", "pendant 2"]

    redis.start()

    bodies = wait_until_live(amin, visitor)
    entries = amin.watch(visitor.c, after=0)["entries"]
    assert [e["body"] for e in entries if e["kind"] == "message"][-len(bodies) :] == bodies


def test_with_redis_frozen_acknowledgements_do_not_wait_for_it(desk: LiveDesk, redis: OwnRedis) -> None:
    """G8: a bus that neither answers nor closes is the worst of them."""
    amin, visitor = apart(desk, "frozen")
    redis.stop(signal.SIGSTOP)
    try:
        visitor.post("la première")
        began = time.monotonic()
        for n in range(20):
            assert visitor.post(f"gelé {n}")["t"] == "ack"
        assert time.monotonic() - began < 5
        amin.hear("resync", within=20)
        assert amin.watch(visitor.c, after=0)["entries"][-1]["body"] == "gelé 19"
    finally:
        redis.thaw()
    wait_until_live(amin, visitor)


def test_two_workers_offer_each_chat_once_and_fill_no_desk_beyond_its_limit(desk: LiveDesk) -> None:
    """A1: never offered twice, whoever is quicker."""
    agents = [desk.agent(who, shop="busy") for who in ("ambassador", "second_ambassador")]
    for agent in agents:
        agent.come()
        agent.is_available()
    visitors = [desk.visitor(shop="busy") for _ in range(8)]

    offered = [offer["c"] for agent in agents for offer in agent.offered(3)]

    assert len(offered) == len(set(offered)) == 6
    assert set(offered) <= {visitor.c for visitor in visitors}
    for agent in agents:
        assert agent.hears_nothing("offer", within=1)
    told = [frame["offer"]["id"] for agent in agents for frame in agent.heard if frame["t"] == "offer"]
    assert len(told) == len(set(told))


def last_seq(agent: LiveAgent) -> int:
    """The newest entry that the agent has heard of."""
    seqs = [frame["entry"]["seq"] for frame in agent.heard if frame["t"] == "entry"]
    seqs += [entry["seq"] for frame in agent.heard if frame["t"] == "entries" for entry in frame["entries"]]
    return max(seqs)


def wait_until_live(agent: LiveAgent, visitor: LiveVisitor, within: float = 20.0) -> list[str]:
    """Let the visitor write until the agent hears it live; returns what was written."""
    written: list[str] = []
    until = time.monotonic() + within
    while time.monotonic() < until:
        written.append(f"de retour {len(written)}")
        assert visitor.post(written[-1])["t"] == "ack"
        try:
            agent.hear("entry", entry=Kind("message", body=written[-1]), within=0.5)
        except TimeoutError:
            continue
        return written
    raise TimeoutError("the desk is not live again")
