"""A snapshot and the events after it say what a fresh snapshot says, whatever happens, for both sides."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.test import TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.actions import Post, ReadMark, post_messages
from comptoir.domain.conversations.queries import entries_after, held_in, snapshot
from comptoir.domain.conversations.rules import folded, notes_topic, public_topic, team_topic, topics_of_viewer
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.broadcast import captured
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer

WORDS = st.text(min_size=1, max_size=20).filter(str.strip)


class Client:
    """What a browser does: a snapshot first, then every frame of its topic."""

    def __init__(self, c: int, public: bool, viewer: Viewer | None = None) -> None:
        self.c, self.public, self.viewer = c, public, viewer
        own = topics_of_viewer(viewer) if viewer else ()
        self.topics = {public_topic(c), *own} if public else {team_topic(c), notes_topic(c, is_whole=True), *own}
        self.asleep = False
        self.begin()

    def begin(self) -> None:
        shot = self.fresh()
        self.state, self.entries, self.last = shot["state"], shot["entries"], shot["last_seq"]
        self.held = {it["held"]: it for it in shot.get("held", [])}

    def fresh(self) -> dict[str, Any]:
        return plain(snapshot(self.c, public=self.public, viewer=self.viewer))

    def hear(self, frame: dict[str, Any]) -> None:
        if self.asleep or frame["t"] not in ("entry", "state", "held", "held_settled"):
            return
        if frame["t"] == "held":
            self.held[frame["held"]] = {key: value for key, value in frame.items() if key != "t"}
            return
        if frame["t"] == "held_settled":
            self.held.pop(frame["held"], None)
            return
        if frame["t"] == "state":
            self.state |= frame["state"]
            return
        entry = frame["entry"]
        assert entry["seq"] == self.last + 1, "a gap, or twice the same"
        self.last = entry["seq"]
        self.entries.append(entry)
        self.state = folded(self.state, [entry])

    def wake(self) -> None:
        self.asleep = False
        missed = plain(entries_after(self.c, self.last, public=self.public, viewer=self.viewer))
        self.entries += missed["entries"]
        self.last = self.entries[-1]["seq"] if self.entries else 0
        self.state = missed["state"]
        self.held = {it["held"]: it for it in missed.get("held", [])}


def plain(value: Any) -> Any:
    """As it comes over the wire."""
    return msgspec.json.decode(msgspec.json.encode(value))


def machine() -> type[RuleBasedStateMachine]:  # noqa: C901 - its rules stand one after the other
    """The machine, in the shop of this test's transaction."""
    shop = a_shop(charter=ALWAYS_OPEN + '\n[wording.advisor]\nlink = "hold"\n')
    adele, amin = a_member(shop), a_member(shop, "ambassador")
    rose = a_viewer(a_member(shop, "referent"))

    class Talk(RuleBasedStateMachine):
        @initialize()
        def open(self) -> None:
            self.talk, self.sent = a_conversation(shop), None
            team = [Client(self.talk.pk, public=False, viewer=it) for it in (rose, a_viewer(adele), a_viewer(amin))]
            self.clients = [Client(self.talk.pk, public=True), *team]

        def happen(self, act: Any, **arguments: Any) -> None:
            with captured() as news, TestCase.captureOnCommitCallbacks(execute=True):
                act(**arguments)
            for delivery in news:
                for client in self.clients:
                    if client.topics.intersection(delivery.topics):
                        client.hear(msgspec.json.decode(delivery.frame))

        def act(self, name: str, **arguments: Any) -> None:
            self.happen(getattr(actions, name), conversation_id=self.talk.pk, now=NOON, **arguments)

        @rule(body=WORDS)
        def visitor_writes(self, body: str) -> None:
            self.sent = self.post(body)
            self.happen(post_messages, posts=[self.post(body), self.sent], now=NOON)

        @rule(body=WORDS, kind=st.sampled_from(["message", "note"]))
        def agent_writes(self, body: str, kind: str) -> None:
            self.happen(post_messages, posts=[self.post(body, by=adele, kind=kind)], now=NOON)

        @rule()
        def agent_writes_what_is_held(self) -> None:
            self.happen(post_messages, posts=[self.post("Voyez sur www.amazon.fr.", by=adele)], now=NOON)

        @rule(how=st.sampled_from(["approve", "edit", "return", "withdraw"]))
        def what_is_held_is_settled(self, how: str) -> None:
            for it in held_in(self.talk.pk, rose)[:1]:
                self.settle(how, it["held"])

        @rule(who=st.sampled_from([adele, amin]))
        def somebody_joins(self, who: Any) -> None:
            self.talk.refresh_from_db()
            if self.talk.status != "closed":
                self.act("assign", membership_id=who.pk)

        @rule()
        def is_handed_back(self) -> None:
            self.act("hand_back", why="gone")

        @rule(audience=st.sampled_from(["advisor", "ambassador"]), summary=st.sampled_from(["", "Bague cassée"]))
        def is_handed_over(self, audience: str, summary: str) -> None:
            self.talk.refresh_from_db()
            if self.talk.status != "closed":
                self.act("note_hand_over", viewer=rose, audience=audience, summary=summary)

        @rule(topic=st.sampled_from(["", "products", "after_sales"]))
        def topic_is_chosen(self, topic: str) -> None:
            self.act("choose_topic", viewer=None, topic=topic)

        @rule(category=st.sampled_from(["", "products", "after_sales"]))
        def is_filed(self, category: str) -> None:
            self.act("choose_category", viewer=rose, category=category)

        @rule(audience=st.sampled_from(["advisor", "ambassador"]))
        def another_audience_is_asked(self, audience: str) -> None:
            self.talk.refresh_from_db()
            if self.talk.status != "closed":
                self.act("choose_audience", audience=audience)

        @rule()
        def gets_the_card(self) -> None:
            self.talk.refresh_from_db()
            if self.talk.status != "closed":
                self.act("send_card", viewer=rose)

        @rule(why=st.sampled_from(["at_risk", "late"]))
        def alarms(self, why: str) -> None:
            self.act("raise_alarm", why=why)
            self.act("suggest_hand_over", topic="after_sales", audience="advisor")

        @rule()
        def visitor_sends_the_last_again(self) -> None:
            if self.sent:
                self.happen(post_messages, posts=[self.sent, self.sent], now=NOON)

        @rule(is_note=st.booleans())
        def a_file_is_sent(self, is_note: bool) -> None:
            owner = {"viewer": rose} if is_note else {"visitor_id": self.talk.visitor_id}
            self.talk.refresh_from_db()
            if self.talk.status == "closed":
                return
            kept = actions.keep_file(conversation_id=self.talk.pk, name="a", content=b"b", now=NOON, **owner)
            post = Post(self.talk.pk, uuid4(), "", kind="note" if is_note else "message", files=(kept.key,), **owner)
            self.happen(post_messages, posts=[post], now=NOON)

        @rule(side=st.booleans(), seq=st.integers(0, 60))
        def is_read(self, side: bool, seq: int) -> None:
            self.happen(actions.mark_read, marks=[ReadMark(self.talk.pk, side, seq)])

        @rule()
        def becomes_a_request(self) -> None:
            self.talk.refresh_from_db()
            if self.talk.status != "closed":
                self.act("become_request")

        @rule()
        def is_closed(self) -> None:
            self.act("close_conversation")

        @rule()
        def is_reopened(self) -> None:
            self.act("reopen_conversation", viewer=rose)

        @rule(score=st.integers(1, 5))
        def is_rated(self, score: int) -> None:
            self.act("rate", visitor_id=self.talk.visitor_id, score=score)

        @rule(which=st.integers(0, 3))
        def a_client_falls_asleep(self, which: int) -> None:
            self.clients[which].asleep = True

        @rule(which=st.integers(0, 3))
        def a_client_wakes(self, which: int) -> None:
            self.clients[which].wake()

        @rule(which=st.integers(0, 3))
        def a_client_begins_anew(self, which: int) -> None:
            self.clients[which].asleep = False
            self.clients[which].begin()

        @invariant()
        def every_client_has_what_a_fresh_one_gets(self) -> None:
            for client in getattr(self, "clients", []):
                if not client.asleep:
                    fresh = client.fresh()
                    assert client.state == fresh["state"]
                    assert client.entries[-len(fresh["entries"]) :] == fresh["entries"]
                    assert list(client.held.values()) == fresh.get("held", [])

        def settle(self, how: str, held_id: int) -> None:
            its = {"held_id": held_id, "now": NOON}
            if how == "withdraw":
                self.happen(actions.withdraw_held, viewer=a_viewer(adele), **its)
            elif how == "return":
                self.happen(actions.return_held, viewer=rose, word="Sans lien, SVP", **its)
            else:
                self.happen(actions.approve_held, viewer=rose, body="Bien sûr." if how == "edit" else None, **its)

        def post(self, body: str, *, by: Any = None, kind: str = "message") -> Post:
            if by is None:
                return Post(self.talk.pk, uuid4(), body, visitor_id=self.talk.visitor_id)
            return Post(self.talk.pk, uuid4(), body, viewer=a_viewer(by), kind=kind)

    return Talk


@pytest.mark.django_db
def test_a_snapshot_and_the_events_after_it_equal_a_fresh_snapshot():
    """G8; reliability R4."""
    run_state_machine_as_test(
        machine(),
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
