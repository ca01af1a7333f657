"""What clients may say: every frame has a closed shape, and what does not fit is refused, not guessed."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from comptoir.foundation.errors import BadRequest

LARGEST = 64 * 1024
"""Bytes of a frame from a client."""


class Frame(msgspec.Struct, forbid_unknown_fields=True, tag_field="t", gc=False):
    """One thing that a client says."""


class HelloVisitor(Frame, tag="visitor", tag_field="as"):
    """A visitor introduces themselves, and names the conversation they are in."""

    t: str
    shop: str
    token: str
    c: int
    after: int = -1
    language: str = "en"


class HelloAgent(Frame, tag="agent", tag_field="as"):
    """An agent's browser says it is there; the session cookie says who."""

    t: str


class VisitorPost(Frame, tag="post"):
    client_id: UUID
    body: str = ""
    files: tuple[UUID, ...] = ()


class VisitorTyping(Frame, tag="typing"):
    on: bool = True


class VisitorRead(Frame, tag="read"):
    seq: int


class VisitorAfter(Frame, tag="after"):
    seq: int


class VisitorBefore(Frame, tag="before"):
    seq: int


class Ping(Frame, tag="ping"):
    pass


class AgentWatch(Frame, tag="watch"):
    c: int
    after: int = -1


class AgentUnwatch(Frame, tag="unwatch"):
    c: int


class ByMail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a message travels by mail."""

    to: Literal["customer", "seller", "both"] = "customer"
    cc: Annotated[tuple[Annotated[str, msgspec.Meta(max_length=254)], ...], msgspec.Meta(max_length=20)] = ()
    history: bool = False


class AgentPost(Frame, tag="post"):
    c: int
    client_id: UUID
    body: str = ""
    files: tuple[UUID, ...] = ()
    kind: Literal["message", "note"] = "message"
    mentions: tuple[int, ...] = ()
    seen: int | None = None
    is_confirmed: bool = False
    language: Literal["", "en", "fr", "pt", "ro"] = ""
    mail: ByMail | None = None


class AgentTyping(Frame, tag="typing"):
    c: int
    on: bool = True


class AgentRead(Frame, tag="read"):
    c: int
    seq: int


class AgentAfter(Frame, tag="after"):
    c: int
    seq: int


class AgentBefore(Frame, tag="before"):
    c: int
    seq: int


Number = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
"""What may name something here, or count it."""


class FeedAbout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Messages of a conversation that are shown with a question, and what stands for how they looked."""

    c: Number
    seqs: Annotated[tuple[Number, ...], msgspec.Meta(max_length=20)] = ()
    digest: Annotated[str, msgspec.Meta(max_length=200)] = ""


class FeedSay(Frame, tag="feed_say"):
    """Something for the feed of a shop."""

    shop: Number
    client_id: UUID
    body: str = ""
    answers: Number | None = None
    files: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=10)] = ()
    named: Annotated[tuple[Number, ...], msgspec.Meta(max_length=50)] = ()
    question: bool = False
    reach: Literal["all", "staff"] = "all"
    about: FeedAbout | None = None


class FeedAfter(Frame, tag="feed_after"):
    """What has changed in the feed of a shop since the number `v`?"""

    shop: Number
    v: Number


class AgentWall(Frame, tag="wall"):
    """Somebody looks at the wall, or looks away."""

    on: bool = True
    shop: int | None = None
    audience: Annotated[str, msgspec.Meta(max_length=40)] = ""
    state: Literal["", "risk", "held", "waiting", "upset", "owed"] = ""
    page: Annotated[int, msgspec.Meta(ge=0, le=200)] = 0


hello = msgspec.json.Decoder(HelloVisitor | HelloAgent)
visitor = msgspec.json.Decoder(
    VisitorPost | VisitorTyping | VisitorRead | VisitorAfter | VisitorBefore | Ping  # type: ignore[arg-type]
)
agent = msgspec.json.Decoder(
    AgentPost
    | AgentTyping
    | AgentRead
    | AgentWatch
    | AgentUnwatch
    | AgentAfter
    | AgentBefore
    | AgentWall
    | FeedSay
    | FeedAfter
    | Ping  # type: ignore[arg-type]
)
encode = msgspec.json.Encoder().encode


def read_frame(decoder: msgspec.json.Decoder[Frame], text: str | bytes) -> Frame:
    """The frame that `text` is. Raises `BadRequest` with the reason."""
    try:
        return decoder.decode(text)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise BadRequest(str(error)[:200]) from error


def prepared(payload: bytes) -> bytes:
    """`payload` as a WebSocket text frame, ready for any number of connections (RFC 6455: servers do not mask)."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload
