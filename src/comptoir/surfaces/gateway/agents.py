"""An agent's socket: the lists of all their shops, and any number of conversations that they may see."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from comptoir.domain.conversations.actions import Carried, Post, ReadMark
from comptoir.domain.conversations.queries import conversation_for, is_answered_by, reads_notes
from comptoir.domain.conversations.rules import notes_topic, public_topic, team_topic, topics_of_viewer
from comptoir.domain.feed.rules import topic_of_viewer
from comptoir.domain.people.queries import Rights, rights_among, viewers_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.privacy.actions import record_access
from comptoir.domain.privacy.rules import is_own
from comptoir.foundation.broadcast import Delivery
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed, Refusal, TooMany
from comptoir.surfaces.gateway import frames
from comptoir.surfaces.gateway.connection import TOO_MANY, Connection
from comptoir.surfaces.gateway.feeds import take_of_feed
from comptoir.surfaces.gateway.identity import KnownAgent, Proof
from comptoir.surfaces.gateway.visitors import caught_up, older
from comptoir.surfaces.gateway.wire import Wire
from comptoir.surfaces.gateway.writer import refused

if TYPE_CHECKING:
    from comptoir.surfaces.gateway.gateway import Gateway

WATCHED_AT_MOST = 200


class AgentConnection(Connection):
    """A user at the console. What they may see is asked when they begin to watch, and again when rights may have changed."""

    decoder = frames.agent

    def __init__(self, gateway: Gateway, wire: Wire, known: KnownAgent) -> None:
        super().__init__(gateway, wire, known.language, f"user:{known.user_id}")
        self.user_id = known.user_id
        self.proof = Proof(known.user_id, session_key=known.session_key)
        self.viewers = {viewer.shop_id: viewer for viewer in known.viewers}
        self.watched: dict[int, Viewer] = {}
        gateway.hub.listen(self, (f"user:{self.user_id}", f"session:{known.session_key}"))
        for viewer in known.viewers:
            gateway.hub.listen(self, (*topics_of_viewer(viewer), *topic_of_viewer(viewer)))

    def welcome(self) -> dict[str, Any]:
        """The frame that tells the browser who it is."""
        memberships = [
            {"id": it.membership_id, "shop": it.shop_id, "role": it.role, "audience": it.audience}
            for it in self.viewers.values()
        ]
        return {"t": "welcome", "user": self.user_id, "memberships": memberships}

    def rights(self) -> Rights:
        """What this socket listens by."""
        return rights_among(self.viewers.values())

    def end(self) -> None:
        self.gateway.walls.leave(self)
        super().end()

    def take(self, frame: frames.Frame) -> None:
        if isinstance(frame, frames.AgentPost):
            self._post(frame)
        elif isinstance(frame, frames.AgentWatch):
            self.later(self._watch(frame.c, frame.after))
        elif isinstance(frame, frames.Ping):
            self.say({"t": "pong"})
        elif isinstance(frame, frames.FeedSay | frames.FeedAfter):
            take_of_feed(self, frame)
        elif isinstance(frame, frames.AgentWall):
            self.gateway.walls.look(self, frame)
        elif not self._still_watches(frame.c):  # type: ignore[attr-defined]
            self.say({"t": "gone", "c": frame.c})  # type: ignore[attr-defined]
        else:
            self._take_of_watched(frame)

    def _take_of_watched(self, frame: frames.Frame) -> None:
        if isinstance(frame, frames.AgentTyping):
            self.later(self._typing(frame))
        elif isinstance(frame, frames.AgentRead):
            # Only reading by the one who answers counts as read: whoever looks in is not seen.
            self.gateway.writer.mark(ReadMark(frame.c, False, frame.seq, self.watched[frame.c].membership_id))
        elif isinstance(frame, frames.AgentAfter):
            self.later(self._watch(frame.c, frame.seq))
        elif isinstance(frame, frames.AgentBefore):
            self.ask(partial(older, frame.c, frame.seq, False, self.watched[frame.c]), self.refusal_frame)
        elif isinstance(frame, frames.AgentUnwatch):
            self.watched.pop(frame.c, None)
            self.gateway.hub.leave(self, _topics(frame.c))

    def _post(self, frame: frames.AgentPost) -> None:
        viewer = self.watched.get(frame.c) if self._still_watches(frame.c) else None
        post = Post(
            frame.c,
            frame.client_id,
            frame.body,
            viewer=viewer,
            kind=frame.kind,
            files=frame.files,
            mentions=frame.mentions,
            seen=frame.seen,
            is_confirmed=frame.is_confirmed,
            language=frame.language,
            carried=Carried(frame.mail.to, frame.mail.cc, frame.mail.history) if frame.mail else None,
        )
        if viewer is not None and self.may_post():
            self.gateway.writer.post(self, post)
        else:
            why = TooMany() if viewer else NotAllowed()
            self.gateway.hub.deliver((), [(self, refused(post, why, self.language))])

    async def _watch(self, c: int, after: int) -> None:
        try:
            viewer = await self.gateway.read(partial(self._viewer, c))
            if len(self.watched) >= WATCHED_AT_MOST and c not in self.watched:
                self.wire.close(TOO_MANY)
                return
            self.watched[c] = viewer
            # Listen first, read then: nothing can fall between the two.
            is_whole = await self.gateway.read(partial(reads_notes, viewer, now()))
            self.gateway.hub.leave(self, _topics(c))
            self.gateway.hub.listen(self, (team_topic(c), notes_topic(c, is_whole=is_whole)))
            answer = await self.gateway.read(partial(caught_up, c, after, public=False, viewer=viewer))
        except Refusal as refusal:
            self.watched.pop(c, None)
            self.gateway.hub.leave(self, _topics(c))
            self.say({"t": "gone", "c": c} if refusal.status == 404 else self.refusal_frame(refusal, c=c))
            return
        self.say({"t": "entries", "c": c, **answer})

    def _viewer(self, c: int) -> Viewer:
        conversation, viewer = conversation_for(viewers_of(self.user_id), c)
        if not is_own(viewer.membership_id, conversation.assignee_id):
            record_access(viewer, c, "watched", now())
        return viewer

    def _still_watches(self, c: int) -> bool:
        # Whoever loses the right is taken off the topic by the hub, and reads and says nothing more until they ask again.
        return c in self.watched and team_topic(c) in self.topics

    async def _typing(self, frame: frames.AgentTyping) -> None:
        agent = self.watched[frame.c].membership_id
        # The customer sees the one who answers type, and nobody who looks in; nor do those whom they look in on.
        try:
            is_theirs = await self.gateway.read(partial(is_answered_by, frame.c, agent))
        except Refusal:
            return
        if not is_theirs and self.watched[frame.c].sees_all:
            return
        topics = (team_topic(frame.c), public_topic(frame.c)) if is_theirs else (team_topic(frame.c),)
        payload = frames.encode({"t": "typing", "c": frame.c, "from": "agent", "agent": agent, "on": frame.on})
        self.gateway.tell_others([Delivery(topics, payload)])


def _topics(c: int) -> tuple[str, ...]:
    """All that is listened to of a conversation that somebody watches."""
    return (team_topic(c), notes_topic(c, is_whole=True), notes_topic(c, is_whole=False))
