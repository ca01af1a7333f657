"""What we do in routing."""

from comptoir.domain.routing.actions.absences import release_gone_agents
from comptoir.domain.routing.actions.calling import call_referent
from comptoir.domain.routing.actions.caring import end_spared_time, give_time, give_time_for_upset
from comptoir.domain.routing.actions.desks import count_loads, mend_loads, note_seen, set_availability
from comptoir.domain.routing.actions.drifting import drifts_in, propose_hand_over
from comptoir.domain.routing.actions.first_answers import (
    alarm_of_first_answer,
    start_first_answer_clock,
    stop_first_answer_clock,
)
from comptoir.domain.routing.actions.hand_overs import SUMMARY_LARGEST, cancel_hand_over, hand_over
from comptoir.domain.routing.actions.leaving import release_member
from comptoir.domain.routing.actions.moving import lock_for_changes, move_conversation
from comptoir.domain.routing.actions.offers import accept_offer, expire_offer, expire_overdue_offers, refuse_offer
from comptoir.domain.routing.actions.redirecting import ask_other_audience
from comptoir.domain.routing.actions.seeking import seek_again, seek_agent, seek_conversation
from comptoir.domain.routing.actions.settling import settle, take_back_from
from comptoir.domain.routing.actions.several import AT_ONCE, Change, NotChanged, change_several
from comptoir.domain.routing.actions.silence import end_silent_chats
from comptoir.domain.routing.actions.taking import give_back_conversation, hand_back_conversation, take_conversation

__all__ = [
    "AT_ONCE",
    "SUMMARY_LARGEST",
    "Change",
    "NotChanged",
    "accept_offer",
    "alarm_of_first_answer",
    "ask_other_audience",
    "call_referent",
    "cancel_hand_over",
    "change_several",
    "count_loads",
    "drifts_in",
    "end_silent_chats",
    "end_spared_time",
    "expire_offer",
    "expire_overdue_offers",
    "give_back_conversation",
    "give_time",
    "give_time_for_upset",
    "hand_back_conversation",
    "hand_over",
    "lock_for_changes",
    "mend_loads",
    "move_conversation",
    "note_seen",
    "propose_hand_over",
    "refuse_offer",
    "release_gone_agents",
    "release_member",
    "seek_again",
    "seek_agent",
    "seek_conversation",
    "set_availability",
    "settle",
    "start_first_answer_clock",
    "stop_first_answer_clock",
    "take_back_from",
    "take_conversation",
]
