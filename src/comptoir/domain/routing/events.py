"""What happened in routing, and the timers that routing sets for itself."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("routing.search_began")
@dataclass(frozen=True, slots=True)
class SearchBegan:
    """Somebody is to be found for a conversation, as if it were new; `trigger` says why."""

    conversation_id: int
    trigger: str


@event("routing.offer_lapsed")
@dataclass(frozen=True, slots=True)
class OfferLapsed:
    """An offer ended without being accepted: "refused", "timed_out" or "withdrawn"."""

    offer_id: int
    conversation_id: int
    outcome: str


@event("routing.agent_became_free")
@dataclass(frozen=True, slots=True)
class AgentBecameFree:
    """An agent has come to their desk, or has room for one more conversation."""

    user_id: int


@event("routing.topic_drifted")
@dataclass(frozen=True, slots=True)
class TopicDrifted:
    """A visitor has come to speak of a topic that the conversation's audience does not answer."""

    conversation_id: int
    topic: str
    audience: str


@event("routing.offer_expires")
@dataclass(frozen=True, slots=True)
class OfferExpires:
    """A timer: the time to accept is over."""

    offer_id: int


@event("routing.spared_time_over")
@dataclass(frozen=True, slots=True)
class SparedTimeOver:
    """A timer: an agent may be asked again."""

    user_id: int


@event("routing.first_answer_at_risk")
@dataclass(frozen=True, slots=True)
class FirstAnswerAtRisk:
    """A timer: the promised first answer is nearly due."""

    conversation_id: int
    seconds: int


@event("routing.first_answer_late")
@dataclass(frozen=True, slots=True)
class FirstAnswerLate:
    """A timer: the promised first answer is due."""

    conversation_id: int
    seconds: int
