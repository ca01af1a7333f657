"""What agents write is judged beside the writer: nobody waits for a colleague's text, and nothing changes its order."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from comptoir.domain.conversations.actions import Held, Judgement, Post, Posted, ToJudge
from comptoir.domain.people.rules import Viewer
from comptoir.domain.wording.queries import Draft, Verdict
from comptoir.surfaces.gateway import judges
from comptoir.surfaces.gateway import writer as writing
from comptoir.surfaces.gateway.hub import Hub
from comptoir.surfaces.gateway.tests.ears import Ear
from comptoir.surfaces.gateway.writer import Writer
from tests.people import NOON

AMIN = Viewer(1, 11, 1, "ambassador")
ADELE = Viewer(2, 12, 1, "advisor")


class Store:
    """Stands in for the database: hands back each text until it has been judged, and numbers what it keeps."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.judged: list[str] = []
        self.may_judge = threading.Event()
        self.may_judge.set()

    def post_judged(self, posts: Sequence[Post], now: Any) -> list[Any]:
        waiting: set[int] = set()
        return [self._post(post, waiting) for post in posts]

    def judge(self, draft: Draft | None) -> Judgement | None:
        self.may_judge.wait(5)
        if draft is None:
            return None
        if draft.body == "trouble":
            raise RuntimeError("nobody thought of this")
        self.judged.append(draft.body)
        return Judgement(draft, Verdict("fr"))

    def _post(self, post: Post, waiting: set[int]) -> Any:
        author = post.viewer.membership_id if post.viewer else 0
        if author in waiting:
            return ToJudge(None)
        if author and post.body not in self.judged and post.body != "known":
            waiting.add(author)
            return ToJudge(Draft(1, 1, "", "chat", post.body, "", "", False, "", "", "", NOON))
        self.kept.append(post.body)
        if post.body == "held":
            return Held(post.conversation_id, post.client_id, 7, ("link",))
        return Posted(post.conversation_id, post.client_id, len(self.kept), NOON)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    store = Store()
    monkeypatch.setattr(writing, "post_judged", store.post_judged)
    monkeypatch.setattr(judges, "judge", store.judge)
    return store


def written(store: Store, *sent: tuple[Viewer | None, str]) -> list[dict[str, Any]]:
    """Post everything at once; the answers, in their order."""
    ear = Ear()

    async def act() -> None:
        writer = Writer(Hub(), lambda news: None)
        for viewer, body in sent:
            writer.post(ear, Post(1, uuid4(), body, viewer=viewer))
        await writer.stop()

    asyncio.run(act())
    return ear.heard


def test_what_one_writes_keeps_its_order_also_when_only_the_first_has_to_be_judged(store: Store):
    """G8"""
    answers = written(store, (AMIN, "one"), (AMIN, "known"), (AMIN, "two"), (AMIN, "known"))
    assert store.kept == ["one", "known", "two", "known"]
    assert [answer["t"] for answer in answers] == ["ack"] * 4


def test_what_comes_later_from_the_same_author_waits_behind_it(store: Store, monkeypatch: pytest.MonkeyPatch):
    """G8: also when it stands in the next batch already, or comes while the first is being judged."""
    monkeypatch.setattr(writing, "BATCH", 1)
    store.may_judge.clear()
    ear = Ear()

    async def act() -> None:
        writer = Writer(Hub(), lambda news: None)
        writer.post(ear, Post(1, uuid4(), "one", viewer=AMIN))
        writer.post(ear, Post(1, uuid4(), "known", viewer=AMIN))
        writer.post(ear, Post(1, uuid4(), "from a visitor"))
        while "from a visitor" not in store.kept:
            await asyncio.sleep(0)
        writer.post(ear, Post(1, uuid4(), "known", viewer=AMIN))
        store.may_judge.set()
        await writer.stop()

    asyncio.run(act())
    assert store.kept == ["from a visitor", "one", "known", "known"]
    assert [frame["t"] for frame in ear.heard] == ["ack"] * 4


def test_others_do_not_wait_for_it(store: Store):
    """A1"""
    store.may_judge.clear()
    ear = Ear()

    async def act() -> None:
        writer = Writer(Hub(), lambda news: None)
        writer.post(ear, Post(1, uuid4(), "one", viewer=AMIN))
        writer.post(ear, Post(1, uuid4(), "known", viewer=ADELE))
        while len(ear.heard) < 1:
            await asyncio.sleep(0)
        store.may_judge.set()
        await writer.stop()

    asyncio.run(act())
    assert store.kept == ["known", "one"]


def test_what_is_held_is_answered_with_its_clauses(store: Store):
    """A10; the wire."""
    [answer] = written(store, (AMIN, "held"))
    assert {key: answer[key] for key in ("t", "c", "held", "clauses")} == {
        "t": "held",
        "c": 1,
        "held": 7,
        "clauses": ["link"],
    }
    assert UUID(answer["client_id"])


def test_what_cannot_be_judged_is_answered_and_what_follows_goes_its_way(store: Store):
    """G8: no sender is left without an answer."""
    answers = written(store, (AMIN, "trouble"), (AMIN, "known"))
    assert [answer.get("code", answer["t"]) for answer in answers] == ["unavailable", "ack"]
