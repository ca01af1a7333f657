"""Who reacts to what. Read this file to learn everything that follows from an event, and what is swept when."""

from __future__ import annotations

from comptoir.domain.conversations import events as conversations
from comptoir.domain.conversations import reactions as find
from comptoir.domain.routing import events as routing
from comptoir.domain.routing import reactions as route
from comptoir.domain.routing import sweeps
from comptoir.foundation.worker import Reaction, Sweep

REACTIONS: dict[type, list[Reaction]] = {
    conversations.ConversationOpened: [route.seek_for_opened, route.start_clock, find.index_names],
    conversations.MessagePosted: [route.watch_for_drift, find.index_messages, find.hear_visitors, find.count_mistakes],
    conversations.FirstAnswerGiven: [route.stop_clock],
    conversations.AgentJoined: [route.settle_joined],
    conversations.ConversationHandedBack: [route.seek_for_handed_back],
    conversations.BecameRequest: [route.settle_request, find.index_names],
    conversations.ConversationClosed: [route.settle_closed],
    conversations.ConversationReopened: [route.settle_reopened],
    conversations.RatingCommented: [find.hear_ratings],
    conversations.CustomerGotUpset: [route.care_for_upset],
    routing.SearchBegan: [route.seek_for_begun],
    routing.OfferLapsed: [route.seek_for_lapsed],
    routing.AgentBecameFree: [route.seek_work],
    routing.OfferExpires: [route.end_expired],
    routing.SparedTimeOver: [route.ask_again],
    routing.FirstAnswerAtRisk: [route.alarm_at_risk],
    routing.FirstAnswerLate: [route.alarm_late],
    routing.TopicDrifted: [route.propose_to_team],
}

SWEEPS: list[tuple[float, Sweep]] = [*sweeps.SWEEPS]
