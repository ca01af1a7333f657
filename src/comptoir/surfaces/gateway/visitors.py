"""A visitor's socket: one conversation, its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from comptoir.domain.conversations.actions import Post, ReadMark
from comptoir.domain.conversations.queries import entries_after, entries_before, snapshot, told_to
from comptoir.domain.conversations.rules import public_topic, team_topic
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.broadcast import Delivery
from comptoir.foundation.clock import now
from comptoir.foundation.errors import TooMany
from comptoir.surfaces.gateway import frames
from comptoir.surfaces.gateway.connection import Connection
from comptoir.surfaces.gateway.identity import KnownVisitor, Proof
from comptoir.surfaces.gateway.wire import Wire
from comptoir.surfaces.gateway.writer import refused

if TYPE_CHECKING:
    from comptoir.surfaces.gateway.gateway import Gateway


class VisitorConnection(Connection):
    """A visitor in their conversation."""

    decoder = frames.visitor

    def __init__(self, gateway: Gateway, wire: Wire, known: KnownVisitor) -> None:
        super().__init__(gateway, wire, known.language, f"visitor:{known.visitor_id}")
        self.c = known.conversation_id
        self.visitor_id = known.visitor_id
        self.proof = Proof(known.visitor_id, token_generation=known.token_generation)
        gateway.hub.listen(self, (public_topic(self.c), f"visitor:{self.visitor_id}"))

    def take(self, frame: frames.Frame) -> None:
        if isinstance(frame, frames.VisitorPost):
            self._post(frame)
        elif isinstance(frame, frames.VisitorTyping):
            self._typing(frame.on)
        elif isinstance(frame, frames.VisitorRead):
            self.gateway.writer.mark(ReadMark(self.c, True, frame.seq))
        elif isinstance(frame, frames.VisitorAfter):
            self.ask(partial(self.catch_up, "entries", frame.seq), self.refusal_frame)
        elif isinstance(frame, frames.VisitorBefore):
            self.ask(partial(older, self.c, frame.seq, True), self.refusal_frame)
        else:
            self.say({"t": "pong"})

    def catch_up(self, t: str, after: int) -> dict[str, Any]:
        """What the visitor missed after `after`; −1 asks for a snapshot."""
        return {"t": t, "c": self.c, **caught_up(self.c, after, public=True)}

    def _post(self, frame: frames.VisitorPost) -> None:
        post = Post(self.c, frame.client_id, frame.body, visitor_id=self.visitor_id, files=frame.files)
        if self.may_post():
            self.gateway.writer.post(self, post)
        else:
            self.gateway.hub.deliver((), [(self, refused(post, TooMany(), self.language))])

    def _typing(self, on: bool) -> None:
        frame = {"t": "typing", "c": self.c, "from": "visitor", "agent": None, "on": on}
        self.gateway.tell_others([Delivery((team_topic(self.c),), frames.encode(frame))])


def caught_up(c: int, after: int, *, public: bool, viewer: Viewer | None = None) -> dict[str, Any]:
    """The entries after `after` with the present state; a snapshot when the client has nothing.

    For a `viewer` also what waits for approval, as far as they may see that.
    """
    if after < 0:
        told = {**snapshot(c, public=public, viewer=viewer), "more": False}
    else:
        told = entries_after(c, after, public=public, viewer=viewer)
    return told_to(viewer, c, told, now()) if viewer else told


def older(c: int, seq: int, public: bool, viewer: Viewer | None = None) -> dict[str, Any]:
    """The frame with the entries before `seq`, as a `viewer` may read them."""
    told = entries_before(c, seq, public=public)
    return {"t": "older", "c": c, **(told_to(viewer, c, told, now()) if viewer else told)}
