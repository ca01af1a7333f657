"""The feed on an agent's socket: what they say there, and what they have missed.

What is said is written on a thread of its own, so that no conversation waits for it; it is told as everything is, after
the commit, and gathered for crowds.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from comptoir.domain.feed.actions import Chosen, say
from comptoir.domain.feed.queries import changes_after
from comptoir.domain.people.queries import viewer_in
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed, Refusal, TooMany
from comptoir.surfaces.gateway import frames

if TYPE_CHECKING:
    from comptoir.surfaces.gateway.agents import AgentConnection


def take_of_feed(agent: AgentConnection, frame: frames.FeedSay | frames.FeedAfter) -> None:
    """Act on a frame about the feed of a shop; that the agent works there is asked each time."""
    if isinstance(frame, frames.FeedSay):
        agent.later(_say(agent, frame))
    else:
        agent.ask(partial(_after, agent.user_id, frame), lambda why: agent.refusal_frame(why, shop=frame.shop))


async def _say(agent: AgentConnection, frame: frames.FeedSay) -> None:
    try:
        if not agent.may_post():
            raise TooMany
        answer = await agent.gateway.beside(partial(_said, agent.user_id, frame))
    except Refusal as refusal:
        told = agent.refusal_frame(refusal, shop=frame.shop, client_id=frame.client_id)
        agent.say(told | {"t": "feed_refused"})
        return
    agent.say(answer)


def _said(user_id: int, frame: frames.FeedSay) -> dict[str, Any]:
    about = Chosen(frame.about.c, frame.about.seqs, frame.about.digest) if frame.about else None
    post = say(
        viewer=_viewer(user_id, frame.shop),
        client_id=frame.client_id,
        body=frame.body,
        answers=frame.answers,
        excerpt_of=about,
        files=frame.files,
        named=frame.named,
        is_question=frame.question,
        reach=frame.reach,
        now=now(),
    )
    return {"t": "feed_ack", "shop": frame.shop, "client_id": frame.client_id, "seq": post.pk, "at": post.created_at}


def _after(user_id: int, frame: frames.FeedAfter) -> dict[str, Any]:
    return {"t": "feed_posts", **changes_after(_viewer(user_id, frame.shop), max(0, frame.v))}


def _viewer(user_id: int, shop_id: int) -> Viewer:
    viewer = viewer_in(user_id, shop_id)
    if viewer is None:
        raise NotAllowed
    return viewer
